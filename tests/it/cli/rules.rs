//! `palisade test`.

use crate::cli::{OPEN, Project};

/// A rule on programs that nobody reviewed, with some examples.
fn rule(name: &str, examples: &str) -> String {
    format!(
        r#"
rule {name} "Nobody read {{this}}" {{
  stride     = tampering
  on         = process
  when       = this.custom-code
  unless     = this has code-review
  likelihood = high
  impact     = high
  fix        = "Read {{this}}."
{examples}
}}
"#
    )
}

const SOUND: &str = "  fires { process p { custom-code = true, lacks = code-review } }
  answered { process p { custom-code = true, controls = code-review } }
  silent { process p { custom-code = false } }
  asks { process p }
";

fn project(rules: &[(&str, &str)]) -> Project {
    let rules: String = rules.iter().map(|(name, examples)| rule(name, examples)).collect();
    Project::new(&[("shop.tm", &format!("{OPEN}{rules}"))])
}

#[test]
fn rules_that_do_what_they_say_pass() {
    let policy = "policy shop.nothing-stored \"Nothing is stored\" { on = flow, forbid = to is store }\n";
    let ran = Project::new(&[("shop.tm", &format!("{OPEN}{}{policy}", rule("shop.unread", SOUND)))]).run(&["test"]);
    let ran = ran.exits(0);
    assert_eq!(
        ran.out,
        "running 2 rules of the model shop, 4 examples
test shop/shop.unread ... ok
test shop/shop.nothing-stored ... ignored, it has no examples

test result: ok. 1 passed; 0 failed; 1 ignored; 0 filtered out; 4 examples
"
    );
    assert_eq!(ran.err, "");
}

/// Each kind of example fails with its place, what it says, and what there was instead.
#[test]
fn failures_have_a_place_and_what_there_was_instead() {
    let examples = "  fires \"reviewed\" { process p { custom-code = false } }
  fires \"no process\" { actor a }
  answered { process p { custom-code = true, lacks = code-review } }
  silent { process p { custom-code = true, lacks = code-review } }
  asks { process p { custom-code = false } }
  silent \"typo\" { process p { custom-cod = false } }
";
    let ran = project(&[("shop.unread", examples), ("shop.other", SOUND)]).run(&["test"]).exits(1);
    for part in [
        "test shop/shop.unread ... FAILED\ntest shop/shop.other ... ok\n",
        "---- shop/shop.unread: `fires` \"reviewed\" (shop.tm:15:3)
  expected an open threat
  found neither threat nor question
    on `p`, `this.custom-code` is false
",
        "---- shop/shop.unread: `fires` \"no process\" (shop.tm:16:3)
  expected an open threat
  found neither threat nor question
    nothing in the example is of the kind or type that `on` names
",
        "---- shop/shop.unread: `answered` (shop.tm:17:3)
  expected a threat, and all of them mitigated
  found `shop.unread@p`, open
    `p` says `custom-code = true`
    `p` lacks `code-review`
",
        "---- shop/shop.unread: `silent` (shop.tm:18:3)
  expected no threat and no question
  found `shop.unread@p`, open
",
        "---- shop/shop.unread: `asks` (shop.tm:19:3)
  expected a question and no threat
  found neither threat nor question
",
        "---- shop/shop.unread: `silent` \"typo\" (shop.tm:20:3)
  the example has errors
",
        "error[unknown-attribute]: a process has no attribute `custom-cod`",
        "did you mean `custom-code`?",
        "failures:\n    shop/shop.unread\n\ntest result: FAILED. 1 passed; 1 failed; 0 ignored; 0 filtered out; 10 examples\n",
    ] {
        assert!(ran.out.contains(part), "{part}\nis not in\n{}", ran.out);
    }
    assert_eq!(ran.out.matches("failures:\n").count(), 2);
}

#[test]
fn a_rule_with_errors_fails_and_the_run_ends_with_2() {
    let ran = project(&[("shop.unread", SOUND)]).run(&["test"]).exits(0);
    assert!(!ran.out.contains("FAILED"));
    let broken = rule("shop.broken", SOUND).replace("this.custom-code", "this.custom-cod");
    let project = Project::new(&[("shop.tm", &format!("{OPEN}{broken}"))]);
    let ran = project.run(&["test"]).exits(2);
    ran.says("test shop/shop.broken ... FAILED")
        .says("---- shop/shop.broken (shop.tm:7:6)\n  the rule itself has errors")
        .complains("error[condition-unknown-attribute]");
}

#[test]
fn a_filter_chooses_and_one_that_chooses_nothing_is_an_error() {
    let project = project(&[("shop.unread", SOUND), ("till.open", SOUND), ("till.shut", SOUND)]);
    let ran = project.run(&["test", "--filter", "till."]).exits(0);
    let ran = ran.says("test shop/till.open ... ok\ntest shop/till.shut ... ok\n").says("; 1 filtered out; 8 examples");
    assert!(!ran.out.contains("shop.unread"), "{}", ran.out);
    project.run(&["test", "-f", "unread", "-f", "shut"]).exits(0).says("2 passed; 0 failed; 0 ignored; 1 filtered out");
    let ran = project.run(&["test", "-f", "unraed"]).exits(2);
    ran.complains("no rule has `unraed` in its name").complains("did you mean `unread`?");
    project.run(&["test", "-f", ""]).exits(0).says("3 passed");
}

#[test]
fn built_in_rules_are_tested_without_a_model() {
    let project = Project::new(&[]);
    let ran = project.run(&["test", "--builtin", "--filter", "injection.sql"]).exits(0);
    ran.says("test std.core/injection.sql ... ok\n").says("test result: ok. 1 passed; 0 failed; 0 ignored; ");
    project.run(&["test", "--builtin", "--filter", "std.web/"]).exits(0).says("test std.web/web.");
    project.run(&["test", "--builtin", "shop.tm"]).exits(2).complains("cannot be used with");
}

/// Text of a rule reaches the terminal quoted.
#[test]
fn names_cannot_act_on_the_terminal() {
    let examples = "  silent \"red \\u{202e} text\" { process p { custom-code = true } }\n";
    let ran = project(&[("shop.unread", examples)]).run(&["test"]).exits(1);
    assert!(!ran.out.contains('\u{202e}'), "{:?}", ran.out);
}
