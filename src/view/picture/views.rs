//! The views of a model: those that are declared, or the default set.

use smol_str::{SmolStr, format_smolstr};

use crate::model::{DataId, Decl, Model, ScenarioId, Thing, ThreatId, Value, ViewId};
use crate::schema::{AttrName, attr, word};
use crate::view::Input;
use crate::view::picture::diagram::{Direction, Notation};
use crate::view::picture::page::Page;

/// Name of the picture of the whole model, which there always is.
pub const WHOLE: &str = "dfd";

/// What a picture looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// A data-flow diagram.
    #[default]
    Dfd,
    /// A scenario as a sequence of messages.
    Sequence,
    /// Where a datum goes and rests.
    Data,
    /// A threat tree.
    Tree,
    /// The ways of attackers.
    Paths,
}

impl Form {
    /// The form of a word of the language.
    pub fn of(word: &str) -> Form {
        match word {
            "sequence" => Form::Sequence,
            "data" => Form::Data,
            "tree" => Form::Tree,
            "paths" => Form::Paths,
            _ => Form::Dfd,
        }
    }

    /// What it is called in a list.
    pub fn words(self) -> &'static str {
        match self {
            Form::Dfd => "data-flow diagram",
            Form::Sequence => "sequence diagram",
            Form::Data => "life of a datum",
            Form::Tree => "threat tree",
            Form::Paths => "attack paths",
        }
    }
}

/// What a picture tells beyond shapes and arrows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Show {
    /// How the threats stand.
    pub threats: bool,
    /// Which controls are in place, on elements.
    pub controls: bool,
    /// What flows carry and stores keep.
    pub data: bool,
    /// The trust of boundaries.
    pub trust: bool,
}

impl Default for Show {
    fn default() -> Show {
        Show { threats: true, controls: false, data: false, trust: true }
    }
}

/// An item of `include` or `exclude`, resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pattern {
    /// `*`
    Everything,
    /// `b.*`: what is inside, at any depth.
    Inside(Thing),
    /// An element, a flow, or a boundary as one closed box.
    One(Thing),
}

/// A view, resolved against the model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// Its name: unique in the list of views; starts ids and names files.
    pub name: SmolStr,
    /// Title of the picture.
    pub title: String,
    /// What it shows, for those who hear it read out.
    pub description: String,
    /// What it looks like.
    pub form: Form,
    /// Boundaries are open to this depth, counted from 0 for the outermost; `None`: all.
    pub level: Option<u32>,
    /// What is shown; empty: everything.
    pub include: Vec<Pattern>,
    /// What is left out.
    pub exclude: Vec<Pattern>,
    /// Whether what is joined to something shown is shown too, in grey.
    pub neighbours: bool,
    /// The scenario that is told.
    pub scenario: Option<ScenarioId>,
    /// The datum or threat that it is about.
    pub of: Option<Thing>,
    /// What is told.
    pub show: Show,
    /// Which way flows run.
    pub direction: Direction,
    /// Which shapes.
    pub notation: Notation,
    /// Where the report is from the picture, for links; `None`: no links into it.
    pub report: Option<String>,
    /// Which page it is, where a model is drawn on several.
    pub page: Option<Page>,
    /// Whether the table under the picture is left out: drawings do not show it.
    pub bare: bool,
    /// Whether arrows and boxes say what they stand for, so that two versions can be compared.
    pub compared: bool,
    /// Whether flows share arrows as in a crowded picture.
    pub joined: bool,
}

impl View {
    /// The picture of the whole model.
    pub fn whole(model: &Model) -> View {
        View { name: WHOLE.into(), title: model.decl.title().to_owned(), ..View::default() }
    }
}

/// Every view of a model, in order: the whole, then the declared ones, or the default set where none is declared.
pub fn views(model: &Model) -> Vec<View> {
    let whole = View::whole(model);
    if model.views.is_empty() {
        return default_set(model, whole);
    }
    let ids = (0..model.views.len() as u32).map(ViewId);
    let declared: Vec<View> = ids.map(|id| declared(model, id)).collect();
    let whole = Some(whole).filter(|whole| declared.iter().all(|view| view.name != whole.name));
    whole.into_iter().chain(declared).collect()
}

/// The view of a name.
///
/// # Errors
/// The nearest name that exists, where none is called so.
pub fn find(input: &Input, name: &str) -> Result<View, Option<String>> {
    let all = views(input.model);
    if let Some(view) = all.iter().find(|view| view.name == name) {
        return Ok(view.clone());
    }
    Err(crate::diag::nearest(name, all.iter().map(|view| view.name.as_str())).map(str::to_owned))
}

fn default_set(model: &Model, whole: View) -> Vec<View> {
    let mut all = vec![whole.clone()];
    let title = |decl: &Decl| decl.title().to_owned();
    let doc = |decl: &Decl| decl.doc.as_deref().unwrap_or_default().to_owned();
    if model.boundaries.iter().any(|boundary| !boundary.overlay && !boundary.line) {
        let title = format!("{}, level 0", model.decl.title());
        all.push(View { name: "level-0".into(), title, level: Some(0), ..View::default() });
    }
    for (index, scenario) in model.scenarios.iter().enumerate() {
        for (prefix, form) in [("scenario", Form::Dfd), ("sequence", Form::Sequence)] {
            all.push(View {
                name: format_smolstr!("{prefix}-{}", scenario.decl.name),
                title: title(&scenario.decl),
                description: doc(&scenario.decl),
                scenario: Some(ScenarioId(index as u32)),
                form,
                ..View::default()
            });
        }
    }
    let confidential = word::class::CONFIDENTIAL;
    for (index, data) in model.data.iter().enumerate() {
        let thing = Thing::Data(DataId(index as u32));
        if matches!(model.get(thing, attr::CLASS).value, Value::Word(class) if *class >= confidential) {
            all.push(View {
                name: format_smolstr!("data-{}", data.decl.name),
                title: format!("Life of {}", data.decl.title()),
                description: doc(&data.decl),
                of: Some(thing),
                form: Form::Data,
                ..View::default()
            });
        }
    }
    for (index, threat) in model.threats.iter().enumerate().filter(|(_, threat)| threat.tree.is_some()) {
        all.push(View {
            name: format_smolstr!("tree-{}", threat.decl.name),
            title: title(&threat.decl),
            description: doc(&threat.decl),
            of: Some(Thing::Threat(ThreatId(index as u32))),
            form: Form::Tree,
            ..View::default()
        });
    }
    all
}

fn declared(model: &Model, id: ViewId) -> View {
    let thing = Thing::View(id);
    let decl = &model[id].decl;
    let value = |name: AttrName| model.get(thing, name).value;
    let level = match value(attr::LEVEL) {
        Value::Int(level) => u32::try_from(*level).ok(),
        _ => None,
    };
    let show = match value(attr::SHOW) {
        Value::Unknown => Show::default(),
        shown => {
            let has = |wanted: u8| shown.items().contains(&Value::Word(wanted));
            use word::show::{CONTROLS, DATA, THREATS, TRUST};
            Show { threats: has(THREATS), controls: has(CONTROLS), data: has(DATA), trust: has(TRUST) }
        }
    };
    View {
        name: decl.name.clone(),
        title: decl.title().to_owned(),
        description: decl.doc.as_deref().unwrap_or_default().to_owned(),
        form: Form::of(model.word(thing, attr::AS).unwrap_or_default()),
        level,
        include: patterns(model, value(attr::INCLUDE)),
        exclude: patterns(model, value(attr::EXCLUDE)),
        neighbours: model.flag(thing, attr::NEIGHBOURS),
        scenario: model.things(thing, attr::SCENARIO).find_map(|it| match it {
            Thing::Scenario(id) => Some(id),
            _ => None,
        }),
        of: model.things(thing, attr::OF).next(),
        show,
        direction: match model.word(thing, attr::DIRECTION) {
            Some("right") => Direction::Right,
            Some("down") => Direction::Down,
            _ => Direction::Auto,
        },
        notation: match model.word(thing, attr::NOTATION) {
            Some("classic") => Notation::Classic,
            _ => Notation::Dfd3,
        },
        report: None,
        page: None,
        bare: false,
        compared: false,
        joined: false,
    }
}

/// What patterns stand for; a name that nothing has was reported, and stands for nothing.
fn patterns(model: &Model, value: &Value) -> Vec<Pattern> {
    let named = |path: &str| {
        let last = path.rsplit('.').next().unwrap_or(path);
        model.names.get(path).or_else(|| model.names.get(last)).copied()
    };
    let patterns = value.items().iter().filter_map(|item| match item {
        Value::Thing(thing) => Some(Pattern::One(*thing)),
        Value::Text(text) if text == "*" => Some(Pattern::Everything),
        Value::Text(text) => match text.strip_suffix(".*") {
            Some(path) => named(path).map(Pattern::Inside),
            None => named(text).map(Pattern::One),
        },
        _ => None,
    });
    patterns.collect()
}
