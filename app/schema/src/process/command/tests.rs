//! Commands on the wire.

use serde_json::json;

use super::*;

fn survives(wire: Value, name: CommandName) {
    let command: Command = serde_json::from_value(wire.clone()).unwrap();
    assert_eq!(command.name(), name);
    assert_eq!(serde_json::to_value(command).unwrap(), wire);
    assert_eq!(wire["command"], name.slug());
    assert_eq!(serde_json::to_value(name).unwrap(), name.slug());
}

#[test]
fn commands_survive_the_wire() {
    let opinion = json!({"facts": "属实", "opinion": "同意", "article": "条例第三条"});
    let points =
        json!([{"pointer": "/name", "reason": "与证件不符"}, {"material": "id-card", "reason": "不清晰"}]);
    let words = [
        json!({"command": "start"}),
        json!({"command": "claim", "task": "a"}),
        json!({"command": "release", "task": "a"}),
        json!({"command": "complete", "task": "a", "outcome": "approved", "opinion": opinion,
               "checks": [{"point": "b", "answer": "no", "words": "缺章"}], "next": "c"}),
        json!({"command": "request_supplement", "task": "a", "points": points}),
        json!({"command": "receive_supplement", "changed": [{"pointer": "/name"}, {"material": "id-card"}]}),
        json!({"command": "begin_special_procedure", "task": "a", "ground": "expert_review",
               "ends_on": "2026-03-20", "reason": "须由专家评审"}),
        json!({"command": "end_special_procedure", "task": "a", "result": "评审通过", "added": 2}),
        json!({"command": "report_pause"}),
        json!({"command": "take_shared", "changed": [{"pointer": "/name"}]}),
        json!({"command": "return", "task": "b", "to": "a#2", "resume": true, "reason": "数据有误"}),
        json!({"command": "recall", "task": "a"}),
        json!({"command": "jump", "task": "a", "to": "b", "reason": "并案处理"}),
        json!({"command": "reassign", "task": "a", "to": "li", "reason": "出差"}),
        json!({"command": "delegate", "task": "a", "to": "li", "reason": "请核实"}),
        json!({"command": "answer", "task": "a", "opinion": opinion}),
        json!({"command": "add_signer", "task": "a", "to": "li", "after": false, "reason": "涉及消防"}),
        json!({"command": "remove_signer", "task": "a", "to": "li", "reason": "已调离"}),
        json!({"command": "copy", "task": "a", "to": ["li"]}),
        json!({"command": "remind", "words": "请尽快"}),
        json!({"command": "extend", "days": 10, "reason": "案情复杂"}),
        json!({"command": "terminate", "reason": "申请人已注销"}),
        json!({"command": "withdraw", "reason": "不办了"}),
        json!({"command": "rate", "grade": 5, "words": "很快"}),
    ];
    for (wire, name) in words.into_iter().zip(CommandName::ALL) {
        survives(wire, name);
    }
}

#[test]
fn what_a_command_does_not_have_is_refused() {
    for wire in [
        json!({"command": "claim", "task": "a", "by": "b"}),
        json!({"command": "start", "task": "a"}),
        json!({"command": "fly", "task": "a"}),
        json!({"command": "complete", "task": "a", "outcome": "fine"}),
        json!({"command": "complete", "task": "a", "outcome": "delivered", "changes": []}),
        json!({"command": "begin_special_procedure", "task": "a", "ground": "holiday",
               "ends_on": "2026-03-20", "reason": "r"}),
    ] {
        assert!(serde_json::from_value::<Command>(wire.clone()).is_err(), "{wire}");
    }
}
