//! `holds(x, d: e)`: short for `any(x.holds, d: e)`.

use crate::diag::Diagnostic;
use crate::rules::expr::{ARGUMENTS, Cond, Term, Ty, Typer};
use crate::rules::predicate::{Any, Args, Info, wrong};
use crate::schema::{Kind, KindSet, attr};
use crate::syntax::ast::Arg;
use crate::text::Span;

pub(super) static INFO: Info = Info {
    name: "holds",
    form: "holds(x, d: condition on d)",
    doc: "The store keeps data that satisfies the condition: short for `any(x.holds, d: …)`. False for what is no store.",
    unknown: "As `any`.",
    example: "policy backups-are-encrypted \"Secrets are kept encrypted\" { on = store, forbid = holds(this, d: d.class == secret) and not this.encrypted }",
};

pub(super) fn compile(typer: &mut Typer<'_>, args: &[Arg], span: Span) -> Option<Cond> {
    let args = Args::of(args);
    let ([subject], [(name, body)]) = (args.plain.as_slice(), args.labelled.as_slice()) else {
        return wrong(typer, span, &INFO);
    };
    let subject_term = typer.thing(subject, KindSet::of(&[Kind::Store]), "a store")?;
    let Some(attr) = attr::HOLDS.on(Kind::Store) else {
        typer.out.push(Diagnostic::new(&ARGUMENTS, span, "stores hold nothing in this vocabulary"));
        return None;
    };
    let (slot, body) = typer.bind(name, Ty::Thing(KindSet::of(&[Kind::Data])), body)?;
    let list = Term::Attr(Box::new(subject_term.clone()), Box::new([attr]));
    let any = Cond::Any(Box::new(Any { list, slot, name: name.text.clone(), body }));
    // What is no store has no such attribute: that is false, not unknown.
    match crate::model::Vocabulary::kind_type(Kind::Store) {
        Some(store) => Some(Cond::And(Box::new([Cond::Is(subject_term, store), any]))),
        None => Some(any),
    }
}
