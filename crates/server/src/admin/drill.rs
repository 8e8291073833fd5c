//! `admin drill`: whether the last backup would serve, found out before it has to. It is put back aside, with copies of the keys
//! and the ledger, checked from the first entry on, and compared with what is served now.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use coopol_domain::id::StreamId;
use serde_json::json;

use super::answer::Answer;
use super::office::Desk;
use super::restore::Restore;
use super::seal::SealWith;
use super::{Failed, verify};
use crate::audit::Whole;
use crate::keys::{AUTHORITY, MASTER};
use crate::settings::{Files, Place, Settings};
use crate::{data, keys};

/// Which backup, and where to put it back.
#[derive(Debug, Clone, Args)]
pub struct Drill {
    /// The backup.
    pub file: PathBuf,
    /// How it was sealed.
    #[command(flatten)]
    pub seal: SealWith,
    /// An empty database to put it back into, where the server's is in PostgreSQL. It is left filled: drop it afterwards.
    #[arg(long, value_name = "URL")]
    pub into: Option<Place>,
}

impl Drill {
    /// Puts it back aside, checks it, and takes it away again.
    ///
    /// # Errors
    /// [`Failed`]: the backup wouldn't serve, or it isn't of what is served now.
    pub(super) async fn run(self, settings: &Settings) -> Result<Answer, Failed> {
        let aside = self.aside(settings)?;
        let done = self.put_back(settings, &aside).await;
        let taken_away = fs::remove_dir_all(&aside.data);
        let whole = done?;
        taken_away.map_err(|source| Failed::Io { path: aside.data, source })?;
        let lost = since(&whole, settings).await?;
        let lines = [
            format!("{} was put back aside", self.file.display()),
            verify::sentences(&whole),
            format!("{lost} entries came since: laptops that sent them hold them still"),
            "this backup would serve".to_owned(),
        ];
        let document = json!({ "file": self.file, "whole": verify::document(&whole), "entriesSince": lost });
        Ok(Answer::new(document, lines.join("\n")))
    }

    /// Settings that name a folder and a database of their own.
    fn aside(&self, settings: &Settings) -> Result<Settings, Failed> {
        let database = match (&settings.database, &self.into) {
            (Place::Folder, None) => Place::Folder,
            (Place::Postgres(_), Some(into @ Place::Postgres(_))) if *into != settings.database => into.clone(),
            _ => return Err(Failed::NowhereAside),
        };
        let data = settings.data.join("drill");
        Ok(Settings { data, database, files: Files::Folder, ledger: None, ..settings.clone() })
    }

    async fn put_back(&self, settings: &Settings, aside: &Settings) -> Result<Whole, Failed> {
        if aside.data.exists() {
            // Left by a drill that was interrupted.
            fs::remove_dir_all(&aside.data).map_err(|source| Failed::Io { path: aside.data.clone(), source })?;
        }
        data::make_without_keys(aside).map_err(Failed::from)?;
        for name in [MASTER, AUTHORITY] {
            let from = settings.data.join(name);
            let bytes = fs::read(&from).map_err(|source| Failed::Io { path: from, source })?;
            keys::write(&aside.data.join(name), &bytes)?;
        }
        let ledger = settings.ledger();
        if ledger.exists() {
            fs::copy(&ledger, aside.ledger()).map_err(|source| Failed::Io { path: ledger, source })?;
        }
        let restore = Restore { file: self.file.clone(), seal: self.seal.clone(), wait: 0 };
        restore.run(aside).await?;
        let desk = Desk::open(aside).await?;
        desk.during(async |desk| Ok(desk.app.check_all().await?)).await
    }
}

/// How many entries were taken since. What is served now must go on where the backup ends.
async fn since(whole: &Whole, settings: &Settings) -> Result<u64, Failed> {
    let desk = Desk::open(settings).await?;
    desk.during(async |desk| {
        let store = &desk.app.store;
        let streams: Vec<StreamId> = whole.streams.keys().copied().collect();
        let heads = store.heads(&streams).await.map_err(data::NotOpened::from)?;
        let mut lost = 0;
        for (&stream, &(size, root)) in &whole.streams {
            let now = heads.get(&stream).map_or(0, |of| of.head.frontier.size());
            let then = store.root_at(stream, size).await.map_err(data::NotOpened::from)?;
            if then != Some(root) {
                return Err(Failed::OtherHistory { stream });
            }
            lost += now - size;
        }
        Ok(lost)
    })
    .await
}
