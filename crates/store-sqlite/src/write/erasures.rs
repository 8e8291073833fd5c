//! Erasures, confirmed and carried out.

use coopol_store::row::{ConfirmedRow, ErasureRow};
use sqlx::{SqliteConnection, query};

use super::Done;
use crate::failure::Orderly;
use crate::parameters::{Hex, rows};

pub async fn confirmed(on: &mut SqliteConnection, confirmed: &[ConfirmedRow]) -> Done {
    if confirmed.is_empty() {
        return Ok(());
    }
    let new =
        rows(confirmed.iter().map(|row| (Hex(row.stream.as_bytes()), Hex(row.subject.as_bytes()), row.confirmed_at)));
    let statement = query!(
        "INSERT INTO confirmed (stream, subject, confirmed_at)
         SELECT unhex(value ->> 0), unhex(value ->> 1), value ->> 2 FROM json_each(?1) WHERE true
         ON CONFLICT (stream, subject) DO NOTHING",
        new
    );
    statement.execute(on).await.orderly().map(drop)
}

pub async fn erasures(on: &mut SqliteConnection, erasures: &[ErasureRow]) -> Done {
    if erasures.is_empty() {
        return Ok(());
    }
    let rows =
        rows(erasures.iter().map(|row| (Hex(row.stream.as_bytes()), Hex(row.subject.as_bytes()), row.number, row.at)));
    contents(on, &rows).await?;
    places(on, &rows).await?;
    ledger(on, &rows).await
}

/// The key first: with it goes whatever else might be left.
async fn contents(on: &mut SqliteConnection, erased: &str) -> Done {
    let keys = query!(
        "INSERT INTO subjects (stream, id) SELECT unhex(value ->> 0), unhex(value ->> 1) FROM json_each(?1) WHERE true
         ON CONFLICT (stream, id) DO UPDATE SET key = NULL, state = NULL, seq = NULL",
        erased
    );
    keys.execute(&mut *on).await.orderly()?;
    let waiting = query!(
        "DELETE FROM waiting WHERE (stream, seq) IN (
             SELECT p.stream, p.seq FROM json_each(?1) AS erased
             CROSS JOIN payloads AS p ON p.stream = unhex(erased.value ->> 0) AND p.subject = unhex(erased.value ->> 1)
         )",
        erased
    );
    waiting.execute(&mut *on).await.orderly()?;
    let payloads = query!(
        "DELETE FROM payloads WHERE (stream, subject) IN (
             SELECT unhex(value ->> 0), unhex(value ->> 1) FROM json_each(?1)
         )",
        erased
    );
    payloads.execute(&mut *on).await.orderly()?;
    let snapshots =
        query!("DELETE FROM snapshots WHERE stream IN (SELECT unhex(value ->> 0) FROM json_each(?1))", erased);
    snapshots.execute(on).await.orderly().map(drop)
}

/// Wherever else the subject stands, by its id.
async fn places(on: &mut SqliteConnection, erased: &str) -> Done {
    macro_rules! forget {
        ($statement:literal) => {
            query!($statement, erased).execute(&mut *on).await.orderly()?
        };
    }
    forget!(
        "DELETE FROM looks WHERE (stream, subject) IN (
             SELECT unhex(value ->> 0), unhex(value ->> 1) FROM json_each(?1)
         )"
    );
    forget!(
        "DELETE FROM units WHERE (stream, id) IN (SELECT unhex(value ->> 0), unhex(value ->> 1) FROM json_each(?1))"
    );
    forget!(
        "DELETE FROM mandates WHERE (stream, id) IN (
             SELECT unhex(value ->> 0), unhex(value ->> 1) FROM json_each(?1)
         )"
    );
    forget!(
        "DELETE FROM devices WHERE (stream, id) IN (
             SELECT unhex(value ->> 0), unhex(value ->> 1) FROM json_each(?1)
         )"
    );
    forget!(
        "DELETE FROM confirmed WHERE (stream, subject) IN (
             SELECT unhex(value ->> 0), unhex(value ->> 1) FROM json_each(?1)
         )"
    );
    let claims = query(
        "DELETE FROM open_claims WHERE (stream, subject) IN (
             SELECT unhex(value ->> 0), unhex(value ->> 1) FROM json_each(?1)
         )",
    );
    claims.bind(erased).execute(&mut *on).await.orderly()?;
    forget!(
        "DELETE FROM blob_uses WHERE (stream, subject) IN (
             SELECT unhex(value ->> 0), unhex(value ->> 1) FROM json_each(?1)
         )"
    );
    Ok(())
}

async fn ledger(on: &mut SqliteConnection, erased: &str) -> Done {
    let rows = query!(
        "INSERT INTO erasures (stream, subject, number, at)
         SELECT unhex(value ->> 0), unhex(value ->> 1), value ->> 2, value ->> 3 FROM json_each(?1)",
        erased
    );
    rows.execute(&mut *on).await.orderly()?;
    let counts = query!(
        "UPDATE streams SET erased = (SELECT max(number) FROM erasures WHERE erasures.stream = streams.id)
         WHERE id IN (SELECT unhex(value ->> 0) FROM json_each(?1))",
        erased
    );
    counts.execute(on).await.orderly().map(drop)
}
