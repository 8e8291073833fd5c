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

/// What is asked of a tree, as it is prepared.
fn of_trees() -> Vec<String> {
    let known = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.sqlx")).unwrap();
    let queries = known.map(|file| {
        let file = fs::read(file.unwrap().path()).unwrap();
        let read: serde_json::Value = serde_json::from_slice(&file).unwrap();
        read["query"].as_str().unwrap().to_owned()
    });
    queries.filter(|query| query.contains("RECURSIVE")).collect()
}

/// Each unit is looked up by itself: nobody reads the whole of `subjects` for a few, whose rows lie all over it.
#[test]
fn a_tree_is_walked_and_not_joined_with_everything() {
    on(async |_, url| {
        let database = name(url);
        cluster().tell(database, MANY);
        let asked = of_trees();
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
