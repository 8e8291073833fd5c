//! Sign-ins, settings and whose store it is.

use std::collections::BTreeMap;

use coopol_domain::authority::Head;
use coopol_domain::id::DeviceId;
use coopol_domain::seal::Hash;
use coopol_domain::time::{DAY, Instant};

use super::at_once;
use super::pen::Pen;
use super::scene::{NOW, Scene, master};
use crate::row::Family;
use crate::{Backend, MasterKey, Rotation, SeededChance, Session, Store, StoreError};

const DEVICE: DeviceId = DeviceId::from_bytes([1; 16]);
const FAMILY: Family = Family([7; 16]);
const MINUTES: u64 = 5 * 60_000;

fn session(name: &str, at: Instant) -> Session {
    let hash = |kind: &str| Hash::of(format!("{kind} {name}").as_bytes());
    Session { access: (hash("access"), at.plus(MINUTES)), refresh: (hash("refresh"), at.plus(DAY)) }
}

async fn empty<B: Backend>(backend: B) -> Store<B> {
    Store::open(backend, &master(), SeededChance::new(1)).await.expect("an empty backend opens")
}

/// And nothing but its own kind of door.
pub async fn a_token_opens_until_it_expires<B: Backend>(backend: B) {
    let (store, first) = (empty(backend).await, session("a", NOW));
    store.sign_in(DEVICE, FAMILY, first).await.expect("written");
    assert_eq!(store.bearer(first.access.0, NOW).await.expect("read"), Some(DEVICE));
    assert_eq!(store.bearer(first.access.0, NOW.plus(MINUTES)).await.expect("read"), None);
    assert_eq!(store.bearer(first.refresh.0, NOW).await.expect("read"), None);
    assert_eq!(store.bearer(Hash::of(b"none"), NOW).await.expect("read"), None);
    let rotation = store.rotate(first.access.0, session("b", NOW), NOW).await.expect("written");
    assert_eq!(rotation, Rotation::Unknown);
    store.sweep(NOW.plus(MINUTES)).await.expect("written");
    assert_eq!(store.bearer(first.access.0, NOW).await.expect("read"), None, "it was forgotten");
    let rotation = store.rotate(first.refresh.0, session("b", NOW), NOW.plus(DAY - 1)).await.expect("written");
    assert_eq!(rotation, Rotation::Rotated { device: DEVICE });
}

/// Whoever comes second may be the thief or the owner: the whole family dies.
pub async fn a_refresh_token_serves_once<B: Backend>(backend: B) {
    let (store, first, second) = (empty(backend).await, session("a", NOW), session("b", NOW));
    let other = session("other", NOW);
    store.sign_in(DEVICE, FAMILY, first).await.expect("written");
    store.sign_in(DEVICE, Family([8; 16]), other).await.expect("written");
    let rotation = store.rotate(first.refresh.0, second, NOW).await.expect("written");
    assert_eq!(rotation, Rotation::Rotated { device: DEVICE });
    assert_eq!(store.bearer(second.access.0, NOW).await.expect("read"), Some(DEVICE));
    let rotation = store.rotate(first.refresh.0, session("c", NOW), NOW).await.expect("written");
    assert_eq!(rotation, Rotation::Reused { device: DEVICE });
    for token in [first.access.0, second.access.0, session("c", NOW).access.0] {
        assert_eq!(store.bearer(token, NOW).await.expect("read"), None);
    }
    let rotation = store.rotate(second.refresh.0, session("d", NOW), NOW).await.expect("written");
    assert_eq!(rotation, Rotation::Unknown);
    assert_eq!(store.bearer(other.access.0, NOW).await.expect("read"), Some(DEVICE), "another sign-in goes on");
}

/// Two who come with the same at the same moment are one who comes twice.
pub async fn of_two_at_once_one_is_served<B: Backend>(backend: B) {
    let (store, first, nonce) = (empty(backend).await, session("a", NOW), Hash::of(b"nonce"));
    store.sign_in(DEVICE, FAMILY, first).await.expect("written");
    let rotations = ["b", "c"].map(|name| store.rotate(first.refresh.0, session(name, NOW), NOW));
    let mut rotations = at_once(rotations.into()).await;
    rotations.sort_by_key(|rotation| matches!(rotation, Ok(Rotation::Reused { .. })));
    assert!(
        matches!(rotations.as_slice(), [Ok(Rotation::Rotated { .. }), Ok(Rotation::Reused { .. })]),
        "{rotations:?}"
    );
    for name in ["a", "b", "c"] {
        assert_eq!(store.bearer(session(name, NOW).access.0, NOW).await.expect("read"), None, "the sign-in is over");
    }
    let spent = [(); 2].map(|()| store.spend(nonce, NOW.plus(DAY)));
    let mut spent: Vec<bool> = at_once(spent.into()).await.into_iter().map(|spent| spent.expect("written")).collect();
    spent.sort_unstable();
    assert_eq!(spent, [false, true]);
}

/// Of that device, and of no other.
pub async fn signing_out_ends_every_sign_in<B: Backend>(backend: B) {
    let store = empty(backend).await;
    let other = DeviceId::from_bytes([2; 16]);
    for (device, family, name) in [(DEVICE, 1, "a"), (DEVICE, 2, "b"), (other, 3, "c")] {
        store.sign_in(device, Family([family; 16]), session(name, NOW)).await.expect("written");
    }
    store.sign_out(DEVICE).await.expect("written");
    for (name, bearer) in [("a", None), ("b", None), ("c", Some(other))] {
        assert_eq!(store.bearer(session(name, NOW).access.0, NOW).await.expect("read"), bearer);
    }
}

/// What was in force a moment ago is remembered, and never what was ended; what another process ended, not for long.
pub async fn an_ended_sign_in_is_not_remembered<B: Backend>(backend: B) {
    let (store, first, second) = (empty(backend.clone()).await, session("a", NOW), session("b", NOW));
    store.sign_in(DEVICE, Family([1; 16]), first).await.expect("written");
    assert_eq!(store.bearer(first.access.0, NOW).await.expect("read"), Some(DEVICE));
    store.sign_out(DEVICE).await.expect("written");
    assert_eq!(store.bearer(first.access.0, NOW).await.expect("read"), None);
    store.sign_in(DEVICE, Family([2; 16]), second).await.expect("written");
    assert_eq!(store.bearer(second.access.0, NOW).await.expect("read"), Some(DEVICE));
    empty(backend).await.sign_out(DEVICE).await.expect("written by another process");
    assert_eq!(store.bearer(second.access.0, NOW.plus(2_000)).await.expect("read"), None);
}

/// Until nobody would take it any more.
pub async fn a_nonce_is_spent_once<B: Backend>(backend: B) {
    let (store, nonce) = (empty(backend).await, Hash::of(b"once"));
    assert!(store.spend(nonce, NOW.plus(MINUTES)).await.expect("written"));
    assert!(!store.spend(nonce, NOW.plus(MINUTES)).await.expect("read"));
    store.sweep(NOW).await.expect("written");
    assert!(!store.spend(nonce, NOW.plus(MINUTES)).await.expect("read"));
    store.sweep(NOW.plus(MINUTES)).await.expect("written");
    assert!(store.spend(nonce, NOW.plus(MINUTES)).await.expect("written"));
}

/// Each in place of the one before.
pub async fn settings_are_kept<B: Backend>(backend: B) {
    let store = empty(backend).await;
    assert_eq!(store.setting("epoch").await.expect("read"), None);
    store.set_setting("epoch", b"1").await.expect("written");
    store.set_setting("epoch", b"2").await.expect("written");
    assert_eq!(store.setting("epoch").await.expect("read"), Some(b"2".to_vec()));
}

/// J7.1: it is found out at once, and not at the first person.
pub async fn another_master_key_opens_nothing<B: Backend>(backend: B) {
    drop(empty(backend.clone()).await);
    let other = MasterKey::from_bytes([0x4e; 32]);
    let opened = Store::open(backend.clone(), &other, SeededChance::new(1)).await;
    assert!(matches!(opened, Err(StoreError::OtherMasterKey)));
    assert_eq!(format!("{other:?}"), "MasterKey(…)");
    drop(empty(backend).await);
}

/// The same again is fine: it is said at every start.
pub async fn a_store_belongs_to_one_authority<B: Backend>(backend: B) {
    let scene = Scene::new(backend.clone()).await;
    let (own, key) = scene.store.authority().expect("it was set");
    let store = empty(backend).await;
    assert_eq!(store.authority(), Some((own, key)), "it is known at the next start");
    store.set_authority(own, key).await.expect("it is the same");
    let other = Pen::new(0xa1, scene.secretary.mandate);
    let refused = store.set_authority(other.device, other.key.verifying_key()).await;
    assert!(matches!(refused, Err(StoreError::OtherAuthority { found, .. }) if found == own));
}

/// J5.4: every stream is stated where it stands, and the store is that of the new key from then on; the same handle can't
/// do it twice.
pub async fn a_store_moves_to_another_key_as_a_whole<B: Backend>(backend: B) {
    let scene = Scene::new(backend.clone()).await;
    let next = Pen::new(0xa1, scene.secretary.mandate);
    let (device, key) = (next.device, next.key.verifying_key());
    let stated = |head: &Head| format!("{} {}", head.frontier.size(), head.frontier.root());
    let streams: Vec<_> = scene.store.units().await.expect("read").into_iter().flat_map(|unit| unit.streams).collect();
    let ids: Vec<_> = streams.iter().map(|(_, stream)| *stream).collect();
    assert_eq!(scene.store.moves(&ids).await.expect("read"), BTreeMap::new());
    assert_eq!(scene.store.move_authority((device, key), stated).await.expect("it is ours"), ids.len());
    let twice = scene.store.move_authority((device, key), stated).await;
    assert!(matches!(twice, Err(StoreError::OtherAuthority { found, .. }) if found == device));
    let store = empty(backend).await;
    assert_eq!(store.authority(), Some((device, key)), "it is known at the next start");
    let heads = store.heads(&ids).await.expect("read");
    let expected = |number: usize| heads.iter().map(|(id, at)| (*id, vec![stated(&at.head); number])).collect();
    assert_eq!(store.moves(&ids).await.expect("read"), expected(1), "each where it stands");
    let third = Pen::new(0xa2, scene.secretary.mandate);
    store.move_authority((third.device, third.key.verifying_key()), stated).await.expect("it is ours");
    assert_eq!(store.moves(&ids).await.expect("read"), expected(2), "in their order");
    assert_eq!(store.moves(&ids[..1]).await.expect("read").len(), 1);
}
