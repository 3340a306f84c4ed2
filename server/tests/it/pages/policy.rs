//! What the policy of a page lets run: the scripts the hall wrote into it, and nothing else.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::{PASSPORT, sign_in, start};
use crate::support::{Response, attribute};

#[tokio::test]
async fn only_the_scripts_of_a_page_run_on_it() {
    let hall = start().await;
    let visitor = hall.visitor();
    for path in ["/", "/items", PASSPORT] {
        assert_eq!(check(&visitor.page(path).await), None, "{path}: anyone may keep it, so it has no nonce");
    }
    let mut nonces = Vec::new();
    for path in ["/sign-in", "/register", "/nothing"] {
        nonces.extend(check(&visitor.page(path).await));
    }
    nonces.extend(check(&sign_in(&visitor, "wrong", "</script><script>alert(1)</script>").await));
    assert!(nonces.iter().all(|nonce| nonce.len() >= 16), "{nonces:?}");
    nonces.sort();
    nonces.dedup();
    assert_eq!(nonces.len(), 4, "each has one, used once");
}

/// The nonce of a page, if it has one, once its policy and its markup keep the rules.
#[track_caller]
pub(super) fn check(response: &Response) -> Option<String> {
    let policy = response.header("content-security-policy").unwrap();
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
    for directive in ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]
    {
        assert!(policy.split("; ").any(|part| part == directive), "{policy}");
    }
    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next());
    let html = response.text();
    let mut scripts = html.split("<script").skip(1).peekable();
    assert!(scripts.peek().is_some());
    for script in scripts {
        let (tag, rest) = script.split_once('>').unwrap();
        let content = rest.split_once("</script>").unwrap().0;
        // A data block is no script.
        let is_data = matches!(attribute(tag, "type"), Some("application/json" | "application/ld+json"));
        let may_run = match nonce {
            Some(nonce) => attribute(tag, "nonce") == Some(nonce),
            None => policy.contains(&format!("'sha256-{}'", STANDARD.encode(Sha256::digest(content)))),
        };
        assert!(is_data || may_run, "{tag}");
    }
    assert!(!html.contains(" style=\""), "styles stand in style sheets");
    assert!(!html.contains(" onclick="));
    assert!(!html.contains("<script>alert"));
    nonce.map(str::to_owned)
}
