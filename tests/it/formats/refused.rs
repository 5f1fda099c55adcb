//! Documents that would lose something on their way back, or bring something that no model of ours has.

use palisade::diag::Severity;
use palisade::import::{Imported, json};
use palisade::text::SourceId;
use serde_json::Value;

use crate::formats::{compiled, json_of};

const MODEL: &str = r#"model m "M" { owner = @a }
boundary out "Out" { boundary in "In" { process web } }
process a
process b
data d "D"
flow f: a -> b
a -> web
rule own "Own" { on = process, when = this is process, severity = low, fix = "none", stride = tampering }
policy ours "Ours" { on = process, forbid = this is store, severity = low }
view v { include = [in.*, a] }
"#;

/// What comes of the document of the model once somebody changed it.
fn changed(change: impl Fn(&mut Value)) -> Imported {
    let document = json_of(&compiled(&[("model.tm".to_owned(), MODEL.to_owned())]));
    let mut value: Value = serde_json::from_str(&document).unwrap();
    change(&mut value);
    json::read(SourceId(0), &value.to_string())
}

/// The errors of a changed document, each as `code: message`.
fn errors(change: impl Fn(&mut Value)) -> Vec<String> {
    let imported = changed(change);
    let errors = imported.diagnostics.iter().filter(|said| said.severity == Severity::Error);
    errors.map(|said| format!("{}: {}", said.code.0, said.message)).collect()
}

fn element<'a>(document: &'a mut Value, name: &str) -> &'a mut Value {
    document["elements"].as_array_mut().unwrap().iter_mut().find(|it| it["name"] == name).unwrap()
}

#[test]
fn a_document_that_nobody_changed_is_taken() {
    assert_eq!(changed(|_| ()).diagnostics, []);
}

#[test]
fn nothing_is_lost_with_a_boundary_that_is_not_there() {
    let found = errors(|document| element(document, "a")["boundaries"] = serde_json::json!(["nope"]));
    assert_eq!(found, ["import-place: `a` stands in `nope`, which is no boundary of the document"]);
    let found = errors(|document| element(document, "a")["boundaries"] = serde_json::json!([""]));
    assert_eq!(found, ["import-place: `a` stands in ``, which is no boundary of the document"]);
    let found = errors(|document| document["boundaries"][0]["parent"] = "nope".into());
    assert_eq!(found[0], "import-place: `out` stands in `nope`, which is no boundary of the document");
    assert_eq!(found.len(), 3, "and what stands in it: {found:?}");
}

#[test]
fn nothing_is_lost_in_a_circle_of_boundaries() {
    let found = errors(|document| document["boundaries"][0]["parent"] = "in".into());
    assert_eq!(found[0], "import-place: `out` stands in a circle of boundaries");
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn nothing_is_lost_in_the_depth() {
    let deep = |depth: usize| {
        errors(|document| {
            let list = document["boundaries"].as_array_mut().unwrap();
            for at in 2..depth {
                let mut boundary = list[1].clone();
                boundary["name"] = format!("b{at}").into();
                boundary["parent"] = list.last().unwrap()["name"].clone();
                list.push(boundary);
            }
            let last = list.last().unwrap()["name"].clone();
            element(document, "a")["boundaries"] = Value::Array(vec![last]);
        })
    };
    assert_eq!(deep(64), [""; 0]);
    assert_eq!(deep(65), ["import-place: `a` stands in more than 64 boundaries"]);
    let found = deep(200);
    assert!(found.len() == 21 && found[20].ends_with("more things stand in no boundary of the document"), "{found:?}");
}

#[test]
fn what_cannot_be_read_again_is_refused() {
    let nested = (0..70).fold(Value::from("x"), |inner, _| Value::Array(vec![inner]));
    let found = errors(|document| element(document, "a")["attributes"] = serde_json::json!({"tags": [nested]}));
    assert_eq!(found, ["import-document: no text can be made of the document: brackets nest more than 64 deep"]);
}

#[test]
fn a_rule_brings_itself_and_nothing_else() {
    let own = "rule own \"Own\" { on = process, when = this is process }";
    for text in [
        "include \"/etc/passwd\"",
        "model q",
        "use std.web",
        "rule other \"Other\" { on = process, when = this is process }",
        "policy own \"Own\" { on = process, forbid = this is store }",
        "rule (",
        "",
        &format!("{own}\nprocess more"),
        &format!("{own}\ninclude \"x.tm\""),
    ] {
        let found = errors(|document| document["rules"][0]["text"] = text.into());
        assert_eq!(found, ["import-rule: the text of `own` is not that rule alone"], "{text}");
    }
    assert_eq!(errors(|document| document["rules"][0]["text"] = own.into()), [""; 0]);
}

#[test]
fn names_are_names_of_the_language() {
    for name in ["*", "a.*", "a.b", "", "a b", "\u{202e}"] {
        let found = errors(|document| element(document, "web")["name"] = name.into());
        assert!(found.len() == 1 && found[0].starts_with("import-name: "), "{name}: {found:?}");
        let found = errors(|document| document["flows"][0]["to"] = name.into());
        assert_eq!(found.len(), usize::from(name != "a.b"), "{name}: {found:?}");
        let found = errors(|document| document["views"][0]["name"] = name.into());
        assert_eq!(found.len(), 1, "{name}: {found:?}");
    }
    let found = errors(|document| document["moved"] = serde_json::json!([{"old": "x.*->b", "new": "f"}]));
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn names_stand_once() {
    let twice = |document: &mut Value, list: &str| {
        let again = document[list][0].clone();
        document[list].as_array_mut().unwrap().push(again);
    };
    for (list, name) in [("elements", "web"), ("flows", "f"), ("data", "d"), ("views", "v"), ("rules", "own")] {
        let found = errors(|document| twice(document, list));
        assert_eq!(found, [format!("import-twice: two things are called `{name}`")], "{list}");
    }
    let found = errors(|document| element(document, "web")["name"] = "d".into());
    assert_eq!(found, ["import-twice: two things are called `d`"]);
}

/// What another program made of the shape is said in words of the document, with its place.
#[test]
fn what_has_another_shape_is_named() {
    let one = |change: &dyn Fn(&mut Value)| errors(change).concat();
    let flow = |name: &str| one(&|document| document["flows"][1]["name"] = name.into());
    assert_eq!(flow("x->y"), "import-name: the flow `x->y` leads from `a` to `web`");
    assert_eq!(flow("->"), "import-name: the flow `->` leads from `a` to `web`");
    assert_eq!(flow("a->web"), "");
    let wrong = |said: &str| format!("import-document: no model document: {said}");
    let list = serde_json::json!(["m", null, null, null, null, {}, null]);
    let said = one(&|document| document["model"] = list.clone());
    assert_eq!(said, wrong("`model`: expected an object, found a list"));
    let said = one(&|document| document["flows"][1] = list.clone());
    assert_eq!(said, wrong("`flows[1]`: expected an object, found a list"));
    let said = one(&|document| document["model"]["attributes"]["owner"][1] = "x".into());
    assert_eq!(said, wrong("`model.attributes.owner[1]`: expected a list or an object, found a text"));
    let said = one(&|document| document["flows"] = 5.into());
    assert!(said.contains("`flows`") && !said.contains("struct"), "{said}");
    let said = one(&|document| drop(document.as_object_mut().unwrap().remove("model")));
    assert_eq!(said, wrong("`model` is missing"));
    let said = one(&|document| drop(document["flows"][0].as_object_mut().unwrap().remove("from")));
    assert_eq!(said, wrong("`flows[0]`: `from` is missing"));
    let said = one(&|document| document["boundaries"][0]["shape"] = "round".into());
    assert_eq!(said, wrong("`boundaries[0].shape`: expected `closed` or `overlay` or `line`, found `round`"));
    for text in ["[]", "5", "\"x\"", "{}", "[\"2.0\"]"] {
        let said = json::read(SourceId(0), text).diagnostics.remove(0).message;
        assert!(said.starts_with("no model document: ") && !said.contains("struct"), "{text}: {said}");
    }
}

#[test]
fn positions_are_those_of_something() {
    let one = |change: &dyn Fn(&mut Value)| errors(change).concat();
    let said = one(&|document| document["flows"][0]["implied"] = 99.into());
    assert!(
        said.starts_with("import-position: `flows[0].implied` is the position 99 in `implied`, which holds "),
        "{said}"
    );
    let said = one(&|document| document["flows"][0]["at"] = serde_json::json!([7, 1, 1, 2]));
    assert_eq!(said, "import-position: `flows[0].at` is the position 7 in `sources`, which holds 1");
    let text = "model m\nactor u\nprocess w\ndata c { class = secret }\nu -> w { via = http, carries = c }\n";
    let mut document: Value =
        serde_json::from_str(&json_of(&compiled(&[("model.tm".to_owned(), text.to_owned())]))).unwrap();
    document["threats"][0]["rule"] = 999.into();
    let said = json::read(SourceId(0), &document.to_string()).diagnostics.remove(0).message;
    assert!(said.starts_with("`threats[0].rule` is the position 999 in `rules`, which holds "), "{said}");
}

#[test]
fn one_document_is_read_at_a_time() {
    let document = json_of(&compiled(&[("model.tm".to_owned(), MODEL.to_owned())]));
    let said = |text: &str| json::read(SourceId(0), text).diagnostics.remove(0).message;
    assert_eq!(
        said(&format!("{document}{document}")),
        "several documents stand in the text, and one is read at a time"
    );
    assert!(said(&format!("{document}x")).starts_with("no JSON: "), "{}", said(&format!("{document}x")));
}
