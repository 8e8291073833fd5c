//! How PostgreSQL goes about what is asked of a tree of units. How many a tree has, it can only guess.

use std::fs;

use coopol_testkit::postgres::{cluster, name};

use crate::on;

/// Many subjects, and a unit for some of them.
const MANY: &str = "SET session_replication_role = replica;
    INSERT INTO subjects (stream, id, key, state, seq)
        SELECT decode(md5((n / 25)::text), 'hex'), decode(md5(n::text), 'hex'), '\\x00', decode(repeat('00', 200), 'hex'), 1
        FROM generate_series(1, 20000) AS n;
    INSERT INTO units (id, stream, parent)
        SELECT decode(md5(n::text), 'hex'), decode(md5((n / 25)::text), 'hex'), decode(md5('25'), 'hex')
        FROM generate_series(25, 20000, 25) AS n;
    ANALYZE subjects; ANALYZE units";

/// All that is asked, as it is prepared.
fn known() -> impl Iterator<Item = String> {
    let known = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.sqlx")).unwrap();
    known.map(|file| {
        let file = fs::read(file.unwrap().path()).unwrap();
        let read: serde_json::Value = serde_json::from_slice(&file).unwrap();
        read["query"].as_str().unwrap().to_owned()
    })
}

/// Each unit is looked up by itself: nobody reads the whole of `subjects` for a few, whose rows lie all over it.
#[test]
fn a_tree_is_walked_and_not_joined_with_everything() {
    on(async |_, url| {
        let database = name(url);
        cluster().tell(database, MANY);
        let asked: Vec<String> = known().filter(|query| query.contains("RECURSIVE")).collect();
        assert_eq!(asked.len(), 2, "{asked:?}");
        for query in asked {
            let given = (1..).take_while(|place| query.contains(&format!("${place}"))).map(|_| "'{}'");
            let given = given.collect::<Vec<_>>().join(", ");
            let planned = format!(
                "SET plan_cache_mode = force_generic_plan; PREPARE asked AS {query}; EXPLAIN EXECUTE asked ({given})"
            );
            let plan = cluster().tell(database, &planned);
            assert!(plan.contains("Recursive Union"), "{plan}");
            assert!(!plan.contains("Seq Scan on subjects"), "{plan}");
        }
    });
}

/// Many streams of many entries.
const STREAMS: &str = "SET session_replication_role = replica;
    INSERT INTO entries (stream, seq, change, subject, device, number, leaf, bytes, sealed)
        SELECT decode(md5((n % 400)::text), 'hex'), n, decode(md5(n::text), 'hex'), decode(md5((n % 4000)::text), 'hex'),
            decode(md5('1'), 'hex'), n, decode(repeat('00', 32), 'hex'), decode(repeat('00', 200), 'hex'), decode(repeat('00', 200), 'hex')
        FROM generate_series(1, 40000) AS n;
    ANALYZE entries";

/// An erasure reads the entries of its stream, and of no other.
#[test]
fn an_erasure_reads_its_own_stream() {
    on(async |_, url| {
        let database = name(url);
        cluster().tell(database, STREAMS);
        let asked: Vec<String> = known().filter(|query| query.contains("SET sealed = NULL")).collect();
        assert_eq!(asked.len(), 1, "{asked:?}");
        let planned = format!(
            "SET plan_cache_mode = force_generic_plan; PREPARE asked AS {}; EXPLAIN EXECUTE asked ('{{}}', '{{}}')",
            asked[0]
        );
        let plan = cluster().tell(database, &planned);
        assert!(plan.contains("entries_pkey"), "{plan}");
        assert!(!plan.contains("Seq Scan on entries"), "{plan}");
    });
}
