//! Who came to what, as a table.

use coopol_domain::journal::Compartment;

use super::table::{Cell, Table};
use crate::device::{Failure, Session};

/// Every mark at every event that is on the agenda. Who isn't in the roster any more has no name.
pub async fn table(session: &Session) -> Result<Table, Failure> {
    let (agenda, roster) = (session.stream(Compartment::Agenda).await?, session.stream(Compartment::Roster).await?);
    let rows = sqlx::query_as::<_, (String, String, Option<String>, Option<String>, Option<String>, String)>(
        "SELECT events.starts, events.title, people.number, people.last_name, people.first_name, attendance.mark
         FROM attendance JOIN events ON events.id = attendance.event AND events.stream = attendance.stream
         LEFT JOIN people ON people.id = attendance.person AND people.stream = ?2 AND people.removed = 0
         WHERE attendance.stream = ?1 AND attendance.mark IS NOT NULL AND events.removed = 0
         ORDER BY events.starts, events.id, people.sort_key IS NULL, people.sort_key, attendance.person",
    );
    let rows = rows.bind(agenda.as_bytes().to_vec()).bind(roster.as_bytes().to_vec());
    let rows = rows.fetch_all(&mut *session.reader().await?).await?.into_iter();
    let rows = rows.map(|(starts, title, number, last_name, first_name, mark)| {
        let text = |text: &Option<String>| Cell::text(text.as_deref());
        let said = if mark == "present" { "présent" } else { "excusé" };
        let day = Cell::day(starts.get(..10));
        vec![day, Cell::text(Some(&title)), text(&number), text(&last_name), text(&first_name), Cell::text(Some(said))]
    });
    let columns = ["Date", "Événement", "N° adhérent", "Nom", "Prénom", "Présence"].map(String::from).into();
    Ok(Table { name: "Présences", columns, rows: rows.collect() })
}
