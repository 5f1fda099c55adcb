//! No output of a hostile model is obeyed by a CI system, acts on a terminal, or says something else than the model.
//!
//! Markers, formats and forms of pictures come from their tables, so that a new row of any of them is tested by itself.

use palisade::driver::Compilation;
use palisade::emit::format::Fault;
use palisade::emit::{FORMATS, PICTURES};
use palisade::layout::Embedded;
use palisade::view::picture::{picture, views};

use crate::formats::compiled;
use crate::formats::everywhere::everywhere;
use crate::hostile::{acts_on, danger_of_document, marked};

/// Every format of the whole, and every view in every format of pictures that can show it: what it is, and its text.
fn outputs(compilation: &Compilation) -> Vec<(String, &'static str, String)> {
    let input = compilation.view();
    let mut made = Vec::new();
    let mut keep = |what: String, name: &'static str, result: Result<(), Fault>, bytes: Vec<u8>| match result {
        Ok(()) => made.push((what, name, String::from_utf8(bytes).unwrap())),
        Err(Fault::Form(_)) => {}
        Err(Fault::Layout(_)) if !cfg!(feature = "layout") => {}
        Err(fault) => panic!("{what}: {fault}"),
    };
    for format in FORMATS {
        let mut bytes = Vec::new();
        let result = (format.write)(&input, &Embedded, &mut bytes);
        keep(format.name.to_owned(), format.name, result, bytes);
    }
    for view in views(&compilation.model) {
        let shown = picture(&input, &view);
        for format in PICTURES.iter().filter(|format| format.is_text) {
            let mut bytes = Vec::new();
            let result = (format.write)(&shown, &Embedded, &mut bytes);
            keep(format!("{} as {}", view.name, format.name), format.name, result, bytes);
        }
    }
    made
}

/// What a reader of a text gets of it: its words, without blanks and line ends, which some formats set by themselves. How
/// it is to be read, a text shows by itself, or its file's ending; only formats with escapes of their own are named here.
fn read(format: &str, text: &str) -> String {
    let words = match text.chars().next() {
        Some('{' | '[') => {
            fn strings(value: &serde_json::Value, out: &mut String) {
                match value {
                    serde_json::Value::String(text) => out.push_str(&format!("{text}\n")),
                    serde_json::Value::Array(items) => items.iter().for_each(|item| strings(item, out)),
                    serde_json::Value::Object(fields) => fields.values().for_each(|field| strings(field, out)),
                    _ => {}
                }
            }
            let mut out = String::new();
            strings(&serde_json::from_str(text).unwrap(), &mut out);
            out
        }
        Some(_) if FORMATS.iter().any(|it| it.name == format && it.file_name.ends_with(".md")) => {
            let mut out = String::new();
            for event in pulldown_cmark::Parser::new_ext(text, pulldown_cmark::Options::all()) {
                match event {
                    pulldown_cmark::Event::Text(words) | pulldown_cmark::Event::Code(words) => out.push_str(&words),
                    _ => {}
                }
            }
            out
        }
        Some('<') => {
            let document = roxmltree::Document::parse(text).unwrap();
            // What is too long to be drawn whole is whole in the title of its shape.
            let texts = document.descendants().filter(|node| node.is_text()).filter_map(|node| node.text());
            texts.collect::<Vec<_>>().join("\n")
        }
        // Characters by their number, and the backslash before a sign.
        _ => {
            let start = if format == "mermaid" { "#" } else { "&#" };
            let text = text.replace("\\n", "").replace("<br/>", "").replace("#10;", "");
            let mut out = String::new();
            let mut rest = text.as_str();
            while let Some(c) = rest.chars().next() {
                let number = rest.strip_prefix(start).and_then(|behind| behind.split_once(';'));
                let number = number.and_then(|(number, behind)| Some((char::from_u32(number.parse().ok()?)?, behind)));
                let escaped = rest.strip_prefix('\\').filter(|_| format == "d2" || format == "dot");
                (out, rest) = match (number, escaped) {
                    (Some((c, behind)), _) => (out + &c.to_string(), behind),
                    (None, Some(behind)) if !behind.is_empty() => (out + &behind[..1], &behind[1..]),
                    _ => (out + &c.to_string(), &rest[c.len_utf8()..]),
                };
            }
            out
        }
    };
    bare(&words)
}

/// A text without blanks, and without the control characters that the language does not let in.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

#[test]
fn the_reader_obeys_what_runners_obey() {
    for text in marked() {
        assert!(acts_on(text).is_some(), "{text:?}");
    }
    for text in ["a ::error::x", "## [x]", "# #[x]", "##", "--- ", "a --- b", "section_start:1:x", "---"] {
        assert!(acts_on(text).is_none() || text == "--- ", "{text:?}");
    }
}

#[test]
fn nothing_is_obeyed_and_everything_is_said() {
    for text in marked() {
        let compilation = compiled(&everywhere(text));
        let errors: Vec<String> = compilation
            .diagnostics
            .iter()
            .filter(|each| each.severity == palisade::diag::Severity::Error)
            .map(|each| format!("{} {}", compilation.sources.place(each.span()), each.message))
            .collect();
        assert!(errors.is_empty(), "{text:?}: {errors:#?}");
        let outputs = outputs(&compilation);
        for (what, format, output) in &outputs {
            assert_eq!(danger_of_document(output), None, "{text:?} in {what}:\n{output}");
            let said = read(format, output);
            assert!(said.contains(&bare(text)), "{text:?} is not in {what}:\n{output}");
        }
        let pictures = PICTURES.iter().filter(|format| format.is_text).map(|format| format.name);
        for format in FORMATS.iter().map(|format| format.name).chain(pictures) {
            let needs_layout = PICTURES.iter().any(|it| it.name == format && it.needs_layout);
            let is_made = outputs.iter().any(|(_, name, _)| *name == format);
            assert!(is_made || needs_layout && !cfg!(feature = "layout"), "{format} was not made");
        }
    }
}

/// What turns the direction of writing, or cannot be seen, is in no output, however it came into the model.
#[test]
fn nothing_hidden_gets_through() {
    for hidden in
        ["\u{202e}", "\u{2066}", "\u{200f}", "\u{61c}", "\u{2028}", "\u{2029}", "\u{feff}", "\u{7f}", "\u{9b}"]
    {
        for (what, _, output) in outputs(&compiled(&everywhere(&format!("a{hidden}b ##[error]c")))) {
            assert_eq!(danger_of_document(&output), None, "{hidden:?} in {what}:\n{output}");
        }
    }
}
