//! Which folder is the project, and where its configuration stands.

use std::path::{Path, PathBuf};

use crate::driver::{FileKind, World};

/// The name of the configuration file.
pub const CONFIG_FILE: &str = "palisade.toml";

/// A project: nothing outside its folder is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Its folder, canonical.
    pub folder: PathBuf,
    /// Its configuration, where it has one.
    pub config: Option<PathBuf>,
}

impl Project {
    /// The project of a model whose root stands in a folder (canonical): the folder that holds `.git`, else that of
    /// the configuration, else the folder itself. The configuration is searched upwards, and not beyond `.git`.
    pub fn around(world: &dyn World, folder: &Path) -> Project {
        let mut config = None;
        for at in folder.ancestors() {
            if config.is_none() {
                let candidate = at.join(CONFIG_FILE);
                config = world.facts(&candidate).is_ok_and(|facts| facts.kind == FileKind::File).then_some(candidate);
            }
            if world.facts(&at.join(".git")).is_ok() {
                return Project { folder: at.to_path_buf(), config };
            }
        }
        let folder = config.as_deref().and_then(Path::parent).unwrap_or(folder).to_path_buf();
        Project { folder, config }
    }

    /// Whether a canonical path lies in the project.
    pub fn holds(&self, path: &Path) -> bool {
        path.starts_with(&self.folder)
    }

    /// A canonical path from the project's folder, with `/`; the whole path where it lies outside.
    pub fn relative(&self, path: &Path) -> String {
        crate::driver::place::slashes(path.strip_prefix(&self.folder).unwrap_or(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::driver::MemoryWorld;
    use crate::model::Date;

    fn project(files: &[&str], folder: &str) -> (String, Option<String>) {
        let mut world = MemoryWorld::new(Date::constant(2026, 1, 1));
        for file in files {
            world.add(file, "");
        }
        let found = Project::around(&world, Path::new(folder));
        let text = |path: &Path| path.to_string_lossy().into_owned();
        (text(&found.folder), found.config.as_deref().map(text))
    }

    #[test]
    fn git_then_configuration_then_root() {
        let config = || Some("/p/a/palisade.toml".to_owned());
        assert_eq!(project(&["/p/.git/HEAD", "/p/a/palisade.toml"], "/p/a/b"), ("/p".into(), config()));
        assert_eq!(project(&["/p/a/palisade.toml"], "/p/a/b"), ("/p/a".into(), config()));
        assert_eq!(project(&["/p/a/b/x.tm"], "/p/a/b"), ("/p/a/b".into(), None));
        // Beyond the folder that holds `.git` nothing is looked at.
        assert_eq!(project(&["/p/a/.git", "/p/palisade.toml"], "/p/a/b"), ("/p/a".into(), None));
    }
}
