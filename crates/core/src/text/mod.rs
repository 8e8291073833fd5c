//! Text as people look for it and sort it: folded once, here, for every index and every query.

mod fold;
mod phone;
mod search;
mod sort_key;

pub use fold::{fold, words};
pub use phone::{is_mobile, national};
pub(crate) use search::{index, query};
pub use sort_key::folded_name;
pub(crate) use sort_key::sort_key;
