//! Targets, and the table: ours beside the limit of this machine, the peers, and the target.

use std::borrow::Cow;
use std::path::Path;

use serde_json::Value;

use crate::Failure;

/// What is wanted of a figure.
#[derive(Debug, Clone, Copy)]
pub enum Target {
    /// No more than this.
    AtMost(f64),
    /// No less than this.
    AtLeast(f64),
    /// No more than so many times the limit.
    OfLimit(f64),
    /// No less than this part of the limit.
    PartOfLimit(f64),
    /// It is only told.
    None,
}

/// A line of the table.
#[derive(Debug)]
pub struct Figure {
    /// What was measured.
    pub what: Cow<'static, str>,
    /// In what.
    pub unit: &'static str,
    /// How much.
    pub ours: f64,
    /// The least, or most, that this machine does, measured in the same run.
    pub limit: Option<f64>,
    /// What is wanted.
    pub target: Target,
    /// The name of the same thing in the results of the peers' harness, and by what it is multiplied.
    pub peer: Option<(&'static str, f64)>,
}

impl Figure {
    /// A figure without limit or peer.
    pub fn new(what: impl Into<Cow<'static, str>>, unit: &'static str, ours: f64, target: Target) -> Self {
        Self { what: what.into(), unit, ours, limit: None, target, peer: None }
    }

    /// With the limit.
    pub fn beside(self, limit: f64) -> Self {
        Self { limit: Some(limit), ..self }
    }

    /// With what the peers' harness calls it.
    pub fn like(self, name: &'static str, times: f64) -> Self {
        Self { peer: Some((name, times)), ..self }
    }

    /// The target as a number, and by how much it is missed: 1 and less is met.
    fn judged(&self) -> Option<(f64, f64)> {
        let limit = self.limit.unwrap_or(f64::NAN);
        match self.target {
            // Of what must not be at all, no part can be said.
            Target::AtMost(0.0) => Some((0.0, if self.ours > 0.0 { f64::INFINITY } else { 0.0 })),
            Target::AtMost(most) => Some((most, self.ours / most)),
            Target::AtLeast(least) => Some((least, least / self.ours)),
            Target::OfLimit(times) => Some((times * limit, self.ours / (times * limit))),
            Target::PartOfLimit(part) => Some((part * limit, part * limit / self.ours)),
            Target::None => None,
        }
    }

    fn sign(&self) -> &'static str {
        match self.target {
            Target::AtLeast(_) | Target::PartOfLimit(_) => "≥",
            _ => "≤",
        }
    }

    fn row(&self, peers: &[Peer]) -> String {
        let dash = || "–".to_owned();
        let limit = self.limit.map_or_else(dash, short);
        let ratio = self.limit.map_or_else(dash, |limit| format!("{}×", short(self.ours / limit)));
        let (target, verdict) = self.judged().map_or((dash(), dash()), |(target, missed)| {
            let verdict = if missed <= 1.0 { "met".to_owned() } else { format!("not met, {}×", short(missed)) };
            (format!("{} {}", self.sign(), short(target)), verdict)
        });
        let beside = |peer: &Peer| {
            let (name, times) = self.peer?;
            let theirs = peer.summary[name].as_f64()? * times;
            Some(format!("{} {} ({}×)", peer.name, short(theirs), short(self.ours / theirs)))
        };
        let beside: Vec<String> = peers.iter().filter_map(beside).collect();
        let beside = if beside.is_empty() { dash() } else { beside.join(", ") };
        let Self { what, unit, .. } = self;
        format!("| {what} | {} {unit} | {limit} | {ratio} | {beside} | {target} | {verdict} |", short(self.ours))
    }
}

/// A peer's medians, as its harness wrote them.
pub struct Peer {
    name: String,
    summary: Value,
}

/// What the peers' harness left in `folder`: first what its own bare programs did, which keep no promise but to store and
/// to send, then each peer.
pub fn peers(folder: &Path) -> Result<Vec<Peer>, Failure> {
    let (mut peers, mut limits) = (Vec::new(), String::new());
    for file in std::fs::read_dir(folder)? {
        let path = file?.path();
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        let end = path.extension().and_then(|end| end.to_str()).unwrap_or_default();
        match end {
            "json" if name != "ours" => {
                let mut read: Value = serde_json::from_slice(&std::fs::read(&path)?)?;
                peers.push(Peer { name, summary: read["summary"].take() });
            }
            "jsonl" if name.starts_with("limits-") => limits += &(std::fs::read_to_string(&path)? + "\n"),
            _ => {}
        }
    }
    peers.sort_by(|a, b| a.name.cmp(&b.name));
    if !limits.is_empty() {
        peers.insert(0, bare(&limits)?);
    }
    Ok(peers)
}

/// The limits that the harness measures, an object a line, under the names of what they limit.
fn bare(lines: &str) -> Result<Peer, Failure> {
    let mut told = serde_json::Map::new();
    for line in lines.lines().filter(|line| !line.is_empty()) {
        told.extend(serde_json::from_str::<serde_json::Map<_, _>>(line)?);
    }
    let told = Value::from(told);
    let summary = serde_json::json!({
        "first_sync_s": told["ideal_first_sync_sqlcipher_typed_fts5"]["ms"].as_f64().map(|ms| ms / 1000.0),
        "edit_p50_ms": told["ideal_edit_A_to_B_server_FULL_ms"]["p50"],
        "edit_p95_ms": told["ideal_edit_A_to_B_server_FULL_ms"]["p95"],
        "pushes_per_s": told["http_group_commit_FULL_64conn"]["req_per_s"],
    });
    Ok(Peer { name: "bare".to_owned(), summary })
}

/// Prints it.
pub fn print(figures: &[Figure], peers: &[Peer], load: &str) {
    println!("\n| What | ours | limit | ours/limit | peers (ours/theirs) | target | |");
    println!("|---|---|---|---|---|---|---|");
    for figure in figures {
        println!("{}", figure.row(peers));
    }
    println!("\nLoad of the machine (1, 5, 15 minutes), before and after: {load}");
}

/// Three digits that count.
pub fn short(value: f64) -> String {
    if value.is_nan() {
        return "not measured".to_owned();
    }
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 0.1 || size == 0.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_met_on_its_own_side() {
        let row = |ours, target| Figure::new("it", "ms", ours, target).beside(10.0).row(&[]);
        assert_eq!(row(14.0, Target::OfLimit(1.5)), "| it | 14.0 ms | 10.0 | 1.40× | – | ≤ 15.0 | met |");
        assert!(row(14.0, Target::AtMost(7.0)).ends_with("| ≤ 7.00 | not met, 2.00× |"));
        assert!(row(0.0, Target::AtMost(0.0)).ends_with("| ≤ 0.00 | met |"));
        assert!(row(1.0, Target::AtMost(0.0)).contains("not met"));
        assert!(row(14.0, Target::AtLeast(28.0)).ends_with("| ≥ 28.0 | not met, 2.00× |"));
        assert!(row(6.0, Target::PartOfLimit(0.5)).ends_with("| ≥ 5.00 | met |"));
    }

    #[test]
    fn a_peer_stands_beside_in_the_same_unit() {
        let peer = Peer { name: "slow".to_owned(), summary: serde_json::json!({ "s": 0.5 }) };
        let row = Figure::new("it", "ms", 100.0, Target::None).like("s", 1000.0).row(&[peer]);
        assert_eq!(row, "| it | 100 ms | – | – | slow 500 (0.20×) | – | – |");
    }

    #[test]
    fn the_limits_of_the_harness_stand_before_its_peers() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        put("slow.json", r#"{ "summary": { "edit_p50_ms": 27 } }"#);
        put("ours.json", r#"{ "summary": { "edit_p50_ms": 4 } }"#);
        put("limits-edit.jsonl", "{\"ideal_edit_A_to_B_server_FULL_ms\":{\"p50\":2,\"p95\":3}}\n{\"records\":1}\n");
        put("limits-pipe.jsonl", r#"{"ideal_first_sync_sqlcipher_typed_fts5":{"ms":300}}"#);
        let peers = peers(folder.path()).unwrap();
        let row = |name, times| Figure::new("it", "ms", 4.0, Target::None).like(name, times).row(&peers);
        assert_eq!(row("edit_p50_ms", 1.0), "| it | 4.00 ms | – | – | bare 2.00 (2.00×), slow 27.0 (0.15×) | – | – |");
        assert_eq!(row("first_sync_s", 1000.0), "| it | 4.00 ms | – | – | bare 300 (0.013×) | – | – |");
        assert_eq!(row("pushes_per_s", 1.0), "| it | 4.00 ms | – | – | – | – | – |", "which were not measured");
    }
}
