//! `coopol agenda`, as it is typed.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum Agenda {
    /// Ajoute un événement.
    Add(Add),
    /// Liste les événements à venir, ou passés.
    List(List),
    /// Note qui est venu et qui s'est excusé ; sans option, montre ce qui est noté.
    Attendance(Attendance),
    /// Ajoute ou met à jour des événements depuis un fichier .ics. Le même fichier deux fois ne change rien.
    Import {
        /// Fichier à lire.
        file: PathBuf,
        /// Montre ce qui serait fait, sans rien écrire.
        #[arg(long)]
        dry_run: bool,
    },
    /// Liste les abonnements : les adresses auxquelles des téléphones et des logiciels d'agenda lisent celui de la section.
    Feeds,
    /// Ouvre un abonnement, le reprend, ou le ferme.
    #[command(subcommand)]
    Feed(Feed),
    /// Écrit tout l'agenda dans un fichier .ics.
    Export {
        /// Fichier à écrire ; il ne doit pas exister.
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub enum Feed {
    /// Ouvre un abonnement et montre son adresse, une seule fois. Qui a l'adresse lit l'agenda, tant que vous êtes en fonction.
    Open {
        /// À qui ou à quoi il sert.
        name: String,
        /// Montre ce qui serait fait, sans rien écrire.
        #[arg(long)]
        dry_run: bool,
    },
    /// Répond d'un abonnement à la place de qui l'a fait : la même adresse donne de nouveau l'agenda.
    TakeUp {
        /// Abonnement, par son identifiant.
        feed: String,
        /// Montre ce qui serait fait, sans rien écrire.
        #[arg(long)]
        dry_run: bool,
    },
    /// Ferme un abonnement, pour de bon : son adresse ne donnera plus jamais rien.
    Close {
        /// Abonnement, par son identifiant.
        feed: String,
        /// Montre ce qui serait fait, sans rien écrire.
        #[arg(long)]
        dry_run: bool,
    },
}

#[derive(Debug, Args)]
pub struct Add {
    /// Titre.
    #[arg(long)]
    pub title: String,
    /// Début : 2026-11-26T20:00, ou 2026-11-26 avec `--all-day`.
    #[arg(long)]
    pub start: String,
    /// Fin, écrite de même.
    #[arg(long)]
    pub end: Option<String>,
    /// Dure des journées entières.
    #[arg(long)]
    pub all_day: bool,
    /// Fuseau horaire ; celui de la section sinon.
    #[arg(long)]
    pub zone: Option<String>,
    /// Lieu.
    #[arg(long, default_value = "")]
    pub place: String,
    /// Remarques.
    #[arg(long, default_value = "")]
    pub description: String,
    /// Nature : meeting, `general_assembly`, bureau, leafleting, training, ceremony, `public_meeting`, other.
    #[arg(long, default_value = "meeting")]
    pub category: String,
}

#[derive(Debug, Args)]
pub struct List {
    /// Les événements passés.
    #[arg(long)]
    pub past: bool,
    /// Mots du titre ou du lieu.
    #[arg(long, default_value = "")]
    pub search: String,
    /// Nombre de lignes.
    #[arg(long, default_value_t = 100)]
    pub limit: u32,
    /// Lignes à passer.
    #[arg(long, default_value_t = 0)]
    pub offset: u32,
}

#[derive(Debug, Args)]
pub struct Attendance {
    /// Événement, par son identifiant.
    pub event: String,
    /// Qui est venu, par identifiant.
    #[arg(long, num_args = 1.., value_name = "PERSON")]
    pub present: Vec<String>,
    /// Qui s'est excusé.
    #[arg(long, num_args = 1.., value_name = "PERSON")]
    pub excused: Vec<String>,
    /// De qui plus rien n'est noté.
    #[arg(long, num_args = 1.., value_name = "PERSON")]
    pub clear: Vec<String>,
    /// Montre ce qui serait noté, sans rien écrire.
    #[arg(long)]
    pub dry_run: bool,
}
