//! Laptops at work.

use std::time::{Duration, Instant};

use crate::Failure;
use crate::load::{Answer, Pen};
use crate::measure::{ms, now, percentile};

/// How soon a laptop that was refused comes again when it works as quick as it can: a tenth of what it is told.
const IMPATIENT: Duration = Duration::from_millis(100);

/// How quick a laptop works.
#[derive(Clone, Copy, Debug)]
pub enum Pace {
    /// One action in so much time, whether the one before was quick or slow: what it waits counts from when it was due.
    Every(Duration),
    /// The next as soon as the last is answered.
    AtOnce,
}

/// One action: a push of one person with what is new, or what is new alone.
#[derive(Clone, Copy, Debug)]
pub struct Beat {
    /// When it was answered, in seconds since all began.
    pub at: f64,
    /// How long it took, in milliseconds.
    pub took: f64,
    /// Whether it pushed.
    pub push: bool,
    /// What became of it.
    pub answer: Answer,
}

/// What laptops did in a while.
#[derive(Debug)]
pub struct Beats {
    /// In no order.
    pub all: Vec<Beat>,
    /// Seconds.
    pub lasted: f64,
}

/// Has laptops work for so long, pushing and pulling in turn. They come back, with what they did.
pub async fn work(pens: Vec<Pen>, pace: Pace, lasting: Duration) -> Result<(Vec<Pen>, Beats), Failure> {
    let (begun, many) = (now(), u32::try_from(pens.len())?.max(1));
    let tasks = (0_u32..).zip(pens).map(|(number, pen)| {
        let shift = match pace {
            Pace::Every(pause) => pause * number / many,
            Pace::AtOnce => Duration::ZERO,
        };
        tokio::spawn(one(pen, number.is_multiple_of(2), pace, begun, shift, lasting))
    });
    let tasks: Vec<_> = tasks.collect();
    let (mut pens, mut all) = (Vec::new(), Vec::new());
    for task in tasks {
        let (pen, beats) = task.await??;
        pens.push(pen);
        all.extend(beats);
    }
    Ok((pens, Beats { all, lasted: ms(begun) / 1000.0 }))
}

async fn one(
    mut pen: Pen,
    mut push: bool,
    pace: Pace,
    begun: Instant,
    shift: Duration,
    lasting: Duration,
) -> Result<(Pen, Vec<Beat>), Failure> {
    let (mut beats, mut due) = (Vec::new(), begun + shift);
    while due < begun + lasting {
        tokio::time::sleep_until(due.into()).await;
        let answer = if push { pen.push(1).await? } else { pen.pull().await? };
        let end = now();
        let took = (end - due).as_secs_f64() * 1000.0;
        beats.push(Beat { at: (end - begun).as_secs_f64(), took, push, answer });
        push = !push;
        due = match (pace, answer) {
            (Pace::Every(pause), _) => due + pause,
            (Pace::AtOnce, Answer::Done) => end,
            (Pace::AtOnce, Answer::Refused { .. }) => end + IMPATIENT,
        };
    }
    Ok((pen, beats))
}

impl Beats {
    /// What those that were done took, pushes or pulls: percentile `share`, in milliseconds.
    pub fn took(&self, push: bool, share: usize) -> f64 {
        let took = |beat: &Beat| (beat.push == push && beat.answer == Answer::Done).then_some(beat.took);
        percentile(&self.all.iter().filter_map(took).collect::<Vec<_>>(), share)
    }

    /// Those that were done, in a second.
    pub fn rate(&self) -> f64 {
        self.all.iter().filter(|beat| beat.answer == Answer::Done).count() as f64 / self.lasted
    }

    /// The share of a hundred that was refused, and of these the share that was told when to come again.
    pub fn refused(&self) -> (f64, f64) {
        let refused = self.all.iter().filter(|beat| beat.answer != Answer::Done).count() as f64;
        let told = self.all.iter().filter(|beat| beat.answer == Answer::Refused { told: true }).count() as f64;
        (refused / self.all.len() as f64 * 100.0, told / refused * 100.0)
    }

    /// The start of the first second from which on the 99th of a hundred stays within `limit` milliseconds and nobody is
    /// refused; not a number when none is.
    pub fn calm_after(&self, limit: f64) -> f64 {
        let mut calm = f64::NAN;
        let mut second = self.lasted.floor();
        while second > 0.0 {
            second -= 1.0;
            let within: Vec<_> = self.all.iter().filter(|beat| (second..second + 1.0).contains(&beat.at)).collect();
            let took: Vec<f64> = within.iter().map(|beat| beat.took).collect();
            if within.iter().any(|beat| beat.answer != Answer::Done) || percentile(&took, 99) > limit {
                break;
            }
            calm = second;
        }
        calm
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beats(of: &[(f64, f64, Answer)]) -> Beats {
        let all = of.iter().map(|&(at, took, answer)| Beat { at, took, push: true, answer }).collect();
        Beats { all, lasted: 4.0 }
    }

    #[test]
    fn it_is_calm_from_the_last_second_that_was_not() {
        let refused = Answer::Refused { told: true };
        let of = [
            (0.5, 900.0, Answer::Done),
            (1.5, 10.0, Answer::Done),
            (2.5, 10.0, Answer::Done),
            (3.5, 9.0, Answer::Done),
        ];
        assert!((beats(&of).calm_after(100.0) - 1.0).abs() < f64::EPSILON);
        let late = [of[0], of[1], (2.1, 1.0, refused), of[3]];
        assert!((beats(&late).calm_after(100.0) - 3.0).abs() < f64::EPSILON);
        assert!(beats(&[of[1], of[2], (3.9, 101.0, Answer::Done)]).calm_after(100.0).is_nan());
    }

    #[test]
    fn those_that_were_refused_count_as_nothing_done() {
        let told = Answer::Refused { told: true };
        let of = [
            (0.1, 4.0, Answer::Done),
            (0.2, 8.0, Answer::Done),
            (0.3, 1.0, told),
            (0.4, 1.0, Answer::Refused { told: false }),
        ];
        let beats = beats(&of);
        assert_eq!(beats.refused(), (50.0, 50.0));
        assert!((beats.rate() - 0.5).abs() < f64::EPSILON);
        assert!((beats.took(true, 50) - 4.0).abs() < f64::EPSILON && beats.took(false, 50).is_nan());
    }
}
