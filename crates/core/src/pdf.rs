//! One page of text as a PDF (ISO 32000-1), in the fonts that every viewer has: no file to embed, no image, no script.

use std::fmt::Write as _;

/// How a line is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Large and bold.
    Title,
    /// A paragraph, broken where the page ends.
    Text,
    /// To be typed letter by letter: broken anywhere, and only where the page ends.
    Code,
}

/// A piece of the page, from the top down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it says.
    pub text: String,
    /// How it is set.
    pub style: Style,
}

/// A4 in points (ISO 216), and the room around the text.
const PAGE: (u32, u32) = (595, 842);
const MARGIN: u32 = 71;
/// Letters to a line of [`Style::Text`]: Helvetica at 11 points sets no French line of 72 wider than the page.
const LETTERS: usize = 72;
/// Letters to a line of [`Style::Code`]: Courier at 15 points is 9 points wide.
const CODE: usize = 48;

struct Set {
    font: &'static str,
    size: u32,
    /// From one line to the next, in points, and before the first.
    step: u32,
    before: u32,
}

/// A page, under a title that viewers show.
///
/// # Panics
/// Never: a text can be written to.
pub fn page(title: &str, pieces: &[Piece]) -> Vec<u8> {
    let content = content(pieces);
    let (width, height) = PAGE;
    let font = |name: &str| format!("<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R \
             /F2 6 0 R /F3 7 0 R >> >> >>"
        ),
        format!("<< /Length {} >>\nstream\n{content}endstream", content.len()),
        font("Helvetica"),
        font("Helvetica-Bold"),
        font("Courier-Bold"),
        format!("<< /Title ({}) /Producer (Coopol) >>", literal(title)),
    ];
    let (mut file, mut places) = ("%PDF-1.4\n".to_owned(), Vec::new());
    for (number, object) in (1..).zip(&objects) {
        places.push(file.len());
        write!(file, "{number} 0 obj\n{object}\nendobj\n").expect("a text can be written to");
    }
    let table = file.len();
    write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).expect("a text can be written to");
    for place in places {
        writeln!(file, "{place:010} 00000 n ").expect("a text can be written to");
    }
    let size = objects.len() + 1;
    write!(file, "trailer\n<< /Size {size} /Root 1 0 R /Info 8 0 R >>\nstartxref\n{table}\n%%EOF\n")
        .expect("a text can be written to");
    file.into_bytes()
}

fn content(pieces: &[Piece]) -> String {
    let (mut content, mut y) = (String::new(), PAGE.1 - MARGIN);
    for piece in pieces {
        let Set { font, size, step, before } = set(piece.style);
        y = y.saturating_sub(before);
        for line in lines(piece) {
            let text = literal(&line);
            writeln!(content, "BT /{font} {size} Tf {MARGIN} {y} Td ({text}) Tj ET").expect("a text can be written to");
            y = y.saturating_sub(step);
        }
    }
    content
}

fn set(style: Style) -> Set {
    match style {
        Style::Title => Set { font: "F2", size: 20, step: 26, before: 0 },
        Style::Text => Set { font: "F1", size: 11, step: 16, before: 14 },
        Style::Code => Set { font: "F3", size: 15, step: 18, before: 9 },
    }
}

/// The words of a piece, so many to a line.
fn lines(piece: &Piece) -> Vec<String> {
    match piece.style {
        Style::Title => return vec![piece.text.clone()],
        Style::Code => {
            let letters: Vec<char> = piece.text.chars().collect();
            return letters.chunks(CODE).map(|line| line.iter().collect()).collect();
        }
        Style::Text => {}
    }
    let mut lines = vec![String::new()];
    for word in piece.text.split(' ') {
        let last = lines.last_mut().expect("it begins with one");
        if !last.is_empty() && last.chars().count() + 1 + word.chars().count() > LETTERS {
            lines.push(word.to_owned());
        } else {
            let space = if last.is_empty() { "" } else { " " };
            last.push_str(space);
            last.push_str(word);
        }
    }
    lines
}

/// A text as a literal string in `WinAnsi` (ISO 32000-1, annex D), what isn't ASCII by its number in octal.
fn literal(text: &str) -> String {
    let mut literal = String::new();
    for letter in text.chars() {
        match letter {
            '(' | ')' | '\\' => literal.extend(['\\', letter]),
            ' '..='~' => literal.push(letter),
            _ => write!(literal, "\\{:03o}", win_ansi(letter)).expect("a text can be written to"),
        }
    }
    literal
}

fn win_ansi(letter: char) -> u8 {
    match letter {
        '€' => 0x80,
        '…' => 0x85,
        'Œ' => 0x8c,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '–' => 0x96,
        '—' => 0x97,
        'œ' => 0x9c,
        // The narrow space before French punctuation.
        '\u{202f}' => 0xa0,
        '\u{a0}'..='ÿ' => u8::try_from(u32::from(letter)).expect("Latin-1 is a byte"),
        _ => b'?',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(style: Style, text: &str) -> Piece {
        Piece { text: text.to_owned(), style }
    }

    /// Every object is where the table says, and the table where the end says: what viewers go by.
    #[test]
    fn a_viewer_finds_every_object() {
        let pieces =
            [piece(Style::Title, "Coopol"), piece(Style::Text, "Une œuvre (à l’été)"), piece(Style::Code, "07SH4")];
        let file = String::from_utf8(page("Été", &pieces)).unwrap();
        assert!(file.is_ascii() && file.starts_with("%PDF-1.4\n") && file.ends_with("%%EOF\n"));
        let (_, end) = file.rsplit_once("startxref\n").unwrap();
        let table = &file[end.lines().next().unwrap().parse::<usize>().unwrap()..];
        assert!(table.starts_with("xref\n0 9\n"));
        for (number, line) in (1..).zip(table.lines().skip(3).take(8)) {
            assert_eq!(line.len(), 19, "each line has 20 bytes with its end");
            let place: usize = line[..10].parse().unwrap();
            assert!(file[place..].starts_with(&format!("{number} 0 obj\n")), "{number}");
        }
        let (_, stream) = file.split_once("stream\n").unwrap();
        let (stream, _) = stream.split_once("endstream").unwrap();
        assert!(file.contains(&format!("/Length {} ", stream.len())));
        assert!(stream.contains("(Une \\234uvre \\(\\340 l\\222\\351t\\351\\)) Tj"), "{stream}");
        assert!(file.contains("/Title (\\311t\\351)"));
    }

    #[test]
    fn a_paragraph_is_broken_between_words() {
        let long = piece(Style::Text, &"perdu volé ".repeat(20));
        let broken = lines(&long);
        assert!(broken.len() > 2 && broken.iter().all(|line| line.chars().count() <= LETTERS));
        assert_eq!(broken.join(" "), long.text);
        let code = piece(Style::Code, &"A".repeat(100));
        assert_eq!(lines(&code).iter().map(String::len).collect::<Vec<_>>(), [48, 48, 4]);
    }
}
