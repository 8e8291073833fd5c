//! Blobs, and which subjects name them.

use coopol_domain::id::StreamId;
use coopol_domain::seal::Hash;
use coopol_store::row::{BlobRow, BlobUse};
use rusqlite::Connection;

use super::Done;
use crate::columns::number;
use crate::statement::run;

pub fn used(on: &Connection, uses: &[BlobUse]) -> Done {
    for row in uses {
        let (stream, name) = (row.stream.as_bytes().as_slice(), row.name.as_bytes().as_slice());
        let subject = row.subject.as_bytes().as_slice();
        run!(
            on,
            "INSERT INTO blob_uses (stream, name, subject) VALUES (?1, ?2, ?3)
             ON CONFLICT (stream, name, subject) DO NOTHING",
            stream,
            name,
            subject
        )?;
    }
    Ok(())
}

pub fn blobs(on: &Connection, blobs: &[BlobRow]) -> Done {
    for row in blobs {
        let (stream, name) = (row.stream.as_bytes().as_slice(), row.name.as_bytes().as_slice());
        let (size, received, begun_at) = (number(row.size), number(row.received), number(row.begun_at.0));
        let (seal, key) = row.seal.columns();
        run!(
            on,
            "INSERT INTO blobs (stream, name, size, received, begun_at, key, seal) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (stream, name) DO UPDATE
                 SET received = excluded.received, key = excluded.key, seal = excluded.seal",
            stream,
            name,
            size,
            received,
            begun_at,
            key,
            seal
        )?;
    }
    Ok(())
}

pub fn dropped(on: &Connection, blobs: &[(StreamId, Hash)]) -> Done {
    for (stream, name) in blobs {
        let (stream, name) = (stream.as_bytes().as_slice(), name.as_bytes().as_slice());
        run!(on, "DELETE FROM blobs WHERE stream = ?1 AND name = ?2", stream, name)?;
    }
    Ok(())
}
