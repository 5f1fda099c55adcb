//! Which of several answers counts, and which of several names is told. Each was broken on purpose once, and no test
//! noticed.

use palisade::diag::Diagnostic;
use palisade::driver::Compilation;
use palisade::model::Target;

use crate::structure::{sound, threat_of};

const SHOP: &str = "model m\nactor u\nprocess web { trust = internal }\nstore db\nflow f: u -> web\nflow g: web -> db\n\
                    entry door on web { flows = [f] }\n";

/// Rules of the model on a kind of thing.
fn rule(name: &str, on: &str, more: &str) -> String {
    format!(
        "rule {name} \"R\" {{ stride = tampering, on = {on}, when = true, likelihood = very-high, impact = very-high, \
         fix = \"x\", {more} }}\n"
    )
}

fn status(compiled: &Compilation, id: &str) -> &'static str {
    threat_of(compiled, id).unwrap_or_else(|| panic!("there is no {id}")).status.word()
}

fn said<'a>(compiled: &'a Compilation, code: &str) -> Vec<&'a Diagnostic> {
    compiled.diagnostics.iter().filter(|said| said.code.0 == code).collect()
}

fn assume(name: &str, about: &str, expires: &str) -> String {
    format!(
        "assume {name} \"S\" {{ about = {about}, answers = own.rule, status = confirmed, owner = @me, expires = {expires} }}\n"
    )
}

/// Of assumptions that answer one threat, the one that holds today counts, wherever it stands.
#[test]
fn the_assumption_in_force_counts() {
    let late = assume("late", "web", "2026-01-31");
    let held = assume("held", "web", "2027-01-31");
    let standing = |more: &str| {
        let compiled = sound(&format!("{SHOP}{}{more}", rule("own.rule", "process", "")));
        status(&compiled, "own.rule@web")
    };
    assert_eq!(standing(&late), "lapsed");
    assert_eq!(standing(&held), "assumed");
    assert_eq!(standing(&format!("{late}{held}")), "assumed");
    assert_eq!(standing(&format!("{held}{late}")), "assumed");
}

/// An assumption about an element, or about a boundary around it, is about its entry points as well.
#[test]
fn an_assumption_about_an_element_answers_for_its_entry_points() {
    let standing = |about: &str| {
        let boundary = "boundary lan { trust = internal\n process inner }\nentry gate on inner\n";
        let more = assume("held", about, "2027-01-31");
        let compiled = sound(&format!("{SHOP}{boundary}{}{more}", rule("own.rule", "entry", "")));
        [status(&compiled, "own.rule@door"), status(&compiled, "own.rule@gate")]
    };
    assert_eq!(standing("web"), ["assumed", "open"]);
    assert_eq!(standing("inner"), ["open", "assumed"]);
    assert_eq!(standing("lan"), ["open", "assumed"]);
    assert_eq!(standing("db"), ["open", "open"]);
}

/// A decision answers for what is left of a risk when controls have done their part: where they have closed the threat,
/// nobody has to sign.
#[test]
fn a_closed_threat_asks_for_no_name_and_no_day() {
    let model = |control: &str| {
        let rule = rule("own.rule", "process", "unless = this has rate-limit");
        sound_or_not(&format!("{SHOP}{rule}accept own.rule on web {{ because = \"x\" }}\n{control}"))
    };
    let codes = |compiled: &Compilation| {
        ["decision-without-by", "decision-without-until", "decision-needless"].map(|code| said(compiled, code).len())
    };
    assert_eq!(codes(&model("")), [1, 1, 0]);
    let control = "control c : rate-limit { on = web, status = implemented }\n";
    assert_eq!(codes(&model(control)), [0, 0, 1]);
    assert_eq!(codes(&model(&control.replace("implemented", "planned"))), [1, 1, 0]);
    // Nor does it matter then that two decisions contradict each other.
    let other = "dismiss own.rule on web { because = \"y\" }\n";
    let conflicts = |compiled: &Compilation| said(compiled, "decision-conflict").len();
    assert_eq!([conflicts(&model(other)), conflicts(&model(&format!("{control}{other}")))], [1, 0]);
}

/// A model that may have errors.
fn sound_or_not(text: &str) -> Compilation {
    crate::formats::compiled(&[("model.tm".to_owned(), text.to_owned())])
}

/// Every name of a chain of renames leads to what the thing is called today, the oldest too, in any order of the chain.
#[test]
fn the_oldest_name_of_a_chain_leads_to_the_newest() {
    let steps = ["moved oldest to older\n", "moved older to old\n", "moved old to web\n"];
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
        let moved: String = order.into_iter().map(|step| steps[step]).collect();
        for name in ["oldest", "older", "old"] {
            let decision = format!("accept own.rule on {name} {{ because = \"x\", by = @me, until = 2027-01-31 }}\n");
            let compiled = sound(&format!("{SHOP}{}{moved}{decision}", rule("own.rule", "process", "")));
            assert_eq!(status(&compiled, "own.rule@web"), "accepted", "{name}: {moved}");
            assert_eq!(compiled.model.moved.get(name).map(|now| now.as_str()), Some("web"), "{moved}");
            let web = compiled.model.names["web"];
            assert!(compiled.model.decisions.iter().all(|decision| decision.target == Target::Thing(web)));
        }
        // Of a flow without a name, the ends are followed as well.
        let decision = "accept own.rule on oldest->side { because = \"x\", by = @me, until = 2027-01-31 }\n";
        let flows = "process side\nweb -> side\n";
        let compiled = sound(&format!("{SHOP}{flows}{}{moved}{decision}", rule("own.rule", "flow", "")));
        assert_eq!(status(&compiled, "own.rule@web->side"), "accepted", "{moved}");
    }
}

/// Of several narrower rules, the first by name is the one under which the broader one is found.
#[test]
fn the_first_of_several_narrower_rules_is_named() {
    let narrow = |name: &str| rule(name, "process", "supersedes = own.broad");
    let (b, c, a) = (narrow("own.b"), narrow("own.c"), narrow("own.a"));
    let decision = "dismiss own.broad on web { because = \"x\" }\n";
    for rules in [format!("{b}{c}{a}"), format!("{a}{b}{c}"), format!("{c}{a}{b}")] {
        let compiled = sound(&format!("{SHOP}{}{rules}{decision}", rule("own.broad", "process", "")));
        assert!(threat_of(&compiled, "own.broad@web").is_none());
        let narrower: Vec<&str> =
            compiled.threats.folded.iter().map(|each| compiled.rules[each.narrower as usize].id.as_str()).collect();
        assert!(
            narrower.contains(&"own.a") && !narrower.iter().any(|id| ["own.b", "own.c"].contains(id)),
            "{narrower:?}"
        );
        let told = said(&compiled, "decision-matches-nothing");
        assert_eq!(told.len(), 1);
        assert!(format!("{:?}", told[0]).contains("it folds into `own.a@web`"), "{told:#?}");
    }
}

/// Where decisions contradict each other, the two that are named are the first, in the order of verbs and then of the
/// file; nothing else answers the threat meanwhile.
#[test]
fn the_first_of_several_conflicts_is_named() {
    let decide = |verb: &str, until: &str| {
        let more = if verb == "warn" { "notice = \"so\", " } else { "" };
        format!("{verb} own.rule on web {{ because = \"x\", {more}by = @me, until = {until} }}\n")
    };
    let (accept, warn, dismiss) =
        (decide("accept", "2027-01-31"), decide("warn", "2027-01-31"), decide("dismiss", "2027-01-31"));
    let late = decide("remove", "2026-01-31");
    let told = |decisions: &str| {
        let text = format!("{SHOP}{}{decisions}", rule("own.rule", "process", ""));
        let compiled = sound_or_not(&text);
        let told: Vec<[String; 2]> = said(&compiled, "decision-conflict")
            .into_iter()
            .map(|said| {
                let word =
                    |at: usize| text[said.labels[at].span.start as usize..].split(' ').next().unwrap().to_owned();
                [word(0), word(1)]
            })
            .collect();
        told
    };
    let one = |a: &str, b: &str| vec![[a.to_owned(), b.to_owned()]];
    assert_eq!(told(&format!("{dismiss}{warn}{accept}")), one("accept", "warn"));
    assert_eq!(told(&format!("{accept}{warn}{dismiss}")), one("accept", "warn"));
    assert_eq!(told(&format!("{dismiss}{accept}")), one("accept", "dismiss"));
    // What has expired contradicts nothing.
    assert_eq!(told(&format!("{late}{accept}")), Vec::<[String; 2]>::new());
    assert_eq!(told(&format!("{late}{dismiss}{accept}")), one("accept", "dismiss"));
}
