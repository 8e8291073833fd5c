//! Pushes in: checked one by one without a lock, judged and written together in one transaction (J3.5).

use std::collections::BTreeMap;

use coopol_domain::authority::{Admitted, Author, Judged, Needs, admit, judge, snapshot_due};
use coopol_domain::id::{DeviceId, StreamId};
use coopol_domain::time::Instant;
use coopol_domain::wire::{PushOutcome, Rejection, Submission};

use crate::{Backend, Store, StoreError, StreamHead, Tx};

/// A push whose form, size and signature are right, ready to be judged.
#[derive(Clone, Debug)]
pub struct Admission {
    needs: Needs,
    admitted: Admitted,
    /// Who signed, as the store knew them when the signature was checked.
    author: Author,
}

/// What became of a group of pushes.
#[derive(Debug, Default)]
pub struct Decision {
    /// One for each push, in the same order.
    pub outcomes: Vec<PushOutcome>,
    /// The streams that grew, and where they stand: what to hint to whoever listens (J11).
    pub grown: BTreeMap<StreamId, StreamHead>,
    /// The streams among them that are due for a snapshot (J6).
    pub snapshots_due: Vec<StreamId>,
    /// Why nothing was written and every push was told to come again, if that is what happened.
    pub failure: Option<StoreError>,
}

/// A push of a group: to be judged, or already answered.
type Candidate = Result<Admission, Rejection>;

impl<B: Backend> Store<B> {
    /// Checks a push without a lock: what costs most of its time, and may run beside others.
    ///
    /// # Errors
    /// The outer one is the store's; the inner one answers the device.
    pub async fn admit(&self, submission: Submission) -> Result<Result<Admission, Rejection>, StoreError> {
        let author = self.author(submission.signed.push.device).await?;
        Ok(checked(submission, author.as_ref()))
    }

    /// The same, of a push whose author the caller knows already. Whoever is somebody else by the time it is judged is
    /// told to come again.
    ///
    /// # Errors
    /// What answers the device.
    pub fn admit_of(&self, submission: Submission, author: &Author) -> Result<Admission, Rejection> {
        checked(submission, Some(author))
    }

    /// Judges a group of pushes, in order, each with those before it in view, and writes them in one transaction.
    /// What is rejected writes nothing; when the store fails nothing is written, and all are told to come again.
    pub async fn decide(&self, group: Vec<Result<Admission, Rejection>>, now: Instant) -> Decision {
        let rejected: Vec<Option<Rejection>> =
            group.iter().map(|candidate| candidate.as_ref().err().cloned()).collect();
        match self.judged(group, now).await {
            Ok(decision) => decision,
            Err(failure) => {
                let outcome =
                    |rejection: Option<Rejection>| PushOutcome::Rejected(rejection.unwrap_or(Rejection::Busy));
                let outcomes = rejected.into_iter().map(outcome).collect();
                Decision { outcomes, failure: Some(failure), ..Decision::default() }
            }
        }
    }

    /// [`Store::admit`] and [`Store::decide`] for a group of pushes.
    pub async fn submit(&self, submissions: Vec<Submission>, now: Instant) -> Decision {
        match self.admitted(submissions).await {
            Ok(group) => self.decide(group, now).await,
            Err((pushes, failure)) => Decision {
                outcomes: vec![PushOutcome::Rejected(Rejection::Busy); pushes],
                failure: Some(failure),
                ..Decision::default()
            },
        }
    }

    async fn admitted(&self, submissions: Vec<Submission>) -> Result<Vec<Candidate>, (usize, StoreError)> {
        let pushes = submissions.len();
        let mut devices: Vec<DeviceId> = submissions.iter().map(|push| push.signed.push.device).collect();
        devices.sort();
        devices.dedup();
        let authors = async { self.authors_in(&mut self.backend.glance().await?, &devices).await };
        let authors = authors.await.map_err(|failure| (pushes, failure))?;
        let authors: BTreeMap<DeviceId, Option<Author>> =
            authors.into_iter().map(|(id, _, author)| (id, author)).collect();
        let check = |submission: Submission| {
            let author = authors.get(&submission.signed.push.device).and_then(Option::as_ref);
            checked(submission, author)
        };
        Ok(submissions.into_iter().map(check).collect())
    }

    async fn judged(&self, group: Vec<Candidate>, now: Instant) -> Result<Decision, StoreError> {
        if group.iter().all(Result::is_err) {
            let outcomes = group.into_iter().filter_map(Result::err).map(PushOutcome::Rejected).collect();
            return Ok(Decision { outcomes, ..Decision::default() });
        }
        // What stood there may still be given back: nothing else takes its place (J8).
        if self.restoring(now).await?.is_some() {
            let later = |candidate: Candidate| PushOutcome::Rejected(candidate.err().unwrap_or(Rejection::Busy));
            return Ok(Decision { outcomes: group.into_iter().map(later).collect(), ..Decision::default() });
        }
        let mut tx = self.begin().await?;
        let needs: Vec<&Needs> = group.iter().flatten().map(|admission| &admission.needs).collect();
        tx.gather(&needs).await?;
        let mut outcomes = Vec::with_capacity(group.len());
        for candidate in group {
            outcomes.push(match candidate {
                Ok(admission) => tx.hear(admission, now).await?,
                Err(rejection) => PushOutcome::Rejected(rejection),
            });
        }
        let grown: BTreeMap<_, _> = tx.grown().map(|row| (row.head.stream, StreamHead::from(row))).collect();
        let due =
            tx.grown().filter(|row| snapshot_due(&row.head, row.snapshot.map_or(0, |last| last.seq), row.subjects));
        let snapshots_due = due.map(|row| row.head.stream).collect();
        if !grown.is_empty() {
            tx.commit().await?;
        }
        Ok(Decision { outcomes, grown, snapshots_due, failure: None })
    }
}

impl<B: Backend> Tx<B> {
    async fn hear(&mut self, admission: Admission, now: Instant) -> Result<PushOutcome, StoreError> {
        let Admission { needs, admitted, author } = admission;
        let Some(docket) = self.docket(&needs).await? else {
            return Ok(PushOutcome::Rejected(Rejection::NotFound));
        };
        // Revoked, or given another key, since the signature was checked: it comes again, to be checked again.
        if docket.author != author {
            return Ok(PushOutcome::Rejected(Rejection::Busy));
        }
        Ok(match judge(admitted, docket, now) {
            Ok(Judged::Ruled(ruling)) => {
                self.write(*ruling);
                PushOutcome::Received
            }
            Ok(Judged::Replayed) => PushOutcome::Received,
            Err(rejection) => PushOutcome::Rejected(rejection),
        })
    }
}

fn checked(submission: Submission, author: Option<&Author>) -> Candidate {
    let author = author.ok_or(Rejection::UnknownDevice)?;
    let admitted = admit(submission, author)?;
    Ok(Admission { needs: admitted.needs(), admitted, author: author.clone() })
}
