//! Word scales: the closed sets of words that attributes take, ordered or not.

/// A closed set of words.
#[derive(Debug)]
pub struct Scale {
    /// What the words say, in the plural or as a noun: "trust level".
    pub name: &'static str,
    /// Whether `<` and `>` compare them, from the first word up.
    pub ordered: bool,
    /// The words with one phrase each.
    pub words: &'static [(&'static str, &'static str)],
}

impl Scale {
    /// The position of a word.
    pub fn index(&self, word: &str) -> Option<u8> {
        self.words.iter().position(|(known, _)| *known == word).map(|index| index as u8)
    }

    /// The position of a word that the scale has; for constants.
    ///
    /// # Panics
    /// Where the scale lacks it: in a constant, when the program is built.
    #[expect(clippy::panic, reason = "it is evaluated when the program is built")]
    pub const fn at(&self, word: &str) -> u8 {
        let mut index = 0;
        while index < self.words.len() {
            if same(self.words[index].0, word) {
                return index as u8;
            }
            index += 1;
        }
        // INVARIANT: this is evaluated when the program is built.
        panic!("this scale does not have this word")
    }

    /// The word at a position; empty where there is none.
    pub fn word(&self, index: u8) -> &'static str {
        self.words.get(index as usize).map_or("", |(word, _)| word)
    }

    /// The words alone.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().map(|(word, _)| *word)
    }

    /// "`a`, `b` or `c`".
    pub fn choices(&self) -> String {
        let names: Vec<String> = self.names().map(|name| format!("`{name}`")).collect();
        match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
            Some((last, _)) => last.clone(),
            None => String::new(),
        }
    }
}

/// Whether two texts are equal, for constants.
pub(super) const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

impl PartialEq for Scale {
    fn eq(&self, other: &Scale) -> bool {
        self.name == other.name
    }
}

macro_rules! scales {
    ($($id:ident $name:literal $ordered:literal { $($word:literal $doc:literal),* $(,)? })*) => {
        $(
            #[doc = concat!("Words for: ", $name, ".")]
            pub static $id: Scale = Scale { name: $name, ordered: $ordered, words: &[$(($word, $doc)),*] };
        )*
        /// Every scale, for the reference.
        pub static SCALES: &[&Scale] = &[$(&$id),*];
    };
}

scales! {
    TRUST "trust" true {
        "untrusted" "anybody, the internet",
        "partner" "somebody we have a contract with",
        "exposed" "ours, and reachable from outside",
        "internal" "ours, not reachable from outside",
        "restricted" "ours, for few",
    }
    LEVEL "level" true {
        "very-low" "1 of 5", "low" "2 of 5", "medium" "3 of 5", "high" "4 of 5", "very-high" "5 of 5",
    }
    SEVERITY "severity" true {
        "low" "score 1–4", "medium" "score 5–9", "high" "score 10–15", "critical" "score 16–25",
    }
    CLASS "classification" true {
        "public" "anyone may read it",
        "internal" "for everybody in the organisation",
        "confidential" "for those who need it",
        "secret" "its loss does grave harm",
    }
    STRIDE "STRIDE category" false {
        "spoofing" "pretending to be somebody else",
        "tampering" "changing data or code",
        "repudiation" "denying what one did",
        "information-disclosure" "reading what one should not",
        "denial-of-service" "keeping others from using it",
        "elevation-of-privilege" "doing what one may not",
    }
    LINDDUN "LINDDUN category" false {
        "linking" "joining data about one person",
        "identifying" "learning who somebody is",
        "non-repudiation" "being unable to deny",
        "detecting" "learning that somebody is involved",
        "data-disclosure" "collecting, keeping or sharing too much",
        "unawareness" "people do not know or cannot act",
        "non-compliance" "law and good practice not followed",
    }
    ENDS "end of a flow" false {
        "from" "who starts it", "to" "who is called",
    }
    AUTH "authentication" false {
        "none" "nobody asks who calls", "password" "a password", "passkey" "a passkey, or another key of FIDO2",
        "session" "a session cookie", "token" "a bearer token", "oidc" "OpenID Connect", "saml" "SAML",
        "kerberos" "Kerberos tickets", "api-key" "a key that names the caller",
        "shared-key" "one key for all callers", "certificate" "a client certificate", "mtls" "mutual TLS",
        "managed-identity" "an identity that the platform issues and rotates",
    }
    AUTHORIZATION "authorization" false {
        "none" "nobody asks what the caller may do", "service" "by the calling service", "end-user" "by the person behind the call",
    }
    ACCESS "access" false {
        "read" "reads", "write" "creates or changes", "execute" "runs something", "delete" "removes",
    }
    PURPOSE "purpose of a flow" false {
        "operation" "the system's normal work", "training" "training a model", "telemetry" "logs, metrics, traces", "backup" "copies for recovery",
    }
    RUNS_IN "runtime form" false {
        "physical" "a machine of metal", "virtual" "a virtual machine", "container" "a container", "serverless" "a function that a provider runs",
    }
    NETWORK_ACCESS "network access" true {
        "none" "no network", "private" "private networks only", "selected" "listed networks", "any" "any network",
    }
    TLS "TLS version" true {
        "ssl3" "SSL 3.0", "tls1-0" "TLS 1.0", "tls1-1" "TLS 1.1", "tls1-2" "TLS 1.2", "tls1-3" "TLS 1.3",
    }
    FORMAT "format" false {
        "text" "plain text", "html" "HTML or other markup", "json" "JSON", "xml" "XML", "yaml" "YAML", "csv" "comma-separated values",
        "file" "files of any kind", "image" "images", "archive" "archives such as zip", "serialized" "serialised objects",
        "binary" "another binary form", "code" "program code",
        "template" "text with places that a program computes and fills in",
    }
    AUTONOMY "autonomy" true {
        "none" "does nothing by itself", "suggests" "proposes, a person acts", "approval" "acts after a person agrees", "acts" "acts alone",
    }
    ENCRYPTION "encryption at rest" true {
        "none" "none", "transparent" "by the disk or the service", "shared-key" "by one key of ours", "end-user-key" "by a key a user",
    }
    ROLE "role of a store" false {
        "primary" "the first copy", "memory" "an agent's memory", "cache" "a cache", "index" "an index", "log" "a log", "backup" "a backup",
    }
    QUERY_API "query interface" false {
        "sql" "SQL", "document" "document queries", "graph" "graph queries", "key-value" "keys only",
        "other" "queries of its own", "none" "no queries",
    }
    LIFETIME "lifetime of a credential" false {
        "short-lived" "hours", "long-lived" "months or more", "manual" "until somebody changes it", "hard-coded" "in code",
    }
    IDENTIFIABILITY "identifiability" true {
        "anonymous" "nobody can be found", "pseudonymous" "with more data, somebody can", "identified" "somebody is named",
    }
    LAWFUL_BASIS "lawful basis" false {
        "consent" "the person agreed", "contract" "needed for a contract", "legal-obligation" "the law asks for it",
        "vital-interests" "life depends on it", "public-task" "an official task", "legitimate-interests" "interests that outweigh",
    }
    SPECIAL_BASIS "case of article 9" false {
        "none" "no case of article 9(2) is met", "explicit-consent" "(a) the person agreed to this very use",
        "employment" "(b) the law of employment, social security or social protection",
        "vital-interests" "(c) life depends on it, and the person cannot agree",
        "association" "(d) an association keeps it of its own members", "made-public" "(e) the person published it",
        "legal-claims" "(f) a claim in law, or a court", "substantial-public-interest" "(g) a law says that it matters to all",
        "health-care" "(h) care by people who are bound to secrecy", "public-health" "(i) the health of the public",
        "research" "(j) archives, research or statistics",
    }
    CONTROL_STATUS "status of a control" true {
        "proposed" "an idea", "planned" "decided", "in-progress" "being built", "implemented" "in place",
    }
    ASSUMPTION_STATUS "status of an assumption" false {
        "unconfirmed" "nobody looked", "confirmed" "somebody looked, and it holds", "refuted" "it does not hold",
    }
    SKILL "skill" true {
        "none" "no skill", "low" "runs others' tools", "medium" "adapts tools", "high" "writes exploits", "expert" "finds new weaknesses",
    }
    INTENT "intent" false {
        "malicious" "means harm", "curious" "looks around", "careless" "errs", "none" "means nothing",
    }
    SOURCE "source of a threat" false {
        "adversary" "somebody who attacks", "error" "somebody who errs", "failure" "something that breaks", "nature" "fire, flood, storm",
    }
    DIRECTION "direction" false { "right" "left to right", "down" "top to bottom" }
    NOTATION "notation" false { "dfd3" "DFD3 shapes", "classic" "circles and parallel lines" }
    VIEW_AS "form of a view" false {
        "dfd" "data-flow diagram", "sequence" "sequence diagram", "data" "life of a datum", "tree" "threat tree", "paths" "attack paths",
    }
    SHOW "thing to show" false {
        "threats" "open threats", "controls" "controls", "data" "data on the arrows", "trust" "trust of boundaries",
    }
}
