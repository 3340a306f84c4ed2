//! Names in the internet as text: mailboxes, URIs, UUIDs.

use core::net::{Ipv4Addr, Ipv6Addr};

/// A mailbox by RFC 5321, in letters of any script (RFC 6531). `dotted` asks for a domain of more than one label.
pub(super) fn is_email(text: &str, dotted: bool) -> bool {
    let Some((name, domain)) = text.rsplit_once('@') else { return false };
    let quoted = name.len() >= 2 && name.starts_with('"') && name.ends_with('"');
    let name_holds = if quoted { is_quoted(&name[1..name.len() - 1]) } else { name.split('.').all(is_atom) };
    text.len() <= 254 && name.len() <= 64 && name_holds && is_mail_domain(domain, dotted)
}

fn is_atom(text: &str) -> bool {
    let is_good = |char: char| {
        char.is_ascii_alphanumeric()
            || "!#$%&'*+-/=?^_`{|}~".contains(char)
            || !(char.is_ascii() || char.is_whitespace() || char.is_control())
    };
    !text.is_empty() && text.chars().all(is_good)
}

fn is_quoted(text: &str) -> bool {
    let mut escaped = false;
    let holds = text.chars().all(|char| {
        let good = !char.is_control() && (escaped || char != '"');
        escaped = !escaped && char == '\\';
        good
    });
    holds && !escaped
}

fn is_mail_domain(domain: &str, dotted: bool) -> bool {
    if let Some(literal) = domain.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return match literal.strip_prefix("IPv6:") {
            Some(address) => address.parse::<Ipv6Addr>().is_ok(),
            None => literal.parse::<Ipv4Addr>().is_ok(),
        };
    }
    (domain.contains('.') || !dotted) && domain.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    let is_good = |char: char| {
        char.is_ascii_alphanumeric()
            || char == '-'
            || !(char.is_ascii() || char.is_whitespace() || char.is_control())
    };
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(is_good)
}

/// A URI with its scheme, RFC 3986.
pub(super) fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let is_scheme = scheme.starts_with(|char: char| char.is_ascii_alphabetic())
        && scheme.chars().all(|char| char.is_ascii_alphanumeric() || "+-.".contains(char));
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let rest_holds = match rest.strip_prefix("//") {
        Some(rest) => {
            let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            is_authority(authority) && is_made_of(path, ":@/")
        }
        None => is_made_of(rest, ":@/"),
    };
    is_scheme && rest_holds && is_made_of(query, ":@/?") && is_made_of(fragment, ":@/?")
}

fn is_authority(text: &str) -> bool {
    let (user, host) = text.rsplit_once('@').unwrap_or(("", text));
    let (host_holds, port) = match host.strip_prefix('[') {
        Some(literal) => match literal.split_once(']') {
            Some((address, port)) => (address.parse::<Ipv6Addr>().is_ok(), port),
            None => return false,
        },
        None => {
            let (name, port) = host.split_at(host.find(':').unwrap_or(host.len()));
            (is_made_of(name, ""), port)
        }
    };
    let port_holds = port.is_empty()
        || port.strip_prefix(':').is_some_and(|port| port.bytes().all(|byte| byte.is_ascii_digit()));
    is_made_of(user, ":") && host_holds && port_holds
}

/// Unreserved characters, sub-delimiters, these more, and percent with two digits.
fn is_made_of(text: &str, more: &str) -> bool {
    let mut rest = text.chars();
    while let Some(char) = rest.next() {
        let good = match char {
            '%' => [rest.next(), rest.next()]
                .into_iter()
                .all(|digit| digit.is_some_and(|digit| digit.is_ascii_hexdigit())),
            _ => char.is_ascii_alphanumeric() || "-._~!$&'()*+,;=".contains(char) || more.contains(char),
        };
        if !good {
            return false;
        }
    }
    true
}

/// `2eb8aa08-aa98-11ea-b4aa-73b441d16380`
pub(super) fn is_uuid(text: &str) -> bool {
    let is_hex =
        |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let mut parts = text.split('-');
    [8, 4, 4, 4, 12].into_iter().all(|length| parts.next().is_some_and(|part| is_hex(part, length)))
        && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_have_a_domain_with_a_dot_and_names_in_their_script() {
        for text in ["a@b.cn", "张三@例子.中国", "\"joe bloggs\"@example.com", "a@[127.0.0.1]"] {
            assert!(is_email(text, true), "{text} should be good");
        }
        for text in ["a@b", "@b.cn", "a b@c.cn", "a@b..cn", "a@b@c.cn", "a@-b.cn", ""] {
            assert!(!is_email(text, true), "{text} should be bad");
        }
        assert!(is_email("a@b", false));
    }
}
