//! Documents on two laptops and the files between them (J12).

use std::collections::HashMap;
use std::path::Path;
use std::sync::Mutex;

use coopol_core::archive::{self, ArchiveError, Change, NewDocument, Query, Viewing};
use coopol_core::device::{Failure, Session};
use coopol_core::roster::Window;
use coopol_core::transport::{Blobs, Came, Naming, TransportError};
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::seal::Hash;

use crate::world::{Laptop, World};

const ALL: Window = Window { offset: 0, limit: 100 };
const PART: usize = 1000;

/// The files of a server, kept in memory. Each answer may be cut short.
#[derive(Default)]
pub struct Files {
    /// With the size that was announced.
    kept: Mutex<HashMap<Hash, (u64, Vec<u8>)>>,
    /// How many bytes of the next answer come through.
    cut: Mutex<Option<usize>>,
    /// Byte counts at which parts were taken.
    steps: Mutex<Vec<u64>>,
}

fn offline() -> TransportError {
    TransportError::Offline { why: "cut".to_owned() }
}

impl Blobs for Files {
    async fn naming(&self, _: StreamId) -> Result<Naming, TransportError> {
        Ok(Naming { key: [5; 32], most: 1 << 20, part: PART as u64 })
    }

    async fn begin(&self, _: StreamId, name: Hash, size: u64) -> Result<u64, TransportError> {
        Ok(self.kept.lock().unwrap().entry(name).or_insert((size, Vec::new())).1.len() as u64)
    }

    async fn append(&self, _: StreamId, name: Hash, from: u64, bytes: &[u8]) -> Result<u64, TransportError> {
        assert!(bytes.len() <= PART);
        if self.cut.lock().unwrap().take().is_some() {
            return Err(offline());
        }
        let mut kept = self.kept.lock().unwrap();
        let (size, content) = kept.get_mut(&name).unwrap();
        if content.len() as u64 != from {
            return Err(TransportError::Refused { status: 409, code: "offset".to_owned() });
        }
        content.extend_from_slice(bytes);
        assert!(content.len() as u64 <= *size);
        self.steps.lock().unwrap().push(content.len() as u64);
        Ok(content.len() as u64)
    }

    async fn fetch(&self, _: StreamId, name: Hash, from: u64, _: u64) -> Result<Came, TransportError> {
        let kept = self.kept.lock().unwrap();
        let rest = &kept[&name].1[usize::try_from(from).unwrap()..];
        match self.cut.lock().unwrap().take() {
            Some(most) => Ok(Came { bytes: rest[..most].to_vec(), broken: Some(offline()) }),
            None => Ok(Came { bytes: rest.to_vec(), broken: None }),
        }
    }
}

pub fn document(title: &str, file_name: &str, day: &str) -> NewDocument {
    NewDocument {
        title: title.to_owned(),
        category: Some("minutes".to_owned()),
        dated_on: Some(day.parse().unwrap()),
        file_name: file_name.to_owned(),
        ..NewDocument::default()
    }
}

/// A laptop that knows how files are named.
pub async fn ready(world: &World, who: u8, files: &Files) -> Laptop {
    let laptop = world.synchronised(who, who).await;
    archive::exchange(&laptop.session, files).await.unwrap();
    laptop
}

async fn found(session: &Session, text: &str) -> Vec<(String, String)> {
    let query = Query { text: text.to_owned(), ..Query::default() };
    let rows = archive::list(session, &query, ALL).await.unwrap().rows;
    let mark = |row: archive::Row| {
        let pieces = row.found.unwrap_or_default().into_iter();
        let shown = pieces.map(|piece| if piece.is_match { format!("[{}]", piece.text) } else { piece.text });
        (row.title, shown.collect())
    };
    rows.into_iter().map(mark).collect()
}

#[tokio::test]
async fn documents_are_found_by_what_is_in_them() {
    let (world, files) = (World::new(), Files::default());
    let zoe = ready(&world, 1, &files).await;
    let text = "Séance du 12 mars.\nL’œuvre d’Éloïse Côté est votée. Le budget suit.";
    let minutes = document("Compte rendu", "cr.txt", "2026-03-12");
    let (id, _) = archive::add(&zoe.session, &minutes, text.into()).await.unwrap();
    archive::add(&zoe.session, &document("Le budget", "b.pdf", "2025-01-02"), b"%PDF".into()).await.unwrap();
    assert_eq!(
        found(&zoe.session, "oeuvre cote").await,
        [("Compte rendu".into(), "L’[œuvre] d’Éloïse [Côté] est votée.".into())]
    );
    assert_eq!(
        found(&zoe.session, "BUDG").await,
        [("Compte rendu".to_owned(), "Le [budget] suit.".to_owned()), ("Le budget".to_owned(), String::new()),]
    );
    assert_eq!(found(&zoe.session, "absent").await, []);
    let of = |year, category: Option<&str>| Query { year, category: category.map(str::to_owned), ..Query::default() };
    let page = archive::list(&zoe.session, &of(Some(2026), Some("minutes")), ALL).await.unwrap();
    assert_eq!((page.rows.len(), page.total, page.all), (1, 1, 2));
    assert_eq!(page.years.iter().map(|year| (year.year, year.count)).collect::<Vec<_>>(), [(2026, 1), (2025, 1)]);
    assert_eq!(page.rows[0].added_by.as_deref(), Some("Zoé Lefèvre"));
    archive::describe(&zoe.session, id, &Change::Title("Œuvres".to_owned())).await.unwrap();
    assert_eq!(found(&zoe.session, "oeuv").await[0], ("Œuvres".to_owned(), String::new()), "the title says it");
    let hits = coopol_core::search::search(&zoe.session, "budget", 12).await.unwrap();
    assert_eq!(
        hits.iter().map(|hit| (hit.name.as_str(), hit.detail.as_str())).collect::<Vec<_>>(),
        [("Œuvres", "2026-03-12"), ("Le budget", "2025-01-02"),]
    );
}

/// J12: resumable by offset both ways, and checked on receipt.
#[tokio::test]
async fn a_file_reaches_the_other_laptop_through_broken_lines() {
    let (world, files) = (World::new(), Files::default());
    let (zoe, andre) = (ready(&world, 1, &files).await, ready(&world, 2, &files).await);
    let content: Vec<u8> = (0..200_000_u32).flat_map(u32::to_le_bytes).take(200_001).collect();
    let (id, _) = archive::add(&zoe.session, &document("Photo", "p.jpg", "2026-03-12"), content.clone()).await.unwrap();
    *files.cut.lock().unwrap() = Some(0);
    assert!(matches!(archive::exchange(&zoe.session, &files).await, Err(ArchiveError::Transport(_))));
    assert_eq!(archive::exchange(&zoe.session, &files).await.unwrap().sent, 1);
    assert_eq!(files.steps.lock().unwrap().len(), 201, "each part once");
    assert_eq!(archive::exchange(&zoe.session, &files).await.unwrap().sent, 0);
    world.settle(&zoe, &andre).await;
    assert!(!archive::sheet(&andre.session, id).await.unwrap().row.here);
    let viewing = Viewing::begin(world.folder(), &andre.session).unwrap();
    assert!(matches!(viewing.copy(&andre.session, id).await, Err(ArchiveError::NotHere)));
    for cut in [0, 1, 70_000, 65_535] {
        *files.cut.lock().unwrap() = Some(cut);
        assert!(matches!(archive::fetch(&andre.session, &files, id).await, Err(ArchiveError::Transport(_))));
    }
    archive::fetch(&andre.session, &files, id).await.unwrap();
    archive::exchange(&andre.session, &files).await.unwrap();
    assert_eq!(std::fs::read(viewing.copy(&andre.session, id).await.unwrap()).unwrap(), content);
}

#[tokio::test]
async fn a_server_that_sends_something_else_is_not_believed() {
    let (world, files) = (World::new(), Files::default());
    let (zoe, andre) = (ready(&world, 1, &files).await, ready(&world, 2, &files).await);
    let (id, _) = archive::add(&zoe.session, &document("Note", "n.txt", "2026-03-12"), b"vrai".into()).await.unwrap();
    archive::exchange(&zoe.session, &files).await.unwrap();
    world.settle(&zoe, &andre).await;
    files.kept.lock().unwrap().values_mut().for_each(|(_, content)| *content = b"faux".into());
    assert!(matches!(archive::fetch(&andre.session, &files, id).await, Err(ArchiveError::Altered)));
    assert!(!archive::sheet(&andre.session, id).await.unwrap().row.here);
    files.kept.lock().unwrap().values_mut().for_each(|(_, content)| *content = b"vrai".into());
    archive::fetch(&andre.session, &files, id).await.unwrap();
}

#[tokio::test]
async fn what_cannot_be_kept_is_refused() {
    let (world, files) = (World::new(), Files::default());
    let zoe = world.synchronised(1, 1).await;
    let note = document("Note", "n.txt", "2026-03-12");
    assert!(matches!(archive::add(&zoe.session, &note, b"x".into()).await, Err(ArchiveError::NotNamed)));
    archive::exchange(&zoe.session, &files).await.unwrap();
    assert!(matches!(archive::add(&zoe.session, &note, Vec::new()).await, Err(ArchiveError::Empty)));
    let large = archive::add(&zoe.session, &note, vec![0; (1 << 20) + 1]).await;
    assert!(matches!(large, Err(ArchiveError::TooLarge { .. })));
    let (id, _) = archive::add(&zoe.session, &note, b"x".into()).await.unwrap();
    archive::withdraw(&zoe.session, id).await.unwrap();
    assert!(matches!(archive::withdraw(&zoe.session, id).await, Err(Failure::NotFound { .. })));
    archive::exchange(&zoe.session, &files).await.unwrap();
    archive::restore(&zoe.session, id).await.unwrap();
    assert!(archive::sheet(&zoe.session, id).await.unwrap().row.here, "what was withdrawn can come back whole");
    let unknown = SubjectId::from_bytes([9; 16]);
    assert!(matches!(archive::sheet(&zoe.session, unknown).await, Err(Failure::NotFound { .. })));
}

/// Every file under a folder, with its bytes.
pub fn files_in(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let found = entries.flat_map(|path| {
        if path.is_dir() { files_in(&path) } else { vec![(path.clone(), std::fs::read(&path).unwrap())] }
    });
    found.collect()
}

#[tokio::test]
async fn nothing_lies_in_the_clear_but_an_open_copy_and_that_goes() {
    let (world, files) = (World::new(), Files::default());
    let zoe = ready(&world, 1, &files).await;
    let secret = "mot-de-passe-introuvable".repeat(10_000);
    let (id, _) =
        archive::add(&zoe.session, &document("Note", "../n.txt", "2026-03-12"), secret.clone().into()).await.unwrap();
    let holders = || {
        let clear = |bytes: &Vec<u8>| bytes.windows(24).any(|part| part == &secret.as_bytes()[..24]);
        files_in(world.folder()).into_iter().filter(|(_, bytes)| clear(bytes)).map(|(path, _)| path).collect::<Vec<_>>()
    };
    assert_eq!(holders(), [""; 0].map(std::path::PathBuf::from));
    let base = world.folder().join("run");
    let viewing = Viewing::begin(&base, &zoe.session).unwrap();
    let copy = viewing.copy(&zoe.session, id).await.unwrap();
    assert_eq!(viewing.copy(&zoe.session, id).await.unwrap(), copy, "opened again, it is the same");
    assert_eq!(holders(), std::slice::from_ref(&copy));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&copy), mode(copy.parent().unwrap())), (0o400, 0o700));
    }
    // A program that dies leaves its copies; the next one begins without them.
    std::mem::forget(viewing);
    let viewing = Viewing::begin(&base, &zoe.session).unwrap();
    assert!(!copy.exists());
    viewing.copy(&zoe.session, id).await.unwrap();
    drop(viewing);
    assert_eq!(holders(), [""; 0].map(std::path::PathBuf::from));
}
