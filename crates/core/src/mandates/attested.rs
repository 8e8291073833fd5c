//! Who said that somebody holds office, and what shows it.

use std::collections::BTreeMap;

use coopol_domain::id::{MandateId, SubjectId};

use sqlx::QueryBuilder;

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

/// What stands for a mandate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attested {
    /// Who said so.
    pub by: Vec<Attester>,
    /// Where what shows it is.
    pub proof: Option<String>,
    /// The minutes themselves, in the archive of whoever said so,
    pub document: Option<SubjectId>,
    /// and how they are called, where that is an archive that is read here.
    pub title: Option<String>,
}

/// Who said it of each mandate, and what shows it: those who answered for the claim that it came of and its minutes, else whoever recorded it and
/// what they told. A mandate that the server recorded, as a section's first, has nobody.
pub async fn attested(session: &Session) -> Result<BTreeMap<MandateId, Attested>, Failure> {
    let mut reader = session.reader().await?;
    let rows = sqlx::query_as::<_, (Vec<u8>, String, bool, Option<String>, Option<Vec<u8>>)>(
        "SELECT lines.subject, author.holder_name, author.unit <> streams.unit, mandates.proof, mandates.document
         FROM lines
         JOIN pushes ON pushes.hash = lines.push
         JOIN streams ON streams.id = lines.stream
         JOIN mandates AS author ON author.id = pushes.mandate
         JOIN mandates ON mandates.id = lines.subject
         WHERE lines.kind IN ('mandate_recorded', 'caretaker_appointed') AND lines.verdict IN ('accepted', 'held')
         GROUP BY lines.subject",
    );
    let rows = rows.fetch_all(&mut *reader).await?;
    drop(reader);
    let mut attested = BTreeMap::new();
    for (mandate, name, from_above, proof, document) in rows {
        let document = document.map(|document| id("mandates", &document, SubjectId::from_bytes)).transpose()?;
        let told = Attested { by: vec![Attester { name, from_above }], proof, document, title: None };
        attested.insert(id("lines", &mandate, MandateId::from_bytes)?, told);
    }
    for claim in handover::list(session).await? {
        if let Some(mandate) = claim.mandate {
            let voices = claim.supported.into_iter();
            let by = voices.map(|voice| Attester { name: voice.name, from_above: voice.from_above }).collect();
            attested.insert(mandate, Attested { by, proof: Some(claim.proof), document: claim.document, title: None });
        }
    }
    name_documents(session, &mut attested).await?;
    Ok(attested)
}

async fn name_documents(session: &Session, attested: &mut BTreeMap<MandateId, Attested>) -> Result<(), Failure> {
    let mut query = QueryBuilder::new("SELECT id, title FROM documents WHERE removed = 0 AND id IN (");
    let mut wanted = query.separated(", ");
    for document in attested.values().filter_map(|told| told.document) {
        wanted.push_bind(document.as_bytes().to_vec());
    }
    query.push(")");
    let mut reader = session.reader().await?;
    let rows = query.build_query_as::<(Vec<u8>, String)>().fetch_all(&mut *reader).await?;
    let titles: BTreeMap<Vec<u8>, String> = rows.into_iter().collect();
    for told in attested.values_mut() {
        told.title = told.document.and_then(|document| titles.get(document.as_bytes().as_slice()).cloned());
    }
    Ok(())
}
