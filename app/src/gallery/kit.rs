//! What the style sheets draw by a class alone: a section for each sheet of `style/components` that no component of
//! `ui` or `forms` draws.

use crate::prelude::*;

use super::{Section, captures};
use crate::text::use_words;
use crate::ui::icon::Icon;

pub(super) fn sections() -> Vec<Section> {
    vec![
        Section::new("style", "button", buttons()),
        Section::new(
            "style",
            "mark",
            vec![("mark", marks()), ("due", chips()), ("tag", tags()), ("strip", strip())],
        ),
        Section::new("style", "notice", notices()),
        Section::new(
            "style",
            "facts",
            vec![("facts", facts()), ("missing", missing_facts()), ("prose", prose())],
        ),
        Section::new("style", "chain", vec![("timeline", timeline())]),
        Section::new("style", "lanes", super::lanes::list()),
        Section::new("style", "progress", vec![("steps", steps()), ("pace", pace())]),
        Section::new(
            "style",
            "upload",
            [("empty", upload(false)), ("wrong", upload(true)), ("there", files())]
                .into_iter()
                .chain(captures::states())
                .collect(),
        ),
        Section::new("style", "table", vec![("table", table())]),
        Section::new("style", "skeleton", vec![("bones", bones())]),
    ]
}

fn buttons() -> Vec<(&'static str, AnyView)> {
    let words = use_words();
    let (start, long) = (words.applications.start(), words.accounts.sign_out_everywhere());
    vec![
        ("solid", view! { <button class="button" type="button">{start}</button> }),
        ("quiet", view! { <button class="button quiet" type="button">{start}</button> }),
        ("small", view! { <button class="button quiet small" type="button">{start}</button> }),
        ("disabled", view! { <button class="button" type="button" disabled>{start}</button> }),
        ("busy", view! { <button class="button" type="button" aria-busy="true">{start}</button> }),
        ("link", view! { <a class="button" href="#style-button">{long}</a> }),
        ("plain", view! { <button class="link" type="button">{long}</button> }),
    ]
}

fn marks() -> AnyView {
    let marks = ["", "doing", "done", "todo", "hold", "red"].map(|kind| {
        let name = if kind.is_empty() { "you" } else { kind };
        view! { <li><span class=format!("mark {kind}")></span>" "{name}</li> }
    });
    view! { <ul>{marks.collect_view()}</ul> }
}

fn chips() -> AnyView {
    let words = use_words().cases;
    let chips = [
        ("ok", words.days_left(9)),
        ("soon", words.days_left(2)),
        ("today", words.due_today().to_owned()),
        ("late", words.days_late(3)),
        ("hold", words.stands().to_owned()),
        ("done", words.closed_delivered().to_owned()),
    ];
    let chips = chips.map(|(kind, text)| view! { <li><span class=format!("due {kind}")>{text}</span></li> });
    view! { <ul>{chips.collect_view()}</ul> }
}

fn tags() -> AnyView {
    let words = use_words();
    view! {
        <p>
            <span class="tag">{words.applications.status_optional()}</span>" "
            <span class="tag ok">{words.applications.status_done()}</span>" "
            <span class="tag amber">{words.applications.status_wrong(2)}</span>
        </p>
    }
}

fn strip() -> AnyView {
    let days = [("used", 1), ("used", 2), ("now", 3), ("", 4), ("end", 5), ("over", 6)];
    let days = days.map(|(kind, day)| view! { <li class=kind>{day}</li> });
    view! { <ol class="strip">{days.collect_view()}</ol> }
}

fn notices() -> Vec<(&'static str, AnyView)> {
    let words = use_words();
    let notice = |kind: &str, icon: &'static str, text: &'static str| {
        let class = format!("notice {kind}");
        view! { <div class=class><Icon name=icon/><p>{text}</p></div> }
    };
    vec![
        ("info", notice("", "info", words.accounts.what_for())),
        ("amber", notice("amber", "warn", words.cases.next_waiting())),
        ("done", notice("done", "tick", words.cases.next_none())),
        ("human", view! { <p class="human soft">{words.accounts.trouble()}</p> }),
    ]
}

fn facts() -> AnyView {
    let words = use_words();
    let (days, hint) = (words.catalogue.working_days(15), words.cases.next_accepted());
    view! {
        <dl class="facts">
            <div><dt>{words.accounts.login()}</dt><dd><b>{days}</b><span>{hint}</span></dd></div>
            <div><dt>{words.accounts.identity()}</dt><dd><b class="num">"4401 9919 9001 0100 1X"</b></dd></div>
        </dl>
    }
}

fn missing_facts() -> AnyView {
    let words = use_words();
    view! {
        <dl class="facts">
            <div class="missing"><dt>{words.accounts.identity()}</dt><dd><b>{words.cases.no_limit()}</b></dd></div>
        </dl>
    }
}

fn prose() -> AnyView {
    let words = use_words();
    view! {
        <div class="prose">
            <p>{words.home.description()}</p>
            <ul><li>{words.cases.next_rejected()}</li><li>{words.cases.next_none()}</li></ul>
        </div>
    }
}

fn timeline() -> AnyView {
    let words = use_words().cases;
    let lines = [
        ("done", words.filed(), words.next_checking(), "3-2"),
        ("doing", words.was_accepted(), words.next_accepted(), "3-5"),
        ("you", words.stands(), words.next_waiting(), "3-9"),
        ("later", words.closed_delivered(), words.next_none(), ""),
    ];
    let lines = lines.map(|(kind, title, text, day)| {
        view! { <li class=kind><h3>{title}</h3><time>{day}</time><p>{text}</p></li> }
    });
    view! { <ol class="timeline">{lines.collect_view()}</ol> }
}

fn steps() -> AnyView {
    let words = use_words().applications;
    let steps = [
        ("done", words.check(), words.status_done().to_owned()),
        ("doing", words.materials(), words.status_doing(2)),
        ("wrong", words.mine(), words.status_wrong(1)),
        ("todo", words.steps_title(), words.status_todo().to_owned()),
    ];
    let steps = steps.map(|(kind, name, status)| {
        let mark = if kind == "wrong" { "mark".to_owned() } else { format!("mark {kind}") };
        view! {
            <li class=kind>
                <span class=mark></span><a href="#style-progress">{name}</a><span class="status">{status}</span>
            </li>
        }
    });
    view! { <ol class="steps">{steps.collect_view()}</ol> }
}

fn pace() -> AnyView {
    view! { <div class="pace"><i class="on"></i><i class="on"></i><i></i><i></i></div> }
}

fn upload(wrong: bool) -> AnyView {
    let words = use_words();
    let id = format!("upload-{wrong}");
    let message =
        wrong.then(|| crate::text::problem_help(words.locale, schema::ProblemKind::UnsupportedType));
    view! {
        <div class="field" class:wrong=wrong>
            <label for=id.clone()>{words.applications.materials()}</label>
            <p class="hint">{words.applications.files_hint("JPG / PNG / PDF", 3)}</p>
            {message.map(|message| view! { <p class="message">{message}</p> })}
            <div class="upload"><input type="file" id=id multiple/></div>
        </div>
    }
}

fn files() -> AnyView {
    let words = use_words().applications;
    let names = [
        "photo.png",
        "a-scan-of-a-lease-with-a-name-that-nobody-would-give-a-file-2026-03-02-final-final.pdf",
    ];
    let files = names.map(|name| {
        view! {
            <li>
                <Icon name="file"/>
                <span class="name">{name}</span>
                <span class="size">{words.file_there("1.2 MB")}</span>
                <button type="button" class="remove" aria-label=words.remove_file(name)>{words.remove()}</button>
            </li>
        }
    });
    view! { <ul class="files">{files.collect_view()}</ul> }
}

fn table() -> AnyView {
    let words = use_words();
    let rows = [(words.applications.mine(), 12_408), (words.frame.my_cases(), 31)];
    let rows = rows.map(|(name, count)| {
        view! { <tr><th scope="row">{name}</th><td class="num">{count}</td></tr> }
    });
    view! {
        <div class="table">
            <table>
                <caption>{words.home.agencies()}</caption>
                <thead><tr><th scope="col">{words.frame.find()}</th><th scope="col" class="num">{words.catalogue.item_type()}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

fn bones() -> AnyView {
    view! {
        <dl class="facts bones" aria-hidden="true">
            <div><dt><span class="bone short"></span></dt><dd><span class="bone heading"></span><span class="bone long"></span></dd></div>
            <div><dt><span class="bone short"></span></dt><dd><span class="bone heading short"></span><span class="bone"></span></dd></div>
        </dl>
    }
}
