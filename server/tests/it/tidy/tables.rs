//! Every list of things exists once as a table, and the table is complete.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;

use schema::catalogue::Finding;
use schema::form::design::{Aspect, EditFault, Kind};
use schema::role::Role;
use schema::{FieldCode, ProblemKind};
use serde::Serialize;

use crate::support::repository;

/// The variants of an enumeration as its source declares them.
fn declared(file: &str, name: &str) -> Vec<String> {
    let source = fs::read_to_string(repository().join(file)).unwrap();
    let (_, rest) = source.split_once(&format!("pub enum {name} {{\n")).unwrap();
    let (body, _) = rest.split_once("\n}").unwrap();
    let lines = body
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with(|letter: char| letter.is_ascii_uppercase()));
    lines.map(|line| line.trim_end_matches(',').to_owned()).collect()
}

fn check<T: Debug + Serialize>(file: &str, name: &str, table: &[T]) {
    let listed: Vec<String> = table.iter().map(|entry| format!("{entry:?}")).collect();
    assert_eq!(listed, declared(file, name), "{name}::ALL and the enumeration");
    let wire: BTreeSet<String> = table.iter().map(|entry| serde_json::to_string(entry).unwrap()).collect();
    assert_eq!(wire.len(), table.len(), "{name}: two share a name on the wire");
}

#[test]
fn tables_name_everything_once() {
    check("app/schema/src/problem.rs", "ProblemKind", &ProblemKind::ALL);
    check("app/schema/src/problem.rs", "FieldCode", &FieldCode::ALL);
    check("app/schema/src/role.rs", "Role", &Role::ALL);
    check("app/schema/src/catalogue/editing.rs", "Finding", &Finding::ALL);
    check("app/schema/src/form/design/edit.rs", "Aspect", &Aspect::ALL);
    check("app/schema/src/form/design/edit.rs", "EditFault", &EditFault::ALL);
    check("app/schema/src/form/design/kind/mod.rs", "Kind", &Kind::ALL);
}
