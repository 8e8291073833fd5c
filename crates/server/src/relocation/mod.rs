//! A whole server goes over from one database to another (J5.4, docs/decisions/0037): everything is copied and compared, the copy is
//! checked as a laptop would, the old database is marked as left, and only then does the key that follows sign in the new one.
//!
//! Whoever is killed at any instant begins again with the same words, and comes to the same end. What each instant leaves:
//!
//! | Until | The old database | The new one |
//! |---|---|---|
//! | [`Step::Began`] | serves | as it was |
//! | [`Step::Left`] | serves | says that it isn't whole, and serves nothing |
//! | [`Step::Arrived`] | says where its server went, and serves nothing | the same |
//! | afterwards | the same | serves |

mod carry;
mod fit;
mod not_moved;

pub use not_moved::NotMoved;

use std::sync::Arc;

use coopol_domain::seal::Hash;
use coopol_store::tables::Relocation;
use coopol_store::{Store, SystemChance};
use ed25519_dalek::SigningKey;
use fit::{known, settled};

use crate::app::App;
use crate::audit::Whole;
use crate::authority::Authority;
use crate::clock::SystemClock;
use crate::data::{Company, Database, NotOpened, assemble, replayed};
use crate::database::NotCopied;
use crate::durable;
use crate::keys::{self, KeyError, Keys, NEXT};
use crate::ledger::{Ledger, Record};
use crate::settings::{Place, Settings};

/// What was done by then, for whoever waits for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nobody else works with either database.
    Alone,
    /// The new one says that it isn't whole.
    Began,
    /// So many rows of a table are there.
    Copied {
        /// Which table.
        table: &'static str,
        /// How many rows of it.
        rows: u64,
    },
    /// All that was there by then wasn't what the old one holds by now, and was deleted: it begins again.
    Emptied,
    /// Every row of every table is there.
    AllCopied,
    /// A table was read on both sides, and is the same.
    Compared {
        /// Which table.
        table: &'static str,
    },
    /// The copy is whole, from the first entry of each stream on.
    Checked,
    /// The key that follows is on the disk.
    Keyed,
    /// The old one says where its server went.
    Left,
    /// Every stream says that the key follows.
    Stated,
    /// The key is in the place of the one before.
    Followed,
    /// The new one serves.
    Arrived,
}

/// Hears of every step, before the next is begun; what it fails with ends the move, as a process does that is killed there.
pub trait Watch: Send {
    /// That was done.
    ///
    /// # Errors
    /// What is to end the move.
    fn done(&mut self, step: Step) -> std::io::Result<()>;
}

/// A move that is asked for.
#[derive(Clone, Debug)]
pub struct Move {
    /// From where,
    pub from: Place,
    /// to where.
    pub to: Place,
    /// Where laptops reach the server from then on, if that changes too.
    pub address: Option<String>,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// How many streams go on there.
    pub streams: usize,
    /// A hash of the public key that signs there.
    pub key: Hash,
}

impl Move {
    /// Makes the move, or goes on with it.
    ///
    /// # Errors
    /// [`NotMoved`].
    pub async fn run(&self, settings: &Settings, watch: &mut impl Watch) -> Result<Moved, NotMoved> {
        let [from, to] = self.sides(settings)?;
        let _held = Company::Nobody.hold(&settings.data)?;
        self.there_is_one(&from).await?;
        let source = Company::Nobody.claimed(&from).await?;
        let target = match Company::Nobody.claimed(&to).await {
            Ok(target) => target,
            Err(failed) => {
                source.close().await;
                return Err(failed.into());
            }
        };
        let between = Between { wanted: self, settings: &to, source: &source, target: &target };
        let done = Box::pin(async {
            known(&self.from, &source)?;
            known(&self.to, &target)?;
            between.move_over(watch).await
        });
        let done = done.await;
        source.close().await;
        target.close().await;
        done
    }

    /// Checks all that a move would need, and that what is kept is whole; nothing is written. How many rows each table has.
    ///
    /// # Errors
    /// [`NotMoved`], as the move itself would.
    pub async fn rehearse(&self, settings: &Settings) -> Result<(Whole, Vec<(&'static str, u64)>), NotMoved> {
        let [from, to] = self.sides(settings)?;
        self.there_is_one(&from).await?;
        match Database::relocation_at(&to).await? {
            Some(Relocation::Coming { from }) if from == self.from.to_string() => {}
            Some(Relocation::Gone { .. }) => return Err(NotMoved::NotEmpty { place: self.to.clone() }),
            Some(known) => return Err(NotOpened::between(&self.to, known).into()),
            None => {
                Database::is_missing(&to).await.map_err(|error| match error {
                    NotCopied::Store(error) => error.into(),
                    _ => NotMoved::NotEmpty { place: self.to.clone() },
                })?;
            }
        }
        let keys = Keys::read(&settings.data)?;
        let _held = Company::Nobody.hold(&settings.data)?;
        let source = Company::Nobody.open(&from).await?;
        let checked = async {
            known(&self.from, &source)?;
            let (ledger, records) = Ledger::open(&from.ledger()).map_err(NotOpened::from)?;
            let store = replayed(&source, &keys.master, records).await?;
            settled(&store).await?;
            let (app, _) = assemble(&from, store, keys.authority, Arc::new(SystemClock), ledger).await?;
            Ok::<_, NotMoved>((app.check_all().await?, carry::counted(&source).await?))
        };
        let checked = checked.await;
        source.close().await;
        checked
    }

    /// The settings by which each side is opened.
    fn sides(&self, settings: &Settings) -> Result<[Settings; 2], NotMoved> {
        if self.from == self.to {
            return Err(NotMoved::SamePlace { place: self.from.clone() });
        }
        Ok([&self.from, &self.to].map(|place| Settings { database: place.clone(), ..settings.clone() }))
    }

    /// Opening would begin one.
    async fn there_is_one(&self, from: &Settings) -> Result<(), NotMoved> {
        match Database::is_missing(from).await {
            Ok(()) => Err(NotMoved::Nothing { place: self.from.clone() }),
            Err(NotCopied::Store(error)) => Err(error.into()),
            // It isn't empty.
            Err(_) => Ok(()),
        }
    }
}

/// Both sides, with nobody beside.
struct Between<'a> {
    wanted: &'a Move,
    /// Those of the new one.
    settings: &'a Settings,
    source: &'a Database,
    target: &'a Database,
}

impl Between<'_> {
    async fn move_over(&self, watch: &mut impl Watch) -> Result<Moved, NotMoved> {
        watch.done(Step::Alone)?;
        let to = self.wanted.to.to_string();
        let left = match self.source.relocation().await? {
            None => None,
            Some(Relocation::Gone { to: there, key }) if there == to => Some(key),
            Some(other) => return Err(NotOpened::between(&self.wanted.from, other).into()),
        };
        let key = match left {
            // All is said there.
            Some(key) if self.signs_with(key).await? => key,
            Some(key) => {
                self.carry(watch).await?;
                self.check(watch).await?;
                key
            }
            None => {
                self.prepare().await?;
                self.carry(watch).await?;
                self.check(watch).await?;
                let next = keys::next(&self.settings.data, &SystemChance)?.verifying_key().to_bytes();
                let folder = &self.settings.data;
                durable::sync(folder).map_err(|source| KeyError::Io { path: folder.clone(), source })?;
                watch.done(Step::Keyed)?;
                self.source.set_relocation(Some(&Relocation::Gone { to, key: next })).await?;
                watch.done(Step::Left)?;
                next
            }
        };
        self.arrive(key, watch).await
    }

    /// Whether the new database is that of this key.
    async fn signs_with(&self, key: [u8; 32]) -> Result<bool, NotMoved> {
        // A store that is opened where there is none begins one.
        if !carry::is_begun(self.target).await? {
            return Ok(false);
        }
        let store = self.store(self.target).await?;
        Ok(store.authority().is_some_and(|(_, known)| known.to_bytes() == key))
    }

    async fn store(&self, over: &Database) -> Result<Store<Database>, NotMoved> {
        let master = keys::master(&self.settings.data)?;
        Ok(Store::open(over.clone(), &master, SystemChance).await?)
    }

    fn ledger(&self) -> Result<(Ledger, Vec<Record>), NotMoved> {
        Ok(Ledger::open(&self.settings.ledger()).map_err(NotOpened::from)?)
    }

    /// The old one as it is to be left: without what the ledger says was erased, and with a snapshot of every stream where it stands,
    /// so that nobody ever comes by one from before the move.
    async fn prepare(&self) -> Result<(), NotMoved> {
        let (_, records) = self.ledger()?;
        let master = keys::master(&self.settings.data)?;
        let store = replayed(self.source, &master, records).await?;
        settled(&store).await?;
        let known = store.authority().map(|(_, key)| key);
        keys::follow(&self.settings.data, known)?;
        // Nobody else's database is moved by these keys.
        let own = Authority::new(Keys::read(&self.settings.data)?.authority);
        store.set_authority(own.id(), own.public_key()).await?;
        for stream in store.every_stream().await? {
            let Some(of) = store.heads(&[stream]).await?.remove(&stream) else { continue };
            if of.snapshot.is_none_or(|kept| kept.seq != of.head.frontier.size()) {
                store.make_snapshot(stream).await?;
            }
        }
        Ok(())
    }

    /// Copies every table, or what isn't there yet of an earlier attempt.
    async fn carry(&self, watch: &mut impl Watch) -> Result<(), NotMoved> {
        let from = self.wanted.from.to_string();
        let coming = match self.target.relocation().await? {
            None => false,
            Some(Relocation::Coming { from: known }) if known == from => true,
            Some(Relocation::Gone { .. }) => return Err(NotMoved::NotEmpty { place: self.wanted.to.clone() }),
            Some(other) => return Err(NotOpened::between(&self.wanted.to, other).into()),
        };
        if !coming {
            if carry::counted(self.target).await?.iter().any(|(_, rows)| *rows > 0) {
                return Err(NotMoved::NotEmpty { place: self.wanted.to.clone() });
            }
            self.target.set_relocation(Some(&Relocation::Coming { from })).await?;
        }
        watch.done(Step::Began)?;
        if !carry::copy(self.source, self.target, watch).await? {
            // The old one went on serving since.
            self.target.empty().await?;
            watch.done(Step::Emptied)?;
            if !carry::copy(self.source, self.target, watch).await? {
                return Err(NotMoved::Differs { table: "streams" });
            }
        }
        Ok(watch.done(Step::AllCopied)?)
    }

    /// Reads all of it again on both sides, and checks the copy as a laptop would.
    async fn check(&self, watch: &mut impl Watch) -> Result<(), NotMoved> {
        carry::compare(self.source, self.target, watch).await?;
        let whole = self.app().await?.check_all().await?;
        let store = self.store(self.source).await?;
        let there = store.every_stream().await?;
        let heads = store.heads(&there).await?;
        for (stream, of) in &heads {
            let ends = (of.head.frontier.size(), of.head.frontier.root());
            if whole.streams.get(stream) != Some(&ends) {
                return Err(NotMoved::OtherStream { stream: *stream });
            }
        }
        Ok(watch.done(Step::Checked)?)
    }

    /// What the copy would be served by, under the key of before.
    async fn app(&self) -> Result<Arc<App<Database>>, NotMoved> {
        let (ledger, _) = self.ledger()?;
        let (store, authority) = (self.store(self.target).await?, Keys::read(&self.settings.data)?.authority);
        let (app, _) = assemble(self.settings, store, authority, Arc::new(SystemClock), ledger).await?;
        Ok(app)
    }

    /// The old one serves nothing any more: the key before says in every stream that this one follows, and goes.
    async fn arrive(&self, key: [u8; 32], watch: &mut impl Watch) -> Result<Moved, NotMoved> {
        let folder = &self.settings.data;
        let store = self.store(self.target).await?;
        let own = Authority::new(Keys::read(folder)?.authority);
        if own.public_key().to_bytes() != key {
            let next = self.next(key)?;
            let to = (next.id(), next.public_key());
            if store.authority() != Some(to) {
                let at = self.wanted.address.as_deref();
                store.move_authority(to, |head| own.moved(head, &next, at)).await?;
            }
            watch.done(Step::Stated)?;
            keys::follow(folder, Some(next.public_key()))?;
        }
        watch.done(Step::Followed)?;
        self.target.set_relocation(None).await?;
        watch.done(Step::Arrived)?;
        Ok(Moved { streams: store.every_stream().await?.len(), key: Hash::of(&key) })
    }

    /// The key that follows, if it is the one that the old database was left for.
    fn next(&self, key: [u8; 32]) -> Result<Authority, NotMoved> {
        if !self.settings.data.join(NEXT).exists() {
            return Err(NotMoved::KeyLost);
        }
        let next: SigningKey = keys::next(&self.settings.data, &SystemChance)?;
        if next.verifying_key().to_bytes() == key { Ok(Authority::new(next)) } else { Err(NotMoved::KeyLost) }
    }
}
