//! Working groups: whoever leads a unit opens them, and they are run like a section.

use coopol_domain::access::{Office, Verb};
use coopol_domain::id::UnitId;
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::UnitKind;
use serde::Serialize;

use super::sheet;
use crate::cache::id;
use crate::device::{Failure, Session};
use crate::mandates;

/// A working group that the unit which is worked in opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// Which.
    pub unit: UnitId,
    /// How it is called.
    pub name: String,
    /// Who leads it; nothing when nobody does.
    pub leader: Option<String>,
}

/// Those below the unit that is worked in, by name; none of those that were closed.
pub async fn list(session: &Session) -> Result<Vec<Group>, Failure> {
    let Some(own) = session.unit().await? else { return Ok(Vec::new()) };
    let now = session.ambient().now();
    let mandates = mandates::list(session).await?;
    let mut reader = session.reader().await?;
    let rows = sqlx::query_as::<_, (Vec<u8>, String)>(
        "SELECT id, name FROM units WHERE parent = ? AND kind = 'group' AND merged_into IS NULL GROUP BY id ORDER BY name",
    );
    let rows = rows.bind(own.as_bytes().to_vec()).fetch_all(&mut *reader).await?;
    let group = |(unit, name): (Vec<u8>, String)| {
        let unit = id("units", &unit, UnitId::from_bytes)?;
        let leads = |mandate: &&mandates::Mandate| {
            mandate.unit == unit
                && mandate.office == Office::Secretary.to_string()
                && mandate.since <= now
                && mandate.until.is_none_or(|until| now < until)
        };
        let leader = mandates.iter().find(leads).map(|mandate| mandate.holder_name.clone());
        Ok(Group { unit, name, leader })
    };
    rows.into_iter().map(group).collect()
}

/// Whether whoever uses this device may open one in the unit that is worked in. A section that is alone has no server to found it.
pub async fn may_open(session: &Session) -> Result<bool, Failure> {
    let Some(own) = session.unit().await? else { return Ok(false) };
    let held = session.held().await;
    let writes = held
        .iter()
        .any(|held| held.unit == own && held.compartment == Compartment::Office && held.verbs.has(Verb::Write));
    let unit = sheet(session, Some(own)).await?;
    Ok(writes && !session.is_alone() && !unit.closed && unit.kind != UnitKind::Group.as_str())
}
