//! A program followed by `strace`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What is asked of the system that a disk or another program could tell of.
const CALLS: &str = "trace=open,openat,creat,pwrite64,write,writev,pwritev,pwritev2,fsync,fdatasync,ftruncate,truncate,\
    rename,renameat,renameat2,unlink,unlinkat,link,linkat,mkdir,mkdirat,rmdir,close,lseek,copy_file_range,sendfile,splice,\
    fallocate,dup,dup2,dup3,fcntl,socket,accept,accept4,sendto,sendmsg,recvfrom,recvmsg";
/// More bytes than any of these programs writes at once.
const MOST: &str = "8388608";

/// What was written down of one program.
pub struct Followed(PathBuf);

/// `program` with everything that it asks of the system written down in `log`. Whatever it writes to must be named by absolute
/// paths. The environment is the one that was set for it, and nothing else; its input and outputs are pipes.
///
/// # Panics
/// When there is no `strace`.
pub fn followed(program: &Command, log: &Path) -> (Command, Followed) {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let strace = std::env::split_paths(&paths).map(|folder| folder.join("strace")).find(|path| path.is_file());
    let strace = strace.expect("power cuts take `strace`, which isn't installed here: `cargo xtask setup` installs it");
    let mut command = Command::new(strace);
    command.args(["-f", "-qq", "-xx", "-s", MOST, "--seccomp-bpf", "-e", "signal=none", "-e", CALLS, "-o"]).arg(log);
    command.arg("--").arg(program.get_program()).args(program.get_args()).env_clear();
    command.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    (command, Followed(log.to_owned()))
}

impl Followed {
    /// What was written down so far.
    ///
    /// # Panics
    /// When `strace` could follow nothing.
    pub fn log(&self) -> String {
        let log = fs::read_to_string(&self.0).unwrap_or_default();
        assert!(!log.is_empty(), "strace could follow nothing: power cuts can only be tried where ptrace is allowed");
        log
    }

    /// The process of the program itself, once it asked for anything.
    ///
    /// # Panics
    /// As [`log`](Self::log) does.
    pub fn process(&self) -> u32 {
        let log = self.log();
        log.split_whitespace().next().and_then(|first| first.parse().ok()).expect("each line begins with the process")
    }
}
