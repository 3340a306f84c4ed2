//! What a new form begins with, brought into the words of the hall.

use schema::FieldCode;
use schema::applications::FormRef;
use schema::definitions::Beginning;
use schema::form::design::of_templates;
use schema::form::{Imported, Loss, from_formio, from_json_schema, from_jsonforms};
use serde_json::Value;

use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::definitions::store as published;

/// The definition that is named or sent, if any, and what of a file of others is not in it.
pub async fn source(tx: &mut Tx, from: Beginning) -> Result<(Option<Value>, Vec<Loss>)> {
    let imported = match from {
        Beginning::Nothing => return Ok((None, Vec::new())),
        Beginning::Templates(pages) => return Ok((Some(of_pages(&pages)?), Vec::new())),
        Beginning::Form(form) => return Ok((Some(template(tx, &form).await?), Vec::new())),
        Beginning::Definition(definition) => return Ok((Some(definition), Vec::new())),
        Beginning::JsonSchema(schema) => from_json_schema(object("/from/json_schema", &schema)?),
        Beginning::JsonForms(pair) => from_jsonforms(object("/from/json_forms", &pair)?),
        Beginning::Formio(form) => from_formio(object("/from/formio", &form)?),
    };
    let Imported { definition, losses } = imported;
    Ok((Some(definition), losses))
}

fn of_pages(pages: &[String]) -> Result<Value> {
    of_templates(pages).map_err(|_| Error::field("/from/templates", FieldCode::Unknown))
}

async fn template(tx: &mut Tx, form: &FormRef) -> Result<Value> {
    let text = published::definition(tx, form).await?;
    let text = text.ok_or_else(|| Error::field("/from/form", FieldCode::Unknown))?;
    Ok(serde_json::from_str(&text)?)
}

/// A file that is no object is of no format.
fn object<'a>(pointer: &str, file: &'a Value) -> Result<&'a Value> {
    if file.is_object() { Ok(file) } else { Err(Error::field(pointer, FieldCode::WrongType)) }
}
