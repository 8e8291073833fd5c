//! `coopol dues`.

use clap::{Args, Subcommand};
use coopol_domain::kinds::PaidBy;
use jiff::civil::Date;

#[derive(Debug, Subcommand)]
pub enum Dues {
    /// Liste ce qu'une personne a réglé, l'année la plus récente d'abord.
    List {
        /// Identifiant que donne `roster list`.
        person: String,
    },
    /// Note un paiement ; qui ne tient pas les cotisations le propose à la trésorerie.
    Record {
        /// Identifiant que donne `roster list`.
        person: String,
        /// Montant, en euros : `36,50`.
        amount: String,
        /// L'année réglée ; celle-ci, à défaut.
        #[arg(long, value_name = "ANNÉE")]
        year: Option<i16>,
        #[command(flatten)]
        how: How,
    },
    /// Corrige un paiement ; ce qui n'est pas dit reste.
    Change {
        /// Identifiant que donne `dues list`.
        payment: String,
        /// Montant, en euros.
        #[arg(long)]
        amount: Option<String>,
        /// L'année réglée.
        #[arg(long, value_name = "ANNÉE")]
        year: Option<i16>,
        #[command(flatten)]
        how: How,
    },
    /// Annule un paiement noté par erreur ; `undo` le rétablit.
    Cancel {
        /// Identifiant que donne `dues list`.
        payment: String,
    },
}

#[derive(Debug, Args)]
pub struct How {
    /// Le jour du paiement, comme 2026-11-22.
    #[arg(long, value_name = "JOUR")]
    pub on: Option<Date>,
    /// Le moyen : `cheque`, `cash`, `card`, `transfer`, `direct_debit` ou `other`.
    #[arg(long, value_name = "MOYEN", value_parser = way)]
    pub method: Option<PaidBy>,
    /// Le numéro du reçu, ou du chèque.
    #[arg(long, value_name = "NUMÉRO")]
    pub receipt: Option<String>,
}

pub(super) fn way(word: &str) -> Result<PaidBy, String> {
    word.parse().map_err(|()| format!("un de {}", PaidBy::ALL.map(PaidBy::as_str).join(", ")))
}
