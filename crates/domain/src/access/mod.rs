//! Who may do what: one table, office × compartment × verb (J1.2), read through the mandates held at an instant. There
//! is no other place where a role is compared.

mod grants;
mod need;
mod office;
mod table;
mod verb;

pub use grants::{Directory, Grant, Grants, access};
pub use need::{BadNeed, Need};
pub use office::{BadOffice, Office};
pub use table::{Reach, delegate, keeps_dues, leads, verbs};
pub use verb::{Verb, Verbs};
