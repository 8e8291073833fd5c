//! What is wrong with a file.

use std::io::{Error, ErrorKind};
use std::path::Path;

use coopol_core::agenda::ics;
use coopol_core::archive::ArchiveError;
use coopol_core::export::ExportError;
use coopol_import::Unreadable;

use super::{profile, refused, transport};

/// What the system said of a file or folder.
pub fn disk(path: &Path, source: &Error) -> String {
    let path = path.display();
    match source.kind() {
        ErrorKind::NotFound => format!("{path} : introuvable"),
        ErrorKind::PermissionDenied => format!("{path} : accès refusé"),
        ErrorKind::AlreadyExists => format!("{path} : existe déjà, et n'est pas remplacé"),
        ErrorKind::IsADirectory => format!("{path} : c'est un dossier"),
        ErrorKind::NotADirectory => format!("{path} : ce n'est pas un dossier"),
        ErrorKind::StorageFull => format!("{path} : le disque est plein"),
        ErrorKind::InvalidData => format!("{path} : ce n'est pas du texte"),
        _ => format!("{path} : le système a répondu « {source} »"),
    }
}

pub fn roster(error: &Unreadable) -> String {
    let megabytes = |bytes: &usize| bytes.div_ceil(1 << 20);
    match error {
        Unreadable::Empty => "le fichier est vide".to_owned(),
        Unreadable::TooLong { bytes } => format!("le fichier fait {} Mo, c'est trop", megabytes(bytes)),
        Unreadable::Bomb => "le fichier se déploie au-delà de toute mesure : il n'a pas été ouvert".to_owned(),
        Unreadable::TooManyRows | Unreadable::TooWide { .. } | Unreadable::TooFull => {
            "le tableau est trop grand : gardez-y les lignes et les colonnes de la section".to_owned()
        }
        Unreadable::Locked => {
            "le fichier est protégé par un mot de passe : enregistrez-en une copie sans mot de passe".to_owned()
        }
        Unreadable::Damaged { format, .. } => format!("le fichier {format} est abîmé : enregistrez-le à nouveau"),
        Unreadable::NotARoster => "aucune liste de personnes n'y a été trouvée".to_owned(),
        _ => "ce n'est ni un tableur, ni un CSV, ni une vCard : enregistrez-le en CSV, XLSX ou ODS".to_owned(),
    }
}

pub fn calendar(error: ics::Unreadable) -> String {
    match error {
        ics::Unreadable::NotACalendar => {
            "ce n'est pas un agenda : exportez le vôtre au format iCalendar (.ics)".to_owned()
        }
        ics::Unreadable::TooLarge { most } => format!("l'agenda dépasse {} Mo", most >> 20),
        ics::Unreadable::TooManyEvents { most } => format!("l'agenda compte plus de {most} événements"),
    }
}

pub fn archive(error: &ArchiveError) -> String {
    match error {
        ArchiveError::Failure(error) => refused(error),
        ArchiveError::NotNamed => {
            "avant de conserver un premier fichier, cet ordinateur doit joindre le serveur une fois : `coopol sync`"
                .to_owned()
        }
        ArchiveError::Empty => "le fichier est vide".to_owned(),
        ArchiveError::TooLarge { size, most } => {
            format!("le fichier fait {} Mo, au plus {} sont gardés", size.div_ceil(1 << 20), most >> 20)
        }
        ArchiveError::NoFile => "ce document n'a pas de fichier".to_owned(),
        ArchiveError::NotHere => "le fichier n'est pas sur cet ordinateur : recommencez avec le réseau".to_owned(),
        ArchiveError::Altered => {
            "le fichier reçu n'est pas celui qui avait été conservé. Il a été écarté : prévenez votre fédération"
                .to_owned()
        }
        ArchiveError::Transport(error) => transport(error),
        ArchiveError::Profile(error) => profile(error),
        ArchiveError::Disk { path, source } => disk(path, source),
    }
}

pub fn export(error: &ExportError) -> String {
    match error {
        ExportError::Failure(error) => refused(error),
        ExportError::Archive(error) => archive(error),
        ExportError::Sheet(_) => "le fichier dépasse ce qu'un tableur peut contenir".to_owned(),
        ExportError::NotEmpty { folder } => {
            format!("{} n'est pas vide : choisissez un dossier vide, ou à créer", folder.display())
        }
        ExportError::Disk { path, source } => disk(path, source),
    }
}
