//! A card that is argued: from the objection to what is decided, the appeal, and what is left of it in numbers and scores.

use schema::ProblemKind;
use schema::cases::{DeskNote, DeskNoteKind, Worklist};
use schema::performance::{PerformanceAgency, PerformanceTable, Value as Counted};
use schema::role::Role;
use schema::supervise::{Card, CardStage, Grade, SupervisionBoard};
use serde_json::{Value, json};
use server::features::accounts;
use server::features::cases::supervised;
use server::features::dashboards;

use crate::support::{CIVIL_AFFAIRS, Client, Hall, Response, Scene, on_both, texts};

/// A case whose acceptance is late, and its yellow card.
struct Argued<'h> {
    hall: &'h Hall,
    scene: Scene,
    card: i64,
}

impl<'h> Argued<'h> {
    /// On Tuesday 10 March, a day late; `one` and `two` supervise the region, and the case has gone on since.
    async fn open(hall: &'h Hall) -> Self {
        let mut scene = Scene::open(hall).await;
        for login in ["one", "two"] {
            hall.appoint(login, Role::Supervisor, "440100", None).await;
        }
        scene.pass(hall, 8).await;
        look(hall).await;
        let board = board(&scene.lead, "?grade=yellow").await;
        let [line] = board.cards.items.as_slice() else { panic!("{board:?}") };
        let card = line.id;
        Self { hall, scene, card }
    }

    /// Accepts the case and decides it, so that nothing gets later.
    async fn decided(self) -> Self {
        let scene = &self.scene;
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.handle(&scene.officer, "review", "approved").await;
        scene.handle(&scene.lead, "decide", "approved").await;
        scene.handle(&scene.intake, "deliver", "delivered").await;
        self
    }

    async fn pass(&mut self, days: i64) {
        self.scene.pass(self.hall, days).await;
    }

    /// Somebody, signed in today.
    async fn who(&self, login: &str) -> Client {
        match login {
            "lead" => self.hall.sign_in("agency_lead-440100-3").await,
            other => self.hall.sign_in(other).await,
        }
    }

    async fn say(&self, login: &str, what: &str) -> Response {
        let path = format!("/api/supervision/{}/{what}", self.card);
        self.who(login).await.post(&path, &json!({ "reason": "系统停机，当天已经收下。" })).await
    }

    async fn command(&self, login: &str, command: &Value) -> Response {
        let path = format!("/api/supervision/{}/commands", self.card);
        self.who(login).await.post(&path, command).await
    }

    async fn end(&self, login: &str, task: &str, outcome: &str) -> Response {
        self.command(login, &complete(task, outcome)).await
    }

    /// Each of these ends a task.
    async fn ended(&self, ends: &[(&str, &str, &str)]) {
        for (login, task, outcome) in ends {
            self.end(login, task, outcome).await.assert_status(204);
        }
    }

    /// To where the card was upheld.
    async fn upheld(&self) {
        self.say("lead", "inquiry").await.assert_status(204);
        self.ended(&[FILED, STATED, INQUIRED, ("one", "handle", "approved")]).await;
    }

    async fn card(&self, login: &str) -> Card {
        let path = format!("/api/supervision/{}", self.card);
        self.who(login).await.get(&path).await.assert_status(200).read_json()
    }

    async fn stage(&self) -> CardStage {
        let stage = self.card("lead").await.line.stage;
        assert_eq!(self.tables().await, [stage.slug()], "the fold in the table");
        stage
    }

    async fn tables(&self) -> Vec<String> {
        texts(self.hall, "SELECT stage FROM card").await
    }
}

const FILED: (&str, &str, &str) = ("one", "file", "accepted");
const STATED: (&str, &str, &str) = ("lead", "state", "rejected");
const INQUIRED: (&str, &str, &str) = ("one", "inquire", "approved");

fn complete(task: &str, outcome: &str) -> Value {
    let opinion = json!({ "facts": "经查属实。", "opinion": "如上。", "article": "《监察办法》第九条" });
    let opinion = (!matches!(outcome, "accepted" | "not_accepted")).then_some(opinion);
    let reason = matches!(outcome, "not_accepted" | "rejected").then_some("见查明的事实。");
    json!({ "command": "complete", "task": task, "outcome": outcome, "reason": reason, "opinion": opinion })
}

async fn look(hall: &Hall) {
    supervised::look(hall.state()).await.unwrap();
}

async fn board(who: &Client, query: &str) -> SupervisionBoard {
    who.get(&format!("/api/supervision{query}")).await.assert_status(200).read_json()
}

/// How many yellow and red cards the board counts, and how many stand at a stage.
fn counted(board: &SupervisionBoard, stage: CardStage) -> (u64, u64) {
    let cards = board.counts.iter().map(|count| count.cards[1] + count.cards[2]).sum();
    (cards, board.stages.iter().find(|it| it.stage == stage).unwrap().cards)
}

/// Every sum is what it sums up.
async fn assert_true(hall: &Hall) {
    let mut wrong = Vec::new();
    dashboards::verify(hall.db(), &mut |it| wrong.push(it.to_string())).await.unwrap();
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// Why a command was refused.
fn why(response: &Response) -> String {
    response.assert_problem(ProblemKind::Refused).detail.unwrap()
}

/// The yellow cards that March counts against the agency, counted anew where the month is still open.
async fn yellow_in_march(argued: &Argued<'_>, counts: bool) -> Option<Counted> {
    let who = argued.who("one").await;
    let counted = who.post("/api/performance/2026-03/count", &json!({})).await.status();
    assert_eq!(counted == 204, counts, "{counted}");
    let table: PerformanceTable =
        who.get("/api/performance?period=2026-03").await.assert_status(200).read_json();
    let civil = table.agencies.iter().find(|score| score.department == CIVIL_AFFAIRS).unwrap();
    let path = format!("/api/performance/2026-03/{}", civil.agency);
    let it: PerformanceAgency = who.get(&path).await.assert_status(200).read_json();
    it.assessment.lines.iter().find(|line| line.indicator == "yellow-cards").unwrap().value
}

/// What somebody's desk tells of what became of cards.
async fn told(who: &Client) -> Vec<(DeskNoteKind, String)> {
    let list: Worklist = who.get("/api/desk/cases").await.assert_status(200).read_json();
    let raised = [DeskNoteKind::CardWarning, DeskNoteKind::CardYellow, DeskNoteKind::CardRed];
    let is_argued = |note: &DeskNote| note.kind.is_of_card() && !raised.contains(&note.kind);
    list.notes.into_iter().filter(is_argued).map(|note| (note.kind, note.task)).collect()
}

on_both! {
    async fn a_card_is_objected_to_upheld_appealed_against_and_withdrawn(hall) {
        let mut argued = Argued::open(hall).await.decided().await;
        assert_eq!(argued.stage().await, CardStage::Raised);
        argued.say("lead", "inquiry").await.assert_status(204);
        assert_eq!(why(&argued.say("one", "inquiry").await), "opened");
        for (end, stage) in [
            (FILED, CardStage::Statement),
            (STATED, CardStage::Inquiry),
            (INQUIRED, CardStage::Handling),
            (("one", "handle", "approved"), CardStage::Upheld),
        ] {
            argued.ended(&[end]).await;
            assert_eq!(argued.stage().await, stage);
            assert_true(hall).await;
        }
        let card = argued.card("lead").await;
        let course: Vec<_> = card.inquiry.course.iter().map(|step| (step.role, step.stage, step.outcome.is_some())).collect();
        let (lead, supervisor) = (Role::AgencyLead, Role::Supervisor);
        assert_eq!(course, [
            (lead, CardStage::Filing, false),
            (supervisor, CardStage::Filing, true),
            (lead, CardStage::Statement, true),
            (supervisor, CardStage::Inquiry, true),
            (supervisor, CardStage::Handling, true),
        ]);
        assert_eq!(card.inquiry.course[2].opinion.as_ref().unwrap().facts, "经查属实。");
        assert!(card.inquiry.may_appeal && !card.inquiry.may_open);
        // Ten working days from Tuesday the 10th.
        assert_eq!(card.inquiry.appeal_until.unwrap().to_string(), "2026-03-24");
        assert!(!argued.card("one").await.inquiry.may_appeal);

        argued.pass(14).await;
        argued.say("lead", "appeal").await.assert_status(204);
        assert_eq!(why(&argued.say("lead", "appeal").await), "opened");
        let open = argued.card("two").await.inquiry.open.unwrap();
        assert_eq!((open.task.as_str(), open.due.unwrap().to_string()), ("accept", "2026-03-27".into()));
        argued.pass(9).await;
        assert!(argued.card("two").await.inquiry.open.unwrap().late);
        assert_eq!(yellow_in_march(&argued, true).await, Some(Counted::Times(1)));
        argued.ended(&[("two", "accept", "accepted"), ("two", "review", "approved")]).await;
        assert_eq!(argued.stage().await, CardStage::Withdrawn);
        assert_true(hall).await;
        let lead = argued.who("lead").await;
        let all = board(&lead, "").await;
        assert_eq!((counted(&all, CardStage::Withdrawn), all.cards.items.len()), ((0, 1), 0));
        assert_eq!(board(&lead, "?stage=withdrawn").await.cards.items.len(), 1);
        assert_eq!(yellow_in_march(&argued, true).await, Some(Counted::Times(0)), "the month is open");
        let acts = texts(hall, "SELECT action FROM audit_line WHERE action IN ('supervision.argued', 'supervision.command')").await;
        assert_eq!(acts.len(), 8);
    }

    async fn a_month_that_is_closed_stays_as_it_was_counted(hall) {
        let mut argued = Argued::open(hall).await.decided().await;
        argued.upheld().await;
        argued.say("lead", "appeal").await.assert_status(204);
        argued.pass(25).await;
        assert_eq!(yellow_in_march(&argued, true).await, Some(Counted::Times(1)));
        argued.who("one").await.post("/api/performance/2026-03/close", &json!({})).await.assert_status(204);
        argued.ended(&[("two", "accept", "accepted"), ("two", "review", "approved")]).await;
        assert_eq!(yellow_in_march(&argued, false).await, Some(Counted::Times(1)));
    }

    async fn each_side_does_its_own(hall) {
        let argued = Argued::open(hall).await;
        let scene = &argued.scene;
        hall.appoint("root", Role::Admin, "", None).await;
        hall.appoint("leader", Role::Leader, "440100", None).await;
        hall.appoint("far", Role::Supervisor, "511602", None).await;
        // Who supervises and works at the agency supervises it in nothing.
        hall.appoint("insider", Role::Supervisor, "440100", None).await;
        hall.appoint("insider", Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
        let path = format!("/api/supervision/{}", argued.card);
        let reason = json!({ "reason": "不对。" });
        for stranger in [&scene.ana, &scene.officer] {
            stranger.post(&format!("{path}/inquiry"), &reason).await.assert_status(403);
            stranger.post(&format!("{path}/commands"), &complete("file", "accepted")).await.assert_status(403);
            stranger.post(&format!("{path}/appeal"), &reason).await.assert_status(403);
        }
        for (login, status) in [("root", 403), ("leader", 403), ("insider", 403), ("far", 404)] {
            argued.say(login, "inquiry").await.assert_status(status);
        }
        argued.say("one", "inquiry").await.assert_status(204);
        for (login, status) in [("root", 403), ("leader", 403), ("insider", 403), ("far", 404)] {
            argued.end(login, "file", "accepted").await.assert_status(status);
        }
        assert_eq!(why(&argued.end("lead", "file", "accepted").await), "wrong_role");
        assert_eq!(why(&argued.end("one", "handle", "rejected").await), "not_the_current_task");
        assert_eq!(why(&argued.say("lead", "appeal").await), "not_upheld");
        let wordless = json!({ "command": "complete", "task": "file", "outcome": "not_accepted", "reason": " " });
        let problem = argued.command("one", &wordless).await.assert_problem(ProblemKind::Invalid);
        assert_eq!(problem.errors[0].pointer, "/reason");
        // Taken by one, who falls ill: another supervisor takes it over, a lead does not.
        argued.command("one", &json!({ "command": "claim", "task": "file" })).await.assert_status(204);
        assert_eq!(why(&argued.end("two", "file", "accepted").await), "held_by_another");
        let release = json!({ "command": "release", "task": "file" });
        assert_eq!(why(&argued.command("lead", &release).await), "wrong_role");
        argued.command("two", &release).await.assert_status(204);
        argued.ended(&[("two", "file", "accepted"), STATED, ("two", "inquire", "approved")]).await;
        assert_eq!(why(&argued.end("lead", "handle", "rejected").await), "wrong_role");
        argued.ended(&[("two", "handle", "approved")]).await;
        // Nobody hears an appeal against themselves; an administrator does so only where nobody else is left.
        argued.say("one", "appeal").await.assert_status(403);
        argued.say("lead", "appeal").await.assert_status(204);
        for inquirer in ["one", "two"] {
            assert_eq!(why(&argued.end(inquirer, "accept", "accepted").await), "own_case");
        }
        argued.ended(&[("root", "accept", "accepted")]).await;
        hall.appoint("three", Role::Supervisor, "440000", None).await;
        argued.end("root", "review", "rejected").await.assert_status(403);
        let mut tx = hall.db().write().await.unwrap();
        accounts::staff::disable(&mut tx, "three", hall.state().clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        argued.ended(&[("root", "review", "rejected")]).await;
        assert_eq!(argued.stage().await, CardStage::Closed);
    }

    async fn of_two_at_once_one_is_refused(hall) {
        let argued = Argued::open(hall).await;
        let (opened, again) = tokio::join!(argued.say("lead", "inquiry"), argued.say("one", "inquiry"));
        let mut statuses = [opened.status(), again.status()];
        statuses.sort_unstable();
        assert_eq!(statuses, [204, 409]);
        let (one, two) = tokio::join!(argued.end("one", "file", "accepted"), argued.end("two", "file", "not_accepted"));
        let mut statuses = [one.status(), two.status()];
        statuses.sort_unstable();
        assert_eq!(statuses, [204, 409]);
        assert_eq!(texts(hall, "SELECT kind FROM card_event WHERE kind = 'task_completed'").await.len(), 1);
        assert_true(hall).await;
    }

    async fn what_is_found_later_goes_on_the_same_card_and_brings_no_withdrawn_one_back(hall) {
        let mut argued = Argued::open(hall).await;
        let seen = format!("/api/supervision/{}/acknowledge", argued.card);
        argued.who("lead").await.post(&seen, &json!({})).await.assert_status(204);
        assert_eq!(argued.stage().await, CardStage::Acknowledged);
        argued.say("one", "inquiry").await.assert_status(204);
        argued.pass(4).await;
        look(hall).await;
        let card = argued.card("lead").await;
        assert_eq!((card.line.grade, card.line.stage), (Grade::Red, CardStage::Filing), "it is argued as it is now");
        assert!(card.may_acknowledge, "nobody has seen the red");
        assert_true(hall).await;

        // The same of a card that was withdrawn while it was yellow.
        let other = argued.scene.ana.file_senior_card().await;
        argued.pass(8).await;
        look(hall).await;
        let lead = argued.who("lead").await;
        let line = board(&lead, "?grade=yellow").await.cards.items.remove(0);
        assert_eq!(line.case_number, other.1.number);
        argued.card = line.id;
        argued.say("lead", "inquiry").await.assert_status(204);
        argued.ended(&[FILED, STATED, INQUIRED, ("one", "handle", "rejected")]).await;
        let before = counted(&board(&lead, "").await, CardStage::Withdrawn);
        argued.pass(6).await;
        look(hall).await;
        let card = argued.card("lead").await;
        assert_eq!((card.line.grade, card.line.stage), (Grade::Yellow, CardStage::Withdrawn));
        assert_eq!(card.signals.last().unwrap().grade, Grade::Red, "it is on record");
        let lead = argued.who("lead").await;
        assert_eq!(counted(&board(&lead, "").await, CardStage::Withdrawn), before);
        assert_true(hall).await;
    }

    async fn each_side_is_told_of_what_the_other_did(hall) {
        use DeskNoteKind::{CardInquiry, CardStatement, CardUpheld, CardWithdrawn};
        let argued = Argued::open(hall).await;
        let scene = &argued.scene;
        scene.command(&scene.intake, json!({ "command": "claim", "task": "accept" })).await.assert_status(200);
        let card = argued.card.to_string();
        argued.say("one", "inquiry").await.assert_status(204);
        assert_eq!(told(&scene.lead).await, [(CardInquiry, card.clone())]);
        assert_eq!(told(&scene.intake).await, [(CardInquiry, String::new())], "who has the case is led to the case");
        argued.ended(&[FILED]).await;
        assert_eq!(told(&scene.lead).await[0], (CardStatement, card.clone()));
        argued.ended(&[STATED, INQUIRED, ("one", "handle", "approved")]).await;
        assert_eq!(told(&scene.lead).await[0], (CardUpheld, card.clone()));
        argued.say("lead", "appeal").await.assert_status(204);
        argued.ended(&[("two", "accept", "accepted"), ("two", "review", "approved")]).await;
        assert_eq!(told(&scene.lead).await[0], (CardWithdrawn, card.clone()));
        assert_eq!(told(&scene.intake).await[0], (CardWithdrawn, String::new()));
        assert_eq!(told(&scene.officer).await, [], "it is not theirs");
        let notes = texts(hall, "SELECT kind FROM desk_note WHERE account IN (SELECT id FROM account WHERE login IN ('one', 'two')) ORDER BY id").await;
        // Both supervise the region.
        assert_eq!(notes, ["card_stated", "card_stated", "card_appeal", "card_appeal"]);
        let page = scene.lead.page("/desk").await.assert_status(200).text().to_owned();
        assert!(page.contains("监察牌撤销了：") && page.contains(&format!("/desk/supervision/{card}\"")), "{page}");
    }

    async fn the_days_for_an_appeal_pass(hall) {
        let mut argued = Argued::open(hall).await.decided().await;
        argued.upheld().await;
        argued.pass(15).await;
        assert_eq!(why(&argued.say("lead", "appeal").await), "too_late");
        let card = argued.card("lead").await;
        assert!(!card.inquiry.may_appeal && card.line.stage == CardStage::Upheld);
    }
}
