//! J7.1, J7.2: what a thief of the server's folder sees of files, what is found out of what was done to them there, and what is left of
//! one once nobody names it any more.

use std::path::{Path, PathBuf};

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::kinds::WAIT;
use coopol_domain::seal::Hash;
use coopol_server::audit::NotWhole;
use coopol_server::data::{DATABASE, Database};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Row as _};

use crate::blobs::{append, begin, name};
use crate::erasure::{agree, sign_in};
use crate::kit::{Laptop, Party, Server, over_a_folder_and_a_bucket};

const MARKER: &str = "MARQUEUR-procuration-de-Kowalczyk";

pub struct Archive {
    pub server: Server<Database>,
    party: Party,
    pub laptop: Laptop,
    pub stream: StreamId,
}

impl Archive {
    pub async fn new(server: Server<Database>) -> Self {
        let party = Party::found(&server).await;
        let laptop = party.officer(&server, &party.versailles, Office::Secretary).await;
        let stream = laptop.stream(Compartment::Archive);
        Self { server, party, laptop, stream }
    }

    fn path(&self, name: &str) -> String {
        format!("/v1/streams/{}/blobs/{name}", self.stream)
    }

    /// Sends a file in these parts, and gives its name.
    pub async fn send(&self, parts: &[Vec<u8>]) -> String {
        let content = parts.concat();
        let name = name(&self.laptop, self.stream, &content).await;
        assert_eq!(begin(&self.laptop, &self.path(&name), content.len()).await.status(), 201);
        let mut from = 0;
        for part in parts {
            assert_eq!(append(&self.laptop, &self.path(&name), from, part).await.status(), 204);
            from += part.len();
        }
        name
    }

    /// A document that names it.
    pub async fn file(&mut self, name: &str, size: usize) -> SubjectId {
        let file = Value::Map(vec![
            ("blob".to_owned(), Value::bytes(Hash::from_hex(name).unwrap())),
            ("name".to_owned(), Value::text(MARKER)),
            ("size".to_owned(), Value::Int(i64::try_from(size).unwrap())),
            ("type".to_owned(), Value::text("application/pdf")),
        ]);
        let edits = vec![Edit::set("title", Value::text(MARKER)), Edit::set("file", file)];
        let subject = SubjectId::from_bytes(self.server.app.random());
        self.laptop.state(&self.server, self.stream, subject, Payload::new("document_filed", 1, edits));
        self.laptop.sync().await;
        subject
    }

    /// Its parts as they lie, in order.
    pub fn parts(&self, name: &str) -> Vec<PathBuf> {
        let folder = self.server.files().join(self.stream.to_string()).join(name);
        let Ok(listed) = std::fs::read_dir(folder) else { return Vec::new() };
        let mut parts: Vec<PathBuf> = listed.map(|entry| entry.unwrap().path()).collect();
        parts.sort();
        parts
    }

    async fn tell(&self, statement: String) {
        let file = self.server.folder().join(DATABASE);
        let mut on = SqliteConnectOptions::new().filename(file).connect().await.unwrap();
        sqlx::query(AssertSqlSafe(statement)).execute(&mut on).await.unwrap();
        on.close().await.unwrap();
    }

    /// What a laptop is answered: the bytes, or what went wrong; 0 for an answer that breaks off, perhaps before its head is out.
    pub async fn fetched(&self, name: &str) -> Result<Vec<u8>, u16> {
        let answer = self.laptop.get(&self.path(name)).send().await.map_err(|_| 0_u16)?;
        if answer.status() != 200 {
            return Err(answer.status().as_u16());
        }
        answer.bytes().await.map(Vec::from).map_err(|_| 0)
    }
}

/// All that the server keeps.
fn all_of(server: &Server<Database>) -> Vec<u8> {
    let mut bytes = Vec::new();
    everything(server.folder(), &mut bytes);
    everything(server.files(), &mut bytes);
    bytes
}

fn everything(folder: &Path, into: &mut Vec<u8>) {
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        into.extend(entry.to_string_lossy().as_bytes());
        if entry.is_dir() { everything(&entry, into) } else { into.extend(std::fs::read(&entry).unwrap()) }
    }
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// J7.1: names and sizes, nothing of what they hold or are called.
async fn a_stolen_folder_shows_no_word_of_a_file(server: Server<Database>) {
    let mut archive = Archive::new(server).await;
    let parts = [MARKER.repeat(50).into_bytes(), MARKER.repeat(3).into_bytes()];
    let name = archive.send(&parts).await;
    archive.file(&name, parts.concat().len()).await;
    let bytes = all_of(&archive.server);
    let wide: Vec<u8> = MARKER.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for needle in [MARKER.as_bytes(), &wide, b"Kowalczyk", b"S293YWxjenl"] {
        assert!(!holds(&bytes, needle), "{}", String::from_utf8_lossy(needle));
    }
    assert!(holds(&bytes, name.as_bytes()), "the search finds what is there");
    assert!(holds(&bytes, Hash::from_hex(&name).unwrap().as_bytes()), "in the database, too");
    assert_eq!(archive.fetched(&name).await.unwrap(), parts.concat());
}

/// J7.1, J12: whatever is done to what lies there is found out, by whoever fetches it and by whoever checks.
async fn what_was_altered_swapped_or_cut_is_told(server: Server<Database>) {
    let mut archive = Archive::new(server).await;
    let parts = [vec![1; 1000], vec![2; 1000], vec![3; 500]];
    let (name, other) = (archive.send(&parts).await, archive.send(&[vec![4; 1000], vec![5; 1500]]).await);
    archive.file(&name, 2500).await;
    let lie = archive.parts(&name);
    let whole: Vec<Vec<u8>> = lie.iter().map(|path| std::fs::read(path).unwrap()).collect();
    let flipped = |part: usize, byte: usize| {
        let mut bytes = whole[part].clone();
        bytes[byte] ^= 1;
        vec![(part, Some(bytes))]
    };
    let foreign = std::fs::read(&archive.parts(&other)[0]).unwrap();
    let tried = [
        ("the nonce of the first", flipped(0, 3), 500),
        ("the first", flipped(0, 500), 500),
        ("the tag of the first", flipped(0, 1039), 500),
        ("the second, once the first was told", flipped(1, 500), 0),
        ("the first two in each other's place", vec![(0, Some(whole[1].clone())), (1, Some(whole[0].clone()))], 500),
        ("another file's, as long, at the same place", vec![(0, Some(foreign))], 500),
        ("the last cut short", vec![(2, Some(whole[2][..539].to_vec()))], 500),
        ("the last missing", vec![(2, None)], 500),
        ("the first missing", vec![(0, None)], 500),
        ("one in the middle missing", vec![(1, None)], 500),
        ("an empty one", vec![(1, Some(Vec::new()))], 500),
    ];
    let put = |(part, bytes): &(usize, Option<Vec<u8>>)| match bytes {
        Some(bytes) => std::fs::write(&lie[*part], bytes).unwrap(),
        None => std::fs::remove_file(&lie[*part]).unwrap(),
    };
    for (what, altered, told) in tried {
        altered.iter().for_each(put);
        assert_eq!(archive.fetched(&name).await, Err(told), "{what}");
        let found = archive.server.app.check_all().await.unwrap_err();
        let NotWhole::File { name: named, .. } = &found else { panic!("{what}: {found}") };
        assert_eq!(named.to_string(), name);
        (0..3).for_each(|part| put(&(part, Some(whole[part].clone()))));
        assert_eq!(archive.fetched(&name).await.unwrap(), parts.concat());
    }
    // Whoever has the database as well can't make it end before its end: how long it is, is bound to every part.
    std::fs::remove_file(&lie[2]).unwrap();
    archive.tell(format!("UPDATE blobs SET size = 2000, received = 2000 WHERE hex(name) = upper('{name}')")).await;
    assert_eq!(archive.fetched(&name).await, Err(500));
    // Nor give it another's key.
    put(&(2, Some(whole[2].clone())));
    let keyed = format!("(SELECT key FROM blobs WHERE hex(name) = upper('{other}'))");
    archive
        .tell(format!("UPDATE blobs SET size = 2500, received = 2500, key = {keyed} WHERE hex(name) = upper('{name}')"))
        .await;
    assert_eq!(archive.fetched(&name).await, Err(500));
    assert!(archive.server.app.check_all().await.is_err());
    assert_eq!(archive.fetched(&other).await.unwrap().len(), 2500, "the other is as it was");
}

/// J7.2, J12: with the last document that named it go its key and its bytes; whoever kept these has noise.
async fn a_file_goes_with_the_last_that_named_it(server: Server<Database>) {
    let mut archive = Archive::new(server).await;
    let deputy = archive.party.officer(&archive.server, &archive.party.versailles, Office::Deputy).await;
    let mut deputy = deputy;
    let parts = [vec![1; 1000], vec![2; 10]];
    let (name, kept) = (archive.send(&parts).await, archive.send(&[vec![3; 10]]).await);
    let documents = [archive.file(&name, 1010).await, archive.file(&name, 1010).await];
    archive.file(&kept, 10).await;
    let file = archive.server.folder().join(DATABASE);
    let mut on = SqliteConnectOptions::new().filename(&file).connect().await.unwrap();
    let asked = format!("SELECT key FROM blobs WHERE hex(name) = upper('{name}')");
    let key: Vec<u8> = sqlx::query(AssertSqlSafe(asked)).fetch_one(&mut on).await.unwrap().get(0);
    on.close().await.unwrap();
    assert!(holds(&all_of(&archive.server), &key));
    let stolen: Vec<_> = archive.parts(&name).into_iter().map(|path| (std::fs::read(&path).unwrap(), path)).collect();
    for (number, document) in (0x70..).zip(documents) {
        assert_eq!(archive.fetched(&name).await.unwrap(), parts.concat(), "somebody names it");
        agree(&archive.server, [&mut archive.laptop, &mut deputy], (archive.stream, document), number).await;
        archive.server.clock.advance(WAIT);
        coopol_server::timers::erase_due(&archive.server.app).await;
        sign_in(&mut archive.laptop).await;
        sign_in(&mut deputy).await;
    }
    assert!(archive.server.ledger().contains(&documents[1].to_string()));
    assert_eq!((archive.fetched(&name).await, archive.parts(&name)), (Err(404), Vec::new()));
    assert!(!holds(&all_of(&archive.server), &key), "neither in the database nor in its log");
    assert_eq!(archive.fetched(&kept).await.unwrap(), vec![3; 10]);
    archive.server.whole().await;

    // The bytes alone bring nothing back.
    std::fs::create_dir_all(stolen[0].1.parent().unwrap()).unwrap();
    for (bytes, path) in &stolen {
        std::fs::write(path, bytes).unwrap();
    }
    assert_eq!(archive.fetched(&name).await, Err(404));
    assert_eq!(begin(&archive.laptop, &archive.path(&name), 1010).await.headers()["upload-offset"], "0");
    archive.tell(format!("UPDATE blobs SET received = size WHERE hex(name) = upper('{name}')")).await;
    assert_eq!(archive.fetched(&name).await, Err(500), "under another key");
}

over_a_folder_and_a_bucket! {
    a_stolen_folder_shows_no_word_of_a_file, what_was_altered_swapped_or_cut_is_told,
    a_file_goes_with_the_last_that_named_it,
}
