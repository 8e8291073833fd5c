//! What somebody who was elected, and holds no office yet, asks for: a file that they hand to those who answer for them. No journal
//! knows it; it counts once an officer states the claim, in their own name and under their own mandate.

use std::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::id::HolderId;
use coopol_domain::kinds::Shape;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::{NewClaim, Place};
use crate::archive::plain_name;
use crate::device::midnight;

/// How large the minutes may be, in bytes: 16 MiB.
pub const MOST_MINUTES: u64 = 16 << 20;
/// How large a file of a request may be, in bytes: its minutes in base64, and room for the rest.
pub const MOST: u64 = MOST_MINUTES / 3 * 4 + (64 << 10);

const FORMAT: &str = "coopol-claim-request";
const VERSION: u32 = 1;

/// A request to take an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// How the unit is called, as the newcomer wrote it.
    pub unit: String,
    /// As what they were elected.
    pub office: Office,
    /// What they are in charge of, of an office that is held for a theme.
    pub theme: Option<String>,
    /// How they are called.
    pub person: String,
    /// On which day they were elected,
    pub elected_on: Date,
    /// on which the mandate begins, where that is another one,
    pub since: Option<Date>,
    /// and its last one.
    pub until: Option<Date>,
    /// Where the minutes are, in words.
    pub proof: String,
    /// When they asked.
    pub requested_on: Date,
    /// The minutes themselves.
    pub minutes: Option<Minutes>,
}

/// The minutes of an election.
#[derive(Clone, PartialEq, Eq)]
pub struct Minutes {
    /// How the file is called, without a folder.
    pub file_name: String,
    /// What it holds.
    pub content: Vec<u8>,
}

impl fmt::Debug for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Minutes").field("size", &self.content.len()).finish_non_exhaustive()
    }
}

/// Why a file is no request that can be taken in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadRequest {
    /// It is larger than any request.
    #[error("{size} bytes, at most {MOST} are read")]
    TooLarge {
        /// Its size, in bytes.
        size: u64,
    },
    /// It is something else.
    #[error("no request of Coopol's")]
    Foreign,
    /// It was written by a later version.
    #[error("a request of version {0}, {VERSION} is read here")]
    Newer(u32),
    /// One thing in it is missing, or isn't what it has to be.
    #[error("its {field}: {rule}")]
    Field {
        /// Which: `elected_on`.
        field: &'static str,
        /// What it breaks: `required`, `too_long`, `text`, `day`, `end_before_start`, `asked_before`, `office`, `theme` or `base64`.
        rule: &'static str,
    },
}

/// The file, as it is written: open, for whoever has no Coopol at hand.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Written {
    format: String,
    version: u32,
    unit: String,
    office: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    theme: Option<String>,
    person: String,
    elected_on: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    since: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    proof: String,
    requested_on: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    minutes: Option<WrittenMinutes>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct WrittenMinutes {
    file_name: String,
    /// In base64 (RFC 4648, section 4).
    content: String,
}

/// What every version says of itself.
#[derive(Debug, Deserialize)]
struct Head {
    format: String,
    version: u32,
}

impl Request {
    /// Reads a request, and holds it to the rules of a claim.
    ///
    /// # Errors
    /// [`BadRequest`], which names the place.
    pub fn read(file: &[u8]) -> Result<Self, BadRequest> {
        if file.len() as u64 > MOST {
            return Err(BadRequest::TooLarge { size: file.len() as u64 });
        }
        let head: Head = serde_json::from_slice(file).map_err(|_| BadRequest::Foreign)?;
        match (head.format.as_str(), head.version) {
            (FORMAT, VERSION) => {}
            (FORMAT, newer) if newer > VERSION => return Err(BadRequest::Newer(newer)),
            _ => return Err(BadRequest::Foreign),
        }
        let written: Written = serde_json::from_slice(file).map_err(|_| BadRequest::Foreign)?;
        let minutes = written.minutes.map(|minutes| {
            let content = BASE64_STANDARD.decode(&minutes.content).map_err(|_| broken("minutes", "base64"))?;
            Ok(Minutes { file_name: plain_name(&minutes.file_name), content })
        });
        let request = Self {
            unit: written.unit,
            office: written.office.parse().map_err(|_| broken("office", "office"))?,
            theme: written.theme,
            person: written.person,
            elected_on: day("elected_on", &written.elected_on)?,
            since: written.since.map(|since| day("since", &since)).transpose()?,
            until: written.until.map(|until| day("until", &until)).transpose()?,
            proof: written.proof,
            requested_on: day("requested_on", &written.requested_on)?,
            minutes: minutes.transpose()?,
        };
        request.tidy()
    }

    /// Its file.
    ///
    /// # Errors
    /// [`BadRequest::Field`] for what no claim may say: nothing is written that couldn't be taken in.
    pub fn write(self) -> Result<Vec<u8>, BadRequest> {
        let request = self.tidy()?;
        let written = Written {
            format: FORMAT.to_owned(),
            version: VERSION,
            unit: request.unit,
            office: request.office.to_string(),
            theme: request.theme,
            person: request.person,
            elected_on: request.elected_on.to_string(),
            since: request.since.map(|since| since.to_string()),
            until: request.until.map(|until| until.to_string()),
            proof: request.proof,
            requested_on: request.requested_on.to_string(),
            minutes: request.minutes.map(|minutes| WrittenMinutes {
                file_name: minutes.file_name,
                content: BASE64_STANDARD.encode(minutes.content),
            }),
        };
        // A struct of texts always serialises.
        let mut file = serde_json::to_vec_pretty(&written).map_err(|_| BadRequest::Foreign)?;
        file.push(b'\n');
        Ok(file)
    }

    /// Its first day in office.
    pub fn begins(&self) -> Date {
        self.since.unwrap_or(self.elected_on)
    }

    /// The claim that an officer may state at this request, in `place`: of `holder`, where they are known there.
    pub fn claim(&self, place: &Place, holder: Option<HolderId>, zone: &TimeZone) -> NewClaim {
        // A last day is kept whole.
        let after = |last: Date| last.tomorrow().map(|next| midnight(next, zone)).ok();
        NewClaim {
            unit: Some(place.unit),
            office: self.office,
            holder,
            holder_name: self.person.clone(),
            theme: self.theme.clone(),
            elected_on: self.elected_on.to_string(),
            since: midnight(self.begins(), zone),
            until: self.until.and_then(after),
            proof: self.proof.clone(),
            document: None,
            requested_on: Some(self.requested_on.to_string()),
        }
    }

    /// The same with its texts trimmed, if a claim may say all of it.
    fn tidy(mut self) -> Result<Self, BadRequest> {
        self.unit = text("unit", &self.unit, 200)?;
        self.person = text("person", &self.person, 200)?;
        self.proof = text("proof", &self.proof, 2000)?;
        self.theme = match (self.office.has_a_theme(), self.theme.as_deref().map(str::trim)) {
            (true, theme) => Some(text("theme", theme.unwrap_or_default(), 100)?),
            (false, None | Some("")) => None,
            (false, Some(_)) => return Err(broken("theme", "theme")),
        };
        if self.until.is_some_and(|until| until < self.begins()) {
            return Err(broken("until", "end_before_start"));
        }
        if self.requested_on < self.elected_on {
            return Err(broken("requested_on", "asked_before"));
        }
        if let Some(minutes) = &self.minutes {
            match minutes.content.len() as u64 {
                0 => return Err(broken("minutes", "required")),
                size if size > MOST_MINUTES => return Err(broken("minutes", "too_long")),
                _ => {}
            }
        }
        Ok(self)
    }
}

const fn broken(field: &'static str, rule: &'static str) -> BadRequest {
    BadRequest::Field { field, rule }
}

/// A text that the journal takes: not empty, at most `most` bytes, without control characters.
fn text(field: &'static str, given: &str, most: usize) -> Result<String, BadRequest> {
    let text = given.trim();
    match text.len() {
        0 => Err(broken(field, "required")),
        long if long > most => Err(broken(field, "too_long")),
        _ if !Shape::Text(most).admits(&Value::text(text)) => Err(broken(field, "text")),
        _ => Ok(text.to_owned()),
    }
}

fn day(field: &'static str, given: &str) -> Result<Date, BadRequest> {
    given.parse().map_err(|_| broken(field, "day"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn request() -> Request {
        Request {
            unit: "Section de Versailles".to_owned(),
            office: Office::Secretary,
            theme: None,
            person: "Léo Müller".to_owned(),
            elected_on: date(2026, 11, 20),
            since: None,
            until: Some(date(2028, 11, 19)),
            proof: "Compte rendu du 20 novembre".to_owned(),
            requested_on: date(2026, 11, 22),
            minutes: Some(Minutes { file_name: "cr.pdf".to_owned(), content: vec![0, 1, 255] }),
        }
    }

    #[test]
    fn a_request_comes_back_as_it_was_written() {
        let file = request().write().unwrap();
        assert_eq!(Request::read(&file), Ok(request()));
        let bare = Request { minutes: None, until: None, since: Some(date(2027, 1, 1)), ..request() };
        assert_eq!(Request::read(&bare.clone().write().unwrap()), Ok(bare));
    }

    /// What an altered file says, word for word, and where it is wrong.
    #[test]
    fn what_is_wrong_in_a_file_is_named() {
        let file = String::from_utf8(request().write().unwrap()).unwrap();
        let of = |from: &str, to: &str| {
            assert!(file.contains(from), "{from}");
            Request::read(file.replace(from, to).as_bytes()).unwrap_err()
        };
        let field = |field, rule| BadRequest::Field { field, rule };
        let rows = [
            (of("\"Section de Versailles\"", "\" \""), field("unit", "required")),
            (of("Léo Müller", &"é".repeat(101)), field("person", "too_long")),
            (of("Léo Müller", "Léo\\u0007Müller"), field("person", "text")),
            (of("\"secretary\"", "\"king\""), field("office", "office")),
            (of("\"secretary\"", "\"federal_secretary\""), field("theme", "required")),
            (of("\"person\"", "\"theme\": \"Formation\", \"person\""), field("theme", "theme")),
            (of("2026-11-20", "20 novembre"), field("elected_on", "day")),
            (of("2028-11-19", "2026-11-19"), field("until", "end_before_start")),
            (of("2026-11-22", "2026-11-19"), field("requested_on", "asked_before")),
            (of("AAH/", "AAH"), field("minutes", "base64")),
            (of("AAH/", ""), field("minutes", "required")),
            (of("\"version\": 1", "\"version\": 2"), BadRequest::Newer(2)),
            (of("\"version\": 1", "\"version\": 0"), BadRequest::Foreign),
            (of(FORMAT, "coopol-invoice"), BadRequest::Foreign),
            (of("\"person\"", "\"persona\""), BadRequest::Foreign),
            (Request::read(b"Nom;Pr\xe9nom").unwrap_err(), BadRequest::Foreign),
        ];
        for (place, (found, expected)) in rows.into_iter().enumerate() {
            assert_eq!(found, expected, "row {place}");
        }
    }

    #[test]
    fn a_file_as_large_as_the_largest_minutes_is_read_and_no_larger_one() {
        let minutes =
            |size: u64| Minutes { file_name: "scan.pdf".to_owned(), content: vec![7; usize::try_from(size).unwrap()] };
        let largest = Request { minutes: Some(minutes(MOST_MINUTES)), ..request() };
        assert_eq!(Request::read(&largest.clone().write().unwrap()), Ok(largest));
        let larger = Request { minutes: Some(minutes(MOST_MINUTES + 1)), ..request() };
        assert_eq!(larger.write(), Err(broken("minutes", "too_long")));
        let size = MOST + 1;
        let file = vec![b' '; usize::try_from(size).unwrap()];
        assert_eq!(Request::read(&file), Err(BadRequest::TooLarge { size }));
    }

    /// The name comes from somebody else's system: it leads nowhere.
    #[test]
    fn the_minutes_lose_the_folder_of_their_name() {
        let minutes = Minutes { file_name: "../../.bashrc".to_owned(), content: vec![1] };
        let file = Request { minutes: Some(minutes), ..request() }.write().unwrap();
        assert_eq!(Request::read(&file).unwrap().minutes.unwrap().file_name, "bashrc");
    }
}
