//! The recovery sheet, as a page to print.

use std::path::PathBuf;

use coopol_core::codes::{self, NoCode};
use coopol_paper::recovery::{self, Recovery};
use tauri::AppHandle;

use super::failure::of_archive;
use super::viewer::viewing;
use super::{Shell, paper};
use crate::contract::failure::{ErrorCode, Failure};

impl Shell {
    /// Makes a sheet, with a fresh code, among the copies that go with the profile.
    pub async fn recovery_sheet(&self, app: &AppHandle) -> Result<PathBuf, Failure> {
        let opened = self.opened().await?;
        let session = &opened.session;
        let code = codes::recover(session, &session.http().await?).await?;
        let (name, alone) = (session.profile().card().name.clone(), session.is_alone());
        let lines = if alone { codes::lines(&code) } else { codes::printed(&code, session.server()) };
        let day = session.today().await?.to_string();
        let language = paper::language(self.settings.chosen().language);
        let sheet = move || recovery::sheet(language, &Recovery { name: &name, day: &day, code: &lines, alone });
        let page = paper::printed(sheet).await?;
        let file = format!("{}.pdf", recovery::title(language));
        let shown = async { viewing(app, &opened).await?.show(&file, &page) };
        shown.await.map_err(|error| of_archive(error, ""))
    }
}

impl From<NoCode> for Failure {
    fn from(error: NoCode) -> Self {
        match error {
            NoCode::Sync(error) => error.into(),
            NoCode::Failure(error) => error.into(),
            NoCode::NotTaken => Self::new(ErrorCode::Forbidden, error),
        }
    }
}
