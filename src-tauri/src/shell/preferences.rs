//! Réglages, and what this laptop keeps.

use std::fs;
use std::path::Path;

use coopol_core::profile::Protection;
use tauri::AppHandle;
use tauri_plugin_autostart::ManagerExt as _;

use super::Shell;
use crate::contract::failure::{ErrorCode, Failure};
use crate::contract::settings::{DeviceProtection, Settings, SettingsChange, SettingsSheet, ThisDevice};

impl Shell {
    pub async fn settings_sheet(&self, app: &AppHandle) -> Result<SettingsSheet, Failure> {
        let session = self.session().await?;
        let (profile, chosen) = (session.profile(), self.settings.chosen());
        let settings = Settings {
            text_size: chosen.text_size,
            theme: chosen.theme,
            language: chosen.language,
            // A system that has no such thing starts nothing.
            start_with_session: app.autolaunch().is_enabled().unwrap_or_default(),
            remind_evening_before: chosen.remind_evening_before,
            remind_hour_before: chosen.remind_hour_before,
            quiet_from: chosen.quiet_from,
            quiet_until: chosen.quiet_until,
            notification_detail: chosen.notification_detail,
            roster_columns: chosen.roster_columns,
        };
        let device = ThisDevice {
            name: profile.card().name.clone(),
            folder: profile.folder().display().to_string(),
            protection: match profile.card().protection {
                Protection::Passphrase(_) => DeviceProtection::Passphrase,
                Protection::Keyring | Protection::KeyFile => DeviceProtection::Keyring,
            },
            size: crate::view::count(size(profile.folder())),
            version: app.package_info().version.to_string(),
        };
        Ok(SettingsSheet { settings, device })
    }

    pub fn change_settings(&self, app: &AppHandle, change: SettingsChange) -> Result<(), Failure> {
        if let Some(wanted) = change.start_with_session {
            let autolaunch = app.autolaunch();
            let set = if wanted { autolaunch.enable() } else { autolaunch.disable() };
            set.map_err(|error| Failure::bug(&error))?;
        }
        self.settings.change(change).map_err(|error| match error.kind() {
            std::io::ErrorKind::StorageFull => Failure::new(ErrorCode::DiskFull, error),
            _ => Failure::bug(&error),
        })
    }
}

/// Bytes of the files in a folder; what can't be read counts for nothing.
fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.metadata().ok()).map(|file| file.len()).sum()
}
