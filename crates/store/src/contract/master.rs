//! A new master key: cut off anywhere, the same again goes on; nothing is lost on the way, and the old key opens nothing any more.

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

use coopol_domain::id::StreamId;
use coopol_domain::journal::Compartment;
use coopol_domain::seal::Hash;

use super::pen::About;
use super::scene::{NOW, Scene, master, person};
use crate::rewrap::{Step, rewrap};
use crate::row::{BlobRow, BlobSeal, StreamRow};
use crate::{Backend, MasterKey, SeededChance, Store, StoreError, Write, Writes};

const CUT_OFF: &str = "what was cut off";

/// A database that fails once it has committed so often.
#[derive(Clone)]
struct Cut<B> {
    whole: B,
    left: Arc<AtomicUsize>,
}

/// See [`Cut`].
struct CutWrite<W> {
    whole: W,
    left: Arc<AtomicUsize>,
}

impl<B: Backend> Backend for Cut<B> {
    type Read = B::Read;
    type Write = CutWrite<B::Write>;

    async fn read(&self) -> Result<B::Read, StoreError> {
        self.whole.read().await
    }

    async fn write(&self) -> Result<CutWrite<B::Write>, StoreError> {
        Ok(CutWrite { whole: self.whole.write().await?, left: self.left.clone() })
    }
}

impl<W: Write> Write for CutWrite<W> {
    type Read = W::Read;

    fn rows(&mut self) -> &mut W::Read {
        self.whole.rows()
    }

    async fn lock(&mut self, streams: &[StreamId]) -> Result<Vec<StreamRow>, StoreError> {
        self.whole.lock(streams).await
    }

    async fn commit(self, writes: Writes) -> Result<(), StoreError> {
        let Some(left) = self.left.load(Relaxed).checked_sub(1) else {
            return Err(StoreError::Corrupt { what: CUT_OFF });
        };
        self.left.store(left, Relaxed);
        self.whole.commit(writes).await
    }
}

fn next() -> MasterKey {
    MasterKey::from_bytes([0x4e; 32])
}

async fn opens<B: Backend>(backend: &B, key: &MasterKey) -> Result<Store<B>, StoreError> {
    Store::open(backend.clone(), key, SeededChance::new(9)).await
}

/// J7.1: after whichever commit it is cut off, neither key opens the store until the same again has come to the end; then the new one does.
pub async fn a_new_master_key_wraps_all_whenever_it_is_cut_off<B: Backend>(backend: B) {
    let scene = Scene::new(backend.clone()).await;
    let (roster, archive) = (scene.of_section(Compartment::Roster), scene.of_section(Compartment::Archive));
    let (mut pen, anne, bruno) = (scene.secretary.clone(), About::new(1), About::new(2));
    let facts = [(&anne, person("Martin", Some("N-1"))), (&bruno, person("Durand", Some("N-2")))];
    scene.write(&mut pen, roster, &facts).await;
    scene.store.make_snapshot(roster).await.expect("it is made");
    scene.store.erase(roster, &[bruno.id], NOW).await.expect("it is carried out");
    let names = [Hash::of(b"a leaflet"), Hash::of(b"a slip")];
    scene.store.begin_blob(archive, names[0], 100, NOW).await.expect("written");
    let before =
        BlobRow { stream: archive, name: names[1], size: 9, received: 9, begun_at: NOW, seal: BlobSeal::Before };
    let tx = scene.store.backend.write().await.expect("it begins");
    tx.commit(Writes { blobs: vec![before], ..Writes::default() }).await.expect("written");
    scene.store.key_blob(archive, names[1]).await.expect("written");
    scene.store.set_setting("epoch", b"1").await.expect("written");
    let kept = async |store: &Store<B>| {
        let mut keys = Vec::new();
        for name in names {
            keys.push(store.blob(archive, name).await.expect("read").expect("it is there").key);
        }
        (keys, store.setting("epoch").await.expect("read"), store.setting("nothing").await.expect("read"))
    };
    let (whole, found) = (scene.whole(roster).await, kept(&scene.store).await);

    let mut times = 0_u64;
    let done = loop {
        let left = Arc::new(AtomicUsize::new(1));
        let cut = Cut { whole: backend.clone(), left };
        match rewrap(&cut, &master(), &next(), SeededChance::new(20 + times), &mut |_| ()).await {
            Err(StoreError::Corrupt { what: CUT_OFF }) => times += 1,
            other => break other.expect("nothing else fails"),
        }
        assert!(matches!(opens(&backend, &master()).await, Err(StoreError::OtherMasterKey)), "after {times}");
    };
    // What was left to do at the last.
    assert!(times > 10 && done <= 2, "{times}, then {done}");
    assert!(matches!(opens(&backend, &master()).await, Err(StoreError::OtherMasterKey)));
    let scene = Scene { store: opens(&backend, &next()).await.expect("the new one opens it"), ..scene };
    assert_eq!((scene.whole(roster).await.page, kept(&scene.store).await), (whole.page, found));
    assert!(!scene.write(&mut pen, roster, &[(&About::new(3), person("Petit", None))]).await.is_empty(), "it goes on");
    let mut steps = Vec::new();
    let again = rewrap(&backend, &master(), &next(), SeededChance::new(5), &mut |step| steps.push(step)).await;
    assert_eq!((again.expect("nothing is left"), steps.len()), (0, 12), "two units of five streams");
    assert_eq!(steps[..2], [Step::Fenced, Step::Settings]);
}

/// It touches nothing of a store of which it has no key.
pub async fn a_stranger_to_the_master_key_wraps_nothing<B: Backend>(backend: B) {
    let scene = Scene::new(backend.clone()).await;
    let other = MasterKey::from_bytes([0x4f; 32]);
    let refused = rewrap(&backend, &other, &next(), SeededChance::new(5), &mut |_| ()).await;
    assert!(matches!(refused, Err(StoreError::OtherMasterKey)));
    let roster = scene.of_section(Compartment::Roster);
    let scene = Scene { store: opens(&backend, &master()).await.expect("it is as it was"), ..scene };
    scene.whole(roster).await;
}
