//! A laptop that somebody enrolled, or that is to come in the name of somebody who has one.

use coopol_core::devices::{Device, Waiting};
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

/// As soon as it is known: there are three days to put an end to it, in Réglages.
pub async fn announce_invitation(app: &AppHandle, invitation: &Waiting) {
    let chosen = app.state::<Shell>().settings.chosen();
    ring(app, &asked(invitation, chosen.notification_detail, chosen.language), Address::Settings, None).await;
}

fn asked(invitation: &Waiting, detail: NotificationDetail, language: Language) -> Sentence {
    let words = Words::of(language);
    let summary = match (detail, invitation.own) {
        (_, true) => words.plain("invited-own"),
        (NotificationDetail::Discreet, _) => words.plain("invited"),
        (NotificationDetail::Title | NotificationDetail::Full, _) => {
            let named: FluentArgs<'_> = [("name", invitation.holder_name.as_str())].into_iter().collect();
            words.say("invited-named", &named)
        }
    };
    Sentence { summary, body: words.plain("invited-what") }
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
    use coopol_domain::time::Instant;

    use super::*;

    #[test]
    fn an_invitation_names_somebody_only_where_that_was_asked_for() {
        let invitation = |own| Waiting {
            id: DeviceId::from_bytes([1; 16]),
            holder: HolderId::from_bytes([2; 16]),
            holder_name: "Zoé Lefèvre".to_owned(),
            author_name: "André Côté".to_owned(),
            by_codes: false,
            opens: Instant(2),
            until: Instant(3),
            own,
            contestable: true,
        };
        let said = |own, detail| asked(&invitation(own), detail, Language::Fr);
        assert_eq!(said(false, NotificationDetail::Discreet).summary, "Un ordinateur de plus est attendu");
        let named = "Un ordinateur de plus est attendu au nom de Zoé Lefèvre";
        assert_eq!(said(false, NotificationDetail::Title).summary, named);
        let own = "Un ordinateur de plus est attendu à votre nom";
        assert_eq!(said(true, NotificationDetail::Discreet).summary, own);
        assert_eq!(said(true, NotificationDetail::Full).summary, own);
        assert_eq!(said(true, NotificationDetail::Full).body, "Si rien ne l’explique, opposez-vous-y dans Réglages.");
    }

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
