//! Sections that come out of others.

use std::collections::BTreeSet;

use coopol_core::roster::passing::{Choice, Plan, Who};
use coopol_core::units::splits::Split;
use coopol_domain::id::{SubjectId, UnitId};
use jiff::tz::TimeZone;

use super::id;
use super::time::day;
use crate::contract::base::Id;
use crate::contract::failure::Failure;
use crate::contract::history::Named;
use crate::contract::split::{SplitChoice, SplitPerson, SplitPlan, SplitRow, SplitWord};

/// One of them; `kept`: the unit whose roster whoever uses this laptop keeps.
pub fn row(split: &Split, kept: Option<UnitId>, zone: &TimeZone) -> SplitRow {
    let word = word(&split.word);
    SplitRow {
        id: split.newborn.to_string(),
        name: split.name.clone(),
        unit: Named { id: split.unit.to_string(), name: split.unit_name.clone() },
        word,
        since: day(split.at, zone),
        postcodes: split.postcodes.clone(),
        asked: split.asked,
        withdraws: split.withdrawable,
        passes: word == SplitWord::Agreed && kept == Some(split.unit),
    }
}

fn word(word: &str) -> SplitWord {
    match word {
        "decided" => SplitWord::Decided,
        "agreed" => SplitWord::Agreed,
        "refused" => SplitWord::Refused,
        _ => SplitWord::Withdrawn,
    }
}

/// As the core takes it.
pub fn choice(choice: SplitChoice) -> Result<Choice, Failure> {
    let people = |ids: Vec<Id>| ids.iter().map(|person| id(person)).collect::<Result<BTreeSet<SubjectId>, Failure>>();
    Ok(Choice { postcodes: choice.postcodes, with: people(choice.with)?, without: people(choice.without)? })
}

/// Who would pass.
pub fn plan(plan: &Plan, kept: Option<UnitId>, zone: &TimeZone) -> SplitPlan {
    let people = |people: &[Who]| people.iter().map(person).collect();
    SplitPlan {
        split: row(&plan.split, kept, zone),
        passing: people(&plan.passing),
        staying: people(&plan.staying),
        undecided: people(&plan.undecided),
        waiting: people(&plan.waiting),
    }
}

/// Whether these very people were shown: who lives where may have changed since.
pub fn are_those(people: &[Who], seen: &[Id]) -> bool {
    let now: BTreeSet<Id> = people.iter().map(|who| who.person.to_string()).collect();
    now == seen.iter().cloned().collect()
}

pub fn person(who: &Who) -> SplitPerson {
    SplitPerson { id: who.person.to_string(), name: who.name.clone(), postcode: who.postcode.clone() }
}

#[cfg(test)]
mod tests {
    use coopol_domain::time::Instant;

    use super::*;

    #[test]
    fn only_those_who_were_seen_pass() {
        let who = |number| Who { person: SubjectId::from_bytes([number; 16]), name: String::new(), postcode: None };
        let seen = [who(2).person.to_string(), who(1).person.to_string()];
        assert!(are_those(&[who(1), who(2)], &seen));
        assert!(!are_those(&[who(1), who(3)], &seen), "as many, but others");
        assert!(!are_those(&[who(1)], &seen) && !are_those(&[who(1), who(2), who(3)], &seen));
    }

    #[test]
    fn people_pass_once_it_is_agreed_and_by_whoever_keeps_the_roster() {
        let unit = UnitId::from_bytes([1; 16]);
        let said = |word: &str| Split {
            unit,
            unit_name: "Section de Versailles".to_owned(),
            newborn: UnitId::from_bytes([2; 16]),
            name: "Section du Chesnay".to_owned(),
            word: word.to_owned(),
            postcodes: Vec::new(),
            at: Instant(0),
            asked: false,
            withdrawable: false,
        };
        let passes = |word: &str, kept| row(&said(word), kept, &TimeZone::UTC).passes;
        assert!(passes("agreed", Some(unit)));
        assert!(!passes("decided", Some(unit)) && !passes("refused", Some(unit)) && !passes("withdrawn", Some(unit)));
        assert!(!passes("agreed", None) && !passes("agreed", Some(UnitId::from_bytes([3; 16]))));
    }
}
