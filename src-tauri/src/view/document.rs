//! Documents, in the list and on their sheet.

use coopol_core::archive::{self, Fragment as CoreFragment};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::count;
use super::history::entry;
use super::time::day;
use crate::contract::agenda::Titled;
use crate::contract::archive::{
    ArchivePage, ArchiveQuery, DocumentKind, DocumentRow, DocumentSheet, Fragment, YearCount,
};
use crate::contract::base::Day;

pub fn query(query: ArchiveQuery) -> archive::Query {
    archive::Query { text: query.text, year: query.year, category: query.kind.map(category) }
}

pub fn page(page: archive::Page, zone: &TimeZone) -> ArchivePage {
    ArchivePage {
        rows: page.rows.into_iter().map(|it| row(it, zone)).collect(),
        total: count(page.total),
        all: count(page.all),
        years: page.years.into_iter().map(|it| YearCount { year: it.year, count: count(it.count) }).collect(),
    }
}

fn row(row: archive::Row, zone: &TimeZone) -> DocumentRow {
    let added_on = row.added_at.map(|at| day(at, zone)).unwrap_or_default();
    let fragment = |it: CoreFragment| Fragment { text: it.text, matches: it.is_match };
    DocumentRow {
        id: row.id.to_string(),
        title: row.title,
        kind: kind(&row.category),
        // A document about no day is about the one on which it came.
        date: row.dated_on.unwrap_or_else(|| added_on.clone()),
        file_name: row.file_name,
        size: count(row.size),
        added_by: row.added_by.unwrap_or_default(),
        added_on,
        event: row.event.map(|it| Titled { id: it.id.to_string(), title: it.title }),
        found: row.found.map(|found| found.into_iter().map(fragment).collect()),
    }
}

pub fn sheet(sheet: archive::Sheet, zone: &TimeZone) -> DocumentSheet {
    let DocumentRow { id, title, kind, date, file_name, size, added_by, added_on, event, .. } = row(sheet.row, zone);
    let history = sheet.history.into_iter().map(|it| entry(it, zone)).collect();
    DocumentSheet {
        id,
        title,
        kind,
        date,
        file_name,
        size,
        added_by,
        added_on,
        event,
        history,
        writable: sheet.writable,
    }
}

/// The page's word.
fn kind(category: &str) -> DocumentKind {
    match category {
        "minutes" => DocumentKind::Minutes,
        "leaflet" => DocumentKind::Leaflet,
        "letter" => DocumentKind::Letter,
        "press" => DocumentKind::Press,
        "report" => DocumentKind::Accounts,
        "form" => DocumentKind::Attendance,
        _ => DocumentKind::Other,
    }
}

/// The journal's word: a convocation is a letter to it.
pub fn category(kind: DocumentKind) -> String {
    let word = match kind {
        DocumentKind::Minutes => "minutes",
        DocumentKind::Leaflet => "leaflet",
        DocumentKind::Letter | DocumentKind::Convocation => "letter",
        DocumentKind::Press => "press",
        DocumentKind::Accounts => "report",
        DocumentKind::Attendance => "form",
        DocumentKind::Other => "other",
    };
    word.to_owned()
}

/// A title from the name of a file: `compte-rendu_2026-11-22.pdf` is "compte-rendu 2026-11-22".
pub fn title(file_name: &str) -> String {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    stem.replace('_', " ").trim().to_owned()
}

/// What a file is likely to be.
pub fn likely_kind(file_name: &str) -> DocumentKind {
    const WORDS: [(&str, DocumentKind); 7] = [
        ("compte", DocumentKind::Minutes),
        ("convocation", DocumentKind::Convocation),
        ("emargement", DocumentKind::Attendance),
        ("budget", DocumentKind::Accounts),
        ("courrier", DocumentKind::Letter),
        ("tract", DocumentKind::Leaflet),
        ("presse", DocumentKind::Press),
    ];
    let folded = coopol_core::text::fold(file_name);
    WORDS.iter().find(|(word, _)| folded.contains(word)).map_or(DocumentKind::Other, |(_, kind)| *kind)
}

/// The day in the name of a file, `2026-11-22` or `20261122`, else `today`.
pub fn likely_day(file_name: &str, today: Date) -> Day {
    let digits: Vec<&str> = file_name.split(|c: char| !c.is_ascii_digit() && c != '-').collect();
    let read = |part: &&str| Date::strptime("%Y-%m-%d", part).or_else(|_| Date::strptime("%Y%m%d", part)).ok();
    digits.iter().find_map(read).unwrap_or(today).to_string()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_name_of_a_file_tells_what_it_is() {
        assert_eq!(title("Compte-rendu_AG.pdf"), "Compte-rendu AG");
        assert_eq!(title(".pdf"), "");
        assert_eq!(likely_kind("Émargement du 22.pdf"), DocumentKind::Attendance);
        assert_eq!(likely_kind("photo.jpg"), DocumentKind::Other);
    }

    #[test]
    fn and_which_day_it_is_about() {
        let today = date(2026, 11, 22);
        assert_eq!(likely_day("CR_2025-03-04.pdf", today), "2025-03-04");
        assert_eq!(likely_day("20250304 CR.pdf", today), "2025-03-04");
        assert_eq!(likely_day("CR 12.pdf", today), "2026-11-22");
    }
}
