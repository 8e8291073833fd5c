//! The least that the work can be done with on this machine: the same data and the same promises (encrypted, indexed,
//! searchable, durable), and nothing of a journal: no signature, no seal, no conflict, no right.

mod database;
mod edit;
mod http;
mod section;

pub use edit::edit;
pub use http::{CONNECTIONS, Checked, grouped, no_op};
pub use section::{Transfer, transfer};

use std::path::Path;

use crate::Failure;
use crate::measure::{median, ms, now};

/// Commits of one row.
const COMMITS: usize = 300;

/// One durable commit to an encrypted database, in milliseconds.
pub async fn commit(folder: &Path) -> Result<f64, Failure> {
    let mut database = database::open(&folder.join("commit.db"), database::Sort::Encrypted).await?;
    let mut times = Vec::with_capacity(COMMITS);
    for number in 0..COMMITS {
        let begun = now();
        database::one_row(&mut database, number).await?;
        times.push(ms(begun));
    }
    Ok(median(&times))
}
