//! Durations, percentiles, and what `/proc` says of a process.

use std::time::Instant;

use crate::Failure;

/// Now, for durations.
#[expect(clippy::disallowed_methods, reason = "durations are what this program measures")]
pub fn now() -> Instant {
    Instant::now()
}

/// Milliseconds since `start`.
pub fn ms(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}

/// The value below which `share` of a hundred lie. Nothing measured is not a number.
pub fn percentile(values: &[f64], share: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = (sorted.len() * share).div_ceil(100).max(1) - 1;
    sorted.get(place).copied().unwrap_or(f64::NAN)
}

/// The middle one.
pub fn median(values: &[f64]) -> f64 {
    percentile(values, 50)
}

/// What a process has used so far.
#[derive(Debug, Clone, Copy)]
pub struct Used {
    /// Seconds of processor.
    pub cpu: f64,
    /// Resident memory now, in MB.
    pub rss: f64,
}

/// Reads `/proc`: processor in hundredths of a second (`proc(5)`, fields 14 and 15).
pub fn used(pid: u32) -> Result<Used, Failure> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |field: usize| fields.get(field).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or_default();
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let size = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        line.split_whitespace().next().and_then(|kb| kb.parse::<f64>().ok()).unwrap_or_default() / 1024.0
    };
    Ok(Used { cpu: (ticks(11) + ticks(12)) / 100.0, rss: size("VmRSS:") })
}

/// The same of a process and those that it started, those that have ended included. Memory is shared among them, so each
/// counts its part of what is shared (`smaps_rollup`, PSS).
pub fn used_together(pid: u32) -> Result<Used, Failure> {
    let mut all = Used { cpu: 0.0, rss: 0.0 };
    for entry in std::fs::read_dir("/proc")? {
        let Some(other) = entry?.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        // It may end while it is looked at.
        let Ok(stat) = std::fs::read_to_string(format!("/proc/{other}/stat")) else { continue };
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let number = |field: usize| fields.get(field).and_then(|text| text.parse::<f64>().ok()).unwrap_or_default();
        let child = fields.get(1).is_some_and(|parent| *parent == pid.to_string());
        if other != pid && !child {
            continue;
        }
        let waited = if other == pid { number(13) + number(14) } else { 0.0 };
        all.cpu += (number(11) + number(12) + waited) / 100.0;
        let memory = std::fs::read_to_string(format!("/proc/{other}/smaps_rollup")).unwrap_or_default();
        let line = memory.lines().find_map(|line| line.strip_prefix("Pss:")).unwrap_or_default();
        all.rss += line.split_whitespace().next().and_then(|kb| kb.parse::<f64>().ok()).unwrap_or_default() / 1024.0;
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let values: Vec<f64> = (1..=200).rev().map(f64::from).collect();
        let whole = |value: f64| format!("{value:.1}");
        assert_eq!([50, 95, 100].map(|share| whole(percentile(&values, share))), ["100.0", "190.0", "200.0"]);
        assert_eq!(whole(median(&[3.0, 1.0, 2.0])), "2.0");
        assert!(median(&[]).is_nan());
    }

    #[test]
    fn this_process_uses_memory() {
        let used = used(std::process::id()).unwrap();
        assert!(used.rss > 1.0 && used.cpu >= 0.0, "{used:?}");
    }
}
