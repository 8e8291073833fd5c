//! What the authority says of pushes, and what is done about one that it hasn't any more.

use std::collections::BTreeSet;

use super::absorb::settled;
use super::{Absorbed, Alarm, Device, Parcel, Pending, Progress, Write};
use crate::id::{ChangeId, StreamId};
use crate::wire::{PushAnswer, PushOutcome, Rejection};

impl Device {
    /// Takes in what became of a push.
    pub(super) fn acknowledge(&mut self, answer: &PushAnswer, done: &mut Absorbed) {
        let Some(stream) = answer.stream else { return };
        match &answer.outcome {
            PushOutcome::Received => self.close(stream, answer.number, &Progress::Received(answer.number), done),
            // Nobody will ever take it: the mandate ended long ago. What it held stays visible.
            PushOutcome::Rejected(Rejection::NotFound) => {
                self.close(stream, answer.number, &Progress::Refused("not_granted".to_owned()), done);
            }
            // It stays as it is and goes again with the next request.
            PushOutcome::Rejected(_) => {}
        }
    }

    fn close(&mut self, stream: StreamId, number: u64, progress: &Progress, done: &mut Absorbed) {
        let closed = self.parcels.extract_if(.., |parcel| parcel.name() == (stream, number));
        if matches!(progress, Progress::Received(_)) {
            self.received.extend(closed);
        } else {
            closed.for_each(drop);
        }
        done.writes.push(Write::ParcelDone(stream, number));
        let signed = Progress::Signed(number);
        let closed = self.outbox.places().filter(|(_, it)| it.stream() == stream && it.progress == signed);
        let closed: Vec<u64> = closed.map(|(place, _)| place).collect();
        done.writes.extend(self.outbox.note_all(&closed, progress));
        if !self.streams.contains_key(&stream) {
            self.let_go(done);
        }
    }

    /// Lets go of the pushes whose entries were read, which come together (J3.5). One that was acknowledged, in a stream that was
    /// read to its end without it, was lost since: it goes again, as it was signed (J8).
    pub(super) fn send_again(&mut self, whole: &BTreeSet<StreamId>, done: &mut Absorbed) {
        let outbox = &self.outbox;
        let unread = |parcel: &Parcel| {
            outbox.get(parcel.last).is_some_and(|last| last.progress == Progress::Received(parcel.number))
        };
        self.received.retain(unread);
        let lost: Vec<Parcel> = self.received.extract_if(.., |parcel| whole.contains(&parcel.stream)).collect();
        for parcel in lost {
            let (stream, number) = parcel.name();
            let held = self
                .outbox
                .places()
                .filter(|(_, it)| it.stream() == stream && it.progress == Progress::Received(number));
            let held: Vec<u64> = held.map(|(place, _)| place).collect();
            done.writes.push(Write::ParcelAgain(stream, number));
            done.writes.extend(self.outbox.note_all(&held, &Progress::Signed(number)));
            // Before those that follow it.
            let place = self.parcels.iter().position(|it| it.stream == stream && it.number > number);
            self.parcels.insert(place.unwrap_or(self.parcels.len()), parcel);
            done.again = true;
        }
    }

    /// What was delivered to a stream that is no longer held is out of this device's hands: its entry, taken or in
    /// quarantine, is for others to read (J9).
    pub(super) fn let_go(&mut self, done: &mut Absorbed) {
        let streams = &self.streams;
        let gone = |pending: &&Pending| {
            matches!(pending.progress, Progress::Received(_)) && !streams.contains_key(&pending.stream())
        };
        let gone: Vec<ChangeId> = self.outbox.iter().filter(gone).map(Pending::id).collect();
        done.writes.extend(gone.into_iter().filter_map(|id| self.outbox.remove(id)).map(settled));
    }

    /// A rejection that an honest authority never gives to an honest device is an alarm: so is one that wants a push
    /// again of which it told the entries.
    pub(super) fn believable(&self, answer: &PushAnswer) -> Result<(), Alarm> {
        let (PushOutcome::Rejected(rejection), Some(stream)) = (&answer.outcome, answer.stream) else { return Ok(()) };
        let open = self.parcels.iter().chain(&self.received);
        let first = open.filter(|parcel| parcel.stream == stream).map(|parcel| parcel.number).min();
        match rejection {
            Rejection::OutOfOrder { expected } if first.is_none_or(|first| *expected >= first) => Ok(()),
            Rejection::DependencyMissing | Rejection::UpgradeNeeded { .. } | Rejection::NotFound | Rejection::Busy => {
                Ok(())
            }
            _ => Err(Alarm::Refused { stream, rejection: rejection.clone() }),
        }
    }
}
