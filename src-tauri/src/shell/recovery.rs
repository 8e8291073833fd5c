//! The recovery sheet, as a page to print.

use std::path::PathBuf;

use coopol_core::codes::{self, NoCode};
use coopol_core::pdf::{self, Piece, Style};
use fluent_bundle::FluentArgs;
use tauri::AppHandle;

use super::Shell;
use super::failure::of_archive;
use super::viewer::viewing;
use crate::contract::failure::{ErrorCode, Failure};
use crate::words::Words;

impl Shell {
    /// Makes a sheet, with a fresh code, among the copies that go with the profile.
    pub async fn recovery_sheet(&self, app: &AppHandle) -> Result<PathBuf, Failure> {
        let opened = self.opened().await?;
        let session = &opened.session;
        let code = codes::recover(session, &session.http().await?).await?;
        let words = Words::of(self.settings.chosen().language);
        let day = session.today().await?.strftime("%d/%m/%Y").to_string();
        let lines = codes::printed(&code, session.server());
        let (title, pieces) = sheet(&words, &session.profile().card().name, &day, lines);
        let shown = async { viewing(app, &opened).await?.show(&format!("{title}.pdf"), &pdf::page(&title, &pieces)) };
        shown.await.map_err(|error| of_archive(error, ""))
    }
}

/// What stands on it, and how it is called.
fn sheet(words: &Words, name: &str, day: &str, code: Vec<String>) -> (String, Vec<Piece>) {
    let whose: FluentArgs<'_> = [("name", name), ("day", day)].into_iter().collect();
    let title = words.plain("sheet-title");
    let said = |style, text| Piece { text, style };
    let mut pieces = vec![
        said(Style::Title, title.clone()),
        said(Style::Text, words.say("sheet-whose", &whose)),
        said(Style::Text, words.plain("sheet-keep")),
        said(Style::Text, words.plain("sheet-lost")),
    ];
    pieces.extend(code.into_iter().map(|line| said(Style::Code, line)));
    pieces.push(said(Style::Text, words.plain("sheet-after")));
    (title, pieces)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::session::Language;

    #[test]
    fn the_sheet_says_whose_it_is_and_what_to_do() {
        let code = || vec!["coopol://coopol.example/join/".to_owned(), "07SH4-H5X70".to_owned()];
        let (title, pieces) = sheet(&Words::of(Language::Fr), "Zoé", "27/11/2026", code());
        assert_eq!(title, "Feuille de secours");
        assert_eq!(pieces[1].text, "Profil de Zoé, le 27/11/2026");
        let typed: String =
            pieces.iter().filter(|piece| piece.style == Style::Code).map(|it| it.text.as_str()).collect();
        assert_eq!(typed, code().concat());
        assert_eq!(sheet(&Words::of(Language::En), "Zoé", "27/11/2026", code()).0, "Recovery sheet");
    }
}
