//! Verdicts: one moderator hides, two delete.

use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::Postgres;

/// What becomes of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Nobody sees it, but it can come back.
    Hidden,
    /// It is gone.
    Deleted,
}

/// What is done when so many different moderators ask for deletion.
pub fn fate(moderators: usize) -> Fate {
    if moderators >= 2 { Fate::Deleted } else { Fate::Hidden }
}

/// Hides a comment and remembers why.
pub fn hide(comment: i64, reason: &str) -> Query<'_, Postgres, PgArguments> {
    sqlx::query("UPDATE comment SET hidden = $2 WHERE id = $1").bind(comment).bind(reason)
}

/// The header that gives a moderator's browser its session.
pub fn cookie(name: &str) -> String {
    format!("desk={name}; Path=/; HttpOnly; Secure; SameSite=Strict")
}
