//! Every alarm has a sentence that a person reads, in both languages.

use std::path::Path;

use coopol_domain::device::Alarm;

#[test]
fn every_alarm_is_said_in_plain_words() {
    for language in ["fr", "en"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../ui/locales/{language}/history.ftl"));
        let messages = std::fs::read_to_string(path).unwrap();
        for code in Alarm::CODES {
            let sentence = messages.lines().find_map(|line| line.strip_prefix(&format!("alarm-{code} = ")));
            let sentence = sentence.unwrap_or_else(|| panic!("{language}: alarm-{code} has no sentence"));
            assert!(sentence.len() > 30 && sentence.ends_with('.'), "{language}: {sentence}");
        }
    }
}
