//! From people to a file somebody might have kept them in.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Format, Workbook, Worksheet};
use serde_json::Value;

use crate::{
    below, spoil,
    vary::{self, Chance},
    wordings::{STRANGE, Wordings},
};

/// One column: its field (none for a strange one), header and cells.
pub struct Column {
    pub field: Option<&'static str>,
    header: String,
    pub cells: Vec<String>,
    /// Of dues.
    pub year: Option<i64>,
}

impl Column {
    fn new(field: Option<&'static str>, header: String, cells: Vec<String>) -> Self {
        Self { field, header, cells, year: None }
    }
}

/// A file made of people, with what was done to them.
pub struct File {
    pub bytes: Vec<u8>,
    /// Said when the variation fails.
    pub story: String,
    /// People with only the fields that were written.
    pub wanted: Vec<Value>,
    /// Rows and fields of the cells that can't be read.
    pub unreadable: BTreeSet<(u32, &'static str)>,
}

/// Writes people in one of very many ways.
pub fn file(people: &[Value], wordings: Wordings, seed: u64) -> File {
    let mut chance = Chance::new(seed);
    let people = if chance.one_in(6) { vary::married(people, &mut chance) } else { people.to_vec() };
    let (mut columns, mut wanted) = columns(&people, wordings, &mut chance);
    chance.shuffle(&mut columns);
    let spoiled = if chance.one_in(3) { spoil::cells(&mut columns, &mut wanted, &mut chance) } else { Vec::new() };
    let somebody = format!("{} {}", vary::text(&people[0], "first_name"), vary::text(&people[0], "last_name"));
    let (rows, places) = rows(&columns, &somebody, &mut chance);
    let spreadsheet = chance.one_in(4);
    let declared = !spreadsheet && chance.one_in(8);
    let (bytes, format) =
        if spreadsheet { (xlsx(&rows, &mut chance), "xlsx".to_owned()) } else { csv(&rows, declared, &mut chance) };
    let row = |person: usize| places[person] + u32::from(declared);
    let unreadable = spoiled.into_iter().map(|(person, field)| (row(person), field)).collect();
    let headers: Vec<&str> = columns.iter().map(|column| column.header.as_str()).collect();
    let samples: Vec<&str> = columns.iter().map(|column| column.cells[0].as_str()).collect();
    File { bytes, story: format!("seed {seed}, {format}\n  {headers:?}\n  {samples:?}"), wanted, unreadable }
}

/// Writes people in two lists: side by side, one below the other with its columns in another order, or on two sheets.
pub fn two_lists(people: &[Value], wordings: Wordings, seed: u64) -> File {
    let mut chance = Chance::new(seed);
    let (mut columns, mut wanted) = columns(people, wordings, &mut chance);
    chance.shuffle(&mut columns);
    let spoiled = if chance.one_in(3) { spoil::cells(&mut columns, &mut wanted, &mut chance) } else { Vec::new() };
    let half = people.len() / 2;
    let list = |columns: &[Column], people: std::ops::Range<usize>| -> Vec<Vec<String>> {
        let headers = columns.iter().map(|column| column.header.clone()).collect();
        let row = |at: usize| columns.iter().map(|column| column.cells[at].clone()).collect();
        std::iter::once(headers).chain(people.map(row)).collect()
    };
    let first = list(&columns, 0..half);
    let story = format!("seed {seed}, {:?}", first[0]);
    let kind = chance.below(3);
    let beside = list(&columns, half..people.len());
    chance.shuffle(&mut columns);
    let below = list(&columns, half..people.len());
    let gap = vec![String::new(); columns.len()];
    let (bytes, format, moved) = match kind {
        0 => {
            let longest = beside.len().max(first.len());
            let part = |list: &[Vec<String>], at: usize| list.get(at).cloned().unwrap_or_else(|| gap.clone());
            let row = |at| [part(&first, at), vec![String::new()], part(&beside, at)].concat();
            let rows: Vec<Vec<String>> = (0..longest).map(row).collect();
            (csv(&rows, false, &mut chance).0, "side by side", 2)
        }
        1 => {
            let rows = [first, vec![gap], below].concat();
            (csv(&rows, false, &mut chance).0, "one below the other", half + 4)
        }
        _ => (sheets(&[("Adhérents", first), ("Sympathisants", below)], &mut chance), "two sheets", 2),
    };
    let row =
        |person: usize| u32::try_from(if person < half { person + 2 } else { person - half + moved }).expect("small");
    let unreadable = spoiled.into_iter().map(|(person, field)| (row(person), field)).collect();
    File { bytes, story: format!("{format}, {story}"), wanted, unreadable }
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
    let ornament = chance.below(12);
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
            "phones" => {
                let one = |phone: &String| vary::ornate_phone(&vary::phone(phone, phones), ornament);
                list(person, field).iter().map(one).collect::<Vec<_>>().join(" / ")
            }
            "emails" => list(person, field)
                .iter()
                .map(|email| vary::ornate_email(email, ornament))
                .collect::<Vec<_>>()
                .join("; "),
            "postcode" if zeros => vary::text(person, field).trim_start_matches('0').to_owned(),
            "city" if shout => vary::text(person, field).to_uppercase(),
            field => vary::text(person, field),
        };
        let cells = people.iter().map(cell).collect();
        out.push(Column::new(Some(field), header(field, chance), cells));
    }
    if chance.one_in(8) {
        join_places(&mut out, chance);
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
            let cells = people.iter().map(due).collect();
            out.push(Column { year: Some(year), ..Column::new(Some("dues"), header, cells) });
        }
    }
    let written: BTreeSet<&str> = out.iter().filter_map(|column| column.field).collect();
    let kept = |person: &Value| {
        let pairs = person.as_object().expect("a person").iter();
        let joined = |key: &str| written.iter().any(|field| field.split(' ').any(|part| part == key));
        pairs
            .filter(|(key, _)| joined(key.as_str()) || key.ends_with("_name"))
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect()
    };
    let wanted = people.iter().map(|person| Value::Object(kept(person))).collect();
    for _ in 0..chance.below(4) {
        let (header, cells) = STRANGE[chance.below(STRANGE.len())];
        if out.iter().all(|column| column.header != header) {
            let cells = (0..people.len()).map(|at| cells[at % cells.len()].to_owned()).collect();
            out.push(Column::new(None, header.to_owned(), cells));
        }
    }
    (out, wanted)
}

/// Postcode and city in one column, or the whole address.
fn join_places(columns: &mut Vec<Column>, chance: &mut Chance) {
    let at = |columns: &[Column], field| columns.iter().position(|column: &Column| column.field == Some(field));
    let (Some(street), Some(postcode), Some(city)) =
        (at(columns, "street"), at(columns, "postcode"), at(columns, "city"))
    else {
        return;
    };
    let places: Vec<String> = columns[postcode]
        .cells
        .iter()
        .zip(&columns[city].cells)
        .map(|(code, city)| format!("{code:0>5} {city}"))
        .collect();
    if chance.one_in(2) {
        let header = chance.of(&["CP Ville", "Code postal et commune", "CP / Ville"]);
        columns[postcode] = Column::new(Some("postcode city"), header.to_owned(), places);
        columns.remove(city);
    } else {
        let cells =
            columns[street].cells.iter().zip(&places).map(|(street, place)| format!("{street}, {place}")).collect();
        let header = chance.of(&["Adresse", "Adresse complète", "Adresse postale"]);
        columns[street] = Column::new(Some("street postcode city"), header.to_owned(), cells);
        columns.retain(|column| !matches!(column.field, Some("postcode" | "city")));
    }
}

fn names(people: &[Value], header: &impl Fn(&str, &mut Chance) -> String, chance: &mut Chance) -> Vec<Column> {
    if chance.one_in(3) {
        let style = chance.below(vary::NAME_STYLES);
        let cells = people.iter().map(|person| vary::full_name(person, style)).collect();
        return vec![Column::new(Some("full_name"), header("full_name", chance), cells)];
    }
    let capitals = chance.one_in(2);
    let last = |person: &Value| {
        let name = vary::text(person, "last_name");
        if capitals { name.to_uppercase() } else { name }
    };
    let column = |field, header, cells| Column::new(Some(field), header, cells);
    vec![
        column("last_name", header("last_name", chance), people.iter().map(last).collect()),
        column(
            "first_name",
            header("first_name", chance),
            people.iter().map(|person| vary::text(person, "first_name")).collect(),
        ),
    ]
}

/// Titles, headers, people with gaps and headers once more, totals, a small table below; and the 1-based row of each person.
fn rows(columns: &[Column], somebody: &str, chance: &mut Chance) -> (Vec<Vec<String>>, Vec<u32>) {
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
    let mut places = Vec::with_capacity(people);
    let (gaps, again) = (chance.one_in(3), chance.one_in(4));
    for at in 0..people {
        rows.push(columns.iter().map(|column| column.cells[at].clone()).collect());
        places.push(u32::try_from(rows.len()).expect("small"));
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
    if chance.one_in(3) {
        rows.push(vec![String::new(); width]);
        rows.extend(below::table(width, somebody, chance));
    }
    if chance.one_in(4) {
        rows.push(lone("Fait à Versailles, le 3 mars 2026".to_owned(), 0));
    }
    (rows, places)
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

fn csv(rows: &[Vec<String>], declared: bool, chance: &mut Chance) -> (Vec<u8>, String) {
    let delimiter = *chance.of(&[&";", &",", &"\t", &"|"]);
    let ends = *chance.of(&[&["\r\n", "\r\n"], &["\n", "\n"], &["\n", "\r\n"]]);
    let always = chance.one_in(4);
    let field = |text: &String| {
        let needed = text.contains(delimiter) || text.contains(['"', '\n']);
        if needed || (always && !text.is_empty()) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.clone() }
    };
    let line =
        |(at, row): (usize, &Vec<String>)| row.iter().map(field).collect::<Vec<_>>().join(delimiter) + ends[at % 2];
    let first = if declared { format!("sep={delimiter}{}", ends[0]) } else { String::new() };
    let text: String = first + &rows.iter().enumerate().map(line).collect::<String>();
    // Programs write a question mark for what an encoding of one byte has no place for.
    let narrow = text.replace(['\u{202a}', '\u{202c}'], "?");
    let units =
        |big: bool| text.encode_utf16().flat_map(move |unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() });
    let (bytes, encoding) = match chance.below(8) {
        0 => (text.clone().into_bytes(), "UTF-8"),
        1 => ([&[0xEF, 0xBB, 0xBF], text.as_bytes()].concat(), "UTF-8 with mark"),
        2 => ([0xFF, 0xFE].into_iter().chain(units(false)).collect(), "UTF-16 LE"),
        3 => ([0xFE, 0xFF].into_iter().chain(units(true)).collect(), "UTF-16 BE"),
        4 => (units(false).collect(), "UTF-16 LE without mark"),
        5 => (encoding_rs::MACINTOSH.encode(&narrow).0.into_owned(), "Mac Roman"),
        _ => (encoding_rs::WINDOWS_1252.encode(&narrow).0.into_owned(), "Windows-1252"),
    };
    (bytes, format!("csv {delimiter:?} {encoding}"))
}

fn xlsx(rows: &[Vec<String>], chance: &mut Chance) -> Vec<u8> {
    let mut book = Workbook::new();
    if chance.one_in(3) {
        let help = book.add_worksheet().set_name("Mode d'emploi").expect("a name");
        help.write(0, 0, "Ne pas modifier l'onglet Adhérents sans prévenir le trésorier").expect("a cell");
    }
    let numbers = chance.one_in(2);
    fill(book.add_worksheet().set_name("Adhérents").expect("a name"), rows, numbers);
    book.save_to_buffer().expect("a workbook")
}

fn sheets(lists: &[(&str, Vec<Vec<String>>)], chance: &mut Chance) -> Vec<u8> {
    let mut book = Workbook::new();
    let numbers = chance.one_in(2);
    for (name, rows) in lists {
        fill(book.add_worksheet().set_name(*name).expect("a name"), rows, numbers);
    }
    book.save_to_buffer().expect("a workbook")
}

/// Text, numbers and true dates mixed, as Excel makes of what people type.
fn fill(sheet: &mut Worksheet, rows: &[Vec<String>], numbers: bool) {
    let day = Format::new().set_num_format("dd/mm/yyyy");
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
}
