//! `check --what-if`: what would differ, were some facts stated. Prints after everything else, and decides nothing.

use crate::cli::human::many;
use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::diag::{quote_terminal, render};
use crate::driver::{Compilation, Options, World, what_if};
use crate::gate::{Difference, Standing, Turn, Turned};

/// So many questions of a kind are shown.
const QUESTIONS: usize = 10;

/// The difference in words.
///
/// # Errors
/// The exit status, with everything said, where the suppositions are not sound.
pub(super) fn print(
    world: &dyn World,
    base: &Compilation,
    texts: &[String],
    options: &Options,
    terminal: &mut Terminal,
) -> Result<String, Status> {
    let found = what_if(world, base, texts, options).map_err(|problem| {
        terminal.problem(&problem);
        Status::Error
    })?;
    if !found.faults.is_empty() {
        for fault in &found.faults {
            let shown = render(&found.compilation.sources, fault, terminal.style);
            terminal.shown(&shown);
        }
        return Err(Status::Error);
    }
    let mut out = String::from("\n");
    for text in texts {
        out.push_str(&format!("{}\n", terminal.style.bold(&quote_terminal(&format!("what if: {text}")))));
    }
    said(&found.difference(base), terminal, &mut out);
    let (was, is) = (base.verdict.sentence(), found.compilation.verdict.sentence());
    if was != is {
        let short = |sentence: &str| sentence.trim_start_matches("gate: ").to_owned();
        out.push_str(&format!("  gate now:  {}\n  gate then: {}\n", short(&was), short(&is)));
    }
    Ok(out)
}

fn said(difference: &Difference, terminal: &Terminal, out: &mut String) {
    if difference.is_empty() {
        return out.push_str("  nothing would differ\n");
    }
    for turned in &difference.threats {
        out.push_str(&format!("  {}\n", line(turned, terminal)));
    }
    for (word, questions) in [("settled", &difference.settled), ("new", &difference.asked)] {
        if questions.is_empty() {
            continue;
        }
        out.push_str(&format!("  {} {word}:\n", many(questions.len(), "question")));
        for text in questions.iter().take(QUESTIONS) {
            out.push_str(&format!("    {}\n", quote_terminal(text)));
        }
        if questions.len() > QUESTIONS {
            out.push_str(&format!("    {} more\n", questions.len() - QUESTIONS));
        }
    }
    let [was, is] = difference.open_risk;
    if was != is {
        out.push_str(&format!("  open risk {was} -> {is} (the sum of the scores of open threats)\n"));
    }
}

/// `closes   high: 'rule@target' Title (open -> mitigated)`
fn line(turned: &Turned, terminal: &Terminal) -> String {
    let word = match turned.turn {
        Turn::Closes => "closes",
        Turn::Goes => "goes",
        Turn::Comes => "comes",
        Turn::Opens => "opens",
        Turn::Changes => "changes",
    };
    let severity = |standing: &Standing| terminal.style.severity(standing.severity, standing.severity_word());
    let (shown, change) = match (&turned.before, &turned.after) {
        (Some(was), Some(is)) => {
            let shown = match was.severity == is.severity {
                true => severity(is),
                false => format!("{} -> {}", severity(was), severity(is)),
            };
            let mut change = Vec::new();
            if was.status != is.status {
                change.push(format!("{} -> {}", was.status.word(), is.status.word()));
            }
            if was.score != is.score {
                change.push(format!("score {} -> {}", was.score, is.score));
            }
            (shown, change.join(", "))
        }
        (Some(only), None) | (None, Some(only)) => (severity(only), only.status.word().to_owned()),
        (None, None) => (String::new(), String::new()),
    };
    let id = terminal.style.bold(&quote_terminal(&format!("'{}'", turned.id)));
    format!("{word:<7} {shown}: {id} {} ({change})", quote_terminal(&turned.title))
}
