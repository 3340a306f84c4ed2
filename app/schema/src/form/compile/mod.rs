//! The compiler: a definition to a program, with everything it has to say about the definition.
//!
//! It runs when a form is published or designed, never where one is filled. Whatever it does not understand it
//! reports by pointer and leaves out.

mod alternatives;
mod blocks;
mod body;
mod check;
mod choice;
mod condition;
mod context;
mod effect;
mod extras;
mod field;
mod keywords;
mod layout;
mod node;
mod number;
mod official;
mod order;
mod pattern;
mod place;
mod rules;
mod schema;
#[cfg(test)]
mod tests;

use serde_json::Value;

pub use self::body::document_body;
use self::context::Context;
pub use self::keywords::{KEYWORDS, Support};
use self::layout::Layout;
pub(crate) use self::layout::pointer_of_scope;
use self::node::Node;
use self::schema::Schema;
use super::lint::Lint;
use super::program::{Form, Material, Page};

/// Objects within objects and groups within groups, at most.
const MAX_DEPTH: usize = 12;

/// Compiles a definition file, `{meta, schema, uischema, materials, x-rules, x-text}`, or a bare JSON Schema.
///
/// Never fails: what cannot be compiled is missing from the form and reported. A form with a lint of severity
/// [`super::Severity::Error`] is not to be published.
pub fn compile(definition: &Value) -> (Form, Vec<Lint>) {
    let (form, _, lints) = compile_with_places(definition);
    (form, lints)
}

/// [`compile`], and where in the definition each of the rules stands.
pub(crate) fn compile_with_places(definition: &Value) -> (Form, Vec<String>, Vec<Lint>) {
    let definition = &*blocks::write_out(definition);
    let file = schema_of_file(definition);
    let context = Context::new(definition, file.is_none());
    let (mut form, places) = match file {
        Some(schema) => compile_file(&context, definition, schema),
        None => compile_schema(&context, definition),
    };
    let (shared, lints) = context.finish();
    form.shared = shared;
    (form, places, lints)
}

/// The definition with its blocks written out as JSON Schema.
pub(crate) fn without_blocks(definition: &Value) -> Value {
    blocks::write_out(definition).into_owned()
}

/// The schema of a definition file; nothing if it is a bare JSON Schema.
pub(super) fn schema_of_file(definition: &Value) -> Option<&Value> {
    let has = |keyword: &str| definition.get(keyword).is_some();
    definition.get("schema").filter(|_| !["$schema", "properties"].into_iter().any(has))
}

fn compile_schema<'a>(context: &Context<'a>, schema: &'a Value) -> (Form, Vec<String>) {
    let mut layout = Layout::new(context, Schema::read(context, schema, ""), &[]);
    let pages = layout.pages(None);
    let (mut form, places) = finish(context, layout, pages, Vec::new(), None);
    if let Some(page) = form.pages.first() {
        form.meta.title = page.title.clone();
    }
    (form, places)
}

fn compile_file<'a>(context: &Context<'a>, definition: &'a Value, schema: &'a Value) -> (Form, Vec<String>) {
    let Some(file) = Node::open(context, definition, "") else { return Default::default() };
    file.get("schema");
    file.get("x-text");
    let meta = extras::meta(&file);
    let materials = extras::materials(&file);
    let mut layout = Layout::new(context, Schema::read(context, schema, "/schema"), &materials);
    let pages = layout.pages(file.get("uischema"));
    let (mut form, places) = finish(context, layout, pages, materials, Some(&file));
    form.meta = meta;
    // No more of it is in the program than what it reads besides the answers: a phone has no use for it.
    form.document = body::read(&file, &form).map(|body| body.reads_besides()).unwrap_or_default();
    file.close();
    (form, places)
}

fn finish<'a>(
    context: &Context<'a>,
    layout: Layout<'_, 'a>,
    mut pages: Vec<Page>,
    materials: Vec<Material>,
    file: Option<&Node<'_, 'a>>,
) -> (Form, Vec<String>) {
    let (schema, mut rules, office) = layout.finish(&mut pages);
    let Schema { fields, wholes: objects, rules: implied, .. } = schema;
    let mut form = Form { pages, office, fields, objects, materials, ..Form::default() };
    rules.extend(rules::of_applicants(&form, implied));
    rules.extend(file.into_iter().flat_map(|file| rules::read(file, &form)));
    rules::check(context, &form, &mut rules);
    rules::check_official(context, &form, &rules);
    let places: Vec<String>;
    (form.rules, places) =
        order::sort(context, rules).into_iter().map(|draft| (draft.rule, draft.at)).unzip();
    order::find_unreachable(context, &form);
    form.index = order::index(&form);
    (form, places)
}
