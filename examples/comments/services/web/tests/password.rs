use std::time::Duration;

use comments_web::password;

#[test]
fn a_hash_is_salted_and_slow() {
    let first = password::hash("correct horse").unwrap();
    let second = password::hash("correct horse").unwrap();

    assert!(first.starts_with("$argon2id$"));
    assert_ne!(first, second, "each hash has a salt of its own");
}

#[test]
fn the_sixth_attempt_waits() {
    assert_eq!(password::delay(4), Duration::ZERO);
    assert!(password::delay(5) >= Duration::from_secs(30));
}
