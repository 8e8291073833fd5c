//! Promises and what is good to know, as tables.

use super::table::{Cell, Table};
use crate::device::{Failure, Session};
use crate::memory::{self, Outcome};

/// Every promise, settled ones too.
pub async fn promises(session: &Session) -> Result<Table, Failure> {
    let columns = ["Engagement", "Promis à", "Promis le", "À tenir avant le", "Remarques", "Issue", "Clos le"];
    let rows = memory::promises(session, true).await?.into_iter().map(|promise| {
        let outcome = promise.outcome.map(|outcome| match outcome {
            Outcome::Kept => "tenu",
            Outcome::GivenUp => "abandonné",
        });
        let [made, due, settled] =
            [promise.made_on, promise.due_on, promise.settled_on].map(|day| Cell::day(day.as_deref()));
        let said = |text: &str| Cell::text(Some(text));
        let (to, note) = (said(&promise.promised_to), said(&promise.note));
        vec![said(&promise.title), to, made, due, note, Cell::text(outcome), settled]
    });
    Ok(Table { name: "Engagements", columns: columns.map(String::from).into(), rows: rows.collect() })
}

/// Everything that is good to know.
pub async fn facts(session: &Session) -> Result<Table, Failure> {
    let columns = ["À savoir", "Nature", "Chez", "Remarques"];
    let rows = memory::facts(session).await?.into_iter().map(|fact| {
        let nature = match fact.category.as_str() {
            "room" => "local",
            "key" => "clés",
            "account" => "compte",
            "equipment" => "matériel",
            "supplier" => "fournisseur",
            "contact" => "contact",
            _ => "autre",
        };
        [fact.title.as_str(), nature, &fact.held_by, &fact.note].map(|text| Cell::text(Some(text))).into()
    });
    Ok(Table { name: "À savoir", columns: columns.map(String::from).into(), rows: rows.collect() })
}
