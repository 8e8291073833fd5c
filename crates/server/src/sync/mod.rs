//! The one exchange of a synchronisation (J11): pushes in, then access, erasures and what is new out.

mod answer;
mod moves;
mod pushes;
mod stream;
mod told;

pub use stream::{pack, page_limit};
pub use told::Told;
