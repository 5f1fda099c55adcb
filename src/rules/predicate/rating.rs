//! `rating(x)`, `account(flow)`, `min(…)`, `max(…)`: levels, for `likelihood` and `impact` alone. What a rating is, `risk` computes.

use crate::rules::expr::{Rating, Typer};
use crate::rules::predicate::{Args, Info, wrong};
use crate::schema::{Kind, KindSet};
use crate::syntax::ast::Arg;
use crate::text::Span;

pub(super) static RATING: Info = Info {
    name: "rating",
    form: "rating(x)",
    doc: "The highest rating, in the property that the rule's categories break, of the data that is carried, returned \
          or held, and of the element itself. Only in `likelihood` and `impact`.",
    unknown: "Counts as `medium`, with a question.",
    example: r#"/// Programs that nobody updates stay weak.
///
/// What is weak and known to be weak is found by machines.
rule own.rated "Nobody updates {this}" {
  stride     = tampering
  on         = process
  when       = this.custom-code and tainted(this)
  likelihood = medium
  impact     = rating(this)
  fix        = "Update {this}."
  fires { actor a, process p { custom-code = true }, a -> p }
  silent { actor a, process p { custom-code = false }, a -> p }
}"#,
};

pub(super) static ACCOUNT: Info = Info {
    name: "account",
    form: "account(flow)",
    doc: "What one account is worth that is used along the flow. Where people call in their own names, it is one level \
          below the rating of what the flow carries and returns, credentials left aside: an account shows its own share, \
          not everybody's. Where the flow is `admin`, leads to a store or is of a program, it is `rating(flow)`. Only in \
          `likelihood` and `impact`.",
    unknown: "Counts as `medium`, with a question.",
    example: r#"/// Accounts are lost one by one.
///
/// Whoever has the password of somebody has what they have.
rule own.lost-account "Somebody else uses an account at {to}" {
  stride     = spoofing
  on         = flow
  when       = flow.auth == password
  likelihood = medium
  impact     = account(flow)
  fix        = "Let {to} ask for a second factor."
  fires { actor a, process p, a -> p { auth = password } }
  silent { actor a, process p, a -> p { auth = none } }
}"#,
};

pub(super) static MIN: Info = Info {
    name: "min",
    form: "min(level, level, …)",
    doc: "The lowest of several levels. Only in `likelihood` and `impact`.",
    unknown: "Never.",
    example: r#"/// Programs that nobody updates stay weak.
///
/// What is weak and known to be weak is found by machines.
rule own.at-most "Nobody updates {this}" {
  stride     = tampering
  on         = process
  when       = this.custom-code and tainted(this)
  likelihood = medium
  impact     = min(high, rating(this))
  fix        = "Update {this}."
  fires { actor a, process p { custom-code = true }, a -> p }
  silent { actor a, process p { custom-code = false }, a -> p }
}"#,
};

pub(super) static MAX: Info = Info {
    name: "max",
    form: "max(level, level, …)",
    doc: "The highest of several levels. Only in `likelihood` and `impact`.",
    unknown: "Never.",
    example: r#"/// Programs that nobody updates stay weak.
///
/// What is weak and known to be weak is found by machines.
rule own.at-least "Nobody updates {this}" {
  stride     = tampering
  on         = process
  when       = this.custom-code and tainted(this)
  likelihood = medium
  impact     = max(medium, rating(this))
  fix        = "Update {this}."
  fires { actor a, process p { custom-code = true }, a -> p }
  silent { actor a, process p { custom-code = false }, a -> p }
}"#,
};

const SUBJECT: KindSet = KindSet::ELEMENTS.and(KindSet::of(&[
    Kind::Flow,
    Kind::Data,
    Kind::Boundary,
    Kind::Model,
    Kind::Entry,
    Kind::Depends,
]));

pub(super) fn compile_of(typer: &mut Typer<'_>, args: &[Arg], span: Span) -> Option<Rating> {
    let args = Args::of(args);
    let ([subject], true) = (args.plain.as_slice(), args.fits(1..=1, &[])) else { return wrong(typer, span, &RATING) };
    typer.thing(subject, SUBJECT, "an element, a flow or a datum").map(Rating::Of)
}

pub(super) fn compile_account(typer: &mut Typer<'_>, args: &[Arg], span: Span) -> Option<Rating> {
    let args = Args::of(args);
    let ([flow], true) = (args.plain.as_slice(), args.fits(1..=1, &[])) else { return wrong(typer, span, &ACCOUNT) };
    typer.thing(flow, KindSet::of(&[Kind::Flow]), "a flow").map(Rating::Account)
}

pub(super) fn compile_several(typer: &mut Typer<'_>, args: &[Arg], span: Span, info: &Info) -> Option<Box<[Rating]>> {
    let args = Args::of(args);
    if !args.fits(2..=16, &[]) {
        return wrong(typer, span, info);
    }
    let typed: Vec<Option<Rating>> = args.plain.iter().map(|part| typer.rating(part)).collect();
    typed.into_iter().collect::<Option<Vec<Rating>>>().map(Vec::into_boxed_slice)
}
