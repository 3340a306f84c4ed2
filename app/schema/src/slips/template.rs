//! The templates of slips: a title and a text with bound fields, in Chinese and perhaps in other languages, for the hall, for an
//! agency or for one of its items. The text is the body of a form (`form::compile::body`), bound to the fields of a slip.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::data::schema;
use super::{Printed, SlipData, SlipKind};
use crate::form::{Body, Form, Severity, compile, document_body, render_body};
use crate::locale::{Locale, Text};

/// A template as it stands in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlipTemplate {
    /// What it is for.
    pub kind: SlipKind,
    /// The agency, as processes name it (`440100/广州市民政局`); empty for every agency.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agency: String,
    /// The item of that agency, by its code; empty for all.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub item: String,
    /// Its heading.
    pub title: Text,
    /// Its text.
    pub template: Text,
}

/// What the text of a kind has to bind: without it the slip would not say what it is for.
const fn bound(kind: SlipKind) -> &'static [&'static str] {
    match kind {
        SlipKind::Acceptance => &["/applicant", "/item", "/accepted_on"],
        SlipKind::JointAcceptance => &["/applicant", "/item", "/accepted_on", "/parts"],
        SlipKind::Refusal => &["/applicant", "/item", "/reason"],
        SlipKind::Supplement => &["/applicant", "/item", "/points"],
        SlipKind::Promise => &["/applicant", "/item", "/promises"],
        SlipKind::Payment => &["/applicant", "/item", "/fees"],
        SlipKind::Conclusion => &["/applicant", "/item", "/decision", "/reason"],
    }
}

/// What the text that counts has to say: whoever is refused is told of the remedies (行政许可法 art. 38).
const fn said(kind: SlipKind) -> &'static [&'static str] {
    match kind {
        SlipKind::Refusal | SlipKind::Conclusion => &["行政复议", "行政诉讼"],
        _ => &[],
    }
}

impl SlipTemplate {
    /// Everything that is wrong with it, each with its pointer.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if !self.item.is_empty() && self.agency.is_empty() {
            faults.push("/item: an item is one of an agency".to_owned());
        }
        for (name, text) in [("title", &self.title), ("template", &self.template)] {
            if text.get(Locale::ZhCn).trim().is_empty() || !text.has(Locale::ZhCn) {
                faults.push(format!("/{name}: the text that counts is Chinese, and is missing"));
            }
        }
        let (form, body, lints) = self.compiled();
        faults.extend(lints);
        let reads = body.as_ref().map(Body::reads).unwrap_or_default();
        let missing = bound(self.kind).iter().filter(|pointer| !reads.contains(**pointer));
        faults.extend(missing.map(|pointer| format!("/template: {pointer} is missing")));
        let text = self.template.get(Locale::ZhCn);
        let unsaid = said(self.kind).iter().filter(|words| !text.contains(**words));
        faults.extend(unsaid.map(|words| format!("/template: {words} is missing")));
        debug_assert!(!form.fields.is_empty(), "the fields of a slip compile");
        faults
    }

    fn definition(&self) -> Value {
        json!({"schema": schema(), "body": {"template": self.template}})
    }

    fn compiled(&self) -> (Form, Option<Body>, Vec<String>) {
        let definition = self.definition();
        let (form, lints) = compile(&definition);
        let body = document_body(&definition, &form);
        let wrong = lints.into_iter().filter(|lint| lint.severity == Severity::Error);
        let wrong = wrong.map(|lint| {
            let pointer = lint.pointer.strip_prefix("/body").unwrap_or(&lint.pointer);
            format!("{pointer}: {:?} {}", lint.code, lint.detail)
        });
        (form, body, wrong.collect())
    }

    /// What it says of a case, in each language that it has.
    pub fn printed(&self, data: &SlipData) -> BTreeMap<Locale, Printed> {
        let (form, body, _) = self.compiled();
        let Some(body) = body else { return BTreeMap::new() };
        let answers = data.answers();
        let has = |locale: &Locale| self.template.has(*locale) && self.title.has(*locale);
        let printed = |locale| {
            let blocks = render_body(&form, &body, &answers, locale, &[]);
            (locale, Printed { title: self.title.get(locale).to_owned(), blocks })
        };
        Locale::ALL.into_iter().filter(has).map(printed).collect()
    }
}

/// The templates of a file, `[{"kind": …, …}, …]`; else everything that is wrong with it, each with its pointer.
pub fn read_templates(text: &str) -> Result<Vec<SlipTemplate>, Vec<String>> {
    let entries: Vec<Value> = serde_json::from_str(text).map_err(|error| vec![error.to_string()])?;
    let (mut templates, mut faults): (Vec<SlipTemplate>, Vec<String>) = (Vec::new(), Vec::new());
    for (place, entry) in entries.into_iter().enumerate() {
        let template: SlipTemplate = match serde_json::from_value(entry) {
            Ok(template) => template,
            Err(error) => {
                faults.push(format!("/{place}: {error}"));
                continue;
            }
        };
        faults.extend(template.faults().into_iter().map(|fault| format!("/{place}{fault}")));
        let is_same = |other: &SlipTemplate| {
            (other.kind, &other.agency, &other.item) == (template.kind, &template.agency, &template.item)
        };
        if templates.iter().any(is_same) {
            faults.push(format!("/{place}: stands in the file twice"));
        }
        templates.push(template);
    }
    if faults.is_empty() { Ok(templates) } else { Err(faults) }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::form::Run;
    use crate::slips::{SlipFee, SlipPoint};

    fn template(kind: SlipKind, text: &str) -> SlipTemplate {
        let (title, template) = (Text::zh("告知书"), Text::zh(text));
        SlipTemplate { kind, agency: String::new(), item: String::new(), title, template }
    }

    fn said(blocks: &[crate::form::Block]) -> String {
        let run = |run: &Run| match run {
            Run::Said(text) | Run::Bound { text, .. } => text.clone(),
            Run::Withheld => String::new(),
        };
        let of = |block: &crate::form::Block| match block {
            crate::form::Block::Heading { runs, .. } | crate::form::Block::Paragraph(runs) => {
                runs.iter().map(run).collect()
            }
            crate::form::Block::List(entries) => entries.iter().flatten().map(run).collect::<String>(),
            crate::form::Block::Table { rows, .. } => {
                rows.iter().flatten().map(run).collect::<Vec<_>>().join("|")
            }
        };
        blocks.iter().map(of).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_template_says_what_is_bound_and_all_points_at_once() {
        let text = "{{/applicant}}：你申请的{{/item}}，需要补正：\n{{table /points}}\n{{#if {\"!!\": {\"var\": \"due\"}}}}\n最迟{{/due}}\n{{/if}}";
        let supplement = template(SlipKind::Supplement, text);
        assert_eq!(supplement.faults(), Vec::<String>::new());
        let point = |place: &str| SlipPoint { place: place.into(), reason: "看不清".into() };
        let data = SlipData {
            applicant: "王小明".into(),
            item: "老年人优待证".into(),
            points: vec![point("照片"), point("身份证")],
            ..SlipData::default()
        };
        let printed = supplement.printed(&data);
        assert_eq!(printed.keys().collect::<Vec<_>>(), [&Locale::ZhCn]);
        let words = said(&printed[&Locale::ZhCn].blocks);
        assert_eq!(words, "王小明：你申请的老年人优待证，需要补正：\n照片|看不清|身份证|看不清");
        let data = SlipData { due: NaiveDate::from_ymd_opt(2026, 12, 1), ..data };
        assert!(
            said(&supplement.printed(&data)[&Locale::ZhCn].blocks)
                .replace([' ', '\u{a0}'], "")
                .ends_with("最迟2026年12月1日")
        );
    }

    #[test]
    fn sums_stand_in_rows_and_decisions_in_words() {
        let fee = SlipFee { name: "工本费".into(), amount: "12.50".into(), basis: None };
        let data = SlipData {
            fees: vec![fee],
            decision: Some(crate::process::Decision::Approved),
            ..SlipData::default()
        };
        let payment = template(SlipKind::Payment, "{{/applicant}}{{/item}}\n{{table /fees}}");
        assert!(said(&payment.printed(&data)[&Locale::ZhCn].blocks).contains("工本费|12.50|"));
        let decision = template(SlipKind::Conclusion, "{{/decision}}");
        assert_eq!(said(&decision.printed(&data)[&Locale::ZhCn].blocks), "准予");
    }

    #[test]
    fn what_is_missing_in_a_template_or_no_field_is_refused_with_its_pointer() {
        let check = |kind, text: &str, expect: &[&str]| {
            let faults = template(kind, text).faults();
            assert!(!faults.is_empty(), "{text}");
            for part in expect {
                assert!(
                    faults.iter().any(|fault| fault.starts_with("/template: ") && fault.contains(part)),
                    "{faults:?}"
                );
            }
        };
        check(SlipKind::Acceptance, "{{/applicant}}{{/item}}", &["/accepted_on is missing"]);
        check(SlipKind::Acceptance, "{{/applicant}}{{/item}}{{/accepted_on}}{{/seal}}", &["/seal"]);
        let reasons = "{{/applicant}}{{/item}}{{/reason}}";
        check(SlipKind::Refusal, reasons, &["行政复议", "行政诉讼"]);
        check(SlipKind::Promise, "", &["/promises is missing"]);
        assert!(
            template(SlipKind::Refusal, &format!("{reasons}可以申请行政复议或者提起行政诉讼"))
                .faults()
                .is_empty()
        );
        let own = SlipTemplate {
            item: "1".into(),
            ..template(SlipKind::Supplement, "{{/applicant}}{{/item}}\n{{table /points}}")
        };
        assert_eq!(own.faults(), ["/item: an item is one of an agency"]);
        let file = r#"[{"kind": "nothing"}, {"kind": "acceptance", "title": {"zh-CN": "x"}, "template": {"zh-CN": "y"}}]"#;
        let faults = read_templates(file).unwrap_err();
        assert!(faults[0].starts_with("/0: ") && faults[1].starts_with("/1/template: "), "{faults:?}");
    }
}
