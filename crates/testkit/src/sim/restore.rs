//! The server dies and a backup takes its place: laptops give back what it lost (J8).

use coopol_domain::authority::NotTakenBack;
use coopol_domain::device::{Alarm, Stream};
use coopol_domain::id::StreamId;
use coopol_domain::time::{DAY, Instant};
use coopol_domain::wire::{GivenBack, Opaque};
use pollster::block_on;

use super::laptop::Laptop;
use super::run::Run;
use super::server::{Server, open};
use super::witness::{exchange, settle};

/// Exchanges after which a laptop has read what there is.
const ROUNDS: usize = 40;

impl Server {
    /// Makes a backup, in place of the last.
    pub(super) fn back_up(&mut self) {
        self.backup = Some(self.memory.backup());
    }

    /// The last backup takes the place of what there was. Until [`coopol_store::Store::end_restoring`] no push is judged (J8).
    pub(super) fn put_back(&mut self, now: Instant) {
        self.memory = self.backup.as_ref().expect("one was made").backup();
        self.store = open(&self.memory, self.master, &mut self.chance);
        block_on(self.store.note_restored(now, now.plus(DAY))).expect("memory answers");
    }
}

impl Run {
    /// The disk of the server dies. Before that each laptop with a network had read what there was, so that nothing is lost that
    /// only the server had; then some went on, and may know of pushes that were received and not read yet.
    pub(super) fn disaster(&mut self) {
        let now = self.now;
        self.witness.above = true;
        self.server.cosigned(self.office, self.witness.device.id, Vec::new(), now);
        settle(&mut self.witness, &self.server, now).expect("an honest server causes no alarm");
        for laptop in self.laptops.iter_mut().filter(|laptop| laptop.offline_until <= now) {
            // One whose push depends on what isn't there yet never comes to rest.
            for _ in 0..ROUNDS {
                if !exchange(laptop, &self.server, now).expect("an honest server causes no alarm") {
                    break;
                }
            }
        }
        // Nobody gives back what stands on the desk of an office that is vacant.
        let is_read = |stream: &StreamId| {
            let size = self.server.size(*stream);
            let read = |laptop: &Laptop| laptop.device.streams.get(stream).map(Stream::seq);
            size == Some(0) || self.laptops.iter().any(|laptop| read(laptop) == size)
        };
        if !self.streams.values().chain(self.closed.values()).all(is_read) {
            return;
        }
        for _ in 0..self.chance.below(8) {
            let who = self.chance.place(self.laptops.len());
            self.work(who);
            self.sync(who);
        }
        self.server.put_back(now);
        self.fault("server restored");
        // What was held up arrives meanwhile, and has to come again.
        self.reordered();
        while self.given_back() {}
        for laptop in self.laptops.iter().chain([&self.witness]) {
            for (stream, at) in &laptop.device.streams {
                assert!(self.server.size(*stream) >= Some(at.seq()), "{stream} isn't given back");
            }
        }
        block_on(self.server.store.end_restoring(now)).expect("memory answers");
        let lost = self.laptops.iter().flat_map(|laptop| &laptop.device.received).count();
        (0..lost).for_each(|_| self.fault("received and lost"));
    }

    /// Every laptop gives what it has, whoever it is; whether the server took anything.
    fn given_back(&mut self) -> bool {
        let mut taken = 0;
        for laptop in self.laptops.iter().chain([&self.witness]) {
            let mut held: Vec<_> = laptop.device.streams.iter().collect();
            held.sort_by_key(|(_, at)| at.compartment);
            for (&stream, at) in held.into_iter().filter(|(_, at)| at.seq() > 0) {
                taken += give_back(laptop, stream, &at.checkpoint, &self.server);
            }
        }
        (0..taken).for_each(|_| self.fault("given back"));
        taken > 0
    }
}

/// How many entries the server took.
fn give_back(laptop: &Laptop, stream: StreamId, checkpoint: &str, server: &Server) -> u64 {
    let size = server.size(stream).expect("no stream was founded since the backup");
    let page = laptop.disk.kept(stream, size);
    let given = GivenBack {
        stream,
        after: size,
        checkpoint: checkpoint.to_owned(),
        page: Opaque::default(),
        rest: Opaque::default(),
    };
    if page.lines.is_empty() {
        return 0;
    }
    let taken = block_on(server.store.take_back(&given, page, server.signer().verifier())).expect("memory answers");
    match taken.expect("no stream was founded since the backup") {
        Ok(now) => now - size,
        // Who came by a snapshot has nothing of what stood before it; whose signatures stand there, another gives back.
        Err(NotTakenBack::OtherEnd { .. } | NotTakenBack::Line(Alarm::Stranger { .. })) => 0,
        Err(refused) => panic!("what the server signed for is taken back: {refused}"),
    }
}
