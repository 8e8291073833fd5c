//! For how long a laptop opens its cache without having spoken with the server.

use coopol_domain::access::Office;
use coopol_domain::kinds::UnitKind;
use coopol_domain::time::{DAY, Instant};
use coopol_domain::wire::{Access, SyncRequest, SyncResponse};
use coopol_server::authority::Installed;
use reqwest::Method;

use crate::kit::{Laptop, Party, Server};
use crate::matrix::home;

/// What somebody is told who knows the access list of this mark.
async fn told(laptop: &Laptop, access: Option<String>) -> Option<Access> {
    let request = SyncRequest { access, ..SyncRequest::default() };
    let answer = laptop.request(Method::POST, "/v1/sync").json(&request).send().await.unwrap();
    answer.json::<SyncResponse>().await.unwrap().access
}

async fn lease(laptop: &Laptop) -> Instant {
    told(laptop, None).await.unwrap().lease_until
}

/// Two weeks in a section, one above, where a laptop holds more.
#[tokio::test]
async fn a_lease_lasts_two_weeks_in_a_section_and_one_above() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    for office in Office::ALL {
        let laptop = party.officer(&server, home(&party, office), office).await;
        let days = if office.level() == UnitKind::Section { 14 } else { 7 };
        assert_eq!(lease(&laptop).await, server.now().plus(days * DAY), "{office}");
    }
}

/// Whoever holds an office above has the shorter one, whatever else they hold.
#[tokio::test]
async fn an_office_above_makes_the_lease_short() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let (laptop, holder, _) = party.officer_until(&server, &party.versailles, Office::Secretary, None).await;
    let above = Installed {
        holder: Some(holder),
        holder_name: "Zoé Lefèvre".to_owned(),
        office: Office::FederalSecretary,
        since: None,
        until: None,
    };
    server.app.install(&party.federation, above).await.unwrap();
    assert_eq!(lease(&laptop).await, server.now().plus(7 * DAY));
}

/// J9: no lease goes beyond the end of the last mandate; one that ends later than the lease changes nothing.
#[tokio::test]
async fn no_lease_outlives_the_mandate() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    for (unit, office, days) in
        [(&party.versailles, Office::Deputy, 14), (&party.federation, Office::FederalSecretary, 7)]
    {
        let now = server.now();
        for (end, expected) in [(now.plus(3 * DAY), now.plus(3 * DAY)), (now.plus(60 * DAY), now.plus(days * DAY))] {
            let (laptop, holder, _) = party.officer_until(&server, unit, office, Some(end)).await;
            assert_eq!(lease(&laptop).await, expected, "{office}");
            let other = Installed {
                holder: Some(holder),
                holder_name: "Zoé Lefèvre".to_owned(),
                office,
                since: None,
                until: None,
            };
            server.app.install(unit, other).await.unwrap();
            assert_eq!(lease(&laptop).await, now.plus(days * DAY), "{office}: another one goes on");
        }
    }
}

/// Whoever speaks with the server is told once a day, and has the whole time again.
#[tokio::test]
async fn a_lease_begins_anew_every_day() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let mut laptop = party.officer(&server, &party.versailles, Office::Secretary).await;
    let first = told(&laptop, None).await.unwrap();
    assert_eq!(told(&laptop, Some(first.mark.clone())).await, None, "nothing has changed");
    server.clock.advance(DAY);
    let again = laptop.sign_in().await;
    laptop.take_tokens(again).await;
    let next = told(&laptop, Some(first.mark)).await.unwrap();
    assert_eq!(next.lease_until, first.lease_until.plus(DAY));
}
