//! `holds(x, d: e)`: short for `any(x.holds, d: e)`.

use std::sync::Arc;

use crate::model::Vocabulary;
use crate::rules::eval::ids;
use crate::rules::expr::{Cond, Term, Ty, Typer};
use crate::rules::predicate::{Any, Args, Info, wrong};
use crate::schema::{Kind, KindSet};
use crate::syntax::ast::Arg;
use crate::text::Span;

/// What keeps data.
const KEEPERS: KindSet = KindSet::of(&[Kind::Store, Kind::Process, Kind::External]);

pub(super) static INFO: Info = Info {
    name: "holds",
    form: "holds(x, d: condition on d)",
    doc: "It keeps data that satisfies the condition: short for `any(x.holds, d: …)`. False for actors, which keep nothing.",
    unknown: "As `any`.",
    example: "policy backups-are-encrypted \"Secrets are kept encrypted\" { on = store, forbid = holds(this, d: d.class == secret) and not this.encrypted }",
};

pub(super) fn compile(typer: &mut Typer<'_>, args: &[Arg], span: Span) -> Option<Cond> {
    let args = Args::of(args);
    let ([subject], [(name, body)]) = (args.plain.as_slice(), args.labelled.as_slice()) else {
        return wrong(typer, span, &INFO);
    };
    let subject_term = typer.thing(subject, KEEPERS, "a store, a process or an external")?;
    let (slot, body) = typer.bind(name, Ty::Thing(KindSet::of(&[Kind::Data])), body)?;
    let list = Term::Attr(Arc::new(subject_term.clone()), Arc::new(ids::KEPT));
    let any = Cond::Any(Arc::new(Any { list, slot, name: name.text.clone(), body }));
    let bound = typer.bound.iter().find(|bound| subject_term == Term::Slot(bound.slot));
    if bound.is_some_and(|bound| matches!(bound.ty, Ty::Thing(kinds) if kinds.0 & !KEEPERS.0 == 0)) {
        return Some(any);
    }
    // What keeps nothing has no such attribute: that is false, not unknown.
    let keepers = KEEPERS.iter().filter_map(Vocabulary::kind_type).map(|kind| Cond::Is(subject_term.clone(), kind));
    Some(Cond::And(Arc::new([Cond::Or(keepers.collect()), any])))
}
