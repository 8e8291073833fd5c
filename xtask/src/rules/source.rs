//! One text file of the repository, and which part of it is a test.

/// A file that holds text, with its path from the root, `/` between folders.
pub struct SourceFile {
    pub path: String,
    pub text: String,
}

impl SourceFile {
    pub fn extension(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// Is the whole file a test, a bench or a fuzz target?
    pub fn is_test(&self) -> bool {
        let (folders, name) = self.path.rsplit_once('/').unwrap_or(("", &self.path));
        let stem = name.split('.').next().unwrap_or(name);
        folders.split('/').any(|folder| ["tests", "benches", "fuzz"].contains(&folder))
            || stem == "tests"
            || stem.ends_with("_tests")
            || [".test.", ".spec."].iter().any(|part| name.contains(part))
    }

    /// The lines of production code, numbered from 1.
    pub fn production(&self) -> impl Iterator<Item = (usize, &str)> {
        let end = if self.is_test() { 0 } else { self.first_test_line() };
        self.numbered().take(end)
    }

    /// The lines of tests, numbered from 1.
    pub fn tests(&self) -> impl Iterator<Item = (usize, &str)> {
        let start = if self.is_test() { 0 } else { self.first_test_line() };
        self.numbered().skip(start)
    }

    pub fn numbered(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    /// How many lines stand before the module of unit tests, by custom the last thing in a file.
    fn first_test_line(&self) -> usize {
        let lines: Vec<&str> = self.text.lines().collect();
        let opens = |index: &usize| {
            let item = lines[index + 1..].iter().find(|line| !line.starts_with("#["));
            lines[*index].starts_with("#[cfg(test)]") && item.is_some_and(|item| item.contains("mod "))
        };
        (0..lines.len()).find(opens).unwrap_or(lines.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> SourceFile {
        SourceFile { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn tests_are_known_by_where_they_are() {
        for path in ["crates/a/tests/b.rs", "crates/a/src/b/tests.rs", "ui/src/a.test.ts", "crates/a/benches/b.rs"] {
            assert!(file(path, "").is_test(), "{path}");
        }
        for path in ["crates/a/src/contest.rs", "crates/testkit/src/lib.rs", "ui/src/latest.ts"] {
            assert!(!file(path, "").is_test(), "{path}");
        }
    }

    #[test]
    fn unit_tests_end_the_production_part() {
        let file = file("crates/a/src/b.rs", "fn a() {}\n#[cfg(test)]\nmod tests {\n}\n");
        assert_eq!(file.production().collect::<Vec<_>>(), [(1, "fn a() {}")]);
        assert_eq!(file.tests().map(|(number, _)| number).collect::<Vec<_>>(), [2, 3, 4]);
    }

    #[test]
    fn other_attributes_and_single_items_for_tests_are_told_apart() {
        let text =
            "#[cfg(test)]\nuse a::b;\nfn a() {}\n#[cfg(test)]\n#[path = \"b.rs\"]\npub(crate) mod samples {\n}\n";
        assert_eq!(file("crates/a/src/b.rs", text).production().count(), 3);
    }
}
