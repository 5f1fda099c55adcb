//! Whether a picture keeps the promises of a readable one; pure geometry.
