//! Compares a reading with what is expected, as `tests/data/score.py` does.

use std::{
    collections::{BTreeSet, HashMap},
    fs,
};

use coopol_import::Roster;
use serde_json::Value;

/// The people of an `.expected.json`.
pub fn expected(name: &str) -> Vec<Value> {
    let text = fs::read_to_string(super::data(&format!("{name}.expected.json"))).expect("a file of the tests");
    let mut value: Value = serde_json::from_str(&text).expect("valid JSON");
    match value["people"].take() {
        Value::Array(people) => people,
        other => panic!("people are a list, not {other}"),
    }
}

/// Everything that differs, one line each; nothing where the reading is perfect.
pub fn differences(wanted: &[Value], roster: &Roster) -> Vec<String> {
    let read = serde_json::to_value(roster).expect("a roster serialises");
    let mut by_name: HashMap<String, Vec<&Value>> = HashMap::new();
    for person in read["people"].as_array().into_iter().flatten() {
        by_name.entry(key(person)).or_default().push(person);
    }
    let mut out = Vec::new();
    for person in wanted {
        let Some(found) = by_name.get_mut(&key(person)).filter(|found| !found.is_empty()).map(|found| found.remove(0))
        else {
            out.push(format!("missing: {} {}", person["first_name"], person["last_name"]));
            continue;
        };
        for (field, value) in person.as_object().into_iter().flatten() {
            if field != "number_loose" && !same(field, value, &found[field]) {
                out.push(format!(
                    "{} {}: {field} wanted {value}, got {}",
                    person["first_name"], person["last_name"], found[field]
                ));
            }
        }
    }
    out.extend(
        by_name.values().flatten().map(|extra| format!("extra: {} {}", extra["first_name"], extra["last_name"])),
    );
    out
}

/// Cells that can't be read and were not told, and those told that can be; one line each.
pub fn untold(unreadable: &BTreeSet<(u32, &str)>, roster: &Roster) -> Vec<String> {
    let name = |field| serde_json::to_value(field).ok().and_then(|name| name.as_str().map(ToOwned::to_owned));
    let told: BTreeSet<(u32, String)> =
        roster.problems.iter().filter_map(|problem| Some((problem.row, name(problem.field)?))).collect();
    let wanted: BTreeSet<(u32, String)> = unreadable.iter().map(|(row, field)| (*row, (*field).to_owned())).collect();
    let missing = wanted.difference(&told).map(|(row, field)| format!("not told: row {row}, {field}"));
    missing.chain(told.difference(&wanted).map(|(row, field)| format!("told: row {row}, {field}"))).collect()
}

fn key(person: &Value) -> String {
    fold(&person["last_name"]) + &fold(&person["first_name"])
}

fn same(field: &str, want: &Value, got: &Value) -> bool {
    match field {
        "last_name" | "first_name" | "city" | "street" => fold(want) == fold(got),
        "emails" | "phones" | "dues" => sorted(want) == sorted(got),
        "number" => {
            let want = want.as_str().unwrap_or_default();
            want == format!("{:0>width$}", got.as_str().unwrap_or_default(), width = want.len())
        }
        _ => want == got,
    }
}

fn sorted(list: &Value) -> Vec<String> {
    let mut texts: Vec<String> =
        list.as_array().into_iter().flatten().map(|value| value.to_string().to_lowercase()).collect();
    texts.sort();
    texts
}

/// Letters and digits without case or accents.
fn fold(text: &Value) -> String {
    let plain = text.as_str().unwrap_or_default().to_lowercase().replace('œ', "oe").replace('æ', "ae");
    let bare = |c: char| match c {
        'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        'ÿ' => 'y',
        'ç' => 'c',
        'ñ' => 'n',
        c => c,
    };
    plain.chars().map(bare).filter(|c| c.is_alphanumeric()).collect()
}
