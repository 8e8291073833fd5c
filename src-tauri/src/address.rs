//! Where in the window something is: what a link or a notification points at.

use std::str::FromStr;

use coopol_domain::id::SubjectId;

use crate::contract::base::SubjectKind;

/// A place in the window. Nothing but ids and fixed words: a link comes from anywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A sheet.
    Subject(SubjectKind, SubjectId),
    /// The import of a roster.
    Import,
    /// The agenda, for a digest of several events.
    Agenda,
    /// Fichier, with the messages that the server is to send.
    Mailings,
    /// Passation, and one claim in it.
    Handover(Option<SubjectId>),
    /// À vérifier, for what waits for an answer there.
    Pending,
    /// Réglages, where the laptops are.
    Settings,
}

/// A link that leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a link of Coopol: coopol://person/<id>, coopol://event/<id> or coopol://document/<id>")]
pub struct NoAddress;

impl Address {
    /// As the page's router writes it (`ui/src/app/route.svelte.ts`).
    pub fn fragment(&self) -> String {
        match self {
            Self::Subject(kind, id) => format!("#/{}/{id}", room(*kind)),
            Self::Import => "#/import".to_owned(),
            Self::Agenda => "#/agenda".to_owned(),
            Self::Mailings => "#/roster/mailings".to_owned(),
            Self::Handover(None) => "#/handover".to_owned(),
            Self::Handover(Some(claim)) => format!("#/handover/{claim}"),
            Self::Pending => "#/pending".to_owned(),
            Self::Settings => "#/settings".to_owned(),
        }
    }
}

const fn room(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Person => "roster",
        SubjectKind::Event => "agenda",
        SubjectKind::Document => "archives",
    }
}

impl FromStr for Address {
    type Err = NoAddress;

    fn from_str(link: &str) -> Result<Self, NoAddress> {
        let (kind, id) = link.strip_prefix("coopol://").and_then(|rest| rest.split_once('/')).ok_or(NoAddress)?;
        let kind = match kind {
            "person" => SubjectKind::Person,
            "event" => SubjectKind::Event,
            "document" => SubjectKind::Document,
            _ => return Err(NoAddress),
        };
        Ok(Self::Subject(kind, id.parse().map_err(|_| NoAddress)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "019ab0c1-7a2b-7c3d-8e4f-5a6b7c8d9e0f";

    #[test]
    fn a_link_names_one_subject() {
        for (link, fragment) in [("person", "#/roster/"), ("event", "#/agenda/"), ("document", "#/archives/")] {
            let address: Address = format!("coopol://{link}/{ID}").parse().unwrap();
            assert_eq!(address.fragment(), format!("{fragment}{ID}"));
        }
    }

    #[test]
    fn anything_else_is_no_link() {
        let script = format!("coopol://event/{ID}');alert('");
        for link in
            ["", "coopol:", "coopol://event", "coopol://event/7", "coopol://import/x", "https://event/7", &script]
        {
            assert_eq!(link.parse::<Address>(), Err(NoAddress), "{link}");
        }
    }
}
