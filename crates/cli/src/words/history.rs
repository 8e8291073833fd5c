//! The history, in sentences.

use std::collections::BTreeMap;

use coopol_core::history::{Course, Entry, FieldChange, Trust};
use coopol_core::text::national;
use coopol_domain::device::Heard;
use coopol_domain::kinds::{Permission, UnitKind};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{field, kind};

/// Of what this version can't read (J2.5).
const NEWER: &str = "a fait quelque chose avec une version plus récente de Coopol";

/// Who did what to whom, and how safe it is: "Zoé Lefèvre a changé une fiche : Anne Martin (scellée)".
pub fn done(entry: &Entry) -> String {
    // The authority's own device, or one whose mandate isn't known here yet.
    let author = entry.author_name.as_deref().unwrap_or("Le serveur");
    let subject = entry.subject_name.as_deref().filter(|name| !name.is_empty());
    let subject = subject.map(|name| format!(" : {name}")).unwrap_or_default();
    let count = if entry.count > 1 { format!(", {} modifications", entry.count) } else { String::new() };
    let trust = match (entry.verdict.as_str(), entry.trust) {
        // An act of which nothing counts, though its opening does.
        ("accepted", _) if entry.course == Course::Waits => "attend quelqu'un d'autre",
        ("accepted", _) if entry.course == Course::Answered => "a attendu quelqu'un d'autre, qui a décidé",
        ("held", _) => "attend quelqu'un d'autre",
        ("quarantined", _) => "arrivée après la fin du mandat",
        ("refused", _) => "refusée",
        (_, Trust::Saved) => "enregistrée ici",
        (_, Trust::Received) => "reçue",
        (_, Trust::Sealed) => "scellée",
    };
    let undone = if entry.undone { ", annulée depuis" } else { "" };
    let told = entry.only.as_deref().unwrap_or(&entry.kind);
    let did = match told {
        _ if entry.newer => NEWER,
        Permission::KIND if entry.quotes.is_some() => "a consenti à l'export du fichier",
        "codes_made" if entry.quotes.is_some() => "a accepté trois nouveaux codes de secours sous pli",
        _ => kind(&entry.kind),
    };
    format!("{author} {did}{subject}{count} ({trust}{undone})")
}

/// A field before and after; nothing for what only programs read.
pub fn shown(change: &FieldChange, zone: &TimeZone) -> Option<String> {
    if hidden(&change.field) {
        return None;
    }
    let text = |value: &Option<String>| value.as_deref().map(|value| readable(&change.field, value, zone));
    let name = match &change.whose {
        Some(whose) => format!("{} ({whose})", field(&change.field)),
        None => field(&change.field).to_owned(),
    };
    Some(match (text(&change.before), text(&change.after)) {
        (None, Some(after)) => format!("{name} : {after}"),
        (Some(before), None) => format!("{name} : {before} → rien"),
        (before, after) => format!("{name} : {} → {}", before.unwrap_or_default(), after.unwrap_or_default()),
    })
}

/// Ids, keys and signatures.
pub(super) fn hidden(field: &str) -> bool {
    const TECHNICAL: [&str; 41] = [
        "holder",
        "secret_hash",
        "opened_by",
        "answered_by",
        "invitation",
        "key",
        "proof",
        "replaces",
        "parent",
        "unit",
        "stream",
        "person",
        "event",
        "uid",
        "file",
        "subject",
        "closed",
        "changes",
        "made_by",
        "ruled_by",
        "supported",
        "document",
        "mandate",
        "level",
        "claim",
        "same_as",
        "merged_into",
        "sealed_code",
        "coming_back",
        "called_back",
        "appointed_by",
        "prolongs",
        "side",
        "word",
        "delegated",
        "slice",
        "agenda",
        "said",
        "dues",
        "paid",
        "taken_over",
    ];
    TECHNICAL.contains(&field.split('/').next().unwrap_or(field))
}

fn readable(field: &str, value: &str, zone: &TimeZone) -> String {
    match field {
        "since" | "until" | "invited_until" | "opens_at" | "contestable_until" => {
            instant(value, zone).unwrap_or_else(|| value.to_owned())
        }
        "settled" => match value.split_once(' ') {
            Some((outcome, day)) => format!("{} le {day}", word(outcome)),
            None => word(value).to_owned(),
        },
        "amount_cents" => value.parse::<i64>().map_or_else(|_| value.to_owned(), euros),
        _ => match value {
            "true" => "oui".to_owned(),
            "false" => "non".to_owned(),
            value if field.starts_with("contact/") => national(value),
            value => word(value).to_owned(),
        },
    }
}

/// Who of the levels above cosigned, and when: ", co-signé par la fédération le 27/11/2026 à 18:00".
pub fn cosigned(witnessed: &BTreeMap<UnitKind, Heard>, zone: &TimeZone) -> String {
    let by = |level: UnitKind| match level {
        UnitKind::National => "par le national",
        UnitKind::Federation => "par la fédération",
        UnitKind::Section => "par la section",
        UnitKind::Group => "par le groupe de travail",
    };
    let one = |(level, heard): (&UnitKind, &Heard)| {
        let at = i64::try_from(heard.at.0).ok().and_then(|at| Timestamp::from_millisecond(at).ok())?;
        Some(format!("{} le {}", by(*level), at.to_zoned(zone.clone()).strftime("%d/%m/%Y à %H:%M")))
    };
    let said: Vec<String> = witnessed.iter().filter_map(one).collect();
    if said.is_empty() { String::new() } else { format!(", co-signé {}", said.join(" et ")) }
}

fn instant(milliseconds: &str, zone: &TimeZone) -> Option<String> {
    let at = Timestamp::from_millisecond(milliseconds.parse().ok()?).ok()?;
    Some(at.to_zoned(zone.clone()).strftime("%d/%m/%Y %H:%M").to_string())
}

/// An amount, of euro cents.
pub fn euros(cents: i64) -> String {
    format!("{},{:02} €", cents / 100, cents % 100)
}

/// A word of the journal, as people say it.
pub fn word(value: &str) -> &str {
    match value {
        "people" => "personnes",
        "everything" => "tout",
        "folder" => "dossier",
        "member" => "adhérent",
        "former_member" => "ancien adhérent",
        "regular_contact" => "contact régulier",
        "occasional_contact" => "contact occasionnel",
        "offered" => "proposé",
        "accepted" => "accepté",
        "matched" => "déjà au fichier",
        "declined" => "refusé",
        "withdrawn" => "retiré",
        "secretary" => "secrétaire",
        "deputy" => "secrétaire adjoint",
        "treasurer" => "trésorier",
        "deputy_treasurer" => "trésorier adjoint",
        "bureau_member" => "membre du bureau",
        "first_federal_secretary" => "premier secrétaire fédéral",
        "federal_deputy" => "premier secrétaire fédéral délégué",
        "federal_treasurer" => "trésorier fédéral",
        "membership_bureau" => "bureau fédéral des adhésions",
        "federal_secretary" => "secrétaire fédéral",
        "federal_council_member" => "conseiller fédéral",
        "rollout_officer" => "chargé du déploiement",
        "national_administrator" => "administrateur national",
        "national_membership_office" => "service national des adhésions",
        "upheld" => "validée",
        "dismissed" => "écartée",
        "room" => "local",
        "key" => "clés",
        "account" => "compte",
        "equipment" => "matériel",
        "supplier" => "fournisseur",
        "contact" => "contact",
        "other" => "autre",
        "present" => "présent",
        "excused" => "excusé",
        "kept" => "tenu",
        "given_up" => "abandonné",
        "section" => "section",
        "federation" => "fédération",
        "group" => "groupe de travail",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use coopol_domain::id::DeviceId;
    use coopol_domain::time::Instant;

    use super::*;

    #[test]
    fn what_people_read_and_what_they_needn_t() {
        let change = |field: &str, before: Option<&str>, after: Option<&str>| {
            let text = |text: Option<&str>| text.map(str::to_owned);
            let whose = field.starts_with("attendance/").then(|| "Anne Martin".to_owned());
            let change = FieldChange { field: field.to_owned(), whose, before: text(before), after: text(after) };
            shown(&change, &TimeZone::get("Europe/Paris").unwrap())
        };
        assert_eq!(change("last_name", Some("Cote"), Some("Côté")).unwrap(), "nom : Cote → Côté");
        assert_eq!(change("contact/4539", None, Some("+33612345678")).unwrap(), "coordonnées : 06 12 34 56 78");
        assert_eq!(change("category", Some("member"), None).unwrap(), "nature : adhérent → rien");
        assert_eq!(change("since", None, Some("1795785314537")).unwrap(), "début : 27/11/2026 14:15");
        assert_eq!(change("amount_cents", None, Some("3650")).unwrap(), "montant : 36,50 €");
        assert_eq!(
            change("attendance/4539", Some("excused"), Some("present")).unwrap(),
            "présence (Anne Martin) : excusé → présent"
        );
        assert_eq!(change("proof", None, Some("bd6d")), None);
        assert_eq!(change("supported/4539", None, Some("own")), None);
        assert_eq!(
            change("contested/4539", None, Some("Le quorum manquait")).unwrap(),
            "contestée : Le quorum manquait"
        );
    }
    /// J5.2: who of the levels above saw the same, and when.
    #[test]
    fn who_cosigned_is_said_with_the_day() {
        let heard = |ms| Heard { device: DeviceId::from_bytes([1; 16]), size: 3, at: Instant(ms), mark: 1 };
        let paris = TimeZone::get("Europe/Paris").unwrap();
        assert_eq!(cosigned(&BTreeMap::new(), &paris), "");
        let one = BTreeMap::from([(UnitKind::Federation, heard(1_795_785_314_537))]);
        assert_eq!(cosigned(&one, &paris), ", co-signé par la fédération le 27/11/2026 à 14:15");
        let both = BTreeMap::from([(UnitKind::National, heard(0)), (UnitKind::Federation, heard(1_795_785_314_537))]);
        assert_eq!(
            cosigned(&both, &paris),
            ", co-signé par le national le 01/01/1970 à 01:00 et par la fédération le 27/11/2026 à 14:15"
        );
    }
}
