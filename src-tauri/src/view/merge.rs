//! Units that become parts of others.

use coopol_core::roster::taking_over::Plan;
use coopol_core::units::merges::Merge;
use jiff::tz::TimeZone;

use super::count;
use super::split::person;
use super::time::{day, wall};
use crate::contract::history::Named;
use crate::contract::merge::{MergeAwaits, MergeGround, MergeRow, MergeWord, TakingOver};

/// One of them, with how many of the one that ended can be taken over here.
pub fn row(merge: &Merge, left_there: usize, zone: &TimeZone) -> MergeRow {
    MergeRow {
        unit: Named { id: merge.unit.to_string(), name: merge.unit_name.clone() },
        into: Named { id: merge.into.to_string(), name: merge.into_name.clone() },
        ground: if merge.ground == "under_five" { MergeGround::UnderFive } else { MergeGround::Merger },
        word: match merge.word.as_str() {
            "decided" => MergeWord::Decided,
            "agreed" => MergeWord::Agreed,
            "refused" => MergeWord::Refused,
            "withdrawn" => MergeWord::Withdrawn,
            _ => MergeWord::Done,
        },
        awaits: awaits(merge),
        since: day(merge.at, zone),
        until: merge.until.map(|until| wall(until, zone)),
        asked: merge.asked,
        agrees: merge.agreeable,
        withdraws: merge.withdrawable,
        left_there: count(left_there as u64),
    }
}

/// Who would be taken over, and who is left to be looked at.
pub fn taking_over(plan: &Plan) -> TakingOver {
    TakingOver {
        unit: Named { id: plan.unit.to_string(), name: plan.name.clone() },
        new: plan.new.iter().map(person).collect(),
        doubtful: plan.doubtful.iter().map(|doubtful| person(&doubtful.who)).collect(),
        taken: count(plan.taken as u64),
    }
}

fn awaits(merge: &Merge) -> MergeAwaits {
    let waits = |word: &Option<String>| word.as_deref() == Some("decided");
    match (waits(&merge.unit_word), waits(&merge.into_word)) {
        (true, true) => MergeAwaits::Both,
        (true, false) => MergeAwaits::Unit,
        (false, true) => MergeAwaits::Into,
        (false, false) => MergeAwaits::Nobody,
    }
}

#[cfg(test)]
mod tests {
    use coopol_core::units::merges::Role;
    use coopol_domain::id::UnitId;
    use coopol_domain::time::Instant;

    use super::*;

    #[test]
    fn whoever_hasnt_answered_is_named_and_nobody_else() {
        let said = |unit: Option<&str>, into: Option<&str>| Merge {
            unit: UnitId::from_bytes([1; 16]),
            unit_name: "Section du Pecq".to_owned(),
            into: UnitId::from_bytes([2; 16]),
            into_name: "Section de Versailles".to_owned(),
            ground: "under_five".to_owned(),
            word: "decided".to_owned(),
            unit_word: unit.map(str::to_owned),
            into_word: into.map(str::to_owned),
            at: Instant(0),
            until: Some(Instant(0)),
            asked: false,
            agreeable: false,
            withdrawable: false,
            role: Role::Reads,
        };
        for (unit, into, awaited) in [
            (Some("decided"), Some("decided"), MergeAwaits::Both),
            (Some("agreed"), Some("decided"), MergeAwaits::Into),
            (Some("decided"), None, MergeAwaits::Unit),
            (None, Some("agreed"), MergeAwaits::Nobody),
        ] {
            let row = row(&said(unit, into), 0, &TimeZone::UTC);
            assert_eq!(row.awaits, awaited, "{unit:?} {into:?}");
            assert_eq!((row.ground, row.until.as_deref()), (MergeGround::UnderFive, Some("1970-01-01T00:00")));
        }
    }
}
