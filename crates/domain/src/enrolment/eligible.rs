//! Who may be invited where, and with how many devices.

use std::collections::BTreeSet;

use crate::access::Directory;
use crate::id::{DeviceId, HolderId, UnitId};
use crate::kinds::{Device, REINVITATION};
use crate::time::Instant;

/// How many devices one person may have at once. Whoever gets hold of an officer's codes can't add laptops without end.
pub const MOST_DEVICES: usize = 3;

/// Whether a device of `holder` may be enrolled on an invitation that stands in the `office` stream of `unit`.
///
/// A device acts under every mandate of its holder, under one that begins later too. So whoever invites it must be able to
/// answer for all of them: the holder's mandates, of which at least one is held, lie in the unit or below it. Otherwise a
/// section's officer, who sees the holders' ids of those above, could enrol a device of his own in the name of a federal
/// officer, or of whoever is to be one.
pub fn may_be_enrolled(holder: HolderId, unit: UnitId, directory: &Directory, now: Instant) -> bool {
    let own = directory.mandates.values().filter(|mandate| mandate.holder == holder);
    let mut opened = own.filter(|mandate| mandate.until.is_none_or(|until| now < until));
    opened.clone().any(|mandate| mandate.holds(now))
        && opened.all(|mandate| directory.reach(unit, mandate.unit).is_some())
}

/// Whether `holder` may have one more device beside those that are `known`, when it takes the place of `replaced`. A
/// device that stands in several streams counts once, and one that is revoked anywhere doesn't count.
pub fn has_room(holder: HolderId, known: &[Device], replaced: Option<DeviceId>) -> bool {
    let revoked: BTreeSet<DeviceId> = known.iter().filter(|device| device.revoked).map(|device| device.id).collect();
    let own = known.iter().filter(|device| device.holder == holder).map(|device| device.id);
    let kept: BTreeSet<DeviceId> = own.filter(|id| !revoked.contains(id) && replaced != Some(*id)).collect();
    kept.len() < MOST_DEVICES
}

/// From when an invitation serves that says nothing of it itself: it was recorded at `recorded_at`, by the device `by`.
///
/// At once when its holder made it, or has no laptop yet. Otherwise whoever made it may not have known of the laptop, which
/// stands elsewhere: [`REINVITATION`] later, as if they had.
pub fn opens(holder: HolderId, by: DeviceId, known: &[Device], recorded_at: Instant) -> Instant {
    let mut own = known.iter().filter(|device| device.holder == holder).peekable();
    if own.peek().is_none() || own.any(|device| device.id == by) { Instant(0) } else { recorded_at.plus(REINVITATION) }
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::SigningKey;

    use super::*;
    use crate::access::Office;
    use crate::id::MandateId;
    use crate::kinds::{Mandate, Unit, UnitKind};

    const FEDERATION: UnitId = UnitId::from_bytes([1; 16]);
    const SECTION: UnitId = UnitId::from_bytes([2; 16]);
    const OTHER: UnitId = UnitId::from_bytes([3; 16]);
    const HOLDER: HolderId = HolderId::from_bytes([9; 16]);

    fn directory(mandates: &[(u8, UnitId, Option<u64>)]) -> Directory {
        dated(&mandates.iter().map(|&(id, unit, until)| (id, unit, 0, until)).collect::<Vec<_>>())
    }

    fn dated(mandates: &[(u8, UnitId, u64, Option<u64>)]) -> Directory {
        let unit = |id, parent| Unit {
            id,
            kind: UnitKind::Section,
            name: "unit".to_owned(),
            parent,
            merged_into: None,
            zone: "Europe/Paris".to_owned(),
            streams: std::collections::BTreeMap::default(),
        };
        let units = [unit(FEDERATION, None), unit(SECTION, Some(FEDERATION)), unit(OTHER, Some(FEDERATION))];
        let mandates = mandates.iter().map(|&(id, unit, since, until)| Mandate {
            id: MandateId::from_bytes([id; 16]),
            unit,
            office: Office::Secretary,
            holder: HOLDER,
            holder_name: "Zoé".to_owned(),
            since: Instant(since),
            until: until.map(Instant),
            suspensions: Vec::new(),
            provisional: false,
            caretaker: None,
            recorded_seq: 0,
        });
        Directory {
            units: units.map(|unit| (unit.id, unit)).into(),
            mandates: mandates.map(|mandate| (mandate.id, mandate)).collect(),
            ..Directory::default()
        }
    }

    /// Nobody is invited by those who can't answer for all that the device would open.
    #[test]
    fn an_invitation_reaches_no_higher_than_its_unit() {
        let now = Instant(10);
        let section = directory(&[(1, SECTION, None)]);
        assert!(may_be_enrolled(HOLDER, SECTION, &section, now));
        assert!(may_be_enrolled(HOLDER, FEDERATION, &section, now));
        assert!(!may_be_enrolled(HOLDER, OTHER, &section, now));
        let federal = directory(&[(1, SECTION, None), (2, FEDERATION, None)]);
        assert!(!may_be_enrolled(HOLDER, SECTION, &federal, now));
        assert!(may_be_enrolled(HOLDER, FEDERATION, &federal, now));
        let once_federal = directory(&[(1, SECTION, None), (2, FEDERATION, Some(9))]);
        assert!(may_be_enrolled(HOLDER, SECTION, &once_federal, now));
        assert!(!may_be_enrolled(HOLDER, SECTION, &directory(&[]), now));
    }

    /// A device outlives the day on which it was enrolled: what its holder is elected to is as much as what they hold.
    #[test]
    fn an_invitation_answers_for_what_begins_later() {
        let now = Instant(10);
        let elected = dated(&[(1, SECTION, 0, None), (2, FEDERATION, 11, None)]);
        assert!(!may_be_enrolled(HOLDER, SECTION, &elected, now));
        assert!(may_be_enrolled(HOLDER, FEDERATION, &elected, now));
        let only_elected = dated(&[(2, FEDERATION, 11, None)]);
        assert!(!may_be_enrolled(HOLDER, FEDERATION, &only_elected, now), "nothing is held yet");
        let never_begun = dated(&[(1, SECTION, 0, None), (2, FEDERATION, 11, Some(11))]);
        assert!(!may_be_enrolled(HOLDER, SECTION, &never_begun, now), "it isn't over before its end");
        assert!(may_be_enrolled(HOLDER, SECTION, &never_begun, Instant(11)));
    }

    fn device(id: u8, holder: HolderId, revoked: bool) -> Device {
        Device {
            id: DeviceId::from_bytes([id; 16]),
            holder,
            key: SigningKey::from_bytes(&[id; 32]).verifying_key(),
            name: "Portable".to_owned(),
            revoked,
        }
    }

    /// Nobody takes a colleague's place unseen, be it that they have a laptop elsewhere, or had one.
    #[test]
    fn whoever_has_a_laptop_is_invited_by_others_with_time_to_see_it() {
        let (by, other, at) = (DeviceId::from_bytes([5; 16]), HolderId::from_bytes([8; 16]), Instant(1000));
        let later = at.plus(REINVITATION);
        assert_eq!(opens(HOLDER, by, &[], at), Instant(0));
        assert_eq!(opens(HOLDER, by, &[device(5, other, false)], at), Instant(0), "their first");
        assert_eq!(
            opens(HOLDER, by, &[device(4, HOLDER, false), device(5, HOLDER, false)], at),
            Instant(0),
            "their own"
        );
        assert_eq!(opens(HOLDER, by, &[device(4, HOLDER, false), device(5, other, false)], at), later);
        assert_eq!(opens(HOLDER, by, &[device(4, HOLDER, true)], at), later, "it was shut out before");
    }

    #[test]
    fn a_person_has_three_devices_at_most() {
        let other = HolderId::from_bytes([8; 16]);
        let mut known = vec![device(1, HOLDER, false), device(2, HOLDER, false), device(2, HOLDER, false)];
        known.extend([device(3, other, false), device(4, HOLDER, true)]);
        assert!(has_room(HOLDER, &known, None), "two of their own, one of them twice; another's, and a revoked one");
        known.push(device(5, HOLDER, false));
        assert!(!has_room(HOLDER, &known, None));
        assert!(has_room(HOLDER, &known, Some(DeviceId::from_bytes([5; 16]))), "it takes that one's place");
        assert!(!has_room(HOLDER, &known, Some(DeviceId::from_bytes([3; 16]))), "that one is another's");
        known.push(device(1, HOLDER, true));
        assert!(has_room(HOLDER, &known, None), "revoked in one stream is revoked");
    }
}
