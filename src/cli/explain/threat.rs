//! One threat, explained for people.

use crate::cli::explain::layout::{heading, paragraphs, source};
use crate::cli::terminal::Terminal;
use crate::diag::quote_terminal;
use crate::driver::Compilation;
use crate::text::Span;
use crate::threat::{Threat, ThreatRule};
use crate::view::explanation::{Condition, Explanation, Fact, Sum};

/// Everything about one threat.
pub(super) fn print(compilation: &Compilation, found: &Threat, said: &Explanation, terminal: &mut Terminal) {
    let severity = terminal.style.severity(found.residual.severity, said.severity);
    terminal.line(&format!("{severity}, {}: '{}'", said.status, quote_terminal(&said.id)));
    let title = terminal.style.bold(&quote_terminal(&said.title));
    terminal.line(&title);
    if !said.description.is_empty() {
        heading(terminal, "What happens");
        paragraphs(&said.description, terminal);
    }
    heading(terminal, "Why it is there, and why it stands so");
    for reason in &said.reasons {
        fact("  ", reason, compilation, terminal);
    }
    if !said.conditions.is_empty() {
        heading(terminal, "The rule's conditions, clause by clause");
        said.conditions.iter().for_each(|condition| clause(condition, 1, compilation, terminal));
    }
    heading(terminal, "Risk");
    match is_policy(compilation, found) {
        true => terminal.line(&format!("  {}: the policy says how severe it is", said.severity)),
        false => risk(&said.risk, compilation, terminal),
    }
    if !found.status.is_closed() {
        heading(terminal, "What would close it");
        closing(said, compilation, terminal);
    }
    for (title, text) in [("What to do", &said.fix), ("When it does not apply", &said.false_positives)] {
        if !text.is_empty() {
            heading(terminal, title);
            paragraphs(text, terminal);
        }
    }
    if !said.references.is_empty() {
        heading(terminal, "References");
        paragraphs(&said.references.join(", "), terminal);
    }
    if !said.rule.is_empty() {
        heading(terminal, "The rule");
        source(&said.rule, terminal);
        let rule = said.id.split('@').next().unwrap_or_default();
        if said.has_examples {
            let hint =
                terminal.style.faint(&quote_terminal(&format!("palisade explain {rule} shows its examples too")));
            terminal.line(&hint);
        }
    }
}

fn is_policy(compilation: &Compilation, found: &Threat) -> bool {
    let ThreatRule::Rule(index) = found.rule else { return false };
    compilation.rules.get(index as usize).is_some_and(|rule| rule.policy)
}

/// `  true     to is sql`, with what it read below.
fn clause(condition: &Condition, depth: usize, compilation: &Compilation, terminal: &mut Terminal) {
    let indent = "  ".repeat(depth);
    terminal.line(&format!("{indent}{:<8} {}", condition.value, quote_terminal(&condition.text)));
    let below = format!("{indent}         ");
    condition.facts.iter().for_each(|each| fact(&below, each, compilation, terminal));
    condition.parts.iter().for_each(|part| clause(part, depth + 1, compilation, terminal));
}

fn risk(sum: &Sum, compilation: &Compilation, terminal: &mut Terminal) {
    let [likelihood, impact, _] = sum.inherent;
    if let Some(rating) = sum.rating {
        let what = if rating.system == "dread" {
            "DREAD, the mean of five parts:"
        } else {
            "CVSS 4.0, the score of its vector:"
        };
        return terminal.line(&format!("  {what} {:.1} of 10, {}", rating.value, sum.residual_severity));
    }
    if let (Some(rule), Some(exposure)) = (sum.rule, sum.exposure) {
        let who = match exposure {
            1.. => "reached directly from what is untrusted",
            0 => "reached from outside, in several steps or by partners",
            -1 => "only what is internal reaches it",
            _ => "only what is restricted reaches it, or nobody",
        };
        let kept = if (i16::from(rule) + i16::from(exposure)).clamp(1, 5) == i16::from(rule) + i16::from(exposure) {
            ""
        } else {
            ", kept within 1 to 5"
        };
        terminal.line(&format!("  likelihood {likelihood}: the rule says {rule}, {exposure:+}: {who}{kept}"));
        sum.reached.iter().for_each(|each| fact("    ", each, compilation, terminal));
        terminal.line(&format!("  impact     {impact}"));
        sum.rated.iter().for_each(|each| fact("    ", each, compilation, terminal));
        if !sum.reduced.is_empty() {
            terminal.line("  controls that take steps off the likelihood, not below 1");
            sum.reduced.iter().for_each(|each| fact("    ", each, compilation, terminal));
        }
    }
    if sum.rule.is_none() {
        terminal.line(&format!("  likelihood {likelihood}"));
        sum.reached.iter().for_each(|each| fact("    ", each, compilation, terminal));
        terminal.line(&format!("  impact     {impact}"));
        sum.rated.iter().for_each(|each| fact("    ", each, compilation, terminal));
    }
    let line = |word: &str, [likelihood, impact, score]: [u8; 3], severity: &str| {
        format!("  {word:<10} {likelihood} x {impact} = {score}, {severity}")
    };
    terminal.line(&line("inherent", sum.inherent, sum.inherent_severity));
    terminal.line(&line("residual", sum.residual, sum.residual_severity));
}

fn closing(said: &Explanation, compilation: &Compilation, terminal: &mut Terminal) {
    for (index, way) in said.closing.iter().enumerate() {
        if index > 0 {
            terminal.line("  or");
        }
        for step in way {
            fact("  ", &step.place, compilation, terminal);
            terminal.line(&format!("      {}", quote_terminal(&step.text)));
        }
    }
    let decided = !said.decision.is_empty();
    for (index, broken) in said.broken_evidence.iter().enumerate() {
        let mend = if index == 0 { "mend" } else { "and" };
        fact("  ", &Fact { text: format!("{mend} {}", broken.text), ..broken.clone() }, compilation, terminal);
    }
    match (said.closing.is_empty() && said.broken_evidence.is_empty(), decided) {
        _ if said.closing_cut => {
            terminal.line("  facts and controls were not all tried: the rules of this model take too many steps");
        }
        (true, true) => terminal.line("  no fact or control of the model can; change the design, or decide:"),
        (true, false) => terminal.line("  no fact or control of the model can; do what was decided"),
        (false, true) => terminal.line("  or a decision:"),
        (false, false) => {}
    }
    for decision in &said.decision {
        if decision.place.span.is_somewhere() {
            fact("  ", &decision.place, compilation, terminal);
        }
        terminal.line(&format!("      {}", quote_terminal(&decision.text)));
    }
}

/// `  text (file:line)`
fn fact(indent: &str, fact: &Fact, compilation: &Compilation, terminal: &mut Terminal) {
    let place = place(fact.span, compilation).map(|place| format!(" ({place})")).unwrap_or_default();
    let place = terminal.style.faint(&quote_terminal(&place));
    terminal.line(format!("{indent}{}{place}", quote_terminal(&fact.text)).trim_end());
}

fn place(span: Span, compilation: &Compilation) -> Option<String> {
    let at = compilation.sources.line_col(span)?;
    Some(format!("{}:{}", compilation.sources.path(span.source), at.line))
}
