//! `palisade paths`: how attackers get to what is to be kept, and what stands in their way.

use clap::ValueEnum;
use serde::Serialize;

use crate::analysis::paths::{Ask, DEAREST};
use crate::cli::arguments::Asked;
use crate::cli::build::complaints;
use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::diag::{nearest, quote_terminal};
use crate::emit::json;
use crate::model::{Model, Thing};
use crate::view::document::{AttackPaths, PathPoint, PathStep, PathThreat, attack};

/// Names that are listed before the rest is counted.
const NAMED: usize = 3;

/// What `paths` can be told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  palisade paths                          the cheapest paths from outside to confidential data
  palisade paths --to login --limit 3     the three cheapest ways to one datum (or to one element)
  palisade paths --from web               what somebody who holds `web` can get at
  palisade paths --format json | jq '.attackPaths.cut[].name'

A step costs 6 minus the likelihood of the easiest threat that makes it possible, and more by the strength of what \
stops that threat; 10 where no threat is known. Costs order paths; they are no probabilities.")]
pub(super) struct Args {
    #[command(flatten)]
    asked: Asked,
    /// Start at this element, whatever its trust; without it, at all that is untrusted or a partner's
    #[arg(long, value_name = "ELEMENT")]
    from: Option<String>,
    /// End at this datum, whatever its class, or at this element; without it, at all data from confidential upwards
    #[arg(long, value_name = "NAME")]
    to: Option<String>,
    /// Follow at most so many paths
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: u16,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// For programs: `attackPaths` as in the whole document, one object a model
    Json,
}

/// What the JSON form holds.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Told<'a> {
    model: &'a str,
    attack_paths: &'a AttackPaths<'a>,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let found = args.asked.compiled();
    let mut status = complaints(&found, terminal);
    let mut asked = Vec::new();
    for compilation in &found.compilations {
        match ask(args, &compilation.model) {
            Ok(ask) => asked.push((compilation, ask)),
            // Of several models, those that know the names are told.
            Err(_) if found.compilations.len() > 1 => {}
            Err(Unknown { message, help }) => {
                complain(&message, help, terminal);
                return Status::Error;
            }
        }
    }
    if asked.is_empty() && !found.compilations.is_empty() {
        let models: Vec<&Model> = found.compilations.iter().map(|each| &each.model).collect();
        let Unknown { message, help } = nowhere(args, &models);
        complain(&message, help, terminal);
        return Status::Error;
    }
    for (index, (compilation, ask)) in asked.iter().enumerate() {
        let input = compilation.view();
        let attack = attack(&input, &input.attack_paths(ask));
        let name = compilation.name();
        match args.format {
            Format::Human => {
                if index > 0 {
                    terminal.line("");
                }
                human(&name, &attack, terminal);
            }
            Format::Json => {
                let told = Told { model: &name, attack_paths: &attack };
                if terminal.document(|out| json::write_value(&told, out)).is_err() {
                    status = status.and(Status::Error);
                }
            }
        }
    }
    status
}

/// A name that means nothing here, and what to do about it.
struct Unknown {
    message: String,
    help: Option<String>,
}

fn complain(message: &str, help: Option<String>, terminal: &mut Terminal) {
    match help {
        Some(help) => terminal.complain_with_help(message, &help),
        None => terminal.complain(message),
    }
}

/// What the arguments ask of a model.
fn ask(args: &Args, model: &Model) -> Result<Ask, Unknown> {
    let from = match &args.from {
        None => None,
        Some(name) => match model.names.get(name.as_str()) {
            Some(Thing::Element(id)) => Some(*id),
            known => return Err(wrong(name, known.copied(), "an element", &[model], is_element)),
        },
    };
    let to = match &args.to {
        None => None,
        Some(name) => match model.names.get(name.as_str()) {
            Some(thing) if is_aim(*thing) => Some(*thing),
            known => return Err(wrong(name, known.copied(), "a datum or an element", &[model], is_aim)),
        },
    };
    if let (Some(from), Some(Thing::Element(to))) = (from, to)
        && from == to
    {
        let message = format!("a path from `{0}` to `{0}` has no steps", model[from].decl.name);
        return Err(Unknown { message, help: Some("name two different ends, or leave one out".to_owned()) });
    }
    Ok(Ask { from, to, limit: args.limit.into(), thorough: true })
}

/// What is wrong where no model of several knows the names.
fn nowhere(args: &Args, models: &[&Model]) -> Unknown {
    let known = |name: &String, is: fn(Thing) -> bool| {
        models.iter().any(|model| model.names.get(name.as_str()).is_some_and(|thing| is(*thing)))
    };
    match (&args.from, &args.to) {
        (Some(name), _) if !known(name, is_element) => wrong(name, None, "an element", models, is_element),
        (_, Some(name)) if !known(name, is_aim) => wrong(name, None, "a datum or an element", models, is_aim),
        _ => Unknown { message: "no model here has both ends".to_owned(), help: None },
    }
}

fn wrong(name: &str, known: Option<Thing>, wanted: &str, models: &[&Model], is: fn(Thing) -> bool) -> Unknown {
    let names = models.iter().flat_map(|model| &model.names).filter(|(_, thing)| is(**thing));
    let mut names: Vec<&str> = names.map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    let near = nearest(name, names);
    let message = match (known, models) {
        (Some(thing), [model]) => format!("`{name}` is {}, and {wanted} is needed", model.kind(thing).noun()),
        _ => format!("{wanted} called `{name}` is not in the model"),
    };
    Unknown { message, help: near.map(|near| format!("did you mean `{near}`?")) }
}

fn is_element(thing: Thing) -> bool {
    matches!(thing, Thing::Element(_))
}

fn is_aim(thing: Thing) -> bool {
    matches!(thing, Thing::Element(_) | Thing::Data(_))
}

fn human(name: &str, attack: &AttackPaths<'_>, terminal: &mut Terminal) {
    let head = format!(
        "attack paths of {name}: {} from {} to {}",
        many(attack.found, "path"),
        many(attack.sources.len(), "source"),
        many(attack.assets.len(), "asset")
    );
    heading(&head, terminal);
    if attack.assets.is_empty() {
        terminal.line("no data is `confidential` or above; `--to NAME` asks about something else");
        return;
    }
    if attack.sources.is_empty() {
        terminal.line("nothing is untrusted or a partner's; `--from NAME` starts somewhere else");
        return;
    }
    if !attack.every_pair {
        terminal.line("the model is very large: only the cheapest path to each asset was searched");
    }
    for path in &attack.paths {
        let mut way = path.from.to_string();
        path.steps.iter().for_each(|step| way.push_str(&format!(" → {}", step.to)));
        terminal.line("");
        let line = terminal.style.bold(&quote_terminal(&format!("cost {}: {} to {}", path.cost, path.from, path.to)));
        terminal.line(&line);
        terminal.line(&format!("  {}", quote_terminal(&way)));
        for step in &path.steps {
            self::step(step, terminal);
        }
    }
    let more = attack.found.saturating_sub(attack.paths.len());
    if more > 0 && attack.every_pair {
        terminal.line(&format!("\nand {}; `--limit` shows more", many(more, "dearer path")));
    }
    chokes(attack, terminal);
    cut(attack, terminal);
}

fn step(step: &PathStep<'_>, terminal: &mut Terminal) {
    let reply = if step.reply { ", by its reply" } else { "" };
    let way = if step.flow.contains("->") {
        format!("{}{reply}", step.flow)
    } else {
        format!("{}: {} → {}{reply}", step.flow, step.from, step.to)
    };
    terminal.line(&quote_terminal(&format!("  {:>3}  {way}", step.cost)));
    let ids = |threats: &[PathThreat<'_>]| {
        let told = |threat: &PathThreat<'_>| match &*threat.status {
            "open" | "mitigated" => format!("'{}' ({})", threat.id, threat.score),
            status => format!("'{}' ({}, {status})", threat.id, threat.score),
        };
        list(threats.iter().map(told).collect())
    };
    if !step.possible.is_empty() {
        terminal.line(&quote_terminal(&format!("       possible by: {}", ids(&step.possible))));
    }
    if !step.stopped.is_empty() {
        terminal.line(&quote_terminal(&format!("       stopped: {}", ids(&step.stopped))));
    }
    if step.possible.is_empty() && step.stopped.is_empty() {
        terminal.line("       no known threat makes it possible");
    }
    if !step.controls.is_empty() {
        let controls = list(step.controls.iter().map(ToString::to_string).collect());
        terminal.line(&quote_terminal(&format!("       in the way: {controls}")));
    }
}

fn chokes(attack: &AttackPaths<'_>, terminal: &mut Terminal) {
    heading("\nchoke points, which every path to an asset leads through", terminal);
    for asset in &attack.assets {
        let points: Vec<&str> = asset.choke_points.iter().map(|point| &*point.name).collect();
        let told = match (asset.reached, points.as_slice()) {
            (false, _) => "no path leads there".to_owned(),
            (true, []) => "no flow or element is on every path".to_owned(),
            (true, points) => points.join(", "),
        };
        terminal.line(&quote_terminal(&format!("  {}: {told}", asset.name)));
    }
}

fn cut(attack: &AttackPaths<'_>, terminal: &mut Terminal) {
    if attack.cut.is_empty() {
        return;
    }
    let all = many(attack.cut.len(), "place");
    heading(&format!("\nto cut every path, protect {all}"), terminal);
    for PathPoint { name, kind, open } in &attack.cut {
        let open = match open.as_slice() {
            [] => "nothing open on it".to_owned(),
            ids => format!("open on it: {}", list(ids.iter().map(|id| format!("'{id}'")).collect())),
        };
        terminal.line(&quote_terminal(&format!("  {kind} {name}: {open}")));
    }
}

fn heading(text: &str, terminal: &mut Terminal) {
    let (gap, text) = text.strip_prefix('\n').map_or(("", text), |text| ("\n", text));
    let text = terminal.style.bold(&quote_terminal(text));
    terminal.line(&format!("{gap}{text}"));
}

/// The first few, and how many more.
fn list(items: Vec<String>) -> String {
    let more = items.len().saturating_sub(NAMED);
    let shown = items.get(..NAMED).unwrap_or(&items).join(", ");
    if more > 0 { format!("{shown} and {more} more") } else { shown }
}

fn many(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

// The help names the number.
const _: () = assert!(DEAREST == 10);
