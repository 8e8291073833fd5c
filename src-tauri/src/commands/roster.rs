//! Fichier.

use coopol_core::device;
use coopol_core::roster;

use super::{Answer, TheShell};
use crate::contract::base::{Created, Id, RowRange, Saved};
use crate::contract::roster::{ContactField, NewPerson, PersonChange, PersonSheet, RosterPage, RosterQuery};
use crate::contract::shield::Shield;
use crate::view::session::unit_name;
use crate::view::{self, person as people};

#[tauri::command]
#[specta::specta]
pub async fn roster(shell: TheShell<'_>, query: RosterQuery, range: RowRange) -> Answer<RosterPage> {
    let window = roster::Window { offset: range.offset, limit: range.limit };
    Ok(people::page(roster::list(&*shell.session().await?, &people::query(&query), window).await?))
}

#[tauri::command]
#[specta::specta]
pub async fn person(shell: TheShell<'_>, id: Id) -> Answer<PersonSheet> {
    let session = shell.session().await?;
    let sheet = roster::sheet(&session, view::id(&id)?).await?;
    let (unit, today) = (unit_name(&session).await?, session.today().await?);
    let underway = roster::erasure::list(&session).await?.into_iter().find(|erasure| erasure.names(sheet.id));
    Ok(people::sheet(sheet, underway.as_ref(), &unit, today.year(), &session.zone().await?))
}

#[tauri::command]
#[specta::specta]
pub async fn add_person(shell: TheShell<'_>, person: NewPerson) -> Answer<Created> {
    let NewPerson { given_name, family_name, category } = person;
    let category = people::category_word(category).to_owned();
    let new = roster::NewPerson { given_name, family_name, category };
    let (subject, done) = roster::add(&*shell.session().await?, &new).await?;
    Ok(Created { act: done.change.to_string(), id: subject.to_string() })
}

#[tauri::command]
#[specta::specta]
pub async fn change_person(shell: TheShell<'_>, id: Id, change: PersonChange) -> Answer<Saved> {
    let session = shell.session().await?;
    let done = roster::set(&session, view::id(&id)?, people::field(change.field), &change.value).await?;
    Ok(saved(done))
}

/// Marks the contact as verified today.
#[tauri::command]
#[specta::specta]
pub async fn verify_contact(shell: TheShell<'_>, id: Id, field: ContactField) -> Answer<Saved> {
    let session = shell.session().await?;
    Ok(saved(roster::verify(&session, view::id(&id)?, people::contact(field)).await?))
}

#[tauri::command]
#[specta::specta]
pub async fn remove_person(shell: TheShell<'_>, id: Id) -> Answer<Saved> {
    let session = shell.session().await?;
    Ok(saved(roster::remove(&session, view::id(&id)?).await?))
}

/// What may still be changed alone, around a handover; nothing otherwise.
#[tauri::command]
#[specta::specta]
pub async fn shield(shell: TheShell<'_>) -> Answer<Option<Shield>> {
    let standing = coopol_core::shield::standing(&*shell.session().await?).await?;
    let (count, names) = (view::count, |shield: coopol_core::shield::Shield| shield.others);
    Ok(standing.map(|shield| Shield { most: count(shield.most), left: count(shield.left), others: names(shield) }))
}

/// A single change is taken back by its own id.
fn saved(done: device::Saved) -> Saved {
    Saved { act: done.change.to_string() }
}
