//! Things that people call the same.

use rustc_hash::FxHashMap;
use smol_str::{SmolStr, format_smolstr};

use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::model::{Decl, Model, Thing};
use crate::schema::Kind;

codes! {
    /// Two things with one label.
    SAME_LABEL Warning "same-label" "two things that people call the same" "
Reports, titles, questions and pictures call things by their labels. Where two elements, two boundaries or two data have
one label, the name stands behind it, so that readers can tell them apart; a label of its own would tell them more.

```tm warn
process orders \"Orders\"
store orders-db \"Orders\"
orders -> orders-db
```
"
}

/// Adds the name to what things are called, where others of the model are called the same.
pub(crate) fn tell_apart(model: &mut Model) {
    let same: Vec<Thing> = groups(model).into_iter().flatten().collect();
    for thing in same {
        let decl = match thing {
            Thing::Element(id) => model.elements.get_mut(id.index()).map(|element| &mut element.decl),
            Thing::Boundary(id) => model.boundaries.get_mut(id.index()).map(|boundary| &mut boundary.decl),
            Thing::Data(id) => model.data.get_mut(id.index()).map(|datum| &mut datum.decl),
            _ => None,
        };
        if let Some(decl) = decl {
            decl.called = called(decl);
        }
    }
}

/// A label with the name behind it; nothing where the name is all there is.
fn called(decl: &Decl) -> Option<SmolStr> {
    let label = decl.label.as_ref().filter(|label| **label != decl.name)?;
    Some(format_smolstr!("{label} ({})", decl.name))
}

/// Warns of each but the first; what another model says is not for this one to change.
pub(crate) fn check(model: &Model, diagnostics: &mut Vec<Diagnostic>) {
    for group in groups(model) {
        let own = |thing: &Thing| !matches!(thing, Thing::Element(id) if model[*id].foreign.is_some());
        let mut things = group.into_iter().filter(own);
        let Some(first) = things.next() else { continue };
        for thing in things {
            let (decl, other) = (model.decl(thing), model.decl(first));
            let label = decl.label.as_deref().unwrap_or(&decl.name);
            let message = format!("`{}` and `{}` are both called \"{label}\"", other.name, decl.name);
            let warning = Diagnostic::new(&SAME_LABEL, decl.span, message).also(other.span, "the other one");
            diagnostics.push(warning.help("give one of them a label of its own"));
        }
    }
}

/// Elements, boundaries and data by what they are called, where that is several; each group in order of declaration.
fn groups(model: &Model) -> Vec<Vec<Thing>> {
    let elements = model.element_ids().map(Thing::Element);
    let things = elements.chain(model.boundary_ids().map(Thing::Boundary)).chain(model.data_ids().map(Thing::Data));
    let sort = |thing: Thing| match model.kind(thing) {
        kind @ (Kind::Boundary | Kind::Data) => kind,
        _ => Kind::Process,
    };
    let mut by_label: FxHashMap<(Kind, &str), Vec<Thing>> = FxHashMap::default();
    for thing in things {
        let decl = model.decl(thing);
        by_label.entry((sort(thing), decl.label.as_deref().unwrap_or(&decl.name).trim())).or_default().push(thing);
    }
    let mut groups: Vec<Vec<Thing>> = by_label.into_values().filter(|group| group.len() > 1).collect();
    groups.sort_unstable();
    groups
}
