//! The named predicates of conditions, one file each: what it takes, what it means, how it treats the unknown.
//!
//! To add one: a file with its `INFO`, its arguments as a struct, `compile`, `truth` and `why`; a variant in
//! `expr::Cond`; a line in [`ALL`] and in [`compile`].

mod all;
mod any;
mod connected;
mod count;
mod crosses;
mod exposed;
mod holds;
mod inside;
mod known;
mod path;
mod place;
mod rating;
mod reaches;
mod tainted;
mod together;

use crate::diag::{Diagnostic, did_you_mean};
use crate::rules::expr::{ARGUMENTS, Cond, LEVEL_WANTED, Rating, Typer, UNKNOWN_PREDICATE};
use crate::syntax::ast::{Arg, Expr, Name};
use crate::text::Span;

pub use all::All;
pub use any::Any;
pub use connected::Connected;
pub use crosses::Crosses;
pub use exposed::Exposed;
pub use inside::Inside;
pub use known::Known;
pub(crate) use path::{PathCache, Search};
pub use reaches::Reaches;
pub use tainted::Tainted;
pub use together::Together;

/// What the reference says of a predicate.
#[derive(Debug)]
pub struct Info {
    /// Its name.
    pub name: &'static str,
    /// How it is written.
    pub form: &'static str,
    /// What it means.
    pub doc: &'static str,
    /// When it is unknown.
    pub unknown: &'static str,
    /// A policy or a rule that uses it.
    pub example: &'static str,
}

/// Every predicate, in the order of the reference.
pub static ALL: &[&Info] = &[
    &known::INFO,
    &any::INFO,
    &all::INFO,
    &count::INFO,
    &crosses::INFO,
    &inside::INFO,
    &together::INFO,
    &connected::INFO,
    &reaches::INFO,
    &exposed::INFO,
    &tainted::INFO,
    &holds::INFO,
    &rating::RATING,
    &rating::ACCOUNT,
    &rating::MIN,
    &rating::MAX,
];

/// Types a call that is true, false or unknown.
pub(crate) fn compile(typer: &mut Typer<'_>, name: &Name, args: &[Arg], span: Span) -> Option<Cond> {
    match name.text.as_str() {
        "known" => known::compile(typer, args, span),
        "any" => any::compile(typer, args, span),
        "all" => all::compile(typer, args, span),
        "holds" => holds::compile(typer, args, span),
        "crosses" => crosses::compile(typer, args, span),
        "inside" => inside::compile(typer, args, span),
        "together" => together::compile(typer, args, span),
        "connected" => connected::compile(typer, args, span),
        "reaches" => reaches::compile(typer, args, span),
        "exposed" => exposed::compile(typer, args, span),
        "tainted" => tainted::compile(typer, args, span),
        "rating" | "account" | "min" | "max" => {
            let message = format!("`{}` gives a level, and stands only in `likelihood` and `impact`", name.text);
            typer.out.push(Diagnostic::new(&ARGUMENTS, span, message));
            None
        }
        other => {
            let names = ALL.iter().map(|info| info.name);
            let error = Diagnostic::new(&UNKNOWN_PREDICATE, name.span, format!("there is no predicate `{other}`"));
            typer.out.push(error.help_opt(did_you_mean(other, names)));
            None
        }
    }
}

/// Types a call that gives a level.
pub(crate) fn compile_rating(typer: &mut Typer<'_>, name: &Name, args: &[Arg], span: Span) -> Option<Rating> {
    match name.text.as_str() {
        "rating" => rating::compile_of(typer, args, span),
        "account" => rating::compile_account(typer, args, span),
        "min" => rating::compile_several(typer, args, span, &rating::MIN).map(Rating::Min),
        "max" => rating::compile_several(typer, args, span, &rating::MAX).map(Rating::Max),
        other => {
            let error = Diagnostic::new(&LEVEL_WANTED, name.span, format!("`{other}` gives no level"));
            typer.out.push(error.help("write a level, `rating(x)`, `account(flow)`, `min(…)` or `max(…)`"));
            None
        }
    }
}

/// The arguments of a call: those without a label, and those with one.
struct Args<'a> {
    plain: Vec<&'a Expr>,
    labelled: Vec<(&'a Name, &'a Expr)>,
}

impl<'a> Args<'a> {
    fn of(args: &'a [Arg]) -> Args<'a> {
        let mut split = Args { plain: Vec::new(), labelled: Vec::new() };
        for arg in args {
            match &arg.label {
                Some(label) => split.labelled.push((label, &arg.value)),
                None => split.plain.push(&arg.value),
            }
        }
        split
    }

    fn labelled(&self, name: &str) -> Option<&'a Expr> {
        self.labelled.iter().find(|(label, _)| label.text == name).map(|(_, value)| *value)
    }

    /// Whether there are so many plain arguments, and only such labels, each at most once.
    fn fits(&self, plain: std::ops::RangeInclusive<usize>, labels: &[&str]) -> bool {
        let known = |name: &str| labels.contains(&name);
        let once = |name: &str| self.labelled.iter().filter(|(label, _)| label.text == name).count() == 1;
        plain.contains(&self.plain.len())
            && self.labelled.iter().all(|(label, _)| known(&label.text) && once(&label.text))
    }
}

/// Reports a call that is not of the predicate's form.
fn wrong<T>(typer: &mut Typer<'_>, span: Span, info: &Info) -> Option<T> {
    let error = Diagnostic::new(&ARGUMENTS, span, format!("`{}` does not take these arguments", info.name));
    typer.out.push(error.help(format!("write `{}`", info.form)));
    None
}
