//! RFC 6962 §2.1 written as the RFC writes it: slow, recursive, and without a line shared with what it judges.

use coopol_domain::seal::{Hash, leaf_hash};
use sha2::{Digest, Sha256};

/// The eight leaves of the Certificate Transparency test suite.
pub const CT_LEAVES: [&[u8]; 8] = [
    b"",
    &[0x00],
    &[0x10],
    &[0x20, 0x21],
    &[0x30, 0x31],
    &[0x40, 0x41, 0x42, 0x43],
    &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
    &[0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
];

/// Their roots, for 0 to 8 leaves.
pub const CT_ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

/// The hash written as `digits`.
pub fn hex(digits: &str) -> Hash {
    Hash::from_hex(digits).unwrap()
}

/// The hashes of the Certificate Transparency leaves.
pub fn ct_leaf_hashes() -> Vec<Hash> {
    CT_LEAVES.iter().map(|leaf| leaf_hash(leaf)).collect()
}

/// Leaf number `index` of the trees made here.
pub fn leaf(index: u64) -> [u8; 8] {
    index.to_be_bytes()
}

/// The hashes of the first `size` leaves.
pub fn leaf_hashes(size: u64) -> Vec<Hash> {
    (0..size).map(|index| leaf_hash(&leaf(index))).collect()
}

/// MTH(D[n]), from leaf hashes.
pub fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => sha256(&[]),
        [only] => *only,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            sha256(&[&[0x01], root(left).as_ref(), root(right).as_ref()].concat())
        }
    }
}

/// PATH(m, D[n]).
pub fn path(m: usize, leaves: &[Hash]) -> Vec<Hash> {
    if leaves.len() == 1 {
        return Vec::new();
    }
    let k = split(leaves.len());
    let (left, right) = leaves.split_at(k);
    if m < k { appended(path(m, left), root(right)) } else { appended(path(m - k, right), root(left)) }
}

/// PROOF(m, D[n]), for m > 0.
pub fn proof(m: usize, leaves: &[Hash]) -> Vec<Hash> {
    subproof(m, leaves, true)
}

fn subproof(m: usize, leaves: &[Hash], whole: bool) -> Vec<Hash> {
    if m == leaves.len() {
        return if whole { Vec::new() } else { vec![root(leaves)] };
    }
    let k = split(leaves.len());
    let (left, right) = leaves.split_at(k);
    if m <= k {
        appended(subproof(m, left, whole), root(right))
    } else {
        appended(subproof(m - k, right, false), root(left))
    }
}

/// The largest power of two below n.
fn split(n: usize) -> usize {
    let mut k = 1;
    while k * 2 < n {
        k *= 2;
    }
    k
}

fn appended(mut hashes: Vec<Hash>, last: Hash) -> Vec<Hash> {
    hashes.push(last);
    hashes
}

fn sha256(bytes: &[u8]) -> Hash {
    <[u8; 32]>::from(Sha256::digest(bytes)).into()
}
