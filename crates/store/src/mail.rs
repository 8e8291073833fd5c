//! Mails of mailings that have begun: whom they go to, and what came of each. No address is kept.

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::time::Instant;

use crate::{Backend, Read, Store, StoreError, Write, Writes};

/// What became of a mailing for one of those whom it goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailStanding {
    /// It is to be sent.
    Waits,
    /// Somebody hands it over.
    UnderWay,
    /// It was taken.
    Sent,
    /// It was refused, for good.
    Refused,
    /// Whoever handed it over was cut off: it may have been taken, and isn't sent again.
    Unknown,
    /// There was nobody to write to any more.
    Gone,
}

impl MailStanding {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Waits, Self::UnderWay, Self::Sent, Self::Refused, Self::Unknown, Self::Gone];

    /// As a database has it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waits => "waits",
            Self::UnderWay => "under_way",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
            Self::Gone => "gone",
        }
    }

    /// The one of this word.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], for what nobody writes there.
    pub fn read(word: &str) -> Result<Self, StoreError> {
        let known = Self::ALL.into_iter().find(|standing| standing.word() == word);
        known.ok_or(StoreError::Corrupt { what: "what became of a mail" })
    }
}

/// A mail of a mailing, to somebody: not their address, which is read when it is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailRow {
    /// The desk on which the mailing lies.
    pub stream: StreamId,
    /// Which mailing.
    pub mailing: SubjectId,
    /// To whom, in the roster of the unit.
    pub person: SubjectId,
    /// What became of it.
    pub standing: MailStanding,
    /// How often it was tried.
    pub tries: u64,
    /// When it is to be tried next; of one that is under way, when whoever took it must have ended.
    pub at: Instant,
}

impl<B: Backend> Store<B> {
    /// Puts down whom a mailing goes to, in the place of whoever was put down before.
    pub async fn queue_mail(
        &self,
        (stream, mailing): (StreamId, SubjectId),
        people: &[SubjectId],
        at: Instant,
    ) -> Result<(), StoreError> {
        let row = |&person| MailRow { stream, mailing, person, standing: MailStanding::Waits, tries: 0, at };
        let writes =
            Writes { mailed: vec![(stream, mailing)], mail: people.iter().map(row).collect(), ..Writes::default() };
        self.backend.write().await?.commit(writes).await
    }

    /// The mailings of which mails are kept: by the desk on which they lie, and their ids.
    pub async fn mailings(&self) -> Result<Vec<(StreamId, SubjectId)>, StoreError> {
        self.backend.glance().await?.mailings().await
    }

    /// The mails of a mailing.
    pub async fn mail_of(&self, (stream, mailing): (StreamId, SubjectId)) -> Result<Vec<MailRow>, StoreError> {
        self.backend.glance().await?.mail_of(stream, mailing).await
    }

    /// Takes a mail that waits, to hand it over before `until`; `None` when it isn't to be sent now, or somebody else took it. Of any number who
    /// ask at once, in whichever process, one has it.
    pub async fn take_mail(&self, mail: &MailRow, now: Instant, until: Instant) -> Result<Option<MailRow>, StoreError> {
        let mut tx = self.backend.write().await?;
        let known = tx.rows().mail_to(mail.stream, mail.mailing, mail.person).await?;
        let Some(known) = known.filter(|known| known.standing == MailStanding::Waits && known.at <= now) else {
            return Ok(None);
        };
        let taken = MailRow { standing: MailStanding::UnderWay, tries: known.tries + 1, at: until, ..known };
        tx.commit(Writes { mail: vec![taken], ..Writes::default() }).await?;
        Ok(Some(taken))
    }

    /// Notes what became of a mail.
    pub async fn note_mail(&self, mail: MailRow) -> Result<(), StoreError> {
        self.backend.write().await?.commit(Writes { mail: vec![mail], ..Writes::default() }).await
    }

    /// Gives up what was taken and not ended in time: whoever took it was cut off, before or after it was handed over.
    pub async fn give_up_mail(&self, mailing: (StreamId, SubjectId), now: Instant) -> Result<(), StoreError> {
        let mut tx = self.backend.write().await?;
        let known = tx.rows().mail_of(mailing.0, mailing.1).await?;
        let left = known.into_iter().filter(|row| row.standing == MailStanding::UnderWay && row.at <= now);
        let mail: Vec<MailRow> = left.map(|row| MailRow { standing: MailStanding::Unknown, ..row }).collect();
        if mail.is_empty() { Ok(()) } else { tx.commit(Writes { mail, ..Writes::default() }).await }
    }

    /// Forgets all mails of a mailing.
    pub async fn forget_mail(&self, mailing: (StreamId, SubjectId)) -> Result<(), StoreError> {
        self.backend.write().await?.commit(Writes { mailed: vec![mailing], ..Writes::default() }).await
    }
}
