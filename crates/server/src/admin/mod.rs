//! What is done from the command line, by whoever runs the server: one file per command.

mod adopt;
mod backup;
mod custodian;
mod device;
mod doctor;
mod drill;
mod init;
mod invitation;
mod key;
mod mail;
mod mandate;
mod office;
mod relocate;
mod restore;
mod restored;
mod rotate;
mod seal;
mod statements;
mod unit;
mod verify;

pub use adopt::Adopt;
pub use backup::Backup;
pub use custodian::NotMovable;
pub use drill::Drill;
pub use key::Command as KeyCommand;
pub use relocate::Relocate;
pub use restore::Restore;
pub use restored::Restored;
pub use seal::{BadSeal, SealWith};

use std::io::Write;
use std::path::PathBuf;

use clap::Subcommand;
use coopol_domain::id::{DeviceId, StreamId, UnitId};

use crate::audit::NotWhole;
use crate::authority::{NotAdopted, NotMergeable, NotTaken};
use crate::data::NotOpened;
use crate::database::NotCopied;
use crate::keys::KeyError;
use crate::mail::{NoPost, NotReached};
use crate::relocation::NotMoved;
use crate::settings::{Files, Settings};

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Makes the data folder and the server's keys.
    Init,
    /// Units.
    #[command(subcommand)]
    Unit(unit::Command),
    /// Mandates.
    #[command(subcommand)]
    Mandate(mandate::Command),
    /// Invitations.
    #[command(subcommand)]
    Invitation(invitation::Command),
    /// The key that the server signs with.
    #[command(subcommand)]
    Key(key::Command),
    /// The mail server that mailings go through.
    #[command(subcommand)]
    Mail(mail::Command),
    /// Goes over to a new master key, which opens what is stored, and deletes the old one. Stop the server first, and all that serve
    /// the same database; killed or failed, the same again goes on.
    ///
    /// Until it is finished nobody serves. Payloads, states and files stay as they are: their keys are wrapped anew. A backup from before
    /// opens with the old key alone: keep your copy of it for as long as such a backup.
    RotateKey,
    /// Those who can move the records when the server's key is lost.
    #[command(subcommand)]
    Custodian(custodian::Command),
    /// Takes in a section that began without a server; lists those that didn't come yet, or takes a code back.
    ///
    /// Prints the code to hand to the section's officer. It is kept nowhere, serves once, and for 14 days. What the section
    /// hands over is kept aside, sealed, until it is taken in; what never comes to that, the server deletes once the code is
    /// over, or --forget does before.
    Adopt(Adopt),
    /// Devices.
    #[command(subcommand)]
    Device(device::Command),
    /// Writes an encrypted backup of the database and the files. The keys aren't in it: keep them elsewhere.
    Backup(Backup),
    /// Puts a backup back into a data folder that holds the keys and the ledger, and an empty database.
    Restore(Restore),
    /// Tells what laptops gave back since a restore, and until when only that is taken; or ends it.
    Restored(Restored),
    /// Puts a backup back aside, and checks that it would serve: every entry, every state, every file, and that what is served now
    /// goes on where it ends.
    Drill(Drill),
    /// Moves the whole server into another database, from SQLite to PostgreSQL or back. Stop it first; killed or failed, the same
    /// again goes on.
    ///
    /// Everything is copied, compared and checked before the old database is marked as left: until then it serves as before, and
    /// afterwards no more. The server goes on under a new key, which the old one leads to in every stream, so laptops follow by
    /// themselves. Keys, files and the ledger stay in the data folder.
    Move(Relocate),
    /// Checks all that is kept, from the first entry on: signatures, trees, states and files. The server may go on meanwhile.
    Verify,
    /// Checks what can go wrong before it does.
    Doctor,
}

/// A command that couldn't be carried out.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The data folder can't be opened.
    #[error(transparent)]
    Data(#[from] NotOpened),
    /// Files can't be read from a bucket or a folder, or written there.
    #[error("the files: {0}")]
    Files(#[from] object_store::Error),
    /// There is something in the bucket already.
    #[error("there is something in {files} already: a backup is put back into an empty place; name another prefix")]
    FilesThere {
        /// Which.
        files: Files,
    },
    /// The key that is to follow can't be made or put in its place.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Custodians can't move the records so.
    #[error(transparent)]
    NotMovable(#[from] NotMovable),
    /// No mail server is named.
    #[error("no mail server is set: name one under `[mail]` in the configuration")]
    NoMail,
    /// Mail can't be handed over.
    #[error(transparent)]
    Post(#[from] NoPost),
    /// The mail server takes nothing.
    #[error(transparent)]
    NotReached(#[from] NotReached),
    /// The mail server didn't take this one.
    #[error("the mail server didn't take it: {why}")]
    MailRefused {
        /// What it said.
        why: String,
    },
    /// The journal didn't take it.
    #[error(transparent)]
    NotTaken(#[from] NotTaken),
    /// No unit of this id.
    #[error("there is no unit {unit}")]
    NoUnit {
        /// What was given.
        unit: UnitId,
    },
    /// A unit that can't become a part of another.
    #[error("{unit} can't become a part of {into}: {why}")]
    NotMerged {
        /// Which.
        unit: UnitId,
        /// Of what.
        into: UnitId,
        /// Why not.
        why: NotMergeable,
    },
    /// A unit that became a part of another: nobody takes office there any more.
    #[error("{unit} is a part of another unit; nobody takes office there any more")]
    UnitClosed {
        /// Which.
        unit: UnitId,
    },
    /// No such holder in the unit.
    #[error("nobody called \"{name}\" holds the office of {office} there")]
    NoHolder {
        /// Who was looked for.
        name: String,
        /// As what.
        office: String,
    },
    /// Somebody who holds the office, and is suspended: an invitation would serve nobody.
    #[error("\"{name}\" is suspended there: an invitation serves once that is lifted")]
    HolderSuspended {
        /// Who was looked for.
        name: String,
    },
    /// A day that doesn't end in the unit's time zone, or a zone that nobody knows.
    #[error("{day} has no end in the zone {zone}")]
    NoSuchDay {
        /// Which.
        day: jiff::civil::Date,
        /// Where.
        zone: String,
    },
    /// No device of this id in the unit.
    #[error("there is no device {device} in that unit")]
    NoDevice {
        /// What was given.
        device: DeviceId,
    },
    /// No code of this id that a section could still use.
    #[error("there is no adoption {id} that waits for a section")]
    NoAdoption {
        /// What was given.
        id: StreamId,
    },
    /// What was handed over can't be read or deleted.
    #[error(transparent)]
    Adoption(NotAdopted),
    /// A file can't be read or written.
    #[error("{}: {source}", .path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The backup can't be sealed or opened.
    #[error(transparent)]
    Seal(#[from] BadSeal),
    /// The database can't be copied or put back.
    #[error(transparent)]
    NotCopied(#[from] NotCopied),
    /// There is no copy of such a database in the backup.
    #[error("the backup holds no {name}: it is of a server with another sort of database")]
    OtherSort {
        /// What was looked for.
        name: &'static str,
    },
    /// What is kept isn't whole.
    #[error(transparent)]
    NotWhole(#[from] NotWhole),
    /// Where to put a backup back aside: beside the data folder's own file, or in another database than the server's.
    #[error(
        "a drill wants --into, an empty database, where the server's is in PostgreSQL, and nothing where it is a file"
    )]
    NowhereAside,
    /// What copies one database, where there are several.
    #[error(
        "the server is spread over several databases: it can't be copied, put back or moved yet, as nothing copies all of them at one moment"
    )]
    Spread,
    /// The server can't move.
    #[error(transparent)]
    NotMoved(#[from] NotMoved),
    /// The backup isn't of what is served now, or that was rewritten.
    #[error("{stream}: what is served now doesn't go on where the backup ends")]
    OtherHistory {
        /// In which stream.
        stream: StreamId,
    },
    /// The doctor found something.
    #[error("{faults} of the checks failed")]
    Unwell {
        /// How many.
        faults: usize,
    },
    /// Nobody reads what is told.
    #[error("the output can't be written: {0}")]
    Output(#[from] std::io::Error),
}

/// Carries out a command; what it tells goes to `out`.
///
/// # Errors
/// [`Failed`].
pub async fn run(command: Command, settings: &Settings, out: &mut (impl Write + Send)) -> Result<(), Failed> {
    let copies = matches!(command, Command::Backup(_) | Command::Restore(_) | Command::Drill(_) | Command::Move(_));
    if copies && !settings.database_parts.is_empty() {
        return Err(Failed::Spread);
    }
    match command {
        Command::Init => init::run(settings, out).await,
        Command::Unit(command) => unit::run(command, settings, out).await,
        Command::Mandate(command) => mandate::run(command, settings, out).await,
        Command::Invitation(command) => invitation::run(command, settings, out).await,
        Command::Key(command) => key::run(command, settings, out).await,
        Command::Mail(command) => mail::run(command, settings, out).await,
        Command::RotateKey => rotate::run(settings, out).await,
        Command::Custodian(command) => custodian::run(command, settings, out).await,
        Command::Adopt(adopt) => adopt.run(settings, out).await,
        Command::Device(command) => device::run(command, settings, out).await,
        Command::Backup(backup) => backup.run(settings, out).await,
        Command::Restore(restore) => restore.run(settings, out).await,
        Command::Restored(restored) => restored.run(settings, out).await,
        Command::Drill(drill) => drill.run(settings, out).await,
        Command::Move(relocate) => relocate.run(settings, out).await,
        Command::Verify => verify::run(settings, out).await,
        Command::Doctor => doctor::run(settings, out).await,
    }
}
