//! Réglages.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::roster::RosterColumn;
use super::session::{Language, TextSize, Theme};

/// What a notification shows on a locked screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum NotificationDetail {
    Discreet,
    Title,
    Full,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    #[specta(type = TextSize)]
    pub text_size: u8,
    pub theme: Theme,
    pub language: Language,
    pub start_with_session: bool,
    pub remind_evening_before: bool,
    pub remind_hour_before: bool,
    /// Nothing rings between these wall times, `HH:MM`; equal: no quiet hours.
    pub quiet_from: String,
    pub quiet_until: String,
    pub notification_detail: NotificationDetail,
    /// Beside the name, in order.
    pub roster_columns: Vec<RosterColumn>,
}

/// The settings that change; the others stay.
#[derive(Debug, Clone, Default, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct SettingsChange {
    #[specta(type = Option<TextSize>, optional)]
    pub text_size: Option<u8>,
    #[specta(optional)]
    pub theme: Option<Theme>,
    #[specta(optional)]
    pub language: Option<Language>,
    #[specta(optional)]
    pub start_with_session: Option<bool>,
    #[specta(optional)]
    pub remind_evening_before: Option<bool>,
    #[specta(optional)]
    pub remind_hour_before: Option<bool>,
    #[specta(optional)]
    pub quiet_from: Option<String>,
    #[specta(optional)]
    pub quiet_until: Option<String>,
    #[specta(optional)]
    pub notification_detail: Option<NotificationDetail>,
    #[specta(optional)]
    pub roster_columns: Option<Vec<RosterColumn>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum DeviceProtection {
    Keyring,
    Passphrase,
}

/// What this laptop keeps.
#[derive(Debug, Clone, Serialize, Type)]
pub struct ThisDevice {
    pub name: String,
    pub folder: String,
    pub protection: DeviceProtection,
    /// In bytes, everything included.
    pub size: u32,
    pub version: String,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct SettingsSheet {
    pub settings: Settings,
    pub device: ThisDevice,
}
