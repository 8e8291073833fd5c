//! Sealed codes: three secrets on paper, which three people keep apart. When nobody of a unit can get in any more, and the level
//! above can't help either, two of them let somebody come back, seen by everybody.
//!
//! The unit's facts know the public halves alone. Whoever comes back has two codes sign a request; the authority checks it,
//! records it, and the three codes are spent. It calls a device back, which waits as whoever is invited again does; anybody who still holds an office
//! may contest it. Somebody who holds a mandate comes back under it. Where nobody does, whoever was named leads the unit for
//! [`PROVISIONAL`], and no longer: that is for an election.

use std::collections::{BTreeMap, BTreeSet};

use ed25519_dalek::{Signature, VerifyingKey};

use super::unit::identifier;
use super::{Mandate, REINVITATION, Refusal, Shape, UnitKind};
use crate::access::{Office, leads};
use crate::codec::Value;
use crate::enrolment::ComingBack;
use crate::id::{DeviceId, HolderId, MandateId, StreamId, SubjectId};
use crate::journal::{Change, Edit, State};
use crate::time::{DAY, Instant};

/// How many codes are made at once; two of them are enough.
pub const SEALED_CODES: usize = 3;
/// How long a mandate lasts that sealed codes lend, in milliseconds: six weeks.
pub const PROVISIONAL: u64 = 42 * DAY;
/// How long after one code was used alone the history says so again, in milliseconds.
pub const TRIED_AGAIN: u64 = DAY;

/// Three codes were made, in the place of those before.
pub(crate) const MADE: &str = "codes_made";
/// Two of them were used, and all three are spent.
pub(crate) const USED: &str = "codes_used";
/// One was used alone.
pub(super) const TRIED: &str = "code_tried";

/// What two codes signed, with their numbers and signatures.
pub(super) const COMING_BACK: Shape = Shape::Record(
    9,
    &[
        ("device", Shape::Id),
        ("invitation", Shape::Bytes(32)),
        ("holder", Shape::Id),
        ("holder_name", Shape::Text(200)),
        ("nonce", Shape::Bytes(32)),
        ("first", NUMBER),
        ("first_proof", Shape::Bytes(64)),
        ("second", NUMBER),
        ("second_proof", Shape::Bytes(64)),
        ("provisional", Shape::Bool),
    ],
);
const NUMBER: Shape = Shape::Choice(&["1", "2", "3"]);

/// A coming back as it is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comeback {
    /// The device that is called back.
    pub device: DeviceId,
    /// The public half of its invitation's key.
    pub invitation: [u8; 32],
    /// Who comes back.
    pub holder: HolderId,
    /// How they are called, as the codes signed it.
    pub holder_name: String,
    /// The authority's challenge.
    pub nonce: [u8; 32],
    /// The numbers of the two codes, each with its signature.
    pub codes: [(u8, [u8; 64]); 2],
    /// Whether nobody held an office, so that a mandate is lent.
    pub provisional: bool,
}

fn invalid(field: &str) -> Result<(), Refusal> {
    Err(Refusal::ValueInvalid { field: field.to_owned() })
}

/// All three at once, of three different keys, none of which served before: whoever kept an old one has nothing. They take the
/// place of those that their author knew: nobody agrees to what was proposed before others were made.
pub(super) fn made(before: Option<&State>, change: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    let now = |edit: &Edit| before.map_or(Value::Null, |before| before.get(edit.field.as_str()).clone());
    if change.payload.edits.iter().any(|edit| edit.before != now(edit)) {
        return invalid("sealed_code");
    }
    let (known, codes) = (before.map(sealed_codes).unwrap_or_default(), sealed_codes(after));
    let keys: BTreeSet<[u8; 32]> = codes.values().map(VerifyingKey::to_bytes).collect();
    let new = known.values().all(|key| !keys.contains(key.as_bytes()));
    let whole = after.elements("sealed_code").count() == SEALED_CODES && codes.len() == SEALED_CODES;
    if new && whole && keys.len() == SEALED_CODES { Ok(()) } else { invalid("sealed_code") }
}

pub(super) fn used(before: Option<&State>, change: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    let before = before.ok_or(Refusal::SubjectMissing)?;
    if used_rightly(before, after, change.header.stream) { Ok(()) } else { invalid("coming_back") }
}

/// Whether two of the codes that served before signed what is recorded, and none serves any more.
pub(crate) fn used_rightly(before: &State, after: &State, office: StreamId) -> bool {
    let asked = Comeback::read(after);
    let spent = after.elements("sealed_code").count() == 0;
    spent && asked.is_some_and(|asked| asked.proven(&sealed_codes(before), office) == [true; 2])
}

/// A code that is used alone is told once a day, so that whoever holds it can't fill the history.
pub(super) fn tried(before: Option<&State>, change: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    let at = |state: &State, field: &str| state.get(field).number("instant").ok().map(Instant);
    let known = before.map(sealed_codes).unwrap_or_default();
    for edit in &change.payload.edits {
        let field = edit.field.as_str();
        let number = edit.field.of().and_then(|of| of.parse().ok());
        let last = before.and_then(|before| at(before, field));
        let fresh = last.is_none_or(|last| now.since(last) >= TRIED_AGAIN);
        let serves = number.is_some_and(|number: u8| known.contains_key(&number));
        if !(fresh && serves && at(after, field).is_some_and(|at| at <= now)) {
            return invalid(field);
        }
    }
    Ok(())
}

/// A mandate that is lent has an end, and says on whose account it is lent.
pub(super) fn lent(_: Option<&State>, _: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    if *after.get("called_back") == Value::Null {
        return Err(Refusal::FieldMissing { field: "called_back".to_owned() });
    }
    if is_short(after) { Ok(()) } else { invalid("until") }
}

fn is_short(mandate: &State) -> bool {
    let at = |field: &str| mandate.get(field).number("instant").ok().map(Instant);
    at("since").zip(at("until")).is_some_and(|(since, until)| since < until && until.since(since) <= PROVISIONAL)
}

/// Whether the device that is called back is the one that the unit's codes asked for, and waits as long as it has to.
pub(crate) fn called_back_rightly(unit: &State, subject: SubjectId, device: &State, recorded_at: Instant) -> bool {
    let opens = device.get("opens_at").number("instant").unwrap_or_default();
    Comeback::read(unit).is_some_and(|asked| {
        SubjectId::from(asked.device) == subject
            && *device.get("invitation") == Value::bytes(asked.invitation)
            && *device.get("holder") == Value::bytes(asked.holder.as_bytes())
            && opens >= recorded_at.plus(REINVITATION).0
    })
}

/// Whether a mandate is what the unit's codes asked for: of whom they named, where nobody held an office, once, after the wait
/// and without anybody having contested it, for no longer than [`PROVISIONAL`].
pub(crate) fn lent_rightly(
    (unit_id, unit): (SubjectId, &State),
    (device_id, device): (SubjectId, &State),
    mandate: &State,
    recorded_at: Instant,
) -> bool {
    let Some(asked) = Comeback::read(unit) else { return false };
    let Some(lent) = Mandate::read(MandateId::from(device_id), mandate) else { return false };
    let opens = device.get("opens_at").number("instant").map_or(Instant(u64::MAX), Instant);
    let waited = opens <= recorded_at && opens <= lent.since;
    let open = *device.get("key") == Value::Null && *device.get("revoked") == Value::Null;
    asked.provisional
        && SubjectId::from(asked.device) == device_id
        && SubjectId::from(lent.unit) == unit_id
        && (asked.holder, asked.holder_name.as_str()) == (lent.holder, lent.holder_name.as_str())
        && leads(lent.office)
        && (waited && open && is_short(mandate))
}

/// The office that leads a unit of this kind; nothing for the whole party, whose server somebody runs.
pub fn leader(kind: UnitKind) -> Option<Office> {
    match kind {
        UnitKind::Section | UnitKind::Group => Some(Office::Secretary),
        UnitKind::Federation => Some(Office::FirstFederalSecretary),
        UnitKind::National => None,
    }
}

/// The public halves of the codes that serve, by number, as a unit's facts say.
pub fn sealed_codes(unit: &State) -> BTreeMap<u8, VerifyingKey> {
    let known = unit.elements("sealed_code").filter_map(|(number, key)| {
        let number = number.parse().ok().filter(|number| (1..=SEALED_CODES).contains(&usize::from(*number)))?;
        let key = VerifyingKey::from_bytes(&key.array_of("sealed_code").ok()?).ok()?;
        (!key.is_weak()).then_some((number, key))
    });
    known.collect()
}

impl Comeback {
    /// The last one of a unit.
    pub fn read(unit: &State) -> Option<Self> {
        let Value::Map(parts) = unit.get("coming_back") else { return None };
        let part = |name: &str| parts.iter().find(|(part, _)| part == name).map(|(_, value)| value);
        let text = |name: &str| match part(name)? {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        };
        let code = |number: &'static str, proof: &'static str| {
            Some((text(number)?.parse().ok()?, part(proof)?.array_of(proof).ok()?))
        };
        Some(Self {
            device: identifier(part("device")?)?.into(),
            invitation: part("invitation")?.array_of("invitation").ok()?,
            holder: HolderId::from_bytes(*identifier(part("holder")?)?.as_bytes()),
            holder_name: text("holder_name")?.to_owned(),
            nonce: part("nonce")?.array_of("nonce").ok()?,
            codes: [code("first", "first_proof")?, code("second", "second_proof")?],
            provisional: part("provisional") == Some(&Value::Bool(true)),
        })
    }

    /// As it is recorded.
    pub fn value(&self) -> Value {
        let [(first, first_proof), (second, second_proof)] = &self.codes;
        let parts = [
            ("device", Value::bytes(self.device.as_bytes())),
            ("invitation", Value::bytes(self.invitation)),
            ("holder", Value::bytes(self.holder.as_bytes())),
            ("holder_name", Value::text(&self.holder_name)),
            ("nonce", Value::bytes(self.nonce)),
            ("first", Value::text(first.to_string())),
            ("first_proof", Value::bytes(first_proof)),
            ("second", Value::text(second.to_string())),
            ("second_proof", Value::bytes(second_proof)),
            ("provisional", Value::Bool(self.provisional)),
        ];
        Value::Map(parts.map(|(part, value)| (part.to_owned(), value)).into())
    }

    /// Which of its two codes signed it, of those that serve: the same one twice is one.
    pub fn proven(&self, codes: &BTreeMap<u8, VerifyingKey>, office: StreamId) -> [bool; 2] {
        let asked = ComingBack {
            office,
            device: self.device,
            invitation: &self.invitation,
            holder_name: &self.holder_name,
            nonce: &self.nonce,
        };
        let message = asked.message();
        let signed = |(number, proof): &(u8, [u8; 64])| {
            let key = codes.get(number);
            key.is_some_and(|key| key.verify_strict(&message, &Signature::from_bytes(proof)).is_ok())
        };
        let [first, second] = &self.codes;
        [signed(first), signed(second) && first.0 != second.0]
    }
}
