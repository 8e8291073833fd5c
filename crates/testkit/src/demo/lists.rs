//! The lists in `data/`, read once for each federation.

use std::collections::BTreeMap;

use crate::chance::Chance;

const COMMUNES: &str = include_str!("../../data/communes-78.csv");
const NAMES: &str = include_str!("../../data/names.txt");
const STREETS: &str = include_str!("../../data/streets.txt");
const TEXTS: &str = include_str!("../../data/texts.txt");

/// A commune of the Yvelines.
#[derive(Debug)]
pub(super) struct Commune {
    pub(super) name: &'static str,
    /// Communes of one arrondissement are taken for neighbours.
    pub(super) arrondissement: &'static str,
    pub(super) population: u64,
    pub(super) postcodes: Vec<&'static str>,
}

/// Names of one origin.
#[derive(Debug)]
pub(super) struct Origin {
    /// How many people of a hundred have such a surname.
    pub(super) share: u64,
    /// First names of women and men by generation: born before 1960, before 1985, since.
    pub(super) first: [[Vec<&'static str>; 3]; 2],
    pub(super) last: Vec<&'static str>,
}

/// All of them.
#[derive(Debug)]
pub(super) struct Lists {
    /// The largest first.
    pub(super) communes: Vec<Commune>,
    pub(super) origins: Vec<Origin>,
    texts: BTreeMap<&'static str, Vec<&'static str>>,
}

impl Lists {
    pub(super) fn read() -> Self {
        let origins = blocks(NAMES).values().map(|lines| origin(lines)).collect();
        let mut texts = blocks(TEXTS);
        texts.append(&mut blocks(STREETS));
        Self { communes: COMMUNES.lines().skip(1).map(commune).collect(), origins, texts }
    }

    /// Every line of the block of this name, if there is one.
    pub(super) fn find(&self, block: &str) -> Option<&[&'static str]> {
        self.texts.get(block).map(Vec::as_slice)
    }

    /// Every line of the block of this name.
    pub(super) fn all(&self, block: &str) -> &[&'static str] {
        self.find(block).unwrap_or_else(|| panic!("`data/` has no block [{block}]"))
    }

    /// One of them.
    pub(super) fn one(&self, block: &str, chance: &mut Chance) -> &'static str {
        pick(self.all(block), chance)
    }
}

/// One of a list that isn't empty.
pub(super) fn pick<'a, T: ?Sized>(of: &[&'a T], chance: &mut Chance) -> &'a T {
    of[chance.place(of.len())]
}

fn commune(line: &'static str) -> Commune {
    let parts: Vec<&str> = line.split(';').collect();
    let [_, name, arrondissement, population, postcodes] = parts[..] else { panic!("a commune has five columns") };
    let population = population.parse().expect("a population is a number");
    Commune { name, arrondissement, population, postcodes: postcodes.split(' ').collect() }
}

/// Lines under their headings; what comes before the first heading is a comment.
fn blocks(text: &'static str) -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut blocks: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut heading = None;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            heading = Some(name);
        } else if let Some(name) = heading {
            blocks.entry(name).or_default().push(line);
        }
    }
    blocks
}

fn origin(lines: &[&'static str]) -> Origin {
    let told = |name: &str| lines.iter().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    let names = |name: &str| told(name).split(", ").collect();
    Origin {
        share: told("share: ").parse().expect("a share is a number"),
        first: [["f1: ", "f2: ", "f3: "].map(names), ["m1: ", "m2: ", "m3: "].map(names)],
        last: names("s: "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_whole() {
        let lists = Lists::read();
        assert_eq!(lists.communes.len(), 259);
        assert_eq!(lists.communes[0].name, "Versailles");
        assert!(lists.communes.is_sorted_by(|a, b| a.population >= b.population));
        assert_eq!(lists.origins.iter().map(|origin| origin.share).sum::<u64>(), 100);
        for origin in &lists.origins {
            assert!(
                origin.first.iter().flatten().chain([&origin.last]).all(|names| names.iter().all(|n| !n.is_empty()))
            );
        }
        assert!(lists.texts.values().flatten().all(|line| !line.is_empty()));
    }

    /// Nobody in the demonstration bears the name of somebody whom voters know.
    #[test]
    fn no_politician_lends_a_name() {
        let known = "Attal Aubry Aubrac Ayrault Bardella Barnier Bayrou Bédier Borne Cambadélis Cazeneuve Chirac Delga \
            Désir Fabius Faure Fillon Glucksmann Hamon Hidalgo Hollande Jadot Jospin Juppé Larcher Lecornu Macron \
            Mazières Mélenchon Mitterrand Pécresse Philippe Retailleau Rocard Rousseau Roussel Royal Ruffin Sarkozy \
            Tondelier Valls Vallaud Wauquiez Zemmour";
        let lists = Lists::read();
        for name in known.split_whitespace() {
            assert!(lists.origins.iter().all(|origin| !origin.last.contains(&name)), "{name}");
        }
    }
}
