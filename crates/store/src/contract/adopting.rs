//! Taking over streams from another authority (J10).

use coopol_domain::access::Office;
use coopol_domain::authority::Retelling;
use coopol_domain::id::MandateId;
use coopol_domain::journal::{Compartment, Verdict};
use coopol_domain::time::DAY;
use coopol_domain::wire::{CarriedOut, Erased, PushOutcome};

use super::pen::{About, Pen};
use super::scene::{NOW, Scene, master, person, renumbered};
use crate::memory::Memory;
use crate::row::NewStream;
use crate::{Backend, HandedOver, SeededChance, Store};

/// J7.2, J10: what was erased before a stream is taken over has no content here either, keeps its number, and is gone for whoever
/// sends it; what of it was waiting for somebody waits no more.
pub async fn what_was_erased_elsewhere_is_gone_here<B: Backend>(backend: B) {
    let mut there = Scene::new(Memory::new()).await;
    let section = there.section;
    there.install(5, section, Office::Deputy, Some(NOW)).await;
    let (roster, anne, bruno) = (there.of_section(Compartment::Roster), About::new(1), About::new(2));
    let mut pen = there.secretary.clone();
    let facts = [
        (&anne, person("Martin", Some("N-1"))),
        (&bruno, person("Durand", Some("N-2"))),
        (&anne, renumbered("N-1", "N-3")),
    ];
    there.write(&mut pen, roster, &facts).await;
    let mut late = Pen::new(5, MandateId::from_bytes([0x45; 16]));
    let push = there.push(&mut late, roster, &[(&anne, renumbered("N-3", "N-4"))]).await;
    assert_eq!(there.accepted(push, NOW.plus(DAY)).await, [Verdict::Quarantined]);
    there.store.erase(roster, &[About::new(7).id, anne.id], NOW.plus(DAY)).await.expect("it is carried out");
    let whole = there.whole(roster).await;

    let here = Store::open(backend, &master(), SeededChance::new(9)).await.expect("an empty backend opens");
    let mut streams = Vec::new();
    for compartment in [Compartment::Office, Compartment::Roster] {
        let stream = there.of_section(compartment);
        let mut retelling = Retelling::new(stream, section, compartment);
        let rulings = retelling.page(&there.whole(stream).await.page).expect("it can be told again");
        let erased = there.store.carried_out(stream).await.expect("read");
        let new = NewStream { id: stream, unit: section, compartment };
        streams.push(HandedOver { stream: new, rulings, moved: "a statement".to_owned(), erased });
    }
    let erased = [About::new(7).id, anne.id].map(|subject| CarriedOut { subject, at: NOW.plus(DAY) });
    assert_eq!((&streams[0].erased[..], &streams[1].erased[..]), (&[][..], &erased[..]));
    let mut authors = Vec::new();
    for device in [there.authority.device, pen.device, late.device] {
        authors.extend(there.store.author(device).await.expect("read"));
    }
    here.adopt(authors, streams, NOW).await.expect("it is taken over");

    let page = here.page(roster, 0, super::scene::ALL).await.expect("read").expect("there");
    assert_eq!((&page.page, &page.frontier), (&whole.page, &whole.frontier));
    let about = page.page.lines.iter().filter(|line| line.entry.header.subject == anne.id);
    assert!(about.clone().count() == 3 && about.clone().all(|line| (&line.payload, &line.key) == (&None, &None)));
    let told = |(number, subject)| Erased { stream: roster, number, subject };
    let numbered = [(1, About::new(7).id), (2, anne.id)].map(told);
    assert_eq!(here.erasures(roster, 0).await.expect("read"), numbered);
    assert!(here.make_snapshot(roster).await.expect("nobody waits for what was erased"));

    // Her number is free, she is gone, and nothing more is erased by who replays the ledger.
    let pushed = |push| async { here.submit(vec![push], NOW.plus(DAY)).await.outcomes };
    let fresh = there.push(&mut pen, roster, &[(&About::new(3), person("Petit", Some("N-3")))]).await;
    let gone = there.push(&mut pen, roster, &[(&anne, renumbered("", "N-1"))]).await;
    assert_eq!(pushed(fresh).await, [PushOutcome::Received]);
    assert_eq!(pushed(gone).await, [PushOutcome::Received]);
    let lines =
        here.page(roster, whole.frontier.size(), super::scene::ALL).await.expect("read").expect("there").page.lines;
    let verdicts: Vec<Verdict> = lines.into_iter().map(|line| line.entry.verdict).collect();
    assert_eq!(verdicts, [Verdict::Accepted, Verdict::Refused("gone".to_owned())]);
    assert!(here.erase(roster, &[anne.id], NOW.plus(2 * DAY)).await.expect("it is passed over").is_empty());
}
