//! What `/proc` says of a program and of what it started (`proc(5)`).

/// Seconds since the process was started, to a hundredth.
pub fn age(process: u32) -> f64 {
    let uptime = std::fs::read_to_string("/proc/uptime").unwrap();
    let uptime: f64 = uptime.split(' ').next().unwrap().parse().unwrap();
    let started: f64 = fields(process).unwrap()[19].parse().unwrap();
    uptime - started / 100.0
}

/// Megabytes of a process and of all below it; a page that several share counts in parts.
pub fn memory(process: u32) -> f64 {
    let rollup = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:")).unwrap_or_default();
    let own: f64 = line.split_whitespace().next().map_or(0.0, |kilobytes| kilobytes.parse().unwrap());
    own / 1024.0 + children(process).map(memory).sum::<f64>()
}

fn children(parent: u32) -> impl Iterator<Item = u32> {
    let entries = std::fs::read_dir("/proc").unwrap().filter_map(Result::ok);
    let processes = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    processes.filter(move |&process| fields(process).is_some_and(|fields| fields[1] == parent.to_string()))
}

/// What stands after the name in `stat`, from the state on; nothing once it is gone.
fn fields(process: u32) -> Option<Vec<String>> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    Some(stat.rsplit(')').next()?.split_whitespace().map(ToOwned::to_owned).collect())
}
