//! The figures that a server gives, and those who read them: the rules of Prometheus and the dashboard beside the program
//! name none that isn't there, and none names a person, a unit or a device.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use coopol_testkit::laptop::{Laptop, Surroundings};
use serde::Deserialize;
use serde_json::Value as Json;

use crate::serving::{Running, get};
use crate::{program, run, told};

const RULES: &str = include_str!("../../dist/prometheus-rules.yml");
const DASHBOARD: &str = include_str!("../../dist/grafana.json");

/// A file of rules, and nothing that Prometheus wouldn't read in one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    groups: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    name: String,
    rules: Vec<Rule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    alert: String,
    expr: String,
    r#for: Option<String>,
    labels: BTreeMap<String, String>,
    annotations: BTreeMap<String, String>,
}

fn rules() -> Vec<Rule> {
    let rules: Rules = serde_yaml::from_str(RULES).unwrap();
    rules.groups.into_iter().flat_map(|group| if group.name == "coopol" { group.rules } else { Vec::new() }).collect()
}

/// What a panel asks for, wherever it stands.
fn asked(of: &Json, into: &mut Vec<String>) {
    match of {
        Json::Object(fields) => {
            into.extend(["expr", "query"].iter().filter_map(|name| fields.get(*name)?.as_str().map(str::to_owned)));
            fields.values().for_each(|value| asked(value, into));
        }
        Json::Array(values) => values.iter().for_each(|value| asked(value, into)),
        _ => {}
    }
}

/// The names in an expression that are of figures.
fn named(expression: &str) -> BTreeSet<String> {
    let words = expression.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    words.filter(|word| word.starts_with("coopol_") || word.starts_with("process_")).map(str::to_owned).collect()
}

/// What is given, by name and kind: a histogram goes by three names.
fn given(figures: &str) -> BTreeSet<String> {
    let kinds = figures.lines().filter_map(|line| line.strip_prefix("# TYPE ")?.split_once(' '));
    let names = kinds.flat_map(|(name, kind)| match kind {
        "histogram" => ["_bucket", "_sum", "_count"].map(|end| format!("{name}{end}")).to_vec(),
        _ => vec![name.to_owned()],
    });
    names.collect()
}

/// The value of one line.
fn value(figures: &str, line: &str) -> f64 {
    let value = figures.lines().find_map(|given| given.strip_prefix(line)?.strip_prefix(' ')?.parse().ok());
    value.unwrap_or_else(|| panic!("{line}: {figures}"))
}

#[test]
fn who_watches_names_figures_that_there_are() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::start(folder.path());
    assert!(get(server.address, "/healthz").ends_with("ok\n"));
    let given = given(&get(server.figures, "/metrics"));
    let mut expressions: Vec<String> = rules().into_iter().map(|rule| rule.expr).collect();
    let ruled = expressions.len();
    asked(&serde_json::from_str(DASHBOARD).unwrap(), &mut expressions);
    assert!(ruled >= 8 && expressions.len() >= ruled + 12, "{expressions:?}");
    let named: BTreeSet<String> = expressions.iter().flat_map(|expression| named(expression)).collect();
    let unknown: Vec<_> = named.difference(&given).collect();
    assert!(unknown.is_empty(), "{unknown:?} isn't among {given:?}");
    for figure in ["coopol_refused", "coopol_commit_seconds_bucket", "coopol_listening"] {
        assert!(named.contains(figure), "{figure} is watched");
    }
}

#[test]
fn the_rules_can_be_read() {
    for Rule { alert, expr, r#for, labels, annotations } in rules() {
        assert!(alert.starts_with("Coopol") && !named(&expr).is_empty() || expr.contains("up{"), "{alert}: {expr}");
        let open = |open, close| expr.matches(open).count() == expr.matches(close).count();
        assert!(open('(', ')') && open('{', '}') && open('[', ']') && expr.matches('"').count() % 2 == 0, "{expr}");
        if let Some(time) = r#for {
            assert!(time.trim_end_matches(['m', 'h']).parse::<u32>().is_ok(), "{alert}: {time}");
        }
        assert!(["page", "ticket"].contains(&labels["severity"].as_str()), "{alert}");
        assert!(!annotations["summary"].is_empty() && !annotations["description"].is_empty(), "{alert}");
    }
}

/// Everything is there before anything has happened, at nothing.
#[test]
fn nothing_has_happened_is_a_figure_too() {
    let folder = tempfile::tempdir().unwrap();
    let figures = get(Running::start(folder.path()).figures, "/metrics");
    for line in [
        "coopol_refused{why=\"requests\"}",
        "coopol_refused{why=\"writer\"}",
        "coopol_refused{why=\"address\"}",
        "coopol_listening",
        "coopol_waiting",
        "coopol_commit_failures",
        "coopol_commit_seconds_count",
        "coopol_last_backup_timestamp_seconds",
    ] {
        assert!(value(&figures, line).abs() < f64::EPSILON, "{line}");
    }
    assert!((value(&figures, "coopol_limit{of=\"requests\"}") - 512.0).abs() < f64::EPSILON);
}

#[test]
fn who_is_told_to_come_again_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("server.toml");
    std::fs::write(&settings, "requests = 1\nconnections_per_address = 3\n").unwrap();
    let words = ["--config".to_owned(), settings.display().to_string()];
    let server = Running::with(&folder.path().join("data"), &words);
    let mut slow = TcpStream::connect(server.address).unwrap();
    let head = "POST /v1/challenges HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n";
    write!(slow, "{head}Content-Length: 100\r\n\r\n").unwrap();
    // It asks for the body: the request has begun, and is the one that there may be.
    slow.read_exact(&mut [0; 25]).unwrap();
    let refused = get(server.address, "/healthz");
    assert!(refused.starts_with("HTTP/1.1 503") && refused.contains("retry-after: 1"), "{refused}");
    let figures = get(server.figures, "/metrics");
    assert!((value(&figures, "coopol_refused{why=\"requests\"}") - 1.0).abs() < f64::EPSILON);
    assert!((value(&figures, "coopol_answering") - 1.0).abs() < f64::EPSILON);
    let more: Vec<_> = (0..3).map(|_| TcpStream::connect(server.address).unwrap()).collect();
    // One of them is too many: nothing is said to it.
    let closed = |mut socket: &TcpStream| socket.read(&mut [0; 1]).is_ok_and(|bytes| bytes == 0);
    assert!(more.last().is_some_and(closed));
    assert!(value(&get(server.figures, "/metrics"), "coopol_refused{why=\"address\"}") >= 1.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn laptops_and_what_they_push_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let admin = |words: &[&str]| {
        let output = run(&data, &[&["admin"], words].concat());
        assert!(output.status.success(), "{words:?}: {}", told(&output));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    admin(&["init"]);
    let unit = admin(&["unit", "found", "--kind", "section", "--name", "Section de Versailles"]);
    let held = ["--unit", unit.as_str(), "--office", "secretary", "--holder-name", "Zoé Lefèvre"];
    admin(&[["mandate", "record"].as_slice(), &held].concat());
    let code = admin(&[["invitation", "create"].as_slice(), &held].concat());
    let server = Running::begin(program(&data));
    let url = format!("http://{}", server.address);
    let laptop = Laptop::enrol(folder.path(), "Zoé", &url, &code, Surroundings::new(0, 1)).await;
    laptop.sync().await;
    laptop.add("Martin").await;
    laptop.sync().await;
    let figures = get(server.figures, "/metrics");
    assert!(value(&figures, "coopol_commit_seconds_count") >= 1.0);
    assert!(value(&figures, "coopol_request_seconds_count{route=\"/v1/sync\"}") >= 1.0);
    for word in ["Versailles", "Martin", "Zoé", unit.as_str()] {
        assert!(!figures.contains(word), "{word}: {figures}");
    }
    laptop.close().await;
}

#[test]
fn a_backup_tells_when_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let server = Running::start(&data);
    let secret = folder.path().join("secret");
    std::fs::write(&secret, "correct horse battery staple\n").unwrap();
    let backup = folder.path().join("backup.age").display().to_string();
    let words = ["admin", "backup", &backup, "--passphrase-file", secret.to_str().unwrap()];
    let output = run(&data, &words);
    assert!(output.status.success(), "{}", told(&output));
    let at = value(&get(server.figures, "/metrics"), "coopol_last_backup_timestamp_seconds");
    let written = std::fs::metadata(&backup).unwrap().modified().unwrap();
    let written = written.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs_f64();
    assert!(at >= written.floor() && at < written + 60.0, "{at}, {written}");
    let again = run(&data, &words);
    assert!(!again.status.success(), "it is there already");
    assert!(
        (value(&get(server.figures, "/metrics"), "coopol_last_backup_timestamp_seconds") - at).abs() < f64::EPSILON
    );
}
