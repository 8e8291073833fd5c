//! The server's two databases grow by the same steps: a migration exists for both, under one name. A step that takes something away
//! says from which step on nobody asks for it (decision 0051).

use super::Finding;
use super::repository::Repository;

const SQLITE: &str = "migrations/server-sqlite";
const POSTGRES: &str = "migrations/server-postgres";

pub fn check(repository: &Repository) -> Vec<Finding> {
    let mut findings = absent(repository, SQLITE, POSTGRES);
    findings.extend(absent(repository, POSTGRES, SQLITE));
    findings.extend([SQLITE, POSTGRES].into_iter().flat_map(|folder| taking_away(repository, folder)));
    findings
}

/// The step that began to keep [`FLOOR`].
const KEPT_FROM: &str = "0024";
const FLOOR: &str = "UPDATE schema_floor";
/// What an earlier program asks for, or writes as it did, may fail after one of these.
const TAKES: [&str; 5] = ["DROP ", "RENAME ", "SET NOT NULL", "ADD CONSTRAINT", "ALTER COLUMN"];

/// Steps that take something away and don't say from where on that is well.
fn taking_away(repository: &Repository, folder: &str) -> Vec<Finding> {
    let steps = repository.names_in(folder).into_iter().filter(|name| *name > KEPT_FROM);
    let finding = |name: &str| {
        let path = format!("{folder}/{name}");
        let said = repository.file(&path)?.text.lines().filter(|line| !line.trim_start().starts_with("--"));
        let text = said.collect::<Vec<_>>().join("\n").to_uppercase();
        let takes = TAKES.iter().find(|takes| text.contains(*takes))?;
        let says = format!(
            "`{}` takes something away, and no `{FLOOR}` says from which step on nobody asks for it",
            takes.trim()
        );
        (!text.contains(&FLOOR.to_uppercase())).then(|| Finding::new(&path, says))
    };
    steps.filter_map(finding).collect()
}

/// Migrations in `there` that `here` hasn't. A backend that doesn't exist yet lacks nothing.
fn absent(repository: &Repository, here: &str, there: &str) -> Vec<Finding> {
    let present = repository.names_in(here);
    if present.is_empty() {
        return Vec::new();
    }
    let lacking = repository.names_in(there).into_iter().filter(|name| !present.contains(name));
    lacking.map(|name| Finding::new(here, format!("has no {name}, which is in {there}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(sqlite: &[&str], postgres: &[&str]) -> Vec<Finding> {
        let paths = |folder: &str, names: &[&str]| -> Vec<String> {
            names.iter().map(|name| format!("{folder}/{name}")).collect()
        };
        let paths = [paths(SQLITE, sqlite), paths(POSTGRES, postgres)].concat();
        let texts: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "")).collect();
        check(&Repository::of_texts(&texts))
    }

    #[test]
    fn both_databases_take_the_same_steps() {
        assert_eq!(findings(&["0001_streams.sql"], &["0001_streams.sql"]), []);
        let says = format!("has no 0002_mail.sql, which is in {SQLITE}");
        assert_eq!(findings(&["0001_a.sql", "0002_mail.sql"], &["0001_a.sql"]), [Finding::new(POSTGRES, says)]);
    }

    #[test]
    fn what_takes_away_moves_the_floor() {
        let found = |name: &str, text: &str| check(&Repository::of_texts(&[(&format!("{SQLITE}/{name}"), text)])).len();
        assert_eq!(found("0040_a.sql", "ALTER TABLE streams DROP COLUMN told;"), 1);
        assert_eq!(found("0040_a.sql", "drop table touched;"), 1);
        assert_eq!(found("0040_a.sql", "DROP TABLE touched; UPDATE schema_floor SET step = 39;"), 0);
        assert_eq!(found("0040_a.sql", "-- No drop here.\nALTER TABLE streams ADD COLUMN told INTEGER;"), 0);
        assert_eq!(found("0019_a.sql", "DROP TABLE touched;"), 0, "before the floor was kept");
    }

    #[test]
    fn one_database_alone_is_fine() {
        assert_eq!(findings(&["0001_streams.sql"], &[]), []);
    }
}
