//! What can be wrong with a document.

use crate::diag::{Code, CodeInfo, Severity};

/// Every code of this importer.
pub const CODES: &[&CodeInfo] = &[&DOCUMENT, &VERSION, &NAME, &TWICE, &PLACE, &POSITION, &RULE, &VALUE, &LEFT_OUT];

pub(super) static DOCUMENT: CodeInfo = CodeInfo {
    code: Code("import-document"),
    severity: Severity::Error,
    summary: "the text is no model document",
    explanation: "`palisade import json` reads what `palisade render json` or `check --format json` writes. The place \
        is where reading failed: the text is no JSON there, or a field has another shape than the schema says \
        (`palisade schema`).",
};

pub(super) static VERSION: CodeInfo = CodeInfo {
    code: Code("import-version"),
    severity: Severity::Error,
    summary: "the document has a version that is not known",
    explanation: "The number before the dot changes when an old program would misread a new document. Write the \
        document again with this version of the program, or read it with the program that wrote it.",
};

pub(super) static NAME: CodeInfo = CodeInfo {
    code: Code("import-name"),
    severity: Severity::Error,
    summary: "a name in the document is none in the language",
    explanation: "Names begin with a letter and go on with letters, digits, `_` and `-`; parts are joined by dots. \
        `*` and `a.*` stand for many things and are the names of none. A document that a program of your own wrote \
        must keep to that, since the names become text of the language.",
};

pub(super) static TWICE: CodeInfo = CodeInfo {
    code: Code("import-twice"),
    severity: Severity::Error,
    summary: "two things in the document have one name",
    explanation: "Names are unique in a model; so are those of rules, of types, of protocols and of techniques. Give one \
        of the two another name in the document.",
};

pub(super) static PLACE: CodeInfo = CodeInfo {
    code: Code("import-place"),
    severity: Severity::Error,
    summary: "something in the document stands in no boundary that can be written",
    explanation: "An element or a boundary names the boundary around it. That one must be in the document, must not \
        stand in itself, and boundaries nest at most 64 deep. What stands elsewhere would be lost.",
};

pub(super) static POSITION: CodeInfo = CodeInfo {
    code: Code("import-position"),
    severity: Severity::Error,
    summary: "something in the document has a position that is not there",
    explanation: "A document says things once and refers to them by their position in a list: `rule` in `rules`, `implied` in \
        `implied`, the first number of a place in `sources`. Positions count from 0. Where the list is shorter, something was \
        cut from the document, or joined to it from another one.",
};

pub(super) static RULE: CodeInfo = CodeInfo {
    code: Code("import-rule"),
    severity: Severity::Error,
    summary: "the text of a rule in the document is something else",
    explanation: "A rule or policy goes back as it was written: `text` holds the declaration with that id, and nothing \
        beside it. Anything else, such as an `include`, is not taken over.",
};

pub(super) static VALUE: CodeInfo = CodeInfo {
    code: Code("import-value"),
    severity: Severity::Error,
    summary: "a value in the document does not fit its attribute",
    explanation: "How a value is written follows from its attribute: words and names, texts, dates and durations are \
        all strings in the document. This one cannot be written as what the attribute takes.",
};

pub(super) static LEFT_OUT: CodeInfo = CodeInfo {
    code: Code("import-left-out"),
    severity: Severity::Warning,
    summary: "something in the document could not be written back",
    explanation: "What belongs to another model is not in the document: add the `use` line yourself.",
};
