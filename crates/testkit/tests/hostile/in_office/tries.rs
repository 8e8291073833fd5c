//! What each row does.

use coopol_core::device::{Failure, Session};
use coopol_core::enrolment::NotEnrolled;
use coopol_core::handover::{self, NewClaim};
use coopol_core::history::rollback::{self, Scope};
use coopol_core::mandates::{self, NewCaretaker, NewMandate, NewSuspension};
use coopol_core::roster::{self, Field, dues, import};
use coopol_core::transport::UnitNamed;
use coopol_core::units::{Facts, splits, ties};
use coopol_core::{agenda, archive, delegations, desk, devices, proposals, units};
use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::enrolment::{Invitation, SealedCode};
use coopol_domain::id::SubjectId;
use coopol_domain::journal::{Compartment, Edit, Payload, REMOVED};
use coopol_domain::kinds::Task;
use coopol_domain::time::{DAY, Instant};
use coopol_testkit::laptop::{Laptop, Surroundings};

use super::fate::Extra;
use super::ground::Ground;
use crate::actions;
use crate::leaver::Leaver;
use crate::section::{Known, Section};

/// What came of it on the spot.
#[derive(Debug)]
pub enum Tried {
    /// It is recorded on the laptop.
    Done,
    /// And a code came of it.
    Code(Box<Invitation>),
    /// The laptop or the server refused.
    Refused(String),
}

/// Everything of a row that is done at once.
pub async fn once(leaver: &Leaver, ground: &Ground) -> Tried {
    match Box::pin(tried(leaver, ground)).await {
        Ok(None) => Tried::Done,
        Ok(Some(code)) => Tried::Code(Box::new(code)),
        Err(why) => Tried::Refused(why),
    }
}

/// What is left for the day after.
pub async fn the_day_after(leaver: &Leaver, ground: &Ground) {
    if leaver.name == "take_twenty_a_day_out" {
        take_out(leaver, &ground.known[leaver.name].people[20..]).await.unwrap();
    }
}

/// What is done about what waits.
pub async fn once_it_waits(leaver: &Leaver, ground: &Ground) {
    if leaver.name != "accept_ones_own" {
        return;
    }
    // What waits was told to the other laptop, where there are two.
    leaver.laptop.sync().await;
    let session = &leaver.laptop.session;
    let waiting = proposals::own(session).await.unwrap();
    assert_eq!(waiting.len(), 1);
    let gone = vec![Edit::set(REMOVED, Value::Bool(true))];
    let payload = Payload { quotes: Some(waiting[0].change), ..Payload::new("person_removed", 1, gone) };
    let subject = *ground.known[leaver.name].people.last().unwrap();
    let stream = session.stream(Compartment::Roster).await.unwrap();
    session.record(Intent { stream, subject, payload, act: None, depends_on: Vec::new() }).await.unwrap();
    leaver.laptop.sync().await;
}

async fn tried(leaver: &Leaver, ground: &Ground) -> Result<Option<Invitation>, String> {
    let (session, known) = (&leaver.laptop.session, &ground.known[leaver.name]);
    match leaver.name {
        "export_the_roster" | "export_everything" => {
            actions::read(leaver, session).await?;
        }
        "bring_another_laptop" => {
            return session
                .prepare_invitation(leaver.holder)
                .await
                .map(|invited| Some(invited.code))
                .map_err(actions::told);
        }
        "invite_in_a_colleagues_name" => {
            return session
                .prepare_invitation(ground.colleague)
                .await
                .map(|invited| Some(invited.code))
                .map_err(actions::told);
        }
        "carry_the_section_away" => {
            let to = UnitNamed { kind: "federation".to_owned(), ..ground.neighbour.clone() };
            ties::ask(session, &to, true).await.map_err(actions::told)?.record(session).await.map_err(actions::told)?;
        }
        "split_the_section" => {
            let seen = units::sheet(session, None).await.map_err(actions::told)?;
            let facts = Facts { name: "Section des amis".to_owned(), ..seen.facts };
            let wanted = splits::Wanted { unit: seen.id, facts, secretary: "Un ami".to_owned(), postcodes: Vec::new() };
            wanted.weigh(session).await.map_err(actions::told)?;
        }
        "rename_the_section" => {
            let seen = units::sheet(session, None).await.map_err(actions::told)?.facts;
            let wanted =
                Facts { name: "Section dissoute".to_owned(), zone: "Pacific/Wallis".to_owned(), ..seen.clone() };
            let prepared = units::prepare(session, None, &seen, &wanted).await.map_err(actions::told)?;
            prepared.record(session).await.map_err(actions::told)?;
        }
        "make_a_recovery_sheet" => return session.prepare_recovery().await.map(Some).map_err(actions::told),
        "change_many_people" => {
            for (person, hand) in known.people.iter().zip(leaver.laptops().cycle()) {
                roster::set(&hand.session, *person, Field::Mobile, "06 12 34 56 78").await.map_err(actions::told)?;
            }
        }
        "take_twenty_people_out" | "take_many_people_out" | "accept_ones_own" => {
            take_out(leaver, &known.people).await.map_err(actions::told)?;
        }
        "take_twenty_a_day_out" => take_out(leaver, &known.people[..20]).await.map_err(actions::told)?,
        "send_many_people_elsewhere" => {
            for (person, hand) in known.people.iter().zip(leaver.laptops().cycle()) {
                roster::transfer(&hand.session, *person, &ground.neighbour).await.map_err(actions::told)?;
            }
        }
        "cancel_many_meetings" | "withdraw_many_documents" | "cancel_many_payments" => {
            take_away(leaver, &known.records).await.map_err(actions::told)?;
        }
        "import_a_false_file" => {
            let lines = (0..25).map(|number| format!("Fantôme{number};Anne;fantome{number}@exemple.fr\n"));
            let file = format!("Nom;Prénom;E-mail\n{}", lines.collect::<String>());
            let options = coopol_import::Options::new(jiff::civil::date(2026, 11, 28));
            let file = coopol_import::read(file.as_bytes(), "faux.csv", &options).unwrap();
            let planned = import::plan(session, &file, &import::Choices::new()).await.map_err(actions::told)?;
            assert_eq!(planned.created.len(), 25);
            import::apply(session, &planned, "faux.csv").await.map_err(actions::told)?;
        }
        "undo_what_a_colleague_did" => {
            let until = session.see().await.map_err(actions::told)?.plus(DAY);
            let scope = Scope { by: Some(ground.colleague), from: Instant(0), until };
            let plan = rollback::plan(session, &scope).await.map_err(actions::told)?;
            assert_eq!(plan.items.len(), 25);
            rollback::carry_out(session, plan).await.map_err(actions::told)?;
        }
        "delegate_to_a_friend" | "delegate_dues_to_a_friend" => {
            let until = session.see().await.map_err(actions::told)?.plus(50 * DAY);
            let task = match leaver.name {
                "delegate_to_a_friend" => Task::Attendance { event: known.event },
                _ => Task::Dues { year: 2026 },
            };
            let code = delegations::prepare(session, task, FRIEND, until).await;
            return code.map(Some).map_err(actions::told);
        }
        "make_sealed_codes_alone" => sealed_codes(session, known).await.map_err(actions::told)?,
        "shut_a_colleagues_laptop_out" => {
            devices::revoke(session, ground.colleagues_laptop).await.map_err(actions::told)?;
        }
        "shut_the_other_secretarys_laptop_out" => {
            devices::revoke(session, known.successors_laptop).await.map_err(actions::told)?;
        }
        "name_a_friend_to_the_bureau"
        | "end_a_colleagues_mandate"
        | "suspend_a_colleague"
        | "put_oneself_in_charge"
        | "put_a_friend_in_charge"
        | "hand_over_to_a_friend" => {
            offices(leaver, session, ground).await.map_err(actions::told)?;
        }
        "schedule_a_parting_message" => schedule(session).await?,
        _ => actions::recorded(leaver, session, known).await.map_err(actions::told)?,
    }
    Ok(None)
}

/// For tomorrow, well before they leave.
async fn schedule(session: &Session) -> Result<(), String> {
    let at = session.see().await.map_err(actions::told)?.plus(DAY / 2);
    let at = jiff::Timestamp::from_millisecond(at.0.cast_signed()).unwrap();
    let at = at.to_zoned(jiff::tz::TimeZone::get("Europe/Paris").unwrap()).datetime();
    let (subject, body) = ("Adieu".to_owned(), "Ne votez pas pour eux.".to_owned());
    let draft = desk::Draft { subject, body, question: desk::Question::default(), at };
    desk::schedule(session, &draft).await.map(drop).map_err(|why| why.to_string())
}

async fn offices(leaver: &Leaver, session: &Session, ground: &Ground) -> Result<(), Failure> {
    let since = session.see().await?;
    match leaver.name {
        "name_a_friend_to_the_bureau" => {
            let (office, holder_name) = (Office::BureauMember, format!("{FRIEND} ({})", leaver.name));
            let new = NewMandate::new(office, holder_name, since);
            mandates::prepare(session, &new).await?.record(session).await.map(drop)
        }
        "end_a_colleagues_mandate" => {
            mandates::prepare_end(session, ground.colleagues_mandate, since).await?.record(session).await.map(drop)
        }
        "suspend_a_colleague" => {
            let (mandate, ground) = (ground.colleagues_mandate, "Comptes non rendus".to_owned());
            let new = NewSuspension { mandate, ground, since, until: None };
            mandates::prepare_suspension(session, &new).await?.record(session).await.map(drop)
        }
        "put_oneself_in_charge" | "put_a_friend_in_charge" => {
            let holder = (leaver.name == "put_oneself_in_charge").then_some(leaver.holder);
            let new = NewCaretaker {
                unit: None,
                office: Office::Secretary,
                holder,
                holder_name: format!("{FRIEND} ({})", leaver.name),
                since,
                until: since.plus(90 * DAY),
                reason: "Plus personne en fonction".to_owned(),
                prolongs: None,
            };
            mandates::prepare_caretaker(session, &new).await?.record(session).await.map(drop)
        }
        "hand_over_to_a_friend" => {
            let new = NewClaim {
                unit: None,
                office: Office::Secretary,
                holder: None,
                holder_name: format!("{FRIEND} ({})", leaver.name),
                theme: None,
                elected_on: "2026-11-20".to_owned(),
                since,
                until: None,
                proof: "Compte rendu".to_owned(),
                document: None,
                requested_on: None,
            };
            handover::prepare(session, &new).await?.record(session).await.map(drop)
        }
        name => panic!("{name} has no driver"),
    }
}

/// Codes that the program would have made, had it asked the server first.
async fn sealed_codes(session: &Session, known: &Known) -> Result<(), Failure> {
    let stream = session.stream(Compartment::Office).await?;
    let unit = session.held().await.into_iter().find(|held| held.stream == stream).unwrap().unit;
    let public = |code: &SealedCode| Value::bytes(code.key().verifying_key().as_bytes());
    let edits = known.codes.iter().map(|served| {
        let code = SealedCode { seed: [served.number; 16], ..served.clone() };
        Edit::change(&format!("sealed_code/{}", code.number), public(served), public(&code))
    });
    let payload = Payload::new("codes_made", 1, edits.collect());
    session.record(Intent { stream, subject: unit.into(), payload, act: None, depends_on: Vec::new() }).await.map(drop)
}

/// Whom they would like to see in office.
pub const FRIEND: &str = "Un ami";

/// One by one, with every laptop in turn: what counts is who does it, not with what.
async fn take_out(leaver: &Leaver, people: &[SubjectId]) -> Result<(), Failure> {
    for (person, hand) in people.iter().zip(leaver.laptops().cycle()) {
        roster::remove(&hand.session, *person).await?;
    }
    Ok(())
}

/// The same of what isn't people.
async fn take_away(leaver: &Leaver, records: &[SubjectId]) -> Result<(), Failure> {
    for (record, hand) in records.iter().zip(leaver.laptops().cycle()) {
        match leaver.name {
            "cancel_many_meetings" => agenda::cancel(&hand.session, *record).await?,
            "withdraw_many_documents" => archive::withdraw(&hand.session, *record).await?,
            _ => dues::cancel(&hand.session, *record).await?,
        };
    }
    Ok(())
}

/// The laptops that come in by the codes, while their makers are in office, beside those that did before. A code that waits is
/// tried again; a recovery sheet is kept for later.
pub async fn come_in(leavers: &[Leaver], tried: &mut [Tried], extra: &mut Extra) {
    for (seed, (leaver, tried)) in leavers.iter().zip(tried).enumerate() {
        let Tried::Code(code) = tried else { continue };
        if leaver.name == "make_a_recovery_sheet" || extra.contains_key(leaver.name) {
            continue;
        }
        let around = Surroundings::new(0, 500 + seed as u64);
        let (folder, code) = (leaver.folder.join("encore un"), code.to_string());
        match Laptop::try_enrol(&folder, "encore un", &leaver.server, &code, around).await {
            Ok(laptop) => {
                laptop.sync().await;
                assert_ne!(laptop.session.held().await, [], "{}: it serves", leaver.name);
                extra.insert(leaver.name, laptop);
            }
            Err(NotEnrolled::NotYet { .. }) => {}
            Err(error) => *tried = Tried::Refused(error.to_string()),
        }
    }
}

/// What those who stay do about the invitations that wait: nobody asked for them.
pub async fn say_no(section: &Section) {
    let session = &section.successor.session;
    section.successor.sync().await;
    for invitation in devices::waiting(session).await.unwrap() {
        devices::contest(session, invitation.id).await.unwrap();
    }
    section.successor.sync().await;
}
