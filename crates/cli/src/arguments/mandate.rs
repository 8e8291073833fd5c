//! `coopol mandate`, as it is typed.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use coopol_domain::access::Office;
use jiff::civil::Date;

#[derive(Debug, Subcommand)]
pub enum Mandate {
    /// Liste les mandats en cours et à venir.
    List {
        /// Les mandats terminés aussi.
        #[arg(long)]
        all: bool,
    },
    /// Inscrit un mandat. Celui du responsable de l'unité, ou le vôtre, attend l'accord d'un second mandat.
    Record(Record),
    /// Met fin à un mandat. Celui d'un autre attend l'accord d'un second mandat de l'unité, ou du niveau au-dessus.
    End {
        /// Identifiant que donne `mandate list`.
        mandate: String,
        /// Dernier jour du mandat, inclus ; maintenant sinon.
        #[arg(long, value_name = "JOUR")]
        on: Option<Date>,
        /// Montre ce qui serait fait, sans rien écrire.
        #[arg(long)]
        dry_run: bool,
    },
    /// Suspend un mandat d'une unité en dessous : qui le tient ne voit et ne fait plus rien, et le mandat n'est pas terminé.
    Suspend {
        /// Identifiant que donne `mandate list`.
        mandate: String,
        /// Pourquoi, en quelques mots que lisent la personne et le bureau.
        #[arg(long, value_name = "MOTIF")]
        reason: String,
        /// Premier jour ; maintenant sinon.
        #[arg(long, value_name = "JOUR")]
        since: Option<Date>,
        /// Dernier jour, inclus ; jusqu'à ce qu'elle soit levée sinon.
        #[arg(long, value_name = "JOUR")]
        until: Option<Date>,
        /// Montre ce qui serait fait, sans rien écrire.
        #[arg(long)]
        dry_run: bool,
    },
    /// Lève la suspension d'un mandat : tout ce qu'il donnait revient.
    Lift {
        /// Identifiant que donne `mandate list`.
        mandate: String,
        /// Montre ce qui serait fait, sans rien écrire.
        #[arg(long)]
        dry_run: bool,
    },
    /// Confie une unité en dessous à quelqu'un pour un temps : une administration provisoire, de 184 jours au plus. Ce n'est jamais vous.
    Caretaker(Caretaker),
    /// Dit comment vous joindre à qui lit les mandats de l'unité, jusqu'à la fin du vôtre ; remplace ce que vous aviez dit.
    Card(Card),
}

#[derive(Debug, Args)]
pub struct Card {
    /// Nom sous lequel vous voulez figurer.
    #[arg(long, value_name = "NOM", required_unless_present = "withdraw", conflicts_with = "withdraw")]
    pub name: Option<String>,
    /// Adresse e-mail.
    #[arg(long, value_name = "ADRESSE", conflicts_with = "withdraw")]
    pub email: Option<String>,
    /// Numéro de téléphone.
    #[arg(long, value_name = "NUMÉRO", conflicts_with = "withdraw")]
    pub phone: Option<String>,
    /// Retire ce que vous aviez dit.
    #[arg(long)]
    pub withdraw: bool,
    /// Mandat que donne `mandate list`, si vous en exercez plusieurs.
    #[arg(long, value_name = "MANDAT")]
    pub mandate: Option<String>,
    /// Montre ce qui serait fait, sans rien écrire.
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Record {
    /// Nom de la personne ; la même qu'avant si elle a déjà exercé un mandat ici.
    #[arg(long, value_name = "PERSONNE")]
    pub holder: String,
    /// Fonction : secretary, deputy, treasurer, `deputy_treasurer`, `bureau_member`, `first_federal_secretary`…
    #[arg(long, value_name = "FONCTION")]
    pub office: Office,
    /// Premier jour ; maintenant sinon.
    #[arg(long, value_name = "JOUR")]
    pub since: Option<Date>,
    /// Dernier jour, inclus ; sans fin connue sinon.
    #[arg(long, value_name = "JOUR")]
    pub until: Option<Date>,
    /// Nom de l'unité ; celle de votre mandat sinon.
    #[arg(long, value_name = "UNITÉ")]
    pub unit: Option<String>,
    /// De quoi la personne est chargée, pour `federal_secretary`.
    #[arg(long, value_name = "THÈME")]
    pub theme: Option<String>,
    /// Où se trouve ce qui le prouve.
    #[arg(long, value_name = "TEXTE")]
    pub proof: Option<String>,
    /// Ce qui le prouve : le fichier est conservé dans les archives de votre unité.
    #[arg(long, value_name = "FICHIER", requires = "proof")]
    pub document: Option<PathBuf>,
    /// Montre ce qui serait fait, sans rien écrire.
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Caretaker {
    /// Nom de l'unité.
    #[arg(long, value_name = "UNITÉ")]
    pub unit: String,
    /// Nom de la personne ; la même qu'avant si elle a déjà exercé un mandat ici.
    #[arg(long, value_name = "PERSONNE")]
    pub name: String,
    /// Fonction : secretary, treasurer, `first_federal_secretary`…
    #[arg(long, value_name = "FONCTION")]
    pub office: Office,
    /// Premier jour ; maintenant sinon.
    #[arg(long, value_name = "JOUR")]
    pub since: Option<Date>,
    /// Dernier jour, inclus.
    #[arg(long, value_name = "JOUR")]
    pub until: Date,
    /// Pourquoi, en quelques mots que lisent la personne et le bureau.
    #[arg(long, value_name = "MOTIF")]
    pub reason: String,
    /// Administration provisoire que celle-ci prolonge : l'identifiant que donne `mandate list`.
    #[arg(long, value_name = "MANDAT")]
    pub prolongs: Option<String>,
    /// Montre ce qui serait fait, sans rien écrire.
    #[arg(long)]
    pub dry_run: bool,
}
