//! Where a password comes from: the terminal, without being shown, or standard input. Never the command line, which
//! everybody on the machine can see.

use std::io::{self, BufRead, IsTerminal};

use clap::Args;
use console::Term;

/// Where a password comes from.
#[derive(Args, Debug)]
pub struct Source {
    /// Read the password from the first line of standard input, for scripts.
    #[arg(long)]
    password_stdin: bool,
}

impl Source {
    /// The new password.
    pub fn read(&self) -> anyhow::Result<String> {
        if self.password_stdin { from_line(&mut io::stdin().lock()) } else { from_terminal() }
    }
}

fn from_line(input: &mut impl BufRead) -> anyhow::Result<String> {
    let mut line = String::new();
    input.read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// Asks twice, because one cannot see what one types.
fn from_terminal() -> anyhow::Result<String> {
    let terminal = Term::stderr();
    anyhow::ensure!(
        terminal.is_term() && io::stdin().is_terminal(),
        "there is no terminal to ask for the password: use --password-stdin"
    );
    let ask = |prompt: &str| terminal.write_str(prompt).and_then(|()| terminal.read_secure_line());
    let password = ask("New password: ")?;
    anyhow::ensure!(password == ask("Once more: ")?, "the two are not the same; nothing was changed");
    Ok(password)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_one_line_with_its_blanks() {
        for (input, expected) in [("ab c \n", "ab c "), ("ab\r\nnext", "ab"), ("", "")] {
            assert_eq!(from_line(&mut input.as_bytes()).unwrap(), expected);
        }
    }
}
