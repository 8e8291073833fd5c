//! Somebody whom the level above puts in charge of a section for a time: those in office there read so, once; and what a laptop
//! foresees is foreseen by the server's clock, whatever its own says.

#![expect(clippy::unwrap_used, reason = "in a test a surprise is a failure")]

use coopol_core::ambient::{Ambient as _, System};
use coopol_core::device::Failure;
use coopol_core::mandates::{self, NewCaretaker};
use coopol_domain::access::Office;
use coopol_domain::id::{MandateId, UnitId};
use coopol_domain::kinds::UnitKind;
use coopol_domain::time::DAY;
use coopol_testkit::laptop::{Laptop, Surroundings};
use coopol_testkit::server::Server;
use tokio::runtime::Runtime;

#[test]
fn those_in_office_read_who_was_put_in_charge_until_they_say_so() {
    let (folder, laptops) = (tempfile::tempdir().unwrap(), Runtime::new().unwrap());
    let server = Server::start();
    let zoe = server.install("Zoé Lefèvre", Office::Secretary);
    let andre = server.install("André Côté", Office::Deputy);
    let ada = server.install("Ada Traoré", Office::FirstFederalSecretary);
    let codes = [server.invite(zoe, "Zoé"), server.invite(andre, "André"), server.invite_federal(ada, "Ada")];
    let url = server.url();
    laptops.block_on(async {
        let day = i64::try_from(DAY).unwrap();
        let enrol = async |name, code, wrong_by, seed| {
            let laptop = Laptop::enrol(folder.path(), name, &url, code, Surroundings::new(wrong_by, seed)).await;
            laptop.sync().await;
            laptop
        };
        let zoe = enrol("zoe", &codes[0], 0, 1).await;
        let andre = enrol("andre", &codes[1], 400 * day, 2).await;
        // Before her own mandate began, by her own clock.
        let ada = enrol("ada", &codes[2], -79 * day, 3).await;
        // The first time it is introduced to the section, which is an entry too.
        ada.sync().await;
        let section = zoe.session.unit().await.unwrap().unwrap();
        let offices = mandates::appointable(&ada.session, section).await.unwrap();
        assert!(offices.contains(&Office::Secretary) && offices.iter().all(|it| it.is_held_in(UnitKind::Section)));
        assert_eq!(mandates::appointable(&zoe.session, section).await.unwrap(), [], "nobody in the section itself");

        let mandate = appoint(&ada, section).await;
        for laptop in [&ada, &zoe, &andre] {
            laptop.sync().await;
        }
        let unread = async |laptop: &Laptop| {
            let all = mandates::appointed(&laptop.session).await.unwrap();
            assert_eq!(laptop.status().await.appointed, all.len() as u64);
            all.into_iter().map(|one| (one.mandate.id, one.mandate.holder_name)).collect::<Vec<_>>()
        };
        let karim = [(mandate, "Karim Haddad".to_owned())];
        assert_eq!((unread(&zoe).await, unread(&andre).await), (karim.to_vec(), karim.to_vec()));
        assert_eq!(unread(&ada).await, [], "it is of those in office there");
        for _ in 0..2 {
            mandates::read_appointment(&zoe.session, mandate).await.unwrap();
            assert_eq!(unread(&zoe).await, []);
        }
        zoe.sync().await;
        assert_eq!(unread(&zoe).await, [], "it stays read");
        assert_eq!(unread(&andre).await, karim, "each reads for themselves");
        let nothing = mandates::read_appointment(&zoe.session, MandateId::from_bytes([7; 16])).await;
        assert!(matches!(nothing, Err(Failure::NotFound { .. })));
        for laptop in [zoe, andre, ada] {
            laptop.close().await;
        }
    });
}

async fn appoint(ada: &Laptop, section: UnitId) -> MandateId {
    let now = System.now();
    let new = NewCaretaker {
        unit: Some(section),
        office: Office::Secretary,
        holder: None,
        holder_name: "Karim Haddad".to_owned(),
        since: now,
        until: now.plus(90 * DAY),
        reason: "Bureau suspendu".to_owned(),
        prolongs: None,
    };
    let prepared = mandates::prepare_caretaker(&ada.session, &new).await.unwrap();
    let mandate = prepared.mandate;
    prepared.record(&ada.session).await.unwrap();
    mandate
}
