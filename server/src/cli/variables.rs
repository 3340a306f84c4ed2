//! Variables that are named like settings and are none: a slip of the pen would otherwise go unnoticed, and the hall
//! would run with a default that nobody meant.

use clap::{Arg, Command};

/// What every setting's variable begins with.
const PREFIX: &str = "ONEHALL_";

/// What scripts of the checkout set for themselves, and the programs they start inherit.
const OF_SCRIPTS: [&str; 1] = ["ONEHALL_TEST_POSTGRES"];

/// How Kubernetes names what it tells each container about a service called `onehall`.
const OF_KUBERNETES: [&str; 2] = ["ONEHALL_PORT", "ONEHALL_SERVICE_"];

/// What to say of the first variable that no setting has, with the one that may have been meant.
pub fn unknown(command: &Command, mut names: impl Iterator<Item = String>) -> Option<String> {
    let known: Vec<String> = command
        .get_arguments()
        .filter_map(Arg::get_env)
        .map(|variable| variable.to_string_lossy().into_owned())
        .collect();
    let stranger = names.find(|name| {
        let is_of_others = OF_SCRIPTS.contains(&name.as_str())
            || OF_KUBERNETES.iter().any(|beginning| name.starts_with(beginning));
        name.starts_with(PREFIX) && !known.contains(name) && !is_of_others
    })?;
    let nearest = known.iter().min_by_key(|name| strsim::damerau_levenshtein(name, &stranger));
    let hint = nearest.map(|name| format!("; did you mean {name}?")).unwrap_or_default();
    Some(format!("there is no setting {stranger}{hint}"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::Cli;

    fn told(names: &[&str]) -> Option<String> {
        unknown(&Cli::command(), names.iter().map(|name| (*name).to_owned()))
    }

    #[test]
    fn a_slip_is_named_with_what_was_meant() {
        for (slip, meant) in [
            ("ONEHALL_MAX_UPLOD", "ONEHALL_MAX_UPLOAD"),
            ("ONEHALL_DATABSAE", "ONEHALL_DATABASE"),
            ("ONEHALL_FILES_SECRETKEY", "ONEHALL_FILES_SECRET_KEY"),
            ("ONEHALL_", "ONEHALL_ENV"),
        ] {
            let expected = format!("there is no setting {slip}; did you mean {meant}?");
            assert_eq!(told(&["HOME", "ONEHALL_ENV", slip]), Some(expected));
        }
    }

    #[test]
    fn what_is_known_or_of_somebody_else_passes() {
        assert_eq!(told(&["ONEHALL_MAX_UPLOAD", "ONEHALL_TEST_POSTGRES", "ONEHAL_ENV", "PATH"]), None);
        assert_eq!(told(&["ONEHALL_PORT", "ONEHALL_PORT_3000_TCP", "ONEHALL_SERVICE_HOST"]), None);
    }
}
