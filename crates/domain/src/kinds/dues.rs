//! Dues: what a member paid, by year. Each subject is one payment, whose day may be unknown: most rosters say how much, and
//! not when. Who paid nothing for a year has none; what somebody owes isn't kept.

use std::str::FromStr;

use super::attendance::SIGNED;
use super::delegation::{DUES_DELEGATED, DUES_DELEGATED_CHANGED, entered};
use super::{FieldRule, Kind, Owner, Shape, Sort, Undo, changes, creates, optional, required};
use crate::journal::{Compartment, REMOVED};

/// The field in which stands what a delegate's laptop signed of a payment that they entered.
pub(super) const BY_DELEGATE: &str = "delegated";

pub(super) const METHOD: Shape = Shape::Choice(&["cheque", "cash", "card", "transfer", "direct_debit", "other"]);

const FIELDS: &[FieldRule] = &[
    required("person", Shape::Id),
    required("year", Shape::Count(2200)),
    required("amount_cents", Shape::Count(10_000_000)),
    optional("paid_on", Shape::Date),
    optional("method", METHOD),
    optional("receipt", Shape::Text(40)),
    optional(BY_DELEGATE, SIGNED),
];

static DUES: Sort = Sort { name: "dues", compartment: Some(Compartment::Dues), owner: Owner::Unit, fields: FIELDS };

const PAYMENT: &[&str] = &["year", "amount_cents", "paid_on", "method", "receipt"];
const EVERYTHING: &[&str] = &["person", "year", "amount_cents", "paid_on", "method", "receipt"];
const DELEGATED: &[&str] = &["person", "year", "amount_cents", "paid_on", "method", REMOVED, BY_DELEGATE];
const CORRECTED: &[&str] = &["amount_cents", "paid_on", "method", REMOVED, BY_DELEGATE];

pub(super) const KINDS: &[Kind] = &[
    creates("dues_recorded", &DUES, EVERYTHING, Undo::By("dues_cancelled")),
    changes("dues_changed", &DUES, PAYMENT),
    Kind { undo: Undo::By("dues_reinstated"), ..changes("dues_cancelled", &DUES, &[REMOVED]) },
    Kind { undo: Undo::By("dues_cancelled"), ..changes("dues_reinstated", &DUES, &[REMOVED]) },
    // Whether it is what a delegate signed is judged beside it, as their delegation is another subject. Whoever keeps the accounts corrects or
    // cancels it as any other payment.
    Kind { rule: Some(entered), ..creates(DUES_DELEGATED, &DUES, DELEGATED, Undo::By("dues_cancelled")) },
    Kind { rule: Some(entered), undo: Undo::Never, ..changes(DUES_DELEGATED_CHANGED, &DUES, CORRECTED) },
];

/// How dues were paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaidBy {
    /// By cheque.
    Cheque,
    /// In coins and notes.
    Cash,
    /// By card.
    Card,
    /// By a transfer from bank to bank.
    Transfer,
    /// Taken from an account, as its holder allowed.
    DirectDebit,
    /// In any other way.
    Other,
}

impl PaidBy {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] = [Self::Cheque, Self::Cash, Self::Card, Self::Transfer, Self::DirectDebit, Self::Other];

    /// The word of the journal.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cheque => "cheque",
            Self::Cash => "cash",
            Self::Card => "card",
            Self::Transfer => "transfer",
            Self::DirectDebit => "direct_debit",
            Self::Other => "other",
        }
    }
}

impl FromStr for PaidBy {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|way| way.as_str() == word).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::Value;

    #[test]
    fn each_way_to_pay_is_a_word_of_the_journal() {
        for way in PaidBy::ALL {
            assert!(METHOD.admits(&Value::text(way.as_str())), "{way:?}");
            assert_eq!(way.as_str().parse(), Ok(way));
        }
    }
}
