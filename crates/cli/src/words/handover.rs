//! The handover, step by step.

use coopol_core::handover::{Answer, BadRequest, MOST_MINUTES, MOST_REQUEST};

/// Where a claim stands, and what is missing.
pub fn handover_stage(stage: &str, until: Option<&str>) -> String {
    match (stage, until) {
        ("gathering", _) => {
            "il manque une confirmation : un autre responsable de l'unité, ou le niveau au-dessus".to_owned()
        }
        ("contestable", Some(until)) => format!("peut être contestée jusqu'au {until} ; prend effet ensuite"),
        ("contestable", None) => "confirmée ; le serveur va l'annoncer".to_owned(),
        ("contested", _) => "contestée : le niveau au-dessus décide".to_owned(),
        ("rivalled", _) => {
            "une autre personne est déclarée élue à cette fonction : le niveau au-dessus décide".to_owned()
        }
        ("ripe", _) => "rien ne s'y oppose plus : prend effet dans un instant".to_owned(),
        ("granted", _) => "la personne élue a pris ses fonctions".to_owned(),
        ("dismissed", _) => "écartée par le niveau au-dessus".to_owned(),
        _ => "demande retirée".to_owned(),
    }
}

/// What was answered.
pub fn handover_answer(answer: &Answer) -> &'static str {
    match answer {
        Answer::Countersign => "élection confirmée",
        Answer::Contest { .. } => "élection contestée ; le niveau au-dessus décidera",
        Answer::StopContesting => "élection acceptée",
        Answer::Withdraw => "demande retirée",
        Answer::Uphold { .. } => "élection validée",
        Answer::Dismiss { .. } => "demande écartée",
        Answer::Minutes { .. } => "compte rendu joint à l'élection",
    }
}

/// Why a file is no request that can be taken in, or why none is written.
pub fn bad_request(error: &BadRequest) -> String {
    match error {
        BadRequest::TooLarge { size } => {
            format!(
                "{size} octets, c'est plus que toute demande ({MOST_REQUEST}) : prenez le fichier que la personne élue vous a remis"
            )
        }
        BadRequest::Foreign => {
            "ce n'est pas une demande de Coopol, ou elle est abîmée : redemandez le fichier à la personne élue"
                .to_owned()
        }
        BadRequest::Newer(_) => {
            "cette demande a été écrite avec une version plus récente : mettez Coopol à jour, puis recommencez"
                .to_owned()
        }
        BadRequest::Field { field, rule } => format!("{} : {}", super::field(field), broken(rule)),
    }
}

fn broken(rule: &str) -> String {
    match rule {
        "required" => "rien n'est indiqué".to_owned(),
        "too_long" => format!("c'est trop long (un compte rendu : {} Mio au plus)", MOST_MINUTES >> 20),
        "day" => "un jour s'écrit 2026-11-20".to_owned(),
        "end_before_start" => "le mandat finirait avant de commencer".to_owned(),
        "asked_before" => "la demande date d'avant l'élection".to_owned(),
        "office" => "cette fonction n'existe pas".to_owned(),
        "theme" => "cette fonction n'a pas de thème".to_owned(),
        "base64" => "le fichier est abîmé : redemandez-le à la personne élue".to_owned(),
        _ => "des caractères n'y ont pas leur place".to_owned(),
    }
}
