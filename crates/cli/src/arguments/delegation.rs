//! `coopol delegation`, as it is typed.

use clap::{Args, Subcommand};
use coopol_domain::kinds::PaidBy;
use jiff::civil::Date;

use super::dues::way;

#[derive(Debug, Subcommand)]
pub enum Delegation {
    /// Laisse une personne sans mandat noter qui vient à un événement, ou les cotisations d'une année, et donne le code à lui remettre.
    Grant(Grant),
    /// Liste les délégations en cours ; `--all` montre aussi les autres.
    List {
        /// Celles qui sont finies aussi.
        #[arg(long)]
        all: bool,
    },
    /// Met fin à une délégation, tout de suite et pour de bon.
    End {
        /// Délégation, par son identifiant.
        delegation: String,
    },
    /// Pour qui a reçu une délégation : l'événement ou l'année, les personnes, et ce qui est noté.
    Show {
        /// Mots du nom.
        #[arg(long, default_value = "")]
        search: String,
    },
    /// Pour qui a reçu une délégation : note qui est venu.
    Mark(Mark),
    /// Pour qui a reçu les cotisations d'une année : note un paiement.
    Record {
        /// Personne, par son identifiant.
        person: String,
        /// Montant, en euros : `36,50`.
        amount: String,
        #[command(flatten)]
        how: How,
    },
    /// Pour qui a reçu les cotisations d'une année : corrige un paiement noté ; ce qui n'est pas dit reste.
    Change {
        /// Paiement, par son identifiant.
        payment: String,
        /// Montant, en euros.
        #[arg(long)]
        amount: Option<String>,
        #[command(flatten)]
        how: How,
    },
    /// Pour qui a reçu les cotisations d'une année : annule un paiement noté par erreur.
    Cancel {
        /// Paiement, par son identifiant.
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
}

#[derive(Debug, Args)]
pub struct Grant {
    /// Noter qui vient à cet événement, par son identifiant.
    #[arg(long, required_unless_present = "dues", conflicts_with = "dues")]
    pub event: Option<String>,
    /// Noter les cotisations de cette année.
    #[arg(long, value_name = "ANNÉE")]
    pub dues: Option<u16>,
    /// Nom de la personne.
    #[arg(long)]
    pub name: String,
    /// Dernier jour, au plus 92 jours après aujourd'hui : 2026-12-31.
    #[arg(long)]
    pub until: String,
}

#[derive(Debug, Args)]
pub struct Mark {
    /// Personnes, par identifiant.
    #[arg(required = true, value_name = "PERSON")]
    pub people: Vec<String>,
    /// Elles se sont excusées.
    #[arg(long, conflicts_with = "clear")]
    pub excused: bool,
    /// Plus rien n'est noté d'elles.
    #[arg(long)]
    pub clear: bool,
}
