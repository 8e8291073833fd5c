//! Whatever everybody does, in whatever order: a claim takes effect only with what it needs.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::handover::Stage;
use coopol_domain::journal::Verdict;
use coopol_domain::kinds::CONTEST;
use proptest::prelude::*;

use super::section::{ADA, IDA, NEW, Section, ZOE, first};

#[derive(Debug, Clone, Copy)]
enum Step {
    Countersign(usize),
    Contest(usize),
    StopContesting(usize),
    Uphold(usize),
    Dismiss(usize),
    Withdraw(usize),
    Wait(u64),
}

fn step(people: std::ops::Range<usize>) -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => people.clone().prop_map(Step::Countersign),
        1 => people.clone().prop_map(Step::Contest),
        1 => people.clone().prop_map(Step::StopContesting),
        1 => people.clone().prop_map(Step::Uphold),
        1 => people.clone().prop_map(Step::Dismiss),
        1 => people.prop_map(Step::Withdraw),
        6 => (0u64..4 * 24).prop_map(|hours| Step::Wait(hours * 3_600_000)),
    ]
}

/// What was accepted, kept apart from what the machine thinks of it.
#[derive(Default)]
struct Ledger {
    /// By person, when they first answered for it.
    supported: BTreeMap<usize, u64>,
    contested: BTreeSet<usize>,
    upheld: bool,
    over: bool,
}

impl Ledger {
    fn note(&mut self, step: Step, at: u64) {
        match step {
            Step::Countersign(who) => drop(self.supported.entry(who).or_insert(at)),
            Step::Contest(who) => drop(self.contested.insert(who)),
            Step::StopContesting(who) => drop(self.contested.remove(&who)),
            Step::Uphold(_) => self.upheld = true,
            Step::Dismiss(_) | Step::Withdraw(_) => self.over = true,
            Step::Wait(_) => {}
        }
    }

    /// Whether the claim may have been granted at `now`.
    fn allows(&self, now: u64) -> bool {
        let long_ago = |at: &u64| now - *at >= CONTEST;
        let above = self.supported.get(&ADA).is_some_and(long_ago);
        let enough = above || self.supported.values().filter(|at| long_ago(at)).count() >= 2;
        !self.over && (self.upheld || (enough && self.contested.is_empty()))
    }
}

fn play(section: &mut Section, steps: &[Step]) -> Ledger {
    let mut ledger = Ledger::default();
    ledger.supported.insert(IDA, section.world.now.0);
    for &step in steps {
        let verdict = match step {
            Step::Countersign(who) => section.countersign(who, first()),
            Step::Contest(who) => section.contest(who, first()),
            Step::StopContesting(who) => section.stop_contesting(who, first()),
            Step::Uphold(who) => section.rule(who, first(), "upheld"),
            Step::Dismiss(who) => section.rule(who, first(), "dismissed"),
            Step::Withdraw(who) => section.withdraw(who, first()),
            Step::Wait(ms) => {
                section.later(ms);
                Verdict::Accepted
            }
        };
        let now = section.world.now.0;
        if verdict == Verdict::Accepted {
            ledger.note(step, now);
        }
        section.tick();
        if section.stage(first()) == Stage::Granted {
            assert!(ledger.allows(now), "granted without what it takes");
            return ledger;
        }
        // Zoé would be refused as soon as she is succeeded: until then everybody here is in office.
        assert_eq!(section.secretaries(), [section.people[ZOE].device.holder]);
    }
    ledger
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_claim_takes_effect_only_with_what_it_needs(steps in proptest::collection::vec(step(0..4), 1..14)) {
        let mut section = Section::new();
        let claim = section.claim(IDA, NEW);
        section.say(IDA, first(), claim);
        play(&mut section, &steps);
    }

    /// Whatever one person of the section does alone, nobody takes office by it.
    #[test]
    fn nobody_makes_an_officer_alone(steps in proptest::collection::vec(step(IDA..IDA + 1), 1..14)) {
        let mut section = Section::new();
        let claim = section.claim(IDA, NEW);
        section.say(IDA, first(), claim);
        play(&mut section, &steps);
        section.later(100 * CONTEST);
        section.tick();
        prop_assert_eq!(section.secretaries(), [section.people[ZOE].device.holder]);
    }

    /// Whatever the outgoing secretary does alone, the level above has the last word.
    #[test]
    fn the_last_holder_cannot_block(steps in proptest::collection::vec(step(ZOE..ZOE + 1), 1..14)) {
        let mut section = Section::new();
        let claim = section.claim(IDA, NEW);
        section.say(IDA, first(), claim);
        play(&mut section, &steps);
        if section.stage(first()) != Stage::Granted {
            prop_assert_eq!(section.rule(ADA, first(), "upheld"), Verdict::Accepted);
            section.tick();
        }
        prop_assert_eq!(section.secretaries(), [NEW]);
    }
}
