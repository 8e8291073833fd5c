//! `admin custodian` (J5.4): three keys on paper, named while the server has its own; when that is lost, two of them sign
//! that the records go on under another.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use coopol_domain::authority::{Head, origin};
use coopol_domain::enrolment::{BadCode, Custodian};
use coopol_domain::id::{StreamId, UnitId};
use coopol_domain::journal::Field;
use coopol_domain::kinds::CUSTODIANS;
use coopol_domain::seal::key::{BadKey, Verifier};
use coopol_domain::seal::moved::{Moved, NotMoved};
use coopol_store::{Chance as _, SystemChance};
use serde_json::{Value as Json, json};
use zeroize::Zeroizing;

use super::answer::Answer;
use super::key::{COPY, address};
use super::lost::Lost;
use super::office::Desk;
use super::{Failed, statements};
use crate::authority::Named;
use crate::durable;
use crate::keys;
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

pub async fn run(command: Command, settings: &Settings) -> Result<Answer, Failed> {
    match command {
        Command::New { file } => new(&file),
        Command::Name { custodians } => name(custodians, settings).await,
        Command::List => list(settings).await,
        Command::Prepare { file, by, address } => prepare(settings, &file, &by, address.as_deref()).await,
        Command::Sign { file, key } => sign(&file, &key),
        Command::Move { file } => go(settings, &file).await,
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

fn new(file: &Path) -> Result<Answer, Failed> {
    let mut secret = Zeroizing::new([0; 32]);
    SystemChance.fill(secret.as_mut_slice());
    let custodian = Custodian::new(*secret);
    let paper = Zeroizing::new(format!("{custodian}\n"));
    keys::write(file, paper.as_bytes())?;
    let key = custodian.signer().verifier().to_string();
    Ok(Answer::new(json!({ "file": file, "key": key }), key))
}

async fn name(custodians: Vec<(String, Verifier)>, settings: &Settings) -> Result<Answer, Failed> {
    let named: Named = custodians.into_iter().map(|(name, key)| (name, *key.public_key())).collect();
    let distinct: BTreeSet<_> = named.values().map(ed25519_dalek::VerifyingKey::to_bytes).collect();
    if (named.len(), distinct.len()) != (CUSTODIANS, CUSTODIANS) {
        return Err(NotMovable::Statement(NotMoved::SameCustodian).into());
    }
    let desk = Desk::open(settings).await?;
    let told = desk.during(async |desk| Ok(desk.app.name_custodians(&named).await?)).await?;
    Ok(Answer::new(json!({ "units": told }), format!("named in {told} units")))
}

/// Three custodians by name, with what `new` told of each.
type Three = BTreeMap<String, String>;

async fn list(settings: &Settings) -> Result<Answer, Failed> {
    let desk = Desk::open(settings).await?;
    let units = desk
        .during(async |desk| {
            let mut units: BTreeMap<Three, usize> = BTreeMap::new();
            for unit in desk.app.store.units().await? {
                let named = desk.app.custodians_of(&unit).await?.into_iter();
                let named = named.map(|(name, key)| Ok((name, Custodian::verifier(key)?.to_string())));
                *units.entry(named.collect::<Result<_, BadKey>>().map_err(NotMovable::from)?).or_default() += 1;
            }
            Ok(Vec::from_iter(units))
        })
        .await?;
    Ok(Answer::list(&units, row, lines))
}

fn row((named, count): &(Three, usize)) -> Json {
    let named: Vec<Json> = named.iter().map(|(name, key)| json!({ "name": name, "key": key })).collect();
    json!({ "units": count, "custodians": named })
}

fn lines((named, count): &(Three, usize)) -> String {
    let whom = if named.is_empty() { "nobody" } else { "these:" };
    let named = named.iter().map(|(name, key)| format!("\n  {name}  {key}"));
    format!("{count} units name {whom}{}", named.collect::<String>())
}

async fn prepare(settings: &Settings, file: &Path, by: &[String], at: Option<&str>) -> Result<Answer, Failed> {
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
        let (count, from, to) = (notes.len(), lost.from.to_string(), lost.next.pinned().to_string());
        let told = format!("{count} statements, from {from} to {to}");
        Ok(Answer::new(json!({ "file": file, "statements": count, "from": from, "to": to }), told))
    })
    .await
}

fn sign(file: &Path, key: &Path) -> Result<Answer, Failed> {
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
    let (count, said) = (notes.len(), statements::said(&notes));
    let lines: Vec<&str> = said.iter().copied().collect();
    let told = format!("{count} statements signed:\n  {}", lines.join("\n  "));
    Ok(Answer::new(json!({ "file": file, "statements": count, "said": said }), told))
}

async fn go(settings: &Settings, file: &Path) -> Result<Answer, Failed> {
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
        let key = lost.next.pinned().to_string();
        let told = format!("{streams} streams go on under {key}\n{COPY}");
        Ok(Answer::new(json!({ "streams": streams, "key": key }), told))
    })
    .await
}
