//! The authority's own pushes: signed and submitted like anyone's, within the closed list of kinds that it may author.

use coopol_domain::authority::{Chain, Head};
use coopol_domain::id::{ChangeId, MandateId, StreamId, SubjectId};
use coopol_domain::journal::{Header, Payload, Push, Seen, SubjectKey, Verdict};
use coopol_domain::time::{Hlc, Instant};
use coopol_domain::wire::{PushOutcome, Rejection, Sent, Submission};
use coopol_store::{Backend, Chance, Limit, StoreError};

use super::Authority;
use crate::app::App;

/// A fact that the authority states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// About what.
    pub subject: SubjectId,
    /// The subject's key, if it has one already.
    pub key: Option<SubjectKey>,
    /// What.
    pub payload: Payload,
    /// Changes, in whichever stream, that it follows from (J2.7).
    pub depends_on: Vec<ChangeId>,
}

/// A fact that wasn't taken.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// There is no such stream.
    #[error("no such stream")]
    NoStream,
    /// The journal refused it.
    #[error("refused: {code}")]
    Refused {
        /// The word of the refusal.
        code: String,
    },
    /// The push as a whole wasn't taken.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How facts are put into a push.
type Sign = fn(&Authority, &Head, Chain, Vec<Fact>, Instant, &dyn Chance) -> Submission;

/// Another process of the same authority (a replica, the command line) may push in between.
const TRIES: usize = 5;

impl Authority {
    /// A signed push of `facts` to the stream that stands at `head`, after the authority's own push `chain` there.
    pub fn submission(
        &self,
        head: &Head,
        chain: Chain,
        facts: Vec<Fact>,
        now: Instant,
        chance: &dyn Chance,
    ) -> Submission {
        let seen = Seen { size: head.frontier.size(), root: head.frontier.root() };
        let changes = facts.into_iter().map(|fact| sent(head.stream, seen, fact, now, chance)).collect();
        self.push(head.stream, chain, seen, changes)
    }

    /// The same, of facts that make no sense without the first (J2.7).
    pub fn linked(&self, head: &Head, chain: Chain, facts: Vec<Fact>, now: Instant, chance: &dyn Chance) -> Submission {
        let mut submission = self.submission(head, chain, facts, now, chance);
        let mut changes = std::mem::take(&mut submission.changes);
        if let Some((first, others)) = changes.split_first_mut() {
            for sent in others {
                sent.header.depends_on = vec![first.header.id];
            }
        }
        self.push(head.stream, chain, submission.signed.push.seen, changes)
    }

    fn push(&self, stream: StreamId, chain: Chain, seen: Seen, changes: Vec<Sent>) -> Submission {
        let push = Push {
            device: self.id,
            stream,
            number: chain.number + 1,
            previous: chain.hash,
            mandate: MandateId::from_bytes([0; 16]),
            seen,
            changes: changes.iter().map(|sent| sent.header.hash()).collect(),
        };
        Submission { signed: push.sign(&self.key), changes }
    }
}

fn sent(stream: StreamId, seen: Seen, fact: Fact, now: Instant, chance: &dyn Chance) -> Sent {
    let Fact { subject, key: known, payload, depends_on } = fact;
    let mut id = [0; 10];
    chance.fill(&mut id);
    let id = ChangeId::v7(now.0, id);
    let new = known.is_none();
    let key = known.unwrap_or_else(|| {
        let mut bytes = [0; 32];
        chance.fill(&mut bytes);
        SubjectKey::from_bytes(bytes)
    });
    let bytes = payload.encode();
    let header = Header {
        id,
        stream,
        subject,
        base: seen.size,
        // It states what it has just seen happen: after everything recorded in this millisecond.
        made_at: Hlc::end_of(now),
        act: None,
        depends_on,
        commitment: key.commit(id, &bytes),
    };
    Sent { header, payload: Some(bytes), key: new.then_some(key) }
}

impl<B: Backend> App<B> {
    /// States facts in a stream, as the authority; returns once they are durable.
    ///
    /// # Errors
    /// [`NotTaken`]; what was refused left an entry that says so.
    pub async fn state(&self, stream: StreamId, facts: Vec<Fact>) -> Result<(), NotTaken> {
        let _alone = self.own_turn().await?;
        self.state_alone(stream, facts).await
    }

    /// The same, of facts that make no sense without the first.
    ///
    /// # Errors
    /// [`NotTaken`]; when the first was refused, so were the others.
    pub async fn state_linked(&self, stream: StreamId, facts: Vec<Fact>) -> Result<(), NotTaken> {
        let _alone = self.own_turn().await?;
        self.try_to_state(stream, facts, Authority::linked).await
    }

    /// The same, for whoever already holds the lock over the authority's own pushes.
    pub(super) async fn state_linked_alone(&self, stream: StreamId, facts: Vec<Fact>) -> Result<(), NotTaken> {
        self.try_to_state(stream, facts, Authority::linked).await
    }

    /// The same as [`App::state`], for whoever already holds the lock over the authority's own pushes.
    pub(crate) async fn state_alone(&self, stream: StreamId, facts: Vec<Fact>) -> Result<(), NotTaken> {
        self.try_to_state(stream, facts, Authority::submission).await
    }

    async fn try_to_state(&self, stream: StreamId, facts: Vec<Fact>, sign: Sign) -> Result<(), NotTaken> {
        if self.store.restoring(self.clock.now()).await?.is_some() {
            return Err(StoreError::Restoring.into());
        }
        let mut tries = TRIES;
        loop {
            tries -= 1;
            match self.push_own(stream, facts.clone(), sign).await {
                Err(NotTaken::Rejected(Rejection::OutOfOrder { .. } | Rejection::Forked | Rejection::Busy))
                    if tries > 0 => {}
                other => return other,
            }
        }
    }

    async fn push_own(&self, stream: StreamId, facts: Vec<Fact>, sign: Sign) -> Result<(), NotTaken> {
        let head = self.store.heads(&[stream]).await?.remove(&stream).ok_or(NotTaken::NoStream)?.head;
        let chain = self.store.chains(self.authority.id()).await?.remove(&stream).unwrap_or_else(Chain::start);
        let from = head.frontier.size();
        let submission = sign(&self.authority, &head, chain, facts, self.clock.now(), self.chance.as_ref());
        let admitted = self.store.admit(submission).await?;
        match self.writer.submit(vec![admitted]).await.outcomes.pop() {
            Some(PushOutcome::Received) => self.verdicts(stream, from).await,
            Some(PushOutcome::Rejected(rejection)) => Err(rejection.into()),
            None => Err(Rejection::Busy.into()),
        }
    }

    /// The authority's own facts are refused only when somebody is mistaken: it is told at once.
    async fn verdicts(&self, stream: StreamId, from: u64) -> Result<(), NotTaken> {
        let limit = Limit { lines: 500, bytes: u64::MAX };
        let Some(extract) = self.store.page(stream, from, limit).await? else { return Ok(()) };
        let own = extract.page.pushes.iter().filter(|push| push.push.device == self.authority.id());
        let own: Vec<_> = own.map(|push| push.push.hash()).collect();
        let refused = extract.page.lines.into_iter().find_map(|line| match line.entry.verdict {
            Verdict::Refused(code) if own.contains(&line.entry.push) => Some(code),
            _ => None,
        });
        refused.map_or(Ok(()), |code| Err(NotTaken::Refused { code }))
    }
}
