//! Where the parts of a build lie to each other: one place for every name that one of them links to another by.

use std::path::Path;

/// The files of a build, as they are named beside each other in the folder of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Links {
    /// The JSON document.
    pub document: &'static str,
    /// The report.
    pub report: &'static str,
    /// The picture of the whole model, as text for Graphviz.
    pub dot: &'static str,
    /// The picture of the whole model.
    pub picture: &'static str,
    /// The folder of the views' pictures.
    pub views: &'static str,
    /// The folder of the pages of a model that is too large for one picture.
    pub pages: &'static str,
}

/// The names that `build` gives.
pub const LINKS: Links = Links {
    document: "model.json",
    report: "report.md",
    dot: "dfd.dot",
    picture: "dfd.svg",
    views: "views",
    pages: "pages",
};

impl Links {
    /// The picture of a view, from the model's folder. Names of views have letters, digits and hyphens only.
    pub fn view(&self, name: &str) -> String {
        format!("{}/{}", self.views, picture_of(name))
    }

    /// The page of a boundary, from the model's folder. Names have letters, digits, hyphens and, where packs bring
    /// them, points only.
    pub fn page(&self, boundary: &str) -> String {
        format!("{}/{}", self.pages, picture_of(boundary))
    }

    /// The page of a boundary, from another page.
    pub fn page_beside(&self, boundary: &str) -> String {
        picture_of(boundary)
    }

    /// A file of the model's folder, from within one of the folders of pictures.
    pub fn above(&self, file: &str) -> String {
        format!("../{file}")
    }

    /// Whether a path from the model's folder lies where pictures of views and pages do.
    pub fn is_in_a_folder(&self, path: &Path) -> bool {
        path.parent().is_some_and(|folder| [self.views, self.pages].map(Path::new).contains(&folder))
    }
}

fn picture_of(name: &str) -> String {
    format!("{name}.svg")
}
