//! A season of elections, as whoever leads the level above follows it.

use coopol_core::handover::{Answer, NewClaim, behind, prepare, prepare_answer, season};
use coopol_domain::access::Office;
use serde_json::{Value as Json, json};

use super::Open;
use crate::Failure;
use crate::measure::{median, ms, now};

/// How often it is shown.
const TIMES: usize = 11;

impl Open {
    /// Declares an election in each of so many units below, upholds every other one, and shows the season of all.
    pub(super) async fn season(&mut self, claims: usize) -> Result<Json, Failure> {
        let today = self.session.today().await?;
        let since = today.yesterday()?;
        let all = season(&self.session, since).await?;
        let begun = now();
        let sections = all.iter().filter(|renewal| renewal.unit_name.starts_with("Section"));
        for (number, renewal) in sections.take(claims).enumerate() {
            let elected = NewClaim {
                theme: None,
                unit: Some(renewal.unit),
                office: Office::Secretary,
                holder: None,
                holder_name: "Léo Müller".to_owned(),
                elected_on: today.to_string(),
                since: self.session.ambient().now(),
                until: None,
                proof: "Compte rendu".to_owned(),
                document: None,
                requested_on: None,
            };
            let prepared = prepare(&self.session, &elected).await?;
            let claim = prepared.claim;
            prepared.record(&self.session).await?;
            if number % 2 == 0 {
                let upheld = Answer::Uphold { reason: None };
                prepare_answer(&self.session, claim, &upheld).await?.record(&self.session).await?;
            }
        }
        let declared = ms(begun);
        let begun = now();
        self.sync().await?;
        let shared = ms(begun);
        let mut took = Vec::new();
        let mut units = 0;
        for _ in 0..TIMES {
            let begun = now();
            let all = season(&self.session, since).await?;
            let waiting = behind(&self.session, &all, since).await?;
            took.push(ms(begun));
            units = all.len().max(waiting.len());
        }
        Ok(json!({ "units": units, "declared_ms": declared, "shared_ms": shared, "ms": median(&took) }))
    }
}
