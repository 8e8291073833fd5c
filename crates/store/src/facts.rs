//! What was opened a moment ago of units, mandates, devices and claims: each push needs some of them, and they seldom change.
//! What is remembered is good for the very bytes that it was opened from, and these are read each time all the same: whatever
//! was written since, here or by another process, counts at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::State;

use crate::StoreError;
use crate::read::{Opened, open_subject};
use crate::row::{Secret, SubjectRow};
use crate::sealing::Vault;

/// Above so many they are forgotten, and opened again: some 2 kB each.
const MOST: usize = 4_096;

/// Cloning it gives another handle to the same memory.
#[derive(Clone, Default)]
pub(crate) struct Facts(Arc<Mutex<HashMap<(StreamId, SubjectId), Fact>>>);

struct Fact {
    sealed: Secret,
    state: Arc<State>,
}

impl Facts {
    /// What a row says; `None` once its subject was erased.
    pub fn open(&self, vault: &Vault, row: &SubjectRow) -> Result<Option<Arc<State>>, StoreError> {
        let subject = (row.stream, row.id);
        let Some(sealed) = &row.secret else {
            self.lock().remove(&subject);
            return Ok(None);
        };
        if let Some(known) = self.lock().get(&subject).filter(|known| known.sealed == *sealed) {
            return Ok(Some(known.state.clone()));
        }
        let Opened::Living(_, state) = open_subject(vault, row)? else { return Ok(None) };
        let state = Arc::new(state);
        let mut facts = self.lock();
        if facts.len() >= MOST {
            facts.clear();
        }
        facts.insert(subject, Fact { sealed: sealed.clone(), state: state.clone() });
        Ok(Some(state))
    }

    /// Nothing of what was erased is kept.
    pub fn forget(&self, stream: StreamId) {
        self.lock().retain(|(of, _), _| *of != stream);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<(StreamId, SubjectId), Fact>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use coopol_domain::journal::SubjectKey;

    use super::*;
    use crate::sealing::SubjectSeal;
    use crate::{MasterKey, SeededChance};

    const STREAM: StreamId = StreamId::from_bytes([1; 16]);
    const ANNE: SubjectId = SubjectId::from_bytes([2; 16]);

    struct Scene {
        vault: Vault,
        seal: SubjectSeal,
        facts: Facts,
    }

    impl Scene {
        fn new() -> Self {
            let vault = Vault::new(&MasterKey::from_bytes([1; 32]), Arc::new(SeededChance::new(1)));
            let seal = vault.new_subject(SubjectKey::from_bytes([9; 32]));
            Self { vault, seal, facts: Facts::default() }
        }

        fn row(&self, state: &State, seq: u64) -> SubjectRow {
            let key = self.vault.wrap(STREAM, ANNE, &self.seal);
            let state = self.vault.seal_state(&self.seal, (STREAM, ANNE, seq), &state.encode());
            SubjectRow { stream: STREAM, id: ANNE, secret: Some(Secret { key, state, seq }) }
        }

        fn open(&self, row: &SubjectRow) -> Result<Option<Arc<State>>, StoreError> {
            self.facts.open(&self.vault, row)
        }
    }

    fn unit() -> State {
        State::new("unit")
    }

    #[test]
    fn the_same_bytes_are_opened_once() {
        let scene = Scene::new();
        let row = scene.row(&unit(), 5);
        let first = scene.open(&row).unwrap().unwrap();
        assert_eq!(*first, unit());
        assert!(Arc::ptr_eq(&first, &scene.open(&row).unwrap().unwrap()));
    }

    /// J7.1: what is remembered opens nothing that wouldn't open by itself.
    #[test]
    fn whatever_else_stands_there_counts_at_once() {
        let scene = Scene::new();
        let row = scene.row(&unit(), 5);
        scene.open(&row).unwrap();
        let later = State::new("mandate");
        assert_eq!(*scene.open(&scene.row(&later, 6)).unwrap().unwrap(), later);
        assert_eq!(*scene.open(&row).unwrap().unwrap(), unit(), "put back from a backup");
        let altered = |alter: fn(&mut SubjectRow, &mut Secret)| {
            let (mut row, mut secret) = (row.clone(), row.secret.clone().unwrap());
            alter(&mut row, &mut secret);
            SubjectRow { secret: Some(secret), ..row }
        };
        let alterations: [fn(&mut SubjectRow, &mut Secret); 5] = [
            |_, secret| *secret.state.last_mut().unwrap() ^= 1,
            |_, secret| *secret.key.last_mut().unwrap() ^= 1,
            |_, secret| secret.seq += 1,
            |row, _| row.id = SubjectId::from_bytes([3; 16]),
            |row, _| row.stream = StreamId::from_bytes([7; 16]),
        ];
        for alter in alterations {
            assert!(scene.open(&altered(alter)).is_err());
        }
    }

    /// J7.2.
    #[test]
    fn nothing_of_what_was_erased_is_kept() {
        let scene = Scene::new();
        let row = scene.row(&unit(), 5);
        scene.open(&row).unwrap();
        assert_eq!(scene.open(&SubjectRow { secret: None, ..row.clone() }).unwrap(), None);
        assert!(scene.facts.lock().is_empty(), "by another process");
        scene.open(&row).unwrap();
        scene.facts.forget(StreamId::from_bytes([7; 16]));
        assert_eq!(scene.facts.lock().len(), 1);
        scene.facts.forget(STREAM);
        assert!(scene.facts.lock().is_empty());
    }
}
