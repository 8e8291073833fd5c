//! Base32 for people: Crockford's letters, without I, L, O and U, which are read as the digits they look like.

const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUP: usize = 5;

/// Upper-case letters and digits; the last one is filled up with zero bits.
pub(super) fn encode(bytes: &[u8]) -> String {
    let (mut text, mut bits, mut held) = (String::new(), 0_u32, 0);
    for &byte in bytes {
        (bits, held) = (bits << 8 | u32::from(byte), held + 8);
        while held >= 5 {
            held -= 5;
            text.push(letter(bits >> held));
        }
    }
    if held > 0 {
        text.push(letter(bits << (5 - held)));
    }
    text
}

/// What [`encode`] wrote, in upper or lower case, with hyphens and white space anywhere; `None` for anything else.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for c in text.chars().filter(|c| *c != '-' && !c.is_whitespace()) {
        (bits, held) = (bits << 5 | value(c)?, held + 5);
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).expect("eight bits make a byte"));
        }
    }
    (bits & ((1 << held) - 1) == 0 && held < 5).then_some(bytes)
}

/// The same in groups of five, as it is read aloud.
pub(super) fn grouped(text: &str) -> String {
    let groups: Vec<&str> = (0..text.len()).step_by(GROUP).map(|at| &text[at..text.len().min(at + GROUP)]).collect();
    groups.join("-")
}

fn letter(bits: u32) -> char {
    char::from(LETTERS[(bits & 31) as usize])
}

fn value(c: char) -> Option<u32> {
    let c = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        c => c,
    };
    let place = LETTERS.iter().position(|&letter| char::from(letter) == c)?;
    u32::try_from(place).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_reads_back(bytes in proptest::collection::vec(any::<u8>(), 0..90)) {
            let text = encode(&bytes);
            prop_assert_eq!(decode(&text), Some(bytes.clone()));
            prop_assert_eq!(decode(&grouped(&text).to_lowercase()), Some(bytes));
        }
    }

    #[test]
    fn letters_that_look_like_digits_are_read_as_digits() {
        assert_eq!(encode(&[0x00, 0x44, 0x32]), "0123 4".replace(' ', ""));
        assert_eq!(decode("oI23 4"), Some(vec![0x00, 0x44, 0x32]));
        assert_eq!(decode("o123u"), None);
        assert_eq!(decode("01235"), None, "bits beyond the last byte must be zero");
        assert_eq!(decode("012"), None, "a letter that adds no byte");
    }
}
