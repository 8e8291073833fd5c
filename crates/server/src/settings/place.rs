//! Where the database is.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// As it is written: `sqlite:` or `postgres://…`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// A file in the data folder.
    #[default]
    Folder,
    /// A PostgreSQL, of this URL. No password stands in it.
    Postgres(String),
}

/// What isn't such a place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadPlace {
    /// Neither of the two.
    #[error("`sqlite:` (a file in the data folder) or postgres://USER@HOST/DATABASE is wanted")]
    Neither,
    /// A URL that can't be used.
    #[cfg(feature = "postgres")]
    #[error(transparent)]
    Url(#[from] coopol_store_postgres::BadUrl),
    /// This program can't speak with one.
    #[cfg(not(feature = "postgres"))]
    #[error("this program was built without PostgreSQL")]
    Without,
}

impl FromStr for Place {
    type Err = BadPlace;

    fn from_str(text: &str) -> Result<Self, BadPlace> {
        match text {
            "sqlite:" => Ok(Self::Folder),
            url if url.starts_with("postgres://") || url.starts_with("postgresql://") => usable(url),
            _ => Err(BadPlace::Neither),
        }
    }
}

#[cfg(feature = "postgres")]
fn usable(url: &str) -> Result<Place, BadPlace> {
    coopol_store_postgres::Postgres::check_url(url)?;
    Ok(Place::Postgres(url.to_owned()))
}

#[cfg(not(feature = "postgres"))]
fn usable(_: &str) -> Result<Place, BadPlace> {
    Err(BadPlace::Without)
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Folder => "sqlite:",
            Self::Postgres(url) => url,
        })
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
