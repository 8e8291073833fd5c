//! What is asked for again and again, and changes now and then: read once for as long as nothing it is read from was written.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::{Mutex, PoisonError};

/// Answers, each under what was asked, and the generation that all of them are of.
#[derive(Debug)]
pub(crate) struct Memo<K, V>(Mutex<(u64, BTreeMap<K, V>)>);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self(Mutex::new((0, BTreeMap::new())))
    }
}

impl<K: Ord, V: Clone> Memo<K, V> {
    /// What was read of `key` in this generation, else what `read` reads now. The generation was asked for before anything is read: what
    /// is written meanwhile is read anew.
    pub async fn get<E>(&self, generation: u64, key: K, read: impl Future<Output = Result<V, E>>) -> Result<V, E> {
        if let Some(value) = self.known(generation, &key) {
            return Ok(value);
        }
        let value = read.await?;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.0 != generation {
            *kept = (generation, BTreeMap::new());
        }
        kept.1.insert(key, value.clone());
        Ok(value)
    }

    /// Carries what is known over to the next generation, as `renew` says: whoever wrote it knows what it says now.
    pub fn renew(&self, generation: u64, key: &K, renew: impl FnOnce(&mut V)) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.0 + 1 == generation
            && let Some((key, mut value)) = kept.1.remove_entry(key)
        {
            renew(&mut value);
            *kept = (generation, BTreeMap::from([(key, value)]));
        }
    }

    fn known(&self, generation: u64, key: &K) -> Option<V> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.0 == generation { kept.1.get(key).cloned() } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_was_read_is_good_for_its_generation_alone() {
        let kept = Memo::default();
        let read = async |generation, key, value: i32| kept.get(generation, key, async { Ok::<_, ()>(value) }).await;
        assert_eq!(read(1, "a", 1).await, Ok(1));
        assert_eq!((read(1, "a", 2).await, read(1, "b", 3).await), (Ok(1), Ok(3)));
        assert_eq!((read(2, "a", 4).await, read(2, "b", 5).await), (Ok(4), Ok(5)));
        assert_eq!(kept.get(2, "c", async { Err(()) }).await, Err(()), "what couldn't be read isn't kept");
        assert_eq!(read(2, "c", 6).await, Ok(6));
    }

    #[tokio::test]
    async fn what_is_renewed_is_good_for_the_next_generation_and_no_other() {
        let kept = Memo::default();
        let read = async |generation, value: i32| kept.get(generation, (), async { Ok::<_, ()>(value) }).await;
        assert_eq!(read(1, 1).await, Ok(1));
        kept.renew(2, &(), |value| *value += 10);
        assert_eq!(read(2, 2).await, Ok(11));
        kept.renew(4, &(), |value| *value += 10);
        assert_eq!(read(4, 3).await, Ok(3), "something was written in between");
    }
}
