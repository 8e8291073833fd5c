//! What came after its author's mandate had ended.

use coopol_core::history::FieldChange as CoreField;
use coopol_core::quarantine::{Bar, Field, Late};
use coopol_domain::id::{DeviceId, HolderId, UnitId};
use coopol_domain::time::Instant;
use jiff::tz::TimeZone;

use super::count;
use super::history::{field, how_many, kind, subject_kind, typed};
use super::session::office;
use super::time::{day, wall};
use crate::contract::base::SubjectKind;
use crate::contract::history::Named;
use crate::contract::late::{LateBar, LateChange, LateCount, LateField, LatePage, LateSender};

/// What stands together: of one person, by one laptop, in one unit, under one mandate.
type AsOne = (Option<HolderId>, Option<DeviceId>, Option<UnitId>, Option<Instant>, Option<Instant>);

/// What waits, by whom it came from.
pub fn page(late: Vec<Late>, now: Instant, zone: &TimeZone) -> LatePage {
    let mut senders: Vec<(AsOne, LateSender)> = Vec::new();
    for one in late {
        let came = (one.author, one.came.device, one.unit, one.came.ended, one.came.suspended);
        if let Some((_, sender)) = senders.iter_mut().find(|(as_one, _)| *as_one == came) {
            sender.changes.push(change(one, zone));
        } else {
            senders.push((came, sender(one, now, zone)));
        }
    }
    LatePage { senders: senders.into_iter().map(|(_, sender)| sender).collect() }
}

/// How much it is, and from whom.
pub fn counted(late: &[Late]) -> Option<LateCount> {
    let mut authors: Vec<String> = late.iter().filter_map(|one| one.author_name.clone()).collect();
    authors.sort();
    authors.dedup();
    let takeable = late.iter().filter(|one| one.bar.is_none()).count();
    (!late.is_empty()).then(|| LateCount {
        changes: count(late.len() as u64),
        takeable: count(takeable as u64),
        authors,
    })
}

fn sender(one: Late, now: Instant, zone: &TimeZone) -> LateSender {
    LateSender {
        id: one.change.to_string(),
        author: Named {
            id: one.author.map(|author| author.to_string()).unwrap_or_default(),
            name: one.author_name.clone().unwrap_or_default(),
        },
        office: office(one.came.office.as_deref().unwrap_or_default()),
        ended: one.came.ended.map(|ended| wall(ended, zone)),
        suspended: one.came.suspended.map(|since| wall(since, zone)),
        laptop: one.came.laptop.clone(),
        unit: one.unit.map(|unit| unit.to_string()),
        more_until: one.more_until(now).map(|until| day(until, zone)),
        changes: vec![change(one, zone)],
    }
}

fn change(one: Late, zone: &TimeZone) -> LateChange {
    let about = subject_kind(&one.kind);
    let said: Vec<CoreField> = one.fields.iter().map(core).collect();
    LateChange {
        id: one.change.to_string(),
        said: wall(one.came.said, zone),
        arrived: wall(one.came.arrived, zone),
        after_the_end: one.came.ended.or(one.came.suspended).is_some_and(|ended| ended <= one.came.said),
        kind: kind(&one.kind, &said, false),
        about,
        named: one.name,
        count: how_many(&one.kind, &said).unwrap_or(1),
        fields: one.fields.iter().filter_map(|it| shown(it, about)).collect(),
        needs: one.needs.iter().map(ToString::to_string).collect(),
        bar: one.bar.map(|bar| match bar {
            Bar::NotGranted => LateBar::NotGranted,
            Bar::Removed => LateBar::Removed,
            Bar::Unknown => LateBar::Unknown,
            Bar::Fixed => LateBar::Fixed,
        }),
    }
}

fn core(it: &Field) -> CoreField {
    CoreField { field: it.field.clone(), whose: it.whose.clone(), before: it.before.clone(), after: it.after.clone() }
}

fn shown(it: &Field, about: Option<SubjectKind>) -> Option<LateField> {
    let now = it.now.as_deref().map(typed);
    field(&core(it), about).map(|told| LateField {
        field: told.field,
        whose: told.whose,
        before: told.before,
        after: told.after,
        now,
    })
}

#[cfg(test)]
mod tests {
    use coopol_core::proposals::Came;
    use coopol_domain::id::ChangeId;
    use coopol_domain::time::DAY;

    use super::*;
    use crate::contract::history::{ChangeKind, FieldName};

    const ENDED: Instant = Instant(1_795_000_000_000);

    fn late(number: u8, laptop: u8, said: Instant) -> Late {
        let field = |name: &str, before: Option<&str>, after: Option<&str>, now: Option<&str>| Field {
            field: name.to_owned(),
            whose: None,
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
            now: now.map(str::to_owned),
        };
        Late {
            change: ChangeId::from_bytes([number; 16]),
            author: Some(HolderId::from_bytes([3; 16])),
            author_name: Some("Anne Martin".to_owned()),
            came: Came {
                said,
                arrived: ENDED.plus(2 * DAY),
                office: Some("deputy".to_owned()),
                ended: Some(ENDED),
                suspended: None,
                device: Some(DeviceId::from_bytes([laptop; 16])),
                laptop: Some("Portable".to_owned()),
            },
            kind: "contact_changed".to_owned(),
            name: Some("Zoé Lefèvre".to_owned()),
            unit: None,
            fields: vec![
                field("contact/ab", None, Some("+33612345678"), Some("+33139501234")),
                field("verified/ab", None, Some("2026-11-18"), None),
            ],
            needs: Vec::new(),
            bar: None,
        }
    }

    #[test]
    fn what_one_laptop_delivered_stands_together_as_it_came() {
        let before = Instant(ENDED.0 - 1);
        let mut all = vec![late(1, 7, before), late(2, 8, before), late(3, 7, ENDED)];
        all[1].bar = Some(Bar::Fixed);
        let counted = counted(&all).unwrap();
        assert_eq!((counted.changes, counted.takeable), (3, 2));
        assert_eq!(counted.authors, ["Anne Martin"]);
        let page = page(all, ENDED.plus(DAY), &TimeZone::UTC);
        let changes: Vec<usize> = page.senders.iter().map(|sender| sender.changes.len()).collect();
        assert_eq!(changes, [2, 1]);
        let first = &page.senders[0];
        assert_eq!((first.laptop.as_deref(), first.more_until.as_deref()), (Some("Portable"), Some("2026-12-18")));
        let after: Vec<bool> = first.changes.iter().map(|change| change.after_the_end).collect();
        assert_eq!(after, [false, true], "the end is the first instant without the mandate");
    }

    #[test]
    fn a_change_is_told_as_its_author_saw_it_and_as_it_stands() {
        let one = change(late(1, 7, ENDED), &TimeZone::UTC);
        assert_eq!((one.kind, one.about), (ChangeKind::PersonChanged, Some(SubjectKind::Person)));
        let (after, now) = (Some("06 12 34 56 78".to_owned()), Some("01 39 50 12 34".to_owned()));
        assert_eq!(one.fields, [LateField { field: FieldName::Mobile, whose: None, before: None, after, now }]);
        assert!(counted(&[]).is_none());
    }
}
