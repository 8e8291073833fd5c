//! `coopol roster take-over`: those whom a section has left that became a part of this one.

use coopol_core::roster::taking_over::{self, Doubtful, Plan};
use serde_json::json;

use super::unit;
use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::open::within;
use crate::output;

pub async fn run(arguments: &Arguments, from: &str, dry_run: bool) -> Result<String, Failure> {
    within(arguments, async |session| {
        let plan = taking_over::plan(session, unit(session, from).await?).await?;
        let told = told(&plan, dry_run);
        let page = output::json(&plan);
        let done = if dry_run { None } else { taking_over::take(session, plan).await? };
        let act = done.map(|done| done.act.to_string());
        if arguments.json {
            let plan: serde_json::Value = serde_json::from_str(&page).expect("it was just written");
            return Ok(output::json(&json!({ "plan": plan, "undo": act })));
        }
        let end = act.map(|act| format!("Enregistré ici. Pour tout annuler : coopol undo {act}"));
        let nobody = (!dry_run && end.is_none()).then(|| "Personne n'est à reprendre : rien n'est écrit.".to_owned());
        Ok([Some(told), end, nobody].into_iter().flatten().collect::<Vec<_>>().join("\n"))
    })
    .await
}

fn told(plan: &Plan, by_name: bool) -> String {
    let mut lines = vec![format!("Repris de « {} » : {}", plan.name, plan.new.len())];
    if by_name {
        lines.extend(plan.new.iter().map(|who| format!("    {}", who.name)));
    }
    if !plan.doubtful.is_empty() {
        lines.push(format!("Peut-être déjà au fichier, à reprendre à la main : {}", plan.doubtful.len()));
    }
    for Doubtful { who, known } in &plan.doubtful {
        let known: Vec<String> = known.iter().map(|known| format!("{} {}", known.person, known.name)).collect();
        lines.push(format!("    {} : {} ?", who.name, known.join(", ")));
    }
    if plan.taken > 0 {
        lines.push(format!("Repris auparavant : {}", plan.taken));
    }
    lines.join("\n")
}
