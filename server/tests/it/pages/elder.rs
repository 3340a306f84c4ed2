//! Elder mode: every page a person comes to has help one tap away, the first page has one thing a line, and text stands out.

use axum::body::Body;
use axum::http::Request;

use super::{start, tag_with};
use crate::support::{Client, Hall, SENIOR_CARD, tags};

const COLOURS: &str = include_str!("../../../../style/settings/colour.css");
const MODES: &str = include_str!("../../../../style/settings/modes.css");

async fn large(client: &Client, path: &str) -> String {
    let request = Request::get(path).header("cookie", "onehall_elder=1").header("accept", "text/html");
    let response = client.send(request.body(Body::empty()).unwrap()).await;
    response.assert_status(200).text().to_owned()
}

async fn city() -> Hall {
    let hall = start().await;
    hall.open_demo_city().await;
    hall
}

#[tokio::test]
async fn help_is_one_tap_away_on_every_page_of_the_way_to_an_application() {
    let hall = city().await;
    let visitor = hall.visitor();
    let item = format!("/items/{SENIOR_CARD}");
    let asked = format!("/ask?text={}", schema::catalogue::encode("老年证"));
    for path in ["/", "/ask", &asked, &item, "/guides", "/track", "/hall", &format!("{item}/walk")] {
        let page = large(&visitor, path).await;
        let (_, help) = page.split_once("class=\"help\">").unwrap_or_else(|| panic!("{path}"));
        let (help, _) = help.split_once("</nav>").unwrap();
        assert!(tag_with(help, "a", "href", "tel:12345").is_some(), "{path}: a person");
        assert!(tag_with(help, "a", "href", "/hall").is_some(), "{path}: a counter");
        assert!(help.contains("data-speak"), "{path}: read aloud");
        let plain = visitor.page(path).await.assert_status(200);
        assert!(!plain.text().contains("class=\"help\">"), "{path}: only where it was asked for");
    }
}

#[tokio::test]
async fn the_first_page_has_one_question_and_one_thing_a_line() {
    let hall = city().await;
    let page = large(&hall.visitor(), "/").await;
    let bigs = tags(&page, "a").into_iter().filter(|tag| tag.contains("class=\"big\"")).count();
    assert!((1..=5).contains(&bigs), "{bigs}");
    assert_eq!(tags(&page, "h1").len(), 1);
    assert!(!page.contains("class=\"doors\"") && !page.contains("class=\"life\""));
    assert!(tag_with(&page, "a", "href", "/ask").is_some());
}

/// The colours of a name, in the light and in the dark, as elder mode has it or else the hall.
fn colour(name: &str) -> [f64; 2] {
    let elder = MODES.split_once("[data-elder] {").unwrap().1.split_once('}').unwrap().0;
    let value = |text: &str| {
        let (_, rest) = text.split_once(&format!("--{name}: "))?;
        Some(rest.split_once(';')?.0.to_owned())
    };
    let value = value(elder).or_else(|| value(COLOURS)).unwrap_or_else(|| panic!("{name}"));
    let pair = value.strip_prefix("light-dark(").and_then(|pair| pair.strip_suffix(')'));
    let pair = pair.map_or_else(
        || [value.clone(), value.clone()],
        |pair| {
            let (light, dark) = pair.split_once(", ").unwrap();
            [light.to_owned(), dark.to_owned()]
        },
    );
    pair.map(|hex| luminance(&hex))
}

/// Relative luminance (WCAG 2.2).
fn luminance(hex: &str) -> f64 {
    let digits = hex.trim_start_matches('#');
    let whole: String = if digits.len() == 3 {
        digits.chars().flat_map(|digit| [digit, digit]).collect()
    } else {
        digits.to_owned()
    };
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&whole[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.0722_f64.mul_add(part(4), 0.2126_f64.mul_add(part(0), 0.7152 * part(2)))
}

#[test]
fn text_in_elder_mode_stands_out_seven_to_one_in_the_light_and_in_the_dark() {
    let texts = ["text", "text-soft", "ink", "ink-strong", "bamboo", "amber", "seal"];
    let grounds = ["paper", "paper-raised", "paper-sunk"];
    let on = [
        ("on-ink", "ink"),
        ("on-seal", "seal-fill"),
        ("text", "ink-tint"),
        ("text-soft", "ink-tint"),
        ("ink", "ink-tint"),
        ("amber", "amber-tint"),
    ];
    let pairs = texts.iter().flat_map(|text| grounds.iter().map(move |ground| (*text, *ground))).chain(on);
    for (text, ground) in pairs {
        for (mode, (a, b)) in ["light", "dark"].iter().zip(colour(text).into_iter().zip(colour(ground))) {
            let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
            assert!(contrast >= 7.0, "{text} on {ground} in the {mode}: {contrast:.2}");
        }
    }
}
