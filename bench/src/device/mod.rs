//! A laptop without a window: commands as lines of JSON on the standard input, answers and events on the standard output.
//!
//! `{"id":1,"do":"edit","n":7}` is answered by `{"id":1,"ok":{…}}` or `{"id":1,"error":"…"}`; what others do is told by
//! `{"event":"edit","n":7,"at":…}`. Times are milliseconds since the program started: `ping` lets whoever drives several
//! bring them together.
//!
//! What a command does is what the window does, through the same functions of the core.

mod counting;
mod live;
mod past;
mod season;
mod work;

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use coopol_core::ambient::System;
use coopol_core::device::Session;
use coopol_core::enrolment;
use coopol_core::profile::{Profiles, Protection};
use coopol_core::vault::CacheKey;
use coopol_domain::enrolment::Invitation;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use self::counting::Counting;
use self::live::Live;
use crate::Failure;
use crate::measure::{ms, now};

/// The profile of a bench. Its data are nobody's: the key is in the program.
const PROFILE: &str = "bench";
const KEY: [u8; 32] = [3; 32];

#[derive(Deserialize)]
struct Command {
    id: u64,
    #[serde(flatten)]
    what: What,
}

/// What can be asked.
#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
enum What {
    /// What time it is here.
    Ping,
    /// Comes in by an invitation, and opens the new profile.
    Enrol { folder: PathBuf, server: String, code: String },
    /// Opens the profile of a folder.
    Open { folder: PathBuf },
    /// Records the reference work `copies` times, and pushes it.
    Upload { first: u64, copies: u64 },
    /// Records this many people, and pushes them.
    People { count: usize },
    /// Records this many texts, and pushes them.
    Texts { count: usize },
    /// Synchronises until there is nothing more to say.
    Sync,
    /// Checks the history before a snapshot.
    Audit,
    /// From now on whatever is written leaves at once, and whatever others write comes at once.
    Live,
    /// Writes a field of one of the people.
    Edit { n: u64 },
    /// Returns once everything written is received by the server.
    Flush,
    /// Searches as somebody types, and lists what a window shows.
    Search { rounds: usize },
    /// The first rows of the roster.
    Roster,
    /// Records people, and takes back everything since.
    TakeBack { count: usize },
    /// Changes everybody, and goes back to the moment before.
    GoBack,
    /// Checks the whole journal.
    Verify,
    /// Declares elections in so many units below, and shows where all of them stand.
    Season { claims: usize },
    /// Closes the profile.
    Close,
}

/// An open profile and what goes on around it.
pub(crate) struct Open {
    session: Arc<Session>,
    transport: Counting,
    live: Option<Live>,
}

/// Obeys until the input ends.
pub async fn serve() -> Result<(), Failure> {
    let started = now();
    let mut open: Option<Open> = None;
    let (line, mut lines) = mpsc::unbounded_channel();
    std::thread::spawn(move || std::io::stdin().lines().map_while(Result::ok).try_for_each(|text| line.send(text)));
    while let Some(line) = lines.recv().await {
        let Command { id, what } = serde_json::from_str(&line)?;
        let answer = match obey(what, &mut open, started).await {
            Ok(done) => json!({ "id": id, "ok": done }),
            Err(failure) => json!({ "id": id, "error": failure.to_string() }),
        };
        say(&answer)?;
    }
    Ok(())
}

/// One line, at once.
fn say(answer: &Value) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{answer}")?;
    Ok(out.flush()?)
}

async fn obey(what: What, open: &mut Option<Open>, started: std::time::Instant) -> Result<Value, Failure> {
    let begun = now();
    match what {
        What::Ping => return Ok(json!({ "at": ms(started) })),
        What::Enrol { folder, server, code } => {
            *open = Some(enrol(folder, &server, &code).await?);
            return Ok(json!({ "ms": ms(begun) }));
        }
        What::Open { folder } => {
            let profile = Profiles::at(folder).open(PROFILE)?;
            let session = Session::open(profile, &CacheKey::from_bytes(KEY), Arc::new(System)).await?;
            *open = Some(Open::of(session).await?);
            return Ok(json!({ "ms": ms(begun) }));
        }
        What::Close => {
            if let Some(Open { session, live, .. }) = open.take() {
                if let Some(live) = live {
                    live.stop().await;
                }
                Arc::into_inner(session).ok_or("somebody still uses the profile")?.close().await?;
            }
            return Ok(json!({}));
        }
        _ => {}
    }
    let open = open.as_mut().ok_or("no profile is open")?;
    match what {
        What::Upload { first, copies } => open.upload(first, copies).await,
        What::People { count } => open.people(count).await,
        What::Texts { count } => open.texts(count).await,
        What::Sync => open.sync().await,
        What::Audit => open.audit().await,
        What::Live => open.go_live(started).await,
        What::Edit { n } => open.edit(n, started).await,
        What::Flush => open.flush().await,
        What::Search { rounds } => open.search(rounds).await,
        What::Roster => open.roster().await,
        What::TakeBack { count } => open.take_back(count).await,
        What::GoBack => open.go_back().await,
        What::Verify => open.verify().await,
        What::Season { claims } => open.season(claims).await,
        What::Ping | What::Enrol { .. } | What::Open { .. } | What::Close => unreachable!("answered above"),
    }
}

async fn enrol(folder: PathBuf, server: &str, code: &str) -> Result<Open, Failure> {
    let invitation: Invitation = code.parse()?;
    let profile = Profiles::at(folder).begin(PROFILE, Protection::KeyFile, &System)?;
    let enrolled = enrolment::enrol(server, &invitation, "Portable", &System).await?;
    let session = Session::found(profile, &CacheKey::from_bytes(KEY), &enrolled, Arc::new(System)).await?;
    Open::of(session).await
}

impl Open {
    async fn of(session: Session) -> Result<Self, Failure> {
        let transport = Counting::over(session.http().await?);
        Ok(Self { session: Arc::new(session), transport, live: None })
    }
}
