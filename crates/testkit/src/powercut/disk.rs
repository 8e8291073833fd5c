//! What was done to the files under one folder, and in which order.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::trace::{Call, read};

/// A file or folder, whatever it is called at the moment.
pub(super) type Inode = usize;
/// A name in a folder.
pub(super) type Entry = (Inode, String);

/// Something that was done.
pub(super) struct Done {
    /// When it began: from then on a disk may have it.
    pub begun: u64,
    /// When it had ended: a sync that begins later covers it.
    pub ended: u64,
    pub what: What,
}

pub(super) enum What {
    Write {
        file: Inode,
        at: u64,
        bytes: Vec<u8>,
    },
    Resize {
        file: Inode,
        length: u64,
    },
    Link {
        entry: Entry,
        inode: Inode,
    },
    Unlink {
        entry: Entry,
    },
    Rename {
        from: Entry,
        to: Entry,
    },
    Sync {
        inode: Inode,
    },
    /// Somebody was told something: on a connection, or on the standard output.
    Said {
        by: Speaker,
        bytes: Vec<u8>,
    },
    Heard {
        by: Speaker,
        bytes: Vec<u8>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Speaker {
    Output,
    Connection(usize),
}

/// What was being done at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Writing the log of a database.
    Log,
    /// Writing a database itself.
    Database,
    /// Writing another file.
    File,
    /// Making, moving or removing a name.
    Name,
    /// Saying what had been done: nothing more had been asked of the disk.
    Said,
}

/// What was answered to one request.
pub struct Answer {
    /// The request, head and body.
    pub request: Vec<u8>,
    /// How the answer begins.
    pub answer: Vec<u8>,
    /// When it left.
    pub at: u64,
}

/// What a number of the program stands for.
#[derive(Clone)]
enum Open {
    File { inode: Inode, appends: bool, place: Rc<Cell<u64>> },
    Speaker(Speaker),
}

/// One folder that was empty, and everything that programs did in it since.
pub struct Disk {
    root: PathBuf,
    now: u64,
    pub(super) done: Vec<Done>,
    /// How each file was called when it was made, and whether it is a folder.
    pub(super) made: Vec<(String, bool)>,
    /// As the programs see it.
    names: BTreeMap<Entry, Inode>,
    lengths: Vec<u64>,
    connections: usize,
}

/// The folder itself.
pub(super) const ROOT: Inode = 0;

impl Disk {
    /// An empty folder, named by its absolute path without links.
    pub fn new(root: &Path) -> Self {
        let made = vec![(String::new(), true)];
        let (done, names, lengths) = (Vec::new(), BTreeMap::new(), vec![0]);
        Self { root: root.to_owned(), now: 0, done, made, names, lengths, connections: 0 }
    }

    /// Adds what one program did from its start to its end, before any other began; when it was over.
    ///
    /// # Panics
    /// When it did what this model doesn't know.
    pub fn add(&mut self, log: &str) -> u64 {
        let (calls, now) = read(log, self.now);
        self.now = now;
        let mut open = BTreeMap::from([(1, Open::Speaker(Speaker::Output))]);
        for call in &calls {
            self.call(call, &mut open);
        }
        self.now
    }

    /// The instants, by what was being done.
    pub fn places(&self) -> BTreeMap<Place, Vec<u64>> {
        let mut places: BTreeMap<Place, Vec<u64>> = BTreeMap::new();
        for done in &self.done {
            let place = match &done.what {
                What::Write { file, .. } | What::Resize { file, .. } => {
                    let name = &self.made[*file].0;
                    if name.ends_with("-wal") {
                        Place::Log
                    } else if name.strip_suffix(".db").is_some() {
                        Place::Database
                    } else {
                        Place::File
                    }
                }
                What::Link { .. } | What::Unlink { .. } | What::Rename { .. } => Place::Name,
                What::Said { .. } => Place::Said,
                What::Sync { .. } | What::Heard { .. } => continue,
            };
            places.entry(place).or_default().push(done.begun);
        }
        places
    }

    /// The instant that has been reached.
    pub fn now(&self) -> u64 {
        self.now
    }

    /// When something with these bytes in it last left on a connection.
    pub fn sent(&self, words: &[u8]) -> Option<u64> {
        let sent = self.done.iter().filter(|done| match &done.what {
            What::Said { by: Speaker::Connection(_), bytes } => bytes.windows(words.len()).any(|part| part == words),
            _ => false,
        });
        sent.map(|done| done.begun).max()
    }

    /// What was written to the standard output since an instant, each piece with when.
    pub fn printed(&self, since: u64) -> Vec<(u64, &[u8])> {
        let since = self.done.iter().filter(|done| done.begun > since);
        let pieces = since.filter_map(|done| match &done.what {
            What::Said { by: Speaker::Output, bytes } => Some((done.begun, bytes.as_slice())),
            _ => None,
        });
        pieces.collect()
    }

    /// Every request that came over HTTP and was answered.
    pub fn answers(&self) -> Vec<Answer> {
        let mut heard: BTreeMap<Speaker, Vec<u8>> = BTreeMap::new();
        let mut answers = Vec::new();
        for done in &self.done {
            match &done.what {
                What::Heard { by, bytes } => heard.entry(*by).or_default().extend(bytes),
                What::Said { by, bytes } => {
                    let request = heard.remove(by).filter(|request| !request.is_empty());
                    let answer = || bytes.clone();
                    answers.extend(request.map(|request| Answer { request, answer: answer(), at: done.begun }));
                }
                _ => {}
            }
        }
        answers
    }

    fn call(&mut self, call: &Call, open: &mut BTreeMap<i64, Open>) {
        match call.name.as_str() {
            "open" | "openat" | "creat" => self.open(call, open),
            "close" => drop(open.remove(&call.number(0))),
            "dup" | "dup2" | "dup3" | "fcntl" => {
                let copies = call.name != "fcntl" || call.argument(1).starts_with("F_DUPFD");
                if let Some(of) = open.get(&call.number(0)).filter(|_| copies).cloned() {
                    open.extend(call.gave.map(|new| (new, of)));
                }
            }
            "accept" | "accept4" | "socket" => {
                self.connections += 1;
                open.extend(call.gave.map(|new| (new, Open::Speaker(Speaker::Connection(self.connections)))));
            }
            "lseek" => {
                if let (Some(Open::File { place, .. }), Some(now)) = (open.get(&call.number(0)), call.gave) {
                    place.set(now.unsigned_abs());
                }
            }
            "recvfrom" | "recvmsg" => {
                if let Some(Open::Speaker(by)) = open.get(&call.number(0)) {
                    self.note(call, What::Heard { by: *by, bytes: call.data() });
                }
            }
            "write" | "writev" | "sendto" | "sendmsg" | "pwrite64" => self.write(call, open.get(&call.number(0))),
            "fsync" | "fdatasync" => {
                if let Some(Open::File { inode, .. }) = open.get(&call.number(0)) {
                    self.note(call, What::Sync { inode: *inode });
                }
            }
            "ftruncate" => {
                if let Some(Open::File { inode, .. }) = open.get(&call.number(0)).cloned() {
                    self.resize(call, inode, call.number(1).unsigned_abs());
                }
            }
            "mkdir" | "mkdirat" | "rename" | "renameat" | "renameat2" | "unlink" | "unlinkat" | "rmdir" | "link"
            | "linkat" => self.rename(call, open),
            "truncate" => assert!(self.entry(call, 0, open).is_none(), "truncate isn't known to this model"),
            _ => {
                let written = if matches!(call.name.as_str(), "copy_file_range" | "splice") { 2 } else { 0 };
                let number = call.argument(written).parse().ok();
                let touches = number.is_some_and(|number: i64| matches!(open.get(&number), Some(Open::File { .. })));
                assert!(!touches, "{}: what it does to a disk isn't known to this model", call.name);
            }
        }
    }

    fn note(&mut self, call: &Call, what: What) {
        self.done.push(Done { begun: call.begun, ended: call.ended, what });
    }

    fn open(&mut self, call: &Call, open: &mut BTreeMap<i64, Open>) {
        let first = usize::from(call.name == "openat");
        let flags = if call.name == "creat" { "O_CREAT|O_TRUNC" } else { call.argument(first + 1) };
        let (Some(entry), Some(number)) = (self.entry(call, first, open), call.gave) else { return };
        let inode = match self.found(&entry) {
            Some(inode) => inode,
            None => self.make(call, entry, false),
        };
        if flags.contains("O_TRUNC") && self.lengths[inode] > 0 {
            self.resize(call, inode, 0);
        }
        open.insert(number, Open::File { inode, appends: flags.contains("O_APPEND"), place: Rc::default() });
    }

    fn write(&mut self, call: &Call, open: Option<&Open>) {
        let bytes = match open {
            None => return,
            Some(Open::Speaker(by)) => return self.note(call, What::Said { by: *by, bytes: call.data() }),
            Some(Open::File { .. }) => call.data(),
        };
        let Some(Open::File { inode, appends, place }) = open else { return };
        let at = if call.name == "pwrite64" {
            call.number(3).unsigned_abs()
        } else {
            let at = if *appends { self.lengths[*inode] } else { place.get() };
            place.set(at + bytes.len() as u64);
            at
        };
        self.lengths[*inode] = self.lengths[*inode].max(at + bytes.len() as u64);
        self.note(call, What::Write { file: *inode, at, bytes });
    }

    fn resize(&mut self, call: &Call, file: Inode, length: u64) {
        if self.lengths[file] != length {
            self.lengths[file] = length;
            self.note(call, What::Resize { file, length });
        }
    }

    fn rename(&mut self, call: &Call, open: &BTreeMap<i64, Open>) {
        // Calls that end with `at` name a folder before each path.
        let at = usize::from(call.name.contains("at"));
        let Some(entry) = self.entry(call, at, open) else { return };
        match call.name.as_str() {
            "mkdir" | "mkdirat" => drop(self.make(call, entry, true)),
            "unlink" | "unlinkat" | "rmdir" => {
                self.names.remove(&entry);
                self.note(call, What::Unlink { entry });
            }
            name => {
                let to = self.entry(call, 1 + 2 * at, open).expect("nothing is moved out of the folder");
                let inode = self.found(&entry).expect("what is moved is there");
                self.names.insert(to.clone(), inode);
                if name.starts_with("rename") {
                    self.names.remove(&entry);
                    self.note(call, What::Rename { from: entry, to });
                } else {
                    self.note(call, What::Link { entry: to, inode });
                }
            }
        }
    }

    fn make(&mut self, call: &Call, entry: Entry, is_folder: bool) -> Inode {
        let inode = self.made.len();
        self.made.push((entry.1.clone(), is_folder));
        self.lengths.push(0);
        self.names.insert(entry.clone(), inode);
        self.note(call, What::Link { entry, inode });
        inode
    }

    fn found(&self, entry: &Entry) -> Option<Inode> {
        if entry.1.is_empty() { Some(entry.0) } else { self.names.get(entry).copied() }
    }

    /// Where a path leads, by its last folder; nothing outside of the folder that is looked at.
    fn entry(&self, call: &Call, place: usize, open: &BTreeMap<i64, Open>) -> Option<Entry> {
        let path = call.path(place);
        let (mut folder, rest) = match Path::new(&path).strip_prefix(&self.root) {
            Ok(rest) => (ROOT, rest),
            Err(_) if path.starts_with('/') || place == 0 => return None,
            Err(_) => match open.get(&call.argument(place - 1).parse().ok()?)? {
                Open::File { inode, .. } => (*inode, Path::new(&path)),
                Open::Speaker(_) => return None,
            },
        };
        let mut names = rest.iter().map(|name| name.to_str().expect("paths are UTF-8").to_owned()).peekable();
        while let Some(name) = names.next() {
            if names.peek().is_none() {
                return Some((folder, name));
            }
            folder = *self.names.get(&(folder, name)).unwrap_or_else(|| panic!("{path}: made by nobody"));
        }
        Some((folder, String::new()))
    }
}
