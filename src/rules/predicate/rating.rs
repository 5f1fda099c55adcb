//! `rating(x)`, `min(…)`, `max(…)`: levels, for `likelihood` and `impact` alone. What a rating is, `risk` computes.

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

pub(super) fn compile_several(typer: &mut Typer<'_>, args: &[Arg], span: Span, info: &Info) -> Option<Box<[Rating]>> {
    let args = Args::of(args);
    if !args.fits(2..=16, &[]) {
        return wrong(typer, span, info);
    }
    let typed: Vec<Option<Rating>> = args.plain.iter().map(|part| typer.rating(part)).collect();
    typed.into_iter().collect::<Option<Vec<Rating>>>().map(Vec::into_boxed_slice)
}
