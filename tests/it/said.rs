//! Facts that a model can say, and what follows from them: who is let in and how, where a value comes from, what is kept
//! where, and what is set aside.

use std::path::Path;

use palisade::driver::{self, Compilation, MemoryWorld, Options};
use palisade::model::Thing;

fn compiled(text: &str) -> Compilation {
    let mut world = MemoryWorld::new(palisade::model::date(2026, 11, 23).unwrap());
    world.add("/p/model.tm", text);
    driver::compile(&world, Path::new("/p/model.tm"), &Options::default()).unwrap()
}

/// The ids of open threats of rules or policies whose name begins so.
fn threats(text: &str, prefix: &str) -> Vec<String> {
    let compiled = compiled(text);
    let found = compiled.findings();
    let ids = compiled.threats.threats.iter().map(|threat| found.id(threat).to_string());
    ids.filter(|id| id.starts_with(prefix)).collect()
}

#[test]
fn several_words_are_compared_word_by_word() {
    let text = "model m
process web
process api
enter: web -> api { via = https, auth = [password, session], access = [read, write], carries = [], returns = [] }
ask: api -> web { via = https, carries = [], returns = [] }
policy is.session \"A\" { on = flow, forbid = flow.auth == session }
policy is.turned \"B\" { on = flow, forbid = password == flow.auth }
policy is.one \"C\" { on = flow, forbid = flow.auth in [token, session] }
policy is.within \"D\" { on = flow, forbid = session in flow.auth }
policy is.writing \"E\" { on = flow, forbid = flow.access == write }
policy is.other \"F\" { on = flow, forbid = flow.auth != token }
policy is.both \"G\" { on = flow, forbid = flow.auth == session and flow.auth == password }
policy is.two \"H\" { on = flow, forbid = count(flow.auth) == 2 }
policy not.token \"I\" { on = flow, forbid = flow.auth == token }
policy not.session \"J\" { on = flow, forbid = flow.auth != session }
policy not.one \"K\" { on = flow, forbid = flow.auth in [token, oidc] }
policy not.known \"L\" { on = flow, forbid = not known(flow.auth) and flow == enter }
";
    let is = [
        "is.session@enter",
        "is.turned@enter",
        "is.one@enter",
        "is.within@enter",
        "is.writing@enter",
        "is.other@enter",
        "is.both@enter",
        "is.two@enter",
    ];
    let mut found = threats(text, "is.");
    found.sort();
    let mut is: Vec<String> = is.map(str::to_owned).to_vec();
    is.sort();
    assert_eq!(found, is);
    assert_eq!(threats(text, "not."), Vec::<String>::new());
}

#[test]
fn reasons_show_every_word() {
    let text = "model m
process web
process api
web -> api { via = https, auth = [password, session], carries = [], returns = [] }
policy is.session \"A\" { on = flow, forbid = flow.auth == session }
";
    let compiled = compiled(text);
    let found = compiled.findings();
    let threat = compiled.threats.threats.iter().find(|threat| found.id(threat).starts_with("is.session")).unwrap();
    let said: Vec<String> = found.why(threat).into_iter().map(|reason| reason.text).collect();
    assert_eq!(said, ["`web->api` says `auth = [password, session]`"]);
}

const REGIONS: &str = "model m
data note { class = confidential, personal = true }
boundary eu { trust = internal, jurisdiction = \"EU\"
  process web
  boundary zone { process inner }
}
boundary us { trust = internal, jurisdiction = \"US\"
  process far
  process kept { jurisdiction = \"EU\" }
}
send: web -> far { via = https, auth = mtls, carries = note, returns = [] }
pass: inner -> kept { via = https, auth = mtls, carries = note, returns = [] }
policy law.leaves \"A\" { on = flow, forbid = from.jurisdiction != to.jurisdiction }
policy law.inside \"B\" { on = boundary, forbid = this.jurisdiction == \"EU\" }
";

#[test]
fn what_a_boundary_says_holds_inside_and_is_not_asked() {
    let mut found = threats(REGIONS, "law.");
    found.sort();
    assert_eq!(found, ["law.inside@eu", "law.inside@zone", "law.leaves@send"]);
    assert_eq!(threats(REGIONS, "privacy.transfer"), ["privacy.transfer@send"]);
    let compiled = compiled(REGIONS);
    let asked = compiled.threats.questions.iter().map(|question| question.text(&compiled.model));
    assert_eq!(asked.filter(|text| text.contains("whose law")).collect::<Vec<_>>(), Vec::<String>::new());
    let found = compiled.findings();
    let threat = compiled.threats.threats.iter().find(|threat| found.id(threat) == "law.leaves@send").unwrap();
    let said: Vec<String> = found.why(threat).into_iter().map(|reason| reason.text).collect();
    assert_eq!(
        said,
        [
            "`web` is inside `eu`, which says `jurisdiction = \"EU\"`",
            "`far` is inside `us`, which says `jurisdiction = \"US\"`",
        ]
    );
}

#[test]
fn what_a_process_holds_counts_and_is_never_asked() {
    let text = "model m
data secret { class = secret }
process vault { holds = secret }
process web
external copy { holds = secret }
store db
web -> vault { via = https, auth = mtls, carries = [], returns = [] }
web -> copy { via = https, auth = mtls, carries = [], returns = [] }
web -> db { via = tls, auth = mtls, carries = [], returns = [] }
policy has.held \"A\" { on = element, forbid = holds(this, d: d.class == secret) }
policy has.data \"B\" { on = element, forbid = any(this.data, d: d.class == secret) }
policy has.place \"C\" { on = data, forbid = any(this.places, p: p is process) }
policy not.silent \"D\" { on = process, forbid = this == web and not known(this.holds) }
";
    let mut found = threats(text, "has.");
    found.sort();
    assert_eq!(found, ["has.data@copy", "has.data@vault", "has.held@copy", "has.held@vault", "has.place@secret"]);
    assert_eq!(threats(text, "not."), Vec::<String>::new());
    let compiled = compiled(text);
    let asked: Vec<Thing> = compiled
        .threats
        .questions
        .iter()
        .filter(|question| question.answer(&compiled.model).starts_with("holds"))
        .map(|question| question.thing)
        .collect();
    assert_eq!(asked.len(), 1, "the store alone is asked");
    assert_eq!(compiled.model.name(asked[0]), "db");
}

#[test]
fn from_a_flow_that_is_set_aside_nothing_follows() {
    let text = |aside: &str| {
        format!(
            "model m
data login {{ class = secret, credential = true }}
boundary out {{ trust = untrusted, actor ana }}
boundary home {{ trust = internal, process web, store db : postgres }}
enter: ana -> web {{ via = http, auth = none, carries = login, returns = login{aside} }}
save: web -> db {{ via = sql-wire, auth = password, carries = login, returns = login, encrypted = false }}
policy own.tainted \"A\" {{ on = element, forbid = tainted(this) and this.trust > partner }}
policy own.exposed \"B\" {{ on = element, forbid = exposed(this) and this.trust > partner }}
policy own.reached \"C\" {{ on = store, forbid = any(model.elements, e: e is actor and reaches(e, this)) }}
policy own.called \"D\" {{ on = element, forbid = any(this.incoming, f: f.from is actor) }}
policy own.flows \"E\" {{ on = model, forbid = any(model.flows, f: f.from is actor) }}
policy own.where \"F\" {{ on = data, forbid = any(this.places, p: p is actor) }}
policy own.carried \"G\" {{ on = data, forbid = any(this.flows, f: f.from is actor) }}
policy own.joined \"H\" {{ on = process, forbid = any(model.elements, e: e is actor and connected(e, this)) }}
policy own.this \"I\" {{ on = flow, forbid = from is actor }}
"
        )
    };
    let mut without = threats(&text(""), "own.");
    without.sort();
    assert_eq!(
        without,
        [
            "own.called@web",
            "own.carried@login",
            "own.exposed@db",
            "own.exposed@web",
            "own.flows@m",
            "own.joined@web",
            "own.reached@db",
            "own.tainted@db",
            "own.tainted@web",
            "own.this@enter",
            "own.where@login",
        ]
    );
    assert_eq!(threats(&text(", out-of-scope = \"another team's\""), "own."), Vec::<String>::new());
}

#[test]
fn what_another_models_boundary_says_comes_along_and_what_is_lost_is_unknown() {
    let mut world = MemoryWorld::new(palisade::model::date(2026, 11, 23).unwrap());
    let theirs = "model other
data key { class = secret }
boundary cloud { trust = internal, jurisdiction = \"US\", process keeper { export = true, holds = key } }
actor nobody
nobody -> keeper { via = https, carries = [], returns = [] }
";
    let ours = "model m
use \"other\" as o
boundary eu { trust = internal, jurisdiction = \"EU\", process web }
call: web -> o.keeper { via = https, carries = [], returns = [] }
policy law.leaves \"A\" { on = flow, forbid = from.jurisdiction != to.jurisdiction }
policy not.empty \"B\" { on = flow, forbid = count(to.holds) == 0 }
";
    world.add("/p/model.tm", ours);
    world.add("/p/other/model.tm", theirs);
    let compiled = driver::compile(&world, Path::new("/p/model.tm"), &Options::default()).unwrap();
    let found = compiled.findings();
    let ids = compiled.threats.threats.iter().map(|threat| found.id(threat).to_string());
    let ids: Vec<String> = ids.filter(|id| id.starts_with("law.") || id.starts_with("not.")).collect();
    assert_eq!(ids, ["law.leaves@call"]);
}
