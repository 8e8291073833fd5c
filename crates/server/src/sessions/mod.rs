//! Signing in: a device proves that it has its key and is given tokens, which carry no right. Rights are looked up at
//! every request.

mod challenge;
mod token;

pub use challenge::CHALLENGE;
pub use token::{NotSignedIn, Tokens, hash_of};
