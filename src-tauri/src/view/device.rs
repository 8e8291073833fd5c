//! The laptops of the unit.

use coopol_core::devices::Device;
use coopol_core::mandates::Holder;
use jiff::tz::TimeZone;

use super::time::day;
use crate::contract::devices::Laptop;
use crate::contract::history::Named;

pub fn laptop(device: Device, zone: &TimeZone) -> Laptop {
    Laptop {
        id: device.id.to_string(),
        name: device.name,
        holder: device.holder_name,
        since: device.since.map(|since| day(since, zone)),
        revoked: device.revoked,
        this: device.this,
    }
}

pub fn named(holder: Holder) -> Named {
    Named { id: holder.id.to_string(), name: holder.name }
}
