//! Pushes as they come from a device.

use coopol_domain::authority::Author;
use coopol_domain::id::DeviceId;
use coopol_domain::journal::Payload;
use coopol_domain::wire::{Opaque, PushAnswer, PushOutcome, Rejection, Submission};
use coopol_store::{Backend, StoreError};

use crate::app::App;
use crate::authority::{Move, NotTaken};
use crate::ledger::Record;
use crate::rights::Standing;
use crate::writer::Candidate;

/// What is kept of a push while it is judged.
struct Sent {
    answer: PushAnswer,
    /// Devices that it revokes: they go into the ledger too.
    revokes: Vec<DeviceId>,
    /// Transfers that the other roster is told of.
    moves: Vec<Move>,
}

impl<B: Backend> App<B> {
    /// Takes the pushes of one device, in order; returns once what was taken is durable.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn take(&self, standing: &Standing, pushes: &[Opaque]) -> Result<Vec<PushAnswer>, StoreError> {
        let (mut sent, mut candidates) = (Vec::new(), Vec::new());
        for push in pushes {
            let (kept, candidate) = self.read(standing, push).await?;
            sent.push(kept);
            candidates.push(candidate);
        }
        if candidates.is_empty() {
            return Ok(Vec::new());
        }
        let outcomes = self.writer.submit(candidates).await;
        let mut answers = Vec::with_capacity(sent.len());
        for (Sent { mut answer, revokes, moves }, outcome) in sent.into_iter().zip(outcomes) {
            if outcome == PushOutcome::Received {
                self.note_revoked(&revokes).await?;
            }
            answer.outcome = if outcome == PushOutcome::Received { self.carried(&moves).await? } else { outcome };
            answers.push(answer);
        }
        Ok(answers)
    }

    async fn read(&self, standing: &Standing, push: &Opaque) -> Result<(Sent, Candidate), StoreError> {
        let submission = match Submission::decode(&push.0) {
            Ok(submission) => submission,
            Err(error) => {
                let rejection = Rejection::Malformed { why: error.to_string() };
                let answer = PushAnswer { stream: None, number: 0, outcome: PushOutcome::Rejected(rejection.clone()) };
                return Ok((Sent { answer, revokes: Vec::new(), moves: Vec::new() }, Err(rejection)));
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
            return Ok((Sent { answer, revokes: Vec::new(), moves: Vec::new() }, Err(Rejection::BadSignature)));
        }
        let (revokes, moves) = (revoked_by(&submission), Move::of(&submission));
        self.introduce(standing, &submission).await?;
        let author = Author::Officer(standing.device.clone());
        Ok((Sent { answer, revokes, moves }, self.store.admit_of(submission, &author)))
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

fn revoked_by(submission: &Submission) -> Vec<DeviceId> {
    let revokes = |payload: &[u8]| Payload::decode(payload).is_ok_and(|payload| payload.kind == "device_revoked");
    let changes = submission.changes.iter().filter(|sent| sent.payload.as_deref().is_some_and(revokes));
    changes.map(|sent| sent.header.subject.into()).collect()
}
