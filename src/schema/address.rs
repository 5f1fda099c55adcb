//! Addresses: what counts as one of the web or of mail, what is wrong with one that does not, and what was meant.
//!
//! An address in a model becomes a link in reports and pictures, and whoever clicks it trusts the page that it stands in.
//! So an address leads to `http`, `https` or `mailto` and nowhere else, and holds nothing that a browser would read
//! otherwise than people do: it passes over tabs and line ends, and takes a backslash for a slash.

use crate::diag::is_invisible;

/// What is wrong with an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadAddress {
    /// The fault.
    pub fault: AddressFault,
    /// What was surely meant; it is an address.
    pub meant: Option<String>,
}

/// What can be wrong with an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressFault {
    /// It leads somewhere else; this is its scheme in lower case, without the colon.
    Scheme(String),
    /// It begins with no scheme.
    NoScheme,
    /// Behind the scheme stands no host, or nobody to write to.
    NoHost,
    /// It holds a character that no address has.
    Character(char),
}

/// Schemes of which programs make a page or run something, whatever stands behind the colon.
const ACTIVE: &[&str] = &["javascript", "vbscript", "livescript", "data", "file", "filesystem", "blob", "view-source"];

/// Schemes in which the same repository is fetched as by `https`.
const FETCHING: &[&str] = &["git", "ssh", "git+ssh", "ssh+git", "git+https", "git+http"];

/// Whether a text is an address that an output may lead to.
pub fn is_address(text: &str) -> bool {
    fault_of(text).is_none()
}

/// Whether a text is an address of the web.
pub fn is_web_address(text: &str) -> bool {
    is_address(text) && scheme(text).is_some_and(|(scheme, _)| is_web(&scheme))
}

/// Judges an address.
///
/// # Errors
/// What is wrong, with a repair where one can be told.
pub fn address(text: &str) -> Result<(), BadAddress> {
    match fault_of(text) {
        None => Ok(()),
        Some(fault) => Err(BadAddress { meant: meant(text, &fault).filter(|meant| is_address(meant)), fault }),
    }
}

/// Judges a text that may be an address or anything else, such as the number of a ticket.
///
/// # Errors
/// What is wrong with it, where it is an address.
pub fn reference(text: &str) -> Result<(), BadAddress> {
    let read = as_read(text);
    let Some((scheme, rest)) = scheme(&read) else { return Ok(()) };
    let active = ACTIVE.contains(&scheme.as_str()) && rest.starts_with(|first: char| !first.is_whitespace());
    // A sentence may begin with an address.
    let alone = !text.trim().contains(char::is_whitespace);
    if active || rest.starts_with("//") && (alone || !is_web(&scheme)) { address(text) } else { Ok(()) }
}

/// What stands before the `@` of an address of the web, and the host behind it.
pub fn user(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once("://")?;
    if !is_web(&scheme.to_ascii_lowercase()) {
        return None;
    }
    let authority = rest.split(['/', '?', '#']).next()?;
    authority.rsplit_once('@')
}

fn is_web(scheme: &str) -> bool {
    matches!(scheme, "http" | "https")
}

fn fault_of(text: &str) -> Option<AddressFault> {
    let read = as_read(text);
    match scheme(&read) {
        None => return Some(AddressFault::NoScheme),
        Some((host, rest)) if is_host_with_port(&host, rest) => return Some(AddressFault::NoScheme),
        Some((scheme, rest)) if is_web(&scheme) => {
            let authority = rest.strip_prefix("//").and_then(|rest| rest.split(['/', '?', '#', '\\']).next());
            let host = authority.map(|authority| authority.rsplit('@').next().unwrap_or_default());
            if host.is_none_or(|host| host.is_empty() || host.starts_with(':')) {
                return Some(AddressFault::NoHost);
            }
        }
        Some((scheme, rest)) if scheme == "mailto" => {
            if rest.trim().is_empty() || rest.starts_with('/') {
                return Some(AddressFault::NoHost);
            }
        }
        Some((scheme, _)) => return Some(AddressFault::Scheme(scheme)),
    }
    let wrong = |c: &char| c.is_whitespace() || is_invisible(*c) || *c == '\\';
    text.chars().find(wrong).map(AddressFault::Character)
}

/// The scheme in lower case, and what stands behind its colon.
fn scheme(text: &str) -> Option<(String, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let known = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    known.then(|| (scheme.to_ascii_lowercase(), rest))
}

/// An address as a browser reads it: without blanks and control characters around it, without tabs and line ends in it.
fn as_read(text: &str) -> String {
    let trimmed = text.trim_matches(|c: char| c.is_control() || c.is_whitespace());
    trimmed.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect()
}

/// `example.org:8080/x`, of which a scheme would be `example.org`.
fn is_host_with_port(scheme: &str, rest: &str) -> bool {
    let port = rest.split(['/', '?', '#']).next().unwrap_or_default();
    (scheme == "localhost" || is_host(scheme)) && !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text looks like the name of a host: `www.example.org`.
fn is_host(text: &str) -> bool {
    let label =
        |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let last = text.rsplit('.').next().unwrap_or_default();
    text.contains('.')
        && text.split('.').all(label)
        && last.len() >= 2
        && last.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// What was meant, as well as can be told. Nothing is offered for a scheme that leads elsewhere on purpose.
fn meant(text: &str, fault: &AddressFault) -> Option<String> {
    let read = as_read(text);
    let first = |text: &str| is_host(text.split(['/', '?', '#', ':']).next().unwrap_or_default());
    match fault {
        AddressFault::Scheme(scheme) if FETCHING.contains(&scheme.as_str()) => {
            let rest = read.split_once("://")?.1;
            let (authority, path) = rest.split_once('/')?;
            let host = authority.rsplit('@').next()?.split(':').next()?;
            is_host(host).then(|| format!("https://{host}/{path}"))
        }
        AddressFault::Scheme(_) => None,
        AddressFault::NoScheme => {
            let bare = read.trim_start_matches('/');
            match bare.split_once('@') {
                // As git writes where it fetches: `git@example.org:team/shop.git`.
                Some((_, rest)) if !bare.contains('/') || rest.contains(':') => match rest.split_once(':') {
                    Some((host, path)) => is_host(host).then(|| format!("https://{host}/{path}")),
                    None => is_host(rest).then(|| format!("mailto:{bare}")),
                },
                _ if first(bare) || bare.starts_with("localhost:") => Some(format!("https://{bare}")),
                _ => None,
            }
        }
        AddressFault::NoHost => {
            let slashed = read.replace('\\', "/");
            let (scheme, rest) = scheme(&slashed)?;
            let rest = rest.trim_start_matches('/');
            match scheme == "mailto" {
                true => Some(format!("mailto:{rest}")),
                false => (first(rest) || rest.starts_with("localhost")).then(|| format!("{scheme}://{rest}")),
            }
        }
        AddressFault::Character('\\') => Some(text.replace('\\', "/")),
        AddressFault::Character(_) => Some(text.trim().replace(' ', "%20")),
    }
}

#[cfg(test)]
mod tests {
    use super::{AddressFault, address, is_address, is_web_address, reference, user};

    fn meant(text: &str) -> Option<String> {
        address(text).unwrap_err().meant
    }

    #[test]
    fn addresses_of_the_web_and_of_mail() {
        for text in [
            "https://example.org",
            "HTTPS://EXAMPLE.ORG/a?b=c#d",
            "http://localhost:8080/x",
            "http://[::1]:80/",
            "https://größe.example/ä",
            "mailto:security@example.org",
            "https://user@dev.example.org/x",
        ] {
            assert_eq!(address(text), Ok(()), "{text}");
        }
        assert!(is_web_address("http://x.example") && !is_web_address("mailto:a@b.example"));
    }

    #[test]
    fn nothing_else_is_one_however_it_is_written() {
        for text in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            " javascript:alert(1)",
            "javascript://example.org/%0aalert(1)",
            "vbscript:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "ftp://example.org/x",
            "blob:https://example.org/x",
            "view-source:https://example.org",
        ] {
            let bad = address(text).unwrap_err();
            assert!(matches!(bad.fault, AddressFault::Scheme(_)), "{text}: {bad:?}");
            assert_eq!(bad.meant, None, "{text}");
        }
        for text in ["", " ", ":", "://x", "https:", "https://", "https:///", "https://:80", "https://@", "mailto:"] {
            assert!(!is_address(text), "{text}");
        }
        for text in ["https://x.example/a\u{202e}b", "https://x.example/\u{200b}", "ht\ntps://x.example"] {
            assert!(!is_address(text) && meant(text).is_none(), "{text}");
        }
    }

    #[test]
    fn what_is_offered_is_an_address() {
        for (text, offer) in [
            ("www.example.org/x", "https://www.example.org/x"),
            ("example.org:8080/x", "https://example.org:8080/x"),
            ("localhost:8080", "https://localhost:8080"),
            ("//example.org/x", "https://example.org/x"),
            ("https:/example.org", "https://example.org"),
            ("http:example.org/x", "http://example.org/x"),
            ("https:///example.org", "https://example.org"),
            ("https:\\\\example.org\\x", "https://example.org/x"),
            ("https://example.org\\@other.example", "https://example.org/@other.example"),
            ("git@example.org:team/shop.git", "https://example.org/team/shop.git"),
            ("ssh://git@example.org:22/team/shop.git", "https://example.org/team/shop.git"),
            ("git://example.org/shop.git", "https://example.org/shop.git"),
            ("security@example.org", "mailto:security@example.org"),
            ("mailto://a@example.org", "mailto:a@example.org"),
            (" https://example.org/a b\n", "https://example.org/a%20b"),
        ] {
            assert_eq!(meant(text).as_deref(), Some(offer), "{text}");
            assert!(is_address(offer), "{offer}");
        }
        for text in ["see the wiki", "docs/threats.md", "/docs", "#x", "../x", "javascript", "javascript:1", "//", "@x"]
        {
            assert_eq!(meant(text), None, "{text}");
        }
    }

    #[test]
    fn references_are_anything_but_a_bad_address() {
        for text in [
            "CWE-79",
            "A01:2025",
            "RFC 9116",
            "SHOP-12",
            "data: all of it",
            "javascript",
            "https://x.example/1, and the notes of May",
            "https://x.example/1",
            "urn:isbn:0451450523",
        ] {
            assert_eq!(reference(text), Ok(()), "{text}");
        }
        for text in ["javascript:x", "java\nscript:x", "data:text/html,x", "ftp://x.example", "https://", "file:a b"] {
            assert!(reference(text).is_err(), "{text}");
        }
    }

    #[test]
    fn users_of_addresses() {
        assert_eq!(user("https://example.org@other.example/x"), Some(("example.org", "other.example")));
        assert_eq!(user("https://a:b@c@d.example"), Some(("a:b@c", "d.example")));
        assert_eq!(user("https://example.org/@x"), None);
        assert_eq!(user("mailto:a@b.example"), None);
    }
}
