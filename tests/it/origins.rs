//! Who stands behind a call, what a program owes its own user, and whose remedy a threat's is.

use std::path::PathBuf;

use palisade::driver::{Compilation, MemoryWorld, Options, run};
use palisade::model::parse_date;

fn compile(model: &str) -> Compilation {
    let mut world = MemoryWorld::new(parse_date("2026-11-23").unwrap());
    world.add("model.tm", model);
    let mut run = run(&world, &[PathBuf::from("model.tm")], &Options::default());
    run.compilations.pop().unwrap()
}

/// The elements that a list of a flow gives, by policies that forbid each in turn.
fn listed(model: &str, flow: &str, list: &str) -> Vec<String> {
    let names = ["stranger", "staff", "page", "edge", "shop", "api", "robot", "helper"];
    let known = names.into_iter().filter(|name| model.contains(&format!(" {name}")));
    let policies = known.map(|name| {
        format!(
            "policy {list}-{name} \"P\" {{ on = flow, forbid = any(flow.{list}, o: o == {name}), severity = low }}\n"
        )
    });
    let text = format!("{model}{}", policies.collect::<String>());
    let compiled = compile(&text);
    let errors: Vec<_> = compiled.diagnostics.iter().filter(|said| said.severity.word() == "error").collect();
    assert!(errors.is_empty(), "{text}\n{errors:#?}");
    let ids = compiled.threats.threats.iter().map(|found| compiled.findings().id(found).to_string());
    let found = ids.filter_map(|id| {
        let (rule, target) = id.split_once('@')?;
        (target == flow).then(|| rule.strip_prefix(&format!("{list}-")).map(str::to_owned))?
    });
    let mut found: Vec<String> = found.collect();
    found.sort();
    found
}

const SHOP: &str = "model m \"M\"\nuse std.web\nuse std.ai\n\
    boundary out { trust = untrusted\n  actor stranger\n  process page : browser\n}\n\
    boundary rim { trust = exposed\n  process edge : reverse-proxy\n}\n\
    boundary inside { trust = internal\n  actor staff\n  process shop : web-app\n  process api : service\n}\n\
    uses: stranger -> page { local = true }\ncalls: page -> edge { via = https }\nfront: edge -> shop { via = http }\n\
    works: staff -> shop { via = https }\nask: shop -> api { via = https, auth = mtls }\n";

#[test]
fn callers_and_origins_are_who_stands_behind() {
    for (flow, list, expected) in [
        // A program owes its own user nothing, so nobody calls it there.
        ("uses", "callers", &[][..]),
        ("uses", "origins", &[]),
        ("calls", "callers", &["stranger"]),
        // The proxy is trusted more than who calls it.
        ("front", "callers", &["stranger"]),
        ("ask", "callers", &["shop"]),
        ("ask", "origins", &["staff", "stranger"]),
        ("works", "origins", &["staff"]),
    ] {
        assert_eq!(listed(SHOP, flow, list), expected, "flow {flow}, {list}");
    }
}

#[test]
fn what_is_trusted_less_than_its_callers_speaks_for_itself() {
    let model = "model m \"M\"\nuse std.web\nboundary out { trust = untrusted\n  process page : browser\n}\n\
        boundary inside { trust = internal\n  actor staff\n  process shop : web-app\n}\n\
        uses: staff -> page { local = true }\ncalls: page -> shop { via = https }\n";
    assert_eq!(listed(model, "calls", "callers"), ["page", "staff"]);
    // A terminal of ours is not in the hands of strangers.
    let kiosk = "model m \"M\"\nuse std.web\nboundary out { trust = untrusted\n  actor stranger\n}\n\
        boundary inside { trust = internal\n  process page : browser\n  process shop : web-app\n}\n\
        uses: stranger -> page { local = true }\ncalls: page -> shop { via = https }\n";
    assert_eq!(listed(kiosk, "uses", "callers"), ["stranger"]);
    assert_eq!(listed(kiosk, "calls", "callers"), ["stranger"]);
    // Pushed messages come to a client; who pushes them does not call through it.
    let pushed = SHOP.replace("uses: stranger -> page", "push: api -> page { via = https }\nuses: stranger -> page");
    assert_eq!(listed(&pushed, "calls", "origins"), ["stranger"]);
}

/// What only passes on may stand anywhere on the way, in front of a client too.
#[test]
fn a_proxy_before_a_client_hides_nobody() {
    let model = |before: &str| {
        format!(
            "model m \"M\"\nuse std.web\nboundary out {{ trust = untrusted\n  actor stranger\n  external robot\n}}\n\
             boundary inside {{ trust = internal\n  actor staff\n  process edge : load-balancer\n  process page : browser\n\
             process shop : web-app\n}}\n{before}\ncalls: page -> shop {{ via = https }}\n"
        )
    };
    let callers = |before: &str| listed(&model(before), "calls", "callers");
    let person = "on: edge -> page\nuses: stranger -> edge";
    assert_eq!(callers(person), ["stranger"]);
    assert_eq!(callers(&format!("{person}\nhelps: staff -> page {{ local = true }}")), ["staff", "stranger"]);
    // Programs do not use a browser, and a proxy that nobody uses it through neither.
    assert_eq!(callers("on: edge -> page\ncalled: robot -> edge"), ["page"]);
    assert_eq!(callers("on: edge -> page"), ["page"]);
}

/// Whoever stands behind counts, not who stands next: one more proxy changes nothing.
#[test]
fn what_is_looked_through_is_weighed_against_all_behind_it() {
    let model = "model m \"M\"\nuse std.web\nactor stranger { trust = untrusted }\n\
        process edge : reverse-proxy { trust = exposed }\nprocess shop : service { trust = internal }\n";
    let direct = format!("{model}in: stranger -> edge\ncalls: edge -> shop\n").replace("in:", "enter:");
    assert_eq!(listed(&direct, "calls", "callers"), ["stranger"]);
    let proxied = format!(
        "{model}process page : load-balancer {{ trust = internal }}\nenter: stranger -> page\non: page -> edge\ncalls: edge -> shop\n"
    );
    assert_eq!(listed(&proxied, "calls", "callers"), ["stranger"]);
    // Round in a circle too.
    assert_eq!(listed(&format!("{proxied}back: edge -> page\n"), "calls", "callers"), ["stranger"]);
    let ours = proxied.replace("trust = untrusted", "trust = internal");
    assert_eq!(listed(&ours, "calls", "callers"), ["edge", "stranger"]);
}

/// While a design is young, a flow may start at a boundary: that is who calls.
#[test]
fn a_flow_from_a_boundary_comes_from_it() {
    let model = "model m \"M\"\nboundary stranger { trust = untrusted\n  actor ana }\nprocess shop { trust = internal }\n\
        calls: stranger -> shop { via = https }\n";
    for list in ["callers", "origins"] {
        assert_eq!(listed(model, "calls", list), ["stranger"]);
        let rule = format!("any(flow.{list}, o: o.trust == untrusted)");
        let rule = format!("policy p \"P\" {{ on = flow, forbid = {rule} }}\n");
        let compiled = compile(&format!("{model}{rule}"));
        let found = compiled.threats.threats.iter().find(|found| compiled.findings().rule_id(found) == "p").unwrap();
        let why: Vec<String> = compiled.findings().why(found).into_iter().map(|reason| reason.text).collect();
        assert_eq!(why, ["`calls` comes from `stranger`", "`stranger` is `untrusted`"]);
    }
}

#[test]
fn rights_that_are_passed_on_pass_the_caller_on() {
    let plain = "model m \"M\"\nactor stranger\nprocess shop { trust = internal }\nprocess api { trust = internal }\n\
        in-: stranger -> shop { via = https }\nask: shop -> api { via = https }\n"
        .replace("in-:", "enter:");
    assert_eq!(listed(&plain, "ask", "origins"), ["shop"]);
    let passed = plain.replace("api { via = https }", "api { via = https, authorization = end-user }");
    assert_eq!(listed(&passed, "ask", "origins"), ["stranger"]);
    assert_eq!(listed(&passed, "ask", "callers"), ["shop"]);
}

/// Programs that call each other in a circle are who calls, and the model is told so.
#[test]
fn a_circle_has_nobody_behind_it() {
    let model = "model m \"M\"\nuse std.ai\nprocess robot : agent { trust = internal }\n\
        process helper : agent { trust = internal }\ngive: robot -> helper\nback: helper -> robot\n";
    assert_eq!(listed(model, "give", "origins"), ["robot"]);
    let codes = |text: &str| compile(text).diagnostics.iter().filter(|said| said.code.0 == "nobody-calls").count();
    assert_eq!(codes(model), 1);
    let called = format!("{model}actor stranger\nstranger -> robot\n");
    assert_eq!((codes(&called), listed(&called, "give", "origins")), (0, vec!["stranger".to_owned()]));
}

/// Ten thousand agents that call each other all round end as soon as the steps do.
#[test]
fn large_circles_end() {
    let mut text = "model m \"M\"\nuse std.ai\nuse std.web\n".to_owned();
    for number in 0..2_000 {
        text += &format!("process a{number} : agent {{ trust = internal }}\n");
    }
    for number in 0..2_000 {
        for on in [1, 7, 50] {
            text += &format!("a{number} -> a{} {{ via = https }}\n", (number + on) % 2_000);
        }
    }
    assert_eq!(compile(&text).diagnostics.iter().filter(|said| said.code.0 == "nobody-calls").count(), 1);
}

/// The reason names those that are looked through.
#[test]
fn the_way_is_told() {
    let model = format!("{SHOP}policy p \"P\" {{ on = flow, forbid = any(flow.origins, o: o == stranger) }}\n");
    let compiled = compile(&model);
    let findings = compiled.findings();
    let found = compiled.threats.threats.iter().find(|found| findings.id(found) == "p@ask").unwrap();
    let why = findings.why(found);
    assert!(
        why.iter().any(|reason| reason.text == "`ask` comes from `stranger` through `page`, `edge` and `shop`"),
        "{why:#?}"
    );
}

/// What only things out of scope could close is theirs: it is listed and named, and does not gate.
#[test]
fn a_remedy_of_others_is_theirs() {
    let model = |more: &str, unless: &str| {
        format!(
            "model m \"M\"\nprocess shop {{ trust = internal }}\nexternal bank {{ trust = partner{more} }}\n\
             pay: shop -> bank {{ via = https }}\n\
             rule r \"R\" {{ stride = tampering, on = flow, when = to is external, unless = {unless}\n\
             likelihood = very-high, impact = very-high, fix = \"x\", refs = [\"CWE-20\"] }}\n"
        )
    };
    let stands = |text: &str| {
        let compiled = compile(text);
        let findings = compiled.findings();
        let found = compiled.threats.threats.iter().find(|found| findings.id(found) == "r@pay").unwrap();
        let why: Vec<String> = findings.why(found).into_iter().map(|reason| reason.text).collect();
        (found.status.word(), why.join("; "), compiled.verdict.passed())
    };
    let out = ", out-of-scope = \"has a model of its own\"";
    let theirs = "to has rate-limit or (to is saas and from has rate-limit)";
    let (status, why, passed) = stands(&model(out, theirs));
    assert_eq!((status, passed), ("theirs", true), "{why}");
    assert!(why.contains("only `bank` could close it, which is out of scope"), "{why}");
    // In scope, or with something of ours that would do, it is ours.
    assert_eq!(stands(&model("", theirs)).0, "open");
    for ours in [
        "to has rate-limit or from has rate-limit",
        "to has rate-limit or flow.vpn",
        "to has rate-limit or from.managed",
    ] {
        let (status, _, passed) = stands(&model(out, ours));
        assert_eq!((status, passed), ("open", false), "{ours}");
    }
    // What they say of themselves does not make it ours.
    assert_eq!(stands(&model(&format!("{out}, lacks = rate-limit"), theirs)).0, "theirs");
    // Their defence counts, and so does a decision of ours.
    assert_eq!(stands(&model(&format!("{out}, controls = rate-limit"), theirs)).0, "mitigated");
    let decided = "accept r on pay { because = \"x\", by = @me, until = 2027-01-31 }\n";
    assert_eq!(stands(&format!("{}{decided}", model(out, theirs))).0, "accepted");
    // How our own flow is protected, we could say otherwise.
    for (ours, open) in
        [("flow.auth == password", "open"), ("not flow.encrypted", "open"), ("flow.auth != none", "theirs")]
    {
        let text = model(out, theirs).replace("when = to is external", &format!("when = to is external and {ours}"));
        let text = text.replace("{ via = https }", "{ via = https, auth = password, encrypted = false }");
        assert_eq!(stands(&text).0, open, "{ours}");
    }
    // A person decides no protocol.
    let person = |more: &str| model(more, "to has rate-limit or flow.vpn").replace("process shop", "actor shop");
    assert_eq!(stands(&person(out)).0, "theirs");
    assert_eq!(stands(&person("")).0, "open");
}

/// Where nobody stands behind the start of a flow, a condition on who calls is one on the start, however it is written.
#[test]
fn who_calls_is_the_start_where_nobody_stands_behind_it() {
    const CONDITIONS: [(&str, &str); 9] = [
        ("any(flow.LIST, o: o is actor)", "from is actor"),
        ("all(flow.LIST, o: o is actor)", "from is actor"),
        ("not any(flow.LIST, o: o is actor)", "not (from is actor)"),
        ("any(flow.LIST, o: o.trust < to.trust and o has rate-limit)", "from.trust < to.trust and from has rate-limit"),
        (
            "any(flow.LIST, o: any(o.outgoing, f: f.vpn or f.auth == none))",
            "any(from.outgoing, f: f.vpn or f.auth == none)",
        ),
        ("any(flow.LIST, o: any(flow.LIST, p: p.trust <= o.trust))", "true"),
        ("any(flow.LIST, o: exposed(o))", "exposed(from)"),
        ("any(flow.LIST, o: count(o.incoming) == 0) and to is process", "count(from.incoming) == 0 and to is process"),
        ("any(flow.LIST, o: o in model.elements and o.managed)", "from.managed"),
    ];
    let model = "model m \"M\"\nactor ana { trust = untrusted }\nexternal shop { trust = partner, managed = true }\n\
                 process job { trust = internal, lacks = rate-limit }\nprocess web { trust = internal }\nstore db\n\
                 a: ana -> web { vpn = true }\nb: shop -> web { auth = none }\nc: job -> db\nd: job -> web { vpn = false }\ne: ana -> job\n";
    for list in ["callers", "origins"] {
        for (of_list, of_start) in CONDITIONS {
            let found = |cond: &str| {
                let rule = format!(
                    "rule r \"R\" {{ stride = tampering, on = flow, when = {cond}, likelihood = medium, fix = \"x\", refs = [\"CWE-20\"] }}\n"
                );
                let compiled = compile(&format!("{model}{rule}"));
                let findings = compiled.findings();
                let ours = |id: &String| id.starts_with("r@");
                let threats = compiled.threats.threats.iter().map(|threat| findings.id(threat).to_string());
                let asked =
                    compiled.threats.questions.iter().filter(|it| it.raises.iter().any(|id| id.starts_with("r@")));
                let asked: Vec<String> = asked.map(|it| it.text(&compiled.model)).collect();
                (threats.filter(ours).collect::<Vec<String>>(), asked)
            };
            assert_eq!(found(&of_list.replace("LIST", list)), found(of_start), "{list}: {of_list}");
        }
    }
}

/// What is out of scope says how many threats wait for others; of several decisions about one threat it is counted once; and
/// what is said to lack is taken back where that closes a threat.
#[test]
fn what_waits_for_others_is_counted_and_a_lack_is_taken_back() {
    let model = "model m \"M\"\nprocess shop { trust = internal, lacks = rate-limit }\nstore db { trust = internal }\n\
        external bank { trust = partner, out-of-scope = \"theirs\" }\npay: shop -> bank { via = https }\n\
        save: shop -> db\nload: shop -> db\n\
        rule r \"R\" { stride = tampering, on = flow, when = to is external, unless = to has rate-limit\n\
        likelihood = very-high, impact = very-high, fix = \"x\", refs = [\"CWE-20\"] }\n\
        rule g \"G\" { stride = tampering, on = flow, one = [from, to], when = to is store, unless = from has rate-limit\n\
        likelihood = very-high, impact = very-high, fix = \"x\", refs = [\"CWE-20\"] }\n";
    let compiled = compile(model);
    let summaries = |compiled: &Compilation| -> Vec<String> {
        compiled.loosening.kinds.iter().map(|kind| kind.summary.clone()).collect()
    };
    let waits = "1 element is out of scope, and the remedy of 1 threat at high or above is theirs";
    assert!(summaries(&compiled).contains(&waits.to_owned()), "{:#?}", summaries(&compiled));
    let findings = compiled.findings();
    let open = compiled.threats.threats.iter().find(|found| findings.id(found) == "g@shop->db").unwrap();
    let ways = format!("{:?}", findings.closings(open).ways);
    assert!(ways.contains("Retract") && ways.contains("Apply"), "{ways}");
    let decided = |flow: &str| format!("accept g@{flow} {{ because = \"x\", by = @me, until = 2027-01-31 }}\n");
    let twice = compile(&format!("{model}{}{}", decided("save"), decided("load")));
    let one = "2 decisions close 1 threat, 1 at high or above: 2 accept";
    assert!(summaries(&twice).contains(&one.to_owned()), "{:#?}", summaries(&twice));
}
