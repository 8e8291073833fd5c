//! What a group of pushes costs is counted in statements, by PostgreSQL itself.

use coopol_domain::journal::Compartment;
use coopol_domain::wire::PushOutcome;
use coopol_store::contract::pen::About;
use coopol_store::contract::scene::{NOW, Scene, person};
use coopol_testkit::postgres::{cluster, name};

/// A hundred pushes are asked for and written in as many statements as one: each is run once, however many rows it is about.
#[test]
fn a_group_of_pushes_runs_each_statement_once() {
    super::on(async |postgres, url| {
        cluster().tell("postgres", "CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        let of = format!("(SELECT oid FROM pg_database WHERE datname = '{}')", name(url));
        let forget = || cluster().tell("postgres", &format!("SELECT pg_stat_statements_reset(0, {of}, 0)"));
        // How often each was run, of those that read or write rows.
        let counted = || {
            let rows =
                format!("SELECT calls, query FROM pg_stat_statements WHERE dbid = {of} AND query ~ '(FROM|INTO|SET) '");
            cluster().tell("postgres", &format!("{rows} ORDER BY calls DESC"))
        };
        let scene = Scene::new(postgres).await;
        let (roster, mut pen) = (scene.of_section(Compartment::Roster), scene.secretary.clone());
        // Where the stream belongs and who holds the device is remembered from the first one on.
        scene.write(&mut pen, roster, &[(&About::new(0), person("Martin", Some("N-0")))]).await;
        let mut group = Vec::new();
        for number in 1..=100 {
            let facts = [(&About::new(number), person("Martin", Some(&format!("N-{number}"))))];
            group.push(scene.push(&mut pen, roster, &facts).await);
        }
        forget();
        let decision = scene.store.submit(group, NOW).await;
        let run = counted();
        assert!(decision.outcomes.iter().all(|outcome| *outcome == PushOutcome::Received), "{decision:?}");
        assert!(run.contains("INSERT INTO entries") && run.contains("FOR UPDATE"), "{run}");
        let often: Vec<&str> = run.lines().filter(|line| line.contains('|') && !line.starts_with("1|")).collect();
        // Who signs is asked before there is a transaction, and once more in it.
        assert!(often.len() == 1 && often[0].starts_with("2|WITH RECURSIVE above"), "{often:?}");
    });
}
