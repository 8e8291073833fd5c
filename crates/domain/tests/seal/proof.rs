use coopol_domain::seal::proof::{Broken, NoProof, consistency, inclusion, verify_consistency, verify_inclusion};
use coopol_domain::seal::{Hash, leaf_hash};
use ct_merkle::{ConsistencyProof, InclusionProof, RootHash};
use proptest::prelude::*;
use sha2::Sha256;

use crate::reference::{self, CT_ROOTS, ct_leaf_hashes, hex, leaf, leaf_hashes, root};
use crate::tree::{from_store, index, tile_roots};

const UP_TO: u64 = 130;

// J5.1: vectors of the Certificate Transparency test suite (leaf, size, hashes).
#[test]
fn inclusion_proofs_are_those_of_certificate_transparency() {
    let known: [(u64, u64, &[&str]); 5] = [
        (0, 1, &[]),
        (
            0,
            8,
            &[
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ],
        ),
        (
            5,
            8,
            &[
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
        ),
        (2, 3, &["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
        (
            1,
            5,
            &[
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ],
        ),
    ];
    let leaves = ct_leaf_hashes();
    for (leaf, size, hashes) in known {
        let proof: Vec<Hash> = hashes.iter().map(|digits| hex(digits)).collect();
        assert_eq!(inclusion_proof(leaf, &leaves[..index(size)]), proof, "leaf {leaf} of {size}");
        verify_inclusion(leaves[index(leaf)], leaf, size, hex(CT_ROOTS[index(size)]), &proof).unwrap();
    }
}

// J5.1: the same suite (from, to, hashes).
#[test]
fn consistency_proofs_are_those_of_certificate_transparency() {
    let known: [(u64, u64, &[&str]); 5] = [
        (1, 1, &[]),
        (
            1,
            8,
            &[
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ],
        ),
        (
            6,
            8,
            &[
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
        ),
        (
            2,
            5,
            &[
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ],
        ),
        (
            6,
            7,
            &[
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
        ),
    ];
    let leaves = ct_leaf_hashes();
    for (from, to, hashes) in known {
        let proof: Vec<Hash> = hashes.iter().map(|digits| hex(digits)).collect();
        assert_eq!(consistency_proof(from, &leaves[..index(to)]), proof, "from {from} to {to}");
        let (old, new) = (hex(CT_ROOTS[index(from)]), hex(CT_ROOTS[index(to)]));
        verify_consistency(from, old, to, new, &proof).unwrap();
    }
}

// J5.1: every leaf of every tree, against the definition and an independent verifier.
#[test]
fn every_leaf_is_proven() {
    let all = leaf_hashes(UP_TO);
    for size in 1..=UP_TO {
        let leaves = &all[..index(size)];
        let root = root(leaves);
        for number in 0..size {
            let proof = inclusion_proof(number, leaves);
            assert_eq!(proof, reference::path(index(number), leaves), "leaf {number} of {size}");
            verify_inclusion(leaves[index(number)], number, size, root, &proof).unwrap();
            let elsewhere = InclusionProof::<Sha256>::try_from_bytes(joined(&proof)).unwrap();
            independent(root, size).verify_inclusion(&leaf(number), number, &elsewhere).unwrap();
        }
    }
}

// J5.2: every jump from one checkpoint to another, against the definition and an independent verifier.
#[test]
fn every_continuation_is_proven() {
    let all = leaf_hashes(UP_TO);
    let roots: Vec<Hash> = (0..=index(UP_TO)).map(|size| root(&all[..size])).collect();
    for to in 0..=UP_TO {
        for from in 0..=to {
            let leaves = &all[..index(to)];
            let (old, new) = (roots[index(from)], roots[index(to)]);
            let proof = consistency_proof(from, leaves);
            verify_consistency(from, old, to, new, &proof).unwrap();
            if from > 0 {
                assert_eq!(proof, reference::proof(index(from), leaves), "from {from} to {to}");
                let elsewhere = ConsistencyProof::try_from_bytes(joined(&proof)).unwrap();
                independent(new, to).verify_consistency(&independent(old, from), &elsewhere).unwrap();
            }
        }
    }
}

// J5.2: a server that rewrote one entry finds no proof, whichever tree it proves from.
#[test]
fn a_rewritten_past_has_no_proof() {
    let honest = leaf_hashes(40);
    for from in 1..=40_u64 {
        let known = root(&honest[..index(from)]);
        for rewritten in 0..index(from) {
            let mut forged = honest.clone();
            forged[rewritten] = leaf_hash(b"another past");
            let claimed = root(&forged);
            for proof in [consistency_proof(from, &forged), consistency_proof(from, &honest)] {
                let refused = verify_consistency(from, known, 40, claimed, &proof).unwrap_err();
                assert!(matches!(refused, Broken::OldRoot { .. } | Broken::NewRoot { .. }), "{refused}");
            }
        }
    }
}

// J5.2
#[test]
fn every_altered_bit_breaks_a_consistency_proof() {
    let leaves = leaf_hashes(UP_TO);
    for (from, to) in [(1, 2), (6, 8), (64, 130), (77, 130), (127, 129), (129, 130), (130, 130)] {
        let (old, new) = (root(&leaves[..index(from)]), root(&leaves[..index(to)]));
        let proof = consistency_proof(from, &leaves[..index(to)]);
        for wrong in altered(&proof) {
            verify_consistency(from, old, to, new, &wrong).unwrap_err();
        }
        for wrong in altered(&[old]) {
            verify_consistency(from, wrong[0], to, new, &proof).unwrap_err();
        }
        for wrong in altered(&[new]) {
            verify_consistency(from, old, to, wrong[0], &proof).unwrap_err();
        }
    }
}

// J5.1
#[test]
fn every_altered_bit_breaks_an_inclusion_proof() {
    let leaves = leaf_hashes(UP_TO);
    for (number, size) in [(0, 1), (5, 8), (0, 130), (77, 130), (128, 129), (129, 130)] {
        let (leaf, root) = (leaves[index(number)], root(&leaves[..index(size)]));
        let proof = inclusion_proof(number, &leaves[..index(size)]);
        for wrong in altered(&proof) {
            verify_inclusion(leaf, number, size, root, &wrong).unwrap_err();
        }
        for wrong in altered(&[leaf, root]) {
            verify_inclusion(wrong[0], number, size, wrong[1], &proof).unwrap_err();
        }
        for other in (0..size).filter(|other| *other != number) {
            verify_inclusion(leaf, other, size, root, &proof).unwrap_err();
        }
    }
}

// J5.2
#[test]
fn a_proof_has_one_length() {
    let leaves = leaf_hashes(130);
    let (old, new) = (root(&leaves[..77]), root(&leaves));
    let proof = consistency_proof(77, &leaves);
    let longer = [proof.as_slice(), &[new]].concat();
    for (wrong, given) in [(&proof[1..], proof.len() - 1), (&longer, proof.len() + 1), (&[], 0)] {
        let refused = verify_consistency(77, old, 130, new, wrong);
        assert_eq!(refused, Err(Broken::Length { given, expected: proof.len() }));
    }
    assert_eq!(verify_inclusion(leaves[0], 0, 1, leaves[0], &[new]), Err(Broken::Length { given: 1, expected: 0 }));
}

// J5.2: from nothing anything may grow, but nothing has one root, and the same size has one root.
#[test]
fn empty_and_equal_trees() {
    let (empty, one, other) = (Hash::of(b""), leaf_hash(b"one"), leaf_hash(b"other"));
    verify_consistency(0, empty, 0, empty, &[]).unwrap();
    verify_consistency(0, empty, 1, one, &[]).unwrap();
    let old = Broken::OldRoot { size: 0, known: one, computed: empty };
    assert_eq!(verify_consistency(0, one, 1, one, &[]), Err(old));
    let new = Broken::NewRoot { size: 0, claimed: one, computed: empty };
    assert_eq!(verify_consistency(0, empty, 0, one, &[]), Err(new));
    let forked = Broken::NewRoot { size: 1, claimed: other, computed: one };
    assert_eq!(verify_consistency(1, one, 1, other, &[]), Err(forked));
}

#[test]
fn what_can_not_be_proven_is_said() {
    let hash = Hash::of(b"any");
    for (leaf, size) in [(0, 0), (1, 1), (8, 7), (u64::MAX, u64::MAX)] {
        let missing = NoProof::NoLeaf { index: leaf, size };
        assert_eq!(inclusion(leaf, size), Err(missing));
        assert_eq!(verify_inclusion(hash, leaf, size, hash, &[]), Err(missing.into()));
    }
    // J5.2: a server that comes back with fewer entries than it sealed.
    let shrunk = NoProof::Shrunk { from: 8, to: 7 };
    assert_eq!(consistency(8, 7), Err(shrunk));
    assert_eq!(verify_consistency(8, hash, 7, hash, &[]), Err(shrunk.into()));
}

#[test]
fn plans_stay_short_in_the_largest_tree() {
    assert_eq!(inclusion(0, u64::MAX).unwrap().len(), 64);
    assert_eq!(consistency(u64::MAX - 1, u64::MAX).unwrap().len(), 64);
}

proptest! {
    // J5.2: what a store answers from its tiles is a proof, here and for an independent verifier.
    #[test]
    fn a_store_proves_from_its_tiles((to, number) in (1_u64..5_000).prop_flat_map(|to| (Just(to), 0..to))) {
        let from = number + 1;
        let leaves = leaf_hashes(to);
        let tiles = tile_roots(&leaves);
        let answer = |plan: Vec<_>| plan.iter().map(|range| from_store(range, &tiles, &leaves)).collect::<Vec<_>>();

        let (old, new) = (from_store(&(0..from), &tiles, &leaves), from_store(&(0..to), &tiles, &leaves));
        let continued = answer(consistency(from, to).unwrap());
        verify_consistency(from, old, to, new, &continued).unwrap();
        let elsewhere = ConsistencyProof::try_from_bytes(joined(&continued)).unwrap();
        independent(new, to).verify_consistency(&independent(old, from), &elsewhere).unwrap();

        let included = answer(inclusion(number, to).unwrap());
        verify_inclusion(leaves[index(number)], number, to, new, &included).unwrap();
        let elsewhere = InclusionProof::<Sha256>::try_from_bytes(joined(&included)).unwrap();
        independent(new, to).verify_inclusion(&leaf(number), number, &elsewhere).unwrap();
    }
}

fn inclusion_proof(number: u64, leaves: &[Hash]) -> Vec<Hash> {
    answered(&inclusion(number, leaves.len() as u64).unwrap(), leaves)
}

fn consistency_proof(from: u64, leaves: &[Hash]) -> Vec<Hash> {
    answered(&consistency(from, leaves.len() as u64).unwrap(), leaves)
}

fn answered(plan: &[std::ops::Range<u64>], leaves: &[Hash]) -> Vec<Hash> {
    plan.iter().map(|range| root(&leaves[index(range.start)..index(range.end)])).collect()
}

/// Every way of altering one bit of these hashes.
fn altered(hashes: &[Hash]) -> impl Iterator<Item = Vec<Hash>> + '_ {
    (0..hashes.len() * 256).map(|bit| {
        let mut hashes = hashes.to_vec();
        let mut bytes = <[u8; 32]>::from(hashes[bit / 256]);
        bytes[bit % 256 / 8] ^= 1 << (bit % 8);
        hashes[bit / 256] = bytes.into();
        hashes
    })
}

fn independent(root: Hash, size: u64) -> RootHash<Sha256> {
    RootHash::new((*root.as_bytes()).into(), size)
}

fn joined(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| *hash.as_bytes()).collect()
}
