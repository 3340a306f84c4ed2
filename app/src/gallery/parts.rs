//! The components of `ui`, a section for each file of it.

use crate::prelude::*;
use leptos::context::Provider;
use schema::calendar::{Limit, LimitUnit};
use schema::{FieldCode, FieldError, Locale, Problem, ProblemKind};

use super::Section;
use crate::returned::Returned;
use crate::text::{Words, use_words};
use crate::ui::errors::ErrorSummary;
use crate::ui::field::TextArea;
use crate::ui::field::TextField;
use crate::ui::icon::Icon;
use crate::ui::inline_icon::{InlineIcon, SPRITE};
use crate::ui::limit::limit_words;
use crate::ui::search::SearchBox;
use crate::ui::speech::{Listen, ReadAloud};

/// An answer that is longer than anybody expects.
const LONG: &str = "广州市荔湾区西村街道某某社区居民委员会某某路某某号某某小区某某栋某某单元某某房";

pub(super) fn sections() -> Vec<Section> {
    vec![
        Section::new("ui", "field: several lines", area()),
        Section::new("ui", "errors", errors()),
        Section::new("ui", "field", field()),
        Section::new("ui", "frame", vec![("the page you are on", ().into_any())]),
        Section::new("ui", "icon", vec![("every symbol of the sprite", icons())]),
        Section::new("ui", "inline_icon", vec![("in the page itself", inline_icons())]),
        Section::new("ui", "lanes", super::lanes::states()),
        Section::new("ui", "limit", vec![("zero, working days, days", limits())]),
        Section::new("ui", "search", search()),
        Section::new("ui", "speech", speech()),
        Section::new("ui", "squares", super::lanes::squares()),
        Section::new("ui", "state", vec![("pages of their own", whole_pages())]),
    ]
}

fn area() -> Vec<(&'static str, AnyView)> {
    let words = use_words();
    let (label, hint) = (words.desk.opinion(), Some(words.accounts.what_for().to_owned()));
    let message = Some(field_required(words.locale));
    vec![
        ("empty", view! { <TextArea id="area-empty".to_owned() name="empty" label hint=None message=None/> }),
        ("hint", view! { <TextArea id="area-hint".to_owned() name="hint" label hint message=None/> }),
        ("wrong", view! { <TextArea id="area-wrong".to_owned() name="wrong" label hint=None message/> }),
        (
            "filled",
            view! { <TextArea id="area-filled".to_owned() name="filled" label hint=None value=LONG message=None/> },
        ),
    ]
}

fn field_required(locale: Locale) -> String {
    crate::text::field_error(locale, &FieldError::new("", FieldCode::Required))
}

fn errors() -> Vec<(&'static str, AnyView)> {
    let label = |pointer: &str| pointer.trim_start_matches('/').to_owned();
    let wrong = [("/login", FieldCode::Taken), ("/password", FieldCode::WeakPassword)];
    let invalid = Problem::invalid(wrong.map(|(pointer, code)| FieldError::new(pointer, code)).into());
    let failed =
        Problem { request_id: Some("6f1e2d3c4b5a6978".to_owned()), ..Problem::new(ProblemKind::Internal) };
    let english = invalid.clone();
    vec![
        ("fields", view! { <ErrorSummary problem_=invalid label/> }),
        ("ours", view! { <ErrorSummary problem_=failed label/> }),
        ("refused", view! { <ErrorSummary problem_=Problem::new(ProblemKind::WrongCredentials) label/> }),
        ("English", in_english(move || view! { <ErrorSummary problem_=english label/> })),
    ]
}

fn field() -> Vec<(&'static str, AnyView)> {
    let words = use_words().accounts;
    let (name, hint) = (words.login(), words.login_hint());
    let returned = |pointer: &str, value: &str, code: Option<FieldCode>| {
        let errors = code.map(|code| FieldError::new(pointer, code)).into_iter().collect();
        Some(Returned {
            action: String::new(),
            problem: Problem::invalid(errors),
            fields: vec![(pointer.to_owned(), value.to_owned())],
        })
    };
    let (filled, long) = (returned("/filled", "wangxiaoming", None), returned("/long", LONG, None));
    let wrong = returned("/wrong", "w", Some(FieldCode::Taken));
    vec![
        ("empty", view! { <TextField pointer="/empty" label=name returned=None/> }),
        ("hint", view! { <TextField pointer="/hint" label=name hint returned=None/> }),
        ("filled", view! { <TextField pointer="/filled" label=name returned=filled/> }),
        ("long", view! { <TextField pointer="/long" label=name returned=long/> }),
        ("wrong", view! { <TextField pointer="/wrong" label=name hint returned=wrong/> }),
        (
            "password",
            view! { <TextField pointer="/secret" label=words.password() kind="password" returned=None/> },
        ),
        (
            "English",
            in_english(|| {
                let words = use_words().accounts;
                view! { <TextField pointer="/english" label=words.login() hint=words.login_hint() returned=None/> }
            }),
        ),
    ]
}

fn icons() -> AnyView {
    let names = SPRITE.split("<symbol id=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let icons = names.map(|name| view! { <li><Icon name/><span>{name}</span></li> });
    view! { <ul class="icons">{icons.collect_view()}</ul> }
}

fn inline_icons() -> AnyView {
    let icons = ["seal", "down", "home", "search", "case", "me"];
    let icons = icons.map(|name| view! { <li><InlineIcon name/><span>{name}</span></li> });
    view! { <ul class="icons">{icons.collect_view()}</ul> }.into_any()
}

fn limits() -> AnyView {
    let words = use_words().catalogue;
    let limits = [(0, LimitUnit::WorkingDays), (15, LimitUnit::WorkingDays), (60, LimitUnit::CalendarDays)];
    let lines = limits.map(|(value, unit)| view! { <li>{limit_words(words, Limit { value, unit })}</li> });
    view! { <ul class="prose">{lines.collect_view()}</ul> }
}

fn speech() -> Vec<(&'static str, AnyView)> {
    vec![("reading aloud", view! { <ReadAloud/> }), ("by voice", view! { <Listen/> })]
}

fn search() -> Vec<(&'static str, AnyView)> {
    vec![
        ("empty", view! { <SearchBox value=String::new()/> }),
        ("filled", view! { <SearchBox value="居住证".to_owned()/> }),
        ("English", in_english(|| view! { <SearchBox value=String::new()/> })),
    ]
}

/// A page that waits or failed has a `main` and a status of its own.
fn whole_pages() -> AnyView {
    let problems = ProblemKind::ALL.map(|kind| {
        view! { <li><a href=format!("/_gallery/problems/{}", kind.slug())>{kind.slug()}</a></li> }
    });
    view! { <ul class="contents"><li><a href="/_gallery/waiting">"waiting"</a></li>{problems.collect_view()}</ul> }
}

/// The same in English, whatever language the page is in.
fn in_english(part: impl FnOnce() -> AnyView + Send + 'static) -> AnyView {
    view! { <div lang="en"><Provider value=Words::new(Locale::En)>{part()}</Provider></div> }
}
