//! The configuration file, and what it becomes with environment and flags over it.

use std::path::{Path, PathBuf};

use super::{Flags, Settings};

/// A configuration file that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum BadFile {
    /// It can't be read.
    #[error("{}: {source}", .path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It isn't what it should be.
    #[error("{}: {source}", .path.display())]
    Form {
        /// Which file.
        path: PathBuf,
        /// Where, and what was expected.
        source: Box<toml::de::Error>,
    },
}

impl Settings {
    /// What `file` says, if there is one, with `flags` over it; these come from the command line or the environment.
    ///
    /// # Errors
    /// [`BadFile`].
    pub fn load(file: Option<&Path>, flags: Flags) -> Result<Self, BadFile> {
        let settings = file.map(read).transpose()?.unwrap_or_default();
        Ok(flags.over(settings))
    }

    /// What counts, as a file would say it. There is no secret in it: those are in files of their own.
    ///
    /// # Errors
    /// [`serde_json::Error`].
    pub fn print(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self)
    }
}

fn read(path: &Path) -> Result<Settings, BadFile> {
    let text = std::fs::read_to_string(path).map_err(|source| BadFile::Io { path: path.to_owned(), source })?;
    toml::from_str(&text).map_err(|source| BadFile::Form { path: path.to_owned(), source: Box::new(source) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_count_more_than_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("coopol.toml");
        std::fs::write(&path, "listen = \"127.0.0.1:1\"\nlog = \"warn\"\n").unwrap();
        let flags = Flags { listen: Some("127.0.0.1:2".parse().unwrap()), ..Flags::default() };
        let settings = Settings::load(Some(&path), flags).unwrap();
        assert_eq!((settings.listen.port(), settings.log.as_str()), (2, "warn"));
        assert_eq!(settings.requests, Settings::default().requests);
        assert_eq!(settings.check(), Ok(()));
    }

    #[test]
    fn a_word_that_means_nothing_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("coopol.toml");
        std::fs::write(&path, "lisen = \"127.0.0.1:1\"\n").unwrap();
        let error = Settings::load(Some(&path), Flags::default()).unwrap_err();
        assert!(error.to_string().contains("lisen"), "{error}");
        let settings = Settings { body_mib: 0, ..Settings::default() };
        assert_eq!(settings.check().unwrap_err().name, "body_mib");
    }

    /// Streams are spread over several databases in PostgreSQL, each named once.
    #[cfg(feature = "postgres")]
    #[test]
    fn parts_of_a_database_are_checked() {
        let place = |url: &str| url.parse().unwrap();
        let (one, other, file) = ("postgres://coopol@%2Frun/one", "postgres://coopol@%2Frun/other", "sqlite:");
        for (database, part, fits) in [(one, other, true), (one, one, false), (file, one, false), (one, file, false)] {
            let settings =
                Settings { database: place(database), database_parts: vec![place(part)], ..Settings::default() };
            assert_eq!(settings.check().is_ok(), fits, "{database} {part}");
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("coopol.toml");
        std::fs::write(&path, format!("database = \"{one}\"\ndatabase_parts = [\"{other}\"]\n")).unwrap();
        let settings = Settings::load(Some(&path), Flags::default()).unwrap();
        assert_eq!(settings.database_parts, [place(other)]);
    }
}
