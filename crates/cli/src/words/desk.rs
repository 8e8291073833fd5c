//! What lies on the desk of an office.

use coopol_core::desk::{Message, Purpose, Question, SavedList};

/// « À relancer : en retard, sans e-mail ».
pub fn saved_list(list: &SavedList) -> String {
    let later = if list.unknown.is_empty() {
        String::new()
    } else {
        let unknown = list.unknown.join(", ");
        format!(" ; cette version de Coopol ne connaît pas « {unknown} » et n'ouvre pas cette liste")
    };
    format!("{} : {}{later}", list.name, question(&list.question))
}

/// « Convocation (modèle) ».
pub fn kept_message(message: &Message) -> String {
    let purpose = match message.purpose {
        Purpose::Template => "modèle",
        Purpose::Draft => "brouillon",
    };
    let to = message.question.as_ref().map(|asked| format!(", pour : {}", question(asked))).unwrap_or_default();
    format!("{} ({purpose}{to})", message.subject)
}

fn question(question: &Question) -> String {
    let filters = question.filters.iter().map(|word| filter(word).to_owned());
    let words = Some(&question.words).filter(|words| !words.is_empty()).map(|words| format!("« {words} »"));
    let said: Vec<String> = words.into_iter().chain(filters).collect();
    if said.is_empty() { "tout le fichier".to_owned() } else { said.join(", ") }
}

fn filter(word: &str) -> &str {
    match word {
        "up_to_date" => "à jour",
        "late" => "en retard",
        "regular_contact" => "sympathisants",
        "without_email" => "sans e-mail",
        "to_verify" => "à vérifier",
        "former_member" => "anciens adhérents",
        other => other,
    }
}
