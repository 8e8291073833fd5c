//! A file of production code holds one idea, and one idea rarely takes more than 150 lines.

use super::Finding;
use super::repository::Repository;
use super::source::SourceFile;

/// Lines of production code from which a file needs a reason.
const LONGEST: usize = 350;

/// Files that are longer for a reason, which stands beside them.
const REASONED: &[(&str, &str)] = &[];

pub fn check(repository: &Repository) -> Vec<Finding> {
    findings(&repository.files, REASONED)
}

fn findings(files: &[SourceFile], reasoned: &[(&str, &str)]) -> Vec<Finding> {
    let is_code = |file: &&SourceFile| ["rs", "ts", "svelte"].contains(&file.extension()) && !is_generated(file);
    let lines = |file: &SourceFile| file.production().count();
    let exempt = |file: &SourceFile| reasoned.iter().any(|(path, _)| *path == file.path);
    let too_long = files.iter().filter(is_code).filter(|file| lines(file) > LONGEST && !exempt(file));
    let needless =
        reasoned.iter().filter(|(path, _)| !files.iter().any(|file| file.path == *path && lines(file) > LONGEST));
    too_long
        .map(|file| Finding::new(&file.path, format!("{} lines, of at most {LONGEST}: is it one idea?", lines(file))))
        .chain(needless.map(|(path, _)| Finding::new(*path, "has a reason to be long, and isn't: drop the reason")))
        .collect()
}

fn is_generated(file: &SourceFile) -> bool {
    [".d.ts", ".gen.ts"].iter().any(|end| file.path.ends_with(end))
        || file.numbered().take(5).any(|(_, line)| line.contains("@generated"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, before: &str, lines: usize, after: &str) -> SourceFile {
        SourceFile { path: path.to_owned(), text: format!("{before}{}{after}", "let a = 1;\n".repeat(lines)) }
    }

    #[test]
    fn production_code_is_counted_and_tests_are_not() {
        let unit_tests = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", "// more\n".repeat(400));
        let files = [
            file("crates/a/src/short.rs", "", 350, &unit_tests),
            file("crates/a/tests/long.rs", "", 900, ""),
            file("ui/src/bindings.ts", "// @generated from the commands\n", 900, ""),
            file("docs/long.md", "", 900, ""),
        ];
        assert_eq!(findings(&files, &[]), []);
        assert_eq!(findings(&[file("ui/src/Long.svelte", "", 351, "")], &[]).len(), 1);
    }

    #[test]
    fn a_reason_exempts_a_file_only_while_it_is_long() {
        let reasoned = [("crates/a/src/table.rs", "one table")];
        assert_eq!(findings(&[file("crates/a/src/table.rs", "", 400, "")], &reasoned), []);
        assert_eq!(findings(&[file("crates/a/src/table.rs", "", 100, "")], &reasoned).len(), 1);
    }
}
