//! What a system may be called, and why something about one is not done. Pure.

/// The most letters of a code, and of a name.
const CODE_LETTERS: usize = 64;
const NAME_LETTERS: usize = 100;

/// Why something was not done, in words for whoever runs the hall.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Not a code.
    #[error(
        "{0} is no code: it has 1 to 64 small letters, digits, `-` or `_`, as definitions of processes say it"
    )]
    BadCode(String),
    /// Not a name.
    #[error("the name of a system has 1 to 100 characters, none of them unseen")]
    BadName,
    /// There is one.
    #[error("a system is called {0} already: `onehall system list` shows them")]
    Taken(String),
    /// There is none.
    #[error("no system is called {0}: `onehall system list` shows them")]
    Unknown(String),
}

/// Whether a system may be called so.
pub fn check(code: &str, name: &str) -> Result<(), Refused> {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
    if code.is_empty() || code.len() > CODE_LETTERS || !code.bytes().all(fits) {
        return Err(Refused::BadCode(code.to_owned()));
    }
    let letters = name.trim().chars().count();
    let is_plain = letters > 0 && letters <= NAME_LETTERS && !name.chars().any(char::is_control);
    if is_plain { Ok(()) } else { Err(Refused::BadName) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_what_a_definition_may_say() {
        assert_eq!(check("fire-brigade_2", "消防审验系统"), Ok(()));
        for code in ["", "Fire", "fire brigade", "消防", &"a".repeat(65)] {
            assert_eq!(check(code, "消防"), Err(Refused::BadCode(code.to_owned())));
        }
        for name in ["", " ", "a\nb", &"消".repeat(101)] {
            assert_eq!(check("fire", name), Err(Refused::BadName), "{name:?}");
        }
    }
}
