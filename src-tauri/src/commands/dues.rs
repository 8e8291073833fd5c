//! Dues: where they stand, and payments on the sheet of a person.

use coopol_core::dossier;
use coopol_core::roster::dues;

use super::{Answer, TheShell};
use crate::contract::base::{Id, Saved};
use crate::contract::first_day::DuesReceived;
use crate::contract::roster::TypedPayment;
use crate::view;

/// Where the dues of this year stand; nothing for whoever doesn't see both them and the members.
#[tauri::command]
#[specta::specta]
pub async fn dues_received(shell: TheShell<'_>) -> Answer<Option<DuesReceived>> {
    Ok(dossier::dues(&*shell.session().await?).await?.map(view::first_day::dues))
}

/// Notes a payment, or proposes it to whoever keeps the dues.
#[tauri::command]
#[specta::specta]
pub async fn record_payment(shell: TheShell<'_>, person: Id, payment: TypedPayment) -> Answer<Saved> {
    let typed = view::dues::typed(payment)?;
    let (_, done) = dues::record(&*shell.session().await?, view::id(&person)?, &typed).await?;
    Ok(view::saved(&done))
}

#[tauri::command]
#[specta::specta]
pub async fn change_payment(shell: TheShell<'_>, id: Id, payment: TypedPayment) -> Answer<Saved> {
    let typed = view::dues::typed(payment)?;
    Ok(view::saved(&dues::change(&*shell.session().await?, view::id(&id)?, &typed).await?))
}

#[tauri::command]
#[specta::specta]
pub async fn cancel_payment(shell: TheShell<'_>, id: Id) -> Answer<Saved> {
    Ok(view::saved(&dues::cancel(&*shell.session().await?, view::id(&id)?).await?))
}
