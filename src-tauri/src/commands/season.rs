//! Renouvellement.

use coopol_core::export;
use coopol_core::handover::{self, Renewal};
use coopol_domain::id::UnitId;
use jiff::civil::Date;
use tauri::AppHandle;

use super::export::{failure, keep};
use super::{Answer, TheShell};
use crate::contract::base::{Day, Id, RowRange};
use crate::contract::failure::{ErrorCode, Failure};
use crate::contract::roster::ExportFormat;
use crate::contract::season::{RenewalRow, SeasonPage, SeasonQuery};
use crate::view;
use crate::view::season::{asked, page, row};

/// Where the units below stand.
#[tauri::command]
#[specta::specta]
pub async fn season(shell: TheShell<'_>, query: SeasonQuery, range: RowRange) -> Answer<SeasonPage> {
    let session = shell.session().await?;
    let all = handover::season(&session, day(&query.since)?).await?;
    let found = asked(&query, all.clone());
    Ok(page(&all, &found, range, &session.zone().await?))
}

/// Where one of the units below stands in the season that began on a day.
#[tauri::command]
#[specta::specta]
pub async fn renewal(shell: TheShell<'_>, unit: Id, since: Day) -> Answer<RenewalRow> {
    let session = shell.session().await?;
    let wanted: UnitId = view::id(&unit)?;
    let found = handover::season(&session, day(&since)?).await?.into_iter().find(|renewal| renewal.unit == wanted);
    let none = || Failure::new(ErrorCode::NotFound, "no unit below has this id");
    Ok(row(&found.ok_or_else(none)?, &session.zone().await?))
}

/// Writes what the query finds where the person says. Answers the file's name; nothing when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub async fn export_season(
    shell: TheShell<'_>,
    app: AppHandle,
    query: SeasonQuery,
    format: ExportFormat,
) -> Answer<Option<String>> {
    let session = shell.session().await?;
    let found: Vec<Renewal> = asked(&query, handover::season(&session, day(&query.since)?).await?);
    let (format, ending) = super::export::format(format);
    let bytes = export::season(&session, &found, format).await.map_err(failure)?;
    keep(&app, &format!("renouvellement-{}.{ending}", session.today().await?), async || Ok(bytes)).await
}

fn day(since: &Day) -> Answer<Date> {
    let unreadable = |error| Failure::new(ErrorCode::Invalid, error).with("field", "since").with("rule", "day");
    since.parse().map_err(unreadable)
}
