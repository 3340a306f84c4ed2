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
    /// Not an address to tell it something at.
    #[error("{0} is no address to send to: it is http(s)://HOST/PATH, without a name, a password or a #")]
    BadAddress(String),
    /// An address that anybody on the way reads along with.
    #[error("an address to send to starts with https:// with ONEHALL_ENV=production")]
    PlainAddress,
    /// Not the name of an event.
    #[error(
        "{0} is no event: it has 1 to 64 small letters, digits, `-` or `_`, as definitions of processes say it"
    )]
    BadEvent(String),
    /// An address and nothing to tell there.
    #[error("say which events it is told of: --events permit-issued,permit-refused")]
    NoEvents,
}

/// Whether definitions of processes may say this.
fn is_code(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
    !text.is_empty() && text.len() <= CODE_LETTERS && text.bytes().all(fits)
}

/// Whether a system may be told of these events at this address. `secure`: only where nobody on the way reads along.
pub fn check_webhook(url: &str, events: &[String], secure: bool) -> Result<(), Refused> {
    let (scheme, rest) = url.split_once("://").unwrap_or_default();
    let (host, _) = rest.split_once(['/', '?']).unwrap_or((rest, ""));
    let is_odd = |letter: char| letter.is_whitespace() || letter.is_control() || letter == '#';
    if !matches!(scheme, "http" | "https") || host.is_empty() || host.contains('@') || url.contains(is_odd) {
        return Err(Refused::BadAddress(url.to_owned()));
    }
    if secure && scheme != "https" {
        return Err(Refused::PlainAddress);
    }
    if events.is_empty() {
        return Err(Refused::NoEvents);
    }
    match events.iter().find(|event| !is_code(event)) {
        Some(event) => Err(Refused::BadEvent(event.clone())),
        None => Ok(()),
    }
}

/// Whether a system may be called so.
pub fn check(code: &str, name: &str) -> Result<(), Refused> {
    if !is_code(code) {
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

    #[test]
    fn a_system_is_told_of_events_at_an_address_of_its_own() {
        let check = |url: &str, events: &[&str], secure| {
            let events: Vec<String> = events.iter().map(|event| (*event).to_owned()).collect();
            check_webhook(url, &events, secure)
        };
        assert_eq!(check("https://fire.test/hall?to=1", &["built", "permit-issued"], true), Ok(()));
        assert_eq!(check("http://fire.test:8080/hall", &["built"], false), Ok(()));
        assert_eq!(check("http://fire.test/hall", &["built"], true), Err(Refused::PlainAddress));
        for odd in [
            "",
            "fire.test",
            "ftp://fire.test",
            "https://",
            "https:///hall",
            "https://a:b@fire.test",
            "https://fire.test/#a",
            "https://fire.test/a b",
        ] {
            assert_eq!(check(odd, &["built"], false), Err(Refused::BadAddress(odd.to_owned())), "{odd}");
        }
        assert_eq!(check("https://fire.test", &[], false), Err(Refused::NoEvents));
        assert_eq!(
            check("https://fire.test", &["built", "Fire"], false),
            Err(Refused::BadEvent("Fire".into()))
        );
    }
}
