//! `coopol handover dossier`.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use coopol_core::device::Session;
use coopol_core::dossier::{Dossier, gather};
use coopol_paper::{Unprintable, dossier as paper};

use crate::arguments::Arguments;
use crate::arguments::handover::Language;
use crate::failure::Failure;
use crate::output::json;
use crate::words;

pub async fn run(
    session: &Session,
    arguments: &Arguments,
    out: Option<&Path>,
    language: Language,
) -> Result<String, Failure> {
    let dossier = gather(session).await?;
    let Some(file) = out else {
        return Ok(if arguments.json { json(&dossier) } else { words::dossier(&dossier, language) });
    };
    write(file, &page(&dossier, file, language)?).map_err(|source| Failure::File { path: file.to_owned(), source })?;
    Ok(if arguments.json {
        json(&serde_json::json!({ "file": file }))
    } else {
        format!("Dossier écrit dans {}.", file.display())
    })
}

/// What the end of the file's name asks for.
fn page(dossier: &Dossier, file: &Path, language: Language) -> Result<Vec<u8>, Unprintable> {
    if is_page(file) {
        return paper::pdf(language.on_paper(), dossier);
    }
    Ok(format!("{}\n", words::dossier(dossier, language)).into_bytes())
}

/// Whether it is to be printed.
pub fn is_page(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"))
}

/// Who holds office and how they are reached is for its reader alone.
pub fn write(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(file)?;
    out.write_all(bytes)?;
    out.sync_all()
}
