//! Dues.

use coopol_domain::journal::State;

use super::Place;
use super::fields::{bytes, number, text};
use crate::cache::statement::{Row, Values};

#[derive(PartialEq)]
pub(super) struct Dues {
    at: Place,
    person: Vec<u8>,
    year: i64,
    amount_cents: i64,
    paid_on: Option<String>,
    method: Option<String>,
    receipt: Option<String>,
    removed: bool,
}

pub(super) fn read(at: Place, state: &State) -> Option<Dues> {
    Some(Dues {
        at,
        person: bytes(state, "person")?,
        year: number(state, "year")?,
        amount_cents: number(state, "amount_cents")?,
        paid_on: text(state, "paid_on"),
        method: text(state, "method"),
        receipt: text(state, "receipt"),
        removed: state.is_removed(),
    })
}

impl Row for Dues {
    const INSERT: &'static str =
        "INSERT OR REPLACE INTO dues (id, stream, person, year, amount_cents, paid_on, method, receipt, removed) ";

    fn bind(&self, values: &mut Values<'_>) {
        values
            .push_bind(self.at.subject.as_slice())
            .push_bind(self.at.stream.as_slice())
            .push_bind(self.person.as_slice())
            .push_bind(self.year)
            .push_bind(self.amount_cents)
            .push_bind(self.paid_on.as_deref())
            .push_bind(self.method.as_deref())
            .push_bind(self.receipt.as_deref())
            .push_bind(self.removed);
    }
}
