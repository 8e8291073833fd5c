//! `coopol unit`, as it is typed.

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum Unit {
    /// Montre comment l'unité s'appelle, à quelle heure elle vit, de quoi elle dépend.
    Show {
        /// Nom de l'unité ; celle où vous travaillez sinon.
        #[arg(long, value_name = "UNITÉ")]
        unit: Option<String>,
    },
    /// Corrige le nom, le fuseau horaire ou le code. `coopol undo` remet l'ancien.
    Rename(Rename),
}

#[derive(Debug, Args)]
pub struct Rename {
    /// Nouveau nom : « Section de Versailles-Nord ».
    #[arg(required_unless_present_any = ["zone", "code"])]
    pub name: Option<String>,
    /// Fuseau horaire : Europe/Paris, Indian/Reunion…
    #[arg(long, value_name = "FUSEAU")]
    pub zone: Option<String>,
    /// Code sous lequel le parti la connaît ; vide pour l'effacer.
    #[arg(long)]
    pub code: Option<String>,
    /// Nom actuel de l'unité ; celle où vous travaillez sinon.
    #[arg(long, value_name = "UNITÉ")]
    pub unit: Option<String>,
    /// Montre ce qui serait fait, sans rien écrire.
    #[arg(long)]
    pub dry_run: bool,
}
