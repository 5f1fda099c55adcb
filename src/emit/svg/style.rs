//! The look: colours by meaning, light and dark, and the style sheet of one picture.
//!
//! Colour means one thing, open threats; everything else is ink on paper.

use std::fmt::Write as _;

/// Which colours a picture has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    /// The reader's: light, or dark where they prefer it. Programs that know no CSS variables show the light one.
    #[default]
    Auto,
    /// Always light, in plain colours that every SVG program understands.
    Light,
    /// Always dark, likewise.
    Dark,
}

/// Colours by what they are for: name, light, dark.
const COLOURS: &[(&str, &str, &str)] = &[
    ("page", "#ffffff", "#0f1419"),
    ("ink", "#1c2630", "#e8edf2"),
    ("quiet", "#5a6775", "#a3afbb"),
    ("paper", "#ffffff", "#1b232c"),
    ("line", "#36424e", "#b4bfca"),
    ("flow", "#4c5966", "#93a0ad"),
    ("fence", "#7d8995", "#77838f"),
    ("ground", "#eef1f5", "#29323c"),
    ("hatch", "#c3cad2", "#46525e"),
    ("alarm", "#c4161c", "#ff6b66"),
    ("on-alarm", "#ffffff", "#240404"),
];

/// The rules: class, and its declarations with colours as `$name`.
const RULES: &[(&str, &str)] = &[
    ("bg", "fill:$page"),
    ("t", "fill:$ink"),
    ("q", "fill:$quiet"),
    ("body", "fill:$paper;stroke:$line;stroke-width:1.4"),
    ("deco", "fill:none;stroke:$line;stroke-width:1.4"),
    ("bare", "stroke:none"),
    ("tagged-dash", "stroke-dasharray:5 3"),
    ("glyph", "fill:none;stroke:$quiet;stroke-width:1.3"),
    ("inferred", "stroke-dasharray:5 3"),
    ("hatched", "stroke:none"),
    ("hatching", "stroke:$hatch;stroke-width:1.2"),
    ("fence", "fill:$ground;fill-opacity:.55;stroke:$fence;stroke-width:1.3;stroke-dasharray:7 4"),
    ("guess", "stroke-dasharray:2 4"),
    ("red", "stroke:$alarm"),
    ("tag", "fill:none;stroke:$fence;stroke-width:1;stroke-dasharray:3 2"),
    ("guard", "fill:$ground;stroke:$fence;stroke-width:1"),
    ("tab", "fill:$ground;stroke:$line;stroke-width:1"),
    ("flow", "fill:none;stroke:$flow;stroke-width:1.5"),
    ("head", "fill:$flow;stroke:none"),
    ("strong", "stroke-width:2.6;stroke:$ink"),
    ("strong-head", "fill:$ink"),
    ("aside", "stroke-dasharray:1.5 3"),
    ("stem", "fill:none;stroke:$fence;stroke-width:1.1;stroke-dasharray:3 4"),
    ("halo", "paint-order:stroke;stroke:$page;stroke-width:4;stroke-linejoin:round;stroke-opacity:.85"),
    ("tick", "fill:none;stroke:$ink;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round"),
    ("bar", "fill:none;stroke:$ink;stroke-width:2.4"),
    ("cut", "fill:none;stroke:$ink;stroke-width:1.6;stroke-dasharray:5 3"),
    ("disc", "fill:$line;stroke:none"),
    ("n", "fill:$paper"),
    ("open", "fill:$alarm;stroke:$page;stroke-width:1"),
    ("open-t", "fill:$on-alarm"),
    ("closed", "fill:$paper;stroke:$line;stroke-width:1.2"),
];

/// The lines of a node or an arrow, its marks, and its words.
const LINES: [&str; 9] = ["body", "deco", "glyph", "hatching", "flow", "head", "tag", "guard", "tab"];
const MARKS: [&str; 5] = ["disc", "n", "open", "open-t", "closed"];
const WORDS: [&str; 2] = ["t", "q"];

/// Font stack: metric relatives of Helvetica first; nothing is downloaded.
pub const FONTS: &str = "Helvetica Neue, Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif";

/// What a picture's classes say, as attributes of the element: all that a program sees which knows no variables, or that
/// drops style sheets. Where several say something, the one that stands last in the table does, as in a sheet.
pub fn attributes(classes: &str, theme: Theme) -> String {
    let named = |class: &str| classes.split_whitespace().any(|name| name == class);
    let mut said: Vec<(&str, String)> = Vec::new();
    for (_, rule) in RULES.iter().filter(|(class, _)| named(class)) {
        for (property, value) in rule.split(';').filter_map(|declaration| declaration.split_once(':')) {
            said.retain(|(known, _)| *known != property);
            let colour = |(name, day, night): &(&str, &'static str, &'static str)| {
                let wanted = value.strip_prefix('$') == Some(*name);
                wanted.then_some(if theme == Theme::Dark { *night } else { *day })
            };
            said.push((property, COLOURS.iter().find_map(colour).unwrap_or(value).to_owned()));
        }
    }
    said.iter().map(|(property, value)| format!(" {property}=\"{value}\"")).collect()
}

/// The style sheet of a picture whose classes start with `prefix`, beside the [`attributes`] of its elements. The
/// reader's own colours are for programs that know variables.
pub fn sheet(prefix: &str, theme: Theme) -> String {
    let mut out = String::new();
    let variables = |dark: bool| -> String {
        COLOURS
            .iter()
            .map(|(name, day, night)| format!("--{prefix}-{name}:{};", if dark { night } else { day }))
            .collect()
    };
    // Writing to a string cannot fail.
    if theme == Theme::Auto {
        let _ = writeln!(out, ".{prefix}{{{}}}", variables(false));
        let _ = writeln!(out, "@media (prefers-color-scheme:dark){{.{prefix}{{{}}}}}", variables(true));
        let _ = writeln!(out, "@supports (fill:var(--{prefix}-ink)){{");
        for (class, rule) in RULES {
            let declarations = rule.split(';').filter_map(|declaration| declaration.split_once(':'));
            let paints = declarations.filter(|(property, _)| matches!(*property, "fill" | "stroke"));
            let paints = paints.map(|(property, value)| match value.strip_prefix('$') {
                Some(name) => format!("{property}:var(--{prefix}-{name})"),
                None => format!("{property}:{value}"),
            });
            let paints: Vec<String> = paints.collect();
            if !paints.is_empty() {
                let _ = writeln!(out, ".{prefix}-{class}{{{}}}", paints.join(";"));
            }
        }
        out.push_str("}\n");
    }
    // What steps back keeps its words readable: its lines fade, its words less.
    for (parts, opacity) in [(&LINES[..], ".38"), (&MARKS[..], ".65"), (&WORDS[..], ".8")] {
        let parts: Vec<String> = parts.iter().map(|part| format!(".{prefix}-faded .{prefix}-{part}")).collect();
        let _ = writeln!(out, "{}{{opacity:{opacity}}}", parts.join(","));
    }
    let _ = writeln!(out, ".{prefix} a{{text-decoration:none}}");
    // What the pointer is on stands out a little.
    for (group, part, width) in [("node", "body", "2.6"), ("edge", "flow", "3"), ("message", "flow", "3")] {
        let _ = writeln!(out, ".{prefix}-{group}:hover .{prefix}-{part}{{stroke-width:{width}}}");
    }
    out
}

/// How what came, went or differs is drawn: class, light, dark, and the stroke that tells it without colours.
const CHANGES: &[(&str, &str, &str, &str)] = &[
    ("added", "#0a7553", "#45c49a", "stroke-width:3"),
    ("removed", "#7a5c00", "#d6ab45", "stroke-width:1.6;stroke-dasharray:2 4"),
    ("changed", "#5645c2", "#aaa0f7", "stroke-width:2.2;stroke-dasharray:12 3 2 3"),
];

/// The style sheet of a picture of two versions, beside that of every picture.
pub fn changes(prefix: &str, theme: Theme) -> String {
    let mut out = String::new();
    for (class, day, night, stroke) in CHANGES {
        let colour = if theme == Theme::Dark { night } else { day };
        for part in ["body", "deco", "flow", "fence"] {
            let _ = writeln!(out, ".{prefix}-{class} .{prefix}-{part}{{stroke:{colour};{stroke}}}");
        }
        let _ = writeln!(out, ".{prefix}-{class} .{prefix}-head,.{prefix}-{class} .{prefix}-disc{{fill:{colour}}}");
    }
    if theme == Theme::Auto {
        let _ = writeln!(out, "@media (prefers-color-scheme:dark){{\n{}}}", changes(prefix, Theme::Dark));
    }
    out
}
