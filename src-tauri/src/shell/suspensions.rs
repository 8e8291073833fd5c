//! Mandates that are suspended, and suspensions that are lifted, while the program runs or since it last ran: the bureau is told,
//! and whoever it concerns.

use std::collections::BTreeMap;

use coopol_core::device::{Failure, Session};
use coopol_core::mandates::{self, Mandate};
use coopol_core::status::status;
use coopol_domain::id::MandateId;
use coopol_domain::time::Instant;
use tauri::AppHandle;

use crate::notices::{self, Pause, Paused};

/// Every mandate that is known here, and what time it is.
async fn known(session: &Session) -> Result<(Vec<Mandate>, Instant), Failure> {
    Ok((mandates::list(session).await?, session.now().await?))
}

/// Which mandates were suspended.
#[derive(Debug, Default)]
pub struct Suspensions {
    /// Nothing before the first contact of all: what was there first isn't news.
    known: Option<BTreeMap<MandateId, bool>>,
    /// Whether the holder of this laptop is, and was told; nothing before it is known.
    own: Option<bool>,
    /// What was found in hours that are quiet.
    kept: Vec<Paused>,
}

impl Suspensions {
    /// Before each synchronisation: what was done on this laptop meanwhile isn't news to its holder.
    pub async fn begin(&mut self, session: &Session) {
        if self.own.is_none() {
            self.own = session.suspended().await.ok().map(|why| why.is_some());
        }
        let met = status(session).await.is_ok_and(|status| status.last_contact.is_some());
        if let (true, Ok((all, now))) = (met, known(session).await) {
            self.known = Some(marks(&all, now));
        }
    }

    /// After one in which the server let this laptop in.
    pub async fn announce(&mut self, app: &AppHandle, session: &Session) {
        if self.own.replace(false) == Some(true) {
            // All that there is comes anew: nothing of it is news but this.
            self.known = None;
            self.kept.push(Paused { what: Pause::OwnLifted, about: None });
        }
        match known(session).await {
            Ok((all, now)) => {
                let news = self.taken(&all, now);
                self.kept.extend(news);
            }
            Err(error) => tracing::warn!(%error, "nothing can be said of suspensions"),
        }
        self.tell(app, session).await;
    }

    /// After one in which it said that the holder of this laptop is suspended.
    pub async fn begun(&mut self, app: &AppHandle, session: &Session) {
        if self.own.replace(true) == Some(false) {
            self.kept.push(Paused { what: Pause::Own, about: None });
        }
        self.tell(app, session).await;
    }

    async fn tell(&mut self, app: &AppHandle, session: &Session) {
        if !self.kept.is_empty() && notices::announce_suspensions(app, session, &self.kept).await {
            self.kept.clear();
        }
    }

    /// The mandates of which something else is told now.
    fn taken(&mut self, all: &[Mandate], now: Instant) -> Vec<Paused> {
        let Some(known) = self.known.replace(marks(all, now)) else { return Vec::new() };
        let news = |mandate: &Mandate| {
            let (was, is) = (*known.get(&mandate.id)?, mandate.suspended(now).is_some());
            let what = if is { Pause::Suspended } else { Pause::Lifted };
            let about = Some((mandate.id, mandate.holder_name.clone()));
            (was != is && !mandate.is_over(now)).then_some(Paused { what, about })
        };
        all.iter().filter_map(news).collect()
    }
}

fn marks(all: &[Mandate], now: Instant) -> BTreeMap<MandateId, bool> {
    all.iter().map(|mandate| (mandate.id, mandate.suspended(now).is_some())).collect()
}

#[cfg(test)]
mod tests {
    use coopol_core::mandates::Suspension;
    use coopol_domain::id::{HolderId, UnitId};

    use super::*;

    const NOW: Instant = Instant(1_795_388_340_000);

    fn mandate(until: Option<Instant>) -> Mandate {
        let span = Suspension {
            id: "a".to_owned(),
            since: Instant(5),
            until,
            ground: "Comptes non rendus".to_owned(),
            by: None,
        };
        Mandate {
            id: MandateId::from_bytes([1; 16]),
            office: "secretary".to_owned(),
            theme: None,
            holder: HolderId::from_bytes([2; 16]),
            holder_name: "Zoé Lefèvre".to_owned(),
            unit: UnitId::from_bytes([3; 16]),
            unit_name: "Section de Versailles".to_owned(),
            unit_kind: "section".to_owned(),
            since: Instant(0),
            until: None,
            card: None,
            suspensions: vec![span],
            caretaker: None,
        }
    }

    #[test]
    fn each_change_is_told_once_and_what_was_there_first_is_no_news() {
        let told = |suspensions: &mut Suspensions, one: Mandate| {
            suspensions.taken(&[one], NOW).into_iter().map(|news| news.what).collect::<Vec<_>>()
        };
        let mut suspensions = Suspensions::default();
        assert_eq!(told(&mut suspensions, mandate(None)), [], "what was there first");
        assert_eq!(told(&mut suspensions, mandate(Some(NOW))), [Pause::Lifted]);
        assert_eq!(told(&mut suspensions, mandate(Some(NOW))), [], "once");
        assert_eq!(told(&mut suspensions, mandate(None)), [Pause::Suspended]);
        let over = Mandate { until: Some(NOW), ..mandate(Some(NOW)) };
        assert_eq!(told(&mut suspensions, over), [], "its end is another matter");
    }
}
