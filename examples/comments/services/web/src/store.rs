//! What the web server asks of the database.

use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::Postgres;

const SAVE: &str = "INSERT INTO comment (article, author, text) VALUES ($1, $2, $3)";

/// Stores a comment below an article. Values travel beside the statement, never inside it.
pub fn save(article: i64, author: i64, text: &str) -> Query<'_, Postgres, PgArguments> {
    sqlx::query(SAVE).bind(article).bind(author).bind(text)
}
