//! What goes on while a profile is open: it speaks with the server, and tells the page what changed.

use std::sync::Arc;
use std::time::Duration;

use coopol_core::archive;
use coopol_core::delegations;
use coopol_core::device::{Notice, Session, SyncError, Synced};
use coopol_core::status::status;
use coopol_core::transport::TransportError;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::Compartment;
use jiff::tz::TimeZone;
use tauri::async_runtime::{JoinHandle, spawn};
use tauri::{AppHandle, Manager as _};
use tauri_specta::Event as _;
use tokio::sync::Notify;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, sleep_until};

use super::Shell;
use super::appointed::Appointed;
use super::gate::{Around, Shut};
use super::merging::Merging;
use super::newcomers::Newcomers;
use super::reminded::Reminded;
use super::splitting::Splitting;
use super::stalled::Stalled;
use super::steps::Steps;
use super::suspensions::Suspensions;
use crate::contract::event::{Area, CoreEvent, Source};
use crate::contract::failure::Failure;
use crate::contract::session::Connection;
use crate::view::session::{self as view, working};
use crate::view::time::day;

/// When nothing was heard, somebody may have done something all the same.
const ROUND: Duration = Duration::from_mins(5);
/// While a mandate is suspended: whoever waits for it to be lifted isn't told by anybody.
const PAUSED: Duration = Duration::from_mins(1);
/// After a failure: at first, and at most.
const RETRY: Duration = Duration::from_secs(5);
const MOST_RETRY: Duration = Duration::from_mins(5);

/// What the task holds.
struct Live {
    app: AppHandle,
    session: Arc<Session>,
    around: Around,
    /// The unit's name and zone, for the day on which nothing is left to ask.
    unit: String,
    zone: TimeZone,
    /// For that day too: that whoever uses this laptop is a delegate, and what for.
    delegated: Option<Delegated>,
    newcomers: Newcomers,
    steps: Steps,
    reminded: Reminded,
    stalled: Stalled,
    appointed: Appointed,
    splitting: Splitting,
    merging: Merging,
    suspensions: Suspensions,
    /// When the server was asked last.
    asked: Instant,
    failures: u32,
}

/// Whom an officer let do one thing.
struct Delegated {
    /// How the event is called; nothing once it was taken out of the agenda.
    event: Option<String>,
    /// The year whose dues they enter instead.
    year: Option<u16>,
}

/// Starts what goes on: two tasks, which end when they are aborted; the first also when nothing is left. They are two,
/// since whoever listens and whoever synchronises wait for the same token.
pub(super) fn start(app: AppHandle, session: Arc<Session>, around: Around) -> [JoinHandle<()>; 2] {
    let (notices, news) = (session.subscribe(), Arc::new(Notify::new()));
    let (listener, heard) = (Arc::clone(&session), Arc::clone(&news));
    let listening = spawn(async move { match listener.listen(&heard).await {} });
    [
        spawn(
            Live {
                app,
                session,
                around,
                unit: String::new(),
                zone: TimeZone::UTC,
                delegated: None,
                newcomers: Newcomers::default(),
                steps: Steps::default(),
                reminded: Reminded::default(),
                stalled: Stalled::default(),
                appointed: Appointed::default(),
                splitting: Splitting::default(),
                merging: Merging::default(),
                suspensions: Suspensions::default(),
                asked: Instant::now(),
                failures: 0,
            }
            .run(notices, news),
        ),
        listening,
    ]
}

impl Live {
    async fn run(mut self, mut notices: Receiver<Notice>, news: Arc<Notify>) {
        let mut due = Instant::now();
        loop {
            tokio::select! {
                // What happened here is told before anything is sent.
                biased;
                () = news.notified() => due = Instant::now(),
                notice = notices.recv() => match notice {
                    Ok(notice) => {
                        // At once; what is recorded while a synchronisation goes on leaves together after it.
                        if matches!(notice, Notice::Changed { here: true, .. }) {
                            due = due.min(Instant::now());
                        }
                        self.tell(notice).await;
                    }
                    Err(RecvError::Lagged(_)) => self.emit(&everything()),
                    Err(RecvError::Closed) => return,
                },
                () = sleep_until(due) => match self.sync().await {
                    Some(next) => due = Instant::now() + next,
                    None => return,
                },
            }
        }
    }

    /// Speaks with the server. Answers when to do so again; nothing when there is nothing left to keep.
    async fn sync(&mut self) -> Option<Duration> {
        self.look().await;
        let waiting = status(&self.session).await.map(|status| status.waiting).unwrap_or_default();
        let (connection, next) = match synced(&self.session).await {
            Ok(Synced { nothing_left: true, abandoned, .. }) => {
                self.leave(crate::view::count(waiting), abandoned);
                return None;
            }
            Ok(Synced { suspended: true, .. }) => {
                self.suspensions.begun(&self.app, &self.session).await;
                (Connection::Online, PAUSED)
            }
            Ok(Synced { asked, .. }) => {
                self.announce().await;
                if asked {
                    self.asked = Instant::now();
                }
                // What a hint brought tells nothing else.
                let next = ROUND.saturating_sub(self.asked.elapsed());
                (if self.session.is_alone() { Connection::Alone } else { Connection::Online }, next)
            }
            Err(error) => {
                tracing::info!(%error, "no synchronisation");
                (connection(&error), RETRY.saturating_mul(1 << self.failures.min(10)).min(MOST_RETRY))
            }
        };
        self.failures =
            if matches!(connection, Connection::Online | Connection::Alone) { 0 } else { self.failures + 1 };
        if self.around.connection.send_replace(connection) != connection {
            self.tell(Notice::Status).await;
        }
        self.around.attempted.notify_one();
        Some(next)
    }

    /// What is known before a synchronisation: whose laptop it is, and what isn't news.
    async fn look(&mut self) {
        if let Ok(mandate) = working(&self.session).await {
            self.unit = mandate.unit_name;
        }
        if let Ok(zone) = self.session.zone().await {
            self.zone = zone;
        }
        if delegations::is_delegate(&self.session).await {
            self.delegated = Some(self.entrusted().await);
            return;
        }
        self.newcomers.begin(&self.session).await;
        self.steps.begin(&self.session).await;
        self.reminded.begin(&self.session).await;
        self.appointed.begin(&self.session).await;
        self.splitting.begin(&self.session).await;
        self.merging.begin(&self.session).await;
        self.suspensions.begin(&self.session).await;
    }

    /// What a delegate was let do, and by which unit.
    async fn entrusted(&mut self) -> Delegated {
        let event = delegations::show(&self.session, "").await.ok().and_then(|sheet| sheet.event);
        let dues = delegations::payments(&self.session, "").await.ok();
        let unit = event.as_ref().map(|event| &event.unit).or(dues.as_ref().map(|dues| &dues.unit));
        if let Some(unit) = unit {
            self.unit.clone_from(unit);
        }
        Delegated { event: event.map(|event| event.title), year: dues.map(|dues| dues.year) }
    }

    /// What others did meanwhile, to whom it concerns: never a delegate.
    async fn announce(&mut self) {
        if delegations::is_delegate(&self.session).await {
            return;
        }
        self.suspensions.announce(&self.app, &self.session).await;
        self.newcomers.announce(&self.app, &self.session).await;
        self.steps.announce(&self.app, &self.session).await;
        self.reminded.announce(&self.app, &self.session).await;
        self.appointed.announce(&self.app, &self.session).await;
        self.splitting.announce(&self.app, &self.session).await;
        self.merging.announce(&self.app, &self.session).await;
        self.stalled.announce(&self.app, &self.session).await;
    }

    /// Closing waits until this task has ended.
    fn leave(&self, waiting: u32, abandoned: bool) {
        // The session answers nothing any more.
        let on = day(self.session.ambient().now(), &self.zone);
        let (app, unit) = (self.app.clone(), self.unit.clone());
        let (delivered, lost) = if abandoned { (0, waiting) } else { (waiting, 0) };
        let ended = match &self.delegated {
            Some(Delegated { event, year }) => {
                Shut::DelegationOver { on, unit, event: event.clone(), year: *year, delivered, lost }
            }
            None => Shut::Revoked { on, unit, delivered, lost },
        };
        spawn(async move {
            let shell = app.state::<Shell>();
            if let Err(error) = shell.revoke(&app, ended).await {
                tracing::error!(message = error.message, "something of an ended mandate is left here");
            }
        });
    }

    async fn tell(&self, notice: Notice) {
        match notice {
            Notice::Changed { subjects, here } => {
                let source = if here { Source::Here } else { Source::Elsewhere };
                let changed = self.changed(subjects, source).await;
                self.emit(&changed);
            }
            Notice::Status => quiet_line(&self.app, &self.session, &self.around).await,
            Notice::Standing => self.emit(&CoreEvent::Session),
        }
    }

    async fn changed(&self, subjects: Vec<(StreamId, SubjectId)>, source: Source) -> CoreEvent {
        if subjects.is_empty() {
            return everything();
        }
        let held = self.session.held().await;
        let compartment = |stream| held.iter().find(|held| held.stream == stream).map(|held| held.compartment);
        let mut areas: Vec<Area> = subjects.iter().filter_map(|(stream, _)| compartment(*stream)).map(area).collect();
        areas.dedup();
        CoreEvent::Changed {
            subjects: areas,
            ids: subjects.iter().map(|(_, subject)| subject.to_string()).collect(),
            source,
        }
    }

    fn emit(&self, event: &CoreEvent) {
        emit(&self.app, event);
    }
}

/// Tells the page what its quiet line says now.
pub async fn quiet_line(app: &AppHandle, session: &Session, around: &Around) {
    let said = async {
        let zone = session.zone().await?;
        Ok::<_, Failure>(view::status(&status(session).await?, around, &zone))
    };
    match said.await {
        Ok(status) => emit(app, &CoreEvent::Status { status }),
        Err(error) => tracing::warn!(message = error.message, "the status line stays as it was"),
    }
}

fn emit(app: &AppHandle, event: &CoreEvent) {
    if let Err(error) = event.emit(app) {
        tracing::warn!(%error, "the page wasn't told");
    }
}

/// One synchronisation, with the check of older history when it is due.
async fn synced(session: &Session) -> Result<Synced, SyncError> {
    let http = session.http().await?;
    let done = session.keep_up(&http).await?;
    let works = !done.nothing_left && !done.suspended;
    if done.unchecked && works {
        session.audit(&http).await?;
    }
    if works {
        // Files go when they can; a change never waits for them.
        if let Err(error) = archive::exchange(session, &http).await {
            tracing::info!(%error, "files wait for a better moment");
        }
    }
    Ok(done)
}

fn everything() -> CoreEvent {
    let subjects = vec![Area::Person, Area::Event, Area::Document, Area::Office];
    CoreEvent::Changed { subjects, ids: Vec::new(), source: Source::Elsewhere }
}

/// What a compartment is to the page. Dues stand on the sheet of a person.
const fn area(compartment: Compartment) -> Area {
    match compartment {
        Compartment::Roster | Compartment::Dues => Area::Person,
        // Whatever a delegate was let do is read again as an event.
        Compartment::Agenda | Compartment::Slice(_) => Area::Event,
        Compartment::Archive => Area::Document,
        _ => Area::Office,
    }
}

/// What the quiet line says of a synchronisation that failed.
const fn connection(error: &SyncError) -> Connection {
    match error {
        SyncError::Transport(TransportError::Offline { .. }) => Connection::Offline,
        SyncError::Transport(TransportError::Restoring(_)) => Connection::Restoring,
        SyncError::Alarm(_) | SyncError::ReadOnly => Connection::Distrusted,
        _ => Connection::Failing,
    }
}

#[cfg(test)]
mod tests {
    use coopol_core::transport::Restoring;
    use coopol_domain::device::Alarm;

    use super::*;

    #[test]
    fn a_server_that_answers_badly_is_not_a_lost_network() {
        let why = || "nobody answers".to_owned();
        let offline = TransportError::Offline { why: why() };
        assert_eq!(connection(&offline.into()), Connection::Offline);
        for error in [
            TransportError::Refused { status: 500, code: "internal".to_owned() },
            TransportError::Unreadable { why: why() },
            TransportError::Busy { after: 3 },
        ] {
            assert_eq!(connection(&error.into()), Connection::Failing);
        }
        let (since, until) = (coopol_domain::time::Instant(1), coopol_domain::time::Instant(2));
        let restoring = TransportError::Restoring(Restoring { since, until });
        assert_eq!(connection(&restoring.into()), Connection::Restoring);
        assert_eq!(connection(&SyncError::ReadOnly), Connection::Distrusted);
        let forged = Alarm::Rewritten { stream: StreamId::from_bytes([1; 16]), size: 3 };
        assert_eq!(connection(&forged.into()), Connection::Distrusted);
    }

    #[test]
    fn mandates_and_laptops_are_told_too() {
        assert_eq!(area(Compartment::Office), Area::Office);
        assert_eq!(area(Compartment::Dues), Area::Person);
    }
}
