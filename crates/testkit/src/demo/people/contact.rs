//! How people are reached: numbers and addresses that reach nobody.
//!
//! Numbers come from the ranges that Arcep keeps for fiction (decision 2018-0881), domains from RFC 2606.

use coopol_domain::codec::Value;
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization as _;

use super::{Name, Serials};
use crate::chance::Chance;
use crate::demo::calendar::{iso, plus};
use crate::demo::lists::pick;
use crate::demo::subject::{Set, element, record, set};

const DOMAINS: [&str; 6] =
    ["example.org", "example.com", "example.net", "courriel.example", "poste.example", "messagerie.example"];
/// Île-de-France, then the other regions; four digits follow.
const LANDLINES: [&str; 5] = ["+3319900", "+3326191", "+3335301", "+3346571", "+3353649"];
const MOBILES: &str = "+3363998";

/// One way to reach somebody.
#[derive(Debug, Clone)]
pub(in crate::demo) struct Contact {
    /// The element of the set.
    pub(in crate::demo) element: String,
    pub(in crate::demo) kind: &'static str,
    pub(in crate::demo) value: String,
    label: Option<&'static str>,
    verified: Option<Date>,
}

impl Contact {
    pub(in crate::demo) fn mobile(serials: &mut Serials, chance: &mut Chance) -> Self {
        Self::new("phone", format!("{MOBILES}{:04}", serials.mobile()), Some("portable"), chance)
    }

    pub(in crate::demo) fn email(name: &Name, born: Date, chance: &mut Chance) -> Self {
        let (first, last) = (plain(&name.first), plain(&name.last));
        let local = match chance.below(8) {
            0..4 => format!("{first}.{last}"),
            4 => format!("{}.{last}", &first[..1]),
            5 => format!("{last}.{first}"),
            6 => format!("{first}{:02}", born.year() % 100),
            _ => format!("{last}{}", born.year()),
        };
        let domain = DOMAINS[chance.place(DOMAINS.len())];
        Self::new("email", format!("{local}@{domain}"), None, chance)
    }

    fn landline(chance: &mut Chance) -> Self {
        let range = if chance.in_a_hundred(93) { LANDLINES[0] } else { pick(&LANDLINES[1..], chance) };
        Self::new("phone", format!("{range}{:04}", chance.below(10_000)), Some("domicile"), chance)
    }

    fn new(kind: &'static str, value: String, label: Option<&'static str>, chance: &mut Chance) -> Self {
        Self { element: element(chance), kind, value, label, verified: None }
    }

    /// Whether `new` is the same way to reach them.
    pub(in crate::demo) fn replaces(&self, new: &Self) -> bool {
        (self.kind, self.label) == (new.kind, new.label)
    }

    /// The same contact with another value.
    pub(in crate::demo) fn with(&self, value: String) -> Self {
        Self { value, ..self.clone() }
    }

    /// Checked on this day.
    #[must_use]
    pub(in crate::demo) fn verified(self, on: Date) -> Self {
        Self { verified: Some(on), ..self }
    }

    /// As it stands in the person's fields.
    pub(in crate::demo) fn fields(&self) -> Vec<Set> {
        let mut parts = vec![("type", Value::text(self.kind)), ("value", Value::text(self.value.clone()))];
        parts.extend(self.label.map(|label| ("label", Value::text(label))));
        let mut fields = vec![set(&format!("contact/{}", self.element), record(&parts))];
        fields.extend(self.verified.map(|on| self.verification(on)));
        fields
    }

    /// That it was checked.
    pub(in crate::demo) fn verification(&self, on: Date) -> Set {
        set(&format!("verified/{}", self.element), iso(on))
    }
}

/// The contacts of somebody: the younger, the fewer landlines.
pub(super) fn draw(
    name: &Name,
    born: Date,
    known_on: Date,
    serials: &mut Serials,
    chance: &mut Chance,
) -> Vec<Contact> {
    let age = known_on.year() - born.year();
    let [email, mobile, landline] = match age {
        ..40 => [97, 93, 8],
        40..66 => [92, 90, 38],
        _ => [66, 62, 74],
    };
    let mut contacts = Vec::new();
    if chance.in_a_hundred(email) {
        contacts.push(Contact::email(name, born, chance));
    }
    if chance.in_a_hundred(mobile) {
        contacts.push(Contact::mobile(serials, chance));
    }
    if chance.in_a_hundred(landline) {
        contacts.push(Contact::landline(chance));
    }
    let checked = |contact: Contact| {
        let ago = i64::try_from(10 + chance.below(900)).expect("it is below a thousand");
        if chance.in_a_hundred(55) { contact.verified(plus(known_on, -ago)) } else { contact }
    };
    contacts.into_iter().map(checked).collect()
}

/// A name as it may stand before the @: letters without accents.
fn plain(name: &str) -> String {
    let lower = name.to_lowercase().replace('œ', "oe").replace('ı', "i").replace('ł', "l");
    lower.nfd().filter(char::is_ascii_alphabetic).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_accents_before_the_at() {
        assert_eq!(plain("Lebœuf"), "leboeuf");
        assert_eq!(plain("Le Floc'h"), "lefloch");
        assert_eq!(plain("Yıldız"), "yildiz");
        assert_eq!(plain("Hélène-Çağla"), "helenecagla");
    }
}
