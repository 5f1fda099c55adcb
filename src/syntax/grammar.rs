//! The only place that calls pest: one call a piece of text, and its errors as plain data.

use std::num::NonZeroUsize;
use std::sync::Once;

use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};
use pest::iterators::{Pair, Pairs};

/// The generated parser.
#[derive(pest_derive::Parser)]
#[grammar = "grammar/tm.pest"]
pub struct Grammar;

/// A parsed piece of the text.
pub type Node<'i> = Pair<'i, Rule>;

/// A node's parts.
pub type Nodes<'i> = Pairs<'i, Rule>;

/// How many steps the parser may take in one piece. A file of 16 MB in one piece takes less than half of it; what comes
/// near was made to.
pub const MAX_STEPS: usize = 400_000_000;

/// Why the parser gave up.
#[derive(Debug, PartialEq, Eq)]
pub enum Failure {
    /// It took [`MAX_STEPS`].
    Steps,
    /// Little of the thread's stack is left.
    Stack,
    /// The text has not the shape: how far it got and what could have stood there.
    Shape {
        /// Byte offset.
        at: usize,
        /// The rules that were tried there.
        expected: Vec<Rule>,
    },
}

/// Parses a whole text by a rule.
///
/// # Errors
/// When the text has not the rule's shape, or a limit was reached; `Rule::file` always has.
pub fn parse_rule(rule: Rule, text: &str) -> Result<Nodes<'_>, Failure> {
    // The limit is a number of the process, and of every user of pest in it. It is set once, to a number that
    // honest input does not come near, so it does no harm elsewhere and need not be taken back.
    static LIMIT: Once = Once::new();
    LIMIT.call_once(|| pest::set_call_limit(NonZeroUsize::new(MAX_STEPS)));
    Grammar::parse(rule, text).map_err(|error| match error.variant {
        ErrorVariant::ParsingError { positives, .. } => {
            let at = match error.location {
                InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
            };
            Failure::Shape { at, expected: positives }
        }
        ErrorVariant::CustomError { message } if message.starts_with("call") => Failure::Steps,
        ErrorVariant::CustomError { .. } => Failure::Stack,
    })
}
