//! A PostgreSQL of a test's own: a private cluster in a temporary folder, on a Unix socket alone, from the programs that
//! the system has. A process has one, with a database for whoever asks; it goes when the process ends, however it ends.

mod standby;

use std::io::{BufRead as _, BufReader, Read as _};
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

pub use standby::Pair;

/// Where Debian keeps each version.
const VERSIONS: &str = "/usr/lib/postgresql";
/// Whom the programs refuse to run as root for: Debian's package brings this account.
const ACCOUNT: &str = "postgres";
/// Who owns the cluster from within.
const OWNER: &str = "coopol";

/// What stands in no test's way: a cluster that is thrown away needn't survive a power cut.
const CONFIGURATION: &str = "\
    listen_addresses = ''\n\
    fsync = off\n\
    full_page_writes = off\n\
    max_connections = 200\n\
    max_prepared_transactions = 64\n\
    shared_preload_libraries = 'pg_stat_statements'\n";

/// As it is given out, but for the network: what is answered is on the disk.
const DURABLE: &str = "\
    listen_addresses = ''\n\
    max_connections = 200\n";

/// As [`DURABLE`], with a standby that has what is answered as well.
const SYNCHRONOUS: &str = "\
    listen_addresses = ''\n\
    synchronous_standby_names = '*'\n\
    max_connections = 100\n";

/// It outlives whoever started it by as much as it takes to end the cluster: their end closes its input.
const GUARDIAN: &str = r#"
    trap '' HUP INT TERM
    give_up() { cat log; cd /; rm -rf "$folder"; exit 1; }
    cd "$folder" || exit 1
    initdb --pgdata=data --username="$owner" --auth=trust --encoding=UTF8 --locale=C --no-sync >log 2>&1 || give_up
    printf "%sunix_socket_directories = '%s'\n" "$configuration" "$folder" >>data/postgresql.conf
    pg_ctl --pgdata=data --log=log --wait start >/dev/null 2>&1 || give_up
    if [ -n "$standby" ]; then
        pg_basebackup --pgdata="$standby/data" --host="$folder" --username="$owner" --write-recovery-conf --checkpoint=fast \
            --no-sync >>log 2>&1 || give_up
        printf "synchronous_standby_names = ''\nunix_socket_directories = '%s'\n" "$folder/$standby" \
            >>"$standby/data/postgresql.conf"
        pg_ctl --pgdata="$standby/data" --log=log --wait start >/dev/null 2>&1 || give_up
    fi
    echo ready
    cat >/dev/null
    for data in data ${standby:+"$standby/data"}; do pg_ctl --pgdata="$data" --mode=immediate --wait stop >/dev/null 2>&1; done
    cd / && rm -rf "$folder"
"#;

/// A cluster that runs.
#[derive(Debug)]
pub struct Cluster {
    folder: PathBuf,
    programs: PathBuf,
    databases: AtomicU32,
    /// Its input stays open as long as this process lives.
    _guardian: Child,
}

static CLUSTER: LazyLock<Cluster> = LazyLock::new(|| Cluster::start(CONFIGURATION, ""));

/// The cluster of this process.
///
/// # Panics
/// When there is no PostgreSQL on this machine, or it doesn't start: the test can't go on.
pub fn cluster() -> &'static Cluster {
    &CLUSTER
}

impl Cluster {
    /// A cluster of its own that keeps what it has answered, for whoever measures.
    ///
    /// # Panics
    /// When there is no PostgreSQL on this machine, or it doesn't start.
    pub fn durable() -> Self {
        Self::start(DURABLE, "")
    }

    /// `standby`: the folder of a second one that follows it, if there is to be one.
    fn start(configuration: &str, standby: &str) -> Self {
        let programs = programs();
        let folder = tempfile::Builder::new().prefix("coopol-pg-").tempdir().expect("there is room for a folder");
        let mut guardian = Command::new("/bin/sh");
        guardian.args(["-c", GUARDIAN]).env_clear().env("folder", folder.path());
        guardian.env("PATH", format!("{}:/usr/bin:/bin", programs.display()));
        guardian.env("owner", OWNER).env("configuration", configuration).env("standby", standby).env("LC_ALL", "C");
        // Nobody who ends this process by its group, or from a terminal, ends the guardian before its work is done.
        guardian.process_group(0).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        if let Some((user, group)) = account() {
            chown(folder.path(), Some(user), Some(group)).expect("it was made by root");
            guardian.uid(user).gid(group);
        }
        let mut guardian = guardian.spawn().expect("every system has a shell");
        let folder = folder.keep();
        let mut told = BufReader::new(guardian.stdout.take().expect("it was asked for"));
        let mut line = String::new();
        told.read_line(&mut line).expect("it tells how it went");
        if line != "ready\n" {
            told.read_to_string(&mut line).expect("it tells why not");
            panic!("PostgreSQL doesn't start: {line}");
        }
        Self { folder, programs, databases: AtomicU32::new(0), _guardian: guardian }
    }

    /// The URL of a new database with nothing in it.
    ///
    /// # Panics
    /// When it can't be made: the test can't go on.
    pub fn database(&self) -> String {
        format!("postgres://{OWNER}@{}/{}", host(&self.folder), self.new_database())
    }

    /// Gives back the room of a database that nobody needs any more: hundreds of them don't lie beside each other then.
    ///
    /// # Panics
    /// When it can't be: somebody is still connected to it, or left a transaction prepared.
    pub fn give_back(&self, url: &str) {
        self.tell("postgres", &format!("DROP DATABASE {}", name(url)));
    }

    fn new_database(&self) -> String {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        self.tell("postgres", &format!("CREATE DATABASE {name} TEMPLATE template0"));
        name
    }

    /// Has a statement run in a database, as whoever runs PostgreSQL would; what it gives, a row a line.
    ///
    /// # Panics
    /// When it fails.
    pub fn tell(&self, database: &str, statement: &str) -> String {
        self.tell_at(&self.folder, database, &[statement])
    }

    /// Does what a newer program may do to the schema of a database that others work with, table by table: a column more in each, a table
    /// more, and its step noted.
    ///
    /// # Panics
    /// When a statement fails.
    pub fn grow(&self, database: &str) {
        let tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_sqlx_migrations'";
        let tables = self.tell(database, tables);
        let column = |table: &str| format!("ALTER TABLE {table} ADD COLUMN later bigint NOT NULL DEFAULT 7");
        let mut steps: Vec<String> = tables.lines().map(column).collect();
        steps.push("CREATE TABLE later (one bigint PRIMARY KEY)".to_owned());
        let noted = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (9999, 'later', TRUE, '\\x00', 0)";
        steps.push(noted.to_owned());
        self.tell_at(&self.folder, database, &steps.iter().map(String::as_str).collect::<Vec<_>>());
    }

    fn tell_at(&self, folder: &Path, database: &str, statements: &[&str]) -> String {
        let mut psql = Command::new(self.programs.join("psql"));
        psql.args(["--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--set=ON_ERROR_STOP=1"]);
        psql.args(["--username", OWNER, "--dbname", database]).arg("--host").arg(folder);
        psql.args(statements.iter().flat_map(|statement| ["--command", statement]));
        let Output { status, stdout, stderr } = psql.output().expect("it comes with PostgreSQL");
        assert!(status.success(), "{statements:?}: {}{}", String::from_utf8_lossy(&stderr), self.last_words());
        String::from_utf8(stdout).expect("it speaks UTF-8").trim_end().to_owned()
    }

    /// The end of its log: why it doesn't do what it is told is seldom in its answer.
    fn last_words(&self) -> String {
        let log = std::fs::read(self.folder.join("log")).unwrap_or_default();
        String::from_utf8_lossy(&log[log.len().saturating_sub(2_000)..]).into_owned()
    }

    /// Where its files are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

/// A folder with a socket, as a URL has it.
fn host(folder: &Path) -> String {
    folder.display().to_string().replace('/', "%2F")
}

/// The name of a database, of its URL.
pub fn name(url: &str) -> &str {
    url.rsplit('/').next().unwrap_or(url)
}

/// The folder of the newest version that the system has.
fn programs() -> PathBuf {
    let versions = std::fs::read_dir(VERSIONS).into_iter().flatten().flatten();
    let numbered = versions.filter_map(|entry| Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path())));
    let newest = numbered.map(|(number, path)| (number, path.join("bin"))).max();
    let newest = newest.filter(|(_, programs)| programs.join("initdb").exists());
    newest.expect("PostgreSQL is missing on this machine: `cargo xtask setup` installs it").1
}

/// Under whose account the programs run, where it isn't this process's.
fn account() -> Option<(u32, u32)> {
    (id(&["-u"]) == 0).then(|| (id(&["-u", ACCOUNT]), id(&["-g", ACCOUNT])))
}

fn id(words: &[&str]) -> u32 {
    let output = Command::new("id").args(words).output().expect("every system has it");
    let said = String::from_utf8(output.stdout).expect("it prints a number");
    said.trim().parse().unwrap_or_else(|_| panic!("there is no account called {ACCOUNT}"))
}
