import sys; sys.path.insert(0,'/tmp/wtools')
from fr import fr
R='/tmp/wt/windows/'
def sub(p,*prs):
    p=R+p
    s=open(p).read()
    for a,b in prs:
        assert a in s,(p,a)
        s=s.replace(a,b,1)
    open(p,'w').write(s)
def w(p,t): open(R+p,'w').write(t)
# --- core
sub('crates/core/src/units/splits.rs',('''    /// Whether an answer is awaited of whoever uses this device.
    pub asked: bool,
}''','''    /// When that was said.
    pub at: Instant,
    /// Whether an answer is awaited of whoever uses this device,
    pub asked: bool,
    /// and whether they may take it back.
    pub withdrawable: bool,
}

impl Split {
    /// Whether it is on its way: nobody answered yet, or the section agreed on this day or later.
    #[must_use]
    pub fn is_under_way(&self, since: Instant) -> bool {
        self.word == "decided" || (self.word == "agreed" && self.at >= since)
    }
}

/// A section that may be split.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Which.
    pub id: UnitId,
    /// How it is called.
    pub name: String,
}'''),('''pub async fn list(session: &Session) -> Result<Vec<Split>, Failure> {
    let own: BTreeSet<StreamId> = session.own_streams(Compartment::Office).await?.into_iter().collect();
    let held = session.held().await.into_iter().filter(|held| held.compartment == Compartment::Office);
    let offices: Vec<Held> = held.collect();
    let wanted: BTreeSet<(StreamId, SubjectId)> = offices.iter().map(|held| (held.stream, held.unit.into())).collect();
    drop(session.reader().await?);
    let loaded = session.cache().subjects(&wanted).await?;
    let mut splits = Vec::new();
    for Held { stream, unit, verbs, .. } in offices {
        let confirmed = loaded.subject(stream, unit.into()).map(|(state, _)| state);
        let Some(state) = session.folded(stream, unit.into(), confirmed).await else { continue };
        let Value::Text(unit_name) = state.get("name") else { continue };
        let answers = own.contains(&stream) && verbs.has(Verb::Write);
        splits.extend(kinds::Split::all(&state).into_iter().map(|split| Split {
            unit,
            unit_name: unit_name.clone(),
            newborn: split.newborn,
            name: split.name,
            asked: answers && split.word == "decided",
            word: split.word,
            postcodes: split.postcodes.split_whitespace().map(str::to_owned).collect(),
        }));
    }
''','''pub async fn list(session: &Session) -> Result<Vec<Split>, Failure> {
    let mut splits = Vec::new();
    for Facts { unit, name, state, own, writes } in units(session).await? {
        splits.extend(kinds::Split::all(&state).into_iter().map(|split| {
            let said = state.cells.get(kinds::Split::field(split.newborn).as_str());
            let open = ["decided", "agreed"].contains(&split.word.as_str());
            Split {
                unit,
                unit_name: name.clone(),
                newborn: split.newborn,
                name: split.name,
                at: said.map(|cell| cell.stamp.effective_at).unwrap_or_default(),
                asked: own && writes && split.word == "decided",
                withdrawable: !own && writes && open,
                word: split.word,
                postcodes: split.postcodes.split_whitespace().map(str::to_owned).collect(),
            }
        }));
    }
'''),('''/// What is to be decided: which''','''/// The sections below that whoever uses this device may split, by name.
pub async fn sections(session: &Session) -> Result<Vec<Section>, Failure> {
    let all = units(session).await?.into_iter().filter(|facts| !facts.own && facts.writes);
    let open = all.filter(|Facts { state, .. }| {
        *state.get("kind") == Value::text(UnitKind::Section.as_str()) && *state.get("merged_into") == Value::Null
    });
    let mut sections: Vec<Section> = open.map(|facts| Section { id: facts.unit, name: facts.name }).collect();
    sections.sort_by_cached_key(|section| (fold(&section.name), section.id));
    Ok(sections)
}

/// A unit whose facts are read here.
struct Facts {
    unit: UnitId,
    name: String,
    state: State,
    /// Whether the holder has a mandate in this very unit,
    own: bool,
    /// and whether they write its facts.
    writes: bool,
}

async fn units(session: &Session) -> Result<Vec<Facts>, Failure> {
    let own: BTreeSet<StreamId> = session.own_streams(Compartment::Office).await?.into_iter().collect();
    let held = session.held().await.into_iter().filter(|held| held.compartment == Compartment::Office);
    let offices: Vec<Held> = held.collect();
    let wanted: BTreeSet<(StreamId, SubjectId)> = offices.iter().map(|held| (held.stream, held.unit.into())).collect();
    drop(session.reader().await?);
    let loaded = session.cache().subjects(&wanted).await?;
    let mut units = Vec::with_capacity(offices.len());
    for Held { stream, unit, verbs, .. } in offices {
        let confirmed = loaded.subject(stream, unit.into()).map(|(state, _)| state);
        let Some(state) = session.folded(stream, unit.into(), confirmed).await else { continue };
        let Value::Text(name) = state.get("name") else { continue };
        let (own, writes) = (own.contains(&stream), verbs.has(Verb::Write));
        units.push(Facts { unit, name: name.clone(), state, own, writes });
    }
    Ok(units)
}

/// What is to be decided: which'''),('''use super::{Facts, Prepared};''','''use super::Prepared;'''),('''    pub facts: Facts,''','''    pub facts: super::Facts,'''),('use coopol_domain::kinds::{self, born_of};','use coopol_domain::kinds::{self, UnitKind, born_of};\nuse coopol_domain::time::Instant;'),('use crate::mandates::{self, office_of};','use crate::mandates::{self, office_of};\nuse crate::text::fold;'))
sub('crates/core/src/roster/passing.rs',('''/// Sends all who pass,''','''/// What was agreed of the section whose roster is kept here, as long as nobody was sent by it: whoever keeps it has to look who passes. What was sent
/// and waits for somebody else, or was taken in, is looked at no more.
///
/// # Errors
/// [`Failure`] when the cache can't be read.
pub async fn to_do(session: &Session) -> Result<Vec<Split>, Failure> {
    let Some((stream, unit)) = kept(session).await? else { return Ok(Vec::new()) };
    let mut agreed = splits::list(session).await?;
    agreed.retain(|split| split.unit == unit && split.word == "agreed");
    if agreed.is_empty() {
        return Ok(agreed);
    }
    let mut reader = session.reader().await?;
    let rows = sqlx::query_scalar::<_, Vec<u8>>("SELECT id FROM people WHERE stream = ? AND removed");
    let rows = rows.bind(stream.as_bytes().to_vec()).fetch_all(&mut *reader).await?;
    drop(reader);
    let gone = rows.iter().map(|row| Ok((stream, id("people", row, SubjectId::from_bytes)?)));
    let gone = gone.collect::<Result<BTreeSet<_>, Failure>>()?;
    let loaded = session.cache().subjects(&gone).await?;
    let mut sent = BTreeSet::new();
    for (stream, person) in gone {
        let confirmed = loaded.subject(stream, person).map(|(state, _)| state);
        let state = session.folded(stream, person, confirmed).await;
        sent.extend(state.as_ref().and_then(Passage::to).map(|to| to.unit));
    }
    for asked in proposals::own(session).await?.into_iter().filter(|asked| asked.kind == "person_left") {
        let to = asked.payload.edit("destination").and_then(|edit| Passage::read(&edit.after));
        sent.extend(to.map(|to| to.unit));
    }
    agreed.retain(|split| !sent.contains(&split.newborn));
    Ok(agreed)
}

/// The roster that whoever uses this device keeps, and whose it is.
pub async fn kept(session: &Session) -> Result<Option<(StreamId, UnitId)>, Failure> {
    let Ok(stream) = session.stream(Compartment::Roster).await else { return Ok(None) };
    let held = session.held().await.into_iter().find(|held| held.stream == stream);
    Ok(held.filter(|held| held.verbs.has(Verb::Write)).map(|held| (stream, held.unit)))
}

/// Sends all who pass,'''),('use coopol_domain::journal::Compartment;','use coopol_domain::journal::Compartment;\nuse coopol_domain::kinds::Passage;'),('use coopol_domain::device::Shelf as _;','use coopol_domain::access::Verb;\nuse coopol_domain::device::Shelf as _;'))
sub('crates/core/src/status.rs',('''    /// What the level above reminded a unit''','''    /// Sections that this one agreed should come out of it, before anybody was sent there.
    pub to_pass: u64,
    /// What the level above reminded a unit'''),('''    let reminders = match handover::reminders''','''    let to_pass = match passing::to_do(session).await {
        Ok(agreed) => agreed.len() as u64,
        Err(Failure::Cache(error)) => return Err(error),
        Err(_) => 0,
    };
    let reminders = match handover::reminders'''),('''        splits,
        reminders,''','''        splits,
        to_pass,
        reminders,'''),('use crate::roster::arrivals;','use crate::roster::{arrivals, passing};'))
sub('crates/core/src/dossier/mod.rs',('''    /// What waits on this laptop.
    pub waiting: Waiting,''','''    /// The sections that are coming out of this one.
    pub splits: Vec<Parting>,
    /// What waits on this laptop.
    pub waiting: Waiting,'''),('''/// A part that may not be opened.''','''/// A section that is coming out of the unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Parting {
    /// How it is called.
    pub name: String,
    /// Whether the unit agreed; else it hasn't answered yet.
    pub agreed: bool,
    /// Since which day.
    pub since: String,
}

/// A part that may not be opened.'''),('''    /// What the level above reminded of, and that''','''    /// Sections that are to come out of this one: on which an answer is awaited, or of which nobody passed yet.
    pub splits: u64,
    /// What the level above reminded of, and that'''),('''self.arrivals + self.ties + self.reminders''','''self.arrivals + self.ties + self.splits + self.reminders'''))
sub('crates/core/src/dossier/gather.rs',('''        delegations,
        deadlines,''','''        delegations,
        splits: reading.splits(since).await?,
        deadlines,'''),('''        ties: status.ties,
''','''        ties: status.ties,
        splits: status.splits + status.to_pass,
'''),('''    async fn unit(&self)''','''    async fn splits(&self, since: Date) -> Result<Vec<Parting>, Failure> {
        let since = midnight(since, &self.zone);
        let known = splits::list(self.session).await?.into_iter();
        let under_way = known.filter(|split| split.unit == self.unit && split.is_under_way(since));
        let told = under_way.map(|split| Parting {
            agreed: split.word == "agreed",
            since: day(split.at, &self.zone).to_string(),
            name: split.name,
        });
        Ok(told.collect())
    }

    async fn unit(&self)'''),('Minutes, Part, People,','Minutes, Part, Parting, People,'),('use crate::status;','use crate::status;\nuse crate::units::splits;'))
sub('crates/core/src/handover/season.rs',('''    /// What the unit was last reminded of.
    pub reminded: Vec<Reminded>,''','''    /// The sections that are coming out of it: decided, or agreed since the season began.
    pub splits: Vec<Split>,
    /// What the unit was last reminded of.
    pub reminded: Vec<Reminded>,'''),('''    let mut renewals = renewals(session, below(session, own).await?, began).await?;
''','''    let mut renewals = renewals(session, below(session, own).await?, began).await?;
    for split in splits::list(session).await?.into_iter().filter(|split| split.is_under_way(began)) {
        let unit = renewals.iter_mut().find(|renewal| renewal.unit == split.unit);
        unit.into_iter().for_each(|renewal| renewal.splits.push(split.clone()));
    }
'''),('''election: None, reminded, office, elected: None }''','''election: None, splits: Vec::new(), reminded, office, elected: None }'''),('use crate::mandates::{self, Caretaker, Mandate};','use crate::mandates::{self, Caretaker, Mandate};\nuse crate::units::splits::{self, Split};'))
# --- cli
sub('crates/cli/src/commands/status.rs',('''        (
            status.reminders,''','''        (
            status.to_pass,
            "partage accepté dont personne n'est encore passé : coopol unit split pass --dry-run",
            "partages acceptés dont personne n'est encore passé : coopol unit split pass --dry-run",
        ),
        (
            status.reminders,'''))
sub('crates/cli/src/words/dossier.rs',('''        Some(say.waiting(&dossier.waiting, dossier.handovers.as_deref())),''','''        Some(say.waiting(&dossier.waiting, dossier.handovers.as_deref(), &dossier.splits)),'''),('''handovers: Option<&[Standing]>) -> Vec<String> {''','''handovers: Option<&[Standing]>, splits: &[Parting]) -> Vec<String> {'''),('''            (waiting.reminders, self.of("relances''','''            (waiting.splits, self.of("partages de la section", "sections to come out of this one")),
            (waiting.reminders, self.of("relances'''),('''            lines.push(self.that(what, format!("{} ({})", plain(&claim.holder_name), self.office(&claim.office))));
        }
''','''            lines.push(self.that(what, format!("{} ({})", plain(&claim.holder_name), self.office(&claim.office))));
        }
        lines.extend(splits.iter().map(|split| self.parting(split)));
'''),('''    fn part(self, part: Part)''','''    fn parting(self, split: &Parting) -> String {
        let agreed = if split.agreed { self.of("accepté le", "agreed on") } else { self.of("proposé le", "proposed on") };
        let what = self.of("section qui doit naître de celle-ci", "section to come out of this one");
        self.that(what, format!("{}, {agreed} {}", plain(&split.name), self.day(&split.since)))
    }

    fn part(self, part: Part)'''),('HeldBack, Part, People,','HeldBack, Part, Parting, People,'))
sub('crates/cli/src/commands/season.rs',('''    lines.extend(renewal.last_reminded()''','''    lines.extend(renewal.splits.iter().map(|split| {
        let agreed = if split.word == "agreed" { "accepté" } else { "pas encore de réponse" };
        format!("    partage : « {} » doit en naître, {agreed}", split.name)
    }));
    lines.extend(renewal.last_reminded()'''))
sub('crates/cli/tests/section/splits.rs',('''    assert!(!nadia.done(&["status"]).contains("attend votre réponse"));
''','''    let status = nadia.done(&["status"]);
    assert!(!status.contains("attend votre réponse") && status.contains("dont personne n'est encore passé"), "{status}");
    assert!(federal.done(&["season"]).contains("« Section du Chesnay » doit en naître, accepté"));
'''),('''    assert_eq!(nadia.json(&pass)["undo"], Value::Null);
    assert_eq!((all''','''    assert_eq!(nadia.json(&pass)["undo"], Value::Null);
    assert_eq!(nadia.json(&["status"])["toPass"], 0, "looked at");
    assert_eq!((all'''),('''    sync(&[&nadia, &lea]);
    assert_eq!((all(&nadia), lea.json''','''    sync(&[&nadia, &lea]);
    assert_eq!(nadia.json(&["status"])["toPass"], 1, "taken back, it is to be looked at again");
    assert_eq!((all(&nadia), lea.json'''))
# --- paper
sub('crates/paper/src/dossier/say.rs',('''let Dossier { waiting, handovers, held_back, delegations, .. }''','''let Dossier { waiting, handovers, held_back, delegations, splits, .. }'''),('''            ("waiting-reminders",''','''            ("waiting-splits", waiting.splits),
            ("waiting-reminders",'''),('''        let claims = handovers''','''        let parting = splits.iter().map(|split| self.parting(split));
        let claims = handovers'''),('''.chain(delegated).collect()''','''.chain(delegated).chain(parting).collect()'''),('''    fn held_back(&self''','''    fn parting(&self, split: &Parting) -> String {
        let named = [("name", split.name.clone().into()), ("day", self.words.day(&split.since).into())];
        self.words.say(if split.agreed { "waiting-parting-agreed" } else { "waiting-parting" }, &named)
    }

    fn held_back(&self'''),('Part as Missing, Seat,','Part as Missing, Parting, Seat,'))
for l,t in (('fr',fr("""waiting-splits = { $count ->
    [one] 1 section qui doit naître de celle-ci
   *[other] { $count } sections qui doivent naître de celle-ci
}
waiting-parting = La fédération propose depuis le { $day } que « { $name } » naisse de la section
waiting-parting-agreed = « { $name } » naît de la section, qui a accepté le { $day }
""")),('en',"""waiting-splits = { $count ->
    [one] 1 section to come out of this one
   *[other] { $count } sections to come out of this one
}
waiting-parting = The federation proposes since { $day } that “{ $name }” come out of the section
waiting-parting-agreed = “{ $name }” comes out of the section, which agreed on { $day }
""")):
    sub(f'crates/paper/locales/{l}/dossier.ftl',('waiting-reminders =',t+'waiting-reminders ='))
sub('crates/paper/tests/paper/dossier.rs',('ties: 1, reminders: 1','ties: 1, splits: 1, reminders: 1'),('ties: 0, reminders: 0','ties: 0, splits: 0, reminders: 0'),('''        held_back: Some(vec![''','''        splits: vec![
            Parting { name: text("Section du Chesnay"), agreed: false, since: text("2026-11-19") },
            Parting { name: text("Section de Buc"), agreed: true, since: text("2026-11-02") },
        ],
        held_back: Some(vec!['''))
# --- desktop
w('src-tauri/src/contract/split.rs','''//! Sections that come out of others: who decides, who agrees, who passes.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::base::{Day, Id};
use super::devices::Handover;
use super::history::Named;
use super::unit::UnitDraft;

/// As far as they are read here.
#[derive(Debug, Clone, Serialize, Type)]
pub struct SplitsPage {
    /// What waits for an answer first.
    pub rows: Vec<SplitRow>,
    /// The sections below that whoever uses this laptop may split; none: they may not.
    pub sections: Vec<Named>,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct SplitRow {
    /// Of the section that comes out of the other.
    pub id: Id,
    pub name: String,
    /// The section that is split.
    pub unit: Named,
    pub word: SplitWord,
    /// Since when it stands so.
    pub since: Day,
    /// Whose people are to pass; none when the section chooses.
    pub postcodes: Vec<String>,
    /// Whether an answer is awaited of whoever uses this laptop,
    pub asked: bool,
    /// whether they may take it back,
    pub withdraws: bool,
    /// and whether they may have people pass.
    pub passes: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SplitWord {
    Decided,
    Agreed,
    Refused,
    Withdrawn,
}

/// What is to be decided.
#[derive(Debug, Clone, Deserialize, Type)]
pub struct SplitDraft {
    pub unit: Id,
    pub facts: UnitDraft,
    /// The first secretary there.
    pub secretary: String,
    /// None when the section is to choose.
    pub postcodes: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct SplitDecided {
    pub unit: Named,
    /// What brings the first secretary in; nothing once they are.
    pub handover: Option<Handover>,
}

#[derive(Debug, Clone, Copy, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SplitReply {
    Agree,
    Refuse,
    Withdraw,
}

/// Who passes, besides or in spite of the postcodes; none of these: those that were decided.
#[derive(Debug, Clone, Deserialize, Type)]
pub struct SplitChoice {
    pub postcodes: Vec<String>,
    pub with: Vec<Id>,
    pub without: Vec<Id>,
}

/// What would become of each person of the roster, by name.
#[derive(Debug, Clone, Serialize, Type)]
pub struct SplitPlan {
    pub split: SplitRow,
    pub passing: Vec<SplitPerson>,
    pub staying: Vec<SplitPerson>,
    /// They stay because nobody wrote down where they live.
    pub undecided: Vec<SplitPerson>,
    /// They were sent, and wait for somebody else's agreement.
    pub waiting: Vec<SplitPerson>,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct SplitPerson {
    pub id: Id,
    pub name: String,
    pub postcode: Option<String>,
}

/// Those of one section who were taken in at once.
#[derive(Debug, Clone, Serialize, Type)]
pub struct AllAccepted {
    /// What takes it back; nothing when nobody was taken in.
    pub act: Option<Id>,
    pub accepted: u32,
    /// How many may well be somebody known here: they are answered one by one.
    pub left: u32,
}
''')
w('src-tauri/src/view/split.rs','''//! Sections that come out of others.

use std::collections::BTreeSet;

use coopol_core::roster::passing::{Choice, Plan, Who};
use coopol_core::units::splits::Split;
use coopol_domain::id::{SubjectId, UnitId};
use jiff::tz::TimeZone;

use super::id;
use super::time::day;
use crate::contract::base::Id;
use crate::contract::failure::Failure;
use crate::contract::history::Named;
use crate::contract::split::{SplitChoice, SplitPerson, SplitPlan, SplitRow, SplitWord};

/// One of them; `kept`: the unit whose roster whoever uses this laptop keeps.
pub fn row(split: &Split, kept: Option<UnitId>, zone: &TimeZone) -> SplitRow {
    let word = word(&split.word);
    SplitRow {
        id: split.newborn.to_string(),
        name: split.name.clone(),
        unit: Named { id: split.unit.to_string(), name: split.unit_name.clone() },
        word,
        since: day(split.at, zone),
        postcodes: split.postcodes.clone(),
        asked: split.asked,
        withdraws: split.withdrawable,
        passes: word == SplitWord::Agreed && kept == Some(split.unit),
    }
}

fn word(word: &str) -> SplitWord {
    match word {
        "decided" => SplitWord::Decided,
        "agreed" => SplitWord::Agreed,
        "refused" => SplitWord::Refused,
        _ => SplitWord::Withdrawn,
    }
}

/// As the core takes it.
pub fn choice(choice: SplitChoice) -> Result<Choice, Failure> {
    let people = |ids: Vec<Id>| ids.iter().map(|person| id(person)).collect::<Result<BTreeSet<SubjectId>, Failure>>();
    Ok(Choice { postcodes: choice.postcodes, with: people(choice.with)?, without: people(choice.without)? })
}

/// Who would pass.
pub fn plan(plan: &Plan, kept: Option<UnitId>, zone: &TimeZone) -> SplitPlan {
    let people = |people: &[Who]| people.iter().map(person).collect();
    SplitPlan {
        split: row(&plan.split, kept, zone),
        passing: people(&plan.passing),
        staying: people(&plan.staying),
        undecided: people(&plan.undecided),
        waiting: people(&plan.waiting),
    }
}

fn person(who: &Who) -> SplitPerson {
    SplitPerson { id: who.person.to_string(), name: who.name.clone(), postcode: who.postcode.clone() }
}

#[cfg(test)]
mod tests {
    use coopol_domain::time::Instant;

    use super::*;

    #[test]
    fn people_pass_once_it_is_agreed_and_by_whoever_keeps_the_roster() {
        let unit = UnitId::from_bytes([1; 16]);
        let said = |word: &str| Split {
            unit,
            unit_name: "Section de Versailles".to_owned(),
            newborn: UnitId::from_bytes([2; 16]),
            name: "Section du Chesnay".to_owned(),
            word: word.to_owned(),
            postcodes: Vec::new(),
            at: Instant(0),
            asked: false,
            withdrawable: false,
        };
        let passes = |word: &str, kept| row(&said(word), kept, &TimeZone::UTC).passes;
        assert!(passes("agreed", Some(unit)));
        assert!(!passes("decided", Some(unit)) && !passes("refused", Some(unit)) && !passes("withdrawn", Some(unit)));
        assert!(!passes("agreed", None) && !passes("agreed", Some(UnitId::from_bytes([3; 16]))));
    }
}
''')
w('src-tauri/src/commands/split.rs','''//! A section comes out of another: decided in Réglages, agreed to in À vérifier, and then people pass.

use coopol_core::codes;
use coopol_core::roster::{arrivals, passing};
use coopol_core::units::splits::{self, Decided, Reply, Wanted};

use super::{Answer, TheShell};
use crate::contract::base::{Id, Saved};
use crate::contract::devices::Handover;
use crate::contract::failure::{ErrorCode, Failure};
use crate::contract::history::Named;
use crate::contract::split::{AllAccepted, SplitChoice, SplitDecided, SplitDraft, SplitPlan, SplitReply, SplitsPage};
use crate::view::split::{choice as chosen, plan as planned, row};
use crate::view::unit::facts;
use crate::view::{count, id};

#[tauri::command]
#[specta::specta]
pub async fn splits(shell: TheShell<'_>) -> Answer<SplitsPage> {
    let session = shell.session().await?;
    let (zone, kept) = (session.zone().await?, passing::kept(&session).await?.map(|(_, unit)| unit));
    let sections = splits::sections(&session).await?;
    Ok(SplitsPage {
        rows: splits::list(&session).await?.iter().map(|split| row(split, kept, &zone)).collect(),
        sections: sections.into_iter().map(|unit| Named { id: unit.id.to_string(), name: unit.name }).collect(),
    })
}

/// Refuses what `decide_split` would; nothing is written.
#[tauri::command]
#[specta::specta]
pub async fn weigh_split(shell: TheShell<'_>, draft: SplitDraft) -> Answer<()> {
    let session = shell.session().await?;
    Ok(wanted(draft)?.weigh(&session).await?)
}

/// Opens the new section and asks the other, and answers once the server has the invitation of its first secretary.
#[tauri::command]
#[specta::specta]
pub async fn decide_split(shell: TheShell<'_>, draft: SplitDraft) -> Answer<SplitDecided> {
    let session = shell.session().await?;
    let wanted = wanted(draft)?;
    let Decided { newborn, invited } = wanted.decide(&session, &session.http().await?).await?;
    let handover = invited.map(|invited| Handover {
        link: codes::link(&invited.code, session.server()).to_string(),
        code: invited.code.to_string(),
        // Somebody new has had no laptop: it serves at once.
        opens: None,
    });
    let unit = Named { id: newborn.to_string(), name: wanted.facts.name.trim().to_owned() };
    Ok(SplitDecided { unit, handover })
}

fn wanted(draft: SplitDraft) -> Answer<Wanted> {
    let SplitDraft { unit, facts: named, secretary, postcodes } = draft;
    Ok(Wanted { unit: id(&unit)?, facts: facts(named), secretary, postcodes })
}

#[tauri::command]
#[specta::specta]
pub async fn answer_split(shell: TheShell<'_>, newborn: Id, reply: SplitReply) -> Answer<()> {
    let session = shell.session().await?;
    let reply = match reply {
        SplitReply::Agree => Reply::Agree,
        SplitReply::Refuse => Reply::Refuse,
        SplitReply::Withdraw => Reply::Withdraw,
    };
    splits::reply(&session, id(&newborn)?, reply).await?.record(&session).await?;
    Ok(())
}

/// Who would pass; nothing is written.
#[tauri::command]
#[specta::specta]
pub async fn plan_split(shell: TheShell<'_>, newborn: Id, choice: SplitChoice) -> Answer<SplitPlan> {
    let session = shell.session().await?;
    let kept = passing::kept(&session).await?.map(|(_, unit)| unit);
    let plan = passing::plan(&session, id(&newborn)?, &chosen(choice)?).await?;
    Ok(planned(&plan, kept, &session.zone().await?))
}

/// Sends them as one act, if there are as many as were seen.
#[tauri::command]
#[specta::specta]
pub async fn pass_split(shell: TheShell<'_>, newborn: Id, choice: SplitChoice, seen: u32) -> Answer<Saved> {
    let session = shell.session().await?;
    let changed = || Failure::new(ErrorCode::Changed, "others would pass than were shown");
    let plan = passing::plan(&session, id(&newborn)?, &chosen(choice)?).await?;
    if count(plan.passing.len() as u64) != seen {
        return Err(changed());
    }
    let done = passing::pass(&session, &plan).await?.ok_or_else(changed)?;
    Ok(Saved { act: done.act.to_string() })
}

/// Takes in, as one act, all who come from a section of this name, but for those who may well be known here.
#[tauri::command]
#[specta::specta]
pub async fn accept_arrivals(shell: TheShell<'_>, from: String) -> Answer<AllAccepted> {
    let (done, doubtful) = arrivals::accept_all(&*shell.session().await?, &from).await?;
    Ok(AllAccepted {
        accepted: done.as_ref().map_or(0, |done| count(done.changes.len() as u64)),
        act: done.map(|done| done.act.to_string()),
        left: count(doubtful.len() as u64),
    })
}
''')
sub('src-tauri/src/view/mod.rs',('pub mod ties;\n','pub mod split;\npub mod ties;\n'))
sub('src-tauri/src/contract/mod.rs',('pub mod ties;\n','pub mod split;\npub mod ties;\n'))
s=open(R+'src-tauri/src/commands/mod.rs').read(); s=s.replace('pub mod suspension;\n','pub mod split;\npub mod suspension;\n'); assert 'mod split' in s; open(R+'src-tauri/src/commands/mod.rs','w').write(s)
names=['splits','weigh_split','decide_split','answer_split','plan_split','pass_split']
sub('src-tauri/src/names.rs',('    "open_section",\n','    "open_section",\n'+''.join(f'    "{n}",\n' for n in names)),('    "accept_arrival",\n','    "accept_arrival",\n    "accept_arrivals",\n'))
sub('src-tauri/src/bridge.rs',('            ties::open_section,\n','            ties::open_section,\n'+''.join(f'            split::{n},\n' for n in names)),('            transfers::accept_arrival,\n','            transfers::accept_arrival,\n            split::accept_arrivals,\n'),(' season, settings, suspension',' season, settings, split, suspension'))
sub('src-tauri/capabilities/main.json',('    "allow-open-section",\n','    "allow-open-section",\n'+''.join(f'    "allow-{n.replace("_","-")}",\n' for n in names)),('    "allow-accept-arrival",\n','    "allow-accept-arrival",\n    "allow-accept-arrivals",\n'))
tpl=open(R+'src-tauri/permissions/autogenerated/ask_erasure.toml').read()
for n in names+['accept_arrivals']:
    w(f'src-tauri/permissions/autogenerated/{n}.toml',tpl.replace('ask_erasure',n).replace('ask-erasure',n.replace('_','-')))
sub('src-tauri/src/contract/pending.rs',('''    pub arrivals: Vec<Arrival>,
''','''    /// Sections that are to come out of this one: what waits for an answer, and what was agreed before anybody passed.
    pub splits: Vec<super::split::SplitRow>,
    pub arrivals: Vec<Arrival>,
'''))
sub('src-tauri/src/commands/pending.rs',('''    let reminders = handover::reminders''','''    let kept = passing::kept(&session).await?.map(|(_, unit)| unit);
    let asked = units::splits::list(&session).await?.into_iter().filter(|split| split.asked);
    let splits = asked.chain(passing::to_do(&session).await?);
    let splits = splits.map(|split| view::split::row(&split, kept, &zone)).collect();
    let reminders = handover::reminders'''),('reminders, ties, arrivals,','reminders, ties, splits, arrivals,'),('use coopol_core::roster::arrivals;','use coopol_core::roster::{arrivals, passing};'))
sub('src-tauri/src/view/session.rs',('''status.ties + status.reminders''','''status.ties + status.splits + status.to_pass + status.reminders'''))
sub('src-tauri/src/view/first_day.rs',('''                + waiting.ties
''','''                + waiting.ties
                + waiting.splits
'''),('''        to_verify: count(''','''        splits: dossier.splits.into_iter().map(parting).collect(),
        to_verify: count('''),('''fn author(''','''fn parting(split: dossier::Parting) -> SectionParting {
    SectionParting { name: split.name, agreed: split.agreed, since: split.since }
}

fn author('''),('RosterAuthor,','RosterAuthor, SectionParting,'))
sub('src-tauri/src/contract/first_day.rs',('''    /// What waits in À vérifier.
    pub to_verify''','''    /// The sections that are coming out of this one.
    pub splits: Vec<SectionParting>,
    /// What waits in À vérifier.
    pub to_verify'''),('''/// Minutes of a meeting.''','''/// A section that is coming out of the unit.
#[derive(Debug, Clone, Serialize, Type)]
pub struct SectionParting {
    pub name: String,
    /// Whether the unit agreed; else it hasn't answered yet.
    pub agreed: bool,
    pub since: Day,
}

/// Minutes of a meeting.'''))
sub('src-tauri/src/contract/season.rs',('''    /// What it can be reminded of.
    pub behind''','''    /// The sections that are coming out of it.
    pub splits: Vec<SplitOfUnit>,
    /// What it can be reminded of.
    pub behind'''),('''/// What a unit lacks.
''','''/// A section that is coming out of a unit; `agreed`: that said yes.
#[derive(Debug, Clone, Serialize, Type)]
pub struct SplitOfUnit {
    pub name: String,
    pub agreed: bool,
}

/// What a unit lacks.
'''))
sub('src-tauri/src/view/season.rs',('''        behind: behind.map(|behind| BehindRow {''','''        splits: renewal
            .splits
            .iter()
            .map(|split| SplitOfUnit { name: split.name.clone(), agreed: split.word == "agreed" })
            .collect(),
        behind: behind.map(|behind| BehindRow {'''),('StepCounts, UnitReminder','SplitOfUnit, StepCounts, UnitReminder'),('''        Renewal { unit, unit_name, step, secretary, election: None, reminded: Vec::new(), office, elected: None }''','''        let (splits, reminded) = (Vec::new(), Vec::new());
        Renewal { unit, unit_name, step, secretary, election: None, splits, reminded, office, elected: None }'''))
# notification
w('src-tauri/src/shell/splitting.rs','''//! That a section is to come out of this one, decided by the level above while the program runs or since it last ran: whoever answers is told once.

use std::collections::BTreeSet;

use coopol_core::device::Session;
use coopol_core::status::status;
use coopol_core::units::splits::{self, Split};
use coopol_domain::id::UnitId;
use tauri::AppHandle;

use crate::notices;

/// Which were there already.
#[derive(Debug, Default)]
pub struct Splitting {
    /// Nothing before the first contact of all: what was there first isn't news.
    known: Option<BTreeSet<UnitId>>,
    /// What was found in hours that are quiet.
    kept: Vec<Split>,
}

impl Splitting {
    /// Before each synchronisation.
    pub async fn begin(&mut self, session: &Session) {
        let met = status(session).await.is_ok_and(|status| status.last_contact.is_some());
        if let (None, true, Ok(all)) = (&self.known, met, splits::list(session).await) {
            self.known = Some(asked(all).iter().map(|split| split.newborn).collect());
        }
    }

    /// After one that went well.
    pub async fn announce(&mut self, app: &AppHandle, session: &Session) {
        match splits::list(session).await {
            Ok(all) => {
                self.taken(&asked(all));
                if !self.kept.is_empty() && notices::announce_splits(app, session, &self.kept).await {
                    self.kept.clear();
                }
            }
            Err(error) => tracing::warn!(%error, "nothing can be said of sections that are split"),
        }
    }

    /// Keeps what is new, and nothing that was answered meanwhile.
    fn taken(&mut self, all: &[Split]) {
        let known = self.known.replace(all.iter().map(|split| split.newborn).collect());
        self.kept.retain(|kept| all.iter().any(|split| split.newborn == kept.newborn));
        let Some(known) = known else { return };
        self.kept.extend(all.iter().filter(|split| !known.contains(&split.newborn)).cloned());
    }
}

/// Those that wait for whoever uses this laptop.
fn asked(all: Vec<Split>) -> Vec<Split> {
    all.into_iter().filter(|split| split.asked).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(number: u8) -> Split {
        notices::split_example(number)
    }

    #[test]
    fn each_is_told_once_and_not_once_it_was_answered() {
        let mut splitting = Splitting::default();
        splitting.taken(&[one(1)]);
        assert_eq!(splitting.kept, [], "what was there first isn't news");
        splitting.taken(&[one(1), one(2)]);
        assert_eq!(splitting.kept, [one(2)]);
        splitting.taken(&[one(1), one(2)]);
        assert_eq!(splitting.kept, [one(2)], "once");
        splitting.taken(&[one(1)]);
        assert_eq!(splitting.kept, [], "what was answered in the night isn't told in the morning");
    }
}
''')
w('src-tauri/src/notices/split.rs','''//! That a section is to come out of this one.

use coopol_core::device::Session;
use coopol_core::units::splits::Split;
use fluent_bundle::FluentArgs;
use tauri::{AppHandle, Manager as _};

use super::ring::ring;
use super::sentence::Sentence;
use crate::address::Address;
use crate::contract::session::Language;
use crate::contract::settings::NotificationDetail;
use crate::shell::Shell;
use crate::view::time::civil;
use crate::words::Words;

/// Rings outside the quiet hours, once for several; a click opens where it is answered. Says whether it did: what comes at night waits for the
/// morning.
pub async fn announce_splits(app: &AppHandle, session: &Session, news: &[Split]) -> bool {
    let chosen = app.state::<Shell>().settings.chosen();
    let Ok(zone) = session.zone().await else { return false };
    let now = civil(session.ambient().now(), &zone).time();
    if super::rules(&chosen).quiet.is_some_and(|quiet| quiet.covers(now)) {
        return false;
    }
    ring(app, &sentence(news, chosen.notification_detail, chosen.language), Address::Pending, None).await;
    true
}

fn sentence(news: &[Split], detail: NotificationDetail, language: Language) -> Sentence {
    let words = Words::of(language);
    let summary = match (news, detail) {
        ([_], NotificationDetail::Discreet) => words.plain("appointed"),
        ([one], NotificationDetail::Title | NotificationDetail::Full) => {
            let mut named = FluentArgs::new();
            named.set("step", words.plain("split-what"));
            named.set("name", one.unit_name.as_str());
            words.say("step-named", &named)
        }
        (several, _) => words.say("appointed-several", &[("count", several.len())].into_iter().collect()),
    };
    Sentence { summary, body: String::new() }
}

/// For tests.
#[cfg(test)]
pub fn example(number: u8) -> Split {
    use coopol_domain::id::UnitId;
    use coopol_domain::time::Instant;

    Split {
        unit: UnitId::from_bytes([1; 16]),
        unit_name: "Section de Versailles".to_owned(),
        newborn: UnitId::from_bytes([number; 16]),
        name: "Section du Chesnay".to_owned(),
        word: "decided".to_owned(),
        postcodes: Vec::new(),
        at: Instant(0),
        asked: true,
        withdrawable: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_screen_says_neither_what_nor_of_which_section() {
        let said = |detail| sentence(&[example(2)], detail, Language::Fr).summary;
        assert_eq!(said(NotificationDetail::Discreet), "Une décision vous attend dans À vérifier");
        assert_eq!(said(NotificationDetail::Title), "Partage de la section\\u{202f}: Section de Versailles");
        assert_eq!(said(NotificationDetail::Full), said(NotificationDetail::Title));
    }

    #[test]
    fn several_are_told_as_one() {
        let said = sentence(&[example(2), example(3)], NotificationDetail::Full, Language::Fr).summary;
        assert_eq!(said, "2 décisions vous attendent dans À vérifier");
    }
}
''')
sub('src-tauri/src/notices/mod.rs',('mod sentence;\n','mod sentence;\nmod split;\n'),('pub use step::','pub use split::announce_splits;\n#[cfg(test)]\npub use split::example as split_example;\npub use step::'))
sub('src-tauri/locales/fr/shell.ftl',('appointed-what =','split-what = Partage de la section\nappointed-what ='))
sub('src-tauri/locales/en/shell.ftl',('appointed-what =','split-what = A section to be split\nappointed-what ='))
sub('src-tauri/src/words.rs',('        "appointed-what",\n','        "appointed-what",\n        "split-what",\n'))
sub('src-tauri/src/address.rs',('''    /// Réglages, where''','''    /// À vérifier, for what waits for an answer there.
    Pending,
    /// Réglages, where'''),('''            Self::Settings =>''','''            Self::Pending => "#/pending".to_owned(),
            Self::Settings =>'''))
sub('src-tauri/src/shell/mod.rs',('mod standing;\n','mod splitting;\nmod standing;\n'),('''//!   `appointed`: whom it puts in charge.''','''//!   `appointed`: whom it puts in charge; `splitting`: what it decides should come out of a section.'''))
sub('src-tauri/src/shell/live.rs',('''    appointed: Appointed,
    susp''','''    appointed: Appointed,
    splitting: Splitting,
    susp'''),('''                appointed: Appointed::default(),
''','''                appointed: Appointed::default(),
                splitting: Splitting::default(),
'''),('''        self.appointed.begin(&self.session).await;
''','''        self.appointed.begin(&self.session).await;
        self.splitting.begin(&self.session).await;
'''),('''        self.appointed.announce(&self.app, &self.session).await;
''','''        self.appointed.announce(&self.app, &self.session).await;
        self.splitting.announce(&self.app, &self.session).await;
'''),('use super::steps::Steps;','use super::splitting::Splitting;\nuse super::steps::Steps;'))
