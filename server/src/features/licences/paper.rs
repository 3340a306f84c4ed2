//! A licence as one page of HTML that stands by itself: what is handed in as a material, and opens anywhere. All its words are
//! those of its type.

use schema::Locale;
use schema::licences::{LicenceDocument, LicenceType, lines};

use crate::error::Result;
use crate::qr::qr;

const STYLE: &str = "body{font:16px/1.6 serif;margin:2rem auto;max-width:40rem;padding:0 1rem}h1{text-align:center}\
dl{display:grid;grid-template-columns:max-content 1fr;gap:.4rem 1rem}dt{color:#555}dd{margin:0}\
footer{display:flex;justify-content:space-between;align-items:end;margin-top:2rem}code{font-size:.75rem;word-break:break-all}";

/// The page of the original (正本) in the language of the catalogue.
pub fn page(kind: &LicenceType, document: &LicenceDocument, hash: &str, address: &str) -> Result<String> {
    let said = |text: &schema::locale::Text| escaped(text.get(Locale::ZhCn));
    let lines: String = lines(&kind.layout, document)
        .iter()
        .map(|line| format!("<dt>{}</dt><dd>{}</dd>", said(&line.label), said(&line.text)))
        .collect();
    let (path, size) = qr(address)?;
    let heading = said(&kind.layout.heading);
    let (number, agency, basis) =
        (escaped(&document.number), escaped(&document.agency.name), said(&kind.layout.basis));
    Ok(format!(
        "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{heading} {number}</title>\
         <style>{STYLE}</style></head><body><h1>{heading}</h1><p>{number}</p><dl>{lines}</dl><p>{basis}</p>\
         <footer><svg width=\"120\" height=\"120\" viewBox=\"0 0 {size} {size}\" role=\"img\" aria-label=\"QR\">\
         <path d=\"{path}\"/></svg><p>{agency}<br>{}</p></footer><p><code>SM3 {hash}</code></p></body></html>",
        document.issued_on
    ))
}

/// A text where markup could stand.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_somebody_typed_becomes_markup() {
        assert_eq!(escaped("<script src=\"x\">&"), "&lt;script src=&quot;x&quot;&gt;&amp;");
    }
}
