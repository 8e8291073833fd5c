//! How the federation is laid out: how many sections of how many people, when each came in, and who holds office when.

use coopol_domain::access::Office;
use jiff::civil::Date;

use super::calendar::plus;
use super::lists::Commune;
use super::story::By;
use crate::chance::Chance;

/// How many sections there are, named after the largest communes.
pub(super) const SECTIONS: usize = 40;
/// How many people their files hold together.
const PEOPLE: u64 = 5_000;
/// The first federal secretary, by the place of the mandate.
pub(super) const FIRST: usize = 0;

/// Mandates of a unit before their holders have names.
pub(super) struct Term {
    pub(super) office: Office,
    pub(super) since: Date,
    pub(super) until: Option<Date>,
    pub(super) by: By,
}

/// On which day after the federation's own a section came in: in waves, from a core outward.
pub(super) fn wave(place: usize) -> i64 {
    let spread = i64::try_from(place % 6).expect("it is below six");
    spread
        + match place {
            0..3 => 3,
            3..11 => 20,
            11..24 => 48,
            24..35 => 83,
            _ => 132,
        }
}

/// Who holds which office when. Versailles has them all; elsewhere some changed hands and some are vacant.
pub(super) fn terms(place: usize, secretary: usize, start: Date, today: Date, chance: &mut Chance) -> Vec<Term> {
    let by = By::Officer(secretary);
    let above = By::Officer(FIRST);
    let handed = matches!(place, 4 | 9 | 17 | 26).then(|| plus(today, -80 + i64::try_from(place).unwrap_or(0)));
    let vacant = matches!(place, 30 | 37).then(|| plus(today, -52));
    let mut terms = vec![Term { office: Office::Secretary, since: start, until: handed.or(vacant), by: By::Authority }];
    if place == 0 || chance.in_a_hundred(82) {
        terms.push(Term { office: Office::Treasurer, since: plus(start, 4), until: None, by });
    }
    if place == 0 {
        terms.push(Term { office: Office::Deputy, since: plus(start, 6), until: Some(plus(today, -12)), by });
        terms.push(Term { office: Office::Deputy, since: plus(today, -11), until: None, by });
    } else if chance.in_a_hundred(46) {
        terms.push(Term { office: Office::Deputy, since: plus(start, 9), until: None, by });
    }
    terms.extend(handed.map(|day| Term { office: Office::Secretary, since: day, until: None, by: above }));
    terms
}

/// So many of [`PEOPLE`] for each commune, by its population; what division leaves goes to the largest remainders.
pub(super) fn spread(communes: &[Commune]) -> Vec<usize> {
    let all: u64 = communes.iter().map(|commune| commune.population).sum();
    let mut counts: Vec<u64> = communes.iter().map(|commune| commune.population * PEOPLE / all).collect();
    let mut rest: Vec<usize> = (0..communes.len()).collect();
    rest.sort_by_key(|&place| std::cmp::Reverse(communes[place].population * PEOPLE % all));
    let missing = usize::try_from(PEOPLE - counts.iter().sum::<u64>()).expect("it is below the number of communes");
    for &place in rest.iter().take(missing) {
        counts[place] += 1;
    }
    counts.into_iter().map(|count| usize::try_from(count).expect("a section is small")).collect()
}

/// `de Versailles`, `d'Élancourt`, `du Pecq`, `des Mureaux`.
pub(super) fn of(commune: &str) -> String {
    if let Some(rest) = commune.strip_prefix("Le ") {
        return format!("du {rest}");
    }
    if let Some(rest) = commune.strip_prefix("Les ") {
        return format!("des {rest}");
    }
    let vowel = commune.starts_with(['A', 'E', 'É', 'I', 'O', 'U']);
    if vowel { format!("d'{commune}") } else { format!("de {commune}") }
}

/// `à Versailles`, `au Pecq`, `aux Mureaux`.
pub(super) fn at(commune: &str) -> String {
    if let Some(rest) = commune.strip_prefix("Le ") {
        return format!("au {rest}");
    }
    commune.strip_prefix("Les ").map_or_else(|| format!("à {commune}"), |rest| format!("aux {rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::lists::Lists;

    #[test]
    fn sections_are_named_as_people_say() {
        assert_eq!(of("Versailles"), "de Versailles");
        assert_eq!(of("Élancourt"), "d'Élancourt");
        assert_eq!(of("Le Pecq"), "du Pecq");
        assert_eq!(of("Les Mureaux"), "des Mureaux");
        assert_eq!(["Versailles", "Le Pecq", "Les Mureaux"].map(at), ["à Versailles", "au Pecq", "aux Mureaux"]);
        assert_eq!(of("La Celle-Saint-Cloud"), "de La Celle-Saint-Cloud");
    }

    #[test]
    fn people_are_spread_by_population_and_nobody_is_lost() {
        let lists = Lists::read();
        let counts = spread(&lists.communes[..SECTIONS]);
        assert_eq!(counts.iter().sum::<usize>(), 5_000);
        assert!(counts.is_sorted_by(|a, b| a + 1 >= *b));
    }
}
