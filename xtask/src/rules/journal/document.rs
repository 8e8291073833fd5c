//! The rules of the journal as `docs/journal.md` lists them.

const RESERVED: &str = "*(reserved)*";

/// The document's sections in order.
pub struct Document {
    sections: Vec<Section>,
}

struct Section {
    /// `J4`.
    name: String,
    reserved: bool,
    items: Vec<Item>,
}

struct Item {
    /// `J4.1`.
    name: String,
    reserved: bool,
}

impl Document {
    pub fn read(text: &str) -> Self {
        let sections = text.split("\n## ").map(|section| section.strip_prefix("## ").unwrap_or(section));
        Self { sections: sections.filter_map(Section::read).collect() }
    }

    /// Is this the name of a section or of an item?
    pub fn names(&self, rule: &str) -> bool {
        self.sections.iter().any(|section| section.name == rule || section.items.iter().any(|item| item.name == rule))
    }

    /// What a test must prove: items, and sections without items, unless reserved.
    pub fn built(&self) -> impl Iterator<Item = &str> {
        let unreserved = self.sections.iter().filter(|section| !section.reserved);
        unreserved.flat_map(|section| {
            let whole = section.items.is_empty().then_some(section.name.as_str());
            let items = section.items.iter().filter(|item| !item.reserved).map(|item| item.name.as_str());
            whole.into_iter().chain(items)
        })
    }
}

impl Section {
    /// `None` for a section that isn't about a rule.
    fn read(text: &str) -> Option<Self> {
        let (heading, body) = text.split_once('\n').unwrap_or((text, ""));
        let name = heading.split_whitespace().next()?;
        name.strip_prefix('J')?.parse::<u8>().ok()?;
        let mut items: Vec<Item> = Vec::new();
        let mut introduction_reserved = false;
        for line in body.lines() {
            let number = line.split_once(". ").and_then(|(number, _)| number.parse::<u8>().ok());
            if let Some(number) = number {
                items.push(Item { name: format!("{name}.{number}"), reserved: false });
            }
            if line.contains(RESERVED) {
                match items.last_mut() {
                    Some(item) => item.reserved = true,
                    None => introduction_reserved = true,
                }
            }
        }
        let reserved = heading.contains(RESERVED) || introduction_reserved;
        Some(Self { name: name.to_owned(), reserved, items })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# The journal\n\nWords.\n\n## J1 Streams\n1. A stream is\n   two things.\n2. Later,\n   one day. *(reserved)*\n3. Random.\n\
        ## J6 Snapshots\nState at a seq.\n## J12 Blobs *(reserved)*\n1. Names.\n## J13 Time\nInstants. *(reserved)*\n## Index\n1. none\n";

    #[test]
    fn items_and_whole_sections_are_rules() {
        assert_eq!(Document::read(TEXT).built().collect::<Vec<_>>(), ["J1.1", "J1.3", "J6"]);
    }

    #[test]
    fn what_is_reserved_can_be_cited() {
        let document = Document::read(TEXT);
        for rule in ["J1", "J1.2", "J12", "J12.1", "J13"] {
            assert!(document.names(rule), "{rule}");
        }
        assert!(!document.names("J1.4") && !document.names("J2"));
    }
}
