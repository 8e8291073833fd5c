//! Telephone numbers as people write and look for them. They are kept in E.164.

/// The country code of France, which people leave out.
const FRANCE: &str = "+33";

/// A French number as it is dialled at home, `0612345678`; `None` for one of another country.
fn at_home(e164: &str) -> Option<String> {
    let rest = e164.strip_prefix(FRANCE)?;
    (rest.len() == 9).then(|| format!("0{rest}"))
}

/// As people write it: `06 12 34 56 78`, or the number as it is when it isn't French.
pub fn national(e164: &str) -> String {
    let Some(digits) = at_home(e164) else { return e164.to_owned() };
    let pairs: Vec<String> =
        digits.as_bytes().chunks(2).map(|pair| String::from_utf8_lossy(pair).into_owned()).collect();
    pairs.join(" ")
}

/// Whether it is a French mobile number (06 and 07: Arcep decision 2018-0881).
pub fn is_mobile(e164: &str) -> bool {
    at_home(e164).is_some_and(|digits| digits.starts_with("06") || digits.starts_with("07"))
}

/// Every run of digits by which it may be looked for: with the country code, and with 0 in its place.
pub(super) fn spellings(e164: &str) -> Vec<String> {
    let all: String = e164.chars().filter(char::is_ascii_digit).collect();
    at_home(e164).into_iter().chain([all]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_numbers_are_shown_as_dialled_and_found_either_way() {
        assert_eq!(national("+33612345678"), "06 12 34 56 78");
        assert_eq!(national("+4930123456"), "+4930123456");
        assert!(is_mobile("+33712345678") && !is_mobile("+33139501234") && !is_mobile("+49171123456"));
        assert_eq!(spellings("+33612345678"), ["0612345678", "33612345678"]);
    }
}
