//! The table of seeded bugs still fits: each guard stands where the table says, its test is there, and the page shows them all.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Finding;
use super::repository::Repository;
use crate::teeth::table::{Bug, FILE};

/// Where people read them.
pub const PAGE: &str = "docs/trust.md";

const BEGIN: &str =
    "<!-- seeded bugs: made of crates/testkit/scenarios/seeded-bugs.toml by `cargo xtask campaign --page` -->\n";
const END: &str = "<!-- end of the seeded bugs -->\n";

/// How many are tried in every run.
const FEW: usize = 5;

pub fn check(repository: &Repository) -> Vec<Finding> {
    let mut ids = BTreeSet::new();
    let mut findings: Vec<Finding> = Vec::new();
    for (bug, text) in &repository.bugs {
        let mut finding = |says: String| findings.push(Finding::new(format!("{FILE}: {}", bug.id), says));
        if !ids.insert(&bug.id) {
            finding("there are two of this name".to_owned());
        }
        if bug.find == bug.put {
            finding("it changes nothing".to_owned());
        }
        let times = text.as_ref().map_or(0, |text| text.matches(&bug.find).count());
        if times != 1 {
            finding(format!("what it takes out stands {times} times in {}, not once", bug.file));
        }
        if !has_test(repository, bug) {
            finding(format!("its test `{}` isn't there", bug.filter));
        }
    }
    let few = repository.bugs.iter().filter(|(bug, _)| bug.every_run).count();
    if few < FEW && !repository.bugs.is_empty() {
        findings.push(Finding::new(FILE, format!("{few} are tried in every run, {FEW} at least should be")));
    }
    let bugs = repository.bugs.iter().map(|(bug, _)| bug);
    match repository.file(PAGE).map(|page| (written(&page.text, bugs), &page.text)) {
        Some((Some(made), kept)) if made == *kept => {}
        None if repository.bugs.is_empty() => {}
        _ => findings.push(Finding::new(PAGE, "isn't that of the table: `cargo xtask campaign --page` writes it")),
    }
    findings
}

/// Macros write some names of tests without `fn`.
fn has_test(repository: &Repository, bug: &Bug) -> bool {
    let name = bug.filter.rsplit("::").next().unwrap_or_default();
    let named = |text: &str| text.match_indices(name).any(|(at, _)| is_whole(text, at, name.len()));
    repository.files.iter().filter(|file| file.extension() == "rs").any(|file| named(&file.text))
}

fn is_whole(text: &str, at: usize, length: usize) -> bool {
    let part = |letter: char| letter.is_alphanumeric() || letter == '_';
    !text[..at].ends_with(part) && !text[at + length..].starts_with(part)
}

/// The page with the table of the bugs in its place; `None` if it has no place for one.
pub fn written<'a>(page: &str, bugs: impl Iterator<Item = &'a Bug>) -> Option<String> {
    let (before, rest) = page.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    let mut table = "| No longer looked at | What it serves | Caught by |\n|---|---|---|\n".to_owned();
    for bug in bugs {
        let always = if bug.every_run { " (every run)" } else { "" };
        let (guard, serves) = (&bug.guard, &bug.serves);
        writeln!(table, "| {guard} | {serves} | `{}`: `{}`{always} |", bug.test, bug.filter).ok()?;
    }
    Some(format!("{before}{BEGIN}{table}{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bug(id: &str) -> Bug {
        let [guard, serves, file] = ["a guard", "J1", "a.rs"].map(str::to_owned);
        let [find, put, test, filter] = ["if a", "if b", "journal", "c::the_test"].map(str::to_owned);
        Bug { id: id.to_owned(), guard, serves, file, find, put, test, filter, every_run: true }
    }

    /// A repository with five bugs and the page that shows them.
    fn repository(text: &str, test: &str) -> Repository {
        let bugs: Vec<Bug> = ["a", "b", "c", "d", "e"].map(bug).into();
        let page = written(&format!("# Trust\n{BEGIN}{END}end\n"), bugs.iter()).unwrap();
        let mut repository = Repository::of_texts(&[(PAGE, &page), ("crates/a/tests/c.rs", test)]);
        repository.bugs = bugs.into_iter().map(|bug| (bug, Some(text.to_owned()))).collect();
        repository
    }

    #[test]
    fn a_row_whose_text_or_test_is_gone_is_found() {
        assert_eq!(check(&repository("if a {}", "fn the_test() {}")), []);
        assert_eq!(check(&repository("if b {}", "fn the_test() {}")).len(), 5, "gone");
        assert_eq!(check(&repository("if a if a", "fn the_test() {}")).len(), 5, "twice");
        assert_eq!(check(&repository("if a {}", "fn the_test_of_more() {}")).len(), 5, "no such test");
    }

    #[test]
    fn two_of_one_name_and_too_few_for_every_run_are_found() {
        let mut all = repository("if a {}", "fn the_test() {}");
        all.bugs[1].0.id = "a".to_owned();
        all.bugs[2].0.every_run = false;
        let says: Vec<String> = check(&all).into_iter().map(|finding| finding.says).collect();
        assert_eq!(says.len(), 3, "the page differs, too: {says:?}");
    }

    #[test]
    fn a_page_without_a_row_is_found() {
        let mut all = repository("if a {}", "fn the_test() {}");
        all.bugs[0].0.guard = "another guard".to_owned();
        assert_eq!(check(&all).len(), 1);
    }
}
