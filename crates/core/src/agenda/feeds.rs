//! Calendar feeds: an agenda told to telephones and calendar programs at a secret address. An address is shown when it is made, and kept
//! nowhere. It answers while somebody who may read the agenda answers for it; whoever goes on takes it up, or closes it for good.

use std::collections::HashMap;

use coopol_domain::access::{Need, Office, Reach, Verb, verbs};
use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::feed::{Address, SECRET};
use coopol_domain::id::{HolderId, SubjectId, UnitId};
use coopol_domain::journal::{Compartment, Edit};
use coopol_domain::kinds::{Feed as Stated, removal};
use coopol_domain::time::Instant;
use serde::Serialize;
use zeroize::Zeroizing;

use super::edit::intent;
use crate::ambient::chance;
use crate::cache::{count, id};
use crate::device::{Failure, Rule, Saved, Session};
use crate::mandates;
use crate::transport;

/// The longest name, in bytes.
const LONGEST: usize = 120;

/// A feed that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Feed {
    /// Which.
    pub id: SubjectId,
    /// How it is called.
    pub name: String,
    /// Who opened it; nothing while they aren't known here.
    pub opened_by: Option<String>,
    /// When.
    pub opened: Instant,
    /// Who answers for it; nothing while they aren't known here.
    pub answered_by: Option<String>,
    /// Since when.
    pub answered: Instant,
    /// Whether that is whoever works here.
    pub own: bool,
    /// Whether it answers: as far as is known here, they hold an office that reads the agenda.
    pub answers: bool,
}

/// A step that isn't made yet: it can be weighed, and then recorded.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// Which feed.
    pub feed: SubjectId,
    intent: Intent,
}

/// A feed that isn't open yet, with its address, which is to be shown and forgotten.
#[derive(Debug)]
pub struct Opening {
    /// The step that opens it.
    pub step: Prepared,
    /// Where programs will come for it, once the server has it: whoever has this reads the agenda.
    pub address: Zeroizing<String>,
}

impl Prepared {
    /// Whom it would wait for; nothing is written.
    ///
    /// # Errors
    /// [`Failure`] for the rule that it breaks.
    pub async fn weigh(&self, session: &Session) -> Result<Option<Need>, Failure> {
        session.would(self.intent.clone()).await
    }

    /// Records it.
    ///
    /// # Errors
    /// As [`weigh`](Self::weigh).
    pub async fn record(self, session: &Session) -> Result<Saved, Failure> {
        session.record(self.intent).await
    }
}

type Row = (Vec<u8>, String, Vec<u8>, i64, Vec<u8>, i64);

/// The feeds of the unit that is worked in, by name.
///
/// # Errors
/// [`Failure::NoStream`]: the mandate doesn't open the agenda.
pub async fn list(session: &Session) -> Result<Vec<Feed>, Failure> {
    let (stream, own) = (session.stream(Compartment::Agenda).await?, session.holder().await);
    let names = mandates::holders(session).await?.into_iter().map(|holder| (holder.id, holder.name));
    let names: HashMap<HolderId, String> = names.collect();
    let readers = readers(session).await?;
    let rows = sqlx::query_as::<_, Row>(
        "SELECT id, name, opened_by, opened, answered_by, answered FROM feeds WHERE stream = ? AND NOT closed",
    );
    let rows = rows.bind(stream.as_bytes().to_vec()).fetch_all(&mut *session.reader().await?).await?;
    let feed = |(feed, name, opened_by, opened, answered_by, answered): Row| {
        let holder = |bytes: &[u8]| id("feeds", bytes, HolderId::from_bytes);
        let (opened_by, answered_by) = (holder(&opened_by)?, holder(&answered_by)?);
        Ok(Feed {
            id: id("feeds", &feed, SubjectId::from_bytes)?,
            name,
            opened_by: names.get(&opened_by).cloned(),
            opened: Instant(count(opened)),
            answered_by: names.get(&answered_by).cloned(),
            answered: Instant(count(answered)),
            own: answered_by == own,
            answers: readers.contains(&answered_by),
        })
    };
    let mut feeds = rows.into_iter().map(feed).collect::<Result<Vec<_>, Failure>>()?;
    feeds.sort_by_cached_key(|feed| (crate::text::fold(&feed.name), feed.opened, feed.id));
    Ok(feeds)
}

/// Those who read the agenda that is worked in by an office that they hold now. The server decides; here it is foretold, by the same table.
async fn readers(session: &Session) -> Result<Vec<HolderId>, Failure> {
    let Some(unit) = session.unit().await? else { return Ok(Vec::new()) };
    let now = session.see().await?;
    let into = sqlx::query_scalar::<_, Option<Vec<u8>>>("SELECT max(merged_into) FROM units WHERE id = ?");
    let into = into.bind(unit.as_bytes().to_vec()).fetch_one(&mut *session.reader().await?).await?;
    // What a unit left that became a part of another, the officers of that one read as their own.
    let into = into.map(|into| id("units", &into, UnitId::from_bytes)).transpose()?;
    let reads = |office: &str| {
        let office = office.parse::<Office>().ok();
        office.is_some_and(|office| verbs(office, Reach::Own, Compartment::Agenda, false).has(Verb::Read))
    };
    let held = mandates::list(session).await?.into_iter().filter(|mandate| {
        (mandate.unit == unit || Some(mandate.unit) == into) && mandate.holds(now) && reads(&mandate.office)
    });
    Ok(held.map(|mandate| mandate.holder).collect())
}

/// Prepares a feed, for which whoever works here answers.
///
/// # Errors
/// [`Failure::Invalid`]: it has no name, or too long a one. [`Failure::NotFound`]: there is no server that could tell it.
pub async fn prepare(session: &Session, name: &str) -> Result<Opening, Failure> {
    let name = name.trim();
    let rule = if name.is_empty() { Some(Rule::Required) } else { (name.len() > LONGEST).then_some(Rule::TooLong) };
    if let Some(rule) = rule {
        return Err(Failure::Invalid { field: "name", rule, value: name.to_owned() });
    }
    let server = transport::address(session.server());
    let server = server.ok_or_else(|| Failure::NotFound { what: "server", given: session.server().to_owned() })?;
    let stream = session.stream(Compartment::Agenda).await?;
    let address = Address::new(stream, chance::<SECRET>(session.ambient()));
    let own = Value::bytes(session.holder().await.as_bytes());
    let edits = vec![
        Edit::set("name", Value::text(name)),
        Edit::set("secret_hash", Value::bytes(address.hash())),
        Edit::set("opened_by", own.clone()),
        Edit::set("answered_by", own),
    ];
    let feed = address.feed();
    let step = Prepared { feed, intent: intent(stream, feed, "feed_opened", edits) };
    Ok(Opening { step, address: address.at(&server) })
}

/// Prepares that whoever works here answers for a feed from now on: its address answers again for those who have it.
///
/// # Errors
/// [`Failure::NotFound`] for one that isn't known here, or is closed.
pub async fn prepare_taking_up(session: &Session, feed: SubjectId) -> Result<Prepared, Failure> {
    let own = session.holder().await;
    let edit = |stated: &Stated| {
        let before = Value::bytes(stated.answered_by.as_bytes());
        Edit::change("answered_by", before, Value::bytes(own.as_bytes()))
    };
    step(session, feed, "feed_taken_up", edit).await
}

/// Prepares that a feed is closed, for good: its address never answers again.
///
/// # Errors
/// As [`prepare_taking_up`].
pub async fn prepare_closing(session: &Session, feed: SubjectId) -> Result<Prepared, Failure> {
    step(session, feed, "feed_closed", |_| removal()).await
}

async fn step(
    session: &Session,
    feed: SubjectId,
    kind: &str,
    edit: impl FnOnce(&Stated) -> Edit,
) -> Result<Prepared, Failure> {
    let stream = session.stream(Compartment::Agenda).await?;
    let stated = session.shown(stream, feed).await?.and_then(|state| Stated::read(feed, &state));
    let stated = stated.ok_or_else(|| Failure::NotFound { what: Stated::SORT, given: feed.to_string() })?;
    Ok(Prepared { feed, intent: intent(stream, feed, kind, vec![edit(&stated)]) })
}
