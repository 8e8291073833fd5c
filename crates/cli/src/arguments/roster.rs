//! What can be done with the roster.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::desk;

#[derive(Debug, Subcommand)]
pub enum Roster {
    /// Ajoute ou complète des personnes depuis un fichier (CSV, XLSX, XLS, ODS, vCard, LDIF).
    Import(Import),
    /// Liste les personnes.
    List(List),
    /// Change un champ d'une personne.
    Set {
        /// Identifiant que donne `roster list`.
        person: String,
        /// Champ : `given_name`, `family_name`, `civility`, `born_on`, `email`, `mobile`, `landline`, `address`,
        /// `category`, `note`, `number`, `since`, `until` ou `origin`.
        field: String,
        /// Nouvelle valeur ; vide pour effacer.
        value: String,
    },
    /// Liste les listes enregistrées de la fonction.
    Lists,
    /// Enregistre une liste : ce qui est demandé au fichier, jamais les personnes.
    Save(desk::Save),
    /// Donne un autre nom à une liste.
    Rename {
        /// Nom de la liste, ou identifiant que donne `roster lists`.
        list: String,
        /// Nouveau nom.
        #[arg(long, value_name = "NOM")]
        to: String,
    },
    /// Retire une liste. `coopol undo` la remet.
    Drop {
        /// Nom de la liste, ou identifiant que donne `roster lists`.
        list: String,
    },
    /// Envoie une personne dans une autre section, qui l'accueille ou non.
    Transfer {
        /// Identifiant que donne `roster list`.
        person: String,
        /// La section d'arrivée : son nom, ou une partie que nulle autre n'a.
        #[arg(long)]
        to: String,
    },
    /// Reprend au fichier, en une fois, les personnes d'une section qui a rejoint la vôtre. Qui est peut-être déjà connu reste à part.
    TakeOver {
        /// Nom de la section qui a rejoint la vôtre.
        #[arg(long, value_name = "SECTION")]
        from: String,
        /// Montre qui serait repris, sans rien écrire.
        #[arg(long)]
        dry_run: bool,
    },
}

#[derive(Debug, Args)]
pub struct Import {
    /// Fichier à lire.
    pub file: PathBuf,
    /// Montre ce qui serait fait, sans rien écrire. Avec `--json`, ce qui est lu du fichier, sans profil.
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    pub question: desk::Question,
    /// Ce que demande une liste enregistrée.
    #[arg(long, value_name = "NOM", conflicts_with_all = ["search", "filter"])]
    pub saved: Option<String>,
    /// Nombre de lignes.
    #[arg(long, default_value_t = 100)]
    pub limit: u32,
    /// Lignes à passer.
    #[arg(long, default_value_t = 0)]
    pub offset: u32,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum Filter {
    UpToDate,
    Late,
    RegularContact,
    WithoutEmail,
    ToVerify,
    FormerMember,
}
