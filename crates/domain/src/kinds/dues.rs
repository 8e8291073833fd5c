//! Dues: what a member paid, by year. Each subject is one payment, whose day may be unknown: most rosters say how much, and
//! not when. Who paid nothing for a year has none; what somebody owes isn't kept.

use super::{FieldRule, Kind, Owner, Shape, Sort, Undo, changes, creates, optional, required};
use crate::journal::{Compartment, REMOVED};

const METHOD: Shape = Shape::Choice(&["cheque", "cash", "card", "transfer", "direct_debit", "other"]);

const FIELDS: &[FieldRule] = &[
    required("person", Shape::Id),
    required("year", Shape::Count(2200)),
    required("amount_cents", Shape::Count(10_000_000)),
    optional("paid_on", Shape::Date),
    optional("method", METHOD),
    optional("receipt", Shape::Text(40)),
];

static DUES: Sort = Sort { name: "dues", compartment: Some(Compartment::Dues), owner: Owner::Unit, fields: FIELDS };

const PAYMENT: &[&str] = &["year", "amount_cents", "paid_on", "method", "receipt"];
const EVERYTHING: &[&str] = &["person", "year", "amount_cents", "paid_on", "method", "receipt"];

pub(super) const KINDS: &[Kind] = &[
    creates("dues_recorded", &DUES, EVERYTHING, Undo::By("dues_cancelled")),
    changes("dues_changed", &DUES, PAYMENT),
    Kind { undo: Undo::By("dues_reinstated"), ..changes("dues_cancelled", &DUES, &[REMOVED]) },
    Kind { undo: Undo::By("dues_cancelled"), ..changes("dues_reinstated", &DUES, &[REMOVED]) },
];
