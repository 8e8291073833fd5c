//! `coopol-server`: serves, and carries out the commands of whoever runs it.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};
use coopol_server::mail::Post;
use coopol_server::settings::{Flags, Settings};
use coopol_server::{admin, data, serve};

/// In place of glibc's (docs/decisions/0032).
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// The shared server of Coopol.
#[derive(Debug, Parser)]
#[command(name = "coopol-server", version, about)]
struct Cli {
    /// The configuration file (TOML); the environment (`COOPOL_…`) counts more, flags most.
    #[arg(long, env = "COOPOL_CONFIG", value_name = "FILE", global = true)]
    config: Option<PathBuf>,
    /// Checks the configuration and does nothing else.
    #[arg(long, global = true)]
    check_config: bool,
    /// Prints what counts of the configuration and does nothing else. No secret stands in it.
    #[arg(long, global = true)]
    print_config: bool,
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves until it is told to stop.
    Serve,
    /// What is done by whoever runs the server.
    Admin(admin::Admin),
    /// Writes the manual pages of all commands into a folder: for man 1.
    Manual {
        /// The folder, which must be there.
        folder: PathBuf,
    },
    /// Prints what completes commands at the Tab key.
    Completions {
        /// Of which shell.
        shell: clap_complete::Shell,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    let json = matches!(&cli.command, Some(Command::Admin(admin)) if admin.json);
    match Box::pin(run(cli)).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let told = if json { complaint(&*error) } else { format!("coopol-server: {error}") };
            // There may be nobody to tell.
            drop(writeln!(std::io::stderr(), "{told}"));
            ExitCode::FAILURE
        }
    }
}

/// What went wrong, for programs: with the command's own word, else before it began.
fn complaint(error: &(dyn std::error::Error + 'static)) -> String {
    let code = error.downcast_ref().map_or(admin::UNAVAILABLE, admin::Failed::code);
    serde_json::json!({ "error": { "code": code, "message": error.to_string() } }).to_string()
}

async fn run(cli: Cli) -> Result<(), Box<dyn std::error::Error>> {
    match &cli.command {
        Some(Command::Manual { folder }) => return Ok(clap_mangen::generate_to(Cli::command(), folder)?),
        Some(Command::Completions { shell }) => {
            let mut out = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "coopol-server", &mut out);
            return Ok(std::io::stdout().write_all(&out)?);
        }
        Some(Command::Serve | Command::Admin(_)) | None => {}
    }
    let settings = Settings::load(cli.config.as_deref(), cli.flags)?;
    settings.check()?;
    if cli.print_config {
        writeln!(std::io::stdout(), "{}", settings.print()?)?;
    }
    if cli.check_config {
        // Read here, too: what can't be used is better told before the server is stopped to be started again.
        settings.certificate()?;
        settings.mail.as_ref().map(Post::open).transpose()?;
        data::serves_here(&settings).await?;
    }
    if cli.print_config || cli.check_config {
        return Ok(());
    }
    match cli.command {
        Some(Command::Admin(admin)) => Ok(Box::pin(admin.run(&settings, &mut std::io::stdout())).await?),
        _ => Ok(serve::run(&settings).await?),
    }
}
