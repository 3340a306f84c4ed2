//! The `onehall` command. Everything it can do is in [`server::cli`].

use std::process::ExitCode;

use clap::Parser;
use server::cli::Cli;

#[tokio::main]
async fn main() -> ExitCode {
    match Cli::parse().run().await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("onehall: {error:#}");
            ExitCode::FAILURE
        }
    }
}
