//! `palisade explain ID`: what a threat, rule, diagnostic, technique, type, protocol or attribute is.

use std::path::PathBuf;

use crate::cli::build::complaints;
use crate::cli::lints::Day;
use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::diag::{article, nearest, quote_terminal, quote_terminal_lines};
use crate::driver::{Compilation, Options, codes, run as run_models};
use crate::schema::{self, SEVERITY};
use crate::text::Span;
use crate::threat::{self, Likely, Threat, ThreatRule, catalog};
use crate::view::closing::step;

/// So many ways to close a threat are shown.
const WAYS: usize = 3;
/// Text is broken at this column.
const WIDTH: usize = 100;

/// What `explain` can be told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  palisade explain 'injection.sql@save'   a threat of the model here: why it is there, what would close it
  palisade explain injection.sql          a rule
  palisade explain unknown-name           a diagnostic
  palisade explain rate-limit             a technique, type, protocol or attribute

Quote the id of a threat on a flow without a name: '>' redirects in a shell.")]
pub(super) struct Args {
    /// The id of a threat (`rule@target`), rule, diagnostic, technique, type, protocol or attribute
    #[arg(value_name = "ID")]
    id: String,
    /// Files or folders with the model that has the threat; a folder is searched for models
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    day: Day,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal) -> Status {
    if !args.id.contains('@') && known(&args.id, terminal) {
        return Status::Passed;
    }
    let paths = crate::cli::lints::paths(&args.paths);
    let found = run_models(&args.day.world(), &paths, &Options::default());
    for compilation in &found.compilations {
        if args.id.contains('@') {
            if let Some(found) = threat_of(compilation, &args.id) {
                explain(compilation, found, terminal);
                return Status::Passed;
            }
        } else if let Some(rule) = compilation.rules.iter().find(|rule| rule.id == args.id) {
            let text = compilation.sources.get(rule.span.source).map_or("", |source| &*source.text);
            let whole = compilation.declared.iter().find(|decl| decl.id == rule.id).map(|decl| decl.span);
            let range = whole.map(|span| span.start as usize..span.end as usize);
            terminal.text(&format!("{}\n", range.and_then(|range| text.get(range)).unwrap_or_default()));
            return Status::Passed;
        }
    }
    if found.compilations.is_empty() && args.id.contains('@') {
        return complaints(&found, terminal);
    }
    unknown(args, &found.compilations, terminal);
    Status::Error
}

fn threat_of<'c>(compilation: &'c Compilation, id: &str) -> Option<&'c Threat> {
    let (model, rules) = (&compilation.model, &compilation.rules);
    compilation.threats.threats.iter().find(|each| threat::id(model, rules, each) == id)
}

/// Whatever needs no model: `false` where there is nothing of that name.
fn known(id: &str, terminal: &mut Terminal) -> bool {
    if let Some(info) = codes().into_iter().find(|info| info.code.0 == id) {
        heading(
            terminal,
            &format!("{} {} `{id}`: {}", article(info.severity.word()), info.severity.word(), info.summary),
        );
        terminal.text(&format!("{}\n", info.explanation.trim()));
        return true;
    }
    let mut any = false;
    for keyword in ["rule", "technique", "type", "protocol"] {
        if let Some(text) = catalog::declaration(keyword, id) {
            heading(terminal, &format!("the {keyword} `{id}`"));
            terminal.text(&format!("{text}\n"));
            any = true;
        }
    }
    if any {
        return true;
    }
    let rows: Vec<_> = schema::all().filter(|(_, row)| row.name == id).collect();
    for (_, row) in &rows {
        let kinds: Vec<&str> = row.on.iter().map(|kind| kind.word()).collect();
        heading(terminal, &format!("the attribute `{id}` of {}", kinds.join(", ")));
        terminal.line(&format!("{} It takes {}.", quote_terminal(row.doc), quote_terminal(&row.ty.describe())));
    }
    !rows.is_empty()
}

fn unknown(args: &Args, compilations: &[Compilation], terminal: &mut Terminal) {
    let mut names: Vec<String> = Vec::new();
    for compilation in compilations {
        let (model, rules) = (&compilation.model, &compilation.rules);
        names.extend(compilation.threats.threats.iter().map(|each| threat::id(model, rules, each).to_string()));
    }
    let vocabulary = catalog::vocabulary();
    names.extend(catalog::rule_names().iter().map(|(id, _)| id.to_string()));
    names.extend(vocabulary.types.iter().map(|each| each.name.to_string()));
    names.extend(vocabulary.techniques.iter().map(|each| each.name.to_string()));
    names.extend(vocabulary.protocols.iter().map(|each| each.name.to_string()));
    names.extend(codes().into_iter().map(|info| info.code.0.to_owned()));
    names.extend(schema::all().map(|(_, row)| row.name.to_owned()));
    let help = match nearest(&args.id, names.iter().map(String::as_str)) {
        Some(near) => format!("did you mean '{near}'?"),
        None => "`palisade check` lists the threats, and the book every rule, type and diagnostic".to_owned(),
    };
    let what = if args.id.contains('@') { "no model here has the threat" } else { "nothing is called" };
    terminal.complain_with_help(&format!("{what} `{}`", args.id), &help);
}

/// Everything about one threat.
fn explain(compilation: &Compilation, found: &Threat, terminal: &mut Terminal) {
    let (model, rules) = (&compilation.model, &compilation.rules[..]);
    let input = compilation.view();
    let id = threat::id(model, rules, found);
    let severity = terminal.severity(found.residual.severity, found.residual.severity_word());
    terminal.line(&format!("{severity}, {}: '{}'", found.status.word(), quote_terminal(&id)));
    let title = terminal.bold(&quote_terminal(&threat::title(model, rules, found)));
    terminal.line(&title);

    let description = threat::description(model, rules, found);
    if !description.is_empty() {
        heading(terminal, "What happens");
        paragraphs(description, terminal);
    }

    heading(terminal, "Why it is there, and why it stands so");
    for reason in input.explainer.why(found) {
        fact(&reason.text, reason.span, compilation, terminal);
    }

    heading(terminal, "Risk");
    risk(found, &input.explainer, terminal);

    if !found.status.is_closed() {
        heading(terminal, "What would close it");
        closing(compilation, found, terminal);
    }

    let fix = threat::fix(model, rules, found);
    if !fix.is_empty() {
        heading(terminal, "What to do");
        paragraphs(&fix, terminal);
    }
    if let ThreatRule::Rule(index) = found.rule
        && let Some(rule) = rules.get(index as usize)
    {
        if !rule.false_positives.is_empty() {
            heading(terminal, "When it does not apply");
            paragraphs(&threat::fill(model, &rule.false_positives, found), terminal);
        }
        let refs = threat::refs(model, rules, found);
        if !refs.is_empty() {
            heading(terminal, "References");
            paragraphs(&refs.join(", "), terminal);
        }
        heading(terminal, "The rule");
        match catalog::declaration("rule", &rule.id) {
            Some(text) if !rule.span.is_somewhere() => {
                let end = text.find("\n\n  fires").map_or(text.len(), |at| at);
                terminal.text(&format!("{}\n", text.get(..end).unwrap_or(&text)));
                terminal.line(&format!("(its examples: palisade explain {})", rule.id));
            }
            _ => fact(&format!("rule `{}`", rule.id), rule.span, compilation, terminal),
        }
    }
}

fn risk(found: &Threat, explainer: &threat::Explainer<'_>, terminal: &mut Terminal) {
    let (inherent, residual) = (found.inherent, found.residual);
    if let Some(sum) = explainer.risk(found) {
        let reached = match sum.reached {
            Likely::Untrusted => "+1: it is reached directly from what is untrusted",
            Likely::Outside => "+0: it is reached from outside, in several hops or by partners",
            Likely::Internal => "-1: only what is internal reaches it",
            Likely::Nobody => "-2: only what is restricted reaches it, or nobody",
        };
        terminal.line(&format!(
            "  likelihood {}: the rule says {}; {reached}; kept within 1 to 5",
            inherent.likelihood, sum.rule
        ));
        terminal.line(&format!("  impact     {}", inherent.impact));
        if sum.reduction > 0 {
            terminal.line(&format!("  controls that the rule counts lower the likelihood by {}", sum.reduction));
        }
    }
    let word = |severity: u8| SEVERITY.word(severity);
    let score = |risk: threat::Risk| {
        format!("{} x {} = {}, {}", risk.likelihood, risk.impact, risk.score(), word(risk.severity))
    };
    terminal.line(&format!("  inherent   {}", score(inherent)));
    terminal.line(&format!("  residual   {}", score(residual)));
}

fn closing(compilation: &Compilation, found: &Threat, terminal: &mut Terminal) {
    let (model, rules) = (&compilation.model, &compilation.rules[..]);
    let ways = threat::closings(model, rules, &compilation.cover, found);
    let mut first = true;
    for way in ways.iter().take(WAYS) {
        if !first {
            terminal.line("  or");
        }
        first = false;
        for change in way {
            let step = step(model, rules, found, change);
            fact(&format!("{}:", step.place), step.span, compilation, terminal);
            terminal.line(&format!("      {}", quote_terminal(&step.text)));
        }
    }
    terminal.line(if first {
        "  no fact or control of the model can; change the design, or decide:"
    } else {
        "  or a decision:"
    });
    let id = threat::id(model, rules, found);
    if let Some((rule, target)) = id.split_once('@') {
        let text = format!("accept {rule} on {target} {{ because = \"…\", by = @…, until = YYYY-MM-DD }}");
        terminal.line(&format!("      {}", quote_terminal(&text)));
    }
}

fn heading(terminal: &mut Terminal, text: &str) {
    let text = terminal.bold(&quote_terminal(text));
    terminal.line("");
    terminal.line(&text);
}

/// `  text (file:line)`
fn fact(text: &str, span: Span, compilation: &Compilation, terminal: &mut Terminal) {
    let place = compilation
        .sources
        .line_col(span)
        .map(|at| format!(" ({}:{})", compilation.sources.path(span.source), at.line));
    let place = terminal.faint(&quote_terminal(&place.unwrap_or_default()));
    terminal.line(format!("  {}{place}", quote_terminal(text)).trim_end());
}

/// Paragraphs of prose, broken into lines.
fn paragraphs(text: &str, terminal: &mut Terminal) {
    for (index, paragraph) in text.split("\n\n").enumerate() {
        if index > 0 {
            terminal.line("");
        }
        let mut line = String::from(" ");
        for word in paragraph.split_whitespace() {
            if line.chars().count() + 1 + word.chars().count() > WIDTH && line.len() > 1 {
                terminal.line(&quote_terminal_lines(&line));
                line = String::from(" ");
            }
            line.push(' ');
            line.push_str(word);
        }
        if line.len() > 1 {
            terminal.line(&quote_terminal_lines(&line));
        }
    }
}
