//! The steps that handovers take while the program runs, or took since it last ran: what others do of them is told once.

use std::collections::BTreeMap;

use coopol_core::device::Session;
use coopol_core::handover::{self, Standing};
use coopol_core::status::status;
use coopol_domain::id::{HolderId, SubjectId};
use tauri::AppHandle;

use crate::notices::{self, Step};

/// How the claims stood.
#[derive(Debug, Default)]
pub struct Steps {
    /// Nothing before the first contact of all: what was there first isn't news.
    known: Option<BTreeMap<SubjectId, Mark>>,
    /// What was found in hours that are quiet.
    kept: Vec<(Step, Standing)>,
}

/// What of a claim makes news when it changes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    stage: &'static str,
    supported: usize,
    contested: usize,
}

impl From<&Standing> for Mark {
    fn from(claim: &Standing) -> Self {
        Self { stage: claim.stage, supported: claim.supported.len(), contested: claim.contested.len() }
    }
}

impl Steps {
    /// Before each synchronisation: what was done on this laptop meanwhile isn't news to its holder.
    pub async fn begin(&mut self, session: &Session) {
        let met = status(session).await.is_ok_and(|status| status.last_contact.is_some());
        if let (true, Ok(all)) = (met, handover::list(session).await) {
            self.known = Some(marks(&all));
        }
    }

    /// After one that went well.
    pub async fn announce(&mut self, app: &AppHandle, session: &Session) {
        match handover::list(session).await {
            Ok(all) => {
                let own = session.holder().await;
                let news = self.taken(all, own);
                self.kept.extend(news);
                if !self.kept.is_empty() && notices::announce_steps(app, session, &self.kept).await {
                    self.kept.clear();
                }
            }
            Err(error) => tracing::warn!(%error, "nothing can be said of handovers"),
        }
    }

    /// The latest step of each claim that moved.
    fn taken(&mut self, all: Vec<Standing>, own: HolderId) -> Vec<(Step, Standing)> {
        let Some(known) = self.known.replace(marks(&all)) else { return Vec::new() };
        let news = |claim: Standing| Some((step(known.get(&claim.id), &claim, own)?, claim));
        all.into_iter().filter_map(news).collect()
    }
}

fn marks(all: &[Standing]) -> BTreeMap<SubjectId, Mark> {
    all.iter().map(|claim| (claim.id, Mark::from(claim))).collect()
}

fn step(was: Option<&Mark>, claim: &Standing, own: HolderId) -> Option<Step> {
    let is = Mark::from(claim);
    let before = was.map_or("", |was| was.stage);
    let more = |count: fn(&Mark) -> usize| was.is_some_and(|was| count(&is) > count(was));
    match claim.stage {
        stage if stage == before && !more(|mark| mark.supported) && !more(|mark| mark.contested) => None,
        "granted" => Some(Step::Granted),
        "dismissed" => Some(Step::Dismissed),
        "withdrawn" if was.is_some() => Some(Step::Withdrawn),
        "withdrawn" => None,
        _ if more(|mark| mark.contested) => Some(Step::Contested),
        _ if more(|mark| mark.supported) => Some(Step::Countersigned),
        _ if was.is_none() && claim.made_by.holder != own => Some(Step::Opened),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use coopol_core::handover::Voice;
    use coopol_domain::id::UnitId;
    use coopol_domain::time::Instant;

    use super::*;

    const OWN: HolderId = HolderId::from_bytes([9; 16]);

    fn voice(own: u8) -> Voice {
        Voice { holder: HolderId::from_bytes([own; 16]), name: "Zoé".to_owned(), from_above: false, reason: None }
    }

    fn claim(made_by: u8, stage: &'static str, supported: &[u8], contested: &[u8]) -> Standing {
        Standing {
            id: SubjectId::from_bytes([1; 16]),
            unit: UnitId::from_bytes([2; 16]),
            unit_name: "Section de Versailles".to_owned(),
            office: "secretary".to_owned(),
            theme: None,
            holder: HolderId::from_bytes([3; 16]),
            holder_name: "Léo Müller".to_owned(),
            elected_on: "2026-11-20".to_owned(),
            since: Instant(0),
            until: None,
            proof: "Compte rendu".to_owned(),
            document: None,
            replaces: Vec::new(),
            made_by: voice(made_by),
            requested_on: None,
            supported: supported.iter().copied().map(voice).collect(),
            missing: Some(1),
            contested: contested.iter().copied().map(voice).collect(),
            contestable_until: None,
            stage,
            rivals: Vec::new(),
            reason: None,
            mandate: None,
        }
    }

    fn told(was: Option<&Standing>, is: &Standing) -> Option<Step> {
        let mut steps =
            Steps { known: Some(marks(was.map(std::slice::from_ref).unwrap_or_default())), kept: Vec::new() };
        let news = steps.taken(vec![is.clone()], OWN);
        assert_eq!(steps.taken(vec![is.clone()], OWN), [], "once");
        news.into_iter().map(|(step, _)| step).next()
    }

    #[test]
    fn each_step_that_others_take_is_told_once() {
        let open = || claim(1, "gathering", &[1], &[]);
        assert_eq!(told(None, &open()), Some(Step::Opened));
        let enough = || claim(1, "contestable", &[1, 2], &[]);
        assert_eq!(told(Some(&open()), &enough()), Some(Step::Countersigned));
        assert_eq!(told(Some(&enough()), &claim(1, "contested", &[1, 2], &[4])), Some(Step::Contested));
        assert_eq!(told(Some(&enough()), &claim(1, "granted", &[1, 2], &[])), Some(Step::Granted));
        assert_eq!(told(Some(&enough()), &claim(1, "dismissed", &[1, 2], &[])), Some(Step::Dismissed));
        assert_eq!(told(Some(&open()), &claim(1, "withdrawn", &[1], &[])), Some(Step::Withdrawn));
    }

    #[test]
    fn what_ripens_by_itself_and_what_was_over_before_it_came_is_no_news() {
        let enough = || claim(1, "contestable", &[1, 2], &[]);
        assert_eq!(told(Some(&enough()), &claim(1, "ripe", &[1, 2], &[])), None);
        assert_eq!(told(None, &claim(1, "withdrawn", &[1], &[])), None);
        assert_eq!(told(None, &claim(9, "gathering", &[9], &[])), None, "one's own, from another laptop");
        let mut first = Steps::default();
        assert_eq!(first.taken(vec![enough()], OWN), [], "what was there first");
    }
}
