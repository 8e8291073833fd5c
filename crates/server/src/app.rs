//! What every request works with.

use std::collections::BTreeSet;
use std::sync::Arc;

use coopol_domain::authority::{Known, Needs};
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::seal::Hash;
use coopol_store::company::{Errand, Turn};
use coopol_store::{Backend, Chance, Store, StoreError};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use tokio::sync::{Mutex, MutexGuard, mpsc};
use tokio_util::sync::CancellationToken;
use zeroize::Zeroizing;

use crate::authority::Authority;
use crate::blobs::Blobs;
use crate::clock::SharedClock;
use crate::feeds::Calendars;
use crate::hints::Hints;
use crate::http::rates::Rates;
use crate::ledger::Ledger;
use crate::mail::Post;
use crate::mailings::Scheduled;
use crate::rights::Rights;
use crate::settings::Limits;
use crate::writer::{Desk, Inbox, Writer};

/// The server, between the routes and the store. It keeps nothing of its own but what it can read again.
pub struct App<B: Backend> {
    /// What is kept.
    pub store: Store<B>,
    /// What signs.
    pub authority: Authority,
    /// What time it is.
    pub clock: SharedClock,
    /// Where randomness comes from.
    pub chance: Arc<dyn Chance>,
    /// Who may do what.
    pub rights: Arc<Rights>,
    /// The way to the writer.
    pub writer: Writer,
    /// What is told to live connections.
    pub hints: Arc<Hints>,
    /// The bytes of files.
    pub blobs: Blobs,
    /// What a restore replays.
    pub ledger: Arc<Ledger>,
    /// The way to the mail server; without it no mailing is sent.
    pub post: Option<Post>,
    /// What lies scheduled on all desks. Whoever sends mailings keeps it.
    pub(crate) scheduled: Mutex<Scheduled>,
    /// The calendars that were told last.
    pub(crate) calendars: Calendars,
    /// How often whom.
    pub rates: Rates,
    /// How much of what.
    pub limits: Limits,
    /// See [`App::own_turn`].
    own: Mutex<()>,
    /// Held by whoever carries out a handover: each claim is decided once. Of several replicas, one does (`timers`).
    pub handovers: Mutex<()>,
    /// How far the sources of each slice, and the slice, were when they were last compared.
    pub slices: Mutex<std::collections::HashMap<StreamId, [(u64, u64); 3]>>,
    /// Ends live connections when the server stops.
    pub stopping: CancellationToken,
    secret: Zeroizing<[u8; 32]>,
}

/// What an [`App`] is made of.
pub struct Parts<B: Backend> {
    /// See [`App`].
    pub store: Store<B>,
    /// See [`App`].
    pub authority: Authority,
    /// See [`App`].
    pub clock: SharedClock,
    /// See [`App`].
    pub chance: Arc<dyn Chance>,
    /// See [`App`].
    pub blobs: Blobs,
    /// See [`App`].
    pub ledger: Arc<Ledger>,
    /// See [`App`].
    pub post: Option<Post>,
    /// See [`App`].
    pub limits: Limits,
}

/// What runs beside the requests.
pub struct Engine<B: Backend> {
    /// Pushes that wait to be written.
    pub inbox: Inbox,
    /// What the writer works with.
    pub desk: Desk<B>,
    /// Streams that are due for a snapshot.
    pub snapshots: mpsc::Receiver<StreamId>,
}

/// How many snapshots may be due at once.
const SNAPSHOTS: usize = 256;
const SECRET: &str = "server secret";

impl<B: Backend> App<B> {
    /// Puts the parts together; the engine is to be run beside it.
    ///
    /// # Errors
    /// [`StoreError`], also when the store belongs to another authority.
    pub async fn assemble(parts: Parts<B>) -> Result<(Arc<Self>, Engine<B>), StoreError> {
        let Parts { store, authority, clock, chance, blobs, ledger, post, limits } = parts;
        store.set_authority(authority.id(), authority.public_key()).await?;
        let secret = secret(&store, chance.as_ref()).await?;
        let rights = Arc::new(Rights::new(ledger.clone()));
        let hints = Arc::new(Hints::new());
        let (writer, inbox) = Writer::new();
        let (due, snapshots) = mpsc::channel(SNAPSHOTS);
        let desk = Desk {
            store: store.clone(),
            rights: rights.clone(),
            hints: hints.clone(),
            clock: clock.clone(),
            snapshots: due,
        };
        let app = Self {
            post,
            scheduled: Mutex::default(),
            calendars: Calendars::default(),
            rates: Rates::new(&limits),
            own: Mutex::new(()),
            handovers: Mutex::new(()),
            slices: Mutex::default(),
            stopping: CancellationToken::new(),
            store,
            authority,
            clock,
            chance,
            rights,
            writer,
            hints,
            blobs,
            ledger,
            limits,
            secret,
        };
        Ok((Arc::new(app), Engine { inbox, desk, snapshots }))
    }

    /// Kept by whoever authors in the authority's name, here or in another replica: its pushes to a stream come one after the
    /// other, and what it looked at before holds.
    ///
    /// # Errors
    /// [`StoreError`], also when others took too long.
    pub(crate) async fn own_turn(&self) -> Result<(MutexGuard<'_, ()>, Turn), StoreError> {
        let here = self.own.lock().await;
        Ok((here, self.store.turn(Errand::Own).await?))
    }

    /// Kept while a part of a file is written, here or in another replica: two uploads of one file at once would overwrite each
    /// other's parts.
    ///
    /// # Errors
    /// [`StoreError`], also when others took too long.
    pub(crate) async fn upload(&self, stream: StreamId, name: Hash) -> Result<(MutexGuard<'_, ()>, Turn), StoreError> {
        let (here, number) = self.blobs.upload(stream, name).await;
        Ok((here, self.store.turn(Errand::File(number)).await?))
    }

    /// Random bytes.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.chance.fill(&mut bytes);
        bytes
    }

    /// A key that only this server can make again, for one purpose and one thing.
    pub fn derive(&self, purpose: &str, of: &[u8]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.as_slice()).expect("HMAC takes a key of any length");
        mac.update(purpose.as_bytes());
        mac.update(b"\n");
        mac.update(of);
        mac.finalize().into_bytes().into()
    }

    /// What is known of a subject.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn known(&self, stream: StreamId, subject: SubjectId) -> Result<Option<Known>, StoreError> {
        let needs = Needs {
            stream,
            device: self.authority.id(),
            number: 0,
            seen: 0,
            subjects: [subject].into(),
            looks: BTreeSet::new(),
            brought_back: BTreeSet::new(),
            changes: BTreeSet::new(),
        };
        let docket = self.store.begin().await?.docket(&needs).await?;
        Ok(docket.and_then(|mut docket| docket.subjects.remove(&subject)))
    }
}

async fn secret<B: Backend>(store: &Store<B>, chance: &dyn Chance) -> Result<Zeroizing<[u8; 32]>, StoreError> {
    let mut new = Zeroizing::new([0; 32]);
    chance.fill(new.as_mut_slice());
    let kept = store.setting_or(SECRET, new.as_slice()).await.map(Zeroizing::new)?;
    let kept = kept.as_slice().try_into().map(Zeroizing::new);
    kept.map_err(|_| StoreError::Corrupt { what: "the server's secret" })
}
