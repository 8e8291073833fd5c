//! Two hundred alterations by somebody who has the file and no key, over every column that feeds a device.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use coopol_domain::journal::Compartment;
use coopol_testkit::chance::Chance;
use coopol_testkit::seeds::seeds;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Row as _, SqliteConnection};
use tokio::runtime::Handle;
use tokio::task::JoinSet;

use crate::columns::{COLUMNS, ROW, Role, of, role};
use crate::observer::Said;
use crate::run::{Ending, Run, honest};
use crate::scene::Scene;
use crate::served::{Served, Time};

/// How many every run makes.
const MUTATIONS: u64 = 200;
const SEED: u64 = 0x7a3e;
/// How many go on beside each other.
const BESIDE: usize = 3;

/// A value as SQLite writes it.
#[derive(Debug, Clone, PartialEq)]
enum Literal {
    Null,
    Number(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// What was done, for whoever reads of a failure.
#[derive(Debug, Clone)]
struct Mutation {
    number: u64,
    table: &'static str,
    column: &'static str,
    role: Role,
    done: String,
}

/// Opens a database to be altered, without any of its rules.
pub async fn freely(path: &std::path::Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(path).foreign_keys(false);
    let mut database = options.disable_statement_logging().connect().await.unwrap();
    sqlx::query("PRAGMA ignore_check_constraints = ON").execute(&mut database).await.unwrap();
    database
}

impl Literal {
    fn read(quoted: &str) -> Self {
        match quoted.strip_prefix("X'").or(quoted.strip_prefix("x'")) {
            _ if quoted == "NULL" => Self::Null,
            Some(hex) => {
                let digits = hex.trim_end_matches('\'').as_bytes();
                let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
                Self::Bytes(digits.chunks(2).map(byte).collect())
            }
            None => match quoted.strip_prefix('\'') {
                Some(text) => Self::Text(text.trim_end_matches('\'').replace("''", "'")),
                None => Self::Number(quoted.parse().unwrap()),
            },
        }
    }

    fn written(&self) -> String {
        match self {
            Self::Null => "NULL".to_owned(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => format!("'{}'", text.replace('\'', "''")),
            Self::Bytes(bytes) => {
                let mut digits = String::new();
                for byte in bytes {
                    write!(digits, "{byte:02x}").unwrap();
                }
                format!("X'{digits}'")
            }
        }
    }

    /// A bit turned, a number moved, a letter changed, the end cut off.
    fn altered(&self, chance: &mut Chance) -> Self {
        match self {
            Self::Bytes(bytes) if !bytes.is_empty() => {
                let mut bytes = bytes.clone();
                let at = chance.place(bytes.len());
                if bytes.len() > 32 && chance.in_a_hundred(20) {
                    bytes.truncate(at);
                } else {
                    bytes[at] ^= 1 << chance.below(8);
                }
                Self::Bytes(bytes)
            }
            Self::Number(number) => Self::Number(match chance.below(4) {
                0 => number + 1,
                1 => number - 1,
                2 => 0,
                _ => number ^ 1 << chance.below(40),
            }),
            Self::Text(text) => {
                let at = chance.place(text.len());
                Self::Text(text.char_indices().map(|(place, letter)| if place == at { 'x' } else { letter }).collect())
            }
            Self::Null | Self::Bytes(_) => Self::Bytes(chance.bytes::<16>().to_vec()),
        }
    }
}

/// The rows of a table: what names each, and what stands in a column. What nobody who looks on reads is left out: other
/// streams, and the devices and mandates of others. Nobody here would miss them.
async fn rows(database: &mut SqliteConnection, table: &str, column: &str, scene: &Scene) -> Vec<(String, Literal)> {
    let names = format!("SELECT name FROM pragma_table_info('{table}') WHERE pk > 0 ORDER BY pk");
    let keys: Vec<String> = sqlx::query_scalar(AssertSqlSafe(names)).fetch_all(&mut *database).await.unwrap();
    let named: Vec<String> = keys.iter().map(|key| format!("'{key} = ' || quote({key})")).collect();
    let named = named.join(" || ' AND ' || ");
    let column = if column == ROW { "NULL" } else { column };
    let among = |column: &str, ids: Vec<[u8; 16]>| {
        let ids: Vec<String> = ids.into_iter().map(|id| Literal::Bytes(id.to_vec()).written()).collect();
        format!("{column} IN ({})", ids.join(", "))
    };
    let read = |column: &str| among(column, scene.read().iter().map(|stream| *stream.as_bytes()).collect());
    let looking = scene.observers.iter();
    let mut seen = Vec::new();
    match table {
        "streams" => seen.push(read("id")),
        "devices" => seen.push(among("id", looking.map(|observer| *observer.device.as_bytes()).collect())),
        "mandates" => seen.push(among("holder", looking.map(|observer| *observer.holder.as_bytes()).collect())),
        _ => seen.push("1".to_owned()),
    }
    if role(table, "stream").is_some() {
        seen.push(read("stream"));
    }
    let seen = seen.join(" AND ");
    let wanted = format!("SELECT {named}, quote({column}) FROM {table} WHERE {seen} ORDER BY 1");
    let rows = sqlx::query(AssertSqlSafe(wanted)).fetch_all(database).await.unwrap();
    rows.iter().map(|row| (row.get::<String, _>(0), Literal::read(row.get(1)))).collect()
}

/// Alters one value, puts another row's in its place, or takes the whole row away. Says what it did.
async fn alter(
    database: &mut SqliteConnection,
    (table, column): (&str, &str),
    scene: &Scene,
    chance: &mut Chance,
) -> String {
    let rows = rows(database, table, column, scene).await;
    assert!(!rows.is_empty(), "the honest scene has nothing in `{table}`");
    // Most of what there is are people, who are all alike: half of the time it is something else.
    let roster = Literal::Bytes(scene.stream(Compartment::Roster).as_bytes().to_vec()).written().to_lowercase();
    let others: Vec<_> = rows.iter().filter(|(named, _)| !named.to_lowercase().contains(&roster)).collect();
    loop {
        let (named, value) = if chance.in_a_hundred(50) && !others.is_empty() {
            others[chance.place(others.len())]
        } else {
            &rows[chance.place(rows.len())]
        };
        let other = &rows[chance.place(rows.len())].1;
        let new = if chance.in_a_hundred(30) { other.clone() } else { value.altered(chance) };
        let statement = match column {
            ROW => format!("DELETE FROM {table} WHERE {named}"),
            _ if new == *value => continue,
            _ => format!("UPDATE {table} SET {column} = {} WHERE {named}", new.written()),
        };
        // What the table itself forbids, two rows of one name, nobody can do.
        if sqlx::query(AssertSqlSafe(statement.clone())).execute(&mut *database).await.is_ok() {
            return statement;
        }
    }
}

/// What may do nothing once, and what feeds a device in turn, without end.
fn targets() -> impl Iterator<Item = (&'static str, &'static str, Role)> {
    let every =
        COLUMNS.iter().flat_map(|(table, columns)| columns.iter().map(|(column, role)| (*table, *column, *role)));
    let (feeds, others): (Vec<_>, Vec<_>) = every.partition(|(_, _, role)| *role == Role::Feeds);
    let spared = others.into_iter().filter(|(_, _, role)| matches!(role, Role::Spared(_)));
    spared.chain(feeds.into_iter().cycle())
}

#[tokio::test]
async fn every_column_is_altered_or_listed() {
    let folder = tempfile::tempdir().unwrap();
    Served::begin(folder.path(), &Time::begin()).await.stop().await;
    let mut database = freely(&folder.path().join(coopol_server::data::DATABASE)).await;
    let there = of(&mut database).await;
    assert!(there.len() > 80);
    for (table, column) in &there {
        assert!(role(table, column).is_some(), "{table}.{column} isn't in COLUMNS: does it feed a device?");
    }
    let listed: usize = COLUMNS.iter().map(|(_, columns)| columns.len() - 1).sum();
    assert_eq!(listed, there.len(), "COLUMNS names what isn't there any more");
    let altered = COLUMNS.iter().flat_map(|(_, columns)| *columns).filter(|(_, role)| !matches!(role, Role::Left(_)));
    assert!(altered.count() as u64 <= MUTATIONS, "not every run meets each column");
    database.close().await.unwrap();
}

/// Either every laptop ends with exactly what an honest server gives, or something is said; and where a column feeds a
/// device, something is said whatever becomes of it.
#[tokio::test(flavor = "multi_thread")]
async fn an_altered_database_never_passes_in_silence() {
    let scene = Arc::new(Box::pin(Scene::build()).await);
    let expected = Arc::new(honest(&scene).await);
    let (mut runs, mut endings) = (JoinSet::new(), Vec::new());
    let seeds = seeds(MUTATIONS);
    let wanted = seeds.clone().count();
    for (number, (table, column, role)) in (0..).zip(targets()).skip_while(|it| it.0 < seeds.start).take(wanted) {
        if runs.len() >= BESIDE {
            endings.push(runs.join_next().await.unwrap().unwrap());
        }
        let (scene, runtime) = (scene.clone(), Handle::current());
        runs.spawn_blocking(move || {
            let mut chance = Chance::new(SEED + number);
            runtime.block_on(async {
                let run = Run::new(&scene);
                let mut database = freely(&run.database()).await;
                let done = alter(&mut database, (table, column), &scene, &mut chance).await;
                database.close().await.unwrap();
                (Mutation { number, table, column, role, done }, run.end().await)
            })
        });
    }
    while let Some(ended) = runs.join_next().await {
        endings.push(ended.unwrap());
    }
    report(&expected, endings, wanted);
}

#[expect(clippy::print_stdout, reason = "what was said how often is for whoever plays a campaign")]
fn report(expected: &Ending, mut endings: Vec<(Mutation, Ending)>, wanted: usize) {
    endings.sort_by_key(|(mutation, _)| mutation.number);
    assert_eq!(endings.len(), wanted);
    let (mut counts, mut wrong) = (BTreeMap::<&str, usize>::new(), Vec::new());
    for (mutation, ending) in &endings {
        let said: BTreeSet<Said> = ending.said().into_iter().map(|(_, said)| said).collect();
        let how = match ending {
            Ending::NotServed(_) => "not served, by a named error",
            _ if said.iter().any(|said| matches!(said, Said::Alarm(_))) => "an alarm",
            _ if !said.is_empty() => "a named error",
            _ if ending == expected => "nothing, and every laptop has exactly what it should",
            Ending::Seen(_) => "SILENCE",
        };
        *counts.entry(how).or_default() += 1;
        let unnamed = said.contains(&Said::Failing(String::new()));
        assert!(!unnamed, "{}: a failure without a name", mutation.done);
        let harmless = ending == expected;
        if how == "SILENCE" || harmless && mutation.role == Role::Feeds {
            wrong.push(format!(
                "{} [{}.{}]: {}: {how}",
                mutation.number, mutation.table, mutation.column, mutation.done
            ));
        }
    }
    assert!(wrong.is_empty(), "seed {SEED:#x}:\n{}", wrong.join("\n"));
    println!("{wanted} mutations of seed {SEED:#x}: {counts:?}");
    let alarms = counts.get("an alarm").copied().unwrap_or_default();
    assert!(wanted < 100 || alarms > wanted / 10, "{counts:?}");
}
