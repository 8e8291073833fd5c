//! Believing no handover (J5.5): whoever answers for a claim signed it with a device of their own, under a mandate that
//! lets them; what the authority grants was ripe; the mandates that it then states are those of the claim. Nor a caretaker whom nobody
//! above appointed with a device of their own. Nor any use of sealed codes: two of them signed it, it waited, and the mandate that it lends is what they asked for.

use std::collections::{BTreeMap, BTreeSet};

use super::delegated;
use crate::access::{Reach, Verb, leads, verbs};
use crate::handover::{is_ended_by, taken_up};
use crate::id::{DeviceId, HolderId, MandateId, StreamId, SubjectId};
use crate::journal::{Compartment, Payload, State, SubjectKey};
use crate::kinds::{
    AGREED, ANNOUNCED, APPOINTED, CALLED_BACK, CONTEST, Claim, DECIDED, Device, GRANTED, LENT, MERGE_WITHDRAWN,
    Mandate, SUCCEEDED, TAKEN_UP, USED, called_back_rightly, find, in_ones_own_name, lent_rightly, merged_rightly,
    used_rightly,
};
use crate::time::Instant;
use crate::wire::Page;

/// Subjects of an `office` stream by id.
type Subjects = BTreeMap<SubjectId, (State, SubjectKey)>;

/// What a page leans on beside the subjects that its lines are about: of an agenda and of accounts, the delegations by which somebody said something there.
pub(super) fn leaned_on(compartment: Compartment, page: &Page) -> BTreeSet<SubjectId> {
    match compartment {
        Compartment::Office => by_office(page),
        _ if delegated::stand_in(compartment) => delegated::leaned_on(page),
        _ => BTreeSet::new(),
    }
}

/// Of an `office` stream, the devices and mandates of those who speak of claims, the claims that mandates quote, and the unit and the device where
/// sealed codes were used.
fn by_office(page: &Page) -> BTreeSet<SubjectId> {
    let signed = page.pushes.iter().map(|signed| (signed.push.hash(), &signed.push)).collect::<BTreeMap<_, _>>();
    let mut subjects = BTreeSet::new();
    for line in &page.lines {
        let Some(payload) = line.payload.as_deref().and_then(|bytes| Payload::decode(bytes).ok()) else { continue };
        if (attests(&payload) || [APPOINTED, DECIDED, AGREED, MERGE_WITHDRAWN].contains(&payload.kind.as_str()))
            && let Some(push) = signed.get(&line.entry.push)
        {
            subjects.extend([SubjectId::from(push.device), push.mandate.into()]);
        }
        subjects.extend(quoted(&payload));
        if [CALLED_BACK, LENT].contains(&payload.kind.as_str()) {
            subjects.extend(["unit", "called_back"].iter().filter_map(|field| named(&payload, field)));
        }
    }
    subjects
}

fn named(payload: &Payload, field: &'static str) -> Option<SubjectId> {
    payload.edit(field)?.after.array_of(field).ok().map(SubjectId::from_bytes)
}

fn attests(payload: &Payload) -> bool {
    let kind = find(&payload.kind, payload.version);
    kind.is_some_and(|kind| kind.sort.name == Claim::SORT && kind.verb == Verb::Attest)
}

fn quoted(payload: &Payload) -> Option<SubjectId> {
    let bytes = payload.edit("claim")?.after.array_of("claim").ok()?;
    [TAKEN_UP, SUCCEEDED].contains(&payload.kind.as_str()).then(|| SubjectId::from_bytes(bytes))
}

/// An accepted line of an `office` stream, as far as a handover is concerned.
pub(super) struct Told<'a> {
    pub(super) stream: StreamId,
    pub(super) subject: SubjectId,
    pub(super) payload: &'a Payload,
    /// The subject before the line, and after.
    pub(super) before: &'a State,
    pub(super) after: &'a State,
    /// Who signed, and under which mandate.
    pub(super) device: DeviceId,
    pub(super) mandate: MandateId,
    pub(super) recorded_at: Instant,
}

impl Told<'_> {
    /// Whether the line is one that could only be taken by an honest authority; `subjects` is everything else that is
    /// known of the stream.
    pub(super) fn holds(&self, subjects: &Subjects) -> bool {
        let claim = || Claim::read(self.subject, self.before);
        match self.payload.kind.as_str() {
            ANNOUNCED => {
                let until = self.after.get("contestable_until").number("instant").unwrap_or_default();
                let due = claim().is_some_and(|claim| claim.is_open() && claim.is_enough());
                due && until >= self.recorded_at.plus(CONTEST).0
            }
            GRANTED => claim().is_some_and(|claim| claim.is_ripe(self.recorded_at)),
            TAKEN_UP => self.claim(subjects).is_some_and(|claim| {
                claim.mandate == Some(self.subject.into()) && taken_up(&claim).edits == self.payload.edits
            }),
            SUCCEEDED => self.claim(subjects).is_some_and(|claim| {
                let old = Mandate::read(MandateId::from(self.subject), self.before);
                claim.mandate.is_some() && old.is_some_and(|old| is_ended_by(&claim, &old))
            }),
            USED => used_rightly(self.before, self.after, self.stream),
            CALLED_BACK => {
                let unit = named(self.payload, "unit").and_then(|unit| subjects.get(&unit));
                unit.is_some_and(|(unit, _)| called_back_rightly(unit, self.subject, self.after, self.recorded_at))
            }
            LENT => {
                let of = |field| Some((named(self.payload, field)?, &subjects.get(&named(self.payload, field)?)?.0));
                let (unit, device) = (of("unit"), of("called_back"));
                unit.zip(device).is_some_and(|(unit, device)| lent_rightly(unit, device, self.after, self.recorded_at))
            }
            APPOINTED => self.appointed(subjects),
            kind if kind.starts_with("merge_") => self.merges(subjects),
            _ if attests(self.payload) => self.attested(subjects).is_some(),
            _ => true,
        }
    }

    fn claim(&self, subjects: &Subjects) -> Option<Claim> {
        let id = quoted(self.payload)?;
        subjects.get(&id).and_then(|(state, _)| Claim::read(id, state))
    }

    /// Whoever puts somebody in charge signed it, isn't that somebody, and is of a level above: no mandate of the unit's own gives that.
    fn appointed(&self, subjects: &Subjects) -> bool {
        let holder = self.signer(subjects);
        let own = subjects.get(&self.mandate.into()).and_then(|(state, _)| Mandate::read(self.mandate, state));
        let said = Mandate::read(MandateId::from(self.subject), self.after);
        let by = said.and_then(|said| Some((said.caretaker?.by, said.holder)));
        own.is_none() && by.is_some_and(|(by, whom)| holder == Some(by) && by != whom)
    }

    /// Sections become parts of others by what was said in each, in time: the level above decides, by no mandate of the unit's own; who agrees
    /// leads it, and not for a time.
    fn merges(&self, subjects: &Subjects) -> bool {
        let before = Some(self.before).filter(|before| !before.cells.is_empty());
        let said = merged_rightly(self.subject.into(), self.payload, before, self.after, self.recorded_at);
        let own = subjects.get(&self.mandate.into()).and_then(|(state, _)| Mandate::read(self.mandate, state));
        let by = match self.payload.kind.as_str() {
            DECIDED | MERGE_WITHDRAWN => own.is_none(),
            AGREED => own.is_some_and(|own| {
                let theirs = self.signer(subjects) == Some(own.holder) && own.holds(self.recorded_at);
                theirs && leads(own.office) && !own.provisional
            }),
            _ => true,
        };
        said.is_ok() && by
    }

    fn signer(&self, subjects: &Subjects) -> Option<HolderId> {
        let (device, _) = subjects.get(&self.device.into()).filter(|(state, _)| state.sort == "device")?;
        Some(Device::read(self.device, device)?.holder)
    }

    /// A mandate of the unit itself stands in this stream, and must give its holder the right. That of a level above stands
    /// in a stream that isn't read here: for it, as for the device that was introduced, the authority's word is taken.
    fn attested(&self, subjects: &Subjects) -> Option<HolderId> {
        let holder = self.signer(subjects)?;
        let own = subjects.get(&self.mandate.into()).and_then(|(state, _)| Mandate::read(self.mandate, state));
        let from_above = own.is_none();
        let may = own.is_none_or(|own| {
            own.holder == holder
                && own.holds(self.recorded_at)
                && verbs(own.office, Reach::Own, Compartment::Office, false).has(Verb::Attest)
        });
        let named = in_ones_own_name(self.payload, self.after, Some(holder), from_above);
        (may && named.is_ok()).then_some(holder)
    }
}
