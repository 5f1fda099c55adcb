//! What `build` writes of one compilation, and one picture by itself: bytes, each made in memory.
//!
//! A picture that cannot be laid out costs itself only: it becomes a diagnostic, and the rest is made all the same.

use std::path::{Path, PathBuf};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::diag::Diagnostic;
use crate::driver::Compilation;
use crate::emit::format::Fault;
use crate::emit::markdown::VIEWS;
use crate::emit::{FORMATS, Format, PictureFormat};
use crate::layout::{Engine, LayoutError, PICTURE_FAILED};
use crate::model::{Thing, ViewId};
use crate::view::Input;
use crate::view::picture::{self, Picture, View, pages};

/// Why an output is missing.
#[derive(Debug)]
pub enum Missing {
    /// It is a picture that could not be laid out.
    Picture(Box<Diagnostic>),
    /// Something else.
    Fault(Fault),
}

/// So many pictures are made side by side before they are given away: enough that one large picture among them keeps no
/// core waiting, and few enough to hold.
const TOGETHER: usize = 256;

/// Makes every output of a compilation: every format, those that need a layout last, then a picture of each view but the
/// whole, which is a format of its own, then the pages of a model that is too large for one picture. Each is given away
/// with its path from the model's folder, in this order; pictures are made side by side.
pub fn products(compilation: &Compilation, engine: &dyn Engine, mut each: impl FnMut(&Path, Result<Vec<u8>, Missing>)) {
    let input = compilation.view();
    let written = |format: &Format| {
        let mut bytes = Vec::new();
        let made = (format.write)(&input, engine, &mut bytes).map(|()| bytes);
        made.map_err(|fault| missing(compilation, picture::views::WHOLE, fault))
    };
    let (placed, plain): (Vec<&'static Format>, Vec<_>) = FORMATS.iter().partition(|format| format.needs_layout);
    for format in plain {
        each(Path::new(format.file_name), written(format));
    }
    let Some(svg) = PictureFormat::of("svg") else { return };
    // Names of views have letters, digits and hyphens only.
    let named = |view: View| (Path::new(VIEWS).join(format!("{}.svg", view.name)), view);
    let views = picture::views(&compilation.model).into_iter().filter(|view| view.name != picture::views::WHOLE);
    let mut views: Vec<(PathBuf, View)> = views.map(named).collect();
    if pages::index(&compilation.model).is_some() {
        let pages = pages::pages(&compilation.model).into_iter();
        views.extend(pages.map(|(file, view)| (Path::new(pages::FOLDER).join(file), view)));
    }
    views.iter_mut().for_each(|(_, view)| view.report = Some("../report.md".to_owned()));
    let whole = placed.into_iter().map(|format| (PathBuf::from(format.file_name), Drawn::Whole(format)));
    let views = views.into_iter().map(|(path, view)| (path, Drawn::View(view)));
    let all: Vec<(PathBuf, Drawn)> = whole.chain(views).collect();
    for some in all.chunks(TOGETHER) {
        let made = some.par_iter().map(|(_, drawn)| match drawn {
            Drawn::Whole(format) => written(format),
            Drawn::View(view) => draw(compilation, &pictured(&input, view, svg), svg, engine),
        });
        for ((path, _), made) in some.iter().zip(made.collect::<Vec<_>>()) {
            each(path, made);
        }
    }
}

/// Whether a path from the model's folder is one that [`products`] may give, of this model or another.
pub fn is_product(path: &Path) -> bool {
    let folder = path.parent().unwrap_or(Path::new(""));
    let is_page = folder == Path::new(VIEWS) || folder == Path::new(pages::FOLDER);
    let is_whole = FORMATS.iter().any(|format| path == Path::new(format.file_name));
    is_whole || (is_page && path.extension().is_some_and(|ending| ending == "svg" || ending == "md"))
}

/// One of the pictures that are made side by side.
enum Drawn {
    /// The whole model, in a format of its own.
    Whole(&'static Format),
    /// A view or a page.
    View(View),
}

/// What a view shows in a format. Where the format needs coordinates and the view has too many boxes, its boundaries
/// are closed.
pub fn pictured(input: &Input, view: &View, format: &PictureFormat) -> Picture {
    let fitting = if format.needs_layout { pages::fitting(input.model, view.clone()) } else { view.clone() };
    picture::picture(input, &fitting)
}

/// A picture in a format.
///
/// # Errors
/// When it cannot be laid out, or the format cannot show it.
pub fn draw(
    compilation: &Compilation,
    picture: &Picture,
    format: &PictureFormat,
    engine: &dyn Engine,
) -> Result<Vec<u8>, Missing> {
    let mut bytes = Vec::new();
    match (format.write)(picture, engine, &mut bytes) {
        Ok(()) => Ok(bytes),
        Err(fault) => Err(missing(compilation, picture.prefix(), fault)),
    }
}

fn missing(compilation: &Compilation, view: &str, fault: Fault) -> Missing {
    match fault {
        Fault::Layout(error) => Missing::Picture(Box::new(picture_failed(compilation, view, &error))),
        fault => Missing::Fault(fault),
    }
}

/// A picture that could not be laid out, at the declaration of its view or, where it has none, of the model.
pub fn picture_failed(compilation: &Compilation, view: &str, error: &LayoutError) -> Diagnostic {
    let model = &compilation.model;
    let declared = (0..model.views.len() as u32).map(ViewId).find(|id| model[*id].decl.name == view);
    let decl = model.decl(declared.map_or(Thing::Model, Thing::View));
    let message = format!("the picture `{view}` could not be laid out: {error}");
    Diagnostic::new(&PICTURE_FAILED, decl.span, message).help(error.help())
}
