//! What people call a word of the language elsewhere: abbreviations, products, words of other tools.
//!
//! A row says what may have been meant. Where that is one thing it is the fix; of several the reader chooses.

use crate::model::WordKind;

/// Words, and what the language calls it.
pub(crate) type Row = (&'static [&'static str], &'static [&'static str]);

pub(crate) const TECHNIQUES: &[Row] = &[
    (&["waf"], &["web-application-firewall"]),
    (&["mfa", "two-fa", "two-factor", "two-factor-authentication", "totp"], &["multi-factor-authentication"]),
    (&["rbac", "roles"], &["role-based-access"]),
    (&["acl", "abac", "authorization", "authorisation"], &["access-control"]),
    (&["prepared-statement", "bind-variables", "parameterized-query"], &["parameterised-queries"]),
    (&["tls", "ssl", "https", "transport-encryption"], &["encryption-in-transit"]),
    (&["encryption"], &["encryption-in-transit", "encryption-at-rest"]),
    (&["mtls", "mutual-tls"], &["mutual-authentication"]),
    (&["hsts"], &["strict-transport"]),
    (&["csp"], &["content-security-policy"]),
    (&["csrf", "csrf-protection", "xsrf"], &["csrf-token"]),
    (&["sri"], &["subresource-integrity"]),
    (&["logging", "audit", "audit-logging", "audit-trail"], &["audit-log"]),
    (&["monitoring", "siem", "alerting"], &["log-monitoring"]),
    (&["throttling", "rate-limiter"], &["rate-limit"]),
    (&["ddos"], &["ddos-protection"]),
    (&["vault", "kms", "secrets-manager", "secret-manager"], &["secret-vault"]),
    (&["hsm"], &["hardware-key-protection"]),
    (&["antivirus", "av"], &["malware-scanning"]),
    (&["edr"], &["endpoint-protection"]),
    (&["sast"], &["static-analysis"]),
    (&["sca"], &["dependency-scanning"]),
    (&["sbom"], &["component-inventory"]),
    (&["pentest", "penetration-test", "dast"], &["security-testing"]),
    (&["pam"], &["privileged-access-management"]),
    (&["jit"], &["just-in-time-access"]),
    (&["firewall"], &["host-firewall", "network-segmentation", "web-application-firewall"]),
    (&["vlan", "segmentation", "subnet"], &["network-segmentation"]),
    (&["signing", "signature", "signatures"], &["message-signing", "artifact-signing"]),
    (&["hmac"], &["message-signing"]),
    (&["hashing", "password-hashing", "bcrypt", "argon2"], &["credential-hashing"]),
    (&["escaping", "html-encoding"], &["output-encoding", "query-escaping", "command-escaping"]),
    (&["validation"], &["input-validation"]),
    (&["checksum", "checksums"], &["integrity-checking"]),
    (&["lockout", "account-lockout"], &["login-throttling"]),
];

pub(crate) const PROTOCOLS: &[Row] = &[
    (&["postgres", "postgresql", "mysql", "mariadb", "mssql", "oracle", "sql", "database"], &["sql-tls", "sql-wire"]),
    (&["redis", "valkey"], &["redis-tls", "redis-wire"]),
    (&["mongo", "mongodb"], &["mongodb-tls", "mongodb-wire"]),
    (&["kafka"], &["kafka-tls", "kafka-wire"]),
    (&["nats"], &["nats-tls", "nats-wire"]),
    (&["pulsar"], &["pulsar-tls", "pulsar-wire"]),
    (&["cassandra"], &["cql-tls", "cql"]),
    (&["rabbitmq"], &["amqps", "amqp"]),
    (&["memcached"], &["memcached-wire"]),
    (&["rest", "web", "rest-api"], &["https", "http"]),
    (&["ws", "websockets"], &["wss", "websocket"]),
    (&["ssl", "mtls", "tls1", "tls1-2", "tls1-3"], &["tls"]),
    (&["email", "mail"], &["smtps", "smtp"]),
    (&["fhir", "smart-on-fhir"], &["https"]),
    (&["mllp", "hl7v2", "hl7-v2"], &["hl7", "hl7-tls"]),
    (&["pacs"], &["dicom", "dicom-tls"]),
    (&["h2"], &["http2"]),
    (&["h3"], &["http3"]),
    (&["ble", "bluetooth-low-energy"], &["bluetooth-le"]),
    (&["bt", "bluetooth-classic"], &["bluetooth"]),
    (&["wi-fi", "wlan", "802-11"], &["wifi"]),
    (&["openthread", "6lowpan"], &["thread"]),
    (&["ssdp"], &["upnp"]),
    (&["text-message", "mms"], &["sms"]),
    (&["krb5"], &["kerberos"]),
    (&["cellular", "lte", "5g"], &["radio"]),
    (&["vpn", "wireguard", "ipsec"], &["vpn-tunnel"]),
    (&["memory", "function-call", "call"], &["in-process"]),
    (&["pipe", "socket", "unix-socket"], &["ipc"]),
    (&["file", "filesystem", "disk"], &["file-access"]),
    (&["usb", "serial", "uart", "jtag"], &["physical-port", "debug-port"]),
    (&["graphql-api"], &["graphql"]),
];

/// Of types; which kind of thing each is for is checked where it stands.
pub(crate) const TYPES: &[Row] = &[
    (&["s3", "s3-bucket"], &["aws-s3", "object-store"]),
    (&["bucket", "blob", "blob-storage", "object-storage"], &["object-store"]),
    (&["sms-gateway", "sms"], &["sms-provider"]),
    (&["apigateway"], &["api-gateway"]),
    (&["frontend", "spa", "single-page-application", "react", "angular", "vue"], &["single-page-app", "web-app"]),
    (&["microservice", "backend", "micro-service"], &["service"]),
    (&["nginx", "haproxy", "traefik", "envoy", "apache"], &["reverse-proxy"]),
];

/// Of scales: the scale's name, words, and what it calls them.
pub(crate) const WORDS: &[(&str, Row)] = &[
    ("trust", (&["trusted", "private", "inside"], &["internal"])),
    ("trust", (&["internet", "anonymous"], &["untrusted"])),
    ("trust", (&["dmz", "edge"], &["exposed"])),
    ("trust", (&["third-party", "vendor", "supplier"], &["partner"])),
    ("classification", (&["private", "sensitive", "restricted"], &["confidential"])),
    ("classification", (&["top-secret", "highly-confidential"], &["secret"])),
    ("level", (&["moderate"], &["medium"])),
    ("severity", (&["moderate"], &["medium"])),
    ("status of a control", (&["done", "active", "deployed", "live", "finished"], &["implemented"])),
    ("status of a control", (&["todo", "open"], &["proposed", "planned"])),
    ("status of an assumption", (&["valid", "true", "holds"], &["confirmed"])),
    ("status of an assumption", (&["open", "assumed"], &["unconfirmed"])),
    ("authentication", (&["jwt", "bearer", "access-token"], &["token"])),
    ("authentication", (&["webauthn", "fido", "fido2", "u2f", "passkeys"], &["passkey"])),
    ("authentication", (&["saml2", "shibboleth"], &["saml"])),
    ("authentication", (&["gssapi", "spnego", "negotiate"], &["kerberos"])),
    ("authentication", (&["windows", "active-directory"], &["kerberos", "password"])),
    ("authentication", (&["ntlm", "ldap", "digest"], &["password"])),
    ("authentication", (&["anonymous", "public", "unauthenticated"], &["none"])),
    ("authentication", (&["cookie"], &["session"])),
    ("authentication", (&["basic", "credentials"], &["password"])),
    ("authentication", (&["oauth", "oauth2", "sso", "openid"], &["oidc"])),
    ("authentication", (&["mutual-tls"], &["mtls"])),
    ("authentication", (&["iam"], &["managed-identity"])),
];

/// What may be meant by a word where a protocol or a technique is expected; empty if nothing is known.
pub(super) fn of_word(kind: WordKind, word: &str) -> &'static [&'static str] {
    match kind {
        WordKind::Technique => look_up(TECHNIQUES.iter(), word),
        WordKind::Protocol => look_up(PROTOCOLS.iter(), word),
        WordKind::Type => look_up(TYPES.iter(), word),
    }
}

/// What may be meant by a word where one of a scale is expected.
pub(super) fn of_scale(scale: &str, word: &str) -> &'static [&'static str] {
    look_up(WORDS.iter().filter(|(of, _)| *of == scale).map(|(_, row)| row), word)
}

fn look_up<'a>(mut rows: impl Iterator<Item = &'a Row>, word: &str) -> &'static [&'static str] {
    let folded = word.to_ascii_lowercase().replace('_', "-");
    let plural = |known: &str| folded.strip_suffix('s') == Some(known);
    rows.find(|(words, _)| words.iter().any(|known| *known == folded || plural(known))).map_or(&[], |(_, meant)| *meant)
}

/// The attributes that may be meant by a word with which other tools name theirs, the likeliest first.
pub(super) fn of_attribute(name: &str) -> &'static [&'static str] {
    match name.to_ascii_lowercase().replace(['-', '_'], "").as_str() {
        "authentication" | "authentification" | "authn" | "login" => &["auth"],
        "authz" | "authorisation" => &["authorization"],
        "protocol" | "transport" | "scheme" => &["via"],
        "encryption" | "encrypt" | "isencrypted" | "tls" | "ssl" => &["encrypted"],
        "classification" | "sensitivity" | "dataclassification" => &["class"],
        "stores" | "contains" | "data" | "dataassets" | "assets" | "sends" => &["holds", "carries"],
        "receives" | "response" | "reply" => &["returns"],
        "mitigations" | "countermeasures" | "safeguards" => &["controls"],
        "trustlevel" | "zone" => &["trust"],
        "pii" | "personaldata" => &["personal"],
        "dstport" => &["port"],
        "deadline" | "duedate" => &["due"],
        "reason" | "justification" | "rationale" => &["because"],
        "author" | "approver" => &["by", "owner"],
        "expires" | "expiry" | "validuntil" | "end" => &["until", "expires"],
        "until" => &["expires"],
        "closes" | "covers" => &["answers", "against"],
        "tech" => &["technology", "technologies"],
        _ => &[],
    }
}
