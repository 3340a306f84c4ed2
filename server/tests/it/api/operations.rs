//! What sends a case another way than its process says: handed over, asked of a colleague, signed besides, taken back,
//! moved, extended, ended; who is told of it, and what stands in the log.

use schema::ProblemKind;
use schema::cases::{CaseView, DeskCase};
use schema::messages::{MessageKind, Messages};
use schema::process::{CommandName, Status};
use schema::role::Role;
use serde_json::{Value, json};

use crate::support::{CIVIL_AFFAIRS, Client, Hall, Scene, claim, complete, on_both, texts};

/// A case that an officer examines, with a colleague beside them.
struct Desk {
    scene: Scene,
    colleague: Client,
    /// The colleague's id.
    id: String,
}

impl Desk {
    async fn open(hall: &Hall) -> Self {
        let scene = Scene::open(hall).await;
        let colleague = hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
        let id = colleague.get("/api/session").await.json()["account"].to_string();
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.command(&scene.officer, claim("review")).await.assert_status(200);
        Self { scene, colleague, id }
    }

    async fn give(&self, who: &Client, command: Value) -> DeskCase {
        self.scene.command(who, command).await.assert_status(200).read_json()
    }

    async fn refused(&self, who: &Client, command: Value) -> String {
        self.scene.command(who, command).await.assert_problem(ProblemKind::Refused).detail.unwrap()
    }

    /// A command on the review, to the colleague.
    fn to_colleague(&self, command: &str) -> Value {
        json!({ "command": command, "task": "review", "to": self.id, "reason": "另有公务。" })
    }
}

fn may(case: &DeskCase, command: CommandName) -> bool {
    case.allowed.iter().any(|allowed| allowed.command == command)
}

async fn told(scene: &Scene) -> Vec<MessageKind> {
    let inbox: Messages = scene.ana.get("/api/me/messages").await.assert_status(200).read_json();
    inbox.messages.items.into_iter().map(|message| message.kind).collect()
}

on_both! {
    async fn colleagues_are_offered_by_name_and_the_work_goes_to_them(hall) {
        let desk = Desk::open(hall).await;
        let (scene, officer) = (&desk.scene, &desk.scene.officer);
        let case = scene.read(officer).await;
        let person = case.colleagues.iter().find(|person| person.id == desk.id).unwrap();
        assert_eq!((person.name.as_str(), &*person.roles), ("李工", &[Role::Officer][..]));
        let stranger = json!({ "command": "reassign", "task": "review", "to": "999", "reason": "错" });
        assert_eq!(desk.refused(officer, stranger).await, "no_such_colleague");

        // Asked to do the work, the colleague gives it back; it stays the officer's to conclude.
        let case = desk.give(officer, desk.to_colleague("delegate")).await;
        assert!(!may(&case, CommandName::Complete));
        assert_eq!(case.view.summary.tasks[0].owner.as_deref(), Some("李工"));
        let opinion = json!({ "facts": "已核实。", "opinion": "属实。", "article": "第五章" });
        let answer = json!({ "command": "answer", "task": "review", "opinion": opinion });
        assert_eq!(desk.refused(officer, answer.clone()).await, "held_by_another");
        let case = desk.give(&desk.colleague, answer).await;
        assert_eq!(case.view.timeline[0].words.as_deref(), Some("已核实。 · 属实。 · 第五章"));
        assert!(may(&scene.read(officer).await, CommandName::Complete));

        // Handed over, it is the colleague's.
        desk.give(officer, desk.to_colleague("reassign")).await;
        assert_eq!(desk.refused(officer, complete("review", "approved")).await, "held_by_another");
        let case = desk.give(&desk.colleague, complete("review", "approved")).await;
        let handed = case.view.timeline.iter().find(|line| line.kind == "task_reassigned").unwrap();
        assert_eq!((&*handed.people, handed.words.as_deref()), (&["李工".to_owned()][..], Some("另有公务。")));
        assert_eq!(told(scene).await, [MessageKind::Accepted, MessageKind::Received]);
        let commands = "SELECT detail FROM audit_line WHERE action = 'case.command'";
        assert!(texts(hall, commands).await.iter().any(|detail| detail.contains("reassign")));
    }

    async fn a_signer_has_to_sign_before_it_is_concluded(hall) {
        let desk = Desk::open(hall).await;
        let officer = &desk.scene.officer;
        let mut add = desk.to_colleague("add_signer");
        add["after"] = false.into();
        let case = desk.give(officer, add.clone()).await;
        let keys: Vec<&str> = case.view.summary.tasks.iter().map(|task| task.key.as_str()).collect();
        assert_eq!((keys, case.task.as_deref()), (vec!["review", "review#2"], Some("review")));
        let signs: Vec<bool> = case.view.summary.tasks.iter().map(|task| task.signs).collect();
        assert_eq!(signs, [false, true]);
        assert_eq!(desk.refused(officer, complete("review", "approved")).await, "signers_open");
        let mine = desk.colleague.get("/api/desk/cases").await.json();
        assert_eq!(mine["cases"]["items"][0]["tasks"][0]["key"], "review#2");
        assert_eq!(mine["cases"]["items"][0]["tasks"][0]["signs"], true);
        desk.give(&desk.colleague, complete("review#2", "approved")).await;
        desk.give(officer, desk.to_colleague("add_signer").as_object().map(|add| {
            let mut add = add.clone();
            add.insert("after".into(), true.into());
            Value::from(add)
        }).unwrap()).await;
        let case = desk.give(officer, desk.to_colleague("remove_signer")).await;
        assert_eq!(case.view.summary.tasks.len(), 1);
        let case = desk.give(officer, complete("review", "approved")).await;
        assert_eq!(case.view.summary.tasks[0].key, "decide");
    }

    async fn what_is_done_is_taken_back_until_the_next_has_acted(hall) {
        let desk = Desk::open(hall).await;
        let (scene, officer) = (&desk.scene, &desk.scene.officer);
        let recall = || json!({ "command": "recall", "task": "review" });
        let case = desk.give(officer, complete("review", "approved")).await;
        assert!(may(&case, CommandName::Recall));
        let case = desk.give(officer, recall()).await;
        assert_eq!(case.task.as_deref(), Some("review#2"));
        assert!(!case.shown().unwrap().signs, "it is done once more");
        assert!(may(&case, CommandName::Complete), "it is theirs again");
        desk.give(officer, complete("review#2", "approved")).await;
        let key = scene.view().await.summary.tasks[0].key.clone();
        scene.command(&scene.lead, claim(&key)).await.assert_status(200);
        let again = json!({ "command": "recall", "task": "review#2" });
        assert_eq!(desk.refused(officer, again).await, "not_recallable");
    }

    async fn a_lead_moves_reminds_and_lets_others_know(hall) {
        let desk = Desk::open(hall).await;
        let (scene, lead) = (&desk.scene, &desk.scene.lead);
        desk.give(lead, json!({ "command": "remind", "words": "请尽快。" })).await;
        assert_eq!(desk.refused(lead, json!({ "command": "remind" })).await, "already_reminded");
        let copy = json!({ "command": "copy", "task": "review", "to": [desk.id], "words": "供参考。" });
        let case = desk.give(&scene.officer, copy).await;
        assert_eq!(&*case.view.timeline[0].people, ["李工"]);
        let jump = json!({ "command": "jump", "task": "review", "to": "decide", "reason": "已有定论。" });
        assert_eq!(desk.refused(&scene.officer, jump.clone()).await, "wrong_role");
        let case = desk.give(lead, jump).await;
        assert_eq!(case.view.summary.tasks[0].key, "decide");
        let kinds: Vec<String> = scene.view().await.timeline.into_iter().map(|line| line.kind).collect();
        for internal in ["case_reminded", "case_copied", "task_jumped"] {
            assert!(!kinds.iter().any(|kind| kind == internal), "{internal}");
        }
        assert_eq!(told(scene).await, [MessageKind::Accepted, MessageKind::Received]);
    }

    async fn an_extension_moves_the_day_and_its_reason_is_told(hall) {
        let desk = Desk::open(hall).await;
        let (scene, lead) = (&desk.scene, &desk.scene.lead);
        let extend = |days: u32| json!({ "command": "extend", "days": days, "reason": "案情复杂。" });
        assert_eq!(scene.view().await.summary.due, Some("2026-03-30".parse().unwrap()));
        let problem = scene.command(lead, extend(11)).await.assert_problem(ProblemKind::Invalid);
        assert_eq!(problem.errors[0].pointer, "/days");
        assert_eq!(desk.refused(&scene.officer, extend(5)).await, "wrong_role");
        desk.give(lead, extend(5)).await;
        assert_eq!(desk.refused(lead, extend(5)).await, "already_extended");

        let view = scene.view().await;
        // The fifth working day after, past Tomb-Sweeping Day.
        assert_eq!(view.summary.due, Some("2026-04-07".parse().unwrap()));
        let line = &view.timeline[0];
        assert_eq!((line.kind.as_str(), line.days, line.words.as_deref()), ("time_extended", Some(5), Some("案情复杂。")));
        assert_eq!(told(scene).await[0], MessageKind::Extended);
        let due = "SELECT CAST(due AS TEXT) FROM clock WHERE stopped_at IS NULL UNION ALL SELECT CAST(due AS TEXT) FROM task";
        assert_eq!(texts(hall, due).await, ["2026-04-07", "2026-04-07"]);
    }

    async fn what_is_terminated_ends_with_a_reason(hall) {
        let desk = Desk::open(hall).await;
        let (scene, lead) = (&desk.scene, &desk.scene.lead);
        let terminate = |reason: &str| json!({ "command": "terminate", "reason": reason });
        assert_eq!(desk.refused(lead, terminate(" ")).await, "reason_missing");
        let case = desk.give(lead, terminate("申请人已去世。")).await;
        assert_eq!((case.view.summary.status, case.view.summary.tasks.len()), (Status::Terminated, 0));
        let view = scene.view().await;
        assert_eq!((view.summary.due, view.reason.as_deref()), (None, Some("申请人已去世。")));
        assert_eq!(view.timeline[0].kind, "case_terminated");
        assert_eq!(told(scene).await[0], MessageKind::Terminated);
        assert_eq!(texts(hall, "SELECT status FROM case_record").await, ["terminated"]);
        assert_eq!(texts(hall, "SELECT kind FROM clock WHERE stopped_at IS NULL").await, Vec::<String>::new());
        let number = scene.receipt.number.to_string();
        let last_four = &crate::support::identity_number(0)[14..];
        let outside: CaseView = scene.track(hall, &number, last_four).await.assert_status(200).read_json();
        assert_eq!((outside.summary.status, outside.reason), (Status::Terminated, None));
    }
}
