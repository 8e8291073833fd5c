//! Identifiers: 128 bits, each kind of thing with a type of its own so that one can't stand for another.

use std::fmt;
use std::str::FromStr;

/// Text that isn't 32 hexadecimal digits, hyphens apart.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` isn't an identifier: 32 hexadecimal digits are wanted, with or without hyphens")]
pub struct BadId {
    /// The text that was read.
    pub given: String,
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl $name {
            /// The identifier with exactly these bytes.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// The 16 bytes, as they are stored and hashed.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                for (place, byte) in self.0.iter().enumerate() {
                    if matches!(place, 4 | 6 | 8 | 10) {
                        f.write_str("-")?;
                    }
                    write!(f, "{byte:02x}")?;
                }
                Ok(())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                sixteen(text).map(Self)
            }
        }

        impl TryFrom<&[u8]> for $name {
            type Error = BadId;
            fn try_from(bytes: &[u8]) -> Result<Self, BadId> {
                bytes.try_into().map(Self).map_err(|_| BadId { given: format!("{} bytes", bytes.len()) })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}

ids! {
    /// One unit's one compartment (J1.1). Random, never reused.
    StreamId,
    /// The thing a change is about: a person, an event, a mandate (J2.1). Random.
    SubjectId,
    /// One change: a UUID version 7 made by the device (J2.1, RFC 9562 §5.7).
    ChangeId,
    /// Changes that a person did as one (J3.4).
    ActId,
    /// A human being with access, whatever their devices and mandates.
    HolderId,
}

macro_rules! subjects {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        ids! { $($(#[$doc])* $name),+ }
        $(
            impl From<$name> for SubjectId {
                fn from(id: $name) -> Self {
                    Self(id.0)
                }
            }
            impl From<SubjectId> for $name {
                fn from(id: SubjectId) -> Self {
                    Self(id.0)
                }
            }
        )+
    };
}

subjects! {
    /// A unit, as a subject of its own `office` stream.
    UnitId,
    /// A device, as a subject of the `office` stream it was invited in.
    DeviceId,
    /// A mandate, as a subject of the `office` stream of its unit.
    MandateId,
}

impl ChangeId {
    /// A version 7 identifier from `unix_ms` (milliseconds since 1970, of which 48 bits are kept) and 10 random bytes.
    pub fn v7(unix_ms: u64, chance: [u8; 10]) -> Self {
        let mut bytes = [0; 16];
        bytes[..6].copy_from_slice(&unix_ms.to_be_bytes()[2..]);
        bytes[6..].copy_from_slice(&chance);
        bytes[6] = bytes[6] & 0x0f | 0x70;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        Self(bytes)
    }
}

fn sixteen(text: &str) -> Result<[u8; 16], BadId> {
    let bad = || BadId { given: text.chars().take(80).collect() };
    let digits: Vec<u8> = text.bytes().filter(|&byte| byte != b'-').collect();
    let mut bytes = [0; 16];
    if digits.len() != 32 {
        return Err(bad());
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
        let hex = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
        *byte = hex(pair[0]).ok_or_else(bad)? << 4 | hex(pair[1]).ok_or_else(bad)?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_bytes_are_the_same_identifier() {
        let id = SubjectId::from_bytes(*b"0123456789abcdef");
        assert_eq!(id.to_string(), "30313233-3435-3637-3839-616263646566");
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("30313233343536373839616263646566".parse(), Ok(id));
        assert!("30313233".parse::<SubjectId>().is_err());
        assert!("3031323334353637383961626364656é".parse::<SubjectId>().is_err());
    }

    /// J2.1, RFC 9562 §5.7: version and variant stand where they must, whatever the chance; later is greater.
    #[test]
    fn a_change_id_is_a_uuid_version_7() {
        let early = ChangeId::v7(0x0192_0000_0000, [0xff; 10]);
        let late = ChangeId::v7(0x0192_0000_0001, [0x00; 10]);
        assert_eq!(early.to_string(), "01920000-0000-7fff-bfff-ffffffffffff");
        assert_eq!(late.to_string(), "01920000-0001-7000-8000-000000000000");
        assert!(early < late);
    }
}
