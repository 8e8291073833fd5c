//! People, drawn by chance. Shares and ages are those one meets in such files; nothing was counted.

mod address;
mod contact;
mod name;

use coopol_domain::codec::Value;
use jiff::civil::{Date, date};

use super::calendar::{between, iso, plus};
use super::lists::{Commune, Lists};
use super::subject::{Set, Subject, set, text};
use crate::chance::Chance;

pub(super) use address::address;
pub(super) use contact::Contact;
pub(super) use name::Name;

/// Why a person's data are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Category {
    Member,
    Former,
    Regular,
    Occasional,
}

/// Somebody in a section's file, as they will have been recorded.
#[derive(Debug)]
pub(super) struct Someone {
    pub(super) subject: Subject,
    pub(super) name: Name,
    pub(super) born: Date,
    pub(super) category: Category,
    pub(super) joined: Option<Date>,
    pub(super) left: Option<Date>,
    pub(super) contacts: Vec<Contact>,
    /// The first change about them, when it is made.
    pub(super) recorded: Vec<Set>,
}

/// Numbers that are given once in the whole federation.
#[derive(Debug, Default)]
pub(super) struct Serials {
    members: u32,
    mobiles: u32,
}

/// Who is drawn, where, and as known on which day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting<'a> {
    pub(super) lists: &'a Lists,
    pub(super) commune: &'a Commune,
    pub(super) known_on: Date,
    /// Whether they are met for the first time: nobody then is a member yet.
    pub(super) met: bool,
}

impl Category {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Former => "former_member",
            Self::Regular => "regular_contact",
            Self::Occasional => "occasional_contact",
        }
    }

    fn draw(met: bool, chance: &mut Chance) -> Self {
        match if met { 78 + chance.below(22) } else { chance.below(100) } {
            0..63 => Self::Member,
            63..78 => Self::Former,
            78..95 => Self::Regular,
            _ => Self::Occasional,
        }
    }
}

impl Serials {
    /// A membership number that nobody has: `78` and five digits.
    pub(super) fn member(&mut self) -> String {
        self.members += 1;
        format!("{}", 7_800_000 + self.members)
    }

    /// The last four digits of a mobile number, each used once.
    pub(super) fn mobile(&mut self) -> u32 {
        self.mobiles += 1;
        assert!(self.mobiles < 10_000, "the range for fiction has 10,000 numbers");
        self.mobiles * 3571 % 10_000
    }
}

/// Draws somebody; `partner` is who they may live with.
pub(super) fn someone(
    setting: Setting<'_>,
    partner: Option<&Someone>,
    serials: &mut Serials,
    chance: &mut Chance,
) -> Someone {
    let partner = partner.filter(|_| chance.in_a_hundred(11));
    let category = Category::draw(setting.met, chance);
    let born = birth(category, partner, setting.known_on, chance);
    let mut name = name::draw(setting.lists, born.year(), chance);
    if let Some(partner) = partner.filter(|_| chance.in_a_hundred(80)) {
        name.last.clone_from(&partner.name.last);
    }
    let (joined, left) = membership(category, born, setting.known_on, chance);
    let contacts = contact::draw(&name, born, setting.known_on, serials, chance);
    let mut person =
        Someone { subject: Subject::new(chance), name, born, category, joined, left, contacts, recorded: Vec::new() };
    let home = partner.and_then(|partner| partner.recorded.iter().find(|(field, _)| field == "address").cloned());
    person.recorded = person.fields(setting, home, serials, chance);
    person
}

impl Someone {
    /// How their name is written.
    pub(super) fn called(&self) -> String {
        format!("{} {}", self.name.first, self.name.last)
    }

    fn fields(&self, setting: Setting<'_>, home: Option<Set>, serials: &mut Serials, chance: &mut Chance) -> Vec<Set> {
        let Setting { lists, commune, .. } = setting;
        let mut fields = vec![text("category", self.category.word()), text("last_name", self.name.last.clone())];
        fields.push(text("first_name", self.name.first.clone()));
        if chance.in_a_hundred(96) {
            fields.push(text("civility", if self.name.feminine { "mme" } else { "m" }));
        }
        if chance.in_a_hundred(84) {
            fields.push(set("birth_date", iso(self.born)));
        }
        if self.category != Category::Occasional && chance.in_a_hundred(93) {
            fields.push(home.unwrap_or_else(|| set("address", address(lists, commune, chance))));
        }
        fields.extend(self.contacts.iter().flat_map(Contact::fields));
        if let Some(joined) = self.joined {
            fields.push(text("number", serials.member()));
            fields.push(set("joined_on", iso(joined)));
        }
        fields.extend(self.left.map(|left| set("left_on", iso(left))));
        if self.category != Category::Member || chance.in_a_hundred(30) {
            fields.push(text("origin", lists.one("origin", chance)));
        }
        if chance.in_a_hundred(12) {
            fields.push(set(&format!("tag/{}", lists.one("tags", chance)), Value::Bool(true)));
        }
        if chance.in_a_hundred(4) {
            fields.push(text("note", lists.one("note", chance)));
        }
        fields
    }
}

/// Members of such parties are rather old; contacts less so. Couples are of one generation.
fn birth(category: Category, partner: Option<&Someone>, known_on: Date, chance: &mut Chance) -> Date {
    let age = |chance: &mut Chance| {
        let young = chance.in_a_hundred(if category == Category::Member { 14 } else { 30 });
        if young { 18 + chance.below(17) } else { (33 + chance.below(32) + chance.below(32)).min(96) }
    };
    let years = |count: u64| i16::try_from(count).expect("ages are below 200");
    let year = match partner {
        Some(partner) => (partner.born.year() - 4 + years(chance.below(9))).min(known_on.year() - 19),
        None => known_on.year() - 1 - years(age(chance)),
    };
    let month = i8::try_from(1 + chance.below(12)).expect("months are below 13");
    let day = i8::try_from(1 + chance.below(28)).expect("days are below 29");
    date(year, month, day)
}

/// When they joined and left; nobody joins before sixteen.
fn membership(category: Category, born: Date, known_on: Date, chance: &mut Chance) -> (Option<Date>, Option<Date>) {
    let days = |count: u64| i64::try_from(count).expect("days of a life are few");
    let of_age = plus(born, 16 * 365 + 5);
    let span = u64::try_from(between(of_age, known_on)).unwrap_or(0).max(60);
    match category {
        Category::Member => {
            let recent = if chance.in_a_hundred(55) { span.min(9 * 365) } else { span.min(45 * 365) };
            (Some(plus(known_on, -days(20 + chance.below(recent - 30)))), None)
        }
        Category::Former => {
            // The law lets them be kept for some years only: those who left earlier were purged.
            let left = plus(known_on, -days(30 + chance.below(span.min(3 * 365) - 30)));
            let stayed = u64::try_from(between(of_age, left)).unwrap_or(0).clamp(1, 12 * 365);
            (Some(plus(left, -days(1 + chance.below(stayed)))), Some(left))
        }
        Category::Regular | Category::Occasional => (None, None),
    }
}
