//! Which built-in rules ask for something: told by the trees of their conditions, so what stands in texts and examples
//! does not count.

use smol_str::SmolStr;

use crate::catalogue;
use crate::schema::{self, Kind, ValueType};
use crate::syntax::ast::{Expr, ExprKind, Head, Item, Stmt};

/// What a word is where a rule asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// A type, a protocol or a technique.
    Word,
    /// A predicate.
    Call,
    /// An attribute, of anything.
    Attribute,
}

/// The rules that ask for something, by the path of their files.
pub(super) fn rules(what: Asked, word: &str) -> Vec<SmolStr> {
    let rules = catalogue::rules_with(word).filter_map(|rule| match &rule.stmt.head {
        Head::Decl { name: Some(name), .. } if asks(&rule.stmt, what, word) => Some(name.text.clone()),
        _ => None,
    });
    rules.collect()
}

fn asks(rule: &Stmt, what: Asked, word: &str) -> bool {
    rule.body.iter().flat_map(|body| &body.items).any(|item| match item {
        Item::Attr(attr) => is_asked(&attr.name.text) && names(&attr.value, what, word),
        Item::Stmt(_) => false,
    })
}

/// Whether an attribute of a rule says what it asks for, rather than what it tells.
fn is_asked(attribute: &str) -> bool {
    let ty = schema::find(Kind::Rule, attribute).map(|id| schema::row(id).ty.item());
    matches!(ty, Some(ValueType::Condition | ValueType::Rating | ValueType::Scope | ValueType::Technique))
}

fn names(expr: &Expr, what: Asked, word: &str) -> bool {
    let inner = |expr: &Expr| names(expr, what, word);
    match &expr.kind {
        ExprKind::Path(path) => match what {
            Asked::Word => path == word,
            Asked::Attribute => path.split('.').skip(1).any(|part| part == word),
            Asked::Call => false,
        },
        ExprKind::Is(of, name) | ExprKind::Has(of, name) => what == Asked::Word && name.text == word || inner(of),
        ExprKind::Call(name, args) => {
            what == Asked::Call && name.text == word || args.iter().any(|arg| inner(&arg.value))
        }
        ExprKind::Not(part) => inner(part),
        ExprKind::And(parts) | ExprKind::Or(parts) | ExprKind::List(parts) => parts.iter().any(inner),
        // Beside what takes words of a scale stand such words, whatever else is called so.
        ExprKind::Compare(_, one, other) if what != Asked::Word => inner(one) || inner(other),
        ExprKind::Compare(_, one, other) => !takes_words(other) && inner(one) || !takes_words(one) && inner(other),
        _ => false,
    }
}

fn takes_words(expr: &Expr) -> bool {
    let ExprKind::Path(path) = &expr.kind else { return false };
    let Some((_, attribute)) = path.rsplit_once('.') else { return false };
    let takes = |ty: ValueType| matches!(ty.item(), ValueType::Word(_));
    schema::all().any(|(_, row)| row.name == attribute && takes(row.ty))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(what: Asked, word: &str) -> Vec<String> {
        rules(what, word).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn only_conditions_count() {
        let has = |what, word: &str, rule: &str| asked(what, word).iter().any(|found| found == rule);
        assert!(has(Asked::Word, "parameterised-queries", "injection.sql"));
        assert!(has(Asked::Word, "web-application-firewall", "injection.sql"), "what reduces it");
        assert!(has(Asked::Call, "tainted", "injection.sql"));
        assert!(has(Asked::Call, "rating", "injection.sql"));
        assert!(has(Asked::Word, "sql", "injection.sql"));
        assert!(!has(Asked::Word, "postgres", "injection.sql"), "only its examples have one");
        assert!(!has(Asked::Word, "tampering", "injection.sql"), "that is what it says, not what it asks");
        assert!(has(Asked::Attribute, "query-api", "injection.sql"));
        assert!(!has(Asked::Attribute, "encrypted", "injection.sql"));
        // A rule that only compares with the word `xml`, or supersedes one whose name has it, asks for no type.
        let words = ["xml", "from", "to", "this"];
        assert!(words.iter().all(|word| asked(Asked::Call, word).is_empty()));
    }
}
