//! What a rule or a right stands against.

use coopol_core::device::{Failure, Rule};
use coopol_domain::access::Verb;
use coopol_domain::journal::undo::NotInvertible;
use coopol_domain::kinds::Refusal;

use super::{cache, compartment, field, unagreed};

pub fn refused(error: &Failure) -> String {
    match error {
        Failure::Refused(refusal) => refusal_of(refusal),
        Failure::Invalid { field: "field", value, .. } => {
            format!("« {value} » n'est pas un champ : voyez `coopol roster set --help`")
        }
        Failure::Invalid { field: name, rule: broken, value } => {
            format!("« {value} » ne convient pas à « {} » : {}", field(name), rule(name, *broken))
        }
        Failure::NotFound { what, given } => format!("{} {given} ici", nothing(what)),
        Failure::NotUndoable(why) => not_undoable(why),
        Failure::LeaseOver { .. } => {
            "ce profil n'a pas joint son serveur depuis trop longtemps et s'est fermé : lancez \
            `coopol sync` avec le réseau"
                .to_owned()
        }
        Failure::ClockBehind { .. } => {
            "l'horloge de cet ordinateur retarde de plus d'un jour et ce profil s'est fermé : remettez-la à l'heure, ou \
            lancez `coopol sync` avec le réseau"
                .to_owned()
        }
        Failure::NoStream { compartment: name } => {
            format!("aucun mandat tenu ici ne donne accès à la partie « {} »", compartment(name))
        }
        Failure::HistoryComing => {
            "l'historique n'est pas encore ici en entier : lancez `coopol sync`, puis recommencez".to_owned()
        }
        Failure::ToBeErased { person } => {
            format!("l'effacement de {person} est déjà demandé : voyez `coopol erasure list`")
        }
        Failure::Unagreed { others, asked } => unagreed(others, *asked),
        Failure::Cache(error) => cache(error),
    }
}

fn rule(field: &str, rule: Rule) -> &'static str {
    match (field, rule) {
        ("end", Rule::Day) => "il faut une date comme 2026-11-22T20:00, après le début",
        ("start", Rule::Day) => "il faut une date comme 2026-11-22T20:00",
        ("question", _) => "cette version de Coopol ne le connaît pas : mettez-la à jour pour ouvrir cette liste",
        ("parent", _) => "cette section dépend déjà d'une unité",
        ("delegated_until", _) => "il faut un jour à venir, dans 92 jours au plus",
        ("delegations", _) => "vingt délégations sont déjà en cours : mettez fin à l'une d'elles",
        ("year", _) => "il faut une année entre 1980 et l'an prochain",
        (_, Rule::Future) => "ce jour n'est pas encore venu",
        ("zone", _) => "il faut un fuseau horaire comme Europe/Paris",
        (_, Rule::Required) => "ce champ ne peut pas être vide",
        (_, Rule::TooLong) => "c'est trop long",
        (_, Rule::Email) => "il faut une adresse comme nom@exemple.org",
        (_, Rule::Phone) => "il faut un numéro de téléphone comme 06 12 34 56 78",
        (_, Rule::Day) => "il faut une date comme 2026-11-22",
        (_, Rule::Amount) => "il faut un montant comme 36,50",
        (_, Rule::Choice) => "ce n'est pas un des mots admis",
    }
}

fn nothing(what: &str) -> &'static str {
    match what {
        "person" => "aucune personne",
        "payment" => "aucun paiement noté",
        "event" => "aucun événement",
        "document" => "aucun document",
        "promise" => "aucun engagement",
        "practical_fact" => "rien à savoir",
        "saved_list" => "aucune liste enregistrée",
        "kept_message" => "aucun modèle ni brouillon",
        "mailing" => "aucun envoi programmé",
        "device" => "aucun ordinateur",
        "merge" => "aucune réunion de sections de ce genre, ou elle n'attend plus",
        "split" => "aucun partage de section de ce genre",
        "agreed split" => "aucun accord (coopol unit split agree) sur la naissance de",
        "delegation" => "aucune délégation en cours",
        "tie" => "aucun rattachement de ce genre",
        "invitation" => "aucune invitation qui attend",
        "holder" => "aucun mandat en cours de",
        "mandate" => "aucun mandat",
        "claim" => "aucune passation",
        "unit" => "aucune unité",
        "closed unit" => "aucune section qui a rejoint celle dont vous tenez le fichier, sous l'identifiant",
        "contact" => "aucune coordonnée",
        "overlap" => "aucune valeur à vérifier",
        "planned change" => "rien de ce qui changerait ne porte l'identifiant",
        "change" | "change to dismiss" => "aucune modification",
        "proposal" => "aucune proposition",
        "erasure" => "aucun effacement à retirer",
        "erasure_to_agree_to" => "aucun effacement qui attende votre accord",
        "arrival" => "personne n'attend d'être accueilli sous l'identifiant",
        _ => "rien",
    }
}

fn refusal_of(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotGranted { verb, .. } => {
            let right = match verb {
                Verb::Invite => "d'inviter ou de retirer un ordinateur",
                Verb::Attest => "cette décision",
                Verb::Erase => "de demander un effacement",
                _ => "d'écrire ici",
            };
            format!("votre mandat ne permet pas {right}. Rien n'a été modifié")
        }
        Refusal::Gone => "cette fiche a été effacée à la demande de la personne".to_owned(),
        Refusal::SubjectMissing => "cette fiche n'est plus là".to_owned(),
        Refusal::AlreadyExists => "cette fiche existe déjà".to_owned(),
        Refusal::FieldMissing { field: name } => format!("« {} » ne peut pas être vide", field(name)),
        Refusal::ValueInvalid { field: name } => {
            format!("cette valeur ne convient pas à « {} » : voyez l'aide, avec --help", field(name))
        }
        Refusal::FieldUnknown { field: name } => format!("« {} » n'est pas un champ d'ici", field(name)),
        Refusal::Taken { field: name } if name == "name" => {
            "une liste porte déjà ce nom : choisissez-en un autre, ou remplacez-la avec --replace".to_owned()
        }
        Refusal::Taken { field: name } => format!("quelqu'un d'autre a déjà ce « {} »", field(name)),
        Refusal::TooSoon { .. } => {
            "cette unité a déjà été relancée là-dessus il y a moins de sept jours. Rien n'a été modifié".to_owned()
        }
        Refusal::NothingChanged => "il n'y a rien à changer".to_owned(),
        Refusal::NotWaiting => "ceci n'attend plus personne".to_owned(),
        Refusal::UnitClosed => {
            "cette unité en a rejoint une autre : ce qu'elle a laissé se lit, et ne change plus. Rien \
            n'a été modifié"
                .to_owned()
        }
        Refusal::BeyondOwnTerm => {
            "qui dirige l'unité pour un temps ne nomme personne au-delà de son propre mandat, et ne met pas fin à un mandat \
            qui dure plus longtemps : donnez une date de fin, ou adressez-vous au niveau au-dessus"
                .to_owned()
        }
        Refusal::DependencyRefused => "une modification dont celle-ci dépend a été refusée".to_owned(),
        Refusal::WrongCompartment { .. } | Refusal::OtherSort { .. } | Refusal::BrokenCommitment => {
            format!("cela n'a pas sa place ici ({})", refusal.code())
        }
    }
}

/// Why something can't be taken back.
pub fn not_undoable(why: &NotInvertible) -> String {
    match why {
        NotInvertible::Never { .. } => "cela ne peut pas être annulé".to_owned(),
        NotInvertible::Unknown { .. } => {
            "fait avec une version plus récente de Coopol : mettez à jour, puis annulez".to_owned()
        }
        NotInvertible::ChangedSince { fields } => {
            let mut names: Vec<&str> = fields.iter().map(|name| field(name)).collect();
            names.dedup();
            format!("changé depuis par ailleurs : {}", names.join(", "))
        }
        NotInvertible::AlreadyUndone => "c'est déjà annulé".to_owned(),
    }
}
