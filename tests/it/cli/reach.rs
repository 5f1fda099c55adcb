//! Nothing leads out of the reach of a configuration: no link, no root elsewhere, no new model, no rule of one's own.

use crate::cli::gate::{CLEAN, json};
use crate::cli::{Project, SOUND};

/// A link leads out of no configuration.
#[cfg(unix)]
#[test]
fn a_link_stays_under_the_configuration_around_it() {
    let project =
        Project::new(&[("loose/model.tm", CLEAN), ("strict/palisade.toml", "[gate]\nfail-on-unknown = \"low\"\n")]);
    std::os::unix::fs::symlink("../loose/model.tm", project.path("strict/model.tm")).unwrap();
    let before = project.run(&["check", "loose", "--format", "json"]);
    assert!(before.out.contains("\"unknownLevel\":\"none\""), "{}", before.out);
    for path in ["strict", "strict/model.tm", "."] {
        let ran = project.run(&["check", path, "--format", "json"]);
        assert!(ran.out.contains("\"unknownLevel\":\"low\""), "{path}: {}", ran.out);
    }
    // A way over `..` is no link: the configuration of the folder where somebody stands does not travel along.
    for path in ["strict/../loose", "strict/../loose/model.tm"] {
        let ran = project.run(&["check", path, "--format", "json"]);
        assert!(ran.out.contains("\"unknownLevel\":\"none\""), "{path}: {}", ran.out);
    }
    // Nor does one in place of a folder on the way.
    std::os::unix::fs::symlink("../loose", project.path("strict/sub")).unwrap();
    for path in ["strict/sub", "strict/sub/model.tm"] {
        let ran = project.run(&["check", path, "--format", "json"]);
        assert!(ran.out.contains("\"unknownLevel\":\"low\""), "{path}: {}", ran.out);
    }
    // One around a link asks for more or for nothing.
    project.write("strict/palisade.toml", b"[gate]\nfail-on = \"none\"\n");
    let ran = project.run(&["check", "strict", "--format", "json"]);
    assert!(ran.out.contains("\"level\":\"high\""), "{}", ran.out);
    // One that is none for its capital letter is told there as anywhere.
    std::fs::rename(project.path("strict/palisade.toml"), project.path("strict/Palisade.toml")).unwrap();
    for path in ["strict", "strict/model.tm", "strict/sub", "strict/sub/model.tm"] {
        let ran = project.run(&["check", path]).exits(2).says("error[misnamed-configuration]");
        assert_eq!(
            ran.out.matches("`strict/Palisade.toml` is not the configuration").count(),
            1,
            "{path}: {}",
            ran.out
        );
    }
    project.run(&["check", "loose"]).exits(0);
}

/// Whoever moves the root of a model, and leaves its parts, moves it out of no configuration.
#[test]
fn parts_stay_under_the_configuration_around_them() {
    let strict = "[gate]\nfail-on-unknown = \"low\"\n";
    let parts = CLEAN.strip_prefix("model clean \"Clean\"\n").unwrap();
    let root = |include: &str| format!("model clean \"Clean\"\ninclude \"{include}\"\n");
    let level = |project: &Project, path: &str| {
        let ran = project.run(&["check", path, "--format", "json"]);
        (json(&ran)["gate"]["unknownLevel"].clone(), json(&ran)["gate"]["configurations"].clone())
    };
    let above =
        Project::new(&[("svc/parts.tm", parts), ("svc/palisade.toml", strict), ("clean.tm", &root("svc/*.tm"))]);
    assert_eq!(level(&above, "."), ("low".into(), serde_json::json!(["svc/palisade.toml"])));
    above.run(&["report"]).says("The configuration in effect is `svc/palisade.toml`.");
    let beside = Project::new(&[
        ("svc/parts.tm", parts),
        ("svc/palisade.toml", strict),
        ("root/clean.tm", &root("../svc/*.tm")),
        ("root/palisade.toml", "[gate]\nfail-on = \"low\"\n"),
    ]);
    let both = serde_json::json!(["root/palisade.toml", "svc/palisade.toml"]);
    assert_eq!(level(&beside, "root"), ("low".into(), both));
    // It asks for more or for nothing.
    beside.write("svc/palisade.toml", b"[gate]\nfail-on = \"none\"\n");
    let ran = beside.run(&["check", "root", "--format", "json"]);
    assert_eq!(json(&ran)["gate"]["level"], "low", "{}", ran.out);
    assert!(ran.out.contains("config-weaker"), "{}", ran.out);
    // What another model is made of is its own matter.
    let used = Project::new(&[
        ("svc/clean.tm", CLEAN),
        ("svc/palisade.toml", strict),
        ("m.tm", "model m \"M\"\nuse \"svc\" as svc\n"),
    ]);
    assert_eq!(level(&used, "m.tm").0, "none");
}

/// What is passed over is told to a model that is under the same configurations, however near another one lies.
#[test]
fn a_new_model_takes_no_file_out_of_its_configuration() {
    let project = Project::new(&[
        ("svc/palisade.toml", "[lints]\norphan-file = \"deny\"\nfile-passed-over = \"deny\"\n"),
        ("svc/deep/er/clean.tm", CLEAN),
        ("svc/orphan.tm", "actor nobody\n"),
        ("svc/.h/model.tm", CLEAN),
    ]);
    project.run(&["check"]).exits(1).says("gate: failed, 3 denied warnings");
    project.write("sound.tm", SOUND.as_bytes());
    project.run(&["check"]).exits(1).says("gate: failed, 3 denied warnings");
}

/// A rule that stands for one of a pack is listed, and takes away no question that could show the other as graver.
#[test]
fn a_rule_takes_no_question_away() {
    let pack = "rule house.r \"House {this}\" { on = process, when = this.memory-safe == false, unless = this has \
                sandboxing, stride = tampering, likelihood = medium, impact = rating(this), fix = \"x\" }\n";
    let model = "model m \"M\"\nuse \"packs/house.tm\"\nprocess p \"P\" { memory-safe = false, managed = true, \
                 executes-code = false, parses = [] }\n";
    let own = "rule own.r \"Own {this}\" { on = process, when = this.memory-safe == false, stride = tampering, \
               likelihood = medium, impact = low, fix = \"y\", supersedes = house.r }\n";
    let project = Project::new(&[
        ("packs/house.tm", pack),
        ("m.tm", model),
        ("palisade.toml", "[gate]\nfail-on-unknown = \"low\"\n"),
    ]);
    project.run(&["check", "m.tm"]).exits(1).says("that could hide threats at low or above");
    project.write("m.tm", format!("{model}{own}").as_bytes());
    let ran = project.run(&["check", "m.tm"]).exits(1);
    assert!(ran.out.contains("that could hide threats at low or above"), "{}", ran.out);
    assert!(ran.out.contains("1 rule is superseded by rules of the model, which stand for"), "{}", ran.out);
}

/// Nor does whoever moves the parts and leaves a link to them.
#[cfg(unix)]
#[test]
fn links_to_parts_stay_under_the_configuration_around_them() {
    let parts = CLEAN.strip_prefix("model clean \"Clean\"\n").unwrap();
    for (include, from, to) in [
        ("strict/*.tm", "strict/parts.tm", "../loose/parts.tm"),
        ("strict/parts.tm", "strict/parts.tm", "../loose/parts.tm"),
        ("strict/sub/*.tm", "strict/sub", "../loose"),
    ] {
        let project = Project::new(&[
            ("clean.tm", &format!("model clean \"Clean\"\ninclude \"{include}\"\n")),
            ("loose/parts.tm", parts),
            ("strict/palisade.toml", "[gate]\nfail-on-unknown = \"low\"\n"),
        ]);
        std::os::unix::fs::symlink(to, project.path(from)).unwrap();
        let ran = project.run(&["check", "clean.tm", "--format", "json"]);
        assert_eq!(json(&ran)["gate"]["unknownLevel"], "low", "{include}: {}", ran.out);
    }
}
