//! Between the socket and the routes: connections, limits, who asks, and how a refusal looks.

pub mod accept;
mod address;
mod bearer;
mod body;
pub mod layers;
pub mod metrics;
mod patience;
mod problem;
pub mod rates;
pub mod tls;

pub use address::{Address, Peer};
pub use bearer::{Bearer, Token};
pub use body::{JsonBody, Raw};
pub use problem::{Failure, Gap, Problem, Restoring, Suspended};
