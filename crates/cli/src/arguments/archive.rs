//! `coopol archive`, as it is typed.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum Archive {
    /// Conserve un fichier.
    Add(Add),
    /// Liste les documents.
    List(List),
    /// Cherche des mots dans les titres et les textes.
    Search {
        /// Mots, par leur début.
        text: String,
        /// Nombre de lignes.
        #[arg(long, default_value_t = 20)]
        limit: u32,
    },
    /// Déchiffre une copie, donne son chemin, et l'efface à la première ligne lue sur l'entrée standard.
    Open {
        /// Identifiant que donnent `archive list` et `archive search`.
        document: String,
    },
}

#[derive(Debug, Args)]
pub struct Add {
    /// Fichier à conserver.
    pub file: PathBuf,
    /// Titre ; le nom du fichier sinon.
    #[arg(long)]
    pub title: Option<String>,
    /// Nature : minutes, leaflet, letter, press, report, form, photo, other.
    #[arg(long)]
    pub category: Option<String>,
    /// Jour dont parle le document, 2026-11-22.
    #[arg(long)]
    pub date: Option<jiff::civil::Date>,
    /// Texte qui permet de le retrouver, si le fichier n'est pas du texte.
    #[arg(long)]
    pub text: Option<String>,
}

#[derive(Debug, Args)]
pub struct List {
    /// Année du document.
    #[arg(long)]
    pub year: Option<i16>,
    /// Nature du document.
    #[arg(long)]
    pub category: Option<String>,
    /// Nombre de lignes.
    #[arg(long, default_value_t = 100)]
    pub limit: u32,
    /// Lignes à passer.
    #[arg(long, default_value_t = 0)]
    pub offset: u32,
}
