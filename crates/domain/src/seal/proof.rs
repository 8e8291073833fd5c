//! Proofs: that one tree continues another (RFC 6962 §2.1.2), that a leaf is in a tree (§2.1.1).
//!
//! A proof is planned as ranges of leaves, lowest node first. Whoever serves it hashes each range
//! ([`range_root`](super::tree::range_root)); whoever checks it plans the same ranges, so the plan says on which side
//! of the path each hash goes.

use std::ops::Range;

use super::{Hash, node_hash};

/// No proof exists between such numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoProof {
    /// A leaf that the tree doesn't have.
    #[error("leaf {index} is not in a tree of {size} leaves")]
    NoLeaf {
        /// The leaf's number, from 0.
        index: u64,
        /// Leaves in the tree.
        size: u64,
    },
    /// A tree only grows.
    #[error("a tree of {from} leaves can't continue as one of {to}")]
    Shrunk {
        /// Leaves known.
        from: u64,
        /// Leaves claimed.
        to: u64,
    },
}

/// The seal is broken: what was given doesn't prove what it should. The device raises the alarm (J5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// Nothing could prove it.
    #[error(transparent)]
    NoProof(#[from] NoProof),
    /// A proof has one length for given sizes.
    #[error("the proof has {given} hashes, {expected} are needed")]
    Length {
        /// Hashes given.
        given: usize,
        /// Hashes that these sizes need.
        expected: usize,
    },
    /// The proof doesn't lead to the root that was already known: another past.
    #[error("the proof leads to {computed} where the root of the {size} leaves already known is {known}")]
    OldRoot {
        /// Leaves already known.
        size: u64,
        /// Their root, verified before.
        known: Hash,
        /// The root that the proof leads to.
        computed: Hash,
    },
    /// The proof doesn't lead to the root that is claimed.
    #[error("the proof leads to {computed} where the root of {size} leaves is claimed to be {claimed}")]
    NewRoot {
        /// Leaves claimed.
        size: u64,
        /// The root claimed.
        claimed: Hash,
        /// The root that the proof leads to.
        computed: Hash,
    },
}

/// The ranges whose hashes prove that leaf `index`, from 0, is in a tree of `size` leaves.
pub fn inclusion(index: u64, size: u64) -> Result<Vec<Range<u64>>, NoProof> {
    if index >= size {
        return Err(NoProof::NoLeaf { index, size });
    }
    let (path, _) = descend(size, index, |node| node.end - node.start == 1);
    Ok(path)
}

/// The ranges whose hashes prove that a tree of `to` leaves starts with the `from` leaves known before.
///
/// None are needed when `from` is 0 or `to`: every tree continues the empty one, and a tree continues itself.
pub fn consistency(from: u64, to: u64) -> Result<Vec<Range<u64>>, NoProof> {
    if from > to {
        return Err(NoProof::Shrunk { from, to });
    }
    if from == 0 {
        return Ok(Vec::new());
    }
    let (mut path, reached) = descend(to, from - 1, |node| node.end == from);
    // The lowest node that ends where the known tree ends. Starting at 0 it is that tree itself, whose root is known.
    if reached.start > 0 {
        path.insert(0, reached);
    }
    Ok(path)
}

/// Walks from the root towards `leaf` until `arrived`: the siblings passed, lowest first, and the node reached.
fn descend(size: u64, leaf: u64, arrived: impl Fn(&Range<u64>) -> bool) -> (Vec<Range<u64>>, Range<u64>) {
    let mut node = 0..size;
    let mut siblings = Vec::new();
    while !arrived(&node) {
        // The left subtree is the largest complete one that leaves something to the right (RFC 6962 §2.1).
        let middle = node.start + (1 << (node.end - node.start - 1).ilog2());
        let (left, right) = (node.start..middle, middle..node.end);
        let (next, sibling) = if leaf < middle { (left, right) } else { (right, left) };
        siblings.push(sibling);
        node = next;
    }
    siblings.reverse();
    (siblings, node)
}

/// Checks that the leaf with this hash is number `index` of the tree of `size` leaves under `root`.
pub fn verify_inclusion(leaf: Hash, index: u64, size: u64, root: Hash, proof: &[Hash]) -> Result<(), Broken> {
    let path = inclusion(index, size)?;
    check_length(proof, path.len())?;
    let (_, computed) = climb(index, leaf, path.iter().zip(proof.iter().copied()));
    if computed == root { Ok(()) } else { Err(Broken::NewRoot { size, claimed: root, computed }) }
}

/// Checks that the tree of `to` leaves under `root_to` starts with the `from` leaves under `root_from`.
///
/// `root_from` was verified before. From an empty tree nothing is proven about `root_to`.
pub fn verify_consistency(from: u64, root_from: Hash, to: u64, root_to: Hash, proof: &[Hash]) -> Result<(), Broken> {
    let path = consistency(from, to)?;
    check_length(proof, path.len())?;
    let steps = path.iter().zip(proof.iter().copied());

    let (old, new) = match path.first() {
        None if from == 0 => {
            let empty = Hash::of(b"");
            (empty, if to == 0 { empty } else { root_to })
        }
        Some(lowest) if lowest.end == from => climb(lowest.start, proof[0], steps.skip(1)),
        _ => climb(0, root_from, steps),
    };
    if old != root_from {
        return Err(Broken::OldRoot { size: from, known: root_from, computed: old });
    }
    if new != root_to {
        return Err(Broken::NewRoot { size: to, claimed: root_to, computed: new });
    }
    Ok(())
}

/// From a node that starts at leaf `start` up to the root: of the tree that ends with that node, and of the whole tree.
fn climb<'a>(start: u64, node: Hash, steps: impl Iterator<Item = (&'a Range<u64>, Hash)>) -> (Hash, Hash) {
    let mut start = start;
    let (mut old, mut new) = (node, node);
    for (sibling, hash) in steps {
        if sibling.end == start {
            (old, new) = (node_hash(hash, old), node_hash(hash, new));
            start = sibling.start;
        } else {
            // What lies to the right came after the old tree ended.
            new = node_hash(new, hash);
        }
    }
    (old, new)
}

fn check_length(proof: &[Hash], expected: usize) -> Result<(), Broken> {
    if proof.len() == expected { Ok(()) } else { Err(Broken::Length { given: proof.len(), expected }) }
}
