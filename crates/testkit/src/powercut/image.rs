//! What a disk may hold after a power cut.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use super::disk::{Disk, Done, Entry, Inode, ROOT, What};
use crate::chance::Chance;

/// Which syncs count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syncs {
    /// All of them.
    All,
    /// Not those that end a transaction: of the log of a database, only those before the database itself is written. This is what
    /// SQLite does when it is set to `synchronous = NORMAL`.
    NotOfCommits,
    /// Not those of folders.
    NotOfFolders,
}

/// Files and folders, from the folder down.
pub struct Image {
    names: BTreeMap<Entry, Inode>,
    /// What each file holds; `None` for a folder.
    contents: Vec<Option<Vec<u8>>>,
}

/// How much of what the disk didn't promise it has.
#[derive(Clone, Copy)]
enum Luck {
    Nothing,
    Some { percent: u64 },
    Everything,
}

impl Luck {
    fn draw(chance: &mut Chance) -> Self {
        match chance.below(4) {
            0 => Self::Nothing,
            1 => Self::Everything,
            _ => Self::Some { percent: 5 + chance.below(90) },
        }
    }

    fn strikes(self, chance: &mut Chance) -> bool {
        match self {
            Self::Nothing => false,
            Self::Everything => true,
            Self::Some { percent } => chance.in_a_hundred(percent),
        }
    }
}

impl Disk {
    /// What is left when the current fails at `instant`. What a sync that had ended covers is there. Of what was done since,
    /// each name and each sector of a file is as it was at some moment since then, whatever the others are.
    pub fn cut(&self, instant: u64, syncs: Syncs, chance: &mut Chance) -> Image {
        let safe = self.safe(instant, syncs);
        let done = || self.done.iter().filter(|done| done.begun <= instant);
        let names = names(done(), &safe, chance);
        let contents = self.made.iter().enumerate().map(|(inode, (_, is_folder))| {
            let mine = done().filter(|done| written(&done.what) == Some(inode));
            (!is_folder).then(|| content(mine, safe[inode], chance))
        });
        let contents = contents.collect();
        Image { names, contents }
    }

    /// Of each file and folder, until when all that had ended is on the disk.
    fn safe(&self, instant: u64, syncs: Syncs) -> Vec<u64> {
        let mut safe = vec![0; self.made.len()];
        for (place, done) in self.done.iter().enumerate() {
            let What::Sync { inode } = done.what else { continue };
            let counts = match syncs {
                Syncs::All => true,
                Syncs::NotOfCommits => !self.ends_a_transaction(place, inode),
                Syncs::NotOfFolders => !self.made[inode].1,
            };
            if counts && done.ended <= instant {
                safe[inode] = safe[inode].max(done.begun);
            }
        }
        safe
    }

    fn ends_a_transaction(&self, place: usize, inode: Inode) -> bool {
        let Some(database) = self.made[inode].0.strip_suffix("-wal") else { return false };
        let next = self.done[place + 1..].iter().find_map(|done| {
            let file = written(&done.what)?;
            (file == inode || self.made[file].0 == database).then_some(file)
        });
        next.is_none_or(|next| next == inode)
    }
}

/// The file that something was written to.
fn written(what: &What) -> Option<Inode> {
    match what {
        What::Write { file, .. } | What::Resize { file, .. } => Some(*file),
        _ => None,
    }
}

/// A name that isn't on the disk yet holds back what follows under the same name.
fn names<'a>(done: impl Iterator<Item = &'a Done>, safe: &[u64], chance: &mut Chance) -> BTreeMap<Entry, Inode> {
    let mut names = BTreeMap::new();
    let mut behind: BTreeSet<&Entry> = BTreeSet::new();
    let luck = Luck::draw(chance);
    for done in done {
        let entries = match &done.what {
            What::Link { entry, .. } | What::Unlink { entry } => [entry, entry],
            What::Rename { from, to } => [from, to],
            _ => continue,
        };
        let is_safe = entries.iter().all(|(folder, _)| done.ended <= safe[*folder]);
        if !is_safe && (entries.iter().any(|entry| behind.contains(entry)) || !luck.strikes(chance)) {
            behind.extend(entries);
            continue;
        }
        match &done.what {
            What::Link { entry, inode } => drop(names.insert(entry.clone(), *inode)),
            What::Unlink { entry } => drop(names.remove(entry)),
            What::Rename { from, to } => {
                if let Some(inode) = names.remove(from) {
                    names.insert(to.clone(), inode);
                }
            }
            _ => {}
        }
    }
    names
}

/// A sector that isn't on the disk yet stays as it was, whatever is written to it afterwards. A truncation divides what is before
/// it from what is after.
fn content<'a>(done: impl Iterator<Item = &'a Done>, safe: u64, chance: &mut Chance) -> Vec<u8> {
    let mut content: Vec<u8> = Vec::new();
    let mut behind = BTreeSet::new();
    let (luck, sector) = (Luck::draw(chance), [512, 4096][chance.place(2)]);
    for done in done {
        let is_safe = done.ended <= safe;
        match &done.what {
            What::Resize { length, .. } => {
                let length = usize::try_from(*length).expect("files are small");
                if !is_safe && !luck.strikes(chance) {
                    break;
                }
                content.resize(length, 0);
            }
            What::Write { at, bytes, .. } => {
                let mut at = usize::try_from(*at).expect("files are small");
                let mut rest = bytes.as_slice();
                // Its length may be told before what it holds.
                if !is_safe && chance.in_a_hundred(10) {
                    content.resize(content.len().max(at + rest.len()), 0);
                }
                while !rest.is_empty() {
                    let (part, after) = rest.split_at(rest.len().min(sector - at % sector));
                    let kept = is_safe || !behind.contains(&(at / sector)) && luck.strikes(chance);
                    if kept {
                        content.resize(content.len().max(at + part.len()), 0);
                        content[at..at + part.len()].copy_from_slice(part);
                    } else {
                        behind.insert(at / sector);
                    }
                    at += part.len();
                    rest = after;
                }
            }
            _ => {}
        }
    }
    content
}

impl Image {
    /// Puts it where it can be worked with, in a new folder.
    ///
    /// # Errors
    /// The disk's.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        self.write_folder(ROOT, folder)
    }

    fn write_folder(&self, inode: Inode, path: &Path) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path)?;
        for ((_, name), inode) in self.names.range((inode, String::new())..(inode + 1, String::new())) {
            let path = path.join(name);
            match &self.contents[*inode] {
                None => self.write_folder(*inode, &path)?,
                // It is memory that processes share, and goes with them.
                Some(_) if name.ends_with("-shm") => {}
                Some(content) => {
                    fs::write(&path, content)?;
                    #[cfg(unix)]
                    fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of a program that writes `new` durably, and gives it its name in one way or the other.
    fn disk(renamed: &str) -> Disk {
        let mut disk = Disk::new(Path::new("/r"));
        let hex = |text: &str| text.bytes().fold(String::new(), |hex, byte| format!("{hex}\\x{byte:02x}"));
        let path = |name: &str| format!("\"{}\"", hex(&format!("/r/{name}")));
        let (new, old) = (path("new"), path("old"));
        let lines = [
            format!("openat(AT_FDCWD, {new}, O_WRONLY|O_CREAT, 0600) = 3"),
            format!("write(3, \"{}\", 2000) = 2000", hex(&"a".repeat(2000))),
            "fsync(3) = 0".to_owned(),
            format!("rename({new}, {old}) = 0"),
            renamed.replace("ROOT", &format!("\"{}\"", hex("/r"))),
            format!("write(1, \"{}\", 2) = 2", hex("ok")),
            format!("pwrite64(3, \"{}\", 2000, 0) = 2000", hex(&"b".repeat(2000))),
        ];
        let log: Vec<String> = lines.iter().flat_map(|line| line.lines()).map(|line| format!("7 {line}")).collect();
        disk.add(&log.join("\n"));
        disk
    }

    const SYNCED: &str = "openat(AT_FDCWD, ROOT, O_RDONLY) = 4\nfsync(4) = 0\nclose(4) = 0";

    /// What is there under each name, in many images of one instant.
    fn found(disk: &Disk, instant: u64, syncs: Syncs) -> BTreeSet<BTreeMap<String, Vec<u8>>> {
        let image = |seed| {
            let image = disk.cut(instant, syncs, &mut Chance::new(seed));
            let content = |inode: &Inode| image.contents[*inode].clone().unwrap();
            image.names.iter().map(|((_, name), inode)| (name.clone(), content(inode))).collect()
        };
        (0..200).map(image).collect()
    }

    #[test]
    fn a_name_is_on_the_disk_once_its_folder_is() {
        let whole = BTreeMap::from([("old".to_owned(), vec![b'a'; 2000])]);
        let synced = disk(SYNCED);
        let said = synced.printed(0)[0].0;
        assert_eq!(found(&synced, said, Syncs::All), BTreeSet::from([whole.clone()]));
        let lost = BTreeSet::from([BTreeMap::new(), BTreeMap::from([("new".to_owned(), vec![b'a'; 2000])]), whole]);
        assert_eq!(found(&synced, said, Syncs::NotOfFolders), lost);
        let unsynced = disk("lseek(3, 0, SEEK_SET) = 0");
        assert_eq!(found(&unsynced, unsynced.printed(0)[0].0, Syncs::All), lost);
    }

    #[test]
    fn what_was_written_since_is_torn_by_sectors() {
        let disk = disk(SYNCED);
        let contents: BTreeSet<Vec<u8>> =
            found(&disk, u64::MAX - 1, Syncs::All).into_iter().map(|files| files["old"].clone()).collect();
        assert!(contents.contains(&vec![b'a'; 2000]) && contents.contains(&vec![b'b'; 2000]));
        assert!(contents.len() > 4, "sectors, one by one");
        for content in contents {
            assert!(
                content.len() == 2000 && content.chunks(512).all(|sector| sector.iter().all(|byte| *byte == sector[0]))
            );
        }
    }

    /// A log of a database whose commit was synced, and then the database written.
    #[test]
    fn without_the_syncs_of_commits_those_before_a_checkpoint_count() {
        let mut disk = Disk::new(Path::new("/r"));
        let log = "7 openat(AT_FDCWD, \"\\x2f\\x72\\x2f\\x61\", O_RDWR|O_CREAT, 0600) = 3\n\
            7 openat(AT_FDCWD, \"\\x2f\\x72\\x2f\\x61\\x2d\\x77\\x61\\x6c\", O_RDWR|O_CREAT, 0600) = 4\n\
            7 pwrite64(4, \"\\x31\", 1, 0) = 1\n7 fsync(4) = 0\n\
            7 pwrite64(4, \"\\x32\", 1, 1) = 1\n7 fsync(4) = 0\n7 fsync(4) = 0\n7 pwrite64(3, \"\\x33\", 1, 0) = 1\n";
        disk.add(log);
        let safe = |instant, syncs| disk.safe(instant, syncs)[2];
        assert_eq!((safe(4, Syncs::All), safe(4, Syncs::NotOfCommits)), (4, 0));
        assert_eq!((safe(6, Syncs::All), safe(6, Syncs::NotOfCommits)), (6, 6));
    }
}
