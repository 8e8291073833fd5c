//! What an administrator does with the file while the server runs: copying it, and checking that it is whole.

use std::path::Path;

use coopol_store::StoreError;

use crate::Sqlite;
use crate::failure::Orderly as _;
use crate::statement::cell;

impl Sqlite {
    /// Writes a copy of everything to a new file, as it was at one moment, while others go on writing. What is in it is
    /// sealed as it is here, so the master key must be kept elsewhere (J7.1).
    ///
    /// # Errors
    /// [`StoreError::Io`] when there is a file of that name, or no room.
    pub async fn copy_to(&self, path: &Path) -> Result<(), StoreError> {
        let path = path.to_str().ok_or(StoreError::Corrupt { what: "the name of the copy" })?.to_owned();
        self.glance_aside().await?.aside(move |on| on.execute("VACUUM INTO ?1", [path]).orderly().map(drop)).await
    }

    /// Reads the whole file and checks that its pages, indexes and references are sound.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when they aren't, [`StoreError::Io`] when it can't even be read.
    pub async fn check(&self) -> Result<(), StoreError> {
        let check = |on: &rusqlite::Connection| {
            let found: Vec<String> = crate::statement::query(on, "PRAGMA integrity_check", &[], |row| cell(row, 0))?;
            let dangling = crate::statement::query(on, "PRAGMA foreign_key_check", &[], |_| Ok(()))?;
            if found != ["ok"] {
                return Err(StoreError::Corrupt { what: "the database file" });
            }
            if dangling.is_empty() { Ok(()) } else { Err(StoreError::Corrupt { what: "a reference between rows" }) }
        };
        self.glance_aside().await?.aside(check).await
    }
}
