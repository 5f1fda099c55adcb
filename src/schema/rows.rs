//! How rows of the attribute tables are found.

use crate::schema::attributes::TABLES;
use crate::schema::{AttrId, Attribute, Kind};

/// Every attribute with its id, table by table.
pub fn all() -> impl Iterator<Item = (AttrId, &'static Attribute)> {
    TABLES.iter().flat_map(|table| table.iter()).enumerate().map(|(index, row)| (AttrId(index as u16), row))
}

/// The row of an id.
pub fn row(id: AttrId) -> &'static Attribute {
    let mut index = id.0 as usize;
    for table in TABLES {
        match table.get(index) {
            Some(row) => return row,
            None => index -= table.len(),
        }
    }
    // INVARIANT: ids come from `all`, `find` or the compiled catalogue, which a test compares with this table.
    TABLES.first().and_then(|table| table.first()).unwrap_or_else(|| unreachable!("the tables are not empty"))
}

/// The attribute of a kind by name.
pub fn find(kind: Kind, name: &str) -> Option<AttrId> {
    index().get(kind as usize)?.iter().find(|(known, _)| *known == name).map(|(_, id)| *id)
}

/// Every attribute of a kind, in the order of the tables.
pub fn attributes_of(kind: Kind) -> impl Iterator<Item = (AttrId, &'static Attribute)> {
    all().filter(move |(_, row)| row.on.has(kind))
}

/// The attributes that hold for everything inside a boundary that says them.
pub fn inherited() -> &'static [AttrId] {
    static INHERITED: std::sync::OnceLock<Vec<AttrId>> = std::sync::OnceLock::new();
    INHERITED.get_or_init(|| all().filter(|(_, row)| row.inherited).map(|(id, _)| id).collect())
}

type Names = Vec<(&'static str, AttrId)>;

fn index() -> &'static [Names] {
    static INDEX: std::sync::OnceLock<Vec<Names>> = std::sync::OnceLock::new();
    INDEX.get_or_init(|| {
        let kinds = crate::schema::KINDS.iter();
        kinds.map(|kind| attributes_of(kind.kind).map(|(id, row)| (row.name, id)).collect()).collect()
    })
}
