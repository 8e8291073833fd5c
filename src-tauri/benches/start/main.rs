//! From the start of the program to rows on the screen, and its memory, beside a window that shows nothing.
//!
//! `start FILE` writes what it measured there, for the table of `cargo xtask bench`. Times are those of the page's own mark
//! (User Timing) since the process was started, driven or not: both windows are driven alike.

#![expect(clippy::unwrap_used, reason = "a measurement that can't go on panics")]

mod processes;
#[expect(dead_code, unused_imports, reason = "the tests of the window use all of it, this a part")]
#[path = "../../tests/window/stage/mod.rs"]
mod stage;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde_json::json;
use stage::{Server, Stage, Window, come_in, until};

/// How often a window is started; the middle one counts.
const ROUNDS: usize = 5;

/// What was seen of one start.
#[derive(Debug, Clone, Copy)]
struct Start {
    /// Milliseconds until the page's mark.
    rows: f64,
    /// Megabytes of the program and of every process it started, shared pages by halves (PSS).
    memory: f64,
}

#[tokio::main]
async fn main() {
    // `cargo bench` adds `--bench`.
    let wanted = std::env::args().skip(1).find(|word| !word.starts_with("--"));
    let file = PathBuf::from(wanted.expect("start FILE"));
    let stage = Stage::with_keyring().await;
    let blank = middle(&stage, &blank()).await;
    let [section, nation] = [1_000, 50_000].map(|people| async move { sized(people).await });
    let (section, nation) = (section.await, nation.await);
    let figures = json!({
        "blank": { "rows_ms": blank.rows, "memory_mb": blank.memory },
        "1000": { "rows_ms": section.rows, "memory_mb": section.memory },
        "50000": { "rows_ms": nation.rows, "memory_mb": nation.memory },
    });
    std::fs::write(file, figures.to_string()).unwrap();
}

/// The program of somebody who has so many people.
async fn sized(people: usize) -> Start {
    let stage = Stage::with_keyring().await;
    let mut server = stage.server().await;
    let (section, link) = server.section("Section de Versailles", "Zoé Lefèvre").await;
    server.listen().await;
    fill(&stage, &server, &section, people).await;
    let window = stage.start(&[]).await;
    come_in(&window, &link, None).await;
    everybody(&window, people).await;
    window.quit().await;
    middle(&stage, &program()).await
}

/// A deputy takes the people in and shares them.
async fn fill(stage: &Stage, server: &Server, section: &str, people: usize) {
    let invited = server.officer(section, "deputy", "André Côté").await;
    let deputy = stage.colleague(&invited).await;
    let mut roster = "Nom;Prénom;E-mail;Téléphone;Ville\n".to_owned();
    for number in 0..people {
        let phone = 600_000_000 + number;
        writeln!(roster, "Durand{number};Camille;camille.{number}@example.org;0{phone};Versailles").unwrap();
    }
    let file = deputy.file("roster.csv");
    std::fs::write(&file, roster).unwrap();
    deputy.types(&["roster", "import", file.to_str().unwrap()]).await;
    deputy.types(&["sync"]).await;
}

/// Waits until the first synchronisation has brought all of them.
async fn everybody(window: &Window, people: usize) {
    let counted = "return document.querySelector('[role=grid]')?.ariaRowCount";
    until("everybody on screen", async || {
        let rows = window.execute(counted, Vec::new()).await.ok()?;
        (rows.json().as_str()? == (people + 1).to_string()).then_some(())
    })
    .await;
}

async fn middle(stage: &Stage, program: &Path) -> Start {
    let mut starts = Vec::new();
    for _ in 0..ROUNDS {
        let window = Window::open(stage, program, &[]).await;
        starts.push(seen(&window).await);
        window.quit().await;
    }
    let middle = |of: fn(&Start) -> f64| {
        let mut values: Vec<f64> = starts.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        values[ROUNDS / 2]
    };
    Start { rows: middle(|start| start.rows), memory: middle(|start| start.memory) }
}

async fn seen(window: &Window) -> Start {
    let process = window.process().await.0;
    let marked = "const [mark] = performance.getEntriesByName('first-rows');
        return mark ? performance.timeOrigin + mark.startTime : null;";
    let rows = until("rows on screen", async || window.execute(marked, Vec::new()).await.ok()?.json().as_f64()).await;
    window.settle().await;
    let memory = processes::memory(process);
    Start { rows: rows - epoch_ms(processes::age(process)), memory }
}

/// Milliseconds since 1970 of a moment so many seconds ago, as the page counts them.
fn epoch_ms(seconds_ago: f64) -> f64 {
    #[expect(clippy::disallowed_methods, reason = "the page has the real clock too")]
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    (now.as_secs_f64() - seconds_ago) * 1000.0
}

fn program() -> PathBuf {
    env!("CARGO_BIN_EXE_coopol-desktop").into()
}

fn blank() -> PathBuf {
    program().with_file_name("examples").join("blank")
}
