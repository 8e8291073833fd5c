//! A calendar file cut into its components, so that one that is broken spoils no other and each is known by its line.

use super::reading::{Code, Problem, Unreadable};

/// The largest file. A year of a busy calendar takes some hundred kilobytes.
const MOST_BYTES: usize = 10 << 20;
/// The most events in a file.
const MOST_EVENTS: usize = 5_000;

/// A component, with its own `BEGIN` and `END`.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// The 1-based line of its `BEGIN`.
    pub(super) line: u32,
    pub(super) text: String,
}

/// What a file is made of.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) zones: Vec<Block>,
    pub(super) events: Vec<Block>,
    /// Properties of the calendar itself.
    pub(super) head: String,
    /// Tasks, journals and whatever else isn't an event.
    pub(super) others: usize,
    pub(super) problems: Vec<Problem>,
}

/// The text of a file: UTF-8, or what older programs on Windows wrote.
pub(super) fn text(file: &[u8]) -> Result<String, Unreadable> {
    if file.len() > MOST_BYTES {
        return Err(Unreadable::TooLarge { most: MOST_BYTES });
    }
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let text = match std::str::from_utf8(file) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(file).0.into_owned(),
    };
    let first = text.lines().map(str::trim).find(|line| !line.is_empty());
    if first.is_some_and(|line| line.eq_ignore_ascii_case("BEGIN:VCALENDAR")) {
        Ok(text)
    } else {
        Err(Unreadable::NotACalendar)
    }
}

/// Cuts the text of a file.
pub(super) fn cut(text: &str) -> Result<Parts, Unreadable> {
    let mut parts = Parts::default();
    let mut open: Option<Open> = None;
    for (number, line) in (1..).zip(text.lines()) {
        let mark = mark(line);
        match (&mut open, mark) {
            (None, Some(("BEGIN", name))) if name != "VCALENDAR" => {
                open = Some(Open { name, depth: 1, block: Block { line: number, text: whole(line) } });
            }
            (None, None) => parts.head.push_str(&whole(line)),
            (None, Some(_)) => {}
            (Some(at), mark) => {
                at.block.text.push_str(&whole(line));
                match mark {
                    Some(("BEGIN", _)) => at.depth += 1,
                    Some(_) => at.depth -= 1,
                    None => {}
                }
                if at.depth == 0 {
                    parts.keep(open.take().expect("it was just looked at"))?;
                }
            }
        }
    }
    if let Some(open) = open {
        parts.problems.push(Problem { line: open.block.line, code: Code::NotClosed, value: open.name });
    }
    Ok(parts)
}

struct Open {
    name: String,
    depth: usize,
    block: Block,
}

impl Parts {
    fn keep(&mut self, open: Open) -> Result<(), Unreadable> {
        match open.name.as_str() {
            "VTIMEZONE" => self.zones.push(open.block),
            "VEVENT" if self.events.len() >= MOST_EVENTS => {
                return Err(Unreadable::TooManyEvents { most: MOST_EVENTS });
            }
            "VEVENT" => self.events.push(open.block),
            _ => self.others += 1,
        }
        Ok(())
    }
}

/// `BEGIN` or `END`, with the name in capitals.
fn mark(line: &str) -> Option<(&'static str, String)> {
    let (word, name) = line.trim_end().split_once(':')?;
    let word = ["BEGIN", "END"].into_iter().find(|known| known.eq_ignore_ascii_case(word))?;
    Some((word, name.to_ascii_uppercase()))
}

fn whole(line: &str) -> String {
    format!("{}\r\n", line.trim_end_matches('\r'))
}
