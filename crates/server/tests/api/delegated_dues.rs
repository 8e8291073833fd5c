//! Delegations of a year's dues: what is entered is in the accounts before its author is answered, and nothing else of them is shown.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::enrolment::{Fingerprint, Invitation};
use coopol_domain::id::{DeviceId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload, Verdict};
use coopol_domain::kinds::{Account, Paid, PaidBy, Payer, Payment, SliceDues, recorded};
use coopol_domain::time::{DAY, Instant};
use coopol_domain::wire::{Opaque, Root, SyncRequest};
use coopol_server::timers::keep_slices;
use coopol_store::{Chance as _, Limit, SystemChance};
use serde_json::json;

use crate::kit::{Laptop, Party, Server, person};

const MONTH: u64 = 30 * DAY;
const YEAR: u16 = 2026;

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemChance.fill(&mut bytes);
    bytes
}

fn cash(euros: u32) -> Payment {
    Payment { amount_cents: euros * 100, paid_on: None, method: Some(PaidBy::Cash), cancelled: false }
}

/// A section of two members, whose treasurer delegated the dues of a year for a month; and the laptop that took it up.
struct Scene {
    server: Server,
    zoe: Laptop,
    theo: Laptop,
    awa: Laptop,
    people: [SubjectId; 2],
    delegation: SubjectId,
}

impl Scene {
    async fn new() -> Self {
        let server = Server::start().await;
        let party = Party::found(&server).await;
        let mut zoe = party.officer(&server, &party.versailles, Office::Secretary).await;
        let mut theo = party.officer(&server, &party.versailles, Office::Treasurer).await;
        let (people, roster) = ([random(), random()].map(SubjectId::from_bytes), zoe.stream(Compartment::Roster));
        for (id, name) in people.iter().zip(["Côté", "Traoré"]) {
            zoe.state(&server, roster, *id, person(name));
        }
        zoe.sync().await;
        theo.sync().await;
        let (dues, now) = (theo.stream(Compartment::Dues), server.now());
        let seen = theo.device.streams[&dues].seen();
        let invitation = Invitation {
            seed: random(),
            device: DeviceId::from_bytes(random()),
            authority: Fingerprint::of(&server.app.authority.public_key()),
            office: dues,
            size: u32::try_from(seen.size).unwrap(),
            root: Root::of(seen.root),
        };
        let edits = vec![
            Edit::set("unit", Value::bytes(theo.device.streams[&dues].unit.as_bytes())),
            Edit::set("year", Value::count(YEAR.into())),
            Edit::set("name", Value::text("Awa N\u{2019}Diaye")),
            Edit::set("until", Value::count(now.plus(MONTH).0)),
            Edit::set("invitation", Value::bytes(invitation.key().verifying_key().as_bytes())),
            Edit::set("invited_until", Value::count(now.plus(DAY).0)),
        ];
        let delegation = SubjectId::from(invitation.device);
        theo.state(&server, dues, delegation, Payload::new("dues_delegation_granted", 1, edits));
        theo.sync().await;
        let mut awa = Laptop::enrol(&server, &invitation.to_string()).await;
        awa.sync().await;
        Self { server, zoe, theo, awa, people, delegation }
    }

    fn slice(&self) -> StreamId {
        let mut streams = self.awa.device.streams.keys();
        let (Some(slice), None) = (streams.next(), streams.next()) else { panic!("one stream") };
        *slice
    }

    /// Awa says, on her laptop, what somebody paid.
    fn enter(&mut self, person: SubjectId, payment: SubjectId, said: Payment) {
        let (slice, dues) = (self.slice(), self.theo.stream(Compartment::Dues));
        let account = Account { delegation: self.delegation, dues, year: YEAR };
        let paid = Paid::sign(&self.awa.device.key, account, (person, payment), said, self.server.now());
        let shown = self.awa.cache.0[&(slice, person)].0.clone();
        self.awa.state(&self.server, slice, person, recorded(&shown, payment, &paid));
    }

    async fn end(&mut self) {
        let (dues, over) = (self.theo.stream(Compartment::Dues), Edit::set("ended", Value::Bool(true)));
        self.theo.state(&self.server, dues, self.delegation, Payload::new("dues_delegation_ended", 1, vec![over]));
        self.theo.sync().await;
    }

    /// Euro cents of what the accounts say, by what the treasurer's laptop, which believes nothing, has read; nothing of what doesn't count.
    async fn says(&mut self, payment: SubjectId) -> Option<i64> {
        self.theo.sync().await;
        let (state, _) = self.theo.cache.0.get(&(self.theo.stream(Compartment::Dues), payment))?;
        let Value::Int(cents) = *state.get("amount_cents") else { return None };
        (!state.is_removed()).then_some(cents)
    }

    fn payers(&self) -> Vec<Payer> {
        let people = self.awa.cache.0.iter().filter_map(|((_, id), (state, _))| Payer::read(*id, state));
        let mut people: Vec<Payer> = people.collect();
        people.sort_by(|a, b| a.last_name.cmp(&b.last_name));
        people
    }

    fn payment() -> SubjectId {
        SubjectId::from_bytes(random())
    }
}

/// J1.1, J5.5: a code opens one stream with a year and names; what its holder enters is in the accounts before they are answered, and the
/// treasurer's laptop believes it; so are their corrections.
#[tokio::test]
async fn a_delegate_enters_what_is_paid_and_sees_nothing_else() {
    let mut scene = Scene::new().await;
    let names: Vec<String> = scene.payers().into_iter().map(|payer| payer.last_name).collect();
    assert_eq!(names, ["Côté", "Traoré"]);
    let told = SliceDues::read(&scene.awa.cache.0[&(scene.slice(), scene.delegation)].0).unwrap();
    assert_eq!(
        (told.year, told.unit_name.as_str(), told.dues),
        (YEAR, "Versailles", scene.theo.stream(Compartment::Dues))
    );

    let ([first, second], one, other) = (scene.people, Scene::payment(), Scene::payment());
    scene.enter(first, one, cash(36));
    scene.enter(second, other, cash(20));
    scene.awa.sync().await;
    assert_eq!((scene.says(one).await, scene.says(other).await), (Some(3600), Some(2000)));
    scene.server.clock.advance(1000);
    scene.enter(first, one, cash(40));
    scene.enter(second, other, Payment { cancelled: true, ..cash(20) });
    scene.awa.sync().await;
    assert_eq!((scene.says(one).await, scene.says(other).await), (Some(4000), None));

    // What the treasurer corrects is theirs from then on, and the delegate is told so, but not what they said.
    scene.server.clock.advance(1000);
    let dues = scene.theo.stream(Compartment::Dues);
    let corrected = Edit::change("amount_cents", Value::Int(4000), Value::Int(5000));
    scene.theo.state(&scene.server, dues, one, Payload::new("dues_changed", 1, vec![corrected]));
    scene.theo.sync().await;
    keep_slices(&scene.server.app).await;
    scene.awa.sync().await;
    let payers = scene.payers();
    let [(id, paid, taken_over)] = payers[0].paid.as_slice() else { panic!("{payers:?}") };
    assert_eq!((*id, paid.payment.amount_cents, *taken_over), (one, 4000, true));
    assert!(!payers[1].paid[0].2, "what she cancelled herself is still hers");
}

/// Names follow the roster, and whoever is erased there is erased in the slice, with what was entered of them (J7.2).
#[tokio::test]
async fn a_slice_follows_the_roster() {
    let mut scene = Scene::new().await;
    let (roster, [first, second], payment) = (scene.zoe.stream(Compartment::Roster), scene.people, Scene::payment());
    scene.enter(second, payment, cash(20));
    scene.awa.sync().await;
    let renamed = vec![Edit::change("last_name", Value::text("Côté"), Value::text("Traoré"))];
    scene.zoe.state(&scene.server, roster, first, Payload::new("person_changed", 1, renamed));
    let born = |day: &str| Payload::new("person_changed", 1, vec![Edit::set("birth_date", Value::text(day))]);
    scene.zoe.state(&scene.server, roster, first, born("1950-05-02"));
    scene.zoe.state(&scene.server, roster, second, born("1984-11-30"));
    scene.zoe.sync().await;
    keep_slices(&scene.server.app).await;
    scene.awa.sync().await;
    let mut years: Vec<_> = scene.payers().into_iter().map(|payer| (payer.last_name, payer.birth_year)).collect();
    years.sort();
    assert_eq!(years, [("Traoré".to_owned(), Some(1950)), ("Traoré".to_owned(), Some(1984))], "namesakes by now");

    let now: Instant = scene.server.now();
    scene.server.app.store.erase(roster, &[second], now).await.unwrap();
    keep_slices(&scene.server.app).await;
    scene.awa.sync().await;
    let left: Vec<_> = scene.payers().into_iter().map(|payer| (payer.id, payer.birth_year)).collect();
    assert_eq!((left, scene.awa.erased.clone()), (vec![(first, None)], vec![second]));
}

/// J9: once it is ended nothing is answered any more, and what was still to be sent waits for the treasurer, once; thirty days later nothing is kept.
#[tokio::test]
async fn the_end_is_the_end() {
    let mut scene = Scene::new().await;
    let (slice, payment) = (scene.slice(), Scene::payment());
    let ask = async |awa: &Laptop| {
        awa.request(reqwest::Method::POST, "/v1/sync").json(&SyncRequest::default()).send().await.unwrap().status()
    };
    assert_eq!(ask(&scene.awa).await, 200);
    scene.enter(scene.people[0], payment, cash(36));
    scene.awa.device.sign_all();
    scene.end().await;
    assert_eq!(ask(&scene.awa).await, 401, "at once");
    let pushes: Vec<_> = scene.awa.device.parcels.iter().map(|it| Opaque(it.bytes.clone())).collect();
    let delivery = json!({ "device": scene.awa.device.id, "pushes": pushes });
    for _ in 0..2 {
        let answer = scene.server.http.post(scene.server.url("/v1/deliveries")).json(&delivery).send().await.unwrap();
        let answer: serde_json::Value = answer.json().await.unwrap();
        assert_eq!(answer["pushes"][0]["outcome"], "received", "{answer}");
    }
    assert_eq!(scene.says(payment).await, None, "nobody took it over yet");
    let (dues, limit) = (scene.theo.stream(Compartment::Dues), Limit { lines: 100, bytes: u64::MAX });
    let page = scene.server.app.store.page(dues, 0, limit).await.unwrap().unwrap().page;
    let late = page.lines.iter().filter(|line| line.entry.verdict == Verdict::Quarantined);
    assert_eq!(late.count(), 1, "once, however often it is delivered");
    scene.server.clock.advance(MONTH + DAY);
    keep_slices(&scene.server.app).await;
    assert_eq!(scene.server.app.store.living(slice).await.unwrap().len(), 0);
}
