//! Names of fields: `city`, or `contact/3f…` for one element of a set (J4.2: sets merge per element).

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

/// The name of a field, with the element it speaks of when the field is a set.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field(String);

/// Text that can't name a field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{given}` can't name a field: a to z and _ (40 at most), then for a set / and its element (120 bytes at most)"
)]
pub struct BadField {
    /// The text that was read.
    pub given: String,
}

impl Field {
    /// One element of the set `name`.
    ///
    /// # Errors
    /// [`BadField`] when either part is empty, too long or badly written.
    pub fn element(name: &str, element: &str) -> Result<Self, BadField> {
        format!("{name}/{element}").parse()
    }

    /// The name without the element.
    pub fn name(&self) -> &str {
        self.0.split_once('/').map_or(self.0.as_str(), |(name, _)| name)
    }

    /// Which element of the set, if the field is one.
    pub fn of(&self) -> Option<&str> {
        self.0.split_once('/').map(|(_, element)| element)
    }

    /// The whole, as it is written in the journal.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Field {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl FromStr for Field {
    type Err = BadField;

    fn from_str(text: &str) -> Result<Self, BadField> {
        let (name, element) = text.split_once('/').map_or((text, None), |(name, element)| (name, Some(element)));
        let named =
            (1..=40).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        let told = element.is_none_or(|told| (1..=120).contains(&told.len()) && !told.chars().any(char::is_control));
        if named && told {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadField { given: text.chars().take(200).collect() })
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_a_name_and_perhaps_an_element() {
        let tag: Field = "tag/colleur d'affiches".parse().unwrap();
        assert_eq!((tag.name(), tag.of()), ("tag", Some("colleur d'affiches")));
        let city: Field = "city".parse().unwrap();
        assert_eq!((city.name(), city.of()), ("city", None));
        for bad in ["", "City", "tag/", "/x", "tag/a\nb", &"x".repeat(41)] {
            assert!(bad.parse::<Field>().is_err(), "{bad}");
        }
    }
}
