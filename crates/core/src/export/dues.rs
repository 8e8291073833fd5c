//! What was paid, as a table.

use coopol_domain::journal::Compartment;

use super::table::{Cell, Table};
use crate::device::{Failure, Session};

type Row = (Option<String>, Option<String>, Option<String>, i64, i64);

/// What everybody paid in each year. It is the account of the unit: who was taken out of the roster still stands there, and who was
/// erased stands there without a name.
pub async fn table(session: &Session) -> Result<Table, Failure> {
    let stream = session.stream(Compartment::Dues).await?;
    let rows = sqlx::query_as::<_, Row>(
        "SELECT people.number, people.last_name, people.first_name, dues.year, sum(dues.amount_cents)
         FROM dues LEFT JOIN people ON people.id = dues.person
             AND people.stream = (SELECT id FROM streams AS roster WHERE roster.compartment = 'roster'
                 AND roster.unit = (SELECT unit FROM streams WHERE streams.id = dues.stream))
         WHERE dues.stream = ? AND NOT dues.removed AND dues.amount_cents > 0
         GROUP BY dues.person, dues.year
         ORDER BY people.sort_key IS NULL, people.sort_key, dues.person, dues.year",
    );
    let rows = rows.bind(stream.as_bytes().to_vec()).fetch_all(&mut *session.reader().await?).await?.into_iter();
    let rows = rows.map(|(number, last_name, first_name, year, cents)| {
        let text = |text: &Option<String>| Cell::text(text.as_deref());
        vec![text(&number), text(&last_name), text(&first_name), Cell::Text(year.to_string()), Cell::Cents(cents)]
    });
    let columns = ["N° adhérent", "Nom", "Prénom", "Année", "Montant"].map(String::from).into();
    Ok(Table { name: "Cotisations", columns, rows: rows.collect() })
}
