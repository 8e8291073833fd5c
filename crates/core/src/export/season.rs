//! Where the renewals of a season stand, as a table. It names officers alone, whom everybody in office reads: no member leaves
//! with it, and it isn't stated as an export.

use coopol_domain::time::Instant;
use jiff::tz::TimeZone;

use super::everything::ExportError;
use super::roster::Format;
use super::table::{Cell, Table};
use crate::agenda::when::wall_at;
use crate::device::Session;
use crate::handover::{Renewal, Secretary, Step};
use crate::units::splits::Split;

const COLUMNS: [&str; 11] = [
    "Unité",
    "Où en est le renouvellement",
    "En fonction",
    "Depuis le",
    "Jusqu'au",
    "Élection du",
    "Personne élue",
    "Compte rendu reçu",
    "Confirmations",
    "Relancée le",
    "Partage",
];

/// Renewals, in the order in which they are given, as a file.
pub async fn season(session: &Session, renewals: &[Renewal], format: Format) -> Result<Vec<u8>, ExportError> {
    let zone = session.zone().await?;
    let columns = COLUMNS.map(str::to_owned).to_vec();
    let rows = renewals.iter().map(|renewal| row(renewal, &zone)).collect();
    let table = Table { name: "Renouvellement", columns, rows };
    Ok(match format {
        Format::Csv => table.csv(),
        Format::Xlsx => table.xlsx(session.ambient().now())?,
    })
}

fn row(renewal: &Renewal, zone: &TimeZone) -> Vec<Cell> {
    let day = |at: Instant| Cell::Day(wall_at(at, zone).date());
    let (secretary, election) = (renewal.secretary.as_ref(), renewal.election.as_ref());
    let or_nothing = |cell: Option<Cell>| cell.unwrap_or(Cell::Nothing);
    let word = |is: bool| Cell::Text(if is { "oui" } else { "non" }.to_owned());
    vec![
        Cell::Text(renewal.unit_name.clone()),
        Cell::Text(step(renewal.step).to_owned()),
        secretary.map_or(Cell::Nothing, |known| Cell::Text(named(known))),
        or_nothing(secretary.map(|known| day(known.since))),
        or_nothing(secretary.and_then(|known| known.until).map(|until| day(Instant(until.0.saturating_sub(1))))),
        Cell::day(election.map(|known| known.elected_on.as_str())),
        Cell::text(election.map(|known| known.name.as_str())),
        or_nothing(election.map(|known| word(known.minutes))),
        or_nothing(election.map(|known| Cell::Text(known.supported.to_string()))),
        or_nothing(renewal.last_reminded().map(|last| day(last.at))),
        or_nothing((!renewal.splits.is_empty()).then(|| Cell::Text(split(&renewal.splits)))),
    ]
}

/// The sections that are coming out of it, and whether it agreed.
fn split(splits: &[Split]) -> String {
    let told = |Split { name, word, .. }: &Split| {
        let answer = if word == "agreed" { "acceptée" } else { "pas encore de réponse" };
        format!("{name} ({answer})")
    };
    splits.iter().map(told).collect::<Vec<_>>().join(" ; ")
}

/// Who holds the office, and that they are suspended, or there for a time, if they are.
fn named(secretary: &Secretary) -> String {
    match (secretary.suspended, &secretary.caretaker) {
        (Some(_), _) => format!("{} (mandat suspendu)", secretary.name),
        (None, Some(_)) => format!("{} (administration provisoire)", secretary.name),
        (None, None) => secretary.name.clone(),
    }
}

/// A step in a few words.
#[must_use]
pub const fn step(step: Step) -> &'static str {
    match step {
        Step::Contested => "contestée",
        Step::Rivalled => "deux demandes pour la même fonction",
        Step::Gathering => "déclarée, à confirmer",
        Step::Announced => "confirmée, délai pour contester",
        Step::Vacant => "personne en fonction",
        Step::Silent => "rien de déclaré",
        Step::Done => "terminé",
    }
}
