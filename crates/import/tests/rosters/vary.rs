//! Chance that is the same in every run, and the many ways to write one value.

use serde_json::Value;

/// `SplitMix64`: a failing variation is named by its seed alone.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).expect("small")).expect("small")
    }

    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn of<'v, T: ?Sized>(&mut self, values: &[&'v T]) -> &'v T {
        values[self.below(values.len())]
    }

    pub fn shuffle<T>(&mut self, values: &mut [T]) {
        for at in (1..values.len()).rev() {
            values.swap(at, self.below(at + 1));
        }
    }
}

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// Writings of a day; the two last lose the century and are only used where the day can be told from it.
pub const DATE_STYLES: usize = 13;

pub fn date(iso: &str, style: usize) -> String {
    let (y, m, d) = (&iso[..4], &iso[5..7], &iso[8..]);
    let (day, month): (usize, usize) = (d.parse().expect("a day"), m.parse().expect("a month"));
    let name = MONTHS[month - 1];
    match style {
        0 => format!("{d}/{m}/{y}"),
        1 => format!("{d}-{m}-{y}"),
        2 => format!("{day}.{month}.{y}"),
        3 => iso.to_owned(),
        4 => format!("{y}{m}{d}"),
        5 if day == 1 => format!("1er {name} {y}"),
        5 => format!("{day} {name} {y}"),
        6 => format!("{d}/{m}/{y} 00:00"),
        7 => format!("{d}/{m}/{y} 18:42:07"),
        8 => format!("{iso}T00:00:00"),
        9 => format!("{day} {} {y}", name.to_uppercase()),
        10 => format!("{d}-{}.-{}", name.chars().take(4).collect::<String>().trim_end_matches('.'), &y[2..]),
        11 => format!("{d}/{m}/{}", &y[2..]),
        _ => format!("{d}.{m}.{}", &y[2..]),
    }
}

pub const PHONE_STYLES: usize = 14;

pub fn phone(e164: &str, style: usize) -> String {
    let nine = &e164[3..];
    let pairs = |separator: &str| {
        let ten = format!("0{nine}");
        (0..5).map(|at| ten[at * 2..at * 2 + 2].to_owned()).collect::<Vec<_>>().join(separator)
    };
    match style {
        0 => format!("0{nine}"),
        1 => nine.to_owned(),
        2 => pairs(" "),
        3 => pairs("."),
        4 => pairs("-"),
        5 => e164.to_owned(),
        6 => format!("+33 (0){} {}", &nine[..1], &nine[1..]),
        7 => format!("0033{nine}"),
        8 => format!("+33 {} {} {} {} {}", &nine[..1], &nine[1..3], &nine[3..5], &nine[5..7], &nine[7..]),
        9 => pairs("/"),
        // As word processors and address books write them.
        10 => pairs("–"),
        11 => pairs("·"),
        12 => format!("+33 0{nine}"),
        _ => format!("0{nine},0"),
    }
}

/// What people put around a number.
pub fn ornate_phone(phone: &str, style: usize) -> String {
    match style {
        0 => format!("tél : {phone}"),
        1 => format!("{phone} (perso)"),
        // Invisible marks of direction come with numbers copied from an address book.
        2 => format!("\u{202a}{phone}\u{202c}"),
        _ => phone.to_owned(),
    }
}

/// What people put around an address.
pub fn ornate_email(email: &str, style: usize) -> String {
    match style {
        3 => format!("mailto:{email}"),
        4 => format!("<{email}>"),
        5 => email.replace('@', " @ "),
        6 => format!("{email} (perso)"),
        _ => email.to_owned(),
    }
}

pub const AMOUNT_STYLES: usize = 6;

pub fn amount(cents: i64, style: usize) -> String {
    let (euros, rest) = (cents / 100, cents % 100);
    match style {
        0 => format!("{euros},{rest:02} €"),
        1 => format!("{euros},{rest:02}"),
        2 => format!("{euros}.{rest:02} EUR"),
        3 if rest == 0 => format!("{euros}"),
        4 if rest == 0 => format!("{euros} €"),
        5 => format!("{euros},{rest:02}\u{a0}€"),
        _ => format!("{euros}.{rest:02}"),
    }
}

/// Gives some people the surname of their birth beside their own.
pub fn married(people: &[Value], chance: &mut Chance) -> Vec<Value> {
    let mark = chance.of(&["née", "épouse", "ép."]);
    let name = |person: &Value| {
        let mut person = person.clone();
        person["last_name"] = format!("{} {mark} Quemener", text(&person, "last_name")).into();
        person
    };
    people.iter().enumerate().map(|(at, person)| if at % 5 == 2 { name(person) } else { person.clone() }).collect()
}

/// Writings of both names in one cell; only the last needs the order of the whole column.
pub const NAME_STYLES: usize = 6;

/// One cell with both names, in a writing that tells them apart.
pub fn full_name(person: &Value, style: usize) -> String {
    let (last, first) = (text(person, "last_name"), text(person, "first_name"));
    let capitals = last.to_uppercase();
    match style {
        0 => format!("{capitals} {first}"),
        1 => format!("{first} {capitals}"),
        2 => format!("{last}, {first}"),
        3 => format!("M. {first} {capitals}"),
        4 => format!("Mme {capitals} {first}"),
        _ => format!("{last} {first}"),
    }
}

pub fn text(person: &Value, field: &str) -> String {
    person[field].as_str().unwrap_or_default().to_owned()
}
