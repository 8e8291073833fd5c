//! `coopol recovery`: the sheet is written once the server has its code, to a file that its owner alone reads.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use coopol_core::ambient::{Ambient as _, System};
use coopol_core::device::Session;
use coopol_domain::enrolment::Invitation;

use super::devices::day;
use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::open::session;
use crate::output::json;

pub async fn run(arguments: &Arguments, file: &Path) -> Result<String, Failure> {
    let session = session(arguments).await?;
    let made = write(&session, file).await;
    session.close().await?;
    made?;
    Ok(if arguments.json {
        json(&serde_json::json!({ "file": file }))
    } else {
        format!(
            "Feuille de secours écrite dans {}. Imprimez-la, rangez-la avec vos papiers, puis effacez le fichier. Les \
             feuilles précédentes ne valent plus rien.",
            file.display()
        )
    })
}

async fn write(session: &Session, file: &Path) -> Result<(), Failure> {
    let failed = |source| Failure::File { path: file.to_owned(), source };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    // Before the code is made: a sheet that can't be kept would only put an end to the one before.
    let mut out = options.open(file).map_err(failed)?;
    match sheet(session).await {
        Ok(text) => out.write_all(text.as_bytes()).and_then(|()| out.sync_all()).map_err(failed),
        Err(failure) => {
            drop(out);
            std::fs::remove_file(file).map_err(failed)?;
            Err(failure)
        }
    }
}

async fn sheet(session: &Session) -> Result<String, Failure> {
    let transport = session.http().await.map_err(Failure::Unreachable)?;
    // First what others did: without it the server can't take the sheet, and without the server it is worth nothing.
    session.sync_once(&transport).await?;
    let code = session.prepare_recovery().await?;
    session.sync_once(&transport).await?;
    if !session.recovers(&code).await? {
        return Err(Failure::NoRecovery);
    }
    let today = day(System.now(), &session.zone().await?);
    Ok(printed(&code, session.server(), &session.profile().card().name, &today))
}

/// Two groups of the code to a line are read and typed without losing the place.
fn printed(code: &Invitation, server: &str, profile: &str, day: &str) -> String {
    let code = code.to_string();
    let groups: Vec<&str> = code.split('-').collect();
    let lines: Vec<String> = groups.chunks(4).map(|line| format!("    {}", line.join("-"))).collect();
    format!(
        "COOPOL : FEUILLE DE SECOURS\n\nProfil « {profile} », le {day}\n\nÀ garder avec vos papiers, jamais avec \
         l'ordinateur. Qui la détient peut relier un ordinateur à votre place.\n\nOrdinateur perdu, volé ou en panne ? Sur un \
         autre :\n\n    coopol enrol --server {server} --invitation CODE\n\navec pour CODE ces lettres, d'un seul \
         tenant :\n\n{}\n\nL'ancien ordinateur est alors retiré aussitôt. La feuille sert une fois : imprimez-en une \
         nouvelle ensuite, avec `coopol recovery FICHIER`.\n",
        lines.join("-\n")
    )
}

#[cfg(test)]
mod tests {
    use coopol_domain::enrolment::Fingerprint;
    use coopol_domain::id::{DeviceId, StreamId};
    use coopol_domain::wire::Root;

    use super::*;

    /// Whoever types what is printed, line by line, has the code.
    #[test]
    fn the_printed_code_reads_back() {
        let code = Invitation {
            seed: [7; 16],
            device: DeviceId::from_bytes([1; 16]),
            authority: Fingerprint([2; 16]),
            office: StreamId::from_bytes([3; 16]),
            size: 41,
            root: Root::from_bytes([4; 8]),
        };
        let sheet = printed(&code, "https://coopol.example", "Zoé", "27/11/2026");
        let (_, after) = sheet.split_once("tenant :").unwrap();
        let (typed, _) = after.split_once("L'ancien").unwrap();
        assert_eq!(typed.parse::<Invitation>().unwrap(), code);
        assert!(sheet.lines().all(|line| line.chars().count() <= 170));
    }
}
