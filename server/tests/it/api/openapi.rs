//! The API's description of itself, against the OpenAPI standard and against the API.

mod journey;

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Request;
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::support::{Backend, Hall, repository};

const OPENAPI: &str = include_str!("../fixtures/openapi-3.1.json");

async fn document(hall: &Hall) -> Value {
    hall.visitor().get("/api/openapi.json").await.assert_status(200).json()
}

/// `(path, method, operation)` of everything that is described.
fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let paths = document["paths"].as_object().unwrap().iter();
    paths
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().unwrap().iter();
            methods.map(|(method, operation)| (path.clone(), method.to_uppercase(), operation.clone()))
        })
        .collect()
}

/// A path with its parameters filled in by something that can be read.
fn filled(path: &str) -> String {
    path.split('/').map(|part| if part.starts_with('{') { "1" } else { part }).collect::<Vec<_>>().join("/")
}

#[track_caller]
fn assert_valid(validator: &Validator, value: &Value, what: &str) {
    let errors: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{} {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{what}: {errors:#?}");
}

#[tokio::test]
async fn the_document_is_openapi_3_1() {
    let hall = Hall::start(Backend::Sqlite).await;
    let document = document(&hall).await;
    let standard = jsonschema::validator_for(&serde_json::from_str(OPENAPI).unwrap()).unwrap();
    assert_valid(&standard, &document, "the document");
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        assert!(jsonschema::draft202012::meta::is_valid(schema), "{name}");
        // A word or a number needs no more than its name.
        let simple = schema["type"] == "string" && schema["enum"].is_null();
        assert!(simple || schema["description"].is_string(), "{name} is not described");
    }
    let mut names = BTreeSet::new();
    for (path, method, operation) in operations(&document) {
        assert!(names.insert(operation["operationId"].to_string()), "{method} {path}: the name is taken");
        assert!(operation["summary"].is_string() || operation["description"].is_string(), "{method} {path}");
        assert_ne!(operation["responses"], json!({}), "{method} {path}");
    }
}

#[tokio::test]
async fn what_is_described_is_served_and_nothing_else() {
    let hall = Hall::start(Backend::Sqlite).await;
    let document = document(&hall).await;
    for path in document["paths"].as_object().unwrap().keys() {
        // No address takes TRACE, so the answer names what it does take.
        let request = Request::builder().method("TRACE").uri(filled(path)).body(Body::empty()).unwrap();
        let response = hall.visitor().send(request).await.assert_status(405);
        let served: BTreeSet<&str> = response.header("allow").unwrap().split(',').map(str::trim).collect();
        let described: BTreeSet<String> = operations(&document)
            .into_iter()
            .filter(|(other, _, _)| other == path)
            .map(|(_, method, _)| method)
            .collect();
        let served: BTreeSet<String> =
            served.into_iter().filter(|method| *method != "HEAD").map(str::to_owned).collect();
        assert_eq!(served, described, "{path}");
    }
}

#[test]
fn every_handler_with_an_address_is_in_the_table_of_routes() {
    let routes = std::fs::read_to_string(repository().join("server/src/routes.rs")).unwrap();
    let mut found = 0;
    for (path, source) in crate::tidy::sources("server/src/features") {
        let feature = path.components().nth(3).unwrap().as_os_str().to_str().unwrap().to_owned();
        for part in source.split("#[utoipa::path(").skip(1) {
            let name = part.split("fn ").nth(1).unwrap().split(['(', '<']).next().unwrap();
            let handler = format!("::{name}");
            let listed = routes.split([',', '(', ')']).any(|entry| {
                let entry = entry.trim();
                entry.starts_with(&format!("{feature}::")) && entry.ends_with(&handler)
            });
            assert!(listed, "{feature} {name} is described, and not in routes.rs");
            found += 1;
        }
    }
    assert!(found >= 8);
}

/// Two types of one name would overwrite each other in the document, silently.
#[test]
fn no_two_types_share_a_name_in_the_document() {
    let (mut names, mut derived) = (BTreeSet::new(), None);
    for (path, source) in crate::tidy::sources("app/schema/src") {
        for line in source.lines() {
            if line.contains("derive(utoipa::ToSchema") {
                derived = Some(
                    line.split("schema(as = ").nth(1).map(|rest| rest.split(')').next().unwrap().to_owned()),
                );
            }
            let declared = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "));
            if let (Some(declared), Some(alias)) = (declared, derived.take_if(|_| declared.is_some())) {
                let own = declared.split(|letter: char| !letter.is_alphanumeric()).next().unwrap().to_owned();
                let name = alias.unwrap_or(own);
                assert!(names.insert(name.clone()), "{}: {name} is taken", path.display());
            }
        }
    }
    assert!(names.len() > 30);
}
