//! What a laptop lets go without an alarm: the rooms of a mandate that ended, while another of the same person goes on
//! (J1.2, J9).

use coopol_domain::access::Office;
use coopol_domain::journal::Compartment;
use coopol_server::authority::Installed;

use crate::kit::{Party, Server};

#[tokio::test]
async fn the_rooms_of_a_mandate_that_ended_are_let_go() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let end = server.now().plus(60_000);
    let section = &party.versailles;
    let (mut laptop, holder, _) = party.officer_until(&server, section, Office::Secretary, Some(end)).await;
    let holder_name = "Zoé Lefèvre".to_owned();
    let office = Office::BureauMember;
    let other = Installed { holder: Some(holder), holder_name, office, since: None, until: None };
    server.app.install(section, other).await.unwrap();
    laptop.sync().await;
    let dues = section.streams[&Compartment::Dues];
    assert!(laptop.device.streams.contains_key(&dues));
    server.clock.advance(60_000);
    let answer = laptop.sign_in().await;
    laptop.take_tokens(answer).await;
    laptop.sync().await;
    assert!(!laptop.device.streams.contains_key(&dues));
    assert!(laptop.device.streams.contains_key(&section.streams[&Compartment::Roster]));
}
