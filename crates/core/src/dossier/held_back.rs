//! What the departure shield holds of what others did: in the roster, the accounts, the agenda and the archives.

use std::collections::BTreeMap;

use coopol_domain::codec::Value;
use coopol_domain::id::{HolderId, SubjectId, UnitId};
use coopol_domain::journal::{Compartment, REMOVED};
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::device::{Failure, Session, day};
use crate::proposals;

/// What one person did in one part of the records, and waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HeldBack {
    /// How they are called; nothing while that isn't known here.
    pub name: Option<String>,
    /// In which part.
    pub kept: Kept,
    /// How many records it is about: people, payments, events, documents.
    pub records: u64,
    /// How many of these would be taken out.
    pub removed: u64,
    /// The day of the first of it.
    pub since: String,
    /// Whether the reader may agree to it.
    pub yours: bool,
}

/// A part of the records that the shield stands over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the compartment of its name")]
pub enum Kept {
    Roster,
    Dues,
    Agenda,
    Archive,
}

impl Kept {
    const fn of(compartment: Compartment) -> Option<Self> {
        match compartment {
            Compartment::Roster => Some(Self::Roster),
            Compartment::Dues => Some(Self::Dues),
            Compartment::Agenda => Some(Self::Agenda),
            Compartment::Archive => Some(Self::Archive),
            _ => None,
        }
    }

    /// Its word in the journal: `roster`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Roster => "roster",
            Self::Dues => "dues",
            Self::Agenda => "agenda",
            Self::Archive => "archive",
        }
    }
}

/// By whom something was done, what is told of it, and whether each record would be taken out.
type Group = (Option<HolderId>, HeldBack, BTreeMap<SubjectId, bool>);

impl HeldBack {
    /// Of one unit: part by part, in each as it came.
    pub(super) async fn all(session: &Session, unit: UnitId, zone: &TimeZone) -> Result<Vec<Self>, Failure> {
        let mut groups: Vec<Group> = Vec::new();
        for (compartment, proposal) in proposals::shielded(session).await? {
            let Some(kept) = Kept::of(compartment).filter(|_| proposal.unit == Some(unit)) else { continue };
            let same = |(author, held, _): &Group| (*author, held.kept) == (proposal.author, kept);
            let place = groups.iter().position(same).unwrap_or_else(|| {
                let held = Self {
                    name: proposal.author_name.clone(),
                    kept,
                    records: 0,
                    removed: 0,
                    since: day(proposal.at, zone).to_string(),
                    yours: true,
                };
                groups.push((proposal.author, held, BTreeMap::new()));
                groups.len() - 1
            });
            let removes = proposal.payload.edit(REMOVED).is_some_and(|edit| edit.after == Value::Bool(true));
            groups[place].1.yours &= proposal.is_answered_here();
            *groups[place].2.entry(proposal.place.1).or_default() |= removes;
        }
        groups.sort_by_key(|(_, held, _)| held.kept);
        let counted = groups.into_iter().map(|(_, held, records)| Self {
            records: records.len() as u64,
            removed: records.values().filter(|removed| **removed).count() as u64,
            ..held
        });
        Ok(counted.collect())
    }
}
