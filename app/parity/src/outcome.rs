//! All that the rules make of a definition and answers, as one line of JSON: what both sides must agree upon.

use schema::Locale;
use schema::calendar::Calendar;
use schema::expr::{Context, Expr, Truth};
use schema::form::{
    Control, Field, Form, FormState, Matcher, check_field, compile, document_body, from_pairs, in_words,
    missing, prune_in, render_body, state_in, summary, to_pairs, validate_data, validate_in,
    validate_regions,
};
use schema::problem::FieldError;
use schema::regions::Region;
use schema::role::RegionCode;
use serde::Serialize;
use serde_json::{Value, json};

use super::answers::{answers, asked, edit};
use super::chance::Chance;
use super::definition::{IDS, definition};
use super::logic::logic;
use super::seen::seen;
use super::values::text;

/// What there is besides definition and answers.
pub struct World<'a> {
    facts: Value,
    calendar: Calendar,
    regions: Vec<Region>,
    matcher: &'a dyn Matcher,
}

impl<'a> World<'a> {
    /// The world in which patterns are matched thus.
    pub fn new(matcher: &'a dyn Matcher) -> Self {
        let facts = json!({"today": "2026-11-22", "now": "2026-11-22T09:30:00+08:00",
            "person": {"name": "王小明", "phone": "13800138000"}, "agency": {"name": "某局"}});
        let names = [
            ("440000", "广东省"),
            ("440100", "广州市"),
            ("440103", "荔湾区"),
            ("440103001", "沙面街道"),
            ("441900", "东莞市"),
        ];
        let region = |(code, name): (&str, &str)| {
            Some(Region { code: RegionCode::parse(code).ok()?, name: name.into() })
        };
        let regions = names.into_iter().filter_map(region).collect();
        Self { facts, calendar: Calendar::default(), regions, matcher }
    }

    fn context(&self) -> Context<'_> {
        Context { facts: Some(&self.facts), calendar: Some(&self.calendar), whole: None }
    }
}

/// Members of an object of JSON, written as they come.
struct Line(String);

impl Line {
    fn add(&mut self, name: &str, value: &impl Serialize) {
        self.add_json(name, &serde_json::to_string(value).unwrap_or_default());
    }

    fn add_json(&mut self, name: &str, json: &str) {
        let before = if self.0.is_empty() { '{' } else { ',' };
        self.0 += &format!("{before}\"{name}\":{json}");
    }
}

/// Some ten kilobytes.
pub fn outcome(seed: u64, world: &World<'_>) -> String {
    let mut chance = Chance::new(seed);
    let definition = definition(&mut chance);
    let (compiled, lints) = compile(&definition);
    let answers = answers(&mut chance, &compiled).to_string();
    let program = serde_json::to_string(&compiled).unwrap_or_default();
    let mut line = Line(String::new());
    line.add("seed", &seed);
    line.add("definition", &definition);
    line.add_json("answers", &answers);
    line.add("lints", &lints);
    line.add_json("program", &program);
    // Programs and answers are read from the wire, as a phone reads them.
    let form: Form = serde_json::from_str(&program).unwrap_or_default();
    let answers: Value = serde_json::from_str(&answers).unwrap_or_default();
    let state = state_in(&form, &answers, world.context());
    line.add("screen", &screen(&form, &state, world));
    let errors = errors(&form, &answers, &state, world);
    line.add("seen", &seen(&form, &state, &world.context(), &errors));
    line.add("errors", &errors);
    line.add("kept", &kept(&mut chance, &form, &answers, world));
    let body = document_body(&definition, &form);
    let bodies = body
        .map(|body| Locale::ALL.map(|locale| render_body(&form, &body, &answers, locale, &world.regions)));
    line.add("body", &bodies);
    line.add("logic", &expressions(&mut chance, &answers, world));
    edits(&mut line, &mut chance, &form, (answers, state), world);
    line.0 + "}"
}

/// As answers of people, as data, and as regions.
fn errors(form: &Form, answers: &Value, state: &FormState, world: &World<'_>) -> [Vec<FieldError>; 3] {
    [
        validate_in(form, answers, world.matcher, world.context()),
        validate_data(form, answers, world.matcher),
        validate_regions(form, state, None, &world.regions),
    ]
}

/// What is drawn.
#[derive(Serialize)]
struct Screen<'a, F, M> {
    answers: &'a Value,
    /// Of each field in each row.
    fields: Vec<F>,
    /// At pages and groups.
    messages: [Vec<M>; IDS.len()],
    pages: Vec<bool>,
    materials: &'a [Truth],
    progress: Vec<(usize, bool, usize, usize)>,
    letter: [Vec<[String; 5]>; Locale::ALL.len()],
}

fn screen<'a>(form: &'a Form, state: &'a FormState, world: &'a World<'a>) -> impl Serialize + 'a {
    let mut fields = Vec::new();
    asked(&form.fields, "", state.answers(), &mut fields);
    let progress = missing(form, state).into_iter();
    Screen {
        answers: state.answers(),
        fields: fields
            .into_iter()
            .map(|(field, base)| look(form, state, field, field.at(&base), world))
            .collect(),
        messages: IDS.map(|id| state.messages(form, &format!("#{id}")).collect()),
        pages: form.pages.iter().map(|page| state.page_visible(form, page)).collect(),
        materials: state.materials(),
        progress: progress.map(|it| (it.page, it.visible, it.answered, it.missing)).collect(),
        letter: Locale::ALL.map(|locale| {
            let lines = summary(form, state, locale, &world.regions).into_iter();
            lines
                .map(|line| [line.page.to_string(), line.pointer, line.group, line.label, line.value])
                .collect()
        }),
    }
}

fn look(form: &Form, state: &FormState, field: &Field, pointer: String, world: &World<'_>) -> impl Serialize {
    let answer = state.answers().pointer(&pointer).unwrap_or(&Value::Null);
    let left: Vec<String> = match &field.control {
        Control::Choice { options, .. } | Control::Choices { options, .. } => {
            state.choices(form, &pointer, options).map(|option| option.wire()).collect()
        }
        _ => Vec::new(),
    };
    let words = Locale::ALL.map(|locale| in_words(&field.control, answer, locale, &world.regions));
    let messages: Vec<_> = state.messages(form, &pointer).map(|(tone, text)| (tone, text.clone())).collect();
    let marks = (state.visible(&pointer), state.need(field, &pointer), state.locked(field, &pointer));
    let soft = state.soft(form, field, &pointer).clone();
    let fault = check_field(form, state, field, &pointer, world.matcher);
    (state.computed(&pointer), pointer, marks, soft, left, messages, words, fault)
}

/// What is stored, and what a page without scripts sends for it, with pairs that nobody asked for.
fn kept(chance: &mut Chance, form: &Form, answers: &Value, world: &World<'_>) -> Value {
    let mut pairs = to_pairs(form, answers);
    const ROWS: [&str; 8] = ["0", "1", "-1", "+1", "01", "4294967295", "4294967296", "18446744073709551616"];
    for _ in 0..chance.index(pairs.len() + 1) / 4 {
        let name = chance.pick(&pairs).0.replacen("/0", &format!("/{}", chance.pick(&ROWS)), 1);
        pairs.push((name, text(chance)));
    }
    let read = from_pairs(form, pairs.iter().cloned());
    json!([prune_in(form, answers, world.context()), pairs, read])
}

/// Rules that no compiler has looked at.
fn expressions(chance: &mut Chance, answers: &Value, world: &World<'_>) -> Value {
    let paths = ["a", "b", "c", "a.b", "b.0", "b.0.a", "/b/0/a", ""].map(str::to_owned);
    let context = Context { whole: Some(answers), ..world.context() };
    let one = |chance: &mut Chance| {
        let rule = logic(chance, &paths, 4);
        match Expr::parse(&rule) {
            Ok(expr) => json!([rule, expr.eval_in(answers, context), expr.eval3_in(answers, "", context)]),
            Err(error) => json!([rule, error.to_string()]),
        }
    };
    chance.some(2, 4, one).into()
}

/// A few edits, what each changes, and where they end. An update is the state anew; where it is not, both are told.
fn edits(
    line: &mut Line,
    chance: &mut Chance,
    form: &Form,
    (mut answers, mut state): (Value, FormState),
    world: &World<'_>,
) {
    let mut edits = Vec::new();
    for _ in 0..chance.between(1, 5) {
        let Some(pointer) = edit(chance, form, &mut answers) else { break };
        let changes = state.update_in(form, &answers, &pointer, world.context());
        let anew = state_in(form, &answers, world.context());
        let late = (state != anew).then(|| json!([screen(form, &state, world), screen(form, &anew, world)]));
        edits.push((pointer, changes.fields, changes.values, changes.materials, late));
    }
    line.add("edits", &edits);
    line.add("edited", &answers);
    line.add("screen after", &screen(form, &state, world));
}
