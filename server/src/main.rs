//! The `onehall` command. Everything it can do is in [`server::cli`].

use std::process::ExitCode;

use server::cli::{Cli, NobodyReads};

#[tokio::main]
async fn main() -> ExitCode {
    match Cli::read().run().await {
        Ok(code) => code,
        Err(error) if error.is::<NobodyReads>() => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("onehall: {error:#}");
            ExitCode::FAILURE
        }
    }
}
