//! All that the rules make of a definition and answers, as one line of JSON: what both sides must agree upon.

use schema::Locale;
use schema::calendar::Calendar;
use schema::expr::{Context, Expr};
use schema::form::{
    Control, Field, Form, FormState, Matcher, check_field, compile, document_body, from_pairs, in_words,
    missing, prune_in, render_body, state_in, summary, to_pairs, validate_data, validate_in,
    validate_regions,
};
use schema::problem::FieldError;
use schema::regions::Region;
use schema::role::RegionCode;
use serde_json::{Value, json};

use super::answers::{answers, asked, edit};
use super::chance::Chance;
use super::definition::{IDS, definition};
use super::logic::logic;
use super::seen;
use super::values::text;

/// What there is besides definition and answers.
struct World<'a> {
    context: Context<'a>,
    regions: Vec<Region>,
    matcher: &'a dyn Matcher,
}

/// A program of many fields is one line of some ten kilobytes.
pub fn outcome(seed: u64, matcher: &dyn Matcher) -> String {
    let mut chance = Chance::new(seed);
    let definition = definition(&mut chance);
    let (compiled, lints) = compile(&definition);
    let answers = answers(&mut chance, &compiled);
    let program = serde_json::to_string(&compiled).unwrap_or_default();
    // Programs and answers are read from the wire, as a phone reads them.
    let form: Form = serde_json::from_str(&program).unwrap_or_default();
    let answers: Value = serde_json::from_str(&answers.to_string()).unwrap_or_default();
    let facts = json!({"today": "2026-11-22", "now": "2026-11-22T09:30:00+08:00",
        "person": {"name": "王小明", "phone": "13800138000"}, "agency": {"name": "某局"}});
    let calendar = Calendar::default();
    let world = World {
        context: Context { facts: Some(&facts), calendar: Some(&calendar), whole: None },
        regions: regions(),
        matcher,
    };
    let mut line = json!({"seed": seed, "definition": definition, "answers": answers, "lints": lints,
        "program": serde_json::from_str::<Value>(&program).unwrap_or_default()});
    let state = state_in(&form, &answers, world.context);
    line["screen"] = screen(&form, &state, &world);
    let errors = errors(&form, &answers, &state, &world);
    line["seen"] = seen::seen(&form, &state, &world.context, &errors);
    line["errors"] = json!(errors);
    line["kept"] = kept(&mut chance, &form, &answers, &world);
    line["body"] = json!(document_body(&definition, &form).map(|body| {
        Locale::ALL.map(|locale| render_body(&form, &body, &answers, locale, &world.regions))
    }));
    line["logic"] = expressions(&mut chance, &answers, &world);
    line["edits"] = edits(&mut chance, &form, answers, state, &world);
    line.to_string()
}

fn regions() -> Vec<Region> {
    let names = [
        ("440000", "广东省"),
        ("440100", "广州市"),
        ("440103", "荔湾区"),
        ("440103001", "沙面街道"),
        ("441900", "东莞市"),
    ];
    let region =
        |(code, name): (&str, &str)| Some(Region { code: RegionCode::parse(code).ok()?, name: name.into() });
    names.into_iter().filter_map(region).collect()
}

/// As answers of people, as data, and as regions.
fn errors(form: &Form, answers: &Value, state: &FormState, world: &World<'_>) -> [Vec<FieldError>; 3] {
    [
        validate_in(form, answers, world.matcher, world.context),
        validate_data(form, answers, world.matcher),
        validate_regions(form, state, None, &world.regions),
    ]
}

/// What is drawn: of each field in each row, of the pages and groups, of the documents, and the letter.
fn screen(form: &Form, state: &FormState, world: &World<'_>) -> Value {
    let mut fields = Vec::new();
    asked(&form.fields, "", state.answers(), &mut fields);
    let fields: Vec<Value> =
        fields.into_iter().map(|(field, base)| look(form, state, field, &field.at(&base), world)).collect();
    let messages = IDS.map(|id| state.messages(form, &format!("#{id}")).collect::<Vec<_>>());
    let pages: Vec<bool> = form.pages.iter().map(|page| state.page_visible(form, page)).collect();
    let progress = missing(form, state);
    let progress: Vec<_> = progress.iter().map(|it| (it.page, it.visible, it.answered, it.missing)).collect();
    let letter = Locale::ALL.map(|locale| {
        let lines = summary(form, state, locale, &world.regions).into_iter();
        lines
            .map(|line| json!([line.page, line.pointer, line.group, line.label, line.value]))
            .collect::<Vec<_>>()
    });
    json!({"answers": state.answers(), "fields": fields, "messages": messages, "pages": pages,
        "materials": state.materials(), "progress": progress, "letter": letter})
}

fn look(form: &Form, state: &FormState, field: &Field, pointer: &str, world: &World<'_>) -> Value {
    let answer = state.answers().pointer(pointer);
    let left: Vec<String> = match &field.control {
        Control::Choice { options, .. } | Control::Choices { options, .. } => {
            state.choices(form, pointer, options).map(|option| option.wire()).collect()
        }
        _ => Vec::new(),
    };
    let words = Locale::ALL
        .map(|locale| in_words(&field.control, answer.unwrap_or(&Value::Null), locale, &world.regions));
    json!([
        pointer,
        state.visible(pointer),
        state.need(field, pointer),
        state.soft(form, field, pointer),
        state.locked(field, pointer),
        state.computed(pointer),
        left,
        state.messages(form, pointer).collect::<Vec<_>>(),
        words,
        check_field(form, state, field, pointer, world.matcher),
    ])
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
    json!([prune_in(form, answers, world.context), pairs, read])
}

/// Rules that no compiler has looked at.
fn expressions(chance: &mut Chance, answers: &Value, world: &World<'_>) -> Value {
    let paths = ["a", "b", "c", "a.b", "b.0", "b.0.a", "/b/0/a", ""].map(str::to_owned);
    let context = Context { whole: Some(answers), ..world.context };
    let one = |chance: &mut Chance| {
        let rule = logic(chance, &paths, 4);
        match Expr::parse(&rule) {
            Ok(expr) => json!([rule, expr.eval_in(answers, context), expr.eval3_in(answers, "", context)]),
            Err(error) => json!([rule, error.to_string()]),
        }
    };
    chance.some(2, 4, one).into()
}

/// A few edits, what each changes, and where they end. An update is the state anew.
fn edits(
    chance: &mut Chance,
    form: &Form,
    mut answers: Value,
    mut state: FormState,
    world: &World<'_>,
) -> Value {
    let mut edits = Vec::new();
    for _ in 0..chance.between(1, 5) {
        let Some(pointer) = edit(chance, form, &mut answers) else { break };
        let changes = state.update_in(form, &answers, &pointer, world.context);
        let is_anew = state == state_in(form, &answers, world.context);
        edits.push(json!([pointer, changes.fields, changes.values, changes.materials, is_anew]));
    }
    json!({"edits": edits, "answers": answers, "screen": screen(form, &state, world)})
}
