//! A server with sections: founded by `fill` of the server's examples, as the command line would, and filled by their own
//! secretaries' laptops.

use std::path::Path;
use std::process::Command;

use super::Nation;
use super::place::{Place, Sort};
use crate::Failure;
use crate::load::Pen;
use crate::measure::{Used, ms, now};
use crate::report::{Figure, Target};
use crate::server::{Server, free_address};

/// People of a section.
pub const MEMBERS: u32 = 50;
/// Laptops that come in at once.
const AT_ONCE: usize = 16;

/// See the module.
pub struct Ground {
    /// The program.
    pub server: Server,
    /// Where its database is.
    pub place: Place,
    /// One laptop for each section, none of them connected.
    pub pens: Vec<Pen>,
}

impl Ground {
    /// A server that knows nobody yet.
    pub fn make(folder: &Path, sort: Sort) -> Result<Self, Failure> {
        let place = Place::make(sort);
        let server = Server::make_over(folder, &free_address()?, &place.url)?;
        Ok(Self { server, place, pens: Vec::new() })
    }

    /// What the server used so far, and its database.
    pub fn used(&self) -> Result<Used, Failure> {
        let (server, database) = (self.server.used()?, self.place.used()?);
        Ok(Used { cpu: server.cpu + database.cpu, rss: server.rss })
    }

    /// Megabytes on the disk.
    pub fn disk(&self) -> Result<f64, Failure> {
        self.place.size(&self.server.data())
    }

    fn found(&mut self, to: usize) -> Result<Vec<(String, String)>, Failure> {
        self.server.stop()?;
        let program = std::env::current_exe()?.with_file_name("examples").join("fill");
        let mut fill = Command::new(&program);
        fill.arg(self.server.data()).arg(&self.place.url).arg(self.pens.len().to_string()).arg(to.to_string());
        let output = fill.output().map_err(|error| format!("{}: {error}", program.display()))?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        let lines = String::from_utf8(output.stdout)?;
        let read = |line: &str| line.split_once(' ').map(|(mandate, code)| (mandate.to_owned(), code.to_owned()));
        lines.lines().map(read).collect::<Option<_>>().ok_or_else(|| "what was founded can't be read".into())
    }

    /// One laptop for each, and the section's members by it.
    async fn come_in(&mut self, codes: Vec<(String, String)>) -> Result<(), Failure> {
        let mut number = u32::try_from(self.pens.len())?;
        let mut groups = Vec::new();
        for part in codes.chunks(codes.len().div_ceil(AT_ONCE).max(1)) {
            let (part, address, first) = (part.to_vec(), self.server.address().to_owned(), number);
            number += u32::try_from(part.len())?;
            groups.push(tokio::spawn(async move {
                let mut pens = Vec::new();
                for (number, (mandate, code)) in (first..).zip(part) {
                    let mut pen = Pen::enrol(&address, &mandate, &code, number).await?;
                    pen.pull().await?;
                    pen.push(MEMBERS).await?;
                    pen.rest();
                    pens.push(pen);
                }
                Ok::<_, Failure>(pens)
            }));
        }
        for group in groups {
            self.pens.extend(group.await??);
        }
        Ok(())
    }
}

impl Nation {
    /// Founds sections until there are so many, and tells what they weigh.
    pub(super) async fn fill(&mut self, ground: &mut Ground, to: usize) -> Result<(), Failure> {
        let (standing, before, begun) = (ground.pens.len(), ground.disk()?, now());
        let codes = ground.found(to)?;
        let (founded, took) = (ground.disk()?, ms(begun));
        ground.server.start().await?;
        ground.server.settle().await?;
        let (new, empty) = ((to - standing) as f64, ground.server.used()?.rss);
        let begun = now();
        ground.come_in(codes).await?;
        let came = ms(begun);
        ground.server.settle().await?;
        let high = ground.server.used()?.rss;
        // What lies free in the log of SQLite is put in its place when it ends.
        ground.server.stop()?;
        let filled = ground.disk()?;
        ground.server.start().await?;
        ground.server.settle().await?;
        let quiet = ground.used()?.cpu;
        tokio::time::sleep(std::time::Duration::from_secs(5)).await;
        let idle = (ground.used()?.cpu - quiet) / 5.0 * 1000.0;
        let people = new * f64::from(MEMBERS);
        let mut tell = |what: &str, unit, value| {
            self.add(Figure::new(format!("{to} sections: {what}"), unit, value, Target::None));
        };
        tell("founded, each", "ms", took / new);
        tell("disk, each", "kB", (founded - before) * 1000.0 / new);
        tell("disk, each member, with a laptop for fifty", "kB", (filled - founded) * 1000.0 / people);
        tell("a laptop comes in and sends fifty people, 16 at once", "ms", came / new * AT_ONCE as f64);
        tell("disk, all", "MB", filled);
        tell("server, memory, right after a start: nobody connected", "MB", ground.server.used()?.rss);
        tell("server, memory, before anybody came, and right after all had sent", "MB", empty.max(high));
        tell("database, memory", "MB", ground.place.used()?.rss);
        tell("processor while nobody is there, of a second", "ms", idle);
        Ok(())
    }
}
