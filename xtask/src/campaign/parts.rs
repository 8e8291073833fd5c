//! The parts of a campaign, each with how many it plays. What a test plays in every run stands in the test.

/// A part.
pub struct Part {
    pub name: &'static str,
    pub about: &'static str,
    /// What is counted.
    pub unit: &'static str,
    /// How many a whole campaign plays.
    pub count: u64,
    /// How many are played at once, and are played again if one of them fails.
    pub piece: u64,
    pub work: Work,
}

/// What is played.
pub enum Work {
    /// One test of a test target, told which seeds to play.
    Test { target: &'static str, test: &'static str },
    /// The same, told where schemathesis is.
    Described { target: &'static str, test: &'static str },
    /// The seeded bugs.
    Teeth,
}

const fn played(target: &'static str, test: &'static str) -> Work {
    Work::Test { target, test }
}

/// A parser on altered files.
const fn fuzzed(name: &'static str, about: &'static str) -> Part {
    Part { name, about, unit: "altered files", count: 2_000_000, piece: 10_000, work: played("fuzz", name) }
}

pub const PARTS: [Part; 21] = [
    Part {
        name: "simulation",
        about: "a section under faults, by seed, each played twice",
        unit: "seeds",
        count: 20_000,
        piece: 500,
        work: played("simulation", "all_come_to_the_same_and_nothing_is_lost"),
    },
    Part {
        name: "device-kills",
        about: "the program killed while it writes and sends",
        unit: "kills",
        count: 5_000,
        piece: 100,
        work: played("section", "killed::nothing_that_was_said_is_lost_and_nothing_is_there_twice"),
    },
    Part {
        name: "server-kills",
        about: "the server killed while laptops push",
        unit: "kills",
        count: 1_000,
        piece: 50,
        work: played("program", "killed::what_was_received_is_kept_and_nothing_is_there_twice"),
    },
    Part {
        name: "laptop-power-cuts",
        about: "the current fails under the laptop's program",
        unit: "cuts",
        count: 1_000,
        piece: 50,
        work: played("section", "power_cut::what_was_said_to_be_saved_outlives_a_power_cut"),
    },
    Part {
        name: "server-power-cuts",
        about: "the current fails under the server",
        unit: "cuts",
        count: 1_000,
        piece: 50,
        work: played("program", "power_cut::what_was_received_outlives_a_power_cut"),
    },
    Part {
        name: "tampering",
        about: "the server's database altered by whoever has the file",
        unit: "mutations",
        count: 20_000,
        piece: 200,
        work: played("tampering", "mutations::an_altered_database_never_passes_in_silence"),
    },
    Part {
        name: "revocation",
        about: "a mandate ends while its holder asks two replicas",
        unit: "races",
        count: 10_000,
        piece: 200,
        work: played("api", "races::nothing_is_given_once_a_mandate_has_ended"),
    },
    Part {
        name: "operations",
        about: "two people over every operation of the description",
        unit: "rounds",
        count: 100,
        piece: 20,
        work: played("api", "operations::no_answer_fails_and_none_belongs_to_the_other"),
    },
    Part {
        name: "schemathesis",
        about: "the same two, by what schemathesis draws from the description",
        unit: "examples of each operation",
        count: 100,
        piece: 20,
        work: Work::Described {
            target: "described",
            test: "nothing_that_is_drawn_from_the_description_fails_or_brings_what_is_the_others",
        },
    },
    fuzzed("csv", "rosters in texts of any delimiter"),
    fuzzed("xlsx", "spreadsheets of Excel"),
    fuzzed("xls", "spreadsheets of Excel until 2003"),
    fuzzed("ods", "spreadsheets of LibreOffice"),
    fuzzed("vcard", "address books"),
    fuzzed("ics", "calendars"),
    fuzzed("canonical", "what is signed and sent"),
    fuzzed("snapshots", "states as they are sent"),
    fuzzed("notes", "checkpoints and moves"),
    fuzzed("codes", "invitations, keys on paper, links"),
    fuzzed("requests", "requests for an office"),
    Part {
        name: "teeth",
        about: "guards taken out one by one: a test must turn red by each",
        unit: "bugs",
        count: 1_000,
        piece: 1_000,
        work: Work::Teeth,
    },
];
