//! What promises and practical facts have in common.

use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload, State};
use coopol_domain::kinds::removal;

use crate::ambient::chance;
use crate::device::{Failure, Saved, Session};

/// A sort of subject, and the kinds that write it.
pub struct Sort {
    pub name: &'static str,
    pub made: &'static str,
    pub changed: &'static str,
    pub withdrawn: &'static str,
}

impl Sort {
    /// Writes a new one; which it is from now on.
    pub async fn make(
        &self,
        session: &Session,
        fields: impl IntoIterator<Item = (&'static str, Value)>,
    ) -> Result<(SubjectId, Saved), Failure> {
        let stream = session.stream(Compartment::Archive).await?;
        let subject = SubjectId::from_bytes(chance(session.ambient()));
        let edits = differing(&State::new(self.name), fields);
        Ok((subject, session.record(intent(stream, subject, self.made, edits)).await?))
    }

    /// Writes the fields that differ, by a change of `kind`.
    pub async fn write(
        &self,
        session: &Session,
        subject: SubjectId,
        kind: &str,
        fields: impl IntoIterator<Item = (&'static str, Value)>,
    ) -> Result<Saved, Failure> {
        let (stream, state) = self.known(session, subject).await?;
        session.record(intent(stream, subject, kind, differing(&state, fields))).await
    }

    /// Takes it out of the lists; undo brings it back.
    pub async fn withdraw(&self, session: &Session, subject: SubjectId) -> Result<Saved, Failure> {
        let (stream, _) = self.known(session, subject).await?;
        session.record(intent(stream, subject, self.withdrawn, vec![removal()])).await
    }

    /// One that stands in the lists: to what was withdrawn nothing is written, as nobody would see it.
    async fn known(&self, session: &Session, subject: SubjectId) -> Result<(StreamId, State), Failure> {
        let stream = session.stream(Compartment::Archive).await?;
        let state =
            session.shown(stream, subject).await?.filter(|state| state.sort == self.name && !state.is_removed());
        Ok((stream, state.ok_or_else(|| self.unknown(subject))?))
    }

    pub fn unknown(&self, subject: SubjectId) -> Failure {
        Failure::NotFound { what: self.name, given: subject.to_string() }
    }
}

/// What was typed; nothing typed is nothing.
pub fn typed(text: &str) -> Value {
    let text = text.trim();
    if text.is_empty() { Value::Null } else { Value::text(text) }
}

fn differing(state: &State, fields: impl IntoIterator<Item = (&'static str, Value)>) -> Vec<Edit> {
    let changed = fields.into_iter().filter(|(name, after)| state.get(name) != after);
    changed.map(|(name, after)| Edit::change(name, state.get(name).clone(), after)).collect()
}

fn intent(stream: StreamId, subject: SubjectId, kind: &str, edits: Vec<Edit>) -> Intent {
    Intent { stream, subject, payload: Payload::new(kind, 1, edits), act: None, depends_on: Vec::new() }
}
