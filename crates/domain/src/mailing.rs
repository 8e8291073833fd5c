//! Whom a mailing goes to, and whether it may go: the same on the server, which sends it, and on a laptop, which foretells it.

use std::collections::BTreeSet;

use crate::access::{Directory, Office, Reach, Verb, verbs};
use crate::authority::shielded;
use crate::codec::Value;
use crate::id::{HolderId, SubjectId, UnitId};
use crate::journal::{Compartment, State};
use crate::kinds::{Claim, Mailing, Permission};
use crate::time::Instant;

/// Leave to take any of these out lets people be written to (J3.7).
const CONTENTS: [&str; 2] = ["people", "everything"];

/// A condition that the authority can answer of somebody in a roster, by the words of saved lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    /// A member who paid for this year.
    UpToDate,
    /// A member who didn't.
    Late,
    /// In regular contact without being a member.
    RegularContact,
    /// Once a member.
    FormerMember,
}

impl Condition {
    /// All of them. Whether an overlap waits, or what somebody is found by when letters are typed, only laptops know.
    pub const ALL: [Self; 4] = [Self::UpToDate, Self::Late, Self::RegularContact, Self::FormerMember];

    /// As saved lists name it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::UpToDate => "up_to_date",
            Self::Late => "late",
            Self::RegularContact => "regular_contact",
            Self::FormerMember => "former_member",
        }
    }

    /// Whether it asks who paid.
    pub const fn is_about_dues(self) -> bool {
        matches!(self, Self::UpToDate | Self::Late)
    }

    fn holds(self, category: &str, paid: bool) -> bool {
        match self {
            Self::UpToDate => category == "member" && paid,
            Self::Late => category == "member" && !paid,
            Self::RegularContact => category == "regular_contact",
            Self::FormerMember => category == "former_member",
        }
    }
}

/// What isn't answered by the authority.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{word}` isn't asked by the server: it knows up_to_date, late, regular_contact and former_member, and no words"
)]
pub struct NotAsked {
    /// A filter, or the words that are sought.
    pub word: String,
}

/// What a mailing asks of the roster; all of it has to hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked(BTreeSet<Condition>);

impl Asked {
    /// From a question as the journal holds it. Its order says nothing of whom it finds.
    ///
    /// # Errors
    /// [`NotAsked`]: nothing else is asked in its place, as it would go to others.
    pub fn read(question: &Value) -> Result<Self, NotAsked> {
        let Value::Map(parts) = question else { return Ok(Self::default()) };
        let text = |name: &str| match parts.iter().find(|(part, _)| part == name) {
            Some((_, Value::Text(text))) => text.as_str(),
            _ => "",
        };
        if !text("words").is_empty() {
            return Err(NotAsked { word: text("words").to_owned() });
        }
        let known = |word: &str| {
            let known = Condition::ALL.into_iter().find(|condition| condition.word() == word);
            known.ok_or_else(|| NotAsked { word: word.to_owned() })
        };
        text("filters").split_whitespace().map(known).collect::<Result<_, _>>().map(Self)
    }

    /// Whether the accounts have to be read for it.
    pub fn is_about_dues(&self) -> bool {
        self.0.iter().any(|condition| condition.is_about_dues())
    }

    /// Whether it finds this subject of a roster: somebody who is there. `paid` says whether they paid for this year.
    pub fn finds(&self, person: &State, paid: bool) -> bool {
        let category = match person.get("category") {
            Value::Text(category) => category.as_str(),
            _ => "",
        };
        let there = person.sort == "person" && !person.is_removed();
        there && self.0.iter().all(|condition| condition.holds(category, paid))
    }
}

/// Where somebody is written to: the first e-mail of their sheet.
pub fn address(person: &State) -> Option<&str> {
    person.elements("contact").find_map(|(_, contact)| {
        let Value::Map(parts) = contact else { return None };
        let part = |name: &str| match parts.iter().find(|(part, _)| part == name) {
            Some((_, Value::Text(text))) => Some(text.as_str()),
            _ => None,
        };
        part("value").filter(|_| part("type") == Some("email"))
    })
}

/// Who paid for a year, if this subject of the accounts says that somebody did.
pub fn paid_by(payment: &State, year: i16) -> Option<SubjectId> {
    let number = |field: &str| payment.get(field).number("number").unwrap_or_default();
    let counts = payment.sort == "dues" && !payment.is_removed() && number("amount_cents") > 0;
    let Value::Bytes(person) = payment.get("person") else { return None };
    let of_this_year = number("year") == u64::try_from(year).unwrap_or_default();
    person.as_slice().try_into().ok().map(SubjectId::from_bytes).filter(|_| counts && of_this_year)
}

/// What a mailing waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Waits {
    /// Its time.
    Time,
    /// Somebody who holds the office to answer for it: whoever did doesn't hold it, or not now.
    Holder,
    /// Somebody else to agree that people are written to, as the departure shield stands (J3.7).
    SecondMandate,
    /// Another time: it is so late that what it says may be over.
    NewTime,
}

/// Where a mailing lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Desk {
    /// Of which office,
    pub office: Office,
    /// in which unit.
    pub unit: UnitId,
}

impl Desk {
    /// Whether `holder` holds the office now.
    pub fn is_held_by(self, holder: HolderId, directory: &Directory, now: Instant) -> bool {
        let mut own = directory.mandates.values().filter(|of| of.unit == self.unit && of.office == self.office);
        own.any(|mandate| mandate.holder == holder && mandate.holds(now))
    }

    fn sees_dues(self) -> bool {
        verbs(self.office, Reach::Own, Compartment::Dues, false).has(Verb::Read)
    }

    /// What a mailing that neither was begun nor called off waits for; `None` when it is to go now. `agreed` is the leave to take people out that
    /// two gave.
    pub fn waits(
        self,
        mailing: &Mailing,
        directory: &Directory,
        claims: &[Claim],
        agreed: &[Permission],
        now: Instant,
    ) -> Option<Waits> {
        let who = mailing.answered_by;
        // Whoever doesn't see who paid writes to nobody by it.
        let unseen = Asked::read(&mailing.question).is_ok_and(|asked| asked.is_about_dues()) && !self.sees_dues();
        if unseen || !self.is_held_by(who, directory, now) {
            return Some(Waits::Holder);
        }
        if now < mailing.at {
            return Some(Waits::Time);
        }
        if now.since(mailing.at) >= Mailing::LATEST {
            return Some(Waits::NewTime);
        }
        let alone = shielded(self.unit, directory, claims, now);
        let by_two = agreed.iter().any(|permission| CONTENTS.iter().any(|content| permission.lets(who, content, now)));
        (alone && !by_two).then_some(Waits::SecondMandate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::{Edit, Payload, REMOVED, Stamp};

    fn subject(sort: &str, fields: &[(&str, Value)]) -> State {
        let edits = fields.iter().map(|(field, value)| Edit::set(field, value.clone())).collect();
        State::new(sort).apply(&Payload::new("x", 1, edits), 0, Stamp::NEVER)
    }

    fn map(parts: &[(&str, &str)]) -> Value {
        Value::Map(parts.iter().map(|(name, text)| ((*name).to_owned(), Value::text(*text))).collect())
    }

    #[test]
    fn all_conditions_have_to_hold_of_somebody_who_is_there() {
        let person = |category: &str| subject("person", &[("category", Value::text(category))]);
        for (filters, category, paid, found) in [
            ("", "former_member", false, true),
            ("up_to_date", "member", true, true),
            ("up_to_date", "member", false, false),
            ("up_to_date", "regular_contact", true, false),
            ("late", "member", false, true),
            ("late", "member", true, false),
            ("late", "occasional_contact", false, false),
            ("regular_contact", "regular_contact", false, true),
            ("former_member", "former_member", false, true),
            ("former_member", "member", false, false),
            ("late former_member", "member", false, false),
        ] {
            let asked = Asked::read(&map(&[("filters", filters)])).unwrap();
            assert_eq!(asked.finds(&person(category), paid), found, "{filters}: {category} {paid}");
        }
        let all = Asked::read(&Value::Map(Vec::new())).unwrap();
        assert!(!all.finds(&subject("act", &[]), false));
        assert!(!all.finds(&subject("person", &[(REMOVED, Value::Bool(true))]), false));
        assert!(!all.is_about_dues() && Asked::read(&map(&[("filters", "late")])).unwrap().is_about_dues());
    }

    #[test]
    fn what_only_laptops_know_is_not_asked() {
        for (part, given) in [("filters", "late to_verify"), ("filters", "without_email"), ("words", "cote")] {
            let refused = Asked::read(&map(&[(part, given)])).unwrap_err();
            assert!(given.ends_with(&refused.word), "{refused}");
        }
    }

    #[test]
    fn the_first_email_is_the_address() {
        let person = |contacts: &[(&str, &str)]| {
            let fields: Vec<(String, Value)> = (1..)
                .zip(contacts)
                .map(|(at, (kind, value))| (format!("contact/{at}"), map(&[("type", kind), ("value", value)])))
                .collect();
            let fields: Vec<(&str, Value)> =
                fields.iter().map(|(field, value)| (field.as_str(), value.clone())).collect();
            subject("person", &fields)
        };
        let several = person(&[("phone", "+33612345678"), ("email", "zoe@exemple.fr"), ("email", "z@exemple.fr")]);
        assert_eq!(address(&several), Some("zoe@exemple.fr"));
        assert_eq!(address(&person(&[("phone", "+33612345678")])), None);
    }

    #[test]
    fn a_payment_of_the_year_counts_by_its_amount() {
        let payment = |year: i64, cents: i64, removed: bool| {
            let person = Value::bytes([5; 16]);
            let fields = [("person", person), ("year", Value::Int(year)), ("amount_cents", Value::Int(cents))];
            subject("dues", &[fields.as_slice(), &[(REMOVED, Value::Bool(removed))]].concat())
        };
        assert_eq!(paid_by(&payment(2026, 1, false), 2026), Some(SubjectId::from_bytes([5; 16])));
        for other in [payment(2025, 1, false), payment(2026, 0, false), payment(2026, 1, true)] {
            assert_eq!(paid_by(&other, 2026), None);
        }
    }
}
