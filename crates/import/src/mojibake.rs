//! UTF-8 that some program read as Windows-1252 or Latin-1 and saved again, once or several times.

use encoding_rs::WINDOWS_1252;

/// How often it may have been done.
const TIMES: usize = 3;

/// Undoes it: `PrÃ©nom` is `Prénom`; `None` where nothing of the kind was done.
pub fn repaired(text: &str) -> Option<String> {
    let mut found: Option<String> = None;
    for _ in 0..TIMES {
        match once(found.as_deref().unwrap_or(text)) {
            Some(repaired) => found = Some(repaired),
            None => break,
        }
    }
    found
}

fn once(text: &str) -> Option<String> {
    if !text.contains(['Ã', 'Â', 'â', 'Å']) {
        return None;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(one_byte).collect();
    String::from_utf8(bytes?).ok().filter(|repaired| repaired.len() < text.len())
}

fn one_byte(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return Some(byte);
    }
    let mut buffer = [0; 4];
    match WINDOWS_1252.encode(c.encode_utf8(&mut buffer)) {
        (bytes, _, false) => bytes.first().copied(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_encoded_twice_or_more_is_repaired() {
        assert_eq!(repaired("PrÃ©nom").as_deref(), Some("Prénom"));
        assert_eq!(repaired("B\u{c5}\u{93}uf").as_deref(), Some("Bœuf"), "read as Latin-1");
        assert_eq!(repaired("BÅ“uf").as_deref(), Some("Bœuf"), "read as Windows-1252");
        assert_eq!(repaired("PrÃƒÂ©nom").as_deref(), Some("Prénom"), "read so twice");
        assert_eq!(repaired("Âge"), None);
        assert_eq!(repaired("Prénom"), None);
    }
}
