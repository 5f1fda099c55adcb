//! Files that show nothing, whatever stands in them: what makes the claim cannot be its own evidence.

/// Why a path cannot be evidence; nothing where it can. It is a path inside the project, with `/`.
pub fn refused(path: &str) -> Option<&'static str> {
    let mut segments = path.split(['/', '\\']).filter(|segment| !matches!(*segment, "" | "." | ".."));
    let name = segments.clone().next_back().unwrap_or_default().to_lowercase();
    if segments.any(|segment| segment == ".git") {
        return Some("it is git's own");
    }
    if name.ends_with(".tm") {
        return Some("it is a part of a model, which makes the claim");
    }
    (name == "palisade.toml").then_some("it is the configuration, which makes the claim count")
}

#[cfg(test)]
mod tests {
    use super::refused;

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
            ".gitignore",
        ] {
            assert_eq!(refused(path), None, "{path}");
        }
    }
}
