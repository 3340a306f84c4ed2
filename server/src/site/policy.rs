//! The content security policy of a page: scripts only those the hall wrote into it, everything else only from here.

use axum::http::HeaderValue;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

/// A page that anyone may keep names its scripts by their content, as a nonce is for one answer only: the page without
/// the nonce it was drawn with, and its policy.
pub fn by_content(html: &str, nonce: &str) -> Result<(String, HeaderValue)> {
    let mark = format!(" nonce=\"{nonce}\"");
    let mut parts = html.split(&mark);
    let mut plain = parts.next().unwrap_or_default().to_owned();
    let mut sources = Vec::new();
    for part in parts {
        // What follows the mark: the end of the tag, then the script.
        if let Some((script, _)) = part.split_once('>').and_then(|(_, rest)| rest.split_once("</script>")) {
            sources.push(format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script))));
        }
        plain.push_str(part);
    }
    sources.sort_unstable();
    sources.dedup();
    Ok((plain, policy(&sources.join(" "))?))
}

/// The policy of a page for one person: its scripts bear the nonce of this answer.
pub fn by_nonce(nonce: &str) -> Result<HeaderValue> {
    policy(&format!("'nonce-{nonce}'"))
}

fn policy(scripts: &str) -> Result<HeaderValue> {
    let policy = format!(
        "default-src 'self'; script-src 'self' {scripts} 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' blob: data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).map_err(|error| Error::Internal(error.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_named_by_their_content() {
        let html = "<p>1</p><script type=\"module\" nonce=\"abc\">go()</script><script nonce=\"abc\" id=\"x\">\
                    alert(1)</script><script type=\"application/json\">{}</script>";
        let (plain, policy) = by_content(html, "abc").unwrap();
        assert_eq!(plain, html.replace(" nonce=\"abc\"", ""));
        let policy = policy.to_str().unwrap();
        // `printf 'alert(1)' | openssl dgst -sha256 -binary | base64`
        assert!(policy.contains("'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"), "{policy}");
        assert_eq!(policy.matches("'sha256-").count(), 2, "{policy}");
    }
}
