//! Each part from where its room reads it.

use coopol_domain::access::Office;
use coopol_domain::authority::Bulk;
use coopol_domain::id::UnitId;
use coopol_domain::journal::Compartment;
use coopol_domain::time::Instant;
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{
    Archive, Changes, Deadline, Delegated, Desk, Dossier, Due, HeldBack, Minutes, Part, Parting, People, Seat,
    Suspended, Unit, Waiting,
};
use crate::agenda::{self, Row, Span, feeds};
use crate::archive;
use crate::delegations::{self, Stage};
use crate::device::{Failure, Session, day, midnight};
use crate::handover::{self, Standing};
use crate::history;
use crate::mandates;
use crate::memory::{self, Promise};
use crate::proposals;
use crate::roster::{self, Window};
use crate::status;

/// How far back changes of the roster are told, in days.
const CHANGES: i64 = 90;

/// How many documents are read at a time.
const SHELF: u32 = 50;

/// Where the unit that is worked in stands today.
///
/// # Errors
/// [`Failure::NoStream`] while no mandate is known here.
pub async fn gather(session: &Session) -> Result<Dossier, Failure> {
    let none = || Failure::NoStream { compartment: Compartment::Office.to_string() };
    let unit = session.unit().await?.ok_or_else(none)?;
    let reading = Reading::of(session, unit).await?;
    let (today, since) = (reading.today, reading.today.saturating_sub(1.year()));
    let bureau = if reading.opens(Compartment::Office) { Some(reading.bureau().await?) } else { None };
    let handovers = if reading.opens(Compartment::Office) { Some(reading.handovers().await?) } else { None };
    let (people, changes) = if reading.opens(Compartment::Roster) {
        (Some(reading.people().await?), Some(reading.changes().await?))
    } else {
        (None, None)
    };
    let shielded = reading.opened.iter().any(|kept| Bulk::watches(*kept));
    let held_back = if shielded { Some(HeldBack::all(session, unit, &reading.zone).await?) } else { None };
    // Who paid is counted over the members: it takes both.
    let dues = match people {
        Some((_, counts)) if reading.opens(Compartment::Dues) => Some(reading.dues(counts).await?),
        _ => None,
    };
    let (past, coming) = if reading.opens(Compartment::Agenda) {
        (Some(reading.past(since).await?), Some(agenda::events(session, Span::Coming).await?))
    } else {
        (None, None)
    };
    let feeds = if coming.is_some() { feeds::list(session).await? } else { Vec::new() };
    let delegated = [Compartment::Agenda, Compartment::Dues].iter().any(|home| reading.opens(*home));
    let delegations = if delegated { Some(reading.delegations().await?) } else { None };
    let archive = if reading.opens(Compartment::Archive) { Some(reading.archive(since).await?) } else { None };
    let (promises, practical) = if reading.opens(Compartment::Archive) {
        (Some(memory::promises(session, false).await?), Some(memory::facts(session).await?))
    } else {
        (None, None)
    };
    let deadlines = match (&bureau, &handovers, &coming) {
        (Some(bureau), Some(handovers), Some(coming)) => {
            let owed = promises.as_deref().unwrap_or_default();
            Some(deadlines(bureau, handovers, coming, owed, today, &reading.zone))
        }
        _ => None,
    };
    let mut dossier = Dossier {
        on: today.to_string(),
        since: since.to_string(),
        unit: reading.unit().await?,
        people: people.map(|(people, _)| people),
        waiting: waiting(session).await?,
        missing: Vec::new(),
        bureau,
        dues,
        past,
        coming,
        archive,
        promises,
        practical,
        feeds,
        handovers,
        delegations,
        desk: Desk::of(session).await?,
        splits: Parting::all(session, reading.unit, midnight(since, &reading.zone), &reading.zone).await?,
        deadlines,
        changes,
        held_back,
    };
    dossier.missing = missing(&dossier);
    Ok(dossier)
}

fn missing(dossier: &Dossier) -> Vec<Part> {
    let given = [
        (Part::Bureau, dossier.bureau.is_some()),
        (Part::People, dossier.people.is_some()),
        (Part::Dues, dossier.dues.is_some()),
        (Part::Past, dossier.past.is_some()),
        (Part::Coming, dossier.coming.is_some()),
        (Part::Archive, dossier.archive.is_some()),
        (Part::Promises, dossier.promises.is_some()),
        (Part::Practical, dossier.practical.is_some()),
        (Part::Handovers, dossier.handovers.is_some()),
        (Part::Deadlines, dossier.deadlines.is_some()),
        (Part::Changes, dossier.changes.is_some()),
        (Part::HeldBack, dossier.held_back.is_some()),
    ];
    given.into_iter().filter(|(_, given)| !given).map(|(part, _)| part).collect()
}

/// One unit, on one day.
pub(super) struct Reading<'a> {
    pub(super) session: &'a Session,
    unit: UnitId,
    opened: Vec<Compartment>,
    zone: TimeZone,
    pub(super) today: Date,
}

impl<'a> Reading<'a> {
    pub(super) async fn of(session: &'a Session, unit: UnitId) -> Result<Self, Failure> {
        let held = session.held().await.into_iter().filter(|held| held.unit == unit);
        let opened = held.map(|held| held.compartment).collect();
        Ok(Self { session, unit, opened, zone: session.zone().await?, today: session.today().await? })
    }

    /// Whether it is read in this very unit: [`Session::stream`] would answer with another's.
    pub(super) fn opens(&self, compartment: Compartment) -> bool {
        self.opened.contains(&compartment)
    }

    async fn delegations(&self) -> Result<Vec<Delegated>, Failure> {
        let open = delegations::list(self.session).await?.into_iter().filter(delegations::Delegation::is_open);
        let open = open.filter(|delegation| self.opens(delegation.about.task().compartment()));
        let told = open.map(|delegation| Delegated {
            name: delegation.name,
            about: delegation.about,
            last_day: day(Instant(delegation.until.0.saturating_sub(1)), &self.zone).to_string(),
            taken_up: delegation.stage == Stage::TakenUp,
        });
        Ok(told.collect())
    }

    async fn unit(&self) -> Result<Unit, Failure> {
        let mut reader = self.session.reader().await?;
        let row = sqlx::query_as::<_, (String, String, Option<String>)>(
            "SELECT name, kind, (SELECT above.name FROM units AS above WHERE above.id = units.parent LIMIT 1)
             FROM units WHERE id = ? LIMIT 1",
        );
        let row = row.bind(self.unit.as_bytes().to_vec()).fetch_optional(&mut *reader).await?;
        let (name, kind, above) =
            row.ok_or_else(|| Failure::NotFound { what: "unit", given: self.unit.to_string() })?;
        Ok(Unit { id: self.unit, name, kind, above })
    }

    async fn bureau(&self) -> Result<Vec<Seat>, Failure> {
        let now = self.session.now().await?;
        let mut seats = Vec::new();
        for mandate in mandates::list(self.session).await? {
            if mandate.unit == self.unit && mandate.until.is_none_or(|until| now < until) {
                let suspended = mandate.suspended(now).map(|span| Suspended {
                    since: day(span.since, &self.zone).to_string(),
                    until: span.until.map(|until| last_day(until, &self.zone)),
                    ground: span.ground.clone(),
                    by: span.by.clone(),
                });
                seats.push(Seat {
                    mandate: mandate.id,
                    office: mandate.office,
                    theme: mandate.theme,
                    name: mandate.holder_name,
                    since: day(mandate.since, &self.zone).to_string(),
                    until: mandate.until.map(|until| last_day(until, &self.zone)),
                    to_come: now < mandate.since,
                    suspended,
                    caretaker: mandate.caretaker,
                    card: mandate.card,
                });
            }
        }
        let rank = |office: &str| {
            let known = office.parse::<Office>().ok();
            Office::ALL.into_iter().position(|other| Some(other) == known).unwrap_or(usize::MAX)
        };
        seats.sort_by(|a, b| (rank(&a.office), a.to_come, &a.name).cmp(&(rank(&b.office), b.to_come, &b.name)));
        Ok(seats)
    }

    async fn handovers(&self) -> Result<Vec<Standing>, Failure> {
        let mut open = handover::list(self.session).await?;
        open.retain(|claim| claim.unit == self.unit && claim.is_open());
        Ok(open)
    }

    pub(super) async fn people(&self) -> Result<(People, roster::Counts), Failure> {
        let page = roster::list(self.session, &roster::Query::default(), Window { offset: 0, limit: 1 }).await?;
        let counts = page.counts;
        let people = People {
            total: page.all,
            members: counts.members,
            regular_contacts: counts.regular_contact,
            former_members: counts.former_member,
        };
        Ok((people, counts))
    }

    async fn changes(&self) -> Result<Changes, Failure> {
        let since = self.today.saturating_sub(CHANGES.days());
        let from = midnight(since, &self.zone);
        Ok(Changes {
            since: since.to_string(),
            authors: history::authors(self.session, Compartment::Roster, "person", from).await?,
            whole: self.session.has_whole_history().await,
        })
    }

    /// What was over before today.
    async fn past(&self, since: Date) -> Result<Vec<Row>, Failure> {
        let mut past = agenda::events(self.session, Span::Days(since, self.today)).await?;
        past.retain(|row| row.when.end.unwrap_or(row.when.start).date() < self.today);
        past.reverse();
        Ok(past)
    }

    async fn archive(&self, since: Date) -> Result<Archive, Failure> {
        let query = archive::Query { category: Some("minutes".to_owned()), ..archive::Query::default() };
        let (since, mut minutes, mut offset) = (since.to_string(), Vec::new(), 0);
        loop {
            let page = archive::list(self.session, &query, Window { offset, limit: SHELF }).await?;
            let read = page.rows.len();
            // The latest come first, those without a day last.
            let recent = page.rows.into_iter().map_while(|row| {
                let dated_on = row.dated_on.filter(|dated_on| *dated_on >= since)?;
                Some(Minutes { id: row.id, title: row.title, dated_on, event: row.event })
            });
            let before = minutes.len();
            minutes.extend(recent);
            if minutes.len() - before < SHELF as usize || read < SHELF as usize {
                return Ok(Archive { total: page.all, minutes });
            }
            offset += SHELF;
        }
    }
}

async fn waiting(session: &Session) -> Result<Waiting, Failure> {
    let status = status::status(session).await?;
    Ok(Waiting {
        to_verify: status.to_verify,
        proposals: status.proposals,
        late: proposals::late(session).await?.len() as u64,
        arrivals: status.arrivals,
        ties: status.ties,
        splits: status.splits + status.merges + status.to_pass,
        reminders: status.reminders,
        appointed: status.appointed,
        refused: status.refused,
    })
}

/// The end of a mandate is the instant that follows its last day.
fn last_day(until: Instant, zone: &TimeZone) -> String {
    day(Instant(until.0.saturating_sub(1)), zone).to_string()
}

fn deadlines(
    bureau: &[Seat],
    handovers: &[Standing],
    coming: &[Row],
    promises: &[Promise],
    today: Date,
    zone: &TimeZone,
) -> Vec<Deadline> {
    let ends = bureau.iter().filter_map(|seat| {
        let due = Due::Mandate { name: seat.name.clone(), office: seat.office.clone() };
        seat.until.clone().map(|on| Deadline { on, due })
    });
    let contests = handovers.iter().filter(|claim| claim.stage == "contestable").filter_map(|claim| {
        let due = Due::Contest { name: claim.holder_name.clone(), office: claim.office.clone() };
        claim.contestable_until.map(|until| Deadline { on: day(until, zone).to_string(), due })
    });
    let assemblies = coming.iter().filter(|row| row.category == "general_assembly" && !row.cancelled);
    let assemblies = assemblies
        .map(|row| Deadline { on: row.when.start.date().to_string(), due: Due::Assembly { title: row.title.clone() } });
    let owed = promises.iter().filter_map(|promise| {
        let due = Due::Promise { title: promise.title.clone() };
        promise.due_on.clone().map(|on| Deadline { on, due })
    });
    let mut all: Vec<Deadline> = ends.chain(contests).chain(assemblies).chain(owed).collect();
    let (from, until) = (today.to_string(), today.saturating_add(1.year()).to_string());
    all.retain(|deadline| (from.as_str()..=until.as_str()).contains(&deadline.on.as_str()));
    all.sort_by(|a, b| (&a.on, &a.due).cmp(&(&b.on, &b.due)));
    all
}
