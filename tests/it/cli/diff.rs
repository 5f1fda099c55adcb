//! `render --diff`: two versions of a model in one picture, which must tell the truth.

use std::fmt::Write;

use crate::cli::{Project, Ran};

const BEFORE: &str = r#"model shop "Shop" { owner = @a }
boundary cloud { trust = internal
  process web "Web"
  store db "Orders"
}
process mail "Mailer"
flow save: web -> db "Saves" { via = tls }
flow send: web -> mail "Sends"
flow load: db -> web "Loads"
"#;
const AFTER: &str = r#"model shop "Shop" { owner = @a }
boundary cloud { trust = internal
  process web "Web server"
  store db "Orders"
  store cache "Cache"
}
flow look: web -> cache "Looks up"
flow save: web -> db "Saves" { via = https }
flow load: db -> web "Loads"
"#;

#[test]
fn two_versions_in_one_picture() {
    let project = Project::new(&[("old/shop.tm", BEFORE), ("new/shop.tm", AFTER)]);
    let ran = project.run(&["render", "new", "--diff", "old"]).exits(0);
    let document = roxmltree::Document::parse(&ran.out).unwrap();
    let class = |id: &str| {
        let group = document.descendants().find(|node| node.attribute("data-id") == Some(id));
        let classes = group.and_then(|group| group.attribute("class")).unwrap_or_default();
        ["added", "removed", "changed"].into_iter().find(|word| classes.contains(&format!("dfd-{word}")))
    };
    assert_eq!(class("cache"), Some("added"));
    assert_eq!(class("look"), Some("added"));
    assert_eq!(class("mail"), Some("removed"));
    assert_eq!(class("send"), Some("removed"));
    assert_eq!(class("web"), Some("changed"), "its label");
    assert_eq!(class("save"), Some("changed"), "its protocol, which only the table shows; its number does not count");
    assert_eq!(class("load"), None, "one of its ends has another label");
    assert_eq!(class("db"), None);
    assert_eq!(class("cloud"), None);
    let description = document.descendants().find(|node| node.has_tag_name("desc")).and_then(|it| it.text()).unwrap();
    assert!(description.contains("Added: cache, look."), "{description}");
    assert!(description.contains("Removed: mail, send."), "{description}");
    for words in ["added", "removed", "changed", "+ Cache", "− Mailer", "~ Web server"] {
        assert!(document.descendants().any(|node| node.text().is_some_and(|text| text.trim() == words)), "{words}");
    }
    // The signs are words, so they are in every format; and nothing overlaps.
    project.run(&["render", "new", "--diff", "old", "--format", "mermaid"]).exits(0).says("#43; Cache");
    project.run(&["render", "new", "--diff", "old", "--format", "dot"]).exits(0).says("+ Cache");
    project.run(&["render", "new", "--diff", "old", "--lint"]).exits(0).says("\"faults\": 0");
    let same = project.run(&["render", "new", "--diff", "new"]).exits(0);
    assert!(same.out.contains("Nothing has changed in this picture.") && !same.out.contains("dfd-added"));
    project.run(&["render", "new", "--diff", "nowhere"]).exits(2).complains("nowhere");
    project.run(&["render", "new", "--diff", "old", "--view", "level-0"]).exits(0);
    project.write("new/shop.tm", format!("{AFTER}view own {{ include = web }}\n").as_bytes());
    project.run(&["render", "new", "--diff", "old", "--view", "own"]).exits(2).complains("`old` has no view `own`");
}

const RENAMED: &str = r#"model shop "Shop" { owner = @a }
boundary aws "Cloud" {
  trust = internal
  process site "Web"
  store db "Orders"
}
process mail "Mailer"
site -> db "Saves" { via = tls }
flow post: site -> mail "Sends"
moved cloud to aws
moved web to shop-site
moved shop-site to site
moved send to post
"#;

#[test]
fn what_was_renamed_is_the_same_thing_in_two_versions() {
    let before = BEFORE.replace("flow save: ", "").replace("flow load: db -> web \"Loads\"\n", "");
    let before = before.replace("boundary cloud", "boundary cloud \"Cloud\"");
    let project = Project::new(&[("old/shop.tm", &before), ("new/shop.tm", RENAMED)]);
    let ran = project.run(&["render", "new", "--diff", "old"]).exits(0);
    assert!(ran.out.contains("Nothing has changed in this picture."), "{}", ran.out);
    let back = RENAMED.replace("moved web to shop-site\n", "");
    project.write("new/shop.tm", back.as_bytes());
    let ran = project.run(&["render", "new", "--diff", "old"]).exits(0);
    assert!(
        ran.out.contains("Added: site, site-&gt;db.") && ran.out.contains("Removed: web, web-&gt;db."),
        "{}",
        ran.out
    );
}

#[test]
fn no_number_stands_twice_in_two_versions() {
    let project = Project::new(&[("old/shop.tm", BEFORE), ("new/shop.tm", AFTER)]);
    let ran = project.run(&["render", "new", "--diff", "old", "--format", "mermaid"]).exits(0);
    let signs = ran.out.lines().filter_map(|line| line.split_once('|')?.1.split_once('|')).map(|(words, _)| words);
    let numbers: Vec<&str> = signs.map(|words| words.trim_matches(|ch: char| !ch.is_ascii_digit())).collect();
    let different: std::collections::BTreeSet<&&str> = numbers.iter().collect();
    assert_eq!((numbers.len(), different.len()), (4, 4), "{numbers:?}: {}", ran.out);
}

/// A project with two versions of a model.
fn versions(old: &str, new: &str) -> Project {
    let head = "model m \"M\" { owner = @a }\n";
    Project::new(&[("old/m.tm", &format!("{head}{old}")), ("new/m.tm", &format!("{head}{new}"))])
}

/// The sentences that say what has changed.
fn told(ran: &Ran) -> String {
    let document = roxmltree::Document::parse(&ran.out).unwrap();
    let told = document.descendants().find(|node| node.has_tag_name("desc")).and_then(|it| it.text()).unwrap();
    let (told, _) = told.rsplit_once(". ").unwrap();
    format!("{told}.")
}

/// What is said of two versions, in a view.
#[track_caller]
fn says(old: &str, new: &str, view: &str, wanted: &str) -> Project {
    let project = versions(old, new);
    let ran = project.run(&["render", "new", "--diff", "old", "--view", view]).exits(0);
    assert_eq!(told(&ran), wanted);
    project.run(&["render", "new", "--diff", "old", "--view", view, "--lint"]).exits(0);
    project
}

/// The arrows of a picture in words.
fn arrows(project: &Project, view: &str) -> Vec<String> {
    let ran = project.run(&["render", "new", "--diff", "old", "--view", view, "--format", "d2"]).exits(0);
    ran.out.lines().filter(|line| line.contains("->")).map(|line| line.trim().to_owned()).collect()
}

#[test]
fn a_rename_onto_something_that_was_there_hides_nothing() {
    let old = "actor v\nprocess waf\nprocess web\nflow f1: v -> waf\nflow f2: v -> web\n";
    let new = "actor v\nprocess web\nflow f2: v -> web\nmoved waf to web\nmoved f1 to f2\n";
    says(old, new, "dfd", "Removed: waf, f1.");
    let old = "boundary dmz { process web }\nboundary lan { process db }\nweb -> db\n";
    let new = "boundary lan {\nprocess web\nprocess db\n}\nweb -> db\nmoved dmz to lan\n";
    says(old, new, "dfd", "Removed: dmz. Changed: web, web->db.");
    let new = "process b\nmoved a to b\n";
    says("process a\nprocess b\na -> b\n", new, "dfd", "Removed: a, a->b.");
}

#[test]
fn of_several_old_names_of_a_thing_the_first_is_followed() {
    let old = "process a \"A\"\nprocess c \"C\"\nprocess k\na -> k\nc -> k\n";
    let new = "process d \"A\"\nprocess k\nd -> k\nmoved c to d\nmoved a to d\n";
    says(old, new, "dfd", "Removed: c, c->k.");
    let new = "process a \"A\"\nprocess c \"C\"\nprocess k\nflow f: a -> k\nmoved a->k to f\nmoved c->k to f\n";
    says(old, new, "dfd", "Removed: c->k.");
}

#[test]
fn a_rename_to_another_kind_of_thing_is_not_followed() {
    let old = "process a\nprocess c\nprocess k\nk -> a\n";
    says(old, "process k\ndata d\nmoved a to d\nmoved c to d\n", "dfd", "Removed: a, c, k->a.");
    let new = "process k\nboundary b { process c }\nmoved a to b\n";
    says(old, new, "dfd", "Added: b. Removed: a, k->a. Changed: c.");
}

#[test]
fn renames_of_flows_are_followed() {
    let things = "process a\nprocess c\n";
    let (unnamed, named) = (format!("{things}a -> c\n"), format!("{things}flow f: a -> c\n"));
    says(&unnamed, &format!("{named}moved a->c to f\n"), "dfd", "Nothing has changed in this picture.");
    says(&named, &format!("{unnamed}moved f to a->c\n"), "dfd", "Nothing has changed in this picture.");
}

const CLOSED: &str = "boundary x {\nprocess a\nprocess a2\n}\nboundary y {\nprocess b\nprocess b2\n}\n";

#[test]
fn every_flow_of_an_arrow_counts() {
    let flows = |list: &[&str]| {
        let ends = |name: &str| if name == "f1" { "a -> b" } else { "a2 -> b2" };
        let mut text = CLOSED.to_owned();
        for flow in list {
            let (name, via) = flow.split_once(' ').unwrap_or((flow, "https"));
            writeln!(text, "flow {name}: {} \"{name}\" {{ via = {via} }}", ends(name)).unwrap();
        }
        text
    };
    let old = flows(&["f1", "f2", "f3"]);
    says(&old, &flows(&["f1", "f2 http", "f3"]), "level-0", "Changed: f2.");
    let project = says(&old, &flows(&["f1", "g2", "g3"]), "level-0", "Added: g2, g3. Removed: f2, f3.");
    assert_eq!(arrows(&project, "level-0").len(), 1);
    let project = says(&old, &flows(&["f2", "f3"]), "level-0", "Removed: f1.");
    let arrows = arrows(&project, "level-0");
    assert!(arrows.len() == 1 && arrows[0].contains('~'), "{arrows:?}");
    let new = format!(
        "{}moved f1 to g1\n",
        flows(&["g1", "f2", "f3"]).replace("\"g1\"", "\"f1\"").replace("g1: a2 -> b2", "g1: a -> b")
    );
    says(&old, &new, "level-0", "Nothing has changed in this picture.");
    // All that ran between the two went.
    let project = says(&old, CLOSED, "level-0", "Removed: f1, f2, f3.");
    assert!(self::arrows(&project, "level-0")[0].contains("−1–3"), "each has a number");
}

/// What a view shows of each version is a matter of the newer one: a view that shows more changes nothing in the model.
#[test]
fn a_view_that_was_changed_shows_both_versions_as_it_is_now() {
    let old = format!("{CLOSED}data d \"D\"\nflow f: a -> b {{ carries = d }}\n");
    let view = |rest: &str| format!("{old}view w {{ include = *\n{rest} }}\n");
    let now = view("level = 0\nshow = [data, trust]");
    says(&view("level = 1"), &now, "w", "Nothing has changed in this picture.");
    says(&now, &view("level = 1"), "w", "Nothing has changed in this picture.");
}

/// Flows between the same two, each with a label.
fn crowd(count: usize) -> String {
    let mut text = "process a\nprocess b\nprocess c\n".to_owned();
    for at in 0..count {
        writeln!(text, "flow f{at}: a -> b \"l{at}\" {{ via = https }}").unwrap();
    }
    text
}

#[test]
fn both_versions_are_as_crowded_as_one() {
    let new = format!("{}flow z: b -> c\n", crowd(30));
    let project = says(&crowd(30), &new, "dfd", "Added: z.");
    assert_eq!(arrows(&project, "dfd").len(), 2);
    says(&new, &crowd(30), "dfd", "Removed: z.");
    says(&crowd(31), &crowd(31).replace("\"l7\"", "\"steal\""), "dfd", "Changed: f7.");
}

#[test]
fn both_versions_are_as_closed_as_one() {
    let large = |count: usize| {
        let inner: String = (0..count).map(|at| format!("process p{at}\n")).collect();
        format!("boundary x {{\n{inner}}}\nboundary y {{ process web }}\nflow f: p0 -> web\n")
    };
    let project = versions(&large(1_498), &large(1_500));
    let ran = project.run(&["render", "new", "--diff", "old"]).exits(0).complains("has its boundaries closed");
    assert_eq!(told(&ran), "Added: p1498 in x, p1499 in x. Changed: x.");
    let ran = project.run(&["render", "old", "--diff", "new"]).exits(0).complains("has its boundaries closed");
    assert_eq!(told(&ran), "Removed: p1498 in x, p1499 in x. Changed: x.");
}

#[test]
fn what_moves_between_closed_boundaries_is_named() {
    let old = format!("{CLOSED}flow f: a -> b\n");
    let new = old.replace("process a2\n}", "}").replace("process b2\n}", "process b2\nprocess a2\n}");
    says(&old, &new, "level-0", "Changed: x, y, a2 in y.");
    let new = old.replace("boundary x", "boundary x2 \"x\"") + "moved x to x2\n";
    says(&old, &new, "level-0", "Nothing has changed in this picture.");
    // Out of a closed boundary, and into one: the thing is in both versions.
    let new = old.replace("process a2\n}", "}\nprocess a2");
    says(&old, &new, "level-0", "Changed: x, a2.");
    let back = says(&new, &old, "level-0", "Changed: x, a2 in x.");
    back.write("old/m.tm", format!("model m \"M\" {{ owner = @a }}\n{new}flow g: a2 -> b\n").as_bytes());
    let ran = back.run(&["render", "new", "--diff", "old", "--view", "level-0"]).exits(0);
    assert_eq!(told(&ran), "Removed: g. Changed: x, a2 in x.");
}

#[test]
fn entry_points_and_lines_count() {
    let old = "process a\nprocess b\nflow f: a -> b\nentry e on a\nentry g on b\n";
    says(old, "process a\nprocess b\nflow f: a -> b\nentry g on b\n", "dfd", "Removed: e on a. Changed: a.");
    says(old, &old.replace("e on a", "e on b"), "dfd", "Changed: a, b, e on b.");
    says(
        old,
        &old.replace("e on a\nentry g on b", "g on b\nentry e on a"),
        "dfd",
        "Nothing has changed in this picture.",
    );
    let cut = format!("{old}boundary wall \"Wall\" {{ cuts = f }}\n");
    let project = says(&cut, old, "dfd", "Removed: wall. Changed: f.");
    project.run(&["render", "new", "--diff", "old"]).exits(0).says("− Wall");
    says(old, &cut, "dfd", "Added: wall. Changed: f.");
    says(&cut, &cut.replace("\"Wall\"", "\"Fence\""), "dfd", "Changed: wall.");
}

#[test]
fn the_order_of_a_story_counts() {
    let old = "process a\nprocess b\nflow f: a -> b\nflow g: b -> a\nflow h: a -> b\n";
    let story = |steps: &str| format!("{old}scenario s \"S\" {{ steps = [{steps}] }}\nview w {{ scenario = s }}\n");
    says(&story("f, g, h"), &story("f, h, g"), "w", "Changed: g, h.");
    let project = says(&story("f, g, h"), &story("f, g"), "w", "Changed: h.");
    assert_eq!(arrows(&project, "w").len(), 3, "a flow that left the story is in both versions");
}
