//! What whoever follows the whole country meets: a laptop that reads who holds office in every unit.

use serde_json::json;

use super::Nation;
use super::ground::Ground;
use crate::Failure;
use crate::laptop::{Laptop, number};
use crate::report::{Figure, Target};

/// Elections that are declared, one a section.
const CLAIMS: usize = 500;

impl Nation {
    pub(super) async fn season(&mut self, ground: &Ground) -> Result<(), Failure> {
        self.say("a season of elections, seen from above");
        let listed = ground.server.admin(&["unit", "list"])?;
        let national = listed.lines().find(|line| line.contains(" national ")).ok_or("there is no national unit")?;
        let unit = national.split_whitespace().next().unwrap_or_default();
        let code = ground.server.officer(unit, "national_administrator", "Ada Traoré")?;
        let folder = tempfile::tempdir()?;
        let mut laptop = Laptop::start(folder.path(), self.clock).await?;
        let came = laptop.enrol(&ground.server, &code).await?;
        let synced = number(&laptop.ask(json!({ "do": "sync" })).await?, "ms")?;
        let told = laptop.ask(json!({ "do": "season", "claims": CLAIMS })).await?;
        let units = number(&told, "units")?;
        let mut tell = |what: String, unit, value| self.add(Figure::new(what, unit, value, Target::None));
        tell(format!("a laptop that follows {units} units comes in, and has all"), "ms", came + synced);
        tell(
            format!("{CLAIMS} elections are declared there, each saved, half of them upheld"),
            "ms",
            number(&told, "declared_ms")?,
        );
        tell("and shared".to_owned(), "ms", number(&told, "shared_ms")?);
        tell(format!("the season of {units} units, read and shown"), "ms", number(&told, "ms")?);
        tell("memory of that laptop".to_owned(), "MB", laptop.used()?.rss);
        laptop.end().await
    }
}
