//! The open profile, or why there is none. Every command starts here.
//!
//! - `gate`: the states; `open`, `enrol`, `leave`: what leads from one to the next.
//! - `live`: what goes on while a profile is open: synchronisation, and facts for the page; `newcomers`: who came in;
//!   `steps`: what became of handovers; `reminded`: what the level above reminds of;
//!   `appointed`: whom it puts in charge; `splitting`: what it decides should come out of a section;
//!   `merging`: what is to become a part of another; `stalled`: which messages wait for somebody to act.
//! - `place`: the unit whose records are shown.
//! - `failure`: what the core says when something fails, as the page understands it.

mod appointed;
mod codes;
pub mod dialog;
mod enrol;
mod failure;
mod files;
mod gate;
mod laptops;
mod leave;
mod live;
mod merging;
mod newcomers;
mod open;
mod paper;
mod place;
mod preferences;
mod recovery;
mod reminded;
mod splitting;
mod stalled;
mod standing;
mod steps;
mod suspensions;
mod viewer;

pub use codes::come_back;
pub use enrol::check_invitation;
pub use failure::of_archive;
pub use files::{Files, Staged};
pub use gate::Around;
pub use live::quiet_line;

use std::path::Path;
use std::sync::Arc;

use coopol_core::device::Session;
use coopol_core::profile::Profiles;
use tokio::sync::RwLock;

use crate::arguments::Arguments;
use crate::contract::failure::Failure;
use crate::settings::SettingsFile;

use gate::{Gate, Opened};

/// What the program keeps as long as it runs.
pub struct Shell {
    pub settings: SettingsFile,
    pub files: Files,
    profiles: Profiles,
    /// The profile named at the start; else the first by name.
    wanted: Option<String>,
    gate: RwLock<Gate>,
}

impl Shell {
    /// Nothing is opened yet: the page asks for that.
    pub fn new(data: &Path, settings: SettingsFile, arguments: Arguments) -> Self {
        Self {
            settings,
            files: Files::handed(arguments.import),
            profiles: Profiles::at(data),
            wanted: arguments.profile,
            gate: RwLock::new(Gate::Untried),
        }
    }

    /// The open profile.
    pub async fn session(&self) -> Result<Arc<Session>, Failure> {
        Ok(Arc::clone(&self.opened().await?.session))
    }

    /// Closes the profile before the program ends, so that nothing of it is left in the clear.
    pub async fn end(&self) {
        let mut gate = self.gate.write().await;
        if let Gate::Open(opened) = std::mem::replace(&mut *gate, Gate::Untried)
            && let Err(error) = leave::close(opened).await
        {
            tracing::warn!(%error, "the profile wasn't closed well");
        }
    }

    async fn opened(&self) -> Result<Arc<Opened>, Failure> {
        match &*self.gate.read().await {
            Gate::Open(opened) => Ok(Arc::clone(opened)),
            Gate::Untried | Gate::Shut(_) => Err(failure::closed()),
        }
    }
}
