//! Whole tables, as they are carried when a server moves.

use coopol_store::schema::FLOOR;
use coopol_store::tables::{Cell, Page, RELOCATION, Relocation, Sort, TABLES};
use coopol_testkit::postgres::{cluster, name};

use crate::on;

const COLUMNS: &str = "SELECT string_agg(table_name || ' ' || column_name || ' ' || data_type, E'\\n' \
                       ORDER BY table_name COLLATE \"C\", column_name COLLATE \"C\") \
                       FROM information_schema.columns WHERE table_schema = 'public'";
/// The columns of each unique index, with its table.
const UNIQUE: &str = "SELECT i.indrelid::regclass || ':' || (SELECT string_agg(a.attname, ' ' ORDER BY p.n) \
                      FROM unnest(i.indkey) WITH ORDINALITY AS p(column_number, n) JOIN pg_attribute AS a \
                      ON a.attrelid = i.indrelid AND a.attnum = p.column_number) FROM pg_index AS i \
                      JOIN pg_class AS c ON c.oid = i.indrelid WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace";

/// Every table of the schema is in the list, column by column, and each is read in the order of a key that no two rows have.
#[test]
fn every_column_is_carried() {
    on(async |_, url| {
        let ask = |statement: &str| cluster().tell(name(url), statement);
        let own = [RELOCATION, FLOOR, "_sqlx_migrations", "part", "decided"];
        let found = ask(COLUMNS);
        let found: Vec<&str> =
            found.lines().filter(|line| !own.iter().any(|own| line.starts_with(&format!("{own} ")))).collect();
        let sort = |sort: Sort| match sort {
            Sort::Bytes => "bytea",
            Sort::Number => "bigint",
            Sort::Text => "text",
            Sort::Flag => "boolean",
        };
        let columns = TABLES.iter().flat_map(|table| table.columns.iter().map(move |column| (table.name, column)));
        let mut carried: Vec<(&str, &str, &str)> =
            columns.map(|(table, (column, of))| (table, *column, sort(*of))).collect();
        carried.sort_unstable();
        let carried: Vec<String> =
            carried.into_iter().map(|(table, column, of)| format!("{table} {column} {of}")).collect();
        assert_eq!(found, carried);
        let unique = ask(UNIQUE);
        for table in &TABLES {
            let key = format!("{}:{}", table.name, table.key_names().replace(',', ""));
            assert!(unique.lines().any(|line| line == key), "{key}: {unique}");
        }
    });
}

fn nonce(number: u8, expires: i64) -> Vec<Cell> {
    vec![Cell::Bytes(vec![number; 32]), Cell::Number(expires)]
}

/// A page ends with the row by which it is full; the next begins behind it; nothing is lost between.
#[test]
fn what_is_put_is_read_back_in_pages() {
    on(async |postgres, _| {
        let table = |wanted: &str| TABLES.iter().find(|table| table.name == wanted).unwrap();
        let (nonces, settings) = (table("nonces"), table("settings"));
        let rows: Vec<_> = (0..7).map(|number| nonce(number, i64::from(number) - 3)).collect();
        let shuffled = [5, 0, 6, 2, 4, 1, 3].map(|place: usize| rows[place].clone());
        postgres.put(nonces, shuffled.to_vec()).await.unwrap();
        for most in [Page { rows: 3, bytes: u64::MAX >> 1 }, Page { rows: 9, bytes: 65 }] {
            let (mut after, mut read) = (None, Vec::new());
            loop {
                let page = postgres.rows_of(nonces, after.as_deref(), most).await.unwrap();
                assert!(page.len() <= 3, "{most:?}");
                let Some(last) = page.last() else { break };
                after = Some(nonces.key_of(last).to_vec());
                read.extend(page);
            }
            assert_eq!(read, rows, "{most:?}");
        }
        assert!(postgres.put(nonces, vec![nonce(9, 1), nonce(3, 1)]).await.is_err());
        let all = Page { rows: 99, bytes: 1 << 20 };
        assert_eq!(postgres.rows_of(nonces, None, all).await.unwrap().len(), 7, "a row too many, and none is put");
        // By their bytes, in whichever language the database sorts.
        let named = ["Z", "a", "é"].map(|name| vec![Cell::Text(name.to_owned()), Cell::Bytes(vec![1])]);
        postgres.put(settings, named.to_vec()).await.unwrap();
        assert_eq!(postgres.rows_of(settings, None, all).await.unwrap(), named);
        let after = postgres.rows_of(settings, Some(&[Cell::Text("a".to_owned())]), all).await.unwrap();
        assert_eq!(after, named[2..]);
        postgres.empty().await.unwrap();
        assert!(postgres.rows_of(nonces, None, all).await.unwrap().is_empty());
    });
}

/// Where its server went is said by the connection that keeps others away: once that is gone, nothing is.
#[test]
fn what_lies_between_is_said_by_whoever_claimed_it() {
    on(async |postgres, url| {
        let gone = Relocation::Gone { to: "sqlite:".to_owned(), key: [7; 32] };
        assert!(postgres.set_relocation(Some(&gone)).await.is_err(), "nobody claimed it");
        assert!(postgres.claim(true).await.unwrap());
        let coming = Relocation::Coming { from: "sqlite:".to_owned() };
        for known in [Some(&coming), Some(&gone), None, Some(&coming)] {
            postgres.set_relocation(known).await.unwrap();
            assert_eq!(postgres.relocation().await.unwrap().as_ref(), known);
        }
        let cut = "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        let held = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        assert_eq!(cluster().tell(name(url), held), "1");
        cluster().tell(name(url), cut);
        assert!(postgres.set_relocation(Some(&gone)).await.is_err(), "the connection broke");
        assert_eq!(postgres.relocation().await.unwrap(), Some(coming));
    });
}
