//! Dues by hand: a payment noted, corrected, taken back. The office that keeps the dues writes them; whoever may but propose waits for
//! it (J3.3). What a file says of dues goes by [`super::import`].

use std::collections::BTreeMap;

use coopol_domain::access::Verb;
use coopol_domain::codec::Value;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload, State};
use coopol_domain::kinds::{PaidBy, removal};
use jiff::civil::Date;
use serde::Serialize;
use sqlx::SqliteConnection;

use super::edit::{intent, known as person_known};
use crate::ambient::chance;
use crate::cache::{CacheError, id};
use crate::device::{Failure, Rule, Saved, Session};
use crate::proposals;

const RECORDED: &str = "dues_recorded";
const CHANGED: &str = "dues_changed";
const CANCELLED: &str = "dues_cancelled";

/// The earliest year that dues are noted for: parties don't open older accounts, and a slip of the pen does.
const EARLIEST: i16 = 1980;
/// The largest payment, in euro cents (the journal's own bound).
const LARGEST: i64 = 10_000_000;

/// A payment as somebody types it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// The year that it is for.
    pub year: i16,
    /// How much: `36,50`, `36 €`.
    pub amount: String,
    /// When it came.
    pub paid_on: Option<Date>,
    /// How.
    pub method: Option<PaidBy>,
    /// The number of its receipt or cheque; empty for none.
    pub receipt: String,
}

/// A payment of dues.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Payment {
    /// Which.
    pub id: SubjectId,
    /// The year that it is for.
    pub year: i64,
    /// Euro cents.
    pub cents: i64,
    /// When it came.
    pub paid_on: Option<String>,
    /// How.
    pub method: Option<PaidBy>,
    /// The number of its receipt or cheque.
    pub receipt: Option<String>,
    /// Whether it counts already.
    pub standing: Standing,
}

/// How far a payment is noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It stands in the accounts.
    Noted,
    /// It stands there, and what would change it waits for whoever keeps them.
    Changing,
    /// It waits itself.
    Proposed,
    /// It stands in the accounts of a unit that was merged into this one, which are closed.
    Elsewhere,
}

/// What the mandate lets do with dues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Note them.
    Write,
    /// Propose them to whoever keeps them.
    Propose,
    /// Read them.
    Read,
    /// Nothing.
    None,
}

impl Payment {
    /// Whether something was paid, as far as the accounts say.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.cents > 0 && self.standing != Standing::Proposed
    }
}

/// What the mandate lets do with the dues of the unit that is worked in.
///
/// # Errors
/// What reading the cache raises.
pub async fn right(session: &Session) -> Result<Right, Failure> {
    let treasury = match session.stream(Compartment::Dues).await {
        Ok(treasury) => treasury,
        Err(Failure::NoStream { .. }) => return Ok(Right::None),
        Err(failure) => return Err(failure),
    };
    let held = session.held().await;
    let verbs = held.iter().find(|held| held.stream == treasury).map(|held| held.verbs);
    Ok(match verbs {
        Some(verbs) if verbs.has(Verb::Write) => Right::Write,
        Some(verbs) if verbs.has(Verb::Propose) => Right::Propose,
        _ => Right::Read,
    })
}

/// Notes a payment of somebody in the roster; which it is from now on.
///
/// # Errors
/// [`Failure::Invalid`] names the field: `amount_cents`, `year`, `paid_on`; [`Failure::NotFound`] for a person who isn't known here or was
/// taken out; [`Failure::NoStream`] where the mandate shows no dues.
pub async fn record(session: &Session, person: SubjectId, typed: &Typed) -> Result<(SubjectId, Saved), Failure> {
    let treasury = session.stream(Compartment::Dues).await?;
    let (_, state) = person_known(session, person).await?;
    if state.is_removed() {
        return Err(super::edit::unknown(person));
    }
    let mut edits = vec![Edit::set("person", Value::bytes(person.as_bytes()))];
    let fields = fields(session, typed).await?;
    edits.extend(
        fields.into_iter().filter(|(_, value)| *value != Value::Null).map(|(name, value)| Edit::set(name, value)),
    );
    let payment = SubjectId::from_bytes(chance(session.ambient()));
    Ok((payment, session.record(intent(treasury, payment, RECORDED, edits)).await?))
}

/// Corrects a payment.
///
/// # Errors
/// As [`record`]; [`Failure::NotFound`] for one that isn't noted here: what only waits is withdrawn, and proposed anew. What the rules
/// refuse where nothing is different.
pub async fn change(session: &Session, payment: SubjectId, typed: &Typed) -> Result<Saved, Failure> {
    let (treasury, state) = noted(session, payment).await?;
    let fields = fields(session, typed).await?;
    let edits = fields.into_iter().filter(|(name, value)| state.get(name) != value);
    let edits = edits.map(|(name, value)| Edit::change(name, state.get(name).clone(), value)).collect();
    session.record(intent(treasury, payment, CHANGED, edits)).await
}

/// Takes a payment out of the accounts: it wasn't made, or was noted twice. Undo brings it back.
///
/// # Errors
/// As [`change`].
pub async fn cancel(session: &Session, payment: SubjectId) -> Result<Saved, Failure> {
    let (treasury, _) = noted(session, payment).await?;
    session.record(intent(treasury, payment, CANCELLED, vec![removal()])).await
}

/// A payment that is noted here.
///
/// # Errors
/// [`Failure::NotFound`] for any other.
pub async fn one(session: &Session, payment: SubjectId) -> Result<Payment, Failure> {
    let (_, state) = noted(session, payment).await?;
    read(payment, Standing::Noted, |field| state.get(field)).ok_or_else(|| unknown(payment))
}

/// The payments of somebody, latest year first; with those that wait for whoever keeps the accounts.
///
/// # Errors
/// What reading the cache raises.
pub async fn list(session: &Session, person: SubjectId) -> Result<Vec<Payment>, Failure> {
    let right = right(session).await?;
    if right == Right::None {
        return Ok(Vec::new());
    }
    let treasury = session.stream(Compartment::Dues).await?;
    let waiting = Waiting::read(session, treasury, right).await?;
    let mut reader = session.reader().await?;
    let here = |payment, stream| if stream == treasury { waiting.standing(payment) } else { Standing::Elsewhere };
    let mut payments = of_person(&mut reader, person, here).await?;
    drop(reader);
    let known: Vec<SubjectId> = payments.iter().map(|payment| payment.id).collect();
    payments.extend(waiting.proposed(person).filter(|payment| !known.contains(&payment.id)));
    payments.sort_by(|a, b| (b.year, &b.paid_on, a.id).cmp(&(a.year, &a.paid_on, b.id)));
    Ok(payments)
}

/// What is asked of whoever keeps the accounts.
struct Waiting {
    /// By payment, whether it isn't noted itself.
    of: BTreeMap<SubjectId, bool>,
    /// What the server had already: those that aren't noted, with what they say.
    proposals: Vec<(SubjectId, Payload)>,
}

impl Waiting {
    async fn read(session: &Session, treasury: StreamId, right: Right) -> Result<Self, Failure> {
        let mut all = Self { of: BTreeMap::new(), proposals: Vec::new() };
        for proposal in proposals::of_kinds(session, &[RECORDED, CHANGED, CANCELLED]).await? {
            let (stream, payment) = proposal.place;
            if stream != treasury {
                continue;
            }
            all.add(payment, &proposal.kind);
            if proposal.kind == RECORDED {
                all.proposals.push((payment, proposal.payload));
            }
        }
        if right != Right::Write {
            all.unsent(session, treasury).await?;
        }
        Ok(all)
    }

    /// What this laptop proposes and the server hasn't yet.
    async fn unsent(&mut self, session: &Session, treasury: StreamId) -> Result<(), Failure> {
        let rows = sqlx::query_as::<_, (Vec<u8>, String)>(
            "SELECT subject, kind FROM outbox WHERE stream = ? AND progress = 'saved' AND kind LIKE 'dues_%'",
        );
        let rows = rows.bind(treasury.as_bytes().to_vec()).fetch_all(&mut *session.reader().await?).await?;
        for (subject, kind) in rows {
            self.add(id("outbox", &subject, SubjectId::from_bytes)?, &kind);
        }
        Ok(())
    }

    fn add(&mut self, payment: SubjectId, kind: &str) {
        *self.of.entry(payment).or_default() |= kind == RECORDED;
    }

    fn standing(&self, payment: SubjectId) -> Standing {
        match self.of.get(&payment) {
            None => Standing::Noted,
            Some(false) => Standing::Changing,
            Some(true) => Standing::Proposed,
        }
    }

    fn proposed(&self, person: SubjectId) -> impl Iterator<Item = Payment> {
        let of_them = move |said: &Payload| *told(said, "person") == Value::bytes(person.as_bytes());
        let payment = |(id, said): &(SubjectId, Payload)| read(*id, Standing::Proposed, |field| told(said, field));
        self.proposals.iter().filter(move |(_, said)| of_them(said)).filter_map(payment)
    }
}

/// What is said of a field.
fn told<'a>(said: &'a Payload, field: &str) -> &'a Value {
    said.edit(field).map_or(&Value::Null, |edit| &edit.after)
}

/// A payment by its fields; nothing for one that a later version says otherwise.
fn read<'a>(id: SubjectId, standing: Standing, field: impl Fn(&str) -> &'a Value) -> Option<Payment> {
    let number = |name| if let Value::Int(number) = field(name) { Some(*number) } else { None };
    let text = |name| if let Value::Text(text) = field(name) { Some(text.clone()) } else { None };
    Some(Payment {
        id,
        year: number("year")?,
        cents: number("amount_cents")?,
        paid_on: text("paid_on"),
        method: text("method").and_then(|word| word.parse().ok()),
        receipt: text("receipt"),
        standing,
    })
}

async fn of_person(
    reader: &mut SqliteConnection,
    person: SubjectId,
    standing: impl Fn(SubjectId, StreamId) -> Standing,
) -> Result<Vec<Payment>, CacheError> {
    type Row = (Vec<u8>, Vec<u8>, i64, i64, Option<String>, Option<String>, Option<String>);
    let rows = sqlx::query_as::<_, Row>(
        "SELECT id, stream, year, amount_cents, paid_on, method, receipt FROM dues WHERE person = ? AND NOT removed",
    );
    let rows = rows.bind(person.as_bytes().to_vec()).fetch_all(reader).await?;
    let payment = |(payment, stream, year, cents, paid_on, method, receipt): Row| {
        let id = id("dues", &payment, SubjectId::from_bytes)?;
        let standing = standing(id, self::id("dues", &stream, StreamId::from_bytes)?);
        let method = method.and_then(|word| word.parse().ok());
        Ok(Payment { id, year, cents, paid_on, method, receipt, standing })
    };
    rows.into_iter().map(payment).collect()
}

/// A payment that is noted here, with the stream in which it stands.
async fn noted(session: &Session, payment: SubjectId) -> Result<(StreamId, State), Failure> {
    let treasury = session.stream(Compartment::Dues).await?;
    let state = session.shown(treasury, payment).await?.filter(|state| state.sort == "dues" && !state.is_removed());
    Ok((treasury, state.ok_or_else(|| unknown(payment))?))
}

fn unknown(payment: SubjectId) -> Failure {
    Failure::NotFound { what: "payment", given: payment.to_string() }
}

/// How much was typed, in euro cents, if all that was typed may be noted.
pub(crate) async fn valid(session: &Session, typed: &Typed) -> Result<i64, Failure> {
    let today = session.today().await?;
    let invalid = |field, rule, value: String| Err(Failure::Invalid { field, rule, value });
    let cents = coopol_import::amount(&typed.amount).filter(|cents| (1..=LARGEST).contains(cents));
    let Some(cents) = cents else {
        return invalid("amount_cents", Rule::Amount, typed.amount.clone());
    };
    valid_year(session, typed.year).await?;
    if let Some(day) = typed.paid_on.filter(|day| *day > today) {
        return invalid("paid_on", Rule::Future, day.to_string());
    }
    Ok(cents)
}

/// Whether dues are noted for a year.
pub(crate) async fn valid_year(session: &Session, year: i16) -> Result<(), Failure> {
    if (EARLIEST..=session.today().await?.year() + 1).contains(&year) {
        return Ok(());
    }
    Err(Failure::Invalid { field: "year", rule: Rule::Choice, value: year.to_string() })
}

/// What was typed, as the journal holds it.
async fn fields(session: &Session, typed: &Typed) -> Result<[(&'static str, Value); 5], Failure> {
    let cents = valid(session, typed).await?;
    let receipt = typed.receipt.trim();
    Ok([
        ("year", Value::Int(typed.year.into())),
        ("amount_cents", Value::Int(cents)),
        ("paid_on", typed.paid_on.map_or(Value::Null, |day| Value::text(day.to_string()))),
        ("method", typed.method.map_or(Value::Null, |method| Value::text(method.as_str()))),
        ("receipt", if receipt.is_empty() { Value::Null } else { Value::text(receipt) }),
    ])
}
