//! The handover, carried out by the authority's timer: nobody asks for it (J5.5, J9).

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::device::{Background, Chance, Intent, Shelf as _};
use coopol_domain::handover::{Stage, stage};
use coopol_domain::id::{HolderId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload, REMOVED, SubjectKey};
use coopol_domain::kinds::CONTEST;
use coopol_server::timers::hand_over;
use coopol_store::{Backend, Chance as _, SystemChance};

use crate::kit::{Laptop, Party, Server, over_each_backend};

const NEW: HolderId = HolderId::from_bytes([77; 16]);
const FIRST: SubjectId = SubjectId::from_bytes([50; 16]);
const SECOND: SubjectId = SubjectId::from_bytes([51; 16]);

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemChance.fill(&mut bytes);
    bytes
}

/// A section with its bureau, and its federation.
struct Scene<B: Backend> {
    server: Server<B>,
    party: Party,
    secretary: Laptop,
    deputy: Laptop,
    treasurer: Laptop,
    federal: Laptop,
    replaced: SubjectId,
}

/// Who says something.
#[derive(Clone, Copy, PartialEq)]
enum By {
    Secretary,
    Deputy,
    Treasurer,
    Federal,
}

impl<B: Backend> Scene<B> {
    async fn new(server: Server<B>) -> Self {
        let party = Party::found(&server).await;
        let (secretary, _, mandate) = party.officer_until(&server, &party.versailles, Office::Secretary, None).await;
        let deputy = party.officer(&server, &party.versailles, Office::Deputy).await;
        let treasurer = party.officer(&server, &party.versailles, Office::Treasurer).await;
        let federal = party.officer(&server, &party.federation, Office::FirstFederalSecretary).await;
        Self { server, party, secretary, deputy, treasurer, federal, replaced: mandate.into() }
    }

    /// Somebody says something about a claim, in view of everything, and sends it.
    async fn say(&mut self, by: By, claim: SubjectId, payload: Payload) {
        let stream = self.party.versailles.streams[&Compartment::Office];
        let now = self.server.now();
        let laptop = match by {
            By::Secretary => &mut self.secretary,
            By::Deputy => &mut self.deputy,
            By::Treasurer => &mut self.treasurer,
            By::Federal => &mut self.federal,
        };
        let answer = laptop.sign_in().await;
        laptop.take_tokens(answer).await;
        laptop.sync().await;
        let confirmed = laptop.cache.subject(stream, claim);
        let background = Background { confirmed, from_above: by == By::Federal, ..Background::default() };
        let intent = Intent { stream, subject: claim, payload, act: None, depends_on: Vec::new() };
        let chance = Chance { id: random(), key: SubjectKey::from_bytes(random()) };
        laptop.device.record(intent, background, now, chance).unwrap();
        // One round trip: what it says may end whoever says it.
        laptop.round().await.unwrap();
        assert_eq!(laptop.device.outbox.len(), 0, "it was taken");
        hand_over(&self.server.app).await;
    }

    fn holder(&self, by: By) -> HolderId {
        match by {
            By::Secretary => self.secretary.device.holder,
            By::Deputy => self.deputy.device.holder,
            By::Treasurer => self.treasurer.device.holder,
            By::Federal => self.federal.device.holder,
        }
    }

    fn support(&self, by: By) -> Edit {
        let level = if by == By::Federal { "above" } else { "own" };
        Edit::set(&format!("supported/{}", self.holder(by)), Value::text(level))
    }

    async fn claim(&mut self, by: By, claim: SubjectId, holder: HolderId) {
        let edits = vec![
            Edit::set("unit", Value::bytes(self.party.versailles.id.as_bytes())),
            Edit::set("office", Value::text("secretary")),
            Edit::set("holder", Value::bytes(holder.as_bytes())),
            Edit::set("holder_name", Value::text("Léo Müller")),
            Edit::set("elected_on", Value::text("2026-11-20")),
            Edit::set("since", Value::count(self.server.now().0)),
            Edit::set("proof", Value::text("Compte rendu du 20 novembre")),
            Edit::set("made_by", Value::bytes(self.holder(by).as_bytes())),
            Edit::set(&format!("replaces/{}", self.replaced), Value::bytes(self.holder(By::Secretary).as_bytes())),
            self.support(by),
        ];
        self.say(by, claim, Payload::new("claim_made", 1, edits)).await;
    }

    async fn countersign(&mut self, by: By, claim: SubjectId) {
        let support = self.support(by);
        self.say(by, claim, Payload::new("claim_countersigned", 1, vec![support])).await;
    }

    async fn contest(&mut self, by: By, claim: SubjectId) {
        let field = format!("contested/{}", self.holder(by));
        let edits = vec![Edit::set(&field, Value::text("Le quorum manquait"))];
        self.say(by, claim, Payload::new("claim_contested", 1, edits)).await;
    }

    async fn uphold(&mut self, claim: SubjectId) {
        let own = Value::bytes(self.federal.device.holder.as_bytes());
        let edits = vec![Edit::set("ruling", Value::text("upheld")), Edit::set("ruled_by", own)];
        self.say(By::Federal, claim, Payload::new("claim_upheld", 1, edits)).await;
    }

    async fn stage(&self, claim: SubjectId) -> Stage {
        let office = self.party.versailles.streams[&Compartment::Office];
        let all = self.server.app.store.claims_in(office).await.unwrap().claims;
        stage(all.iter().find(|other| other.id == claim).unwrap(), &all, self.server.now())
    }

    /// Past the time for contests; the timer looks.
    async fn three_days(&self) {
        self.server.clock.advance(CONTEST + 120_000);
        hand_over(&self.server.app).await;
    }
}

/// The secretary has vanished. The treasurer states who was elected, the deputy countersigns, three days pass: the newcomer
/// comes in and has everything, the old one is refused, and every laptop believes it.
async fn a_vanished_secretary_is_succeeded<B: Backend>(server: Server<B>) {
    let mut scene = Scene::new(server).await;
    scene.secretary.record(&scene.server, "Lefèvre");
    scene.secretary.sync().await;
    scene.claim(By::Treasurer, FIRST, NEW).await;
    scene.three_days().await;
    assert_eq!(scene.stage(FIRST).await, Stage::Gathering, "one isn't enough");
    scene.countersign(By::Deputy, FIRST).await;
    assert!(matches!(scene.stage(FIRST).await, Stage::Contestable(Some(_))));
    let answer = scene.secretary.sign_in().await;
    scene.secretary.take_tokens(answer).await;
    scene.secretary.sync().await;
    scene.three_days().await;
    assert_eq!(scene.stage(FIRST).await, Stage::Granted);
    assert_eq!(scene.secretary.sign_in().await.status(), 401, "the mandate ended");

    let code = scene.server.app.invite(&scene.party.versailles, NEW, "Léo Müller".to_owned()).await.unwrap();
    let mut newcomer = Laptop::enrol(&scene.server, &code.to_string()).await;
    newcomer.sync().await;
    assert_eq!(newcomer.names(), ["Lefèvre"]);
    let answer = scene.deputy.sign_in().await;
    scene.deputy.take_tokens(answer).await;
    scene.deputy.sync().await;
    scene.server.whole().await;
}

/// A contest waits for the federation, whose laptop is introduced there; then the timer goes on.
async fn a_contested_claim_is_upheld_by_the_federation<B: Backend>(server: Server<B>) {
    let mut scene = Scene::new(server).await;
    scene.claim(By::Treasurer, FIRST, NEW).await;
    scene.countersign(By::Deputy, FIRST).await;
    scene.contest(By::Secretary, FIRST).await;
    scene.three_days().await;
    assert_eq!(scene.stage(FIRST).await, Stage::Contested);
    scene.uphold(FIRST).await;
    assert_eq!(scene.stage(FIRST).await, Stage::Granted);
    assert_eq!(scene.secretary.sign_in().await.status(), 401);
    scene.server.whole().await;
}

/// Two rivals wait for the federation; who withdraws leaves the way to the other.
async fn of_two_rivals_one_withdraws<B: Backend>(server: Server<B>) {
    let mut scene = Scene::new(server).await;
    scene.claim(By::Treasurer, FIRST, NEW).await;
    scene.claim(By::Secretary, SECOND, HolderId::from_bytes([78; 16])).await;
    scene.countersign(By::Deputy, FIRST).await;
    scene.countersign(By::Deputy, SECOND).await;
    scene.three_days().await;
    assert_eq!([scene.stage(FIRST).await, scene.stage(SECOND).await], [Stage::Rivalled, Stage::Rivalled]);
    let withdrawn = Payload::new("claim_withdrawn", 1, vec![Edit::set(REMOVED, Value::Bool(true))]);
    scene.say(By::Secretary, SECOND, withdrawn).await;
    assert_eq!([scene.stage(FIRST).await, scene.stage(SECOND).await], [Stage::Granted, Stage::Withdrawn]);
    scene.server.whole().await;
}

/// The federation records an election and upholds it: it takes effect at once.
async fn the_federation_records_at_once<B: Backend>(server: Server<B>) {
    let mut scene = Scene::new(server).await;
    scene.claim(By::Federal, FIRST, NEW).await;
    assert!(matches!(scene.stage(FIRST).await, Stage::Contestable(Some(_))));
    scene.uphold(FIRST).await;
    assert_eq!(scene.stage(FIRST).await, Stage::Granted);
    scene.server.whole().await;
}

/// Of two replicas one carries a handover out; when it is gone, the other goes on from there, and nothing is granted twice.
#[cfg(unix)]
#[tokio::test]
async fn another_replica_goes_on_when_the_one_that_leads_is_gone() {
    let ([one, other], _) = Server::replicas(1).await;
    assert!(one.app.store.leads().await.unwrap());
    let mut scene = Scene::new(one).await;
    scene.claim(By::Treasurer, FIRST, NEW).await;
    scene.countersign(By::Deputy, FIRST).await;
    assert!(matches!(scene.stage(FIRST).await, Stage::Contestable(Some(_))));
    assert!(!other.app.store.leads().await.unwrap());
    drop(std::mem::replace(&mut scene.server, other));
    let granted = async {
        while scene.stage(FIRST).await != Stage::Granted {
            scene.three_days().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), granted).await.expect("another leads by now");
    hand_over(&scene.server.app).await;
    let office = scene.party.versailles.streams[&Compartment::Office];
    let found = scene.server.app.store.claims_in(office).await.unwrap();
    assert_eq!(found.mandates.values().filter(|mandate| mandate.holder == NEW).count(), 1);
}

/// J1.5: what was claimed of a unit leads to nothing once it became a part of another, whoever answered for it.
#[tokio::test]
async fn nobody_takes_office_in_what_is_closed() {
    let mut scene = Scene::new(Server::start().await).await;
    scene.claim(By::Treasurer, FIRST, NEW).await;
    scene.countersign(By::Deputy, FIRST).await;
    assert!(matches!(scene.stage(FIRST).await, Stage::Contestable(Some(_))));
    let (one, into) = (&scene.party.versailles, &scene.party.rennes);
    scene.server.app.merge(one, into, coopol_server::authority::Said::ByOperator).await.unwrap();
    scene.three_days().await;
    assert_eq!(scene.stage(FIRST).await, Stage::Ripe, "nothing stands against it, but that there is no such office");
    let office = scene.party.versailles.streams[&Compartment::Office];
    let found = scene.server.app.store.claims_in(office).await.unwrap();
    assert_eq!(found.mandates.values().filter(|mandate| mandate.holder == NEW).count(), 0);
}

over_each_backend! {
    a_vanished_secretary_is_succeeded, a_contested_claim_is_upheld_by_the_federation, of_two_rivals_one_withdraws,
    the_federation_records_at_once,
}
