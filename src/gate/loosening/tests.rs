//! What the call and the file system loosen; what a model loosens is shown by specs.

use super::*;
use crate::config::LintLevel;
use crate::diag::{Code, Severity};
use crate::model::{Cover, Model, Vocabulary};
use crate::threat::Threats;

static UNUSED: CodeInfo =
    CodeInfo { code: Code("unused-element"), severity: Severity::Warning, summary: "", explanation: "" };
static NOTED: CodeInfo = CodeInfo { code: Code("some-note"), severity: Severity::Note, summary: "", explanation: "" };
static KNOWN: [&CodeInfo; 2] = [&UNUSED, &NOTED];

/// `code: summary` of each kind.
fn listed(config: &Config, asked: &Asked, passed_over: &[PassedOver]) -> Vec<String> {
    let model = Model::empty("m", Vocabulary::of_kinds().into());
    let (threats, cover, verdict) = (Threats::default(), Cover::default(), Verdict::default());
    let around = Around {
        found: Findings { model: &model, rules: &[], cover: &cover, threats: &threats },
        verdict: &verdict,
        config,
        rules_off: config.rules_off.len(),
        asked,
        passed_over,
        codes: &KNOWN,
    };
    let kinds = loosening(&around).kinds;
    for kind in &kinds {
        assert_eq!((kind.count, kind.diagnostics().len()), (kind.matters.len(), kind.matters.len()));
    }
    kinds.iter().map(|kind| format!("{}: {}", kind.info.code.0, kind.summary)).collect()
}

fn lints(levels: &[(&str, LintLevel)]) -> Lints {
    let mut lints = Lints::default();
    levels.iter().for_each(|(code, level)| lints.set(code, *level, &KNOWN).unwrap());
    lints
}

#[test]
fn files_that_were_not_read_are_counted_by_reason() {
    let over = |path: &str, why| PassedOver { path: path.to_owned(), why };
    let all = [
        over("a.tm", Why::GitIgnored),
        over(".x/c.tm", Why::DotFolder),
        over("d.tm", Why::GitIgnored),
        over("e.tm", Why::Link),
    ];
    let listed = |files: &[PassedOver]| listed(&Config::default(), &Asked::default(), files);
    assert_eq!(listed(&[]), [""; 0]);
    assert_eq!(listed(&all[..1]), ["file-passed-over: 1 `.tm` file was passed over: 1 ignored by git"]);
    let words = "2 ignored by git, 1 hidden by a dot, 1 a link that leads nowhere a model may read";
    assert_eq!(listed(&all), [format!("file-passed-over: 4 `.tm` files were passed over: {words}")]);
    let bounded =
        [over("a.tm", Why::Orphan), over("b.TM", Why::Spelled), over("x", Why::More), over("y", Why::Unsearched)];
    assert_eq!(
        listed(&bounded),
        [
            "file-passed-over: more than 2 `.tm` files were passed over: 1 not spelled `.tm` at its end, 1 included by no \
             model of this run",
            "folder-passed-over: 2 folders were not looked through to the end: `x`, `y`"
        ]
    );
}

#[test]
fn the_call_loosens() {
    let gate = |asked: &Asked, fail_on: Option<Level>| {
        let mut config = Config::default();
        config.gate.fail_on = fail_on;
        config.gate.require_evidence = Some(Level::High);
        listed(&config, asked, &[])
    };
    let (low, high, critical) = (Some(Level::Low), Some(Level::High), Some(Level::Critical));
    let asked = |fail_on| Asked { fail_on: Some(fail_on), ..Asked::default() };
    for (configured, called, says) in [
        (high, high, None),
        (high, low, None),
        (high, critical, Some("`--fail-on critical` instead of `high`")),
        (low, high, Some("`--fail-on high` instead of `low`")),
        (None, high, None),
        (None, critical, Some("`--fail-on critical` instead of `high`")),
        (critical, None, Some("`--fail-on none` instead of `high`")),
    ] {
        let says: Vec<String> =
            says.iter().map(|said| format!("loosened-gate: the gate asks for less: {said}")).collect();
        assert_eq!(gate(&asked(called), configured), says);
    }
    assert_eq!(
        gate(&Asked::default(), None),
        ["loosened-gate: the gate asks for less: `fail-on = \"none\"` instead of `high`"]
    );
    let all = Asked { require_evidence: Some(None), exit_zero: true, ..asked(critical) };
    assert_eq!(
        gate(&all, high),
        ["loosened-gate: the gate asks for less: `--fail-on critical` instead of `high`, `--require-evidence none` \
             instead of `high`, `--exit-zero` hides a failed gate from the exit status"]
    );
}

#[test]
fn levels_that_silence_are_listed_where_they_are_in_force() {
    use LintLevel::{Allow, Deny, Warn};
    let listed = |configured: &[(&str, LintLevel)], called: &[(&str, LintLevel)]| {
        let config = Config { lints: lints(configured), ..Config::default() };
        listed(&config, &Asked { lints: lints(called), ..Asked::default() }, &[])
    };
    let one = |text: &str| vec![format!("loosened-lint: 1 level silences a warning: {text}")];
    assert_eq!(listed(&[("unused-element", Allow)], &[]), one("`unused-element = \"allow\"`"));
    assert_eq!(listed(&[("warnings", Allow)], &[]), one("`warnings = \"allow\"`"));
    assert_eq!(listed(&[("some-note", Allow)], &[("warnings", Deny)]), one("`some-note = \"allow\"`"));
    assert_eq!(listed(&[], &[("some-note", Allow)]), one("`-A some-note`"));
    assert_eq!(
        listed(&[("warnings", Deny)], &[("unused-element", Warn)]),
        one("`-W unused-element`, which the configuration denies")
    );
    assert_eq!(
        listed(&[("some-note", Allow)], &[("warnings", Allow)]),
        ["loosened-lint: 2 levels silence warnings: `some-note = \"allow\"`, `-A warnings`"]
    );
    for (configured, called) in [
        (&[("unused-element", Deny), ("some-note", Warn)][..], &[][..]),
        (&[("unused-element", Allow)], &[("unused-element", Warn)]),
        (&[("unused-element", Allow)], &[("warnings", Deny)]),
        (&[("warnings", Warn)], &[("unused-element", Warn), ("some-note", Deny)]),
    ] {
        assert_eq!(listed(configured, called), [""; 0], "{configured:?} {called:?}");
    }
}
