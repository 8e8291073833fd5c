//! Sending mailings whose time has come.

use coopol_store::Backend;

use super::leads;
use crate::app::App;

/// Sends what is due, where the server sends mail.
pub async fn send_due<B: Backend>(app: &App<B>) {
    let Some(post) = &app.post else { return };
    if !leads(app).await {
        return;
    }
    if let Err(error) = app.send_mailings(post).await {
        tracing::error!(%error, "not every mailing could be looked at; it will be tried again");
    }
}
