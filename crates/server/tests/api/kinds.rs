//! Every kind of change, stated by every office about every unit (J1.2): what it takes stands here once more, so that a kind which is new, or
//! which comes to take something else, has its row written by somebody.

use std::collections::BTreeMap;

use coopol_domain::access::{Need, Office, Reach, Verb, Verbs, verbs};
use coopol_domain::codec::Value;
use coopol_domain::id::{StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Compartment, Edit, Payload, State, Verdict};
use coopol_domain::kinds::{self, Kind, Merge, Split, Unit, UnitKind};
use coopol_domain::seal::Hash;
use coopol_domain::time::{DAY, Instant};
use coopol_domain::wire::{PushOutcome, Rejection};
use coopol_server::authority::Fact;
use coopol_store::{Chance as _, Limit, SystemChance};
use ed25519_dalek::SigningKey;

use crate::kit::{Laptop, Party, Server};
use crate::matrix::{home, push_all, reach};

/// Who states a kind, of those who have its verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    /// All of them.
    Any,
    /// Those of the unit itself.
    Own,
    /// Those of a level above.
    Above,
    /// It lives in slices alone, which no office reads: what delegates state is in `matrix`, `delegations` and `delegated_dues`.
    Slice,
    /// It lies on desks alone, each of which is of one office.
    Desk,
    /// The same, of an office that reads the roster: the others write to nobody.
    Mailing,
}

/// A verb, who of those that have it, and the kinds.
type Row = (Verb, Who, &'static [&'static str]);

/// What each kind takes.
const ROWS: &[Row] = &[
    (Verb::Read, Who::Any, &["card_published", "card_withdrawn", "comeback_contested", "invitation_contested"]),
    (Verb::Read, Who::Any, &["export_made", "export_allowed"]),
    (Verb::Propose, Who::Any, &["act_opened", "act_closed", "proposal_withdrawn"]),
    (Verb::Write, Who::Any, &["proposal_declined"]),
    (Verb::Write, Who::Any, &["unit_changed", "mandate_recorded", "mandate_ended"]),
    (Verb::Write, Who::Above, &["unit_reminded", "split_decided", "split_withdrawn", "unit_born"]),
    (Verb::Write, Who::Above, &["merge_decided", "merge_withdrawn"]),
    (Verb::Write, Who::Own, &["split_agreed", "split_refused", "merge_agreed"]),
    (Verb::Attest, Who::Own, &["merge_refused"]),
    (Verb::Relay, Who::Any, &["merge_announced", "merge_carried_out", "merge_taken_in"]),
    // That nobody from above says any of these is asked of whole ones, below.
    (Verb::Write, Who::Any, &["tie_asked", "tie_withdrawn", "tie_accepted", "tie_declined", "opening_asked"]),
    (Verb::Invite, Who::Any, &["device_invited", "device_recovery_prepared", "device_reinvited", "device_revoked"]),
    (Verb::Invite, Who::Any, &["codes_made"]),
    (Verb::Attest, Who::Any, &["claim_made", "claim_countersigned", "claim_contested", "contest_withdrawn"]),
    (Verb::Attest, Who::Any, &["claim_withdrawn", "claim_upheld", "claim_dismissed", "claim_documented"]),
    (Verb::Suspend, Who::Any, &["mandate_suspended", "suspension_lifted", "caretaker_appointed"]),
    (Verb::Relay, Who::Any, &["unit_founded", "unit_joined", "unit_merged", "unit_absorbed", "custodians_named"]),
    (Verb::Relay, Who::Any, &["codes_used", "code_tried", "mandate_taken_up", "mandate_succeeded", "mandate_lent"]),
    (Verb::Relay, Who::Any, &["claim_announced", "claim_granted"]),
    (Verb::Relay, Who::Any, &["device_called_back", "device_enrolled", "device_introduced"]),
    (Verb::Relay, Who::Any, &["tie_proposed", "tie_settled", "opening_done"]),
    (Verb::Relay, Who::Any, &["person_offered", "person_offered_again", "arrival_withdrawn"]),
    (Verb::Relay, Who::Any, &["transfer_received", "transfer_declined", "transfer_reopened"]),
    (Verb::Relay, Who::Any, &["delegation_taken_up", "dues_delegation_taken_up"]),
    (Verb::Write, Who::Any, &["person_recorded", "person_changed", "contact_changed", "membership_changed"]),
    (Verb::Write, Who::Any, &["category_changed", "person_removed", "person_restored", "person_left", "person_stayed"]),
    (Verb::Write, Who::Any, &["person_arrived", "arrival_matched", "arrival_declined", "arrival_reopened"]),
    (Verb::Write, Who::Any, &["dues_recorded", "dues_changed", "dues_cancelled", "dues_reinstated"]),
    (Verb::Write, Who::Any, &["event_planned", "event_changed", "event_moved", "event_cancelled", "event_reinstated"]),
    (Verb::Write, Who::Any, &["event_removed", "event_restored", "attendance_marked"]),
    (Verb::Write, Who::Any, &["feed_opened", "feed_taken_up", "feed_closed"]),
    (Verb::Write, Who::Any, &["delegation_granted", "delegation_ended"]),
    (Verb::Write, Who::Any, &["dues_delegation_granted", "dues_delegation_ended"]),
    // An officer may state these of what came late, which they quote: who quotes nothing is refused by the delegation's own rule.
    (Verb::Write, Who::Any, &["attendance_delegated", "dues_delegated", "dues_delegated_changed"]),
    (Verb::Write, Who::Any, &["document_filed", "document_described", "document_withdrawn", "document_restored"]),
    (Verb::Write, Who::Any, &["practical_fact_noted", "practical_fact_changed"]),
    (Verb::Write, Who::Any, &["practical_fact_withdrawn", "practical_fact_restored"]),
    (Verb::Write, Who::Any, &["promise_made", "promise_changed", "promise_settled", "promise_reopened"]),
    (Verb::Write, Who::Any, &["promise_withdrawn", "promise_restored"]),
    (Verb::Relay, Who::Any, &["desks_opened"]),
    (Verb::Write, Who::Desk, &["list_saved", "list_changed", "list_dropped", "list_restored"]),
    (Verb::Write, Who::Desk, &["message_kept", "message_changed", "message_dropped", "message_restored"]),
    (Verb::Write, Who::Mailing, &["mailing_scheduled", "mailing_changed", "mailing_called_off"]),
    (Verb::Relay, Who::Mailing, &["mailing_begun", "mailing_sent"]),
    (Verb::Erase, Who::Any, &["erasure_asked", "erasure_withdrawn"]),
    (Verb::Relay, Who::Slice, &["slice_opened", "slice_subject_told", "slice_person_shown", "slice_person_told"]),
    (Verb::Relay, Who::Slice, &["slice_dues_opened", "slice_dues_told", "slice_payer_shown", "slice_payer_told"]),
    (Verb::Propose, Who::Slice, &["delegate_marked", "delegate_recorded"]),
];

fn row(kind: &Kind) -> (Verb, Who) {
    let mut rows = ROWS.iter().filter(|(.., kinds)| kinds.contains(&kind.name));
    let (verb, who, _) = rows.next().unwrap_or_else(|| panic!("{} has no row: who states it?", kind.name));
    assert!(rows.next().is_none(), "{} has two rows", kind.name);
    // Two verbs may be granted to the same offices today.
    assert_eq!(kind.verb, *verb, "{} takes something else than its row says", kind.name);
    (*verb, *who)
}

/// A party in which every office is held.
struct Scene {
    server: Server,
    party: Party,
    laptops: Vec<(Office, Laptop)>,
}

impl Scene {
    async fn new() -> Self {
        let server = Server::start().await;
        let party = Party::found(&server).await;
        let mut laptops = Vec::new();
        for office in Office::ALL {
            laptops.push((office, party.officer(&server, home(&party, office), office).await));
        }
        Self { server, party, laptops }
    }

    async fn size(&self, stream: StreamId) -> u64 {
        self.server.app.store.heads(&[stream]).await.unwrap()[&stream].head.frontier.size()
    }

    /// What came of each of them, whatever the server says by itself before and afterwards; nothing where there is no such stream for them.
    async fn state(
        &self,
        laptop: &mut Laptop,
        stream: StreamId,
        said: Vec<(SubjectId, Payload)>,
    ) -> Option<Vec<Verdict>> {
        let (before, limit) = (self.size(stream).await, Limit { lines: u64::MAX, bytes: u64::MAX });
        match push_all(&self.server, laptop, stream, said).await {
            PushOutcome::Received => {}
            PushOutcome::Rejected(Rejection::NotFound) => return None,
            outcome @ PushOutcome::Rejected(_) => panic!("{outcome:?}"),
        }
        let page = self.server.app.store.page(stream, before, limit).await.unwrap().unwrap().page;
        let own = page.pushes.iter().filter(|signed| signed.push.device == laptop.device.id);
        let own: Vec<Hash> = own.map(|signed| signed.push.hash()).collect();
        let lines = page.lines.iter().filter(|line| own.contains(&line.entry.push));
        Some(lines.map(|line| line.entry.verdict.clone()).collect())
    }
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemChance.fill(&mut bytes);
    bytes
}

fn fresh() -> SubjectId {
    SubjectId::from_bytes(random())
}

fn reads_the_roster(desk: Compartment) -> bool {
    let Compartment::Desk(office) = desk else { return false };
    verbs(office, Reach::Own, Compartment::Roster, false).has(Verb::Read)
}

/// Whether somebody with these verbs is heard at all; what they only propose waits for whoever keeps the accounts.
fn heard(kind: &Kind, (verb, who): (Verb, Who), reach: Reach, compartment: Compartment, granted: Verbs) -> bool {
    let waits = compartment == Compartment::Dues
        && granted.has(Verb::Propose)
        && [Verb::Write, Verb::Erase].contains(&verb)
        && kind.name != "proposal_declined"
        && !kind.name.starts_with("dues_delegation_");
    let there = match who {
        Who::Any | Who::Slice | Who::Desk | Who::Mailing => true,
        Who::Own => reach == Reach::Own,
        Who::Above => reach == Reach::Below,
    };
    there && (granted.has(verb) || waits)
}

/// Each kind in each room, about something that isn't there and in no words: whoever may state it is told so, everybody else only that
/// they may not.
#[tokio::test]
async fn every_kind_takes_what_its_row_says() {
    let mut scene = Scene::new().await;
    let listed: usize = ROWS.iter().map(|(.., kinds)| kinds.len()).sum();
    let mut names: Vec<&str> = kinds::all().map(|kind| kind.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(listed, names.len(), "ROWS names what isn't there any more");
    let mut laptops = std::mem::take(&mut scene.laptops);
    let mut cells = BTreeMap::<bool, usize>::new();
    for (office, laptop) in &mut laptops {
        for unit in scene.party.units() {
            let place = format!("{office}: {}", unit.name);
            let reach = reach(&scene.party, home(&scene.party, *office), unit);
            for (&compartment, &stream) in &unit.streams {
                let granted = reach.map_or(Verbs::NONE, |reach| verbs(*office, reach, compartment, false));
                let here: Vec<&Kind> =
                    kinds::all().filter(|kind| kind.sort.compartment.is_none_or(|home| home == compartment)).collect();
                let empty = |kind: &&Kind| (fresh(), Payload::new(kind.name, kind.version, Vec::new()));
                let verdicts = scene.state(laptop, stream, here.iter().map(empty).collect()).await;
                assert_eq!(verdicts.is_some(), granted.has(Verb::Read), "{place}: {compartment}");
                let Some((reach, verdicts)) = reach.zip(verdicts) else { continue };
                assert_eq!(verdicts.len(), here.len());
                for (kind, verdict) in here.iter().zip(verdicts) {
                    let (place, row) = (format!("{place}: {} in {compartment}", kind.name), row(kind));
                    let heard = heard(kind, row, reach, compartment, granted);
                    let Verdict::Refused(code) = verdict else { panic!("{place}: {verdict:?}") };
                    let elsewhere = match row.1 {
                        Who::Slice => true,
                        Who::Desk => !matches!(compartment, Compartment::Desk(_)),
                        Who::Mailing => !reads_the_roster(compartment),
                        _ => false,
                    };
                    let expected = match row.1 {
                        _ if elsewhere => "wrong_compartment",
                        _ if !heard => "not_granted",
                        Who::Own | Who::Above if kind.name != "unit_reminded" && unit.kind != UnitKind::Section => {
                            "value_invalid"
                        }
                        _ if kind.creates => "nothing_changed",
                        _ => "subject_missing",
                    };
                    assert_eq!(code, expected, "{place}");
                    *cells.entry(heard && !elsewhere).or_default() += 1;
                }
            }
        }
    }
    assert!(cells[&true] > 500 && cells[&false] > 500, "{cells:?}");
}

/// Two who lead a unit, and who keeps its accounts if somebody does: they state what others then answer.
struct Leaders {
    laptops: [Laptop; 2],
    treasurer: Option<Laptop>,
    /// The delegation that waits for its end in a stream.
    open: BTreeMap<StreamId, SubjectId>,
}

/// Somebody's word that another unit stands above theirs, or below it.
fn tie(kind: &str, unit: &Unit) -> Payload {
    let side = if unit.kind == UnitKind::National { "below" } else { "above" };
    let edits = vec![
        Edit::set("unit", Value::bytes(random::<16>())),
        Edit::set("name", Value::text("x")),
        Edit::set("side", Value::text(side)),
        Edit::set("word", Value::text(kind.strip_prefix("tie_").unwrap())),
    ];
    Payload::new(kind, 1, edits)
}

fn answer(kind: &str, open: &str) -> Payload {
    let word = kind.split_once('_').unwrap().1;
    Payload::new(kind, 1, vec![Edit::change("word", Value::text(open), Value::text(word))])
}

fn split(newborn: UnitId) -> Split {
    Split { newborn, name: "Parly".to_owned(), word: String::new(), postcodes: String::new() }
}

fn answered(newborn: UnitId, word: &str) -> Payload {
    let edit = Edit::change(&Split::field(newborn), split(newborn).value("decided"), split(newborn).value(word));
    Payload::new(&format!("split_{word}"), 1, vec![edit])
}

fn merge(other: UnitId) -> Merge {
    let (name, ground) = ("Parly".to_owned(), "merger".to_owned());
    Merge { unit: other, name, ends: false, word: "decided".to_owned(), ground, until: None }
}

fn said_of_merging(other: UnitId, word: &str) -> Payload {
    Payload::new(&format!("merge_{word}"), 1, vec![merge(other).becomes(word)])
}

/// Another three than those that serve.
fn codes(unit: &State) -> Payload {
    let code = |number: u8| {
        let field = format!("sealed_code/{number}");
        let key = SigningKey::from_bytes(&random()).verifying_key();
        Edit::change(&field, unit.get(&field).clone(), Value::bytes(key.as_bytes()))
    };
    Payload::new("codes_made", 1, (1..=3).map(code).collect())
}

fn delegation(unit: &Unit, compartment: Compartment, now: Instant) -> Payload {
    let (kind, what) = match compartment {
        Compartment::Dues => ("dues_delegation_granted", Edit::set("year", Value::Int(2026))),
        _ => ("delegation_granted", Edit::set("event", Value::bytes(random::<16>()))),
    };
    let until = Value::count(now.plus(DAY).0);
    let edits = vec![
        Edit::set("unit", Value::bytes(unit.id.as_bytes())),
        what,
        Edit::set("name", Value::text("Awa")),
        Edit::set("until", until.clone()),
        Edit::set("invitation", Value::bytes(SigningKey::from_bytes(&random()).verifying_key().as_bytes())),
        Edit::set("invited_until", until),
    ];
    Payload::new(kind, 1, edits)
}

fn erasure() -> Payload {
    let edits = vec![
        Edit::set(&format!("subject/{}", fresh()), Value::Bool(true)),
        Edit::set("ground", Value::text("unlawful")),
    ];
    Payload::new("erasure_asked", 1, edits)
}

impl Leaders {
    async fn of(scene: &Scene, unit: &Unit) -> Self {
        let leads = match unit.kind {
            UnitKind::National => Office::NationalAdministrator,
            UnitKind::Federation => Office::FirstFederalSecretary,
            UnitKind::Section | UnitKind::Group => Office::Secretary,
        };
        let one = scene.party.officer(&scene.server, unit, leads).await;
        let laptops = [one, scene.party.officer(&scene.server, unit, leads).await];
        let keeps = [Office::Treasurer, Office::FederalTreasurer].into_iter().find(|it| it.is_held_in(unit.kind));
        let treasurer = match keeps {
            Some(keeps) => Some(scene.party.officer(&scene.server, unit, keeps).await),
            None => None,
        };
        Self { laptops, treasurer, open: BTreeMap::new() }
    }

    /// What a unit's own office keeps that waits for a word, and the words that can be said of it.
    async fn office(&mut self, scene: &Scene, unit: &Unit, above: &mut Laptop) -> Vec<(SubjectId, Payload)> {
        let (server, stream) = (&scene.server, unit.streams[&Compartment::Office]);
        let [asked, accepted, declined] = [(); 3].map(|()| fresh());
        let verdicts = scene.state(&mut self.laptops[0], stream, vec![(asked, tie("tie_asked", unit))]).await.unwrap();
        assert_eq!(verdicts, [Verdict::Accepted], "{}", unit.name);
        let proposed = [accepted, declined].map(|subject| Fact {
            subject,
            key: None,
            payload: tie("tie_proposed", unit),
            depends_on: Vec::new(),
        });
        server.app.state(stream, proposed.into()).await.unwrap();
        let [newborn, others] = [(); 2].map(|()| [(); 3].map(|()| UnitId::from_bytes(random())));
        if unit.kind == UnitKind::Section {
            above.sync().await;
            let split = newborn.map(|newborn| {
                let edit = Edit::set(&Split::field(newborn), split(newborn).value("decided"));
                (unit.id.into(), Payload::new("split_decided", 1, vec![edit]))
            });
            let merged = others.map(|other| {
                let edit = Edit::set(&Merge::field(other), merge(other).value("decided"));
                (unit.id.into(), Payload::new("merge_decided", 1, vec![edit]))
            });
            let verdicts = scene.state(above, stream, split.into_iter().chain(merged).collect()).await.unwrap();
            assert_eq!(verdicts, [const { Verdict::Accepted }; 6], "{}", unit.name);
        }
        let own = server.app.subjects(stream).await.unwrap();
        let (_, _, state) = own.into_iter().find(|(subject, ..)| *subject == unit.id.into()).unwrap();
        let opening = vec![Edit::set("name", Value::text("Trappes")), Edit::set("zone", Value::text("Europe/Paris"))];
        let group = [opening.clone(), vec![Edit::set("kind", Value::text("group"))]].concat();
        let code = Edit::set("code", Value::text(fresh().to_string()[..8].to_owned()));
        vec![
            (unit.id.into(), Payload::new("unit_changed", 1, vec![code])),
            (unit.id.into(), codes(&state)),
            (fresh(), tie("tie_asked", unit)),
            (asked, answer("tie_withdrawn", "asked")),
            (accepted, answer("tie_accepted", "proposed")),
            (declined, answer("tie_declined", "proposed")),
            (fresh(), Payload::new("opening_asked", 1, opening)),
            (fresh(), Payload::new("opening_asked", 2, group)),
            (unit.id.into(), answered(newborn[0], "agreed")),
            (unit.id.into(), answered(newborn[1], "refused")),
            (unit.id.into(), answered(newborn[2], "withdrawn")),
            (unit.id.into(), said_of_merging(others[0], "agreed")),
            (unit.id.into(), said_of_merging(others[1], "refused")),
            (unit.id.into(), said_of_merging(others[2], "withdrawn")),
        ]
    }

    /// A delegation to be ended where there is one, and one to be granted.
    async fn delegations(&mut self, scene: &Scene, unit: &Unit, compartment: Compartment) -> Vec<(SubjectId, Payload)> {
        let stream = unit.streams[&compartment];
        let payload = delegation(unit, compartment, scene.server.now());
        let ended = payload.kind.replace("_granted", "_ended");
        let ended = Payload::new(&ended, 1, vec![Edit::set("ended", Value::Bool(true))]);
        let keeper = match compartment {
            Compartment::Dues => self.treasurer.as_mut(),
            _ => Some(&mut self.laptops[0]),
        };
        if let Some(keeper) = keeper.filter(|_| !self.open.contains_key(&stream)) {
            let granted = fresh();
            let verdicts = scene.state(keeper, stream, vec![(granted, payload.clone())]).await.unwrap();
            assert_eq!(verdicts, [Verdict::Accepted], "{compartment} of {}", unit.name);
            self.open.insert(stream, granted);
        }
        let ended = self.open.get(&stream).map(|open| (*open, ended));
        [(fresh(), payload)].into_iter().chain(ended).collect()
    }

    /// An erasure that two have asked for, to be withdrawn; one to be asked for, and leave to take people out.
    async fn roster(&mut self, scene: &Scene, unit: &Unit) -> Vec<(SubjectId, Payload)> {
        let (server, stream, asked) = (&scene.server, unit.streams[&Compartment::Roster], fresh());
        let [one, other] = &mut self.laptops;
        if one.device.streams.contains_key(&stream) {
            let wanted = erasure();
            let first = one.state(server, stream, asked, wanted.clone());
            one.sync().await;
            other.sync().await;
            let agreed = Payload { quotes: Some(first), ..wanted };
            let verdicts = scene.state(other, stream, vec![(asked, agreed)]).await.unwrap();
            assert_eq!(verdicts, [Verdict::Accepted], "two of {}", unit.name);
        }
        let content = vec![Edit::set("content", Value::text("people"))];
        vec![
            (fresh(), Payload::new("export_allowed", 1, content)),
            (fresh(), erasure()),
            (asked, Payload::new("erasure_withdrawn", 1, vec![kinds::removal()])),
        ]
    }
}

/// What becomes of a whole one.
fn expected(payload: &Payload, unit: UnitKind, reach: Reach, granted: Verbs) -> Verdict {
    let kind = payload.kind.as_str();
    let (verb, who) = row(kinds::current(kind).unwrap());
    let own_word = kind.starts_with("tie_") || kind == "opening_asked";
    let there = match who {
        Who::Above => reach == Reach::Below,
        Who::Own => reach == Reach::Own,
        _ => !own_word || reach == Reach::Own,
    };
    let refused = |code: &str| Verdict::Refused(code.to_owned());
    match kind {
        _ if !granted.has(verb) || !there => refused("not_granted"),
        "split_agreed" | "split_refused" | "split_withdrawn" | "merge_agreed" | "merge_refused" | "merge_withdrawn"
            if unit != UnitKind::Section =>
        {
            refused("value_invalid")
        }
        // A working group is opened anywhere, a section by a federation.
        "opening_asked" if unit != UnitKind::Federation && payload.version == 1 => refused("value_invalid"),
        "codes_made" if reach == Reach::Own => Verdict::Held(Need::SecondMandate),
        "erasure_asked" | "export_allowed" => Verdict::Held(Need::SecondMandate),
        _ => Verdict::Accepted,
    }
}

/// What isn't in `matrix`, in whole words: what a unit says of itself and of others, what is said of its splitting and of its taking another in, whom it lets in, and what
/// leaves a roster. Accepted or held exactly where the rows say so.
#[tokio::test]
async fn what_is_said_of_units_delegations_and_leaving_is_taken_where_its_row_says() {
    let mut scene = Scene::new().await;
    let mut laptops = std::mem::take(&mut scene.laptops);
    let federal = home(&scene.party, Office::FirstFederalSecretary);
    let mut above = scene.party.officer(&scene.server, federal, Office::FirstFederalSecretary).await;
    let mut taken = BTreeMap::<String, usize>::new();
    for unit in scene.party.units() {
        let mut leaders = Leaders::of(&scene, unit).await;
        for (office, laptop) in &mut laptops {
            let reach = reach(&scene.party, home(&scene.party, *office), unit);
            for compartment in [Compartment::Office, Compartment::Agenda, Compartment::Dues, Compartment::Roster] {
                let stream = unit.streams[&compartment];
                let place = format!("{office}: {compartment} of {}", unit.name);
                let granted = reach.map_or(Verbs::NONE, |reach| verbs(*office, reach, compartment, false));
                let said = match compartment {
                    Compartment::Office => leaders.office(&scene, unit, &mut above).await,
                    Compartment::Roster => leaders.roster(&scene, unit).await,
                    _ => leaders.delegations(&scene, unit, compartment).await,
                };
                laptop.sync().await;
                let verdicts = scene.state(laptop, stream, said.clone()).await;
                assert_eq!(verdicts.is_some(), granted.has(Verb::Read), "{place}");
                let Some((reach, verdicts)) = reach.zip(verdicts) else { continue };
                assert_eq!(verdicts.len(), said.len());
                for ((_, payload), verdict) in said.iter().zip(verdicts) {
                    let expected = expected(payload, unit.kind, reach, granted);
                    assert_eq!(verdict, expected, "{place}: {}", payload.kind);
                    if payload.kind.ends_with("_ended") && verdict == Verdict::Accepted {
                        leaders.open.remove(&stream);
                    }
                    *taken.entry(payload.kind.clone()).or_default() +=
                        usize::from(!matches!(verdict, Verdict::Refused(_)));
                }
            }
        }
    }
    let never: Vec<_> = taken.iter().filter(|(_, times)| **times == 0).collect();
    assert!(taken.len() == 20 && never.is_empty(), "{taken:?}");
}
