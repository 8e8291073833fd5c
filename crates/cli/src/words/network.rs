//! What came of speaking with the server.

use coopol_alone::NotJoined;
use coopol_core::device::SyncError;
use coopol_core::enrolment::NotEnrolled;
use coopol_core::sealed::NotBack;
use coopol_core::transport::{Gap, Suspended, TransportError};
use coopol_domain::device::Alarm;
use coopol_domain::enrolment::{BadCode, MOST_DEVICES};
use coopol_domain::time::Instant;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{cache, compartment};

pub fn transport(error: &TransportError) -> String {
    match error {
        TransportError::Offline { .. } => {
            "le serveur ne répond pas. Rien n'est perdu : recommencez quand la connexion sera revenue".to_owned()
        }
        TransportError::Unproven { why } => format!(
            "qui répond à cette adresse ne prouve pas être le serveur (certificat : {why}). Rien ne lui a été envoyé. Prévenez \
             qui tient le serveur ; si son certificat est bon, quelqu'un s'interpose sur votre réseau"
        ),
        TransportError::Address { given } => format!(
            "« {given} » n'est pas l'adresse d'un serveur : il en faut une en https://, pour que rien ne puisse être lu en \
             chemin"
        ),
        TransportError::Busy { after } => format!("le serveur est très occupé : recommencez dans {after} s"),
        TransportError::NotYet { opens } => format!("le serveur ne le fera qu'à partir du {}", local(*opens)),
        TransportError::Unwelcome => {
            "le serveur n'admet plus cet ordinateur : il a été retiré, ou le mandat a pris fin".to_owned()
        }
        TransportError::Suspended(why) => suspended(why),
        TransportError::Restoring(says) => restoring(says.until),
        TransportError::OtherSnapshot => "le serveur a changé entre-temps : recommencez".to_owned(),
        TransportError::Refused { status, code } => format!(
            "le serveur a refusé ({status} {code}). Rien n'est perdu : une mise à jour de Coopol peut y remédier"
        ),
        TransportError::Gap(gap) => missing(gap),
        TransportError::Leaving => {
            "la section est en train de rejoindre un serveur : relancez `coopol join`. Ce qui est enregistré ici partira ensuite".to_owned()
        }
        TransportError::Own { why } => format!(
            "la section est seule, et ses données sur cet ordinateur ne s'ouvrent pas ({why}). Ce qui était enregistré l'est \
             toujours : recommencez"
        ),
        TransportError::Unreadable { .. } => {
            "ce qui répond n'est pas un serveur Coopol : vérifiez l'adresse".to_owned()
        }
    }
}

/// What somebody is told whose mandate is suspended.
pub fn suspended(why: &Suspended) -> String {
    let until = why.until.map(|until| format!(", jusqu'au {}", local(until))).unwrap_or_default();
    format!(
        "votre mandat ({}) est suspendu depuis le {}{until}. Motif : {}. Ce qui attendait a été remis à qui continue, et plus \
         rien n'est lisible ici ; la clé reste, et tout revient ici quand la suspension est levée",
        why.unit,
        local(why.since),
        why.ground
    )
}

fn restoring(until: Instant) -> String {
    format!(
        "le serveur a été restauré ; ce poste lui rend ce qui lui manque. Jusqu'au {} au plus, il ne fait rien d'autre. Rien n'est \
         perdu ici : vous pouvez continuer, tout partira ensuite",
        local(until)
    )
}

/// The same, as a line of its own.
pub fn restoring_now(until: Instant) -> String {
    format!("Le serveur a été restauré ; ce poste lui rend ce qui lui manque (jusqu'au {} au plus).", local(until))
}

/// An instant where this computer is: nothing is known yet of where the section is.
fn local(at: Instant) -> String {
    let at = Timestamp::from_millisecond(i64::try_from(at.0).unwrap_or_default()).unwrap_or_default();
    at.to_zoned(TimeZone::system()).strftime("%d/%m/%Y à %H:%M").to_string()
}

/// Where something is missing of a section that would join, and what to do about it.
fn missing(gap: &Gap) -> String {
    let place = compartment(&gap.compartment);
    let what = match gap.entry {
        Some(entry) => {
            format!("le contenu de la modification n° {entry} manque ({place}), sans que rien n'y ait été effacé")
        }
        None => {
            format!("quelque chose y est dit effacé ({place}), sans que deux mandats l'aient demandé sept jours avant")
        }
    };
    format!(
        "le serveur n'a pas pris la section : {what}. Rien n'y est gardé. Remettez sur cet ordinateur une copie entière de \
         votre profil, puis recommencez avec le même code"
    )
}

pub fn joining(error: &NotJoined) -> String {
    match error {
        NotJoined::Address { given } => transport(&TransportError::Address { given: given.clone() }),
        NotJoined::NoAdoption => {
            "le serveur ne connaît pas ce code, ou il a déjà servi, ou il est dépassé : demandez-en un nouveau à la personne qui \
             le tient"
                .to_owned()
        }
        NotJoined::OtherServer => "ce serveur n'est pas celui qui a donné le code : vérifiez l'adresse".to_owned(),
        NotJoined::Gap(gap) => missing(gap),
        NotJoined::Refused { code } => {
            format!("le serveur n'a pas pris la section ({code}). Rien n'y est gardé, et tout est encore ici")
        }
        NotJoined::Transport(error) => transport(error),
        NotJoined::Alone(error) => transport(&TransportError::Own { why: error.to_string() }),
        NotJoined::Store(error) => transport(&TransportError::Own { why: error.to_string() }),
        NotJoined::Io { path, source } => super::disk(path, source),
    }
}

pub fn code(error: BadCode) -> String {
    match error {
        BadCode::Form => "ce n'est pas un code d'invitation : recopiez-le en entier".to_owned(),
        BadCode::SealedForm => "ce n'est pas un code de secours sous pli : recopiez ses 60 caractères".to_owned(),
        BadCode::Mistyped => "une lettre du code est fausse : relisez-le tel qu'il est imprimé".to_owned(),
        BadCode::Version { .. } => "ce code demande une version plus récente de Coopol".to_owned(),
    }
}

pub fn enrolment(error: &NotEnrolled) -> String {
    match error {
        NotEnrolled::NoInvitation => {
            "le serveur ne connaît pas cette invitation, ou elle a déjà servi, ou elle est dépassée : demandez-en une \
            nouvelle"
                .to_owned()
        }
        NotEnrolled::TooManyDevices => format!(
            "{MOST_DEVICES} ordinateurs sont déjà reliés au nom de cette personne : retirez d'abord celui qui ne sert plus, \
            depuis un autre ordinateur (`coopol devices revoke`)"
        ),
        NotEnrolled::NotYet { opens } => format!(
            "ce code ne servira qu'à partir du {} : la personne invitée avait déjà un ordinateur, et a jusque-là pour le voir. \
             Gardez-le, et recommencez alors",
            local(*opens)
        ),
        NotEnrolled::OtherServer => {
            "ce serveur n'est pas celui de l'invitation : vérifiez l'adresse, et prévenez qui vous a invité".to_owned()
        }
        NotEnrolled::OtherPast => "l'historique de ce serveur n'est pas celui qu'a vu la personne qui vous invite : \
            prévenez-la, rien n'a été fait"
            .to_owned(),
        NotEnrolled::Transport(error) => transport(error),
    }
}

pub fn not_back(error: &NotBack) -> String {
    match error {
        NotBack::NotTwo => "il faut deux codes différents, de la même unité".to_owned(),
        NotBack::NoCodes => "le serveur n'a pas pris ces deux codes : ils ont déjà servi, ou d'autres ont été faits depuis, ou \
            l'adresse n'est pas la bonne"
            .to_owned(),
        NotBack::Held => "quelqu'un exerce encore un mandat dans cette unité : les codes ne font revenir que cette personne, sous le nom \
            qui figure dans son mandat. Ils n'ont pas servi"
            .to_owned(),
        NotBack::Transport(error) => transport(error),
    }
}

pub fn synchronisation(error: &SyncError) -> String {
    match error {
        SyncError::Transport(error) => transport(error),
        SyncError::Alarm(found) => {
            format!("{}. Ce profil n'est plus qu'en lecture : prévenez votre fédération", alarm(found))
        }
        SyncError::ReadOnly => {
            "ce profil n'est plus qu'en lecture, depuis que le serveur s'est contredit : prévenez votre fédération"
                .to_owned()
        }
        SyncError::Cache(error) => cache(error),
    }
}

/// What no honest server does.
pub fn alarm(alarm: &Alarm) -> String {
    match alarm {
        Alarm::Unreadable { .. } => "une réponse du serveur ne se lit pas".to_owned(),
        Alarm::Checkpoint { .. } => "le serveur n'a pas signé ce qu'il montre".to_owned(),
        Alarm::Moved { .. } => {
            "le serveur signe d'une autre clé, et celle que vous connaissiez ne l'annonce pas comme il faut".to_owned()
        }
        Alarm::Witnessed { .. } => "la fédération ou le national ont co-signé un autre passé que celui-ci".to_owned(),
        Alarm::Shrunk { seen, size, .. } => {
            format!("il manque des modifications : {seen} avaient été vues, il en reste {size}")
        }
        Alarm::Rewritten { .. } => "le passé n'est plus celui qui avait été vu".to_owned(),
        Alarm::Forked { .. } => "le serveur a montré un autre passé à un autre ordinateur".to_owned(),
        Alarm::Disorder { seq, .. } => format!("la modification n° {seq} ne suit pas celle d'avant"),
        Alarm::Unsigned { seq, .. } => {
            format!("la modification n° {seq} n'a pas été signée par l'ordinateur qu'elle nomme")
        }
        Alarm::Stranger { seq, .. } => {
            format!("la modification n° {seq} vient d'un ordinateur que personne n'a invité")
        }
        Alarm::Uninvited { seq, .. } => {
            format!("la modification n° {seq} relie un ordinateur que son invitation n'a pas admis")
        }
        Alarm::Unclaimed { seq, .. } => {
            format!("la modification n° {seq} donne une fonction sans ce qu'il faut pour cela")
        }
        Alarm::Altered { seq, .. } => format!("la modification n° {seq} ne dit plus ce que son auteur a écrit"),
        Alarm::Withheld { seq, .. } => format!("le serveur garde pour lui ce que dit la modification n° {seq}"),
        Alarm::States { seq, .. } => format!("les fiches ne sont pas celles que donne l'historique (n° {seq})"),
        Alarm::Unasked { .. } => "le serveur veut effacer une fiche que personne n'a demandé d'effacer".to_owned(),
        Alarm::Dropped { .. } => "le serveur retire une rubrique à un mandat qui la donne encore".to_owned(),
        Alarm::Refused { .. } => "le serveur refuse ce que cet ordinateur a signé, sans raison valable".to_owned(),
    }
}

/// The same, of an alarm that was raised earlier: only its code is kept.
pub fn alarm_code(code: &str) -> &'static str {
    match code {
        "unreadable" => "une réponse du serveur ne se lisait pas",
        "checkpoint" => "le serveur n'avait pas signé ce qu'il montrait",
        "moved" => "le serveur signait d'une autre clé, que celle d'avant n'annonçait pas comme il faut",
        "shrunk" => "il manquait des modifications qui avaient été vues",
        "rewritten" => "le passé n'était plus celui qui avait été vu",
        "witnessed" => "la fédération ou le national avaient co-signé un autre passé",
        "forked" => "le serveur avait montré un autre passé à un autre ordinateur",
        "unsigned" | "stranger" => "une modification ne venait pas de qui elle disait",
        "uninvited" => "un ordinateur avait été relié sans que son invitation l'admette",
        "unclaimed" => "une fonction avait été donnée sans ce qu'il faut pour cela",
        "altered" => "une modification ne disait plus ce que son auteur avait écrit",
        "withheld" => "le serveur gardait pour lui ce que disait une modification",
        "unasked" => "le serveur voulait effacer une fiche que personne n'avait demandé d'effacer",
        "dropped" => "le serveur retirait une rubrique à un mandat qui la donnait encore",
        "disorder" => "une modification ne suivait pas celle d'avant",
        "states" => "les fiches n'étaient pas celles que donne l'historique",
        _ => "le serveur s'est contredit",
    }
}

#[cfg(test)]
mod tests {
    use coopol_core::transport::Restoring;

    use super::*;

    /// Whoever works meanwhile is told that nothing is lost, and until when, at most.
    #[test]
    fn a_restored_server_is_said_with_its_time() {
        let until = Instant(1_795_345_200_000);
        let said = transport(&TransportError::Restoring(Restoring { since: Instant(0), until }));
        for said in [said, restoring_now(until)] {
            assert!(said.contains("e serveur a été restauré ; ce poste lui rend ce qui lui manque"), "{said}");
            assert!(said.contains("/11/2026 à "), "{said}");
        }
    }

    /// Whoever hands a section over is told where something is missing, and what to do.
    #[test]
    fn a_gap_has_its_place_and_its_cure() {
        let gap = |entry| joining(&NotJoined::Gap(Gap { compartment: "roster".to_owned(), entry }));
        let (withheld, unaccounted) = (gap(Some(12)), gap(None));
        assert!(withheld.contains("la modification n° 12 manque (fichier)"), "{withheld}");
        assert!(unaccounted.contains("effacé (fichier), sans que deux mandats"), "{unaccounted}");
        assert!([withheld, unaccounted].iter().all(|said| said.contains("copie entière de votre profil")));
    }
}
