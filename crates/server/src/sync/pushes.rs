//! Pushes as they come from a device.

use coopol_domain::authority::Author;
use coopol_domain::id::{DeviceId, UnitId};
use coopol_domain::journal::Payload;
use coopol_domain::wire::{self, Opaque, PushAnswer, PushOutcome, Rejection, Submission};
use coopol_store::{Backend, StoreError};
use futures_util::future::join;

use crate::app::App;
use crate::authority::{Move, NotTaken};
use crate::ledger::Record;
use crate::rights::Standing;
use crate::writer::{Candidate, Growths};

/// About how many bytes are judged and written at once: while one group of a large request is, the next is read, and no
/// more than these two take memory beside it.
const GROUP: usize = 1 << 20;

/// What became of the pushes of a request.
#[derive(Debug)]
pub struct Taken {
    /// One for each, in their order.
    pub answers: Vec<PushAnswer>,
    /// What the streams grew by that the last group of them was written to.
    pub(super) grown: Growths,
}

/// What is kept of a push while it is judged.
struct Sent {
    answer: PushAnswer,
    /// Devices that it revokes: they go into the ledger too.
    revokes: Vec<DeviceId>,
    /// Transfers that the other roster is told of, and what delegates said.
    moves: Vec<Move>,
    /// Of which unit's delegations it speaks, by which people have rights.
    rights: Option<UnitId>,
}

impl Sent {
    /// What isn't read any further.
    fn unread(answer: PushAnswer) -> Self {
        Self { answer, revokes: Vec::new(), moves: Vec::new(), rights: None }
    }
}

impl<B: Backend> App<B> {
    /// Takes the pushes of one device, in order; returns once what was taken is durable.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn take(&self, standing: &Standing, pushes: &[Opaque]) -> Result<Taken, StoreError> {
        let mut groups = groups(pushes).into_iter();
        let (mut answers, mut grown) = (Vec::with_capacity(pushes.len()), Growths::default());
        let Some(first) = groups.next() else { return Ok(Taken { answers, grown }) };
        let (mut sent, mut candidates) = self.read_all(standing, first).await?;
        loop {
            let next = groups.next().unwrap_or_default();
            let (written, read) = join(self.writer.submit(candidates), self.read_all(standing, next)).await;
            let outcomes = written.outcomes;
            grown = written.grown;
            // What follows one that has to come again would be out of order: it comes again with it.
            let again = outcomes.contains(&PushOutcome::Rejected(Rejection::Busy));
            answers.extend(self.answered(sent, outcomes).await?);
            (sent, candidates) = read?;
            if again {
                answers.extend(sent.into_iter().map(|sent| sent.answer));
                for group in groups {
                    answers.extend(self.read_all(standing, group).await?.0.into_iter().map(|sent| sent.answer));
                }
                return Ok(Taken { answers, grown });
            }
            if candidates.is_empty() {
                return Ok(Taken { answers, grown });
            }
        }
    }

    async fn answered(&self, sent: Vec<Sent>, outcomes: Vec<PushOutcome>) -> Result<Vec<PushAnswer>, StoreError> {
        let mut answers = Vec::with_capacity(sent.len());
        for (Sent { mut answer, revokes, moves, rights }, outcome) in sent.into_iter().zip(outcomes) {
            if outcome == PushOutcome::Received {
                if let Some(unit) = rights {
                    self.rights.note_changed(&self.store, &[unit].into()).await;
                }
                self.note_revoked(&revokes).await?;
            }
            answer.outcome = if outcome == PushOutcome::Received { self.carried(&moves).await? } else { outcome };
            answers.push(answer);
        }
        Ok(answers)
    }

    async fn read_all(
        &self,
        standing: &Standing,
        pushes: &[Opaque],
    ) -> Result<(Vec<Sent>, Vec<Candidate>), StoreError> {
        let (mut sent, mut candidates) = (Vec::new(), Vec::new());
        for push in pushes {
            let (kept, candidate) = self.read(standing, push).await?;
            sent.push(kept);
            candidates.push(candidate);
        }
        Ok((sent, candidates))
    }

    async fn read(&self, standing: &Standing, push: &Opaque) -> Result<(Sent, Candidate), StoreError> {
        let submission = match Submission::decode(&push.0) {
            Ok(submission) => submission,
            Err(error) => {
                let rejection = Rejection::Malformed { why: error.to_string() };
                let answer = PushAnswer { stream: None, number: 0, outcome: PushOutcome::Rejected(rejection.clone()) };
                return Ok((Sent::unread(answer), Err(rejection)));
            }
        };
        let head = &submission.signed.push;
        // The outcome is filled in once there is one.
        let answer = PushAnswer {
            stream: Some(head.stream),
            number: head.number,
            outcome: PushOutcome::Rejected(Rejection::Busy),
        };
        if head.device != standing.device.id {
            return Ok((Sent::unread(answer), Err(Rejection::BadSignature)));
        }
        let (revokes, moves) = (revoked_by(&submission), Move::of(&submission));
        let place =
            if speaks_of_delegations(&submission) { self.rights.place(&self.store, head.stream).await? } else { None };
        let rights = place.map(|place| place.unit);
        self.introduce(standing, &submission).await?;
        let author = Author::Officer(standing.device.clone());
        Ok((Sent { answer, revokes, moves, rights }, self.store.admit_of(submission, &author)))
    }

    /// The answer to a push whose transfers the other roster is to know of before anything is acknowledged.
    async fn carried(&self, moves: &[Move]) -> Result<PushOutcome, StoreError> {
        for done in moves {
            match self.carry(done).await {
                Ok(()) => {}
                Err(NotTaken::Store(error)) => return Err(error),
                Err(error) => {
                    tracing::warn!(%error, "a transfer couldn't be carried; the push comes again");
                    return Ok(PushOutcome::Rejected(Rejection::Busy));
                }
            }
        }
        Ok(PushOutcome::Received)
    }

    async fn note_revoked(&self, devices: &[DeviceId]) -> Result<(), StoreError> {
        for &device in devices.iter().filter(|device| !self.ledger.revoked(**device)) {
            let author = self.store.author(device).await?;
            let revoked = matches!(author, Some(Author::Officer(known)) if known.revoked);
            if revoked {
                let record = Record::Revoked { device, at: self.clock.now() };
                self.ledger.add(&record).map_err(|error| StoreError::Io(Box::new(error)))?;
                self.store.sign_out(device).await?;
            }
        }
        Ok(())
    }
}

/// The pushes in their order, in groups that end where they reach [`GROUP`].
fn groups(pushes: &[Opaque]) -> Vec<&[Opaque]> {
    let (mut groups, mut from, mut bytes) = (Vec::new(), 0, 0);
    for (place, push) in pushes.iter().enumerate() {
        bytes += push.0.len();
        if bytes >= GROUP || place + 1 == pushes.len() {
            groups.push(&pushes[from..=place]);
            (from, bytes) = (place + 1, 0);
        }
    }
    groups
}

/// Of which kinds the changes are: of those in a push that isn't refused as malformed.
fn kinds(submission: &Submission) -> impl Iterator<Item = (&wire::Sent, &str)> {
    submission.changes.iter().filter_map(|sent| Some((sent, Payload::kind_of(sent.payload.as_deref()?)?)))
}

fn speaks_of_delegations(submission: &Submission) -> bool {
    kinds(submission).any(|(_, kind)| ["delegation_", "dues_delegation_"].iter().any(|of| kind.starts_with(of)))
}

fn revoked_by(submission: &Submission) -> Vec<DeviceId> {
    let revoking = kinds(submission).filter(|(_, kind)| *kind == "device_revoked");
    revoking.map(|(sent, _)| sent.header.subject.into()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_request_is_taken_in_groups_in_its_order() {
        let push = |bytes: usize| Opaque(vec![0; bytes]);
        let sizes = |pushes: &[Opaque]| groups(pushes).iter().map(|group| group.len()).collect::<Vec<_>>();
        assert_eq!(sizes(&[]), [0_usize; 0]);
        assert_eq!(sizes(&[push(1), push(2), push(3)]), [3]);
        assert_eq!(sizes(&[push(GROUP), push(1)]), [1, 1]);
        assert_eq!(sizes(&[push(GROUP / 2), push(GROUP / 2), push(GROUP / 2), push(GROUP), push(7)]), [2, 2, 1]);
        let mixed = [push(GROUP), push(1), push(2)];
        assert_eq!(groups(&mixed).concat(), mixed);
    }
}
