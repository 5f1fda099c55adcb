//! An element whose type is a trait is still of its kind: rules that ask for the kind must see it.

use palisade::driver::{self, MemoryWorld, Options};

#[test]
fn an_external_with_a_trait_for_a_type_is_an_external() {
    let text = r#"
model m
boundary out { trust = partner
  external mail : saas
}
data letter { class = internal, integrity = high }
process notifier
notifier -> mail { via = https, auth = api-key, carries = letter }
"#;
    let mut world = MemoryWorld::new(palisade::model::date(2026, 11, 23).unwrap());
    world.add("/p/model.tm", text);
    let compiled = driver::compile(&world, std::path::Path::new("/p/model.tm"), &Options::default()).unwrap();
    let found = compiled
        .threats
        .threats
        .iter()
        .any(|threat| compiled.findings().id(threat) == "repudiation.no-receipt@notifier->mail");
    assert!(found, "the rule asks for `to is external`");
}
