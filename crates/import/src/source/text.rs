//! Bytes to text.
//!
//! A file with no mark of its encoding and no valid UTF-8 was saved by an old program on a French machine. A general detector
//! weighs all the languages of the world on a few accents and now and then answers "Polish"; here only the encodings that such
//! programs use are tried, and the one whose accents are French wins.

use encoding_rs::{Encoding, ISO_8859_15, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::unreadable::Unreadable;

/// Upper half of code page 850, which Excel calls "CSV (MS-DOS)" and `encoding_rs` does not know.
const CP850: &str = concat!(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤",
    "ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
);

/// Decodes a file; fails if what comes out is no text.
pub fn decode(file: &[u8]) -> Result<String, Unreadable> {
    let text = match Encoding::for_bom(file).map(|(encoding, _)| encoding).or_else(|| utf16_without_mark(file)) {
        Some(encoding) => encoding.decode(file).0.into_owned(),
        None => String::from_utf8(file.to_vec()).unwrap_or_else(|_| french(file)),
    };
    // Text in UTF-8 that was read as Latin-1 has the second half of its accents among the control characters.
    let control = |c: &char| c.is_ascii_control() && !matches!(c, '\t' | '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{1a}');
    let strange = text.chars().take(100_000).filter(control).count();
    if strange * 100 > text.chars().take(100_000).count() { Err(Unreadable::UnknownFormat) } else { Ok(text) }
}

/// French text in UTF-16 has a zero in nearly every second byte.
fn utf16_without_mark(file: &[u8]) -> Option<&'static Encoding> {
    let sample = &file[..file.len().min(2_000)];
    let zeros = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, most) = (zeros(0), zeros(1), sample.len() / 3);
    match () {
        () if sample.len() < 4 => None,
        () if odd > most && even * 10 < odd => Some(UTF_16LE),
        () if even > most && odd * 10 < even => Some(UTF_16BE),
        () => None,
    }
}

fn french(file: &[u8]) -> String {
    let one_byte = |encoding: &'static Encoding| encoding.decode_without_bom_handling(file).0.into_owned();
    let mut candidates =
        [one_byte(WINDOWS_1252), line_by_line(file), one_byte(MACINTOSH), code_page_850(file), one_byte(ISO_8859_15)];
    // The first of equals wins, so the most frequent encoding stands first; a single accent doesn't outweigh it.
    let prior = |at: usize| if at == 0 { 2 } else { 0 };
    let weights: Vec<i64> = candidates.iter().enumerate().map(|(at, text)| weight(text) + prior(at)).collect();
    let best = (1..weights.len()).fold(0, |best, at| if weights[at] > weights[best] { at } else { best });
    std::mem::take(&mut candidates[best])
}

/// The text of a file to which an older program added lines to those in UTF-8. A line of accents is hardly ever valid by chance.
fn line_by_line(file: &[u8]) -> String {
    let lines = file.split_inclusive(|byte| *byte == b'\n');
    let line = |line| match std::str::from_utf8(line) {
        Ok(text) => text.to_owned(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(line).0.into_owned(),
    };
    lines.map(line).collect()
}

fn code_page_850(file: &[u8]) -> String {
    let upper: Vec<char> = CP850.chars().collect();
    file.iter().map(|byte| byte.checked_sub(128).map_or(char::from(*byte), |at| upper[usize::from(at)])).collect()
}

/// How French the accents of a text are. Between figures stand the marks of telephone numbers, and no letters.
fn weight(text: &str) -> i64 {
    let of_number = |c: char| match c {
        '–' | '·' | '\u{a0}' | '\u{ad}' => Some(3),
        c if !c.is_ascii() && c.is_alphabetic() => Some(-3),
        _ => None,
    };
    let value = |c: char| match c {
        '\0'..='\x7f' => 0,
        'é' | 'è' | 'à' | 'ç' | 'ê' | 'ô' | 'î' | 'ï' | 'ë' | 'û' | 'ù' | 'â' | 'œ' => 3,
        'É' | 'È' | 'Ê' | 'Ë' | 'À' | 'Ç' | 'Ô' | 'Î' | 'Ï' | 'Œ' | 'Â' | 'ü' | 'ö' | 'ñ' | 'ÿ' | 'Ÿ' | '€' | '°'
        | '’' | '\u{a0}' => 2,
        '«' | '»' | '–' | '…' => 1,
        _ if c.is_alphabetic() => -1,
        '\u{fffd}' => -6,
        _ => -3,
    };
    let mut before = ' ';
    let weigh = |c: char| {
        let in_number = before.is_ascii_digit();
        before = c;
        of_number(c).filter(|_| in_number).unwrap_or_else(|| value(c))
    };
    text.chars().take(200_000).map(weigh).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "N° adhérent;Prénom;Rue\r\n1;Zoé Lefèvre;3 allée de l'Église\r\n2;Noël Garçon;12 rue où l’on rêve\r\n";

    fn utf16(big: bool) -> Vec<u8> {
        TEXT.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn every_encoding_of_a_french_office() {
        let marked = |mark: &[u8], bytes: Vec<u8>| [mark.to_vec(), bytes].concat();
        let straight = TEXT.replace('’', "'");
        let cp850: Vec<u8> = straight
            .chars()
            .map(|c| {
                CP850
                    .chars()
                    .position(|other| other == c)
                    .map_or(c as u8, |at| u8::try_from(at + 128).expect("half a page"))
            })
            .collect();
        for bytes in [
            TEXT.as_bytes().to_vec(),
            marked(&[0xEF, 0xBB, 0xBF], TEXT.as_bytes().to_vec()),
            WINDOWS_1252.encode(TEXT).0.into_owned(),
            MACINTOSH.encode(TEXT).0.into_owned(),
            cp850,
            utf16(false),
            utf16(true),
            marked(&[0xFF, 0xFE], utf16(false)),
            marked(&[0xFE, 0xFF], utf16(true)),
        ] {
            assert_eq!(decode(&bytes).map(|text| text.replace('’', "'")), Ok(straight.clone()));
        }
    }

    #[test]
    fn one_accent_alone_is_that_of_the_most_frequent_encoding() {
        assert_eq!(decode(b"Nom;Pr\xE9nom").as_deref(), Ok("Nom;Prénom"));
        assert_eq!(decode(b"L'Hermitte;\x8Cdipe").as_deref(), Ok("L'Hermitte;Œdipe"));
        assert_eq!(decode(b"Nom;Pr\x8Enom").as_deref(), Ok("Nom;Prénom"), "Mac Roman");
    }

    #[test]
    fn marks_between_figures_are_no_accents() {
        let numbers = "Nom;Prénom;Tél\nHéraud;Zoé;06–12–34–56–78\nBœuf;Luc;06·12·34·56·79\n";
        for encoding in [WINDOWS_1252, MACINTOSH] {
            assert_eq!(decode(&encoding.encode(numbers).0).as_deref(), Ok(numbers), "{}", encoding.name());
        }
    }

    #[test]
    fn a_single_wrong_byte_does_not_change_the_encoding() {
        let bytes = [TEXT.as_bytes(), &[0xE9]].concat();
        assert!(decode(&bytes).is_ok_and(|text| text.contains("Zoé Lefèvre")));
        let bytes = [TEXT.as_bytes(), b"3;Chlo\xE9;L'Ha\xFF\n"].concat();
        assert!(decode(&bytes).is_ok_and(|text| text.contains("Zoé Lefèvre") && text.contains("Chloé;L'Haÿ")));
    }

    #[test]
    fn no_text_is_refused() {
        assert_eq!(decode(&[1, 2, 3, 4, 0, 0, 7, 8]), Err(Unreadable::UnknownFormat));
    }
}
