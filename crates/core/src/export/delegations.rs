//! Who may do what without an office, as a table.

use super::table::{Cell, Table};
use crate::delegations::{self, About, Stage};
use crate::device::{Failure, Session, day};

/// Every delegation of the unit, those that are over too.
pub async fn table(session: &Session) -> Result<Table, Failure> {
    let zone = session.zone().await?;
    let rows = delegations::list(session).await?.into_iter().map(|delegation| {
        let stage = match delegation.stage {
            Stage::Waiting => "code pas encore utilisé",
            Stage::TakenUp => "en cours",
            Stage::Ended => "arrêtée",
            Stage::Over => "finie",
        };
        // The last day, which is a day before it is over.
        let last = day(coopol_domain::time::Instant(delegation.until.0.saturating_sub(1)), &zone).to_string();
        let said = |text: Option<&str>| Cell::text(text);
        let task = match &delegation.about {
            About::Attendance { title, .. } => title.clone(),
            About::Dues { year } => Some(format!("Cotisations {year}")),
        };
        vec![
            said(Some(&delegation.name)),
            said(task.as_deref()),
            Cell::day(Some(&last)),
            said(Some(stage)),
            said(delegation.device.as_deref()),
        ]
    });
    let columns = ["Personne", "Objet", "Dernier jour", "État", "Ordinateur"].map(String::from).into();
    Ok(Table { name: "Délégations", columns, rows: rows.collect() })
}
