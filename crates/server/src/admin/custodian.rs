//! `admin custodian` (J5.4): three keys on paper, named while the server has its own; when that is lost, two of them sign
//! that the records go on under another.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use coopol_domain::authority::{Head, origin};
use coopol_domain::enrolment::{BadCode, Custodian};
use coopol_domain::id::{StreamId, UnitId};
use coopol_domain::journal::{Compartment, Field};
use coopol_domain::kinds::{CUSTODIANS, Unit};
use coopol_domain::seal::key::{BadKey, Verifier};
use coopol_domain::seal::moved::{Moved, NotMoved};
use coopol_store::{Chance as _, Store, StoreError, SystemChance};
use zeroize::Zeroizing;

use super::key::address;
use super::office::Desk;
use super::{Failed, statements};
use crate::authority::{Authority, Named, named_in, subjects_of};
use crate::data::{Database, Keyless, NotOpened, open_keyless};
use crate::durable;
use crate::keys::{self, AUTHORITY};
use crate::settings::Settings;

/// What can be done with custodians.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Makes a custodian's key, in a file to be printed or kept on a stick, and tells its public half. It takes no data folder:
    /// best done by the custodian.
    New {
        /// The file to write; it must not exist yet.
        file: PathBuf,
    },
    /// Names the three custodians in every unit, in the place of those before.
    Name {
        /// `"Ada Traoré=custodian/…"`, three times: what `new` told of each.
        #[arg(required = true, num_args = 3, value_name = "NAME=KEY", value_parser = named)]
        custodians: Vec<(String, Verifier)>,
    },
    /// Lists whom the units name.
    List,
    /// The server's key is lost: makes a new one, and a file of statements for two custodians to sign.
    Prepare {
        /// The file to write; it must not exist yet.
        file: PathBuf,
        /// The two who will sign, by name.
        #[arg(long, required = true, num_args = 2, value_name = "NAME")]
        by: Vec<String>,
        /// Where laptops reach the server from now on, when it moves too.
        #[arg(long, value_name = "ADDRESS", value_parser = address)]
        address: Option<String>,
    },
    /// Signs a file of statements, as one of its custodians. It takes no data folder.
    Sign {
        /// The file of statements.
        file: PathBuf,
        /// The file with the custodian's key.
        #[arg(long)]
        key: PathBuf,
    },
    /// Goes over to the new key, once both have signed.
    Move {
        /// The file of statements.
        file: PathBuf,
    },
}

/// Why custodians can't move the records so.
#[derive(Debug, thiserror::Error)]
pub enum NotMovable {
    /// A custodian's key that can't be read.
    #[error("{}: {why}", .path.display())]
    Key {
        /// In which file.
        path: PathBuf,
        /// Why.
        why: BadCode,
    },
    /// The server's own key is there.
    #[error("{}: the server's key is there; `coopol-server admin key change` needs no custodian", .path.display())]
    NotLost {
        /// Where.
        path: PathBuf,
    },
    /// The database was never a server's.
    #[error("the database doesn't say whose it is")]
    Nobodys,
    /// A name that a unit doesn't know.
    #[error("{unit} names no custodian called \"{name}\"")]
    NoCustodian {
        /// Which unit.
        unit: UnitId,
        /// Who was looked for.
        name: String,
    },
    /// What isn't a file of statements.
    #[error("{}: no file of statements", .path.display())]
    Form {
        /// Which.
        path: PathBuf,
    },
    /// A statement that can't be made or signed.
    #[error(transparent)]
    Statement(#[from] NotMoved),
    /// A key that can't stand in a statement.
    #[error(transparent)]
    BadKey(#[from] BadKey),
    /// A stream without a statement that moves it to the key of this folder, from where it stands.
    #[error("{stream}: {why}")]
    Unmoved {
        /// Which.
        stream: StreamId,
        /// Why not.
        why: String,
    },
}

pub async fn run(command: Command, settings: &Settings, out: &mut impl Write) -> Result<(), Failed> {
    match command {
        Command::New { file } => new(&file, out),
        Command::Name { custodians } => name(custodians, settings, out).await,
        Command::List => list(settings, out).await,
        Command::Prepare { file, by, address } => prepare(settings, &file, &by, address.as_deref(), out).await,
        Command::Sign { file, key } => sign(&file, &key, out),
        Command::Move { file } => go(settings, &file, out).await,
    }
}

fn named(given: &str) -> Result<(String, Verifier), String> {
    let wanted = || "a name and a key are wanted: Ada Traoré=custodian/…".to_owned();
    let (name, key) = given.split_once('=').ok_or_else(wanted)?;
    Field::element("custodian", name).map_err(|_| wanted())?;
    let key: Verifier = key.parse().map_err(|error: BadKey| error.to_string())?;
    // A server's key, copied by mistake, is under another name.
    let own = Custodian::verifier(*key.public_key()).map_err(|error| error.to_string())?;
    if own == key { Ok((name.to_owned(), key)) } else { Err(wanted()) }
}

fn new(file: &Path, out: &mut impl Write) -> Result<(), Failed> {
    let mut secret = Zeroizing::new([0; 32]);
    SystemChance.fill(secret.as_mut_slice());
    let custodian = Custodian::new(*secret);
    let paper = Zeroizing::new(format!("{custodian}\n"));
    keys::write(file, paper.as_bytes())?;
    writeln!(out, "{}", custodian.signer().verifier())?;
    Ok(())
}

async fn name(custodians: Vec<(String, Verifier)>, settings: &Settings, out: &mut impl Write) -> Result<(), Failed> {
    let named: Named = custodians.into_iter().map(|(name, key)| (name, *key.public_key())).collect();
    let distinct: BTreeSet<_> = named.values().map(ed25519_dalek::VerifyingKey::to_bytes).collect();
    if (named.len(), distinct.len()) != (CUSTODIANS, CUSTODIANS) {
        return Err(NotMovable::Statement(NotMoved::SameCustodian).into());
    }
    let desk = Desk::open(settings).await?;
    let told = desk.during(async |desk| Ok(desk.app.name_custodians(&named).await?)).await?;
    writeln!(out, "named in {told} units")?;
    Ok(())
}

async fn list(settings: &Settings, out: &mut impl Write) -> Result<(), Failed> {
    let desk = Desk::open(settings).await?;
    let units = desk
        .during(async |desk| {
            let mut units: BTreeMap<Vec<String>, usize> = BTreeMap::new();
            for unit in desk.app.store.units().await? {
                let named = desk.app.custodians_of(&unit).await?;
                let lines = named.into_iter().map(|(name, key)| Ok(format!("{name}  {}", Custodian::verifier(key)?)));
                *units.entry(lines.collect::<Result<_, BadKey>>().map_err(NotMovable::from)?).or_default() += 1;
            }
            Ok(units)
        })
        .await?;
    for (named, count) in units {
        writeln!(out, "{count} units name {}", if named.is_empty() { "nobody" } else { "these:" })?;
        named.iter().try_for_each(|line| writeln!(out, "  {line}"))?;
    }
    Ok(())
}

/// A data folder whose key is lost, and what it is to become.
struct Lost {
    keyless: Keyless,
    from: Verifier,
    next: Authority,
}

/// What has to be said of a unit's streams, and by whom it can be.
struct Standing {
    unit: UnitId,
    named: Named,
    heads: Vec<Head>,
}

impl Lost {
    async fn open(settings: &Settings) -> Result<Self, Failed> {
        let path = settings.data.join(AUTHORITY);
        if path.exists() {
            return Err(NotMovable::NotLost { path }.into());
        }
        let keyless = open_keyless(settings).await?;
        match Self::followed(settings, &keyless.store) {
            Ok((from, next)) => Ok(Self { keyless, from, next }),
            Err(failed) => {
                keyless.close().await;
                Err(failed)
            }
        }
    }

    /// Whose key is lost, and which follows.
    fn followed(settings: &Settings, store: &Store<Database>) -> Result<(Verifier, Authority), Failed> {
        let (_, key) = store.authority().ok_or(NotMovable::Nobodys)?;
        let from = Authority::pinned_as(key).map_err(NotMovable::from)?;
        Ok((from, Authority::new(keys::next(&settings.data, &SystemChance)?)))
    }

    /// Does something with it, and closes the database, whatever came of it.
    async fn during<T>(self, work: impl AsyncFnOnce(&Self) -> Result<T, Failed>) -> Result<T, Failed> {
        let done = work(&self).await;
        self.keyless.close().await;
        done
    }

    async fn units(&self) -> Result<Vec<Standing>, Failed> {
        let mut units = Vec::new();
        for unit in self.keyless.store.units().await? {
            units.push(self.standing(&unit).await.map_err(NotOpened::from)?);
        }
        Ok(units)
    }

    async fn standing(&self, unit: &Unit) -> Result<Standing, StoreError> {
        let streams: Vec<StreamId> = unit.streams.values().copied().collect();
        // Nobody ever comes by a snapshot from before the move.
        for &stream in &streams {
            self.keyless.store.make_snapshot(stream).await?;
        }
        let office = unit.streams.get(&Compartment::Office).ok_or(StoreError::Corrupt { what: "a unit" })?;
        let named = named_in(&subjects_of(&self.keyless.store, *office).await?, unit)?;
        let heads = self.keyless.store.heads(&streams).await?.into_values().map(|at| at.head).collect();
        Ok(Standing { unit: unit.id, named, heads })
    }

    /// Whether a statement is about this very end, and signed by everybody who has to.
    fn checked(&self, head: &Head, named: &Named, note: &str) -> Result<(), NotMovable> {
        let moved = Moved::open_either(note, &origin(head.stream))?;
        let end = (moved.size(), moved.root()) == (head.frontier.size(), head.frontier.root());
        let known = |by: &[Verifier; 2]| by.iter().all(|one| named.values().any(|key| key == one.public_key()));
        let why = if !end {
            "the statement is about another end than the one that it has here"
        } else if (moved.from(), moved.to()) != (&self.from, self.next.pinned()) {
            "the statement is about other keys than those of this folder"
        } else if !moved.custodians().is_some_and(known) {
            "a custodian signed the statement whom its unit doesn't name"
        } else {
            return Ok(());
        };
        Err(NotMovable::Unmoved { stream: head.stream, why: why.to_owned() })
    }
}

impl Standing {
    fn custodian(&self, name: &str) -> Result<Verifier, NotMovable> {
        let missing = || NotMovable::NoCustodian { unit: self.unit, name: name.to_owned() };
        Ok(Custodian::verifier(*self.named.get(name).ok_or_else(missing)?)?)
    }
}

async fn prepare(
    settings: &Settings,
    file: &Path,
    by: &[String],
    at: Option<&str>,
    out: &mut impl Write,
) -> Result<(), Failed> {
    let lost = Lost::open(settings).await?;
    lost.during(async |lost| {
        let mut notes = BTreeMap::new();
        for standing in lost.units().await? {
            let by: Vec<Verifier> = by.iter().map(|name| standing.custodian(name)).collect::<Result<_, _>>()?;
            let [one, other] = by.as_slice() else { return Err(NotMovable::Statement(NotMoved::Form).into()) };
            for head in &standing.heads {
                let end = (&*origin(head.stream), head.frontier.size(), head.frontier.root());
                let note = Moved::entrust(end, &lost.from, lost.next.signer(), [one, other], at);
                notes.insert(head.stream.to_string(), note.map_err(NotMovable::from)?);
            }
        }
        let failed = |source| Failed::Io { path: file.to_owned(), source };
        let mut new = std::fs::File::options().write(true).create_new(true).open(file).map_err(failed)?;
        let written = new.write_all(&statements::written(&notes)).and_then(|()| new.sync_all());
        written.and_then(|()| durable::sync_name(file)).map_err(failed)?;
        writeln!(out, "{} statements, from {} to {}", notes.len(), lost.from, lost.next.pinned())?;
        Ok(())
    })
    .await
}

fn sign(file: &Path, key: &Path, out: &mut impl Write) -> Result<(), Failed> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| Failed::Io { path, source }
    };
    let paper = Zeroizing::new(std::fs::read_to_string(key).map_err(failed(key))?);
    let custodian: Custodian = paper.parse().map_err(|why| NotMovable::Key { path: key.to_owned(), why })?;
    let mut notes = statements::read(file)?;
    for note in notes.values_mut() {
        *note = Moved::countersign(note, &custodian.signer()).map_err(NotMovable::from)?;
    }
    // Its name last: a file that was cut short would be nobody's.
    let coming = file.with_extension("signing");
    let mut new = std::fs::File::create(&coming).map_err(failed(&coming))?;
    new.write_all(&statements::written(&notes)).and_then(|()| new.sync_all()).map_err(failed(&coming))?;
    std::fs::rename(&coming, file).and_then(|()| durable::sync_name(file)).map_err(failed(file))?;
    writeln!(out, "{} statements signed:", notes.len())?;
    statements::said(&notes).into_iter().try_for_each(|line| writeln!(out, "  {line}"))?;
    Ok(())
}

async fn go(settings: &Settings, file: &Path, out: &mut impl Write) -> Result<(), Failed> {
    let lost = Lost::open(settings).await?;
    lost.during(async |lost| {
        let mut notes = statements::read(file)?;
        let mut moves = BTreeMap::new();
        for standing in lost.units().await? {
            for head in &standing.heads {
                let missing =
                    || NotMovable::Unmoved { stream: head.stream, why: "there is no statement about it".to_owned() };
                let note = notes.remove(&head.stream.to_string()).ok_or_else(missing)?;
                lost.checked(head, &standing.named, &note)?;
                moves.insert(head.stream, note);
            }
        }
        let to = (lost.next.id(), lost.next.public_key());
        // With nobody beside, every stream is still where it was checked.
        let stated = |head: &Head| moves.get(&head.stream).cloned().expect("every stream of every unit was checked");
        let streams = lost.keyless.store.move_authority(to, stated).await?;
        keys::follow(&settings.data, Some(lost.next.public_key()))?;
        writeln!(out, "{streams} streams go on under {}", lost.next.pinned())?;
        writeln!(
            out,
            "Copy {AUTHORITY} to a safe place, and make a backup now: an older one is of no use with the new key."
        )?;
        Ok(())
    })
    .await
}
