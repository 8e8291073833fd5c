//! The settings of glibc's allocator, which it reads when the process starts and from its environment only. Left alone it
//! gives each thread memory of its own and keeps most of what one large request once took.

/// Few arenas, and what is large or lies free at the end goes back to the system.
const SETTINGS: [(&str, &str); 3] =
    [("MALLOC_ARENA_MAX", "2"), ("MALLOC_MMAP_THRESHOLD_", "131072"), ("MALLOC_TRIM_THRESHOLD_", "131072")];

/// Starts this program again in this very process, under the same arguments, unless one of the settings is there: then
/// they were made here, or by whoever runs the server. Returns when there is nothing to do, or it can't be done.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn settle() {
    use std::os::unix::process::CommandExt as _;

    if SETTINGS.iter().any(|(name, _)| std::env::var_os(name).is_some()) {
        return;
    }
    let mut arguments = std::env::args_os();
    let mut again = std::process::Command::new("/proc/self/exe");
    if let Some(name) = arguments.next() {
        again.arg0(name);
    }
    // It returns only when it failed: then the server takes more memory, and works all the same.
    drop(again.args(arguments).envs(SETTINGS).exec());
}

/// Nothing to be done for another allocator.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn settle() {}
