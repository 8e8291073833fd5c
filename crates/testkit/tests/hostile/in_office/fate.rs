//! What came of each row, seen by those who stay a month after the end; and how they put it right.

use std::collections::BTreeMap;

use coopol_core::agenda::feeds;
use coopol_core::history::rollback::{self, Plan, Scope};
use coopol_core::{codes, devices, history, mandates, proposals, units};
use coopol_domain::enrolment::Invitation;
use coopol_domain::id::HolderId;
use coopol_domain::time::{DAY, Instant};
use coopol_testkit::laptop::{Laptop, Surroundings};

use super::ground::Ground;
use super::tries::{FRIEND, Tried};
use crate::actions;
use crate::leaver::Leaver;
use crate::section::Section;
use crate::table::Fate;

/// Laptops that came in by the codes that were made.
pub type Extra = BTreeMap<&'static str, Laptop>;

pub async fn of(section: &Section, ground: &Ground, leavers: &[Leaver], tried: &[Tried], extra: &Extra) -> Vec<Fate> {
    section.successor.sync().await;
    section.federal.sync().await;
    let waiting = proposals::list(&section.successor.session).await.unwrap();
    let mut fates = Vec::new();
    for (leaver, tried) in leavers.iter().zip(tried) {
        let waits = waiting.iter().filter(|proposal| proposal.author == Some(leaver.holder)).count();
        let counts = back(section, leaver).await.items.len();
        if leaver.name == "open_a_feed" {
            let address = leaver.address.lock().unwrap().clone().unwrap();
            assert_eq!(actions::told_at(&address), 404, "it ended with the mandate, before anybody took it back");
        }
        fates.push(match (tried, waits, counts) {
            (Tried::Refused(_), 0, 0) => Fate::Refused,
            (_, 0, 1..) => Fate::Undone,
            (_, 1.., 0) => Fate::Waits,
            (_, 1.., 1..) => {
                assert_eq!(counts, 20, "{}: what one may do alone", leaver.name);
                Fate::InPart
            }
            (_, 0, 0) if is_stated(section, leaver.holder).await => Fate::Stated,
            (_, 0, 0) if serves(section, ground, leaver, extra).await => Fate::PutRight,
            (tried, 0, 0) => {
                if let (Tried::Code(code), None) = (tried, extra.get(leaver.name)) {
                    is_worth_nothing(leaver, code).await;
                }
                Fate::Ends
            }
        });
    }
    fates
}

/// What it takes to take back all that somebody did and that counts.
async fn back(section: &Section, leaver: &Leaver) -> Plan {
    let by = leaver.holder;
    let session = &section.successor.session;
    let until = session.see().await.unwrap().plus(DAY);
    let plan = rollback::plan(session, &Scope { by: Some(by), from: Instant(0), until }).await.unwrap();
    // What was closed may be in anybody's hands: it stays closed, and another is opened.
    let stays = usize::from(leaver.name == "close_the_feeds");
    assert_eq!(plan.exceptions.len(), stays, "nothing else of it stays: {:?}", plan.exceptions);
    plan
}

/// Whether the history says who took out how much, and when.
async fn is_stated(section: &Section, by: HolderId) -> bool {
    let query = history::Query { author: Some(by), kind: Some("export_made".to_owned()), ..history::Query::default() };
    let page = history::list(&section.successor.session, &query, 0, 10).await.unwrap();
    page.rows.iter().any(|row| {
        let counted = row.fields.iter().any(|field| field.field == "count" && field.after.is_some());
        row.verdict == "accepted" && row.author == Some(by) && row.at > Instant(0) && counted
    })
}

/// Whether something of it goes on though the mandate is over.
async fn serves(section: &Section, ground: &Ground, leaver: &Leaver, extra: &Extra) -> bool {
    if let Some(laptop) = extra.get(leaver.name) {
        drop(laptop.try_sync().await);
        if !laptop.session.held().await.is_empty() {
            return true;
        }
    }
    let session = &section.successor.session;
    let now = session.see().await.unwrap();
    let mut bureau = mandates::list(session).await.unwrap();
    bureau.retain(|mandate| mandate.until.is_none_or(|until| now < until));
    assert!(bureau.iter().all(|mandate| mandate.holder != leaver.holder), "they are in office no more");
    match leaver.name {
        "shut_a_colleagues_laptop_out" => {
            let all = devices::list(session).await.unwrap();
            all.iter().any(|device| device.id == ground.colleagues_laptop && device.revoked)
        }
        "close_the_feeds" => {
            let open = feeds::list(session).await.unwrap();
            !open.iter().any(|feed| feed.name == "Le site")
        }
        "rename_the_section" => units::sheet(session, None).await.unwrap().facts.name == "Section dissoute",
        "name_a_friend_to_the_bureau" | "hand_over_to_a_friend" => {
            bureau.iter().any(|mandate| mandate.holder_name == named(leaver))
        }
        _ => false,
    }
}

fn named(leaver: &Leaver) -> String {
    format!("{FRIEND} ({})", leaver.name)
}

async fn is_worth_nothing(leaver: &Leaver, code: &Invitation) {
    let (folder, around) = (leaver.folder.join("trop tard"), Surroundings::new(0, 900));
    let late = Laptop::try_enrol(&folder, "trop tard", &leaver.server, &code.to_string(), around).await;
    assert!(late.is_err(), "{}: the code opens nothing any more", leaver.name);
}

/// The successor takes everything back, declines what waits, and has somebody else put right what isn't theirs to. Returns the
/// codes by which others come back, once they serve.
pub async fn put_right(
    section: &Section,
    ground: &Ground,
    leavers: &[Leaver],
    fates: &[Fate],
    extra: &Extra,
) -> Vec<Invitation> {
    let mut codes = Vec::new();
    let session = &section.successor.session;
    for (leaver, fate) in leavers.iter().zip(fates) {
        match fate {
            Fate::Undone | Fate::InPart => {
                let plan = back(section, leaver).await;
                rollback::carry_out(session, plan).await.unwrap();
            }
            Fate::PutRight => codes.extend(righted(section, ground, leaver, extra).await),
            Fate::Waits | Fate::Stated | Fate::Ends | Fate::Refused => {}
        }
    }
    let waiting: Vec<_> = proposals::list(session).await.unwrap().iter().map(|proposal| proposal.change).collect();
    proposals::decline(session, &waiting).await.unwrap();
    section.successor.sync().await;
    assert_eq!(proposals::list(session).await.unwrap(), [], "nothing waits any more");
    codes
}

pub async fn come_back(ground: &Ground, codes: &[Invitation]) {
    for code in codes {
        let (folder, around) = (ground.folder.join("revenue"), Surroundings::new(0, 901));
        let laptop = Laptop::enrol(&folder, "neuf", &ground.server, &code.to_string(), around).await;
        laptop.sync().await;
        assert_ne!(laptop.session.held().await, [], "the colleague is back");
        laptop.close().await;
    }
}

async fn righted(section: &Section, ground: &Ground, leaver: &Leaver, extra: &Extra) -> Option<Invitation> {
    let session = &section.successor.session;
    match leaver.name {
        "shut_a_colleagues_laptop_out" => {
            let invited = codes::invite(session, &session.http().await.unwrap(), ground.colleague).await.unwrap();
            assert!(invited.opens.is_some(), "others have time to see it");
            return Some(invited.code);
        }
        "name_a_friend_to_the_bureau" => {
            let federal = &section.federal.session;
            let now = federal.see().await.unwrap();
            let all = mandates::list(federal).await.unwrap();
            let friend = all.iter().find(|mandate| mandate.holder_name == named(leaver)).unwrap().id;
            mandates::prepare_end(federal, friend, now).await.unwrap().record(federal).await.unwrap();
            section.federal.sync().await;
            section.successor.sync().await;
            assert!(!serves(section, ground, leaver, extra).await, "the friend is in office no more");
        }
        "close_the_feeds" => {
            let feeds::Opening { step, address } = feeds::prepare(session, "Le site").await.unwrap();
            step.record(session).await.unwrap();
            section.successor.sync().await;
            assert_eq!(actions::told_at(&address), 200, "those who read the agenda are given another address");
        }
        "rename_the_section" => {
            let query = history::Query {
                author: Some(leaver.holder),
                kind: Some("unit_changed".to_owned()),
                ..history::Query::default()
            };
            let renamed = history::list(session, &query, 0, 1).await.unwrap().rows[0].id;
            history::undo(session, *renamed.as_bytes()).await.unwrap();
            section.successor.sync().await;
            assert!(!serves(section, ground, leaver, extra).await, "it has its name again");
        }
        name => panic!("nobody knows how to put {name} right"),
    }
    None
}
