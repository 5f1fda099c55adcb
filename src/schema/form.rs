//! Statements and blocks that declare nothing themselves: one row a word.

/// One row of [`FORMS`].
#[derive(Debug)]
pub struct Form {
    /// The word that it begins with.
    pub word: &'static str,
    /// Where it stands, in words.
    pub place: &'static str,
    /// How it is written, one way a line.
    pub form: &'static str,
    /// One sentence: what it does.
    pub doc: &'static str,
}

/// Every word that begins a statement or a block and is no kind.
pub static FORMS: &[Form] = &[
    row(
        "include",
        "at the top of the model's root file",
        "include \"FILE OR PATTERN\"",
        "Further files of this model; paths are relative to the file that says it.",
    ),
    row(
        "use",
        "at the top of the model's root file",
        "use std.NAME\nuse \"PATH\"\nuse \"PATH\" as NAME",
        "A built-in pack, a pack of one's own, or the model of somebody else, which is seen under that name.",
    ),
    row(
        "moved",
        "at the top of a file",
        "moved OLD to NEW",
        "A rename: decisions and comparisons of versions follow it from the old name to the new one.",
    ),
    row(
        "defaults",
        "in a boundary",
        "defaults flow { … }",
        "What holds for flows with both ends inside that say nothing else; the innermost boundary counts.",
    ),
    row(
        "in",
        "at the top of a file",
        "in BOUNDARY { … }",
        "Puts what stands in it into a boundary that is declared elsewhere in the model, in whatever file.",
    ),
    row("tree", "in a threat", "tree { … }", "How an attacker gets there, as steps that need or replace each other."),
    row("all", "in a tree", "all [\"Text\"] { … }", "Steps of a tree of which an attacker needs every one."),
    row("any", "in a tree", "any [\"Text\"] { … }", "Steps of a tree of which an attacker needs one."),
    row(
        "implies",
        "in a type or a protocol",
        "implies { … }",
        "Values that hold for whatever is of the type or talks the protocol, unless it says otherwise.",
    ),
    row("fires", "in a rule", "fires [\"Text\"] { … }", "An example: a small model with an open threat of the rule."),
    row(
        "answered",
        "in a rule",
        "answered [\"Text\"] { … }",
        "An example: a small model with a threat of the rule, and every such threat closed.",
    ),
    row(
        "silent",
        "in a rule",
        "silent [\"Text\"] { … }",
        "An example: a small model with neither a threat nor a question of the rule.",
    ),
    row(
        "asks",
        "in a rule",
        "asks [\"Text\"] { … }",
        "An example: a small model with a question of the rule, and no threat.",
    ),
];

const fn row(word: &'static str, place: &'static str, form: &'static str, doc: &'static str) -> Form {
    Form { word, place, form, doc }
}

#[cfg(test)]
mod tests {
    use super::FORMS;
    use crate::schema::KINDS;

    #[test]
    fn a_form_is_documented_and_no_kind() {
        for row in FORMS {
            assert!(row.doc.ends_with('.') && row.form.lines().all(|line| line.starts_with(row.word)), "{row:?}");
            assert!(KINDS.iter().all(|kind| kind.word != row.word), "{row:?}");
        }
    }
}
