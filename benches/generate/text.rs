//! A plan as `.tm` files: a root with the data sets, and parts with the boundaries, elements and flows.

use std::fmt::Write;

use super::{BLOCK, Boundary, Dice, Element, Flow, IN_BOUNDARY, Kind, Place, Plan};

/// The name of the root file, which comes first.
const ROOT: &str = "model.tm";

/// The files of the model with their paths, the root first. A part has `per_file` elements, rounded
/// to whole blocks; with `usize::MAX` everything stands in the root.
pub fn files(plan: &Plan, per_file: usize) -> Vec<(String, String)> {
    let block = BLOCK * IN_BOUNDARY;
    let blocks = plan.elements.len().div_ceil(block);
    let per_part =
        if per_file == usize::MAX { blocks } else { (per_file as f64 / block as f64).round().max(1.0) as usize };
    // A single part needs no file of its own, nor does the first: the root holds it.
    let parts = blocks.div_ceil(per_part);
    let mut root = String::new();
    let _ = writeln!(
        root,
        "/// A generated model, as large as it is said to be.\nmodel generated \"Generated\" {{\n  owner = @bench\n  scope = \"Everything that the generator made up.\"\n}}\n\nuse std.web\nuse std.ai"
    );
    if parts > 1 {
        let _ = writeln!(root, "include \"parts/*.tm\"");
    }
    root.push('\n');
    for index in 0..plan.data {
        data(&mut root, index);
    }
    let mut texts: Vec<(String, String)> = vec![(ROOT.to_owned(), root)];
    texts.extend((1..parts).map(|part| (format!("parts/part-{part:04}.tm"), String::new())));
    let part_of = |element: usize| element / block / per_part;
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); plan.boundaries.len()];
    for (index, boundary) in plan.boundaries.iter().enumerate() {
        if let Some(siblings) = boundary.parent.and_then(|parent| children.get_mut(parent)) {
            siblings.push(index);
        }
    }
    for (index, boundary) in plan.boundaries.iter().enumerate().filter(|(_, boundary)| boundary.parent.is_none()) {
        if let Some((_, out)) = texts.get_mut(part_of(index * IN_BOUNDARY)) {
            out.push('\n');
            write_boundary(out, plan, &children, index, boundary, 0);
        }
    }
    for (index, flow) in plan.flows.iter().enumerate() {
        if let Some((_, out)) = texts.get_mut(part_of(flow.from)) {
            write_flow(out, plan, index, flow);
        }
    }
    for (index, element) in plan.elements.iter().enumerate().filter(|(index, _)| index % 20 == 11) {
        if let (Some((_, out)), Kind::Process | Kind::Store) = (texts.get_mut(part_of(index)), element.kind) {
            write_control(out, index, element);
        }
    }
    texts
}

fn data(out: &mut String, index: usize) {
    let (class, more) = match index % 6 {
        0 => ("public", ", integrity = high"),
        1 => ("internal", ""),
        2 => ("confidential", ", personal = true, subjects = 20000"),
        3 => ("secret", ", credential = true, lifetime = short-lived"),
        4 => ("confidential", ", format = json, availability = high"),
        _ => ("internal", ", format = text"),
    };
    let _ = writeln!(out, "data d{index} \"Data set {index}\" {{ class = {class}{more} }}");
}

fn write_boundary(
    out: &mut String,
    plan: &Plan,
    children: &[Vec<usize>],
    index: usize,
    boundary: &Boundary,
    depth: usize,
) {
    let pad = "  ".repeat(depth);
    let _ = writeln!(out, "{pad}boundary {} : {} \"Boundary {index}\" {{", boundary.name, boundary.of);
    let trust = match boundary.place {
        Place::Outside => "untrusted",
        Place::Exposed => "exposed",
        Place::Internal => "internal",
        Place::Restricted => "restricted",
    };
    // Machines have the trust of their zone.
    if depth < 2 {
        let _ = writeln!(out, "{pad}  trust = {trust}");
    }
    let first = index * IN_BOUNDARY;
    let last = (first + IN_BOUNDARY).min(plan.elements.len());
    for element in plan.elements.get(first..last).into_iter().flatten() {
        write_element(out, plan, element, &pad);
    }
    for &child in children.get(index).into_iter().flatten() {
        if let Some(boundary) = plan.boundaries.get(child) {
            write_boundary(out, plan, children, child, boundary, depth + 1);
        }
    }
    let _ = writeln!(out, "{pad}}}");
}

fn write_element(out: &mut String, plan: &Plan, element: &Element, pad: &str) {
    let mut dice = Dice(element.dice);
    let kind = match element.kind {
        Kind::Actor => "actor",
        Kind::External => "external",
        Kind::Process => "process",
        Kind::Store => "store",
    };
    let mut attributes: Vec<String> = Vec::new();
    match element.kind {
        Kind::Actor => {}
        Kind::External => attributes.push("trust = partner".to_owned()),
        Kind::Process => {
            attributes.extend((dice.below(3) == 0).then(|| "memory-safe = true".to_owned()));
            attributes.extend((dice.below(3) == 0).then(|| "parses = [json]".to_owned()));
            attributes.extend((dice.below(4) == 0).then(|| "admin = \"Platform on-call, by pipeline\"".to_owned()));
        }
        Kind::Store => {
            attributes.push(format!(
                "holds = [d{}, d{}]",
                dice.below(plan.data / 2),
                plan.data / 2 + dice.below(plan.data / 2)
            ));
            attributes.extend((dice.below(2) == 0 && element.of != "vault").then(|| "encrypted = true".to_owned()));
        }
    }
    if matches!(element.kind, Kind::Process | Kind::Store) {
        let choice = ["input-validation", "audit-log", "least-privilege", "rate-limit", "patching", "access-control"];
        let (first, second) = (dice.below(choice.len()), dice.below(choice.len()));
        if let (0, Some(first), Some(second)) = (dice.below(3), choice.get(first), choice.get(second)) {
            let both = if first == second { (*first).to_owned() } else { format!("{first}, {second}") };
            attributes.push(format!("controls = [{both}]"));
        }
        attributes.extend((dice.below(10) == 0).then(|| "lacks = [log-monitoring]".to_owned()));
    }
    let colon = if element.of.is_empty() { String::new() } else { format!(" : {}", element.of) };
    let label = element.name.replace('-', " ");
    let _ = write!(out, "{pad}  {kind} {}{colon} \"{label}\"", element.name);
    if attributes.is_empty() {
        out.push('\n');
    } else {
        let _ = writeln!(out, " {{ {} }}", attributes.join(", "));
    }
}

fn write_flow(out: &mut String, plan: &Plan, index: usize, flow: &Flow) {
    let (Some(from), Some(to)) = (plan.elements.get(flow.from), plan.elements.get(flow.to)) else { return };
    let mut dice = Dice(flow.dice);
    let secure = dice.below(4) != 0;
    let via = match (to.of, secure) {
        ("postgres", true) => "sql-tls",
        ("postgres", false) => "sql-wire",
        ("redis" | "cache", true) => "redis-tls",
        ("redis" | "cache", false) => "redis-wire",
        ("queue", true) => "amqps",
        ("queue", false) => "amqp",
        (_, true) => "https",
        (_, false) => "http",
    };
    let auths: &[&str] = if from.kind == Kind::Actor {
        &["session", "oidc", "none"]
    } else {
        &["mtls", "token", "password", "api-key", "none"]
    };
    let auth = auths.get(dice.below(auths.len())).copied().unwrap_or("none");
    let _ = write!(out, "flow f{index}: {} -> {} \"Flow {index}\" {{ via = {via}", from.name, to.name);
    if dice.below(6) != 0 {
        let _ = write!(out, ", auth = {auth}");
    }
    let _ = write!(out, ", carries = [d{}]", dice.below(plan.data));
    if dice.below(2) == 0 {
        let _ = write!(out, ", returns = [d{}]", dice.below(plan.data));
    }
    if to.kind == Kind::Store {
        out.push_str(if dice.below(2) == 0 { ", access = [read]" } else { ", access = [read, write]" });
    }
    out.push_str(" }\n");
}

fn write_control(out: &mut String, index: usize, element: &Element) {
    let (technique, label) = match element.kind {
        Kind::Store => ("backup", "Nightly backup"),
        _ => ("sandboxing", "System call filter"),
    };
    let status = if index % 40 == 11 { "implemented" } else { "planned" };
    let _ = writeln!(out, "control c{index} : {technique} \"{label}\" {{ on = {}, status = {status} }}", element.name);
}
