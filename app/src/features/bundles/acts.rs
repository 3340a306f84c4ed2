//! What the lead can do with a joint application: each a form behind a fold, with its consequence in one line.

use crate::prelude::*;
use schema::bundles::{JointAct, JointView, LaneState};
use schema::form::html_id;

use super::desk::slug;
use crate::returned::Returned;
use crate::routes::to;
use crate::text::{Words, field_error, typeset, use_words};
use crate::ui::errors::ErrorSummary;
use crate::ui::field::TextArea;

/// The acts that are allowed now; that there are none is said.
#[component]
pub fn Acts(
    /// The joint application.
    view: JointView,
    /// The form that came back.
    returned: Option<Returned>,
) -> impl IntoView {
    let text = use_words().bundles;
    let came_back = returned.clone().map(|returned| {
        view! { <ErrorSummary problem_=returned.problem label=|pointer| label(pointer, use_words()).to_owned()/> }
    });
    let each = view.allowed.iter().map(|act| {
        let mine = returned.clone().filter(|returned| returned.value("command") == Some(slug(*act)));
        view! { <li><Act act=*act view=view.clone() returned=mine/></li> }
    });
    let each: Vec<AnyView> = each.collect();
    let none = each.is_empty().then(|| view! { <p class="cant">{text.can_do_nothing()}</p> });
    view! {
        <aside class="do" aria-label=text.can_do()>
            <h2>{text.can_do()}</h2>
            {came_back}
            {none}
            <ul>{each}</ul>
        </aside>
    }
}

/// What an error is about.
fn label(pointer: &str, words: Words) -> &'static str {
    let text = words.bundles;
    match pointer {
        "/reason" => text.why(),
        "/approved_by" => text.approved_by(),
        "/words" => text.told_what(),
        "/items" => text.told_whom(),
        _ => text.can_do(),
    }
}

#[component]
fn Act(act: JointAct, view: JointView, returned: Option<Returned>) -> impl IntoView {
    let text = use_words().bundles;
    let open = returned.is_some();
    let button = if act == JointAct::SetApart { text.apart_sure() } else { text.act(act) };
    let asked = Asked { act, returned };
    let fields = match act {
        JointAct::Extend => vec![asked.text("/reason"), asked.line("/approved_by")],
        JointAct::SetApart => vec![asked.text("/reason")],
        JointAct::Inform => vec![asked.whom(&view), asked.text("/words")],
    };
    view! {
        <details open=open>
            <summary><span class="a">{text.act(act)}</span><span class="so">{text.follows(act)}</span></summary>
            <form method="post" action=to::desk_joint(view.number)>
                <input type="hidden" name="command" value=slug(act)/>
                <input type="hidden" name="revision" value=view.revision.to_string()/>
                {fields}
                <div class="main-act"><button class="btn main">{button}</button></div>
            </form>
        </details>
    }
}

/// What an act asks for. Two forms of the page may have fields of one name, so their ids begin with the act.
struct Asked {
    act: JointAct,
    returned: Option<Returned>,
}

impl Asked {
    fn id(&self, pointer: &str) -> String {
        // Where an error of the form that came back leads, its field is.
        if self.returned.is_some() {
            html_id(pointer)
        } else {
            format!("{}-{}", slug(self.act), html_id(pointer))
        }
    }

    fn value(&self, pointer: &str) -> String {
        self.returned.as_ref().and_then(|it| it.value(pointer)).unwrap_or_default().to_owned()
    }

    fn message(&self, pointer: &str) -> Option<String> {
        let errors = self.returned.as_ref().map(|it| it.problem.errors.as_slice()).unwrap_or_default();
        let error = errors.iter().find(|error| error.pointer == pointer)?;
        Some(field_error(use_words().locale, error))
    }

    fn text(&self, pointer: &'static str) -> AnyView {
        let (id, message) = (self.id(pointer), self.message(pointer));
        let label = label(pointer, use_words());
        view! { <TextArea id name=pointer label hint=None value=self.value(pointer) message required=true/> }
    }

    fn line(&self, pointer: &'static str) -> AnyView {
        let (id, message) = (self.id(pointer), self.message(pointer));
        let (wrong, message_id) = (message.is_some(), format!("{id}-error"));
        let described = wrong.then(|| message_id.clone());
        view! {
            <div class="field" class:wrong=wrong>
                <label for=id.clone()>{label(pointer, use_words())}</label>
                {message.map(|message| view! { <p class="message" id=message_id>{message}</p> })}
                <input
                    id=id
                    name=pointer
                    value=self.value(pointer)
                    required
                    autocomplete="off"
                    aria-invalid=wrong.then_some("true")
                    aria-describedby=described
                />
            </div>
        }
    }

    /// The agencies, by the items that are theirs: all of them, unless something else had been ticked.
    fn whom(&self, view: &JointView) -> AnyView {
        let fields = self.returned.as_ref().map(|it| it.fields.as_slice());
        let is_ticked = |item: &str| {
            let sent = |fields: &[(String, String)]| {
                fields.iter().any(|(name, value)| name == "/items" && value == item)
            };
            fields.is_none_or(sent)
        };
        let message = self.message("/items");
        let first = self.id("/items");
        let lanes = view.lanes.iter().filter(|lane| lane.state != LaneState::Dropped).enumerate();
        let lines = lines(lanes.map(|(place, lane)| {
            let id = if place == 0 { first.clone() } else { format!("{first}-{place}") };
            let said = format!("{} · {}", lane.department, typeset(&lane.item_name));
            (id, lane.item.clone(), said, is_ticked(&lane.item))
        }));
        view! {
            <fieldset class="field">
                <legend>{use_words().bundles.told_whom()}</legend>
                {message.map(|message| view! { <p class="message">{message}</p> })}
                <ul>{lines}</ul>
            </fieldset>
        }
    }
}

/// Boxes to tick: id, value, words, and whether it is ticked.
fn lines(boxes: impl Iterator<Item = (String, String, String, bool)>) -> Vec<AnyView> {
    let line = |(id, value, said, checked): (String, String, String, bool)| {
        view! {
            <li class="pick">
                <input type="checkbox" id=id.clone() name="/items" value=value checked=checked/>
                <label for=id>{said}</label>
            </li>
        }
    };
    boxes.map(line).collect()
}

#[cfg(test)]
mod tests {
    use schema::{FieldCode, FieldError, Problem};

    use super::*;
    use crate::joint::samples::{lane, view};

    fn led() -> JointView {
        let mut view = view(vec![lane("甲", LaneState::Open), lane("乙", LaneState::Dropped)]);
        view.allowed = vec![JointAct::Extend, JointAct::SetApart, JointAct::Inform];
        view
    }

    #[test]
    fn each_act_is_a_form_of_its_own_with_its_consequence_and_no_id_twice() {
        let html = view! { <Acts view=led() returned=None/> }.to_html();
        for act in [JointAct::Extend, JointAct::SetApart, JointAct::Inform] {
            let name = serde_json::to_value(act).unwrap();
            assert_eq!(name, slug(act), "it is sent by its name on the wire");
            assert!(html.contains(&format!("name=\"command\" value={name}")), "{html}");
        }
        assert_eq!(html.matches("name=\"revision\" value=\"1\"").count(), 3, "{html}");
        assert!(html.contains("多 15 个工作日，只能一次"), "{html}");
        // Who never began is not told.
        assert!(html.contains("部门甲 · 事项甲") && !html.contains("部门乙"), "{html}");
        let mut ids: Vec<&str> =
            html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{html}");
    }

    #[test]
    fn what_came_back_is_open_with_what_was_typed_and_where_the_errors_lead() {
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let returned = Returned {
            action: String::new(),
            problem: Problem::invalid(vec![FieldError::new("/approved_by", FieldCode::Required)]),
            fields: vec![field("command", "extend"), field("/reason", "材料多，看不完")],
        };
        let html = view! { <Acts view=led() returned=Some(returned)/> }.to_html();
        assert_eq!(html.matches("<details open").count(), 1, "{html}");
        let id = html_id("/approved_by");
        assert!(
            html.contains(&format!("href=\"#{id}\"")) && html.contains(&format!("id=\"{id}\"")),
            "{html}"
        );
        assert!(html.contains("材料多，看不完"), "{html}");
    }

    #[test]
    fn that_there_is_nothing_to_do_is_said() {
        let view = JointView { allowed: Vec::new(), ..led() };
        assert!(view! { <Acts view returned=None/> }.to_html().contains("现在没有要做的"));
    }
}
