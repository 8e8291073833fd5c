//! A small party: the national level, a federation with two sections and one beside it, with their officers.

use coopol_domain::access::Office;
use coopol_domain::id::{HolderId, MandateId, UnitId};
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::{Unit, UnitKind};
use coopol_domain::time::Instant;
use coopol_server::authority::{Founding, Installed};
use coopol_store::Backend;

use super::{Laptop, Server};

pub struct Party {
    pub national: Unit,
    pub federation: Unit,
    pub versailles: Unit,
    pub rennes: Unit,
    /// The other federation.
    pub finistere: Unit,
}

impl Party {
    pub async fn found<B: Backend>(server: &Server<B>) -> Self {
        let national = unit(server, UnitKind::National, "National", None).await;
        let federation = unit(server, UnitKind::Federation, "Yvelines", Some(national.id)).await;
        let versailles = unit(server, UnitKind::Section, "Versailles", Some(federation.id)).await;
        let rennes = unit(server, UnitKind::Section, "Rennes", Some(federation.id)).await;
        let finistere = unit(server, UnitKind::Federation, "Finistère", Some(national.id)).await;
        Self { national, federation, versailles, rennes, finistere }
    }

    /// Somebody new in an office, with a laptop that has synchronised.
    pub async fn officer<B: Backend>(&self, server: &Server<B>, unit: &Unit, office: Office) -> Laptop {
        self.officer_until(server, unit, office, None).await.0
    }

    pub async fn officer_until<B: Backend>(
        &self,
        server: &Server<B>,
        unit: &Unit,
        office: Office,
        until: Option<Instant>,
    ) -> (Laptop, HolderId, MandateId) {
        let installed = Installed { holder: None, holder_name: "Zoé Lefèvre".to_owned(), office, since: None, until };
        let (mandate, holder) = server.app.install(unit, installed).await.unwrap();
        let mut laptop = self.laptop(server, unit, holder).await;
        laptop.sync().await;
        (laptop, holder, mandate)
    }

    /// A secretary's laptop in Versailles and one in Rennes, each with somebody in its roster, of which there is a snapshot.
    pub async fn secretaries<B: Backend>(&self, server: &Server<B>) -> [Laptop; 2] {
        let mut laptops = Vec::new();
        for (unit, name) in [(&self.versailles, "Lefèvre"), (&self.rennes, "Martin")] {
            let mut laptop = self.officer(server, unit, Office::Secretary).await;
            laptop.record(server, name);
            laptop.sync().await;
            assert!(server.app.store.make_snapshot(unit.streams[&Compartment::Roster]).await.unwrap());
            laptops.push(laptop);
        }
        laptops.try_into().ok().expect("there are two")
    }

    /// One more laptop of somebody, not synchronised yet.
    pub async fn laptop<B: Backend>(&self, server: &Server<B>, unit: &Unit, holder: HolderId) -> Laptop {
        let code = server.app.invite(unit, holder, "Zoé Lefèvre".to_owned()).await.unwrap().to_string();
        Laptop::enrol(server, &code).await
    }

    pub fn units(&self) -> [&Unit; 5] {
        [&self.national, &self.federation, &self.versailles, &self.rennes, &self.finistere]
    }
}

async fn unit<B: Backend>(server: &Server<B>, kind: UnitKind, name: &str, parent: Option<UnitId>) -> Unit {
    let founding = Founding { kind, name: name.to_owned(), parent, zone: "Europe/Paris".to_owned() };
    server.app.found(founding).await.unwrap()
}
