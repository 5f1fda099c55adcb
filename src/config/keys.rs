//! The keys of `palisade.toml`, once: the reader, its suggestions and the book all use this table.

/// A key of the configuration.
#[derive(Debug)]
pub struct Key {
    /// The table it stands in, without brackets.
    pub section: &'static str,
    /// The key; `CODE` stands for any code of a diagnostic, `RULE` for a rule, a family or a pack.
    pub name: &'static str,
    /// What may stand behind it, in words.
    pub value: &'static str,
    /// What holds without it, as it would be written; empty if nothing.
    pub default: &'static str,
    /// What it does, in a sentence or two.
    pub doc: &'static str,
}

/// The tables with a sentence each.
pub static SECTIONS: &[(&str, &str)] = &[
    ("project", "What the project is."),
    ("gate", "What makes `palisade check` exit with status 1."),
    ("lints", "Which warnings are silenced or made to fail. Errors cannot be silenced."),
    ("rules", "Which rules are switched off. Each is listed under *What loosens the gate*."),
    ("risk", "How scores become severities."),
    ("output", "Where results go."),
];

/// Every key, by section.
pub static KEYS: &[Key] = &[
    Key {
        section: "project",
        name: "name",
        value: "a string",
        default: "",
        doc: "The name under which reports speak of the project.",
    },
    Key {
        section: "gate",
        name: "fail-on",
        value: "`none`, `low`, `medium`, `high` or `critical`",
        default: "\"high\"",
        doc: "The lowest severity of an open threat that fails the gate. `--fail-on` overrides it.",
    },
    Key {
        section: "gate",
        name: "fail-on-unknown",
        value: "`none`, `low`, `medium`, `high` or `critical`",
        default: "\"none\"",
        doc: "The lowest severity that an unanswered question could hide to fail the gate. `--fail-on-unknown` overrides it.",
    },
    Key {
        section: "gate",
        name: "require-evidence",
        value: "`none`, `low`, `medium`, `high` or `critical`",
        default: "\"none\"",
        doc: "From this severity upwards a threat whose mitigation is only claimed does not count as closed: no evidence of its controls was found. Nor do such controls lower a risk. `--require-evidence` overrides it.",
    },
    Key {
        section: "gate",
        name: "require-until",
        value: "`none`, `low`, `medium`, `high` or `critical`",
        default: "\"high\"",
        doc: "From this severity upwards a decision needs a last day, `until`. A `dismiss` never does, and a decision with a wildcard always.",
    },
    Key {
        section: "lints",
        name: "CODE",
        value: "`allow`, `warn` or `deny`",
        default: "\"warn\"",
        doc: "`allow` silences the warning, `deny` makes the exit status 1. `warnings` stands for all warnings; a code of its own is stronger. `-A`, `-W` and `-D` override it. What silences a warning is listed under *What loosens the gate*, whose codes may have levels too.",
    },
    Key {
        section: "rules",
        name: "RULE",
        value: "`{ off = true, reason = \"…\", by = \"@…\" }`",
        default: "",
        doc: "Switches a rule off, a family (`\"privacy.*\"`) or a pack (`\"std.privacy\"`); the name stands in quotes. It derives no threats and asks no questions. Both the reason and the name are required, and every output lists them.",
    },
    Key {
        section: "risk",
        name: "thresholds",
        value: "`{ medium = N, high = N, critical = N }`, ascending, from 2 to 25",
        default: "{ medium = 5, high = 10, critical = 16 }",
        doc: "The lowest score (likelihood times impact, 1 to 25) of each severity.",
    },
    Key {
        section: "risk",
        name: "dread",
        value: "`{ medium = N, high = N, critical = N }`, ascending, from 0.1 to 10 in tenths",
        default: "{ medium = 3.0, high = 6.0, critical = 8.0 }",
        doc: "The lowest mean of a DREAD rating of each severity, for written threats with `dread`.",
    },
    Key {
        section: "risk",
        name: "cvss",
        value: "`{ medium = N, high = N, critical = N }`, ascending, from 0.1 to 10 in tenths",
        default: "{ medium = 4.0, high = 7.0, critical = 9.0 }",
        doc: "The lowest CVSS 4.0 score of each severity, for written threats with `cvss`.",
    },
    Key {
        section: "output",
        name: "dir",
        value: "a path inside the project",
        default: "",
        doc: "The folder into which `palisade build` writes, relative to the file. `--out` overrides it.",
    },
];
