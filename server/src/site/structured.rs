//! What search engines are told of an item in their own terms: a schema.org GovernmentService as JSON-LD. Pure, and only
//! what the item says of itself.

use app::text::Words;
use schema::Locale;
use schema::catalogue::Item;
use serde_json::{Value, json};

/// The service an item is; `url` is the canonical address of its page.
pub fn government_service(item: &Item, url: &str, locale: Locale) -> Value {
    let summary = &item.summary;
    let served =
        item.served.iter().map(|served| object("Audience", [("audienceType", served.word().into())]));
    let service = object(
        "GovernmentService",
        [
            ("@id", url.into()),
            ("url", url.into()),
            ("identifier", summary.code.as_str().into()),
            ("name", summary.name.as_str().into()),
            ("alternateName", item.everyday_names.as_slice().into()),
            ("description", description(item, locale).into()),
            ("serviceType", summary.item_type.word().into()),
            ("category", item.themes.as_slice().into()),
            ("provider", provider(item)),
            ("areaServed", area(item)),
            ("audience", served.collect()),
            ("availableChannel", channels(item, url)),
            ("sameAs", item.source_url.as_deref().into()),
        ],
    );
    with_context(service)
}

/// Writes data into a document, at the end of its head.
pub fn insert(document: &str, data: &Value) -> String {
    // A data block is no script, but it ends at the first `</script` all the same.
    let json = data.to_string().replace('<', "\\u003c");
    document.replacen("</head>", &format!("<script type=\"application/ld+json\">{json}</script></head>"), 1)
}

/// What the page's own description says; of what is not real, that it is not.
fn description(item: &Item, locale: Locale) -> String {
    let words = Words::new(locale).catalogue;
    let told = words.describe(&item.summary.name, &item.summary.department);
    if item.source.demonstration { format!("{}{told}", words.demonstration_item()) } else { told }
}

fn provider(item: &Item) -> Value {
    let complaints = item.complaint_phone.as_deref().map(|phone| {
        object("ContactPoint", [("contactType", "complaints".into()), ("telephone", phone.into())])
    });
    object(
        "GovernmentOrganization",
        [("name", item.summary.department.as_str().into()), ("contactPoint", complaints.into())],
    )
}

fn area(item: &Item) -> Value {
    let region = &item.summary;
    object(
        "AdministrativeArea",
        [("name", region.region.as_str().into()), ("identifier", region.region_code.to_string().into())],
    )
}

/// Online, where it can be applied for here; and the counter, where its place or telephone is published.
fn channels(item: &Item, url: &str) -> Value {
    let online =
        (item.summary.online == Some(true)).then(|| object("ServiceChannel", [("serviceUrl", url.into())]));
    let place = item.location.as_deref().map(|place| object("Place", [("address", place.into())]));
    let phone = item.phone.as_deref().map(|phone| object("ContactPoint", [("telephone", phone.into())]));
    let counter = (place.is_some() || phone.is_some()).then(|| {
        object("ServiceChannel", [("serviceLocation", place.into()), ("servicePhone", phone.into())])
    });
    online.into_iter().chain(counter).collect()
}

/// A thing of this type with what is known of it.
fn object<const N: usize>(kind: &str, known: [(&str, Value); N]) -> Value {
    let known = known.into_iter().filter(|(_, value)| !is_nothing(value));
    [("@type", kind.into())].into_iter().chain(known).collect()
}

fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

fn with_context(thing: Value) -> Value {
    let mut document = json!({ "@context": "https://schema.org" });
    if let (Value::Object(document), Value::Object(thing)) = (&mut document, thing) {
        document.extend(thing);
    }
    document
}

#[cfg(test)]
mod tests {
    use schema::catalogue::{ItemSummary, PowerType, Served, Source, Way};
    use schema::role::RegionCode;

    use super::*;

    const URL: &str = "http://hall.test/items/X-1";

    /// An item of which nothing is published but what it must have.
    fn bare() -> Item {
        Item {
            summary: ItemSummary {
                code: "X-1".into(),
                name: "护照办理".into(),
                department: "公安局".into(),
                region: "广州市".into(),
                region_code: RegionCode::parse("440100").unwrap(),
                item_type: PowerType::Licence,
                handling: None,
                promised_limit: None,
                statutory_limit: None,
                visits: None,
                online: None,
                marks: Vec::new(),
                found_in: None,
            },
            catalog_name: None,
            level: None,
            conditions: None,
            materials: Vec::new(),
            location: None,
            phone: None,
            complaint_phone: None,
            themes: Vec::new(),
            served: Vec::new(),
            everyday_names: Vec::new(),
            depth: None,
            source_url: None,
            form: None,
            above: Vec::new(),
            way: Way::Online,
            way_days: None,
            fees: Vec::new(),
            terms: Vec::new(),
            source: Source { name: "广东政务服务网".into(), year: 2021, demonstration: false },
        }
    }

    #[test]
    fn an_item_is_told_with_what_it_says_and_nothing_else() {
        let description = Words::new(Locale::ZhCn).catalogue.describe("护照办理", "公安局");
        let expect = json!({
            "@context": "https://schema.org",
            "@type": "GovernmentService",
            "@id": URL,
            "url": URL,
            "identifier": "X-1",
            "name": "护照办理",
            "description": description,
            "serviceType": "行政许可",
            "provider": { "@type": "GovernmentOrganization", "name": "公安局" },
            "areaServed": { "@type": "AdministrativeArea", "name": "广州市", "identifier": "440100" },
        });
        assert_eq!(government_service(&bare(), URL, Locale::ZhCn), expect);
    }

    #[test]
    fn everything_that_is_published_is_told() {
        let mut item = bare();
        item.summary.online = Some(true);
        item.location = Some("解放南路 155 号".into());
        item.phone = Some("020-1".into());
        item.complaint_phone = Some("020-2".into());
        item.themes = vec!["证件办理".into()];
        item.served = vec![Served::Person, Served::Enterprise];
        item.everyday_names = vec!["办护照".into()];
        item.source_url = Some("https://example.org/X-1".into());
        let told = government_service(&item, URL, Locale::En);
        assert_eq!(told["alternateName"], json!(["办护照"]));
        assert_eq!(told["category"], json!(["证件办理"]));
        assert_eq!(told["sameAs"], "https://example.org/X-1");
        assert_eq!(
            told["audience"],
            json!([
                { "@type": "Audience", "audienceType": "自然人" },
                { "@type": "Audience", "audienceType": "企业法人" },
            ])
        );
        assert_eq!(told["provider"]["contactPoint"]["telephone"], "020-2");
        assert_eq!(
            told["availableChannel"],
            json!([
                { "@type": "ServiceChannel", "serviceUrl": URL },
                {
                    "@type": "ServiceChannel",
                    "serviceLocation": { "@type": "Place", "address": "解放南路 155 号" },
                    "servicePhone": { "@type": "ContactPoint", "telephone": "020-1" },
                },
            ])
        );
    }

    #[test]
    fn what_is_made_for_demonstration_says_so() {
        let mut item = bare();
        item.source.demonstration = true;
        let told = government_service(&item, URL, Locale::ZhCn);
        assert!(told["description"].as_str().unwrap().starts_with("演示事项"), "{told}");
    }

    #[test]
    fn no_text_ends_the_block() {
        let document = "<html><head><title>x</title></head><body></head></body></html>";
        let written = insert(document, &json!({ "name": "</script><script>alert(1)</script>" }));
        let block = "<script type=\"application/ld+json\">{\"name\":\"\\u003c/script>\\u003cscript>alert(1)\\u003c/script>\"}</script>";
        assert_eq!(written, document.replacen("</head>", &format!("{block}</head>"), 1));
    }
}
