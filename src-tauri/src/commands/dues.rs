//! Payments of dues, on the sheet of a person.

use coopol_core::roster::dues;

use super::{Answer, TheShell};
use crate::contract::base::{Id, Saved};
use crate::contract::roster::TypedPayment;
use crate::view;

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
