//! What a new process begins with, brought under its own id and name.

use schema::FieldCode;
use schema::definitions::{ModelLoss, ProcessBeginning};
use schema::locale::Text;
use schema::process::bpmn::{Loss, Options, import};
use schema::process::design::{laid_out, templates};
use serde_json::{Map, Value, json};

use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::definitions::store as published;

/// The definition that is named or sent, and what of a model of others is not in it.
pub async fn source(tx: &mut Tx, from: ProcessBeginning) -> Result<(Value, Vec<ModelLoss>)> {
    Ok(match from {
        ProcessBeginning::Template(id) => {
            let template = templates().into_iter().find(|template| template.id == id);
            let unknown = || Error::field("/from/template", FieldCode::Unknown);
            (template.ok_or_else(unknown)?.definition, Vec::new())
        }
        ProcessBeginning::Process(process) => {
            let text = published::process(tx, &process.id, process.version).await?;
            let text = text.ok_or_else(|| Error::field("/from/process", FieldCode::Unknown))?;
            (serde_json::from_str(&text)?, Vec::new())
        }
        ProcessBeginning::Definition(definition) => {
            if schema::process::design::Piece::read(&definition).is_none() {
                return Err(Error::field("/from/definition", FieldCode::WrongType));
            }
            (definition, Vec::new())
        }
        ProcessBeginning::Bpmn(text) => model(&text)?,
    })
}

/// What a model says, with an acceptance, a decision and a delivery where it has none.
fn model(text: &str) -> Result<(Value, Vec<ModelLoss>)> {
    let read = |frame| import(text.as_bytes(), Options { frame });
    let whole = read(false).and_then(|plain| if plain.problems.is_empty() { Ok(plain) } else { read(true) });
    let imported = whole.map_err(|refused| {
        let fault = schema::FieldError::new("/from/bpmn", FieldCode::WrongType);
        let fault = fault.with("line", refused.place.line).with("element", refused.place.kind.as_str());
        Error::invalid(vec![fault.with("why", json!(refused.why)).with("detail", refused.detail.as_str())])
    })?;
    Ok((imported.definition, imported.losses.into_iter().map(loss).collect()))
}

fn loss(loss: Loss) -> ModelLoss {
    let what = json!(loss.what).as_str().unwrap_or_default().to_owned();
    let element = format!("{} {}", loss.place.kind, loss.place.id).trim().to_owned();
    ModelLoss { line: loss.place.line, element, what, detail: loss.detail }
}

/// A definition under this id and name, as the designer lays it out.
pub fn under(id: &str, title: &Text, definition: &Value) -> Value {
    let mut file = Map::from_iter([
        ("id".to_owned(), id.into()),
        ("version".to_owned(), 1.into()),
        ("title".to_owned(), json!(title)),
    ]);
    let rest = definition.as_object().into_iter().flatten();
    file.extend(
        rest.filter(|(name, _)| !matches!(name.as_str(), "id" | "version" | "title"))
            .map(|(name, value)| (name.clone(), value.clone())),
    );
    laid_out(&Value::Object(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_begins_under_its_own_name() {
        let title = Text::zh("新流程");
        for template in templates() {
            let begun = under("mine", &title, &template.definition);
            assert_eq!(begun["seq"], template.definition["seq"]);
            assert_eq!((&begun["id"], &begun["title"]), (&json!("mine"), &json!({ "zh-CN": "新流程" })));
        }
        assert_eq!(under("x", &title, &json!({}))["seq"], json!([]));
    }
}
