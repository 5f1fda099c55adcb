//! Which folder is the project, and where its configuration stands.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::driver::named::CONFIG_FILE;
use crate::driver::reader::Reader;

/// A project: nothing outside its folder is read but configurations of the folders around it, as far as its anchor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// The folder through which everything is read, canonical: the project's or one around it.
    pub anchor: PathBuf,
    /// Its folder, canonical.
    pub folder: PathBuf,
    /// Its configurations, the outermost first: every `palisade.toml` from the anchor down to the model.
    pub configs: Vec<PathBuf>,
    /// Configurations around links that led to the model, and around its parts elsewhere: they ask for more than the
    /// project's, or for nothing.
    pub linked: Vec<PathBuf>,
    /// The folders in which these links and parts stand, below the anchor.
    pub(crate) links: Vec<PathBuf>,
}

impl Project {
    /// The project of a model whose root stands in a folder (canonical, below the anchor): the nearest folder at or above
    /// it that holds `.git`, else that of the outermost configuration, else the folder itself. Nothing above the anchor
    /// is looked at.
    pub(crate) fn around(reader: &Reader<'_>, anchor: &Path, folder: &Path) -> Project {
        let (mut git, mut configs) = (None, Vec::new());
        for at in folder.ancestors().take_while(|at| at.starts_with(anchor)) {
            let marks = reader.marks(at);
            if marks.config {
                configs.push(at.join(CONFIG_FILE));
            }
            if marks.git && git.is_none() {
                git = Some(at);
            }
        }
        configs.reverse();
        let outermost = configs.first().and_then(|config| config.parent());
        let folder = git.or(outermost).unwrap_or(folder).to_path_buf();
        Project { anchor: anchor.to_path_buf(), folder, configs, linked: Vec::new(), links: Vec::new() }
    }

    /// Adds the configurations around folders in which links to the model or parts of it stand: whoever wrote them there
    /// has these folders in mind, and neither a link nor a root elsewhere is to lead out of their reach.
    pub(crate) fn configured_by(&mut self, reader: &Reader<'_>, folders: &BTreeSet<PathBuf>) {
        for folder in folders.iter().filter(|folder| folder.starts_with(&self.anchor)) {
            let others = Project::around(reader, &self.anchor, folder).configs;
            let known = |config: &PathBuf| self.configs.contains(config) || self.linked.contains(config);
            let new: Vec<PathBuf> = others.into_iter().filter(|config| !known(config)).collect();
            self.linked.extend(new);
            self.links.push(folder.clone());
        }
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

    fn project(files: &[&str], anchor: &str, folder: &str) -> (String, Vec<String>) {
        let mut world = MemoryWorld::new(Date::constant(2026, 1, 1));
        for file in files {
            world.add(file, "");
        }
        let found = Project::around(&Reader::new(&world), Path::new(anchor), Path::new(folder));
        let text = |path: &Path| path.to_string_lossy().into_owned();
        (text(&found.folder), found.configs.iter().map(|config| text(config)).collect())
    }

    #[test]
    fn git_then_configuration_then_root() {
        let config = |at: &str| vec![format!("{at}/palisade.toml")];
        assert_eq!(project(&["/p/.git/HEAD", "/p/a/palisade.toml"], "/p", "/p/a/b"), ("/p".into(), config("/p/a")));
        assert_eq!(project(&["/p/a/palisade.toml"], "/p", "/p/a/b"), ("/p/a".into(), config("/p/a")));
        assert_eq!(project(&["/p/a/b/x.tm"], "/p", "/p/a/b"), ("/p/a/b".into(), vec![]));
        // The outermost decides where the project is, and all of them count.
        let both = ["/p/a/palisade.toml", "/p/palisade.toml"];
        let all = vec!["/p/palisade.toml".to_owned(), "/p/a/palisade.toml".to_owned()];
        assert_eq!(project(&both, "/p", "/p/a"), ("/p".into(), all.clone()));
        // A repository in a repository has its own paths, and the configuration around it.
        let inner = [both[0], both[1], "/p/a/.git"];
        assert_eq!(project(&inner, "/p", "/p/a"), ("/p/a".into(), all));
        // Nothing above the anchor counts.
        assert_eq!(project(&["/palisade.toml", "/.git/HEAD"], "/p", "/p/a"), ("/p/a".into(), vec![]));
        assert_eq!(project(&both, "/p/a", "/p/a"), ("/p/a".into(), config("/p/a")));
    }
}
