//! Handing over the mails of a mailing that has begun, and saying what came of them.

use coopol_domain::authority::Known;
use coopol_domain::codec::Value;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Compartment, State, SubjectKey};
use coopol_domain::kinds::{Mailing, Outcome, Unit};
use coopol_domain::mailing::address;
use coopol_domain::time::{DAY, Instant};
use coopol_store::row::{MailRow, MailStanding};
use coopol_store::{Backend, StoreError};
use metrics::counter;

use super::roster;
use crate::app::App;
use crate::authority::{Fact, NotTaken};
use crate::mail::{HandedOver, Letter, Post};

/// How long after the first try a mail is tried again, in milliseconds; each time twice as long as the time before.
const AGAIN: u64 = 5 * 60_000;
/// For how long it is tried at all, from when the mailing began on.
const TRIED: u64 = DAY;

/// A mailing that has begun.
struct Begun {
    desk: StreamId,
    mailing: Mailing,
    key: SubjectKey,
    at: Instant,
    unit: Unit,
    roster: StreamId,
    reply_to: Option<String>,
}

impl<B: Backend> App<B> {
    /// Goes on with what was put down; how many mails still wait. What was put down and never begun, or is over, is forgotten.
    pub(super) async fn go_on(&self, post: &Post, id: (StreamId, SubjectId)) -> Result<usize, StoreError> {
        let Some(begun) = self.begun_or_forgotten(id).await? else { return Ok(0) };
        let now = self.clock.now();
        self.store.give_up_mail(id, now).await?;
        // What waited in a backup may have been sent in what was lost by the restore.
        let lost = self.store.restored().await?.is_some_and(|restored| begun.at <= restored.at);
        let over = if lost { Some(MailStanding::Unknown) } else { None };
        let over = over.or((now.since(begun.at) >= TRIED).then_some(MailStanding::Refused));
        let waiting = self.store.mail_of(id).await?.into_iter().filter(|row| row.standing == MailStanding::Waits);
        let waiting: Vec<MailRow> = waiting.collect();
        if let Some(standing) = over {
            for row in waiting {
                self.store.note_mail(MailRow { standing, ..row }).await?;
            }
        } else {
            self.hand_over(post, &begun, &waiting).await?;
        }
        self.end(&begun).await
    }

    /// What isn't said yet may be about to be: it is looked at again once nobody speaks in the authority's name.
    async fn begun_or_forgotten(&self, id: (StreamId, SubjectId)) -> Result<Option<Begun>, StoreError> {
        if let Some(begun) = self.begun(id).await? {
            return Ok(Some(begun));
        }
        let _alone = self.own_turn().await?;
        let begun = self.begun(id).await?;
        if begun.is_none() {
            self.store.forget_mail(id).await?;
        }
        Ok(begun)
    }

    async fn begun(&self, (desk, id): (StreamId, SubjectId)) -> Result<Option<Begun>, StoreError> {
        let Some(Known::Living { state, key }) = self.store.subject(desk, id).await? else { return Ok(None) };
        let mailing = Mailing::read(id, &state).filter(|it| it.begun.is_some() && it.sent.is_none());
        let at = state.cells.get("begun").map(|cell| cell.stamp.effective_at.instant());
        let (Some(mailing), Some(at)) = (mailing, at) else { return Ok(None) };
        let Some(place) = self.rights.place(&self.store, desk).await? else { return Ok(None) };
        let Some(unit) = self.store.unit(place.unit).await? else { return Ok(None) };
        let Some(roster) = roster(&unit) else { return Ok(None) };
        let reply_to = self.answers(&unit, place.compartment, &mailing).await?;
        Ok(Some(Begun { desk, mailing, key, at, unit, roster, reply_to }))
    }

    /// Where the office is written to: the card of whoever answers for it.
    async fn answers(&self, unit: &Unit, desk: Compartment, mailing: &Mailing) -> Result<Option<String>, StoreError> {
        let (Compartment::Desk(office), Some(&own)) = (desk, unit.streams.get(&Compartment::Office)) else {
            return Ok(None);
        };
        let now = self.clock.now();
        let mandates = self.store.claims_in(own).await?.mandates;
        let who = mailing.answered_by;
        let held = mandates.values().filter(|it| it.office == office && it.holder == who && it.holds(now));
        let held: Vec<SubjectId> = held.map(|mandate| mandate.id.into()).collect();
        for mandate in held {
            if let Some(Known::Living { state, .. }) = self.store.subject(own, mandate).await?
                && let Value::Text(email) = state.get("card_email")
            {
                return Ok(Some(email.clone()));
            }
        }
        Ok(None)
    }

    /// Hands over what may be tried now, until the mail server can't be reached or the server stops.
    async fn hand_over(&self, post: &Post, begun: &Begun, waiting: &[MailRow]) -> Result<(), StoreError> {
        let now = self.clock.now();
        let due: Vec<&MailRow> = waiting.iter().filter(|row| row.at <= now).collect();
        if due.is_empty() {
            return Ok(());
        }
        if let Err(error) = post.reached().await {
            tracing::warn!(%error, "mail waits; it will be tried again");
            return Ok(());
        }
        for row in due {
            if self.stopping.is_cancelled() {
                return Ok(());
            }
            let Some(to) = self.written_to(begun, row.person).await? else {
                self.store.note_mail(MailRow { standing: MailStanding::Gone, ..*row }).await?;
                continue;
            };
            let now = self.clock.now();
            let Some(taken) = self.store.take_mail(row, now, now.plus(Post::LEASE)).await? else { continue };
            let id = self.message_id(begun.mailing.id, row.person);
            let letter = Letter {
                to: &to,
                from: &begun.unit.name,
                reply_to: begun.reply_to.as_deref(),
                subject: &begun.mailing.subject,
                body: &begun.mailing.body,
                id: &id,
                at: now,
            };
            let came = post.hand_over(&letter).await;
            let cut_off = matches!(came, HandedOver::Unknown { .. });
            self.store.note_mail(after(taken, &came, begun.at, self.clock.now())).await?;
            if cut_off {
                return Ok(());
            }
        }
        Ok(())
    }

    /// The same for the same mail, however often it is tried, and of use to nobody who guesses ids.
    fn message_id(&self, mailing: SubjectId, person: SubjectId) -> String {
        let derived = self.derive("mail", &[mailing.as_bytes().as_slice(), person.as_bytes()].concat());
        let mut first = [0; 16];
        first.copy_from_slice(&derived[..16]);
        format!("{:032x}", u128::from_be_bytes(first))
    }

    /// Their address today. Whoever left, or was erased, has none.
    async fn written_to(&self, begun: &Begun, person: SubjectId) -> Result<Option<String>, StoreError> {
        let Some(Known::Living { state, .. }) = self.store.subject(begun.roster, person).await? else {
            return Ok(None);
        };
        let there = |state: &State| state.sort == "person" && !state.is_removed();
        Ok(Some(state).filter(there).and_then(|state| address(&state).map(str::to_owned)))
    }

    /// Once nothing waits any more, says what came of it, and forgets whom it went to; how many still wait.
    async fn end(&self, begun: &Begun) -> Result<usize, StoreError> {
        let id = (begun.desk, begun.mailing.id);
        let rows = self.store.mail_of(id).await?;
        let open = |row: &&MailRow| matches!(row.standing, MailStanding::Waits | MailStanding::UnderWay);
        let waiting = rows.iter().filter(open).count();
        if waiting > 0 {
            return Ok(waiting);
        }
        let of = |standing| rows.iter().filter(|row| row.standing == standing).count() as u64;
        let outcome = Outcome {
            sent: of(MailStanding::Sent),
            refused: of(MailStanding::Refused),
            unknown: of(MailStanding::Unknown),
            gone: of(MailStanding::Gone),
        };
        let fact = Fact {
            subject: begun.mailing.id,
            key: Some(begun.key.clone()),
            payload: Mailing::ends(outcome),
            depends_on: Vec::new(),
        };
        match self.state(begun.desk, vec![fact]).await {
            Ok(()) => {
                let Outcome { sent, refused, unknown, gone } = outcome;
                tracing::info!(desk = %begun.desk, sent, refused, unknown, gone, "a mailing was sent");
                self.store.forget_mail(id).await?;
                Ok(0)
            }
            Err(NotTaken::Store(error)) => Err(error),
            Err(error) => {
                tracing::warn!(%error, desk = %begun.desk, "what came of a mailing couldn't be said; it will be tried again");
                Ok(0)
            }
        }
    }
}

/// What a mail that was taken becomes. Nothing of it is told but codes and sorts: what a mail server says of an address may name it.
fn after(taken: MailRow, came: &HandedOver, begun: Instant, now: Instant) -> MailRow {
    let (standing, at) = match came {
        HandedOver::Taken => (MailStanding::Sent, now),
        HandedOver::Refused(code) => {
            let code = code.map(|code| code.to_string()).unwrap_or_default();
            tracing::warn!(code, "a mail was refused");
            (MailStanding::Refused, now)
        }
        HandedOver::Later(code) => {
            tracing::warn!(%code, "a mail wasn't taken yet");
            let next = now.plus(AGAIN << taken.tries.saturating_sub(1).min(10));
            let in_time = next.since(begun) < TRIED;
            if in_time { (MailStanding::Waits, next) } else { (MailStanding::Refused, now) }
        }
        HandedOver::Unknown { sort, .. } => {
            tracing::error!(why = sort, "a mail was cut off; it counts as unknown");
            (MailStanding::Unknown, now)
        }
    };
    counter!("coopol_mails", "standing" => standing.word()).increment(1);
    MailRow { standing, at, ..taken }
}
