//! What a `palisade.toml` says, and what is said of one that is wrong.

use super::*;
use crate::diag::{Code, CodeInfo, Severity, hostile, render_short, sort};
use crate::text::{Source, SourceId, Sources};
use proptest::prelude::*;

static UNUSED: CodeInfo =
    CodeInfo { code: Code("unused-element"), severity: Severity::Warning, summary: "", explanation: "" };
static UNKNOWN: CodeInfo =
    CodeInfo { code: Code("unknown-name"), severity: Severity::Error, summary: "", explanation: "" };

fn read(text: &str) -> (Config, String) {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("palisade.toml", text));
    let (config, mut diagnostics) = parse(id, text, &[&UNUSED, &UNKNOWN], None);
    sort(&mut diagnostics);
    let lines = diagnostics.iter().map(|each| {
        let help: String = each.help.iter().map(|help| format!(" => {help}")).collect();
        format!("{}{help}\n", render_short(&sources, each))
    });
    (config, lines.collect())
}

#[test]
fn everything_can_be_said() {
    let (config, said) = read(
        "[project]\nname = \"Shop\"\n[gate]\nfail-on = \"critical\"\nfail-on-unknown = \"high\"\nrequire-evidence = \"medium\"\n\
         [lints]\nunused-element = \"allow\"\nwarnings = \"deny\"\n\
         [risk]\nthresholds = { medium = 4, high = 0x09, critical = 20 }\n\
         dread = { medium = 2, high = 5.5 }\ncvss = { critical = 9.5 }\n[output]\ndir = \"out/models\"\n",
    );
    assert_eq!(said, "");
    assert_eq!(config.project.as_deref(), Some("Shop"));
    let gate = Gate {
        fail_on: Some(Level::Critical),
        fail_on_unknown: Some(Level::High),
        require_evidence: Some(Level::Medium),
        ..Gate::default()
    };
    assert_eq!(config.gate, gate);
    assert_eq!(config.risk.scores, Thresholds { medium: 4, high: 9, critical: 20 });
    assert_eq!(config.risk.dread, Thresholds { medium: 20, high: 55, critical: 80 });
    assert_eq!(config.risk.cvss, Thresholds { medium: 40, high: 70, critical: 95 });
    assert_eq!(config.output_dir.as_deref(), Some("out/models"));
    assert_eq!(read("[gate]\nfail-on = \"none\"\n").0.gate.fail_on, None);
    assert_eq!(read(""), (Config::default(), String::new()));
}

#[test]
fn every_mistake_in_one_run() {
    let (config, said) = read(
        "fail-on = 1\n[gates]\n[gate]\nfail_on = \"high\"\nfail-on = \"hihg\"\nfail-on-unknown = true\n\
         [lints]\nunused-elment = \"allow\"\nunknown-name = \"allow\"\nunused-element = \"ignore\"\n\
         [risk]\nthresholds = { medium = 12, hihg = 3, critical = 26 }\n[output]\ndir = \"../out\"\nname = \"x\"\n",
    );
    assert_eq!(
        said,
        "\
palisade.toml:1:1: error[config-unknown-key]: unknown key `fail-on` => `fail-on` belongs into the table `[gate]`
palisade.toml:2:2: error[config-unknown-key]: unknown table `[gates]` => did you mean `gate`?
palisade.toml:4:1: error[config-unknown-key]: unknown key `fail_on` in `[gate]` => did you mean `fail-on`?
palisade.toml:5:11: error[config-wrong-value]: `fail-on` cannot be `hihg` => did you mean `high`?
palisade.toml:6:19: error[config-wrong-value]: `fail-on-unknown` is a string, this is true or false => one of `none`, `low`, `medium`, `high`, `critical`
palisade.toml:8:1: error[config-unknown-lint]: no diagnostic has the code `unused-elment` => did you mean `unused-element`?
palisade.toml:9:1: error[config-fixed-lint]: `unknown-name` is an error, and errors cannot be silenced => repair what it points at, and delete this line
palisade.toml:10:18: error[config-wrong-value]: `unused-element` cannot be `ignore` => one of `allow`, `warn`, `deny`
palisade.toml:12:29: error[config-unknown-key]: unknown threshold `hihg` => did you mean `high`?
palisade.toml:12:50: error[config-wrong-value]: `critical` is 26, a threshold is from 2 to 25 => scores are likelihood times impact, both from 1 to 5
palisade.toml:14:7: error[config-wrong-value]: the output folder `../out` is outside the project => name a folder below this file, or use `--out` on the command line
palisade.toml:15:1: error[config-unknown-key]: unknown key `name` in `[output]` => `name` belongs into the table `[project]`
"
    );
    assert_eq!(config.gate, Gate::default());
    assert_eq!(config.risk, Risk::default());
}

#[test]
fn thresholds_of_other_ratings_have_one_digit() {
    let (config, said) = read(
        "[risk]\ndread = { medium = 3.25, high = 11, critical = -1 }\ncvss = { medium = 7.0 }\n\
         thresholds = { medium = 4.5 }\n",
    );
    for part in [
        "2:20: error[config-wrong-value]: `medium` is 3.25, a threshold is from 0.1 to 10.0 => the mean of a DREAD",
        "2:33: error[config-wrong-value]: `high` is 11, a threshold is from 0.1 to 10.0",
        "2:48: error[config-wrong-value]: `critical` is -1, a threshold is from 0.1 to 10.0",
        "3:8: error[config-wrong-value]: thresholds must ascend, these are 7.0, 7.0, 9.0 => what is left out stays as \
         it is: medium 4.0, high 7.0, critical 9.0",
        "4:25: error[config-wrong-value]: `medium` is a whole number, this is",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    assert_eq!(config.risk, Risk::default());
}

#[test]
fn a_nested_one_adds_and_weakens_nothing() {
    let known: [&'static CodeInfo; 2] = [&UNUSED, &UNKNOWN];
    let outer = "[gate]\nfail-on = \"medium\"\nrequire-evidence = \"critical\"\n[lints]\nwarnings = \"deny\"\n\
                 [risk]\nthresholds = { medium = 6, high = 12 }\n[output]\ndir = \"a\"\n";
    let both = |outer: &str, inner: &str| {
        let mut sources = Sources::default();
        let (first, second) = (sources.add(Source::new("o.toml", outer)), sources.add(Source::new("i.toml", inner)));
        let (outer, _) = parse(first, outer, &known, None);
        let (config, said) = parse(second, inner, &known, Some(&outer));
        let said: Vec<String> = said.iter().map(|each| render_short(&sources, each)).collect();
        (config, said.join("\n"))
    };
    assert_eq!(both(outer, "").0, both(outer, "").0);
    let (config, said) = both(outer, "[gate]\nfail-on = \"low\"\nfail-on-unknown = \"high\"\n[output]\ndir = \"b\"\n");
    assert_eq!(said, "");
    assert_eq!(config.gate.fail_on, Some(Level::Low));
    assert_eq!(config.gate.fail_on_unknown, Some(Level::High));
    assert_eq!(config.gate.require_evidence, Some(Level::Critical));
    assert_eq!(config.output_dir.as_deref(), Some("b"));
    assert_eq!(config.places.get("output.dir").map(|span| span.source), Some(SourceId(1)));
    assert_eq!(config.places.get("gate.fail-on").map(|span| span.source), Some(SourceId(1)));
    assert_eq!(config.risk.scores, Thresholds { medium: 6, high: 12, critical: 16 });
    for inner in [
        "[gate]\nfail-on = \"high\"\n",
        "[gate]\nfail-on = \"none\"\n",
        "[gate]\nrequire-evidence = \"none\"\n",
        "[lints]\nwarnings = \"warn\"\n",
        "[lints]\nunused-element = \"allow\"\n",
        "[risk]\nthresholds = { medium = 5, high = 13 }\n",
        "[risk]\ndread = { critical = 8.5 }\n",
    ] {
        let (config, said) = both(outer, inner);
        assert!(said.contains("warning[config-weaker]"), "{inner}{said}");
        assert_eq!(config, both(outer, "").0, "{inner}");
    }
    // What the outer one leaves at its default is not weakened either.
    let (config, said) = both("", "[gate]\nfail-on = \"critical\"\n[lints]\nunused-element = \"allow\"\n");
    assert_eq!(config, Config::default());
    assert!(said.contains("`fail-on = critical` is weaker than `fail-on = high`"), "{said}");
    assert!(said.contains("`unused-element = allow` is weaker than `unused-element = warn`"), "{said}");
    assert_eq!(both("", "[lints]\nunused-element = \"deny\"\n").1, "");
}

#[test]
fn thresholds_ascend() {
    let (config, said) = read("[risk]\nthresholds = { high = 16 }\n");
    assert!(said.contains("thresholds must ascend, these are 5, 16, 16"), "{said}");
    assert_eq!(config.risk, Risk::default());
}

#[test]
fn what_is_not_toml_is_an_error_and_the_rest_counts() {
    let (config, said) = read("[gate]\nfail-on = high\n[output]\ndir = \"out\"\ndir = \"b\"\n");
    assert!(said.contains("palisade.toml:2:11: error[config-syntax]"), "{said}");
    assert!(said.contains("palisade.toml:5:1: error[config-syntax]: duplicate key"), "{said}");
    assert_eq!(config.output_dir.as_deref(), Some("out"));
}

#[test]
fn scores_have_severities() {
    let levels = [1, 4, 5, 9, 10, 15, 16, 25].map(|score| Thresholds::SCORES.level(score).word());
    assert_eq!(levels, ["low", "low", "medium", "medium", "high", "high", "critical", "critical"]);
    let levels = [0, 39, 40, 69, 70, 89, 90, 100].map(|score| Thresholds::CVSS.level(score).word());
    assert_eq!(levels, ["low", "low", "medium", "medium", "high", "high", "critical", "critical"]);
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in hostile::text(), key in hostile::text()) {
        let _ = read(&text);
        let _ = read(&format!("[gate]\nfail-on = {text}\n[lints]\n{key} = \"allow\"\n"));
    }
}
