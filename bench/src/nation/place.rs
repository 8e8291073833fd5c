//! Where the server's database is.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use coopol_testkit::postgres::Cluster;

use crate::Failure;
use crate::measure::{Used, used_together};

/// One of the two.
#[derive(Clone, Copy, Debug)]
pub enum Sort {
    /// A file in the data folder.
    Sqlite,
    /// A cluster of this run's own.
    Postgres,
}

impl FromStr for Sort {
    type Err = Failure;

    fn from_str(name: &str) -> Result<Self, Failure> {
        match name {
            "sqlite" => Ok(Self::Sqlite),
            "postgres" => Ok(Self::Postgres),
            other => Err(format!("`{other}` is neither sqlite nor postgres").into()),
        }
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

/// A database that nothing is in yet.
pub struct Place {
    cluster: Option<Cluster>,
    /// As the server is told of it.
    pub url: String,
}

impl Place {
    /// Starts a cluster where one is needed.
    pub fn make(sort: Sort) -> Self {
        let cluster = matches!(sort, Sort::Postgres).then(Cluster::durable);
        let url = cluster.as_ref().map_or_else(|| "sqlite:".to_owned(), Cluster::database);
        Self { cluster, url }
    }

    /// What the database's own processes used so far; those of SQLite are the server's.
    pub fn used(&self) -> Result<Used, Failure> {
        let Some(cluster) = &self.cluster else { return Ok(Used { cpu: 0.0, rss: 0.0 }) };
        let told = std::fs::read_to_string(cluster.folder().join("data/postmaster.pid"))?;
        used_together(told.lines().next().unwrap_or_default().parse()?)
    }

    /// Megabytes of the database, as it lies there.
    pub fn size(&self, data: &Path) -> Result<f64, Failure> {
        let bytes = match &self.cluster {
            Some(cluster) => weight(&cluster.folder().join("data/base"))?,
            None => weight(data)?,
        };
        Ok(bytes as f64 / 1e6)
    }
}

fn weight(folder: &Path) -> Result<u64, Failure> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let known = entry.metadata()?;
        bytes += if known.is_dir() { weight(&entry.path())? } else { known.len() };
    }
    Ok(bytes)
}
