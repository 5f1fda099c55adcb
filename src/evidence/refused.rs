//! Files that show nothing, whatever stands in them: what makes the claim cannot be its own evidence.

/// Folders that begin with a dot and hold what a forge runs: everybody knows to look there.
const SEEN: [&str; 7] = [".github", ".gitlab", ".gitea", ".forgejo", ".circleci", ".buildkite", ".azure-pipelines"];

/// Whether a file holds nothing that anybody could read, by its first bytes.
pub fn is_blank(start: &[u8]) -> bool {
    let text = match std::str::from_utf8(start) {
        Ok(text) => text,
        // The last character may be cut.
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(start.get(..error.valid_up_to()).unwrap_or_default()).unwrap_or_default()
        }
        Err(_) => return false,
    };
    text.chars()
        .all(|c| c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}'))
}

/// Why a path cannot be evidence; nothing where it can. It is a path inside the project, with `/`.
pub fn refused(path: &str) -> Option<&'static str> {
    let mut segments = path.split(['/', '\\']).filter(|segment| !matches!(*segment, "" | "." | ".."));
    let name = segments.clone().next_back().unwrap_or_default().to_lowercase();
    let folders: Vec<&str> = segments.by_ref().collect();
    if folders.contains(&".git") {
        return Some("it is git's own");
    }
    let folders = folders.get(..folders.len().saturating_sub(1)).unwrap_or_default();
    if folders.iter().any(|folder| folder.starts_with('.') && !SEEN.contains(folder)) {
        return Some("it lies in a folder that begins with a dot, which few look into");
    }
    if name.ends_with(".tm") {
        return Some("it is a part of a model, which makes the claim");
    }
    (name == "palisade.toml").then_some("it is the configuration, which makes the claim count")
}

#[cfg(test)]
mod tests {
    use super::{is_blank, refused};

    #[test]
    fn what_claims_is_no_evidence() {
        for path in [
            "model.tm",
            "a/b.TM",
            "palisade.toml",
            "sub/Palisade.toml",
            ".git/HEAD",
            "./.git/HEAD",
            "a/../.git/y.rs",
            "a\\.git\\c.rs",
            ".hid/x",
            "a/.b/c.rs",
        ] {
            assert!(refused(path).is_some(), "{path}");
        }
        for path in [
            "a.rs",
            "./a.rs",
            "../a/b.rs",
            "docs/tm",
            "a.tmx",
            "x.palisade.toml.md",
            "docs/v1.2/a.b.md",
            ".github/workflows/scan.yml",
            "../.circleci/config.yml",
            ".gitignore",
        ] {
            assert_eq!(refused(path), None, "{path}");
        }
    }

    #[test]
    fn what_shows_nothing_is_blank() {
        for blank in ["", " ", "\u{feff}", "\u{feff}\r\n\t ", "\0\0", "\u{a0}\u{2003}\u{200b}"] {
            assert!(is_blank(blank.as_bytes()), "{blank:?}");
        }
        assert!(is_blank(&"\u{2003}".as_bytes()[..2]));
        for full in [&b"x"[..], b"\n\n.", b"\xff\xfe", "\u{feff}größe".as_bytes()] {
            assert!(!is_blank(full), "{full:?}");
        }
    }
}
