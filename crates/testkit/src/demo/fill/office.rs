//! What stands in the `office` streams: units founded, mandates recorded and ended, devices invited and enrolled. The
//! authority states what nobody is yet in office to state, and what only it may; officers the rest.

use coopol_domain::codec::Value;
use coopol_domain::id::{ChangeId, DeviceId, MandateId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Field, Header, Payload, Seen};
use coopol_domain::kinds::proof_of_invitation;
use coopol_domain::time::{DAY, Hlc, Instant};
use coopol_store::{Backend, NewStream};
use ed25519_dalek::SigningKey;

use super::invite::{Guest, invited, seen};
use super::{FillError, Filler, Hand, random, submit};
use crate::demo::story::{By, Deed, What};

type Fact = (SubjectId, Payload);

impl<B: Backend> Filler<'_, B> {
    pub(super) async fn office(&mut self, deed: &Deed) -> Result<(), FillError> {
        match deed.what {
            What::Founded => self.found(deed).await,
            What::Recorded(mandate, by) => {
                let fact = self.recorded(mandate);
                self.state(deed, by, vec![fact]).await
            }
            What::Ended(mandate, by) => {
                let fact = self.ended(mandate, deed.at);
                self.state(deed, by, vec![fact]).await
            }
            What::Enrolled(mandate, by) => self.enrol(deed, mandate, by).await,
            What::Wrote(_) => unreachable!("sessions are sent in groups"),
        }
    }

    async fn found(&mut self, deed: &Deed) -> Result<(), FillError> {
        let unit = &self.federation.units[deed.unit];
        let streams = unit.streams.iter().map(|(&compartment, &id)| NewStream { id, unit: unit.id, compartment });
        self.store.found(&streams.collect::<Vec<_>>(), deed.at).await?;
        let mut edits = vec![
            Edit::set("kind", Value::text(unit.kind.as_str())),
            Edit::set("name", Value::text(unit.name.clone())),
            Edit::set("zone", Value::text(unit.zone.clone())),
        ];
        edits.extend(unit.parent.map(|parent| Edit::set("parent", Value::bytes(parent.as_bytes()))));
        edits.extend(unit.streams.iter().map(|(compartment, stream)| Edit {
            field: Field::element("stream", &compartment.to_string()).expect("compartments name fields"),
            before: Value::Null,
            after: Value::bytes(stream.as_bytes()),
        }));
        let founded = (unit.id.into(), Payload::new("unit_founded", 1, edits));
        self.state(deed, By::Authority, vec![founded]).await
    }

    fn recorded(&self, mandate: usize) -> Fact {
        let mandate = &self.federation.mandates[mandate];
        let edits = vec![
            Edit::set("unit", Value::bytes(mandate.unit.as_bytes())),
            Edit::set("office", Value::text(mandate.office.to_string())),
            Edit::set("holder", Value::bytes(mandate.holder.as_bytes())),
            Edit::set("holder_name", Value::text(mandate.holder_name.clone())),
            Edit::set("since", Value::count(mandate.since.0)),
        ];
        (mandate.id.into(), Payload::new("mandate_recorded", 1, edits))
    }

    fn ended(&self, mandate: usize, at: Instant) -> Fact {
        let edits = vec![Edit::set("until", Value::count(at.0))];
        (self.federation.mandates[mandate].id.into(), Payload::new("mandate_ended", 1, edits))
    }

    /// A device for the holder of a mandate: invited by `by`, enrolled by the authority on the invitation's proof.
    async fn enrol(&mut self, deed: &Deed, mandate: usize, by: By) -> Result<(), FillError> {
        let holder = &self.federation.mandates[mandate];
        let guest = Guest { holder: holder.holder, name: holder.holder_name.clone() };
        let invitation = SigningKey::from_bytes(&random(self.chance));
        let device = DeviceId::from_bytes(random(self.chance));
        let fact = invited(device, &guest, &invitation.verifying_key(), deed.at.plus(14 * DAY));
        self.state(deed, by, vec![fact]).await?;
        let hand = Hand::new(device, SigningKey::from_bytes(&random(self.chance)));
        let proof = proof_of_invitation(&invitation, device, &hand.public_key());
        let edits = vec![
            Edit::set("key", Value::bytes(hand.public_key().as_bytes())),
            Edit::set("name", Value::text(laptop(&guest.name))),
            Edit::set("proof", Value::bytes(proof)),
        ];
        let enrolled = (device.into(), Payload::new("device_enrolled", 1, edits));
        let later = Deed { at: deed.at.plus(9 * 60_000), ..deed.clone() };
        self.state(&later, By::Authority, vec![enrolled]).await?;
        self.officers.insert(mandate, hand);
        self.known.insert((deed.unit, mandate));
        Ok(())
    }

    /// States facts in the `office` stream of a unit.
    async fn state(&mut self, deed: &Deed, by: By, facts: Vec<Fact>) -> Result<(), FillError> {
        if let By::Officer(mandate) = by
            && self.known.insert((deed.unit, mandate))
        {
            let fact = self.introduced(mandate);
            self.push(deed, By::Authority, vec![fact]).await?;
        }
        self.push(deed, by, facts).await
    }

    /// A device of the federation's where it writes for the first time.
    fn introduced(&self, mandate: usize) -> Fact {
        let (hand, holder) = (&self.officers[&mandate], &self.federation.mandates[mandate]);
        let edits = vec![
            Edit::set("holder", Value::bytes(holder.holder.as_bytes())),
            Edit::set("holder_name", Value::text(holder.holder_name.clone())),
            Edit::set("key", Value::bytes(hand.public_key().as_bytes())),
            Edit::set("name", Value::text(laptop(&holder.holder_name))),
        ];
        (hand.device().into(), Payload::new("device_introduced", 1, edits))
    }

    async fn push(&mut self, deed: &Deed, by: By, facts: Vec<Fact>) -> Result<(), FillError> {
        let stream = self.federation.units[deed.unit].streams[&Compartment::Office];
        let seen = seen(self.store, stream).await?;
        let made_at = match by {
            By::Authority => Hlc::end_of(deed.at),
            By::Officer(_) => Hlc(deed.at.0 << 16),
        };
        let changes = facts
            .into_iter()
            .map(|(subject, payload)| {
                let blank = self.blank(stream, subject, seen, made_at);
                self.committed(blank, &payload)
            })
            .collect();
        let submission = match by {
            By::Authority => self.authority.sign(stream, MandateId::from_bytes([0; 16]), seen, changes),
            By::Officer(mandate) => {
                let id = self.federation.mandates[mandate].id;
                let officer = self.officers.get_mut(&mandate).expect("whoever states facts was enrolled before");
                officer.sign(stream, id, seen, changes)
            }
        };
        submit(self.store, vec![submission], deed.at).await
    }

    fn blank(&self, stream: StreamId, subject: SubjectId, seen: Seen, made_at: Hlc) -> Header {
        Header {
            id: ChangeId::v7(made_at.instant().0, random(self.chance)),
            stream,
            subject,
            base: seen.size,
            made_at,
            act: None,
            depends_on: Vec::new(),
            commitment: [0; 32].into(),
        }
    }
}

fn laptop(name: &str) -> String {
    format!("Portable de {}", name.split(' ').next().unwrap_or(name))
}
