//! Passwords: kept as slow, salted hashes, and not to be guessed in a hurry.

use std::time::Duration;

use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{Error, SaltString};
use argon2::{Argon2, PasswordHasher};

/// What the database keeps of a password.
pub fn hash(password: &str) -> Result<String, Error> {
    let salt = SaltString::generate(&mut OsRng);
    Ok(Argon2::default().hash_password(password.as_bytes(), &salt)?.to_string())
}

/// How long the next attempt has to wait after so many failures.
pub fn delay(failures: u32) -> Duration {
    match failures {
        0..=4 => Duration::ZERO,
        _ => Duration::from_secs(2_u64.saturating_pow(failures.min(12))),
    }
}
