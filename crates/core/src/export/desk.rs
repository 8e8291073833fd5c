//! What lies on the desk of the office, as tables.

use super::table::{Cell, Table};
use crate::desk::{self, Purpose, Question};
use crate::device::{Failure, Session};

/// The saved lists, with what each asks.
pub async fn lists(session: &Session) -> Result<Table, Failure> {
    let columns = ["Liste", "Mots cherchés", "Conditions", "Ordre"];
    let rows = desk::lists(session).await?.into_iter().map(|list| {
        let [words, filters, order] = asked(&list.question);
        vec![Cell::text(Some(&list.name)), words, filters, order]
    });
    Ok(Table { name: "Listes", columns: columns.map(String::from).into(), rows: rows.collect() })
}

/// The texts of messages.
pub async fn messages(session: &Session) -> Result<Table, Failure> {
    let columns = ["Objet", "Usage", "Message", "Mots cherchés", "Conditions", "Ordre"];
    let rows = desk::messages(session).await?.into_iter().map(|message| {
        let purpose = match message.purpose {
            Purpose::Template => "modèle",
            Purpose::Draft => "brouillon",
        };
        let [words, filters, order] = message.question.as_ref().map_or([const { Cell::Nothing }; 3], asked);
        let said = [message.subject.as_str(), purpose, &message.body].map(|text| Cell::text(Some(text)));
        said.into_iter().chain([words, filters, order]).collect()
    });
    Ok(Table { name: "Messages", columns: columns.map(String::from).into(), rows: rows.collect() })
}

/// A later version may have asked what this one has no word for: it is told as it is kept.
fn asked(question: &Question) -> [Cell; 3] {
    let filters: Vec<&str> = question.filters.iter().map(|word| filter(word)).collect();
    let order = if question.descending { format!("{}, à rebours", question.column) } else { question.column.clone() };
    [question.words.as_str(), &filters.join(", "), &order].map(|text| Cell::text(Some(text)))
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
