use std::time::{Duration, Instant};

use comments_web::session;

#[test]
fn a_session_ends_after_an_hour_of_silence() {
    let start = Instant::now();

    assert!(session::is_alive(start, start + Duration::from_secs(59 * 60)));
    assert!(!session::is_alive(start, start + Duration::from_secs(60 * 60)));
}

#[test]
fn the_cookie_is_same_site() {
    let cookie = session::cookie("0f3a");

    assert!(cookie.contains("SameSite=Lax"));
    assert!(cookie.contains("HttpOnly"));
}
