//! What lies on the desk of an office.

use coopol_core::desk::{Batch, Letter, Message, Purpose, Question, SavedList};
use coopol_core::text::national;

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

/// To whom a message goes, how it is opened, and whom it doesn't reach.
pub fn letter(letter: &Letter, batches: &[Batch], text: &str) -> String {
    let mut lines = vec![format!("{} personnes, {} adresses.", letter.people, letter.addresses.len())];
    for (number, batch) in (1..).zip(batches) {
        lines.push(format!("Message {number} sur {}, {} adresses :", batches.len(), batch.addresses.len()));
        lines.push(batch.link.clone());
    }
    if batches.iter().any(|batch| !batch.with_text) {
        lines.push(format!("Le texte est trop long pour un lien : collez-le dans chaque message.\n\n{text}\n"));
    }
    if !letter.unreached.is_empty() {
        lines.push(format!("Sans adresse e-mail, à joindre autrement : {}", letter.unreached.len()));
        lines.extend(letter.unreached.iter().map(|one| {
            format!("  {} {}  {}", one.given_name, one.family_name, national(&one.phone)).trim_end().to_owned()
        }));
    }
    lines.join("\n")
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
