//! People whom a version wrote that didn't keep what they are found by: it is made again, once.

use rusqlite::{Connection, params};

use crate::cache::CacheError;
use crate::cache::statement::run;
use crate::text::index;

/// People at once.
const BATCH: i64 = 500;

type Person = (i64, String, Option<String>, Option<String>);

pub(in crate::cache) fn make(on: &Connection) -> Result<(), CacheError> {
    loop {
        let people = without(on)?;
        if people.is_empty() {
            return Ok(());
        }
        for (place, own, emails, phones) in people {
            let lines = |text: Option<String>| text.unwrap_or_default();
            let (emails, phones) = (lines(emails), lines(phones));
            let found_by = index(own.lines().chain(emails.lines()), phones.lines());
            run(on, "UPDATE people SET found_by = ? WHERE place = ?", params![found_by, place])?;
        }
    }
}

fn without(on: &Connection) -> Result<Vec<Person>, CacheError> {
    let mut people = on.prepare(
        "SELECT place, concat_ws(char(10), first_name, last_name, city, postcode, number),
             (SELECT group_concat(value, char(10)) FROM contacts
              WHERE person = people.id AND contacts.stream = people.stream AND type = 'email'),
             (SELECT group_concat(value, char(10)) FROM contacts
              WHERE person = people.id AND contacts.stream = people.stream AND type = 'phone')
         FROM people WHERE found_by IS NULL LIMIT ?",
    )?;
    let people = people.query_map([BATCH], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    Ok(people.collect::<Result<_, _>>()?)
}
