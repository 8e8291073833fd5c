//! Everything in open formats, and back.

use coopol_core::agenda::{Span, ics};
use coopol_core::archive::{self, NewDocument};
use coopol_core::export::{ExportError, Format, everything, roster};
use coopol_core::history;
use coopol_core::history::rollback::{self, Scope};
use coopol_core::roster::import::{Choices, apply, plan};
use coopol_core::roster::{Field, Query, set};
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;

use crate::archive::{Files, files_in};
use crate::world::{Laptop, World};

const PEOPLE: &str = "N° adhérent;Civilité;Nom;Prénom;Date de naissance;E-mail;Téléphone;Adresse;Code postal;Ville;Date d'adhésion;Remarques\n\
    0042;Mme;Lefèvre;Zoé;03/02/1950;zoe@exemple.fr;06 12 34 56 78;12 rue Royale;01000;Bourg-en-Bresse;05/01/1999;\"Covoiture ; le soir\"\n\
    0043;M.;d'Artagnan;Charles;;charles@exemple.fr;+49 30 1234567;;78000;Versailles;;\n\
    ;;Œuvrard;Éloïse;17/11/1968;;;;;;;\n";

fn file(bytes: &[u8]) -> coopol_import::Roster {
    let today = "2026-11-22".parse().unwrap();
    coopol_import::read(bytes, "fichier.csv", &coopol_import::Options::new(today)).unwrap()
}

async fn section(world: &World) -> Laptop {
    let zoe = world.synchronised(1, 1).await;
    let planned = plan(&zoe.session, &file(PEOPLE.as_bytes()), &Choices::new()).await.unwrap();
    assert_eq!(apply(&zoe.session, &planned, "fichier.csv").await.unwrap().created, 3);
    zoe
}

async fn released(laptop: &Laptop, query: &Query, format: Format) -> Vec<u8> {
    let prepared = roster(&laptop.session, query, format).await.unwrap();
    prepared.release(&laptop.session).await.unwrap()
}

/// What the history says of exports: what, how many, as what.
async fn stated(laptop: &Laptop) -> Vec<Vec<String>> {
    let page = history::list(&laptop.session, &history::Query::default(), 0, 50).await.unwrap();
    let exports = page.rows.into_iter().filter(|entry| entry.kind == "export_made");
    let told = exports.map(|entry| {
        assert!(!entry.undoable, "what left can't be taken back");
        assert_eq!(entry.author_name.as_deref(), Some("Zoé Lefèvre"));
        let field = |name| entry.fields.iter().find(|field| field.field == name).unwrap().after.clone().unwrap();
        ["content", "format", "count"].map(field).to_vec()
    });
    told.collect()
}

/// Nothing leaves before that it does is saved here; putting a section back leaves it in the history.
#[tokio::test]
async fn an_export_is_a_change_before_its_first_byte() {
    let world = World::new();
    let zoe = section(&world).await;
    let found = Query { text: "artagnan".to_owned(), ..Query::default() };
    let prepared = roster(&zoe.session, &found, Format::Csv).await.unwrap();
    assert_eq!((prepared.count(), stated(&zoe).await.len()), (1, 0), "prepared is not written");
    prepared.release(&zoe.session).await.unwrap();
    assert_eq!(stated(&zoe).await, [["people", "csv", "1"]]);
    let out = tempfile::tempdir().unwrap();
    everything(&zoe.session, &out.path().join("tout")).await.unwrap();
    let told = std::fs::read_to_string(out.path().join("tout/historique.jsonl")).unwrap();
    assert_eq!(told.matches("export_made").count(), 2, "the export itself is in what left");
    ics::prepare(&zoe.session, Span::Coming).await.unwrap().release(&zoe.session).await.unwrap();
    let all = [["agenda", "ics", "0"], ["everything", "folder", "3"], ["people", "csv", "1"]];
    assert_eq!(stated(&zoe).await, all);
    zoe.sync().await;
    let scope = Scope { by: None, from: Instant(0), until: Instant(u64::MAX >> 1) };
    let planned = rollback::plan(&zoe.session, &scope).await.unwrap();
    assert!(planned.exceptions.is_empty(), "{:?}", planned.exceptions);
}

#[tokio::test]
async fn without_the_right_to_state_it_there_is_no_file() {
    let world = World::new();
    let stranger = world.laptop(2, 2).await;
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().join("tout");
    assert!(matches!(everything(&stranger.session, &folder).await, Err(ExportError::Failure(_))));
    assert!(!folder.exists());
}

/// Read by the people who made it, a file says nothing new; read elsewhere, it says the same.
#[tokio::test]
async fn our_own_file_comes_back_as_it_left() {
    let world = World::new();
    let zoe = section(&world).await;
    for format in [Format::Csv, Format::Xlsx] {
        let bytes = released(&zoe, &Query::default(), format).await;
        let read = file(&bytes);
        assert_eq!(read.problems, []);
        let planned = plan(&zoe.session, &read, &Choices::new()).await.unwrap();
        let told = (planned.created.len(), planned.updated.len(), planned.duplicates.len(), planned.unchanged);
        assert_eq!(told, (0, 0, 0, 3), "{format:?} {:?}", planned.updated);
        let other = World::new();
        let elsewhere = other.synchronised(1, 1).await;
        let planned = plan(&elsewhere.session, &read, &Choices::new()).await.unwrap();
        apply(&elsewhere.session, &planned, "fichier.csv").await.unwrap();
        let csv = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(";import;", ";;");
        let (there, here) = (
            released(&elsewhere, &Query::default(), Format::Csv).await,
            released(&zoe, &Query::default(), Format::Csv).await,
        );
        assert_eq!(csv(there), csv(here));
    }
}

#[tokio::test]
async fn a_query_is_exported_in_its_order_and_no_formula_runs() {
    let world = World::new();
    let zoe = section(&world).await;
    let found = Query { text: "artagnan".to_owned(), ..Query::default() };
    let who = coopol_core::roster::list(&zoe.session, &found, coopol_core::roster::Window { offset: 0, limit: 1 })
        .await
        .unwrap();
    set(&zoe.session, who.rows[0].id, Field::Note, "=2+5").await.unwrap();
    let csv = String::from_utf8(released(&zoe, &found, Format::Csv).await).unwrap();
    assert_eq!(csv.lines().count(), 2, "{csv}");
    assert!(csv.starts_with('\u{feff}') && csv.contains("\r\n0043;M.;d'Artagnan;") && csv.contains(";'=2+5"), "{csv}");
    assert!(csv.contains(";0049301234567;"), "no cell begins with a plus: {csv}");
}

#[tokio::test]
async fn the_manifest_says_what_is_there_and_nothing_else_is() {
    let (world, files) = (World::new(), Files::default());
    let zoe = section(&world).await;
    archive::exchange(&zoe.session, &files).await.unwrap();
    for content in ["un", "deux"] {
        let note =
            NewDocument { title: content.to_owned(), file_name: "Note.txt".to_owned(), ..NewDocument::default() };
        archive::add(&zoe.session, &note, content.into()).await.unwrap();
    }
    let before = files_in(world.folder()).len();
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().join("export");
    let done = everything(&zoe.session, &folder).await.unwrap();
    let mut found: Vec<(String, String)> = files_in(&folder)
        .into_iter()
        .map(|(path, bytes)| {
            (path.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned(), Hash::of(&bytes).to_string())
        })
        .collect();
    let mut told: Vec<(String, String)> =
        done.files.iter().map(|file| (file.path.clone(), file.sha256.clone())).collect();
    found.sort();
    told.sort();
    assert_eq!(found, told);
    let names: Vec<&str> = told.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "a-savoir.csv",
            "agenda.ics",
            "cotisations.csv",
            "delegations.csv",
            "documents/sans date/Note (2).txt",
            "documents/sans date/Note.txt",
            "engagements.csv",
            "fichier.csv",
            "fichier.vcf",
            "fichier.xlsx",
            "historique.csv",
            "historique.jsonl",
            "manifeste.json",
            "presences.csv",
        ]
    );
    assert_eq!(files_in(world.folder()).len(), before, "nothing is left anywhere else");
    assert!(matches!(everything(&zoe.session, &folder).await, Err(ExportError::NotEmpty { .. })));
    let history = std::fs::read_to_string(folder.join("historique.jsonl")).unwrap();
    assert!(history.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));
    assert!(history.contains("Zoé Lefèvre") && history.contains("person_recorded"), "{history}");
}
