//! The departure shield on the real server: what a laptop sends beyond twenty people a day waits, and somebody else accepts it
//! (J3.7).

use coopol_domain::access::{Need, Office};
use coopol_domain::codec::Value;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::{Compartment, Edit, Payload, REMOVED, Verdict};
use coopol_domain::time::DAY;
use coopol_domain::wire::PushOutcome;
use coopol_store::Limit;

use crate::kit::{Laptop, Party, Server};
use crate::matrix::push_about;

fn removed(laptop: &Laptop) -> usize {
    laptop.cache.0.values().filter(|(state, _)| state.sort == "person" && state.is_removed()).count()
}

#[tokio::test]
async fn a_section_is_not_emptied_alone_before_the_end() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let mut deputy = party.officer(&server, &party.versailles, Office::Deputy).await;
    for _ in 0..21 {
        deputy.record(&server, "Côté");
    }
    deputy.sync().await;
    let end = server.now().plus(10 * DAY);
    let (mut secretary, ..) = party.officer_until(&server, &party.versailles, Office::Secretary, Some(end)).await;
    let roster = party.versailles.streams[&Compartment::Roster];
    let people: Vec<SubjectId> = secretary.cache.0.keys().filter(|(of, _)| *of == roster).map(|(_, id)| *id).collect();
    assert_eq!(people.len(), 21);
    let gone = Payload::new("person_removed", 1, vec![Edit::set(REMOVED, Value::Bool(true))]);
    for person in people {
        secretary.state(&server, roster, person, gone.clone());
    }
    secretary.sync().await;
    deputy.sync().await;
    assert_eq!((removed(&secretary), removed(&deputy)), (20, 20));

    let all = Limit { lines: 500, bytes: u64::MAX };
    let lines = server.app.store.page(roster, 0, all).await.unwrap().unwrap().page.lines;
    let held = |line: &&coopol_domain::wire::Line| line.entry.verdict == Verdict::Held(Need::SecondMandate);
    let waiting: Vec<_> = lines.iter().filter(held).map(|line| line.entry.header.clone()).collect();
    assert_eq!(waiting.len(), 1);
    let again = Payload { quotes: Some(waiting[0].id), ..gone };
    let accepted = push_about(&server, &mut deputy, (roster, waiting[0].subject), &again).await;
    assert_eq!(accepted, PushOutcome::Received);
    deputy.sync().await;
    secretary.sync().await;
    assert_eq!((removed(&secretary), removed(&deputy)), (21, 21));
}
