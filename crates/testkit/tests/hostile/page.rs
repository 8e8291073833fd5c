//! The table as a page for people.

use std::fmt::Write as _;

use crate::table::{Outcome, Table, table};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/hostile-handover.md");
const WRITE: &str = "COOPOL_WRITE_PAGE";

const HEAD: &str = "\
# When the one who leaves doesn't want to go

An officer whose mandate has ended may still have a laptop, a token, a printed sheet and a grudge. This table says what comes of
what they try. Every line of it is played against a real server in each run of the tests, by an officer of its own, and afterwards
the successor's roster, agenda, archives, mandates and laptops are compared with what they were: nothing may differ, and every
seal must hold. Nothing stays on the laptop of whoever left once it has spoken with the server.

- **online**: the laptop is connected. Reading comes after it has heard of the end; writing happens in the very second before.
- **three weeks offline**: without a network from before the end until three weeks later.
- **clock set back**: the same, with a clock that was set back by thirty days.
- **second laptop**: on another laptop than the one that has heard of the end.

What comes of it:

- **refused**: the laptop or the server refuses it.
- **waits**: it reaches those who stay, under the name of whoever did it, and counts for nothing until one of them accepts it.
- **no effect**: it is answered, and changes nothing: it was done before.
- **keeps**: the laptop still shows what it had before the end, and nothing newer.

Mails and calendar feeds have no lines: there are none yet. Nor has what an officer does *before* their mandate ends: it is theirs to do,
stands in the history under their name, and can be taken back as a whole. Around a handover, what they change in a roster beyond
twenty people a day waits for another person ([decision 0022](decisions/0022-around-a-handover-many-changes-take-two.md)).

";

const fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Refused => "refused",
        Outcome::Waits => "waits",
        Outcome::NoEffect => "no effect",
        Outcome::Keeps => "keeps",
    }
}

fn page(table: &Table) -> String {
    let mut page = HEAD.to_owned();
    page.push_str(
        "| Whoever left… | online | three weeks offline | clock set back | second laptop |\n|---|---|---|---|---|\n",
    );
    let mut notes = Vec::new();
    for row in &table.action {
        let mut does = row.does.clone();
        if let Some(why) = &row.why {
            notes.push(why.as_str());
            write!(does, " ({})", notes.len()).unwrap();
        }
        let [a, b, c, d] = [row.online, row.three_weeks_offline, row.clock_set_back, row.second_laptop].map(word);
        writeln!(page, "| {does} | {a} | {b} | {c} | {d} |").unwrap();
    }
    page.push('\n');
    for (number, why) in notes.iter().enumerate() {
        writeln!(page, "{}. {why}", number + 1).unwrap();
    }
    page
}

#[test]
fn the_page_is_that_of_the_table() {
    let made = page(&table());
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(PAGE, &made).unwrap();
    }
    let kept = std::fs::read_to_string(PAGE).unwrap_or_default();
    assert!(made == kept, "run `{WRITE}=1 cargo test --test hostile page` and commit what it wrote");
}
