//! What is done from the command line, by whoever runs the server: one file per command.

mod adopt;
mod answer;
mod backup;
mod custodian;
mod device;
mod doctor;
mod drill;
mod failed;
mod init;
mod invitation;
mod key;
mod lost;
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
pub use failed::{Failed, UNAVAILABLE};
pub use key::Command as KeyCommand;
pub use relocate::Relocate;
pub use restore::Restore;
pub use restored::Restored;
pub use seal::{BadSeal, SealWith};

use std::io::{self, Write};

use clap::{Args, Subcommand};

use self::answer::Answer;
use crate::settings::Settings;

/// What `coopol-server admin` takes.
#[derive(Debug, Args)]
pub struct Admin {
    /// Answers in one JSON document on the standard output; what went wrong is one, too, on the standard error.
    #[arg(long, global = true)]
    pub json: bool,
    /// What is to be done.
    #[command(subcommand)]
    pub command: Command,
}

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

impl Admin {
    /// Carries it out; what it answers goes to `out`.
    ///
    /// # Errors
    /// [`Failed`].
    pub async fn run(self, settings: &Settings, out: &mut (impl Write + Send)) -> Result<(), Failed> {
        let Self { json, command } = self;
        // Lines of how far it is would stand in the way of the one document that says what went wrong.
        let (mut told, mut silent) = (io::stderr(), io::sink());
        let progress: &mut (dyn Write + Send) = if json { &mut silent } else { &mut told };
        Box::pin(command.answered(settings, progress)).await?.tell(json, out)
    }
}

impl Command {
    async fn answered(self, settings: &Settings, progress: &mut (dyn Write + Send)) -> Result<Answer, Failed> {
        let copies = matches!(self, Self::Backup(_) | Self::Restore(_) | Self::Drill(_) | Self::Move(_));
        if copies && !settings.database_parts.is_empty() {
            return Err(Failed::Spread);
        }
        match self {
            Self::Init => init::run(settings).await,
            Self::Unit(command) => unit::run(command, settings).await,
            Self::Mandate(command) => mandate::run(command, settings).await,
            Self::Invitation(command) => invitation::run(command, settings).await,
            Self::Key(command) => key::run(command, settings).await,
            Self::Mail(command) => mail::run(command, settings).await,
            Self::RotateKey => rotate::run(settings, progress).await,
            Self::Custodian(command) => custodian::run(command, settings).await,
            Self::Adopt(adopt) => adopt.run(settings).await,
            Self::Device(command) => device::run(command, settings).await,
            Self::Backup(backup) => backup.run(settings).await,
            Self::Restore(restore) => restore.run(settings).await,
            Self::Restored(restored) => restored.run(settings).await,
            Self::Drill(drill) => drill.run(settings).await,
            Self::Move(relocate) => relocate.run(settings, progress).await,
            Self::Verify => verify::run(settings).await,
            Self::Doctor => doctor::run(settings).await,
        }
    }
}

/// Carries out a command; what it answers goes to `out` in sentences.
///
/// # Errors
/// [`Failed`].
pub async fn run(command: Command, settings: &Settings, out: &mut (impl Write + Send)) -> Result<(), Failed> {
    Admin { json: false, command }.run(settings, out).await
}
