//! What is left as it is: what whoever takes back wants left, and what can't go back without it.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::device::Intent;
use coopol_domain::id::SubjectId;

use super::{Exception, Plan, Stays};
use crate::device::Failure;

/// A change that the plan makes.
#[derive(Debug)]
pub(super) struct Step {
    /// The item that it belongs to.
    pub(super) of: SubjectId,
    pub(super) intent: Intent,
    /// Whether it sets a value that must be alone in its stream.
    pub(super) takes: bool,
}

/// One subject goes back only together with another, which has a value that it takes again.
#[derive(Debug)]
pub(super) struct Tie {
    pub(super) subject: SubjectId,
    /// The one that lets go of it.
    pub(super) on: SubjectId,
    pub(super) field: String,
}

impl Plan {
    /// The same without these subjects: they stay exactly as they are, and so does what [needs](super::Item::needs) them.
    /// One that stays anyway may be named as well.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for a subject that the plan doesn't touch.
    pub fn leaving(mut self, alone: &BTreeSet<SubjectId>) -> Result<Self, Failure> {
        let items = self.items.iter().map(|item| item.subject);
        let known: BTreeSet<SubjectId> = items.chain(self.exceptions.iter().map(|one| one.subject)).collect();
        if let Some(unknown) = alone.difference(&known).next() {
            return Err(Failure::NotFound { what: "planned change", given: unknown.to_string() });
        }
        self.leave(alone.iter().map(|subject| (*subject, Stays::Chosen)).collect());
        Ok(self)
    }

    /// Takes subjects out, each with why, and those that go back only together with them.
    pub(super) fn leave(&mut self, mut left: BTreeMap<SubjectId, Stays>) {
        while let Some(tie) =
            self.ties.iter().find(|tie| left.contains_key(&tie.on) && !left.contains_key(&tie.subject))
        {
            let by = self.items.iter().find(|item| item.subject == tie.on).and_then(|item| item.name.clone());
            left.insert(tie.subject, Stays::Taken { field: tie.field.clone(), by });
        }
        let mut told = BTreeSet::new();
        for item in self.items.extract_if(.., |item| left.contains_key(&item.subject)) {
            if told.insert(item.subject) {
                let why = left[&item.subject].clone();
                self.exceptions.push(Exception { subject: item.subject, sort: item.sort, name: item.name, why });
            }
        }
        self.steps.retain(|step| !left.contains_key(&step.of));
        self.ties.retain(|tie| !left.contains_key(&tie.subject));
    }
}
