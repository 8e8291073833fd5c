//! Several lists on one sheet: one below the other under headers of its own, or side by side.

use crate::{
    Field, Overrides,
    columns::{
        heading,
        wording::{FAINT, Wording},
    },
    fold,
    table::{Cell, Row, Table},
};

/// A header that leaves no doubt that names stand below it.
const SURE: f32 = 8.5;

/// One list of a sheet, whose rows and columns keep the places that they have in the file.
pub struct Block {
    pub table: Table,
    /// By column of the sheet, whether it belongs to the list.
    pub owns: Vec<bool>,
}

impl Block {
    /// Whether a column of the sheet belongs to the list.
    pub fn has(&self, column: usize) -> bool {
        self.owns.get(column).is_some_and(|owns| *owns)
    }

    /// What was told by hand of its columns.
    pub fn overrides(&self, all: &Overrides) -> Overrides {
        all.iter().filter(|(column, _)| self.has(**column)).map(|(column, told)| (*column, *told)).collect()
    }
}

/// Takes a sheet apart into its lists.
pub fn split(table: Table, this_year: i16) -> Vec<Block> {
    below(table, this_year).into_iter().flat_map(|part| beside(part, this_year)).collect()
}

/// Cuts where other headers stand below people, with the titles above them.
fn below(mut table: Table, this_year: i16) -> Vec<Table> {
    let width = table.width();
    let mut cuts: Vec<usize> = Vec::new();
    // The last row of headers, and the texts of all rows of headers of the list that it belongs to.
    let mut last: Option<usize> = None;
    let mut known: Vec<Vec<String>> = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        if !heading::names_people(row) || !heading::is_heading(row, width, this_year) {
            continue;
        }
        let texts: Vec<String> = row.cells.iter().map(|cell| fold::letters(&cell.shown())).collect();
        let between = last.map_or(0..0, |before| before + 1..at);
        if table.rows[between.clone()].iter().any(|row| row.filled() > 1) {
            let titles = table.rows[between].iter().rev().take_while(|row| row.filled() == 1).count();
            // The same headers once more are those of another page, unless a title says of which year.
            let of_year = table.rows[at - titles..at].iter().any(says_year);
            if of_year || known.iter().all(|known| differs(&texts, known)) {
                cuts.push(at - titles);
                known.clear();
            }
        }
        last = Some(at);
        known.push(texts);
    }
    let mut parts: Vec<Table> = Vec::with_capacity(cuts.len() + 1);
    for cut in cuts.into_iter().rev() {
        let rows = table.rows.split_off(cut);
        parts.push(Table { rows, ..frame(&table) });
    }
    parts.push(table);
    parts.reverse();
    parts
}

/// Whether a header is not what stands above the same column in other headers.
fn differs(texts: &[String], known: &[String]) -> bool {
    texts.iter().enumerate().any(|(column, text)| !text.is_empty() && known.get(column) != Some(text))
}

fn says_year(title: &Row) -> bool {
    title
        .cells
        .iter()
        .any(|cell| fold::words(&cell.shown()).iter().any(|word| word.len() == 4 && word.parse::<u16>().is_ok()))
}

/// Cuts where the headers begin once more to the right.
fn beside(table: Table, this_year: i16) -> Vec<Block> {
    let width = table.width();
    let heading = heading::locate(&table, this_year);
    // As they stand in their row: a year above them would make them another's.
    let header = |(column, text): (usize, &String)| {
        let own = heading.rows.checked_sub(1).map(|at| table.rows[at].cell(column).shown());
        own.filter(|own| !own.is_empty()).unwrap_or_else(|| text.clone())
    };
    let headers: Vec<String> = heading.texts.iter().enumerate().map(header).collect();
    // `@` has no letters, and is a header all the same.
    let text = |text: &String| Some(fold::letters(text)).filter(|letters| !letters.is_empty()).unwrap_or(text.clone());
    let texts: Vec<String> = headers.iter().map(text).collect();
    let starts = starts(&headers, &texts, this_year);
    if starts.len() < 2 {
        return vec![Block { table, owns: vec![true; width] }];
    }
    // By column, the list that it belongs to.
    let mut owner: Vec<Option<usize>> =
        (0..width).map(|column| starts.iter().rposition(|start| *start <= column)).collect();
    owner[..starts[0]].fill(Some(0));
    for start in &starts[1..] {
        if let Some(end) = end_of_somebody_else(&table, heading.rows, *start, this_year) {
            let list = owner[*start];
            owner[*start..end].fill(None);
            owner[end..].iter_mut().filter(|owner| **owner == list).for_each(|owner| *owner = Some(0));
        }
    }
    let lists = (0..starts.len()).map(|list| owner.iter().map(|owner| *owner == Some(list)).collect::<Vec<bool>>());
    lists.filter(|owns| owns.contains(&true)).map(|owns| Block { table: within(&table, &owns), owns }).collect()
}

/// The columns in which each list begins: where the texts of two headers or more, one of them over names, stand again.
fn starts(headers: &[String], texts: &[String], this_year: i16) -> Vec<usize> {
    // A word for people (`Adhérent`) is no less sure where all headers stand again.
    let again = |column: &usize| texts.iter().filter(|text| **text == texts[*column]).count() > 1;
    let all_again = (0..texts.len()).filter(|column| !texts[*column].is_empty()).all(|column| again(&column));
    let least = if all_again { FAINT } else { SURE };
    let is_name = |column: &usize| {
        let wording = Wording::of(&headers[*column], this_year);
        let names = |field| matches!(field, Field::LastName | Field::FullName);
        !wording.is_of_somebody_else()
            && wording.scores.first().is_some_and(|(field, score)| *score >= least && names(*field))
    };
    let Some(name) = (0..texts.len()).filter(|column| !texts[*column].is_empty()).find(is_name) else {
        return Vec::new();
    };
    let again: Vec<usize> = (name + 1..texts.len()).filter(|column| texts[*column] == texts[name]).collect();
    let Some(second) = again.first() else { return Vec::new() };
    let same = |one: usize, other: usize| {
        texts.get(one).is_some_and(|text| !text.is_empty() && texts.get(other) == Some(text))
    };
    let before = (1..=name).take_while(|back| second - back > name && same(name - back, second - back)).count();
    let all =
        |start: &usize| (0..second - name).filter(|step| same(name - before + step, start - before + step)).count() > 1;
    let others = again.iter().filter(|start| all(start)).map(|start| start - before);
    std::iter::once(name - before).chain(others).collect()
}

/// Where the columns of somebody else end: `Conjoint` stands over the second of two pairs of names.
fn end_of_somebody_else(table: &Table, heading: usize, start: usize, this_year: i16) -> Option<usize> {
    let above = heading.checked_sub(2).map(|at| &table.rows[at])?;
    Some(above.cell(start)).filter(|cell| Wording::of(&cell.shown(), this_year).is_of_somebody_else())?;
    let next = (start + 1..above.cells.len()).find(|column| !above.cell(*column).is_empty());
    let merged = table.merges.iter().find(|merge| merge.columns.0 == start && merge.rows.0 == above.number);
    Some(merged.map(|merge| merge.columns.1 + 1).or(next).unwrap_or(table.width()).min(table.width()))
}

/// The rows that hold something within a few columns.
fn within(table: &Table, owns: &[bool]) -> Table {
    let cut = |row: &Row| {
        let kept = row.cells.iter().zip(owns).map(|(cell, owns)| if *owns { cell.clone() } else { Cell::Empty });
        Row { number: row.number, cells: kept.collect() }
    };
    let rows: Vec<Row> = table.rows.iter().map(cut).filter(|row| row.filled() > 0).collect();
    let merges = table.merges.iter().filter(|merge| owns.get(merge.columns.0) == Some(&true)).copied().collect();
    Table { rows, merges, ..frame(table) }
}

/// A table of the same name without its rows.
fn frame(table: &Table) -> Table {
    Table { name: table.name.clone(), hidden: table.hidden, rows: Vec::new(), merges: table.merges.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The columns and the rows of each list.
    fn cut(rows: &[&[&str]]) -> Vec<(Vec<usize>, Vec<u32>)> {
        let row = |(number, cells): (u32, &&[&str])| Row {
            number,
            cells: cells.iter().map(|text| Cell::text(text)).collect(),
        };
        let table = Table { rows: (1..).zip(rows).map(row).collect(), ..Table::default() };
        let numbers = |block: &Block| block.table.rows.iter().map(|row| row.number).collect();
        let columns = |block: &Block| (0..9).filter(|column| block.has(*column)).collect();
        split(table, 2026).iter().map(|block| (columns(block), numbers(block))).collect()
    }

    #[test]
    fn lists_side_by_side_and_one_below_the_other() {
        let beside: &[&[&str]] = &[
            &["À jour", "", "", "", "En retard"],
            &["N°", "Nom", "Prénom", "", "N°", "Nom", "Prénom"],
            &["1", "A", "Zoé", "", "3", "C", "Luc"],
            &["2", "B", "Ève"],
        ];
        assert_eq!(cut(beside), [(vec![0, 1, 2, 3], vec![1, 2, 3, 4]), (vec![4, 5, 6], vec![1, 2, 3])]);
        let word: &[&[&str]] = &[
            &["@", "Adhérent", "Ville", "", "@", "Adhérent", "Ville"],
            &["z@a.fr", "A Zoé", "X", "", "l@a.fr", "B Luc", "Y"],
        ];
        assert_eq!(cut(word), [(vec![0, 1, 2, 3], vec![1, 2]), (vec![4, 5, 6], vec![1, 2])]);
        let other: &[&[&str]] = &[
            &["Surname", "Tél."],
            &["A", "0612345678"],
            &["Sympathisants"],
            &["Tél.", "Surname"],
            &["0612345679", "B"],
        ];
        assert_eq!(cut(other), [(vec![0, 1], vec![1, 2]), (vec![0, 1], vec![3, 4, 5])]);
        let below: &[&[&str]] = &[
            &["Nom", "Prénom", "Mail"],
            &["A", "Zoé", "z@a.fr"],
            &["Sympathisants"],
            &["Prénom", "Nom", "Tél."],
            &["Luc", "B", "0612345678"],
        ];
        assert_eq!(cut(below), [(vec![0, 1, 2], vec![1, 2]), (vec![0, 1, 2], vec![3, 4, 5])]);
    }

    #[test]
    fn one_list_stays_whole() {
        for rows in [
            &[&["Nom", "Prénom", "Mail"][..], &["A", "Zoé", "z@a.fr"], &["Nom", "Prénom", "Mail"], &["B", "Luc"]][..],
            &[
                &["Adhérent", "", "Cotisations"],
                &["Nom", "Prénom", "2025"],
                &["A", "Zoé", "36"],
                &["Adhérent", "", "Cotisations"],
                &["Nom", "Prénom", "2025"],
                &["B", "Luc", "20"],
            ],
            &[&["Nom", "Prénom", "Nom d'usage", "Mail"], &["A", "Zoé", "B", "z@a.fr"]],
            &[&["Nom", "Prénom", "Nom du conjoint", "Prénom du conjoint"], &["A", "Zoé", "B", "Luc"]],
        ] {
            assert_eq!(cut(rows).len(), 1, "{rows:?}");
        }
        let couple: &[&[&str]] = &[
            &["Adhérent", "", "Conjoint", "", "Cotisation"],
            &["Nom", "Prénom", "Nom", "Prénom", "Montant"],
            &["A", "Zoé", "B", "Luc", "36"],
        ];
        assert_eq!(cut(couple), [(vec![0, 1, 4], vec![1, 2, 3])]);
    }
}
