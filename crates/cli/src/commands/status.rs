//! `coopol status`.

use coopol_core::device::{Failure as Refused, Session};
use coopol_core::mandates::units;
use coopol_core::shield::{self, Shield};
use coopol_core::status::{Status, status};
use serde::Serialize;

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::open::within;
use crate::output::json;
use crate::words;

pub async fn run(arguments: &Arguments) -> Result<String, Failure> {
    let (told, closed) = within(arguments, async |session| {
        let shield = match shield::standing(session).await {
            Ok(shield) => shield,
            // Nothing is shown of it while the profile is closed; the rest of the line still is.
            Err(Refused::LeaseOver { .. } | Refused::ClockBehind { .. }) => None,
            Err(failure) => return Err(failure.into()),
        };
        let told = Told { status: status(session).await?, alone: session.is_alone(), shield };
        Ok((told, closed(session).await?))
    })
    .await?;
    if arguments.json {
        return Ok(json(&told));
    }
    let mut lines = vec![line(&told.status, told.alone)];
    lines.extend(told.shield.as_ref().map(words::shield));
    lines.extend(closed.into_iter().map(|name| {
        format!("« {name} » a rejoint une autre unité. Ce qu'elle a laissé se lit : coopol roster list --in \"{name}\"")
    }));
    Ok(lines.join("\n"))
}

/// What a program is told.
#[derive(Serialize)]
struct Told {
    #[serde(flatten)]
    status: Status,
    /// Whether the section has no server.
    alone: bool,
    /// What may still be changed alone around a handover; nothing otherwise.
    shield: Option<Shield>,
}

/// The units whose records are closed and read here.
async fn closed(session: &Session) -> Result<Vec<String>, Failure> {
    let units = match units(session).await {
        Ok(units) => units,
        // Nothing is shown of them while the profile is closed; the rest of the line still is.
        Err(Refused::LeaseOver { .. } | Refused::ClockBehind { .. }) => Vec::new(),
        Err(failure) => return Err(failure.into()),
    };
    Ok(units.into_iter().filter(|unit| unit.closed).map(|unit| unit.name).collect())
}

/// The status line, in words.
pub fn line(status: &Status, alone: bool) -> String {
    let mut lines = Vec::new();
    lines.extend(alone.then(|| "Section seule, sur cet ordinateur : rien n'est gardé ailleurs.".to_owned()));
    lines.extend(status.alarm.as_ref().map(|alarm| {
        format!("Lecture seule : {}. Prévenez votre fédération (code {alarm}).", words::alarm_code(alarm))
    }));
    lines.extend(status.restoring.map(words::restoring_now));
    lines.push(match status.waiting {
        0 if alone => "Tout est enregistré.".to_owned(),
        0 if status.last_contact.is_some() => "Tout est enregistré et partagé.".to_owned(),
        0 => "Jamais synchronisé.".to_owned(),
        1 if alone => "Enregistrée ici, 1 modification attend `coopol sync` pour prendre son numéro.".to_owned(),
        many if alone => {
            format!("Enregistrées ici, {many} modifications attendent `coopol sync` pour prendre leur numéro.")
        }
        1 => "Enregistrée ici, 1 modification attend d'être envoyée.".to_owned(),
        many => format!("Enregistrées ici, {many} modifications attendent d'être envoyées."),
    });
    for (count, one, many) in [
        (status.refused, "modification refusée : à voir", "modifications refusées : à voir"),
        (
            status.held,
            "modification attend quelqu'un d'autre : coopol proposals own",
            "modifications attendent quelqu'un d'autre : coopol proposals own",
        ),
        (status.to_verify, "valeur à vérifier", "valeurs à vérifier"),
        (status.proposals, "proposition attend votre accord", "propositions attendent votre accord"),
        (status.arrivals, "personne attend d'être accueillie", "personnes attendent d'être accueillies"),
        (
            status.ties,
            "rattachement attend votre réponse : coopol unit ties",
            "rattachements attendent votre réponse : coopol unit ties",
        ),
        (
            status.splits,
            "partage de la section attend votre réponse : coopol unit split list",
            "partages de la section attendent votre réponse : coopol unit split list",
        ),
        (
            status.merges,
            "réunion de sections attend votre réponse : coopol unit merge list",
            "réunions de sections attendent votre réponse : coopol unit merge list",
        ),
        (
            status.to_pass,
            "partage accepté, personne n'est encore passé : coopol unit split list",
            "partages acceptés, personne n'est encore passé : coopol unit split list",
        ),
        (
            status.reminders,
            "relance du niveau au-dessus : coopol handover status",
            "relances du niveau au-dessus : coopol handover status",
        ),
        (status.sealed, "modification scellée", "modifications scellées"),
    ] {
        match count {
            0 => {}
            1 => lines.push(format!("1 {one}.")),
            count => lines.push(format!("{count} {many}.")),
        }
    }
    if status.behind {
        lines.push(
            "Quelque chose a été fait avec une version plus récente de Coopol : il est gardé ici, et se verra après la mise à jour."
                .to_owned(),
        );
    }
    if status.checking {
        lines.push("L'historique ancien reste à vérifier.".to_owned());
    }
    lines.join("\n")
}
