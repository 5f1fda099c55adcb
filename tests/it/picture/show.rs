//! Writes sample pictures to a folder for a look at them:
//! `PALISADE_PICTURES=/tmp/pictures cargo test picture::show -- --ignored`.

use std::path::PathBuf;

use palisade::emit::dot::dot;
use palisade::emit::svg::{Theme, themed};
use palisade::layout::layout;
use palisade::view::picture::diagram::{Direction, Notation};

use crate::picture::sample::{comments, generated};

#[test]
#[ignore = "is for people to look at"]
fn writes_pictures_where_asked() {
    let asked = std::env::var_os("PALISADE_PICTURES");
    let folder = asked.map_or_else(|| PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pictures"), PathBuf::from);
    std::fs::create_dir_all(&folder).unwrap();
    let mut diagrams = vec![("comments".to_owned(), comments())];
    for (name, direction) in [("right", Direction::Right), ("down", Direction::Down)] {
        diagrams.push((format!("comments-{name}"), {
            let mut diagram = comments();
            diagram.direction = direction;
            diagram
        }));
    }
    let mut classic = comments();
    classic.notation = Notation::Classic;
    diagrams.push(("classic".to_owned(), classic));
    for (seed, nodes, edges) in [(1, 12, 16), (2, 20, 30), (3, 30, 40), (4, 8, 9)] {
        diagrams.push((format!("generated-{nodes}"), generated(seed, nodes, edges)));
    }
    for (name, diagram) in diagrams {
        std::fs::write(folder.join(format!("{name}.dot")), dot(&diagram)).unwrap();
        let placed = layout(&diagram).unwrap();
        for (suffix, theme) in [("", Theme::Auto), ("-light", Theme::Light), ("-dark", Theme::Dark)] {
            std::fs::write(folder.join(format!("{name}{suffix}.svg")), themed(&diagram, &placed, theme)).unwrap();
        }
    }
}
