//! An authority in this very process (J10): a section that stands alone asks it what others ask a server, without a socket.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

pub use reqwest::{Body, Request, Response};

use super::TransportError;

/// What stands in the place of a server's address while the authority is on this computer. It can't be one.
pub const ALONE: &str = "coopol:alone";

/// What is answered, in a while.
pub type Answer<'a> = Pin<Box<dyn Future<Output = Result<Response, TransportError>> + Send + 'a>>;

/// The door of an authority, on the inside.
pub trait Within: fmt::Debug + Send + Sync {
    /// What a server would answer to this request. Its host means nothing.
    fn answer(&self, request: Request) -> Answer<'_>;
}
