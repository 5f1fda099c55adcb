//! From a path that a person typed to an anchor and a path below it.
//!
//! The person says where to look; the repository they look at does not. So links on the way to an anchor are followed,
//! and those behind it only as long as they stay below it.

use std::io;
use std::path::{Component, Path, PathBuf};

use crate::driver::{Facts, World};

/// The folder of git.
pub(crate) const GIT: &str = ".git";

/// A path that was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// The folder through which everything is read and written, canonical and open.
    pub(crate) anchor: PathBuf,
    /// The path, absolute and below the anchor; what is a link in it is not known yet.
    pub(crate) path: PathBuf,
}

/// The anchor of a path that was typed.
///
/// Of a path below the current folder it is the nearest folder at or above the current one that holds `.git`, else the
/// current folder. Of any other path it is the nearest folder at or above it that holds `.git`, else the nearest that is
/// there: it itself, or the one that is to hold it.
///
/// # Errors
/// When the anchor may not be entered.
pub(crate) fn named(world: &dyn World, typed: &Path) -> io::Result<Named> {
    let here = world.here()?;
    let path = without_dots(&here.join(typed));
    let start = if path.starts_with(&here) { here.as_path() } else { path.as_path() };
    let git = start.ancestors().find(|folder| world.has(folder, GIT));
    let nearest = || start.ancestors().find(|folder| world.is_folder(folder));
    let folder = git.or_else(nearest).ok_or(io::ErrorKind::NotFound)?;
    let anchor = world.enter(folder)?;
    let below = path.strip_prefix(folder).unwrap_or(Path::new(""));
    let path = if below.as_os_str().is_empty() { anchor.clone() } else { anchor.join(below) };
    Ok(Named { anchor, path })
}

/// Where a path that was typed leads, and the anchor to read it through.
///
/// # Errors
/// Those of [`named`] and [`World::look`].
pub fn find(world: &dyn World, typed: &Path) -> io::Result<(PathBuf, Facts)> {
    let Named { anchor, path } = named(world, typed)?;
    let facts = world.look(&anchor, &path)?;
    Ok((anchor, facts))
}

/// A path with its `.` and `..` taken away, without asking what is a link.
pub(crate) fn without_dots(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(out.pop()),
            part => out.push(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::driver::MemoryWorld;
    use crate::model::Date;

    fn anchor(files: &[&str], typed: &str) -> String {
        let mut world = MemoryWorld::new(Date::constant(2026, 1, 1));
        for file in files {
            world.add(file, "");
        }
        let Named { anchor, path } = named(&world, Path::new(typed)).unwrap();
        format!("{} {}", anchor.display(), path.display())
    }

    #[test]
    fn anchors() {
        // Below the current folder, which is `/project`.
        assert_eq!(anchor(&["a/x.tm"], "a/x.tm"), "/project /project/a/x.tm");
        assert_eq!(anchor(&["a/x.tm", ".git/HEAD"], "."), "/project /project");
        assert_eq!(anchor(&["a/x.tm", "/.git/HEAD"], "a"), "/ /project/a");
        // A repository inside does not choose its own anchor.
        assert_eq!(anchor(&["a/x.tm", "a/.git/HEAD"], "a/x.tm"), "/project /project/a/x.tm");
        // Elsewhere.
        assert_eq!(anchor(&["/p/a/x.tm"], "/p/a/x.tm"), "/p/a /p/a/x.tm");
        assert_eq!(anchor(&["/p/a/x.tm"], "../p/a"), "/p/a /p/a");
        assert_eq!(anchor(&["/p/a/x.tm", "/p/.git/HEAD"], "/p/a/x.tm"), "/p /p/a/x.tm");
        assert_eq!(anchor(&["/p/a/x.tm"], "/p/nowhere/else"), "/p /p/nowhere/else");
    }
}
