//! Canonical bytes, read part by part, and refused where they aren't the one encoding of what they hold.

use minicbor::Decoder;
use minicbor::data::Type;

use super::writer::in_order;
use super::{DEPTH, Malformed, Value};

/// What is left to read.
#[derive(Debug)]
pub(crate) struct Reader<'b>(Decoder<'b>);

impl<'b> Reader<'b> {
    /// What `read` makes of all of these bytes.
    ///
    /// # Errors
    /// Those of `read`, and [`Malformed::Bytes`] for a byte too many.
    pub(crate) fn whole<T>(
        bytes: &'b [u8],
        read: impl FnOnce(&mut Self) -> Result<T, Malformed>,
    ) -> Result<T, Malformed> {
        let mut reader = Self(Decoder::new(bytes));
        let read = read(&mut reader)?;
        match bytes.len() - reader.0.position() {
            0 => Ok(read),
            left => Err(Malformed::Bytes(format!("{left} bytes too many"))),
        }
    }

    /// Reads what `bytes` begin with; what follows is looked at by nobody.
    pub(crate) fn beginning<T>(
        bytes: &'b [u8],
        read: impl FnOnce(&mut Self) -> Result<T, Malformed>,
    ) -> Result<T, Malformed> {
        read(&mut Self(Decoder::new(bytes)))
    }

    /// An array of exactly so many parts, which are read next.
    pub(crate) fn parts(&mut self, count: usize, place: &'static str) -> Result<(), Malformed> {
        let wanted = "an array of the right length";
        if self.array(place, wanted)? == count as u64 { Ok(()) } else { Err(Malformed::Shape { place, wanted }) }
    }

    /// An array of any length, each part read by `read`.
    pub(crate) fn items<T>(
        &mut self,
        place: &'static str,
        mut read: impl FnMut(&mut Self) -> Result<T, Malformed>,
    ) -> Result<Vec<T>, Malformed> {
        let mut items = Vec::new();
        for _ in 0..self.array(place, "an array")? {
            items.push(read(self)?);
        }
        Ok(items)
    }

    /// A map: each name, which `read` is given, stands before what `read` reads.
    pub(crate) fn entries(
        &mut self,
        place: &'static str,
        mut read: impl FnMut(&'b str, &mut Self) -> Result<(), Malformed>,
    ) -> Result<(), Malformed> {
        self.wants(place, "a map", |found| found == Type::Map)?;
        let start = self.0.position();
        let length = self.0.map()?.ok_or(Malformed::NotCanonical)?;
        self.shortest(start, length)?;
        let mut last: Option<&str> = None;
        for _ in 0..length {
            let name = self.text("a name")?;
            if last.is_some_and(|last| in_order(last) >= in_order(name)) {
                return Err(Malformed::NotCanonical);
            }
            last = Some(name);
            read(name, self)?;
        }
        Ok(())
    }

    pub(crate) fn text(&mut self, place: &'static str) -> Result<&'b str, Malformed> {
        self.wants(place, "text", |found| found == Type::String)?;
        let start = self.0.position();
        let text = self.0.str()?;
        self.shortest(start + text.len(), text.len() as u64)?;
        Ok(text)
    }

    pub(crate) fn bytes(&mut self, place: &'static str) -> Result<&'b [u8], Malformed> {
        self.wants(place, "bytes", |found| found == Type::Bytes)?;
        let start = self.0.position();
        let bytes = self.0.bytes()?;
        self.shortest(start + bytes.len(), bytes.len() as u64)?;
        Ok(bytes)
    }

    /// Exactly `N` bytes.
    pub(crate) fn array_of<const N: usize>(&mut self, place: &'static str) -> Result<[u8; N], Malformed> {
        let wanted = Malformed::Shape { place, wanted: "bytes of the right length" };
        self.bytes(place)?.try_into().map_err(|_| wanted)
    }

    /// A number, 0 or more, and at most `i64::MAX`.
    pub(crate) fn number(&mut self, place: &'static str) -> Result<u64, Malformed> {
        let wanted = "a number, 0 or more";
        self.wants(place, wanted, whole_number)?;
        u64::try_from(self.int()?).map_err(|_| Malformed::Shape { place, wanted })
    }

    /// A number below 65536.
    pub(crate) fn small(&mut self, place: &'static str) -> Result<u16, Malformed> {
        u16::try_from(self.number(place)?).map_err(|_| Malformed::Shape { place, wanted: "a number below 65536" })
    }

    /// The number of the definition by which the rest is to be read, of which there has been one.
    pub(crate) fn version_1(&mut self, place: &'static str) -> Result<(), Malformed> {
        if self.number(place)? == 1 { Ok(()) } else { Err(Malformed::Shape { place, wanted: "1" }) }
    }

    /// What `read` reads, unless null stands there.
    pub(crate) fn optional<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Malformed>,
    ) -> Result<Option<T>, Malformed> {
        if self.0.datatype()? == Type::Null {
            self.0.null()?;
            return Ok(None);
        }
        read(self).map(Some)
    }

    /// Any value; `depth` arrays and maps stand around it.
    pub(crate) fn value(&mut self, depth: usize) -> Result<Value, Malformed> {
        if depth > DEPTH {
            return Err(Malformed::TooDeep);
        }
        Ok(match self.0.datatype()? {
            Type::Null => {
                self.0.null()?;
                Value::Null
            }
            Type::Bool => Value::Bool(self.0.bool()?),
            Type::Bytes => Value::bytes(self.bytes("a value")?),
            Type::String => Value::text(self.text("a value")?),
            Type::Array => Value::Array(self.items("a value", |items| items.value(depth + 1))?),
            Type::Map => {
                let mut entries = Vec::new();
                self.entries("a value", |name, items| {
                    entries.push((name.to_owned(), items.value(depth + 1)?));
                    Ok(())
                })?;
                Value::Map(entries)
            }
            found if whole_number(found) => Value::Int(self.int()?),
            other => return Err(Malformed::Bytes(format!("{other} has no place in the journal"))),
        })
    }

    fn array(&mut self, place: &'static str, wanted: &'static str) -> Result<u64, Malformed> {
        self.wants(place, wanted, |found| found == Type::Array)?;
        let start = self.0.position();
        let length = self.0.array()?.ok_or(Malformed::NotCanonical)?;
        self.shortest(start, length)?;
        Ok(length)
    }

    fn int(&mut self) -> Result<i64, Malformed> {
        let start = self.0.position();
        let int = self.0.i64()?;
        // CBOR has −1 − n for a number below 0 (RFC 8949 §3.1).
        self.shortest(start, int.unsigned_abs() - u64::from(int < 0))?;
        Ok(int)
    }

    fn wants(&self, place: &'static str, wanted: &'static str, is: impl Fn(Type) -> bool) -> Result<(), Malformed> {
        if is(self.0.datatype()?) { Ok(()) } else { Err(Malformed::Shape { place, wanted }) }
    }

    /// Whether what was read since `start` is the shortest way to write `argument` (RFC 8949 §4.2.1).
    fn shortest(&self, start: usize, argument: u64) -> Result<(), Malformed> {
        let length = match argument {
            0..=23 => 1,
            24..=0xff => 2,
            0x100..=0xffff => 3,
            0x1_0000..=0xffff_ffff => 5,
            _ => 9,
        };
        if self.0.position() - start == length { Ok(()) } else { Err(Malformed::NotCanonical) }
    }
}

fn whole_number(found: Type) -> bool {
    use Type::{I8, I16, I32, I64, Int, U8, U16, U32, U64};
    matches!(found, U8 | U16 | U32 | U64 | I8 | I16 | I32 | I64 | Int)
}
