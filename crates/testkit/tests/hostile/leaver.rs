//! The outgoing officer of one row, and what they put aside while they were in office.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use coopol_core::transport::{Http, Transport, TransportError};
use coopol_core::{archive, codes, roster};
use coopol_domain::access::Office;
use coopol_domain::enrolment::Invitation;
use coopol_domain::id::{DeviceId, HolderId, StreamId};
use coopol_domain::wire::{Opaque, PushAnswer, SyncRequest, SyncResponse};
use coopol_testkit::laptop::{Laptop, Surroundings};
use coopol_testkit::server::Server;

use crate::actions;
use crate::section::Known;

pub struct Leaver {
    /// By which their colleagues know them.
    pub name: &'static str,
    pub holder: HolderId,
    /// With which they act.
    pub laptop: Laptop,
    pub around: Arc<Surroundings>,
    /// The one that hears of the end before they act on the other.
    pub first: Option<Laptop>,
    /// What was sent while they were in office.
    pub sent: Vec<SyncRequest>,
    /// The code by which their laptop came in.
    pub code: Invitation,
    /// Handed out while they were in office, used by nobody.
    pub invitation: Option<Invitation>,
    pub sheet: Option<Invitation>,
    /// At which they read the agenda with a telephone.
    pub address: Mutex<Option<String>>,
    pub folder: PathBuf,
    pub server: String,
}

impl Leaver {
    pub async fn come(
        server: String,
        folder: &Path,
        name: &'static str,
        holder: HolderId,
        codes: Vec<String>,
        seed: u64,
    ) -> Self {
        let around = Surroundings::new(0, seed);
        let folder = folder.join(name);
        let enrol = |name: &'static str, code: String, around: Arc<Surroundings>| {
            let (server, folder) = (server.clone(), folder.clone());
            async move { Laptop::enrol(&folder, name, &server, &code, around).await }
        };
        let mut codes = codes.into_iter();
        let code = codes.next().unwrap();
        let laptop = enrol("portable", code.clone(), around.clone()).await;
        laptop.sync().await;
        let first = match codes.next() {
            Some(code) => {
                let first = enrol("fixe", code, Surroundings::new(0, seed + 1000)).await;
                first.sync().await;
                Some(first)
            }
            None => None,
        };
        let code = code.parse().unwrap();
        Self {
            name,
            holder,
            laptop,
            around,
            first,
            sent: Vec::new(),
            code,
            invitation: None,
            sheet: None,
            address: Mutex::default(),
            folder,
            server,
        }
    }

    /// What has to be done while one is in office.
    pub async fn prepare(&mut self, known: &Known) {
        let session = &self.laptop.session;
        let http = session.http().await.unwrap();
        match self.name {
            "replay_a_push" | "replay_a_request" | "push_as_somebody_else" => {
                let person = known.people[0];
                roster::set(session, person, roster::Field::GivenName, "Anna").await.unwrap();
                roster::set(session, person, roster::Field::GivenName, "Anne").await.unwrap();
                let tap = Wiretap { http, sent: Mutex::default() };
                session.sync_once(&tap).await.unwrap();
                self.sent = tap.sent.into_inner().unwrap();
            }
            "file_a_document" => drop(archive::exchange(session, &http).await.unwrap()),
            "use_an_invitation_made_before" => {
                self.invitation = Some(codes::invite(session, &http, self.holder).await.unwrap().code);
            }
            "follow_the_feed" => {
                actions::opened(self, session).await.unwrap();
                self.laptop.sync().await;
                let address = self.address.lock().unwrap().clone().unwrap();
                assert_eq!(actions::told_at(&address), 200, "it answers while they are in office");
            }
            "use_the_recovery_sheet" => self.sheet = Some(codes::recover(session, &http).await.unwrap()),
            _ => {}
        }
    }

    /// All that they have.
    pub fn laptops(&self) -> impl Iterator<Item = &Laptop> + Clone {
        std::iter::once(&self.laptop).chain(&self.first)
    }

    /// Each of them speaks with the server.
    pub async fn sync(&self) {
        for laptop in self.laptops() {
            laptop.sync().await;
        }
    }

    pub async fn close(self) {
        self.laptop.close().await;
        if let Some(first) = self.first {
            first.close().await;
        }
    }
}

/// Those codes that the server gives before anybody leaves.
pub fn invited(server: &Server, name: &'static str, laptops: usize) -> (HolderId, Vec<String>) {
    let holder = server.install(name, Office::Secretary);
    (holder, (0..laptops).map(|_| server.invite(holder, name)).collect())
}

/// The same for somebody whose mandate ends in so many milliseconds.
pub fn outgoing(server: &Server, name: &'static str, laptops: usize, ends: u64) -> (HolderId, Vec<String>) {
    let holder = server.install_for(name, Office::Secretary, ends);
    (holder, (0..laptops).map(|_| server.invite(holder, name)).collect())
}

/// Keeps a copy of all that is sent.
struct Wiretap {
    http: Http,
    sent: Mutex<Vec<SyncRequest>>,
}

impl Transport for Wiretap {
    async fn exchange(&self, request: &SyncRequest) -> Result<SyncResponse, TransportError> {
        self.sent.lock().unwrap().push(request.clone());
        self.http.exchange(request).await
    }

    async fn snapshot(&self, stream: StreamId, seq: u64) -> Result<Vec<u8>, TransportError> {
        self.http.snapshot(stream, seq).await
    }

    async fn history(&self, stream: StreamId, after: u64) -> Result<Vec<u8>, TransportError> {
        self.http.history(stream, after).await
    }

    async fn deliver(&self, device: DeviceId, pushes: &[Opaque]) -> Result<Vec<PushAnswer>, TransportError> {
        self.http.deliver(device, pushes).await
    }
}
