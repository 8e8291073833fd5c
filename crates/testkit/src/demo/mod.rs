//! The demonstration: the Fédération des Yvelines, its forty sections and their 5,000 people, none of whom exists, with
//! a year of history that officers made evening after evening. One seed and one day give one federation, byte by byte.
//!
//! In the order in which it is made:
//! - [`calendar`], `lists`: days, and the names and texts in `data/`.
//! - `layout`, `people`, `bureau`: which sections there are, who is in their files, and who holds their offices.
//! - `roster`, `dues`, `agenda`, `archive`, `attendance`: what they did, compartment by compartment; `showcase`: what waits for the
//!   secretary of Versailles.
//! - `story`: from single changes to signed sessions; [`Federation`]: all of it, in the order of time.
//! - [`fill()`]: the federation into a store, signed by devices that were enrolled on invitations.
//! - [`mod@reference`]: the reference work of the benches.
//!
//! To add something that people do: a function over a `Section` that finds a sitting and writes changes.

mod agenda;
mod archive;
mod attendance;
mod bureau;
pub mod calendar;
mod dues;
mod federation;
mod fill;
mod layout;
mod lists;
mod people;
pub mod reference;
mod roster;
mod section;
mod showcase;
mod story;
mod subject;
#[cfg(test)]
mod tests;

pub use federation::{Counts, Federation};
pub use fill::{FillError, Filled, Hand, fill, invite};
pub use reference::reference_section;
pub use story::{By, Deed, Expected, Made, Session, What};
