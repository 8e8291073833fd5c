//! The words in a file, for the search. Formats that take a parser of their own give none: their documents are found by
//! their titles, and by a text that is given with them.

/// The longest text that a document holds, in bytes.
const MOST: usize = 100_000;

/// Endings of files that are plain text.
const PLAIN: [&str; 8] = ["txt", "md", "csv", "tsv", "log", "ics", "vcf", "rtx"];

/// The text of a file, as the search wants it; nothing for a format that isn't read.
pub fn words_of(name: &str, content: &[u8]) -> Option<String> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())?;
    let plain = PLAIN.contains(&ending.as_str());
    plain.then(|| clean(&decoded(content))).filter(|text| !text.is_empty())
}

/// A text as a document holds it: line breaks kept, other controls left out, cut between characters.
pub(super) fn clean(text: &str) -> String {
    let mut kept = String::with_capacity(text.len().min(MOST));
    for c in text.chars() {
        match c {
            '\r' => {}
            '\t' => kept.push(' '),
            c if c.is_control() && c != '\n' => {}
            c if kept.len() + c.len_utf8() > MOST => break,
            c => kept.push(c),
        }
    }
    kept.trim().to_owned()
}

/// UTF-8 or UTF-16 by its mark, UTF-8 if it is, else what older programs on Windows wrote.
fn decoded(content: &[u8]) -> String {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(content) {
        return encoding.decode_without_bom_handling(&content[mark..]).0.into_owned();
    }
    match std::str::from_utf8(content) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(content).0.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_read_whatever_wrote_it() {
        for content in [
            "Réunion".as_bytes(),
            b"\xef\xbb\xbfR\xc3\xa9union",
            b"R\xe9union",
            b"\xff\xfeR\x00\xe9\x00u\x00n\x00i\x00o\x00n\x00",
        ] {
            assert_eq!(words_of("note.TXT", content).as_deref(), Some("Réunion"));
        }
        assert_eq!(words_of("scan.pdf", b"%PDF-1.7"), None);
        assert_eq!(words_of("note.txt", b"a\x07b\r\nc\td"), Some("ab\nc d".to_owned()));
        assert_eq!(words_of("long.txt", "é".repeat(80_000).as_bytes()).map(|text| text.len()), Some(MOST));
    }
}
