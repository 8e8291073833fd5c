//! Invitations, and the one with which a newcomer takes the seat of the secretary of Versailles on a laptop of their own.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::enrolment::{Fingerprint, Invitation};
use coopol_domain::id::{ChangeId, DeviceId, HolderId, MandateId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Header, Payload, Seen, SubjectKey};
use coopol_domain::time::{DAY, Hlc, Instant};
use coopol_domain::wire::{Root, Sent};
use coopol_store::{Backend, Chance, Store, StoreError};
use ed25519_dalek::VerifyingKey;

use super::{FillError, Hand, random, submit};
use crate::demo::federation::Federation;

/// The setting by which a store is known to hold the demonstration: whom to invite, and where.
const MARK: &str = "demonstration";
const CORRUPT: StoreError = StoreError::Corrupt { what: "the mark of the demonstration" };

/// Who is invited.
pub(super) struct Guest {
    pub(super) holder: HolderId,
    pub(super) name: String,
}

/// Notes that the store is filled.
pub(super) async fn mark<B: Backend>(store: &Store<B>, federation: &Federation) -> Result<(), StoreError> {
    let unit = federation.shown();
    let secretary = federation.holder(unit.id, Office::Secretary).expect("Versailles has a secretary");
    let office = unit.streams[&Compartment::Office];
    let name = secretary.holder_name.as_bytes();
    store.set_setting(MARK, &[office.as_bytes(), secretary.holder.as_bytes(), name].concat()).await
}

fn read(mark: &[u8]) -> Option<(StreamId, Guest)> {
    let (office, rest) = mark.split_first_chunk()?;
    let (holder, name) = rest.split_first_chunk()?;
    let name = String::from_utf8(name.to_vec()).ok()?;
    Some((StreamId::from_bytes(*office), Guest { holder: HolderId::from_bytes(*holder), name }))
}

/// Invites a fresh device of the secretary of Versailles, for 14 days; `None` when the store doesn't hold the
/// demonstration.
///
/// # Errors
/// [`FillError`].
pub async fn invite<B: Backend>(
    store: &Store<B>,
    authority: Hand,
    chance: &dyn Chance,
    now: Instant,
) -> Result<Option<Invitation>, FillError> {
    let Some(mark) = store.setting(MARK).await? else { return Ok(None) };
    let (office, guest) = read(&mark).ok_or(CORRUPT)?;
    let chains = store.chains(authority.device()).await?;
    let mut authority = authority.after(chains);
    let device = DeviceId::from_bytes(random(chance));
    let mut invitation = Invitation {
        seed: random(chance),
        device,
        authority: Fingerprint::of(&authority.public_key()),
        office,
        size: 0,
        root: Root::from_bytes([0; 8]),
    };
    let fact = invited(device, &guest, &invitation.key().verifying_key(), now.plus(14 * DAY));
    let before = seen(store, office).await?;
    let sent = sent(office, before, fact, now, chance);
    let submission = authority.sign(office, MandateId::from_bytes([0; 16]), before, vec![sent]);
    submit(store, vec![submission], now).await?;
    let after = seen(store, office).await?;
    invitation.size = u32::try_from(after.size).map_err(|_| CORRUPT)?;
    invitation.root = Root::of(after.root);
    Ok(Some(invitation))
}

/// The fact that a device of `guest` is invited.
pub(super) fn invited(
    device: DeviceId,
    guest: &Guest,
    invitation: &VerifyingKey,
    until: Instant,
) -> (SubjectId, Payload) {
    let edits = vec![
        Edit::set("holder", Value::bytes(guest.holder.as_bytes())),
        Edit::set("holder_name", Value::text(guest.name.clone())),
        Edit::set("invitation", Value::bytes(invitation.as_bytes())),
        Edit::set("invited_until", Value::count(until.0)),
    ];
    (device.into(), Payload::new("device_invited", 1, edits))
}

/// How far a stream goes.
pub(super) async fn seen<B: Backend>(store: &Store<B>, stream: StreamId) -> Result<Seen, StoreError> {
    let heads = store.heads(&[stream]).await?;
    let frontier = &heads.get(&stream).ok_or(CORRUPT)?.head.frontier;
    Ok(Seen { size: frontier.size(), root: frontier.root() })
}

fn sent(
    stream: StreamId,
    seen: Seen,
    (subject, payload): (SubjectId, Payload),
    now: Instant,
    chance: &dyn Chance,
) -> Sent {
    let id = ChangeId::v7(now.0, random(chance));
    let key = SubjectKey::from_bytes(random(chance));
    let bytes = payload.encode();
    let header = Header {
        id,
        stream,
        subject,
        base: seen.size,
        made_at: Hlc::end_of(now),
        act: None,
        depends_on: Vec::new(),
        commitment: key.commit(id, &bytes),
    };
    Sent { header, payload: Some(bytes), key: Some(key) }
}
