//! What is wrong with a file.

use std::io::{Error, ErrorKind};
use std::path::Path;

use coopol_core::agenda::ics;
use coopol_core::archive::ArchiveError;
use coopol_core::export::ExportError;
use coopol_core::roster::import::Imported;
use coopol_import::{Code, Unreadable};

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
        Unreadable::Damaged { .. } => {
            "le fichier est abîmé : ouvrez-le dans votre tableur, enregistrez-le à nouveau et recommencez".to_owned()
        }
        Unreadable::NotARoster => "aucune liste de personnes n'y a été trouvée".to_owned(),
        _ => "ce n'est ni un tableur, ni un CSV, ni une vCard : enregistrez-le en CSV, XLSX ou ODS".to_owned(),
    }
}

/// What is wrong with a cell of a roster.
pub const fn cell(code: Code) -> &'static str {
    match code {
        Code::NotADate => "n'est pas une date",
        Code::ImpossibleDate => "ne peut pas être une date de naissance",
        Code::PartialDate => "n'est pas une date entière (jour, mois, année)",
        Code::NotAnEmail => "n'est pas une adresse e-mail",
        Code::NotAPhone => "n'est pas un numéro de téléphone",
        Code::NotAPostcode => "n'est pas un code postal",
        Code::NotAnAmount => "n'est pas une somme",
        Code::NoYear => "est une somme dont l'année n'est dite nulle part",
        Code::OtherAmount => "est une autre somme que celle que le fichier dit ailleurs pour la même année",
        Code::TooLong => "est trop long",
        Code::NotUnique => "est déjà le numéro de quelqu'un d'autre",
        _ => "est illisible",
    }
}

/// Only what an import did.
pub fn imported(done: &Imported, undecided: usize) -> String {
    let told = [
        (
            done.held,
            ["personne attend l'accord de quelqu'un d'autre", "personnes attendent l'accord de quelqu'un d'autre"],
        ),
        (if done.held > 0 { 0 } else { done.created }, ["personne ajoutée", "personnes ajoutées"]),
        (if done.held > 0 { 0 } else { done.updated }, ["complétée", "complétées"]),
        (done.dues, ["cotisation enregistrée", "cotisations enregistrées"]),
        (done.proposed, ["proposée au trésorier", "proposées au trésorier"]),
        (undecided, ["ligne à départager", "lignes à départager"]),
    ];
    let told: Vec<String> = told
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, [one, several])| format!("{count} {}", if count == 1 { one } else { several }))
        .collect();
    if told.is_empty() {
        return "Rien n'a changé : tout était déjà dans le fichier.".to_owned();
    }
    format!("{}.", told.join(", "))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_tells_only_what_happened() {
        let done = Imported { created: 12, ..Imported::default() };
        assert_eq!(imported(&done, 1), "12 personnes ajoutées, 1 ligne à départager.");
        let held = Imported { created: 20, updated: 5, held: 25, ..Imported::default() };
        assert_eq!(imported(&held, 0), "25 personnes attendent l'accord de quelqu'un d'autre.");
        assert_eq!(imported(&Imported::default(), 0), "Rien n'a changé : tout était déjà dans le fichier.");
    }

    #[test]
    fn a_damaged_workbook_is_no_zip_to_anybody() {
        let error = coopol_import::read(b"PK\x03\x04 and nothing more", "liste.xlsx", &options()).unwrap_err();
        assert_eq!(
            roster(&error),
            "le fichier est abîmé : ouvrez-le dans votre tableur, enregistrez-le à nouveau et recommencez"
        );
    }

    fn options() -> coopol_import::Options {
        coopol_import::Options::new(jiff::civil::date(2026, 11, 27))
    }
}
