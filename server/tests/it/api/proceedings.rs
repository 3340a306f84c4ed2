//! What runs beside a case: meetings, requests for help, hearings with parties from outside, what is sent up and comes back. Each who is
//! invited reaches what was attached for them, and nothing else.

mod ending;

use axum::body::Body;
use axum::http::Request;
use axum::http::header::CONTENT_TYPE;
use chrono::TimeDelta;
use schema::bundles::{JointEventKind, JointView};
use schema::calendar::DayNote;
use schema::cases::DeskCase;
use schema::proceedings::{
    Beside, Invitation, ProceedingAct, ProceedingFile, ProceedingKind, ProceedingLine, ProceedingOutcome,
    ProceedingView, Stance,
};
use schema::role::Role;
use schema::{FieldCode, Page, ProblemKind};
use serde_json::{Value, json};

use crate::support::{Client, HYGIENE, Jointly, PNG, Response, SECRETS, TIMBER, claim, on_both, texts};

const HEALTH: &str = "广州市卫生健康委员会";
const FORESTRY: &str = "广州市林业和园林局";
const MARKET: &str = "广州市市场监督管理局";

fn beside_joint(joint: &Jointly<'_>) -> String {
    format!("/api/desk/joint/{}/proceedings", joint.receipt.number)
}

async fn what_runs(who: &Client, path: &str) -> Beside {
    who.get(path).await.assert_status(200).read_json()
}

/// The login of somebody who is signed in.
async fn login(who: &Client) -> String {
    let session: Value = who.get("/api/session").await.json();
    session["login"].as_str().unwrap_or_default().to_owned()
}

/// The id of a choice by what it is called.
fn id_of(choices: &[schema::proceedings::Choice], name: &str) -> String {
    let found = choices.iter().find(|choice| choice.name.contains(name));
    found.unwrap_or_else(|| panic!("{name} among {choices:?}")).id.clone()
}

async fn open(who: &Client, id: i64) -> ProceedingView {
    who.get(&format!("/api/desk/proceedings/{id}")).await.assert_status(200).read_json()
}

/// Does something about one as it stands.
async fn order(who: &Client, id: i64, mut command: Value) -> Response {
    command["revision"] = open(who, id).await.revision.into();
    who.post(&format!("/api/desk/proceedings/{id}/commands"), &command).await
}

async fn done(who: &Client, id: i64, command: Value) -> ProceedingView {
    order(who, id, command).await.assert_status(200).read_json()
}

async fn waiting(who: &Client) -> Vec<ProceedingLine> {
    who.get("/api/desk/proceedings").await.assert_status(200).read_json::<Page<ProceedingLine>>().items
}

/// A meeting of the lead with hygiene and forestry on Wednesday, opinions until Thursday.
async fn meeting(joint: &Jointly<'_>, held_on: &str) -> Response {
    let path = beside_joint(joint);
    let told = what_runs(&joint.market.lead, &path).await;
    let who = [HEALTH, FORESTRY].map(|name| id_of(&told.guests, name));
    let call = json!({
        "kind": "meeting", "subject": "消防通道怎么留", "place": "三楼会议室", "held_on": held_on, "time": "09:30",
        "due": "2026-03-05", "who": who,
    });
    joint.market.lead.post(&path, &call).await
}

/// A special procedure of the hygiene case, begun by its officer, and the number of its proceeding.
async fn hearing(joint: &Jointly<'_>) -> (String, i64) {
    let number = joint.number(HYGIENE).await;
    joint.health.intake.work_on(&number, "accept", "accepted").await;
    joint.health.officer.command_on(&number, claim("review")).await.assert_status(200);
    let begin = json!({
        "command": "begin_special_procedure", "task": "review", "ground": "hearing", "ends_on": "2026-03-20",
        "reason": "涉及他人重大利益，须听证。",
    });
    joint.health.officer.command_on(&number, begin).await.assert_status(200);
    let told = what_runs(&joint.health.officer, &format!("/api/desk/cases/{number}/proceedings")).await;
    let line = &told.proceedings[0];
    assert_eq!((line.kind, line.due.unwrap().to_string().as_str()), (ProceedingKind::Special, "2026-03-20"));
    (number, line.id)
}

/// Invites somebody from outside; gives the address that the link opens, and its code.
async fn invited(who: &Client, id: i64, until: &str) -> (String, String) {
    let command = json!({ "command": "invite", "name": "穗检检测有限公司", "until": until });
    link(done(who, id, command).await)
}

fn link(view: ProceedingView) -> (String, String) {
    let link = view.link.expect("the link is told once");
    let (address, code) = link.split_once("?code=").unwrap();
    let (_, path) = address.split_once("/invited/").unwrap();
    (format!("/api/invited/{path}"), code.to_owned())
}

on_both! {
    async fn a_meeting_is_called_with_notice_and_its_result_comes_to_every_lane(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let (hygiene, timber) = (joint.number(HYGIENE).await, joint.number(TIMBER).await);
        // It is Monday: on Tuesday there would be no whole working day between.
        let problem = meeting(&joint, "2026-03-03").await.assert_problem(ProblemKind::Invalid);
        assert_eq!((problem.errors[0].pointer.as_str(), problem.errors[0].code), ("/held_on", FieldCode::TooEarly));
        assert_eq!(problem.errors[0].params["min"], "2026-03-04");
        let told = what_runs(&joint.market.lead, &beside_joint(&joint)).await;
        assert_eq!(told.earliest.unwrap().to_string(), "2026-03-04");
        // Only the lead calls one beside the whole.
        let call = json!({ "kind": "meeting", "subject": "x" });
        joint.health.lead.post(&beside_joint(&joint), &call).await.assert_problem(ProblemKind::Forbidden);

        let view: ProceedingView = meeting(&joint, "2026-03-04").await.assert_status(201).read_json();
        let id = view.line.id;
        assert_eq!(view.allowed, [ProceedingAct::Cancel], "nothing was held yet");
        assert_eq!(waiting(&joint.health.officer).await.iter().map(|line| line.id).collect::<Vec<_>>(), [id]);
        let stays_away = json!({ "command": "reply", "comes": false, "reason": "另有会议" });
        let seen = done(&joint.forestry.officer, id, stays_away).await;
        assert_eq!((seen.parties[1].comes, seen.case), (Some(false), None));
        hall.pass(TimeDelta::days(2));
        let (health, forestry) = (hall.desk(HEALTH).await, hall.desk(FORESTRY).await);
        let agree = json!({ "command": "opine", "stance": "agree", "words": "" });
        done(&health.officer, id, agree.clone()).await;
        // Who clicks twice, with what they saw before, has said it once.
        let mut again = agree;
        again["revision"] = 1.into();
        health.officer.post(&format!("/api/desk/proceedings/{id}/commands"), &again).await.assert_status(200);
        assert!(waiting(&health.officer).await.is_empty());
        let silent = json!({ "command": "opine", "stance": "object", "words": " " });
        order(&forestry.officer, id, silent).await.assert_problem(ProblemKind::Invalid);
        hall.pass(TimeDelta::days(2));
        let (lead, forestry) = (hall.desk(MARKET).await.lead, hall.desk(FORESTRY).await);
        assert!(open(&lead, id).await.parties[1].late, "it was due on Thursday");
        let object = json!({ "command": "opine", "stance": "object", "words": "通道不足四米" });
        let said = done(&forestry.officer, id, object).await;
        let opinion = said.parties[1].opinion.clone().unwrap();
        assert_eq!((opinion.stance, said.parties[1].late), (Some(Stance::Object), true));
        let end = json!({ "command": "conclude", "words": "通道按四米留" });
        order(&lead, id, end.clone()).await.assert_problem(ProblemKind::Refused);
        done(&lead, id, json!({ "command": "minutes", "words": "三方到会，一致同意留四米。" })).await;
        let ended = done(&lead, id, end).await;
        assert_eq!((ended.line.outcome, ended.result.as_deref()), (Some(ProceedingOutcome::Concluded), Some("通道按四米留")));

        let number = joint.receipt.number;
        let whole: JointView = lead.get(&format!("/api/desk/joint/{number}")).await.assert_status(200).read_json();
        let last = whole.log.last().unwrap();
        assert_eq!((last.kind, last.reason.as_deref()), (JointEventKind::ProceedingEnded, Some("消防通道怎么留：通道按四米留")));
        let health = hall.desk(HEALTH).await;
        for (desk, case, other) in [(&health, &hygiene, SECRETS[1].1), (&forestry, &timber, SECRETS[0].1)] {
            let response = desk.officer.get(&format!("/api/desk/cases/{case}")).await.assert_status(200);
            assert!(!response.text().contains(other), "another agency's answers");
            let shown: DeskCase = response.read_json();
            let noted = shown.view.timeline.iter().any(|line| line.words.as_deref() == Some("消防通道怎么留：通道按四米留"));
            assert!(noted, "{case}");
        }
        // What agencies settle among them is no business of the applicant.
        let ana = hall.sign_in("ana").await;
        assert!(ana.joint(&number.to_string()).await.log.iter().all(|entry| entry.reason.is_none()));
    }

    async fn one_call_is_one_meeting_and_who_is_not_invited_does_not_see_it(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let path = beside_joint(&joint);
        let told = what_runs(&joint.market.lead, &path).await;
        assert_eq!(told.may_call, [ProceedingKind::Meeting, ProceedingKind::SiteVisit, ProceedingKind::Escalation]);
        let call = json!({
            "kind": "site_visit", "subject": "看现场", "place": "厂区", "held_on": "2026-03-06", "time": "14:00",
            "due": "2026-03-09", "who": [id_of(&told.guests, HEALTH)],
        });
        let mut ids = Vec::new();
        for _ in 0..2 {
            let view: ProceedingView =
                post_once(&joint.market.lead, &path, &call).await.assert_status(201).read_json();
            ids.push(view.line.id);
        }
        assert_eq!(ids[0], ids[1]);
        assert_eq!(texts(hall, "SELECT kind FROM proceeding").await, ["site_visit"]);
        let one = format!("/api/desk/proceedings/{}", ids[0]);
        joint.forestry.officer.get(&one).await.assert_problem(ProblemKind::NotFound);
        assert!(what_runs(&joint.forestry.officer, &path).await.proceedings.is_empty());
        let police = hall.staff(Role::Officer, "440100", Some("广州市公安局")).await;
        police.get(&one).await.assert_problem(ProblemKind::NotFound);
        police.get(&path).await.assert_problem(ProblemKind::NotFound);
        joint.ana.get(&one).await.assert_problem(ProblemKind::Forbidden);
        // Who is not among those offered cannot be invited.
        let mut odd = call.clone();
        odd["who"] = json!(["agency:1000000"]);
        let problem = joint.market.lead.post(&path, &odd).await.assert_problem(ProblemKind::Invalid);
        assert_eq!((problem.errors[0].pointer.as_str(), problem.errors[0].code), ("/who", FieldCode::NotAChoice));
        // A meeting that is called off tells everybody, and nothing follows it.
        done(&joint.market.officer, ids[0], json!({ "command": "cancel", "reason": "企业已经整改" })).await;
        assert!(waiting(&joint.health.officer).await.is_empty());
        let late = json!({ "command": "opine", "stance": "agree" });
        order(&joint.health.officer, ids[0], late).await.assert_problem(ProblemKind::Refused);
    }

    async fn a_unit_is_asked_once_about_a_matter_and_sees_what_was_attached_and_nothing_else(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let number = joint.number(HYGIENE).await;
        let officer = &joint.health.officer;
        let path = format!("/api/desk/cases/{number}/proceedings");
        let told = what_runs(officer, &path).await;
        let unit = id_of(&told.units, FORESTRY);
        let field = told.fields.iter().find(|field| field.id == "/enterprise/name" || field.name.contains("名称")).unwrap();
        let file = &told.files[0];
        let ask = |subject: &str| json!({
            "kind": "assist", "subject": subject, "days": 3, "who": [unit], "fields": [field.id], "files": [file.id.parse::<i64>().unwrap()],
        });
        let view: ProceedingView = officer.post(&path, &ask("核实 A 座权属")).await.assert_status(201).read_json();
        let id = view.line.id;
        assert_eq!(view.line.due.unwrap().to_string(), "2026-03-05");
        let problem = officer.post(&path, &ask("核实a座 权属")).await.assert_problem(ProblemKind::Refused);
        assert_eq!(problem.errors[0].code, FieldCode::Taken);
        let long = json!({ "kind": "assist", "subject": "别的", "days": 61, "who": [unit] });
        officer.post(&path, &long).await.assert_problem(ProblemKind::Invalid);
        let not_own = json!({ "kind": "assist", "subject": "别的", "days": 3, "who": [unit], "fields": ["/capital"] });
        let problem = officer.post(&path, &not_own).await.assert_problem(ProblemKind::Invalid);
        assert_eq!(problem.errors[0].pointer, "/fields");

        let asked = &joint.forestry.officer;
        let response = asked.get(&format!("/api/desk/proceedings/{id}")).await.assert_status(200);
        assert!(!response.text().contains(SECRETS[0].1) && !response.text().contains(&number));
        let seen: ProceedingView = response.read_json();
        assert_eq!((seen.attached.len(), seen.attached[0].value.as_str()), (1, "一厅通筷子厂"));
        assert_eq!(seen.files.len(), 1);
        asked.get(&format!("/api/desk/proceedings/{id}/files/{}", seen.files[0].id)).await.assert_status(200);
        asked.get(&format!("/api/desk/proceedings/{id}/files/1000000")).await.assert_problem(ProblemKind::NotFound);
        // None of the doors of the case opens for that.
        for rest in ["", "/proceedings", "/document", "/course", &format!("/files/{}", file.id)] {
            asked.get(&format!("/api/desk/cases/{number}{rest}")).await.assert_problem(ProblemKind::NotFound);
        }
        let report = asked.upload(&format!("/api/desk/proceedings/{id}/files"), "report.png", "image/png", PNG).await;
        let sent: ProceedingFile = report.assert_status(201).read_json();
        let again = asked.upload(&format!("/api/desk/proceedings/{id}/files"), "report.png", "image/png", PNG).await;
        assert_eq!(again.assert_status(201).read_json::<ProceedingFile>().id, sent.id, "sent twice it is there once");
        officer.upload(&format!("/api/desk/proceedings/{id}/files"), "a.png", "image/png", PNG).await.assert_problem(ProblemKind::Forbidden);

        hall.pass(TimeDelta::days(4));
        let (health, forestry) = (hall.desk(HEALTH).await, hall.desk(FORESTRY).await);
        assert!(waiting(&forestry.officer).await[0].late && what_runs(&health.officer, &path).await.proceedings[0].late);
        let called: Page<ProceedingLine> =
            health.officer.get("/api/desk/proceedings?called=true").await.assert_status(200).read_json();
        assert!(called.items[0].late);
        done(&forestry.officer, id, json!({ "command": "opine", "words": "A 座归申请人所有。" })).await;
        let answered = open(&health.officer, id).await;
        assert_eq!((answered.line.outcome, answered.parties[0].late), (Some(ProceedingOutcome::Concluded), true));
        assert_eq!(answered.parties[0].reports.len(), 1);
        // The matter is closed, and may be asked about anew.
        health.officer.post(&path, &ask("核实 A 座权属")).await.assert_status(201);
        assert_eq!(texts(hall, "SELECT text FROM case_remark").await, ["核实 A 座权属：A 座归申请人所有。"]);
    }

    async fn a_hearing_stops_its_lane_alone_and_a_party_from_outside_answers_it(hall) {
        let joint = Jointly::file(hall, "wood").await;
        joint.forestry.intake.work_on(&joint.number(TIMBER).await, "accept", "accepted").await;
        let (number, id) = hearing(&joint).await;
        let due = async |item: &str| joint.lane(item).await.due;
        let before = due(TIMBER).await;
        assert!(due(HYGIENE).await.is_none() && before.is_some());
        let seen = open(&joint.health.officer, id).await;
        assert_eq!(seen.allowed, [ProceedingAct::Attach, ProceedingAct::Invite]);
        let (field, paper) = (&seen.fields[0], seen.papers[0].id.parse::<i64>().unwrap());
        let attach = json!({ "command": "attach", "fields": [field.id], "files": [paper] });
        for _ in 0..2 {
            let seen = done(&joint.health.officer, id, attach.clone()).await;
            assert_eq!((seen.attached.len(), seen.files.len()), (1, 1), "attached twice it is there once");
        }
        for odd in [json!({ "command": "attach", "fields": ["/capital"] }), json!({ "command": "attach", "files": [1_000_000] })] {
            order(&joint.health.officer, id, odd).await.assert_problem(ProblemKind::Invalid);
        }
        let (path, code) = invited(&joint.health.officer, id, "2026-03-10").await;
        let guest = hall.visitor();
        let view: Invitation = guest.get(&format!("{path}?code={code}")).await.assert_status(200).read_json();
        assert_eq!((view.name.as_str(), view.agency.as_str(), view.over), ("穗检检测有限公司", HEALTH, false));
        assert_eq!(view.attached.iter().map(|it| it.label.as_str()).collect::<Vec<_>>(), [field.name.as_str()]);
        guest.get(&format!("{path}/files/{}?code={code}", view.files[0].id)).await.assert_status(200);
        let report = guest.upload(&format!("{path}/files?code={code}"), "报告.png", "image/png", PNG).await;
        let file: ProceedingFile = report.assert_status(201).read_json();
        guest.upload(&format!("{path}/files?code={code}"), "run.exe", "image/png", b"MZ").await.assert_problem(ProblemKind::UnsupportedType);
        guest.get(&format!("{path}/files/{}?code={code}", file.id)).await.assert_status(200);
        guest.post(&format!("{path}/opinion?code={code}"), &json!({ "words": " " })).await.assert_problem(ProblemKind::Invalid);
        for _ in 0..2 {
            let said = guest.post(&format!("{path}/opinion?code={code}"), &json!({ "words": "符合标准。" })).await;
            let view: Invitation = said.assert_status(200).read_json();
            assert_eq!((view.opinion.unwrap().words.as_str(), view.reports.len()), ("符合标准。", 1));
        }
        // The link is no session: nothing else of the hall opens.
        for door in [format!("/api/desk/proceedings/{id}"), format!("/api/desk/cases/{number}"), "/api/me/messages".into()] {
            guest.get(&format!("{door}?code={code}")).await.assert_problem(ProblemKind::SignInNeeded);
        }
        let seen = open(&joint.health.officer, id).await;
        assert_eq!((seen.parties[0].opinion.as_ref().unwrap().words.as_str(), seen.parties[0].outside), ("符合标准。", true));
        joint.forestry.officer.get(&format!("/api/desk/proceedings/{id}")).await.assert_problem(ProblemKind::NotFound);
        // The lead of the whole sees that it runs and until when, not what it says.
        let told = what_runs(&joint.market.lead, &beside_joint(&joint)).await;
        assert_eq!((told.proceedings[0].subject.as_str(), told.proceedings[0].may_open), ("", false));

        let officer = login(&joint.health.officer).await;
        hall.pass(TimeDelta::days(4));
        let (health, officer) = (hall.desk(HEALTH).await, hall.sign_in(&officer).await);
        let end = json!({ "command": "end_special_procedure", "task": "review", "result": "听证通过。" });
        officer.command_on(&number, end).await.assert_status(200);
        let ended = open(&health.officer, id).await;
        assert_eq!((ended.line.outcome, ended.result.as_deref()), (Some(ProceedingOutcome::Concluded), Some("听证通过。")));
        let ana = hall.sign_in("ana").await;
        let lane = ana.joint(&joint.receipt.number.to_string()).await.lanes.remove(0);
        assert_eq!((lane.item.as_str(), lane.pauses.len()), (HYGIENE, 1));
        let case: schema::cases::CaseView = ana.get(&format!("/api/cases/{number}")).await.assert_status(200).read_json();
        let paused = case.deadline.unwrap().days.iter().filter(|day| matches!(day.note, Some(DayNote::Paused(_)))).count();
        assert!(paused > 0, "its time is not counted");
        let timber = ana.joint(&joint.receipt.number.to_string()).await.lanes.into_iter().find(|lane| lane.item == TIMBER);
        assert_eq!(timber.unwrap().due, before, "no other lane stood");
        // Nothing is sent any more, but what one sent is still there to be seen.
        guest.post(&format!("{path}/opinion?code={code}"), &json!({ "words": "更正" })).await.assert_problem(ProblemKind::Refused);
        let view: Invitation = guest.get(&format!("{path}?code={code}")).await.assert_status(200).read_json();
        assert!(view.over);
    }

    async fn a_link_is_known_by_its_hash_and_ends_by_time_by_another_and_by_being_taken_back(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let (_, id) = hearing(&joint).await;
        let officer = &joint.health.officer;
        let (path, code) = invited(officer, id, "2026-03-03").await;
        assert!(texts(hall, "SELECT secret FROM proceeding_party").await.iter().all(|kept| *kept != code));
        assert!(!officer.get(&format!("/api/desk/proceedings/{id}")).await.text().contains(&code), "it is told once");
        let guest = hall.visitor();
        let opens = async |code: &str| guest.get(&format!("{path}?code={code}")).await.status();
        assert_eq!(opens(&code).await, 200);
        // Another link takes the place of the first.
        let anew = json!({ "command": "invite", "key": 1, "until": "2026-03-03" });
        let (same, second) = link(done(officer, id, anew).await);
        assert_eq!(same, path);
        assert_eq!((opens(&code).await, opens(&second).await), (404, 200));
        done(officer, id, json!({ "command": "revoke", "key": 1 })).await;
        assert_eq!(opens(&second).await, 404);
        guest.post(&format!("{path}/opinion?code={second}"), &json!({ "words": "迟了" })).await.assert_problem(ProblemKind::NotFound);
        let (_, third) = link(done(officer, id, json!({ "command": "invite", "key": 1, "until": "2026-03-03" })).await);
        assert_eq!(opens(&third).await, 200);
        hall.pass(TimeDelta::days(2));
        assert_eq!(opens(&third).await, 404, "it ended with its last day");
        // Whoever guesses is stopped, also with what would be right.
        let mut last = 0;
        for guess in 0..20 {
            last = opens(&format!("{guess}")).await;
        }
        assert_eq!(last, 429);
    }

    async fn what_cannot_be_settled_goes_up_with_its_dossier_and_comes_back_as_a_decision(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let leader = hall.staff(Role::Leader, "440100", None).await;
        let elsewhere = hall.staff(Role::Leader, "511602", None).await;
        let view: ProceedingView = meeting(&joint, "2026-03-04").await.assert_status(201).read_json();
        let first = view.line.id;
        let object = json!({ "command": "opine", "stance": "object", "words": "通道不足四米" });
        done(&joint.forestry.officer, first, object).await;
        let path = beside_joint(&joint);
        let told = what_runs(&joint.market.lead, &path).await;
        let up = json!({
            "kind": "escalation", "subject": "通道宽度定几米", "days": 5, "summary": "两家意见不一致。",
            "who": [id_of(&told.superiors, "广州")], "dossier": [first],
        });
        let mut foreign = up.clone();
        foreign["dossier"] = json!([1_000_000]);
        joint.market.lead.post(&path, &foreign).await.assert_problem(ProblemKind::Invalid);
        let view: ProceedingView = joint.market.lead.post(&path, &up).await.assert_status(201).read_json();
        let id = view.line.id;
        assert!(waiting(&elsewhere).await.is_empty());
        elsewhere.get(&format!("/api/desk/proceedings/{id}")).await.assert_problem(ProblemKind::NotFound);
        assert_eq!(waiting(&leader).await.iter().map(|line| line.id).collect::<Vec<_>>(), [id]);
        let seen = open(&leader, id).await;
        let said: Vec<&str> = seen.attached.iter().map(|it| it.value.as_str()).collect();
        assert_eq!(said, ["两家意见不一致。", "通道不足四米"]);
        assert_eq!(seen.line.due.unwrap().to_string(), "2026-03-09");
        leader.get(&format!("/api/desk/joint/{}", joint.receipt.number)).await.assert_problem(ProblemKind::Forbidden);
        leader.get(&format!("/api/desk/proceedings/{first}")).await.assert_problem(ProblemKind::NotFound);
        done(&leader, id, json!({ "command": "opine", "words": "按四米留，理由：消防规范第七条。" })).await;
        let whole: JointView =
            joint.market.lead.get(&format!("/api/desk/joint/{}", joint.receipt.number)).await.assert_status(200).read_json();
        let last = whole.log.last().unwrap();
        assert_eq!((last.kind, last.by.is_some()), (JointEventKind::ProceedingEnded, true));
        assert!(last.reason.as_deref().unwrap().contains("按四米留，理由：消防规范第七条。"));
        assert_eq!(open(&joint.market.lead, id).await.result.as_deref(), Some("按四米留，理由：消防规范第七条。"));
    }
}

/// Calls one with a key.
async fn post_once(who: &Client, path: &str, call: &Value) -> Response {
    let request =
        Request::post(path).header("idempotency-key", "one").header(CONTENT_TYPE, "application/json");
    who.send(request.body(Body::from(call.to_string())).unwrap()).await
}
