//! J5.4: a server goes over from one database to another. Broken off at any step it goes on with the same words, and there is never
//! a moment at which both serve; what isn't there as it was copied is found before anything is left.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "in a test a surprise is a failure")]

use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use clap::Parser;
use coopol_domain::time::DAY;
use coopol_server::admin::{self, Command};
use coopol_server::audit::NotWhole;
use coopol_server::data::{DATABASE, Database, NotOpened, open};
use coopol_server::relocation::{Move, Moved, NotMoved, Step, Watch};
use coopol_server::settings::{Place, Settings};
use coopol_store::StoreError;
use coopol_store::tables::{Cell, Cells, Page, TABLES};
use coopol_testkit::postgres::{cluster, name};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};
use tempfile::TempDir;
use tokio::sync::Mutex;

/// A program that is started inherits for an instant what this process has open, locks included: so one at a time makes databases, and
/// has folders locked.
static IN_TURN: Mutex<()> = Mutex::const_new(());

#[derive(Debug, Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

struct Folder {
    settings: Settings,
    home: TempDir,
}

impl Folder {
    async fn over(database: Place) -> Self {
        let home = tempfile::tempdir().unwrap();
        let settings = Settings { data: home.path().join("data"), database, ..Settings::default() };
        let folder = Self { settings, home };
        folder.run("init").await;
        folder
    }

    /// What a command tells.
    async fn run(&self, line: &str) -> String {
        let (cli, mut out) =
            (Cli::try_parse_from(std::iter::once("admin").chain(line.split(' '))).unwrap(), Vec::new());
        Box::pin(admin::run(cli.command, &self.settings, &mut out)).await.unwrap();
        String::from_utf8(out).unwrap()
    }
}

/// What no entry accounts for, and so no audit would miss.
const BESIDE: [&str; 4] = [
    "INSERT INTO nonces VALUES (randomblob(32), 1)",
    "INSERT INTO tokens VALUES (randomblob(32), 'refresh', randomblob(16), randomblob(16), 9, NULL)",
    "INSERT INTO touched SELECT id, randomblob(16), randomblob(16), 5, 1 FROM streams",
    "INSERT INTO blobs SELECT id, randomblob(32), 9, 3, 5, randomblob(73), 2 FROM streams",
];

/// Ends the move after so many steps, or never.
#[derive(Default)]
struct Ends {
    after: Option<usize>,
    steps: Vec<Step>,
}

impl Watch for Ends {
    fn done(&mut self, step: Step) -> std::io::Result<()> {
        self.steps.push(step);
        if Some(self.steps.len()) == self.after { Err(std::io::Error::other("it was killed")) } else { Ok(()) }
    }
}

async fn tell(file: &Path, statement: &'static str) {
    let mut on = SqliteConnectOptions::new().filename(file).connect().await.unwrap();
    sqlx::query(AssertSqlSafe(statement)).execute(&mut on).await.unwrap();
    on.close().await.unwrap();
}

/// A server with a section whose key was changed before.
async fn begin() -> Folder {
    let folder = Folder::over(Place::Folder).await;
    let unit = folder.run("unit found --kind section --name Versailles").await.trim().to_owned();
    folder.run(&format!("mandate record --unit {unit} --office secretary --holder-name Zoé")).await;
    folder.run("key change").await;
    for statement in BESIDE {
        tell(&folder.settings.data.join(DATABASE), statement).await;
    }
    folder
}

fn copied(folder: &Folder, to: &str) -> Settings {
    let data = folder.home.path().join(to);
    std::fs::create_dir_all(data.join("blobs")).unwrap();
    for entry in std::fs::read_dir(&folder.settings.data).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_file() {
            std::fs::copy(entry.path(), data.join(entry.file_name())).unwrap();
        }
    }
    Settings { data, ..folder.settings.clone() }
}

fn to_postgres() -> Move {
    Move { from: Place::Folder, to: Place::Postgres(cluster().database()), address: None }
}

/// Whether a server could be started on it; nothing is written.
async fn serves(settings: &Settings, place: &Place) -> Result<(), NotOpened> {
    let opened = open(&Settings { database: place.clone(), ..settings.clone() }).await?;
    opened.database.close().await;
    Ok(())
}

async fn all(settings: &Settings, place: &Place) -> Vec<(&'static str, Vec<Cells>)> {
    let database = Database::open(&Settings { database: place.clone(), ..settings.clone() }).await.unwrap();
    let mut all = Vec::new();
    for table in &TABLES {
        let page = Page { rows: 100_000, bytes: 1 << 30 };
        all.push((table.name, database.rows_of(table, None, page).await.unwrap()));
    }
    database.close().await;
    all
}

/// Everything is there; what a move adds to it is a statement in each stream, and the authority's key.
async fn carried(settings: &Settings, wanted: &Move) {
    let (before, after) = (all(settings, &wanted.from).await, all(settings, &wanted.to).await);
    for ((table, before), (_, after)) in before.into_iter().zip(after) {
        assert!(!["nonces", "tokens", "touched", "blobs", "entries"].contains(&table) || !before.is_empty(), "{table}");
        match table {
            "moves" => assert_eq!(after.iter().filter(|row| before.contains(row)).count(), after.len() / 2),
            "settings" => {
                let key = Cell::Text("authority".to_owned());
                let others = |rows: Vec<Cells>| rows.into_iter().filter(|row| row[0] != key).collect::<Vec<_>>();
                assert_eq!(others(before), others(after));
            }
            _ => assert_eq!(before, after, "{table}"),
        }
    }
}

/// The steps after which it is broken off: of those that come for each table, two.
fn chosen(steps: &[Step]) -> impl Iterator<Item = usize> {
    let alike = |one: &Step, other: &Step| std::mem::discriminant(one) == std::mem::discriminant(other);
    let new = move |place: usize| place < 2 || !alike(&steps[place], &steps[place - 2]);
    // By the first nothing was written.
    (1..steps.len()).filter(move |place| new(*place)).map(|place| place + 1)
}

#[tokio::test]
async fn broken_off_at_any_step_it_comes_to_the_same_end() {
    let _turn = IN_TURN.lock().await;
    let folder = begin().await;
    let (whole, wanted, mut watch) = (copied(&folder, "whole"), to_postgres(), Ends::default());
    let Moved { streams, .. } = wanted.run(&whole, &mut watch).await.unwrap();
    assert_eq!(watch.steps.last(), Some(&Step::Arrived));
    carried(&whole, &wanted).await;
    let left = watch.steps.iter().position(|step| *step == Step::Left).unwrap();
    for after in chosen(&watch.steps) {
        let step = watch.steps[after - 1];
        let (settings, wanted) = (copied(&folder, &format!("after-{after}")), to_postgres());
        let ended = wanted.run(&settings, &mut Ends { after: Some(after), steps: Vec::new() }).await;
        assert!(matches!(ended, Err(NotMoved::Watch(_))), "{step:?}: {ended:?}");
        let (old, new) = (serves(&settings, &wanted.from).await, serves(&settings, &wanted.to).await);
        assert_eq!(old.is_ok(), after <= left, "{step:?}: {old:?}");
        match (step, new) {
            (Step::Arrived, new) => new.unwrap(),
            (_, Err(NotOpened::Unfinished { from, .. })) => assert_eq!(from, "sqlite:"),
            (_, other) => panic!("{step:?}: {other:?}"),
        }
        if after <= left && after % 2 == 0 {
            // Whoever was needed went on serving.
            tell(&settings.data.join(DATABASE), "UPDATE nonces SET expires = 2").await;
        }
        assert_eq!(wanted.run(&settings, &mut Ends::default()).await.unwrap().streams, streams, "{step:?}");
        carried(&settings, &wanted).await;
        serves(&settings, &wanted.to).await.unwrap();
        let refused = serves(&settings, &wanted.from).await.unwrap_err().to_string();
        assert!(refused.contains("this server moved to") && refused.contains("set `database ="), "{refused}");
        // Once more is as good as once.
        assert_eq!(wanted.run(&settings, &mut Ends::default()).await.unwrap().streams, streams, "{step:?}");
    }
}

/// Somebody who writes into the new database while it is filled.
struct Alters {
    url: String,
    at: Step,
    statement: &'static str,
}

impl Watch for Alters {
    fn done(&mut self, step: Step) -> std::io::Result<()> {
        if step == self.at {
            cluster().tell(name(&self.url), self.statement);
        }
        Ok(())
    }
}

#[tokio::test]
async fn what_isnt_there_as_it_was_copied_is_found() {
    let _turn = IN_TURN.lock().await;
    let folder = begin().await;
    for (table, statement) in [
        ("nonces", "UPDATE nonces SET expires = expires + 1"),
        ("entries", "UPDATE entries SET bytes = bytes || '\\x00' WHERE seq = 1"),
        ("tokens", "DELETE FROM tokens"),
        ("touched", "INSERT INTO touched SELECT stream, subject, subject, 0, held FROM touched LIMIT 1"),
    ] {
        let (settings, wanted) = (copied(&folder, table), to_postgres());
        let mut alters = Alters { url: wanted.to.to_string(), at: Step::AllCopied, statement };
        let refused = wanted.run(&settings, &mut alters).await;
        assert!(matches!(refused, Err(NotMoved::Differs { table: found }) if found == table), "{table}: {refused:?}");
        serves(&settings, &wanted.from).await.unwrap();
        let mut again = Ends::default();
        wanted.run(&settings, &mut again).await.unwrap();
        // What is only missing is added; nothing else that stands there is trusted.
        assert_eq!(again.steps.contains(&Step::Emptied), table != "tokens", "{table}");
        carried(&settings, &wanted).await;
    }
}

/// What isn't whole moves nowhere: what can't be shown to be right is put right first.
#[tokio::test]
async fn what_isnt_whole_doesnt_move() {
    let _turn = IN_TURN.lock().await;
    let folder = begin().await;
    let wanted = to_postgres();
    let file = folder.settings.data.join(DATABASE);
    tell(&file, "UPDATE entries SET bytes = CAST(bytes || x'00' AS BLOB) WHERE seq = 1").await;
    let refused = wanted.run(&folder.settings, &mut Ends::default()).await;
    assert!(matches!(&refused, Err(NotMoved::NotWhole(_) | NotMoved::Data(_))), "{refused:?}");
    assert!(!matches!(&refused, Err(NotMoved::NotWhole(NotWhole::File { .. }))));
    serves(&folder.settings, &wanted.from).await.unwrap();
}

#[tokio::test]
async fn a_move_is_refused_by_name() {
    let _turn = IN_TURN.lock().await;
    let folder = begin().await;
    let there = to_postgres();
    let to = |from: &Place, to: &Place| Move { from: from.clone(), to: to.clone(), address: None };
    let refused = async |wanted: Move| wanted.run(&folder.settings, &mut Ends::default()).await.unwrap_err();
    let why = refused(to(&Place::Folder, &Place::Folder)).await;
    assert!(matches!(why, NotMoved::SamePlace { .. }), "{why}");
    let why = refused(to(&there.to, &Place::Folder)).await;
    assert!(matches!(why, NotMoved::Nothing { .. }), "{why}");
    // Of another server.
    let other = Folder::over(there.to.clone()).await;
    for wanted in [&there, &to(&there.to, &Place::Folder)] {
        let why = refused(wanted.clone()).await;
        assert!(matches!(why, NotMoved::NotEmpty { .. } | NotMoved::Data(NotOpened::Store(_))), "{why}");
    }
    let serving = open(&folder.settings).await.unwrap();
    let why = refused(to_postgres()).await;
    assert!(matches!(why, NotMoved::Data(NotOpened::Held { .. })), "{why}");
    serving.database.close().await;
    drop(serving);
    // From another folder, a PostgreSQL is served.
    let serving = open(&other.settings).await.unwrap();
    let why = refused(to(&Place::Folder, &there.to)).await;
    assert!(matches!(why, NotMoved::Data(NotOpened::InUse { .. })), "{why}");
    serving.database.close().await;
    // It went elsewhere.
    let gone = to_postgres();
    gone.run(&folder.settings, &mut Ends::default()).await.unwrap();
    let why = refused(to_postgres()).await;
    assert!(matches!(&why, NotMoved::Data(NotOpened::Moved { to, .. }) if *to == gone.to.to_string()), "{why}");
    let why = refused(to(&gone.to, &Place::Folder)).await;
    assert!(matches!(why, NotMoved::NotEmpty { .. }), "the old file is in the way: {why}");
}

/// J8: laptops may still hold what it lost, and would follow to no database that has less.
#[tokio::test]
async fn nothing_moves_while_laptops_give_back() {
    let _turn = IN_TURN.lock().await;
    let folder = begin().await;
    let wanted = to_postgres();
    let opened = open(&folder.settings).await.unwrap();
    let now = opened.app.clock.now();
    opened.app.store.note_restored(now, now.plus(DAY)).await.unwrap();
    opened.database.close().await;
    drop(opened);
    let restoring = |why: &NotMoved| matches!(why, NotMoved::Data(NotOpened::Store(StoreError::Restoring)));
    let rehearsed = wanted.rehearse(&folder.settings).await.unwrap_err();
    assert!(restoring(&rehearsed), "{rehearsed}");
    let refused = wanted.run(&folder.settings, &mut Ends::default()).await.unwrap_err();
    assert!(restoring(&refused), "{refused}");
    folder.run("restored --end").await;
    wanted.run(&folder.settings, &mut Ends::default()).await.unwrap();
}

/// A newer program works with one of the two: what only it knows would be left behind.
#[tokio::test]
async fn what_a_newer_program_keeps_is_left_where_it_is() {
    let _turn = IN_TURN.lock().await;
    let (folder, wanted) = (begin().await, to_postgres());
    let step = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
        VALUES (9999, 'later', TRUE, x'00', 0)";
    tell(&folder.settings.data.join(DATABASE), step).await;
    serves(&folder.settings, &wanted.from).await.unwrap();
    let rehearsed = wanted.rehearse(&folder.settings).await.unwrap_err();
    assert!(matches!(&rehearsed, NotMoved::Newer { place } if *place == wanted.from), "{rehearsed}");
    let refused = wanted.run(&folder.settings, &mut Ends::default()).await.unwrap_err();
    assert!(matches!(&refused, NotMoved::Newer { place } if *place == wanted.from), "{refused}");
}

/// Killed while the key that follows was written: it has signed nothing, and is made anew.
#[tokio::test]
async fn a_key_that_was_cut_off_is_none() {
    let _turn = IN_TURN.lock().await;
    let (folder, wanted) = (begin().await, to_postgres());
    for cut in [0, 31] {
        let path = folder.settings.data.join("authority.next.key");
        let mut options = OpenOptions::new();
        let mut file = options.write(true).create(true).truncate(true).mode(0o600).open(&path).unwrap();
        file.write_all(&[7; 32][..cut]).unwrap();
        serves(&folder.settings, &wanted.from).await.unwrap();
    }
    wanted.run(&folder.settings, &mut Ends::default()).await.unwrap();
    serves(&folder.settings, &wanted.to).await.unwrap();
}
