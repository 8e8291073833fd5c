//! The stages of a test run, found from what the check-out holds.
//!
//! Quick ones come first, so that a slip is known in seconds; the interface comes before the Rust workspace, since the
//! desktop program embeds what the interface builds.
//!
//! What is generated (bindings, the API's description) has no stage: the crate that generates it owns a test which
//! compares it with the file in the repository. Nor have SQL queries: they are checked against the `.sqlx` folders
//! whenever a crate is compiled.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::stage::{Budget, Stage, Work};
use crate::checkout::Checkout;
use crate::failure::Failure;
use crate::invocation::Invocation;

/// The scripts of `ui/package.json` that must exist and pass, in this order; then come those called `test:…`. The one of
/// the browser builds the pages first, which the desktop program embeds.
const INTERFACE: [&str; 3] = ["lint", "check", "test"];

/// The stage that takes most, of time and of the disk.
pub const TESTS: &str = "tests";

#[derive(Deserialize)]
struct PackageJson {
    scripts: BTreeMap<String, String>,
}

pub fn of(checkout: &Checkout) -> Result<Vec<Stage>, Failure> {
    let mut stages = vec![rules(), format()];
    if checkout.has("ui/package.json") {
        stages.push(interface(checkout)?);
    }
    stages.extend([clippy(checkout), docs(checkout), tests(checkout), teeth()]);
    if checkout.has("src-tauri/Cargo.toml") {
        stages.push(window(checkout));
    }
    Ok(stages)
}

fn rules() -> Stage {
    let about = "the repository's own rules: edges between crates, licences, decision records…";
    Stage { name: "rules", about, budget: Budget::seconds(60, 30), work: Work::Rules }
}

fn format() -> Stage {
    let check = Invocation::new("cargo", ["fmt", "--all", "--check"]);
    Stage { name: "fmt", about: "formatting", budget: Budget::seconds(60, 30), work: Work::Commands(vec![check]) }
}

fn interface(checkout: &Checkout) -> Result<Stage, Failure> {
    let path = checkout.root.join("ui/package.json");
    let json = std::fs::read_to_string(&path).map_err(|cause| Failure::Unreadable { path: path.clone(), cause })?;
    let package: PackageJson = serde_json::from_str(&json)
        .map_err(|cause| Failure::Malformed { origin: path.display().to_string(), cause: cause.to_string() })?;
    let further = package.scripts.keys().map(String::as_str).filter(|script| script.starts_with("test:"));
    let script = |script| Invocation::new("npm", ["--prefix", "ui", "run", script]);
    let work = Work::Commands(INTERFACE.into_iter().chain(further).map(script).collect());
    Ok(Stage { name: "ui", about: "the interface: lint, types, tests, build", budget: Budget::minutes(6, 5), work })
}

fn clippy(checkout: &Checkout) -> Stage {
    let all = ["--workspace", "--all-targets", "--", "--deny", "warnings"];
    // As its image compiles it: without the features that the other programs ask of what they share.
    let alone = ["-p", "coopol-server", "--bin", "coopol-server", "--", "--deny", "warnings"];
    let work = Work::Commands(
        [all.as_slice(), &alone].map(|flags| Invocation::cargo(checkout, "clippy", flags.iter().copied())).into(),
    );
    Stage { name: "clippy", about: "lints, none of them ignored", budget: Budget::minutes(19, 4), work }
}

fn docs(checkout: &Checkout) -> Stage {
    let flags = ["--workspace", "--no-deps", "--document-private-items"];
    let doc = Invocation::cargo(checkout, "doc", flags).under("env", ["RUSTDOCFLAGS=-Dwarnings"]);
    let work = Work::Commands(vec![doc]);
    Stage {
        name: "docs",
        about: "what the code says of itself: no dead link in it",
        budget: Budget::minutes(2, 1),
        work,
    }
}

fn tests(checkout: &Checkout) -> Stage {
    let flags = ["--workspace", "--no-fail-fast"];
    let work = Work::Commands(vec![Invocation::cargo(checkout, "test", flags)]);
    Stage { name: TESTS, about: "every Rust test and documented example", budget: Budget::minutes(34, 13), work }
}

/// After the tests, which say that nothing is wrong without a bug.
fn teeth() -> Stage {
    let about = "guards taken out one by one, in a copy: a test must turn red by each";
    Stage { name: "teeth", about, budget: Budget::minutes(2, 1), work: Work::Teeth }
}

/// The tests that drive the real window are one test target of the desktop program, marked `test = false` so that
/// `cargo test --workspace` leaves it to this stage, which has the screen and the session bus it needs.
fn window(checkout: &Checkout) -> Stage {
    // Features are those of the whole workspace, so that nothing is built twice.
    let target = ["--workspace", "--test", "window"];
    // With the other targets that `--all-targets` leaves out.
    let linted = target.into_iter().chain(["--test", "tour", "--test", "described", "--", "--deny", "warnings"]);
    let lint = Invocation::cargo(checkout, "clippy", linted);
    let drive = Invocation::cargo(checkout, "test", target)
        // Wide enough for two windows; a screen that resets when one is gone isn't there for the next.
        .under("xvfb-run", ["--auto-servernum", "--server-args=-screen 0 2800x900x24 -noreset"])
        .under("dbus-run-session", ["--"]);
    let work = Work::Commands(vec![lint, drive]);
    Stage {
        name: "window",
        about: "the real program, driven on a virtual screen",
        budget: Budget::minutes(10, 5),
        work,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const UI: (&str, &str) = ("ui/package.json", r#"{ "scripts": { "dev": "a", "test:browser": "b", "test": "c" } }"#);
    const DESKTOP: (&str, &str) = ("src-tauri/Cargo.toml", "");

    /// The stages of a check-out that holds these files.
    fn stages(name: &str, files: &[(&str, &str)]) -> Vec<Stage> {
        let root = std::env::temp_dir().join(format!("coopol-xtask-stages-{name}-{}", std::process::id()));
        for (path, text) in files {
            std::fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            std::fs::write(root.join(path), text).unwrap();
        }
        let stages = of(&Checkout { target: root.join("target"), root: root.clone(), ci: true }).unwrap();
        if root.exists() {
            std::fs::remove_dir_all(root).unwrap();
        }
        stages
    }

    fn commands(stage: &Stage) -> Vec<String> {
        let Work::Commands(commands) = &stage.work else { panic!("`{}` starts no program", stage.name) };
        commands.iter().map(ToString::to_string).collect()
    }

    fn names(stages: &[Stage]) -> Vec<&str> {
        stages.iter().map(|stage| stage.name).collect()
    }

    #[test]
    fn a_part_brings_its_stage() {
        assert_eq!(names(&stages("bare", &[])), ["rules", "fmt", "clippy", "docs", "tests", "teeth"]);
        assert_eq!(
            names(&stages("whole", &[UI, DESKTOP])),
            ["rules", "fmt", "ui", "clippy", "docs", "tests", "teeth", "window"]
        );
    }

    #[test]
    fn every_test_script_of_the_interface_runs() {
        let scripts = ["lint", "check", "test", "test:browser"];
        let expected = scripts.map(|script| format!("npm --prefix ui run {script}"));
        assert_eq!(commands(&stages("scripts", &[UI])[2]), expected);
    }

    #[test]
    fn the_window_is_driven_on_its_own_screen_and_bus() {
        let drive = "dbus-run-session -- xvfb-run --auto-servernum --server-args=-screen 0 2800x900x24 -noreset \
            cargo test --locked --workspace --test window";
        assert_eq!(commands(stages("window", &[DESKTOP]).last().unwrap()).last().unwrap(), drive);
    }

    #[test]
    fn all_budgets_together_stay_within_what_a_run_may_take() {
        let stages = stages("budget", &[UI, DESKTOP]);
        let total = |time: fn(&Stage) -> Duration| stages.iter().map(time).sum::<Duration>().as_secs() / 60;
        assert!(total(|stage| stage.budget.cold) <= 75);
        assert!(total(|stage| stage.budget.warm) <= 30);
    }
}
