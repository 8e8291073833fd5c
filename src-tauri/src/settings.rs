//! What the person set. Kept beside the encrypted profiles, not in them: the first paint needs it, and nothing in it is
//! personal. A file that can't be read counts as none.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::contract::roster::RosterColumn;
use crate::contract::session::{Display, Language, Theme};
use crate::contract::settings::{NotificationDetail, SettingsChange};

/// Everything that is set, but what the system keeps: whether the program starts with the session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Chosen {
    pub text_size: u8,
    pub theme: Theme,
    pub language: Language,
    pub remind_evening_before: bool,
    pub remind_hour_before: bool,
    /// `HH:MM`, as `quiet_until`; equal: no quiet hours.
    pub quiet_from: String,
    pub quiet_until: String,
    pub notification_detail: NotificationDetail,
    pub roster_columns: Vec<RosterColumn>,
}

impl Default for Chosen {
    fn default() -> Self {
        Self {
            text_size: 16,
            theme: Theme::System,
            language: Language::Fr,
            remind_evening_before: true,
            remind_hour_before: true,
            quiet_from: "22:00".to_owned(),
            quiet_until: "08:00".to_owned(),
            notification_detail: NotificationDetail::Discreet,
            roster_columns: vec![RosterColumn::Commune, RosterColumn::Phone, RosterColumn::Dues],
        }
    }
}

impl Chosen {
    pub fn display(&self) -> Display {
        Display { text_size: self.text_size, theme: self.theme, language: self.language }
    }

    /// The same after a change. `start_with_session` is the system's to keep.
    fn after(mut self, change: SettingsChange) -> Self {
        fn put<T>(place: &mut T, value: Option<T>) {
            if let Some(value) = value {
                *place = value;
            }
        }
        put(&mut self.text_size, change.text_size);
        put(&mut self.theme, change.theme);
        put(&mut self.language, change.language);
        put(&mut self.remind_evening_before, change.remind_evening_before);
        put(&mut self.remind_hour_before, change.remind_hour_before);
        put(&mut self.quiet_from, change.quiet_from);
        put(&mut self.quiet_until, change.quiet_until);
        put(&mut self.notification_detail, change.notification_detail);
        put(&mut self.roster_columns, change.roster_columns);
        self
    }
}

/// The settings and the file that keeps them.
#[derive(Debug)]
pub struct SettingsFile {
    path: PathBuf,
    chosen: Mutex<Chosen>,
}

impl SettingsFile {
    /// Reads `settings.json` in `folder`, which need not exist.
    pub fn read(folder: &Path) -> Self {
        let path = folder.join("settings.json");
        let chosen = fs::read(&path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        Self { path, chosen: Mutex::new(chosen) }
    }

    pub fn chosen(&self) -> Chosen {
        self.chosen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Changes and keeps them, whole or not at all.
    pub fn change(&self, change: SettingsChange) -> io::Result<()> {
        let mut chosen = self.chosen.lock().unwrap_or_else(PoisonError::into_inner);
        let after = chosen.clone().after(change);
        let new = self.path.with_extension("new");
        fs::create_dir_all(self.path.parent().unwrap_or(Path::new("/")))?;
        let mut file = File::create(&new)?;
        file.write_all(&serde_json::to_vec_pretty(&after)?)?;
        file.sync_all()?;
        fs::rename(&new, &self.path)?;
        *chosen = after;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_set_is_there_at_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let settings = SettingsFile::read(&folder.path().join("config"));
        assert_eq!(settings.chosen(), Chosen::default());
        settings.change(SettingsChange { text_size: Some(21), ..SettingsChange::default() }).unwrap();
        settings.change(SettingsChange { theme: Some(Theme::Dark), ..SettingsChange::default() }).unwrap();
        let expected = Chosen { text_size: 21, theme: Theme::Dark, ..Chosen::default() };
        assert_eq!(settings.chosen(), expected);
        assert_eq!(SettingsFile::read(&folder.path().join("config")).chosen(), expected);
    }

    #[test]
    fn a_file_of_another_version_or_a_broken_one_is_no_obstacle() {
        let folder = tempfile::tempdir().unwrap();
        let read = |text: &str| {
            fs::write(folder.path().join("settings.json"), text).unwrap();
            SettingsFile::read(folder.path()).chosen()
        };
        assert_eq!(read(r#"{ "theme": "dark", "later": 1 }"#), Chosen { theme: Theme::Dark, ..Chosen::default() });
        assert_eq!(read("{"), Chosen::default());
    }
}
