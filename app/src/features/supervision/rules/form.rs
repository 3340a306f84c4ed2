//! Writing a version: name, ground, days, moments, who is told, where; and all else as JSON. Works without scripts.

use schema::calendar::LimitUnit;
use schema::form::html_id;
use schema::locale::{Locale, Text};
use schema::proceedings::Choice;
use schema::supervise::{Grade, LimitSource, Rule, Told, Watch};
use schema::{Problem, ProblemKind};

use super::texts;
use crate::inputs::Asking;
use crate::prelude::*;
use crate::returned::Returned;
use crate::routes::to;
use crate::text::{Supervision, use_words};

/// The forms of a rule: by its inputs, and as JSON.
#[component]
pub fn Write(
    /// What is there.
    rule: Rule,
    /// The revision it is written on.
    revision: i64,
    /// Whether it is a draft already.
    is_draft: bool,
    /// What came back to a form of the page.
    returned: Option<Returned>,
) -> impl IntoView {
    let words = texts();
    let action = to::supervision_rule(&rule.id);
    let json = serde_json::to_string_pretty(&rule).unwrap_or_default();
    let of = |act: &str| returned.clone().filter(|it| it.value("act") == Some(act));
    let (by_inputs, as_json) = (of("save"), of("json"));
    let title = if is_draft { words.go_on() } else { words.write() };
    let filled = by_inputs.unwrap_or_else(|| there(&action, &rule));
    let asking = Asking { name: "rule".to_owned(), returned: Some(filled.clone()) };
    let written = as_json.as_ref().and_then(|it| it.value("/rule")).unwrap_or(&json).to_owned();
    let is_open = as_json.is_some();
    view! {
        <section class="set do" id="write">
            <h2>{title}</h2>
            <form method="post" action=action.clone()>
                <input type="hidden" name="act" value="save"/>
                <input type="hidden" name="revision" value=revision.to_string()/>
                <input type="hidden" name="base" value=json/>
                {names(&asking)}
                {moments(&asking, &rule.watch)}
                {bounds(&asking)}
                <div class="main-act"><button class="btn main">{words.save()}</button></div>
            </form>
            <details open=is_open>
                <summary>{words.as_json()}</summary>
                <form method="post" action=action>
                    <input type="hidden" name="act" value="json"/>
                    <input type="hidden" name="revision" value=revision.to_string()/>
                    <div class="field"><label for="rule">{words.json()}</label><textarea id="rule" name="/rule" rows="20" class="json" spellcheck="false">{written}</textarea></div>
                    <div class="main-act"><button class="btn">{words.save_json()}</button></div>
                </form>
            </details>
        </section>
    }
}

fn names(asking: &Asking) -> AnyView {
    let words = texts();
    view! {
        {asking.line("/rule/name", words.name_zh(), "text")}
        {asking.optional_line("/rule/name/en", words.name_en(), "text")}
        {asking.text("/rule/ground", words.ground_zh(), true)}
        {asking.text("/rule/ground/en", words.ground_en(), false)}
    }
}

/// The inputs of a moment of each grade.
const MARKS: [&str; 3] =
    ["/rule/watch/clock/marks/warning", "/rule/watch/clock/marks/yellow", "/rule/watch/clock/marks/red"];
const STEPS: [&str; 3] =
    ["/rule/watch/count/steps/warning", "/rule/watch/count/steps/yellow", "/rule/watch/count/steps/red"];

/// How long, and when it finds what.
fn moments(asking: &Asking, watch: &Watch) -> AnyView {
    let words = texts();
    match watch {
        Watch::Clock(clock) => {
            let unit = |id: &str, name: &str| Choice { id: id.to_owned(), name: name.to_owned() };
            let units = [unit("工作日", words.working_days()), unit("自然日", words.calendar_days())];
            let limit = matches!(clock.limit, LimitSource::Fixed(_)).then(|| {
                view! {
                    {asking.line("/rule/watch/clock/limit", words.limit(), "number")}
                    {asking.one_of("/rule/watch/clock/limit/unit", words.unit(), &units)}
                }
            });
            view! { {limit}{by_grade(asking, words.marks(), "/rule/watch/clock/marks", MARKS)} }.into_any()
        }
        Watch::Count(_) => view! {
            {by_grade(asking, words.steps(), "/rule/watch/count/steps", STEPS)}
            {asking.optional_line("/rule/watch/count/within", words.within_days(), "number")}
        }
        .into_any(),
        Watch::Sighting(_) => {
            let board = Supervision(use_words().locale);
            let choices = Grade::ALL
                .map(|grade| Choice { id: grade.slug().to_owned(), name: board.grade(grade).to_owned() });
            asking.one_of("/rule/watch/sighting/grade", words.grade(), &choices)
        }
    }
}

/// A number for each grade, in one group, which is where an error of all of them leads to.
fn by_grade(asking: &Asking, title: &'static str, pointer: &str, names: [&'static str; 3]) -> AnyView {
    let board = Supervision(use_words().locale);
    let inputs = Grade::ALL.into_iter().zip(names);
    let inputs =
        inputs.map(|(grade, name)| asking.optional_line(name, board.grade(grade), "number")).collect_view();
    let message = asking.message(pointer).map(|message| view! { <p class="message">{message}</p> });
    view! { <fieldset class="field" id=html_id(pointer) tabindex="-1"><legend>{title}</legend>{message}<div class="grades">{inputs}</div></fieldset> }
        .into_any()
}

/// Who is told, where and when.
fn bounds(asking: &Asking) -> AnyView {
    let words = texts();
    let choice = |told: Told| Choice { id: slug(told), name: words.who(told).to_owned() };
    let choices = [Told::Holder, Told::Lead, Told::Supervisor].map(choice);
    view! {
        {asking.some_of("/rule/tell", words.tell(), &choices)}
        {asking.optional_line("/rule/from", words.from(), "date")}
        {asking.optional_line("/rule/until", words.until(), "date")}
        {asking.optional_line("/rule/regions", words.regions(), "text")}
    }
    .into_any()
}

fn slug(told: Told) -> String {
    serde_json::to_value(told).ok().and_then(|told| told.as_str().map(str::to_owned)).unwrap_or_default()
}

/// What is there already, by the names of the inputs.
fn there(action: &str, rule: &Rule) -> Returned {
    let said = |text: &Text, locale: Locale| match text.has(locale) {
        true => text.get(locale).to_owned(),
        false => String::new(),
    };
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let regions: Vec<String> = rule.regions.iter().map(ToString::to_string).collect();
    let mut fields = vec![
        ("/rule/name", said(&rule.name, Locale::ZhCn)),
        ("/rule/name/en", said(&rule.name, Locale::En)),
        ("/rule/ground", said(&rule.ground, Locale::ZhCn)),
        ("/rule/ground/en", said(&rule.ground, Locale::En)),
        ("/rule/from", day(rule.from)),
        ("/rule/until", day(rule.until)),
        ("/rule/regions", regions.join("，")),
    ];
    fields.extend(rule.tell.iter().map(|told| ("/rule/tell", slug(*told))));
    let of = |names: [&'static str; 3], grade: Grade| {
        let name = Grade::ALL.into_iter().zip(names).find(|(other, _)| *other == grade);
        name.map(|(_, name)| name).unwrap_or_default()
    };
    match &rule.watch {
        Watch::Clock(clock) => {
            fields.extend(clock.marks.iter().map(|mark| (of(MARKS, mark.grade), mark.days.to_string())));
            if let LimitSource::Fixed(limit) = clock.limit {
                let unit = if limit.unit == LimitUnit::WorkingDays { "工作日" } else { "自然日" };
                fields.push(("/rule/watch/clock/limit", limit.value.to_string()));
                fields.push(("/rule/watch/clock/limit/unit", unit.to_owned()));
            }
        }
        Watch::Count(count) => {
            fields.extend(count.steps.iter().map(|step| (of(STEPS, step.grade), step.times.to_string())));
            let within = count.within.map(|days| days.to_string()).unwrap_or_default();
            fields.push(("/rule/watch/count/within", within));
        }
        Watch::Sighting(sighting) => {
            fields.push(("/rule/watch/sighting/grade", sighting.grade.slug().to_owned()));
        }
    }
    let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Returned { action: action.to_owned(), problem: Problem::new(ProblemKind::Invalid), fields }
}

/// What a pointer of the forms is called.
pub fn label(pointer: &str) -> &'static str {
    let words = texts();
    match pointer {
        "/rule/name" => words.name_zh(),
        "/rule/ground" => words.ground_zh(),
        "/rule/from" => words.from(),
        "/rule/until" => words.until(),
        "/rule/regions" => words.regions(),
        "/rule/watch/count/within" => words.within_days(),
        "/rule/watch/clock/limit" => words.limit(),
        "/revision" => words.draft(),
        marks if marks.starts_with("/rule/watch/clock/marks") => words.moments(),
        steps if steps.starts_with("/rule/watch/count/steps") => words.steps(),
        watch if watch.starts_with("/rule/watch") => words.watches(),
        _ => words.rule(),
    }
}
