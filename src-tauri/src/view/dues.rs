//! Payments of dues.

use coopol_core::device::{Failure as Refused, Rule};
use coopol_core::roster::dues;
use coopol_domain::kinds;

use crate::contract::roster::{DuesRight, PaidBy, Payment, PaymentStanding, TypedPayment};

/// Nothing for a payment that a later version noted with a year or an amount that nothing here holds.
pub fn payment(of: dues::Payment) -> Option<Payment> {
    Some(Payment {
        id: of.id.to_string(),
        year: i16::try_from(of.year).ok()?,
        amount: u32::try_from(of.cents).ok()?,
        paid_on: of.paid_on,
        method: of.method.map(paid_by),
        receipt: of.receipt,
        standing: match of.standing {
            dues::Standing::Noted => PaymentStanding::Noted,
            dues::Standing::Changing => PaymentStanding::Changing,
            dues::Standing::Proposed => PaymentStanding::Proposed,
            dues::Standing::Elsewhere => PaymentStanding::Elsewhere,
        },
    })
}

pub const fn right(right: dues::Right) -> DuesRight {
    match right {
        dues::Right::Write => DuesRight::Write,
        dues::Right::Propose => DuesRight::Propose,
        dues::Right::Read => DuesRight::Read,
        dues::Right::None => DuesRight::None,
    }
}

/// What was typed, as the core takes it.
pub fn typed(of: TypedPayment) -> Result<dues::Typed, Refused> {
    let wrong = |day: &str| Refused::Invalid { field: "paid_on", rule: Rule::Day, value: day.to_owned() };
    let paid_on = of.paid_on.filter(|day| !day.is_empty());
    Ok(dues::Typed {
        year: of.year,
        amount: of.amount,
        paid_on: paid_on.map(|day| day.parse().map_err(|_| wrong(&day))).transpose()?,
        method: of.method.map(word),
        receipt: of.receipt,
    })
}

pub const fn paid_by(method: kinds::PaidBy) -> PaidBy {
    match method {
        kinds::PaidBy::Cheque => PaidBy::Cheque,
        kinds::PaidBy::Cash => PaidBy::Cash,
        kinds::PaidBy::Card => PaidBy::Card,
        kinds::PaidBy::Transfer => PaidBy::Transfer,
        kinds::PaidBy::DirectDebit => PaidBy::DirectDebit,
        kinds::PaidBy::Other => PaidBy::Other,
    }
}

const fn word(method: PaidBy) -> kinds::PaidBy {
    match method {
        PaidBy::Cheque => kinds::PaidBy::Cheque,
        PaidBy::Cash => kinds::PaidBy::Cash,
        PaidBy::Card => kinds::PaidBy::Card,
        PaidBy::Transfer => kinds::PaidBy::Transfer,
        PaidBy::DirectDebit => kinds::PaidBy::DirectDebit,
        PaidBy::Other => kinds::PaidBy::Other,
    }
}
