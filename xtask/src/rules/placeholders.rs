//! Nothing half-done, nothing switched off: no placeholder in the code, no test that is skipped or that sleeps.

use super::Finding;
use super::repository::Repository;
use super::source::SourceFile;

// Put together by `concat!`, so that this file doesn't accuse itself.
const IN_RUST: [&str; 3] = [concat!("#[", "ignore"), concat!("todo", "!("), concat!("unimplemented", "!(")];
const IN_RUST_TESTS: [&str; 1] = [concat!("thread::", "sleep")];
const IN_INTERFACE_TESTS: [&str; 3] = [concat!(".on", "ly("), concat!(".sk", "ip("), concat!(".to", "do(")];

pub fn check(repository: &Repository) -> Vec<Finding> {
    repository.files.iter().flat_map(of_file).collect()
}

fn of_file(file: &SourceFile) -> Vec<Finding> {
    match file.extension() {
        "rs" => {
            let mut findings = search(file, file.numbered(), &IN_RUST);
            findings.extend(search(file, file.tests(), &IN_RUST_TESTS));
            findings
        }
        "ts" | "js" | "mjs" if file.is_test() => search(file, file.numbered(), &IN_INTERFACE_TESTS),
        _ => Vec::new(),
    }
}

fn search<'a>(
    file: &SourceFile,
    lines: impl Iterator<Item = (usize, &'a str)>,
    forbidden: &[&'static str],
) -> Vec<Finding> {
    let code = lines.filter(|(_, line)| !line.trim_start().starts_with("//"));
    let hits = code.flat_map(|(number, line)| {
        forbidden.iter().filter(move |word| line.contains(**word)).map(move |word| (number, *word))
    });
    hits.map(|(number, word)| Finding::new(format!("{}:{number}", file.path), format!("`{word}` has no place here")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(path: &str, text: &str) -> Vec<String> {
        check(&Repository::of_texts(&[(path, text)])).into_iter().map(|finding| finding.place).collect()
    }

    #[test]
    fn placeholders_are_found_with_their_line() {
        let text = format!("fn a() {{\n    {}\"later\")\n}}\n", IN_RUST[1]);
        assert_eq!(places("crates/a/src/b.rs", &text), ["crates/a/src/b.rs:2"]);
        assert_eq!(places("crates/a/src/b.rs", &format!("{} = \"slow\"]\n", IN_RUST[0])), ["crates/a/src/b.rs:1"]);
    }

    #[test]
    fn tests_of_the_interface_run_all_of_themselves() {
        let text = format!("test{}'a', () => {{}})\n", IN_INTERFACE_TESTS[0]);
        assert_eq!(places("ui/src/a.test.ts", &text).len(), 1);
    }

    #[test]
    fn sleeping_is_for_programs_and_skipping_for_iterators() {
        let sleeps = format!("fn a() {{ std::{}(pause) }}\n", IN_RUST_TESTS[0]);
        assert_eq!(places("crates/a/src/b.rs", &sleeps), [""; 0]);
        assert_eq!(places("crates/a/tests/b.rs", &sleeps).len(), 1);
        assert_eq!(places("crates/a/src/b.rs", &format!("names{}1)\n", IN_INTERFACE_TESTS[1])), [""; 0]);
    }

    #[test]
    fn a_comment_may_name_what_is_forbidden() {
        assert_eq!(places("crates/a/src/b.rs", &format!("// never {}) here\n", IN_RUST[1])), [""; 0]);
    }
}
