//! The writer: takes pushes that were admitted from all connections and writes those that wait together in one
//! transaction, so that a durable commit is shared by many (J3.5: never answered before).

use std::collections::BTreeMap;
use std::sync::Arc;

use coopol_domain::id::StreamId;
use coopol_domain::wire::{PushOutcome, Rejection};
use coopol_store::{Admission, Backend, Store};
use tokio::sync::{mpsc, oneshot};

use crate::clock::SharedClock;
use crate::hints::{Growth, Hints};
use crate::http::metrics::Refused;
use crate::rights::Rights;

/// A push to be judged, or one that was already answered.
pub type Candidate = Result<Admission, Rejection>;

/// What streams grew by.
pub type Growths = Arc<BTreeMap<StreamId, Arc<Growth>>>;

/// The most pushes in one transaction.
const GROUP: usize = 256;
/// How many requests may wait before more are told to come again.
const WAITING: usize = 1024;

/// What became of pushes that were submitted together.
#[derive(Debug, Default)]
pub struct Written {
    /// One for each, in their order.
    pub outcomes: Vec<PushOutcome>,
    /// What the streams of their group grew by, as whoever listens is told: it is made once for them and for whoever pushed.
    pub grown: Growths,
}

struct Job {
    pushes: Vec<Candidate>,
    answer: oneshot::Sender<Written>,
}

/// The way to the writer.
#[derive(Clone, Debug)]
pub struct Writer(mpsc::Sender<Job>);

/// The writer's side of that way.
#[derive(Debug)]
pub struct Inbox(mpsc::Receiver<Job>);

/// What the writer works with.
pub struct Desk<B: Backend> {
    /// Where it writes.
    pub store: Store<B>,
    /// Whom it tells that rights may have changed, before it answers.
    pub rights: Arc<Rights>,
    /// Whom it tells that streams grew.
    pub hints: Arc<Hints>,
    /// What time it is.
    pub clock: SharedClock,
    /// Who makes snapshots.
    pub snapshots: mpsc::Sender<StreamId>,
}

impl Writer {
    /// A way and its other end.
    pub fn new() -> (Self, Inbox) {
        let (jobs, inbox) = mpsc::channel(WAITING);
        (Self(jobs), Inbox(inbox))
    }

    /// Has pushes judged in this order, and returns once what was taken is durable.
    pub async fn submit(&self, pushes: Vec<Candidate>) -> Written {
        let count = pushes.len();
        let (answer, answered) = oneshot::channel();
        let busy = || Written { outcomes: vec![PushOutcome::Rejected(Rejection::Busy); count], ..Written::default() };
        if self.0.try_send(Job { pushes, answer }).is_err() {
            Refused::Writer.count();
            return busy();
        }
        answered.await.unwrap_or_else(|_| busy())
    }
}

impl Inbox {
    /// Writes until nobody can send any more.
    pub async fn write<B: Backend>(mut self, desk: Desk<B>) {
        while let Some(first) = self.0.recv().await {
            let mut jobs = vec![first];
            let mut pushes = jobs[0].pushes.len();
            while pushes < GROUP
                && let Ok(job) = self.0.try_recv()
            {
                pushes += job.pushes.len();
                jobs.push(job);
            }
            metrics::gauge!("coopol_waiting").set(f64::from(u32::try_from(self.0.len()).unwrap_or(u32::MAX)));
            metrics::histogram!("coopol_group_pushes").record(f64::from(u32::try_from(pushes).unwrap_or(u32::MAX)));
            desk.write(jobs).await;
        }
    }
}

impl<B: Backend> Desk<B> {
    async fn write(&self, jobs: Vec<Job>) {
        let (mut group, mut waiting) = (Vec::new(), Vec::new());
        for Job { pushes, answer } in jobs {
            waiting.push((pushes.len(), answer));
            group.extend(pushes);
        }
        let watch = tokio::time::Instant::now();
        let decision = self.store.decide(group, self.clock.now()).await;
        metrics::histogram!("coopol_commit_seconds").record(watch.elapsed());
        if let Some(error) = decision.failure {
            metrics::counter!("coopol_commit_failures").increment(1);
            tracing::error!(%error, "a group of pushes couldn't be written");
        }
        let grown: Vec<StreamId> = decision.grown.keys().copied().collect();
        self.rights.note_grown(&self.store, &grown).await;
        // It is durable by now, and who listens has the longer way.
        let grown = Arc::new(self.hints.tell(decision.grown));
        let mut outcomes = decision.outcomes.into_iter();
        for (count, answer) in waiting {
            // Whoever asked may have gone; it comes again and gets the same answer (J3.3).
            drop(answer.send(Written { outcomes: outcomes.by_ref().take(count).collect(), grown: grown.clone() }));
        }
        for stream in decision.snapshots_due {
            // When too many are due it comes again with the stream's next push.
            if self.snapshots.try_send(stream).is_err() {
                tracing::debug!("too many snapshots are due");
            }
        }
    }
}
