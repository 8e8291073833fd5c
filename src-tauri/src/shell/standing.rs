//! What `start` answers.

use coopol_core::ambient::{Ambient as _, System};
use coopol_core::delegations;
use coopol_core::device::{self, Standing};
use coopol_core::status::status;
use coopol_core::vault::{Keyring as _, KeyringError, SystemKeyring};
use jiff::tz::TimeZone;
use tauri::async_runtime::spawn_blocking;

use super::Shell;
use super::gate::{Gate, Opened, Shut};
use crate::contract::failure::Failure;
use crate::contract::session::{KeyringState, Session};
use crate::view;
use crate::view::handover::last_day;
use crate::view::time::day;

impl Shell {
    /// Where this laptop stands.
    pub async fn standing(&self) -> Result<Session, Failure> {
        match &*self.gate.read().await {
            Gate::Open(opened) => self.inside(opened).await,
            Gate::Untried => Err(super::failure::closed()),
            Gate::Shut(shut) => Ok(match shut.clone() {
                Shut::FirstRun => {
                    Session::FirstRun { keyring: keyring().await, today: day(System.now(), &TimeZone::system()) }
                }
                Shut::Locked { name } => Session::Locked { person: name },
                Shut::KeyringLocked => Session::KeyringLocked,
                Shut::KeyringAbsent => Session::KeyringAbsent,
                Shut::KeyringChanged => Session::KeyringChanged,
                Shut::AlreadyOpen => Session::AlreadyOpen,
                Shut::Foreign => Session::Foreign,
                Shut::Newer => Session::Newer,
                Shut::Damaged => Session::Damaged,
                Shut::DiskFull => Session::DiskFull,
                Shut::KeyFile => Session::KeyFile,
                Shut::Revoked { on, unit, delivered, lost } => Session::Revoked { on, unit, delivered, lost },
                Shut::DelegationOver { on, unit, event, year, delivered, lost } => {
                    Session::DelegationOver { on, unit, event, year, delivered, lost }
                }
            }),
        }
    }

    async fn inside(&self, opened: &Opened) -> Result<Session, Failure> {
        let session = &opened.session;
        let standing = session.standing().await?;
        if let Standing::Suspended(why) = standing {
            let zone = TimeZone::system();
            let until = why.until.map(|until| last_day(until, &zone));
            return Ok(Session::Suspended { unit: why.unit, since: day(why.since, &zone), until, ground: why.ground });
        }
        if let Standing::LeaseOver { last_contact } = standing {
            let waiting = view::count(status(session).await?.waiting);
            let zone = TimeZone::system();
            let last_contact = day(last_contact.unwrap_or_default(), &zone);
            return Ok(Session::LeaseOver { last_contact, waiting });
        }
        if let Standing::ClockBehind { seen } = standing {
            let waiting = view::count(status(session).await?.waiting);
            return Ok(Session::ClockBehind { seen: day(seen, &TimeZone::system()), waiting });
        }
        if delegations::is_delegate(session).await {
            let status = status(session).await?;
            let status = view::session::status(&status, &opened.around, &session.zone().await?);
            return Ok(Session::Delegated { status });
        }
        let columns = self.settings.chosen().roster_columns;
        match view::session::frame(session, columns, &opened.around).await {
            Ok(frame) => Ok(Session::Open { frame: Box::new(frame) }),
            Err(error) if never_spoke(session).await? => {
                tracing::info!(message = error.message, "enrolled, and never reached the server since");
                Ok(Session::LeaseOver { last_contact: session.today().await?.to_string(), waiting: 0 })
            }
            Err(error) => Err(error),
        }
    }
}

/// Enrolled, and nothing was received yet: there is nothing to show.
async fn never_spoke(session: &device::Session) -> Result<bool, Failure> {
    Ok(session.held().await.is_empty())
}

/// Whether a key could be kept in the keyring.
async fn keyring() -> KeyringState {
    // Any entry will do: what counts is whether somebody answers.
    let asked = spawn_blocking(|| SystemKeyring::start()?.read("first-run")).await;
    match asked {
        Ok(Ok(_) | Err(KeyringError::Locked { .. } | KeyringError::Changed)) => KeyringState::Ok,
        Ok(Err(KeyringError::Absent { .. })) | Err(_) => KeyringState::Absent,
    }
}
