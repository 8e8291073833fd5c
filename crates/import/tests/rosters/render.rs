//! From people to a file somebody might have kept them in.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Format, Workbook};
use serde_json::Value;

use crate::{
    vary::{self, Chance},
    wordings::{STRANGE, Wordings},
};

/// One column: its field (none for a strange one), header and cells.
struct Column {
    field: Option<&'static str>,
    header: String,
    cells: Vec<String>,
}

/// A file made of people, with what was done to them.
pub struct File {
    pub bytes: Vec<u8>,
    /// Said when the variation fails.
    pub story: String,
    /// People with only the fields that were written.
    pub wanted: Vec<Value>,
}

/// Writes people in one of very many ways.
pub fn file(people: &[Value], wordings: Wordings, seed: u64) -> File {
    let mut chance = Chance::new(seed);
    let (mut columns, wanted) = columns(people, wordings, &mut chance);
    chance.shuffle(&mut columns);
    let rows = rows(&columns, &mut chance);
    let spreadsheet = chance.one_in(4);
    let (bytes, format) =
        if spreadsheet { (xlsx(&rows, &mut chance), "xlsx".to_owned()) } else { csv(&rows, &mut chance) };
    let headers: Vec<&str> = columns.iter().map(|column| column.header.as_str()).collect();
    let samples: Vec<&str> = columns.iter().map(|column| column.cells[0].as_str()).collect();
    File { bytes, story: format!("seed {seed}, {format}\n  {headers:?}\n  {samples:?}"), wanted }
}

fn columns(people: &[Value], wordings: Wordings, chance: &mut Chance) -> (Vec<Column>, Vec<Value>) {
    let fields: BTreeSet<&str> = people
        .iter()
        .flat_map(|person| person.as_object().into_iter().flatten())
        .map(|(key, _)| key.as_str())
        .collect();
    let header = |field: &str, chance: &mut Chance| {
        let (_, choices) = wordings.iter().find(|(other, _)| *other == field).expect("every field has wordings");
        (*chance.of(&choices.split('|').collect::<Vec<_>>())).to_owned()
    };
    let mut out = names(people, &header, chance);
    let (dates, phones, amounts) =
        (chance.below(vary::DATE_STYLES), chance.below(vary::PHONE_STYLES), chance.below(vary::AMOUNT_STYLES));
    let (zeros, shout, joined_style) = (chance.one_in(2), chance.one_in(2), chance.below(vary::DATE_STYLES));
    let list = |person: &Value, field: &str| -> Vec<String> {
        person[field]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|value| value.as_str().map(ToOwned::to_owned))
            .collect()
    };
    for field in ["birth_date", "joined_on", "emails", "phones", "street", "postcode", "city", "number"] {
        if !fields.contains(field) || (chance.one_in(8) && field != "emails") {
            continue;
        }
        let cell = |person: &Value| match field {
            "birth_date" => vary::date(&vary::text(person, field), dates),
            "joined_on" => vary::date(&vary::text(person, field), joined_style),
            "emails" if shout => list(person, field).join(" ; ").to_uppercase(),
            "emails" => list(person, field).join(", "),
            "phones" => {
                list(person, field).iter().map(|phone| vary::phone(phone, phones)).collect::<Vec<_>>().join(" / ")
            }
            "postcode" if zeros => vary::text(person, field).trim_start_matches('0').to_owned(),
            "city" if shout => vary::text(person, field).to_uppercase(),
            field => vary::text(person, field),
        };
        let cells = people.iter().map(cell).collect();
        out.push(Column { field: Some(field), header: header(field, chance), cells });
    }
    if fields.contains("dues") && !chance.one_in(4) {
        let wording = header("dues", chance);
        for year in [2024, 2025, 2026] {
            let due = |person: &Value| {
                let dues = person["dues"].as_array().into_iter().flatten().find(|dues| dues["year"] == year);
                dues.and_then(|dues| dues["amount_cents"].as_i64())
                    .map_or(String::new(), |cents| vary::amount(cents, amounts))
            };
            let header = wording.replace("{y}", &year.to_string());
            out.push(Column { field: Some("dues"), header, cells: people.iter().map(due).collect() });
        }
    }
    let written: BTreeSet<&str> = out.iter().filter_map(|column| column.field).collect();
    let kept = |person: &Value| {
        let pairs = person.as_object().expect("a person").iter();
        pairs
            .filter(|(key, _)| written.contains(key.as_str()) || key.ends_with("_name"))
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect()
    };
    let wanted = people.iter().map(|person| Value::Object(kept(person))).collect();
    for _ in 0..chance.below(4) {
        let (header, cells) = STRANGE[chance.below(STRANGE.len())];
        if out.iter().all(|column| column.header != header) {
            let cells = (0..people.len()).map(|at| cells[at % cells.len()].to_owned()).collect();
            out.push(Column { field: None, header: header.to_owned(), cells });
        }
    }
    (out, wanted)
}

fn names(people: &[Value], header: &impl Fn(&str, &mut Chance) -> String, chance: &mut Chance) -> Vec<Column> {
    if chance.one_in(3) {
        let style = chance.below(vary::NAME_STYLES);
        let cells = people.iter().map(|person| vary::full_name(person, style)).collect();
        return vec![Column { field: Some("full_name"), header: header("full_name", chance), cells }];
    }
    let capitals = chance.one_in(2);
    let last = |person: &Value| {
        let name = vary::text(person, "last_name");
        if capitals { name.to_uppercase() } else { name }
    };
    let column = |field, header, cells| Column { field: Some(field), header, cells };
    vec![
        column("last_name", header("last_name", chance), people.iter().map(last).collect()),
        column(
            "first_name",
            header("first_name", chance),
            people.iter().map(|person| vary::text(person, "first_name")).collect(),
        ),
    ]
}

/// Titles, headers, people with gaps and headers once more, totals.
fn rows(columns: &[Column], chance: &mut Chance) -> Vec<Vec<String>> {
    let width = columns.len();
    let lone = |text: String, at: usize| {
        let mut row = vec![String::new(); width];
        row[at] = text;
        row
    };
    let headers: Vec<String> = columns.iter().map(|column| column.header.clone()).collect();
    let mut rows = Vec::new();
    if chance.one_in(2) {
        let titles = [
            "SECTION DE VERSAILLES",
            "Fichier des adhérents au 1er mars 2026",
            "PS - Fédération des Yvelines",
            "Liste confidentielle",
        ];
        for _ in 0..=chance.below(2) {
            rows.push(lone((*chance.of(&titles)).to_owned(), 0));
        }
        rows.push(vec![String::new(); width]);
    }
    rows.push(headers.clone());
    let people = columns[0].cells.len();
    let (gaps, again) = (chance.one_in(3), chance.one_in(4));
    for at in 0..people {
        rows.push(columns.iter().map(|column| column.cells[at].clone()).collect());
        if gaps && chance.one_in(10) {
            rows.push(vec![String::new(); width]);
        }
        if again && at == people / 2 {
            rows.push(headers.clone());
        }
    }
    if chance.one_in(2) {
        rows.push(vec![String::new(); width]);
        rows.push(total(columns, people, chance));
    }
    if chance.one_in(4) {
        rows.push(lone("Fait à Versailles, le 3 mars 2026".to_owned(), 0));
    }
    rows
}

fn total(columns: &[Column], people: usize, chance: &mut Chance) -> Vec<String> {
    let words = ["TOTAL", "Total général", "Nombre d'adhérents : 45", "Total :", "TOTAL ADHÉRENTS", "Effectif total"];
    let word = (*chance.of(&words)).to_owned();
    let mut row: Vec<String> = columns
        .iter()
        .map(|column| if column.field == Some("dues") { "2914,50 €".to_owned() } else { String::new() })
        .collect();
    let at = columns.iter().position(|column| column.field.is_some_and(|field| field.ends_with("_name"))).unwrap_or(0);
    row[at] = word;
    if let Some(beside) = columns.iter().position(|column| column.field == Some("city")) {
        row[beside] = people.to_string();
    }
    row
}

fn csv(rows: &[Vec<String>], chance: &mut Chance) -> (Vec<u8>, String) {
    let delimiter = *chance.of(&[&";", &",", &"\t", &"|"]);
    let end = *chance.of(&[&"\r\n", &"\n"]);
    let always = chance.one_in(4);
    let field = |text: &String| {
        let needed = text.contains(delimiter) || text.contains(['"', '\n']);
        if needed || (always && !text.is_empty()) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.clone() }
    };
    let lines = rows.iter().map(|row| row.iter().map(field).collect::<Vec<_>>().join(delimiter) + end);
    let text: String = lines.collect();
    let units =
        |big: bool| text.encode_utf16().flat_map(move |unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() });
    let (bytes, encoding) = match chance.below(6) {
        0 => (text.clone().into_bytes(), "UTF-8"),
        1 => ([&[0xEF, 0xBB, 0xBF], text.as_bytes()].concat(), "UTF-8 with mark"),
        2 => ([0xFF, 0xFE].into_iter().chain(units(false)).collect(), "UTF-16 LE"),
        3 => ([0xFE, 0xFF].into_iter().chain(units(true)).collect(), "UTF-16 BE"),
        _ => (encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(), "Windows-1252"),
    };
    (bytes, format!("csv {delimiter:?} {encoding}"))
}

/// Text, numbers and true dates mixed, as Excel makes of what people type.
fn xlsx(rows: &[Vec<String>], chance: &mut Chance) -> Vec<u8> {
    let mut book = Workbook::new();
    if chance.one_in(3) {
        let help = book.add_worksheet().set_name("Mode d'emploi").expect("a name");
        help.write(0, 0, "Ne pas modifier l'onglet Adhérents sans prévenir le trésorier").expect("a cell");
    }
    let numbers = chance.one_in(2);
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = book.add_worksheet().set_name("Adhérents").expect("a name");
    for (at, row) in (0..).zip(rows) {
        for (column, text) in (0..).zip(row) {
            let iso = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
            let number = text.parse::<f64>().ok().filter(|_| numbers && text.len() < 12);
            match number {
                _ if iso => {
                    let date = rust_xlsxwriter::ExcelDateTime::parse_from_str(text).expect("a day");
                    sheet.write_with_format(at, column, &date, &day).expect("a cell");
                }
                Some(number) => {
                    sheet.write(at, column, number).expect("a cell");
                }
                None if text.is_empty() => {}
                None => {
                    sheet.write(at, column, text.as_str()).expect("a cell");
                }
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}
