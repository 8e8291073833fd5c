//! A laptop as a process: commands go in, answers and events come out.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::time::timeout;

use crate::Failure;
use crate::measure::{Used, ms, now, used};
use crate::server::Server;

/// The longest that an answer may take.
const PATIENCE: Duration = Duration::from_mins(2);

/// See the module.
pub struct Laptop {
    folder: PathBuf,
    child: Child,
    input: ChildStdin,
    answers: mpsc::UnboundedReceiver<Value>,
    events: mpsc::UnboundedReceiver<Value>,
    asked: u64,
    /// Its clock's zero, by ours.
    offset: f64,
}

impl Laptop {
    /// Starts the program, which holds nothing and knows nobody.
    pub async fn start(folder: &Path, clock: Instant) -> Result<Self, Failure> {
        let mut command = Command::new(std::env::current_exe()?);
        let mut child = command.arg("device").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let input = child.stdin.take().ok_or("no way in")?;
        let output = BufReader::new(child.stdout.take().ok_or("no way out")?);
        let ((answer, answers), (event, events)) = (mpsc::unbounded_channel(), mpsc::unbounded_channel());
        std::thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                let Ok(value) = serde_json::from_str::<Value>(&line) else { return };
                let to = if value["event"].is_null() { &answer } else { &event };
                if to.send(value).is_err() {
                    return;
                }
            }
        });
        let mut laptop = Self { folder: folder.to_owned(), child, input, answers, events, asked: 0, offset: 0.0 };
        laptop.agree(clock).await?;
        Ok(laptop)
    }

    /// Brings the two clocks together: by the quickest of some questions, to half of what it took.
    async fn agree(&mut self, clock: Instant) -> Result<(), Failure> {
        let mut best = f64::INFINITY;
        for _ in 0..40 {
            let asked = ms(clock);
            let told = number(&self.ask(json!({ "do": "ping" })).await?, "at")?;
            let answered = ms(clock);
            if answered - asked < best {
                best = answered - asked;
                self.offset = f64::midpoint(asked, answered) - told;
            }
        }
        Ok(())
    }

    /// Its time, by our clock.
    pub fn time(&self, told: &Value) -> Result<f64, Failure> {
        Ok(number(told, "at")? + self.offset)
    }

    /// A command, and its answer.
    pub async fn ask(&mut self, mut command: Value) -> Result<Value, Failure> {
        self.asked += 1;
        command["id"] = json!(self.asked);
        writeln!(self.input, "{command}")?;
        let answer = timeout(PATIENCE, self.answers.recv()).await.map_err(|_| format!("no answer to {command}"))?;
        let mut answer = answer.ok_or("the laptop has ended")?;
        match answer["error"].as_str() {
            Some(error) => Err(format!("{}: {error}", command["do"]).into()),
            None => Ok(answer["ok"].take()),
        }
    }

    /// Comes in by a code; how many milliseconds it took.
    pub async fn enrol(&mut self, server: &Server, code: &str) -> Result<f64, Failure> {
        let command = json!({ "do": "enrol", "folder": self.folder, "server": server.url(), "code": code });
        number(&self.ask(command).await?, "ms")
    }

    /// Opens the profile it came in with.
    pub async fn open(&mut self) -> Result<f64, Failure> {
        let command = json!({ "do": "open", "folder": self.folder });
        number(&self.ask(command).await?, "ms")
    }

    /// Waits until it can read these edits of others; when it could read each, by our clock.
    pub async fn sees(&mut self, wanted: &[u64]) -> Result<BTreeMap<u64, f64>, Failure> {
        let mut seen = BTreeMap::new();
        let began = now();
        while wanted.iter().any(|n| !seen.contains_key(n)) {
            let left = PATIENCE.saturating_sub(began.elapsed());
            let event = timeout(left, self.events.recv()).await.map_err(|_| "an edit never came")?;
            let event = event.ok_or("the laptop has ended")?;
            let n = event["n"].as_u64().ok_or("an event without a number")?;
            seen.insert(n, self.time(&event)?);
        }
        Ok(seen)
    }

    /// What it used so far.
    pub fn used(&self) -> Result<Used, Failure> {
        used(self.child.id())
    }

    /// Closes the profile and ends the program.
    pub async fn end(mut self) -> Result<(), Failure> {
        self.ask(json!({ "do": "close" })).await?;
        Ok(())
    }
}

impl Drop for Laptop {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A number of an answer.
pub fn number(answer: &Value, name: &str) -> Result<f64, Failure> {
    answer[name].as_f64().ok_or_else(|| format!("no `{name}` in {answer}").into())
}
