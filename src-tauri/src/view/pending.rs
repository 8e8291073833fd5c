//! What waits for a decision.

use coopol_core::device::{self, Session};
use coopol_core::roster;
use coopol_core::status::Refused;
use coopol_domain::id::SubjectId;
use jiff::tz::TimeZone;

use super::history::named;
use super::time::wall;
use crate::contract::base::{Subject, SubjectKind};
use crate::contract::failure::Failure;
use crate::contract::history::FieldChange;
use crate::contract::pending::{Refusal, RefusalCode};

/// More overlaps than anybody settles in one sitting.
const MOST: u32 = 200;

pub fn refusal(refused: Refused, name: String, zone: &TimeZone) -> Refusal {
    let field = |change: coopol_core::history::FieldChange| {
        let field = named(&change.field, change.after.as_deref().unwrap_or_default())?;
        Some(FieldChange { field, before: change.before, after: change.after })
    };
    Refusal {
        id: refused.id.to_string(),
        at: wall(refused.at, zone),
        subject: Subject { kind: SubjectKind::Person, id: refused.subject.to_string(), name },
        fields: refused.fields.into_iter().filter_map(field).collect(),
        reason: reason(&refused.progress, refused.reason.as_deref().unwrap_or_default()),
    }
}

/// A payment that waits for the treasurer is the treasurer's to decide.
pub fn is_decided_here(refused: &Refused) -> bool {
    refused.progress != "held" || refused.fields.iter().all(|change| change.field != "amount_cents")
}

fn reason(progress: &str, word: &str) -> RefusalCode {
    match (progress, word) {
        ("held", _) => RefusalCode::NeedsSecondOfficer,
        ("quarantined", _) | (_, "mandate_ended") => RefusalCode::MandateEnded,
        (_, "subject_removed" | "subject_missing") => RefusalCode::SubjectRemoved,
        _ => RefusalCode::NotGranted,
    }
}

/// How a subject is called; empty when it isn't there any more.
pub async fn name(session: &Session, subject: SubjectId) -> Result<String, Failure> {
    match roster::sheet(session, subject).await {
        Ok(sheet) => {
            let names: Vec<String> = [sheet.given_name, sheet.family_name].into_iter().flatten().collect();
            Ok(names.join(" "))
        }
        Err(device::Failure::NotFound { .. }) => Ok(String::new()),
        Err(error) => Err(error.into()),
    }
}

/// The people whose fields two people wrote without seeing each other's value.
pub async fn to_verify(session: &Session) -> Result<Vec<SubjectId>, Failure> {
    let wanted = roster::Query { filters: vec![roster::Filter::ToVerify], ..roster::Query::default() };
    let page = roster::list(session, &wanted, roster::Window { offset: 0, limit: MOST }).await?;
    Ok(page.rows.into_iter().map(|row| row.id).collect())
}
