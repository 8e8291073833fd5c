//! What a delegate enters of a year's dues, and how the authority carries it into the accounts.

use ed25519_dalek::{Signer as _, SigningKey};

use super::{Delegation, Task};
use crate::codec::Value;
use crate::id::{StreamId, SubjectId};
use crate::journal::{Change, Edit, Payload, REMOVED, State};
use crate::kinds::dues::{BY_DELEGATE, PaidBy};
use crate::kinds::unit::identifier;
use crate::kinds::{Refusal, attendance};
use crate::time::Instant;

/// A delegate entered a payment, and the authority carried it into the accounts.
pub(crate) const DUES_DELEGATED: &str = "dues_delegated";
/// They corrected or cancelled it.
pub(crate) const DUES_DELEGATED_CHANGED: &str = "dues_delegated_changed";

/// What of a payment whoever keeps the accounts may have changed since.
const PAYMENT: [&str; 6] = ["year", "amount_cents", "paid_on", "method", "receipt", REMOVED];

/// A payment as a delegate enters it; of whom, and for which year, stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// Euro cents.
    pub amount_cents: u32,
    /// The day it came: `2026-11-22`.
    pub paid_on: Option<String>,
    /// How.
    pub method: Option<PaidBy>,
    /// Whether it was entered wrongly, and isn't to count.
    pub cancelled: bool,
}

/// What a delegate said last of one payment, as their laptop signed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paid {
    /// What.
    pub payment: Payment,
    /// When, by the laptop: later than what it said of it before.
    pub at: Instant,
    /// Its signature.
    pub signature: [u8; 64],
}

/// For which year of which accounts, by which delegation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account {
    /// The delegation.
    pub delegation: SubjectId,
    /// The stream of the accounts.
    pub dues: StreamId,
    /// The year.
    pub year: u16,
}

impl Paid {
    /// Signs the payment `id` of a person.
    pub fn sign(
        key: &SigningKey,
        account: Account,
        (person, id): (SubjectId, SubjectId),
        payment: Payment,
        at: Instant,
    ) -> Self {
        let signature = key.sign(&statement(account, (person, id), &payment, at)).to_bytes();
        Self { payment, at, signature }
    }
}

impl Delegation {
    /// Whether its laptop signed, for these accounts, the payment `id` of a person.
    pub fn signed_payment(&self, dues: StreamId, (person, id): (SubjectId, SubjectId), paid: &Paid) -> bool {
        let Task::Dues { year } = self.task else { return false };
        let account = Account { delegation: self.id, dues, year };
        self.signed_message(&statement(account, (person, id), &paid.payment, paid.at), &paid.signature)
    }
}

/// Begins with words of its own, so that no other signature serves for it.
fn statement(account: Account, (person, id): (SubjectId, SubjectId), payment: &Payment, at: Instant) -> Vec<u8> {
    let Account { delegation, dues, year } = account;
    let ids = [delegation.as_bytes(), dues.as_bytes(), person.as_bytes(), id.as_bytes()].map(Value::bytes);
    let said = [Value::count(year.into()), amount(payment), paid_on(payment), method(payment)];
    let last = [Value::Bool(payment.cancelled), Value::count(at.0)];
    let values = Value::Array(ids.into_iter().chain(said).chain(last).collect());
    [b"coopol dues delegation\n".as_slice(), &values.encode()].concat()
}

fn amount(payment: &Payment) -> Value {
    Value::count(payment.amount_cents.into())
}

fn paid_on(payment: &Payment) -> Value {
    payment.paid_on.as_ref().map_or(Value::Null, Value::text)
}

fn method(payment: &Payment) -> Value {
    payment.method.map_or(Value::Null, |method| Value::text(method.as_str()))
}

/// What the authority carries into the accounts of a payment that a delegate of this year's dues entered, `before` being how it stands there.
pub fn delegated_payment(
    (delegation, year): (SubjectId, u16),
    person: SubjectId,
    paid: &Paid,
    before: Option<&State>,
) -> Payload {
    let record = [
        ("at", Value::count(paid.at.0)),
        ("by", Value::bytes(delegation.as_bytes())),
        ("signature", Value::bytes(paid.signature)),
    ];
    let record = Value::Map(record.map(|(name, value)| (name.to_owned(), value)).into());
    let payment = &paid.payment;
    let cancelled = if payment.cancelled { Value::Bool(true) } else { Value::Null };
    let mut after = vec![
        ("amount_cents", amount(payment)),
        ("paid_on", paid_on(payment)),
        ("method", method(payment)),
        (REMOVED, cancelled),
    ];
    if before.is_none() {
        after.push(("person", Value::bytes(person.as_bytes())));
        after.push(("year", Value::count(year.into())));
    }
    after.push((BY_DELEGATE, record));
    let known = |field: &str| before.map_or(Value::Null, |before| before.get(field).clone());
    let edits = after.into_iter().filter(|(field, value)| known(field) != *value);
    let edits = edits.map(|(field, value)| Edit::change(field, known(field), value)).collect();
    Payload::new(if before.is_none() { DUES_DELEGATED } else { DUES_DELEGATED_CHANGED }, 1, edits)
}

/// What a payload of [`delegated_payment`] says of a payment that stands as `before`: by which delegation, of whom, what.
pub fn payment_in(payload: &Payload, before: Option<&State>) -> Option<(SubjectId, SubjectId, Paid)> {
    let value = |field: &str| {
        let kept = before.map_or(&Value::Null, |before| before.get(field));
        payload.edit(field).map_or(kept, |edit| &edit.after)
    };
    let (by, at, signature) = attendance::record(&payload.edit(BY_DELEGATE)?.after)?;
    let payment = Payment {
        amount_cents: value("amount_cents").number("amount_cents").ok()?.try_into().ok()?,
        paid_on: optional(value("paid_on"), |text| Some(text.to_owned())).ok()?,
        method: optional(value("method"), |word| word.parse().ok()).ok()?,
        cancelled: *value(REMOVED) == Value::Bool(true),
    };
    Some((by, identifier(value("person"))?, Paid { payment, at, signature }))
}

/// By which delegation a payload says that a payment was entered.
pub(super) fn by(payload: &Payload) -> Option<SubjectId> {
    attendance::record(&payload.edit(BY_DELEGATE)?.after).map(|(by, ..)| by)
}

/// A text that may be missing; an error for what isn't one, or isn't read.
fn optional<T>(value: &Value, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, ()> {
    match value {
        Value::Null => Ok(None),
        Value::Text(text) => read(text).map(Some).ok_or(()),
        _ => Err(()),
    }
}

/// Whether whoever keeps the accounts changed a payment after what this delegate entered, or it was never theirs: from then on it is for them alone
/// to correct it.
pub fn is_overtaken(delegation: SubjectId, payment: &State) -> bool {
    let stamp = |field: &str| payment.cells.get(field).map(|cell| cell.stamp);
    let own = attendance::record(payment.get(BY_DELEGATE)).is_some_and(|(by, ..)| by == delegation);
    let said = stamp(BY_DELEGATE);
    !own || PAYMENT.iter().any(|field| stamp(field) > said)
}

/// Whether a line says what the laptop of this delegation signed for a payment of these accounts, later than what stood there of it `before`, which
/// nobody else changed since. Asked where it is judged, and again by every device.
pub(crate) fn paid_rightly(
    delegation: &Delegation,
    (dues, id): (StreamId, SubjectId),
    before: Option<&State>,
    payload: &Payload,
) -> bool {
    let (Some((by, person, paid)), Task::Dues { year }) = (payment_in(payload, before), delegation.task) else {
        return false;
    };
    let follows = match before {
        None => {
            let said = payload.edit("year").map(|edit| &edit.after);
            payload.kind == DUES_DELEGATED && said == Some(&Value::count(year.into()))
        }
        Some(before) => {
            let earlier = attendance::record(before.get(BY_DELEGATE));
            payload.kind == DUES_DELEGATED_CHANGED
                && !is_overtaken(delegation.id, before)
                && earlier.is_some_and(|(_, at, _)| at < paid.at)
        }
    };
    follows && by == delegation.id && delegation.signed_payment(dues, (person, id), &paid)
}

/// One whole payment, with what was signed of it. Whether it is that is judged beside it, as the delegation is another subject.
pub(in crate::kinds) fn entered(before: Option<&State>, change: &Change, _: &State, _: Instant) -> Result<(), Refusal> {
    let said = payment_in(&change.payload, before).map(drop);
    said.ok_or(Refusal::ValueInvalid { field: BY_DELEGATE.to_owned() })
}

/// A payment as it stands in a slice.
pub(in crate::kinds) fn read_paid(value: &Value) -> Option<Paid> {
    let Value::Map(parts) = value else { return None };
    let part = |name: &str| parts.iter().find(|(part, _)| part == name).map_or(&Value::Null, |(_, value)| value);
    Some(Paid {
        payment: Payment {
            amount_cents: part("amount_cents").number("amount_cents").ok()?.try_into().ok()?,
            paid_on: optional(part("paid_on"), |text| Some(text.to_owned())).ok()?,
            method: optional(part("method"), |word| word.parse().ok()).ok()?,
            cancelled: *part("cancelled") == Value::Bool(true),
        },
        at: Instant(part("at").number("at").ok()?),
        signature: part("signature").array_of("signature").ok()?,
    })
}

/// The same, as it is written.
pub(in crate::kinds) fn paid_value(paid: &Paid) -> Value {
    let payment = &paid.payment;
    let parts = [
        ("at", Value::count(paid.at.0)),
        ("method", method(payment)),
        ("paid_on", paid_on(payment)),
        ("cancelled", if payment.cancelled { Value::Bool(true) } else { Value::Null }),
        ("signature", Value::bytes(paid.signature)),
        ("amount_cents", amount(payment)),
    ];
    let parts = parts.into_iter().filter(|(_, value)| *value != Value::Null);
    Value::Map(parts.map(|(name, value)| (name.to_owned(), value)).collect())
}
