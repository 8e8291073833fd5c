//! `coopol dues`: what people paid, typed by whoever keeps the accounts and by whoever doesn't.

use coopol_domain::access::Office;

use crate::kit::{MEMBERS, Section};

#[test]
fn a_payment_is_noted_corrected_and_cancelled() {
    let section = Section::start();
    let laptop = section.officer("Zoé Lefèvre", Office::Secretary);
    laptop.done(&["roster", "import", &section.file("adhérents.csv", MEMBERS)]);
    let anne = laptop.person("anne martin");
    let listed = || laptop.done(&["dues", "list", &anne]).trim_end().to_owned();
    assert_eq!(listed(), "Aucun paiement noté.");
    let noted = ["dues", "record", &anne, "36,50", "--year", "2026", "--on", "2026-02-12", "--method", "cheque"];
    let noted = laptop.json(&[&noted[..], &["--receipt", "2026-04"]].concat());
    assert!(noted["needs"].is_null(), "a section without a treasurer has its secretary note them: {noted}");
    let payment = noted["payment"].as_str().unwrap();
    assert_eq!(listed(), format!("{payment}  2026      36,50 €  le 2026-02-12, chèque, n° 2026-04"));
    assert!(laptop.done(&["history", "--subject", &anne]).contains("Zoé Lefèvre a noté une cotisation : Anne Martin"));

    let corrected = laptop.json(&["dues", "change", payment, "--amount", "20"]);
    assert_eq!(listed(), format!("{payment}  2026      20,00 €  le 2026-02-12, chèque, n° 2026-04"), "the rest stays");
    laptop.done(&["undo", corrected["change"].as_str().unwrap()]);
    let cancelled = laptop.done(&["dues", "cancel", payment]);
    assert!(cancelled.contains("Pour annuler : coopol undo"), "{cancelled}");
    assert_eq!(listed(), "Aucun paiement noté.");

    for (wrong, said) in [
        (
            ["dues", "record", &anne, "trente"],
            "« trente » ne convient pas à « montant » : il faut un montant comme 36,50",
        ),
        (["dues", "cancel", payment, "--json"], "aucun paiement noté"),
    ] {
        let (_, refused) = laptop.fails(&wrong);
        assert!(refused.contains(said), "{refused}");
    }
}

/// J3.3: beside a treasurer, what the secretary types waits for them.
#[test]
fn a_secretary_proposes_to_the_treasurer() {
    let section = Section::start();
    let secretary = section.officer("Zoé Lefèvre", Office::Secretary);
    let treasurer = section.officer("Paul Blanc", Office::Treasurer);
    secretary.done(&["roster", "import", &section.file("adhérents.csv", MEMBERS)]);
    secretary.done(&["sync"]);
    let anne = secretary.person("anne martin");
    let said = secretary.done(&["dues", "record", &anne, "36"]);
    assert!(said.contains("Cela attend l'accord de la trésorerie."), "{said}");
    secretary.done(&["sync"]);
    assert!(secretary.done(&["dues", "list", &anne]).trim_end().ends_with("attend la trésorerie"));
    treasurer.done(&["sync"]);
    treasurer.done(&["proposals", "accept", "--all"]);
    treasurer.done(&["sync"]);
    secretary.done(&["sync"]);
    assert!(secretary.done(&["dues", "list", &anne]).trim_end().ends_with("36,00 €"));
}
