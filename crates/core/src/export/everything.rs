//! A folder with everything that this device holds, and a manifest by which anybody checks that nothing was altered since.

use std::collections::BTreeSet;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use coopol_domain::journal::Compartment;
use coopol_domain::seal::Hash;
use jiff::Timestamp;
use serde::Serialize;

use super::people::{people, table};
use super::stated::{Content, state};
use super::{attendance, cards, delegations, desk, dues, history, memory};
use crate::agenda::{Span, ics};
use crate::archive::{ArchiveError, Row, content, documents, plain_name};
use crate::desk::has_desk;
use crate::device::{Failure, Session};
use crate::roster::Query;

/// Why an export stopped. What was written so far stays in its folder.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// As any command.
    #[error(transparent)]
    Failure(#[from] Failure),
    /// The files of the archives.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// A sheet that no spreadsheet could hold.
    #[error("the sheet can't be made: {0}")]
    Sheet(#[from] rust_xlsxwriter::XlsxError),
    /// The folder isn't empty: nothing in it is overwritten.
    #[error("{} isn't empty", folder.display())]
    NotEmpty {
        /// Which.
        folder: PathBuf,
    },
    /// The disk.
    #[error("{}: {source}", path.display())]
    Disk {
        /// Which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// What was exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Exported {
    /// When, in UTC.
    pub made_at: String,
    /// Every file, by its path in the folder.
    pub files: Vec<Written>,
    /// Documents whose file isn't on this device; only their titles were exported.
    pub absent: Vec<String>,
    /// Parts of the unit's records that the mandate doesn't give.
    pub out_of_reach: Vec<String>,
}

/// A file of an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Written {
    /// With `/` between folders.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, in hexadecimal.
    pub sha256: String,
}

/// Writes everything into `folder`, which must be empty or not be there yet. Documents whose file is only at the server
/// are named as absent: fetch them before. That it is done is stated before the first file.
pub async fn everything(session: &Session, folder: &Path) -> Result<Exported, ExportError> {
    free_for(folder)?;
    let people = people(session, &Query::default()).await;
    state(session, Content::Everything, "folder", people.as_ref().map_or(0, Vec::len)).await?;
    let mut out = Folder::begin(folder, session)?;
    if let Some(people) = out.reachable(Compartment::Roster, people)? {
        let sheet = table(&people);
        out.write("fichier.csv", &sheet.csv())?;
        out.write("fichier.xlsx", &sheet.xlsx(session.ambient().now())?)?;
        out.write("fichier.vcf", &cards::cards(&people))?;
        if let Some(attendance) = out.reachable(Compartment::Agenda, attendance::table(session).await)? {
            out.write("presences.csv", &attendance.csv())?;
        }
    }
    if let Some(dues) = out.reachable(Compartment::Dues, dues::table(session).await)? {
        out.write("cotisations.csv", &dues.csv())?;
    }
    let whole = Span::Days(jiff::civil::Date::MIN, jiff::civil::Date::MAX);
    if let Some(agenda) = out.reachable(Compartment::Agenda, ics::export(session, whole).await)? {
        out.write("agenda.ics", agenda.as_bytes())?;
        out.write("delegations.csv", &delegations::table(session).await?.csv())?;
    }
    if let Some(documents) = out.reachable(Compartment::Archive, documents(session).await)? {
        out.documents(session, &documents).await?;
        out.write("engagements.csv", &memory::promises(session).await?.csv())?;
        out.write("a-savoir.csv", &memory::facts(session).await?.csv())?;
    }
    // A server that is older than desks has opened none: that takes nothing away from anybody.
    if has_desk(session).await? {
        out.write("listes.csv", &desk::lists(session).await?.csv())?;
        out.write("messages.csv", &desk::messages(session).await?.csv())?;
    }
    let lines = history::lines(session).await?;
    out.write("historique.jsonl", &history::json_lines(&lines))?;
    out.write("historique.csv", &history::table(&lines).csv())?;
    out.finish()
}

/// Whether the folder is empty, or isn't there yet.
fn free_for(folder: &Path) -> Result<(), ExportError> {
    match fs::read_dir(folder).map(|mut found| found.next().is_some()) {
        Ok(true) => Err(ExportError::NotEmpty { folder: folder.to_owned() }),
        Err(source) if source.kind() != io::ErrorKind::NotFound => {
            Err(ExportError::Disk { path: folder.to_owned(), source })
        }
        _ => Ok(()),
    }
}

struct Folder {
    path: PathBuf,
    done: Exported,
}

impl Folder {
    fn begin(path: &Path, session: &Session) -> Result<Self, ExportError> {
        let disk = |source| ExportError::Disk { path: path.to_owned(), source };
        create(path).map_err(disk)?;
        let now = i64::try_from(session.ambient().now().0).unwrap_or(i64::MAX);
        let made_at = Timestamp::from_millisecond(now).unwrap_or(Timestamp::MAX).to_string();
        let done = Exported { made_at, files: Vec::new(), absent: Vec::new(), out_of_reach: Vec::new() };
        Ok(Self { path: path.to_owned(), done })
    }

    /// What there is, unless the mandate gives nothing of it.
    fn reachable<T>(&mut self, compartment: Compartment, found: Result<T, Failure>) -> Result<Option<T>, ExportError> {
        match found {
            Err(Failure::NoStream { .. }) => {
                self.done.out_of_reach.push(compartment.to_string());
                Ok(None)
            }
            found => Ok(Some(found?)),
        }
    }

    async fn documents(&mut self, session: &Session, documents: &[Row]) -> Result<(), ExportError> {
        let stream = session.stream(Compartment::Archive).await?;
        let mut taken = BTreeSet::new();
        for document in documents {
            let Some(blob) = document.blob.filter(|_| document.here) else {
                self.done.absent.push(document.title.clone());
                continue;
            };
            let year = document.dated_on.as_deref().and_then(|day| day.get(..4)).unwrap_or("sans date");
            let name = free(&mut taken, year, &plain_name(&document.file_name));
            let bytes = content(session, stream, blob).await?;
            self.write(&format!("documents/{year}/{name}"), &bytes)?;
        }
        Ok(())
    }

    fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), ExportError> {
        let path = self.path.join(name);
        let written = path.parent().map_or(Ok(()), create).and_then(|()| put(&path, bytes));
        written.map_err(|source| ExportError::Disk { path, source })?;
        let sha256 = Hash::of(bytes).to_string();
        self.done.files.push(Written { path: name.to_owned(), size: bytes.len() as u64, sha256 });
        Ok(())
    }

    fn finish(mut self) -> Result<Exported, ExportError> {
        let manifest = serde_json::to_vec_pretty(&self.done).expect("a manifest is made of texts and numbers");
        self.write("manifeste.json", &manifest)?;
        Ok(self.done)
    }
}

/// The name, with a number when it is taken, whatever its capitals: not every system tells them apart.
fn free(taken: &mut BTreeSet<String>, folder: &str, name: &str) -> String {
    let (stem, ending) =
        name.rsplit_once('.').map_or((name, String::new()), |(stem, ending)| (stem, format!(".{ending}")));
    let candidates =
        std::iter::once(name.to_owned()).chain((2..).map(|number: u32| format!("{stem} ({number}){ending}")));
    let mut free = candidates.filter(|name| taken.insert(format!("{folder}/{}", name.to_lowercase())));
    free.next().expect("numbers don't end")
}

fn create(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A new file that its owner alone reads: what is in it isn't encrypted any more.
fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
