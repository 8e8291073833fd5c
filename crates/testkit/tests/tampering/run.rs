//! One run: everything as it was, an alteration, and what three laptops then say or show.

use std::path::PathBuf;

use coopol_core::roster::{self, Field};
use coopol_server::data::DATABASE;
use tempfile::TempDir;

use crate::observer::{Laptop, Picture, Said};
use crate::scene::{ROOMS, Scene, copy, plan};
use crate::served::Served;

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// The server doesn't open it: why.
    NotServed(String),
    /// What each laptop shows, or what is said on it.
    Seen(Vec<(&'static str, Result<Picture, Said>)>),
}

impl Ending {
    /// Everything that is said, on whichever laptop.
    pub fn said(&self) -> Vec<(&'static str, Said)> {
        match self {
            Self::NotServed(_) => Vec::new(),
            Self::Seen(seen) => seen.iter().filter_map(|(name, shown)| Some((*name, shown.clone().err()?))).collect(),
        }
    }

    /// Whether the laptop called `name` raised this alarm.
    pub fn alarmed(&self, name: &str, code: &str) -> bool {
        self.said().iter().any(|(who, said)| *who == name && matches!(said, Said::Alarm(alarm) if *alarm == code))
    }
}

/// Which snapshots are served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Snapshots {
    /// Those that are there.
    AsTheyAre,
    /// The server makes them anew, of what was forged.
    MadeAnew,
}

/// A copy of the scene, to be altered and served.
pub struct Run<'a> {
    scene: &'a Scene,
    folder: TempDir,
    snapshots: Snapshots,
    goes_on: bool,
}

impl<'a> Run<'a> {
    pub fn new(scene: &'a Scene) -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&scene.server(), &folder.path().join("server"));
        copy(&scene.profiles(), &folder.path().join("laptops"));
        Self { scene, folder, snapshots: Snapshots::AsTheyAre, goes_on: false }
    }

    pub fn with(self, snapshots: Snapshots) -> Self {
        Self { snapshots, ..self }
    }

    /// The laptop that is behind writes first, and more than the one that has everything ever saw.
    pub fn where_the_one_behind_goes_on(self) -> Self {
        Self { goes_on: true, ..self }
    }

    /// The server's data folder.
    pub fn server(&self) -> PathBuf {
        self.folder.path().join("server")
    }

    /// The server's database.
    pub fn database(&self) -> PathBuf {
        self.server().join(DATABASE)
    }

    /// Serves it: the laptop that has everything writes something, then all of them synchronise, twice.
    pub async fn end(self) -> Ending {
        // Laptops wrote before the server records it.
        let (written, recorded) = (self.scene.time.later(1_000), self.scene.time.later(60_000));
        let served = match Served::open(&self.server(), &recorded, 1_000).await {
            Ok(served) => served,
            Err(error) => return Ending::NotServed(error.to_string()),
        };
        if self.snapshots == Snapshots::MadeAnew {
            for room in ROOMS {
                assert!(served.app.store.make_snapshot(self.scene.stream(room)).await.unwrap());
            }
        }
        let (profiles, mut laptops) = (self.folder.path().join("laptops"), Vec::new());
        for observer in &self.scene.observers {
            laptops.push(observer.open(&profiles, &served.url(), &written).await);
        }
        self.write(&laptops).await;
        let seen = self.visits(&laptops).await;
        for laptop in laptops {
            laptop.close().await;
        }
        served.stop().await;
        Ending::Seen(seen)
    }

    async fn write(&self, laptops: &[Laptop]) {
        if self.goes_on {
            for day in 10..25 {
                plan(&laptops[1].session, &format!("2031-07-{day}T20:00")).await;
            }
            laptops[1].sync().await.unwrap();
        }
        roster::set(&laptops[0].session, self.scene.person, Field::Note, "a payé").await.unwrap();
        plan(&laptops[0].session, "2031-06-05T20:00").await;
    }

    async fn visits(&self, laptops: &[Laptop]) -> Vec<(&'static str, Result<Picture, Said>)> {
        let mut said: Vec<Option<Said>> = vec![None; laptops.len()];
        for last in [false, true] {
            for (laptop, said) in laptops.iter().zip(&mut said).filter(|(_, said)| said.is_none()) {
                *said = self.visit(laptop, last).await.err();
            }
        }
        let mut seen = Vec::with_capacity(laptops.len());
        for (laptop, said) in laptops.iter().zip(said) {
            let shown = match said {
                Some(said) => Err(said),
                None => laptop.picture().await,
            };
            seen.push((laptop.name, shown));
        }
        seen
    }

    async fn visit(&self, laptop: &Laptop, last: bool) -> Result<(), Said> {
        laptop.sync().await?;
        if last { laptop.fetch(self.scene.document).await } else { Ok(()) }
    }
}

/// What an honest server gives.
pub async fn honest(scene: &Scene) -> Ending {
    let ending = Run::new(scene).end().await;
    assert_eq!(ending.said(), [], "nothing is wrong with an honest server");
    ending
}
