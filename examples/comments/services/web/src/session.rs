//! Sessions: a random name in a cookie, and an end.

use std::time::{Duration, Instant};

/// How long a session outlives the last request.
pub const SILENCE: Duration = Duration::from_secs(60 * 60);

/// Whether a session that was last used then is still alive now.
pub fn is_alive(last_used: Instant, now: Instant) -> bool {
    now.duration_since(last_used) < SILENCE
}

/// The header that gives the browser its session.
pub fn cookie(name: &str) -> String {
    format!("session={name}; Path=/; HttpOnly; Secure; SameSite=Lax")
}
