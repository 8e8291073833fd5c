//! Notifications of the system: what the core says is due goes on the screen, a click opens the thing itself. When that is,
//! and that nothing is told twice or at night, is the core's; everything that rings stands in the window too.

mod appointed;
mod daytime;
mod mailing;
mod merge;
mod newcomer;
mod reminder;
mod ring;
mod rules;
mod sentence;
mod split;
mod step;
mod suspension;
mod watch;

pub use appointed::announce_appointed;
#[cfg(test)]
pub use appointed::example as appointed_example;
pub use mailing::announce_mailings;
#[cfg(test)]
pub use mailing::example as mailing_example;
#[cfg(test)]
pub use merge::example as merge_example;
pub use merge::{MergeStep, announce_merges};
pub use newcomer::{announce, announce_invitation};
pub use reminder::announce_reminders;
pub use rules::of as rules;
pub use split::announce_splits;
#[cfg(test)]
pub use split::example as split_example;
pub use step::{Step, announce_steps};
pub use suspension::{Pause, Paused, announce_suspensions};
pub use watch::watch;
