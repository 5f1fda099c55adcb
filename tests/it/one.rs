//! One threat for one remedy: flows between the same ends; and evidence that stands for facts.

use std::collections::BTreeMap;
use std::path::Path;

use palisade::driver::{self, Compilation, MemoryWorld, Options};
use palisade::threat::{Provenance, Status};

fn compiled(text: &str, files: &[(&str, &str)], options: &Options) -> Compilation {
    let mut world = MemoryWorld::new(palisade::model::date(2026, 11, 23).unwrap());
    world.add("/p/.git/HEAD", "");
    world.add("/p/model.tm", text);
    files.iter().for_each(|(path, text)| world.add(format!("/p/{path}"), *text));
    driver::compile(&world, Path::new("/p/model.tm"), options).unwrap()
}

fn compile(text: &str) -> Compilation {
    compiled(text, &[], &Options::default())
}

const SHOP: &str = "model m\nactor ana\nboundary home { trust = internal\n  process web\n  process job\n  \
    store db : postgres\n}\nflow use: ana -> web { via = https }\nflow read: web -> db { via = sql-tls }\n\
    flow save: web -> db { via = sql-tls }\nflow run: web -> job { via = https, auth = mtls }\n\
    flow tidy: job -> db { via = sql-tls }\n";

fn rule(one: &str) -> String {
    format!(
        "rule own.r \"R {{from}} {{to}}\" {{ stride = tampering, on = flow, when = to is sql, {one}likelihood = high, \
         impact = high, unless = flow has mutual-authentication or from has query-escaping, fix = \"x\", refs = [\"CWE-89\"] }}\n"
    )
}

/// `own.r@target`, by its status and the flows that it lists.
fn found(text: &str) -> BTreeMap<String, (Status, Vec<String>)> {
    let compiled = compile(text);
    let threats = compiled.threats.threats.iter();
    let own = threats.filter(|threat| compiled.findings().rule_id(threat) == "own.r");
    own.map(|threat| {
        let flows = threat.members.iter().map(|member| compiled.model.name(member.flow).to_owned());
        (compiled.findings().id(threat).to_string(), (threat.status, flows.collect()))
    })
    .collect()
}

#[test]
fn flows_are_joined_by_the_ends_that_they_share() {
    let ids = |one: &str| -> Vec<String> {
        let found = found(&format!("{SHOP}{}", rule(one)));
        found.into_iter().map(|(id, (_, flows))| format!("{id} [{}]", flows.join(" "))).collect()
    };
    assert_eq!(ids(""), ["own.r@read []", "own.r@save []", "own.r@tidy []"]);
    assert_eq!(ids("one = [from, to], "), ["own.r@job->db [tidy]", "own.r@web->db [read save]"]);
    assert_eq!(ids("one = to, "), ["own.r@db [read save tidy]"]);
    assert_eq!(ids("one = from, "), ["own.r@job [tidy]", "own.r@web [read save]"]);
}

/// A control or a decision on one flow answers that flow; the threat is closed when every flow is.
#[test]
fn it_stands_as_the_worst_of_its_flows() {
    let status = |more: &str| found(&format!("{SHOP}{}{more}", rule("one = [from, to], ")))["own.r@web->db"].0;
    let control = |on: &str| format!("control c-{} : query-escaping {{ on = {on}, status = implemented }}\n", on.len());
    let until = "because = \"x\", by = @me, until = 2027-01-01";
    assert_eq!(status(""), Status::Open);
    assert_eq!(status(&control("save")), Status::Open);
    assert_eq!(status(&control("web")), Status::Mitigated);
    assert_eq!(status(&control("[read, save]")), Status::Mitigated);
    assert_eq!(status(&format!("accept own.r on save {{ {until} }}\n")), Status::Open);
    assert_eq!(status(&format!("accept own.r@web->db {{ {until} }}\n")), Status::Accepted);
    assert_eq!(status(&format!("accept own.r on save {{ {until} }}\n{}", control("read"))), Status::Accepted);
    assert_eq!(status(&format!("accept own.r on home.* {{ {until} }}\n")), Status::Accepted);
    assert_eq!(status(&format!("accept own.r on * {{ {until} }}\n")), Status::Accepted);
}

/// A decision closes one threat, however many flows it has, and none where a flow stays open.
#[test]
fn a_decision_closes_one_threat() {
    let closes = |more: &str| {
        let compiled = compile(&format!("{SHOP}{}{more}", rule("one = [from, to], ")));
        compiled.threats.closed_by.clone()
    };
    let fields = "{ because = \"x\", by = @me, until = 2027-01-01 }\n";
    assert_eq!(closes(&format!("accept own.r on web->db {fields}")), [1]);
    assert_eq!(closes(&format!("accept own.r on read {fields}")), [0]);
    assert_eq!(closes(&format!("accept own.r on read {fields}accept own.r on save {fields}")), [1, 1]);
    assert_eq!(closes(&format!("accept own.r on * {fields}")), [2]);
}

/// JSON lists the flows, and what would close the threat closes it on all of them.
#[test]
fn outputs_list_the_flows() {
    let compiled = compile(&format!("{SHOP}{}", rule("one = [from, to], ")));
    let json: serde_json::Value = serde_json::from_str(&crate::formats::json_of(&compiled)).unwrap();
    let threat = json["threats"].as_array().unwrap().iter().find(|each| each["id"] == "own.r@web->db").unwrap();
    assert_eq!(threat["target"], "web->db");
    assert_eq!(threat["flows"][1]["flow"], "save");
    assert_eq!(threat["flows"][1]["status"], "open");
    let found = compiled.findings().by_id("own.r@save").unwrap();
    assert_eq!(compiled.findings().id(found), "own.r@web->db", "a flow leads to its threat");
    let ways = compiled.findings().closings(found).ways;
    assert!(ways.iter().any(|way| way.len() == 1) && ways.iter().any(|way| way.len() == 2), "{ways:?}");
}

/// Evidence of an element or a flow stands for what it states, and for nothing else.
#[test]
fn facts_have_evidence() {
    const MODEL: &str = "model m\ndata card { class = secret }\nboundary home { trust = internal\n  process web\n  \
        store db : database { holds = card, encrypted = true, EVIDENCE }\n}\nweb -> db { via = sql-tls, carries = card }\n\
        rule own.plain \"P\" { stride = information-disclosure, on = store, when = this.trust == internal, \
        unless = this.encrypted, likelihood = high, impact = high, fix = \"x\", refs = [\"CWE-311\"] }\n";
    let files = [
        ("docs/disk.md", "The disk is encrypted.\n"),
        ("docs/disk.rs", "#[test]\nfn sealed() {}\n"),
        ("results.xml", "<testsuite><testcase name=\"sealed\" file=\"docs/disk.rs\"/></testsuite>"),
    ];
    let stands = |evidence: &str, tests: &[&str]| {
        let options = Options { tests: tests.iter().map(|path| path.into()).collect(), ..Options::default() };
        let compiled = compiled(&MODEL.replace("EVIDENCE", evidence), &files, &options);
        let found = compiled.findings().by_id("own.plain@db").unwrap();
        (found.status, found.provenance)
    };
    let (claimed, shown) = (Some(Provenance::Claimed), Some(Provenance::Evidenced));
    assert_eq!(stands("owner = @me", &[]), (Status::Mitigated, claimed));
    assert_eq!(stands("evidence = url \"https://example.org/disk\"", &[]), (Status::Mitigated, claimed));
    assert_eq!(stands("evidence = file \"docs/disk.md\"", &[]), (Status::Mitigated, shown));
    assert_eq!(stands("evidence = test \"docs/disk.rs::sealed\"", &[]), (Status::Mitigated, shown));
    assert_eq!(stands("evidence = test \"docs/disk.rs::sealed\"", &["/p/results.xml"]), (Status::Verified, shown));
    assert_eq!(stands("evidence = file \"docs/none.md\"", &[]), (Status::Lapsed, None));
    assert_eq!(stands("evidence = test \"docs/disk.rs::open\"", &[]), (Status::Lapsed, None));
}

/// Where one flow is only claimed to be safe, the whole is no more than claimed, whatever closes the others.
#[test]
fn a_claim_on_one_flow_is_a_claim() {
    let until = "because = \"x\", by = @me, until = 2027-01-01";
    let closed = format!(
        "{SHOP}{}control c : query-escaping {{ on = read, status = implemented }}\naccept own.r on save {{ {until} }}\n",
        rule("one = [from, to], ")
    );
    let compiled = compile(&closed);
    let found = compiled.findings().by_id("own.r@web->db").unwrap();
    assert_eq!((found.status, found.provenance), (Status::Accepted, Some(Provenance::Claimed)));
    let compiled = compile(&closed.replace("accept own.r on save", "remove own.r on save"));
    let found = compiled.findings().by_id("own.r@web->db").unwrap();
    assert_eq!((found.status, found.provenance), (Status::Removing, None));
}
