//! Which databases belong together, and which of them each is. They know it themselves, so that a server whose configuration leaves one out,
//! or names another in its place, isn't served.

use coopol_store::StoreError;
use sqlx::postgres::{PgConnection, PgPool};
use sqlx::{Connection as _, query, query_as, query_scalar};

use super::places::HOME;
use crate::Postgres;
use crate::failure::Orderly as _;
use crate::write::Done;

/// Databases that aren't worked with as they are configured.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotTogether {
    /// One alone.
    #[error(
        "{url} is database {place} of {number} that one server is spread over: set `database` and `database_parts` to all of them"
    )]
    Alone {
        /// Which.
        url: String,
        /// Which it is, from 1.
        place: i64,
        /// Of how many.
        number: i64,
    },
    /// What is done with one alone.
    #[error("several databases can't be copied or moved as one")]
    AsOne,
    /// More or fewer than the server was begun with.
    #[error("the server is spread over {number} databases for good, and {given} are set")]
    OtherNumber {
        /// How many there are.
        number: i64,
        /// How many are set.
        given: i64,
    },
    /// Another in the place of one.
    #[error("{url} isn't database {place} of this server: `database` and `database_parts` keep their order")]
    Another {
        /// Which.
        url: String,
        /// Which it should be, from 1.
        place: i64,
    },
    /// A database that is to become a part, and in which there are streams.
    #[error("{url} holds a server already: a part of another begins empty (`createdb`)")]
    NotEmpty {
        /// Which.
        url: String,
    },
    /// A PostgreSQL that isn't set up for it.
    #[error("{url} prepares no transactions: set `max_prepared_transactions = 64` in its PostgreSQL, and restart that")]
    Unprepared {
        /// Which.
        url: String,
    },
}

impl From<NotTogether> for StoreError {
    fn from(why: NotTogether) -> Self {
        Self::NotTogether(Box::new(why))
    }
}

/// What a database knows of itself.
struct Part {
    whole: String,
    place: i64,
    number: i64,
    begun: bool,
}

const SELECT: &str = "SELECT whole::text, number, among, begun FROM part";

async fn part(on: &mut PgConnection) -> Result<Option<Part>, StoreError> {
    let row: Option<(String, i64, i64, bool)> = query_as(SELECT).fetch_optional(on).await.orderly()?;
    Ok(row.map(|(whole, place, number, begun)| Part { whole, place, number, begun }))
}

/// Refuses a database that is one of several.
pub async fn alone(on: &mut PgConnection, url: &str) -> Done {
    match part(on).await? {
        Some(part) => {
            Err(NotTogether::Alone { url: url.to_owned(), place: part.place + 1, number: part.number }.into())
        }
        None => Ok(()),
    }
}

/// Makes sure that these are the databases of one server, in their order, or makes them so where nothing was begun; what that
/// server is called.
pub async fn together(each: &[Postgres]) -> Result<String, StoreError> {
    for one in &each[HOME + 1..] {
        if one.set_to("max_prepared_transactions").await? == "0" {
            return Err(NotTogether::Unprepared { url: one.url.to_string() }.into());
        }
    }
    // A connection of its own: its lock keeps away another server that starts at the same moment, until it is closed.
    let mut home = each[HOME].primary.connect().await?;
    let whole = begun(&mut home, each).await;
    let closed = home.close().await.orderly();
    whole.and_then(|whole| closed.map(|()| whole))
}

async fn begun(home: &mut PgConnection, each: &[Postgres]) -> Result<String, StoreError> {
    query("SELECT pg_advisory_lock(109330262159215)").execute(&mut *home).await.orderly()?;
    let given = i64::try_from(each.len()).unwrap_or(i64::MAX);
    let whole = match part(home).await? {
        Some(known) if known.place != 0 => return Err(another(&each[HOME], 0)),
        Some(known) if known.begun && known.number != given => {
            return Err(NotTogether::OtherNumber { number: known.number, given }.into());
        }
        Some(known) if known.begun => {
            for (one, place) in each.iter().zip(0..) {
                is_the(one, place, &known).await?;
            }
            return Ok(known.whole);
        }
        Some(known) => known.whole,
        None => {
            let begin = query_scalar(
                "INSERT INTO part (one, whole, number, among, begun) VALUES (1, gen_random_uuid(), 0, $1, false) \
                 RETURNING whole::text",
            );
            begin.bind(given).fetch_one(&mut *home).await.orderly()?
        }
    };
    for (one, place) in each.iter().zip(0..).skip(1) {
        becomes_a_part(one, &Part { whole: whole.clone(), place, number: given, begun: true }).await?;
    }
    let all = query("UPDATE part SET among = $1, begun = true").bind(given);
    all.execute(home).await.orderly()?;
    Ok(whole)
}

fn another(one: &Postgres, place: i64) -> StoreError {
    NotTogether::Another { url: one.url.to_string(), place: place + 1 }.into()
}

async fn is_the(one: &Postgres, place: i64, home: &Part) -> Done {
    let found = part(&mut *one.pool.acquire().await.orderly()?).await?;
    let is = found.is_some_and(|of| (of.whole == home.whole) && (of.place, of.number) == (place, home.number));
    if is { Ok(()) } else { Err(another(one, place)) }
}

/// Until the first one says that all know, nothing was written in any.
async fn becomes_a_part(one: &Postgres, of: &Part) -> Done {
    let pool: &PgPool = &one.pool;
    if part(&mut *pool.acquire().await.orderly()?)
        .await?
        .is_some_and(|it| (&it.whole, it.place) != (&of.whole, of.place))
    {
        return Err(another(one, of.place));
    }
    let streams = query_scalar("SELECT EXISTS (SELECT 1 FROM streams) OR EXISTS (SELECT 1 FROM settings)");
    if streams.fetch_one(pool).await.orderly()? {
        return Err(NotTogether::NotEmpty { url: one.url.to_string() }.into());
    }
    let becomes = query(
        "INSERT INTO part (one, whole, number, among, begun) VALUES (1, $1::uuid, $2, $3, $4) \
         ON CONFLICT (one) DO UPDATE SET among = excluded.among",
    );
    becomes.bind(&of.whole).bind(of.place).bind(of.number).bind(of.begun).execute(pool).await.orderly().map(drop)
}
