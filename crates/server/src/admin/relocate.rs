//! `admin move`: the whole server into another database.

use std::io::{self, Write};

use clap::Args;
use serde_json::{Value as Json, json};

use super::Failed;
use super::answer::Answer;
use super::key::{COPY, address};
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
    /// Moves it, or goes on with a move that was interrupted; how far it is goes to `progress`.
    pub(super) async fn run(self, settings: &Settings, progress: &mut (dyn Write + Send)) -> Result<Answer, Failed> {
        let Self { from, to, address, dry_run } = self;
        let wanted = Move { from: from.clone(), to: to.clone(), address };
        if dry_run {
            let (whole, mut rows) = wanted.rehearse(settings).await?;
            rows.retain(|(_, rows)| *rows > 0);
            let mut lines: Vec<String> = rows.iter().map(|(table, rows)| format!("{rows:>12}  {table}")).collect();
            lines.push(verify::sentences(&whole));
            lines.push(format!("this server can move from {from} to {to}; nothing was written"));
            let rows: Vec<Json> =
                rows.into_iter().map(|(table, rows)| json!({ "table": table, "rows": rows })).collect();
            let whole = verify::document(&whole);
            let document = json!({ "database": to.to_string(), "dryRun": true, "rows": rows, "whole": whole });
            return Ok(Answer::new(document, lines.join("\n")));
        }
        let Moved { streams, key } = wanted.run(settings, &mut Telling(progress)).await?;
        let old = if from == Place::Folder { DATABASE.to_owned() } else { from.to_string() };
        let lines = [
            format!("{streams} streams go on in {to} under the key {key}"),
            format!(
                "Set `database = \"{to}\"` (or --database, or COOPOL_DATABASE), check it with --check-config, and serve."
            ),
            COPY.to_owned(),
            format!("Then delete {old}: it keeps what will be erased from now on."),
        ];
        let document = json!({
            "database": to.to_string(), "dryRun": false, "streams": streams, "key": key.to_string(), "toDelete": old,
        });
        Ok(Answer::new(document, lines.join("\n")))
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
