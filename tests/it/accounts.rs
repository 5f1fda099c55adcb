//! What an account is worth, who administers, what forwards and calls for itself, and what threats that several flows
//! share say of those that are closed.

use std::path::PathBuf;

use palisade::driver::{Compilation, MemoryWorld, Options, run};
use palisade::model::parse_date;
use palisade::threat::Threat;

fn compile(model: &str) -> Compilation {
    let mut world = MemoryWorld::new(parse_date("2026-11-23").unwrap());
    world.add("model.tm", model);
    let compiled = run(&world, &[PathBuf::from("model.tm")], &Options::default()).compilations.pop().unwrap();
    let errors: Vec<_> = compiled.diagnostics.iter().filter(|said| said.severity.word() == "error").collect();
    assert!(errors.is_empty(), "{model}\n{errors:#?}");
    compiled
}

fn threat<'c>(compiled: &'c Compilation, id: &str) -> Option<&'c Threat> {
    compiled.threats.threats.iter().find(|threat| compiled.findings().id(threat) == id)
}

/// The impact of a rule with `account(this)` on the flow `f`.
fn worth(model: &str) -> u8 {
    let rule = "rule own.lost \"L\" { stride = spoofing, on = flow, when = flow.auth == password\n\
                likelihood = medium, impact = account(this), fix = \"x\", refs = [\"CWE-307\"] }\n";
    let compiled = compile(&format!("model m\n{model}\n{rule}"));
    threat(&compiled, "own.lost@f").unwrap_or_else(|| panic!("{model}")).residual.impact
}

const DATA: &str = "data order { class = confidential, integrity = high }\n\
                    data word { class = secret, credential = true }\nactor guest\nprocess job\nprocess shop\n\
                    store db : postgres { holds = order }\n";

#[test]
fn one_account_is_one_of_many() {
    let of = |flow: &str| worth(&format!("{DATA}f: {flow}"));
    // Confidential is 4, a credential 5: what a person sees is a level less, and the password itself does not count.
    assert_eq!(of("guest -> shop { auth = password, carries = [order, word] }"), 3);
    assert_eq!(of("guest -> shop { auth = password, carries = order }"), 3);
    // Nothing is known but the password.
    assert_eq!(of("guest -> shop { auth = password, carries = word, returns = [] }"), 3);
    // An administrator, a program, a database: all of it.
    assert_eq!(of("guest -> shop { auth = password, admin = true, carries = order }"), 4);
    assert_eq!(of("job -> shop { auth = password, carries = [order, word] }"), 5);
    assert_eq!(of("guest -> db { auth = password, carries = order }"), 4);
    // A program among the callers calls for everybody.
    let door = "process door : load-balancer\nguest -> door { via = https }\n";
    assert_eq!(of(&format!("door -> shop {{ auth = password, carries = order }}\n{door}")), 3);
    assert_eq!(
        of(&format!("door -> shop {{ auth = password, carries = order }}\n{door}job -> door {{ via = https }}\n")),
        4
    );
}

#[test]
fn who_is_there_to_administer_does() {
    let is_admin = |more: &str, flow: &str| {
        let model = format!(
            "model m\nuse std.identity\ntype warden : [actor, administering]\nactor root : {more}\nprocess shop\n{flow}\n\
             policy none \"N\" {{ on = flow, forbid = flow.admin, severity = low }}\n"
        );
        threat(&compile(&model), "none@f").is_some()
    };
    assert!(is_admin("administrator", "f: root -> shop"));
    assert!(is_admin("break-glass-account", "f: root -> shop { via = ssh }"));
    assert!(is_admin("warden", "f: root -> shop { via = ssh }"));
    assert!(!is_admin("administrator", "f: root -> shop { admin = false }"));
    assert!(!is_admin("help-desk", "f: root -> shop"));
    let defaults = "boundary all { trust = internal, defaults flow { admin = false }\n  actor two : administrator\n\
                    process desk\n}\nf: two -> desk";
    assert!(!is_admin("help-desk", defaults));
}

#[test]
fn what_forwards_calls_its_own_store_itself() {
    let callers = |more: &str| {
        let model = format!(
            "model m\nactor guest\nprocess edge : gateway\nstore kept : redis\n{more}\n\
             policy people \"P\" {{ on = flow, forbid = any(flow.callers, o: o == guest), severity = low }}\n\
             policy itself \"I\" {{ on = flow, forbid = any(flow.callers, o: o == edge), severity = low }}\n"
        );
        let compiled = compile(&model);
        ["people@f", "itself@f"].map(|id| threat(&compiled, id).is_some())
    };
    assert_eq!(callers("guest -> edge { via = https }\nf: edge -> kept { via = redis-tls }"), [false, true]);
    // The statements of others are passed on.
    assert_eq!(callers("guest -> edge { via = redis-wire }\nf: edge -> kept { via = redis-tls }"), [true, false]);
    // Nobody said how.
    assert_eq!(callers("guest -> edge { via = https }\nf: edge -> kept"), [true, false]);
    // The order of declarations decides nothing, however many there are.
    let many: String = (0..70).map(|at| format!("actor a{at}\na{at} -> edge {{ via = https }}\n")).collect();
    let (first, last) = ("guest -> edge { via = redis-wire }\n", "f: edge -> kept { via = redis-tls }");
    assert_eq!(callers(&format!("{first}{many}{last}")), callers(&format!("{many}{first}{last}")));
}

/// Two flows into `web` with one remedy: the grave one is closed, the light one is open.
fn joined(order: [usize; 2]) -> Compilation {
    let flows = [
        "flow big: ana -> web { auth = password, carries = dossier, controls = t1 }\n",
        "flow small: bob -> web { auth = password, carries = leaflet }\n",
    ];
    compile(&format!(
        "model m\ndata dossier {{ class = secret, integrity = very-high }}\n\
         data leaflet {{ class = public, integrity = very-low }}\n\
         external ana {{ trust = partner }}\nexternal bob {{ trust = partner }}\nprocess web {{ trust = internal }}\n{}{}\
         technique t1 \"T\" {{ counters = spoofing }}\n\
         rule own.j \"{{from}} at {{to}}\" {{ stride = spoofing, on = flow, one = to, when = flow.auth == password\n\
         unless = flow has t1, likelihood = medium, impact = rating(flow), fix = \"x\", refs = [\"CWE-307\"] }}\n",
        flows[order[0]], flows[order[1]]
    ))
}

#[test]
fn closed_flows_make_no_shared_threat_graver() {
    let compiled = joined([0, 1]);
    let shared = threat(&compiled, "own.j@web").unwrap();
    assert!(!shared.status.is_closed());
    assert_eq!(shared.residual.impact, 1, "the open flow carries a leaflet");
    assert_eq!(compiled.findings().title(shared), "bob at web");
    assert_eq!(compiled.model.name(shared.gravest()), "small");
    // Where evidence is asked for, what is only claimed counts as open.
    assert_eq!(shared.evidenced.impact, 5);
    // In whatever order.
    let turned = joined([1, 0]);
    let other = threat(&turned, "own.j@web").unwrap();
    assert_eq!((other.residual, other.evidenced), (shared.residual, shared.evidenced));
    assert_eq!(turned.findings().title(other), "bob at web");
}

/// What an attacker holds in their hands stops no attacker.
#[test]
fn controls_of_strangers_protect_nobody() {
    let flood = |page: &str, edge: &str| {
        let compiled = compile(&format!(
            "model m\nuse std.web\nboundary device {{ trust = exposed\n  actor guest {{ trust = untrusted }}\n  \
             process page : browser {{ {page} }}\n}}\nprocess edge : reverse-proxy {{ trust = exposed{edge} }}\n\
             process web : web-app {{ trust = internal, availability = very-high }}\nguest -> page {{ local = true }}\n\
             page -> edge {{ via = https, carries = [], returns = [] }}\n\
             edge -> web {{ via = https, carries = [], returns = [] }}\n"
        ));
        threat(&compiled, "dos.exhaustion@web").unwrap().status.is_closed()
    };
    assert!(!flood("controls = rate-limit", ""));
    assert!(flood("", ", controls = rate-limit"));
}
