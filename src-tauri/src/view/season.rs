//! A season of elections, as the list shows it.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use coopol_core::handover::{self, Behind, Election, Renewal, Secretary, Step};
use coopol_core::text::fold;
use jiff::tz::TimeZone;

use super::caretaker::caretaker;
use super::count;
use super::handover::last_day;
use super::time::{day, wall};
use crate::contract::base::RowRange;
use crate::contract::history::Named;
use crate::contract::season::{
    BehindRow, ElectionRow, Lacking, RemindPlan, RemindRow, RenewalRow, SeasonColumn, SeasonPage, SeasonQuery,
    SeasonSort, SeasonStep, SecretaryRow, SplitOfUnit, StepCounts, UnitReminder,
};

/// Those that the query wants, in its order.
pub fn asked(query: &SeasonQuery, renewals: Vec<Renewal>) -> Vec<Renewal> {
    let words = fold(&query.text);
    let names = |renewal: &Renewal| {
        let election = renewal.election.as_ref().map(|known| known.name.as_str());
        let secretary = renewal.secretary.as_ref().map(|known| known.name.as_str());
        [Some(renewal.unit_name.as_str()), election, secretary].into_iter().flatten().map(fold).collect::<Vec<_>>()
    };
    let wanted = |renewal: &Renewal| {
        query.step.is_none_or(|asked| step(renewal.step) == asked)
            && (words.is_empty() || names(renewal).iter().any(|name| name.contains(&words)))
    };
    let mut found: Vec<Renewal> = renewals.into_iter().filter(wanted).collect();
    let SeasonSort { column, descending } = query.sort;
    found.sort_by(|one, other| if descending { order(column, other, one) } else { order(column, one, other) });
    found
}

/// What has nothing there stands last.
fn order(column: SeasonColumn, one: &Renewal, other: &Renewal) -> Ordering {
    let secretary = |of: &Renewal| of.secretary.as_ref().map(|known| fold(&known.name));
    let until = |of: &Renewal| of.secretary.as_ref().and_then(|known| known.until);
    let elected = |of: &Renewal| of.election.as_ref().map(|known| known.elected_on.clone());
    let minutes = |of: &Renewal| of.election.as_ref().map(|known| !known.minutes);
    let reminded = |of: &Renewal| of.last_reminded().map(|last| last.at);
    match column {
        SeasonColumn::Unit => fold(&one.unit_name).cmp(&fold(&other.unit_name)),
        SeasonColumn::Step => one.step.cmp(&other.step),
        SeasonColumn::Secretary => last(secretary(one), secretary(other)),
        SeasonColumn::Until => last(until(one), until(other)),
        SeasonColumn::Elected => last(elected(one), elected(other)),
        SeasonColumn::Minutes => last(minutes(one), minutes(other)),
        SeasonColumn::Reminded => last(reminded(one), reminded(other)),
    }
}

fn last<T: Ord>(one: Option<T>, other: Option<T>) -> Ordering {
    (one.is_none(), one).cmp(&(other.is_none(), other))
}

pub fn page(all: &[Renewal], found: &[Renewal], behind: &[Behind], range: RowRange, zone: &TimeZone) -> SeasonPage {
    let of: BTreeMap<_, _> = behind.iter().map(|behind| (behind.unit, behind)).collect();
    let mut counts = StepCounts::default();
    for renewal in all {
        let count = match renewal.step {
            Step::Contested => &mut counts.contested,
            Step::Rivalled => &mut counts.rivalled,
            Step::Gathering => &mut counts.gathering,
            Step::Announced => &mut counts.announced,
            Step::Vacant => &mut counts.vacant,
            Step::Silent => &mut counts.silent,
            Step::Done => &mut counts.done,
        };
        *count += 1;
    }
    let rows = found.iter().skip(range.offset as usize).take(range.limit as usize);
    SeasonPage {
        rows: rows.map(|renewal| row(renewal, of.get(&renewal.unit).copied(), zone)).collect(),
        total: count(found.len() as u64),
        all: count(all.len() as u64),
        counts,
        behind: count(behind.len() as u64),
    }
}

pub fn row(renewal: &Renewal, behind: Option<&Behind>, zone: &TimeZone) -> RenewalRow {
    let secretary = |Secretary { name, since, until, suspended, caretaker: in_charge, .. }: &Secretary| SecretaryRow {
        name: name.clone(),
        since: day(*since, zone),
        until: until.map(|until| last_day(until, zone)),
        suspended: suspended.map(|since| day(since, zone)),
        caretaker: in_charge.as_ref().map(caretaker),
    };
    let election = |Election { claim, name, elected_on, minutes, contestable_until, .. }: &Election| ElectionRow {
        id: claim.to_string(),
        name: name.clone(),
        elected_on: elected_on.clone(),
        minutes: *minutes,
        contestable_until: contestable_until.map(|until| wall(until, zone)),
    };
    RenewalRow {
        unit: Named { id: renewal.unit.to_string(), name: renewal.unit_name.clone() },
        step: step(renewal.step),
        secretary: renewal.secretary.as_ref().map(secretary),
        election: renewal.election.as_ref().map(election),
        reminded: renewal.last_reminded().map(|last| day(last.at, zone)),
        splits: renewal
            .splits
            .iter()
            .map(|split| SplitOfUnit { name: split.name.clone(), agreed: split.word == "agreed" })
            .collect(),
        behind: behind.map(|behind| BehindRow {
            lacking: lacking(behind.lacking),
            since: behind.since.clone(),
            not_before: behind.not_before.map(|from| day(from, zone)),
        }),
    }
}

/// How many of those that would be reminded are named.
const NAMED: usize = 50;

/// Whom a reminder would reach: those that weren't reminded within the week.
pub fn plan(behind: &[Behind]) -> RemindPlan {
    let due = || behind.iter().filter(|unit| unit.not_before.is_none());
    let row = |unit: &Behind| RemindRow {
        unit: Named { id: unit.unit.to_string(), name: unit.unit_name.clone() },
        lacking: lacking(unit.lacking),
        since: unit.since.clone(),
    };
    RemindPlan {
        rows: due().take(NAMED).map(row).collect(),
        due: count(due().count() as u64),
        lately: count((behind.len() - due().count()) as u64),
    }
}

pub fn reminder(reminder: handover::Reminder, zone: &TimeZone) -> UnitReminder {
    let what = lacking(reminder.lacking);
    UnitReminder {
        id: format!("{}-{}", reminder.unit, reminder.lacking.as_str()),
        unit: Named { id: reminder.unit.to_string(), name: reminder.unit_name },
        lacking: what,
        since: reminder.since,
        at: day(reminder.at, zone),
        claim: reminder.claim.map(|claim| claim.to_string()),
    }
}

const fn lacking(what: coopol_domain::kinds::Lacking) -> Lacking {
    match what {
        coopol_domain::kinds::Lacking::Election => Lacking::Election,
        coopol_domain::kinds::Lacking::Countersignature => Lacking::Countersignature,
        coopol_domain::kinds::Lacking::Minutes => Lacking::Minutes,
    }
}

const fn step(step: Step) -> SeasonStep {
    match step {
        Step::Contested => SeasonStep::Contested,
        Step::Rivalled => SeasonStep::Rivalled,
        Step::Gathering => SeasonStep::Gathering,
        Step::Announced => SeasonStep::Announced,
        Step::Vacant => SeasonStep::Vacant,
        Step::Silent => SeasonStep::Silent,
        Step::Done => SeasonStep::Done,
    }
}

#[cfg(test)]
mod tests {
    use coopol_domain::id::{MandateId, StreamId, UnitId};
    use coopol_domain::time::Instant;

    use super::*;

    fn renewal(unit_name: &str, step: Step, secretary: Option<&str>) -> Renewal {
        let secretary = secretary.map(|name| Secretary {
            mandate: MandateId::from_bytes([1; 16]),
            name: name.to_owned(),
            since: Instant(0),
            until: None,
            suspended: None,
            caretaker: None,
        });
        let (unit, office) = (UnitId::from_bytes([2; 16]), StreamId::from_bytes([3; 16]));
        let unit_name = unit_name.to_owned();
        let (splits, reminded) = (Vec::new(), Vec::new());
        Renewal { unit, unit_name, step, secretary, election: None, splits, reminded, office, elected: None }
    }

    fn found(query: &SeasonQuery) -> Vec<String> {
        let all = vec![
            renewal("Section d'Élancourt", Step::Contested, Some("Zoé Lefèvre")),
            renewal("Section de Poissy", Step::Vacant, None),
            renewal("Section de Rambouillet", Step::Done, Some("Anne Martin")),
        ];
        asked(query, all)
            .into_iter()
            .map(|renewal| renewal.unit_name.rsplit([' ', '\'']).next().unwrap().to_owned())
            .collect()
    }

    #[test]
    fn units_are_found_by_name_by_person_and_by_step_and_what_is_missing_stands_last() {
        let sort = SeasonSort { column: SeasonColumn::Step, descending: false };
        let all = SeasonQuery { since: "2026-11-01".to_owned(), text: String::new(), step: None, sort };
        assert_eq!(found(&all), ["Élancourt", "Poissy", "Rambouillet"]);
        let query = |text: &str, step| SeasonQuery { text: text.to_owned(), step, ..all.clone() };
        assert_eq!(found(&query("elancourt", None)), ["Élancourt"]);
        assert_eq!(found(&query("martin", None)), ["Rambouillet"]);
        assert_eq!(found(&query("section", Some(SeasonStep::Vacant))), ["Poissy"]);
        let by = |column, descending| SeasonQuery { sort: SeasonSort { column, descending }, ..all.clone() };
        assert_eq!(found(&by(SeasonColumn::Secretary, false)), ["Rambouillet", "Élancourt", "Poissy"]);
        assert_eq!(found(&by(SeasonColumn::Unit, true)), ["Rambouillet", "Poissy", "Élancourt"]);
    }
}
