//! A section that stands alone with the laptops of its officers, and a server that may take it in.

use std::sync::Arc;

use coopol_alone::{Alone, Beginning, Begun, begin};
use coopol_core::ambient::System;
use coopol_core::cache::Enrolled;
use coopol_core::device::Session;
use coopol_core::enrolment;
use coopol_core::profile::{Profile, Profiles, Protection};
use coopol_core::vault::CacheKey;
use coopol_domain::access::Office;
use coopol_domain::enrolment::Adoption;
use coopol_domain::id::{StreamId, UnitId};
use coopol_domain::kinds::UnitKind;
use coopol_domain::wire::Page;
use coopol_server::app::App;
use coopol_server::authority::{Founding, Installed, NotAdopted, Offer, Offered};
use coopol_server::data::{self, Database, Opened};
use coopol_server::settings::Settings;
use coopol_server::timers;
use coopol_store::Limit;
use tempfile::TempDir;

const KEY: [u8; 32] = [7; 32];

/// A section alone: its authority, and the profile of who began it.
pub struct Section {
    pub alone: Arc<Alone>,
    pub begun: Begun,
    folder: TempDir,
    profile: Option<Profile>,
}

impl Section {
    pub async fn begin() -> Self {
        drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
        let folder = tempfile::tempdir().unwrap();
        let profile = Profiles::at(folder.path()).begin("poissy", Protection::KeyFile, &System).unwrap();
        let alone = Alone::of(profile.folder(), &CacheKey::from_bytes(KEY));
        let beginning = Beginning {
            unit: "Section de Poissy",
            zone: "Europe/Paris",
            name: "Zoé Lefèvre",
            office: Office::Secretary,
            device_name: "Portable de Zoé",
        };
        let begun = begin(&alone, beginning, &System).await.unwrap();
        Self { alone, begun, folder, profile: Some(profile) }
    }

    /// The laptop on which it began.
    pub async fn zoe(&mut self) -> Session {
        let profile = self.profile.take().unwrap();
        let key = CacheKey::from_bytes(KEY);
        let session = Session::found(profile, &key, &self.begun.enrolled, Arc::new(System)).await.unwrap();
        session.beside(self.alone.clone())
    }

    /// One more officer, with a laptop that asks the same authority.
    pub async fn officer(&self, name: &str, office: Office) -> Session {
        let app = self.alone.app().await.unwrap();
        let installed = Installed { holder: None, holder_name: name.to_owned(), office, since: None, until: None };
        let (_, holder) = app.install(&self.begun.unit, installed).await.unwrap();
        let invitation = app.invite(&self.begun.unit, holder, name.to_owned()).await.unwrap();
        let enrolled = enrolment::enrol_within(self.alone.clone(), &invitation, name, &System).await.unwrap();
        self.laptop(name, &enrolled).await.beside(self.alone.clone())
    }

    pub async fn laptop(&self, name: &str, enrolled: &Enrolled) -> Session {
        let profile = Profiles::at(self.folder.path()).begin(name, Protection::KeyFile, &System).unwrap();
        Session::found(profile, &CacheKey::from_bytes(KEY), enrolled, Arc::new(System)).await.unwrap()
    }
}

/// A section alone, and a server with a federation.
pub struct Scene {
    pub section: Section,
    pub server: Arc<App<Database>>,
    pub federation: UnitId,
    database: Database,
    _folder: TempDir,
}

pub type Pages = Vec<(StreamId, Page)>;

impl Scene {
    pub async fn new() -> Self {
        let (section, folder) = (Section::begin().await, tempfile::tempdir().unwrap());
        let settings = Settings { data: folder.path().join("data"), blob_mib: 1, ..Settings::default() };
        data::make(&settings).unwrap();
        let Opened { app: server, engine, database, .. } = data::open(&settings).await.unwrap();
        timers::run(&server, engine, &server.stopping).detach_all();
        let founding = Founding {
            kind: UnitKind::Federation,
            name: "Fédération des Yvelines".to_owned(),
            parent: None,
            zone: "Europe/Paris".to_owned(),
        };
        let federation = server.found(founding).await.unwrap().id;
        Self { section, server, federation, database, _folder: folder }
    }

    pub async fn code(&self) -> Adoption {
        self.server.prepare_adoption(self.federation, "Section de Poissy".to_owned()).await.unwrap()
    }

    pub async fn pages(&self) -> Pages {
        let (app, mut pages) = (self.section.alone.app().await.unwrap(), Vec::new());
        for &stream in self.section.begun.unit.streams.values() {
            let limit = Limit { lines: 1000, bytes: 1 << 20 };
            let extract = app.store.page(stream, 0, limit).await.unwrap().unwrap();
            if !extract.page.lines.is_empty() {
                pages.push((stream, extract.page));
            }
        }
        pages
    }

    pub async fn offer(&self) -> Offer {
        let app = self.section.alone.app().await.unwrap();
        let mut streams = Vec::new();
        for (&compartment, &stream) in &self.section.begun.unit.streams {
            let head = app.store.heads(&[stream]).await.unwrap().remove(&stream).unwrap().head;
            streams.push(Offered {
                stream,
                compartment,
                checkpoint: app.authority.checkpoint(stream, head.frontier.size(), head.frontier.root(), None),
                moved: app.authority.offer(&head, self.server.authority.pinned(), Some("https://coopol.example")),
                naming: app.naming_key(stream).await.unwrap(),
                erased: app.store.carried_out(stream).await.unwrap(),
            });
        }
        Offer { unit: self.section.begun.unit.id, authority: app.authority.pinned().clone(), streams }
    }

    pub async fn adopt(&self, code: &Adoption, pages: Pages, offer: Offer) -> Result<(), NotAdopted> {
        for (stream, page) in pages {
            let packed = zstd::encode_all(page.encode().as_slice(), 1).unwrap();
            let end = page.lines.len() as u64;
            assert_eq!(self.server.stage(code.id(), stream, 0, &packed).await?, end);
        }
        self.server.adopt(code.id(), offer).await
    }

    /// What is refused of a section that lies in this way; nothing of it is kept.
    pub async fn refused(&self, lie: impl FnOnce(&mut Pages, &mut Offer)) -> NotAdopted {
        let (mut pages, mut offer) = (self.pages().await, self.offer().await);
        let honest = offer.clone();
        lie(&mut pages, &mut offer);
        let error = self.adopt(&self.code().await, pages, offer).await.unwrap_err();
        let streams: Vec<StreamId> = honest.streams.iter().map(|of| of.stream).collect();
        assert!(self.server.store.heads(&streams).await.unwrap().is_empty(), "{error}");
        assert_eq!(self.server.store.unit(honest.unit).await.unwrap(), None, "{error}");
        error
    }

    pub async fn end(self) {
        self.section.alone.close().await;
        self.server.stopping.cancel();
        self.database.close().await;
    }
}
