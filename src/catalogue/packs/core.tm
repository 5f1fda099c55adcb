// std.core: vocabulary that takes no side for a technology. It is always in scope.
// Kinds (actor, external, process, store, boundary, flow, data) are built in and are not repeated here.

// ---- Boundaries ----------------------------------------------------------------------------------------------------

/// A stretch of network whose members reach each other without passing a filter.
type network : boundary "Network"

/// A network that anyone can join and where anyone may listen or inject.
type internet : network "Public internet"

/// A part of a network with addresses and filter rules of its own.
type subnet : network "Subnet"

/// A computer with an operating system of its own: whoever is administrator there owns all that runs in it.
type machine : boundary "Machine"

/// A machine made of software; what separates it from its neighbours is the hypervisor.
type virtual-machine : machine "Virtual machine"

/// A place that code is not meant to get out of, even when an attacker controls that code.
type sandbox : boundary "Sandbox"

/// A container: a sandbox that shares the kernel of its host.
type container : sandbox "Container"

/// An account, subscription or project at a cloud provider: one bill and one set of administrators.
type cloud-account : boundary "Cloud account"

/// What executes code for several programs at once: an application server, a container engine, a function host.
type runtime : boundary "Runtime"

/// A named part of a platform that gives its members rights and quotas of their own.
type namespace : boundary "Namespace"

/// An address space: what lies in it can read and write the same memory.
type os-process : boundary "Operating-system process"

/// A company, department or team that decides for itself whom it trusts.
type organisation : boundary "Organisation"

/// One customer's share of a system that several customers use.
type tenant : boundary "Tenant"

/// A place that is locked and guarded: what is inside can be touched by those who may enter.
type site : boundary "Physical site"

// ---- Traits and plain elements -------------------------------------------------------------------------------------

/// Listens on a network, so that whoever can reach the address can talk to it.
type networked "Listens on a network"

/// Runs on a device that its user controls and can look into and change.
type client "Client"

/// Passes requests on for somebody else; rules look through it for the caller.
type forwarding "Forwards requests"

/// Does for its callers what they ask, with what they gave it; rules look through it for who stands behind a call.
type acting "Acts for its callers"

/// Is there to administer: every flow that starts there has `admin = true`, unless it says otherwise.
type administering "Administers what it calls"

/// Stands between clients and servers and speaks for one of them.
type proxy : forwarding "Proxy"

/// Spreads requests over several equal servers.
type load-balancer : forwarding "Load balancer"

/// The one door through which callers from outside reach what is behind it.
type gateway : forwarding "Gateway"

/// Code of others, or shared code, that runs with the rights of the program that loads it.
type library "Library"

/// Decides for itself what it does with data that it gets, and answers for that under the law.
type controller "Controller of data"

/// Watches other elements and raises alarms.
type monitoring "Monitoring"

/// A service of another company that is used as it is, over the network.
type saas "Software as a service" { implies { managed = true, custom-code = false } }

/// A program that waits for requests of other programs and answers them.
type service : [process, networked] "Service"

/// A service that takes work from a queue or on a schedule and answers nobody directly.
type worker : process "Worker"

/// A service that a platform starts for each request and stops afterwards.
type serverless-function : [process, networked] "Serverless function" { implies { runs-in = serverless } }

/// A program that runs, does one job and ends.
type batch-job : process "Batch job"

/// A program that a person starts in a terminal.
type cli : [process, client] "Command-line program"

/// A program with a window on a desktop computer.
type desktop-app : [process, client] "Desktop application"

/// A program on a phone or a tablet.
type mobile-app : [process, client] "Mobile application"

/// A hardened host that administrators pass through on their way to the inside.
type bastion : [process, networked, acting] "Bastion host"

/// The computer that a developer or an administrator works on, with the keys that lie on it.
type workstation : client "Workstation"

/// A small computer inside a thing, often where anybody can touch it.
type iot-device "Device of the internet of things"

/// Collects what devices say and passes commands to them.
type iot-gateway : gateway "Device gateway"

/// Starts, places and isolates the containers of others.
type container-platform "Container platform"

/// Tells others what time it is.
type time-source : networked "Time source"

/// Where partners and programs leave files for each other over SSH. Declare it as what it is here: a store, a process
/// of ours, or somebody else's system.
type sftp-server : networked "SFTP server" { implies { query-api = none } }

/// Where the computers of staff get into the network from outside, through a tunnel.
type vpn-gateway : [forwarding, networked] "VPN gateway"

/// A service through which helpers see and steer the computers of others.
type remote-support : saas "Remote support" { implies { managed = true, custom-code = false } }

// ---- Development ---------------------------------------------------------------------------------------------------

/// Part of the way from source text to running software.
type development "Development tooling"

/// Builds, tests and ships software without a person at the keyboard.
type build-pipeline : development "Build pipeline"

/// Holds source text and its history.
type source-repository : development "Source repository"

/// Holds built packages, images or models from which they are installed.
type artifact-registry : development "Artifact registry"

// ---- Identity and secrets ------------------------------------------------------------------------------------------

/// Decides who somebody is, or keeps what that decision rests on.
type identity "Identity system"

/// Logs people or programs in and vouches for them to others.
type identity-provider : identity "Identity provider"

/// Keeps the accounts and what proves them.
type identity-store : [store, identity] "Identity store"

/// A directory that answers LDAP.
type ldap-directory : [identity-store, networked] "LDAP directory"

/// Keeps secrets encrypted and gives each only to callers with the right to it. Declare it as what it is here: a store, a
/// process of ours, or somebody else's system.
type vault "Secret vault" { implies { query-api = none, encrypted = true } }

/// A device that uses keys and never gives them away.
type hardware-security-module : vault "Hardware security module"

// ---- Stores --------------------------------------------------------------------------------------------------------

/// A store that answers queries.
type database : store "Database"

/// A database that is asked in SQL.
type sql : database "SQL database" { implies { query-api = sql } }

/// A database of documents, asked with queries that are documents themselves.
type document-store : database "Document database" { implies { query-api = document } }

/// A database of nodes and edges with a query language of its own.
type graph-database : database "Graph database" { implies { query-api = graph } }

/// Rows with columns of their own, spread by key; asked in a language that resembles SQL.
type wide-column-store : database "Wide-column store" { implies { query-api = other } }

/// Measurements over time.
type time-series-database : database "Time-series database" { implies { query-api = other } }

/// A database that finds a value by its key.
type key-value : database "Key-value store" { implies { query-api = key-value } }

/// A large SQL database for analysis, filled from other stores.
type data-warehouse : sql "Data warehouse"

/// An index for full-text and similar searches, with a query language of its own.
type search : store "Search index" { implies { query-api = other, role = index } }

/// Files that are found by a path.
type file-store : store "File store" { implies { query-api = none } }

/// Objects that are found by a name and fetched over HTTP.
type object-store : [store, networked] "Object store" { implies { query-api = none } }

/// Keeps a record of what happened.
type log-store : store "Log store" { implies { query-api = other, role = log } }

/// Keeps messages until somebody takes them. Declare it as what it is here: a store, a process of ours, or somebody else's
/// system.
type queue "Message queue" { implies { query-api = none } }

/// Keeps copies for a while, for speed.
type cache : store "Cache" { implies { query-api = key-value, role = cache } }

/// Keeps copies for the day when the original is lost.
type backup-store : store "Backup" { implies { query-api = none, role = backup } }

/// PostgreSQL, a SQL database that listens on a network.
type postgres : [sql, networked] "PostgreSQL"

/// MySQL and its relatives.
type mysql : [sql, networked] "MySQL"

/// Microsoft SQL Server.
type sql-server : [sql, networked] "SQL Server"

/// Oracle Database.
type oracle-database : [sql, networked] "Oracle Database"

/// A SQL database inside the program that uses it, in one file.
type sqlite : sql "SQLite" { implies { network-access = none } }

/// MongoDB, a document database.
type mongodb : [document-store, networked] "MongoDB"

/// Redis and its relatives: values in memory, found by key.
type redis : [key-value, networked] "Redis"

/// Memcached, a cache in memory.
type memcached : [key-value, cache, networked] "Memcached"

/// Elasticsearch or OpenSearch.
type elasticsearch : [search, networked] "Elasticsearch"

// ---- Protocols -----------------------------------------------------------------------------------------------------
// A protocol implies what it promises by itself, as it is usually set up. A flow that is better or worse says so.

/// Bytes in order and nothing else; what runs on top is not stated, so no protection is either.
protocol tcp "TCP" { implies { encrypted = false, integrity-protected = false, server-auth = false } }

/// Single datagrams, whose sender address anybody can forge.
protocol udp "UDP" { implies { encrypted = false, integrity-protected = false, server-auth = false } }

/// TLS with a checked server certificate; what runs inside is not stated.
protocol tls "TLS" { implies { encrypted = true, integrity-protected = true, server-auth = true } }

/// TLS over datagrams.
protocol dtls "DTLS" { implies { encrypted = true, integrity-protected = true, server-auth = true } }

/// Encrypted streams over datagrams, with the handshake of TLS 1.3.
protocol quic "QUIC" { implies { encrypted = true, integrity-protected = true, server-auth = true } }

/// HTTP in clear text.
protocol http "HTTP" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 80 }
}

/// HTTP inside TLS, or over QUIC.
protocol https : [http, tls] "HTTPS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 443 }
}

/// HTTP/2 inside TLS, the only form that browsers speak; in clear text it is `http`.
protocol http2 : https "HTTP/2" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 443 }
}

/// HTTP/3, which has no form in clear text: it runs over QUIC.
protocol http3 : [https, quic] "HTTP/3" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 443 }
}

/// A WebSocket in clear text: it starts as an HTTP request and then carries messages both ways.
protocol websocket : http "WebSocket" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 80 }
}

/// A WebSocket inside TLS.
protocol wss : [websocket, https] "WebSocket over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 443 }
}

/// Audio, video and data between browsers, encrypted with keys that the signalling vouches for.
protocol webrtc "WebRTC" { implies { encrypted = true, integrity-protected = true } }

/// Audio and video in clear text.
protocol rtp "RTP" { implies { encrypted = false, integrity-protected = false, server-auth = false } }

/// gRPC in clear text.
protocol grpc "gRPC" { implies { encrypted = false, integrity-protected = false, server-auth = false } }

/// gRPC inside TLS.
protocol grpcs : [grpc, tls] "gRPC over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true }
}

/// Calls that pass objects of a programming language, as Java RMI and .NET Remoting do.
protocol object-rpc "Object RPC" {
  implies { encrypted = false, integrity-protected = false, server-auth = false }
}

/// A secure shell or a tunnel through one, to a host whose key is known.
protocol ssh "SSH" { implies { encrypted = true, integrity-protected = true, server-auth = true, port = 22 } }

/// Files over SSH.
protocol sftp : ssh "SFTP" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 22 }
}

/// A remote terminal in clear text.
protocol telnet "Telnet" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 23 }
}

/// A remote Windows desktop; its certificate is often not checked, so the server is not taken as proved.
protocol rdp "RDP" { implies { encrypted = true, integrity-protected = true, port = 3389 } }

/// A remote screen, in clear text unless something else protects it.
protocol vnc "VNC" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 5900 }
}

/// Files in clear text, and the password with them.
protocol ftp "FTP" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 21 }
}

/// FTP inside TLS.
protocol ftps : [ftp, tls] "FTP over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 990 }
}

/// A shared folder in the manner of Unix, without encryption unless Kerberos is set up for it.
protocol nfs "NFS" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 2049 }
}

/// A shared folder in the manner of Windows; whether it encrypts depends on its version and settings.
protocol smb "SMB" { implies { port = 445 } }

/// E-mail between servers; encryption is offered, and an attacker on the way can take the offer away.
protocol smtp "SMTP" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 25 }
}

/// E-mail inside TLS from the first byte.
protocol smtps : [smtp, tls] "SMTP over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 465 }
}

/// Questions to a directory, in clear text.
protocol ldap "LDAP" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 389 }
}

/// LDAP inside TLS.
protocol ldaps : [ldap, tls] "LDAP over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 636 }
}

/// Questions for names, in clear text and easily forged.
protocol dns "DNS" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 53 }
}

/// DNS inside HTTPS.
protocol dns-over-https : [dns, https] "DNS over HTTPS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 443 }
}

/// The time of day, without proof of who tells it.
protocol ntp "NTP" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 123 }
}

/// Log lines in single datagrams.
protocol syslog : udp "Syslog" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 514 }
}

/// Log lines inside TLS.
protocol syslog-tls : tls "Syslog over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 6514 }
}

/// Network management by versions that send a shared word in clear text.
protocol snmp : udp "SNMP" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 161 }
}

/// Messages to and from a broker, in clear text.
protocol amqp "AMQP" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 5672 }
}

/// AMQP inside TLS.
protocol amqps : [amqp, tls] "AMQP over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 5671 }
}

/// Messages of small devices, in clear text.
protocol mqtt "MQTT" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 1883 }
}

/// MQTT inside TLS.
protocol mqtts : [mqtt, tls] "MQTT over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 8883 }
}

/// Requests to small devices, in clear text.
protocol coap : udp "CoAP" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 5683 }
}

/// Commands and readings of industrial controllers; the protocol knows neither callers nor secrets.
protocol modbus "Modbus" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 502 }
}

/// The protocol of Kafka; whether it is inside TLS depends on the listener.
protocol kafka-wire "Kafka protocol" { implies { port = 9092 } }

/// The protocol of Kafka inside TLS.
protocol kafka-tls : [kafka-wire, tls] "Kafka protocol over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 9093 }
}

/// The protocol of a SQL server; whether it is inside TLS depends on the driver's settings.
protocol sql-wire "SQL wire protocol"

/// The protocol of a SQL server inside TLS, with its certificate checked.
protocol sql-tls : [sql-wire, tls] "SQL wire protocol over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true }
}

/// SQL through a Java driver; whether it is inside TLS depends on the driver's settings.
protocol jdbc : sql-wire "JDBC"

/// The protocol of Redis in clear text.
protocol redis-wire "Redis protocol" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 6379 }
}

/// The protocol of Redis inside TLS.
protocol redis-tls : [redis-wire, tls] "Redis protocol over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 6380 }
}

/// A tunnel between networks or hosts, as IPsec and WireGuard build them.
protocol vpn-tunnel "VPN tunnel" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, vpn = true }
}

/// A call inside one address space.
protocol in-process "Call in the same process" { implies { local = true } }

/// A pipe, socket file or shared memory between processes of one machine.
protocol ipc "Inter-process communication" { implies { local = true } }

/// Reading and writing files of the same machine.
protocol file-access "File access" { implies { local = true } }

/// A cable or port that one has to touch, such as USB or a serial line.
protocol physical-port "Physical port" { implies { local = true } }

// ---- Techniques: Who is there ---------------------------------------------------------------------------------------

/// Callers prove who they are before anything is done for them.
technique authentication "Authentication" {
  counters     = [spoofing, elevation-of-privilege]
  technologies = ["OpenID Connect", "SAML", "Kerberos"]
  refs         = ["CWE-306"]
}

/// A login needs two proofs of different kinds, so that a stolen password is not enough.
technique multi-factor-authentication : authentication "Multi-factor authentication" {
  counters     = [spoofing]
  technologies = ["WebAuthn", "TOTP"]
  refs         = ["CWE-308", "M1032"]
}

/// The second proof is bound to the address that asks for it, so that a false page cannot pass it on.
technique anti-phishing : multi-factor-authentication "Phishing-resistant login" {
  counters     = [spoofing]
  technologies = ["WebAuthn", "FIDO2 security keys", "smart cards"]
  refs         = ["CWE-308"]
}

/// Both ends prove who they are.
technique mutual-authentication : authentication "Mutual authentication" {
  counters     = [spoofing]
  technologies = ["mutual TLS", "Kerberos", "SPIFFE"]
  refs         = ["CWE-306"]
}

/// The platform vouches for the program, so that the program holds no secret of its own.
technique managed-identity : authentication "Managed identity" {
  counters     = [spoofing, information-disclosure]
  technologies = ["Azure managed identity", "IAM roles", "workload identity federation"]
  refs         = ["CWE-798"]
}

/// A device proves which device it is and what software it started.
technique device-attestation : authentication "Device attestation" {
  counters     = [spoofing, tampering]
  technologies = ["TPM", "secure element"]
  refs         = ["CWE-287"]
}

/// Weak and leaked passwords are refused.
technique password-policy "Password policy" {
  counters     = [spoofing]
  technologies = ["Have I Been Pwned list", "zxcvbn"]
  refs         = ["CWE-521", "M1027"]
}

/// What proves an account is stored so that it cannot be turned back: salted, and slow to compute.
technique credential-hashing "Credential hashing" {
  counters     = [spoofing, information-disclosure]
  technologies = ["Argon2id", "scrypt", "bcrypt"]
  refs         = ["CWE-916"]
}

/// Keys and passwords are replaced on a schedule, and at once after a leak.
technique key-rotation "Key rotation" {
  counters     = [spoofing, information-disclosure]
  technologies = ["secret manager rotation", "ACME"]
  refs         = ["CWE-324"]
}

/// A key was made in hardware and cannot leave it.
technique hardware-key-protection "Keys in hardware" {
  counters     = [spoofing, information-disclosure]
  technologies = ["hardware security modules", "Secure Enclave", "Android Keystore", "TPM"]
  refs         = ["CWE-522"]
}

/// Each caller has a credential of its own, so that one can be taken back without the others.
technique individual-credentials "Individual credentials" {
  counters     = [spoofing, repudiation]
  technologies = ["an account for each program", "device certificates"]
  refs         = ["CWE-1391", "M1018"]
}

/// Repeated failures slow an account or a caller down.
technique login-throttling "Login throttling" {
  counters     = [spoofing]
  technologies = ["fail2ban", "CAPTCHA"]
  refs         = ["CWE-307", "M1036"]
}

/// Sessions get random names, a new name at login, and an end: by time, by logout, by an administrator.
technique session-management "Session management" {
  counters     = [spoofing]
  technologies = ["framework sessions"]
  refs         = ["CWE-384", "CWE-613"]
}

/// A message that was recorded is refused when it comes a second time.
technique replay-protection "Replay protection" {
  counters     = [spoofing, tampering]
  technologies = ["nonce", "sequence number", "idempotency key"]
  refs         = ["CWE-294"]
}

/// The client accepts one certificate or authority only, not all that the system trusts.
technique certificate-pinning "Certificate pinning" {
  counters     = [spoofing]
  technologies = ["network security configuration", "pinned public keys", "known_hosts"]
  refs         = ["CWE-295"]
}

/// Answers about names are signed and checked.
technique name-resolution-integrity "Signed name resolution" {
  counters     = [spoofing]
  technologies = ["DNSSEC"]
  refs         = ["CWE-345"]
}

/// Before something weighty is done, the person sees on a second way what exactly and for whom, and agrees or waits.
technique transaction-confirmation "Confirmed action" {
  counters     = [spoofing, tampering]
  technologies = ["confirmation in the app with amount and receiver", "waiting period for new receivers"]
  refs         = ["CWE-356"]
}

/// People are shown, again and again, how they will be deceived and whom they should then call.
technique user-training "Trained people" {
  counters     = [spoofing]
  technologies = ["phishing exercises", "a known number to call back"]
  refs         = ["M1017"]
}

/// Keys and secrets are made by a generator that nobody can predict.
technique strong-randomness "Strong randomness" {
  counters     = [spoofing, information-disclosure]
  technologies = ["getrandom", "SecureRandom", "Web Crypto"]
  refs         = ["CWE-338"]
}

/// The account that holds our names is guarded by two factors and a lock, and the names renew themselves.
technique domain-protection "Guarded domain" {
  counters     = [spoofing, denial-of-service]
  technologies = ["registry lock", "automatic renewal", "DNSSEC"]
  refs         = ["T1584.001"]
}

/// Records say who may issue certificates for our names, and somebody is told of each that is issued.
technique certificate-watch "Watched certificates" {
  counters     = [spoofing]
  technologies = ["CAA records", "certificate transparency alerts"]
  refs         = ["CWE-295"]
}

// ---- Techniques: Input and what it becomes --------------------------------------------------------------------------

/// Input that does not have the expected form, range and size is refused on the side that is trusted.
technique input-validation "Input validation" {
  counters     = [tampering]
  technologies = ["allow-lists", "typed parsing"]
  refs         = ["CWE-20"]
}

/// Each message is checked against a schema before it is used.
technique schema-validation : input-validation "Schema validation" {
  counters     = [tampering]
  technologies = ["JSON Schema", "Protocol Buffers", "serde"]
  refs         = ["CWE-20"]
}

/// Values are kept apart from the query around them, by binding or by the escaping of that query language.
technique query-escaping "Query escaping" {
  counters     = [tampering, information-disclosure]
  technologies = ["LDAP filter encoders", "query builders"]
  refs         = ["CWE-943"]
}

/// Values go to the database beside the query, never inside its text.
technique parameterised-queries : query-escaping "Parameterised queries" {
  counters     = [tampering, information-disclosure]
  technologies = ["prepared statements", "sqlx", "Hibernate"]
  refs         = ["CWE-89"]
}

/// Programs are started with a list of arguments, never through a shell that reads a line.
technique command-escaping "Command escaping" {
  counters     = [tampering, elevation-of-privilege]
  technologies = ["execve", "subprocess without a shell"]
  refs         = ["CWE-78"]
}

/// Text is encoded for the place in which it is put, so that it stays text.
technique output-encoding "Output encoding" {
  counters     = [tampering]
  technologies = ["auto-escaping templates"]
  refs         = ["CWE-116"]
}

/// A path from outside is resolved and must lie below the allowed folder, or a name of our own replaces it.
technique path-canonicalisation "Path canonicalisation" {
  counters     = [tampering, information-disclosure]
  technologies = ["openat2 with RESOLVE_BENEATH", "generated file names"]
  refs         = ["CWE-22"]
}

/// Files are checked for their real type, size and structure before they are kept or opened.
technique file-validation : input-validation "File validation" {
  counters     = [tampering, denial-of-service]
  technologies = ["magic numbers", "re-encoding of images"]
  refs         = ["CWE-434"]
}

/// Files are searched for known malware before anybody opens them.
technique malware-scanning "Malware scanning" {
  counters     = [tampering]
  technologies = ["ClamAV", "Defender for Storage"]
  refs         = ["CWE-509", "M1049"]
}

/// The parser loads no external entities and refuses document types.
technique xml-hardening "Hardened XML parsing" {
  counters     = [information-disclosure, denial-of-service]
  technologies = ["defusedxml", "disallow-doctype-decl"]
  refs         = ["CWE-611", "CWE-776"]
}

/// Only data is read, never types or code that the sender chose.
technique safe-deserialisation "Safe deserialisation" {
  counters     = [tampering, elevation-of-privilege]
  technologies = ["JSON with a fixed type", "type allow-lists"]
  refs         = ["CWE-502"]
}

/// What a program or a model produced is checked before something else acts on it.
technique output-validation "Output validation" {
  counters     = [tampering, elevation-of-privilege]
  technologies = ["schemas for answers", "allow-lists of actions"]
  refs         = ["CWE-1426"]
}

/// Each message carries a signature or a keyed hash, and the receiver checks it.
technique message-signing "Message signing" {
  counters     = [tampering, repudiation, spoofing]
  technologies = ["HMAC", "JWS", "HTTP message signatures"]
  refs         = ["CWE-345"]
}

/// A hash that is kept elsewhere tells whether something stored has changed, and is compared before use.
technique integrity-checking "Integrity checking" {
  counters     = [tampering]
  technologies = ["SHA-256 manifests", "fs-verity"]
  refs         = ["CWE-353"]
}

/// What is built is signed, and is only run when the signature is right.
technique artifact-signing : integrity-checking "Artifact signing" {
  counters     = [tampering, spoofing]
  technologies = ["Sigstore", "GPG", "Notary"]
  refs         = ["CWE-347", "M1045"]
}

/// A device starts only software whose signature it has checked.
technique secure-boot "Secure boot" {
  counters     = [tampering]
  technologies = ["UEFI Secure Boot", "verified boot"]
  refs         = ["CWE-1326", "M1046"]
}

/// Prices, results and rights are computed on our side from our own data, whatever the client says.
technique server-side-decision "Decisions on the server" {
  counters     = [tampering, elevation-of-privilege]
  technologies = ["price list on the server", "simulation on the server", "plausibility of moves"]
  refs         = ["CWE-602"]
}

/// What somebody deletes is only hidden at first, and can be brought back for some weeks.
technique delayed-deletion "Delayed deletion" {
  counters     = [tampering, denial-of-service]
  technologies = ["soft deletion", "recycle bin", "retention lock"]
  refs         = ["M1053"]
}

/// What arrives about a person is filed only where several particulars agree; all else waits for somebody who looks.
technique record-matching "Record matching" {
  counters     = [tampering, information-disclosure]
  protects     = [data-disclosure]
  technologies = ["master patient index", "name and date of birth beside the number"]
  refs         = ["CWE-1288"]
}

// ---- Techniques: How software is made -------------------------------------------------------------------------------

/// Container images are searched for known weaknesses before they run.
technique image-scanning "Image scanning" {
  counters     = [tampering]
  technologies = ["Trivy", "Grype"]
  refs         = ["CWE-1395"]
}

/// Libraries are compared with lists of known weaknesses and of malicious packages.
technique dependency-scanning "Dependency scanning" {
  counters     = [tampering]
  technologies = ["cargo-deny", "Dependabot", "OSV-Scanner"]
  refs         = ["CWE-1395", "M1016"]
}

/// Exactly the named version with the named hash is fetched, not the newest.
technique version-pinning "Version pinning" {
  counters     = [tampering]
  technologies = ["lock files", "image digests"]
  refs         = ["CWE-494"]
}

/// A tool reads the source text for faults at each change.
technique static-analysis "Static analysis" {
  counters     = [tampering]
  technologies = ["CodeQL", "Semgrep", "Clippy"]
  refs         = ["M1013"]
}

/// A second person reads each change before it is merged.
technique code-review "Code review" {
  counters     = [tampering, repudiation]
  technologies = ["protected branches", "CODEOWNERS"]
  refs         = ["M1013"]
}

/// Somebody tries to break the running system, by hand or by machine, and what is found is mended.
technique security-testing "Security testing" {
  counters     = [tampering, elevation-of-privilege]
  technologies = ["fuzzing", "penetration test"]
  refs         = ["M1016"]
}

/// Updates that mend weaknesses are installed within a time that is fixed in advance.
technique patching "Patching" {
  counters     = [tampering, elevation-of-privilege]
  technologies = ["unattended upgrades", "Renovate"]
  refs         = ["CWE-1395", "M1051"]
}

/// A person or a separate rule agrees before something new goes live.
technique deployment-approval "Deployment approval" {
  counters     = [tampering]
  technologies = ["protected environments", "GitOps pull requests"]
  refs         = ["CWE-862"]
}

/// It is known and checked where each piece of data came from and who changed it.
technique data-provenance "Data provenance" {
  counters     = [tampering, repudiation]
  technologies = ["dataset manifests", "C2PA"]
  refs         = ["CWE-1357"]
}

/// It is written down what runs, since when, where, and who answers for it, and what is not on the list is found.
technique asset-inventory "Inventory" {
  counters     = [spoofing, elevation-of-privilege]
  technologies = ["AWS Config", "API catalogue", "external attack-surface scans"]
  refs         = ["CWE-1059"]
}

// ---- Techniques: What happened --------------------------------------------------------------------------------------

/// Who did what, when and to what is written down.
technique audit-log "Audit log" {
  counters     = [repudiation]
  technologies = ["auditd", "CloudTrail", "database audit"]
  refs         = ["CWE-778"]
}

/// Each read and each change of stored data leaves a record.
technique storage-access-logging : audit-log "Storage access logging" {
  counters     = [repudiation, tampering]
  technologies = ["Azure Storage logs", "S3 access logs"]
  refs         = ["CWE-778"]
}

/// Records can be added, but not changed or removed, not even by those who write them.
technique append-only-log "Append-only log" {
  counters     = [repudiation, tampering]
  technologies = ["object lock", "WORM storage", "hash chains"]
  refs         = ["M1029"]
}

/// Somebody is told when the records show something unusual.
technique log-monitoring "Log monitoring" {
  counters     = [repudiation]
  technologies = ["SIEM rules"]
  refs         = ["CWE-778", "M1047"]
}

/// Line breaks and control characters in values are encoded before they are logged.
technique log-neutralisation "Log neutralisation" {
  counters     = [repudiation, tampering]
  technologies = ["structured logging"]
  refs         = ["CWE-117"]
}

/// The receiver confirms, in a form that can be shown later, what arrived.
technique delivery-receipt "Delivery receipt" {
  counters     = [repudiation]
  technologies = ["signed acknowledgements", "AS4 receipts"]
  refs         = ["CWE-778"]
}

/// A third party proves that something existed at a time.
technique timestamping "Time-stamping" {
  counters     = [repudiation]
  technologies = ["RFC 3161"]
  refs         = ["CWE-345"]
}

// ---- Techniques: Secrets and secrecy --------------------------------------------------------------------------------

/// What travels can be read and changed by nobody on the way.
technique encryption-in-transit "Encryption in transit" {
  counters     = [information-disclosure, tampering]
  technologies = ["TLS 1.3", "WireGuard"]
  refs         = ["CWE-319"]
}

/// What is stored is useless to one who takes the medium or the file.
technique encryption-at-rest "Encryption at rest" {
  counters     = [information-disclosure]
  technologies = ["envelope encryption", "field encryption"]
  refs         = ["CWE-311", "M1041"]
}

/// The whole disk is encrypted; it helps against theft of the disk, not against one who is logged in.
technique disk-encryption : encryption-at-rest "Disk encryption" {
  counters     = [information-disclosure]
  technologies = ["LUKS", "BitLocker"]
  refs         = ["CWE-311"]
}

/// Source text and images are searched for keys and passwords before they are pushed.
technique secret-scanning "Secret scanning" {
  counters     = [information-disclosure]
  technologies = ["gitleaks", "push protection"]
  refs         = ["CWE-540"]
}

/// Secrets are fetched at run time from a place made for them, not kept in files or in code.
technique secret-vault "Secret vault" {
  counters     = [information-disclosure, spoofing]
  technologies = ["HashiCorp Vault", "Azure Key Vault"]
  refs         = ["CWE-522"]
}

/// What the receiver does not need is taken out before it is sent or logged.
technique redaction "Redaction" {
  counters     = [information-disclosure]
  technologies = ["log filters", "named-entity masking"]
  refs         = ["CWE-532"]
}

/// Callers learn that something failed and a number to quote, not how the inside looks.
technique error-sanitisation "Plain error messages" {
  counters     = [information-disclosure]
  technologies = ["error pages with an incident number", "RFC 9457 problem details"]
  refs         = ["CWE-209"]
}

/// Only named places outside can be reached from the inside.
technique egress-filtering "Egress filtering" {
  counters     = [information-disclosure]
  technologies = ["egress proxy", "firewall rules"]
  refs         = ["CWE-923", "M1037"]
}

/// A program fetches only from hosts on a list, whatever its input says.
technique url-allow-list "URL allow-list" {
  counters     = [information-disclosure, elevation-of-privilege]
  technologies = ["list of hosts checked after resolution", "fetch proxies"]
  refs         = ["CWE-918"]
}

/// No request can reach another customer's data, by construction and not by care.
technique tenant-isolation "Tenant isolation" {
  counters     = [information-disclosure, elevation-of-privilege]
  technologies = ["row-level security", "a database for each tenant"]
  refs         = ["CWE-668"]
}

/// What is no longer needed is destroyed, so that the next user of the place cannot read it.
technique secure-erasure "Secure erasure" {
  counters     = [information-disclosure]
  technologies = ["crypto-shredding", "disposable volumes"]
  refs         = ["CWE-226", "CWE-459"]
}

/// Size, time and target of messages are hidden, so that they tell nothing.
technique traffic-shaping "Traffic shaping" {
  counters     = [information-disclosure]
  protects     = [detecting]
  technologies = ["padding", "mix networks"]
  refs         = ["CWE-203"]
}

/// A record opens for those who have a reason at that moment: a case, a shift, a ticket.
technique case-bound-access "Access by case" {
  counters     = [information-disclosure]
  protects     = [data-disclosure]
  technologies = ["assignment of cases", "stated reason before opening"]
  refs         = ["CWE-359"]
}

// ---- Techniques: Staying up -----------------------------------------------------------------------------------------

/// A caller gets so many requests in so much time and no more.
technique rate-limit "Rate limit" {
  counters     = [denial-of-service]
  technologies = ["token bucket", "API gateway limits"]
  refs         = ["CWE-770"]
}

/// A caller or a program gets so much memory, time, space or money and no more.
technique quota "Quota" {
  counters     = [denial-of-service]
  technologies = ["cgroups", "spending limits"]
  refs         = ["CWE-770"]
}

/// Work that takes too long is given up.
technique timeout "Timeout" {
  counters     = [denial-of-service]
  technologies = ["deadlines", "circuit breakers"]
  refs         = ["CWE-400"]
}

/// Floods are absorbed or filtered before they reach the system.
technique ddos-protection "Protection against flooding" {
  counters     = [denial-of-service]
  technologies = ["scrubbing services", "anycast"]
  refs         = ["CWE-400", "M1037"]
}

/// Without what failed, the rest goes on with less.
technique graceful-degradation "Graceful degradation" {
  counters     = [denial-of-service]
  technologies = ["circuit breakers", "cached answers"]
  refs         = ["ASVS-5.0-16.5.2"]
}

/// When one fails, another of its kind takes over.
technique redundancy "Redundancy" {
  counters     = [denial-of-service]
  technologies = ["replicas", "several zones"]
  refs         = ["M0811"]
}

/// A copy that the same attacker and the same mistake cannot reach, and that has been restored once.
technique backup "Backup" {
  counters     = [denial-of-service, tampering]
  technologies = ["point-in-time recovery", "offline copies"]
  refs         = ["M1053"]
}

/// Programs that behave as people are told apart from people, and slowed down or refused.
technique bot-detection "Detection of automated use" {
  counters     = [denial-of-service, spoofing]
  technologies = ["CAPTCHA", "proof of work", "scoring of behaviour"]
  refs         = ["CWE-799"]
}

/// Certificates are renewed by a machine, and somebody is told in time when one was not.
technique certificate-renewal : key-rotation "Certificate renewal" {
  counters     = [denial-of-service, spoofing]
  technologies = ["ACME", "cert-manager", "alarm before the last day"]
  refs         = ["CWE-324"]
}

/// Whoever loses a key can get it back, or another key opens the same thing.
technique key-recovery "Recovery of keys" {
  counters     = [denial-of-service]
  technologies = ["recovery codes", "key escrow", "shares with several people"]
  refs         = ["M1053"]
}

/// Copies are restored on a schedule to a place of their own, and what comes out is compared with what went in.
technique restore-testing : backup "Tried restores" {
  counters     = [denial-of-service, tampering]
  technologies = ["restore drills", "automatic restore into a test system"]
  refs         = ["M1053"]
}

// ---- Techniques: What one may do ------------------------------------------------------------------------------------

/// Each account has the rights that its task needs and no others.
technique least-privilege "Least privilege" {
  counters     = [elevation-of-privilege, information-disclosure, tampering]
  technologies = ["scoped roles", "database grants"]
  refs         = ["CWE-250", "CWE-272"]
}

/// Each access is allowed or refused by who asks and what is asked for.
technique access-control "Access control" {
  counters     = [elevation-of-privilege, information-disclosure, tampering]
  technologies = ["access-control lists", "attribute-based access", "policy engines"]
  refs         = ["CWE-284", "CWE-862"]
}

/// Rights belong to roles, and people and programs get roles.
technique role-based-access : access-control "Role-based access" {
  counters     = [elevation-of-privilege, information-disclosure, tampering]
  technologies = ["Kubernetes RBAC", "Azure RBAC"]
  refs         = ["CWE-285"]
}

/// It is checked for each object whether this caller may have it, not only whether the function may be called.
technique object-level-authorisation : access-control "Object-level authorisation" {
  counters     = [elevation-of-privilege, information-disclosure]
  technologies = ["ownership checks", "relationship-based access"]
  refs         = ["CWE-639"]
}

/// Each command to a device or a tool is checked against what its sender may order.
technique command-authorisation : access-control "Command authorisation" {
  counters     = [elevation-of-privilege]
  technologies = ["signed commands"]
  refs         = ["CWE-862"]
}

/// A person agrees before an action that matters is done.
technique human-approval "Human approval" {
  counters     = [elevation-of-privilege]
  technologies = ["four-eyes principle", "approval step"]
  refs         = ["CWE-862"]
}

/// Code that may be hostile runs where it can reach little: own user, no network, few system calls.
technique sandboxing "Sandboxing" {
  counters     = [elevation-of-privilege, tampering]
  technologies = ["seccomp", "gVisor", "WebAssembly"]
  refs         = ["CWE-653", "M1048"]
}

/// Programs of different trust run on different machines or virtual machines.
technique workload-isolation "Workload isolation" {
  counters     = [elevation-of-privilege, information-disclosure]
  technologies = ["dedicated nodes", "micro-virtual machines"]
  refs         = ["CWE-653"]
}

/// Compiler and system make memory faults hard to exploit.
technique memory-hardening "Memory hardening" {
  counters     = [elevation-of-privilege, tampering]
  technologies = ["ASLR", "control-flow integrity", "hardened allocators"]
  refs         = ["CWE-119", "M1050"]
}

/// Only those who need to talk to each other share a network.
technique network-segmentation "Network segmentation" {
  counters     = [elevation-of-privilege, information-disclosure]
  technologies = ["VLAN", "security groups", "network policies"]
  refs         = ["CWE-923", "M1030"]
}

/// Only named addresses or networks get an answer.
technique network-allow-list "Network allow-list" {
  counters     = [elevation-of-privilege, spoofing]
  technologies = ["source address rules", "private endpoints"]
  refs         = ["CWE-923", "M1035"]
}

/// Requests that look like known attacks are stopped before the application.
technique web-application-firewall "Web application firewall" {
  counters     = [tampering, elevation-of-privilege]
  technologies = ["ModSecurity", "OWASP Core Rule Set"]
  refs         = ["M1050"]
}

/// The machine itself answers only on the ports and to the callers that it must.
technique host-firewall "Host firewall" {
  counters     = [elevation-of-privilege]
  technologies = ["nftables"]
  refs         = ["CWE-923"]
}

/// Settings follow a hardening guide, and drift from it is found.
technique configuration-baseline "Configuration baseline" {
  counters     = [elevation-of-privilege, tampering]
  technologies = ["CIS Benchmarks", "policy as code"]
  refs         = ["CWE-1188", "M1054"]
}

/// Administrators' access is lent, recorded and taken back.
technique privileged-access-management "Privileged access management" {
  counters     = [elevation-of-privilege, repudiation]
  technologies = ["session recording", "password safes"]
  refs         = ["CWE-269", "M1026"]
}

/// Rights are given for a task and end by themselves.
technique just-in-time-access : privileged-access-management "Just-in-time access" {
  counters     = [elevation-of-privilege]
  technologies = ["time-bound roles", "short-lived certificates"]
  refs         = ["CWE-269"]
}

/// People's computers are kept up to date, encrypted and watched for intruders.
technique endpoint-protection "Endpoint protection" {
  counters     = [spoofing, elevation-of-privilege]
  technologies = ["endpoint detection and response", "device management"]
  refs         = ["M1040"]
}

/// What matters most is done only when several people act together, each with a part of the key.
technique dual-control : human-approval "Dual control" {
  counters     = [elevation-of-privilege, spoofing, denial-of-service]
  technologies = ["m of n key shares", "threshold signatures", "key ceremony with witnesses"]
  refs         = ["CWE-654"]
}

// ---- Techniques: Privacy --------------------------------------------------------------------------------------------

/// Names are replaced by tokens, and the table of tokens is kept elsewhere.
technique pseudonymisation "Pseudonymisation" {
  counters     = [information-disclosure]
  protects     = [linking, identifying]
  technologies = ["tokenisation", "keyed hashes"]
  refs         = ["CWE-359"]
}

/// Nobody can be recognised in the data any more, not even with other data.
technique anonymisation : pseudonymisation "Anonymisation" {
  protects     = [linking, identifying]
  technologies = ["aggregation", "differential privacy"]
  refs         = ["CWE-359"]
}

/// All instances of a client look and behave alike, so that none can be recognised.
technique uniform-client "Clients that look alike" {
  protects     = [linking, identifying]
  technologies = ["Tor Browser", "letterboxing", "fingerprinting resistance"]
  refs         = ["CWE-359"]
}

/// Data collected for different purposes is kept apart, so that it cannot be joined.
technique data-separation "Data separation" {
  protects     = [linking]
  technologies = ["separate stores", "separate identifiers"]
  refs         = ["CWE-359"]
}

/// Only what the purpose needs is asked for, sent and kept.
technique data-minimisation "Data minimisation" {
  protects     = [linking, identifying, data-disclosure]
  technologies = ["field allow-lists", "aggregation before sending"]
  refs         = ["CWE-359"]
}

/// People are told, in plain words, what happens with data about them.
technique privacy-notice "Privacy notice" {
  protects     = [unawareness]
  technologies = ["layered notices", "notice at the field"]
  refs         = ["CWE-359"]
}

/// Consent is asked for, recorded, and can be taken back as easily as it was given.
technique consent-management "Consent management" {
  protects     = [unawareness, non-compliance]
  technologies = ["consent platforms", "preference centres"]
  refs         = ["CWE-359"]
}

/// People can see, correct and delete what is kept about them.
technique subject-rights "Subject rights" {
  protects     = [unawareness, non-compliance]
  technologies = ["self-service export and deletion", "request desks"]
  refs         = ["CWE-359"]
}

/// Data is deleted by itself when its time is over.
technique retention-deletion "Deletion after retention" {
  protects     = [non-compliance, data-disclosure]
  technologies = ["time to live", "lifecycle rules"]
  refs         = ["CWE-212"]
}

/// A contract or a decision makes sending data to that country lawful.
technique transfer-safeguards "Transfer safeguards" {
  protects     = [non-compliance]
  technologies = ["standard contractual clauses"]
  refs         = ["CWE-359"]
}
