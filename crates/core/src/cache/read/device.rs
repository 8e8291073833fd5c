//! The device itself: put into a new cache at enrolment, and loaded at every start.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::authority::{Chain, origin};
use coopol_domain::device::{Device, Heard, Keys, Stream, Vouched};
use coopol_domain::id::{DeviceId, HolderId, MandateId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Seen, State};
use coopol_domain::kinds::UnitKind;
use coopol_domain::seal::Hash;
use coopol_domain::seal::key::Verifier;
use coopol_domain::seal::moved::{Moved, NotMoved};
use coopol_domain::time::{Hlc, Instant};
use ed25519_dalek::{SigningKey, VerifyingKey};
use sqlx::SqliteConnection;

use super::outbox::{Kept, outbox};
use crate::cache::codec::{array, count, frontier, id, verbs};
use crate::cache::{Cache, CacheError};

/// What an enrolment gives: who the device is, and whom it believes.
#[derive(Debug)]
pub struct Enrolled {
    /// Its id, named by the invitation.
    pub device: DeviceId,
    /// Whose it is.
    pub holder: HolderId,
    /// What it signs with; it stands in the encrypted database and nowhere else.
    pub key: SigningKey,
    /// The authority's own device.
    pub authority: DeviceId,
    /// What the authority signs pushes with.
    pub authority_key: VerifyingKey,
    /// What it signs checkpoints with, pinned by the invitation (J5.5).
    pub verifier: Verifier,
    /// Where it is reached: an address of HTTP.
    pub server: String,
}

impl Cache {
    /// Makes the cache that of a device.
    pub async fn enrol(&self, enrolled: &Enrolled) -> Result<(), CacheError> {
        let mut writer = self.writer().await;
        let mut transaction = writer.begin().await?;
        let (device, holder) = (enrolled.device.as_bytes().as_slice(), enrolled.holder.as_bytes().as_slice());
        let key = zeroize::Zeroizing::new(enrolled.key.to_bytes());
        let (key, authority) = (key.as_slice(), enrolled.authority.as_bytes().as_slice());
        let (authority_key, verifier) = (enrolled.authority_key.as_bytes().as_slice(), enrolled.verifier.to_string());
        sqlx::query!(
            "INSERT INTO device (one, id, holder, signing_key, authority, authority_key, verifier, server)
             VALUES (1, ?, ?, ?, ?, ?, ?, ?)",
            device,
            holder,
            key,
            authority,
            authority_key,
            verifier,
            enrolled.server,
        )
        .execute(&mut *transaction)
        .await?;
        Ok(transaction.commit().await?)
    }

    /// The machine as it was left, with the address of its server; `None` before an enrolment.
    pub async fn load(&self) -> Result<Option<(Device, String)>, CacheError> {
        let mut reader = self.reader().await?;
        let row = sqlx::query!(
            "SELECT id, holder, signing_key, authority, authority_key, verifier, server, clock, access_mark, alarm
             FROM device"
        );
        let Some(row) = row.fetch_optional(&mut *reader).await? else { return Ok(None) };
        let authority = id("device", &row.authority, DeviceId::from_bytes)?;
        let damaged = |why: String| CacheError::Damaged { place: "device", why };
        let pinned: Verifier = row.verifier.parse().map_err(|error| damaged(format!("{error}")))?;
        let authority_key = VerifyingKey::from_bytes(&array("device", &row.authority_key)?);
        let mut keys = devices(&mut reader).await?;
        keys.pin(authority, authority_key.map_err(|error| damaged(error.to_string()))?);
        let Kept { outbox, parcels, received } = outbox(&mut reader).await?;
        let device = Device {
            id: id("device", &row.id, DeviceId::from_bytes)?,
            holder: id("device", &row.holder, HolderId::from_bytes)?,
            key: SigningKey::from_bytes(&array("device", &row.signing_key)?),
            authority,
            pinned,
            clock: Hlc(count(row.clock)),
            streams: streams(&mut reader).await?,
            outbox: outbox.into_iter().collect(),
            parcels,
            received,
            keys,
            vouched: vouched(&mut reader).await?,
            access: row.access_mark,
            strangers: BTreeSet::new(),
            read_only: row.alarm.is_some(),
            knows: coopol_domain::kinds::find,
        };
        Ok(Some((device, row.server)))
    }
}

/// The keys that the `office` streams told.
async fn devices(connection: &mut SqliteConnection) -> Result<Keys, CacheError> {
    let mut keys = Keys::default();
    let rows = sqlx::query!("SELECT subject, state FROM subjects WHERE sort = 'device'").fetch_all(connection).await?;
    for row in rows {
        let state = State::decode(&row.state).map_err(CacheError::damaged("subjects"))?;
        keys.learn(id("subjects", &row.subject, SubjectId::from_bytes)?, &state);
    }
    Ok(keys)
}

async fn streams(connection: &mut SqliteConnection) -> Result<BTreeMap<StreamId, Stream>, CacheError> {
    let rows = sqlx::query!(
        r#"SELECT id, unit, compartment, verbs, mandate, size, frontier, checkpoint, recorded_at, chain_number,
               chain_hash, erased, unchecked AS "unchecked: bool", behind AS "behind: bool"
           FROM streams"#
    );
    let mut streams = BTreeMap::new();
    let rows = rows.fetch_all(&mut *connection).await?;
    let (mut moves, mut heard) = (moves(&mut *connection).await?, heard(connection).await?);
    for row in rows {
        let damaged = |why: String| CacheError::Damaged { place: "streams", why };
        let erased = row.erased.chunks(16).map(|subject| id("streams", subject, SubjectId::from_bytes));
        let stream = Stream {
            unit: id("streams", &row.unit, UnitId::from_bytes)?,
            compartment: row.compartment.parse().map_err(|error| damaged(format!("{error}")))?,
            verbs: verbs(row.verbs),
            mandate: id("streams", &row.mandate, MandateId::from_bytes)?,
            frontier: frontier(row.size, &row.frontier)?,
            checkpoint: row.checkpoint,
            moves: moves.remove(row.id.as_slice()).unwrap_or_default(),
            witnessed: heard.remove(row.id.as_slice()).unwrap_or_default(),
            recorded_at: Instant(count(row.recorded_at)),
            chain: Chain { number: count(row.chain_number), hash: Hash::from(array("streams", &row.chain_hash)?) },
            erased: erased.collect::<Result<_, _>>()?,
            unchecked: row.unchecked,
            behind: row.behind,
        };
        streams.insert(id("streams", &row.id, StreamId::from_bytes)?, stream);
    }
    Ok(streams)
}

async fn moves(connection: &mut SqliteConnection) -> Result<BTreeMap<Vec<u8>, Vec<Moved>>, CacheError> {
    let rows = sqlx::query_as::<_, (Vec<u8>, String)>("SELECT stream, note FROM moves ORDER BY number");
    let mut moves: BTreeMap<Vec<u8>, Vec<Moved>> = BTreeMap::new();
    for (stream, note) in rows.fetch_all(connection).await? {
        let origin = origin(id("moves", &stream, StreamId::from_bytes)?);
        let damaged = |error: NotMoved| CacheError::Damaged { place: "moves", why: error.to_string() };
        let moved = Moved::open_either(&note, &origin).map_err(damaged)?;
        moves.entry(stream).or_default().push(moved);
    }
    Ok(moves)
}

/// Stream, level, device, size, at, mark.
type HeardRow = (Vec<u8>, String, Vec<u8>, i64, i64, i64);

async fn heard(connection: &mut SqliteConnection) -> Result<BTreeMap<Vec<u8>, BTreeMap<UnitKind, Heard>>, CacheError> {
    let rows = sqlx::query_as::<_, HeardRow>("SELECT stream, level, device, size, at, mark FROM heard");
    let mut heard: BTreeMap<Vec<u8>, BTreeMap<UnitKind, Heard>> = BTreeMap::new();
    for (stream, level, device, size, at, mark) in rows.fetch_all(connection).await? {
        let damaged = || CacheError::Damaged { place: "heard", why: format!("`{level}` is no level") };
        let level = UnitKind::of(&level).ok_or_else(damaged)?;
        let device = id("heard", &device, DeviceId::from_bytes)?;
        let one = Heard { device, size: count(size), at: Instant(count(at)), mark: count(mark) };
        heard.entry(stream).or_default().insert(level, one);
    }
    Ok(heard)
}

async fn vouched(connection: &mut SqliteConnection) -> Result<BTreeMap<StreamId, Vouched>, CacheError> {
    let rows = sqlx::query_as::<_, (Vec<u8>, i64, Vec<u8>, String)>("SELECT stream, size, root, note FROM vouched");
    let rows = rows.fetch_all(connection).await?.into_iter().map(|(stream, size, root, note)| {
        let seen = Seen { size: count(size), root: Hash::from(array("vouched", &root)?) };
        Ok((id("vouched", &stream, StreamId::from_bytes)?, Vouched { seen, note }))
    });
    rows.collect()
}
