//! A section with its bureau, its federation and the authority's timer, and everything that was said in its `office` stream.

use std::collections::BTreeMap;

use coopol_domain::access::Office;
use coopol_domain::authority::{Author, Judged, Known};
use coopol_domain::codec::Value;
use coopol_domain::handover::{Stage, due, stage};
use coopol_domain::id::{HolderId, MandateId, SubjectId, UnitId};
use coopol_domain::journal::{Compartment::Office as Bureau, Edit, Payload, REMOVED, SignedPush, State, Verdict};
use coopol_domain::kinds::{Claim, Mandate, Unit, UnitKind};
use coopol_domain::time::DAY;
use coopol_domain::wire::{Line, Page};

use crate::world::{NOON, Officer, World, id, key_of, text};

/// The newcomer, whom nobody knows yet.
pub const NEW: HolderId = HolderId::from_bytes([77; 16]);

pub struct Section {
    pub world: World,
    pub lines: Vec<Line>,
    pub pushes: Vec<SignedPush>,
    pub people: Vec<Officer>,
    pub authority: Officer,
    mandates: u8,
}

/// The places of the people.
pub const ZOE: usize = 0;
pub const ANDRE: usize = 1;
pub const IDA: usize = 2;
/// Of the level above.
pub const ADA: usize = 3;

impl Section {
    /// Zoé is secretary, André her deputy, Ida treasurer; Ada is deputy first secretary of the federation.
    pub fn new() -> Self {
        let offices = [Office::Secretary, Office::Deputy, Office::Treasurer, Office::FederalDeputy];
        Self::of([UnitKind::Section, UnitKind::Federation], offices)
    }

    /// A federation in its interim: Zoé and André are its deputies, Ida its treasurer; Ada is of the national level.
    pub fn interim() -> Self {
        let offices =
            [Office::FederalDeputy, Office::FederalDeputy, Office::FederalTreasurer, Office::NationalAdministrator];
        Self::of([UnitKind::Federation, UnitKind::National], offices)
    }

    /// A unit and the one above it: three of its officers, and somebody from above.
    fn of([own_kind, above_kind]: [UnitKind; 2], offices: [Office; 4]) -> Self {
        let mut world = World::new();
        let (own, above) = (UnitId::from_bytes([1; 16]), UnitId::from_bytes([2; 16]));
        let federation = Unit {
            id: above,
            kind: above_kind,
            name: "Fédération des Yvelines".to_owned(),
            parent: None,
            merged_into: None,
            zone: "Europe/Paris".to_owned(),
            streams: BTreeMap::new(),
        };
        let unit = world.directory.units.get_mut(&own).unwrap();
        (unit.parent, unit.kind) = (Some(above), own_kind);
        world.directory.units.insert(above, federation);
        let people: Vec<Officer> =
            offices.into_iter().zip(20..).map(|(office, byte)| world.officer(office, byte)).collect();
        world.directory.mandates.get_mut(&people[ADA].mandate).unwrap().unit = above;
        let authority = world.officer(Office::NationalAdministrator, 99);
        world.directory.mandates.remove(&authority.mandate);
        let mut section = Self { world, lines: Vec::new(), pushes: Vec::new(), people, authority, mandates: 60 };
        for place in 0..section.people.len() {
            section.known(place);
        }
        section
    }

    /// What the stream says of somebody from the beginning.
    fn known(&mut self, place: usize) {
        let device = self.people[place].device.clone();
        let mandate = self.world.directory.mandates[&self.people[place].mandate].clone();
        let introduced = vec![
            Edit::set("holder", Value::bytes(device.holder.as_bytes())),
            Edit::set("key", Value::bytes(device.key.as_bytes())),
            Edit::set("name", text("Portable")),
        ];
        let mut facts = vec![(SubjectId::from(device.id), Payload::new("device_introduced", 1, introduced))];
        // Their subjects differ in the stream, as a device's and a mandate's ids do.
        if place != ADA {
            let own = MandateId::from_bytes([30 + u8::try_from(place).unwrap(); 16]);
            self.world.directory.mandates.remove(&self.people[place].mandate);
            self.people[place].mandate = own;
            let edits = vec![
                Edit::set("unit", Value::bytes(mandate.unit.as_bytes())),
                Edit::set("office", text(&mandate.office.to_string())),
                Edit::set("holder", Value::bytes(mandate.holder.as_bytes())),
                Edit::set("holder_name", text(&mandate.holder_name)),
                Edit::set("since", Value::count(mandate.since.0)),
            ];
            facts.push((own.into(), Payload::new("mandate_recorded", 1, edits)));
        }
        let verdicts = self.relay(facts);
        assert!(verdicts.iter().all(|verdict| *verdict == Verdict::Accepted), "{verdicts:?}");
    }

    /// What somebody says of a subject: the verdict.
    pub fn say(&mut self, who: usize, subject: SubjectId, payload: Payload) -> Verdict {
        let mut officer = std::mem::replace(&mut self.people[who], nobody(&mut self.world));
        let sent = self.world.change(&mut officer, Bureau, subject, payload);
        let author = Author::Officer(officer.device.clone());
        let verdicts = self.take(author, &mut officer, vec![sent]);
        self.people[who] = officer;
        verdicts.into_iter().next().unwrap()
    }

    /// What the authority states, all but the first depending on the first.
    pub fn relay(&mut self, facts: Vec<(SubjectId, Payload)>) -> Vec<Verdict> {
        let mut authority = std::mem::replace(&mut self.authority, nobody(&mut self.world));
        let mut changes = Vec::new();
        for (subject, payload) in facts {
            let mut sent = self.world.change(&mut authority, Bureau, subject, payload);
            sent.header.depends_on =
                changes.first().map(|first: &coopol_domain::wire::Sent| first.header.id).into_iter().collect();
            changes.push(sent);
        }
        let author = Author::Authority { id: authority.device.id, key: authority.key.verifying_key() };
        let verdicts = self.take(author, &mut authority, changes);
        self.authority = authority;
        verdicts
    }

    fn take(&mut self, author: Author, officer: &mut Officer, changes: Vec<coopol_domain::wire::Sent>) -> Vec<Verdict> {
        let submission = self.world.sign(officer, Bureau, changes);
        let judged = self.world.submit_as(author, officer, submission).unwrap();
        let Judged::Ruled(ruling) = judged else { panic!("it is new") };
        self.pushes.push(ruling.signed);
        let mut verdicts = Vec::new();
        for recorded in ruling.entries {
            verdicts.push(recorded.entry.verdict.clone());
            let key = recorded.payload.as_ref().map(|_| key_of(recorded.entry.header.subject));
            self.lines.push(Line { entry: recorded.entry, payload: recorded.payload, key });
        }
        for mandate in
            self.states().filter_map(|(subject, state)| Mandate::read(subject.into(), state)).collect::<Vec<_>>()
        {
            self.world.directory.mandates.insert(mandate.id, mandate);
        }
        verdicts
    }

    fn states(&self) -> impl Iterator<Item = (SubjectId, &State)> {
        let office = self.world.stream(Bureau);
        let of = self.world.subjects.iter().filter(move |((stream, _), _)| *stream == office);
        of.filter_map(|((_, subject), known)| match known {
            Known::Living { state, .. } => Some((*subject, state)),
            Known::Erased => None,
        })
    }

    pub fn claims(&self) -> Vec<Claim> {
        self.states().filter_map(|(subject, state)| Claim::read(subject, state)).collect()
    }

    pub fn stage(&self, claim: SubjectId) -> Stage {
        let all = self.claims();
        stage(all.iter().find(|other| other.id == claim).unwrap(), &all, self.world.now)
    }

    /// The timer of the authority, as often as it has something to say.
    pub fn tick(&mut self) {
        loop {
            let (all, now) = (self.claims(), self.world.now);
            let own: BTreeMap<MandateId, Mandate> = self
                .states()
                .filter_map(|(subject, state)| Mandate::read(subject.into(), state))
                .map(|of| (of.id, of))
                .collect();
            self.mandates += 1;
            let mandate = MandateId::from_bytes([self.mandates; 16]);
            let facts = all.iter().map(|claim| due(claim, &all, &own, mandate, now)).find(|facts| !facts.is_empty());
            let Some(facts) = facts else { return };
            let verdicts = self.relay(facts);
            assert!(verdicts.iter().all(|verdict| *verdict == Verdict::Accepted), "{verdicts:?}");
        }
    }

    pub fn later(&mut self, ms: u64) {
        self.world.now = self.world.now.plus(ms);
    }

    /// Who holds the office of secretary now.
    pub fn secretaries(&self) -> Vec<HolderId> {
        self.holders(Office::Secretary)
    }

    /// Who holds an office now.
    pub fn holders(&self, office: Office) -> Vec<HolderId> {
        let now = self.world.now;
        let held = self.world.directory.mandates.values().filter(|of| of.office == office && of.holds(now));
        held.map(|of| of.holder).collect()
    }

    /// Everything that was said.
    pub fn page(&self) -> Page {
        Page { lines: self.lines.clone(), pushes: self.pushes.clone() }
    }

    /// That `holder` was elected secretary, by somebody who answers for it, in Zoé's place.
    pub fn claim(&self, who: usize, holder: HolderId) -> Payload {
        let maker = self.people[who].device.holder;
        let mut edits = vec![
            Edit::set("unit", Value::bytes([1; 16])),
            Edit::set("office", text("secretary")),
            Edit::set("holder", Value::bytes(holder.as_bytes())),
            Edit::set("holder_name", text(if holder == NEW { "Léo Müller" } else { "Zoé Lefèvre" })),
            Edit::set("elected_on", text("2026-11-20")),
            Edit::set("since", Value::count(NOON.0)),
            Edit::set("until", Value::count(NOON.0 + 730 * DAY)),
            Edit::set("proof", text("Compte rendu du 20 novembre, au local")),
            Edit::set("made_by", Value::bytes(maker.as_bytes())),
            Edit::set(
                &format!("replaces/{}", self.people[ZOE].mandate),
                Value::bytes(self.people[ZOE].device.holder.as_bytes()),
            ),
        ];
        edits.extend((holder != maker).then(|| self.support(who)));
        Payload::new("claim_made", 1, edits)
    }

    fn support(&self, who: usize) -> Edit {
        let level = if who == ADA { "above" } else { "own" };
        Edit::set(&format!("supported/{}", self.people[who].device.holder), text(level))
    }

    pub fn countersign(&mut self, who: usize, claim: SubjectId) -> Verdict {
        let payload = Payload::new("claim_countersigned", 1, vec![self.support(who)]);
        self.say(who, claim, payload)
    }

    pub fn contest(&mut self, who: usize, claim: SubjectId) -> Verdict {
        let field = format!("contested/{}", self.people[who].device.holder);
        self.say(who, claim, Payload::new("claim_contested", 1, vec![Edit::set(&field, text("Le quorum manquait"))]))
    }

    pub fn stop_contesting(&mut self, who: usize, claim: SubjectId) -> Verdict {
        let field = format!("contested/{}", self.people[who].device.holder);
        self.say(who, claim, Payload::new("contest_withdrawn", 1, vec![Edit::set(&field, Value::Null)]))
    }

    pub fn withdraw(&mut self, who: usize, claim: SubjectId) -> Verdict {
        self.say(who, claim, Payload::new("claim_withdrawn", 1, vec![Edit::set(REMOVED, Value::Bool(true))]))
    }

    pub fn rule(&mut self, who: usize, claim: SubjectId, ruling: &str) -> Verdict {
        let own = Value::bytes(self.people[who].device.holder.as_bytes());
        let edits =
            vec![Edit::set("ruling", text(ruling)), Edit::set("ruled_by", own), Edit::set("reason", text("Vu"))];
        self.say(who, claim, Payload::new(&format!("claim_{ruling}"), 1, edits))
    }
}

/// Somebody to stand in for whoever is taken out of the section for a moment.
fn nobody(world: &mut World) -> Officer {
    let officer = world.officer(Office::BureauMember, 98);
    world.directory.mandates.remove(&officer.mandate);
    officer
}

pub fn refused(code: &str) -> Verdict {
    Verdict::Refused(code.to_owned())
}

/// The claim that most tests speak of.
pub fn first() -> SubjectId {
    id(50)
}
