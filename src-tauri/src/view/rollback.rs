//! What taking back much at once would do.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use coopol_core::history::rollback::{Effect, Exception, Item, Plan, Scope, Stays};
use coopol_domain::journal::undo::NotInvertible;
use coopol_domain::time::Instant;
use jiff::tz::TimeZone;

use super::history::field;
use super::id;
use super::time::midnight;
use crate::contract::base::SubjectKind;
use crate::contract::failure::Failure;
use crate::contract::rollback::{
    RollbackEffect, RollbackItem, RollbackPlan, RollbackScope, RollbackSort, RollbackStay, StayReason,
};

/// After every instant that the journal knows.
const NEVER: Instant = Instant(u64::MAX >> 1);

/// A scope as the core takes it.
pub fn scope(scope: RollbackScope, zone: &TimeZone) -> Result<Scope, Failure> {
    match scope {
        RollbackScope::Day { day } => Ok(Scope { by: None, from: midnight(&day, 1, zone)?, until: NEVER }),
        RollbackScope::Person { person, from, until } => Ok(Scope {
            by: Some(id(&person)?),
            from: from.map_or(Ok(Instant(0)), |from| midnight(&from, 0, zone))?,
            until: until.map_or(Ok(NEVER), |until| midnight(&until, 1, zone))?,
        }),
    }
}

/// A plan as the page shows it.
pub fn plan(plan: &Plan) -> RollbackPlan {
    RollbackPlan {
        seen: seen(plan),
        changes: plan.items.iter().map(item).collect(),
        stays: plan.exceptions.iter().filter_map(stay).collect(),
    }
}

/// What two equal plans have in common: somebody may work on the same things while one is read.
pub fn seen(plan: &Plan) -> String {
    let mut hasher = DefaultHasher::new();
    format!("{:?} {:?}", plan.items, plan.exceptions).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

fn item(item: &Item) -> RollbackItem {
    let sort = sort(&item.sort);
    RollbackItem {
        id: item.subject.to_string(),
        sort,
        name: item.name.clone().unwrap_or_default(),
        effect: match item.effect {
            Effect::Removed => RollbackEffect::Removed,
            Effect::Restored => RollbackEffect::Restored,
            Effect::Changed => RollbackEffect::Changed,
        },
        fields: item.fields.iter().filter_map(|change| field(change, about(sort))).collect(),
        needs: item.needs.iter().map(ToString::to_string).collect(),
    }
}

/// What was taken back already isn't worth a line, and what was chosen is still among what changes.
fn stay(exception: &Exception) -> Option<RollbackStay> {
    let why = match &exception.why {
        Stays::NotInvertible(NotInvertible::AlreadyUndone) | Stays::Chosen => return None,
        Stays::NotInvertible(NotInvertible::Never { .. }) => StayReason::Never,
        Stays::NotInvertible(NotInvertible::Unknown { .. }) => StayReason::Newer,
        Stays::NotInvertible(NotInvertible::ChangedSince { .. }) => StayReason::ChangedSince,
        Stays::NotGranted => StayReason::NotGranted,
        Stays::Taken { .. } => StayReason::Taken,
    };
    Some(RollbackStay { sort: sort(&exception.sort), name: exception.name.clone().unwrap_or_default(), why })
}

fn sort(word: &str) -> RollbackSort {
    match word {
        "person" => RollbackSort::Person,
        "event" => RollbackSort::Event,
        "document" => RollbackSort::Document,
        "dues" => RollbackSort::Dues,
        "promise" => RollbackSort::Promise,
        "practical_fact" => RollbackSort::Fact,
        "saved_list" => RollbackSort::List,
        "kept_message" => RollbackSort::Message,
        "delegation" | "dues_delegation" => RollbackSort::Delegation,
        "feed" => RollbackSort::Feed,
        _ => RollbackSort::Other,
    }
}

/// The sheet that shows it.
const fn about(sort: RollbackSort) -> Option<SubjectKind> {
    match sort {
        RollbackSort::Person => Some(SubjectKind::Person),
        RollbackSort::Event => Some(SubjectKind::Event),
        RollbackSort::Document => Some(SubjectKind::Document),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use coopol_domain::id::SubjectId;
    use coopol_domain::journal::Compartment;
    use coopol_domain::kinds::{self, Sort, Undo};

    use super::*;

    fn planned(names: &[&str]) -> Plan {
        let item = |name: &&str| Item {
            subject: SubjectId::from_bytes([1; 16]),
            sort: "person".to_owned(),
            name: Some((*name).to_owned()),
            effect: Effect::Removed,
            fields: Vec::new(),
            needs: Vec::new(),
        };
        let mut plan = Plan::default();
        plan.items.extend(names.iter().map(item));
        plan
    }

    #[test]
    fn a_plan_is_the_one_that_was_seen_or_another() {
        assert_eq!(seen(&planned(&["Zoé"])), seen(&planned(&["Zoé"])));
        assert_ne!(seen(&planned(&["Zoé"])), seen(&planned(&["Zoé", "Anne"])));
    }

    #[test]
    fn a_long_plan_is_shown_whole_each_line_with_what_it_needs() {
        let mut long = planned(&vec!["Zoé"; 2000]);
        long.items[1999].needs = vec![SubjectId::from_bytes([2; 16])];
        let shown = plan(&long).changes;
        assert_eq!(shown.len(), 2000);
        assert_eq!(shown[1999].id, SubjectId::from_bytes([1; 16]).to_string());
        assert_eq!(shown[1999].needs, [SubjectId::from_bytes([2; 16]).to_string()]);
    }

    #[test]
    fn what_stays_says_why_unless_it_was_taken_back_already() {
        let stays = |why| {
            let exception =
                Exception { subject: SubjectId::from_bytes([1; 16]), sort: "dues".to_owned(), name: None, why };
            let mut planned = Plan::default();
            planned.exceptions.push(exception);
            plan(&planned).stays.first().map(|it| (it.sort, it.why))
        };
        assert_eq!(stays(Stays::NotGranted), Some((RollbackSort::Dues, StayReason::NotGranted)));
        assert_eq!(stays(NotInvertible::AlreadyUndone.into()), None);
        assert_eq!(stays(Stays::Chosen), None);
        let taken = Stays::Taken { field: "number".to_owned(), by: None };
        assert_eq!(stays(taken), Some((RollbackSort::Dues, StayReason::Taken)));
        let since = NotInvertible::ChangedSince { fields: vec!["note".to_owned()] };
        assert_eq!(stays(since.into()), Some((RollbackSort::Dues, StayReason::ChangedSince)));
    }

    #[test]
    fn whatever_an_office_works_on_says_what_it_is() {
        let of_a_room = |sort: &&Sort| sort.compartment.is_some_and(|home| home != Compartment::Office);
        let undone = kinds::all().filter(|kind| kind.undo != Undo::Never).map(|kind| kind.sort);
        for known in undone.filter(of_a_room) {
            assert_ne!(sort(known.name), RollbackSort::Other, "{}", known.name);
        }
    }

    #[test]
    fn a_day_begins_where_the_unit_is_and_ends_with_the_next() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let at = |day: &str, after| midnight(day, after, &paris).unwrap();
        let back = scope(RollbackScope::Day { day: "2026-03-12".to_owned() }, &paris).unwrap();
        assert_eq!((back.by, back.from, back.until), (None, at("2026-03-13", 0), NEVER));
        let person = SubjectId::from_bytes([7; 16]).to_string();
        let (from, until) = (Some("2026-03-12".to_owned()), Some("2026-03-12".to_owned()));
        let one_day = scope(RollbackScope::Person { person, from, until }, &paris).unwrap();
        assert_eq!((one_day.from, one_day.until), (at("2026-03-12", 0), at("2026-03-13", 0)));
    }
}
