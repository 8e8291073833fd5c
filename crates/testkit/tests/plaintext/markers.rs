//! What is looked for: over two hundred words that stand nowhere else, one for each thing that somebody may type.

use coopol_testkit::chance::Chance;

/// Words by what they are typed as.
pub struct Markers {
    pub people: Vec<Somebody>,
    pub imported: Vec<Somebody>,
    pub events: Vec<[String; 3]>,
    pub documents: Vec<[String; 3]>,
    pub receipts: Vec<String>,
    pub searches: Vec<String>,
    /// Two holders of offices, a laptop, the file of an import.
    pub holders: [String; 2],
    pub laptop: String,
    pub file: String,
}

/// A person of the roster, every field of whom is a marker.
pub struct Somebody {
    pub given_name: String,
    pub family_name: String,
    pub note: String,
    pub street: String,
    pub commune: String,
    pub email: String,
    /// In national form, without spaces.
    pub mobile: String,
    pub number: String,
    pub origin: String,
}

/// Draws words that no text has.
struct Words(Chance);

const STARTS: [&str; 8] = ["Kwé", "Xâb", "Zhû", "Wrô", "Gnê", "Vzé", "Pfî", "Tçé"];
const MIDDLES: [&str; 12] = ["bra", "jôz", "quî", "zep", "vuk", "xil", "gwa", "mné", "dro", "fyu", "hèk", "lwi"];

impl Words {
    fn word(&mut self) -> String {
        let start = STARTS[self.0.place(STARTS.len())];
        let middles: String = (0..4).map(|_| MIDDLES[self.0.place(MIDDLES.len())]).collect();
        format!("{start}{middles}")
    }

    fn digits(&mut self, length: usize) -> String {
        (0..length).map(|_| char::from(b'1' + u8::try_from(self.0.below(9)).unwrap())).collect()
    }

    fn somebody(&mut self) -> Somebody {
        Somebody {
            given_name: self.word(),
            family_name: self.word(),
            note: self.word(),
            street: self.word(),
            commune: self.word(),
            email: format!("{}@exemple.fr", self.word().chars().filter(char::is_ascii).collect::<String>()),
            mobile: format!("06{}", self.digits(8)),
            number: self.digits(9),
            origin: self.word(),
        }
    }

    fn three(&mut self) -> [String; 3] {
        [self.word(), self.word(), self.word()]
    }
}

impl Markers {
    /// The same at every call, in every process.
    pub fn all() -> Self {
        let mut words = Words(Chance::new(0x3a71));
        Self {
            people: (0..12).map(|_| words.somebody()).collect(),
            imported: (0..10).map(|_| words.somebody()).collect(),
            events: (0..6).map(|_| words.three()).collect(),
            documents: (0..6).map(|_| words.three()).collect(),
            receipts: (0..4).map(|_| words.word()).collect(),
            searches: (0..6).map(|_| words.word()).collect(),
            holders: [words.word(), words.word()],
            laptop: words.word(),
            file: words.word(),
        }
    }

    /// Every one of them.
    pub fn each(&self) -> Vec<&str> {
        let mut each: Vec<&str> = Vec::new();
        for somebody in self.people.iter().chain(&self.imported) {
            let Somebody { given_name, family_name, note, street, commune, email, mobile, number, origin } = somebody;
            each.extend(
                [given_name, family_name, note, street, commune, email, mobile, number, origin].map(String::as_str),
            );
        }
        let others = self.events.iter().chain(&self.documents).flatten().chain(&self.receipts).chain(&self.searches);
        each.extend(others.chain(&self.holders).chain([&self.laptop, &self.file]).map(String::as_str));
        each
    }
}

#[test]
fn there_are_two_hundred_and_no_two_alike() {
    let markers = Markers::all();
    let each: std::collections::BTreeSet<&str> = markers.each().into_iter().collect();
    assert_eq!(each.len(), markers.each().len());
    assert!(each.len() >= 200, "{}", each.len());
    assert!(each.iter().all(|marker| marker.len() >= 9), "none is found by chance");
}
