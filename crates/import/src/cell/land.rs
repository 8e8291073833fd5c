//! Countries whose people write their telephone numbers as they dial them at home.
//!
//! Only where a list names the country of somebody: alone, `0470 12 34 56` is a number of the Auvergne as well as of Belgium.

use crate::fold;

/// The numbers of a country.
#[derive(Debug)]
pub struct Land {
    names: &'static [&'static str],
    /// The digits behind the `+`.
    code: &'static str,
    /// Whether numbers dialled within the country have a zero before them.
    zero: bool,
    /// Whether digits, without that zero, are a number of the country and none of France: people keep the telephone that
    /// they had.
    is_own: fn(&str) -> bool,
}

const LANDS: [Land; 15] = [
    Land {
        names: &["belgique", "belgium", "be", "belgie"],
        code: "32",
        zero: true,
        is_own: |digits| digits.len() == 8 || (digits.len() == 9 && digits.starts_with('4')),
    },
    Land {
        names: &["suisse", "switzerland", "ch", "schweiz"],
        code: "41",
        zero: true,
        is_own: |digits| digits.len() == 9 && !digits.starts_with('6'),
    },
    Land {
        names: &["luxembourg", "lu", "grandducheduluxembourg"],
        code: "352",
        zero: false,
        is_own: |digits| {
            let mobile = digits.len() == 9 && ["621", "628", "651", "661", "671", "681", "691"].contains(&&digits[..3]);
            mobile || (6..=8).contains(&digits.len())
        },
    },
    Land {
        names: &["allemagne", "germany", "de", "deutschland"],
        code: "49",
        zero: true,
        is_own: |digits| (10..=11).contains(&digits.len()),
    },
    Land {
        names: &["italie", "italy", "it", "italia"],
        code: "39",
        zero: false,
        is_own: |digits| (9..=10).contains(&digits.len()) && digits.starts_with('3'),
    },
    Land {
        names: &["espagne", "spain", "es", "espana"],
        code: "34",
        zero: false,
        is_own: |digits| digits.len() == 9 && digits.starts_with(['6', '7', '8', '9']),
    },
    Land {
        names: &["portugal", "pt"],
        code: "351",
        zero: false,
        is_own: |digits| digits.len() == 9 && digits.starts_with(['2', '9']),
    },
    Land {
        names: &["royaumeuni", "unitedkingdom", "uk", "gb", "angleterre", "grandebretagne", "england", "ecosse"],
        code: "44",
        zero: true,
        is_own: |digits| digits.len() == 10,
    },
    Land {
        names: &["paysbas", "netherlands", "nl", "hollande"],
        code: "31",
        zero: true,
        is_own: |digits| digits.len() == 9,
    },
    Land {
        names: &["monaco", "mc", "principautedemonaco"],
        code: "377",
        zero: false,
        is_own: |digits| digits.len() == 8 && digits.starts_with('9'),
    },
    Land { names: &["andorre", "andorra", "ad"], code: "376", zero: false, is_own: |digits| digits.len() == 6 },
    Land {
        names: &["maroc", "morocco", "ma"],
        code: "212",
        zero: true,
        is_own: |digits| digits.len() == 9 && digits.starts_with(['5', '6', '7']),
    },
    Land {
        names: &["algerie", "algeria", "dz"],
        code: "213",
        zero: true,
        is_own: |digits| digits.len() == 8 || (digits.len() == 9 && digits.starts_with(['5', '6', '7'])),
    },
    Land { names: &["tunisie", "tunisia", "tn"], code: "216", zero: false, is_own: |digits| digits.len() == 8 },
    Land {
        names: &["canada", "ca", "etatsunis", "usa", "us", "unitedstates", "etatsunisdamerique", "quebec"],
        code: "1",
        zero: false,
        is_own: |digits| digits.len() == 10 && !digits.starts_with(['0', '1']),
    },
];

/// The country of a name, where its numbers are known.
pub fn named(country: &str) -> Option<&'static Land> {
    let letters = fold::letters(country);
    LANDS.iter().find(|land| land.names.contains(&letters.as_str()))
}

/// Behind the code of a country, the zero that is dialled within it only: `+32 0470…`.
pub fn without_inner_zero(digits: &str) -> Option<String> {
    LANDS.iter().filter(|land| land.zero).find_map(|land| {
        let own = digits.strip_prefix(land.code)?.strip_prefix('0')?;
        Some(format!("{}{own}", land.code))
    })
}

impl Land {
    /// A number as it is dialled within the country, in E.164; `None` for one that isn't of it.
    pub fn number(&self, digits: &str) -> Option<String> {
        let own = if self.zero { digits.strip_prefix('0')? } else { digits };
        (!own.starts_with('0') && (self.is_own)(own)).then(|| format!("+{}{own}", self.code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_they_are_dialled_at_home() {
        let cases = [
            ("Belgique", "0470123456", Some("+32470123456")),
            ("Belgique", "023456789", Some("+3223456789")),
            ("Belgique", "0612345678", None),
            ("SUISSE", "0791234567", Some("+41791234567")),
            ("Suisse", "0612345678", None),
            ("Luxembourg", "621123456", Some("+352621123456")),
            ("Luxembourg", "612345678", None),
            ("Allemagne", "015123456789", Some("+4915123456789")),
            ("Allemagne", "0612345678", None),
            ("Royaume-Uni", "07700900123", Some("+447700900123")),
            ("Espagne", "612345678", Some("+34612345678")),
            ("Italie", "3331234567", Some("+393331234567")),
            ("Maroc", "0612345678", Some("+212612345678")),
            ("Canada", "5145550123", Some("+15145550123")),
        ];
        for (country, digits, want) in cases {
            let number = named(country).and_then(|land| land.number(digits));
            assert_eq!(number.as_deref(), want, "{country} {digits}");
        }
        assert!(named("France").is_none() && named("").is_none());
        assert_eq!(without_inner_zero("320470123456").as_deref(), Some("32470123456"));
        assert_eq!(without_inner_zero("390612345678"), None, "Italy dials its zero from everywhere");
    }
}
