//! What promises, practical facts and what lies on a desk have in common: written, rewritten, withdrawn and back.

use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload, State};
use coopol_domain::kinds::{Role, Shape, removal, sort};

use crate::ambient::chance;
use crate::device::{Failure, Rule, Saved, Session};

/// A sort of subject, and the kinds that write it.
pub struct Sort {
    pub home: Home,
    pub name: &'static str,
    pub made: &'static str,
    pub changed: &'static str,
    pub withdrawn: &'static str,
}

/// Where a sort stands, in the unit that is worked in.
#[derive(Clone, Copy)]
pub enum Home {
    Archive,
    /// On the desk of the office that is held; where somebody holds several, new ones on the first.
    Desk,
}

impl Home {
    async fn streams(self, session: &Session) -> Result<Vec<StreamId>, Failure> {
        match self {
            Self::Archive => Ok(vec![session.stream(Compartment::Archive).await?]),
            Self::Desk => session.desks().await,
        }
    }
}

impl Sort {
    /// Writes a new one; which it is from now on.
    pub async fn make(
        &self,
        session: &Session,
        fields: impl IntoIterator<Item = (&'static str, Value)>,
    ) -> Result<(SubjectId, Saved), Failure> {
        let fields: Vec<(&'static str, Value)> = fields.into_iter().collect();
        self.fit(&fields)?;
        let stream = self.home.streams(session).await?[0];
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
        let fields: Vec<(&'static str, Value)> = fields.into_iter().collect();
        self.fit(&fields)?;
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
        for stream in self.home.streams(session).await? {
            let state = session.shown(stream, subject).await?;
            if let Some(state) = state.filter(|state| state.sort == self.name && !state.is_removed()) {
                return Ok((stream, state));
            }
        }
        Err(self.unknown(subject))
    }

    /// What can be told of one field is told by it, before anything is stated.
    fn fit(&self, fields: &[(&'static str, Value)]) -> Result<(), Failure> {
        let sort = sort(self.name).expect("the table has the sorts that are kept");
        for &(field, ref value) in fields {
            let Some(wanted) = sort.field(field) else { continue };
            let rule = match (wanted.shape, value) {
                (_, Value::Null) if wanted.role == Role::Required => Rule::Required,
                (Shape::Text(most), Value::Text(text)) if text.len() > most => Rule::TooLong,
                _ => continue,
            };
            let value = if let Value::Text(text) = value { text.clone() } else { String::new() };
            return Err(Failure::Invalid { field, rule, value });
        }
        Ok(())
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

/// The fields of `draft` that aren't as in `seen`: what one changed, and nothing of what others wrote meanwhile.
pub fn reworded<const N: usize>(
    seen: [(&'static str, Value); N],
    draft: [(&'static str, Value); N],
) -> impl Iterator<Item = (&'static str, Value)> {
    draft.into_iter().zip(seen).filter(|(draft, seen)| draft != seen).map(|(draft, _)| draft)
}

fn differing(state: &State, fields: impl IntoIterator<Item = (&'static str, Value)>) -> Vec<Edit> {
    let changed = fields.into_iter().filter(|(name, after)| state.get(name) != after);
    changed.map(|(name, after)| Edit::change(name, state.get(name).clone(), after)).collect()
}

fn intent(stream: StreamId, subject: SubjectId, kind: &str, edits: Vec<Edit>) -> Intent {
    Intent { stream, subject, payload: Payload::new(kind, 1, edits), act: None, depends_on: Vec::new() }
}
