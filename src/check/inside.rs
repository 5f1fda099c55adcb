//! `in BOUNDARY { … }`: which boundary each stands for, and with that, what every boundary is inside of.
//!
//! Names are unique, so each `in` finds its boundary by name, wherever both stand. What has to be looked at is what comes of
//! it: boundaries can now be inside each other in a circle, and deeper than brackets nest. Both end here, so that whoever walks
//! outwards from a boundary comes to an end soon.

use smol_str::SmolStr;

use crate::check::additions;
use crate::check::codes::WRONG_KIND;
use crate::check::collect::{Addition, Collected, Declaration, Place};
use crate::check::context::{Context, Declared};
use crate::check::names;
use crate::check::values::attrs_of;
use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::model::{BoundaryId, ElementId, Thing};
use crate::schema::{Kind, KindSet};
use crate::syntax::MAX_DEPTH;
use crate::syntax::ast::Head;
use crate::text::Span;

codes! {
    /// A boundary around itself.
    BOUNDARY_CIRCLE Error "boundary-circle" "boundaries that are inside each other" "
`in` puts a boundary into another one. Two that are inside each other, each by an `in`, are inside nothing.

```tm error
in cloud { boundary zone { trust = internal } }
in zone { boundary cloud { trust = internal } }
```
"
    /// Boundaries nest deeper than brackets do.
    DEEP_BOUNDARY Error "deep-boundary" "a boundary with too many others around it" "
Boundaries nest as deep as brackets do, with `in` as well: a boundary has at most 63 others around it.
"
}

const BOUNDARIES: KindSet = KindSet::of(&[Kind::Boundary]);

/// Finds the boundary of each `in`, and puts everything into the order in which it would stand in one piece. Says nothing of
/// an `in` that names none: that is for [`check`], when more is known.
pub(super) fn place(context: &mut Context, collected: &mut Collected<'_>) {
    if collected.additions.is_empty() {
        return;
    }
    let found: Vec<Option<BoundaryId>> =
        collected.additions.iter().map(|addition| target(context, collected, addition)).collect();
    let direct = |place: Place| match place {
        Place::In(at) => found.get(at).copied().flatten().map_or(Place::Top, Place::Boundary),
        known => known,
    };
    // For each boundary and element, the `in` that it stands in directly.
    let by = |list: &[Declaration<'_>]| -> Vec<Option<usize>> {
        list.iter().map(|each| if let Place::In(at) = each.place { Some(at) } else { None }).collect()
    };
    let (boundaries, elements) = (by(&collected.boundaries), by(&collected.elements));
    collected.boundaries.iter_mut().chain(&mut collected.elements).for_each(|each| each.place = direct(each.place));
    let mut cut = break_circles(context, collected, &boundaries);
    let added = |held: Held| match held {
        Held::Boundary(at) => boundaries.get(at).is_some_and(Option::is_some),
        Held::Element(at) => elements.get(at).is_some_and(Option::is_some),
    };
    let (order, elements) = in_order(context, collected, &added, &mut cut);
    for (addition, id) in collected.additions.iter().zip(&found) {
        let around = id.and_then(|id| collected.boundaries.get(id.index())).and_then(name_of);
        if let Some((around, _)) = around {
            context.around.extend(addition.names.iter().map(|name| (name.clone(), around.clone())));
        }
    }
    cut.iter().for_each(|name| drop(context.around.remove(name)));
    renumber(context, collected, (&order, &elements));
}

/// The boundary that an `in` adds to, if it can be added to.
fn target(context: &Context, collected: &Collected<'_>, addition: &Addition<'_>) -> Option<BoundaryId> {
    let Thing::Boundary(id) = context.names.get(addition.name.last())?.thing else { return None };
    collected.boundaries.get(id.index()).filter(|boundary| !additions::is_flat(boundary.stmt)).map(|_| id)
}

fn name_of(declaration: &Declaration<'_>) -> Option<(SmolStr, Span)> {
    match &declaration.stmt.head {
        Head::Decl { name: Some(name), .. } | Head::On { subject: name, .. } => Some((name.text.clone(), name.span)),
        _ => None,
    }
}

/// Takes one boundary of each circle out, that of the last `in`, and says so. Every boundary is walked over once.
fn break_circles(context: &mut Context, collected: &mut Collected<'_>, by: &[Option<usize>]) -> Vec<SmolStr> {
    let mut cut = Vec::new();
    // In which walk each was met.
    let mut met: Vec<usize> = vec![usize::MAX; collected.boundaries.len()];
    for walk in 0..collected.boundaries.len() {
        let (mut way, mut at) = (Vec::new(), Some(walk));
        while let Some(index) = at {
            match met.get_mut(index) {
                Some(unmet @ &mut usize::MAX) => *unmet = walk,
                Some(known) if *known == walk => {
                    let start = way.iter().position(|each| *each == index).unwrap_or_default();
                    cut.extend(break_circle(context, collected, by, way.get(start..).unwrap_or_default()));
                    break;
                }
                _ => break,
            }
            way.push(index);
            at = collected.boundaries.get(index).and_then(Declaration::boundary).map(BoundaryId::index);
        }
    }
    cut
}

fn break_circle(
    context: &mut Context,
    collected: &mut Collected<'_>,
    by: &[Option<usize>],
    circle: &[usize],
) -> Option<SmolStr> {
    let added = |index: &usize| Some((*index, collected.additions.get((*by.get(*index)?)?)?));
    let mut added: Vec<(usize, &Addition<'_>)> = circle.iter().filter_map(added).collect();
    added.sort_by_key(|(_, addition)| addition.name.span);
    let (last, addition) = added.pop()?;
    let (name, span) = name_of(collected.boundaries.get(last)?)?;
    let around = addition.name.last();
    let (message, help) = if name == around {
        (format!("`{name}` cannot stand in itself"), format!("declare `{name}` outside of `in {name}`"))
    } else {
        let message = format!("`{name}` cannot stand in `{around}`, which stands in `{name}`");
        (message, format!("declare `{name}` or `{around}` outside of the other"))
    };
    let mut diagnostic = Diagnostic::new(&BOUNDARY_CIRCLE, addition.name.span, message).also(span, "declared here");
    for (index, other) in added.iter().take(3) {
        let inner = collected.boundaries.get(*index).and_then(name_of).unwrap_or_default().0;
        diagnostic = diagnostic.also(other.name.span, format!("`{inner}` stands in `{}`", other.name.last()));
    }
    context.report(diagnostic.help(help));
    if let Some(boundary) = collected.boundaries.get_mut(last) {
        boundary.place = Place::Top;
    }
    Some(name)
}

/// What boundaries hold, as places in the lists of boundaries and elements.
#[derive(Clone, Copy)]
enum Held {
    Boundary(usize),
    Element(usize),
}

/// Everything as if it were written where it belongs: in a boundary first what stands in its body, then what each `in` adds.
/// What is too deep is taken out.
fn in_order(
    context: &mut Context,
    collected: &mut Collected<'_>,
    added: &dyn Fn(Held) -> bool,
    cut: &mut Vec<SmolStr>,
) -> (Vec<usize>, Vec<usize>) {
    let boundaries = collected.boundaries.iter().enumerate().map(|(at, each)| (*each, Held::Boundary(at)));
    let elements = collected.elements.iter().enumerate().map(|(at, each)| (*each, Held::Element(at)));
    let mut all: Vec<(Declaration<'_>, Held)> = boundaries.chain(elements).collect();
    all.sort_by_key(|(declaration, held)| (declaration.boundary().is_some() && added(*held), declaration.number));
    let mut inside: Vec<Vec<Held>> = vec![Vec::new(); collected.boundaries.len()];
    let mut stack = Vec::new();
    // The last first: a stack gives them back the other way round.
    for (declaration, held) in all.into_iter().rev() {
        match declaration.boundary().and_then(|id| inside.get_mut(id.index())) {
            Some(inside) => inside.push(held),
            None => stack.push((held, 0)),
        }
    }
    let (mut order, mut elements) = (Vec::new(), Vec::new());
    while let Some((held, mut depth)) = stack.pop() {
        let index = match held {
            Held::Boundary(index) => index,
            Held::Element(index) => {
                elements.push(index);
                continue;
            }
        };
        if depth >= MAX_DEPTH
            && let Some(boundary) = collected.boundaries.get_mut(index)
            && let Some((name, span)) = name_of(boundary)
        {
            boundary.place = Place::Top;
            let message = format!("`{name}` has more than {} boundaries around it", MAX_DEPTH - 1);
            context.report(Diagnostic::new(&DEEP_BOUNDARY, span, message).help("declare it further out"));
            cut.push(name);
            depth = 0;
        }
        order.push(index);
        stack.extend(inside.get(index).into_iter().flatten().map(|held| (*held, depth + 1)));
    }
    (order, elements)
}

/// Puts a list into an order; gives for each old place the new one.
fn reorder<'a>(list: &mut Vec<Declaration<'a>>, order: &[usize]) -> Vec<u32> {
    let mut places = vec![0; list.len()];
    let mut sorted = Vec::with_capacity(list.len());
    for (new, old) in order.iter().enumerate() {
        if let (Some(place), Some(declaration)) = (places.get_mut(*old), list.get(*old)) {
            *place = new as u32;
            sorted.push(*declaration);
        }
    }
    *list = sorted;
    places
}

/// Gives boundaries and elements the ids of their places in an order.
fn renumber(context: &mut Context, collected: &mut Collected<'_>, (boundaries, elements): (&[usize], &[usize])) {
    let boundaries = reorder(&mut collected.boundaries, boundaries);
    let elements = reorder(&mut collected.elements, elements);
    let boundary = |id: BoundaryId| BoundaryId(boundaries.get(id.index()).copied().unwrap_or(id.0));
    for each in collected.boundaries.iter_mut().chain(&mut collected.elements) {
        if let Place::Boundary(id) = each.place {
            each.place = Place::Boundary(boundary(id));
        }
    }
    collected.defaults.iter_mut().for_each(|(id, _)| *id = boundary(*id));
    context.names.values_mut().for_each(|declared| match &mut declared.thing {
        Thing::Boundary(id) => *id = boundary(*id),
        // What other models export has ids behind these.
        Thing::Element(id) => *id = ElementId(elements.get(id.index()).copied().unwrap_or(id.0)),
        _ => {}
    });
}

/// Looks at every `in`, when all names and renames are known.
pub(super) fn check(context: &mut Context, collected: &Collected<'_>) {
    for Addition { name, stmt, .. } in &collected.additions {
        if let Some(diagnostic) = additions::head(stmt, name) {
            context.report(diagnostic);
        }
        let found = names::look_up(context, &name.text);
        let boundary = found.and_then(|found| match found.thing {
            Thing::Boundary(id) => collected.boundaries.get(id.index()),
            _ => None,
        });
        match (found, boundary) {
            (Some(_), Some(boundary)) if !additions::is_flat(boundary.stmt) => {}
            (Some(found), Some(_)) => context.report(flat(name.last(), name.span, found)),
            (found, None) => no_boundary(context, collected, name.text.clone(), name.span, found),
            (None, Some(_)) => {}
        }
        for attr in attrs_of(stmt) {
            let declared = found.filter(|_| boundary.is_some()).map(|found| found.span);
            context.report(additions::attribute(attr, name, declared));
        }
    }
}

fn flat(name: &str, span: Span, found: Declared) -> Diagnostic {
    Diagnostic::new(&WRONG_KIND, span, format!("boundary `{name}` holds nothing of its own"))
        .also(found.span, "declared here, with `members` or `cuts`")
        .help("put each thing into the boundary where it belongs; what lies across lists elements in its `members`")
}

/// Reports an `in` of something that is no boundary of this model.
fn no_boundary(context: &mut Context, collected: &Collected<'_>, name: SmolStr, span: Span, found: Option<Declared>) {
    let first = name.split('.').next().unwrap_or(&name);
    if found.is_none() && name == context.model_name {
        let diagnostic =
            Diagnostic::new(&WRONG_KIND, span, format!("`{name}` is the model, and `in` adds to a boundary"));
        return context.report(diagnostic.help("what lies in no boundary stands at the top level, without an `in`"));
    }
    if let Some(other) = collected.others.iter().find(|other| other.text == first) {
        let message = format!("`{name}` is of another model, and `in` adds to boundaries of this one");
        let diagnostic = Diagnostic::new(&WRONG_KIND, span, message).also(other.span, "brought in here");
        return context.report(diagnostic.help("declare a boundary of this model, or ask those whose model it is"));
    }
    let Some(found) = found else {
        let whole = name.strip_suffix(".*").and_then(|path| Some((path, names::look_up(context, path)?)));
        if let Some((path, Declared { kind: Kind::Boundary, .. })) = whole {
            let diagnostic = Diagnostic::new(&WRONG_KIND, span, "`in` takes the name of a boundary alone");
            return context.report(diagnostic.help(format!("write `in {path}`")).fix("leave `.*` out", span, path));
        }
        names::of_path(context, &name, span, BOUNDARIES);
        return;
    };
    let message = format!("`{name}` is {}, and `in` adds to a boundary", found.kind.noun());
    let diagnostic = Diagnostic::new(&WRONG_KIND, span, message).also(found.span, "declared here");
    let around = name.rsplit('.').next().and_then(|last| context.around.get(last));
    context.report(match around.filter(|around| context.names.contains_key(*around)) {
        Some(around) => diagnostic.help(format!("name the boundary that it stands in: `in {around} {{ … }}`")).fix(
            format!("write `{around}`"),
            span,
            around.as_str(),
        ),
        None => diagnostic.help("write the name of a boundary"),
    });
}
