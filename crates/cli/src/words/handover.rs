//! The handover, step by step.

use coopol_core::handover::Answer;

/// Whether nothing more is to be done about a claim.
pub fn handover_is_closed(stage: &str) -> bool {
    ["granted", "dismissed", "withdrawn"].contains(&stage)
}

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
