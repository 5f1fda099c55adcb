//! What can be wrong with a `palisade.toml`.

use crate::diag::{Code, CodeInfo, Severity};

/// The codes that reading the configuration reports.
pub const CODES: &[&CodeInfo] =
    &[&SYNTAX, &UNKNOWN_KEY, &WRONG_VALUE, &UNKNOWN_LINT, &FIXED_LINT, &WEAKER, &MISSING_KEY, &UNKNOWN_RULE];

pub(super) static SYNTAX: CodeInfo = CodeInfo {
    code: Code("config-syntax"),
    severity: Severity::Error,
    summary: "the configuration is not valid TOML",
    explanation: "`palisade.toml` is a [TOML](https://toml.io) file. What could be read around the fault still \
        counts, but an exit status computed from half a configuration would be worth nothing, so this is an error. \
        The most common causes are a string without quotes and a key that stands there twice.",
};

pub(super) static UNKNOWN_KEY: CodeInfo = CodeInfo {
    code: Code("config-unknown-key"),
    severity: Severity::Error,
    summary: "the configuration has a key that means nothing",
    explanation: "A misspelt key would silently leave the default in force: with `fail_on` for `fail-on` a gate could \
        stand open for years. So a key that is not known is an error. The help names the nearest key that exists, \
        or the table to which the key belongs.",
};

pub(super) static WRONG_VALUE: CodeInfo = CodeInfo {
    code: Code("config-wrong-value"),
    severity: Severity::Error,
    summary: "a value of the configuration is not one that its key can have",
    explanation: "The value has the wrong type, is none of the words that the key knows, or lies outside its range. \
        Thresholds must ascend (`1 < medium < high < critical <= 25`, those of DREAD and CVSS up to 10.0); the output folder must lie inside the project. \
        The default stays in force for the rest of the run.",
};

pub(super) static UNKNOWN_LINT: CodeInfo = CodeInfo {
    code: Code("config-unknown-lint"),
    severity: Severity::Error,
    summary: "a lint level is set for a code that no diagnostic has",
    explanation: "`[lints]` maps the code of a warning, as shown in brackets in its first line, to `allow`, `warn` or \
        `deny`. A code that no diagnostic has would change nothing. Correct it, or delete the line if the warning no \
        longer exists.",
};

pub(super) static FIXED_LINT: CodeInfo = CodeInfo {
    code: Code("config-fixed-lint"),
    severity: Severity::Error,
    summary: "a lint level is set for an error",
    explanation: "Only warnings can be silenced or raised. An error says that a part of the model has no meaning; \
        hiding it would hide that threats are missing. Repair what it points at, and delete the line.",
};

pub(super) static WEAKER: CodeInfo = CodeInfo {
    code: Code("config-weaker"),
    severity: Severity::Warning,
    summary: "a nested configuration is weaker than one around it",
    explanation: "A `palisade.toml` in a folder inside another one's adds to it: it may raise the gate, deny warnings \
        and lower thresholds of risk. What would weaken the outer one has no effect, so that nobody opens the gate of a \
        project from a folder further down. Change the outer one, or delete the line.",
};

pub(super) static MISSING_KEY: CodeInfo = CodeInfo {
    code: Code("config-missing-key"),
    severity: Severity::Error,
    summary: "an entry of the configuration does not say all that it must",
    explanation: "A rule is switched off with a reason and with the name of somebody who answers for it: \
        `\"privacy.*\" = { off = true, reason = \"no personal data here\", by = \"@ana\" }`. Until both are there the rule stays on.",
};

/// A rule that does not exist is switched off.
pub static UNKNOWN_RULE: CodeInfo = CodeInfo {
    code: Code("config-unknown-rule"),
    severity: Severity::Error,
    summary: "the configuration switches off a rule that does not exist",
    explanation: "Under `[rules]` stand the name of a rule, a family such as `privacy.*`, or a pack such as `std.privacy`. \
        A misspelt one would be forgotten, and the rule stay on; one that a later version renames would come back unseen. \
        Rules and policies of a model are known to that model alone.",
};
