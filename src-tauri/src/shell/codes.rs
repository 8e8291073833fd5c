//! Sealed codes: where they stand, three sheets to print, and coming back by two of them.

use std::path::PathBuf;

use coopol_core::codes::link;
use coopol_core::sealed::{self, Back, NotBack};
use coopol_core::transport::TransportError;
use coopol_domain::enrolment::SealedCode;
use coopol_domain::time::Instant;
use coopol_paper::sealed::{Sealed, sheet, title};
use jiff::tz::TimeZone;
use tauri::AppHandle;

use super::failure::of_archive;
use super::viewer::viewing;
use super::{Shell, paper};
use crate::contract::codes::{CameBack, Comeback, SealedCodes};
use crate::contract::failure::{ErrorCode, Failure};
use crate::view::time::{day, wall};

impl Shell {
    pub async fn sealed_codes(&self) -> Result<SealedCodes, Failure> {
        let session = self.session().await?;
        let zone = session.zone().await?;
        let status = sealed::status(&session).await?;
        let on = |at: Option<Instant>| at.map(|at| day(at, &zone));
        Ok(SealedCodes {
            serve: status.serve,
            made_on: on(status.made_at),
            made_by: status.made_by,
            agreed_by: status.agreed_by,
            proposed_on: on(status.proposed_at),
            proposed_by: status.proposed_by,
            used_on: on(status.used_at),
            used_for: status.used_for,
            tried_on: on(status.tried_at),
            may_make: status.may_make,
        })
    }

    /// Makes three codes and their sheets, among the copies that go with the profile; whether they serve at once.
    pub async fn make_sealed_codes(&self, app: &AppHandle) -> Result<(Vec<PathBuf>, bool), Failure> {
        let opened = self.opened().await?;
        let session = &opened.session;
        if session.is_alone() {
            return Err(Failure::new(ErrorCode::Forbidden, "a section alone has nowhere to bring codes to"));
        }
        let made = sealed::make(session, &session.http().await?).await?;
        let on = session.today().await?.to_string();
        let language = paper::language(self.settings.chosen().language);
        let mut sheets = Vec::new();
        for code in &made.codes {
            let (unit, server, on) = (made.unit.clone(), session.server().to_owned(), on.clone());
            let (number, lines) = (code.number, sealed::lines(code));
            let print =
                move || sheet(language, &Sealed { unit: &unit, number, day: &on, server: &server, code: &lines });
            let page = paper::printed(print).await?;
            let file = format!("{} {number}.pdf", title(language));
            let shown = async { viewing(app, &opened).await?.show(&file, &page) };
            sheets.push(shown.await.map_err(|error| of_archive(error, ""))?);
        }
        Ok((sheets, made.serve))
    }
}

/// The invitation that two codes give.
pub async fn come_back(asked: Comeback) -> Result<CameBack, Failure> {
    let Comeback { server, name, first, second } = asked;
    let (first, second) = (read(&first)?, read(&second)?);
    let server = server.trim();
    let Back { code, unit, opens, provisional, .. } = sealed::come_back(server, [&first, &second], &name).await?;
    Ok(CameBack {
        unit,
        code: code.to_string(),
        link: link(&code, server).to_string(),
        opens: wall(opens, &TimeZone::system()),
        provisional,
    })
}

fn read(code: &str) -> Result<SealedCode, Failure> {
    code.parse().map_err(|error| Failure::new(ErrorCode::CodesUnread, error))
}

impl From<NotBack> for Failure {
    fn from(error: NotBack) -> Self {
        match error {
            NotBack::NotTwo | NotBack::Transport(TransportError::Address { .. }) => {
                Self::new(ErrorCode::CodesUnread, error)
            }
            NotBack::NoCodes => Self::new(ErrorCode::CodesRefused, error),
            NotBack::Held => Self::new(ErrorCode::OfficeHeld, error),
            NotBack::Transport(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use coopol_domain::id::StreamId;

    use super::*;

    #[tokio::test]
    async fn what_can_be_told_here_is_told_before_anything_is_sent() {
        let code = |number, office: u8| {
            SealedCode { number, seed: [number; 16], office: StreamId::from_bytes([office; 16]) }.to_string()
        };
        let mut slip = code(2, 1);
        slip.replace_range(..1, "Z");
        for (server, first, second) in [
            ("https://coopol.example", code(1, 1), slip),
            ("https://coopol.example", code(1, 1), code(1, 1)),
            ("https://coopol.example", code(1, 1), code(2, 9)),
            ("http://coopol.example", code(1, 1), code(2, 1)),
        ] {
            let (server, name) = (server.to_owned(), "Léa Bonnet".to_owned());
            let told = come_back(Comeback { server, name, first, second }).await.unwrap_err();
            assert_eq!(told.code, ErrorCode::CodesUnread, "{}", told.message);
        }
    }
}
