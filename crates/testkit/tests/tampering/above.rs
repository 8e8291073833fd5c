//! What the level above states in a section: that it stands below it, what it is reminded of, who is suspended, who is in
//! charge meanwhile, what comes out of it, what becomes a part of it.

use coopol_core::handover;
use coopol_core::mandates::{self, NewCaretaker, NewSuspension};
use coopol_core::transport::UnitNamed;
use coopol_core::units::{splits, ties};
use coopol_core::{export, proposals};
use coopol_domain::access::Office;
use coopol_domain::device::Intent;
use coopol_domain::id::UnitId;
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::kinds::{Merge, Permission, Split, UnitKind};
use coopol_domain::time::DAY;

use crate::observer::Laptop;
use crate::scene::Home;

/// What the section is to take in.
pub const JOINING: UnitId = UnitId::from_bytes([0x4f; 16]);
/// What is decided to come out of the section.
pub const NEWBORN: UnitId = UnitId::from_bytes([0x4e; 16]);

impl Home {
    /// The federation asks to stand above the section, which agrees.
    pub async fn join(&self, current: &Laptop, above: &Laptop) {
        self.sync(&[above]).await;
        let (id, kind) = (self.section.id, UnitKind::Section.as_str().to_owned());
        let section = UnitNamed { id, kind, name: self.section.name.clone(), parent: None };
        ties::ask(&above.session, &section, false).await.unwrap().record(&above.session).await.unwrap();
        self.sync(&[above, current]).await;
        let asked = ties::waiting(&current.session).await.unwrap();
        let agreed = ties::reply(&current.session, asked[0].id, ties::Reply::Accept).await.unwrap();
        agreed.record(&current.session).await.unwrap();
        // What stands below is told with the answer after the one by which it does.
        self.sync(&[current, above, above]).await;
    }

    /// That nobody was elected since a day; and that somebody holds no office for a time.
    pub async fn remind_and_suspend(&self, above: &Laptop) {
        let (mandate, _) = self.officer(&self.section, "Léa Moreau", Office::BureauMember).await;
        self.sync(&[above]).await;
        let since = "2026-12-01".parse().unwrap();
        let renewals = handover::season(&above.session, since).await.unwrap();
        let behind = handover::behind(&above.session, &renewals, since).await.unwrap();
        assert_eq!(handover::remind(&above.session, &behind).await.unwrap().len(), 1);
        let (ground, since) = ("Comptes non rendus".to_owned(), self.time.read());
        let suspension = NewSuspension { mandate, ground, since, until: Some(since.plus(90 * DAY)) };
        let prepared = mandates::prepare_suspension(&above.session, &suspension).await.unwrap();
        prepared.record(&above.session).await.unwrap();
        self.sync(&[above]).await;
    }

    /// What was suspended is given back.
    pub async fn lift(&self, above: &Laptop, current: &Laptop) {
        self.sync(&[above]).await;
        let now = self.time.read();
        let all = mandates::list(&above.session).await.unwrap();
        let suspended = all.iter().find(|mandate| mandate.suspended(now).is_some()).unwrap();
        let prepared = mandates::prepare_lifting(&above.session, suspended.id, now).await.unwrap();
        prepared.record(&above.session).await.unwrap();
        self.sync(&[above, current]).await;
    }

    /// Somebody is in charge for twenty days; as their departure is known, two of the bureau let people leave as a file.
    pub async fn put_in_charge(&self, above: &Laptop, current: &Laptop, helper: &Laptop) {
        self.sync(&[above]).await;
        let since = self.time.read();
        let new = NewCaretaker {
            unit: Some(self.section.id),
            office: Office::Deputy,
            holder: None,
            holder_name: "Karim Haddad".to_owned(),
            since,
            until: since.plus(20 * DAY),
            reason: "Bureau suspendu".to_owned(),
            prolongs: None,
        };
        let prepared = mandates::prepare_caretaker(&above.session, &new).await.unwrap();
        prepared.record(&above.session).await.unwrap();
        self.sync(&[above, current]).await;
        export::ask(&current.session, export::Content::People).await.unwrap();
        self.sync(&[current, helper]).await;
        let asked = proposals::list(&helper.session).await.unwrap();
        let asked = asked.iter().find(|proposal| proposal.kind == Permission::KIND).unwrap();
        proposals::accept(&helper.session, &[asked.change]).await.unwrap();
        self.sync(&[helper, current]).await;
        let leave = export::leave(&current.session, export::Content::People).await.unwrap();
        assert_eq!(leave, export::Leave::Given);
    }

    /// The section is to take another in, and hasn't answered.
    pub async fn merge(&self, above: &Laptop, current: &Laptop) {
        let (name, ground) = ("Section du Pecq".to_owned(), "under_five".to_owned());
        let merge = Merge { unit: JOINING, name, ends: false, word: String::new(), ground, until: None };
        let edit = Edit::set(&Merge::field(JOINING), merge.value("decided"));
        let (stream, subject) = (self.section.streams[&Compartment::Office], self.section.id.into());
        let payload = Payload::new("merge_decided", 1, vec![edit]);
        let intent = Intent { stream, subject, payload, act: None, depends_on: Vec::new() };
        above.session.record(intent).await.unwrap();
        self.sync(&[above, current]).await;
    }

    /// Another section is to come out of this one, which agrees.
    pub async fn split(&self, above: &Laptop, current: &Laptop) {
        self.sync(&[above]).await;
        let (name, postcodes) = ("Section de Parly".to_owned(), "78150".to_owned());
        let split = Split { newborn: NEWBORN, name, word: String::new(), postcodes };
        let edit = Edit::set(&Split::field(NEWBORN), split.value("decided"));
        let (stream, subject) = (self.section.streams[&Compartment::Office], self.section.id.into());
        let payload = Payload::new("split_decided", 1, vec![edit]);
        let intent = Intent { stream, subject, payload, act: None, depends_on: Vec::new() };
        above.session.record(intent).await.unwrap();
        self.sync(&[above, current]).await;
        let agreed = splits::reply(&current.session, NEWBORN, splits::Reply::Agree).await.unwrap();
        agreed.record(&current.session).await.unwrap();
        self.sync(&[current]).await;
    }
}
