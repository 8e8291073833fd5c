//! A laptop that somebody enrolled.

use coopol_core::devices::Device;
use fluent_bundle::FluentArgs;
use tauri::{AppHandle, Manager as _};

use super::ring::ring;
use super::sentence::Sentence;
use crate::address::Address;
use crate::contract::session::Language;
use crate::contract::settings::NotificationDetail;
use crate::shell::Shell;
use crate::words::Words;

/// Rings at any hour: whoever didn't expect it has to know at once. A click opens Réglages, where it can be shut out.
pub async fn announce(app: &AppHandle, device: &Device) {
    let chosen = app.state::<Shell>().settings.chosen();
    ring(app, &sentence(device, chosen.notification_detail, chosen.language), Address::Settings, None).await;
}

fn sentence(device: &Device, detail: NotificationDetail, language: Language) -> Sentence {
    let words = Words::of(language);
    let summary = match detail {
        NotificationDetail::Discreet => words.plain("newcomer"),
        NotificationDetail::Title | NotificationDetail::Full => {
            let named: FluentArgs<'_> = [("name", device.name.as_str())].into_iter().collect();
            words.say("newcomer-named", &named)
        }
    };
    Sentence { summary, body: words.plain("newcomer-what") }
}

#[cfg(test)]
mod tests {
    use coopol_domain::id::{DeviceId, HolderId};

    use super::*;

    #[test]
    fn whose_it_is_is_said_only_to_who_asked_for_it() {
        let device = Device {
            id: DeviceId::from_bytes([1; 16]),
            name: "Portable de Zoé".to_owned(),
            holder: HolderId::from_bytes([2; 16]),
            holder_name: "Zoé Lefèvre".to_owned(),
            since: None,
            revoked: false,
            this: false,
        };
        let said = |detail| sentence(&device, detail, Language::Fr);
        assert_eq!(said(NotificationDetail::Discreet).summary, "Un nouvel ordinateur est relié");
        let named = "Un nouvel ordinateur est relié\u{202f}: Portable de Zoé";
        assert_eq!(said(NotificationDetail::Title).summary, named);
        assert_eq!(said(NotificationDetail::Full).summary, named);
        assert_eq!(said(NotificationDetail::Full).body, "Si personne ne l’attendait, retirez-le dans Réglages.");
    }
}
