//! The words of headers, from `vocabulary.txt`, which says how to add one.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use super::field::Field;

/// A header that has all `words`, in any order, holds `field`.
pub struct Rule {
    pub field: Field,
    /// From 0 to 12, which is certain.
    pub weight: f32,
    pub words: Vec<&'static str>,
}

/// Everything that is known of headers.
pub struct Vocabulary {
    pub rules: Vec<Rule>,
    /// Words that stand in some rule, or say that a header is not read: they are no abbreviation of another.
    pub whole: HashSet<&'static str>,
    kinds: HashMap<&'static str, Kind>,
}

/// What a word that no rule explains does to a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It adds nothing.
    Neutral,
    /// It makes the header a second choice.
    Secondary,
    /// It makes the header about a place of work, a second choice too.
    AtWork,
    /// It makes the header about somebody else.
    SomebodyElse,
    /// It makes the header about something that is not read.
    Alien,
}

/// The vocabulary, read once.
pub static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::parse(include_str!("vocabulary.txt")));

impl Vocabulary {
    /// What a word is, if it is of any kind. A word of several kinds is of the first in the file.
    pub fn kind(&self, word: &str) -> Option<Kind> {
        self.kinds.get(word).copied()
    }

    fn parse(text: &'static str) -> Self {
        let mut vocabulary = Self { rules: Vec::new(), whole: HashSet::new(), kinds: HashMap::new() };
        let mut section = "";
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(name) => section = name,
                None => vocabulary.add(section, line),
            }
        }
        let alien = vocabulary.kinds.iter().filter(|(_, kind)| **kind == Kind::Alien).map(|(word, _)| *word);
        vocabulary.whole = vocabulary.rules.iter().flat_map(|rule| rule.words.iter().copied()).chain(alien).collect();
        vocabulary
    }

    fn add(&mut self, section: &'static str, line: &'static str) {
        let wordings = line.split(',').map(str::trim).filter(|wording| !wording.is_empty());
        let Some((field, weight)) = section.split_once(' ') else {
            let kind = kind(section).expect("a section of the file is one of the kinds");
            wordings.for_each(|word| {
                self.kinds.entry(word).or_insert(kind);
            });
            return;
        };
        let field = Field::named(field).expect("a section of the file has the name of a field");
        let weight = weight.parse().expect("a section of the file has a weight");
        self.rules.extend(wordings.map(|wording| Rule { field, weight, words: wording.split(' ').collect() }));
    }
}

fn kind(section: &str) -> Option<Kind> {
    match section {
        "neutral" => Some(Kind::Neutral),
        "secondary" => Some(Kind::Secondary),
        "at_work" => Some(Kind::AtWork),
        "somebody_else" => Some(Kind::SomebodyElse),
        "alien" => Some(Kind::Alien),
        _ => None,
    }
}
