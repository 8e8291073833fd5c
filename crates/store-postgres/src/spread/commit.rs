//! One commit in several databases, in two phases: prepared in all but home, decided at home, then committed in the others. What
//! isn't decided when whoever began it is gone is as if it had never begun.
//!
//! Whoever decides holds a lock at home by the id of the commit for as long as nothing is decided; with the decision its row is
//! there (`decided`). So anybody can settle what somebody left: as soon as they get the lock, the row tells.

use std::sync::atomic::Ordering;

use coopol_domain::id::StreamId;
use coopol_store::{StoreError, Writes};
use sqlx::postgres::{PgConnection, PgPool};
use sqlx::{AssertSqlSafe, Error, query, query_as, query_scalar, raw_sql};

use super::places::HOME;
use super::read::SpreadRead;
use super::{Spread, parted};
use crate::failure::Orderly as _;
use crate::write::{Done, everything};

/// There is no such prepared transaction: somebody settled it.
const SETTLED: &str = "42704";

/// A commit that isn't over, as long as this isn't told otherwise: left so, it is settled before the next one.
struct Unfinished<'a>(Option<&'a Spread>);

impl Drop for Unfinished<'_> {
    fn drop(&mut self) {
        if let Some(spread) = self.0 {
            spread.left.store(true, Ordering::SeqCst);
        }
    }
}

impl Spread {
    /// Writes each part where it belongs: all of them, or nothing.
    pub(super) async fn commit_in_all(&self, mut rows: SpreadRead, parts: &[Writes]) -> Done {
        let elsewhere: Vec<usize> =
            (HOME + 1..parts.len()).filter(|place| parts[*place] != Writes::default()).collect();
        let id = decide(rows.each[HOME].on().await?).await?;
        everything(rows.each[HOME].on().await?, &parts[HOME]).await?;
        for &place in &elsewhere {
            let on = rows.at(place).await?.on().await?;
            query("SELECT set_config('coopol.told', 'afterwards', true)").execute(&mut *on).await.orderly()?;
            everything(on, &parts[place]).await?;
        }
        let name = self.name(&id);
        let mut unfinished = Unfinished(Some(self));
        for &place in &elsewhere {
            run(rows.each[place].on().await?, "PREPARE TRANSACTION", &name).await.orderly()?;
        }
        let home = std::mem::replace(&mut rows.each[HOME], self.glance_at(HOME));
        home.commit().await?;
        for &place in &elsewhere {
            settled(run(rows.each[place].on().await?, "COMMIT PREPARED", &name).await)?;
        }
        unfinished.0 = None;
        for &place in &elsewhere {
            let mut part = std::mem::replace(&mut rows.each[place], self.glance_at(place));
            tell(part.on().await?, &parts[place]).await?;
            part.commit().await?;
        }
        Ok(())
    }

    /// Settles what somebody began in several databases and didn't end.
    pub(super) async fn settle(&self) -> Done {
        let home = &self.each[HOME].pool;
        // Each of these was prepared wherever it is to be: once it is settled there, nothing is left of it.
        let over: Vec<String> = query_scalar("SELECT id::text FROM decided").fetch_all(home).await.orderly()?;
        for part in &self.each[HOME + 1..] {
            let prepared = query_scalar(
                "SELECT gid FROM pg_prepared_xacts WHERE database = current_database() AND starts_with(gid, $1)",
            );
            let prepared: Vec<String> = prepared.bind(self.name("")).fetch_all(&part.pool).await.orderly()?;
            for name in prepared {
                self.settle_one(&name, &part.pool).await?;
            }
        }
        if !over.is_empty() {
            let forget = query("DELETE FROM decided WHERE id = ANY($1::uuid[])").bind(over);
            forget.execute(home).await.orderly()?;
        }
        Ok(())
    }

    /// Nothing is done about one that is still to be decided.
    async fn settle_one(&self, name: &str, part: &PgPool) -> Done {
        let id = &name[self.name("").len()..];
        let mut home = self.each[HOME].pool.begin().await.orderly()?;
        let free = query_scalar("SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0))").bind(id);
        if !free.fetch_one(&mut *home).await.orderly()? {
            return Ok(());
        }
        let decided = query_scalar("SELECT EXISTS (SELECT 1 FROM decided WHERE id = $1::uuid)").bind(id);
        let end = if decided.fetch_one(&mut *home).await.orderly()? { "COMMIT PREPARED" } else { "ROLLBACK PREPARED" };
        settled(run(&mut *part.acquire().await.orderly()?, end, name).await)?;
        home.rollback().await.orderly()
    }

    /// As PostgreSQL knows it: no other server's, should its databases be in the same cluster.
    fn name(&self, id: &str) -> String {
        format!("coopol_{}_{id}", self.whole)
    }
}

/// Begins to decide: the id of the commit, by which whoever finds it prepared sees that it is under way.
async fn decide(home: &mut PgConnection) -> Result<String, StoreError> {
    let decided = query_as(
        "WITH new AS (INSERT INTO decided (id) VALUES (gen_random_uuid()) RETURNING id::text AS id) \
         SELECT id, pg_advisory_xact_lock(hashtextextended(id, 0))::text FROM new",
    );
    let (id, _): (String, String) = decided.fetch_one(home).await.orderly()?;
    Ok(id)
}

/// Names can't be arguments of these statements. Ours are of digits and letters.
async fn run(on: &mut PgConnection, what: &str, name: &str) -> Result<(), Error> {
    raw_sql(AssertSqlSafe(format!("{what} '{name}'"))).execute(on).await.map(drop)
}

/// Nobody settles otherwise than home decided: whoever comes second finds it done.
fn settled(ended: Result<(), Error>) -> Done {
    match ended {
        Err(Error::Database(told)) if told.code().as_deref() == Some(SETTLED) => Ok(()),
        ended => ended.orderly(),
    }
}

/// What the trigger on `streams` would have told; in a transaction, as the one before is over.
async fn tell(on: &mut PgConnection, written: &Writes) -> Done {
    let digits = |stream: StreamId| format!("decode('{:032x}', 'hex')", u128::from_be_bytes(*stream.as_bytes()));
    let streams: Vec<String> = parted::streams(written).into_iter().map(digits).collect();
    let tell = format!(
        "BEGIN; SELECT pg_notify('coopol_positions', encode(id, 'hex') || ' ' || size || ' ' || erased) \
         FROM streams WHERE id IN ({})",
        streams.join(", ")
    );
    raw_sql(AssertSqlSafe(tell)).execute(on).await.orderly().map(drop)
}
