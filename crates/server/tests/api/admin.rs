//! The command line, over a real data folder.

use std::collections::BTreeSet;
use std::path::Path;

use clap::Parser;
use coopol_domain::authority::origin;
use coopol_domain::enrolment::{Adoption, Invitation, Link};
use coopol_domain::id::StreamId;
use coopol_domain::seal::moved::Moved;
use coopol_server::admin::{Command, Failed, run};
use coopol_server::app::App;
use coopol_server::data::{BLOBS, DATABASE, Database, NotOpened, open};
use coopol_server::database::NotCopied;
use coopol_server::keys;
use coopol_server::settings::{Place, Settings};
use coopol_store::SystemChance;
use coopol_testkit::mail::Peer;
use sqlx::Connection as _;
use tempfile::TempDir;

#[derive(Debug, Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

pub struct Folder {
    pub settings: Settings,
    pub home: TempDir,
}

impl Folder {
    pub async fn new() -> Self {
        Self::over(Place::Folder).await
    }

    pub async fn over(database: Place) -> Self {
        Self::set(Settings { database, ..Settings::default() }).await
    }

    /// With these settings, but for its own data folder.
    pub async fn set(settings: Settings) -> Self {
        let home = tempfile::tempdir().unwrap();
        let settings = Settings { data: home.path().join("data"), ..settings };
        let folder = Self { settings, home };
        folder.run("init").await.unwrap();
        folder
    }

    /// What a command tells.
    pub async fn run(&self, line: &str) -> Result<String, Failed> {
        let mut out = Vec::new();
        self.run_to(line, &mut out).await?;
        Ok(String::from_utf8(out).unwrap())
    }

    /// The same, where it may fail after it has told something.
    pub async fn run_to(&self, line: &str, out: &mut Vec<u8>) -> Result<(), Failed> {
        let words = std::iter::once("admin").chain(line.split(' ')).map(|word| word.replace('_', " "));
        Box::pin(run(Cli::try_parse_from(words).unwrap().command, &self.settings, out)).await
    }

    pub async fn section(&self) -> String {
        self.run("unit found --kind section --name Versailles").await.unwrap().trim().to_owned()
    }

    pub fn passphrase(&self, words: &str) -> String {
        let path = self.home.path().join(format!("{}.txt", words.len()));
        std::fs::write(&path, words).unwrap();
        path.display().to_string()
    }
}

#[tokio::test]
async fn a_command_closes_the_database() {
    let folder = Folder::new().await;
    let closed = || !folder.settings.data.join(format!("{DATABASE}-wal")).exists();
    assert!(closed(), "init");
    let unit = folder.section().await;
    assert!(closed(), "unit found");
    let held = format!("--unit {unit} --office secretary --holder-name Zoé");
    let seal = format!("--passphrase-file {}", folder.passphrase("six words that nobody guesses here"));
    let backup = format!("backup {} {seal}", folder.home.path().join("backup").display());
    let lines = [
        format!("mandate record {held}"),
        format!("invitation create {held}"),
        format!("adopt Trappes --under {unit}"),
        "adopt --list".to_owned(),
        format!("device list --unit {unit}"),
        "unit list".to_owned(),
        "custodian list".to_owned(),
        "key change".to_owned(),
        "doctor".to_owned(),
        "verify".to_owned(),
        backup.clone(),
        backup.replacen("backup", "drill", 1),
    ];
    for line in lines {
        folder.run(&line).await.unwrap();
        assert!(closed(), "{line}");
    }
    let nobody = format!("invitation create --unit {unit} --office treasurer --holder-name Zoé");
    assert!(folder.run(&nobody).await.is_err() && closed(), "refused");
}

#[tokio::test]
async fn from_nothing_to_an_invitation() {
    let folder = Folder::new().await;
    let unit = folder.section().await;
    let mandate = format!("mandate record --unit {unit} --office secretary --holder-name Zoé_Lefèvre");
    assert!(folder.run(&mandate).await.unwrap().contains("holder "));
    let invite = format!("invitation create --unit {unit} --office secretary --holder-name Zoé_Lefèvre");
    let told = folder.run(&format!("{invite} --server coopol.example")).await.unwrap();
    let (code, link) = told.trim().split_once('\n').unwrap();
    let (code, link): (Invitation, Link) = (code.parse().unwrap(), link.parse().unwrap());
    assert_eq!(link.invitation, code);
    let listed = folder.run(&format!("device list --unit {unit}")).await.unwrap();
    assert!(listed.contains("invited") && listed.contains(&code.device.to_string()), "{listed}");
    assert!(!folder.run("doctor").await.unwrap().contains("fault"));
    let federation = folder.run("unit found --kind federation --name Yvelines").await.unwrap().trim().to_owned();
    let below = format!("unit found --kind section --name Rambouillet --parent {federation}");
    let below = folder.run(&below).await.unwrap().trim().to_owned();
    let units = folder.run("unit list").await.unwrap();
    let wanted = format!(
        "{unit}  section     Versailles\n{federation}  federation  Yvelines\n{below}  section       Rambouillet\n"
    );
    assert_eq!(units, wanted);
    let told = folder.run(&format!("{invite} --server https://coopol.example/")).await.unwrap();
    let link: Link = told.trim().split_once('\n').unwrap().1.parse().unwrap();
    assert_eq!(link.server, "coopol.example");
    let nobody = folder.run(&invite.replace("Zoé", "Léa")).await.unwrap_err();
    assert!(matches!(nobody, Failed::NoHolder { .. }));
    let nowhere = folder.run("device list --unit 00000000-0000-0000-0000-000000000001").await.unwrap_err();
    assert!(matches!(nowhere, Failed::NoUnit { .. }));
}

/// J1.5: two units are merged by one line, for good, and listed so.
#[tokio::test]
async fn a_unit_becomes_a_part_of_another() {
    let folder = Folder::new().await;
    let (one, into) = (folder.section().await, folder.section().await);
    folder.run(&format!("mandate record --unit {one} --office secretary --holder-name Zoé")).await.unwrap();
    let told = folder.run(&format!("unit merge {one} --into {into}")).await.unwrap();
    assert_eq!(told, "Versailles is a part of Versailles; 1 mandates have ended\n");
    let listed = folder.run("unit list").await.unwrap();
    assert_eq!(listed, format!("{into}  section     Versailles\n{one}  section       Versailles, closed\n"));
    let refused = folder.run(&format!("unit merge {into} --into {one}")).await.unwrap_err();
    assert!(matches!(refused, Failed::NotMerged { .. }), "{refused}");
    let refused = folder.run(&format!("unit merge {one} --into {one}")).await.unwrap_err();
    assert!(matches!(refused, Failed::NotMerged { .. }), "{refused}");
    folder.run(&format!("unit merge {one} --into {into}")).await.unwrap();
    let late = format!("mandate record --unit {one} --office secretary --holder-name Zoé");
    assert!(matches!(folder.run(&late).await.unwrap_err(), Failed::UnitClosed { .. }));
}

/// J5.4: custodians are named in the units that are there and in those to come, and replaced as a whole.
#[tokio::test]
async fn every_unit_names_the_same_custodians() {
    let folder = Folder::new().await;
    folder.section().await;
    let mut keys = Vec::new();
    for number in 0..4 {
        let stick = folder.home.path().join(number.to_string());
        keys.push(folder.run(&format!("custodian new {}", stick.display())).await.unwrap().trim().to_owned());
        let again = folder.run(&format!("custodian new {}", stick.display())).await.unwrap_err();
        assert!(matches!(again, Failed::Key(_)), "a key is never written over: {again}");
    }
    assert_eq!(folder.run("custodian list").await.unwrap(), "1 units name nobody\n");
    let named = |of: [(&str, usize); 3]| {
        let words = of.map(|(name, key)| format!("{name}={}", keys[key]));
        format!("custodian name {}", words.join(" "))
    };
    folder.run(&named([("Ada", 0), ("Ben", 1), ("Clo", 2)])).await.unwrap();
    folder.section().await;
    let listed = |last: usize, name: &str| {
        let lines = [("Ada", 0), ("Ben", 1), (name, last)].map(|(name, key)| format!("  {name}  {}\n", keys[key]));
        format!("2 units name these:\n{}", lines.concat())
    };
    assert_eq!(folder.run("custodian list").await.unwrap(), listed(2, "Clo"));
    assert_eq!(folder.run(&named([("Ada", 0), ("Ben", 1), ("Dan", 3)])).await.unwrap(), "named in 2 units\n");
    assert_eq!(folder.run("custodian list").await.unwrap(), listed(3, "Dan"));
}

/// What was shut out after the backup stays out after the restore: the ledger isn't in the backup.
#[tokio::test]
async fn a_restore_brings_back_the_data_and_nobody_who_was_shut_out() {
    let folder = Folder::new().await;
    let unit = folder.section().await;
    folder.run(&format!("mandate record --unit {unit} --office secretary --holder-name Zoé")).await.unwrap();
    let invite = format!("invitation create --unit {unit} --office secretary --holder-name Zoé");
    let code: Invitation = folder.run(&invite).await.unwrap().trim().parse().unwrap();
    let letter = folder.settings.data.join(BLOBS).join("letter");
    std::fs::write(&letter, "sealed elsewhere").unwrap();
    let backup = folder.home.path().join("backup.age");
    let secret = folder.passphrase("correct horse battery staple");
    folder.run(&format!("backup {} --passphrase-file {secret}", backup.display())).await.unwrap();
    assert!(!contains(&backup, b"Versailles") && !contains(&backup, b"SQLite format 3"));
    folder.run(&format!("device revoke --unit {unit} {}", code.device)).await.unwrap();

    let restore = format!("restore {} --passphrase-file", backup.display());
    let refused = folder.run(&format!("{restore} {secret}")).await.unwrap_err();
    assert!(matches!(refused, Failed::NotCopied(NotCopied::NotEmpty { .. })));
    for file in std::fs::read_dir(&folder.settings.data).unwrap().map(|entry| entry.unwrap().path()) {
        if file.file_name().unwrap().to_string_lossy().starts_with(DATABASE) {
            std::fs::remove_file(file).unwrap();
        }
    }
    std::fs::remove_file(&letter).unwrap();
    let wrong = folder.passphrase("something else");
    assert!(matches!(folder.run(&format!("{restore} {wrong}")).await.unwrap_err(), Failed::Seal(_)));
    let whole = std::fs::read(&backup).unwrap();
    let altered = folder.home.path().join("altered.age");
    let mut flipped = whole.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    for bytes in [&whole[..whole.len() - 1], &whole[..whole.len() / 2], &flipped] {
        std::fs::write(&altered, bytes).unwrap();
        let refused =
            folder.run(&format!("restore {} --passphrase-file {secret}", altered.display())).await.unwrap_err();
        assert!(matches!(refused, Failed::Io { .. }), "{refused}");
        assert!(!folder.settings.data.join(DATABASE).exists(), "half a database is none");
    }
    folder.run(&format!("{restore} {secret}")).await.unwrap();
    assert_eq!(std::fs::read(&letter).unwrap(), b"sealed elsewhere");
    let listed = folder.run(&format!("device list --unit {unit}")).await.unwrap();
    assert!(listed.contains("invited"), "the backup is older than the revocation: {listed}");
    assert!(open(&folder.settings).await.unwrap().app.ledger.revoked(code.device), "and yet it stays out");
}

/// A backup that would serve, and is of what is served, whatever was taken since; and one of another history.
#[tokio::test]
async fn a_drill_finds_out_whether_a_backup_would_serve() {
    let folder = Folder::new().await;
    assert_eq!(folder.run("restored").await.unwrap(), "this server was never restored\n");
    let unit = folder.section().await;
    let record = |name: &str| format!("mandate record --unit {unit} --office secretary --holder-name {name}");
    let secret = folder.passphrase("correct horse battery staple");
    let of = |name: &str| format!("{} --passphrase-file {secret}", folder.home.path().join(name).display());
    folder.run(&format!("backup {}", of("first"))).await.unwrap();
    folder.run(&record("Zoé")).await.unwrap();
    let told = folder.run(&format!("drill {}", of("first"))).await.unwrap();
    assert!(told.contains("1 entries came since") && told.ends_with("this backup would serve\n"), "{told}");
    assert!(!folder.settings.data.join("drill").exists(), "with copies of the keys, nothing stays");
    assert!(matches!(folder.run(&format!("drill {}", of("nothing"))).await, Err(Failed::Io { .. })));
    assert!(!folder.settings.data.join("drill").exists(), "nor of a drill that failed");
    let elsewhere = format!("drill {} --into postgres://nobody@localhost/aside", of("first"));
    assert!(matches!(folder.run(&elsewhere).await, Err(Failed::NowhereAside)));

    // The same server, put back to its first backup, goes on in another way.
    folder.run(&format!("backup {}", of("second"))).await.unwrap();
    std::fs::remove_file(folder.settings.data.join(DATABASE)).unwrap();
    let told = folder.run(&format!("restore {}", of("first"))).await.unwrap();
    assert!(told.contains("next: start the server") && told.contains("`admin restored --end`"), "{told}");
    // J8: what came after the backup may still be given back; until then nothing takes its place.
    let early = folder.run(&record("Anne")).await.unwrap_err();
    assert!(early.to_string().contains("`admin restored --end` ends that"), "{early}");
    let told = folder.run("restored").await.unwrap();
    assert!(told.contains("0 entries came back so far"), "{told}");
    assert!(folder.run("restored --end").await.unwrap().ends_with("everybody is let in now\n"));
    assert!(folder.run("restored").await.unwrap().contains("everybody is let in since"));
    folder.run(&record("Anne")).await.unwrap();
    folder.run(&format!("drill {}", of("first"))).await.unwrap();
    let other = folder.run(&format!("drill {}", of("second"))).await.unwrap_err();
    assert!(matches!(other, Failed::OtherHistory { .. }), "{other}");
}

/// What is altered beneath the server is found: a line or a subject that is gone, and a state that was put back.
#[tokio::test]
async fn what_was_altered_in_the_database_is_found() {
    let folder = Folder::new().await;
    let unit = folder.section().await;
    folder.run(&format!("mandate record --unit {unit} --office secretary --holder-name Zoé")).await.unwrap();
    let database = folder.settings.data.join(DATABASE);
    let before = database.with_extension("before");
    std::fs::copy(&database, &before).unwrap();
    let names = ["ada", "ben", "clo"].map(|name| folder.home.path().join(name));
    let mut named = Vec::new();
    for path in &names {
        let key = folder.run(&format!("custodian new {}", path.display())).await.unwrap();
        named.push(format!("{}={}", path.file_name().unwrap().display(), key.trim()));
    }
    folder.run(&format!("custodian name {}", named.join(" "))).await.unwrap();
    assert!(folder.run("verify").await.unwrap().contains("whole"));
    let whole = std::fs::read(&database).unwrap();
    let put_back = format!(
        "ATTACH '{}' AS earlier; UPDATE subjects SET (key, state, seq) =
         (SELECT key, state, seq FROM earlier.subjects AS was WHERE was.id = subjects.id) WHERE id IN (SELECT id FROM units)",
        before.display()
    );
    for (statement, wanted) in [
        ("DELETE FROM entries WHERE seq = (SELECT max(seq) FROM entries)", "the entries of a stream"),
        ("DELETE FROM subjects WHERE id IN (SELECT id FROM units)", "no unit names this stream"),
        ("DELETE FROM subjects WHERE id IN (SELECT id FROM mandates)", "is held back"),
        (&put_back, "the states that are kept aren't those"),
    ] {
        let mut connection = sqlx::SqliteConnection::connect(&format!("sqlite:{}", database.display())).await.unwrap();
        sqlx::raw_sql(sqlx::AssertSqlSafe(statement)).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        let found = folder.run("verify").await.unwrap_err();
        assert!(matches!(found, Failed::NotWhole(_)) && found.to_string().contains(wanted), "{statement}: {found}");
        std::fs::write(&database, &whole).unwrap();
    }
}

/// J5.4: a machine is lost with its key, and a backup is put back without it: nothing is served, and two custodians move it on.
#[tokio::test]
async fn a_backup_without_its_key_waits_for_custodians() {
    let folder = Folder::new().await;
    folder.section().await;
    let stick = |name: &str| folder.home.path().join(name).display().to_string();
    let mut named = Vec::new();
    for name in ["ada", "ben", "clo"] {
        let key = folder.run(&format!("custodian new {}", stick(name))).await.unwrap();
        named.push(format!("{name}={}", key.trim()));
    }
    folder.run(&format!("custodian name {}", named.join(" "))).await.unwrap();
    let (backup, secret) = (stick("backup.age"), folder.passphrase("correct horse battery staple"));
    folder.run(&format!("backup {backup} --passphrase-file {secret}")).await.unwrap();
    let data = &folder.settings.data;
    let lost = open(&folder.settings).await.unwrap().app.authority.public_key();
    for file in std::fs::read_dir(data).unwrap().map(|entry| entry.unwrap().path()) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with(DATABASE) || name == keys::AUTHORITY {
            std::fs::remove_file(file).unwrap();
        }
    }
    let told = folder.run(&format!("restore {backup} --passphrase-file {secret}")).await.unwrap();
    assert!(told.contains("two custodians can move the records"), "{told}");
    assert!(open(&folder.settings).await.is_err(), "nobody serves what was written under a lost key");
    let file = stick("statements");
    folder.run(&format!("custodian prepare {file} --by ben clo")).await.unwrap();
    for name in ["ben", "clo"] {
        folder.run(&format!("custodian sign {file} --key {}", stick(name))).await.unwrap();
    }
    folder.run(&format!("custodian move {file}")).await.unwrap();
    assert_ne!(open(&folder.settings).await.unwrap().app.authority.public_key(), lost);
    assert!(!folder.run("doctor").await.unwrap().contains("fault"));
}

/// J5.4: the old key signs in every stream and is gone; a change that was cut short is finished at the next start, and
/// nobody changes the key while somebody serves.
#[tokio::test]
async fn the_server_goes_over_to_another_key() {
    let folder = Folder::new().await;
    folder.section().await;
    let (data, key) = (folder.settings.data.clone(), |name: &str| std::fs::read(folder.settings.data.join(name)).ok());
    let (first, serving) = (key("authority.key"), open(&folder.settings).await.unwrap());
    let believed = serving.app.authority.verifier();
    let refused = folder.run("key change").await.unwrap_err();
    assert!(matches!(refused, Failed::Data(NotOpened::Held { .. })), "{refused}");
    drop(serving);
    let told = folder.run("key change --address https://coopol.example/").await.unwrap();
    assert!(key("authority.key") != first && key("authority.next.key").is_none(), "the old one is gone");
    let opened = open(&folder.settings).await.unwrap();
    let (app, today) = (&opened.app, opened.app.authority.verifier());
    let (streams, moves) = (streams(app).await, app.store.moves(&streams(app).await).await.unwrap());
    assert!(streams.len() > 3 && moves.len() == streams.len(), "{streams:?}, {moves:?}");
    assert!(told.starts_with(&format!("{} streams", streams.len())), "{told}");
    for (stream, notes) in moves {
        let [note] = notes.as_slice() else { panic!("{notes:?}") };
        let moved = Moved::open(note, &origin(stream)).unwrap();
        assert_eq!((moved.from().to_string(), moved.to().to_string()), (believed.clone(), today.clone()));
        assert_eq!(moved.at(), Some("https://coopol.example"));
        let head = &app.store.heads(&[stream]).await.unwrap()[&stream].head;
        assert_eq!((moved.size(), moved.root()), (head.frontier.size(), head.frontier.root()));
    }
    // The power goes once the database knows the next key, and the files don't.
    let next = keys::next(&data, &SystemChance).unwrap();
    app.change_key(next.clone(), None).await.unwrap();
    drop(opened);
    assert!(key("authority.next.key").is_some());
    assert_eq!(open(&folder.settings).await.unwrap().app.authority.public_key(), next.verifying_key());
    assert!(key("authority.next.key").is_none());
    // And before: the key that was made waits for the next attempt.
    let waits = keys::next(&data, &SystemChance).unwrap();
    assert_eq!(open(&folder.settings).await.unwrap().app.authority.public_key(), next.verifying_key());
    folder.run("key change").await.unwrap();
    assert_eq!(open(&folder.settings).await.unwrap().app.authority.public_key(), waits.verifying_key());
    assert!(folder.run("verify").await.unwrap().contains("whole"), "each line under the key of its time");
    assert!(!folder.run("doctor").await.unwrap().contains("fault"));
}

async fn streams(app: &App<Database>) -> Vec<StreamId> {
    app.store.units().await.unwrap().into_iter().flat_map(|unit| unit.streams.into_values()).collect()
}

#[cfg(unix)]
#[tokio::test]
async fn keys_that_others_may_read_are_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new().await;
    let key = folder.settings.data.join("master.key");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(folder.run("doctor").await.is_err());
    assert!(open(&folder.settings).await.is_err());
}

pub fn contains(file: &Path, words: &[u8]) -> bool {
    std::fs::read(file).unwrap().windows(words.len()).any(|window| window == words)
}

/// One mail, as mailings are sent; and what the mail server said of it.
#[tokio::test]
async fn the_way_of_mail_is_tried_out() {
    let peer = Peer::start();
    let folder = Folder::set(Settings { mail: Some(peer.settings()), ..Settings::default() }).await;
    let told = folder.run("mail test awa@exemple.fr").await.unwrap();
    assert_eq!(told, format!("127.0.0.1:{} took a mail to awa@exemple.fr\n", peer.settings().port()));
    let [mail] = peer.taken().try_into().unwrap();
    assert_eq!(mail.to, "awa@exemple.fr");
    assert!(mail.text.contains("From: Coopol <section@parti.fr>"), "{}", mail.text);
    assert!(mail.text.contains("This message comes from your Coopol server"), "{}", mail.text);
    folder.run("mail test awa@exemple.fr").await.unwrap();
    let ids: BTreeSet<String> = peer.taken().iter().map(|mail| id(&mail.text)).collect();
    assert_eq!(ids.len(), 2, "the second isn't taken for the first");

    for (said, told) in [
        ("550 5.1.1 nobody", "the mail server didn't take it: it said 550, for good"),
        ("450 4.2.1 come again", "the mail server didn't take it: it said 450, for now"),
        ("cut", "the mail server didn't take it: "),
    ] {
        peer.answer("awa@exemple.fr", said);
        let refused = folder.run("mail test awa@exemple.fr").await.unwrap_err();
        assert!(matches!(refused, Failed::MailRefused { .. }) && refused.to_string().starts_with(told), "{refused}");
    }
    let nowhere = folder.run("mail test awa").await.unwrap_err().to_string();
    assert_eq!(nowhere, "the mail server didn't take it: `awa` isn't an address");
    drop(peer);
    let gone = folder.run("mail test awa@exemple.fr").await.unwrap_err();
    assert!(matches!(gone, Failed::NotReached(_)), "{gone}");
    let unset = Folder::new().await.run("mail test awa@exemple.fr").await.unwrap_err();
    assert!(matches!(unset, Failed::NoMail) && unset.to_string().contains("`[mail]`"), "{unset}");
}

fn id(mail: &str) -> String {
    mail.lines().find(|line| line.starts_with("Message-ID: ")).unwrap().to_owned()
}

#[tokio::test]
async fn a_section_that_never_comes_is_listed_and_forgotten() {
    let folder = Folder::new().await;
    let unit = folder.section().await;
    assert_eq!(folder.run("adopt --list").await.unwrap(), "");
    let code: Adoption = folder.run(&format!("adopt Trappes --under {unit}")).await.unwrap().trim().parse().unwrap();
    let id = code.id();
    let listed = folder.run("adopt --list").await.unwrap();
    assert!(listed.starts_with(&id.to_string()) && listed.trim_end().ends_with("Z             0  Trappes"), "{listed}");
    assert_eq!(folder.run(&format!("adopt --forget {id}")).await.unwrap(), "forgotten\n");
    assert_eq!(folder.run("adopt --list").await.unwrap(), "");
    let again = folder.run(&format!("adopt --forget {id}")).await.unwrap_err();
    assert!(matches!(again, Failed::NoAdoption { id: told } if told == id), "{again}");
    let help = Cli::try_parse_from(["admin", "adopt", "--help"]).unwrap_err().to_string();
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(help.contains("the server deletes once the code is over, or --forget does before"), "{help}");
    for line in ["adopt", "adopt Trappes", "adopt --list --forget 00", "adopt Trappes --list"] {
        let words = std::iter::once("admin").chain(line.split(' '));
        assert!(Cli::try_parse_from(words).is_err(), "{line}");
    }
}
