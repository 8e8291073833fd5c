//! People whom a version wrote that didn't keep what they are found by: it is made again, once.

use sqlx::{Sqlite, SqliteConnection, Transaction};

use crate::cache::CacheError;
use crate::cache::insert::Script;
use crate::text::index;

/// People at once.
const BATCH: i64 = 500;

type Person = (i64, String, Option<String>, Option<String>);

pub(in crate::cache) async fn make(transaction: &mut Transaction<'_, Sqlite>) -> Result<(), CacheError> {
    loop {
        let people = without(transaction).await?;
        if people.is_empty() {
            return Ok(());
        }
        let mut script = Script::over(transaction);
        for (place, own, emails, phones) in people {
            let lines = |text: Option<String>| text.unwrap_or_default();
            let (emails, phones) = (lines(emails), lines(phones));
            let found_by = index(own.lines().chain(emails.lines()), phones.lines());
            let update = script.say("UPDATE people SET found_by = ").await?;
            update.push_bind(found_by).push(" WHERE place = ").push_bind(place);
        }
        script.run().await?;
    }
}

async fn without(connection: &mut SqliteConnection) -> Result<Vec<Person>, CacheError> {
    let people = sqlx::query_as(
        "SELECT place, concat_ws(char(10), first_name, last_name, city, postcode, number),
             (SELECT group_concat(value, char(10)) FROM contacts
              WHERE person = people.id AND contacts.stream = people.stream AND type = 'email'),
             (SELECT group_concat(value, char(10)) FROM contacts
              WHERE person = people.id AND contacts.stream = people.stream AND type = 'phone')
         FROM people WHERE found_by IS NULL LIMIT ?",
    );
    Ok(people.bind(BATCH).fetch_all(connection).await?)
}
