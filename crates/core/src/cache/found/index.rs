//! The words themselves, one person after the other, and a way through all of them for each question.

use coopol_domain::id::{StreamId, SubjectId};
use memchr::memmem::{self, Finder};
use zeroize::Zeroizing;

/// What closes the words of one person. No question holds it: folded words are letters, digits and spaces.
const END: u8 = b'\n';

/// Everybody whom this device holds, with the words by which they are found.
///
/// A question goes through all of it, as fast as memory is read: some ten megabytes for fifty thousand people, less than a thousandth of
/// that for a section.
#[derive(Debug, Default)]
pub(crate) struct Index {
    words: Zeroizing<Vec<u8>>,
    /// In the order of their words.
    people: Vec<Person>,
}

/// Somebody in the index.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Person {
    pub(crate) id: SubjectId,
    pub(crate) stream: StreamId,
    /// Their row in `people`.
    pub(crate) place: i64,
    pub(crate) removed: bool,
    /// Where their words begin.
    start: usize,
}

impl Index {
    /// Adds somebody.
    pub(super) fn add(&mut self, (id, stream): (SubjectId, StreamId), place: i64, removed: bool, words: &str) {
        let start = self.words.len();
        self.words.extend_from_slice(words.as_bytes());
        self.words.push(END);
        self.people.push(Person { id, stream, place, removed, start });
    }

    /// Takes away those of whom this holds, and their words with them.
    pub(super) fn remove(&mut self, gone: impl Fn(&Person) -> bool) {
        if !self.people.iter().any(&gone) {
            return;
        }
        let mut left = Self::default();
        left.words.reserve_exact(self.words.len());
        for (at, person) in self.people.iter().enumerate().filter(|(_, person)| !gone(person)) {
            let start = left.words.len();
            left.words.extend_from_slice(&self.words[person.start..self.end(at)]);
            left.people.push(Person { start, ..*person });
        }
        *self = left;
    }

    /// Where the words of one end, and what closes them.
    fn end(&self, at: usize) -> usize {
        self.people.get(at + 1).map_or(self.words.len(), |next| next.start)
    }

    /// Whether the words of one of [`find`](Self::find) hold each of `wanted` as well.
    pub(crate) fn holds(&self, person: &Person, wanted: &[String]) -> bool {
        let end = self.people.partition_point(|other| other.start <= person.start);
        let words = &self.words[person.start..self.people.get(end).map_or(self.words.len(), |next| next.start)];
        wanted.iter().all(|word| memmem::find(words, word.as_bytes()).is_some())
    }

    /// Those whose words hold each of `wanted`.
    pub(crate) fn find<'a>(&'a self, wanted: &'a [String]) -> impl Iterator<Item = &'a Person> {
        // The longest is the rarest, most of the time: the others are looked for only where it stands.
        let rarest = wanted.iter().enumerate().max_by_key(|(_, word)| word.len());
        let finder = rarest.map(|(_, word)| Finder::new(word));
        let others: Vec<Finder<'_>> = wanted
            .iter()
            .enumerate()
            .filter(|(at, _)| rarest.is_some_and(|(rarest, _)| *at != rarest))
            .map(|(_, word)| Finder::new(word))
            .collect();
        let mut from = 0;
        std::iter::from_fn(move || {
            let finder = finder.as_ref()?;
            loop {
                let hit = from + finder.find(self.words.get(from..)?)?;
                let at = self.people.partition_point(|person| person.start <= hit) - 1;
                from = self.end(at);
                let words = &self.words[self.people[at].start..from];
                if others.iter().all(|other| other.find(words).is_some()) {
                    return Some(&self.people[at]);
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(people: &[&str]) -> Index {
        let mut index = Index::default();
        for (place, words) in (0_u8..).zip(people) {
            let who = (SubjectId::from_bytes([place; 16]), StreamId::from_bytes([place % 2; 16]));
            index.add(who, place.into(), false, words);
        }
        index
    }

    fn places(index: &Index, wanted: &[&str]) -> Vec<i64> {
        let wanted: Vec<String> = wanted.iter().map(|word| (*word).to_owned()).collect();
        index.find(&wanted).map(|person| person.place).collect()
    }

    #[test]
    fn each_is_found_once_by_all_of_the_words() {
        let index = index(&["  zoe  zoe  martin", "", "  martin  zoelie", "  ma", "  rtin"]);
        assert_eq!(places(&index, &["zoe"]), [0, 2]);
        assert_eq!(places(&index, &["  zoe", "martin"]), [0, 2]);
        assert_eq!(places(&index, &["zoe ", "martin"]), [0]);
        assert_eq!(places(&index, &["martin"]), [0, 2], "words of two people make none of a third");
        assert_eq!(places(&index, &["  ma"]), [0, 2, 3]);
        assert_eq!(places(&index, &["  rtin"]), [4], "the last");
        assert_eq!(places(&index, &["xyz"]), [0; 0]);
        assert_eq!(places(&index, &["zoe", "xyz"]), [0; 0]);
        let at_start = |place: usize| index.holds(&index.people[place], &["  zoe".to_owned(), "  martin".to_owned()]);
        assert_eq!([0, 1, 2, 3, 4].map(at_start), [true, false, true, false, false]);
        assert_eq!(places(&index, &[]), [0; 0], "no word asks for nobody");
        assert_eq!(places(&Index::default(), &["zoe"]), [0; 0]);
    }

    #[test]
    fn whoever_goes_leaves_no_word_behind() {
        let mut index = index(&["  zoe", "  lea", "  zoelie", "  leo"]);
        index.remove(|person| person.stream == StreamId::from_bytes([1; 16]));
        assert_eq!(places(&index, &["  "]), [0, 2]);
        assert_eq!(index.words.as_slice(), b"  zoe\n  zoelie\n");
        index.remove(|person| person.place == 0);
        index.add((SubjectId::from_bytes([9; 16]), StreamId::from_bytes([0; 16])), 9, true, "  lea");
        assert_eq!(places(&index, &["zoe"]), [2]);
        assert!(index.find(&["lea".to_owned()]).all(|person| person.removed && person.place == 9));
    }
}
