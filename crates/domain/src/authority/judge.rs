//! The judgement of a push: one verdict for each change, in order.

use std::collections::{BTreeMap, BTreeSet};

use super::claim::{prolonging, truthful, welcome};
use super::delegation::{Delegated, by_delegation};
use super::docket::OWN_KINDS;
use super::joint::apart;
use super::provisional::within_own_term;
use super::shield::{Bulk, Touch};
use super::standing::Standing;
use super::{Admitted, Decided, Docket, Head, Known};
use crate::access::{Need, Verbs};
use crate::id::{ChangeId, HolderId, MandateId, SubjectId};
use crate::journal::{Change, Entry, Payload, SignedPush, Stamp, State, SubjectKey, Verdict};
use crate::kinds::{Answer, Look, MADE, Refusal, View, check, find, looked_up_by, sought};
use crate::seal::Hash;
use crate::time::Instant;
use crate::wire::{Rejection, Sent};

/// What comes of a push that was admitted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Judged {
    /// To be written as a whole, then answered.
    Ruled(Box<Ruling>),
    /// It came before and has its entries: nothing to write, the answer is the same (J3.3).
    Replayed,
}

/// What to write for one push.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ruling {
    /// The stream after it.
    pub head: Head,
    /// The push, to be kept as long as its entries.
    pub signed: SignedPush,
    /// Its hash, as its entries name it.
    pub push: Hash,
    /// The new entries, in order; changes that had one already get no second.
    pub entries: Vec<Recorded>,
    /// The subjects whose state changed, with the new state.
    pub subjects: BTreeMap<SubjectId, Known>,
    /// Held and quarantined changes that this push settles.
    pub settled: BTreeSet<ChangeId>,
    /// What the shield has to remember of it, for a day.
    pub touched: BTreeMap<SubjectId, Touch>,
}

/// One new entry with what is kept beside it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recorded {
    /// The sealed part.
    pub entry: Entry,
    /// The canonical payload; `None` when it was refused: it stays on its device only (J3.3).
    pub payload: Option<Vec<u8>>,
    /// The subject's key; `None` when it was refused and the subject isn't known.
    pub key: Option<SubjectKey>,
}

/// Judges a push at `now`.
///
/// # Errors
/// [`Rejection`] for the push as a whole; nothing is then to be written.
pub fn judge(admitted: Admitted, docket: Docket, now: Instant) -> Result<Judged, Rejection> {
    // A clock that was set back doesn't give back a mandate that had ended by the entry above.
    let now = now.max(docket.head.recorded_at);
    let push = admitted.submission.signed.push.clone();
    let standing = Standing::of(&admitted, &docket, now)?;
    let hash = push.hash();
    if push.number <= docket.chain.number {
        return if docket.replayed == Some(hash) { Ok(Judged::Replayed) } else { Err(Rejection::Forked) };
    }
    if push.number != docket.chain.number + 1 {
        return Err(Rejection::OutOfOrder { expected: docket.chain.number + 1 });
    }
    if push.previous != docket.chain.hash {
        return Err(Rejection::Forked);
    }
    ready(&admitted, &docket)?;
    let bulk = Bulk::of(&admitted, &docket, now);
    let mut bench = Bench {
        now,
        bulk,
        from_above: docket.directory.mandates.get(&push.mandate).is_some_and(|of| of.unit != docket.head.unit),
        docket,
        standing,
        mandate: push.mandate,
        push: hash,
        entries: Vec::new(),
        touched: BTreeSet::new(),
        settled: BTreeSet::new(),
        refused: BTreeSet::new(),
    };
    for (position, (sent, payload)) in admitted.submission.changes.iter().zip(admitted.payloads).enumerate() {
        bench.hear(position, sent, payload);
    }
    Ok(Judged::Ruled(Box::new(bench.ruling(admitted.submission.signed))))
}

/// Whether every change can be judged now; else the push waits as a whole, and nothing of it is lost.
fn ready(admitted: &Admitted, docket: &Docket) -> Result<(), Rejection> {
    let size = docket.head.frontier.size();
    let seen = admitted.submission.signed.push.seen;
    match docket.seen {
        None => return Err(Rejection::Ahead { base: seen.size, size }),
        Some(root) if root != seen.root => return Err(Rejection::OtherPast { size: seen.size }),
        Some(_) => {}
    }
    let own: BTreeSet<ChangeId> = admitted.submission.changes.iter().map(|sent| sent.header.id).collect();
    for (sent, payload) in admitted.submission.changes.iter().zip(&admitted.payloads) {
        if sent.header.base > seen.size {
            return Err(Rejection::Ahead { base: sent.header.base, size: seen.size });
        }
        if sent.header.depends_on.iter().any(|id| !own.contains(id) && !docket.decided.contains_key(id)) {
            return Err(Rejection::DependencyMissing);
        }
        match payload {
            Some(payload) if find(&payload.kind, payload.version).is_none() => {
                return Err(Rejection::UpgradeNeeded { kind: payload.kind.clone(), version: payload.version });
            }
            None if docket.subjects.get(&sent.header.subject) != Some(&Known::Erased) => {
                return Err(Rejection::Malformed { why: "a change came without its payload".to_owned() });
            }
            _ => {}
        }
    }
    Ok(())
}

struct Bench {
    now: Instant,
    /// What the author may still do alone, while the shield stands.
    bulk: Option<Bulk>,
    docket: Docket,
    standing: Standing,
    from_above: bool,
    mandate: MandateId,
    push: Hash,
    entries: Vec<Recorded>,
    touched: BTreeSet<SubjectId>,
    settled: BTreeSet<ChangeId>,
    refused: BTreeSet<ChangeId>,
}

impl Bench {
    fn hear(&mut self, position: usize, sent: &Sent, payload: Option<Payload>) {
        if let Some(before) = self.docket.decided.get(&sent.header.id) {
            if matches!(before.verdict, Verdict::Refused(_)) {
                self.refused.insert(sent.header.id);
            }
            return;
        }
        let verdict = match self.verdict(sent, payload.as_ref()) {
            Ok(verdict) => verdict,
            Err(refusal) => Verdict::Refused(refusal.code().to_owned()),
        };
        if matches!(verdict, Verdict::Refused(_)) {
            self.refused.insert(sent.header.id);
        }
        let answered = payload.as_ref().is_some_and(|payload| self.answered(payload));
        if let (Some(payload), Some(bulk), false) = (&payload, &mut self.bulk, answered) {
            bulk.note(sent.header.act, sent.header.subject, payload, &verdict, self.now);
        }
        self.record(position, sent, payload, verdict);
    }

    fn verdict(&self, sent: &Sent, payload: Option<&Payload>) -> Result<Verdict, Refusal> {
        let (Some(payload), Some(bytes)) = (payload, sent.payload.as_ref()) else { return Err(Refusal::Gone) };
        let header = &sent.header;
        let known = self.docket.subjects.get(&header.subject);
        if known == Some(&Known::Erased) {
            return Err(Refusal::Gone);
        }
        let key = key_of(known, sent).ok_or(Refusal::BrokenCommitment)?;
        if key.commit(header.id, bytes) != header.commitment {
            return Err(Refusal::BrokenCommitment);
        }
        if header.depends_on.iter().any(|id| self.was_refused(*id)) {
            return Err(Refusal::DependencyRefused);
        }
        let change = Change { header: header.clone(), payload: payload.clone() };
        match self.standing {
            Standing::InOffice(verbs, _) => {
                let need = self.weigh(&change, verbs)?;
                let alone = self.delegated(&change)? == Delegated::ByTwo && !self.answered(payload);
                let many = self
                    .bulk
                    .as_ref()
                    .is_some_and(|bulk| !self.answered(payload) && bulk.waits(header.act, header.subject, payload));
                let need = need.or((many || alone).then_some(Need::SecondMandate));
                Ok(need.map_or(Verdict::Accepted, Verdict::Held))
            }
            Standing::Late(_) => Ok(Verdict::Quarantined),
            Standing::Authority if OWN_KINDS.contains(&payload.kind.as_str()) => {
                self.weigh(&change, Verbs::ALL)?;
                Ok(if self.delegated(&change)? == Delegated::Late { Verdict::Quarantined } else { Verdict::Accepted })
            }
            Standing::Authority => {
                let kind = find(&payload.kind, payload.version).expect("`ready` looked it up");
                Err(Refusal::NotGranted { kind: kind.name.to_owned(), verb: kind.verb })
            }
        }
    }

    fn weigh(&self, change: &Change, verbs: Verbs) -> Result<Option<Need>, Refusal> {
        let answers = Answer::of(&change.payload.kind).is_some();
        let quoted = change.payload.quotes.and_then(|id| self.waiting(id));
        let quoted = quoted.filter(|(subject, ..)| answers || *subject == change.header.subject);
        // Whoever had left when they said it is no second person for sealed codes.
        let quoted =
            quoted.filter(|_| change.payload.kind != MADE || change.payload.quotes.is_some_and(|id| self.is_held(id)));
        let foreign = |look: &Look| self.docket.looks.get(look).is_some_and(|owner| *owner != change.header.subject);
        let view = View {
            state: self.state(change.header.subject),
            erased: false,
            taken: sought(&change.payload, self.state(change.header.subject)).into_iter().filter(foreign).collect(),
            quoted: quoted.as_ref().map(|(_, payload, holder)| (payload, *holder)),
            from_above: self.from_above,
            home: Some(self.docket.home()),
        };
        let author = self.docket.author.holder();
        let need = check(&view, change, self.docket.head.compartment, verbs, author, self.now)?;
        let (unit, directory) = (self.docket.head.unit, &self.docket.directory);
        truthful(change, unit, directory)?;
        prolonging(change, directory)?;
        if let Some(author) = author {
            welcome(change, (author, self.from_above), unit, directory, self.now)?;
            apart(change, view.state, author, directory, self.now)?;
            within_own_term(change, author, self.mandate, unit, directory, view.state)?;
        }
        Ok(need)
    }

    fn delegated(&self, change: &Change) -> Result<Delegated, Refusal> {
        by_delegation(change, self.docket.author.holder(), &self.docket, self.state(change.header.subject), self.now)
    }

    /// A held or late change that nobody has settled yet, and what it is about: repeated about another subject it would say
    /// something else.
    fn waiting(&self, id: ChangeId) -> Option<(SubjectId, Payload, Option<HolderId>)> {
        let decided = self.docket.decided.get(&id).filter(|decided| decided.stream == self.docket.head.stream)?;
        let open = matches!(decided.verdict, Verdict::Held(_) | Verdict::Quarantined)
            && !decided.settled
            && !self.settled.contains(&id);
        let payload = Payload::decode(decided.payload.as_deref()?).ok()?;
        open.then_some((decided.subject, payload, decided.holder))
    }

    /// Whether somebody else said the same before: then two stand behind it.
    fn answered(&self, payload: &Payload) -> bool {
        let quoted = payload.quotes.and_then(|id| self.waiting(id));
        quoted.is_some_and(|(_, _, first)| first != self.docket.author.holder())
    }

    fn is_held(&self, id: ChangeId) -> bool {
        self.docket.decided.get(&id).is_some_and(|decided| matches!(decided.verdict, Verdict::Held(_)))
    }

    fn was_refused(&self, id: ChangeId) -> bool {
        let before = self.docket.decided.get(&id).map(|decided| &decided.verdict);
        self.refused.contains(&id) || matches!(before, Some(Verdict::Refused(_)))
    }

    fn state(&self, subject: SubjectId) -> Option<&State> {
        match self.docket.subjects.get(&subject) {
            Some(Known::Living { state, .. }) if !state.cells.is_empty() => Some(state),
            _ => None,
        }
    }

    fn record(&mut self, position: usize, sent: &Sent, payload: Option<Payload>, verdict: Verdict) {
        let Sent { header, payload: bytes, .. } = sent;
        let entry = Entry {
            seq: self.docket.head.frontier.size() + 1,
            push: self.push,
            position: u16::try_from(position).expect("a push holds at most 500 changes"),
            recorded_at: self.now,
            effective_at: header.made_at.effective(self.now),
            verdict,
            authority: self.standing.facts(),
            header: header.clone(),
        };
        self.docket.head.frontier.push(entry.leaf());
        self.docket.head.recorded_at = self.now;
        let kept = !matches!(entry.verdict, Verdict::Refused(_));
        let key = key_of(self.docket.subjects.get(&header.subject), sent).cloned();
        if matches!(entry.verdict, Verdict::Held(_) | Verdict::Quarantined) {
            let decided = Decided {
                stream: header.stream,
                subject: header.subject,
                seq: entry.seq,
                verdict: entry.verdict.clone(),
                holder: self.docket.author.holder(),
                payload: bytes.clone(),
                settled: false,
            };
            // Its author may withdraw it in the same push.
            self.docket.decided.insert(header.id, decided);
        }
        if let (true, Some(payload), Some(key)) = (kept, payload, key.clone()) {
            self.fold(&entry, &payload, key);
        }
        let (payload, key) = if kept { (bytes.clone(), key) } else { (None, None) };
        self.entries.push(Recorded { entry, payload, key });
    }

    fn fold(&mut self, entry: &Entry, payload: &Payload, key: SubjectKey) {
        let subject = entry.header.subject;
        let sort = find(&payload.kind, payload.version).expect("`ready` looked it up").sort.name;
        let known =
            self.docket.subjects.remove(&subject).unwrap_or_else(|| Known::Living { state: State::new(sort), key });
        let Known::Living { mut state, key } = known else { unreachable!("what was erased is refused as gone") };
        if entry.verdict == Verdict::Accepted {
            for look in looked_up_by(&state) {
                self.docket.looks.remove(&look);
            }
            let by = self.docket.author.device();
            let stamp = Stamp { effective_at: entry.effective_at, seq: entry.seq, by };
            state = state.apply(payload, entry.header.base, stamp);
            self.docket.looks.extend(looked_up_by(&state).into_iter().map(|look| (look, subject)));
            self.settled.extend(payload.quotes);
        }
        self.touched.insert(subject);
        self.docket.subjects.insert(subject, Known::Living { state, key });
    }

    fn ruling(mut self, signed: SignedPush) -> Ruling {
        let touched = std::mem::take(&mut self.touched);
        let mut subjects = std::mem::take(&mut self.docket.subjects);
        subjects.retain(|subject, _| touched.contains(subject));
        Ruling {
            head: self.docket.head,
            signed,
            push: self.push,
            entries: self.entries,
            subjects,
            settled: self.settled,
            touched: self.bulk.map(Bulk::noted).unwrap_or_default(),
        }
    }
}

/// The key that a subject's commitments stand under: the one that is known, else the one that came along.
fn key_of<'a>(known: Option<&'a Known>, sent: &'a Sent) -> Option<&'a SubjectKey> {
    match known {
        Some(Known::Living { key, .. }) => Some(key),
        Some(Known::Erased) => None,
        None => sent.key.as_ref(),
    }
}
