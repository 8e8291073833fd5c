//! What a delegate of a year's dues is shown, and how what they enter comes into the accounts. By level, as for an event (see `slice`).

use std::collections::{BTreeMap, BTreeSet};

use super::slice::told;
use crate::codec::Value;
use crate::id::{StreamId, SubjectId};
use crate::journal::{Payload, REMOVED, State};
use crate::kinds::{
    DUES_OPENED, DUES_TOLD, Delegation, PAYER_SHOWN, PAYER_TOLD, Payer, Task, delegated_payment, is_overtaken, paid_of,
    taken_over_field,
};

/// What the slice of a year's dues is made of.
#[derive(Clone, Copy, Debug)]
pub struct Accounts<'a> {
    /// How the unit is called.
    pub unit_name: &'a str,
    /// The stream of the accounts.
    pub dues: StreamId,
    /// Everybody of the roster.
    pub people: &'a BTreeMap<SubjectId, State>,
    /// Everything of the accounts.
    pub payments: &'a BTreeMap<SubjectId, State>,
}

/// What the authority has to state in a slice, `slice` being how its subjects stand, so that it shows members, and those regular contacts of whom a
/// payment stands in the accounts, by names alone; of namesakes what tells them apart; and of what the delegate entered what isn't theirs to correct
/// any more.
pub fn shows_payers(
    delegation: &Delegation,
    source: Accounts<'_>,
    slice: &BTreeMap<SubjectId, State>,
) -> Vec<(SubjectId, Payload)> {
    let Task::Dues { year } = delegation.task else { return Vec::new() };
    let mut facts = Vec::new();
    let known = slice.get(&delegation.id);
    let mut after = vec![("unit_name", Value::text(source.unit_name))];
    if known.is_none() {
        after.push(("dues", Value::bytes(source.dues.as_bytes())));
        after.push(("year", Value::count(year.into())));
        after.push(("until", Value::count(delegation.until.0)));
    }
    facts.extend(told((DUES_OPENED, DUES_TOLD), known, &after).map(|payload| (delegation.id, payload)));
    let paying = paying(source.payments);
    let shown = source.people.iter().filter(|(id, person)| is_payer(person, paying.contains(id)));
    let shown: BTreeMap<SubjectId, &State> = shown.map(|(id, person)| (*id, person)).collect();
    let apart = apart(&shown);
    for (&id, person) in &shown {
        let known = slice.get(&id);
        let (birth_year, city) = apart.get(&id).cloned().unwrap_or((Value::Null, Value::Null));
        let mut after = vec![
            ("last_name".to_owned(), person.get("last_name").clone()),
            ("first_name".to_owned(), person.get("first_name").clone()),
            ("birth_year".to_owned(), birth_year),
            ("city".to_owned(), city),
            (REMOVED.to_owned(), Value::Null),
        ];
        after.extend(known.into_iter().flat_map(|known| taken_over(delegation, source.payments, id, known)));
        let after: Vec<_> = after.iter().map(|(field, value)| (field.as_str(), value.clone())).collect();
        facts.extend(told((PAYER_SHOWN, PAYER_TOLD), known, &after).map(|payload| (id, payload)));
    }
    let gone =
        slice.iter().filter(|(id, state)| !shown.contains_key(id) && **id != delegation.id && !state.is_removed());
    for (&id, state) in gone {
        let after = [(REMOVED, Value::Bool(true))];
        facts.extend(told((PAYER_SHOWN, PAYER_TOLD), Some(state), &after).map(|payload| (id, payload)));
    }
    facts
}

/// Of whom a payment stands in the accounts.
fn paying(payments: &BTreeMap<SubjectId, State>) -> BTreeSet<SubjectId> {
    let standing = payments.values().filter(|payment| payment.sort == "dues" && !payment.is_removed());
    standing.filter_map(|payment| payment.get("person").array_of("person").ok().map(SubjectId::from_bytes)).collect()
}

fn is_payer(person: &State, pays: bool) -> bool {
    let category = |word: &str| *person.get("category") == Value::text(word);
    !person.is_removed() && (category("member") || (category("regular_contact") && pays))
}

/// What tells namesakes apart: the years of their births where those are all known and different, else the towns, else whatever is known of both.
fn apart(shown: &BTreeMap<SubjectId, &State>) -> BTreeMap<SubjectId, (Value, Value)> {
    let folded = |person: &State, field: &str| match person.get(field) {
        Value::Text(text) => text.trim().to_lowercase(),
        _ => String::new(),
    };
    let mut called: BTreeMap<(String, String), Vec<SubjectId>> = BTreeMap::new();
    for (&id, person) in shown {
        called.entry((folded(person, "last_name"), folded(person, "first_name"))).or_default().push(id);
    }
    let mut apart = BTreeMap::new();
    for namesakes in called.into_values().filter(|namesakes| namesakes.len() > 1) {
        let years: Vec<Value> = namesakes.iter().map(|id| birth_year(shown[id])).collect();
        let cities: Vec<Value> = namesakes.iter().map(|id| city(shown[id])).collect();
        let (by_year, by_city) = (differ(&years), differ(&cities));
        for (id, (year, city)) in namesakes.into_iter().zip(years.into_iter().zip(cities)) {
            let year = if by_year || !by_city { year } else { Value::Null };
            apart.insert(id, (year, if by_year { Value::Null } else { city }));
        }
    }
    apart
}

fn differ(values: &[Value]) -> bool {
    let known = values.iter().filter_map(|value| match value {
        Value::Null => None,
        Value::Text(text) => Some(text.trim().to_lowercase()),
        other => Some(format!("{other:?}")),
    });
    known.collect::<BTreeSet<_>>().len() == values.len()
}

fn birth_year(person: &State) -> Value {
    let Value::Text(day) = person.get("birth_date") else { return Value::Null };
    day.get(..4).and_then(|year| year.parse().ok()).map_or(Value::Null, Value::count)
}

fn city(person: &State) -> Value {
    let Value::Map(lines) = person.get("address") else { return Value::Null };
    lines.iter().find(|(line, _)| line == "city").map_or(Value::Null, |(_, city)| city.clone())
}

/// Of the payments that the delegate entered of somebody, those that stand in the accounts otherwise by now.
fn taken_over(
    delegation: &Delegation,
    payments: &BTreeMap<SubjectId, State>,
    payer: SubjectId,
    known: &State,
) -> Vec<(String, Value)> {
    let entered = Payer::read(payer, known).map(|payer| payer.paid).unwrap_or_default();
    let over =
        entered.into_iter().filter(|(id, ..)| payments.get(id).is_some_and(|it| is_overtaken(delegation.id, it)));
    over.map(|(id, ..)| (taken_over_field(id), Value::Bool(true))).collect()
}

/// What the authority has to state of a payment, which stands in the accounts as `before`, for the delegate to have said of it what `shown` says;
/// `None` when the accounts say it, when whoever keeps them changed it since, or when it was taken back before it came there.
pub fn enters(
    delegation: &Delegation,
    payment: SubjectId,
    before: Option<&State>,
    (payer, shown): (SubjectId, &State),
) -> Option<Payload> {
    let Task::Dues { year } = delegation.task else { return None };
    let paid = paid_of(shown, payment)?;
    let payload = delegated_payment((delegation.id, year), payer, &paid, before);
    match before {
        None => (!paid.payment.cancelled).then_some(payload),
        Some(before) => (before.sort == "dues" && !is_overtaken(delegation.id, before) && !payload.edits.is_empty())
            .then_some(payload),
    }
}
