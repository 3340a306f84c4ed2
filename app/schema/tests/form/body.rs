//! The body of a document: what a template says for which answers, and what is wrong with one.

use proptest::prelude::*;
use schema::Locale;
use schema::expr::Context;
use schema::form::{
    Block, BodyReader, Form, LintCode, Run, compile, document_body, render_body, render_body_for,
};
use serde_json::{Value, json};

use super::any::answers;

const TEMPLATE: &str = r#"
# 关于{{/name}}的决定

经审查，{{ /name }}申请资助{{/fee}}（{{/fee | capital}}）。
{{#if {"==": [{"var": "kind"}, "family"]}}}
## 家庭成员
- 共同申请：{{/name}}
{{#each /children}}
- {{/name}}，{{/age}}岁
{{#if {"<": [{"var": "age"}, 6]}}}
- 学龄前
{{/if}}
{{/each}}
{{table /children /age /name}}
{{else}}
本人单独申请。
{{/if}}
"#;

fn definition(template: &str) -> Value {
    let child = json!({"type": "object", "title": "子女", "properties": {
        "name": {"type": "string", "title": "姓名"}, "age": {"type": "integer", "title": "年龄"},
    }});
    json!({
        "schema": {"type": "object", "properties": {
            "name": {"type": "string", "title": "申请人"},
            "fee": {"type": "number", "format": "money", "title": "金额"},
            "kind": {"type": "string", "enum": ["family", "single"], "title": "类型"},
            "children": {"type": "array", "title": "子女", "items": child},
        }},
        "x-rules": [{"effect": "hide", "target": "/fee", "when": {"==": [{"var": "kind"}, "single"]}}],
        "body": {"template": {"zh-CN": template, "en": "Dear {{/name}}"}},
    })
}

fn written(form: &Form, definition: &Value, answers: &Value, locale: Locale) -> Vec<String> {
    let body = document_body(definition, form).unwrap();
    in_lines(render_body(form, &body, answers, locale, &[]))
}

fn in_lines(blocks: Vec<Block>) -> Vec<String> {
    let line = |runs: &[Run]| -> String {
        let texts = runs.iter().map(|run| match run {
            Run::Said(text) | Run::Bound { text, .. } => text.replace('\u{a0}', " "),
            Run::Withheld => "■".to_owned(),
        });
        texts.collect()
    };
    let lines = blocks.into_iter().flat_map(|block| match block {
        Block::Heading { level, runs } => vec![format!("{level} {}", line(&runs))],
        Block::Paragraph(runs) => vec![line(&runs)],
        Block::List(entries) => vec![entries.iter().map(|runs| line(runs)).collect::<Vec<_>>().join(" / ")],
        Block::Table { head, rows } => {
            let rows = rows.iter().map(|cells| {
                cells.iter().map(|run| line(std::slice::from_ref(run))).collect::<Vec<_>>().join("|")
            });
            std::iter::once(head.join("|")).chain(rows).collect()
        }
    });
    lines.collect()
}

#[test]
fn a_document_follows_the_answers() {
    let definition = definition(TEMPLATE);
    let (form, _) = compile(&definition);
    let family = json!({"name": "王<b>", "fee": 12000, "kind": "family", "children": [
        {"name": "一", "age": 5}, {"name": "二", "age": 7},
    ]});
    assert_eq!(
        written(&form, &definition, &family, Locale::ZhCn),
        [
            "1 关于王<b>的决定",
            "经审查，王<b>申请资助12,000.00 元（人民币壹万贰仟元整）。",
            "2 家庭成员",
            "共同申请：王<b> / 一，5岁 / 学龄前 / 二，7岁",
            "年龄|姓名",
            "5|一",
            "7|二",
        ]
    );
    let single = json!({"name": "王", "fee": 12000, "kind": "single"});
    assert_eq!(
        written(&form, &definition, &single, Locale::ZhCn),
        ["1 关于王的决定", "经审查，王申请资助（）。", "本人单独申请。"]
    );
    let unknown = written(&form, &definition, &json!({}), Locale::ZhCn);
    assert_eq!(unknown, ["1 关于的决定", "经审查，申请资助（）。"]);
    assert_eq!(written(&form, &definition, &single, Locale::En), ["Dear 王"]);
}

#[test]
fn a_bound_answer_says_where_it_is() {
    let definition = definition("{{#each /children}}\n{{/name}}{{/kind}}\n{{/each}}");
    let (form, _) = compile(&definition);
    let body = document_body(&definition, &form).unwrap();
    let answers = json!({"kind": "single", "children": [{"name": "一"}]});
    let bound = |pointer: &str, text: &str| Run::Bound { pointer: pointer.into(), text: text.into() };
    let expect = Block::Paragraph(vec![bound("/children/0/name", "一"), bound("/kind", "single")]);
    assert_eq!(render_body(&form, &body, &answers, Locale::ZhCn, &[]), [expect]);
}

#[test]
fn what_is_not_for_its_reader_is_withheld_and_not_blank() {
    let template = "{{/name}}的{{/fee}}\n{{#each /children}}\n{{/name}}，{{/age}}岁\n{{/each}}\n{{table /children /age /name}}\n\
                    {{#if {\"==\": [{\"element\": \"person.name\"}, \"王\"]}}}\n本人\n{{/if}}";
    let definition = definition(template);
    let (form, _) = compile(&definition);
    let body = document_body(&definition, &form).unwrap();
    let facts = json!({"person": {"name": "王"}});
    let read = |answers: &Value, hidden: &[&str]| {
        let sees = |pointer: &str| !hidden.iter().any(|end| pointer.ends_with(end));
        let context = Context { facts: Some(&facts), ..Context::default() };
        let reader = BodyReader { locale: Locale::ZhCn, regions: &[], context, sees: &sees };
        in_lines(render_body_for(&form, &body, answers, &reader))
    };
    let answers = json!({"name": "王", "fee": 12, "children": [{"name": "一", "age": 5}]});
    let whole = ["王的12.00 元", "一，5岁", "年龄|姓名", "5|一", "本人"];
    assert_eq!(read(&answers, &[]), whole, "its conditions read facts");
    assert_eq!(read(&answers, &["/fee", "/age"]), ["王的■", "一，■岁", "年龄|姓名", "■|一", "本人"]);
    assert_eq!(read(&answers, &["/children"]), ["王的12.00 元", "■", "■", "本人"]);
    // Whether anything was answered is not told either.
    assert_eq!(read(&json!({"name": "王"}), &["/fee", "/children"]), ["王的■", "■", "■", "本人"]);
}

#[test]
fn what_a_template_cannot_say_is_reported_with_its_line() {
    for (template, code, detail) in [
        ("a\n{{/other}}", LintCode::Dangling, "2: /other"),
        ("{{/children}}", LintCode::Dangling, "1: /children"),
        ("{{/fee | small}}", LintCode::BadValue, "1: small"),
        ("{{/fee", LintCode::BadValue, "1: }} is missing"),
        ("{{table /children /other}}", LintCode::Dangling, "1: /other"),
        ("{{table /fee}}", LintCode::Dangling, "1: /fee"),
        ("{{#each /fee}}\n{{/each}}", LintCode::Dangling, "1: /fee"),
        ("{{#each /children}}\n{{#each /children}}\n{{/each}}\n{{/each}}", LintCode::TooDeep, "2: /children"),
        ("{{#each /children}}", LintCode::BadValue, "1: {{/each}} is missing"),
        ("{{#if true}}\n{{else}}", LintCode::BadValue, "2: {{/if}} is missing"),
        ("{{/if}}", LintCode::BadValue, "1: nothing to end here"),
        (r#"{{#if {"var": "other"}}}"#, LintCode::Dangling, "1: /other"),
    ] {
        let (form, lints) = compile(&definition(template));
        let found = lints.iter().find(|lint| lint.pointer == "/body/template");
        assert_eq!(found.map(|lint| (lint.code, lint.detail.as_str())), Some((code, detail)), "{template}");
        document_body(&definition(template), &form).unwrap();
    }
    let (form, lints) = compile(&definition(TEMPLATE));
    assert!(lints.iter().all(|lint| !lint.pointer.starts_with("/body")), "{lints:?}");
    assert_eq!(document_body(&json!({"schema": {}}), &form), None);
}

proptest! {
    #[test]
    fn no_template_and_no_answers_make_it_panic(
        lines in prop::collection::vec(prop::sample::select(TEMPLATE.lines().collect::<Vec<_>>()), 0..12),
        noise in "[{}#/|a-z \n]{0,20}",
        answers in answers(),
    ) {
        let definition = definition(&format!("{}\n{noise}", lines.join("\n")));
        let (form, _) = compile(&definition);
        let body = document_body(&definition, &form).unwrap_or_default();
        render_body(&form, &body, &answers, Locale::En, &[]);
        render_body(&form, &body, &answers, Locale::ZhCn, &[]);
    }
}
