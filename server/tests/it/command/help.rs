//! What `--help` says: of every command what it does, how it is said, and what its exit code means.

use clap::{CommandFactory, Parser};
use server::cli::Cli;

/// Every command with its path, such as `audit verify`, groups of commands too.
fn commands() -> Vec<(String, clap::Command)> {
    fn below(path: &str, command: &clap::Command, found: &mut Vec<(String, clap::Command)>) {
        found.push((path.to_owned(), command.clone()));
        for child in command.get_subcommands().filter(|child| child.get_name() != "help") {
            below(format!("{path} {}", child.get_name()).trim_start(), child, found);
        }
    }
    let mut found = Vec::new();
    below("", &Cli::command(), &mut found);
    found
}

/// The lines of a help that are to be typed.
fn examples(help: &str) -> Vec<&str> {
    help.lines().filter_map(|line| line.strip_prefix("  onehall ")).collect()
}

#[test]
fn every_command_shows_how_it_is_said_and_that_is_understood() {
    let commands = commands();
    assert!(commands.len() > 20, "{}", commands.len());
    for (path, mut command) in commands {
        let help = command.render_long_help().to_string();
        let examples = examples(&help);
        assert!(!examples.is_empty(), "{path}: no example in {help}");
        for example in examples {
            assert!(example.starts_with(&path), "{path}: {example}");
            let words = std::iter::once("onehall").chain(example.split_whitespace());
            if let Err(error) = Cli::try_parse_from(words) {
                panic!("{path}: {example}: {error}");
            }
        }
    }
}

#[test]
fn every_command_says_more_than_its_name() {
    for (path, command) in commands().into_iter().filter(|(_, command)| !command.has_subcommands()) {
        let (short, long) = (command.get_about().unwrap().to_string(), command.get_long_about());
        let long = long.unwrap_or_else(|| panic!("{path} has one line of help only")).to_string();
        assert!(long.len() > short.len() + 20, "{path}: {long}");
    }
}

#[test]
fn exit_codes_are_told_where_scripts_ask_for_them() {
    for (path, mut command) in commands() {
        let asks = ["serve", "migrate", "demo", "user"].contains(&path.as_str())
            || ["import ", "export ", "lint ", "audit "].iter().any(|group| path.starts_with(group));
        if asks {
            let help = command.render_long_help().to_string();
            let (_, codes) = help.split_once("Exit codes: 0 ").unwrap_or_else(|| panic!("{path}: {help}"));
            assert!(codes.contains("; 1 ") && codes.contains("; 2 "), "{path}: {codes}");
        }
    }
}
