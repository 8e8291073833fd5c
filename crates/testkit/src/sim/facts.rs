//! The facts that an authority states when a section is founded and its officers are enrolled.

use std::collections::BTreeMap;

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::id::{DeviceId, HolderId, StreamId, UnitId};
use coopol_domain::journal::{Compartment, Edit, Payload, SubjectKey};
use coopol_domain::kinds::{Device, UnitKind, proof_of_invitation};
use coopol_domain::time::{DAY, Instant};
use ed25519_dalek::SigningKey;

use super::server::Fact;
use crate::chance::Chance;

pub(super) fn founding(
    (unit, kind, parent): (UnitId, UnitKind, Option<UnitId>),
    streams: &BTreeMap<Compartment, StreamId>,
    chance: &mut Chance,
) -> Fact {
    let mut edits = vec![
        Edit::set("kind", Value::text(kind.as_str())),
        Edit::set("name", Value::text("Versailles")),
        Edit::set("zone", Value::text("Europe/Paris")),
    ];
    edits.extend(parent.map(|parent| Edit::set("parent", Value::bytes(parent.as_bytes()))));
    let named = |(compartment, stream): (&Compartment, &StreamId)| {
        Edit::set(&format!("stream/{compartment}"), Value::bytes(stream.as_bytes()))
    };
    edits.extend(streams.iter().map(named));
    (unit.into(), Some(SubjectKey::from_bytes(chance.bytes())), Payload::new("unit_founded", 1, edits))
}

pub(super) fn mandate_recorded(unit: UnitId, office: Office, holder: HolderId, now: Instant) -> Payload {
    let edits = vec![
        Edit::set("unit", Value::bytes(unit.as_bytes())),
        Edit::set("office", Value::text(office.to_string())),
        Edit::set("holder", Value::bytes(holder.as_bytes())),
        Edit::set("holder_name", Value::text("Zoé Lefèvre")),
        Edit::set("since", Value::count(now.0)),
    ];
    Payload::new("mandate_recorded", 1, edits)
}

/// Three, of keys that nobody here signs with.
pub(super) fn custodians_named(chance: &mut Chance) -> Payload {
    let edits = ["Ada", "Karim", "Léa"].map(|name| {
        let key = SigningKey::from_bytes(&chance.bytes());
        Edit::set(&format!("custodian/{name}"), Value::bytes(key.verifying_key().as_bytes()))
    });
    Payload::new("custodians_named", 1, edits.into())
}

pub(super) fn device_invited(holder: HolderId, code: &SigningKey, now: Instant) -> Payload {
    let edits = vec![
        Edit::set("holder", Value::bytes(holder.as_bytes())),
        Edit::set("invitation", Value::bytes(code.verifying_key().as_bytes())),
        Edit::set("invited_until", Value::count(now.plus(DAY).0)),
    ];
    Payload::new("device_invited", 1, edits)
}

pub(super) fn device_enrolled(code: &SigningKey, device: DeviceId, key: &SigningKey) -> Payload {
    let proof = proof_of_invitation(code, device, &key.verifying_key());
    let edits = vec![
        Edit::set("key", Value::bytes(key.verifying_key().as_bytes())),
        Edit::set("name", Value::text("Portable")),
        Edit::set("proof", Value::bytes(proof)),
    ];
    Payload::new("device_enrolled", 1, edits)
}

pub(super) fn device_introduced(device: &Device) -> Payload {
    let edits = vec![
        Edit::set("holder", Value::bytes(device.holder.as_bytes())),
        Edit::set("key", Value::bytes(device.key.as_bytes())),
        Edit::set("name", Value::text(device.name.clone())),
    ];
    Payload::new("device_introduced", 1, edits)
}
