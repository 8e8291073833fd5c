//! Surname and first name in one cell.
//!
//! Which comes first is a habit of the whole column, so it is settled once from all its cells ([`order`]); where one ends and
//! the other begins is settled cell by cell ([`split`]).

use super::{civility, given_names, maiden};
use crate::fold;

/// Which of the two a column writes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Dupont Jean
    LastFirst,
    /// Jean Dupont
    FirstLast,
}

/// The parts of a full name, with the capitals of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Split {
    /// Surname.
    pub last: String,
    /// First name; empty when there is only one word.
    pub first: String,
    /// A title before the name.
    pub civility: Option<&'static str>,
}

const PARTICLES: [&str; 36] = [
    "de", "du", "des", "d", "la", "le", "les", "l", "ben", "ibn", "el", "al", "van", "von", "der", "den", "ter", "di",
    "da", "do", "dos", "del", "della", "mac", "mc", "bou", "abou", "ait", "ould", "saint", "sainte", "st", "ste",
    "san", "o", "lo",
];

/// Whether a word is a small one of surnames.
pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&fold::letters(word).as_str())
}

/// The order that the cells of a column prove, each with the address of its row if there is one; `prior` where they prove nothing.
pub fn order<'a>(cells: impl Iterator<Item = (&'a str, Option<String>)>, prior: Option<Order>) -> Order {
    let mut votes = match prior {
        Some(Order::LastFirst) => 1,
        Some(Order::FirstLast) => -1,
        None => 0,
    };
    for (text, email) in cells {
        votes += vote(text, email.as_deref());
    }
    if votes < 0 { Order::FirstLast } else { Order::LastFirst }
}

/// Positive for the surname first, negative for the first name first.
fn vote(text: &str, email: Option<&str>) -> i32 {
    let (words, _) = untitled(text);
    let [head, .., tail] = words.as_slice() else { return 0 };
    if text.contains(',') {
        return 0;
    }
    if let Some((from, to)) = capitals(&words) {
        return if from == 0 && to < words.len() { 3 } else { -3 };
    }
    let by_email = email.map_or(0, |email| {
        let matches = |order| (1..words.len()).any(|at| email_matches(&parts(&words, at, order), email));
        2 * (i32::from(matches(Order::LastFirst)) - i32::from(matches(Order::FirstLast)))
    });
    let by_particle = match words.len() {
        3.. if is_particle(head) => 1,
        3.. if words[1..words.len() - 1].iter().any(|word| is_particle(word)) => -1,
        _ => 0,
    };
    let by_name = i32::from(given_names::knows(tail)) - i32::from(given_names::knows(head));
    by_email + by_particle + by_name
}

/// Splits one cell of a column written in `order`.
pub fn split(text: &str, order: Order, email: Option<&str>) -> Split {
    let (mut words, civility) = untitled(text);
    let civility = civility.or(title_between(&mut words));
    let other_surname = maiden::taken(&mut words, has_both);
    let split = split_words(&words, order, email);
    let last = match other_surname {
        Some(other) => format!("{} {other}", split.last),
        None => split.last,
    };
    Split { last, civility: civility.or(split.civility), ..split }
}

/// Whether words hold surname and first name: capitals tell, or there are no words of capitals only.
fn has_both(words: &[String]) -> bool {
    let shouted = |word: &String| !word.contains(char::is_lowercase);
    capitals(words).is_some() || !words.iter().any(shouted) && !words.iter().any(|word| is_particle(word))
}

fn split_words(words: &[String], order: Order, email: Option<&str>) -> Split {
    let civility = None;
    if let Some(at) = words.iter().position(|word| ["-", "–", "—", "/"].contains(&word.as_str()))
        && (1..words.len() - 1).contains(&at)
    {
        let (head, tail) = (words[..at].join(" "), words[at + 1..].join(" "));
        // `DUPONT – MARTIN Luc` is one surname of two.
        let shouted = |words: &[String]| words.iter().all(|word| !word.contains(char::is_lowercase));
        if at == 1
            && shouted(&words[..2])
            && let Some((0, to)) = capitals(&words[2..])
        {
            let (double, first) = (format!("{head}-{}", words[2..2 + to].join(" ")), words[2 + to..].join(" "));
            return Split { last: double, first, civility };
        }
        let tail_is_surname = capitals(words).map_or(order == Order::FirstLast, |(from, _)| from > at);
        let (last, first) = if tail_is_surname { (tail, head) } else { (head, tail) };
        return Split { last, first, civility };
    }
    if let Some((last, first)) = words.join(" ").split_once(',') {
        let first: Vec<String> = first.split_whitespace().map(ToOwned::to_owned).collect();
        let title = first.first().filter(|word| civility::is_title(word));
        let civility = title.and_then(|word| civility::read(word, false));
        let first = first[usize::from(title.is_some())..].join(" ");
        return Split { last: last.trim().to_owned(), first, civility };
    }
    let (last, first) = match (words.len(), capitals(words)) {
        (0 | 1, _) => (words.join(" "), String::new()),
        (_, Some((from, to))) => (words[from..to].join(" "), [&words[..from], &words[to..]].concat().join(" ")),
        _ => {
            let order = if begins_with_first_name(words) { Order::FirstLast } else { order };
            parts(words, boundary(words, order, email), order)
        }
    };
    Split { last, first, civility }
}

/// `Sophie de Saint-Aubin`, `Luc d'Aubigné`: whatever a column does, no first name begins with a small particle.
fn begins_with_first_name(words: &[String]) -> bool {
    const BEFORE_SURNAMES: [&str; 10] = ["de", "du", "des", "van", "von", "di", "da", "dos", "del", "della"];
    let [head, second, ..] = words else { return false };
    let particle = BEFORE_SURNAMES.contains(&second.as_str()) && words.len() > 2;
    given_names::knows(head) && (particle || second.starts_with("d'") || second.starts_with("d’"))
}

/// Whether capitals tell that surname and first name both stand there.
pub fn is_whole(text: &str) -> bool {
    capitals(&untitled(text).0).is_some()
}

/// Whether a few words begin or end with a frequent first name, as hardly anything but a name does.
pub fn is_likely(text: &str) -> bool {
    let (words, _) = untitled(text);
    let letters = |word: &String| word.chars().all(|c| c.is_alphabetic() || "'’-.,".contains(c));
    let mut ends = [words.first(), words.last()].into_iter().flatten();
    (2..=5).contains(&words.len()) && words.iter().all(letters) && ends.any(|word| given_names::knows(word))
}

/// Whether a few words can be nothing but somebody: capitals tell the surname from a first name, and none of the words begins
/// titles between groups (`SECTEUR Nord`).
pub fn is_a_name(text: &str) -> bool {
    const OF_TITLES: &str = "section secteur canton commune ville quartier groupe bureau comite conseil liste adherents membres                              sympathisants anciens nouveaux circonscription federation zone village hameau agglomeration total                              rue avenue place nord sud est ouest centre";
    let (words, _) = untitled(text);
    let of_title = |word: &String| OF_TITLES.split(' ').any(|other| other == fold::letters(word));
    let name = |word: &String| word.chars().all(|c| c.is_alphabetic() || "'’-.".contains(c));
    let small = |word: &String| word.starts_with(char::is_lowercase) && !is_particle(word) && !maiden::is_mark(word);
    (2..=6).contains(&words.len())
        && words.iter().all(name)
        && !words.iter().any(|word| of_title(word) || small(word))
        && capitals(&words).is_some()
}

/// The words of a name without the titles before it.
pub fn untitled(text: &str) -> (Vec<String>, Option<&'static str>) {
    let mut words: Vec<String> = text.split_whitespace().map(ToOwned::to_owned).collect();
    let mut civility = None;
    // A couple (`M. et Mme`) has two titles.
    let joins = |words: &[String]| matches!(words, [and, title, ..] if ["et", "&", "ou"].contains(&and.as_str()) && civility::is_title(title));
    while words.len() > 1 && (civility::is_title(&words[0]) || joins(&words)) {
        civility = civility.or_else(|| civility::read(&words[0], false));
        words.remove(0);
    }
    if words.len() > 2 && words.last().is_some_and(|word| civility::is_title(word)) {
        civility = civility.or_else(|| words.last().and_then(|word| civility::read(word, false)));
        words.pop();
    }
    (words, civility)
}

/// Takes the title out that stands between surname and first name: `RIBES (Mme) Anne`. `M.` may be an initial, unless capitals
/// end before it.
fn title_between(words: &mut Vec<String>) -> Option<&'static str> {
    let shouted = |word: &String| word.chars().count() > 1 && !word.contains(char::is_lowercase);
    let sure = |at: usize| {
        let (before, word, behind) = (&words[at - 1], &words[at], &words[at + 1]);
        civility::read(word, false).is_some()
            && (word.starts_with('(') || word.chars().count() > 2 || (shouted(before) && !shouted(behind)))
    };
    let at = (1..words.len().saturating_sub(1)).find(|at| sure(*at))?;
    civility::read(&words.remove(at), false)
}

/// The run of words in capitals, when other words are not: the surname. A small particle before it belongs to it.
fn capitals(words: &[String]) -> Option<(usize, usize)> {
    let is_capital = |word: &String| {
        let core = word.strip_prefix("d'").or_else(|| word.strip_prefix("d’")).unwrap_or(word);
        let letters = core.chars().filter(|c| c.is_alphabetic());
        letters.clone().count() > 1 && !letters.clone().any(char::is_lowercase)
    };
    let mut from = words.iter().position(is_capital)?;
    let mut to = from;
    while let Some(word) = words.get(to) {
        let maiden =
            maiden::is_mark(word) && word.contains(char::is_lowercase) && words.get(to + 1).is_some_and(is_capital);
        if !is_capital(word) && !maiden {
            break;
        }
        to += 1;
    }
    while from > 0 && words[from - 1].starts_with(char::is_lowercase) && is_particle(&words[from - 1]) {
        from -= 1;
    }
    (to - from < words.len()).then_some((from, to))
}

/// How many words the part written first has.
fn boundary(words: &[String], order: Order, email: Option<&str>) -> usize {
    let by_email = |email| (1..words.len()).find(|at| email_matches(&parts(words, *at, order), email));
    if let Some(at) = email.and_then(by_email) {
        return at;
    }
    let most = words.len() - 1;
    match order {
        Order::LastFirst => {
            let particles = words.iter().take_while(|word| is_particle(word)).count();
            let least = (particles + 1).min(most);
            let names = words[least..].iter().rev().take_while(|word| given_names::knows(word)).count();
            if names > 0 {
                words.len() - names
            } else if particles > 0 {
                least
            } else {
                most
            }
        }
        Order::FirstLast => {
            if let Some(at) = words[1..most.max(1)].iter().position(|word| is_particle(word)) {
                return at + 1;
            }
            words[..most].iter().take_while(|word| given_names::knows(word)).count().max(1)
        }
    }
}

/// Surname and first name when the part written first has `at` words.
fn parts(words: &[String], at: usize, order: Order) -> (String, String) {
    let (head, tail) = (words[..at].join(" "), words[at..].join(" "));
    match order {
        Order::LastFirst => (head, tail),
        Order::FirstLast => (tail, head),
    }
}

/// `first.last@`, `f.last@`: nearly everybody's address is written that way round.
fn email_matches((last, first): &(String, String), email: &str) -> bool {
    let Some((local, _)) = email.split_once('@') else { return false };
    let Some((head, tail)) = local.split_once(['.', '_']) else { return false };
    let (last, first, head) = (fold::letters(last), fold::letters(first), fold::letters(head));
    let tail: String = fold::letters(tail).trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    tail == last && (head == first || (head.chars().count() == 1 && first.starts_with(&head)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, order: Order, email: Option<&str>, last: &str, first: &str) {
        let split = split(text, order, email);
        assert_eq!((split.last.as_str(), split.first.as_str()), (last, first), "{text}");
    }

    #[test]
    fn capitals_and_commas_need_no_order() {
        for order in [Order::LastFirst, Order::FirstLast] {
            check("DUPONT Jean", order, None, "DUPONT", "Jean");
            check("Jean DUPONT", order, None, "DUPONT", "Jean");
            check("Dupont, Jean", order, None, "Dupont", "Jean");
            check("DUPONT - Jean", order, None, "DUPONT", "Jean");
            check("DUPONT – MARTIN Jean", order, None, "DUPONT-MARTIN", "Jean");
            check("Jean – DE LA TOUR", order, None, "DE LA TOUR", "Jean");
            check("M. Jean DE LA TOUR", order, None, "DE LA TOUR", "Jean");
            check("DE LA TOUR Jean-Pierre", order, None, "DE LA TOUR", "Jean-Pierre");
            check("Raphaël d'AUBIGNÉ", order, None, "d'AUBIGNÉ", "Raphaël");
            check("Jean de LA TOUR", order, None, "de LA TOUR", "Jean");
            check("TRAN VAN André", order, None, "TRAN VAN", "André");
            check("Mme O'CONNOR Aïcha", order, None, "O'CONNOR", "Aïcha");
            check("John F. KENNEDY", order, None, "KENNEDY", "John F.");
            check("M. et Mme DUPONT Jean", order, None, "DUPONT", "Jean");
            check("MARTIN ép. DURAND Thérèse", order, None, "MARTIN ép. DURAND", "Thérèse");
            check("Mme Zoé NUÑEZ née PETIT", order, None, "NUÑEZ née PETIT", "Zoé");
            check("PETIT Zoé (née Roux)", order, None, "PETIT née Roux", "Zoé");
            check("PETIT (née ROUX) Zoé", order, None, "PETIT née ROUX", "Zoé");
            check("BON Eve épouse MARTIN", order, None, "BON épouse MARTIN", "Eve");
            check("LE GOFF née PETIT Eve", order, None, "LE GOFF née PETIT", "Eve");
            check("DUPONT (Mme) Anne", order, None, "DUPONT", "Anne");
            check("DUPONT M. Jean", order, None, "DUPONT", "Jean");
            check("DUPONT Mlle Anne", order, None, "DUPONT", "Anne");
            check("John M. KENNEDY", order, None, "KENNEDY", "John M.");
            check("Dr DUPONT Jean", order, None, "DUPONT", "Jean");
            check("Dupont", order, None, "Dupont", "");
        }
        assert_eq!(split("Mme Marie DUPONT", Order::FirstLast, None).civility, Some("Mme"));
        assert_eq!(split("Dupont, M. Jean", Order::FirstLast, None).first, "Jean");
    }

    #[test]
    fn without_capitals_the_order_of_the_column_and_the_particles_tell() {
        check("Dupont Jean", Order::LastFirst, None, "Dupont", "Jean");
        check("Martin Anne née Durand", Order::LastFirst, None, "Martin née Durand", "Anne");
        check("Anne Martin (née Durand)", Order::FirstLast, None, "Martin née Durand", "Anne");
        check("de La Tour Raphaël", Order::LastFirst, None, "de La Tour", "Raphaël");
        check("Tran Van André", Order::LastFirst, None, "Tran Van", "André");
        check("Ben Saïd Noémie", Order::LastFirst, None, "Ben Saïd", "Noémie");
        check("Dupont Marie Claude", Order::LastFirst, None, "Dupont", "Marie Claude");
        check("Raphaël de La Tour", Order::FirstLast, None, "de La Tour", "Raphaël");
        check("Jean Pierre Martin", Order::FirstLast, None, "Martin", "Jean Pierre");
        check("Sophie de Saint-Aubin", Order::LastFirst, None, "de Saint-Aubin", "Sophie");
        check("Luc d’Aubigné", Order::LastFirst, None, "d’Aubigné", "Luc");
        check("Martin Dominique", Order::LastFirst, None, "Martin", "Dominique");
        check("Zébulon Tran Van", Order::FirstLast, None, "Tran Van", "Zébulon");
        check("Tran Van Zébulon", Order::FirstLast, Some("tranvan.zebulon@a.fr"), "Zébulon", "Tran Van");
    }

    #[test]
    fn a_column_proves_its_order() {
        let by = |cells: &[(&'static str, Option<&str>)], prior| {
            order(cells.iter().map(|(text, email)| (*text, email.map(ToOwned::to_owned))), prior)
        };
        assert_eq!(by(&[("Dupont Jean", None), ("Martin Zoé", None)], None), Order::LastFirst);
        assert_eq!(by(&[("Jean Dupont", None), ("Zoé Bonnet", None)], Some(Order::LastFirst)), Order::FirstLast);
        assert_eq!(by(&[("Aaa Bbb", Some("aaa.bbb@x.fr"))], Some(Order::LastFirst)), Order::FirstLast);
        assert_eq!(by(&[("Aaa Bbb", None)], Some(Order::FirstLast)), Order::FirstLast);
    }
}
