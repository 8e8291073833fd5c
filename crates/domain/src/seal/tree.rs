//! The root of a stream's tree (RFC 6962 §2.1), leaf by leaf or from what a store keeps.
//!
//! A store keeps every leaf hash and one hash per complete tile of [`TILE`] leaves. [`Reads`] says which of them make
//! the hash of a range, so that the store reads in its own way and the arithmetic stays here:
//!
//! ```
//! use coopol_domain::seal::tree::{Reads, range_root};
//!
//! let range = 0..600;
//! assert_eq!(Reads::of(&range)?, Reads { tiles: 0..2, leaves: 512..600 });
//! # let (tiles, leaves) = (vec![[0; 32].into(); 2], vec![[0; 32].into(); 88]);
//! let root = range_root(&range, &tiles, &leaves)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::ops::Range;

use super::{Hash, node_hash};

/// Leaves in a tile, the unit in which a store keeps hashes of subtrees.
pub const TILE: u64 = 256;
const TILE_LEVEL: u32 = TILE.ilog2();

/// The right edge of a tree: all that is needed to add leaves to it and to know its root.
///
/// Whoever holds the frontier at m and receives the leaves m..n knows the root at n without trusting anyone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    /// Roots of the complete subtrees, largest first: one per bit of `size`.
    subtrees: Vec<Hash>,
}

/// The parts of a frontier don't fit its size.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a tree of {size} leaves has {expected} complete subtrees, {given} were given")]
pub struct WrongFrontier {
    /// Leaves in the tree.
    pub size: u64,
    /// Hashes given.
    pub given: usize,
    /// Hashes that a tree of `size` leaves has.
    pub expected: usize,
}

impl Frontier {
    /// The frontier kept by [`Frontier::parts`]. That the hashes are the right ones is for a checkpoint to say.
    pub fn from_parts(size: u64, subtrees: Vec<Hash>) -> Result<Self, WrongFrontier> {
        let (given, expected) = (subtrees.len(), size.count_ones() as usize);
        if given == expected { Ok(Self { size, subtrees }) } else { Err(WrongFrontier { size, given, expected }) }
    }

    /// The frontier of a tree, or of a subtree, whose first leaves are `tiles` complete tiles and the others `leaves`.
    pub fn from_tiles(tiles: &[Hash], leaves: &[Hash]) -> Self {
        let mut frontier = Self::default();
        for tile in tiles {
            frontier.push_complete(TILE_LEVEL, *tile);
        }
        frontier.extend(leaves.iter().copied());
        frontier
    }

    /// Size, and the roots of the complete subtrees, largest first.
    pub fn parts(&self) -> (u64, &[Hash]) {
        (self.size, &self.subtrees)
    }

    /// Leaves in the tree.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Adds the hash of the next leaf, as made by [`super::leaf_hash`].
    pub fn push(&mut self, leaf: Hash) {
        self.push_complete(0, leaf);
    }

    /// The root; of an empty tree, the hash of nothing.
    pub fn root(&self) -> Hash {
        match self.subtrees.split_last() {
            None => Hash::of(b""),
            Some((last, larger)) => larger.iter().rfold(*last, |right, left| node_hash(*left, right)),
        }
    }

    /// Adds a complete subtree of 2^level leaves. Only a tree whose size is a multiple of that has room for it.
    fn push_complete(&mut self, level: u32, root: Hash) {
        debug_assert_eq!(self.size % (1 << level), 0, "a subtree starts at a multiple of its size");
        let mut root = root;
        for _ in 0..(self.size >> level).trailing_ones() {
            let left = self.subtrees.pop().expect("there is one subtree per bit of the size");
            root = node_hash(left, root);
        }
        self.subtrees.push(root);
        self.size += 1 << level;
    }
}

impl Extend<Hash> for Frontier {
    fn extend<I: IntoIterator<Item = Hash>>(&mut self, leaves: I) {
        leaves.into_iter().for_each(|leaf| self.push(leaf));
    }
}

impl FromIterator<Hash> for Frontier {
    fn from_iter<I: IntoIterator<Item = Hash>>(leaves: I) -> Self {
        let mut frontier = Self::default();
        frontier.extend(leaves);
        frontier
    }
}

/// What a store reads to hash a range of leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reads {
    /// Numbers of complete tiles: tile t holds the leaves `t * TILE .. (t + 1) * TILE`.
    pub tiles: Range<u64>,
    /// Numbers of leaves, fewer than [`TILE`], that come after those tiles.
    pub leaves: Range<u64>,
}

/// Why a range has no hash.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoRoot {
    /// Such a range is never a node of a tree.
    #[error("the leaves {}..{} are no subtree: a subtree starts at a multiple of its size", .range.start, .range.end)]
    NotASubtree {
        /// The range asked for.
        range: Range<u64>,
    },
    /// The store did not give what [`Reads`] asked for.
    #[error("{tiles} tiles and {leaves} leaves were given where {expected:?} were asked for")]
    OtherReads {
        /// Tile hashes given.
        tiles: usize,
        /// Leaf hashes given.
        leaves: usize,
        /// What was asked for.
        expected: Reads,
    },
}

impl Reads {
    /// What makes the hash of `range`: a whole tree `0..n`, or a range of a [`proof`](super::proof).
    pub fn of(range: &Range<u64>) -> Result<Self, NoRoot> {
        let refused = || NoRoot::NotASubtree { range: range.clone() };
        let len = range.end.checked_sub(range.start).ok_or_else(refused)?;
        let room = if range.start == 0 { u64::MAX } else { 1 << range.start.trailing_zeros() };
        if len > room || (len == 0 && range.start > 0) {
            return Err(refused());
        }
        if len < TILE {
            return Ok(Self { tiles: 0..0, leaves: range.clone() });
        }
        let tiles = range.start / TILE..range.end / TILE;
        Ok(Self { leaves: tiles.end * TILE..range.end, tiles })
    }
}

/// The hash of the subtree over `range`, from the tile roots and leaf hashes that [`Reads::of`] asked for, in order.
///
/// It costs one hash per tile and leaf given.
pub fn range_root(range: &Range<u64>, tiles: &[Hash], leaves: &[Hash]) -> Result<Hash, NoRoot> {
    let expected = Reads::of(range)?;
    let counts = |reads: &Reads| (reads.tiles.end - reads.tiles.start, reads.leaves.end - reads.leaves.start);
    if (tiles.len() as u64, leaves.len() as u64) != counts(&expected) {
        return Err(NoRoot::OtherReads { tiles: tiles.len(), leaves: leaves.len(), expected });
    }
    Ok(Frontier::from_tiles(tiles, leaves).root())
}
