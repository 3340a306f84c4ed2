//! Several tasks of a list at once, as a form sends them: a box for each, and the button that says what is done.

use app::routes::to;
use serde_json::{Value, json};

use super::twins::{Sent, Then};

/// What is asked of the API. A box that is none of ours is as if it had not been ticked.
pub fn bulk(sent: &Sent) -> Value {
    let ticked = sent.fields.iter().filter(|(name, _)| name == "pick");
    let line = |(_, value): &(String, String)| {
        let (number, task) = value.split_once(' ')?;
        Some(json!({ "number": number, "task": task }))
    };
    json!({ "act": sent.field("bulk"), "lines": ticked.filter_map(line).collect::<Vec<_>>() })
}

/// Back to the list; or what could not be done, in the page.
pub fn done(sent: &Sent, answer: Value) -> Then {
    let is_whole = answer.as_array().is_none_or(|lines| lines.iter().all(|line| line["problem"].is_null()));
    match is_whole {
        true => Then::Go(to::DESK.to_owned()),
        false => Then::Show(json!({ "act": sent.field("bulk"), "lines": answer })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticked_boxes_are_lines() {
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let fields = vec![
            field("pick", "440103-260305-00042-7 review#2"),
            field("pick", "nothing"),
            field("bulk", "claim"),
        ];
        let sent = Sent { params: Default::default(), fields };
        let line = json!({ "number": "440103-260305-00042-7", "task": "review#2" });
        assert_eq!(bulk(&sent), json!({ "act": "claim", "lines": [line] }));
        let refused = json!([{ "number": "1", "task": "a", "problem": { "status": 409 } }]);
        assert!(matches!(done(&sent, refused), Then::Show(_)));
        assert!(matches!(done(&sent, json!([{ "number": "1", "task": "a" }])), Then::Go(_)));
        // Of a note that was put away there is no answer.
        assert!(matches!(done(&sent, Value::Null), Then::Go(_)));
    }
}
