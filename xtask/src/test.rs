//! `cargo xtask test`: every check and every test, in stages, each timed.

mod closing;
mod room;
mod stage;
mod stages;

use crate::checkout::Checkout;
use crate::failure::Failure;
use crate::timing::now;
use crate::{Verb, setup};
use closing::Closing;
use stage::Stage;

pub const VERB: Verb = Verb {
    name: "test",
    usage: "test [--yes] [--list] [--only STAGE]",
    about: "runs every check and test (--yes, or CI=true: installs first what is missing)",
    run,
};

#[derive(Debug, Default, PartialEq, Eq)]
struct Options {
    yes: bool,
    list: bool,
    only: Vec<String>,
}

fn run(checkout: &Checkout, arguments: &[String]) -> Result<(), Failure> {
    let options = parse(arguments)?;
    let cold = checkout.is_cold();
    if (options.yes || checkout.ci) && !options.list {
        setup::install(checkout, true)?;
    }
    let stages = choose(stages::of(checkout)?, &options.only)?;
    if options.list {
        for stage in &stages {
            println!("{:<10} {}", stage.name, stage.about);
        }
        return Ok(());
    }
    if let Some(reminder) = setup::reminder(checkout)? {
        println!("{reminder}");
    }
    if stages.iter().any(|stage| stage.name == stages::TESTS) {
        room::check(checkout)?;
    }
    run_stages(checkout, &stages, cold)
}

fn run_stages(checkout: &Checkout, stages: &[Stage], cold: bool) -> Result<(), Failure> {
    let mut closing = Closing::new(cold);
    for stage in stages {
        println!("\n== {}: {}", stage.name, stage.about);
        let started = now();
        let outcome = stage.run(checkout);
        closing.add(stage, started.elapsed(), outcome.is_ok());
        if let Err(cause) = outcome {
            println!("\n{closing}");
            return Err(Failure::Stage { stage: stage.name, cause: Box::new(cause) });
        }
    }
    println!("\n{closing}");
    Ok(())
}

fn parse(arguments: &[String]) -> Result<Options, Failure> {
    let unknown = |given: &str| Failure::UnknownOption { given: given.to_owned(), usage: VERB.usage };
    let mut options = Options::default();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--yes" => options.yes = true,
            "--list" => options.list = true,
            "--only" => options.only.push(arguments.next().ok_or_else(|| unknown("--only"))?.clone()),
            given => return Err(unknown(given)),
        }
    }
    Ok(options)
}

fn choose(stages: Vec<Stage>, only: &[String]) -> Result<Vec<Stage>, Failure> {
    if let Some(given) = only.iter().find(|name| stages.iter().all(|stage| stage.name != **name)) {
        let known = stages.iter().map(|stage| stage.name).collect::<Vec<_>>().join(", ");
        return Err(Failure::UnknownStage { given: given.clone(), known });
    }
    Ok(stages.into_iter().filter(|stage| only.is_empty() || only.iter().any(|name| name == stage.name)).collect())
}

#[cfg(test)]
mod tests {
    use super::stage::{Budget, Work};
    use super::*;
    use crate::invocation::Invocation;

    fn stage(name: &'static str, program: &'static str) -> Stage {
        let work = Work::Commands(vec![Invocation::new(program, [""; 0])]);
        Stage { name, about: "for this test", budget: Budget::minutes(1, 1), work }
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn options_are_read_and_anything_else_is_refused() {
        let expected = Options { yes: true, list: false, only: words(&["fmt", "tests"]) };
        assert_eq!(parse(&words(&["--only", "fmt", "--yes", "--only", "tests"])).unwrap(), expected);
        assert!(matches!(parse(&words(&["--fast"])), Err(Failure::UnknownOption { .. })));
        assert!(matches!(parse(&words(&["--only"])), Err(Failure::UnknownOption { .. })));
    }

    #[test]
    fn only_named_stages_run_and_an_unknown_name_is_refused() {
        let both = || vec![stage("fmt", "true"), stage("tests", "true")];
        let names = |only: &[&str]| {
            choose(both(), &words(only)).map(|stages| stages.iter().map(|stage| stage.name).collect::<Vec<_>>())
        };
        assert_eq!(names(&[]).unwrap(), ["fmt", "tests"]);
        assert_eq!(names(&["tests"]).unwrap(), ["tests"]);
        assert!(matches!(names(&["test"]), Err(Failure::UnknownStage { .. })));
    }

    #[test]
    fn the_first_stage_that_fails_ends_the_run_and_is_named() {
        let here = std::env::temp_dir();
        let checkout = Checkout { root: here.clone(), target: here, ci: false };
        let stages = [stage("first", "true"), stage("second", "false"), stage("third", "no-such-program-of-coopol")];
        let failure = run_stages(&checkout, &stages, false).unwrap_err();
        assert!(matches!(failure, Failure::Stage { stage: "second", .. }), "{failure}");
    }
}
