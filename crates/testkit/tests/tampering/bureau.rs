//! What a bureau keeps, lends and hands over beside its people: practical facts and promises, a slice of the agenda, an office.

use coopol_core::delegations;
use coopol_core::handover::{self, Answer, NewClaim};
use coopol_core::memory::{self, FactDraft, Outcome, PromiseDraft};
use coopol_domain::access::Office;
use coopol_domain::enrolment::Invitation;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::kinds::{Attendance, CONTEST, Task};
use coopol_domain::time::DAY;
use coopol_server::timers;

use crate::observer::Laptop;
use crate::scene::Home;

/// To whom something is delegated.
pub struct Delegates {
    /// Of somebody who has looked at nothing yet,
    pub laptop: Laptop,
    /// and what it may read.
    pub slice: StreamId,
    /// Theirs, and that of somebody who hasn't come with their code.
    pub open: [SubjectId; 2],
}

impl Home {
    /// A practical fact; a promise, and that it was kept.
    pub async fn keep(&self, current: &Laptop) {
        let secretary = &current.session;
        let fact = FactDraft {
            title: "Clé de la salle".to_owned(),
            category: "key".to_owned(),
            held_by: "Anne Martin".to_owned(),
            ..FactDraft::default()
        };
        memory::note(secretary, &fact).await.unwrap();
        for title in ["Rendre la sono", "Rappeler la mairie"] {
            let draft = PromiseDraft { title: title.to_owned(), ..PromiseDraft::default() };
            let (promise, _) = memory::promise(secretary, &draft).await.unwrap();
            if title == "Rendre la sono" {
                memory::settle(secretary, promise, Outcome::Kept).await.unwrap();
            }
        }
        self.sync(&[current]).await;
    }

    /// Somebody marks who came, and may no more; then others may.
    pub async fn delegate(&self, current: &Laptop, event: SubjectId, known: SubjectId) -> Delegates {
        let awa = self.granted(current, event, "Awa N'Diaye").await;
        let first = self.enrol("awa", &awa.to_string(), 6).await;
        self.sync(&[&first]).await;
        delegations::mark(&first.session, &[(known, Some(Attendance::Excused))]).await.unwrap();
        self.sync(&[&first, current]).await;
        delegations::end(&current.session, awa.device.into()).await.unwrap();
        self.sync(&[current]).await;
        first.close().await;
        let code = self.granted(current, event, "Lou Bernard").await;
        let laptop = self.enrol("delegate", &code.to_string(), 7).await;
        let open = self.served.app.store.delegations(&[self.section.id]).await.unwrap();
        let taken = open.into_iter().find(|(_, delegation)| delegation.id == code.device.into()).unwrap().1.taken;
        let slice = taken.unwrap().slice;
        let waits = self.granted(current, event, "Sam Petit").await;
        Delegates { laptop, slice, open: [code.device, waits.device].map(SubjectId::from) }
    }

    async fn granted(&self, current: &Laptop, event: SubjectId, name: &str) -> Invitation {
        let until = self.time.read().plus(60 * DAY);
        let code = delegations::prepare(&current.session, Task::Attendance { event }, name, until).await.unwrap();
        self.sync(&[current]).await;
        code
    }

    /// Somebody was elected in the place of who is in charge: two answer for it, nobody contests it, and the timer gives them the office.
    pub async fn hand_over(&self, current: &Laptop, helper: &Laptop) -> SubjectId {
        let elected = NewClaim {
            unit: None,
            office: Office::Deputy,
            holder: None,
            holder_name: "Samira Benali".to_owned(),
            theme: None,
            elected_on: "2026-11-21".to_owned(),
            since: self.time.read(),
            until: None,
            proof: "Compte rendu".to_owned(),
            document: None,
            requested_on: None,
        };
        let prepared = handover::prepare(&current.session, &elected).await.unwrap();
        let claim = prepared.claim;
        prepared.record(&current.session).await.unwrap();
        self.sync(&[current, helper]).await;
        let answer = handover::prepare_answer(&helper.session, claim, &Answer::Countersign).await.unwrap();
        answer.record(&helper.session).await.unwrap();
        self.sync(&[helper]).await;
        timers::hand_over(&self.served.app).await;
        self.time.advance(CONTEST + DAY);
        timers::hand_over(&self.served.app).await;
        self.sync(&[current, helper]).await;
        let claims = handover::list(&current.session).await.unwrap();
        assert!(claims.iter().any(|known| known.id == claim && known.mandate.is_some()), "it was granted");
        claim
    }
}
