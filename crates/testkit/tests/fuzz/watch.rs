//! How much a file takes to be read: memory by an allocator that counts, time by whoever waits for the next one.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// One format at a time, or its memory would be another's.
static TURN: Mutex<()> = Mutex::new(());

/// How much memory one file may take while it is read, in bytes. The limits of an import (`coopol_import::limits`) allow for
/// as much; a file of 200 kB takes a fraction of it.
const MEMORY_AT_MOST: usize = 512 << 20;
/// How long one file may take, unoptimised, on a machine with other things to do.
const TIME_AT_MOST: Duration = Duration::from_secs(20);

/// What reading all of them took.
pub struct Cost {
    /// How many files.
    pub read: u64,
    /// The most memory that one of them took, in bytes.
    pub memory: usize,
}

/// Somebody waiting.
pub struct Watch<'a> {
    format: &'a str,
    _turn: MutexGuard<'static, ()>,
}

impl<'a> Watch<'a> {
    pub fn begin(format: &'a str) -> Self {
        Self { format, _turn: TURN.lock().unwrap_or_else(PoisonError::into_inner) }
    }

    /// Reads whatever `files` hands over, each under its name.
    pub fn read(self, read: fn(&[u8]), files: impl FnOnce(&mut dyn FnMut(String, &[u8])) + Send + 'static) -> Cost {
        let (tell, told) = channel::<(String, usize)>();
        let reader = std::thread::spawn(move || {
            files(&mut |name, file| {
                // Told before, so that it is known by name if there is no after.
                drop(tell.send((name.clone(), 0)));
                let before = MEMORY.current_usage();
                MEMORY.reset_peak_usage();
                read(file);
                let memory = MEMORY.peak_usage().saturating_sub(before);
                drop(tell.send((name, memory)));
            });
        });
        let (mut cost, mut last) = (Cost { read: 0, memory: 0 }, String::new());
        loop {
            match told.recv_timeout(TIME_AT_MOST) {
                Ok((name, memory)) => {
                    assert!(memory <= MEMORY_AT_MOST, "{} {name}: {memory} bytes of memory", self.format);
                    cost.read += u64::from(name == last);
                    cost.memory = cost.memory.max(memory);
                    last = name;
                }
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("{} {last}: longer than {TIME_AT_MOST:?}", self.format),
            }
        }
        assert!(reader.join().is_ok(), "{} {last}: it fell over", self.format);
        cost
    }
}

fn reads_nothing(_: &[u8]) {}

fn panics(_: &[u8]) {
    panic!("as it is asked to");
}

fn hoards(_: &[u8]) {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(MEMORY_AT_MOST + 1)));
}

/// Whatever is read, it is the watch that is looked at here.
fn watched(read: fn(&[u8])) -> Result<u64, String> {
    let watch = Watch::begin("nothing");
    let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        watch.read(read, |next| next("the only one".to_owned(), b"a")).read
    }));
    read.map_err(|why| why.downcast_ref::<String>().cloned().unwrap_or_default())
}

#[test]
fn what_falls_over_or_hoards_is_told_by_name() {
    assert_eq!(watched(reads_nothing), Ok(1));
    assert_eq!(watched(panics).unwrap_err(), "nothing the only one: it fell over");
    let hoarded = watched(hoards).unwrap_err();
    assert!(hoarded.starts_with("nothing the only one: ") && hoarded.ends_with(" bytes of memory"), "{hoarded}");
}
