//! `admin move`: the whole server into another database.

use std::io::{self, Write};

use clap::Args;

use super::Failed;
use super::key::address;
use super::verify;
use crate::database::DATABASE;
use crate::relocation::{Move, Moved, Step, Watch};
use crate::settings::{Place, Settings};

/// From where to where.
#[derive(Debug, Clone, Args)]
pub struct Relocate {
    /// Where the server's database is: `sqlite:`, or the URL of a PostgreSQL.
    #[arg(long, value_name = "URL")]
    pub from: Place,
    /// Where it is to be: an empty database.
    #[arg(long, value_name = "URL")]
    pub to: Place,
    /// Where laptops reach the server from now on, when that changes too. Keep the old address working until all have come.
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    pub address: Option<String>,
    /// Checks that the server can move, and that what it keeps is whole; tells what would be copied, and writes nothing.
    #[arg(long)]
    pub dry_run: bool,
}

impl Relocate {
    /// Moves it, or goes on with a move that was interrupted.
    ///
    /// # Errors
    /// [`Failed`].
    pub async fn run(self, settings: &Settings, out: &mut impl Write) -> Result<(), Failed> {
        let Self { from, to, address, dry_run } = self;
        let wanted = Move { from: from.clone(), to: to.clone(), address };
        if dry_run {
            let (whole, rows) = wanted.rehearse(settings).await?;
            for (table, rows) in rows.into_iter().filter(|(_, rows)| *rows > 0) {
                writeln!(out, "{rows:>12}  {table}")?;
            }
            verify::tell(&whole, out)?;
            writeln!(out, "this server can move from {from} to {to}; nothing was written")?;
            return Ok(());
        }
        let Moved { streams, key } = wanted.run(settings, &mut Telling(io::stderr())).await?;
        writeln!(out, "{streams} streams go on in {to} under the key {key}")?;
        writeln!(
            out,
            "Set `database = \"{to}\"` (or --database, or COOPOL_DATABASE), check it with --check-config, and serve."
        )?;
        writeln!(
            out,
            "Copy authority.key to a safe place, and make a backup now: an older one is of no use with the new key."
        )?;
        let old = if from == Place::Folder { DATABASE.to_owned() } else { from.to_string() };
        writeln!(out, "Then delete {old}: it keeps what will be erased from now on.")?;
        Ok(())
    }
}

/// Says how far it is.
struct Telling<W>(W);

impl<W: Write + Send> Watch for Telling<W> {
    fn done(&mut self, step: Step) -> io::Result<()> {
        let out = &mut self.0;
        match step {
            Step::Alone => writeln!(out, "nobody else works with either database"),
            Step::Began => writeln!(out, "copying"),
            Step::Copied { table, rows } => writeln!(out, "copied {rows:>12}  {table}"),
            Step::Emptied => writeln!(out, "the server went on since the last attempt: copying anew"),
            Step::AllCopied => writeln!(out, "all is copied"),
            Step::Compared { table } => writeln!(out, "the same on both sides  {table}"),
            Step::Checked => writeln!(out, "the copy is whole, from the first entry on"),
            Step::Keyed => writeln!(out, "the key that follows is made"),
            Step::Left => writeln!(out, "the old database is marked as left"),
            Step::Stated => writeln!(out, "every stream says which key follows"),
            Step::Followed => writeln!(out, "the key before is deleted"),
            Step::Arrived => writeln!(out, "moved"),
        }
    }
}
