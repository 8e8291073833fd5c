//! Pages to print, set beside everything else: a first one takes the processor for a moment.

use coopol_core::dossier::gather;
use coopol_paper::{Language as Tongue, Unprintable, dossier};
use tauri::async_runtime::spawn_blocking;

use super::Shell;
use crate::contract::failure::Failure;
use crate::contract::session::Language;

impl Shell {
    /// What whoever takes office reads first.
    pub async fn dossier(&self) -> Result<Vec<u8>, Failure> {
        let gathered = gather(&self.opened().await?.session).await?;
        let language = language(self.settings.chosen().language);
        printed(move || dossier::pdf(language, &gathered)).await
    }
}

/// What a page is written in.
pub const fn language(language: Language) -> Tongue {
    match language {
        Language::Fr => Tongue::Fr,
        Language::En => Tongue::En,
    }
}

/// The page, once it is set.
pub async fn printed(
    print: impl FnOnce() -> Result<Vec<u8>, Unprintable> + Send + 'static,
) -> Result<Vec<u8>, Failure> {
    let page = spawn_blocking(print).await.map_err(|error| Failure::bug(&error))?;
    page.map_err(|error| Failure::bug(&error))
}
