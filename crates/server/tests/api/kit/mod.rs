//! A server, a clock that stands until it is moved, laptops, and a small party.

mod bucket;
mod clock;
mod laptop;
mod party;
mod server;

pub use bucket::Bucket;
pub use clock::TestClock;
pub use laptop::{Laptop, person};
pub use party::Party;
pub use server::{Server, limits};
pub(crate) use server::{over_a_bucket, over_a_folder_and_a_bucket, over_each_backend};
