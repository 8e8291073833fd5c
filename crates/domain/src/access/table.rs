//! The table: what each office may do in each compartment of its own unit and of the units below it.

use super::{Office, Verb, Verbs};
use crate::journal::Compartment;

/// Where a compartment lies, seen from a mandate.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Reach {
    /// In the mandate's own unit.
    Own,
    /// In a unit below it, at any depth.
    Below,
}

const R: Verbs = Verbs::of(&[Verb::Read]);
const RP: Verbs = Verbs::of(&[Verb::Read, Verb::Propose]);
const RW: Verbs = Verbs::of(&[Verb::Read, Verb::Write]);
const RI: Verbs = Verbs::of(&[Verb::Read, Verb::Invite]);
const RWI: Verbs = Verbs::of(&[Verb::Read, Verb::Write, Verb::Invite]);
// With the right to say who was elected.
const RA: Verbs = Verbs::of(&[Verb::Read, Verb::Attest]);
const RIA: Verbs = Verbs::of(&[Verb::Read, Verb::Invite, Verb::Attest]);
const RWIA: Verbs = Verbs::of(&[Verb::Read, Verb::Write, Verb::Invite, Verb::Attest]);
// With the duty to cosign what the authority says of it.
const S: Verbs = Verbs::of(&[Verb::Witness]);
// With the right to know how many people one could write to there.
const C: Verbs = Verbs::of(&[Verb::Count]);
const SC: Verbs = Verbs::of(&[Verb::Witness, Verb::Count]);
const RS: Verbs = Verbs::of(&[Verb::Read, Verb::Witness]);
// With the right to suspend whoever holds office there, which nobody has in their own unit.
const ABOVE: Verbs = Verbs::of(&[Verb::Read, Verb::Write, Verb::Invite, Verb::Attest, Verb::Witness, Verb::Suspend]);
const NO: Verbs = Verbs::NONE;

/// One line of the table: an office, where, then office, roster, dues, agenda, archive, talk.
type Line = (Office, Reach, [Verbs; 6]);

/// Who keeps the dues of a unit in which nobody else does.
const LEADERS: [Office; 2] = [Office::Secretary, Office::FirstFederalSecretary];

#[rustfmt::skip]
const TABLE: [Line; 28] = [
    //                                                 office roster dues agenda archive talk
    (Office::Secretary,                 Reach::Own,    [RWIA, RW,    RP,  RW,    RW,     RW]),
    // Below a section stand the working groups that it opened: whoever leads it says who leads them, and reads nothing of what they keep.
    (Office::Secretary,                 Reach::Below,  [ABOVE, S,    S,   S,     S,      S]),
    (Office::Deputy,                    Reach::Own,    [RIA,  RW,    RP,  RW,    RW,     RW]),
    (Office::Deputy,                    Reach::Below,  [NO,   NO,    NO,  NO,    NO,     NO]),
    (Office::Treasurer,                 Reach::Own,    [RIA,  R,     RW,  RW,    RW,     RW]),
    (Office::Treasurer,                 Reach::Below,  [NO,   NO,    NO,  NO,    NO,     NO]),
    (Office::DeputyTreasurer,           Reach::Own,    [RA,   R,     RW,  RW,    RW,     RW]),
    (Office::DeputyTreasurer,           Reach::Below,  [NO,   NO,    NO,  NO,    NO,     NO]),
    // The bureau sees whom it works for and what it decided; it keeps neither roster nor archive.
    (Office::BureauMember,              Reach::Own,    [RA,   R,     NO,  RW,    R,      RW]),
    (Office::BureauMember,              Reach::Below,  [NO,   NO,    NO,  NO,    NO,     NO]),
    // A federation sees who holds office below it, never a roster: for that it takes a stated reason and a term. Of all
    // else below it, it cosigns size and root.
    (Office::FirstFederalSecretary,     Reach::Own,    [RWIA, RW,    RP,  RW,    RW,     RW]),
    (Office::FirstFederalSecretary,     Reach::Below,  [ABOVE, SC,   S,   S,     S,      S]),
    (Office::FederalDeputy,             Reach::Own,    [RWIA, RW,    RP,  RW,    RW,     RW]),
    (Office::FederalDeputy,             Reach::Below,  [ABOVE, SC,   S,   S,     S,      S]),
    (Office::FederalTreasurer,          Reach::Own,    [RI,   R,     RW,  RW,    RW,     RW]),
    (Office::FederalTreasurer,          Reach::Below,  [R,    NO,    NO,  NO,    NO,     NO]),
    (Office::MembershipBureau,          Reach::Own,    [R,    RW,    R,   RW,    RW,     RW]),
    (Office::MembershipBureau,          Reach::Below,  [R,    C,     NO,  NO,    NO,     NO]),
    (Office::FederalSecretary,          Reach::Own,    [R,    NO,    NO,  RW,    RW,     RW]),
    (Office::FederalSecretary,          Reach::Below,  [NO,   NO,    NO,  NO,    NO,     NO]),
    (Office::FederalCouncilMember,      Reach::Own,    [R,    NO,    NO,  R,     R,      RW]),
    (Office::FederalCouncilMember,      Reach::Below,  [NO,   NO,    NO,  NO,    NO,     NO]),
    // Whoever rolls out sees who holds office below, to teach them; an invitation isn't theirs to give.
    (Office::RolloutOfficer,            Reach::Own,    [R,    NO,    NO,  RW,    RW,     RW]),
    (Office::RolloutOfficer,            Reach::Below,  [R,    NO,    NO,  NO,    NO,     NO]),
    // Whoever runs the server founds units and installs their first officers, and reads no compartment but those.
    (Office::NationalAdministrator,     Reach::Own,    [RWI,  NO,    NO,  RW,    RW,     RW]),
    (Office::NationalAdministrator,     Reach::Below,  [ABOVE, S,    S,   S,     S,      S]),
    (Office::NationalMembershipOffice,  Reach::Own,    [R,    NO,    NO,  RW,    RW,     RW]),
    (Office::NationalMembershipOffice,  Reach::Below,  [RS,   SC,    S,   S,     S,      S]),
];

/// What `office` may do in `compartment`. `vacant` says that nobody in the unit keeps the dues by office: whoever leads it
/// then does.
pub fn verbs(office: Office, reach: Reach, compartment: Compartment, vacant: bool) -> Verbs {
    let column = match compartment {
        Compartment::Office => 0,
        Compartment::Roster => 1,
        Compartment::Dues if vacant && reach == Reach::Own && LEADERS.contains(&office) => return RW,
        Compartment::Dues => 2,
        Compartment::Agenda => 3,
        Compartment::Archive => 4,
        Compartment::Talk => 5,
        Compartment::Desk(owner) => return if reach == Reach::Own && owner == office { RW } else { NO },
        // No office opens one, be it that of whoever granted the delegation: see [`delegate`].
        Compartment::Slice(_) => return NO,
    };
    let line = TABLE.iter().find(|(holder, where_, _)| *holder == office && *where_ == reach);
    line.expect("the table has every office twice: a test counts them").2[column]
}

/// What a delegate may do in the slice of their delegation, and nowhere else: read it, and state the one thing that it is for, which the authority
/// carries to where it belongs. Who grants and ends a delegation is who may write where what is delegated stands: the lines above say so.
pub const fn delegate() -> Verbs {
    RP
}

/// Whether the office keeps the dues of its unit, whoever else is there.
pub fn keeps_dues(office: Office) -> bool {
    verbs(office, Reach::Own, Compartment::Dues, false).has(Verb::Write)
}

/// Whether the office leads its unit: it says who holds office there.
pub fn leads(office: Office) -> bool {
    verbs(office, Reach::Own, Compartment::Office, false).has(Verb::Write)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::UnitKind;

    #[test]
    fn the_table_has_every_office_once_for_each_reach() {
        for office in Office::ALL {
            for reach in [Reach::Own, Reach::Below] {
                assert_eq!(
                    TABLE.iter().filter(|line| (line.0, line.1) == (office, reach)).count(),
                    1,
                    "{office} {reach:?}"
                );
            }
        }
    }

    /// J1.2, and the promise that nobody above a section reads its roster by default.
    #[test]
    fn no_roster_is_read_from_above() {
        for office in Office::ALL {
            for compartment in [Compartment::Roster, Compartment::Dues, Compartment::Archive, Compartment::Talk] {
                let below = verbs(office, Reach::Below, compartment, true);
                let blind = [Verb::Witness, Verb::Count];
                let seeing = Verb::ALL.into_iter().find(|verb| below.has(*verb) && !blind.contains(verb));
                assert_eq!(seeing, None, "{office} {compartment}");
            }
        }
    }

    #[test]
    fn dues_are_the_treasurers_and_the_secretarys_only_without_one() {
        let secretary = |vacant| verbs(Office::Secretary, Reach::Own, Compartment::Dues, vacant);
        assert!(!secretary(false).has(Verb::Write) && secretary(false).has(Verb::Propose));
        assert!(secretary(true).has(Verb::Write));
        assert!(keeps_dues(Office::Treasurer) && keeps_dues(Office::DeputyTreasurer) && !keeps_dues(Office::Secretary));
        assert!(!verbs(Office::Deputy, Reach::Own, Compartment::Dues, true).has(Verb::Write));
    }

    /// Nobody below the one who leads a unit, and nobody elsewhere, says who holds office there.
    #[test]
    fn who_leads_says_who_holds_office() {
        let leaders: Vec<Office> = Office::ALL.into_iter().filter(|office| leads(*office)).collect();
        let expected =
            [Office::Secretary, Office::FirstFederalSecretary, Office::FederalDeputy, Office::NationalAdministrator];
        assert_eq!(leaders, expected);
        let of_a_section = |office: &Office| office.level() == UnitKind::Section && !leads(*office);
        for office in Office::ALL.into_iter().filter(of_a_section) {
            let below = |compartment| verbs(office, Reach::Below, compartment, true);
            assert!(Compartment::OF_A_UNIT.into_iter().all(|compartment| below(compartment).is_empty()), "{office}");
        }
    }

    /// Whoever is of a section's bureau says who was elected there; above, those who lead and whoever runs the server: a section's secretary of its
    /// working groups.
    #[test]
    fn the_bureau_and_the_level_above_say_who_was_elected() {
        for office in Office::ALL {
            let attests = |reach| verbs(office, reach, Compartment::Office, false).has(Verb::Attest);
            let federal = matches!(office, Office::FirstFederalSecretary | Office::FederalDeputy);
            assert_eq!(attests(Reach::Own), office.level() == UnitKind::Section || federal, "{office}");
            let above = [Office::NationalAdministrator, Office::Secretary].contains(&office);
            assert_eq!(attests(Reach::Below), federal || above, "{office}");
        }
    }

    /// J5.2: those who lead above, and the national office that runs no server, cosign all that units below keep.
    #[test]
    fn the_levels_above_are_witnesses() {
        for office in Office::ALL {
            let witness = matches!(
                office,
                Office::Secretary
                    | Office::FirstFederalSecretary
                    | Office::FederalDeputy
                    | Office::NationalAdministrator
                    | Office::NationalMembershipOffice
            );
            for compartment in Compartment::OF_A_UNIT {
                let cosigns = |reach| verbs(office, reach, compartment, false).has(Verb::Witness);
                assert_eq!((cosigns(Reach::Own), cosigns(Reach::Below)), (false, witness), "{office} {compartment}");
            }
        }
    }

    /// Nobody suspends a colleague, nor anybody above: who states mandates from above does, and in `office` alone.
    #[test]
    fn mandates_are_suspended_from_above_alone() {
        for office in Office::ALL {
            for compartment in Compartment::OF_A_UNIT {
                let given = |reach, verb| verbs(office, reach, compartment, true).has(verb);
                assert!(!given(Reach::Own, Verb::Suspend), "{office} {compartment}");
                let states = compartment == Compartment::Office && given(Reach::Below, Verb::Write);
                assert_eq!(given(Reach::Below, Verb::Suspend), states, "{office} {compartment}");
            }
        }
    }

    /// J1.4: whoever writes to people below learns how many they are: those who lead a federation, and who minds its members or the
    /// party's. Nowhere else is there anything to count.
    #[test]
    fn who_writes_to_people_below_counts_them() {
        for office in Office::ALL {
            let counts = matches!(
                office,
                Office::FirstFederalSecretary
                    | Office::FederalDeputy
                    | Office::MembershipBureau
                    | Office::NationalMembershipOffice
            );
            for compartment in Compartment::OF_A_UNIT {
                let given = |reach| verbs(office, reach, compartment, false).has(Verb::Count);
                let expected = (false, counts && compartment == Compartment::Roster);
                assert_eq!((given(Reach::Own), given(Reach::Below)), expected, "{office} {compartment}");
            }
        }
    }

    #[test]
    fn a_desk_belongs_to_its_office() {
        let desk = Compartment::Desk(Office::Treasurer);
        assert!(verbs(Office::Treasurer, Reach::Own, desk, false).has(Verb::Write));
        assert!(verbs(Office::Secretary, Reach::Own, desk, false).is_empty());
    }
}
