//! What a new change has to be checked against: its subject as it is confirmed, values that must be alone, what it quotes.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::codec::Value;
use coopol_domain::device::{Background, Device, Intent, Shelf as _};
use coopol_domain::id::{ChangeId, HolderId, StreamId, SubjectId};
use coopol_domain::journal::{Payload, REMOVED, State};
use coopol_domain::kinds::{Look, Role, UnitKind, brings_back, find, looked_up_by, sought};
use sqlx::SqliteConnection;

use super::{Failure, Session};
use crate::cache::{CacheError, Loaded, id};

/// The backgrounds of several changes that are made together.
pub(super) struct Backgrounds {
    loaded: Loaded,
    /// Values that changes of the same act took, and those they gave up.
    claimed: BTreeMap<(StreamId, Look), Option<SubjectId>>,
}

impl Backgrounds {
    pub(super) async fn of(session: &Session, intents: &[Intent]) -> Result<Self, CacheError> {
        let wanted: BTreeSet<_> = intents.iter().map(|intent| (intent.stream, intent.subject)).collect();
        Ok(Self { loaded: session.cache.subjects(&wanted).await?, claimed: BTreeMap::new() })
    }

    /// The confirmed states that were read.
    pub(super) fn known(&self) -> &Loaded {
        &self.loaded
    }

    pub(super) async fn next(
        &mut self,
        session: &Session,
        connection: &mut SqliteConnection,
        device: &Device,
        intent: &Intent,
    ) -> Result<Background, CacheError> {
        let confirmed = self.loaded.subject(intent.stream, intent.subject);
        let removed = intent.payload.edit(REMOVED).is_some_and(|edit| edit.after == Value::Bool(true));
        // Nothing else touches values that must be alone, and imports make thousands of changes. What is on its way counts.
        let shown = (removed || brings_back(&intent.payload) || may_free(&intent.payload))
            .then(|| device.shown(intent.stream, intent.subject, confirmed.as_ref().map(|(state, _)| state.clone())))
            .flatten();
        let mut taken = Vec::new();
        for look in sought(&intent.payload, shown.as_ref()) {
            let claim = (intent.stream, look);
            let owner = match self.claimed.get(&claim) {
                Some(owner) => *owner,
                None => owner(connection, intent.stream, &claim.1).await?,
            };
            if owner.is_some_and(|owner| owner != intent.subject) {
                taken.push(claim.1);
            } else if brings_back(&intent.payload) || !shown.as_ref().is_some_and(State::is_removed) {
                // Who is deleted has nothing that another couldn't have.
                self.claimed.insert(claim, Some(intent.subject));
            }
        }
        let given_up = given_up(&intent.payload, removed, shown.as_ref());
        self.claimed.extend(given_up.map(|look| ((intent.stream, look), None)));
        let quoted = match intent.payload.quotes {
            Some(quoted) => waiting(connection, quoted).await?,
            None => None,
        };
        // Nothing else depends on it, and imports make thousands of changes.
        let about_an_office =
            ["mandate_", "claim_", "contest_", "device_", "unit_reminded", "split_", "unit_born", "merge_"]
                .iter()
                .any(|about| intent.payload.kind.starts_with(about));
        let (from_above, unit_kind) =
            if about_an_office { place(connection, intent.stream).await? } else { (false, None) };
        let closed = is_closed(connection, intent.stream);
        let closed = session.memos.closed.get(session.cache.offices(), intent.stream, closed).await?;
        Ok(Background { confirmed, taken, quoted, from_above, unit_kind, closed })
    }
}

impl Session {
    /// Who has a value that only one in the stream may have.
    pub(crate) async fn owner(&self, stream: StreamId, look: &Look) -> Result<Option<SubjectId>, Failure> {
        Ok(owner(&mut *self.reader().await?, stream, look).await?)
    }
}

/// Whether the mandate that a stream is written under is one of another unit than the stream's, and what that unit is.
async fn place(connection: &mut SqliteConnection, stream: StreamId) -> Result<(bool, Option<UnitKind>), CacheError> {
    let row = sqlx::query_as::<_, (Option<bool>, Option<String>)>(
        "SELECT mandates.unit <> streams.unit, units.kind FROM streams
         LEFT JOIN mandates ON mandates.id = streams.mandate
         LEFT JOIN units ON units.id = streams.unit
         WHERE streams.id = ? LIMIT 1",
    );
    let (above, kind) = row.bind(stream.as_bytes().to_vec()).fetch_optional(connection).await?.unwrap_or_default();
    Ok((above.unwrap_or(false), kind.as_deref().and_then(UnitKind::of)))
}

/// Whether a stream is one of a unit that became a part of another.
async fn is_closed(connection: &mut SqliteConnection, stream: StreamId) -> Result<bool, CacheError> {
    let closed = sqlx::query_scalar::<_, bool>(
        "SELECT EXISTS (SELECT 1 FROM streams JOIN units ON units.id = streams.unit AND units.merged_into IS NOT NULL
         WHERE streams.id = ?)",
    );
    Ok(closed.bind(stream.as_bytes().to_vec()).fetch_one(connection).await?)
}

/// Whether it speaks of a value that must be alone.
fn may_free(payload: &Payload) -> bool {
    let sort = find(&payload.kind, payload.version).map(|kind| kind.sort);
    let mut unique = sort.into_iter().flat_map(|sort| sort.fields).filter(|rule| rule.role == Role::Unique);
    unique.any(|rule| payload.edit(rule.name).is_some())
}

/// Values that a change leaves to others: by another in their place, or by a removal.
fn given_up(payload: &Payload, removed: bool, shown: Option<&State>) -> impl Iterator<Item = Look> {
    let has = shown.map(looked_up_by).unwrap_or_default();
    has.into_iter().filter(move |look| {
        let edit = payload.edit(&look.field);
        removed || edit.is_some_and(|edit| edit.after != look.value)
    })
}

/// Who has a looked-up value now, pending changes included.
async fn owner(
    connection: &mut SqliteConnection,
    stream: StreamId,
    look: &Look,
) -> Result<Option<SubjectId>, CacheError> {
    let (stream, Value::Text(value)) = (stream.as_bytes().as_slice(), &look.value) else { return Ok(None) };
    let found = match (look.sort.as_str(), look.field.as_str()) {
        ("person", "number") => {
            sqlx::query_scalar!("SELECT id FROM people WHERE number = ? AND stream = ? AND NOT removed", value, stream)
                .fetch_optional(connection)
                .await?
        }
        ("event", "uid") => {
            sqlx::query_scalar!("SELECT id FROM events WHERE uid = ? AND stream = ? AND NOT removed", value, stream)
                .fetch_optional(connection)
                .await?
        }
        // A unique field of a later version: the authority looks.
        _ => None,
    };
    found.map(|subject| id("people", &subject, SubjectId::from_bytes)).transpose()
}

/// The held or late change that is quoted, with who made it, as far as this device knows.
async fn waiting(
    connection: &mut SqliteConnection,
    quoted: ChangeId,
) -> Result<Option<(Payload, Option<HolderId>)>, CacheError> {
    let quoted = quoted.as_bytes().as_slice();
    let row = sqlx::query!(
        r#"SELECT waiting.payload, devices.holder AS "holder?: Vec<u8>" FROM waiting
           LEFT JOIN lines ON lines.change = waiting.change
           LEFT JOIN pushes ON pushes.hash = lines.push
           LEFT JOIN devices ON devices.id = pushes.device
           WHERE waiting.change = ? LIMIT 1"#,
        quoted
    );
    let Some(row) = row.fetch_optional(connection).await? else { return Ok(None) };
    let payload = Payload::decode(&row.payload).map_err(CacheError::damaged("waiting"))?;
    let holder = row.holder.map(|holder| id("devices", &holder, HolderId::from_bytes)).transpose()?;
    Ok(Some((payload, holder)))
}
