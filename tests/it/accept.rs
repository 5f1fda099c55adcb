//! Files that follow from the program: compared with what it says, or with `UPDATE=1` rewritten.
//!
//! Whoever reads such a file in a test has it written first ([`crate::spec::written`]), so that one run is enough,
//! whichever test comes first.

use std::io::Write;
use std::path::Path;

/// Whether this run accepts what the program says now.
pub fn updating() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| value == "1")
}

/// Holds a file to what it should be.
pub fn holds(path: &Path, expected: &str) {
    // Git may have written the ends of lines otherwise.
    let found = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    if found == expected {
        return;
    }
    if updating() {
        write(path, expected.as_bytes());
        return;
    }
    let differs = |(line, (old, new)): (usize, (&str, &str))| (old != new).then(|| format!("{}: {new}", line + 1));
    let first = found.lines().zip(expected.lines()).enumerate().find_map(differs);
    let first = first.unwrap_or_else(|| "one of them is longer".to_owned());
    panic!("{} is stale; `UPDATE=1 cargo test` rewrites it\nline {first}", path.display());
}

/// Writes a file at once, so that no other test reads half of it.
pub fn write(path: &Path, bytes: &[u8]) {
    let folder = path.parent().unwrap();
    std::fs::create_dir_all(folder).unwrap();
    let mut file = tempfile::NamedTempFile::new_in(folder).unwrap();
    file.write_all(bytes).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644)).unwrap();
    }
    file.persist(path).unwrap();
}
