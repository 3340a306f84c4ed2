//! What came back from a form of this desk: somebody who was first is named, and what holds up publication is said as the
//! compiler's remarks are.

use chrono::{DateTime, Utc};
use schema::form::{Lint, Severity, html_id};
use schema::{FieldError, Problem, ProblemKind};

use crate::prelude::*;
use crate::text::{Words, field_error, problem, problem_help, use_words};

/// The summary on top of the page.
#[component]
pub fn Wrong(
    /// What is wrong.
    problem_: Problem,
    /// What the field at a pointer is called.
    label: fn(Words, &str) -> &'static str,
) -> impl IntoView {
    let words = use_words();
    let kind = problem_.kind();
    let help = match problem_.errors.first().filter(|_| kind == ProblemKind::Conflict) {
        Some(stored) => first_by(words, stored),
        None => problem_help(words.locale, kind).to_owned(),
    };
    let errors = problem_.errors.iter().filter(|_| kind != ProblemKind::Conflict);
    let lines: Vec<AnyView> = errors.map(|error| line(words, error, label)).collect();
    let has_lines = !lines.is_empty();
    view! {
        <div class="errors" role="alert" tabindex="-1" id="errors" autofocus>
            <h2>{problem(words.locale, kind)}</h2>
            <p>{help}</p>
            {has_lines.then(|| view! { <ul>{lines}</ul> })}
        </div>
    }
}

fn line(words: Words, error: &FieldError, label: fn(Words, &str) -> &'static str) -> AnyView {
    if let Some(lint) = lint(error) {
        return view! { <li>{words.designer.lint(&lint)}" "<span class="code">{lint.pointer}</span></li> };
    }
    let said = field_error(words.locale, error);
    let label = label(words, &error.pointer);
    let text = if label.is_empty() { said } else { words.forms.error_line(label, &said) };
    view! { <li><a href=format!("#{}", html_id(&error.pointer))>{text}</a></li> }
}

/// The remark of the compiler that a fault stands for.
fn lint(error: &FieldError) -> Option<Lint> {
    let code = serde_json::from_value(error.params.get("lint")?.clone()).ok()?;
    let detail = error.params.get("detail").and_then(|detail| detail.as_str()).unwrap_or_default().to_owned();
    let pointer = error.pointer.strip_prefix("/definition")?.to_owned();
    Some(Lint { pointer, code, severity: Severity::Error, detail })
}

/// Who was first, and when.
fn first_by(words: Words, stored: &FieldError) -> String {
    let text = |name: &str| stored.params.get(name).and_then(|value| value.as_str());
    let who = text("by").unwrap_or(words.designer.somebody());
    let at = text("at").and_then(|at| at.parse::<DateTime<Utc>>().ok());
    words.designer.first_by(who, &at.map(|at| words.full_moment(at)).unwrap_or_default())
}
