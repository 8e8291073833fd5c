//! coopol-server as a process: made ready by its own admin commands, started, asked what it used, stopped.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::json;

use crate::Failure;
use crate::measure::{Used, used};

/// Where a laptop may come in.
#[derive(Debug, Clone)]
pub struct Section {
    /// The code of the secretary's laptop.
    pub secretary: String,
    /// Codes of deputies' laptops, one each.
    pub deputies: Vec<String>,
}

/// A data folder, and the program over it.
pub struct Server {
    folder: PathBuf,
    address: String,
    child: Option<Child>,
}

/// The program that stands beside this one.
fn program() -> Result<PathBuf, Failure> {
    let program = std::env::current_exe()?.with_file_name("coopol-server");
    if program.exists() { Ok(program) } else { Err(format!("{} isn't built", program.display()).into()) }
}

/// A port that nobody listens at.
pub fn free_address() -> Result<String, Failure> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string())
}

/// For the peers' harness: a folder ready to be served, what to start, and the codes.
pub fn prepare_and_say(folder: &Path, address: &str) -> Result<(), Failure> {
    let server = Server::make(folder, address)?;
    let Section { secretary, deputies } = server.section("Section de Versailles", 1)?;
    let codes = [vec![secretary], deputies].concat();
    let arguments = ["--config".into(), server.config().display().to_string(), "serve".to_owned()];
    println!("{}", json!({ "program": program()?, "arguments": arguments, "codes": codes }));
    Ok(())
}

impl Server {
    /// A new data folder. Limits on one device's requests are off: it is the work that is measured.
    pub fn make(folder: &Path, address: &str) -> Result<Self, Failure> {
        Self::make_over(folder, address, "sqlite:")
    }

    /// The same, over a database in another place.
    pub fn make_over(folder: &Path, address: &str, database: &str) -> Result<Self, Failure> {
        std::fs::create_dir_all(folder)?;
        let server = Self { folder: folder.to_owned(), address: address.to_owned(), child: None };
        let data = server.data();
        let settings = format!(
            "data = '{}'\ndatabase = {database:?}\nlisten = {address:?}\nlog = \"error\"\ndevice_per_second = 1000000\n\
             account_per_second = 1000000\nstranger_per_second = 1000000\nconnections_per_address = 8192\n",
            data.display()
        );
        std::fs::write(server.config(), settings)?;
        server.admin(&["init"])?;
        Ok(server)
    }

    /// The folder that it keeps everything in, but for a database elsewhere.
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn config(&self) -> PathBuf {
        self.folder.join("coopol.toml")
    }

    pub fn admin(&self, arguments: &[&str]) -> Result<String, Failure> {
        let mut command = Command::new(program()?);
        command.arg("--config").arg(self.config()).arg("admin").args(arguments);
        let output = command.output()?;
        if !output.status.success() {
            let says = String::from_utf8_lossy(&output.stderr);
            return Err(format!("coopol-server admin {}: {says}", arguments.join(" ")).into());
        }
        Ok(String::from_utf8(output.stdout)?.trim().to_owned())
    }

    /// A section with a secretary and deputies, who may read all that the secretary may, and a code for each. Only while the server doesn't run.
    pub fn section(&self, name: &str, deputies: usize) -> Result<Section, Failure> {
        let unit = self.admin(&["unit", "found", "--kind", "section", "--name", name])?;
        let secretary = self.officer(&unit, "secretary", "Zoé")?;
        let deputy = |number: usize| self.officer(&unit, "deputy", &format!("Paul {number}"));
        let deputies = (0..deputies).map(deputy).collect::<Result<_, _>>()?;
        Ok(Section { secretary, deputies })
    }

    /// Somebody in office, and a code for their laptop.
    pub fn officer(&self, unit: &str, office: &str, name: &str) -> Result<String, Failure> {
        self.admin(&["mandate", "record", "--unit", unit, "--office", office, "--holder-name", name])?;
        self.admin(&["invitation", "create", "--unit", unit, "--office", office, "--holder-name", name])
    }

    /// A section with one officer, for each laptop that only pushes: its unit, mandate and code.
    pub fn lone_secretary(&self, number: usize) -> Result<(String, String), Failure> {
        let unit = self.admin(&["unit", "found", "--kind", "section", "--name", &format!("Section {number}")])?;
        let recorded = ["mandate", "record", "--unit", &unit, "--office", "secretary", "--holder-name", "Zoé"];
        let recorded = self.admin(&recorded)?;
        let mandate = recorded.split_whitespace().nth(1).ok_or("no mandate was told")?.to_owned();
        let invited = ["invitation", "create", "--unit", &unit, "--office", "secretary", "--holder-name", "Zoé"];
        Ok((mandate, self.admin(&invited)?))
    }

    /// Starts it and waits until it answers.
    pub async fn start(&mut self) -> Result<(), Failure> {
        let mut command = Command::new(program()?);
        command.arg("--config").arg(self.config()).arg("serve").stdin(Stdio::null()).stdout(Stdio::null());
        self.child = Some(command.spawn()?);
        for _ in 0..500 {
            if tokio::net::TcpStream::connect(&self.address).await.is_ok() {
                return Ok(());
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        Err("coopol-server doesn't answer".into())
    }

    /// Asks it to end, and waits until it has.
    pub fn stop(&mut self) -> Result<(), Failure> {
        if let Some(mut child) = self.child.take() {
            Command::new("kill").arg(child.id().to_string()).status()?;
            child.wait()?;
        }
        Ok(())
    }

    /// Ends it as a crash would.
    pub fn kill(&mut self) -> Result<(), Failure> {
        if let Some(mut child) = self.child.take() {
            child.kill()?;
            child.wait()?;
        }
        Ok(())
    }

    /// How laptops reach it.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where it listens.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// What it used so far.
    pub fn used(&self) -> Result<Used, Failure> {
        used(self.child.as_ref().ok_or("coopol-server doesn't run")?.id())
    }

    /// Waits until it has had nothing to do for a while: snapshots are made behind the answers.
    pub async fn settle(&self) -> Result<(), Failure> {
        let (mut last, mut quiet) = (self.used()?.cpu, 0);
        for _ in 0..300 {
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            let cpu = self.used()?.cpu;
            quiet = if cpu - last < 0.005 { quiet + 1 } else { 0 };
            last = cpu;
            if quiet == 8 {
                return Ok(());
            }
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            // It may have ended by itself.
            drop(child.kill());
            drop(child.wait());
        }
    }
}
