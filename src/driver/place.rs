//! Paths as people read them.
//!
//! Inside the compiler a file is its canonical path. On the terminal it has the path that the user typed, or
//! what follows from it; in files that are committed it has its path from the project root, so that two
//! machines write the same bytes.

use std::path::{Component, Path, PathBuf};

use crate::driver::World;
use crate::driver::named::find;

/// How paths were typed: enough to show any path in the same manner.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// A path as typed and where it leads.
    exact: Option<(PathBuf, PathBuf)>,
    /// A folder as typed and where it leads.
    folder: Option<(PathBuf, PathBuf)>,
    /// Where relative paths begin.
    current: Option<PathBuf>,
}

impl Typed {
    /// What was typed, and its canonical path.
    pub(crate) fn new(world: &dyn World, typed: &Path, canonical: &Path, is_folder: bool) -> Typed {
        let current = if typed.is_absolute() { None } else { world.here().ok() };
        if is_folder {
            return Typed { exact: None, folder: Some((typed.to_path_buf(), canonical.to_path_buf())), current };
        }
        let folder = typed.parent().unwrap_or(Path::new(""));
        let start = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        Typed {
            exact: Some((typed.to_path_buf(), canonical.to_path_buf())),
            folder: find(world, start).ok().map(|(_, facts)| (folder.to_path_buf(), facts.path)),
            current,
        }
    }

    /// A canonical path as the user would have typed it.
    pub fn show(&self, path: &Path) -> String {
        if let Some((typed, canonical)) = &self.exact
            && canonical == path
        {
            return slashes(typed);
        }
        if let Some((typed, canonical)) = &self.folder
            && let Ok(rest) = path.strip_prefix(canonical)
        {
            return slashes(&if typed == Path::new(".") { rest.to_path_buf() } else { typed.join(rest) });
        }
        slashes(&self.current.as_deref().map_or_else(|| path.to_path_buf(), |from| between(from, path)))
    }
}

/// The way from a folder to a path, both canonical.
pub fn between(from: &Path, to: &Path) -> PathBuf {
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(to.components().skip(shared)).collect();
    if way.as_os_str().is_empty() { PathBuf::from(".") } else { way }
}

/// A path with `/` between its segments; what is not Unicode is replaced.
pub fn slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace('\\', "/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_between_folders() {
        for (from, to, way) in
            [("/a/b", "/a/b/c.tm", "c.tm"), ("/a/b", "/a/c/d.tm", "../c/d.tm"), ("/a", "/x", "../x"), ("/a", "/a", ".")]
        {
            assert_eq!(between(Path::new(from), Path::new(to)), Path::new(way));
        }
    }
}
