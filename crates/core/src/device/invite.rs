//! Inviting a laptop: the invitation is signed here, its code is handed over, and the server only relays what it proves (J5.5).

use coopol_domain::access::Verb;
use coopol_domain::codec::Value;
use coopol_domain::device::{Intent, Shelf as _};
use coopol_domain::enrolment::{Fingerprint, Invitation};
use coopol_domain::id::{DeviceId, HolderId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::kinds::{Level, REINVITATION, Refusal};
use coopol_domain::time::{DAY, Instant};
use coopol_domain::wire::Root;

use super::{Failure, Session};
use crate::ambient::chance;
use crate::cache::{CacheError, column, id};
use crate::mandates::Holder;

/// How long an invitation stays open, in milliseconds.
const OPEN_FOR: u64 = 14 * DAY;
/// How much longer than [`REINVITATION`] is stated, in milliseconds: the server, whose clock may be ahead, has to find all of it.
const ALLOWANCE: u64 = DAY / 24;

/// An invitation to be handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// What is handed over.
    pub code: Invitation,
    /// From when it serves; nothing when that is at once.
    pub opens: Option<Instant>,
}

impl Session {
    /// Invites one laptop of somebody who holds an office here, *saved here*. The code opens nothing until the server has
    /// it: see [`Session::serves`]; and in the name of somebody else who has, or had, a laptop, not before they had the time
    /// to see it.
    pub async fn prepare_invitation(&self, holder: HolderId) -> Result<Invited, Failure> {
        let (office, holder_name) = self.office_of(holder).await?;
        let code = self.invitation(office).await?;
        let now = self.see().await?;
        let mut edits = vec![
            Edit::set("holder", Value::bytes(holder.as_bytes())),
            Edit::set("holder_name", Value::text(holder_name)),
            Edit::set("invitation", Value::bytes(code.key().verifying_key().as_bytes())),
            Edit::set("invited_until", Value::count(now.plus(OPEN_FOR).0)),
        ];
        let opens = self.replaces_somebody(holder).await?.then(|| now.plus(REINVITATION + ALLOWANCE));
        let kind = if opens.is_some() { "device_reinvited" } else { "device_invited" };
        if opens.is_some() {
            self.apart(holder, kind).await?;
        }
        if let Some(opens) = opens {
            let level = Level::of(self.is_above(office).await?);
            edits.push(Edit::set("opens_at", Value::count(opens.0)));
            edits.push(Edit::set("level", Value::text(level.as_str())));
        }
        let (subject, payload) = (code.device.into(), Payload::new(kind, 1, edits));
        self.record(Intent { stream: office, subject, payload, act: None, depends_on: Vec::new() }).await?;
        Ok(Invited { code, opens })
    }

    /// Whether a laptop of `holder`'s, who is somebody else, is known here, be it shut out.
    async fn replaces_somebody(&self, holder: HolderId) -> Result<bool, Failure> {
        if holder == self.holder().await {
            return Ok(false);
        }
        let mut reader = self.reader().await?;
        let known = "SELECT EXISTS (SELECT 1 FROM devices WHERE holder = ? AND enrolled = 1)";
        let known = sqlx::query_scalar::<_, bool>(known).bind(holder.as_bytes().to_vec());
        Ok(known.fetch_one(&mut *reader).await?)
    }

    /// Whether its holder holds an office together with somebody, whose laptops aren't theirs to speak of then: the server would refuse it.
    pub(crate) async fn apart(&self, somebody: HolderId, kind: &str) -> Result<(), Failure> {
        let (own, now) = (self.holder().await, column(self.see().await?.0));
        if own == somebody {
            return Ok(());
        }
        let mut reader = self.reader().await?;
        let jointly = sqlx::query_scalar::<_, bool>(
            "WITH running AS (SELECT * FROM mandates WHERE since <= ? AND (until IS NULL OR until > ?))
             SELECT EXISTS (SELECT 1 FROM running AS own JOIN running AS other USING (unit, office)
                 WHERE own.holder = ? AND other.holder = ?)",
        );
        let jointly = jointly.bind(now).bind(now).bind(own.as_bytes().to_vec()).bind(somebody.as_bytes().to_vec());
        if jointly.fetch_one(&mut *reader).await? {
            return Err(Refusal::NotGranted { kind: kind.to_owned(), verb: Verb::Invite }.into());
        }
        Ok(())
    }

    /// Whether this device writes in a stream under a mandate of another unit, which stands above.
    pub(crate) async fn is_above(&self, stream: StreamId) -> Result<bool, Failure> {
        let mut reader = self.reader().await?;
        let above = sqlx::query_scalar::<_, bool>(
            "SELECT EXISTS (SELECT 1 FROM streams JOIN mandates ON mandates.id = streams.mandate
             WHERE streams.id = ? AND mandates.unit <> streams.unit)",
        );
        Ok(above.bind(stream.as_bytes().to_vec()).fetch_one(&mut *reader).await?)
    }

    /// Whether the server has taken the invitation of this code: only then it is worth handing over.
    pub async fn serves(&self, code: &Invitation) -> Result<bool, CacheError> {
        let subject = SubjectId::from(code.device);
        let confirmed = self.cache.subjects(&[(code.office, subject)].into()).await?.subject(code.office, subject);
        Ok(confirmed.is_some_and(|(state, _)| *state.get("invitation") != Value::Null))
    }

    /// A fresh code that pins what this device believes: the authority's key, and how far it has verified the stream.
    pub(crate) async fn invitation(&self, office: StreamId) -> Result<Invitation, Failure> {
        let device = self.machine.lock().await;
        let seen = device.streams.get(&office).ok_or_else(nowhere)?.seen();
        Ok(Invitation {
            seed: chance(self.ambient()),
            device: DeviceId::from_bytes(chance(self.ambient())),
            authority: Fingerprint::of(device.pinned.public_key()),
            office,
            size: u32::try_from(seen.size).unwrap_or(u32::MAX),
            root: Root::of(seen.root),
        })
    }

    /// The `office` streams in which the holder of this device may invite.
    pub(crate) async fn inviting(&self) -> Vec<StreamId> {
        let held = self.held().await.into_iter();
        let offices = held.filter(|held| held.compartment == Compartment::Office && held.verbs.has(Verb::Invite));
        offices.map(|held| held.stream).collect()
    }

    /// Those whom the holder of this device may invite, by name: whoever holds an office where they may do so. Themselves
    /// too, as a person has more than one laptop.
    pub async fn invitable(&self) -> Result<Vec<Holder>, Failure> {
        let now = column(self.see().await?.0);
        let mut reader = self.reader().await?;
        let mandates = sqlx::query_as::<_, (Vec<u8>, Vec<u8>, String)>(
            "SELECT stream, holder, holder_name FROM mandates WHERE until IS NULL OR until > ? ORDER BY holder_name, holder",
        );
        let mandates = mandates.bind(now).fetch_all(&mut *reader).await?;
        drop(reader);
        let inviting = self.inviting().await;
        let mut holders: Vec<Holder> = Vec::new();
        for (stream, holder, name) in mandates {
            let holder = id("mandates", &holder, HolderId::from_bytes)?;
            let here = inviting.contains(&id("mandates", &stream, StreamId::from_bytes)?);
            if here && holders.iter().all(|known| known.id != holder) {
                holders.push(Holder { id: holder, name });
            }
        }
        Ok(holders)
    }

    /// Where a mandate of somebody stands that goes on, and how they are called there.
    async fn office_of(&self, holder: HolderId) -> Result<(StreamId, String), Failure> {
        let now = column(self.see().await?.0);
        let mut reader = self.reader().await?;
        let mandates = sqlx::query_as::<_, (Vec<u8>, String)>(
            "SELECT stream, holder_name FROM mandates WHERE holder = ? AND (until IS NULL OR until > ?) ORDER BY since",
        );
        let mandates = mandates.bind(holder.as_bytes().to_vec()).bind(now).fetch_all(&mut *reader).await?;
        drop(reader);
        let inviting = self.inviting().await;
        for (stream, name) in mandates {
            let stream = id("mandates", &stream, StreamId::from_bytes)?;
            if inviting.contains(&stream) {
                return Ok((stream, name));
            }
        }
        Err(Failure::NotFound { what: "holder", given: holder.to_string() })
    }
}

pub(super) fn nowhere() -> Failure {
    Failure::NoStream { compartment: Compartment::Office.to_string() }
}
