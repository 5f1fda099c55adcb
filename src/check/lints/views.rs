//! Views that ask for something their form cannot show, or for nothing.

use crate::check::codes::WRONG_KIND;
use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::model::{Model, Thing, ViewId};
use crate::schema::{AttrName, Kind, attr, row};
use crate::text::Span;

codes! {
    /// A view without what its form is about.
    VIEW_SUBJECT Error "view-subject" "a view that does not say what it is about" "
A sequence diagram tells a scenario, a life of a datum is about a datum, a threat tree is that of a threat with a
`tree`. Without it there is nothing to draw.

```tm error
actor visitor
process web
visitor -> web
view posting { as = sequence }
```

Name it:

```tm
actor visitor
process web
flow post: visitor -> web
scenario posting { steps = post }
view posting-steps { as = sequence, scenario = posting }
```
"
    /// An attribute that says nothing to a form.
    VIEW_ATTRIBUTE Error "view-attribute" "an attribute that means nothing to this form of view" "
Each form of view has attributes of its own: a sequence diagram has no `level`, a threat tree has no `neighbours`.
An attribute that is read by nobody misleads its reader.

```tm error
actor visitor
process web
flow post: visitor -> web
scenario posting { steps = post }
view posting-steps { as = sequence, scenario = posting, level = 0 }
```
"
    /// A view that shows nothing.
    EMPTY_VIEW Warning "empty-view" "a view that leaves everything out" "
What `include` names is all taken out again by `exclude`, so the picture is empty.

```tm warn
actor visitor
process web
visitor -> web
view nothing { include = web, exclude = web }
```
"
}

/// The attributes that a form reads, beside `as` and those that everything may carry.
fn read_by(form: &str) -> &'static [&'static str] {
    match form {
        "sequence" => &["scenario", "show"],
        "tree" => &["of", "direction"],
        "data" => &["of", "level", "include", "exclude", "neighbours", "show", "direction", "notation"],
        "paths" => &["of", "level", "include", "exclude", "neighbours", "show", "direction", "notation"],
        _ => &["scenario", "level", "include", "exclude", "neighbours", "show", "direction", "notation"],
    }
}

/// The attributes that belong to views only.
const OWN: &[&str] = &["level", "include", "exclude", "neighbours", "scenario", "of", "show", "direction", "notation"];

/// Runs the checks.
pub(crate) fn check(model: &Model, diagnostics: &mut Vec<Diagnostic>) {
    for index in 0..model.views.len() as u32 {
        view(model, ViewId(index), diagnostics);
    }
}

fn view(model: &Model, id: ViewId, diagnostics: &mut Vec<Diagnostic>) {
    let thing = Thing::View(id);
    let decl = &model[id].decl;
    let form = model.word(thing, attr::AS).unwrap_or("dfd");
    let reads = read_by(form);
    for entry in decl.attrs.iter() {
        let name = row(entry.id).name;
        if OWN.contains(&name) && !reads.contains(&name) {
            let message = format!("`{name}` means nothing to a view `as = {form}`");
            let allowed: Vec<String> = reads.iter().map(|name| format!("`{name}`")).collect();
            let help = format!("take it out; such a view reads {}", allowed.join(", "));
            diagnostics.push(Diagnostic::new(&VIEW_ATTRIBUTE, entry.span, message).help(help));
        }
    }
    let place = |name: AttrName| {
        let entry = name.on(Kind::View).and_then(|id| decl.attrs.get(id));
        entry.map_or(decl.span, |entry| entry.span)
    };
    let has = |name: AttrName| name.on(Kind::View).and_then(|id| decl.attrs.get(id)).is_some();
    let missing = |name: &str, what: &str, example: &str| {
        let message = format!("view `{}` does not say {what}", decl.name);
        Diagnostic::new(&VIEW_SUBJECT, place(attr::AS), message).help(format!("add `{name} = {example}`"))
    };
    let of = model.things(thing, attr::OF).next();
    match form {
        "sequence" if !has(attr::SCENARIO) => {
            let example = model.scenarios.first().map_or("NAME", |scenario| scenario.decl.name.as_str());
            diagnostics.push(missing("scenario", "which scenario it tells", example));
        }
        "data" if !has(attr::OF) => {
            let example = model.data.first().map_or("NAME", |data| data.decl.name.as_str());
            diagnostics.push(missing("of", "whose life it shows", example));
        }
        "tree" if !has(attr::OF) => {
            let first = model.threats.iter().find(|threat| threat.tree.is_some());
            let example = first.map_or("NAME", |threat| threat.decl.name.as_str());
            diagnostics.push(missing("of", "which threat's tree it shows", example));
        }
        "data" => wrong_subject(model, of, place(attr::OF), Kind::Data, diagnostics),
        "tree" => match of {
            Some(Thing::Threat(threat)) if model[threat].tree.is_none() => {
                let message = format!("threat `{}` has no tree", model[threat].decl.name);
                let diagnostic = Diagnostic::new(&VIEW_SUBJECT, place(attr::OF), message);
                let diagnostic = diagnostic.also(model[threat].decl.span, "declared here");
                diagnostics.push(diagnostic.help("give it one: `tree { any { leaf \"what is done\" } }`"));
            }
            of => wrong_subject(model, of, place(attr::OF), Kind::Threat, diagnostics),
        },
        _ => {}
    }
    if matches!(form, "dfd" | "data" | "paths") && is_empty(model, thing) {
        let message = format!("view `{}` shows nothing", decl.name);
        let help = "leave less out, or include more";
        diagnostics.push(Diagnostic::new(&EMPTY_VIEW, place(attr::EXCLUDE), message).help(help));
    }
}

/// The subject is of the wrong kind; one that nothing declares has been reported.
fn wrong_subject(model: &Model, of: Option<Thing>, place: Span, wanted: Kind, diagnostics: &mut Vec<Diagnostic>) {
    let Some(of) = of.filter(|of| model.kind(*of) != wanted) else { return };
    let message = format!("`{}` is {}", model.name(of), model.kind(of).noun());
    let diagnostic = Diagnostic::new(&WRONG_KIND, place, message).also(model.decl(of).span, "declared here");
    diagnostics.push(diagnostic.help(format!("name {}", wanted.noun())));
}

/// Whether every included pattern is excluded again; a model of nothing is somebody else's complaint.
fn is_empty(model: &Model, thing: Thing) -> bool {
    let (include, exclude) =
        (model.get(thing, attr::INCLUDE).value.items(), model.get(thing, attr::EXCLUDE).value.items());
    let all = |items: &[crate::model::Value]| items.iter().any(|item| item.text() == Some("*"));
    all(exclude) || !include.is_empty() && include.iter().all(|item| exclude.contains(item))
}
