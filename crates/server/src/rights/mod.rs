//! Who may do what, now: the one place where requests and live connections learn it. What is remembered of somebody is dropped as
//! soon as an `office` stream grows from which it may follow: here at once, elsewhere (another replica, the command line) as soon as the
//! database tells (`timers/neighbours.rs`), and without that within twice [`WATCH`].

mod cache;
mod following;
mod list;
mod view;
mod watch;

pub(crate) use cache::offices;
pub use cache::{Place, Rights};
pub use following::Following;
pub use view::View;
pub use watch::{WATCH, keep_watch};

use std::ops::Deref;
use std::sync::Arc;

use coopol_domain::kinds::Device;

/// A device with what its holder may do now.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The device.
    pub device: Device,
    view: Arc<View>,
}

impl Deref for Standing {
    type Target = View;

    fn deref(&self) -> &View {
        &self.view
    }
}
