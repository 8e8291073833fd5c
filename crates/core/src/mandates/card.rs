//! The contact card of a mandate (J1.4): its holder says how they want to be reached, to those who read the unit's `office`.

use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::MandateId;
use coopol_domain::journal::{Compartment, Edit, Payload};
use serde::Serialize;

use super::change::{Prepared, stream_of};
use super::of_stream;
use crate::device::{Failure, Session};
use crate::roster::{email, phone};

/// How somebody wants to be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Card {
    /// The name they go by.
    pub name: String,
    /// An e-mail address.
    pub email: Option<String>,
    /// A telephone number.
    pub phone: Option<String>,
}

/// Prepares a card in the place of the one that is there, or none; of the mandate that the device works under, when it is `None`.
///
/// # Errors
/// [`Failure::NotFound`] when there is no such mandate here, [`Failure::Invalid`] for an address or a number that is none.
pub async fn prepare_card(
    session: &Session,
    mandate: Option<MandateId>,
    card: Option<&Card>,
) -> Result<Prepared, Failure> {
    let missing = |given: String| Failure::NotFound { what: "mandate", given };
    let mandate = if let Some(mandate) = mandate {
        mandate
    } else {
        let office = session.stream(Compartment::Office).await?;
        of_stream(session, office).await?.ok_or_else(|| missing(String::new()))?.id
    };
    let stream = stream_of(session, mandate).await?;
    let state = session.shown(stream, mandate.into()).await?.ok_or_else(|| missing(mandate.to_string()))?;
    let said = [
        ("card_name", card.map(|card| card.name.trim().to_owned())),
        ("card_email", card.and_then(|card| card.email.as_deref()).map(email).transpose()?),
        ("card_phone", card.and_then(|card| card.phone.as_deref()).map(phone).transpose()?),
    ];
    let edits = said.into_iter().filter_map(|(field, after)| {
        let after = after.map_or(Value::Null, Value::Text);
        let before = state.get(field);
        (*before != after).then(|| Edit::change(field, before.clone(), after))
    });
    let kind = if card.is_some() { "card_published" } else { "card_withdrawn" };
    let payload = Payload::new(kind, 1, edits.collect());
    Ok(Prepared::new(mandate, Intent { stream, subject: mandate.into(), payload, act: None, depends_on: Vec::new() }))
}
