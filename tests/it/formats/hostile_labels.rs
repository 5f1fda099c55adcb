//! Whatever people write into labels and documentation, the report stays a report.

use proptest::prelude::*;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use crate::formats::everywhere::quoted;
use crate::formats::{compiled, example, examples, markdown_of};
use crate::hostile;

/// What a report must not hold: `None` where it is harmless.
fn fault(markdown: &str) -> Option<String> {
    let mut columns = 0;
    let mut cells = 0;
    for event in Parser::new_ext(markdown, Options::all()) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => return Some(format!("HTML: {html}")),
            Event::Start(Tag::HtmlBlock) => return Some("an HTML block".to_owned()),
            Event::Start(Tag::Image { dest_url, .. }) if !is_own_picture(&dest_url) => {
                return Some(format!("image: {dest_url}"));
            }
            Event::Start(Tag::Link { dest_url, link_type, .. }) => {
                let allowed = ["http://", "https://", "mailto:", "#"];
                let lower = dest_url.to_ascii_lowercase();
                if !allowed.iter().any(|start| lower.starts_with(start)) || link_type == LinkType::Reference {
                    return Some(format!("link: {dest_url}"));
                }
            }
            Event::Start(Tag::Table(alignments)) => columns = alignments.len(),
            Event::Start(Tag::TableRow | Tag::TableHead) => cells = 0,
            Event::Start(Tag::TableCell) => cells += 1,
            Event::End(pulldown_cmark::TagEnd::TableRow) if cells != columns => {
                return Some(format!("a row of {cells} cells in a table of {columns}"));
            }
            Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                return Some(format!("{event:?}"));
            }
            _ => {}
        }
    }
    markdown.split('\n').find_map(hidden)
}

fn hidden(line: &str) -> Option<String> {
    let found = line
        .chars()
        .find(|c| c.is_control() || matches!(*c as u32, 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff));
    found.map(|c| format!("holds {}", c.escape_unicode()))
}

/// The level of each heading and its words, as hosts see them.
fn outline(markdown: &str) -> Vec<String> {
    let mut headings = Vec::new();
    for line in markdown.lines().filter(|line| line.starts_with("## ")) {
        headings.push(line.to_owned());
    }
    headings
}

fn model(label: &str, doc: &str) -> String {
    let label = quoted(label);
    let doc: String = doc.lines().map(|line| format!("/// {}\n", line.replace('\r', " "))).collect();
    format!(
        "{doc}model m {label} {{ scope = {label}, owner = {label}, repository = \"https://x.example/a|b)>\" }}\n\
         data d {label} {{ class = secret }}\n\
         {doc}boundary b {label} {{ trust = internal, admin = {label}, process p {label} {{ code = {label}, admin = {label}, runs-as = {label} }} }}\n\
         actor a {label}\n\
         {doc}store s {label} {{ out-of-scope = {label}, holds = d }}\n\
         flow f: a -> p {label} {{ carries = d }}\n\
         flow g: p -> s {label} {{ carries = d }}\n\
         entry e on p {label} {{ access = a }}\n\
         assume q {label} {{ about = p }}\n\
         depends r {label} {{ if-lost = {label} }}\n\
         scenario t {label} {{ steps = f, limits = {label} }}\n\
         persona u {label}\n\
         control c : rate-limit {label} {{ on = p, technology = {label}, evidence = [test {label}, file {label}], ticket = {label} }}\n\
         {doc}threat v {label} {{ on = p, fix = {label}, ticket = {label}, refs = {label}, likelihood = high, impact = high }}\n\
         dismiss v on f {{ because = {label}, by = {label}, ticket = {label} }}\n"
    )
}

#[test]
fn the_examples_are_harmless() {
    for name in examples() {
        let markdown = markdown_of(&compiled(&example(&name)));
        assert_eq!(fault(&markdown), None, "{name}\n{markdown}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn labels_do_nothing(label in hostile::label(), doc in hostile::label()) {
        let plain = markdown_of(&compiled(&[("model.tm".to_owned(), model("x", "y"))]));
        let text = model(&label, &doc);
        let markdown = markdown_of(&compiled(&[("model.tm".to_owned(), text.clone())]));
        prop_assert_eq!(fault(&markdown), None, "{}\n{}", text, markdown);
        prop_assert_eq!(outline(&markdown), outline(&plain), "{}", markdown);
    }
}

/// The whole model beside the report, or a view in its folder; names of views have letters, digits and hyphens.
fn is_own_picture(address: &str) -> bool {
    let view = address.strip_prefix("views/").and_then(|name| name.strip_suffix(".svg"));
    let plain = |name: &str| !name.is_empty() && name.chars().all(|ch| ch.is_ascii_alphanumeric() || ch == '-');
    address == "dfd.svg" || view.is_some_and(plain)
}
