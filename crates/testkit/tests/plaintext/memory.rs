//! The memory of a program that was locked, as a core dump would show it.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Write as _};
use std::process::Child;

use coopol_domain::access::Office;
use coopol_testkit::finder::Finder;
use coopol_testkit::server::Server;

use crate::child::Home;
use crate::folders::bytes;
use crate::markers::Markers;

/// Everything that a process may have written to: heap, stacks, what it mapped for itself.
fn memory(process: u32) -> Vec<Vec<u8>> {
    let maps = std::fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let mut memory = File::open(format!("/proc/{process}/mem")).unwrap();
    let mut parts = Vec::new();
    for line in maps.lines() {
        let (range, rest) = line.split_once(' ').unwrap();
        if !rest.starts_with("rw") {
            continue;
        }
        let (from, to) = range.split_once('-').unwrap();
        let [from, to] = [from, to].map(|address| u64::from_str_radix(address, 16).unwrap());
        let mut part = vec![0; usize::try_from(to - from).unwrap()];
        memory.seek(SeekFrom::Start(from)).unwrap();
        // A page that was never touched can't be read.
        if memory.read_exact(&mut part).is_ok() {
            parts.push(part);
        }
    }
    parts
}

/// Waits until the child says where it stands.
fn stands(child: &mut Child, lines: &mut impl Iterator<Item = String>, wanted: &str) -> Vec<Vec<u8>> {
    assert!(lines.any(|line| line.ends_with(wanted)), "the child never was {wanted}");
    memory(child.id())
}

fn found(finder: &Finder, parts: &[Vec<u8>]) -> Vec<String> {
    let mut found: Vec<String> = parts.iter().flat_map(|part| finder.found(part)).map(str::to_owned).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// What was shown and then locked can't be read in the memory of the program any more, nor can the key.
#[test]
fn a_locked_program_remembers_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (markers, home) = (Markers::all(), Home::make(&folder.path().join("home")));
    let server = Server::start();
    let holder = server.install(&markers.holders[0], Office::Secretary);
    let code = server.invite(holder, &markers.holders[0]);
    let works = home.start("child::that_works", &server.url(), &code);
    assert!(works.wait_with_output().unwrap().status.success());
    let key = std::fs::read_to_string(home.key()).unwrap();
    let mut secret = Finder::of([]);
    secret.add("the key".to_owned(), key.trim().as_bytes().to_vec());
    secret.add("the key's bytes".to_owned(), bytes(key.trim()));
    let words = Finder::of(markers.each());

    let mut child = home.start("child::that_is_locked", &server.url(), "open");
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let open = stands(&mut child, &mut lines, "open");
    assert!(!found(&words, &open).is_empty(), "what is shown stands in memory: the search would find it");
    child.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
    let locked = stands(&mut child, &mut lines, "locked");
    let (words, keys) = (found(&words, &locked), found(&secret, &locked));
    child.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
    child.wait().unwrap();
    assert!(keys.is_empty(), "{keys:?}");
    assert!(words.is_empty(), "{} words", words.len());
}
