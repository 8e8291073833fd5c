//! `coopol fact` and `coopol promise`, as they are typed.

use clap::{Args, Subcommand};
use jiff::civil::Date;

#[derive(Debug, Subcommand)]
pub enum Fact {
    /// Note ce qu'il faut savoir.
    Add {
        /// En quelques mots : « Salle de réunion ».
        title: String,
        #[command(flatten)]
        more: AboutFact,
    },
    /// Liste ce qu'il faut savoir.
    List,
    /// Change ce qui est noté ; un texte vide l'efface.
    Set {
        /// Identifiant que donne `fact list`.
        fact: String,
        /// En quelques mots.
        #[arg(long)]
        title: Option<String>,
        #[command(flatten)]
        more: AboutFact,
    },
    /// Retire ce qui n'est plus vrai. `coopol undo` le remet.
    Remove {
        /// Identifiant que donne `fact list`.
        fact: String,
    },
}

#[derive(Debug, Args)]
pub struct AboutFact {
    /// Nature : room, key, account, equipment, supplier, contact, other.
    #[arg(long)]
    pub category: Option<String>,
    /// Chez qui.
    #[arg(long, value_name = "PERSONNE")]
    pub held_by: Option<String>,
    /// Le reste : adresse, horaires, numéro de contrat. Jamais de mot de passe.
    #[arg(long)]
    pub note: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum Promise {
    /// Note un engagement.
    Add {
        /// Ce qui est promis.
        title: String,
        #[command(flatten)]
        more: AboutPromise,
    },
    /// Liste les engagements en cours.
    List {
        /// Avec ceux qui sont tenus ou abandonnés.
        #[arg(long)]
        all: bool,
    },
    /// Change un engagement ; un texte vide efface.
    Set {
        /// Identifiant que donne `promise list`.
        promise: String,
        /// Ce qui est promis.
        #[arg(long)]
        title: Option<String>,
        #[command(flatten)]
        more: AboutPromise,
    },
    /// Dit qu'il est tenu.
    Keep {
        /// Identifiant que donne `promise list`.
        promise: String,
    },
    /// Dit qu'il est abandonné.
    GiveUp {
        /// Identifiant que donne `promise list`.
        promise: String,
    },
    /// Dit qu'il est de nouveau en cours.
    Reopen {
        /// Identifiant que donne `promise list --all`.
        promise: String,
    },
    /// Retire un engagement noté par erreur. `coopol undo` le remet.
    Remove {
        /// Identifiant que donne `promise list`.
        promise: String,
    },
}

#[derive(Debug, Args)]
pub struct AboutPromise {
    /// À qui.
    #[arg(long = "to", value_name = "PERSONNE")]
    pub promised_to: Option<String>,
    /// Jour où il a été pris, 2026-11-22.
    #[arg(long = "on", value_name = "JOUR")]
    pub made_on: Option<Date>,
    /// Jour avant lequel le tenir.
    #[arg(long = "before", value_name = "JOUR")]
    pub due_on: Option<Date>,
    /// Le reste.
    #[arg(long)]
    pub note: Option<String>,
}
