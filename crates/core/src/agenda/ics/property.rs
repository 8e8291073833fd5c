//! Properties of a component, found in its text with their lines.

use super::cut::Block;

/// A property, unfolded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Property {
    /// The 1-based line of the file.
    pub(super) line: u32,
    /// In capitals: `TZID=Europe/Paris`.
    pub(super) parameters: String,
    pub(super) value: String,
}

/// The first property of this name among the block's own lines, those of components in it apart.
pub(super) fn property(block: &Block, name: &str) -> Option<Property> {
    let mut depth = 0;
    for (line, text) in (block.line..).zip(block.text.lines()) {
        let upper = text.to_ascii_uppercase();
        depth += usize::from(upper.starts_with("BEGIN:"));
        if depth == 1
            && upper.strip_prefix(name).is_some_and(|rest| rest.starts_with([':', ';']))
            && let Some((parameters, value)) = parts(&unfolded(block, line), name.len())
        {
            return Some(Property { line, parameters, value });
        }
        depth -= usize::from(upper.starts_with("END:")).min(depth);
    }
    None
}

fn unfolded(block: &Block, line: u32) -> String {
    let mut lines = block.text.lines().skip((line - block.line) as usize);
    let mut whole = lines.next().unwrap_or_default().to_owned();
    lines.map_while(|line| line.strip_prefix([' ', '\t'])).for_each(|more| whole.push_str(more));
    whole
}

/// What stands between the name and the colon that no quotes hold, and what follows.
fn parts(line: &str, name: usize) -> Option<(String, String)> {
    let mut quoted = false;
    let colon = line.char_indices().find(|&(_, c)| {
        quoted ^= c == '"';
        c == ':' && !quoted
    });
    let (colon, _) = colon?;
    let parameters = line.get(name..colon)?.trim_start_matches(';').to_owned();
    Some((parameters, line[colon + 1..].trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_unfolded_and_those_of_alarms_left_alone() {
        let text =
            "BEGIN:VEVENT\r\nBEGIN:VALARM\r\nUID:alarm\r\nEND:VALARM\r\nUID;X=\"a:b\":ab\r\n cd\r\nEND:VEVENT\r\n";
        let block = Block { line: 10, text: text.to_owned() };
        let found = property(&block, "UID").unwrap();
        assert_eq!((found.line, found.parameters.as_str(), found.value.as_str()), (14, "X=\"a:b\"", "abcd"));
        assert_eq!(property(&block, "UI"), None);
    }
}
