//! Renouvellement.

use coopol_core::export;
use coopol_core::handover::{self, Renewal};
use jiff::civil::Date;
use tauri::AppHandle;

use super::export::{failure, keep};
use super::{Answer, TheShell};
use crate::contract::base::RowRange;
use crate::contract::failure::{ErrorCode, Failure};
use crate::contract::roster::ExportFormat;
use crate::contract::season::{SeasonPage, SeasonQuery};
use crate::view::season::{asked, page};

/// Where the units below stand.
#[tauri::command]
#[specta::specta]
pub async fn season(shell: TheShell<'_>, query: SeasonQuery, range: RowRange) -> Answer<SeasonPage> {
    let session = shell.session().await?;
    let all = handover::season(&session, since(&query)?).await?;
    let found = asked(&query, all.clone());
    Ok(page(&all, &found, range, &session.zone().await?))
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
    let found: Vec<Renewal> = asked(&query, handover::season(&session, since(&query)?).await?);
    let (format, ending) = super::export::format(format);
    let bytes = export::season(&session, &found, format).await.map_err(failure)?;
    keep(&app, &format!("renouvellement-{}.{ending}", session.today().await?), async || Ok(bytes)).await
}

fn since(query: &SeasonQuery) -> Answer<Date> {
    let unreadable = |error| Failure::new(ErrorCode::Invalid, error).with("field", "since").with("rule", "day");
    query.since.parse().map_err(unreadable)
}
