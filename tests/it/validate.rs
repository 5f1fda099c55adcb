//! What is promised of every model, kept by every model that the tests make, and noticed where it is broken.

use palisade::catalogue;
use palisade::model::{Data, Entry, FlowId, Model, Thing, TypeId, ViewId};

use crate::examples::{compile, examples};

#[test]
fn the_built_in_words_are_sound() {
    assert_eq!(catalogue::vocabulary().faults(true), Vec::<String>::new());
}

#[test]
fn examples_keep_what_is_promised() {
    for name in examples() {
        assert_eq!(compile(&name).model.validate(), Ok(()), "{}", name.display());
    }
}

/// Each kind of promise, broken.
#[test]
fn what_does_not_hold_is_said() {
    let broken = |damage: fn(&mut Model)| {
        let mut model = Model::empty("m", catalogue::vocabulary().clone());
        damage(&mut model);
        model.validate().unwrap_err().join("; ")
    };
    let said = broken(|model| _ = model.names.insert("x".into(), Thing::View(ViewId(0))));
    assert_eq!(said, "`x` points at nothing");
    let said = broken(|model| model.moved.extend([("a".into(), "b".into()), ("b".into(), "c".into())]));
    assert_eq!(said, "`a` leads to `b`, which is no present name");
    assert_eq!(broken(|model| model.packs.insert(999)), "there is no pack 999");
    let said = broken(|model| model.data.push(Data { decl: model.decl.clone(), ty: TypeId(9_999) }));
    assert_eq!(said, "`m` is of a type for something else");
    let said = broken(|model| model.entries.push(Entry { decl: model.decl.clone(), on: Thing::Flow(FlowId(3)) }));
    assert_eq!(said, "`m` points at nothing");
}
