//! Alterations by seed.

use std::io::{Cursor, Read as _, Write as _};

use coopol_testkit::chance::Chance;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The longest that an alteration makes of a file.
const MOST: usize = 200_000;

/// What formats take for something else.
const WORDS: [&[u8]; 24] = [
    b"\0",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"\x80",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\r",
    b"\n",
    b"\t",
    b";",
    b",",
    b"\"",
    b"=",
    b"0",
    b"-1",
    b"99999999999999999999",
    b"31/02/1900",
    b"BEGIN:VCARD\n",
    b"END:VCARD\n",
    b"BEGIN:VEVENT\n",
    b"RRULE:FREQ=SECONDLY\n",
    b"<!--",
    b"]]>",
    b"&#x0;",
];

/// One of the samples, altered in one place or several.
pub fn alter(samples: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let sample = &samples[chance.place(samples.len())];
    // What is packed is altered within, or hardly an alteration would come further than the sum by which it is checked.
    match chance.in_a_hundred(60).then(|| unpacked(sample)).flatten() {
        Some(mut parts) => {
            let place = chance.place(parts.len());
            parts[place].1 = bytes(&parts[place].1, samples, chance);
            packed(&parts)
        }
        None => bytes(sample, samples, chance),
    }
}

fn bytes(sample: &[u8], samples: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut altered = sample.to_vec();
    for _ in 0..=chance.below(4) {
        once(&mut altered, samples, chance);
        altered.truncate(MOST);
    }
    altered
}

fn once(altered: &mut Vec<u8>, samples: &[Vec<u8>], chance: &mut Chance) {
    let at = chance.place(altered.len() + 1);
    let to = at + chance.place((altered.len() - at).min(64) + 1);
    match chance.below(9) {
        0 if at < altered.len() => altered[at] ^= 1 << chance.below(8),
        1 if at < altered.len() => [altered[at]] = chance.bytes(),
        2 => drop(altered.drain(at..to)),
        3 => altered.truncate(at),
        4 => drop(altered.splice(at..to, chance.bytes::<4>())),
        5 => drop(altered.splice(at..at, WORDS[chance.place(WORDS.len())].iter().copied())),
        6 => drop(altered.splice(at..to, WORDS[chance.place(WORDS.len())].iter().copied())),
        // A piece again, many times.
        7 => {
            let piece = altered[at..to].repeat(1 + chance.place(200));
            drop(altered.splice(at..at, piece));
        }
        // The end of another.
        _ => {
            let other = &samples[chance.place(samples.len())];
            altered.truncate(at);
            altered.extend_from_slice(&other[chance.place(other.len() + 1)..]);
        }
    }
}

fn unpacked(sample: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = ZipArchive::new(Cursor::new(sample)).ok()?;
    let mut parts = Vec::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).ok()?;
        let mut content = Vec::new();
        part.read_to_end(&mut content).ok()?;
        let name = part.name().ok()?.into_owned();
        parts.push((name, content));
    }
    (!parts.is_empty()).then_some(parts)
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let plainly = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in parts {
        zip.start_file(name.as_str(), plainly).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_number_names_one_alteration() {
    let samples = [b"Nom;Ville\nZoe;Versailles\n".to_vec(), packed(&[("a.xml".to_owned(), b"<a>b</a>".to_vec())])];
    let all = || (0..2_000).map(|seed| alter(&samples, &mut Chance::new(seed))).collect::<Vec<_>>();
    assert_eq!(all(), all());
    let different: std::collections::BTreeSet<Vec<u8>> = all().into_iter().collect();
    assert!(different.len() > 1_500, "{} of 2000", different.len());
    let whole = all().iter().filter(|file| unpacked(file).is_some()).count();
    assert!(whole > 300, "{whole} of 2000 are still archives");
}
