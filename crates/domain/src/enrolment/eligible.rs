//! Who may be invited where.

use crate::access::Directory;
use crate::id::{HolderId, UnitId};
use crate::time::Instant;

/// Whether a device of `holder` may be enrolled on an invitation that stands in the `office` stream of `unit`.
///
/// A device acts under every mandate of its holder. So whoever invites it must be able to answer for all of them: the
/// holder's mandates, of which there is at least one, lie in the unit or below it. Otherwise a section's officer, who
/// sees the holders' ids of those above, could enrol a device of his own in a federal officer's name.
pub fn may_be_enrolled(holder: HolderId, unit: UnitId, directory: &Directory, now: Instant) -> bool {
    let mut held = directory.mandates.values().filter(|mandate| mandate.holder == holder && mandate.holds(now));
    held.clone().next().is_some() && held.all(|mandate| directory.reach(unit, mandate.unit).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Office;
    use crate::id::MandateId;
    use crate::kinds::{Mandate, Unit, UnitKind};

    const FEDERATION: UnitId = UnitId::from_bytes([1; 16]);
    const SECTION: UnitId = UnitId::from_bytes([2; 16]);
    const OTHER: UnitId = UnitId::from_bytes([3; 16]);
    const HOLDER: HolderId = HolderId::from_bytes([9; 16]);

    fn directory(mandates: &[(u8, UnitId, Option<u64>)]) -> Directory {
        let unit = |id, parent| Unit {
            id,
            kind: UnitKind::Section,
            name: "unit".to_owned(),
            parent,
            zone: "Europe/Paris".to_owned(),
            streams: std::collections::BTreeMap::default(),
        };
        let units = [unit(FEDERATION, None), unit(SECTION, Some(FEDERATION)), unit(OTHER, Some(FEDERATION))];
        let mandates = mandates.iter().map(|&(id, unit, until)| Mandate {
            id: MandateId::from_bytes([id; 16]),
            unit,
            office: Office::Secretary,
            holder: HOLDER,
            holder_name: "Zoé".to_owned(),
            since: Instant(0),
            until: until.map(Instant),
        });
        Directory {
            units: units.map(|unit| (unit.id, unit)).into(),
            mandates: mandates.map(|mandate| (mandate.id, mandate)).collect(),
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
}
