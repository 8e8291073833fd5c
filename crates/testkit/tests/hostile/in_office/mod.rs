//! What an officer tries while they are still in office, once the end of their mandate is known: each row by an officer of its
//! own. A month after the end the successor takes back what counted, and finds the section as it was (J3.7, J4.4).

mod fate;
mod ground;
mod tries;

use std::path::Path;

use coopol_core::device::Seal;
use coopol_domain::kinds::REINVITATION;
use coopol_domain::time::DAY;
use coopol_testkit::mail::Peer;
use coopol_testkit::server::Server;
use tokio::runtime::Runtime;

use crate::leaver::{Leaver, outgoing};
use crate::play::{BACK, THREE_WEEKS};
use crate::section::{Section, founded};
use crate::table::{Fate, Situation, table};
use ground::Ground;
use tries::{Tried, come_in, once, once_it_waits, say_no, the_day_after};

/// Everything that can be tried.
pub const NAMES: [&str; 46] = [
    "correct_a_phone",
    "change_many_people",
    "take_twenty_people_out",
    "take_twenty_a_day_out",
    "take_many_people_out",
    "send_many_people_elsewhere",
    "import_a_false_file",
    "undo_what_a_colleague_did",
    "accept_ones_own",
    "add_people",
    "erase_for_ever",
    "record_dues",
    "plan_an_event",
    "cancel_an_event",
    "open_a_feed",
    "close_the_feeds",
    "mark_everybody",
    "file_a_document",
    "withdraw_a_document",
    "cancel_many_meetings",
    "withdraw_many_documents",
    "cancel_many_payments",
    "drop_a_saved_list",
    "schedule_a_parting_message",
    "export_the_roster",
    "export_everything",
    "bring_another_laptop",
    "make_a_recovery_sheet",
    "invite_in_a_colleagues_name",
    "shut_a_colleagues_laptop_out",
    "shut_the_other_secretarys_laptop_out",
    "rename_the_section",
    "carry_the_section_away",
    "split_the_section",
    "name_a_friend",
    "name_a_friend_to_the_bureau",
    "name_oneself_again",
    "end_a_colleagues_mandate",
    "suspend_a_colleague",
    "put_oneself_in_charge",
    "put_a_friend_in_charge",
    "claim_to_be_elected",
    "hand_over_to_a_friend",
    "make_sealed_codes_alone",
    "delegate_to_a_friend",
    "delegate_dues_to_a_friend",
];

/// How long each still is in office.
const LEFT: u64 = 25 * DAY;
/// By when an invitation that waits was seen.
const SEEN: u64 = REINVITATION + DAY / 12;
/// For how long it must be possible to take everything back, at least.
const A_MONTH: u64 = 30 * DAY;

/// An officer for each row.
fn come(situation: Situation, laptops: &Runtime, server: &Server, folder: &Path, section: &Section) -> Vec<Leaver> {
    let several = if situation == Situation::SecondLaptop { 2 } else { 1 };
    let mut leavers = Vec::new();
    for (seed, name) in NAMES.into_iter().enumerate() {
        let (holder, codes) = outgoing(server, name, several, LEFT);
        let come = Leaver::come(server.url(), folder, name, holder, codes, 10 + seed as u64);
        leavers.push(laptops.block_on(async {
            let mut leaver = come.await;
            leaver.prepare(&section.known).await;
            leaver
        }));
    }
    leavers
}

/// Plays the whole table in one situation, and compares what came of each row with what it says.
pub fn play(situation: Situation) {
    let (folder, laptops) = (tempfile::tempdir().unwrap(), Runtime::new().unwrap());
    let peer = Peer::start();
    let server = Server::mailing(peer.settings());
    let (marie, codes) = founded(&server);
    let section = laptops.block_on(Section::begin(folder.path(), &server.url(), codes, marie));
    let ground = Ground::begin(&laptops, &server, folder.path(), &section);
    let before = laptops.block_on(section.rooms());
    let leavers = come(situation, &laptops, &server, folder.path(), &section);
    let mut tried: Vec<Tried> = Vec::new();
    for leaver in &leavers {
        tried.push(laptops.block_on(async {
            if situation == Situation::ClockSetBack {
                leaver.around.set_wrong_by(BACK);
                leaver.sync().await;
            }
            let tried = once(leaver, &ground).await;
            if situation == Situation::ThreeWeeksOffline {
                the_day_after(leaver, &ground).await;
            } else {
                leaver.sync().await;
                once_it_waits(leaver, &ground).await;
            }
            tried
        }));
    }
    let passes = if situation == Situation::ThreeWeeksOffline { THREE_WEEKS } else { DAY };
    server.later(passes);
    let mut extra = fate::Extra::new();
    laptops.block_on(async {
        for leaver in &leavers {
            if situation == Situation::ThreeWeeksOffline {
                leaver.around.set_wrong_by(THREE_WEEKS.cast_signed());
                leaver.sync().await;
                once_it_waits(leaver, &ground).await;
            } else {
                the_day_after(leaver, &ground).await;
                leaver.sync().await;
            }
        }
        come_in(&leavers, &mut tried, &mut extra).await;
        say_no(&section).await;
    });
    server.later(SEEN);
    laptops.block_on(come_in(&leavers, &mut tried, &mut extra));
    server.later(LEFT - SEEN);
    laptops.block_on(async {
        for leaver in &leavers {
            for laptop in leaver.laptops() {
                drop(laptop.try_sync().await);
                assert_eq!(laptop.session.held().await, [], "{}: nothing stays on the laptop", leaver.name);
            }
        }
        section.successor.sync().await;
    });
    server.later(A_MONTH);
    section.set_clocks(passes + LEFT + A_MONTH);
    let came = laptops.block_on(fate::of(&section, &ground, &leavers, &tried, &extra));
    let wrong: Vec<String> = table()
        .in_office
        .iter()
        .filter_map(|row| {
            let at = NAMES.iter().position(|name| *name == row.name)?;
            let (expected, found): (Fate, Fate) = (row.outcome(situation), came[at]);
            let how = match &tried[at] {
                Tried::Refused(why) => why.as_str(),
                Tried::Done | Tried::Code(_) => "recorded",
            };
            (found != expected).then(|| format!("{}: {expected:?} expected, {found:?}: {how}", row.name))
        })
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(peer.taken(), [], "nobody was written to");
    let codes = laptops.block_on(fate::put_right(&section, &ground, &leavers, &came, &extra));
    server.later(SEEN);
    laptops.block_on(fate::come_back(&ground, &codes));
    let after = laptops.block_on(section.rooms());
    let whole = laptops.block_on(section.successor.session.verify()).unwrap();
    laptops.block_on(async {
        for leaver in leavers {
            Box::pin(leaver.close()).await;
        }
        for laptop in extra.into_values() {
            laptop.close().await;
        }
        ground.close().await;
        section.successor.close().await;
        section.federal.close().await;
    });
    let apart = |some: &[String], others: &[String]| -> Vec<String> {
        some.iter().filter(|row| !others.contains(row)).cloned().collect()
    };
    assert_eq!(apart(&before, &after), Vec::<String>::new(), "what isn't as it was");
    assert_eq!(apart(&after, &before), Vec::<String>::new(), "what wasn't there");
    assert!(whole.iter().all(|found| found.seal == Seal::Whole), "{whole:?}");
}
