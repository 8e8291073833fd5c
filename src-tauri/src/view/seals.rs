//! What a check of the seals found.

use coopol_core::device::{Seal, Verified};
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::UnitKind;
use coopol_domain::time::Instant;
use jiff::tz::TimeZone;

use super::history::alarm;
use super::session::kind;
use super::time::day;
use super::{count, handover};
use crate::contract::checked::CheckedPart;
use crate::contract::history::{Cosigned, SealState};

/// One part, of the unit of that name where it isn't the one that is worked in.
pub fn part(unit: Option<String>, found: Verified, zone: &TimeZone) -> CheckedPart {
    let (state, alarmed) = match found.seal {
        Seal::Whole => (SealState::Verified, None),
        Seal::Incomplete => (SealState::Checking, None),
        Seal::Broken(found) => (SealState::Broken, Some(alarm(found.code()))),
    };
    let cosigned = found.witnessed.into_iter().map(|(level, heard)| cosigned(level, heard.at, zone)).collect();
    CheckedPart { unit, part: named(found.compartment), entries: count(found.entries), state, alarm: alarmed, cosigned }
}

/// That a level above saw the same.
pub fn cosigned(level: UnitKind, at: Instant, zone: &TimeZone) -> Cosigned {
    Cosigned { level: kind(level.as_str()), on: day(at, zone) }
}

fn named(compartment: Compartment) -> Option<crate::contract::handover::Part> {
    handover::PARTS.iter().find(|(_, known)| *known == compartment).map(|(part, _)| *part)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use coopol_domain::device::Alarm;
    use coopol_domain::id::{StreamId, UnitId};

    use super::*;
    use crate::contract::handover::Part;
    use crate::contract::history::AlarmCode;

    #[test]
    fn each_part_says_how_it_stands() {
        let stream = StreamId::from_bytes([1; 16]);
        let found = |compartment, seal| {
            let (unit, entries) = (UnitId::from_bytes([2; 16]), 12);
            let verified =
                Verified { stream, unit, compartment, entries, until: None, witnessed: BTreeMap::new(), seal };
            let shown = part(None, verified, &TimeZone::UTC);
            (shown.part, shown.state, shown.alarm)
        };
        for compartment in Compartment::OF_A_UNIT {
            assert!(found(compartment, Seal::Whole).0.is_some(), "{compartment} has a name");
        }
        assert_eq!(found(Compartment::Roster, Seal::Whole), (Some(Part::Roster), SealState::Verified, None));
        assert_eq!(found(Compartment::Dues, Seal::Incomplete), (Some(Part::Dues), SealState::Checking, None));
        let rewritten = Seal::Broken(Alarm::Rewritten { stream, size: 12 });
        let broken = (Some(Part::Agenda), SealState::Broken, Some(AlarmCode::Rewritten));
        assert_eq!(found(Compartment::Agenda, rewritten), broken);
    }
}
