//! Who may do what, from what the journal says (J1.2).

use coopol_domain::access::{Directory, Office, Verb, access};
use coopol_domain::authority::Author;
use coopol_domain::codec::Value;
use coopol_domain::id::UnitId;
use coopol_domain::journal::{Compartment, Edit, Verdict};
use coopol_domain::wire::{PushOutcome, Rejection};
use ed25519_dalek::SigningKey;

use super::pen::{About, Pen, fact};
use super::scene::{NOW, Scene, device, enrolment_of, holder, invitation_of, mandate_of, person, stream};
use crate::Backend;

/// From the day on which they begin to that on which they end.
pub async fn rights_follow_mandates<B: Backend>(backend: B) {
    let mut scene = Scene::new(backend).await;
    let (section, roster) = (scene.section, scene.of_section(Compartment::Roster));
    let directory = scene.store.directory_of(holder(1)).await.expect("read");
    assert!(directory.units.contains_key(&scene.federation), "who may invite somebody stands above");
    let grants = access(holder(1), &directory, NOW);
    assert!(grants.verbs(roster).has(Verb::Write));
    assert!(!grants.verbs(scene.of_section(Compartment::Dues)).has(Verb::Write), "there is a treasurer");
    assert!(grants.verbs(stream(scene.federation, Compartment::Office)).is_empty());
    let nobody = scene.store.directory_of(holder(0x3f)).await.expect("read");
    assert_eq!(nobody, Directory::default());

    let ended = fact("mandate_ended", vec![Edit::set("until", Value::count(NOW.0))]);
    let about = About { id: scene.secretary.mandate.into(), ..About::new(1) };
    scene.state(section, vec![(about, ended)]).await;
    let directory = scene.store.directory_of(holder(1)).await.expect("read");
    assert!(access(holder(1), &directory, NOW).verbs(roster).is_empty());
    let mut late = scene.secretary.clone();
    let verdicts = scene.write(&mut late, roster, &[(&About::new(1), person("Martin", None))]).await;
    assert_eq!(verdicts, [Verdict::Quarantined]);
}

/// An office above reads who holds office below, and writes there, through a unit that was read on the way.
pub async fn a_federation_reaches_below<B: Backend>(backend: B) {
    let mut scene = Scene::new(backend).await;
    let (section, federation) = (scene.section, scene.federation);
    let group = UnitId::from_bytes([0xf3; 16]);
    scene.found(group, "group", Some(section)).await;
    let known: Vec<UnitId> = scene.store.units().await.expect("read").into_iter().map(|unit| unit.id).collect();
    assert!([federation, section, group].iter().all(|unit| known.contains(unit)), "{known:?}");
    let directory = scene.store.directory_of(holder(4)).await.expect("read");
    let grants = access(holder(4), &directory, NOW);
    for unit in [federation, section, group] {
        assert!(grants.verbs(stream(unit, Compartment::Office)).has(Verb::Write), "{unit}");
    }
    assert!(!grants.verbs(stream(section, Compartment::Roster)).has(Verb::Read));
    let mut federal = scene.federal.clone();
    let newcomer = Pen::new(7, coopol_domain::id::MandateId::from_bytes([0x47; 16]));
    let facts = mandate_of(&newcomer, 7, group, Office::Secretary, None);
    let verdicts = scene.write(&mut federal, stream(group, Compartment::Office), &[(&facts.0, facts.1)]).await;
    assert_eq!(verdicts, [Verdict::Accepted]);
    let directory = scene.store.directory_of(holder(7)).await.expect("read");
    assert!(access(holder(7), &directory, NOW).verbs(stream(group, Compartment::Roster)).has(Verb::Write));
}

/// Whose rights may follow from what a section says: those who hold or held an office there or above, or whose device stands there;
/// nobody of another section.
pub async fn a_unit_names_whom_it_concerns<B: Backend>(backend: B) {
    let mut scene = Scene::new(backend).await;
    let (section, federation) = (scene.section, scene.federation);
    let other = UnitId::from_bytes([0xf4; 16]);
    scene.found(other, "section", Some(federation)).await;
    let newcomer = Pen::new(9, coopol_domain::id::MandateId::from_bytes([0x49; 16]));
    scene.state(other, vec![mandate_of(&newcomer, 9, other, Office::Secretary, None)]).await;
    let ended = fact("mandate_ended", vec![Edit::set("until", Value::count(NOW.0))]);
    let about = About { id: scene.secretary.mandate.into(), ..About::new(1) };
    scene.state(section, vec![(about, ended)]).await;
    let named = scene.store.named_in(&[section].into()).await.expect("read");
    assert!(named.contains(&holder(1)), "who held an office");
    assert!(named.contains(&holder(4)), "who holds one above");
    assert!(!named.contains(&holder(9)), "who holds one elsewhere");
    // A laptop of theirs stands here from now on.
    scene.state(section, vec![invitation_of(&newcomer, 9)]).await;
    scene.state(section, vec![enrolment_of(&newcomer, 9)]).await;
    assert!(scene.store.named_in(&[section].into()).await.expect("read").contains(&holder(9)));
    assert!(scene.store.named_in(&[UnitId::from_bytes([0xf5; 16])].into()).await.expect("read").is_empty());
}

/// A section's secretary who writes down a mandate in the federation, or the federation itself, gains nothing.
pub async fn a_stream_speaks_of_its_own_unit_only<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let office = scene.of_section(Compartment::Office);
    let mut pen = scene.secretary.clone();
    let grab = Pen::new(1, coopol_domain::id::MandateId::from_bytes([0x66; 16]));
    let mandate = mandate_of(&grab, 1, scene.federation, Office::FirstFederalSecretary, None);
    let mut edits = vec![
        Edit::set("kind", Value::text("federation")),
        Edit::set("name", Value::text("La mienne")),
        Edit::set("zone", Value::text("Europe/Paris")),
    ];
    let theirs = stream(scene.federation, Compartment::Roster);
    edits.push(Edit::set("stream/roster", Value::bytes(theirs.as_bytes())));
    let own = UnitId::from_bytes([0x67; 16]);
    let unit = About { id: own.into(), ..About::new(5) };
    let seat = Pen::new(1, coopol_domain::id::MandateId::from_bytes([0x68; 16]));
    let seat = mandate_of(&seat, 1, own, Office::Secretary, None);
    let facts = [(&mandate.0, mandate.1), (&unit, fact("unit_founded", edits)), (&seat.0, seat.1)];
    scene.write(&mut pen, office, &facts).await;
    let directory = scene.store.directory_of(holder(1)).await.expect("read");
    assert!(access(holder(1), &directory, NOW).verbs(theirs).is_empty());
    let mut thief = scene.secretary.clone().under(grab.mandate);
    let push = scene.push(&mut thief, theirs, &[(&About::new(8), person("Martin", None))]).await;
    assert_eq!(scene.submit(vec![push], NOW).await, [PushOutcome::Rejected(Rejection::NotFound)]);
}

/// Nobody takes over a device by enrolling a key of their own under its id, in a stream of their own: neither before it
/// pushes, nor in the same group.
pub async fn a_device_stays_where_it_was_enrolled<B: Backend>(backend: B) {
    let mut scene = Scene::new(backend).await;
    let (section, federation) = (scene.section, scene.federation);
    let officers = [(4, scene.federal.clone(), federation, section), (1, scene.secretary.clone(), section, federation)];
    for (name, mut victim, home, elsewhere) in officers {
        let forged = victim.clone().with_key(SigningKey::from_bytes(&[0x55; 32]));
        scene.state(elsewhere, vec![invitation_of(&forged, name)]).await;
        let forgery = scene.statement(elsewhere, vec![enrolment_of(&forged, name)]).await;
        let facts = [(&About::new(1), person("Martin", None))];
        let push = scene.push(&mut victim, stream(home, Compartment::Roster), &facts).await;
        let groups = if name == 4 { vec![vec![forgery], vec![push]] } else { vec![vec![forgery, push]] };
        for group in groups {
            let outcomes = scene.submit(group, NOW).await;
            assert!(outcomes.iter().all(|outcome| *outcome == PushOutcome::Received), "{outcomes:?}");
        }
        let known = scene.store.author(victim.device).await.expect("read");
        assert!(matches!(known, Some(Author::Officer(known)) if known.key == victim.key.verifying_key()));
    }
}

/// From the moment it is recorded.
pub async fn a_revoked_device_signs_no_more<B: Backend>(backend: B) {
    let mut scene = Scene::new(backend).await;
    let (section, roster) = (scene.section, scene.of_section(Compartment::Roster));
    let mut pen = scene.secretary.clone();
    let revoked = fact("device_revoked", vec![Edit::set("revoked", Value::Bool(true))]);
    scene.state(section, vec![(device(pen.device, 1), revoked)]).await;
    let push = scene.push(&mut pen, roster, &[(&About::new(1), person("Martin", None))]).await;
    assert_eq!(scene.submit(vec![push], NOW).await, [PushOutcome::Rejected(Rejection::UnknownDevice)]);
    let known = scene.store.devices_in(&[stream(section, Compartment::Office)]).await.expect("read");
    let own: Vec<_> = known.iter().filter(|at| at.device.id == pen.device).collect();
    assert!(own.len() == 1 && own[0].device.revoked && own[0].device.key == pen.key.verifying_key(), "{own:?}");
    assert!(known.iter().any(|at| !at.device.revoked), "{known:?}");
}

/// A signature that was checked before the revocation isn't good enough after it.
pub async fn a_device_revoked_after_its_signature_was_checked_comes_again<B: Backend>(backend: B) {
    let mut scene = Scene::new(backend).await;
    let (section, roster) = (scene.section, scene.of_section(Compartment::Roster));
    let mut pen = scene.secretary.clone();
    let push = scene.push(&mut pen, roster, &[(&About::new(1), person("Martin", None))]).await;
    let admission = scene.store.admit(push.clone()).await.expect("read");
    let revoked = fact("device_revoked", vec![Edit::set("revoked", Value::Bool(true))]);
    scene.state(section, vec![(device(pen.device, 1), revoked)]).await;
    let decision = scene.store.decide(vec![admission], NOW).await;
    assert_eq!(decision.outcomes, [PushOutcome::Rejected(Rejection::Busy)]);
    assert_eq!(scene.submit(vec![push], NOW).await, [PushOutcome::Rejected(Rejection::UnknownDevice)]);
}
