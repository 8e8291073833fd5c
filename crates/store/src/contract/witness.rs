//! What the levels above cosign (J5.2).

use coopol_domain::id::DeviceId;
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::UnitKind;
use coopol_domain::seal::Hash;
use coopol_domain::wire::{Cursor, Root};

use super::scene::{NOW, Scene};
use crate::{Backend, Cosignature};

const ONE: DeviceId = DeviceId::from_bytes([0x51; 16]);
const OTHER: DeviceId = DeviceId::from_bytes([0x52; 16]);

/// Each is told once, the last of each level, proven against where the device stands; one that says less than its witness
/// said before is none.
pub async fn a_cosignature_is_told_to_whoever_has_not_heard_of_it<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let (store, office) = (&scene.store, scene.of_section(Compartment::Office));
    let end = store.heads(&[office]).await.expect("read")[&office].head.frontier.size();
    assert!(end > 4, "{end} entries");
    let given = |level, size: u64| vec![Cosignature { stream: office, level, size, note: format!("at {size}") }];
    let cursor = |seq, witnessed| {
        vec![Cursor { stream: office, seq, root: Root::of(Hash::of(b"")), erased: 0, witnessed, waits: false }]
    };
    let told = async |seq, witnessed| {
        let told = store.witnessed(&cursor(seq, witnessed)).await.expect("read");
        told.into_iter().map(|told| (told.level, told.mark, told.device, told.note)).collect::<Vec<_>>()
    };
    let row = |level: &str, mark, device, size: u64| (level.to_owned(), mark, device, format!("at {size}"));
    assert_eq!(told(2, 0).await, []);

    store.cosign(ONE, given(UnitKind::Federation, 2), NOW).await.expect("written");
    store.cosign(OTHER, given(UnitKind::National, 3), NOW).await.expect("written");
    let first = NOW.0;
    let both = [row("federation", first, ONE, 2), row("national", first + 1, OTHER, 3)];
    assert_eq!(told(2, 0).await, both);
    assert_eq!(told(2, first - 1).await, both, "a backup that was put back had lost the last that was heard of");
    assert_eq!(told(2, first).await, both[1..]);
    assert_eq!(told(2, first + 1).await, []);
    assert_eq!(told(0, 0).await, [], "whoever has nothing has nothing to hold against it");
    for seq in [1, 2, 3, end] {
        for told in store.witnessed(&cursor(seq, 0)).await.expect("read") {
            let size = if told.level == "national" { 3 } else { 2 };
            let proof =
                store.consistency(office, size.min(seq), size.max(seq)).await.expect("read").expect("it has so many");
            let proof: Vec<_> = proof.into_iter().map(|hash| hash.as_bytes().to_vec()).collect();
            assert_eq!(told.consistency.into_iter().map(|hash| hash.0).collect::<Vec<_>>(), proof, "{size} from {seq}");
        }
    }

    store.cosign(ONE, given(UnitKind::Federation, 1), NOW).await.expect("written");
    assert_eq!(told(2, 0).await, both, "it had said more");
    store.cosign(OTHER, given(UnitKind::Federation, 4), NOW).await.expect("written");
    assert_eq!(told(2, first + 1).await, [row("federation", first + 2, OTHER, 4)]);
}

/// A witness is shown what grew since it cosigned, and no more of it than it asked for.
pub async fn a_witness_is_shown_what_grew<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let store = &scene.store;
    let (office, roster) = (scene.of_section(Compartment::Office), scene.of_section(Compartment::Roster));
    let streams = [office, roster];
    let shown = async |device, most| {
        let shown = store.to_witness(&streams, device, most).await.expect("read");
        shown.into_iter().map(|(head, from)| (head.stream, from)).collect::<Vec<_>>()
    };
    assert_eq!(shown(ONE, 10).await, [(office, 0)], "nothing was said in the roster");
    assert_eq!(shown(ONE, 0).await, []);
    let size = store.heads(&[office]).await.expect("read")[&office].head.frontier.size();
    for (at, left) in [(2, vec![(office, 2)]), (size, vec![])] {
        let given = Cosignature { stream: office, level: UnitKind::Federation, size: at, note: String::new() };
        store.cosign(ONE, vec![given], NOW).await.expect("written");
        assert_eq!(shown(ONE, 10).await, left);
    }
    assert_eq!(shown(OTHER, 10).await, [(office, 0)], "each for itself");
}
