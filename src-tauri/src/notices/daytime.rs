//! What isn't told at night.

use coopol_core::device::Session;
use coopol_domain::id::StreamId;
use tauri::{AppHandle, Manager as _};

use super::ring::ring;
use super::rules;
use super::sentence::Sentence;
use crate::address::Address;
use crate::contract::session::Language;
use crate::contract::settings::NotificationDetail;
use crate::shell::Shell;
use crate::view::time::civil;

/// Rings outside the quiet hours; a click opens `address`, in the records of the unit that has `stream`. Says whether it did: what comes at
/// night waits for the morning.
pub async fn ring_by_day(
    app: &AppHandle,
    session: &Session,
    (address, stream): (Address, Option<StreamId>),
    sentence: impl FnOnce(NotificationDetail, Language) -> Sentence,
) -> bool {
    let chosen = app.state::<Shell>().settings.chosen();
    // A laptop from which everything is gone knows no unit, and so no zone but its own.
    let zone = session.zone().await.unwrap_or_else(|_| jiff::tz::TimeZone::system());
    let now = civil(session.ambient().now(), &zone).time();
    if rules(&chosen).quiet.is_some_and(|quiet| quiet.covers(now)) {
        return false;
    }
    ring(app, &sentence(chosen.notification_detail, chosen.language), address, stream).await;
    true
}
