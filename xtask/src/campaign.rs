//! `cargo xtask campaign`: the tests of every run in their long form, in pieces, with what was reached (`docs/trust.md`).
//!
//! Each part has a count; a test is told which of it to play by `COOPOL_SEEDS=from..to`, so that a piece can be played again. What
//! came of it stands in `campaign/report.txt` and `report.json` of the target folder.

mod parts;
mod report;
mod schemathesis;

use std::time::Duration;

use crate::Verb;
use crate::checkout::Checkout;
use crate::failure::Failure;
use crate::invocation::Invocation;
use crate::rules::{PAGE, written};
use crate::teeth;
use crate::teeth::table::Table;
use crate::timing::now;
use parts::{PARTS, Part, Work};
use report::{Report, Row};

pub const VERB: Verb = Verb {
    name: "campaign",
    usage: "campaign [--list] [--page] [--only PART] [--from N] [--count N] [--minutes N]",
    about: "the long form of the tests of trust, in pieces (--minutes: begins no piece after so many)",
    run,
};

#[derive(Debug, Default, PartialEq, Eq)]
struct Options {
    list: bool,
    page: bool,
    only: Vec<String>,
    from: u64,
    count: Option<u64>,
    minutes: Option<u64>,
}

fn run(checkout: &Checkout, arguments: &[String]) -> Result<(), Failure> {
    let options = parse(arguments)?;
    if options.page {
        return page(checkout);
    }
    let parts = choose(&options.only)?;
    if options.list {
        for part in &parts {
            println!("{:<14} {:>9} {}: {}", part.name, count(checkout, part)?, part.unit, part.about);
        }
        return Ok(());
    }
    let started = now();
    let mut report = Report::default();
    for part in parts {
        let wanted = options.count.map_or_else(|| Ok(count(checkout, part)?.saturating_sub(options.from)), Ok)?;
        let over = || options.minutes.is_some_and(|most| started.elapsed() >= Duration::from_mins(most));
        let row = play(checkout, part, options.from, wanted, over)?;
        report.rows.push(row);
        // After each, so that nothing is lost if the next is interrupted.
        report.write(checkout)?;
    }
    println!("\n{report}");
    report.failed().map_or(Ok(()), |failed| Err(Failure::Campaign(failed)))
}

/// Plays a part in pieces until as many are played as are wanted, one of them fails, or time is over.
fn play(checkout: &Checkout, part: &Part, from: u64, wanted: u64, over: impl Fn() -> bool) -> Result<Row, Failure> {
    let mut row = Row::new(part, from, wanted);
    while row.reached < wanted && row.failed.is_empty() && !over() {
        let (began, at) = (now(), from + row.reached);
        let piece = part.piece.min(wanted - row.reached);
        println!("\n== {}: {} {}..{} of {}", part.name, part.unit, at, at + piece, from + wanted);
        let (reached, failed) = piece_of(checkout, part, at, piece)?;
        row.reached += reached;
        row.failed.extend(failed);
        row.seconds += began.elapsed().as_secs();
    }
    Ok(row)
}

/// How many were played, and what failed.
fn piece_of(checkout: &Checkout, part: &Part, at: u64, piece: u64) -> Result<(u64, Vec<String>), Failure> {
    match part.work {
        Work::Teeth => {
            let bitten = teeth::some(checkout, at, piece)?;
            let failed = bitten.failed.into_iter().map(|(id, why)| format!("{id}: {why}"));
            Ok((bitten.caught, failed.collect()))
        }
        Work::Test { target, test } => played(checkout, (target, test), (at, piece), Vec::new()),
        Work::Described { target, test } => {
            let program = schemathesis::installed(checkout)?;
            let told = format!("COOPOL_SCHEMATHESIS={}", program.display());
            played(checkout, (target, test), (at, piece), vec![told])
        }
    }
}

/// A piece of a test, with variables beside the one that says which.
fn played(
    checkout: &Checkout,
    (target, test): (&'static str, &'static str),
    (at, piece): (u64, u64),
    mut variables: Vec<String>,
) -> Result<(u64, Vec<String>), Failure> {
    variables.push(format!("COOPOL_SEEDS={at}..{}", at + piece));
    let words = ["--workspace", "--test", target, "--", "--exact", test, "--nocapture"];
    let command = Invocation::cargo(checkout, "test", words).under("env", variables);
    match command.run(checkout) {
        Ok(()) => Ok((piece, Vec::new())),
        Err(Failure::Ended { .. }) => Ok((0, vec![format!("play it again: {command}")])),
        Err(other) => Err(other),
    }
}

fn count(checkout: &Checkout, part: &Part) -> Result<u64, Failure> {
    match part.work {
        Work::Teeth => teeth::all(checkout),
        Work::Test { .. } | Work::Described { .. } => Ok(part.count),
    }
}

/// Writes the table of the seeded bugs into the page.
fn page(checkout: &Checkout) -> Result<(), Failure> {
    let (path, table) = (checkout.root.join(PAGE), Table::read(checkout)?);
    let unreadable = |cause| Failure::Unreadable { path: path.clone(), cause };
    let kept = std::fs::read_to_string(&path).map_err(unreadable)?;
    let made = written(&kept, table.bugs.iter());
    let made = made.ok_or_else(|| Failure::Told { what: "no place for the seeded bugs", said: PAGE.to_owned() })?;
    std::fs::write(&path, made).map_err(unreadable)
}

fn choose(only: &[String]) -> Result<Vec<&'static Part>, Failure> {
    if let Some(given) = only.iter().find(|name| PARTS.iter().all(|part| part.name != **name)) {
        let known = PARTS.iter().map(|part| part.name).collect::<Vec<_>>().join(", ");
        return Err(Failure::UnknownPart { given: given.clone(), known });
    }
    Ok(PARTS.iter().filter(|part| only.is_empty() || only.iter().any(|name| name == part.name)).collect())
}

fn parse(arguments: &[String]) -> Result<Options, Failure> {
    let unknown = |given: &str| Failure::UnknownOption { given: given.to_owned(), usage: VERB.usage };
    let mut options = Options::default();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| unknown(argument));
        let number = |text: &String| text.parse::<u64>().map_err(|_| unknown(text));
        match argument.as_str() {
            "--list" => options.list = true,
            "--page" => options.page = true,
            "--only" => options.only.push(value()?.clone()),
            "--from" => options.from = number(value()?)?,
            "--count" => options.count = Some(number(value()?)?),
            "--minutes" => options.minutes = Some(number(value()?)?),
            given => return Err(unknown(given)),
        }
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(words: &[&str]) -> Result<Options, Failure> {
        parse(&words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_piece_is_named_by_its_beginning_and_its_length() {
        let given = options(&["--only", "simulation", "--from", "500", "--count", "20", "--minutes", "5"]).unwrap();
        let only = vec!["simulation".to_owned()];
        let wanted = Options { only, from: 500, count: Some(20), minutes: Some(5), ..Options::default() };
        assert_eq!(given, wanted);
        assert!(matches!(options(&["--count", "many"]), Err(Failure::UnknownOption { .. })));
        assert!(matches!(options(&["--only"]), Err(Failure::UnknownOption { .. })));
    }

    #[test]
    fn an_unknown_part_is_refused_and_every_part_has_a_name_of_its_own() {
        assert!(matches!(choose(&["nothing".to_owned()]), Err(Failure::UnknownPart { .. })));
        assert_eq!(choose(&[]).unwrap().len(), PARTS.len());
        for part in PARTS {
            assert_eq!(choose(&[part.name.to_owned()]).unwrap().len(), 1, "{}", part.name);
            assert!(0 < part.piece && part.piece <= part.count, "{}", part.name);
        }
    }

    #[test]
    fn time_that_is_over_begins_no_piece_and_says_so() {
        let here = std::env::temp_dir();
        let checkout = Checkout { root: here.clone(), target: here, ci: false };
        let row = play(&checkout, &PARTS[0], 100, 50, || true).unwrap();
        assert_eq!((row.from, row.wanted, row.reached, row.failed.len()), (100, 50, 0, 0));
    }
}
