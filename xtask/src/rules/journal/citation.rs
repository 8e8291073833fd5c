//! Citations of rules in a text: `J6`, `J4.2`.

/// All citations in a line. A letter or digit on either side makes it part of another word.
pub fn all(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices('J').filter_map(|(start, _)| {
        let before = line[..start].chars().next_back();
        if before.is_some_and(is_of_a_word) { None } else { at_start(&line[start..]) }
    })
}

fn at_start(text: &str) -> Option<&str> {
    let section = 1 + digits(text.get(1..)?);
    if section == 1 {
        return None;
    }
    let item = text[section..].strip_prefix('.').map_or(0, digits);
    let end = if item == 0 { section } else { section + 1 + item };
    let after = text[end..].chars().next();
    (!after.is_some_and(is_of_a_word)).then(|| &text[..end])
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn is_of_a_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citations_are_told_from_words() {
        let found = |line| all(line).collect::<Vec<_>>();
        assert_eq!(found("/// J2.4, J2.5: once (J12)."), ["J2.4", "J2.5", "J12"]);
        assert_eq!(found("as J6. Then J4"), ["J6", "J4"]);
        assert_eq!(found("AJ4 J4a J_4 J Jean é J4é"), [""; 0]);
    }
}
