//! Elements beside their code: a model written with `in` is the model in one piece.

use std::collections::BTreeSet;

use palisade::diag::Severity;
use palisade::driver::Compilation;
use palisade::fmt::format_new;
use palisade::import::json;
use palisade::model::{BoundaryId, Thing};
use palisade::text::SourceId;

use crate::formats::{compiled, example, examples, json_of};

const ROOT: &str = r#"
model m "M" { owner = @ana }
data note "Note" { class = confidential, personal = true, subjects = 9 }
boundary internet : internet "Internet" {
  trust = untrusted
  actor visitor "Visitor"
}
"#;

const WEB: &str = r#"process web : service "Web" { parses = json, lacks = rate-limit }
  entry page on web "GET /" { access = visitor, flows = visit }
  flow visit: visitor -> web "Visits" { via = https, auth = session, carries = note }
  web -> db "Keeps" { via = sql-tls, auth = password, carries = note }
  web -> worker "Tells" { carries = note }
"#;
const WORKER: &str =
    "process worker : service \"Worker\"\n  flow read: worker -> db { via = sql-tls, returns = note }\n";
const DB: &str = r#"store db : postgres "Store" { holds = note, encrypted = true }"#;
const REST: &str = r#"
boundary mesh "Mesh" { members = [web, worker] }
boundary fence "Fence" { cuts = read }
accept availability.single-zone on db { because = "One is enough", by = @ana, until = 2027-03-01 }
control locks : access-control "Locks" { on = inner, status = implemented }
"#;

fn whole() -> Vec<(String, String)> {
    let text = format!(
        "{ROOT}boundary cloud : cloud-account \"Cloud\" {{
  trust = internal
  defaults flow {{ via = https, auth = mtls }}
  boundary front \"Front\" {{ trust = exposed, {WEB} }}
  {WORKER}
  boundary inner \"Inner\" {{ trust = restricted, {DB} }}
}}
{REST}"
    );
    vec![("model.tm".to_owned(), text)]
}

/// The same, with everything of ours in files of its own; which file declares what is turned by their names.
fn beside(names: [&str; 5]) -> Vec<(String, String)> {
    let parts = [
        "boundary cloud : cloud-account \"Cloud\" {\n  trust = internal\n  defaults flow { via = https, auth = mtls }\n}\n"
            .to_owned(),
        format!("in cloud {{ boundary front \"Front\" {{ trust = exposed }} }}\nin cloud.front {{ {WEB} }}\n"),
        format!("in cloud {{ {WORKER} }}\n"),
        "in cloud { boundary inner \"Inner\" { trust = restricted } }\n".to_owned(),
        format!("in inner {{ {DB} }}\n{REST}"),
    ];
    let mut files = vec![("model.tm".to_owned(), format!("{ROOT}include \"parts/*.tm\"\n"))];
    files.extend(names.iter().zip(parts).map(|(name, part)| (format!("parts/{name}.tm"), part)));
    files
}

fn sound(files: &[(String, String)]) -> Compilation {
    let compiled = compiled(files);
    let errors: Vec<_> = compiled.diagnostics.iter().filter(|said| said.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    compiled
}

/// What `import` makes of a document.
fn imported(json: &str) -> String {
    let imported = json::read(SourceId(0), json);
    assert!(imported.diagnostics.is_empty(), "{:#?}", imported.diagnostics);
    format_new(&imported.file)
}

/// What stands where, what crosses what, and which threat stands how, whatever the order.
fn facts(compiled: &Compilation) -> BTreeSet<String> {
    let (model, findings) = (&compiled.model, compiled.findings());
    let elements = model.element_ids().map(|id| {
        let around: Vec<&str> = model.enclosing(Thing::Element(id)).map(|id| model[id].decl.name.as_str()).collect();
        format!("{} in {around:?} at {}", model[id].decl.name, model[id].trust)
    });
    let flows = model.flow_ids().map(|id| {
        let names = |list: &[BoundaryId]| list.iter().map(|id| model[*id].decl.name.to_string()).collect::<Vec<_>>();
        let flow = &model[id];
        format!("{} leaves {:?} enters {:?}", flow.decl.name, names(&flow.leaves), names(&flow.enters))
    });
    let threats = &compiled.threats.threats;
    let threats =
        threats.iter().map(|found| format!("{} {:?} {}", findings.id(found), found.inherent, found.status.word()));
    elements.chain(flows).chain(threats).collect()
}

#[test]
fn a_model_in_parts_is_the_model_in_one_piece() {
    let whole = sound(&whole());
    let parts = sound(&beside(["1", "2", "3", "4", "5"]));
    assert_eq!(facts(&whole), facts(&parts));
    assert!(facts(&whole).iter().any(|fact| fact.starts_with("db in [\"inner\", \"cloud\"]")), "{:?}", facts(&whole));
    // What is written of a document says all but the places.
    assert_eq!(imported(&json_of(&whole)), imported(&json_of(&parts)));
}

#[test]
fn the_order_of_files_says_nothing() {
    let expected = facts(&sound(&whole()));
    for names in [["5", "4", "3", "2", "1"], ["3", "1", "5", "2", "4"], ["2", "5", "1", "4", "3"]] {
        assert_eq!(facts(&sound(&beside(names))), expected, "{names:?}");
    }
}

/// Examples have their services beside their code, and come back from their documents in one piece.
#[test]
fn what_comes_back_from_a_document_stands_where_it_stood() {
    let (mut with, mut boundaries) = (0, 0);
    for name in examples() {
        let files = example(&name);
        with += usize::from(files.iter().any(|(path, text)| path.ends_with(".tm") && text.contains("\nin ")));
        let before = compiled(&files);
        let after = compiled(&[("model.tm".to_owned(), imported(&json_of(&before)))]);
        for id in before.model.element_ids() {
            let own = &before.model[id];
            let Some(Thing::Element(again)) = after.model.names.get(&own.decl.name) else {
                assert!(own.foreign.is_some(), "{name}: {}", own.decl.name);
                continue;
            };
            let around = |compiled: &Compilation, id| {
                let around = compiled.model.enclosing(Thing::Element(id));
                around.map(|id| compiled.model[id].decl.name.to_string()).collect::<Vec<_>>()
            };
            assert_eq!(around(&before, id), around(&after, *again), "{name}: {}", own.decl.name);
            boundaries += around(&before, id).len();
        }
    }
    assert!(with >= 3 && boundaries > 20, "{with} examples, {boundaries} boundaries");
}

/// However boundaries are put into each other, looking at them is bounded, and so is how deep they are.
#[test]
fn chains_and_circles_of_boundaries_are_bounded() {
    let chain = |count: usize, last: &str| {
        let links = (0..count).map(|at| format!("in b{at} {{ boundary b{} {{ process p{} }} }}\n", at + 1, at + 1));
        format!("model m\n{}{last}", links.collect::<String>())
    };
    let count = 20_000;
    for (last, code) in
        [("boundary b0 { trust = internal }", "deep-boundary"), ("in b20000 { boundary b0 }", "boundary-circle")]
    {
        let compiled = compiled(&[("model.tm".to_owned(), chain(count, last))]);
        let told = compiled.diagnostics.iter().filter(|said| said.code.0 == code).count();
        assert!((1..=count / 64).contains(&told), "{code}: {told}");
        assert!(compiled.model.boundary_ids().all(|id| compiled.model[id].depth < 64), "{code}");
        assert_eq!(compiled.model.boundaries.len(), count + 1, "{code}");
    }
}
