//! What `build` writes of one compilation, and one picture by itself: bytes, each made in memory.
//!
//! A picture that cannot be laid out costs itself only: it becomes a diagnostic, and the rest is made all the same. So do
//! all that are beyond the work of a run, together.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::diag::{Code, CodeInfo, Diagnostic, Severity, grouped};
use crate::driver::Compilation;
use crate::driver::budget::Budget;
use crate::driver::same::{Same, firsts};
use crate::emit::format::Fault;
use crate::emit::{FORMATS, PictureFormat};
use crate::layout::{Engine, LayoutError, PICTURE_FAILED, work};
use crate::model::{Thing, ViewId};
use crate::view::picture::dfd;
use crate::view::picture::{self, Picture, View, pages};
use crate::view::{Input, LINKS};

/// Pictures are missing.
pub static LEFT_OUT: CodeInfo = CodeInfo {
    code: Code("pictures-left-out"),
    severity: Severity::Error,
    summary: "more pictures than one run draws",
    explanation: r#"
The pictures of a run have so much work between them, counted in steps, that grows with the text of its models: how much
stands on the page about pictures, under *Limits*. It is more than what people draw of models of the size. Pictures are
made in order, the whole first, then the views and the pages; one that is more than what is left is left out, and this
says how many were. All other results are written; the exit status is 2.

```text
error[pictures-left-out]: 18 pictures were left out, `views/v2.svg` the first: the pictures of this run have 5,000,000 steps between them
```

Draw one alone with `palisade render --view NAME`: a single picture has a limit of its own. Declare fewer views, or views
that show less (`include`, `level`).
"#,
};

/// Why an output is missing.
#[derive(Debug)]
pub enum Missing {
    /// It is a picture that could not be laid out, or the first of several that were left out.
    Picture(Box<Diagnostic>),
    /// Something else.
    Fault(Fault),
}

/// So many pictures are made side by side before they are given away: enough that one large picture among them keeps no
/// core waiting, and few enough to hold.
const TOGETHER: usize = 256;

/// The same for large pictures: no more are taken together once they show so many things.
const SHOWN_TOGETHER: usize = 40_000;

/// So many are looked at side by side before it is known how much they show.
const LOOKED_AT: usize = 8;

/// Makes every output of a compilation within the work of a run of its own; see [`products_within`].
pub fn products(compilation: &Compilation, engine: &dyn Engine, each: impl FnMut(&Path, Result<Vec<u8>, Missing>)) {
    let mut budget = Budget::of([compilation]);
    products_within(compilation, engine, &mut budget, each);
}

/// Makes every output of a compilation: every format, those that need a layout last, then a picture of each view but the
/// whole, which is a format of its own, then the pages of a model that is too large for one picture. Each is given away
/// with its path from the model's folder, in this order; pictures are made side by side.
pub fn products_within(
    compilation: &Compilation,
    engine: &dyn Engine,
    budget: &mut Budget,
    mut each: impl FnMut(&Path, Result<Vec<u8>, Missing>),
) {
    let input = compilation.view();
    for format in FORMATS.iter().filter(|format| !format.needs_layout) {
        let mut bytes = Vec::new();
        let made = (format.write)(&input, engine, &mut bytes).map(|()| bytes);
        each(Path::new(format.file_name), made.map_err(|fault| missing(compilation, picture::views::WHOLE, fault)));
    }
    let Some(svg) = PictureFormat::of("svg") else { return };
    let mut all = wanted(compilation).into_iter().peekable();
    let mut left_out: Vec<PathBuf> = Vec::new();
    let mut same = Same::default();
    while all.peek().is_some() {
        let some = batch(&input, &mut all, svg, budget, &mut left_out);
        let fitting = within(budget, &some, &same, &mut left_out);
        for some in windows(&fitting.repeated) {
            same.learn(&some.iter().map(|it| it.picture).collect::<Vec<_>>(), engine);
        }
        for some in windows(&fitting.all) {
            let made = some.par_iter().map(|it| match same.of(it.picture) {
                Some(placed) => draw(compilation, it.picture, svg, &placed),
                None => draw(compilation, it.picture, svg, engine),
            });
            for (it, made) in some.iter().zip(made.collect::<Vec<_>>()) {
                each(it.path, made);
            }
        }
    }
    if let Some(first) = left_out.first() {
        each(first, Err(Missing::Picture(Box::new(too_many(compilation, &left_out, budget.whole())))));
    }
}

/// The picture of the whole, those of the views, and the pages, each with its path.
fn wanted(compilation: &Compilation) -> Vec<(PathBuf, Option<View>)> {
    let model = &compilation.model;
    let named = |view: View| (LINKS.view(&view.name), view);
    let views = picture::views(model).into_iter().filter(|view| view.name != picture::views::WHOLE).map(named);
    let pages = if pages::index(model).is_some() { pages::pages(model) } else { Vec::new() };
    let beside = views.chain(pages).map(|(path, mut view)| {
        view.report = Some(LINKS.above(LINKS.report));
        view.bare = true;
        (PathBuf::from(path), Some(view))
    });
    let whole = FORMATS.iter().filter(|format| format.needs_layout).map(|format| (format.file_name.into(), None));
    whole.chain(beside).collect()
}

/// The next pictures, as many as are made together. To find out what one shows takes a look at the whole model, so there
/// is no look where the work of the run is used up.
fn batch(
    input: &Input,
    all: &mut impl Iterator<Item = (PathBuf, Option<View>)>,
    format: &PictureFormat,
    budget: &mut Budget,
    left_out: &mut Vec<PathBuf>,
) -> Vec<(PathBuf, Picture)> {
    let things = input.model.elements.len() + input.model.flows.len() + input.model.boundaries.len();
    let (mut batch, mut shown) = (Vec::new(), 0);
    while batch.len() < TOGETHER && shown < SHOWN_TOGETHER {
        let next: Vec<(PathBuf, Option<View>)> = all.by_ref().take(LOOKED_AT).collect();
        if next.is_empty() {
            break;
        }
        let (some, beyond): (Vec<_>, Vec<_>) = next.into_iter().partition(|_| budget.take(2 * things as u64));
        left_out.extend(beyond.into_iter().map(|(path, _)| path));
        let pictures = some.into_par_iter().map(|(path, view)| match view {
            Some(view) => (path, pictured(input, &view, format)),
            None => (path, Picture::Flows(dfd::overview(input))),
        });
        batch.extend(pictures.collect::<Vec<_>>());
        shown = batch.iter().map(|(_, picture)| work::shown(picture)).sum();
    }
    batch
}

/// A picture that is to be drawn.
#[derive(Clone, Copy)]
struct Job<'p> {
    path: &'p Path,
    picture: &'p Picture,
    steps: u64,
}

/// The pictures that are to be drawn.
#[derive(Default)]
struct Fitting<'p> {
    all: Vec<Job<'p>>,
    /// Those of them that others are the same as, and whose places are not known.
    repeated: Vec<Job<'p>>,
}

/// The pictures for whose work there is enough left.
fn within<'p>(
    budget: &mut Budget,
    pictures: &'p [(PathBuf, Picture)],
    same: &Same,
    left_out: &mut Vec<PathBuf>,
) -> Fitting<'p> {
    let work: Vec<(u64, u64)> = pictures.par_iter().map(|(_, picture)| work::of_picture(picture)).collect();
    let firsts = firsts(pictures.iter().map(|(_, picture)| picture));
    let mut fitting = Fitting::default();
    // By the number of the first that is the same: where it stands among those that fit, and whether another is.
    let mut laid_out: BTreeMap<usize, (usize, bool)> = BTreeMap::new();
    for (((path, picture), (layout, drawing)), first) in pictures.iter().zip(work).zip(firsts) {
        let known = laid_out.get_mut(&first);
        let is_known = known.is_some() || same.of(picture).is_some();
        // Of one that is the same as another only the drawing is left.
        let steps = drawing.saturating_add(if is_known { 0 } else { layout });
        if !budget.take(steps) {
            left_out.push(path.clone());
            continue;
        }
        match known {
            Some((_, again)) => *again = true,
            None if !is_known => drop(laid_out.insert(first, (fitting.all.len(), false))),
            None => {}
        }
        fitting.all.push(Job { path, picture, steps });
    }
    let again = laid_out.values().filter(|(_, again)| *again).filter_map(|(at, _)| fitting.all.get(*at).copied());
    fitting.repeated = again.collect();
    fitting
}

/// Pictures that are made side by side: together no more work, and so no more memory, than the largest.
fn windows<'a, 'p>(jobs: &'a [Job<'p>]) -> Vec<&'a [Job<'p>]> {
    let (mut windows, mut from, mut sum) = (Vec::new(), 0, 0_u64);
    for (at, job) in jobs.iter().enumerate() {
        if at > from && sum.saturating_add(job.steps) > work::MOST_STEPS {
            windows.extend(jobs.get(from..at));
            (from, sum) = (at, 0);
        }
        sum = sum.saturating_add(job.steps);
    }
    windows.extend(jobs.get(from..));
    windows
}

fn too_many(compilation: &Compilation, left_out: &[PathBuf], whole: u64) -> Diagnostic {
    let first = left_out.first().map(|path| path.to_string_lossy().replace('\\', "/")).unwrap_or_default();
    let were = if left_out.len() == 1 { "picture was" } else { "pictures were" };
    let message = format!(
        "{} {were} left out, `{first}` the first: the pictures of this run have {} steps between them",
        grouped(left_out.len() as u64),
        grouped(whole)
    );
    let help = "draw one alone: `palisade render --view NAME`, with a name that `palisade render --list` gives";
    Diagnostic::new(&LEFT_OUT, compilation.model.decl.span, message).help(help)
}

/// Whether a path from the model's folder is one that [`products`] may give, of this model or another.
pub fn is_product(path: &Path) -> bool {
    let is_page = LINKS.is_in_a_folder(path);
    let is_whole = FORMATS.iter().any(|format| path == Path::new(format.file_name));
    is_whole || (is_page && path.extension().is_some_and(|ending| ending == "svg" || ending == "md"))
}

/// What a view shows in a format. Where the format needs coordinates and the view has too many boxes, its boundaries
/// are closed.
pub fn pictured(input: &Input, view: &View, format: &PictureFormat) -> Picture {
    let fitting = if format.needs_layout { pages::fitting(input.model, view.clone()) } else { view.clone() };
    picture::picture(input, &fitting)
}

/// What two views show, to be compared: what one of them has to close, or to join into one arrow, the other does, too.
/// Each picture has what it stands for with it.
pub fn pictured_alike(sides: [(&Input, &View); 2], format: &PictureFormat) -> [Picture; 2] {
    let close = sides.iter().any(|(input, view)| closes(input, view, format));
    let shown = |joined: bool| {
        sides.map(|(input, view)| {
            let level = if close { Some(0) } else { view.level };
            picture::picture(input, &View { level, compared: true, joined, ..view.clone() })
        })
    };
    let pictures = shown(false);
    let [old, new] = pictures.each_ref().map(is_crowded);
    if old == new { pictures } else { shown(true) }
}

/// Whether a view has its boundaries closed in a format.
pub fn closes(input: &Input, view: &View, format: &PictureFormat) -> bool {
    format.needs_layout && pages::too_large(input.model, view)
}

fn is_crowded(picture: &Picture) -> bool {
    let Picture::Flows(diagram) = picture else { return false };
    diagram.edges.iter().map(|edge| edge.parts.len()).sum::<usize>() > dfd::MANY_EDGES
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
