use comments_desk::verdict::{self, Fate};
use sqlx::Execute;

#[test]
fn one_moderator_only_hides() {
    assert_eq!(verdict::fate(1), Fate::Hidden);
    assert_eq!(verdict::fate(2), Fate::Deleted);
}

/// A reason that looks like SQL is a reason.
#[test]
fn quotes_are_data() {
    let query = verdict::hide(42, "spam' OR 'x' = 'x");

    assert!(!query.sql().contains("spam"));
}

#[test]
fn the_cookie_is_same_site() {
    assert!(verdict::cookie("77b1").contains("SameSite=Strict"));
}
