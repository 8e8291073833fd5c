//! What `strace` wrote down, read back: one call after the other, each with when it began and when it had ended.

/// A call of a program to the system.
pub(super) struct Call {
    pub name: String,
    /// Its arguments as they were printed, the bytes among them in hexadecimal.
    arguments: String,
    /// What it gave; `None` when the program was gone before it ended.
    pub gave: Option<i64>,
    /// The line on which it begins, and the one on which it had ended.
    pub begun: u64,
    pub ended: u64,
}

impl Call {
    /// The argument at this place, as it was printed. Not for calls with lists of buffers.
    pub fn argument(&self, place: usize) -> &str {
        self.arguments.split(", ").nth(place).unwrap_or_else(|| panic!("{} has no argument {place}", self.name))
    }

    pub fn number(&self, place: usize) -> i64 {
        let given = self.argument(place).trim();
        given.parse().unwrap_or_else(|_| panic!("{}: no number: {given}", self.name))
    }

    /// A path.
    pub fn path(&self, place: usize) -> String {
        String::from_utf8(bytes(self.argument(place))).expect("paths of these programs are UTF-8")
    }

    /// The bytes of all buffers, up to what was taken of them.
    pub fn data(&self) -> Vec<u8> {
        let texts = self.arguments.split('"').skip(1).step_by(2);
        assert!(!self.arguments.contains("\"..."), "{}: more bytes than are written down", self.name);
        let mut all: Vec<u8> = texts.flat_map(bytes).collect();
        // A call that never ended may have taken all of it.
        if let Some(taken) = self.gave {
            all.truncate(usize::try_from(taken).unwrap_or_default());
        }
        all
    }
}

/// `\x41\x42`, with or without quotes.
fn bytes(text: &str) -> Vec<u8> {
    let digit = |at: u8| match at {
        b'0'..=b'9' => at - b'0',
        b'a'..=b'f' => at - b'a' + 10,
        _ => panic!("strace -xx prints hexadecimal digits: {text}"),
    };
    let plain = text.trim_matches('"').as_bytes();
    plain.chunks_exact(4).map(|part| digit(part[2]) << 4 | digit(part[3])).collect()
}

/// Every call of a log, in the order in which they took effect. Lines are numbered from `from` on; gives the number after the last one too.
pub(super) fn read(log: &str, from: u64) -> (Vec<Call>, u64) {
    let mut open: Vec<(String, u64, String)> = Vec::new();
    let mut calls = Vec::new();
    let mut now = from;
    for line in log.lines() {
        now += 1;
        let (pid, said) = line.trim_start().split_once(' ').unwrap_or_default();
        let said = said.trim_start();
        if said.starts_with("+++") || said.starts_with("---") {
            continue;
        }
        if let Some(begun) = said.strip_suffix("<unfinished ...>") {
            open.push((pid.to_owned(), now, begun.to_owned()));
        } else if said.starts_with("<... ") {
            let place = open.iter().position(|(by, ..)| by == pid).expect("it was begun before it was resumed");
            let (_, begun, text) = open.swap_remove(place);
            let rest = said.split_once(" resumed>").expect("it says what is resumed").1;
            calls.extend(call(&(text + rest), begun, now));
        } else {
            calls.extend(call(said, now, now));
        }
    }
    calls.extend(open.iter().filter_map(|(_, begun, text)| call(text, *begun, u64::MAX)));
    // A number is free for another file as soon as it begins to be closed.
    calls.sort_by_key(|call| if call.name == "close" { call.begun } else { call.ended });
    (calls, now + 1)
}

/// `name(arguments) = result`; nothing when the system refused it.
fn call(text: &str, begun: u64, ended: u64) -> Option<Call> {
    let (name, rest) = text.split_once('(')?;
    let (arguments, gave) = match rest.rsplit_once(" = ") {
        Some((arguments, gave)) => {
            let gave = gave.split_whitespace().next().and_then(|gave| gave.parse::<i64>().ok());
            (arguments.trim_end().strip_suffix(')').unwrap_or(arguments), gave)
        }
        None => (rest.trim_end(), None),
    };
    if gave.is_some_and(|gave| gave < 0) {
        return None;
    }
    Some(Call { name: name.to_owned(), arguments: arguments.to_owned(), gave, begun, ended })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_that_overlap_are_put_together_and_refused_ones_are_none() {
        let log = "7  openat(AT_FDCWD, \"\\x2f\\x61\", O_RDWR|O_CREAT, 0600) = 3\n\
            8  pwrite64(3, \"\\x01\\xff\", 2, 4096 <unfinished ...>\n\
            7  fsync(3)   = 0\n\
            8  <... pwrite64 resumed>) = 2\n\
            7  unlink(\"\\x2f\\x62\") = -1 ENOENT (No such file or directory)\n\
            7  writev(5, [{iov_base=\"\\x41\", iov_len=1}, {iov_base=\"\\x42\\x43\", iov_len=2}], 2) = 2\n\
            7  +++ exited with 0 +++\n\
            9  write(1, \"\\x44\", 1 <unfinished ...>\n";
        let (calls, next) = read(log, 10);
        let seen: Vec<_> = calls.iter().map(|call| (call.name.as_str(), call.begun, call.ended)).collect();
        let never = u64::MAX;
        assert_eq!(
            seen,
            [("openat", 11, 11), ("fsync", 13, 13), ("pwrite64", 12, 14), ("writev", 16, 16), ("write", 18, never)]
        );
        assert_eq!((calls[0].path(1).as_str(), calls[0].argument(2)), ("/a", "O_RDWR|O_CREAT"));
        assert_eq!((calls[2].data(), calls[2].number(3)), (vec![1, 0xff], 4096));
        assert_eq!((calls[3].data(), calls[4].data(), next), (b"AB".to_vec(), b"D".to_vec(), 19));
    }
}
