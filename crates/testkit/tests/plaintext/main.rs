//! Nothing that somebody typed stands readable where a thief would look: not in a profile, nor in the temporary and
//! runtime folders, nor in the logs at their most talkative, nor in what the server keeps and backs up, nor in the memory
//! of a program that was locked.

#![expect(clippy::unwrap_used, reason = "in a test a surprise is a failure")]

mod child;
mod folders;
mod markers;
#[cfg(target_os = "linux")]
mod memory;
mod planting;

/// As the programs have it.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);
