use comments_web::store;
use sqlx::Execute;

/// A comment that looks like SQL is a comment.
#[test]
fn quotes_are_data() {
    let hostile = "'); DROP TABLE comment; --";

    let mut query = store::save(7, 12, hostile);

    assert!(!query.sql().contains("DROP"), "the statement never changes");
    assert!(query.take_arguments().is_ok_and(|values| values.is_some()), "the text travels beside it");
}
