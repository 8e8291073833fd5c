//! In which order a plan is carried out: whoever has a value that only one may have lets go of it before another takes it.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::{Edit, Payload};

use super::leave::{Step, Tie};

/// The changes, those first that free a value by taking none.
pub(super) fn in_order(steps: Vec<Step>, ties: &[Tie]) -> Vec<Intent> {
    let (taking, freeing): (Vec<Step>, Vec<Step>) = steps.into_iter().partition(|step| step.takes);
    let mut order = Order { done: freeing.into_iter().map(|step| step.intent).collect(), ..Order::default() };
    let subjects: Vec<SubjectId> = taking.iter().map(|step| step.of).collect();
    for step in taking {
        order.waiting.entry(step.of).or_default().push(step.intent);
    }
    for tie in ties {
        order.ties.entry(tie.subject).or_default().push(tie);
    }
    for subject in subjects {
        order.visit(subject);
    }
    order.done
}

#[derive(Default)]
struct Order<'a> {
    done: Vec<Intent>,
    /// What takes a value.
    waiting: BTreeMap<SubjectId, Vec<Intent>>,
    ties: BTreeMap<SubjectId, Vec<&'a Tie>>,
    /// Those of whom it is known that they wait for somebody.
    underway: BTreeSet<SubjectId>,
}

impl Order<'_> {
    fn visit(&mut self, subject: SubjectId) {
        if !self.waiting.contains_key(&subject) || !self.underway.insert(subject) {
            return;
        }
        for tie in self.ties.remove(&subject).unwrap_or_default() {
            if self.underway.contains(&tie.on) {
                self.empty(tie);
            } else {
                self.visit(tie.on);
            }
        }
        self.done.extend(self.waiting.remove(&subject).unwrap_or_default());
    }

    /// Two who have each other's: one has none for a moment.
    fn empty(&mut self, tie: &Tie) {
        for intent in self.waiting.get_mut(&tie.on).into_iter().flatten() {
            let (stream, subject, Payload { kind, version, edits, .. }) =
                (intent.stream, intent.subject, &mut intent.payload);
            let Some(edit) = edits.iter_mut().find(|edit| edit.field.as_str() == tie.field) else { continue };
            let before = std::mem::replace(&mut edit.before, Value::Null);
            let emptied = Edit { field: edit.field.clone(), before, after: Value::Null };
            let payload = Payload::new(kind, *version, vec![emptied]);
            self.done.push(Intent { stream, subject, payload, act: None, depends_on: Vec::new() });
        }
    }
}
