//! Devices: which keys may sign, and for whom (J5.5).
//!
//! An invitation is stated, and signed, by whoever invites: it holds the public half of a key whose secret half is the
//! code handed to the newcomer. The newcomer's laptop makes a key of its own and has the invitation's key sign it; the
//! authority, which never sees the code, only relays that proof. So it can enrol nobody whom no officer has invited.
//!
//! A recovery sheet is an invitation that somebody states for themselves and keeps on paper: the laptop that it enrols
//! takes the place of one that was lost, which is revoked.
//!
//! Whoever lost both is invited again by others. In the wrong hands that would be a laptop in a colleague's name, so it
//! serves only after [`REINVITATION`], in which whoever it names, and those who may invite, can put an end to it. So does one
//! that two sealed codes ask for (see `codes`), to which anybody who holds an office may say no.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use super::unit::identifier;
use super::{FieldRule, Kind, Owner, Refusal, Shape, Sort, Undo, changes, creates, optional, required};
use crate::access::Verb;
use crate::codec::Value;
use crate::id::{DeviceId, HolderId, SubjectId};
use crate::journal::{Change, Compartment, Payload, State};
use crate::kinds::{Delegation, Level, Taken};
use crate::time::{DAY, Instant};

/// How long somebody who has a laptop already is to see that others invite one more in their name, in milliseconds: 72 hours.
pub const REINVITATION: u64 = 3 * DAY;

const FIELDS: &[FieldRule] = &[
    required("holder", Shape::Id),
    optional("holder_name", Shape::Text(200)),
    optional("invitation", Shape::Bytes(32)),
    optional("invited_until", Shape::Instant),
    optional("key", Shape::Bytes(32)),
    // From where an invitation that waits was made.
    optional("level", Shape::Choice(&["own", "above"])),
    optional("name", Shape::Text(80)),
    optional("opens_at", Shape::Instant),
    optional("proof", Shape::Bytes(64)),
    optional("replaces", Shape::Id),
    optional("revoked", Shape::Bool),
    // The unit whose sealed codes call it back.
    optional("unit", Shape::Id),
];

static DEVICE: Sort =
    Sort { name: "device", compartment: Some(Compartment::Office), owner: Owner::Holder, fields: FIELDS };

/// A newcomer's laptop proved that it was invited.
pub(crate) const ENROLLED: &str = "device_enrolled";
/// A recovery sheet was made. Only for oneself: see [`by_whom`].
const RECOVERY: &str = "device_recovery_prepared";
/// Somebody who had a laptop was invited again by others.
const REINVITED: &str = "device_reinvited";
/// Two sealed codes of the unit ask for it.
pub(crate) const CALLED_BACK: &str = "device_called_back";
/// Whoever an invitation names doesn't want it.
const CONTESTED: &str = "invitation_contested";
const REVOKED: &str = "device_revoked";

/// A revoked key stays revoked: the laptop may be in a thief's hands. It is enrolled again with a new one.
pub(super) const KINDS: &[Kind] = &[
    Kind {
        verb: Verb::Invite,
        ..creates("device_invited", &DEVICE, &["holder", "holder_name", "invitation", "invited_until"], Undo::Never)
    },
    Kind {
        verb: Verb::Invite,
        rule: Some(replacing),
        ..creates(RECOVERY, &DEVICE, &["holder", "holder_name", "invitation", "invited_until", "replaces"], Undo::Never)
    },
    Kind {
        verb: Verb::Invite,
        rule: Some(waiting),
        ..creates(
            REINVITED,
            &DEVICE,
            &["holder", "holder_name", "invitation", "invited_until", "opens_at", "level"],
            Undo::Never,
        )
    },
    Kind {
        verb: Verb::Relay,
        rule: Some(called_back),
        ..creates(
            CALLED_BACK,
            &DEVICE,
            &["holder", "holder_name", "invitation", "invited_until", "opens_at", "unit"],
            Undo::Never,
        )
    },
    // Whoever still holds an office may say that nobody has to be brought back.
    Kind {
        verb: Verb::Read,
        undo: Undo::Never,
        rule: Some(not_wanted),
        ..changes("comeback_contested", &DEVICE, &["revoked"])
    },
    // Whoever is named may do this whatever their office is.
    Kind { verb: Verb::Read, undo: Undo::Never, rule: Some(unused), ..changes(CONTESTED, &DEVICE, &["revoked"]) },
    Kind {
        verb: Verb::Relay,
        undo: Undo::Never,
        rule: Some(invited),
        ..changes(ENROLLED, &DEVICE, &["key", "name", "proof"])
    },
    // A device of a unit above that writes here for the first time: this stream's readers must know its key.
    Kind {
        verb: Verb::Relay,
        rule: Some(on_the_curve),
        ..creates("device_introduced", &DEVICE, &["holder", "holder_name", "key", "name"], Undo::Never)
    },
    Kind { verb: Verb::Invite, undo: Undo::Never, rule: Some(for_good), ..changes(REVOKED, &DEVICE, &["revoked"]) },
];

/// The invitation must be open and must have signed the new key.
fn invited(before: Option<&State>, change: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    proven(before, change.header.subject, after, now)
}

/// Whether the device `subject` was enrolled as `after` says on the invitation that stood `before`. Every device asks this
/// again of what the authority relayed, and never of its verdict.
pub(crate) fn proven(before: Option<&State>, subject: SubjectId, after: &State, now: Instant) -> Result<(), Refusal> {
    usable(after)?;
    let invalid = |field: &str| Refusal::ValueInvalid { field: field.to_owned() };
    let before = before.ok_or(Refusal::SubjectMissing)?;
    let until = before.get("invited_until").number("instant").map_or(Instant(0), Instant);
    if *before.get("key") != Value::Null || *before.get("revoked") == Value::Bool(true) || until <= now {
        return Err(invalid("invitation"));
    }
    if before.get("opens_at").number("instant").is_ok_and(|opens| now.0 < opens) {
        return Err(invalid("opens_at"));
    }
    public_key(before.get("invitation")).ok_or_else(|| invalid("invitation"))?;
    if signed_by_invitation(before, subject.into(), after) { Ok(()) } else { Err(invalid("proof")) }
}

/// Whether the key of an invitation, as it stood `before`, signed the one that a laptop has `after`.
pub(super) fn signed_by_invitation(before: &State, device: DeviceId, after: &State) -> bool {
    let proof = after.get("proof").array_of("proof").map(|bytes| Signature::from_bytes(&bytes));
    let signed = enrolment(device, after.get("key"));
    let invitation = public_key(before.get("invitation"));
    invitation.zip(proof.ok()).is_some_and(|(key, proof)| key.verify_strict(&signed, &proof).is_ok())
}

fn on_the_curve(_: Option<&State>, _: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    usable(after)
}

fn usable(after: &State) -> Result<(), Refusal> {
    let key = public_key(after.get("key"));
    if key.is_some_and(|key| !key.is_weak()) { Ok(()) } else { Err(Refusal::ValueInvalid { field: "key".to_owned() }) }
}

/// A recovery names the device whose place it takes, and the key of its code.
fn replacing(_: Option<&State>, _: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    let missing = |field: &str| Refusal::FieldMissing { field: field.to_owned() };
    if *after.get("replaces") == Value::Null {
        return Err(missing("replaces"));
    }
    public_key(after.get("invitation")).map(drop).ok_or_else(|| missing("invitation"))
}

/// The time to see it is given whole, as the authority's clock has it, and some is left to use it in.
fn waiting(before: Option<&State>, change: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    if *after.get("level") == Value::Null {
        return Err(Refusal::FieldMissing { field: "level".to_owned() });
    }
    seen_in_time(before, change, after, now)
}

fn called_back(before: Option<&State>, change: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    if *after.get("unit") == Value::Null {
        return Err(Refusal::FieldMissing { field: "unit".to_owned() });
    }
    seen_in_time(before, change, after, now)
}

fn seen_in_time(_: Option<&State>, _: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    let instant = |field: &str| after.get(field).number("instant").unwrap_or(0);
    let (opens, until) = (instant("opens_at"), instant("invited_until"));
    if opens < now.plus(REINVITATION).0 || until <= opens {
        return Err(Refusal::ValueInvalid { field: "opens_at".to_owned() });
    }
    let missing = || Refusal::FieldMissing { field: "invitation".to_owned() };
    public_key(after.get("invitation")).map(drop).ok_or_else(missing)
}

/// What is enrolled is shut out by [`REVOKED`], which takes an office.
fn unused(before: Option<&State>, change: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    if before.is_some_and(|before| *before.get("key") != Value::Null) {
        return Err(Refusal::ValueInvalid { field: "revoked".to_owned() });
    }
    for_good(before, change, after, now)
}

fn not_wanted(before: Option<&State>, change: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    if before.is_none_or(|before| *before.get("unit") == Value::Null) {
        return Err(Refusal::ValueInvalid { field: "unit".to_owned() });
    }
    unused(before, change, after, now)
}

/// What only some may say. Nobody prepares a recovery for somebody else, nor contests for them. An invitation says from where
/// it comes; what comes from above no colleague puts an end to, who could keep somebody out for ever that way: its own level
/// does, and whoever it names.
pub(super) fn by_whom(
    payload: &Payload,
    before: Option<&State>,
    after: &State,
    author: Option<HolderId>,
    from_above: bool,
) -> Result<(), Refusal> {
    let own = author.is_some_and(|author| *after.get("holder") == Value::bytes(author.as_bytes()));
    let invalid = |field: &str| Err(Refusal::ValueInvalid { field: field.to_owned() });
    let level = Value::text(Level::of(from_above).as_str());
    match payload.kind.as_str() {
        RECOVERY | CONTESTED if !own => invalid("holder"),
        REINVITED if *after.get("level") != level => invalid("level"),
        REVOKED => {
            let theirs = before.is_some_and(|before| {
                *before.get("key") == Value::Null && *before.get("level") == Value::text(Level::Above.as_str())
            });
            if theirs && author.is_some() && !own && !from_above {
                return Err(Refusal::NotGranted { kind: REVOKED.to_owned(), verb: Verb::Invite });
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn for_good(_: Option<&State>, _: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    let revoked = *after.get("revoked") == Value::Bool(true);
    if revoked { Ok(()) } else { Err(Refusal::ValueInvalid { field: "revoked".to_owned() }) }
}

pub(super) fn public_key(value: &Value) -> Option<VerifyingKey> {
    VerifyingKey::from_bytes(&value.array_of("key").ok()?).ok()
}

fn enrolment(device: DeviceId, key: &Value) -> Vec<u8> {
    [b"coopol enrolment\n", device.as_bytes().as_slice(), &key.encode()].concat()
}

/// What a newcomer's laptop states to be enrolled: that the invitation's secret signed its key.
pub fn proof_of_invitation(invitation: &SigningKey, device: DeviceId, key: &VerifyingKey) -> [u8; 64] {
    invitation.sign(&enrolment(device, &Value::bytes(key.as_bytes()))).to_bytes()
}

/// An enrolled device as its facts say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// The subject of its facts.
    pub id: DeviceId,
    /// Whose it is.
    pub holder: HolderId,
    /// What it signs with.
    pub key: VerifyingKey,
    /// How its holder calls it: "Portable de Zoé".
    pub name: String,
    /// Whether it may sign no more.
    pub revoked: bool,
}

impl Device {
    /// The device whose facts these are; `None` while it is only invited. That of a delegation is the laptop that took it up.
    pub fn read(id: DeviceId, state: &State) -> Option<Self> {
        if let Some(delegation) = Delegation::read(id.into(), state) {
            let holder = delegation.holder();
            // Nobody has to shut it out: once the delegation is over it opens nothing.
            return delegation.taken.map(|Taken { key, device: name, .. }| Self {
                id,
                holder,
                key,
                name,
                revoked: false,
            });
        }
        let Value::Text(name) = state.get("name") else { return None };
        Some(Self {
            id,
            holder: HolderId::from_bytes(*identifier(state.get("holder"))?.as_bytes()),
            key: public_key(state.get("key"))?,
            name: name.clone(),
            revoked: *state.get("revoked") == Value::Bool(true),
        })
    }
}
