//! `coopol erasure`.

use clap::{Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub enum Erasure {
    /// Demande l'effacement définitif de personnes. Un second mandat doit l'accepter ; il est fait sept jours après.
    Ask {
        /// Identifiants que donne `roster list`.
        #[arg(required = true)]
        people: Vec<String>,
        /// Pourquoi : la loi demande un motif.
        #[arg(long, value_name = "MOTIF")]
        ground: Ground,
        /// Dit qui serait effacé, et n'écrit rien.
        #[arg(long)]
        dry_run: bool,
    },
    /// Liste les effacements demandés, acceptés et faits.
    List,
    /// Accepte un effacement que quelqu'un d'autre a demandé.
    Agree {
        /// Identifiant que donne `erasure list`.
        erasure: String,
    },
    /// Y renonce, tant qu'il n'est pas fait, qui que ce soit qui l'ait demandé.
    Withdraw {
        /// Identifiant que donne `erasure list`.
        erasure: String,
    },
}

/// Le motif.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Ground {
    /// La personne le demande, ou retire son accord.
    AskedByThePerson,
    /// Ses données ne servent plus.
    NoLongerNeeded,
    /// Elles n'auraient jamais dû être enregistrées.
    Unlawful,
}
