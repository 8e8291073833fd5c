//! What the device's machine wants written, in one transaction: either all of it is durable or nothing is.

mod journal;
mod outbox;
mod position;
mod snapshot;
mod touched;

use coopol_domain::device::{Device, Write};
use sqlx::{Sqlite, Transaction};

use self::journal::Lines;
use self::outbox::Outbox;
use self::touched::Touched;
use super::{Cache, CacheError, Writer};

impl Cache {
    /// Writes what a step of `device` asks for, and brings everything that is shown into line with it. `device` is the
    /// machine after the step: its outbox is folded over what is confirmed.
    ///
    /// # Errors
    /// [`CacheError`]; nothing was written then, and the machine in memory is ahead of the disk: load it again.
    pub async fn apply(&self, writes: &[Write], device: &Device) -> Result<(), CacheError> {
        self.writer().await.apply(writes, device).await
    }
}

impl Writer<'_> {
    /// The same, for whoever holds the connection already.
    pub async fn apply(&mut self, writes: &[Write], device: &Device) -> Result<(), CacheError> {
        if writes.is_empty() {
            return Ok(());
        }
        let mut transaction = self.begin().await?;
        write(&mut transaction, writes, device).await?;
        transaction.commit().await?;
        Ok(())
    }
}

async fn write(transaction: &mut Transaction<'_, Sqlite>, writes: &[Write], device: &Device) -> Result<(), CacheError> {
    let (mut touched, mut outbox, mut lines) = (Touched::default(), Outbox::default(), Lines::default());
    let mut clock = None;
    for write in writes {
        match write {
            // Each replaces the one before.
            Write::Clock(now) => clock = Some(*now),
            Write::Stream(stream, position) => position::write(transaction, *stream, position).await?,
            Write::DropStream(stream) => {
                touched.forget(*stream);
                // A line belongs to its stream, and goes with it.
                lines.write(transaction).await?;
                position::drop_stream(transaction, *stream).await?;
            }
            Write::Pending(pending) => {
                touched.add(pending.stream(), pending.change.header.subject);
                outbox.keep(pending);
            }
            Write::Settled(id) => outbox.settle(*id),
            Write::Parcel(parcel) => outbox::parcel(transaction, parcel).await?,
            Write::ParcelDone(stream, number) => outbox::parcel_done(transaction, *stream, *number).await?,
            Write::Subject { stream, subject, state, key } => touched.confirm(*stream, *subject, state, key),
            Write::Snapshot(snapshot) => {
                touched.forget(snapshot.stream);
                snapshot::write(transaction, snapshot, device).await?;
            }
            Write::Erase(stream, subject) => {
                touched.erase(*stream, *subject);
                lines.write(transaction).await?;
                journal::erase(transaction, *stream, *subject).await?;
            }
            Write::Line(line) => lines.add(transaction, line).await?,
            Write::Push(push) => journal::push(transaction, push).await?,
            Write::Access { mark, lease_until } => position::access(transaction, mark, *lease_until).await?,
        }
    }
    lines.write(transaction).await?;
    touched.extend(outbox.write(transaction).await?);
    if let Some(clock) = clock {
        position::clock(transaction, clock).await?;
    }
    touched.write(transaction, device).await
}
