//! How well the words of one header fit each field.

use super::{
    field::Field,
    vocabulary::{Kind, Rule, VOCABULARY},
};
use crate::{
    cell::{date, given_names},
    fold,
};

/// The weight of a header about which nothing is in doubt.
pub const CERTAIN: f32 = 12.0;
/// Below it, a header says too little to stand against its cells.
pub const FAINT: f32 = 4.0;

/// What amounts are beside those of other columns of the same year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Share {
    /// All that was paid.
    #[default]
    Whole,
    /// One payment of several: the second, the one by cheque, that of March.
    OfSeveral,
    /// What the payments of the other columns add up to.
    Sum,
}

/// What the words of a header say.
#[derive(Debug, Clone, Default)]
pub struct Wording {
    /// Fields and their weights, best first, each field once.
    pub scores: Vec<(Field, f32)>,
    /// The year it names.
    pub year: Option<i16>,
    /// Whether it names something that is not read.
    pub alien: bool,
    /// The word that says that it is about somebody else than the member.
    pub whose: Option<String>,
    /// Whether it is about a place of work.
    pub at_work: bool,
    /// What its amounts are beside other columns of the year.
    pub share: Share,
}

impl Wording {
    /// Reads a header; `this_year` tells `24` from `1924`.
    pub fn of(header: &str, this_year: i16) -> Self {
        let words: Vec<String> = initials_joined(fold::words(header)).into_iter().map(written_out).collect();
        let has = |kind| words.iter().any(|word| VOCABULARY.kind(word) == Some(kind));
        let year = year(&words, this_year);
        let whose = words.iter().find(|word| VOCABULARY.kind(word) == Some(Kind::SomebodyElse)).cloned();
        let mut scores: Vec<(Field, f32)> = Vec::new();
        let mut put = |field, score: f32| match scores.iter_mut().find(|(other, _)| *other == field) {
            Some((_, best)) => *best = best.max(score),
            None => scores.push((field, score)),
        };
        // `adh` alone is short for whoever joined as well.
        let short = |rule: &Rule| {
            let shortened = rule.words == ["adhesion"] && !words.iter().any(|word| word.starts_with("adhes"));
            rule.field == Field::Dues && shortened && year.is_none()
        };
        for rule in VOCABULARY.rules.iter().filter(|rule| !short(rule)) {
            if let Some(score) = fit(rule, &words) {
                put(rule.field, score);
            }
        }
        if year.is_some() && is_year_alone(&words) {
            put(Field::Dues, 7.0);
        }
        // `À jour 2025` is said of dues.
        if year.is_some() && ["a", "jour"].iter().all(|part| words.iter().any(|word| word == part)) {
            put(Field::Dues, 9.0);
        }
        // Beside a postcode in Switzerland; `Lieu de…` is about something else.
        if matches!(words.as_slice(), [lieu] if lieu == "lieu") {
            put(Field::City, 7.0);
        }
        // `Saison 2024/2025` stands over what was paid for it, `Saison` over the seasons themselves.
        if year.is_some()
            && let Some(at) = scores.iter().position(|(field, score)| *field == Field::DuesYear && *score >= FAINT)
        {
            scores.remove(at);
            if scores.iter().all(|(field, score)| *field != Field::Dues || *score < FAINT) {
                scores.push((Field::Dues, 7.0));
            }
        }
        scores.sort_by(|a, b| b.1.total_cmp(&a.1));
        let explained = scores.first().is_some_and(|(_, score)| *score >= FAINT);
        let alien = !explained && has(Kind::Alien);
        let at_work = has(Kind::AtWork);
        let share = match () {
            () if words.iter().any(|word| SUMS.contains(&word.as_str())) => Share::Sum,
            () if words.iter().any(|word| is_payment(word)) => Share::OfSeveral,
            () => Share::Whole,
        };
        Self { scores, year, alien, whose, at_work, share }
    }

    /// Whether it is about somebody else than the member.
    pub fn is_of_somebody_else(&self) -> bool {
        self.whose.is_some()
    }

    /// The best weight, 0 where no word is known.
    pub fn best(&self) -> f32 {
        self.scores.first().map_or(0.0, |(_, score)| *score)
    }
}

/// Words of what several payments add up to.
const SUMS: [&str; 3] = ["total", "totaux", "cumul"];

/// `2024`, `2024-2025`, `2024/25`
fn is_year_alone(words: &[String]) -> bool {
    let is_figures = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    match words {
        [year, next] if next.len() == 2 => year.len() == 4 && is_figures(year) && year_after(year).ends_with(next),
        words => words.iter().all(|word| word.len() == 4 && is_figures(word)),
    }
}

/// `23`, `24`
fn is_next_short(year: &str, next: &str) -> bool {
    let two = |word: &str| word.parse::<u8>().ok().filter(|_| word.len() == 2);
    two(year).zip(two(next)).is_some_and(|(year, next)| (year + 1) % 100 == next)
}

fn year_after(year: &str) -> String {
    year.parse::<u32>().map_or_else(|_| String::new(), |year| (year + 1).to_string())
}

/// Whether a header is a season: two years, one after the other.
pub fn is_season(text: &str) -> bool {
    let words = fold::words(text);
    let years: Vec<&String> = words.iter().filter(|word| word.starts_with(|c: char| c.is_ascii_digit())).collect();
    match years.as_slice() {
        [year, next] => year.len() == 4 && matches!(next.len(), 2 | 4) && year_after(year).ends_with(next.as_str()),
        _ => false,
    }
}

/// Words that tell one payment of a year from the others.
fn is_payment(word: &str) -> bool {
    const WORDS: &str = "1 2 3 4 1er 2e 2eme premier deuxieme second seconde troisieme quatrieme cheque cheques chq \
                         espece especes liquide virement virements cb carte prelevement prelevements trimestre \
                         semestre acompte complement supplement";
    WORDS.split(' ').any(|known| known == word) || (word.len() > 2 && date::month_name(word).is_some())
}

/// How somebody paid is no part of what a header of dues says.
fn is_way_of_paying(word: &str) -> bool {
    matches!(word, "cheque" | "cheques" | "chq" | "espece" | "especes" | "liquide" | "virement" | "cb" | "prelevement")
}

/// Whether the amounts under a header are in cents.
pub fn says_cents(header: &str) -> bool {
    fold::words(header).iter().any(|word| matches!(word.as_str(), "centime" | "centimes" | "cents" | "cts"))
}

/// Whether names of companies stand under a header.
pub fn says_company(header: &str) -> bool {
    let words = fold::words(header);
    let company = ["societe", "entreprise", "organisation", "organization", "company", "organisme"];
    words.iter().any(|word| company.contains(&word.as_str())) || fold::letters(header) == "raisonsociale"
}

/// `D.D.N.` is one word, `C.P.` too.
fn initials_joined(words: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    let mut in_run = false;
    for word in words {
        let initial = word.len() == 1 && word.starts_with(char::is_alphabetic);
        match out.last_mut().filter(|_| initial && in_run) {
            Some(last) => last.push_str(&word),
            None => out.push(word),
        }
        in_run = initial;
    }
    out
}

/// A word for one that is shortened otherwise than at its end.
fn written_out(word: String) -> String {
    match word.as_str() {
        "mt" | "mnt" | "mtt" | "mont" => "montant".to_owned(),
        "reglt" | "rglt" | "regt" | "rgt" => "reglement".to_owned(),
        "versmt" | "verst" | "vers" => "versement".to_owned(),
        "paiemt" | "paimt" | "paimnt" => "paiement".to_owned(),
        "dt" => "date".to_owned(),
        "adht" | "adhts" => "adherent".to_owned(),
        _ => word,
    }
}

/// The weight of a rule for a header, less what the header says beyond the rule.
fn fit(rule: &Rule, words: &[String]) -> Option<f32> {
    // Nearly all rules fail here, before anything is allocated: a sheet has many cells that may be headers.
    if !rule.words.iter().all(|wanted| words.iter().any(|word| likeness(word, wanted).is_some())) {
        return None;
    }
    let mut left: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut score = rule.weight;
    for wanted in &rule.words {
        let (at, fit) = left
            .iter()
            .enumerate()
            .filter_map(|(at, word)| likeness(word, wanted).map(|fit| (at, fit)))
            .max_by(|a, b| a.1.total_cmp(&b.1))?;
        score *= fit;
        left.remove(at);
    }
    for word in left {
        score *= match word {
            // `ville de naissance` is a place and `nom de naissance` a name: the rule that knows both words stands above this.
            "naissance" | "naiss" | "birth" => 0.2,
            // `Année d'adhésion` is that of joining.
            "adhesion" | "entree" | "inscription" | "arrivee" if rule.field == Field::DuesYear => 0.1,
            word if rule.field == Field::Dues && is_way_of_paying(word) => 0.9,
            "ville" | "commune" | "pays" | "cp" | "code" | "nom" if rule.field == Field::BirthDate => 0.2,
            word => match VOCABULARY.kind(word) {
                Some(Kind::SomebodyElse) => 1.0,
                Some(Kind::Neutral) => 0.99,
                Some(Kind::Secondary | Kind::AtWork) => 0.6,
                Some(Kind::Alien) => 0.1,
                // Two or four figures are a year.
                None if word.bytes().all(|b| b.is_ascii_digit()) => {
                    if matches!(word.len(), 2 | 4) {
                        0.99
                    } else {
                        0.9
                    }
                }
                None => 0.8,
            },
        };
    }
    Some(score)
}

/// 1 for the same word, less for a plural, an abbreviation or a slip of the pen. `Anne` is no slip of `année`.
fn likeness(word: &str, wanted: &str) -> Option<f32> {
    if word == wanted {
        return Some(1.0);
    }
    nearness(word, wanted).filter(|_| !given_names::knows(word))
}

fn nearness(word: &str, wanted: &str) -> Option<f32> {
    if word.as_bytes().first() != wanted.as_bytes().first() {
        return None;
    }
    let (short, long) = if word.len() < wanted.len() { (word, wanted) } else { (wanted, word) };
    if long.strip_prefix(short).is_some_and(|rest| matches!(rest, "s" | "e" | "es") && short.len() > 2) {
        // `Cotisation due` is no English `dues`.
        return (VOCABULARY.kind(word) != Some(Kind::Alien)).then_some(0.98);
    }
    if word.len() >= 3 && wanted.len() >= word.len() + 2 && wanted.starts_with(word) && !VOCABULARY.whole.contains(word)
    {
        return Some(0.9);
    }
    (wanted.len() >= 6 && !VOCABULARY.whole.contains(word) && one_slip(word, wanted)).then_some(0.85)
}

/// Whether one letter is wrong, missing, too many, or swapped with its neighbour.
fn one_slip(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let same_head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let same_tail = a[same_head..].iter().rev().zip(b[same_head..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same_head..a.len() - same_tail], &b[same_head..b.len() - same_tail]);
    a.len().max(b.len()) <= 1 || (a.len() == 2 && b.len() == 2 && a[0] == b[1] && a[1] == b[0])
}

/// `2024`, or `24` beside a word; of a season (`2024-2025`) the first.
fn year(words: &[String], this_year: i16) -> Option<i16> {
    let number = |word: &&String| word.parse::<i16>().ok();
    let full = words
        .iter()
        .filter(|word| word.len() == 4)
        .filter_map(|word| number(&word))
        .find(|year| (1900..=2100).contains(year));
    full.or_else(|| {
        // `23/24` is a season as `2023/2024` is one.
        let season = matches!(words, [year, next] if is_next_short(year, next));
        let short =
            words.iter().skip(usize::from(!season)).filter(|word| word.len() == 2).find_map(|word| number(&word))?;
        let century = this_year - this_year.rem_euclid(100);
        (short >= 10).then_some(if century + short <= this_year + 1 { century + short } else { century + short - 100 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(header: &str) -> Option<Field> {
        Wording::of(header, 2026).scores.first().filter(|(_, score)| *score >= FAINT).map(|(field, _)| *field)
    }

    #[test]
    fn headers_of_every_office() {
        let cases = [
            (Field::Number, "N° adhérent|N°|Carte n°|Matricule|N° de carte|Numéro d'adhérent|Identifiant"),
            (Field::Civility, "Civilité|Civ.|Titre|M./Mme|Sexe"),
            (Field::LastName, "NOM|Nom de famille|Nom adhérent|Last Name|Nom d'usage|Patronyme|Surname"),
            (Field::BirthName, "Nom de naissance|Nom de jeune fille"),
            (Field::FirstName, "Prénom|Prénom(s)|PRENOM|First Name|Prénom adhérent|Prenon"),
            (Field::FullName, "Nom et prénom|Nom Prénom|NOM - Prénom|Prénom et NOM|Nom complet|Full Name|Adhérent"),
            (
                Field::BirthDate,
                "Né(e) le|Date de naissance|Date naiss.|DDN|Anniversaire|Birthday|Naissance|Date de naiss",
            ),
            (
                Field::JoinedOn,
                "Date d'adhésion|Adhésion|Adhérent depuis|Date d'entrée|Date adh.|1ère adhésion|Inscrit le|Member since",
            ),
            (
                Field::Emails,
                "Courriel|Email|E-mail|E-mail 1 - Value|Adresse de messagerie|Mél|Adresse mail|@|Mail perso|Adresse électronique",
            ),
            (
                Field::Phones,
                "Tél.|Portable|Tél. mobile|Numéro de téléphone|Téléphone (domicile)|GSM|Mobile|Fixe|Tel. fixe|Phone 1 - Value|N° de tél.",
            ),
            (
                Field::Street,
                "Adresse|Rue|Rue (domicile)|Adresse 1|Voie|N° et rue|Address 1 - Street|Adresse postale|Home Street",
            ),
            (Field::StreetExtra, "Complément d'adresse|Adresse 2|ADR4|Lieu-dit|Bâtiment"),
            (Field::Postcode, "CP|NPA|Code Postal|Code postal (domicile)|C.P.|Zip|Home Postal Code|Code post."),
            (Field::City, "Ville|Commune|Localité|Lieu|Ville (domicile)|City|Home City|Commune de résidence"),
            (Field::PostcodeCity, "CP / Ville|Code postal et ville"),
            (Field::Country, "Pays|Pays/Région (domicile)|Country"),
            (
                Field::Dues,
                "Cotis. 2024|Cotisation 2025|2026|Saison 2024/2025|Exercice 2025|Mt réglt|Mt cotis. 2025|À jour 2025|A jour cotis. 2024|Montant|Montant versé|Cotisation (€)|Versement 2023",
            ),
            (Field::PaidOn, "Date de la commande|Dt dernier réglt|Date de paiement|Réglé le|Date cotisation"),
            (Field::DuesYear, "Année|Exercice|Année de cotisation"),
            (Field::Notes, "Remarques|Observations|Commentaire|Notes"),
        ];
        for (field, headers) in cases {
            for header in headers.split('|') {
                assert_eq!(best(header), Some(field), "{header}: {:?}", Wording::of(header, 2026).scores);
            }
        }
    }

    #[test]
    fn headers_about_something_else() {
        for header in [
            "Lieu de naissance",
            "Lieu du paiement",
            "EMAIL_BLACKLISTED",
            "SMS désabonné",
            "Cotisation due 2025",
            "Montant attendu",
            "Profession",
            "Section",
            "Fonction",
            "Date de fin d'adhésion",
            "Mode de paiement",
            "Deuxième prénom",
            "Suffixe",
            "Société",
            "Ville de naissance",
            "Statut",
            "Télécopie",
            "Nom de la société",
            "Type d'adhésion",
        ] {
            assert_eq!(best(header), None, "{header}: {:?}", Wording::of(header, 2026).scores);
        }
    }

    #[test]
    fn years_of_dues() {
        for (header, year) in [
            ("Cotis. 2024", Some(2024)),
            ("2026", Some(2026)),
            ("Cotis 24", Some(2024)),
            ("2024-2025", Some(2024)),
            ("23/24", Some(2023)),
            ("Saison 23/24", Some(2023)),
            ("Montant", None),
        ] {
            assert_eq!(Wording::of(header, 2026).year, year, "{header}");
        }
    }
}
