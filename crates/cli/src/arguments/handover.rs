//! `coopol handover`, as it is typed.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use coopol_domain::access::Office;
use jiff::civil::Date;

#[derive(Debug, Subcommand)]
#[command(
    after_help = "Il faut deux responsables de l'unité, ou un du niveau au-dessus. L'élection peut ensuite être contestée \
pendant trois jours ; si personne ne la conteste, la personne élue prend ses fonctions toute seule."
)]
pub enum Handover {
    /// Dit où en est chaque passation.
    Status {
        /// Les passations closes aussi.
        #[arg(long)]
        all: bool,
    },
    /// Déclare une élection : la vôtre, celle de qui vous succède, ou celle d'un collègue.
    Claim(Claim),
    /// Confirme une élection déclarée par quelqu'un d'autre.
    Countersign(Which),
    /// Conteste une élection : le niveau au-dessus décidera.
    Contest {
        #[command(flatten)]
        which: Which,
        /// Pourquoi.
        #[arg(long, value_name = "MOTIF", required_unless_present = "stop")]
        reason: Option<String>,
        /// Ne plus la contester.
        #[arg(long, conflicts_with = "reason")]
        stop: bool,
    },
    /// Retire une demande que vous avez faite.
    Withdraw(Which),
    /// Valide une élection, au nom du niveau au-dessus : elle prend effet aussitôt.
    Uphold(Ruling),
    /// Écarte une demande, au nom du niveau au-dessus.
    Dismiss(Ruling),
    /// Ce que lit en premier qui prend ses fonctions : le bureau, les réunions, les cotisations, les échéances, ce qui attend.
    Dossier {
        /// Fichier Markdown à écrire ; il ne doit pas exister. À l'écran sinon.
        #[arg(long, value_name = "FICHIER")]
        out: Option<PathBuf>,
        /// Langue du dossier.
        #[arg(long, value_enum, default_value = "fr")]
        language: Language,
    },
}

/// In which language the dossier is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Français.
    Fr,
    /// English.
    En,
}

#[derive(Debug, Args)]
pub struct Claim {
    /// Nom de la personne élue ; la même qu'avant si elle a déjà exercé un mandat ici.
    #[arg(long, value_name = "PERSONNE")]
    pub holder: String,
    /// Fonction : secretary, deputy, treasurer, `deputy_treasurer`, `bureau_member`, `first_federal_secretary`…
    #[arg(long, value_name = "FONCTION")]
    pub office: Office,
    /// Jour de l'élection.
    #[arg(long, value_name = "JOUR")]
    pub elected_on: Date,
    /// Premier jour du mandat ; celui de l'élection sinon.
    #[arg(long, value_name = "JOUR")]
    pub since: Option<Date>,
    /// Dernier jour du mandat, inclus ; sans fin connue sinon.
    #[arg(long, value_name = "JOUR")]
    pub until: Option<Date>,
    /// Où se trouve le compte rendu.
    #[arg(long, value_name = "TEXTE")]
    pub proof: String,
    /// Le compte rendu lui-même : le fichier est conservé dans les archives de votre unité.
    #[arg(long, value_name = "FICHIER", conflicts_with = "unit")]
    pub document: Option<PathBuf>,
    /// Nom de l'unité ; celle de votre mandat sinon.
    #[arg(long, value_name = "UNITÉ")]
    pub unit: Option<String>,
    /// Montre ce qui serait fait, sans rien écrire.
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Which {
    /// Identifiant que donne `handover status`.
    pub claim: String,
    /// Montre ce qui serait fait, sans rien écrire.
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Ruling {
    #[command(flatten)]
    pub which: Which,
    /// Pourquoi.
    #[arg(long, value_name = "MOTIF")]
    pub reason: Option<String>,
}
