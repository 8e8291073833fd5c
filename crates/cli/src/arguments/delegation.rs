//! `coopol delegation`, as it is typed.

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum Delegation {
    /// Laisse une personne sans mandat noter qui vient à un événement, et donne le code à lui remettre.
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
    /// Pour qui a reçu une délégation : l'événement, les personnes, et ce qui est noté.
    Show {
        /// Mots du nom.
        #[arg(long, default_value = "")]
        search: String,
    },
    /// Pour qui a reçu une délégation : note qui est venu.
    Mark(Mark),
}

#[derive(Debug, Args)]
pub struct Grant {
    /// Événement, par son identifiant.
    #[arg(long)]
    pub event: String,
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
