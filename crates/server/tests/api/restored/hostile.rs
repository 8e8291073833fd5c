//! What isn't what the server signed for is refused by name, and nothing of it is kept.

use coopol_domain::access::Office;
use coopol_domain::authority::{Chain, origin};
use coopol_domain::id::StreamId;
use coopol_domain::journal::Compartment;
use coopol_domain::seal::Hash;
use coopol_domain::seal::checkpoint::Checkpoint;
use coopol_domain::seal::key::Signer;
use coopol_store::memory::Memory;
use ed25519_dalek::SigningKey;

use super::giving::Giving;
use crate::kit::{Laptop, Party, Server, limits};

/// A restored server that lacks four entries of a roster, and a laptop that has them.
async fn lacking() -> (Server, Laptop, StreamId, u64) {
    let memory = Memory::new();
    let server = Server::with(memory.clone(), limits()).await;
    let party = Party::found(&server).await;
    let mut laptop = party.officer(&server, &party.versailles, Office::Secretary).await;
    laptop.record(&server, "Lefèvre");
    laptop.sync().await;
    let roster = laptop.stream(Compartment::Roster);
    let size = laptop.device.streams[&roster].seq();
    let backup = memory.backup();
    for name in ["Nguyen", "Martin", "Petit", "Roux"] {
        laptop.record(&server, name);
        laptop.sync().await;
    }
    let restored = server.restored(backup).await;
    laptop.base = restored.url("");
    (restored, laptop, roster, size)
}

async fn size_of(server: &Server, stream: StreamId) -> u64 {
    server.app.store.heads(&[stream]).await.unwrap()[&stream].head.frontier.size()
}

/// A checkpoint of what a forger would like to have been signed.
fn forged(giving: &Giving, laptop: &Laptop, key: SigningKey) -> String {
    let name = laptop.device.pinned.name();
    let checkpoint = Checkpoint::open(&giving.checkpoint, &laptop.device.pinned, &origin(giving.stream)).unwrap();
    let again = Checkpoint::new(&origin(giving.stream), checkpoint.size(), checkpoint.root(), None).unwrap();
    again.sign(&Signer::new(name, key).unwrap())
}

/// J8: each thing that is wrong has its name, and none of it is kept.
#[tokio::test]
async fn what_was_not_signed_for_is_refused_by_name() {
    let (server, laptop, roster, size) = lacking().await;
    let honest = Giving::of(&laptop, roster, size);
    let office = laptop.stream(Compartment::Office);
    let change = |change: &dyn Fn(&mut Giving)| {
        let mut giving = honest.clone();
        change(&mut giving);
        giving
    };
    let payload = honest.page.lines[1].payload.clone();
    for (what, giving, code) in [
        ("another name", change(&|it| it.page.lines[0].payload.clone_from(&payload)), "given_line"),
        ("withheld", change(&|it| (it.page.lines[0].payload, it.page.lines[0].key) = (None, None)), "given_line"),
        ("another verdict", change(&|it| it.page.lines[0].entry.recorded_at.0 += 1), "given_other_past"),
        ("another order", change(&|it| it.page.lines.swap(1, 2)), "given_other_past"),
        ("another signature", change(&|it| it.page.pushes[0].signature[0] ^= 1), "given_line"),
        ("no push", change(&|it| it.page.pushes.clear()), "given_line"),
        ("cut short", change(&|it| drop(it.page.lines.pop())), "given_other_end"),
        ("a leaf made up", change(&|it| it.rest.push(Hash::of(b"more"))), "given_other_end"),
        (
            "a leaf in place of a line",
            change(&|it| {
                it.page.lines.pop();
                it.rest = vec![Hash::of(b"other")];
            }),
            "given_other_past",
        ),
        (
            "another stream's end",
            change(&|it| it.checkpoint = Giving::of(&laptop, office, 0).checkpoint),
            "given_checkpoint",
        ),
        ("as another stream", change(&|it| it.stream = office), "given_checkpoint"),
        (
            "another key",
            change(&|it| it.checkpoint = forged(&honest, &laptop, SigningKey::from_bytes(&[3; 32]))),
            "given_checkpoint",
        ),
        ("no checkpoint", change(&|it| it.checkpoint.clear()), "given_checkpoint"),
    ] {
        assert_eq!(giving.send(&laptop).await, Err(code.to_owned()), "{what}");
        assert_eq!(size_of(&server, roster).await, size, "{what}");
    }
    // One that follows nothing here is told where to go on; whoever proves nothing isn't told whether there is such a stream.
    assert_eq!(change(&|it| it.after += 1).send(&laptop).await, Ok(size));
    let nowhere = change(&|it| it.stream = StreamId::from_bytes([9; 16])).send(&laptop).await;
    assert_eq!(nowhere, Err("given_checkpoint".to_owned()));
    assert_eq!(honest.send(&laptop).await, Ok(size + 4), "and what was signed for is taken");
    server.whole().await;
}

/// A long stretch comes in parts, each proven by the leaves of those that follow; the next push of its author is the next.
#[tokio::test]
async fn what_is_long_comes_in_parts() {
    let (server, laptop, roster, size) = lacking().await;
    assert_eq!(Giving::of(&laptop, roster, size).cut(1).send(&laptop).await, Ok(size + 1));
    assert_eq!(
        Giving::of(&laptop, roster, size).cut(1).send(&laptop).await,
        Ok(size + 1),
        "the same again does nothing"
    );
    assert_eq!(Giving::of(&laptop, roster, size + 1).cut(2).send(&laptop).await, Ok(size + 3));
    assert_eq!(Giving::of(&laptop, roster, size + 3).send(&laptop).await, Ok(size + 4));
    let chain = server.app.store.chains(laptop.device.id).await.unwrap().remove(&roster);
    assert_eq!(chain, Some(laptop.device.streams[&roster].chain));
    assert_ne!(chain, Some(Chain::start()));
    server.whole().await;
}

/// J7.2: a laptop that hasn't heard of an erasure brings nobody back.
#[tokio::test]
async fn who_was_erased_is_not_brought_back() {
    let (server, laptop, roster, size) = lacking().await;
    let giving = Giving::of(&laptop, roster, size);
    let erased = giving.page.lines[2].entry.header.subject;
    server.app.store.erase(roster, &[erased], server.now()).await.unwrap();
    assert_eq!(giving.send(&laptop).await, Ok(size + 4));
    let limit = coopol_store::Limit { lines: 100, bytes: u64::MAX };
    let page = server.app.store.page(roster, 0, limit).await.unwrap().unwrap().page;
    let kept: Vec<bool> = page.lines.iter().skip(1).map(|line| line.payload.is_some()).collect();
    assert_eq!(kept, [true, true, false, true]);
    server.whole().await;
}
