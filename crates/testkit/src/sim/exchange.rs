//! Exchanges between laptops and the server, with what may go wrong on the way.

use std::collections::BTreeMap;

use coopol_domain::id::{DeviceId, StreamId};
use coopol_domain::wire::{SyncRequest, SyncResponse, Told};
use sha2::Digest as _;

use super::run::Run;

impl Run {
    /// One exchange, with whatever may go wrong on the way.
    pub(super) fn sync(&mut self, who: usize) {
        if self.laptops[who].offline_until > self.now {
            return;
        }
        let (request, writes) = self.laptops[who].device.request();
        self.laptops[who].disk.write(writes);
        let device = self.laptops[who].device.id;
        match self.chance.below(100) {
            0..12 => return self.fault("request lost"),
            12..20 => {
                self.fault("request late");
                return self.late.push((device, request));
            }
            20..28 => {
                self.fault("request twice");
                self.deliver(device, request.clone());
            }
            28..36 => {
                self.fault("crash before sending");
                self.laptops[who].crash();
                return;
            }
            _ => {}
        }
        let response = self.server.sync(device, request, self.now);
        self.trace.update(format!("{who} {response:?}"));
        match self.chance.below(100) {
            0..10 => self.fault("answer lost"),
            10..18 => {
                self.fault("crash before the answer is durable");
                self.laptops[who].crash();
            }
            _ => {
                let ahead = self.laptops[who].device.ahead(&response);
                let stood: BTreeMap<StreamId, u64> =
                    self.laptops[who].device.streams.iter().map(|(stream, at)| (*stream, at.seq())).collect();
                self.take_in(who, response.clone());
                self.hint(who, &stood, &response);
                if let Some(request) = ahead {
                    self.asked_ahead(who, &request);
                }
            }
        }
    }

    /// What somebody was answered goes along with the hint to the others, wherever they stand: whom it follows takes it in.
    fn hint(&mut self, who: usize, stood: &BTreeMap<StreamId, u64>, response: &SyncResponse) {
        for answer in response.streams.iter().filter(|answer| answer.snapshot.is_none()) {
            let stream = answer.stream;
            let Some(&from) = stood.get(&stream) else { continue };
            // The server tells what it remembers, which nothing was erased of.
            let Some(erased) = self.laptops[who].device.streams.get(&stream).map(|at| at.erased.len() as u64) else {
                continue;
            };
            for other in (0..self.laptops.len()).filter(|other| *other != who) {
                if self.laptops[other].offline_until > self.now || self.chance.below(100) < 60 {
                    continue;
                }
                let answer = SyncResponse { now: self.now, streams: vec![answer.clone()], ..SyncResponse::default() };
                let told = Told { from, erased, answer };
                if self.laptops[other].device.follows(&told) {
                    self.trace.update(format!("{other} {told:?}"));
                    self.fault("told by a hint");
                    self.take_in(other, told.answer);
                }
            }
        }
    }

    fn take_in(&mut self, who: usize, response: SyncResponse) {
        if let Err(alarm) = self.laptops[who].absorb(response, &self.server) {
            panic!("an honest server causes no alarm: {alarm}");
        }
    }

    /// What left while an answer was being taken in: its own is taken in where it follows, else it was for nothing.
    fn asked_ahead(&mut self, who: usize, request: &SyncRequest) {
        let device = self.laptops[who].device.id;
        let response = self.server.sync(device, request.clone(), self.now);
        self.trace.update(format!("{who} {response:?}"));
        if self.laptops[who].device.stands(request) {
            self.fault("asked ahead");
            self.take_in(who, response);
        }
    }

    fn deliver(&mut self, device: DeviceId, request: SyncRequest) {
        let answer = self.server.sync(device, request, self.now);
        self.trace.update(format!("{answer:?}"));
    }

    /// Requests that were held up arrive, in any order; nobody waits for their answers any more.
    pub(super) fn reordered(&mut self) {
        while !self.late.is_empty() {
            let place = self.chance.place(self.late.len());
            let (device, request) = self.late.swap_remove(place);
            self.deliver(device, request);
        }
        self.fault("late requests arrive");
    }
}
