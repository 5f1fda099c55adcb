//! From a path that a person typed to an anchor and a path below it.
//!
//! The person says where to look; the repository they look at does not. So links on the way to an anchor are followed,
//! and those behind it only as long as they stay below it.

use std::io;
use std::path::{Component, Path, PathBuf};

use crate::driver::{Facts, World};

/// The folder of git.
pub(crate) const GIT: &str = ".git";

/// The name of the configuration file.
pub const CONFIG_FILE: &str = "palisade.toml";

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
/// The folder of a person is the nearest at or above the current one that holds `.git`, else the current one. A path below
/// it, however it is spelled, has it as anchor, so that no link in a repository chooses another. Of a path elsewhere it is the
/// outermost folder at or above it that holds `.git`; else, of a relative path, the folder that it shares with the current
/// one, and of an absolute one the nearest that is there and is no link.
///
/// # Errors
/// When the anchor may not be entered.
pub(crate) fn named(world: &dyn World, typed: &Path) -> io::Result<Named> {
    let here = world.here()?;
    let path = without_dots(&here.join(typed));
    let home = here.ancestors().find(|folder| world.has(folder, GIT)).unwrap_or(&here);
    let is_home = |folder: &Path| folder == home || world.enter(folder).is_ok_and(|real| real == home);
    let has_git = |folder: &&Path| world.has(folder, GIT) && !world.is_link(folder);
    let folder = if path.starts_with(home) {
        home
    } else if let Some(folder) = path.ancestors().find(|folder| is_home(folder)) {
        folder
    } else if let Some(git) = path.ancestors().filter(has_git).last() {
        git
    } else {
        let shared = path.ancestors().find(|folder| here.starts_with(folder) && folder.parent().is_some());
        let nearest = || path.ancestors().find(|folder| world.is_folder(folder) && !world.is_link(folder));
        shared.filter(|_| !typed.is_absolute()).or_else(nearest).ok_or(io::ErrorKind::NotFound)?
    };
    let real = world.enter(folder)?;
    let below = path.strip_prefix(folder).unwrap_or(Path::new(""));
    let path = if below.as_os_str().is_empty() { real.clone() } else { real.join(below) };
    // The way to it may lead through links of the person's, and `.git` may stand above where they lead.
    let git = real.ancestors().filter(has_git).last();
    let anchor = if real.starts_with(home) { real } else { world.enter(git.unwrap_or(&real))? };
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

/// Whether a link of a repository stands on the way that a person typed, so that what is read may be anything: what is
/// wrong with it is then not told in its own words.
pub fn leads_elsewhere(world: &dyn World, typed: &Path, found: &Facts) -> bool {
    named(world, typed).is_ok_and(|written| written.path != found.path)
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
        assert_eq!(anchor(&["/p/a/x.tm", "/p/.git/x", "/p/a/.git/x"], "/p/a/x.tm"), "/p /p/a/x.tm");
        assert_eq!(anchor(&["/p/a/x.tm", "/p/.git/HEAD"], "/p/a/x.tm"), "/p /p/a/x.tm");
        assert_eq!(anchor(&["/p/a/x.tm"], "/p/nowhere/else"), "/p /p/nowhere/else");
    }
}
