//! A primary with a synchronous standby, and its failover.

use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{Cluster, OWNER, SYNCHRONOUS, account, host};

const STANDBY: &str = "standby";

/// Two servers of one PostgreSQL. What the primary has answered, its standby has, too.
#[derive(Debug)]
pub struct Pair(Cluster);

impl Pair {
    /// Starts both.
    ///
    /// # Panics
    /// When there is no PostgreSQL on this machine, or it doesn't start: the test can't go on.
    pub fn start() -> Self {
        Self(Cluster::start(SYNCHRONOUS, STANDBY))
    }

    /// The URL of a new database with nothing in it, at both: the standby comes first.
    ///
    /// # Panics
    /// When it can't be made.
    pub fn database(&self) -> String {
        let name = self.0.new_database();
        format!("postgres://{OWNER}@{},{}/{name}", host(&self.standby()), host(&self.0.folder))
    }

    /// The URL of one of them at what was the primary at first.
    pub fn first(&self, database: &str) -> String {
        format!("postgres://{OWNER}@{}/{database}", host(&self.0.folder))
    }

    /// Has a statement run in a database of the primary as it was at first.
    ///
    /// # Panics
    /// When it fails.
    pub fn tell_first(&self, database: &str, statement: &str) -> String {
        self.0.tell(database, statement)
    }

    /// Has a statement run in a database of what was the standby at first.
    ///
    /// # Panics
    /// When it fails.
    pub fn tell_second(&self, database: &str, statement: &str) -> String {
        self.0.tell_at(&self.standby(), database, &[statement])
    }

    /// The primary ends as by a power cut of its machine.
    ///
    /// # Panics
    /// When it doesn't end.
    pub fn cut(&self) {
        self.control(&["--mode=immediate", "stop"]);
    }

    /// The standby becomes the primary.
    ///
    /// # Panics
    /// When it doesn't.
    pub fn promote(&self) {
        assert_eq!(self.tell_second("postgres", "SELECT pg_promote()"), "t");
    }

    /// What was the primary at first comes back as it was, not knowing that it isn't any more.
    ///
    /// # Panics
    /// When it doesn't start.
    pub fn come_back(&self) {
        self.control(&["start"]);
    }

    /// From now on the primary answers without its standby, which hears no more of it: what no failover survives.
    ///
    /// # Panics
    /// When they can't be set so.
    pub fn drift_apart(&self) {
        self.set(&self.0.folder, "synchronous_standby_names = ''");
        self.set(&self.standby(), "primary_conninfo = ''");
    }

    fn set(&self, folder: &Path, setting: &str) {
        let set = format!("ALTER SYSTEM SET {setting}");
        self.0.tell_at(folder, "postgres", &[&set, "SELECT pg_reload_conf()"]);
    }

    fn standby(&self) -> PathBuf {
        self.0.folder.join(STANDBY)
    }

    fn control(&self, words: &[&str]) {
        let mut control = Command::new(self.0.programs.join("pg_ctl"));
        control.arg("--pgdata").arg(self.0.folder.join("data")).arg("--log").arg(self.0.folder.join("log"));
        if let Some((user, group)) = account() {
            control.uid(user).gid(group);
        }
        control.current_dir("/").arg("--silent").arg("--wait").args(words).stdout(Stdio::null());
        let status = control.status().expect("it comes with PostgreSQL");
        assert!(status.success(), "{words:?}");
    }
}
