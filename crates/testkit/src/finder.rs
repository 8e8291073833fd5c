//! Looking for words in bytes, in every form in which a program may have written them: UTF-8, UTF-16, base64, folded, and
//! inside zstd frames.

use std::collections::HashMap;
use std::io::{self, Read as _};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use coopol_core::text::fold;

/// The forms of many words, found in one pass.
pub struct Finder {
    /// By their first two bytes.
    by_start: HashMap<[u8; 2], Vec<(String, Vec<u8>)>>,
    starts: Vec<bool>,
}

const FRAME: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// The most that is unpacked of a frame.
const UNPACKED: u64 = 64 << 20;

impl Finder {
    /// Looks for these words.
    pub fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut finder = Self { by_start: HashMap::new(), starts: vec![false; 1 << 16] };
        for word in words {
            for (form, bytes) in forms(word) {
                finder.add(format!("{word} as {form}"), bytes);
            }
        }
        finder
    }

    /// Something to be found as it is: a key.
    pub fn add(&mut self, name: String, bytes: Vec<u8>) {
        let start = [bytes[0], bytes[1]];
        self.starts[usize::from(u16::from_be_bytes(start))] = true;
        self.by_start.entry(start).or_default().push((name, bytes));
    }

    /// What stands in `bytes`, frames of zstd included.
    pub fn found(&self, bytes: &[u8]) -> Vec<&str> {
        let mut found = self.plainly(bytes);
        for (place, _) in bytes.windows(4).enumerate().filter(|(_, window)| *window == FRAME) {
            // What only looks like a frame doesn't unpack.
            found.extend(unpack(&bytes[place..]).iter().flat_map(|unpacked| self.plainly(unpacked)));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What the files of a folder hold or are called, by file, is added to `found`. Answers how many were looked at.
    pub fn search(&self, folder: &Path, found: &mut Vec<String>) -> io::Result<usize> {
        let mut seen = 0;
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            found.extend(self.found(name.as_bytes()).iter().map(|word| format!("{} is called {word}", path.display())));
            if path.is_dir() {
                seen += self.search(&path, found)?;
            } else if path.is_file() {
                seen += 1;
                let bytes = std::fs::read(&path)?;
                found.extend(self.found(&bytes).iter().map(|word| format!("{} holds {word}", path.display())));
            }
        }
        Ok(seen)
    }

    fn plainly(&self, bytes: &[u8]) -> Vec<&str> {
        let mut found = Vec::new();
        for (place, window) in bytes.windows(2).enumerate() {
            let start = [window[0], window[1]];
            if self.starts[usize::from(u16::from_be_bytes(start))] {
                let rest = &bytes[place..];
                let here = self.by_start[&start].iter().filter(|(_, form)| rest.starts_with(form));
                found.extend(here.map(|(name, _)| name.as_str()));
            }
        }
        found
    }
}

/// One frame alone, and no more of it than is sane.
fn unpack(bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut unpacked, decoder) = (Vec::new(), zstd::stream::read::Decoder::with_buffer(bytes).ok()?.single_frame());
    decoder.take(UNPACKED).read_to_end(&mut unpacked).ok()?;
    Some(unpacked)
}

fn forms(word: &str) -> Vec<(String, Vec<u8>)> {
    let mut forms = Vec::new();
    for (name, text) in [("", word.to_owned()), ("folded ", fold(word)), ("lower-case ", word.to_lowercase())] {
        forms.push((format!("{name}UTF-8"), text.as_bytes().to_vec()));
        forms.push((format!("{name}UTF-16LE"), text.encode_utf16().flat_map(u16::to_le_bytes).collect()));
        forms.push((format!("{name}UTF-16BE"), text.encode_utf16().flat_map(u16::to_be_bytes).collect()));
        for shift in 0..3 {
            for (alphabet, engine) in [("base64", STANDARD_NO_PAD), ("base64url", URL_SAFE_NO_PAD)] {
                forms.push((
                    format!("{name}{alphabet} at {shift}"),
                    inside(&engine.encode(shifted(&text, shift)), shift),
                ));
            }
        }
    }
    forms
}

fn shifted(text: &str, shift: usize) -> Vec<u8> {
    [vec![0; shift], text.as_bytes().to_vec()].concat()
}

/// The characters that depend on the word alone, and not on what stands before and after it.
fn inside(encoded: &str, shift: usize) -> Vec<u8> {
    let from = [0, 2, 3][shift];
    encoded.as_bytes()[from..encoded.len() - 1].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_would_be_found() {
        let word = "Kwébrajôzquîzep";
        let finder = Finder::of([word]);
        assert!(!finder.found("avant Kwébra après".as_bytes()).iter().any(|_| true));
        let text = format!("ab{word}cd");
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [text.clone().into_bytes(), fold(&text).into_bytes(), text.to_lowercase().into_bytes(), wide] {
            assert!(!finder.found(&bytes).is_empty(), "{}", String::from_utf8_lossy(&bytes));
            let packed = zstd::bulk::compress(&bytes.repeat(20), 3).unwrap();
            assert!(!finder.found(&[b"before".as_slice(), &packed, b"after"].concat()).is_empty(), "in zstd");
        }
        for before in ["", "a", "ab"] {
            for engine in [STANDARD_NO_PAD, URL_SAFE_NO_PAD] {
                let packed = engine.encode(format!("{before}{word}z"));
                assert!(!finder.found(packed.as_bytes()).is_empty(), "{packed}");
            }
        }
    }
}
