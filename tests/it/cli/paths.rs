//! `palisade paths`: what it tells people and programs, and what it says of names that mean nothing.

use serde_json::Value;

use crate::cli::{OPEN, Project};

const SHOP: &str = r#"model shop "Shop"
data card { class = secret }
actor buyer
external courier { trust = partner }
process web
process orders
store vault { holds = card }
flow browse: buyer -> web { via = https }
flow pay: web -> orders { via = https }
flow keep: orders -> vault { via = tls }
flow status: courier -> orders { via = https }
"#;

fn json(project: &Project, more: &[&str]) -> Value {
    let arguments = [&["paths", "--format", "json"], more].concat();
    serde_json::from_str(&project.run(&arguments).exits(0).out).unwrap()
}

/// `from to cost: flow, flow`
fn told(json: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let paths = json["attackPaths"]["paths"].as_array().unwrap().iter();
    let flows = |path: &Value| -> Vec<String> {
        path["steps"].as_array().unwrap().iter().map(|step| text(&step["flow"])).collect()
    };
    paths.map(|path| format!("{} {}: {}", text(&path["from"]), text(&path["to"]), flows(path).join(", "))).collect()
}

#[test]
fn paths_choke_points_and_the_cut() {
    let project = Project::new(&[("shop.tm", SHOP)]);
    let json = json(&project, &[]);
    assert_eq!(json["model"], "shop");
    assert_eq!(told(&json), ["courier card: status, keep", "buyer card: browse, pay, keep"]);
    let attack = &json["attackPaths"];
    let names = |points: &Value| -> Vec<String> {
        points.as_array().unwrap().iter().map(|point| point["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&attack["assets"][0]["chokePoints"]), ["orders", "keep"]);
    assert_eq!(names(&attack["cut"]), ["orders"]);
    for path in attack["paths"].as_array().unwrap() {
        let steps = path["steps"].as_array().unwrap();
        let costs = steps.iter().map(|step| step["cost"].as_u64().unwrap());
        assert_eq!(costs.sum::<u64>(), path["cost"].as_u64().unwrap());
    }
    project
        .run(&["paths"])
        .exits(0)
        .says("attack paths of shop: 2 paths from 2 sources to 1 asset\n")
        .says("courier → orders → vault\n")
        .says("to cut every path, protect 1 place\n  process orders: ");
    // The whole document and the report tell the same.
    let whole: Value = serde_json::from_str(&project.run(&["report", "--format", "json"]).exits(0).out).unwrap();
    // Where data are stands in `dataFlows` there.
    let mut paths = attack.clone();
    assert_eq!(paths["assets"][0]["places"], serde_json::json!(["vault"]));
    paths["assets"][0].as_object_mut().unwrap().remove("places");
    assert_eq!(whole["attackPaths"], paths);
    project.run(&["report"]).exits(0).says("## Attack paths").says("| `orders`, `keep` |");
}

#[test]
fn ends_can_be_chosen() {
    let project = Project::new(&[("shop.tm", SHOP)]);
    assert_eq!(told(&json(&project, &["--from", "buyer"])), ["buyer card: browse, pay, keep"]);
    assert_eq!(told(&json(&project, &["--from", "web"])), ["web card: pay, keep"]);
    assert_eq!(told(&json(&project, &["--to", "orders"])), ["courier orders: status", "buyer orders: browse, pay"]);
    assert_eq!(told(&json(&project, &["--limit", "1"])), ["courier card: status, keep"]);
    project.run(&["paths", "--limit", "1"]).exits(0).says("and 1 dearer path; `--limit` shows more");
    project.run(&["paths", "--from", "vault", "--to", "web"]).exits(0).says("0 paths").says("no path leads there");
}

#[test]
fn a_name_that_means_nothing_is_an_error_with_a_suggestion() {
    let project = Project::new(&[("shop.tm", SHOP)]);
    let wrong = |arguments: &[&str], message: &str, help: &str| {
        let ran = project.run(&[&["paths"], arguments].concat()).exits(2).complains(message).complains(help);
        assert_eq!(ran.out, "");
    };
    wrong(&["--from", "buyr"], "an element called `buyr` is not in the model", "did you mean `buyer`?");
    wrong(&["--to", "cart"], "a datum or an element called `cart` is not in the model", "did you mean `card`?");
    wrong(&["--to", "keep"], "`keep` is a flow, and a datum or an element is needed", "");
    wrong(&["--from", "card"], "`card` is a datum, and an element is needed", "");
    wrong(&["--from", "web", "--to", "web"], "a path from `web` to `web` has no steps", "name two different ends");
    // With several models, those that know the names are told.
    project.write("b/other.tm", OPEN.replace("shop", "other").as_bytes());
    project.run(&["paths", "--to", "card"]).exits(0).says("attack paths of shop");
    project.run(&["paths", "--to", "cart"]).exits(2).complains("`cart`").complains("did you mean `card`?");
    project.run(&["paths", "--from", "customer", "--to", "card"]).exits(2).complains("no model here has both ends");
}

#[test]
fn what_is_not_there_is_said() {
    let project = Project::new(&[("m.tm", "model m\nactor a\nprocess b\na -> b\n")]);
    project.run(&["paths"]).exits(0).says("no data is `confidential` or above");
    project.write("m.tm", b"model m\ndata d { class = secret }\nprocess a\nstore b { holds = d }\na -> b\n");
    project.run(&["paths"]).exits(0).says("nothing is untrusted or a partner's");
    project.run(&["report"]).exits(0).says("Nothing in the model is untrusted or a partner's.");
}

#[test]
fn the_report_and_json_follow_data() {
    let model = r#"model clinic "Clinic"
data record "Record" { class = confidential, personal = true }
actor patient
external lab "Lab" { trust = partner, jurisdiction = "US" }
process desk "Desk" { jurisdiction = "EU", max-class = internal }
store files { holds = record }
flow tell: patient -> desk { via = https, carries = record }
flow save: desk -> files { encrypted = false, carries = record }
flow send: desk -> lab { via = https, carries = record }
"#;
    let project = Project::new(&[("clinic.tm", model)]);
    project
        .run(&["report"])
        .exits(0)
        .says("| Record (`record`) | patient | Desk, files, Lab | files | `save` |  |")
        .says("- Record is confidential and is at Desk, where internal is the most (`clinic.tm:5`)")
        .says("- Record is confidential and is handed to Lab, which is a partner's, by `send`")
        .says("- Record goes from the law of EU to that of US, by `send`")
        .says("| Record | Lab | 2 | patient → Desk → Lab |");
    let whole: Value = serde_json::from_str(&project.run(&["report", "--format", "json"]).exits(0).out).unwrap();
    let flow = &whole["dataFlows"][0];
    assert_eq!(flow["origins"], serde_json::json!(["patient"]));
    assert_eq!(flow["reached"][2], serde_json::json!(["lab", 2, "send"]));
    assert_eq!(flow["goes"], serde_json::json!([["tell", true], ["save", false], ["send", true]]));
    assert_eq!(flow.get("returns"), None);
    let kinds: Vec<&Value> = flow["violations"].as_array().unwrap().iter().map(|it| &it["kind"]).collect();
    assert_eq!(kinds, ["above-class", "less-trusted", "jurisdiction"]);
}
