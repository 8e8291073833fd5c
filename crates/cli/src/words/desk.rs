//! What lies on the desk of an office.

use coopol_core::desk::{Batch, Letter, Message, NotScheduled, Purpose, Question, SavedList, Scheduled, Stage};
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

/// « 120 personnes aujourd'hui, dont 3 sans adresse e-mail. Rien n'est programmé. »
pub fn would_reach(letter: &Letter) -> String {
    let Letter { people, addresses, unreached } = letter;
    let (reached, without) = (addresses.len(), unreached.len());
    format!("{people} personnes aujourd'hui : {reached} adresses, {without} sans adresse. Rien n'est programmé.")
}

/// « 2026-12-01T18:30  Réunion, pour : tout le fichier ; prévu, répond : Zoé Lefèvre ».
pub fn mailing(mailing: &Scheduled) -> String {
    let answers = mailing.answered_by.as_deref().unwrap_or("quelqu'un qui n'est plus là");
    let stage = match mailing.stage {
        Stage::Scheduled => format!("prévu, {answers} en répond"),
        Stage::WaitsForHolder => {
            format!("en attente : {answers} n'exerce plus la fonction. `coopol message take-up` le reprend à votre nom")
        }
        Stage::WaitsForSecond => "en attente d'un second mandat : demandez-le avec `coopol export --ask`".to_owned(),
        Stage::WaitsForTime => {
            "son heure est passée de plus d'un jour : `coopol message take-up … --at` lui en donne une autre".to_owned()
        }
        Stage::Sending => "en cours d'envoi".to_owned(),
        Stage::Sent => outcome(mailing),
    };
    let at = mailing.at.strftime("%Y-%m-%dT%H:%M");
    format!("{at}  {}, pour : {} ; {stage}", mailing.subject, question(&mailing.question))
}

/// « envoyé à 120 personnes, 3 sans adresse, 2 refusés ».
fn outcome(mailing: &Scheduled) -> String {
    let outcome = mailing.outcome.unwrap_or_default();
    let without = mailing.addressed.unwrap_or_default().without_address;
    let parts = [
        (without, "sans adresse"),
        (outcome.refused, "refusés"),
        (outcome.unknown, "dont l'envoi a été coupé"),
        (outcome.gone, "partis entre-temps"),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!(", {count} {what}"));
    format!("envoyé à {} personnes{}", outcome.sent, parts.collect::<String>())
}

/// Why a mailing isn't scheduled.
pub fn not_scheduled(why: &NotScheduled) -> String {
    match why {
        NotScheduled::NoMail => {
            "ce serveur n'envoie pas de messages : `coopol message send` passe par votre messagerie".to_owned()
        }
        NotScheduled::NotAsked(asked) => format!(
            "le serveur ne sait pas chercher « {} » : pour un envoi programmé, une liste ne peut demander que « à jour », « en retard », « sympathisants » et « anciens adhérents »",
            filter(&asked.word)
        ),
        NotScheduled::NotToCome { at } => {
            format!("« {} » n'est pas une heure à venir, dans un an au plus", at.strftime("%Y-%m-%dT%H:%M"))
        }
        NotScheduled::Begun => "cet envoi a déjà commencé : ce qui est parti ne se reprend pas".to_owned(),
        NotScheduled::Failure(failure) => super::refused(failure),
    }
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
