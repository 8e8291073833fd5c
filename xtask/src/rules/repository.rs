//! The repository as the rules see it: manifests, the graph of packages, and text files.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::graph::{Graph, Package};
use super::member::Member;
use super::source::SourceFile;
use crate::checkout::Checkout;
use crate::failure::Failure;
use crate::teeth::table::{Bug, Table};

/// Everything a rule may look at, read once.
pub struct Repository {
    /// The root's `Cargo.toml`.
    pub workspace: toml::Table,
    /// `deny.toml`: which licences, sources and packages are allowed.
    pub deny: toml::Table,
    /// The seeded bugs, with the texts of the files that they are in.
    pub bugs: Vec<(Bug, Option<String>)>,
    pub members: Vec<Member>,
    pub graph: Graph,
    /// Texts by hand: code, styles, queries and documents; nothing built, installed or generated elsewhere.
    pub files: Vec<SourceFile>,
    /// Every file, text or not, by its path from the root.
    pub paths: BTreeSet<String>,
}

const TEXTS: [&str; 9] = ["rs", "ts", "svelte", "css", "sql", "md", "ftl", "mjs", "js"];
const NOT_OURS: [&str; 5] = [".git", "target", "node_modules", "dist", ".sqlx"];

impl Repository {
    pub fn read(checkout: &Checkout) -> Result<Self, Failure> {
        let root = &checkout.root;
        let graph = Graph::read(checkout)?;
        let local = graph.packages.iter().filter(|package| package.source.is_none());
        let member = |package: &Package| -> Result<Member, Failure> {
            Ok(Member::new(root, package, read_toml(Path::new(&package.manifest_path))?))
        };
        let members = local.map(member).collect::<Result<_, _>>()?;
        let mut paths = BTreeSet::new();
        list(root, "", &mut paths)?;
        let is_text = |path: &&String| path.rsplit_once('.').is_some_and(|(_, extension)| TEXTS.contains(&extension));
        let source = |path: &String| Ok(SourceFile { path: path.clone(), text: read(&root.join(path))? });
        let files = paths.iter().filter(is_text).map(source).collect::<Result<_, Failure>>()?;
        let workspace = read_toml(&root.join("Cargo.toml"))?;
        let deny = read_toml(&root.join("deny.toml"))?;
        let within = |bug: Bug| {
            let text = fs::read_to_string(root.join(&bug.file)).ok();
            (bug, text)
        };
        let bugs = Table::read(checkout)?.bugs.into_iter().map(within).collect();
        Ok(Self { workspace, deny, bugs, members, graph, files, paths })
    }

    /// The names of the text files in a folder, without those in folders below it.
    pub fn names_in<'a>(&'a self, folder: &str) -> Vec<&'a str> {
        let inside = |file: &'a SourceFile| file.path.strip_prefix(folder)?.strip_prefix('/');
        self.files.iter().filter_map(inside).filter(|name| !name.contains('/')).collect()
    }

    /// Is there such a file, or a folder with something in it?
    pub fn has(&self, path: &str) -> bool {
        let below = format!("{path}/");
        self.paths.contains(path) || self.paths.iter().any(|known| known.starts_with(&below))
    }

    pub fn file(&self, path: &str) -> Option<&SourceFile> {
        self.files.iter().find(|file| file.path == path)
    }
}

/// Adds the paths of all files in `folder`, and below it.
fn list(root: &Path, folder: &str, paths: &mut BTreeSet<String>) -> Result<(), Failure> {
    let here = root.join(folder);
    let unreadable = |cause| Failure::Unreadable { path: here.clone(), cause };
    for entry in fs::read_dir(&here).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        let kind = entry.file_type().map_err(unreadable)?;
        if kind.is_file() {
            paths.insert(path);
        } else if kind.is_dir() && !NOT_OURS.contains(&name.as_str()) {
            list(root, &path, paths)?;
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|cause| Failure::Unreadable { path: path.to_path_buf(), cause })
}

fn read_toml(path: &Path) -> Result<toml::Table, Failure> {
    let malformed =
        |cause: toml::de::Error| Failure::Malformed { origin: path.display().to_string(), cause: cause.to_string() };
    read(path)?.parse().map_err(malformed)
}

#[cfg(test)]
impl Repository {
    /// A repository made up for a test, with these texts and nothing else.
    pub fn of_texts(texts: &[(&str, &str)]) -> Self {
        let file = |(path, text): &(&str, &str)| SourceFile { path: (*path).to_owned(), text: (*text).to_owned() };
        Self {
            workspace: toml::Table::new(),
            deny: toml::Table::new(),
            bugs: Vec::new(),
            members: Vec::new(),
            graph: Graph::default(),
            files: texts.iter().map(file).collect(),
            paths: texts.iter().map(|(path, _)| (*path).to_owned()).collect(),
        }
    }

    /// A repository made up for a test, with these members: folder and manifest, whose `name` is the package's.
    pub fn of_members(members: &[(&str, &str)]) -> Self {
        let member = |(folder, manifest): &(&str, &str)| {
            let manifest: toml::Table = manifest.parse().expect("the test's manifest is TOML");
            let name = manifest["package"]["name"].as_str().expect("the test's manifest has a name").to_owned();
            Member { name, folder: (*folder).to_owned(), manifest, edges: Vec::new() }
        };
        Self { members: members.iter().map(member).collect(), ..Self::of_texts(&[]) }
    }
}
