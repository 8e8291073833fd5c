//! Who said that somebody holds office.

use std::collections::BTreeMap;

use coopol_domain::id::MandateId;

use crate::cache::id;
use crate::device::{Failure, Session};
use crate::handover;

/// Somebody who said so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attester {
    /// How they are called; empty for whom nothing here names.
    pub name: String,
    /// Whether they spoke from a unit above.
    pub from_above: bool,
}

/// Who said it of each mandate: those who answered for the claim that it came of, else whoever recorded it. A mandate that
/// the server recorded, as a section's first, has nobody.
pub async fn attested(session: &Session) -> Result<BTreeMap<MandateId, Vec<Attester>>, Failure> {
    let mut reader = session.reader().await?;
    let rows = sqlx::query_as::<_, (Vec<u8>, String, bool)>(
        "SELECT lines.subject, author.holder_name, author.unit <> streams.unit
         FROM lines
         JOIN pushes ON pushes.hash = lines.push
         JOIN streams ON streams.id = lines.stream
         JOIN mandates AS author ON author.id = pushes.mandate
         WHERE lines.kind IN ('mandate_recorded', 'caretaker_appointed') AND lines.verdict IN ('accepted', 'held')
         GROUP BY lines.subject",
    );
    let rows = rows.fetch_all(&mut *reader).await?;
    drop(reader);
    let mut attested: BTreeMap<MandateId, Vec<Attester>> = BTreeMap::new();
    for (mandate, name, from_above) in rows {
        attested.insert(id("lines", &mandate, MandateId::from_bytes)?, vec![Attester { name, from_above }]);
    }
    for claim in handover::list(session).await? {
        if let Some(mandate) = claim.mandate {
            let voices = claim.supported.into_iter();
            let voices = voices.map(|voice| Attester { name: voice.name, from_above: voice.from_above });
            attested.insert(mandate, voices.collect());
        }
    }
    Ok(attested)
}
