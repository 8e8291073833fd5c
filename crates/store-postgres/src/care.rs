//! What PostgreSQL itself must be set to, which no connection of ours can set.

use coopol_store::StoreError;

use crate::Postgres;

/// PostgreSQL is set to forget what it has answered (J3.5).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{setting} is `{found}` in PostgreSQL: what was answered may be lost {when}")]
pub struct Careless {
    /// Which setting.
    pub setting: &'static str,
    /// What it is.
    pub found: String,
    /// In which accident.
    pub when: &'static str,
}

/// Each with what it has to be.
const WANTED: [(&str, &str); 3] = [("fsync", "on"), ("full_page_writes", "on"), ("synchronous_commit", "on")];

impl Postgres {
    /// The first setting that makes it careless, if there is one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn careless(&self) -> Result<Option<Careless>, StoreError> {
        for (setting, wanted) in WANTED {
            let found = self.set_to(setting).await?;
            if found != wanted {
                return Ok(Some(Careless { setting, found, when: "in a power cut" }));
            }
        }
        if self.primary.has_standbys() {
            let setting = "synchronous_standby_names";
            let found = self.set_to(setting).await?;
            if found.is_empty() {
                return Ok(Some(Careless { setting, found, when: "when a standby is promoted" }));
            }
        }
        Ok(None)
    }
}
