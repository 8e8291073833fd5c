//! One situation, with every action in it: each has an officer of its own, so that none hides what another would do.

use coopol_core::device::{Seal, Standing};
use coopol_core::mandates::{self, NewSuspension};
use coopol_core::quarantine;
use coopol_domain::id::HolderId;
use coopol_domain::time::DAY;
use coopol_testkit::server::Server;
use tokio::runtime::Runtime;

use crate::actions::{Act, act, goes_out, reads};
use crate::leaver::{Leaver, invited};
use crate::section::{PEOPLE, Section, founded};
use crate::table::{Outcome, Situation, table};

pub const THREE_WEEKS: u64 = 21 * DAY;
pub const BACK: i64 = -30 * DAY.cast_signed();
/// What a laptop still takes.
const BACK_BY_LITTLE: i64 = -23 * (DAY / 24).cast_signed();

/// How they came to hold nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Their mandates ended.
    Ended,
    /// They are suspended, until that is lifted.
    Suspended,
}

/// Plays the whole table in one situation, and compares what came of each row with what it says.
pub fn play(situation: Situation, way: Way) {
    play_at(&Server::start(), situation, way);
}

/// The same, at a server that was started for it.
pub fn play_at(server: &Server, situation: Situation, way: Way) {
    let (folder, laptops) = (tempfile::tempdir().unwrap(), Runtime::new().unwrap());
    let (marie, codes) = founded(server);
    let section = laptops.block_on(Section::begin(folder.path(), &server.url(), codes, marie));
    let mut leavers = Vec::new();
    for (seed, name) in crate::actions::NAMES.into_iter().enumerate() {
        let several = if situation == Situation::SecondLaptop { 2 } else { 1 };
        let (holder, codes) = invited(server, name, several);
        let come = Leaver::come(server.url(), folder.path(), name, holder, codes, 10 + seed as u64);
        leavers.push(laptops.block_on(async {
            let mut leaver = come.await;
            leaver.prepare(&section.known).await;
            leaver
        }));
    }
    let holders: Vec<HolderId> = leavers.iter().map(|leaver| leaver.holder).collect();
    let before = laptops.block_on(ends(&section, &holders, way));
    let counted = laptops.block_on(counting(&section, &holders));
    let mut acts: Vec<Option<Act>> = Vec::new();
    for leaver in &leavers {
        acts.push(laptops.block_on(before_they_hear(leaver, &section, situation)));
    }
    if matches!(situation, Situation::ThreeWeeksOffline | Situation::ClockSetBack) {
        server.later(THREE_WEEKS);
    }
    let played = laptops.block_on(async {
        section.add_somebody().await;
        for (leaver, act) in leavers.iter().zip(&mut acts) {
            afterwards(leaver, &section, situation, act).await;
        }
        outcomes(&section, &leavers, &acts).await
    });
    let wrong: Vec<String> = table()
        .action
        .iter()
        .filter_map(|row| {
            let at = leavers.iter().position(|leaver| leaver.name == row.name)?;
            let (expected, found) = (row.outcome(situation), played[at]);
            let how = match &acts[at] {
                Some(Act::Refused(why)) => why.clone(),
                other => format!("{other:?}"),
            };
            (found != Some(expected)).then(|| format!("{}: {expected:?} expected, {found:?}: {how}", row.name))
        })
        .collect();
    let after = laptops.block_on(section.shown());
    let counts = laptops.block_on(counting(&section, &holders));
    let whole = laptops.block_on(section.successor.session.verify()).unwrap();
    laptops.block_on(async {
        for leaver in leavers {
            Box::pin(leaver.close()).await;
        }
        section.successor.close().await;
        section.federal.close().await;
    });
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(counts, counted, "nothing of whoever left counts since");
    assert_eq!(after, before, "the successor's section is whole");
    assert!(whole.iter().all(|found| found.seal == Seal::Whole), "{whole:?}");
}

/// The federation ends every mandate, or suspends it; what the successor's rooms show then, with somebody whom they add
/// afterwards.
async fn ends(section: &Section, holders: &[HolderId], way: Way) -> Vec<String> {
    let session = &section.federal.session;
    section.federal.sync().await;
    let now = session.see().await.unwrap();
    let held = mandates::list(session).await.unwrap();
    for mandate in held.iter().filter(|mandate| holders.contains(&mandate.holder)) {
        let prepared = match way {
            Way::Ended => mandates::prepare_end(session, mandate.id, now).await,
            Way::Suspended => {
                let ground = "Comptes non rendus".to_owned();
                let new = NewSuspension { mandate: mandate.id, ground, since: now, until: None };
                mandates::prepare_suspension(session, &new).await
            }
        };
        prepared.unwrap().record(session).await.unwrap();
    }
    section.federal.sync().await;
    section.successor.sync().await;
    let over = mandates::list(&section.successor.session).await.unwrap();
    for mandate in over.iter().filter(|mandate| holders.contains(&mandate.holder)) {
        let (ended, suspended) = (mandate.until.is_some(), mandate.suspended(now).is_some());
        assert_eq!((ended, suspended), (way == Way::Ended, way == Way::Suspended));
    }
    section.shown().await
}

async fn counting(section: &Section, holders: &[HolderId]) -> Vec<usize> {
    let mut counts = Vec::new();
    for holder in holders {
        counts.push(section.counting(*holder).await);
    }
    counts
}

/// What is done without knowing of the end.
async fn before_they_hear(leaver: &Leaver, section: &Section, situation: Situation) -> Option<Act> {
    if let Some(first) = &leaver.first {
        drop(first.try_sync().await);
        assert_eq!(first.session.held().await, [], "the first laptop has heard of it");
    }
    if situation == Situation::ClockSetBack {
        leaver.around.set_wrong_by(BACK);
        let closed = leaver.laptop.session.standing().await.unwrap();
        assert!(
            matches!(closed, Standing::ClockBehind { .. }),
            "{}: nothing is done with such a clock: {closed:?}",
            leaver.name
        );
        leaver.around.set_wrong_by(BACK_BY_LITTLE);
    }
    if reads(leaver.name) || goes_out(leaver.name) { None } else { Some(act(leaver, &section.known).await) }
}

/// What is done once there is a network again, and the synchronisation after it.
async fn afterwards(leaver: &Leaver, section: &Section, situation: Situation, done: &mut Option<Act>) {
    match situation {
        Situation::ThreeWeeksOffline => leaver.around.set_wrong_by(THREE_WEEKS.cast_signed()),
        Situation::ClockSetBack => leaver.around.set_wrong_by(BACK + THREE_WEEKS.cast_signed()),
        // What reads has heard of it: the live connection tells.
        Situation::Online | Situation::SecondLaptop if reads(leaver.name) => drop(leaver.laptop.try_sync().await),
        Situation::Online | Situation::SecondLaptop => {}
    }
    if done.is_none() {
        *done = Some(act(leaver, &section.known).await);
    }
    drop(leaver.laptop.try_sync().await);
    assert_eq!(leaver.laptop.session.held().await, [], "{}: nothing stays on the laptop", leaver.name);
}

async fn outcomes(section: &Section, leavers: &[Leaver], acts: &[Option<Act>]) -> Vec<Option<Outcome>> {
    section.successor.sync().await;
    let waiting = quarantine::list(&section.successor.session).await.unwrap();
    let mut outcomes = Vec::new();
    for (leaver, act) in leavers.iter().zip(acts) {
        let theirs = waiting.iter().filter(|late| late.author == Some(leaver.holder)).count();
        let waits = theirs > 0;
        if leaver.name == "take_many_people_out" {
            assert_eq!(theirs, PEOPLE as usize, "each waits by itself");
        }
        outcomes.push(match act.as_ref().unwrap() {
            Act::Answered => Some(Outcome::NoEffect),
            Act::Recorded if waits => Some(Outcome::Waits),
            Act::Read(0) | Act::Refused(_) | Act::Recorded => Some(Outcome::Refused),
            Act::Read(_) | Act::Done => None,
        });
    }
    outcomes
}
