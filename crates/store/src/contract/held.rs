//! What waits for somebody (J3.3, J9).

use coopol_domain::access::{Need, Office};
use coopol_domain::id::{ChangeId, MandateId};
use coopol_domain::journal::{Compartment, Payload, Verdict};
use coopol_domain::time::DAY;

use super::pen::{About, Pen};
use super::scene::{NOW, Scene, dues, person, stream};
use crate::Backend;

fn quoting(payload: &Payload, id: ChangeId) -> Payload {
    Payload { quotes: Some(id), ..payload.clone() }
}

/// The secretary's dues wait for the treasurer, who states them again, once.
pub async fn a_held_change_waits_until_it_is_quoted<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let (stream, owed) = (scene.of_section(Compartment::Dues), About::new(1));
    let (mut secretary, mut treasurer) = (scene.secretary.clone(), scene.treasurer.clone());
    let payload = dues(&About::new(9));
    let proposed = scene.push(&mut secretary, stream, &[(&owed, payload.clone())]).await;
    let id = proposed.changes[0].header.id;
    assert_eq!(scene.accepted(proposed, NOW).await, [Verdict::Held(Need::Treasurer)]);
    let line = scene.whole(stream).await.page.lines.remove(0);
    assert_eq!(line.payload, Some(payload.encode()), "the treasurer must read what waits");

    let quote = quoting(&payload, id);
    assert_eq!(scene.write(&mut treasurer, stream, &[(&owed, quote.clone())]).await, [Verdict::Accepted]);
    let again = scene.write(&mut treasurer, stream, &[(&About::new(2), quote)]).await;
    assert_eq!(again, [Verdict::Refused("not_waiting".to_owned())]);
}

/// J9: what comes after the mandate's end waits in quarantine, for the successor.
pub async fn a_late_change_is_quarantined_and_taken_over<B: Backend>(backend: B) {
    let mut scene = Scene::new(backend).await;
    let section = scene.section;
    scene.install(5, section, Office::Deputy, Some(NOW)).await;
    let (roster, anne) = (scene.of_section(Compartment::Roster), About::new(1));
    let mut late = Pen::new(5, MandateId::from_bytes([0x45; 16]));
    let push = scene.push(&mut late, roster, &[(&anne, person("Martin", None))]).await;
    let id = push.changes[0].header.id;
    assert_eq!(scene.accepted(push, NOW.plus(DAY)).await, [Verdict::Quarantined]);

    let mut successor = scene.secretary.clone();
    let quote = quoting(&person("Martin", None), id);
    assert_eq!(scene.write(&mut successor, roster, &[(&anne, quote)]).await, [Verdict::Accepted]);
}

/// What waits in one stream can't be settled from another, where the one who quotes it has other rights.
pub async fn a_change_is_quoted_in_its_own_stream_only<B: Backend>(backend: B) {
    let mut scene = Scene::new(backend).await;
    let federation = scene.federation;
    scene.install(6, federation, Office::FederalTreasurer, None).await;
    let (here, there) = (scene.of_section(Compartment::Dues), stream(federation, Compartment::Dues));
    let (mut secretary, mut other) = (scene.secretary.clone(), Pen::new(6, MandateId::from_bytes([0x46; 16])));
    let payload = dues(&About::new(9));
    let proposed = scene.push(&mut secretary, here, &[(&About::new(1), payload.clone())]).await;
    let quote = quoting(&payload, proposed.changes[0].header.id);
    scene.accepted(proposed, NOW).await;
    let verdicts = scene.write(&mut other, there, &[(&About::new(2), quote.clone())]).await;
    assert_eq!(verdicts, [Verdict::Refused("not_waiting".to_owned())]);
    let mut treasurer = scene.treasurer.clone();
    assert_eq!(scene.write(&mut treasurer, here, &[(&About::new(1), quote)]).await, [Verdict::Accepted]);
}
