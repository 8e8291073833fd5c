//! The first run: from an invitation to an open profile.

use std::sync::Arc;

use coopol_core::ambient::System;
use coopol_core::cache::Enrolled;
use coopol_core::device::{Rule, Session};
use coopol_core::enrolment::{self, NotEnrolled};
use coopol_core::profile::{MAX_NAME, Profile, ProfileError, Protection};
use coopol_core::vault::{CacheKey, Keyring as _, Passphrase, SystemKeyring, Wrapped};
use coopol_domain::enrolment::Link;
use jiff::tz::TimeZone;
use tauri::AppHandle;
use tauri::async_runtime::{block_on, spawn_blocking};
use tauri_plugin_autostart::ManagerExt as _;

use super::Shell;
use super::failure::invalid;
use super::gate::Gate;
use super::leave::remove;
use super::open::running;
use crate::contract::failure::{ErrorCode, Failure};
use crate::contract::session::{Enrolment, Protection as Chosen};
use crate::view::time::wall;

/// The shortest passphrase, in characters.
const SHORTEST: usize = 12;

/// Checks an invitation as it was typed or pasted. Who invites whom to what is known once the server has taken it.
pub fn check_invitation(text: &str) -> Result<(), Failure> {
    link(text).map(drop)
}

fn link(text: &str) -> Result<Link, Failure> {
    let compact: String = text.split_whitespace().collect();
    compact.parse().map_err(|error| Failure::new(ErrorCode::InvitationUnknown, error))
}

impl Shell {
    /// Makes the profile of a newly enrolled device, and opens it.
    pub async fn enrol(&self, app: &AppHandle, enrolment: Enrolment) -> Result<(), Failure> {
        let mut gate = self.gate.write().await;
        if matches!(&*gate, Gate::Open(_)) {
            return Err(Failure::new(ErrorCode::Busy, "a profile is open already"));
        }
        let session = self.invited(&enrolment).await?;
        first_sync(&session).await;
        *gate = running(app, session, None);
        if enrolment.start_with_session {
            // Convenient, never needed.
            if let Err(error) = app.autolaunch().enable() {
                tracing::warn!(%error, "the program won't start with the session");
            }
        }
        Ok(())
    }

    /// The profile of this laptop, once the server has taken it; else nothing of it stays.
    async fn invited(&self, enrolment: &Enrolment) -> Result<Session, Failure> {
        check(enrolment)?;
        let Link { server, invitation } = link(&enrolment.invitation)?;
        // The place for the key comes first: an invitation serves only once.
        let (profile, key) = self.begin(enrolment).await?;
        let device = format!("Ordinateur de {}", called(enrolment));
        match enrolment::enrol(&server, &invitation, &device, &System).await {
            Ok(enrolled) => found(profile, key, enrolled).await,
            Err(error) => {
                if let Err(error) = remove(profile).await {
                    tracing::warn!(message = error.message, "a key is left of a profile that never was");
                }
                Err(error.into())
            }
        }
    }

    /// A folder and a key, kept as the person chose.
    async fn begin(&self, enrolment: &Enrolment) -> Result<(Profile, CacheKey), Failure> {
        let key = CacheKey::new(&System);
        let protection = protection(key.clone(), &enrolment.protection).await?;
        // Asked for by name at the start, it is found by that name at the next.
        let name = self.free_name(&self.wanted.clone().unwrap_or_else(|| called(enrolment)))?;
        let profile = self.profiles.begin(&name, protection, &System).map_err(|error| Failure::bug(&error))?;
        if let Chosen::Keyring = enrolment.protection {
            keep(profile.card().id.clone(), key.clone()).await?;
        }
        Ok((profile, key))
    }

    /// The name itself, or with a number behind it.
    fn free_name(&self, name: &str) -> Result<String, Failure> {
        let taken = self.profiles.readable()?;
        let numbered = (2..).map(|number| format!("{name} {number}"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        let free = names.find(|name| taken.iter().all(|card| card.name != *name));
        Ok(free.expect("there are more numbers than profiles"))
    }
}

fn check(enrolment: &Enrolment) -> Result<(), Failure> {
    if enrolment.family_name.trim().is_empty() {
        return Err(invalid("family_name", Rule::Required));
    }
    match &enrolment.protection {
        Chosen::Passphrase { passphrase } if passphrase.chars().count() < SHORTEST => {
            let short = Failure::new(ErrorCode::Invalid, "the passphrase is too short");
            Err(short.with("field", "passphrase").with("rule", "passphrase_short"))
        }
        _ => Ok(()),
    }
}

/// How the newcomer is called, as short as a profile's name must be.
fn called(enrolment: &Enrolment) -> String {
    let name = [&enrolment.given_name, &enrolment.family_name].map(|name| name.trim());
    let name = if name[0].is_empty() { name[1] } else { name[0] };
    let end = (0..=MAX_NAME / 2).rev().find(|&end| name.is_char_boundary(end.min(name.len())));
    name[..end.unwrap_or_default().min(name.len())].to_owned()
}

async fn protection(key: CacheKey, chosen: &Chosen) -> Result<Protection, Failure> {
    let Chosen::Passphrase { passphrase } = chosen else { return Ok(Protection::Keyring) };
    let passphrase = Passphrase::new(passphrase.clone());
    let wrapped = spawn_blocking(move || Wrapped::new(&key, &passphrase, &System)).await;
    Ok(Protection::Passphrase(wrapped.expect("wrapping a key doesn't panic")))
}

async fn keep(entry: String, key: CacheKey) -> Result<(), Failure> {
    let kept = spawn_blocking(move || SystemKeyring::start()?.write(&entry, &key)).await;
    let kept = kept.expect("keeping a key doesn't panic");
    kept.map_err(|error| Failure::new(ErrorCode::KeyringUnavailable, error))
}

async fn found(profile: Profile, key: CacheKey, enrolled: Enrolled) -> Result<Session, Failure> {
    // On a thread that may wait: opening a database can't move between threads.
    let found = move || block_on(Session::found(profile, &key, &enrolled, Arc::new(System)));
    let found = spawn_blocking(found).await.expect("opening a profile doesn't panic");
    found.map_err(|error| Failure::bug(&error))
}

/// What the section has, if the server can be reached just now; else it comes later.
async fn first_sync(session: &Session) {
    let synced = async { session.sync_once(&session.http().await?).await };
    if let Err(error) = synced.await {
        tracing::info!(%error, "the first synchronisation comes later");
    }
}

impl From<NotEnrolled> for Failure {
    fn from(error: NotEnrolled) -> Self {
        match error {
            NotEnrolled::Transport(error) => error.into(),
            NotEnrolled::NoInvitation => Self::new(ErrorCode::InvitationUsed, error),
            NotEnrolled::NotYet { opens } => {
                let here = wall(opens, &TimeZone::system());
                Self::new(ErrorCode::InvitationWaits, error).with("opens", here)
            }
            NotEnrolled::TooManyDevices => Self::new(ErrorCode::TooManyDevices, error),
            NotEnrolled::OtherServer | NotEnrolled::OtherPast => Self::new(ErrorCode::InvitationUnknown, error),
        }
    }
}

impl From<ProfileError> for Failure {
    fn from(error: ProfileError) -> Self {
        Self::bug(&error)
    }
}

#[cfg(test)]
mod tests {
    use coopol_domain::enrolment::{Fingerprint, Invitation as Code};
    use coopol_domain::id::{DeviceId, StreamId};
    use coopol_domain::wire::Root;

    use super::*;
    use crate::arguments::Arguments;
    use crate::settings::SettingsFile;

    fn enrolment(given: &str, family: &str, protection: Chosen) -> Enrolment {
        Enrolment {
            invitation: String::new(),
            given_name: given.to_owned(),
            family_name: family.to_owned(),
            protection,
            start_with_session: false,
        }
    }

    #[test]
    fn what_is_no_invitation_is_said_at_once() {
        for text in ["", "VERS-7K2M-QT4R", "https://example.org/join/abc", "coopol://example.org/join/abc"] {
            assert_eq!(check_invitation(text).unwrap_err().code, ErrorCode::InvitationUnknown, "{text}");
        }
    }

    fn code() -> Code {
        Code {
            seed: [7; 16],
            device: DeviceId::from_bytes([1; 16]),
            authority: Fingerprint([2; 16]),
            office: StreamId::from_bytes([3; 16]),
            size: 41,
            root: Root::from_bytes([4; 8]),
        }
    }

    /// Whoever compares it with what they hold must find it alike.
    #[test]
    fn the_hint_shows_the_beginning_of_a_code_as_codes_begin() {
        let alike = |example: &str, code: &str| {
            let (shown, held): (Vec<&str>, Vec<&str>) = (example.split('-').collect(), code.split('-').collect());
            shown.len() >= 3
                && shown.len() < held.len()
                && shown.iter().zip(&held).all(|(shown, held)| shown.len() == held.len())
                && shown[0].starts_with(&held[0][..1])
                && ('4'..='7').contains(&shown[0].chars().nth(1).unwrap())
        };
        for words in [include_str!("../../../ui/locales/fr/gate.ftl"), include_str!("../../../ui/locales/en/gate.ftl")]
        {
            let hint = words.lines().find(|line| line.starts_with("invitation-hint")).unwrap();
            let example = hint.split(' ').find_map(|word| word.strip_suffix("-…")).unwrap();
            assert!(alike(example, &code().to_string()), "{example} {}", code());
        }
        assert!(!alike("VERS-7K2M-QT4R", &code().to_string()));
    }

    #[tokio::test]
    async fn an_invitation_that_isnt_taken_leaves_nothing() {
        let data = tempfile::tempdir().unwrap();
        let shell = Shell::new(data.path(), SettingsFile::read(data.path()), Arguments::default());
        let passphrase = Chosen::Passphrase { passphrase: "quatre mots sans lien".to_owned() };
        // Another test of this process may have done so.
        drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
        // Nobody listens on this port, which is nobody's.
        let invitation = Link { server: "127.0.0.1:1".to_owned(), invitation: code() }.to_string();
        let enrolment = Enrolment { invitation, ..enrolment("Zoé", "Lefèvre", passphrase) };
        let refused = shell.invited(&enrolment).await.err().expect("nobody is there");
        assert_eq!(refused.code, ErrorCode::Offline);
        let folders = std::fs::read_dir(data.path().join("profiles")).unwrap().count();
        assert_eq!(folders, 0);
    }

    #[test]
    fn a_name_and_a_long_passphrase_are_wanted() {
        let rule = |it: Result<(), Failure>| it.unwrap_err().details["rule"].clone();
        assert_eq!(rule(check(&enrolment("Zoé", " ", Chosen::Keyring))), "required".into());
        let short = Chosen::Passphrase { passphrase: "éééééééééée".to_owned() };
        assert_eq!(rule(check(&enrolment("Zoé", "Lefèvre", short))), "passphrase_short".into());
        let long = Chosen::Passphrase { passphrase: "éééééééééééé".to_owned() };
        check(&enrolment("Zoé", "Lefèvre", long)).unwrap();
    }

    #[test]
    fn a_profile_is_called_by_a_name_that_fits() {
        assert_eq!(called(&enrolment("Zoé", "Lefèvre", Chosen::Keyring)), "Zoé");
        assert_eq!(called(&enrolment(" ", "Lefèvre", Chosen::Keyring)), "Lefèvre");
        assert_eq!(called(&enrolment(&"é".repeat(300), "x", Chosen::Keyring)), "é".repeat(20));
    }
}
