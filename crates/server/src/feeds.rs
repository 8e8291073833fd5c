//! Agendas told at secret addresses to calendar programs. An address is found by what stands in it, and checked against the sealed state of
//! its feed; whether it answers is asked each time of what whoever answers for it may read.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use coopol_domain::authority::Known;
use coopol_domain::codec::Value;
use coopol_domain::feed::Address;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Compartment, State};
use coopol_domain::kinds::Feed;
use coopol_domain::seal::Hash;
use coopol_domain::time::{DAY, Instant};
use coopol_ics::{When, Written};
use coopol_store::{Backend, StoreError};

use crate::app::App;

/// How often programs are asked to come.
const EVERY: &str = "PT1H";
/// How long what is over is still told, in milliseconds: three months.
const PAST: u64 = 92 * DAY;
/// Above so many they are made again: addresses that many ask for can't fill the memory.
const MOST: usize = 200;

/// The calendars that were made last. What is told follows from the stream, the unit's name and the day alone, so replicas that remember
/// different ones tell the same.
#[derive(Debug, Default)]
pub struct Calendars(Mutex<HashMap<StreamId, Arc<Calendar>>>);

/// An agenda as it is told.
#[derive(Debug)]
pub struct Calendar {
    /// The file, in UTF-8.
    pub file: Bytes,
    /// By which a program knows whether it has it already (RFC 9110 §8.8.3).
    pub tag: String,
    made_of: MadeOf,
}

#[derive(Debug, PartialEq, Eq)]
struct MadeOf {
    size: u64,
    erased: u64,
    name: String,
    day: u64,
}

impl<B: Backend> App<B> {
    /// What the feed at an address tells at `now`. `None`, whatever the reason: there is none, it was closed, or whoever answers for it has no
    /// mandate by which they may read that agenda.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn told_at(&self, address: &Address, now: Instant) -> Result<Option<Arc<Calendar>>, StoreError> {
        let stream = address.stream();
        let place = self.rights.place(&self.store, stream).await?;
        let Some(place) = place.filter(|place| place.compartment == Compartment::Agenda) else { return Ok(None) };
        let known = self.store.subject(stream, address.feed()).await?;
        let Some(Known::Living { state, .. }) = known else { return Ok(None) };
        let feed = Feed::read(address.feed(), &state).filter(|feed| feed.is_at(address));
        let Some(feed) = feed else { return Ok(None) };
        let view = self.rights.view(&self.store, feed.answered_by, now).await?;
        // By a mandate in force: a delegate reads a slice, and no agenda.
        if !view.reads(stream) {
            return Ok(None);
        }
        let name = view.directory.units.get(&place.unit).map(|unit| unit.name.clone()).unwrap_or_default();
        self.calendar(stream, name, now).await
    }

    async fn calendar(
        &self,
        stream: StreamId,
        name: String,
        now: Instant,
    ) -> Result<Option<Arc<Calendar>>, StoreError> {
        // Where the stream stands is read before what stands in it: what is remembered is never older than it says.
        let Some(head) = self.store.heads(&[stream]).await?.remove(&stream) else { return Ok(None) };
        let made_of = MadeOf { size: head.head.frontier.size(), erased: head.erased, name, day: now.0 / DAY };
        let known = self.calendars.lock().get(&stream).cloned();
        if let Some(known) = known.filter(|known| known.made_of == made_of) {
            return Ok(Some(known));
        }
        let since = Instant((made_of.day * DAY).saturating_sub(PAST));
        let living = self.store.living(stream).await?;
        let events = living.iter().filter_map(|(&id, (state, _))| told(id, state));
        let mut events: Vec<Written> = events.filter(|event| event.when.ends() >= since).collect();
        events.sort_by_cached_key(|event| (event.when.begins(), event.uid.clone()));
        let file = coopol_ics::feed(&made_of.name, EVERY, &events);
        let tag = Hash::of(file.as_bytes()).to_string()[..32].to_owned();
        let calendar = Arc::new(Calendar { file: file.into(), tag, made_of });
        let mut calendars = self.calendars.lock();
        if calendars.len() >= MOST {
            calendars.clear();
        }
        calendars.insert(stream, calendar.clone());
        Ok(Some(calendar))
    }
}

impl Calendars {
    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<StreamId, Arc<Calendar>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is told of an event: what it is called, when, where, and whether it takes place. When that changed last, too, and nothing of when
/// somebody noted who came.
fn told(id: SubjectId, state: &State) -> Option<Written> {
    if state.sort != "event" || state.is_removed() {
        return None;
    }
    let text = |field: &str| match state.get(field) {
        Value::Text(text) => text.clone(),
        _ => String::new(),
    };
    let stamps = ["title", "when", "place", "cancelled"].into_iter().filter_map(|field| state.cells.get(field));
    let (sequence, stamp) = stamps.fold((0, Instant::default()), |(seq, at), cell| {
        (seq.max(cell.stamp.seq), at.max(cell.stamp.effective_at.instant()))
    });
    let uid = text("uid");
    Some(Written {
        uid: if uid.is_empty() { coopol_ics::uid(id) } else { uid },
        sequence,
        stamp,
        when: When::read(state.get("when"))?,
        title: text("title"),
        place: text("place"),
        description: String::new(),
        category: String::new(),
        cancelled: *state.get("cancelled") == Value::Bool(true),
    })
}
