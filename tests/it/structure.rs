//! What follows from how a model is built: what is out of scope, what a flow crosses, who reaches an entry point, what
//! data are worth, and which file shows what. Each was broken on purpose once, and no test noticed.

use palisade::diag::Severity;
use palisade::driver::Compilation;
use palisade::emit::Format;
use palisade::layout::Embedded;
use palisade::model::{Flow, Thing};
use palisade::threat::Threat;
use palisade::view::picture::dfd;
use palisade::view::picture::pages::MOST_NODES;

use crate::formats::compiled;

/// A model without errors.
pub(crate) fn sound(text: &str) -> Compilation {
    let compiled = compiled(&[("model.tm".to_owned(), text.to_owned())]);
    let errors: Vec<&str> = compiled
        .diagnostics
        .iter()
        .filter(|said| said.severity == Severity::Error)
        .map(|said| said.message.as_str())
        .collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
    compiled
}

/// The threat of an id.
pub(crate) fn threat_of<'a>(compiled: &'a Compilation, id: &str) -> Option<&'a Threat> {
    let mut threats = compiled.threats.threats.iter();
    threats.find(|found| compiled.findings().id(found) == id)
}

/// A rule of the model that says something of everything of a kind.
fn rule(on: &str, more: &str) -> String {
    format!("rule own.rule \"R\" {{ stride = information-disclosure, on = {on}, when = true, fix = \"x\", {more} }}\n")
}

fn flow<'a>(compiled: &'a Compilation, name: &str) -> &'a Flow {
    match compiled.model.names.get(name) {
        Some(Thing::Flow(id)) => &compiled.model[*id],
        other => panic!("`{name}` is {other:?}"),
    }
}

/// What lies in something that is out of scope is so too, however deep, and nothing is found there.
#[test]
fn what_is_out_of_scope_takes_everything_inside_along() {
    let model = |why: &str| {
        sound(&format!(
            "model m\nboundary outer {{ {why} trust = internal\n  boundary inner {{\n    boundary innermost {{ process deep }}\n\
             \u{20}   process p }} }}\nboundary ours {{ trust = internal, process r }}\n\
             flow within: p -> deep\nflow out: deep -> r\nflow into: r -> p\n{}{}",
            rule("process", ""),
            rule("flow", "").replace("own.rule", "own.flow"),
        ))
    };
    let found = |compiled: &Compilation| -> Vec<String> {
        let ids = compiled.threats.threats.iter().map(|found| compiled.findings().id(found));
        let mut ids: Vec<String> = ids.filter(|id| id.starts_with("own.")).map(|id| id.to_string()).collect();
        ids.sort();
        ids
    };
    let theirs = model("out-of-scope = \"theirs\",");
    let out = |name: &str| match theirs.model.names.get(name) {
        Some(Thing::Element(id)) => theirs.model[*id].out_of_scope,
        Some(Thing::Boundary(id)) => theirs.model[*id].out_of_scope,
        Some(Thing::Flow(id)) => theirs.model[*id].out_of_scope,
        other => panic!("`{name}` is {other:?}"),
    };
    for name in ["outer", "inner", "innermost", "p", "deep", "within"] {
        assert!(out(name), "{name}");
    }
    for name in ["ours", "r", "out", "into"] {
        assert!(!out(name), "{name}");
    }
    assert_eq!(found(&theirs), ["own.flow@into", "own.flow@out", "own.rule@r"]);
    let all = ["own.flow@into", "own.flow@out", "own.flow@within", "own.rule@deep", "own.rule@p", "own.rule@r"];
    assert_eq!(found(&model("")), all);
}

/// A boundary that lies across others is crossed by what leads into it as by what leads out, and by nothing inside.
#[test]
fn a_boundary_across_is_crossed_both_ways() {
    let compiled = sound(
        "model m\nprocess a\nprocess b\nprocess c\nboundary zone { members = [b, c] }\n\
         flow into: a -> b\nflow out: c -> a\nflow within: b -> c\n\
         rule own.cross \"R\" { stride = tampering, on = flow, when = crosses(flow, zone), fix = \"x\" }\n",
    );
    let crossed = |name: &str| -> Vec<&str> {
        let crossings = flow(&compiled, name).crossings();
        crossings.map(|id| compiled.model[id].decl.name.as_str()).collect()
    };
    assert_eq!([crossed("into"), crossed("out"), crossed("within")], [vec!["zone"], vec!["zone"], vec![]]);
    let found = |name: &str| threat_of(&compiled, &format!("own.cross@{name}")).is_some();
    assert_eq!([found("into"), found("out"), found("within")], [true, true, false]);
}

/// The likelihood of a threat on an entry point follows who reaches its element, and who sends the flows that it names.
#[test]
fn an_entry_point_is_reached_as_its_element_and_its_flows_are() {
    let likelihood = |trust: &str, entry: &str, element: &str| {
        let compiled = sound(&format!(
            "model m\nprocess a {{ trust = {trust} }}\nprocess quiet {{ trust = restricted }}\nprocess web\n\
             flow f: a -> web\nflow g: quiet -> web\nentry door on {element} {{ {entry} }}\nprocess lonely\n{}",
            rule("entry", "likelihood = medium, impact = medium")
        ));
        threat_of(&compiled, "own.rule@door").unwrap().inherent.likelihood
    };
    let by_trust =
        |entry: &str| ["untrusted", "partner", "internal", "restricted"].map(|it| likelihood(it, entry, "web"));
    assert_eq!(by_trust(""), [4, 3, 2, 1]);
    assert_eq!(by_trust("flows = [f]"), [4, 3, 2, 1]);
    // What else reaches the element reaches the entry point as well.
    assert_eq!(by_trust("flows = [g]"), [4, 3, 2, 1]);
    // A flow that the entry point names counts, wherever it ends.
    assert_eq!([likelihood("untrusted", "", "lonely"), likelihood("untrusted", "flows = [f]", "lonely")], [1, 4]);
}

/// Each class has its own worth.
#[test]
fn a_class_is_worth_what_the_language_says() {
    for (class, impact) in [("public", 1), ("internal", 2), ("confidential", 4), ("secret", 5)] {
        let compiled = sound(&format!(
            "model m\ndata d {{ class = {class}, personal = false, credential = false }}\nprocess a\nprocess b\n\
             flow f: a -> b {{ carries = d }}\n{}",
            rule("flow", "")
        ));
        assert_eq!(threat_of(&compiled, "own.rule@f").unwrap().inherent.impact, impact, "{class}");
    }
}

/// What is said of a flow counts for its ends too, and lowers a likelihood once.
#[test]
fn a_technique_on_a_flow_counts_once() {
    let lowered_from = |trust: &str, flow: &str, ends: &str, more: &str| {
        let compiled = sound(&format!(
            "model m\nprocess a {{ trust = {trust}\n{ends} }}\nprocess b {{ {ends} }}\nflow f: a -> b {{ {flow} }}\n{more}{}",
            rule("flow", "likelihood = very-high, impact = medium, reduces = rate-limit")
        ));
        let found = threat_of(&compiled, "own.rule@f").unwrap();
        found.inherent.likelihood - found.residual.likelihood
    };
    let lowered = |flow: &str, ends: &str, more: &str| lowered_from("exposed", flow, ends, more);
    let control =
        |on: &str| format!("control c : rate-limit {{ on = {on}, status = implemented, strength = medium }}\n");
    assert_eq!(lowered("", "", ""), 0);
    assert_eq!(lowered("controls = [rate-limit]", "", ""), 2);
    assert_eq!(lowered("controls = [rate-limit]", "controls = [rate-limit]", ""), 2);
    assert_eq!(lowered("", "", &control("f")), 2);
    assert_eq!(lowered("", "", &control("[f, a, b]")), 2);
    // Two controls that both count are two.
    let weak = control("a").replace("medium", "low");
    assert_eq!(lowered("", "", &format!("{weak}{}", weak.replace("control c", "control d").replace("= a", "= b"))), 2);
    assert_eq!(lowered("", "", &weak), 1);
    // What strangers do to themselves lowers nothing.
    assert_eq!(lowered_from("untrusted", "", "", &weak), 0);
}

/// `dfd.dot` shows every element however many there are, for programs; only a picture that people look at becomes an
/// index of boundaries.
#[test]
fn a_large_model_is_whole_in_dot_and_an_index_in_a_picture() {
    let mut text = "model m\nboundary many {\n".to_owned();
    (0..=MOST_NODES).for_each(|index| text.push_str(&format!("process p{index}\n")));
    let compiled = sound(&(text + "}\np0 -> p1\n"));
    let input = compiled.view();
    let (whole, overview) = (dfd::whole(&input), dfd::overview(&input));
    assert_eq!((whole.nodes.len(), overview.nodes.len()), (MOST_NODES + 1, 1));
    let mut bytes = Vec::new();
    (Format::of("dot").unwrap().write)(&input, &Embedded, &mut bytes).unwrap();
    let dot = String::from_utf8(bytes).unwrap();
    let last = format!("p{MOST_NODES}");
    assert!(dot.contains(&last), "{}", dot.chars().take(2_000).collect::<String>());
}
