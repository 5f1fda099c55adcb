//! A model that says one text wherever a model can say a text, by the tables of the language.

use palisade::schema::{self, Kind, ValueType};

/// A text as a string of the language: with escapes, and without the control characters that no string may hold.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out + "\""
}

/// An address that ends in a text, as far as an address can.
fn address(text: &str) -> String {
    let able = |c: &char| !c.is_whitespace() && c.is_ascii_graphic() && !matches!(c, '"' | '\\');
    format!("\"https://x.example/{}\"", text.chars().filter(able).collect::<String>())
}

/// Every attribute of a kind that takes text or an address.
fn texts(kind: Kind, text: &str) -> String {
    let rows = schema::attributes_of(kind).filter_map(|(_, row)| {
        let value = match row.ty.item() {
            // It has a syntax of its own.
            ValueType::Text if row.name == "cvss" => return None,
            ValueType::Text | ValueType::Reference | ValueType::Person => quoted(text),
            ValueType::Link => address(text),
            ValueType::Evidence => {
                let told = quoted(text);
                let test = quoted(&format!("a.rs::{text}"));
                return Some(format!("evidence = [file {told}, test {test}, url {}]", address(text)));
            }
            _ => return None,
        };
        Some(format!("{} = {value}", row.name))
    });
    // Each on a line of its own, where a fault in one is easy to see.
    rows.map(|row| format!("  {row}\n")).collect()
}

/// Lines of documentation; nothing in them ends them.
fn documented(text: &str) -> String {
    let lines = |text: &str| text.split(['\n', '\r']).map(|line| format!("/// {line}\n")).collect::<String>();
    let plain: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\r')).collect();
    // In a line, as a line, in code, and in a block of code.
    lines(&plain)
        + "///\n"
        + &lines(&format!("Some `{plain}` and *{plain}*"))
        + "///\n/// ```\n"
        + &lines(&plain)
        + "/// ```\n"
}

/// The model, and a second file of it whose name holds the text too.
pub fn everywhere(text: &str) -> Vec<(String, String)> {
    let l = quoted(text);
    let doc = documented(text);
    let t = |kind| texts(kind, text);
    let model = format!(
        r#"{doc}model m {l} {{
{model}}}
include "*.tm"
{doc}type kettle : process {l} {{
{ty}}}
{doc}protocol pigeon : tcp {l} {{
{protocol}}}
{doc}technique feeding : rate-limit {l} {{
{technique}}}
{doc}data secret {l} {{
  class = secret
{data}}}
{doc}boundary inside {l} {{
  trust = internal
{boundary}
  {doc}process p : kettle {l} {{ controls = [feeding]
{process} }}
  process plain {l}
}}
{doc}boundary outside {l} {{
  process q {l} {{ custom-code = true }}
}}
{doc}actor a {l} {{
{actor}}}
{doc}external e {l} {{
{external}}}
{doc}store s {l} {{
  holds = secret
{store}}}
{doc}flow f: a -> plain {l} {{
  via = pigeon, carries = secret
{flow}}}
flow g: plain -> s {l} {{ carries = secret }}
flow h: a -> q {l} {{ carries = secret }}
{doc}entry n on plain {l} {{
  access = a
{entry}}}
{doc}assume believed {l} {{
  about = plain
{assume}}}
{doc}depends kernel {l} {{
  on = e
{depends}}}
{doc}scenario story {l} {{
  steps = [f, g]
{scenario}}}
{doc}persona rogue {l} {{
{persona}}}
{doc}control guard : rate-limit {l} {{
  on = plain
{control}}}
{doc}threat robbery {l} {{
  on = [q, s], likelihood = high, impact = high
{threat}
  tree {{ all {l} {{ any {l} {{ leaf {l}, leaf {l} {{ blocked-by = guard
{leaf} }} }}, leaf {l} }} }}
}}
{doc}rule own.odd {l} {{
  stride = tampering
  on = process
  when = this.custom-code
{rule}}}
{doc}policy never {l} {{
  on = flow
  forbid = flow.via is pigeon
{policy}}}
{doc}dismiss own.odd on plain {{
{decision}}}
warn robbery on s {{
{warned}}}
{doc}view shown {l} {{
  include = [*]
{view}}}
{doc}view told {l} {{ as = sequence, scenario = story }}
{doc}view life {l} {{ as = data, of = secret }}
{doc}view ways {l} {{ as = tree, of = robbery }}
{doc}view reached {l} {{ as = paths }}
"#,
        model = t(Kind::Model),
        ty = t(Kind::Type),
        protocol = t(Kind::Protocol),
        technique = t(Kind::Technique),
        data = t(Kind::Data),
        boundary = t(Kind::Boundary),
        process = t(Kind::Process),
        actor = t(Kind::Actor),
        external = t(Kind::External),
        store = t(Kind::Store),
        flow = t(Kind::Flow).replace("  out-of-scope", "  // out-of-scope"),
        entry = t(Kind::Entry),
        assume = t(Kind::Assume),
        depends = t(Kind::Depends),
        scenario = t(Kind::Scenario),
        persona = t(Kind::Persona),
        control = t(Kind::Control),
        threat = t(Kind::Threat),
        leaf = t(Kind::Leaf),
        rule = t(Kind::Rule),
        policy = t(Kind::Policy),
        decision = t(Kind::Dismiss),
        warned = t(Kind::Warn),
        view = t(Kind::View),
    );
    let more = format!("{doc}process elsewhere {l} {{ custom-code = true }}\n");
    vec![("model.tm".to_owned(), model), (format!("{}.tm", text.replace('/', "-")), more)]
}
