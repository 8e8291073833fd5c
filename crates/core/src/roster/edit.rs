//! Changing people: each function is one command of the screens, and *saved here* when it returns.

use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload, REMOVED, State};
use coopol_domain::kinds::removal;

use super::{Field, value};
use crate::ambient::chance;
use crate::device::{Failure, Rule, Saved, Session};
use crate::text::is_mobile;

/// Somebody new.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewPerson {
    /// First name; empty when unknown.
    pub given_name: String,
    /// Last name; empty when unknown.
    pub family_name: String,
    /// `member`, `former_member`, `regular_contact` or `occasional_contact`.
    pub category: String,
}

/// Adds somebody; who it is from now on.
pub async fn add(session: &Session, person: &NewPerson) -> Result<(SubjectId, Saved), Failure> {
    let stream = session.stream(Compartment::Roster).await?;
    let subject = SubjectId::from_bytes(chance(session.ambient()));
    let typed = [
        ("first_name", &person.given_name, Field::GivenName),
        ("last_name", &person.family_name, Field::FamilyName),
        ("category", &person.category, Field::Category),
    ];
    let mut edits = Vec::new();
    for (name, typed, field) in typed {
        let value = value::plain(field, typed)?;
        if value != Value::Null {
            edits.push(Edit::set(name, value));
        }
    }
    let saved = session.record(intent(stream, subject, "person_recorded", edits)).await?;
    Ok((subject, saved))
}

/// Writes one field; nothing typed empties it.
pub async fn set(session: &Session, person: SubjectId, field: Field, typed: &str) -> Result<Saved, Failure> {
    let (stream, state) = known(session, person).await?;
    let (kind, edits) = match field.plain() {
        Some((kind, name)) => {
            let after = value::plain(field, typed)?;
            let before = state.get(name).clone();
            (kind, if before == after { Vec::new() } else { vec![Edit::change(name, before, after)] })
        }
        None => ("contact_changed", contact(&state, field, typed)?),
    };
    session.record(intent(stream, person, kind, edits)).await
}

/// Notes that a contact, or the address, was verified today.
pub async fn verify(session: &Session, person: SubjectId, field: Field) -> Result<Saved, Failure> {
    let (stream, state) = known(session, person).await?;
    let element = match field {
        Field::Address => Some("address".to_owned()),
        _ => first(&state, field).map(|(element, _)| element),
    };
    let given = || Failure::NotFound { what: "contact", given: field.to_string() };
    let name = format!("verified/{}", element.ok_or_else(given)?);
    let today = Value::text(session.today().await?.to_string());
    let edits = vec![Edit::change(&name, state.get(&name).clone(), today)];
    session.record(intent(stream, person, "contact_changed", edits)).await
}

/// Takes somebody out of the roster; [`restore`] and undo bring them back.
pub async fn remove(session: &Session, person: SubjectId) -> Result<Saved, Failure> {
    let (stream, state) = known(session, person).await?;
    if state.is_removed() {
        return Err(unknown(person));
    }
    session.record(intent(stream, person, "person_removed", vec![removal()])).await
}

/// Brings somebody back.
pub async fn restore(session: &Session, person: SubjectId) -> Result<Saved, Failure> {
    let (stream, _) = known(session, person).await?;
    let back = vec![Edit::change(REMOVED, Value::Bool(true), Value::Null)];
    session.record(intent(stream, person, "person_restored", back)).await
}

/// The edits that make `typed` the first contact of this sort.
fn contact(state: &State, field: Field, typed: &str) -> Result<Vec<Edit>, Failure> {
    let kind = kind_of(field);
    let typed = typed.trim();
    let after = match (typed.is_empty(), field) {
        (true, _) => None,
        (false, Field::Email) => Some(value::email(typed)?),
        (false, _) => {
            let number = value::phone(typed)?;
            if is_mobile(&number) != (field == Field::Mobile) && number.starts_with("+33") {
                return Err(Failure::Invalid { field: "phone", rule: Rule::Phone, value: typed.to_owned() });
            }
            Some(number)
        }
    };
    let Some((element, before)) = first(state, field) else {
        let add = |value: String| {
            Edit::set(&format!("contact/{}", value::element(kind, &value)), value::contact(kind, &value, None))
        };
        return Ok(after.map(add).into_iter().collect());
    };
    let label = part(&before, "label");
    let after = after.map_or(Value::Null, |value| value::contact(kind, &value, label.as_deref()));
    if after == before {
        return Ok(Vec::new());
    }
    let mut edits = vec![Edit::change(&format!("contact/{element}"), before, after)];
    let verified = format!("verified/{element}");
    if *state.get(&verified) != Value::Null {
        // What was verified is no longer what stands there.
        edits.push(Edit::change(&verified, state.get(&verified).clone(), Value::Null));
    }
    Ok(edits)
}

/// The first contact of a sort: its element and record.
fn first(state: &State, field: Field) -> Option<(String, Value)> {
    let fits = |record: &Value| {
        let value = part(record, "value").unwrap_or_default();
        part(record, "type").as_deref() == Some(kind_of(field))
            && (field == Field::Email || is_mobile(&value) == (field == Field::Mobile))
    };
    let found = state.elements("contact").find(|(_, record)| fits(record));
    found.map(|(element, record)| (element.to_owned(), record.clone()))
}

fn kind_of(field: Field) -> &'static str {
    if field == Field::Email { "email" } else { "phone" }
}

fn part(record: &Value, name: &str) -> Option<String> {
    let Value::Map(parts) = record else { return None };
    parts.iter().find(|(part, _)| part == name).and_then(|(_, value)| match value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    })
}

/// A person who is known here, removed or not.
pub(super) async fn known(session: &Session, person: SubjectId) -> Result<(StreamId, State), Failure> {
    let stream = session.stream(Compartment::Roster).await?;
    let state = session.shown(stream, person).await?.filter(|state| state.sort == "person");
    Ok((stream, state.ok_or_else(|| unknown(person))?))
}

pub(super) fn unknown(person: SubjectId) -> Failure {
    Failure::NotFound { what: "person", given: person.to_string() }
}

pub(super) fn intent(stream: StreamId, subject: SubjectId, kind: &str, edits: Vec<Edit>) -> Intent {
    Intent { stream, subject, payload: Payload::new(kind, 1, edits), act: None, depends_on: Vec::new() }
}
