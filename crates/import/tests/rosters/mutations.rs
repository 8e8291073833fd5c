//! Three hundred variations of the five files: columns shuffled, joined and dropped, headers reworded, titles, gaps and totals,
//! other writings of every value, cells that can't be read, other delimiters, encodings, line ends and formats.

use crate::{
    options,
    render::{self, File},
    score,
    wordings::{FRESH, UNSEEN, USUAL, Wordings},
};

const FILES: [&str; 5] = ["cp1252_semicolon", "excel_merged", "outlook_fr", "utf8_bom", "vcard21"];

/// What went wrong in each variation that was not perfect.
fn failures(
    wordings: Wordings,
    seeds: std::ops::Range<u64>,
    write: fn(&[serde_json::Value], Wordings, u64) -> File,
) -> Vec<String> {
    let people: Vec<Vec<serde_json::Value>> = FILES.iter().map(|name| score::expected(name)).collect();
    let one = |seed: u64| {
        let base = &people[usize::try_from(seed).expect("small") % people.len()];
        let file = write(base, wordings, seed);
        let wrong = match coopol_import::read(&file.bytes, "", &options()) {
            Ok(roster) => {
                let columns = || {
                    roster
                        .columns
                        .iter()
                        .map(|column| format!("{}={:?}", column.header, column.field))
                        .collect::<Vec<_>>()
                };
                let wrong: Vec<String> = score::differences(&file.wanted, &roster)
                    .into_iter()
                    .chain(score::untold(&file.unreadable, &roster))
                    .collect();
                if wrong.is_empty() { wrong } else { [vec![columns().join(", ")], wrong].concat() }
            }
            Err(error) => vec![error.to_string()],
        };
        (!wrong.is_empty())
            .then(|| format!("{}\n  {}", file.story, wrong.iter().take(4).cloned().collect::<Vec<_>>().join("\n  ")))
    };
    seeds.filter_map(one).collect()
}

#[test]
fn three_hundred_are_read_without_a_mistake() {
    let failures = failures(USUAL, 0..300, render::file);
    assert!(failures.is_empty(), "{} of 300 failed:\n{}", failures.len(), failures[..failures.len().min(8)].join("\n"));
}

#[test]
fn two_lists_of_one_file_are_read_without_a_mistake() {
    let failures = failures(USUAL, 30_000..30_060, render::two_lists);
    assert!(failures.is_empty(), "{} of 60 failed:\n{}", failures.len(), failures[..failures.len().min(8)].join("\n"));
}

#[test]
fn wordings_not_in_the_vocabulary_are_mostly_told_by_their_cells() {
    for (wordings, seeds) in [(UNSEEN, 10_000..10_150), (FRESH, 20_000..20_150)] {
        let failures = failures(wordings, seeds, render::file);
        println!("{} of 150 with unseen wordings failed:\n{}", failures.len(), failures.join("\n"));
        assert!(failures.len() <= 150 / 10, "{} of 150 failed", failures.len());
    }
}
