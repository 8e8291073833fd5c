//! The table as a page for people.

use std::fmt::Write as _;

use crate::table::{Fate, Outcome, Row, Table, table};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/hostile-handover.md");
const WRITE: &str = "COOPOL_WRITE_PAGE";

const HEAD: &str = "\
# When the one who leaves doesn't want to go

An officer who has to go may have a laptop, a token, a printed sheet and a grudge. These two tables say what comes of what they
try: while they are still in office, and once their mandate is over. Every line is played against a real server in each run of the
tests, by an officer of its own.

";

const IN_OFFICE: &str = "\
## While they are still in office

Until the end of the mandate it is theirs to act, and somebody at work isn't to be stopped because an election is near. So what one
person may need in a day counts at once; what goes beyond waits for another person ([decision 0022](decisions/0022-around-a-handover-many-changes-take-two.md));
and a month after the end the successor takes back what counted, officer by officer: roster, agenda and archives are then compared with what they were,
and may differ in nothing. The end of each mandate is known, twenty-five days ahead.

- **online**: the laptop is connected.
- **three weeks offline**: without a network for three weeks, and back before the end.
- **clock set back**: connected, with a clock that was set back by thirty days.
- **two laptops**: with both in turn, where there is more than one thing to do.

What comes of it:

- **undone**: it is allowed. It counts at once, stands in the history under their name, and the successor takes it back.
- **in part**: twenty people or records of it count at once, and are taken back as well; the others wait.
- **waits**: it counts for nothing until another person accepts it.
- **stated**: it is allowed, and nobody can take it back: who did it, when and how many stand in the history.
- **ends**: it is allowed, and gives nothing any more once the mandate is over.
- **put right**: it is allowed, and counts until somebody else puts it right, as the test does.
- **refused**: the laptop or the server refuses it.

";

const OVER: &str = "\
## Once their mandate is over

Here the successor's roster, agenda, archives, mandates and laptops are compared with what they were: nothing may differ, and every
seal must hold. Nothing stays on the laptop of whoever left once it has spoken with the server.

The same lines hold, and are played once more, for whoever isn't out of office but suspended ([decision 0028](decisions/0028-the-level-above-suspends.md)):
their laptop is as empty, keeps its key, and has everything again once that is lifted.

- **online**: the laptop is connected. Reading comes after it has heard of the end; writing happens in the very second before.
- **three weeks offline**: without a network from before the end until three weeks later.
- **clock set back**: the same, with a clock that was set back by thirty days, which closes the laptop; then by 23 hours only, to go on writing.
- **second laptop**: on another laptop than the one that has heard of the end.

What comes of it:

- **refused**: the laptop or the server refuses it.
- **waits**: it reaches those who stay, under the name of whoever did it, and counts for nothing until one of them takes it over; what
  nobody else could say, as that they took something out, is read and put away.
- **no effect**: it is answered, and changes nothing: it was done before.

Mails have no lines: there are none yet.

";

const fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Refused => "refused",
        Outcome::Waits => "waits",
        Outcome::NoEffect => "no effect",
    }
}

const fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Undone => "undone",
        Fate::InPart => "in part",
        Fate::Waits => "waits",
        Fate::Stated => "stated",
        Fate::Ends => "ends",
        Fate::PutRight => "put right",
        Fate::Refused => "refused",
    }
}

fn page(table: &Table) -> String {
    let mut page = HEAD.to_owned();
    page.push_str(IN_OFFICE);
    let first = lines(
        &mut page,
        "Whoever leaves… | online | three weeks offline | clock set back | two laptops",
        &table.in_office,
        fate,
        0,
    );
    page.push('\n');
    page.push_str(OVER);
    lines(
        &mut page,
        "Whoever left… | online | three weeks offline | clock set back | second laptop",
        &table.action,
        word,
        first,
    );
    page
}

/// The rows and their notes, numbered on from `before`; the last number.
fn lines<O: Copy>(page: &mut String, head: &str, rows: &[Row<O>], word: fn(O) -> &'static str, before: usize) -> usize {
    writeln!(page, "| {head} |\n|---|---|---|---|---|").unwrap();
    let mut notes = Vec::new();
    for row in rows {
        let mut does = row.does.clone();
        if let Some(why) = &row.why {
            notes.push(why.as_str());
            write!(does, " ({})", before + notes.len()).unwrap();
        }
        let [a, b, c, d] = [row.online, row.three_weeks_offline, row.clock_set_back, row.second_laptop].map(word);
        writeln!(page, "| {does} | {a} | {b} | {c} | {d} |").unwrap();
    }
    page.push('\n');
    for (number, why) in notes.iter().enumerate() {
        writeln!(page, "{}. {why}", before + number + 1).unwrap();
    }
    before + notes.len()
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
