//! Saved lists of `coopol roster`, and `coopol message`, as they are typed.

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::DateTime;

use super::roster::Filter;

#[derive(Debug, Args)]
pub struct Save {
    /// Nom de la liste : « À relancer ».
    pub name: String,
    #[command(flatten)]
    pub question: Question,
    /// Remplace ce que demande la liste de ce nom, s'il y en a une.
    #[arg(long)]
    pub replace: bool,
    /// Dit combien de personnes y répondent aujourd'hui, sans rien enregistrer.
    #[arg(long)]
    pub dry_run: bool,
}

/// What is asked of the roster.
#[derive(Debug, Args)]
pub struct Question {
    /// Partie du nom, de l'adresse, du téléphone, de la commune ou du numéro.
    #[arg(long, default_value = "")]
    pub search: String,
    /// Condition ; plusieurs se cumulent.
    #[arg(long, value_enum)]
    pub filter: Vec<Filter>,
}

#[derive(Debug, Subcommand)]
pub enum Message {
    /// Garde un texte : un modèle, ou un brouillon.
    Write {
        /// Objet du message ; c'est par lui qu'on le retrouve.
        subject: String,
        /// Ce qu'il dit.
        #[arg(long, default_value = "")]
        body: String,
        /// Modèle, d'où l'on repart chaque fois ; ou brouillon d'un seul message.
        #[arg(long, value_enum, default_value_t = Purpose::Draft)]
        purpose: Purpose,
        /// À qui va un brouillon : une liste enregistrée.
        #[arg(long, value_name = "LISTE")]
        to: Option<String>,
    },
    /// Liste les modèles et les brouillons de la fonction.
    List,
    /// Montre un texte en entier.
    Show {
        /// Objet, ou identifiant que donne `message list`.
        message: String,
    },
    /// Change un texte.
    Set {
        /// Objet, ou identifiant que donne `message list`.
        message: String,
        /// Nouvel objet.
        #[arg(long)]
        subject: Option<String>,
        /// Ce qu'il dit ; vide pour tout effacer.
        #[arg(long)]
        body: Option<String>,
    },
    /// Prépare l'envoi par votre messagerie : un lien par paquet d'adresses, toutes en copie cachée. Rien n'est envoyé par Coopol.
    Send {
        /// Objet, ou identifiant que donne `message list`.
        message: String,
        /// À qui : une liste enregistrée, si le brouillon ne le dit pas.
        #[arg(long, value_name = "LISTE")]
        to: Option<String>,
        /// Dit combien de personnes il toucherait, sans rien sortir.
        #[arg(long)]
        dry_run: bool,
    },
    /// Programme l'envoi d'un texte : le serveur l'écrit à chacun, à l'heure dite, qui que soit alors dans la fonction pour en répondre.
    Schedule {
        /// Objet, ou identifiant que donne `message list`.
        message: String,
        /// À qui : une liste enregistrée. Elle est lue à l'heure de l'envoi.
        #[arg(long, value_name = "LISTE", conflicts_with = "filter")]
        list: Option<String>,
        /// À qui : une condition ; plusieurs se cumulent. Le serveur sait qui est à jour, en retard, sympathisant ou ancien adhérent, et rien d'autre.
        #[arg(long, value_enum)]
        filter: Vec<Filter>,
        /// Quand, à l'heure de la section : 2026-12-01T18:30.
        #[arg(long, value_name = "DATE-HEURE")]
        at: DateTime,
        /// Dit combien de personnes il toucherait aujourd'hui, sans rien programmer.
        #[arg(long)]
        dry_run: bool,
    },
    /// Liste les envois programmés, et ce que sont devenus ceux qui sont partis.
    Scheduled,
    /// Reprend un envoi programmé à votre nom, ou lui donne une autre heure.
    TakeUp {
        /// Objet, ou identifiant que donne `message scheduled`.
        mailing: String,
        /// Quand, à l'heure de la section : 2026-12-01T18:30. Sans cela, l'heure reste la même.
        #[arg(long, value_name = "DATE-HEURE")]
        at: Option<DateTime>,
    },
    /// Renonce à un envoi programmé, pour de bon : personne ne le reçoit.
    CallOff {
        /// Objet, ou identifiant que donne `message scheduled`.
        mailing: String,
    },
    /// Retire un texte. `coopol undo` le remet.
    Drop {
        /// Objet, ou identifiant que donne `message list`.
        message: String,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum Purpose {
    Template,
    Draft,
}
