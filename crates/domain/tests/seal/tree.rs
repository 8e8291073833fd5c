use coopol_domain::seal::Hash;
use coopol_domain::seal::tree::{Frontier, NoRoot, Reads, TILE, WrongFrontier, range_root};

use crate::reference::{CT_ROOTS, ct_leaf_hashes, hex, leaf_hashes, root};

// J5.1: the tree is that of RFC 6962.
#[test]
fn roots_are_those_of_certificate_transparency() {
    let mut frontier = Frontier::default();
    assert_eq!(frontier.root(), hex(CT_ROOTS[0]));
    for (leaf, expected) in ct_leaf_hashes().into_iter().zip(&CT_ROOTS[1..]) {
        frontier.push(leaf);
        assert_eq!(frontier.root(), hex(expected), "{} leaves", frontier.size());
    }
}

// J5.1
#[test]
fn roots_are_those_of_the_definition() {
    let leaves = leaf_hashes(600);
    for size in 0..=600 {
        let frontier: Frontier = leaves[..size].iter().copied().collect();
        assert_eq!((frontier.size(), frontier.root()), (size as u64, root(&leaves[..size])));
    }
}

// J5.2: a device that keeps its frontier and follows every leaf needs no proof.
#[test]
fn a_frontier_kept_goes_on_where_it_was() {
    let leaves = leaf_hashes(130);
    for known in 0..=130 {
        let before: Frontier = leaves[..known].iter().copied().collect();
        let (size, subtrees) = before.parts();
        let mut kept = Frontier::from_parts(size, subtrees.to_vec()).unwrap();
        assert_eq!(kept, before);
        kept.extend(leaves[known..].iter().copied());
        assert_eq!(kept.root(), root(&leaves));
    }
}

#[test]
fn a_frontier_has_one_hash_per_complete_subtree() {
    let hash = Hash::of(b"any");
    for (size, given, expected) in [(0, 1, 0), (1, 0, 1), (6, 3, 2), (255, 7, 8), (256, 8, 1), (u64::MAX, 0, 64)] {
        let refused = Frontier::from_parts(size, vec![hash; given]).unwrap_err();
        assert_eq!(refused, WrongFrontier { size, given, expected });
    }
}

// Around every kind of edge: no tile, one, several, a power of two of them, and the largest tree tried.
#[test]
fn tiles_give_the_same_roots_as_leaves() {
    let leaves = leaf_hashes(70_000);
    let tiles = tile_roots(&leaves);
    let edges = [0, 256, 512, 768, 1_024, 65_280, 65_536, 65_792, 69_888];
    let around = edges.iter().flat_map(|&edge: &u64| edge.saturating_sub(1)..=edge + 1);
    for size in around.chain([2, 128, 300, 33_333, 70_000]) {
        let reads = Reads::of(&(0..size)).unwrap();
        assert_eq!((reads.tiles.end, reads.leaves.end.max(reads.tiles.end * TILE)), (size / TILE, size));
        assert_eq!(from_store(&(0..size), &tiles, &leaves), root(&leaves[..index(size)]), "{size} leaves");

        let rebuilt =
            Frontier::from_tiles(&tiles[..index(size / TILE)], &leaves[index(size / TILE * TILE)..index(size)]);
        assert_eq!(rebuilt, leaves[..index(size)].iter().copied().collect(), "{size} leaves");
    }
}

#[test]
fn tiles_give_the_hash_of_any_subtree() {
    let leaves = leaf_hashes(1_400);
    let tiles = tile_roots(&leaves);
    for range in [0..1, 5..6, 6..8, 255..256, 256..300, 256..512, 512..1_024, 1_024..1_400, 1_280..1_400, 1_392..1_397]
    {
        let direct = root(&leaves[index(range.start)..index(range.end)]);
        assert_eq!(from_store(&range, &tiles, &leaves), direct, "{range:?}");
    }
}

#[test]
fn what_is_no_subtree_has_no_root() {
    #[expect(clippy::reversed_empty_ranges, reason = "what a wrong caller would ask for")]
    let wrong = [1..3, 2..5, 128..300, 256..1_024, 5..5, 7..6, u64::MAX..0, 3..u64::MAX];
    for range in wrong {
        assert_eq!(Reads::of(&range), Err(NoRoot::NotASubtree { range: range.clone() }));
        assert_eq!(range_root(&range, &[], &[]), Err(NoRoot::NotASubtree { range }));
    }
    assert_eq!(Reads::of(&(0..u64::MAX)).unwrap().leaves, u64::MAX - 255..u64::MAX);
}

#[test]
fn a_store_that_gives_something_else_is_refused() {
    let hash = Hash::of(b"any");
    let expected = Reads { tiles: 0..2, leaves: 512..515 };
    for (tiles, leaves) in [(2, 2), (2, 4), (1, 3), (3, 3), (0, 515), (3, 2)] {
        let given = range_root(&(0..515), &vec![hash; tiles], &vec![hash; leaves]);
        assert_eq!(given, Err(NoRoot::OtherReads { tiles, leaves, expected: expected.clone() }));
    }
}

/// The root of each complete tile.
pub fn tile_roots(leaves: &[Hash]) -> Vec<Hash> {
    leaves.chunks_exact(index(TILE)).map(|tile| tile.iter().copied().collect::<Frontier>().root()).collect()
}

/// The hash of a range, reading only what is asked for.
pub fn from_store(range: &std::ops::Range<u64>, tiles: &[Hash], leaves: &[Hash]) -> Hash {
    let reads = Reads::of(range).unwrap();
    let tiles = &tiles[index(reads.tiles.start)..index(reads.tiles.end)];
    let leaves = &leaves[index(reads.leaves.start)..index(reads.leaves.end)];
    range_root(range, tiles, leaves).unwrap()
}

/// A leaf's number as an index into memory.
pub fn index(number: u64) -> usize {
    usize::try_from(number).unwrap()
}
