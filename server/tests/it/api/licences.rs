//! Licences: issued by an effect, shown to their holders, verified by anybody, compared and decided about at the desk, handed in as
//! a material, and told to later forms.

use chrono::TimeDelta;
use schema::applications::{Application, FileInfo};
use schema::element::Source;
use schema::id::LicenceNumber;
use schema::licences::{
    Comparison, DeskLicences, Licence, LicenceFile, LicenceStatus, LicenceSummary, Standing, StatusChange,
    Verdict, Verification,
};
use schema::messages::{MessageKind, Messages};
use schema::role::Role;
use schema::{Page, ProblemKind};
use serde_json::{Value, json};
use server::features::licences;

use crate::support::{
    CIVIL_AFFAIRS, Client, FOOD_BUSINESS, FOOD_SAFETY, Hall, PNG, Scene, claim, complete, on_both, texts,
};

/// A business licence for a year, whose data do not hang on the form; one duplicate.
fn kind(code: &str) -> Value {
    let both = |zh: &str| json!({ "zh-CN": zh, "en": zh });
    json!({
        "code": code, "name": both("营业执照"), "holder": "enterprise", "duplicates": 1, "renews": true,
        "validity": { "years": 1 },
        "fields": [
            { "id": "name", "label": both("名称"), "element": "enterprise.name", "value": "巧巧小吃店" },
            { "id": "boss", "label": both("经营者"), "element": "enterprise.legal_representative", "value": "黄巧巧" },
            { "id": "phone", "label": both("电话"), "pointers": ["/applicant/phone"] },
        ],
        "layout": { "heading": both("营业执照"), "lines": [{ "label": both("名称"), "text": both("{name}") }] },
    })
}

async fn import(hall: &Hall, kinds: &Value) {
    let mut tx = hall.db().write().await.unwrap();
    licences::import(&mut tx, &kinds.to_string(), hall.state().clock.now()).await.unwrap().unwrap();
    tx.commit().await.unwrap();
}

/// The decision of a standard case issues a licence of this type.
fn issuing(code: &str) -> impl FnOnce(&mut Value) {
    let effect =
        json!({ "id": "card", "name": { "zh-CN": "发证" }, "on": ["approved"], "does": { "licence": code } });
    move |process| process["seq"][2]["task"]["effects"] = json!([effect])
}

/// A case that has come to its decision.
async fn decidable(hall: &Hall) -> Scene {
    let scene = Scene::open_with(hall, issuing("licence.business")).await;
    import(hall, &json!([kind("licence.business")])).await;
    to_decide(&scene).await;
    scene
}

async fn to_decide(scene: &Scene) {
    scene.handle(&scene.intake, "accept", "accepted").await;
    scene.handle(&scene.officer, "review", "approved").await;
}

/// A case whose licence was issued.
async fn licensed(hall: &Hall) -> (Scene, LicenceSummary) {
    let scene = decidable(hall).await;
    scene.handle(&scene.lead, "decide", "approved").await;
    let licence = mine(&scene.ana).await.remove(0);
    (scene, licence)
}

async fn mine(who: &Client) -> Vec<LicenceSummary> {
    who.get("/api/licences").await.assert_status(200).read_json::<Page<LicenceSummary>>().items
}

fn path(licence: &LicenceSummary, rest: &str) -> String {
    format!("/api/licences/{}{rest}", licence.number)
}

async fn whole(who: &Client, licence: &LicenceSummary) -> Licence {
    who.get(&path(licence, "")).await.assert_status(200).read_json()
}

async fn decide(who: &Client, licence: &LicenceSummary, change: StatusChange) -> crate::support::Response {
    let path = format!("/api/desk/licences/{}/status", licence.number);
    who.post(&path, &json!({ "change": change, "ground": "行政许可法第六十九条" })).await
}

on_both! {
    async fn a_licence_is_issued_once_with_its_event(hall) {
        let scene = decidable(hall).await;
        assert_eq!(mine(&scene.ana).await, []);
        // A command that is refused leaves nothing, also no gap in the numbers.
        scene.command(&scene.lead, claim("decide")).await.assert_status(200);
        let mut refused = complete("decide", "approved");
        refused["opinion"] = Value::Null;
        assert!(scene.command(&scene.lead, refused).await.status() >= 400);
        scene.command(&scene.lead, complete("decide", "approved")).await.assert_status(200);

        let licences = mine(&scene.ana).await;
        let [licence] = &licences[..] else { panic!("{licences:?}") };
        let number = LicenceNumber::parse(&licence.number).unwrap();
        assert_eq!((number.sequence(), number.year()), (1, 2026));
        assert_eq!((licence.holder.as_str(), licence.agency.as_str(), licence.standing), ("巧巧小吃店", CIVIL_AFFAIRS, Standing::Valid));
        assert_eq!(licence.valid_until.unwrap().to_string(), "2027-03-01");
        let view = scene.view().await;
        assert_eq!(view.licences.iter().map(|it| it.number.clone()).collect::<Vec<_>>(), std::slice::from_ref(&licence.number));
        let whole = whole(&scene.ana, licence).await;
        assert_eq!((whole.duplicates, whole.lines[0].text.get(schema::Locale::ZhCn)), (1, "巧巧小吃店"));
        let address = format!("http://hall.test/verify?number={}&code={}", licence.number, whole.code);
        assert_eq!(server::qr::qr(&address).unwrap(), (whole.qr, whole.qr_size));
        let audited = texts(hall, "SELECT detail FROM audit_line WHERE action = 'licence.issue'").await;
        assert_eq!(audited.len(), 1, "{audited:?}");
        // What is tracked tells the public of no licence.
        let tracked = scene.track(hall, &scene.receipt.number.to_string(), &crate::support::identity_number(0)[14..]).await;
        assert_eq!(tracked.assert_status(200).json().get("licences"), None);
    }

    async fn what_is_rejected_issues_nothing(hall) {
        let scene = decidable(hall).await;
        scene.command(&scene.lead, claim("decide")).await.assert_status(200);
        let mut reject = complete("decide", "rejected");
        reject["reason"] = "不符合条件。".into();
        scene.command(&scene.lead, reject).await.assert_status(200);
        assert_eq!(mine(&scene.ana).await, []);
    }

    async fn numbers_have_neither_gaps_nor_doubles_when_many_decide_at_once(hall) {
        let first = decidable(hall).await;
        let mut scenes = Vec::new();
        for n in 0..5 {
            let ana = hall.citizen(&format!("applicant-{n}")).await;
            let (application, receipt) = ana.file_senior_card().await;
            let intake = hall.sign_in("intake-440100-1").await;
            let officer = hall.sign_in("officer-440100-2").await;
            let lead = hall.sign_in("agency_lead-440100-3").await;
            let scene = Scene { ana, intake, officer, lead, application, receipt };
            to_decide(&scene).await;
            scenes.push(scene);
        }
        scenes.push(first);
        for scene in &scenes {
            scene.command(&scene.lead, claim("decide")).await.assert_status(200);
        }
        let decide = scenes.iter().map(async |scene| {
            scene.command(&scene.lead, complete("decide", "approved")).await.assert_status(200);
        });
        futures::future::join_all(decide).await;
        let mut sequences = Vec::new();
        for scene in &scenes {
            let licences = mine(&scene.ana).await;
            sequences.push(LicenceNumber::parse(&licences[0].number).unwrap().sequence());
        }
        sequences.sort_unstable();
        assert_eq!(sequences, [1, 2, 3, 4, 5, 6]);
    }

    async fn nobody_else_finds_a_licence(hall) {
        let (_, licence) = licensed(hall).await;
        let ben = hall.citizen("ben").await;
        assert_eq!(mine(&ben).await, []);
        ben.get(&path(&licence, "")).await.assert_problem(ProblemKind::NotFound);
        ben.get(&path(&licence, "/file")).await.assert_problem(ProblemKind::NotFound);
        let other = hall.staff(Role::AgencyLead, "440100", Some(FOOD_SAFETY)).await;
        let at_desk = format!("/api/desk/licences/{}", licence.number);
        other.get(&at_desk).await.assert_problem(ProblemKind::NotFound);
        decide(&other, &licence, StatusChange::Revoke).await.assert_problem(ProblemKind::NotFound);
        let listed: DeskLicences = other.get("/api/desk/licences").await.assert_status(200).read_json();
        assert_eq!(listed.licences.items, []);
        ben.get(&at_desk).await.assert_problem(ProblemKind::Forbidden);
    }

    async fn anybody_verifies_and_only_who_has_the_code_learns_what_stands_on_it(hall) {
        let (scene, licence) = licensed(hall).await;
        let code = whole(&scene.ana, &licence).await.code;
        let visitor = hall.visitor();
        let ask = async |query: &str| visitor.get(&format!("/api/licences/verify?number={}{query}", licence.number)).await;
        let told: Verification = ask(&format!("&code={}", code.to_lowercase())).await.assert_status(200).read_json();
        let verified = told.told.unwrap();
        assert_eq!((told.standing, verified.agency.as_str(), verified.holder.as_str()), (Standing::Valid, CIVIL_AFFAIRS, "巧巧小吃店"));
        for wrong in ["", "&code=00000000", "&code="] {
            let told: Verification = ask(wrong).await.assert_status(200).read_json();
            assert_eq!((told.standing, told.told), (Standing::Valid, None), "{wrong}");
        }
        visitor.get("/api/licences/verify?number=440100-2026-999999-9").await.assert_problem(ProblemKind::NotFound);

        // Who guesses codes has to wait; who has the code does not count.
        let limit = hall.state().config.sign_in_attempts;
        let mut refused = None;
        for _ in 0..=limit {
            refused = Some(ask("&code=00000000").await);
        }
        refused.unwrap().assert_problem(ProblemKind::TooMany);
    }

    async fn the_file_is_verified_without_the_hall_and_compared_field_by_field(hall) {
        let (scene, licence) = licensed(hall).await;
        let file: LicenceFile = scene.ana.get(&path(&licence, "/file")).await.assert_status(200).read_json();
        assert_eq!(file.hash, whole(&scene.ana, &licence).await.hash);
        let shown = serde_json::to_value(&file).unwrap();
        // The desk of any agency may be shown it.
        let other = hall.staff(Role::Intake, "440100", Some(FOOD_SAFETY)).await;
        let compare = async |body: &Value| -> Comparison {
            other.post("/api/licences/compare", body).await.assert_status(200).read_json()
        };
        let found = compare(&json!({ "file": shown })).await;
        assert_eq!((found.genuine, found.standing), (Some(true), Standing::Valid));
        assert!(found.fields.iter().all(|field| field.verdict == Verdict::Same), "{:?}", found.fields);

        let mut forged = shown.clone();
        forged["document"]["fields"][1]["value"] = "别人".into();
        let found = compare(&json!({ "file": forged })).await;
        assert_eq!(found.genuine, Some(false));
        let wrong: Vec<&str> = found.fields.iter().filter(|field| field.verdict != Verdict::Same).map(|field| field.id.as_str()).collect();
        assert_eq!(wrong, ["boss"]);

        let typed = json!({ "number": licence.number, "fields": { "holder": "巧巧小吃店", "boss": "黄小巧", "issued_on": "2026年3月2日" } });
        let found = compare(&typed).await;
        assert_eq!(found.genuine, None);
        let verdict = |id: &str| found.fields.iter().find(|field| field.id == id).unwrap().verdict;
        assert_eq!([verdict("holder"), verdict("boss"), verdict("issued_on"), verdict("valid_until")], [Verdict::Same, Verdict::Different, Verdict::Same, Verdict::Missing]);
        other.post("/api/licences/compare", &json!({ "file": "x" })).await.assert_problem(ProblemKind::Invalid);
        other.post("/api/licences/compare", &json!({})).await.assert_problem(ProblemKind::Invalid);
        scene.ana.post("/api/licences/compare", &typed).await.assert_problem(ProblemKind::Forbidden);
        assert_eq!(texts(hall, "SELECT detail FROM audit_line WHERE action = 'licence.compare'").await.len(), 3);
    }

    async fn the_lead_of_its_agency_decides_about_it_and_the_holder_is_told(hall) {
        let (scene, licence) = licensed(hall).await;
        decide(&scene.officer, &licence, StatusChange::Suspend).await.assert_problem(ProblemKind::Forbidden);
        let no_ground = json!({ "change": "suspend", "ground": " " });
        let at_desk = format!("/api/desk/licences/{}", licence.number);
        let refused = scene.lead.post(&format!("{at_desk}/status"), &no_ground).await.assert_problem(ProblemKind::Invalid);
        assert_eq!(refused.errors[0].pointer, "/ground");
        decide(&scene.lead, &licence, StatusChange::Resume).await.assert_problem(ProblemKind::Refused);
        let suspended: Licence = decide(&scene.lead, &licence, StatusChange::Suspend).await.assert_status(200).read_json();
        assert_eq!(suspended.summary.standing, Standing::Suspended);
        assert_eq!(suspended.allowed, [StatusChange::Resume, StatusChange::Revoke, StatusChange::Cancel]);
        let seen = whole(&scene.ana, &licence).await;
        let changed = seen.changed.unwrap();
        assert_eq!((changed.status, changed.ground.as_str(), seen.allowed.len()), (LicenceStatus::Suspended, "行政许可法第六十九条", 0));
        let inbox: Messages = scene.ana.get("/api/me/messages").await.assert_status(200).read_json();
        let told = &inbox.messages.items[0];
        assert_eq!((told.kind, told.words.as_ref().unwrap().get(schema::Locale::ZhCn)), (MessageKind::LicenceChanged, "营业执照"));
        decide(&scene.lead, &licence, StatusChange::Revoke).await.assert_status(200);
        decide(&scene.lead, &licence, StatusChange::Cancel).await.assert_status(200);
        decide(&scene.lead, &licence, StatusChange::Resume).await.assert_problem(ProblemKind::Refused);

        let list = async |query: &str| -> Vec<String> {
            let listed: DeskLicences = scene.officer.get(&format!("/api/desk/licences?{query}")).await.assert_status(200).read_json();
            assert!(listed.kinds.iter().any(|kind| kind.code == "licence.business"));
            listed.licences.items.into_iter().map(|licence| licence.number).collect()
        };
        let one = [licence.number.clone()];
        assert_eq!(list("").await, one);
        assert_eq!(list("kind=licence.business&status=cancelled").await, one);
        assert_eq!(list(&format!("number={}", licence.number)).await, one);
        assert!(list("status=valid").await.is_empty() && list("kind=licence.hygiene").await.is_empty());
        let read: Licence = scene.officer.get(&at_desk).await.assert_status(200).read_json();
        assert_eq!(read.allowed, []);
        assert_eq!(texts(hall, "SELECT detail FROM audit_line WHERE action = 'licence.read'").await.len(), 1);
        assert_eq!(texts(hall, "SELECT ground FROM licence_change").await.len(), 3);
    }

    async fn a_new_one_takes_the_place_of_the_one_its_holder_has(hall) {
        let (scene, former) = licensed(hall).await;
        let (application, receipt) = scene.ana.file_senior_card().await;
        let again = Scene { application, receipt, ..scene };
        to_decide(&again).await;
        again.handle(&again.lead, "decide", "approved").await;
        let licences = mine(&again.ana).await;
        let standings: Vec<Standing> = licences.iter().map(|licence| licence.standing).collect();
        assert_eq!(standings, [Standing::Valid, Standing::Replaced], "the newest first");
        assert_eq!(licences[1].number, former.number);
    }

    async fn a_licence_counts_as_the_material_that_names_its_type(hall) {
        let (scene, licence) = licensed(hall).await;
        let draft = scene.ana.begin(FOOD_BUSINESS).await;
        let id = draft.summary.id;
        let found: Application = scene.ana.application(id).await;
        assert_eq!(found.licences.iter().map(|it| it.number.as_str()).collect::<Vec<_>>(), [licence.number.as_str()]);
        let attach = async |who: &Client, material: &str| {
            who.post(&format!("/api/applications/{id}/licences"), &json!({ "material": material, "number": licence.number })).await
        };
        attach(&scene.ana, "layout").await.assert_problem(ProblemKind::BadRequest);
        attach(&hall.citizen("ben").await, "business-licence").await.assert_problem(ProblemKind::NotFound);
        let file: FileInfo = attach(&scene.ana, "business-licence").await.assert_status(201).read_json();
        assert_eq!((file.media_type.as_str(), file.name.as_str()), ("text/html", format!("{}.html", licence.number).as_str()));
        let page = scene.ana.get(&format!("/api/applications/{id}/files/{}", file.id)).await.assert_status(200);
        assert!(page.text().contains("巧巧小吃店") && page.header("content-security-policy").unwrap().contains("sandbox"));
        // It counts: the other materials are what is missing.
        scene.ana.save(id, &crate::support::food_business_answers(), found.revision).await.assert_status(200);
        for material in ["premises-proof", "identity-cards", "layout", "equipment-list", "rules"] {
            scene.ana.attach(id, material, "a.png", PNG).await.assert_status(201);
        }
        scene.ana.submit(id, "first").await.assert_status(200);
    }

    async fn a_form_begins_with_what_a_licence_that_holds_tells(hall) {
        let (mut scene, licence) = licensed(hall).await;
        let told = |draft: &Application| draft.prefilled.iter().find(|it| it.source == Source::Licence).map(|it| it.pointer.clone());
        let draft = scene.ana.begin(FOOD_BUSINESS).await;
        assert_eq!(draft.answers.pointer("/enterprise/legal_representative"), Some(&json!("黄巧巧")));
        assert!(told(&draft).is_some());
        // Another person's forms are told nothing by it.
        let bens = hall.citizen("ben").await.begin(FOOD_BUSINESS).await;
        assert_eq!(told(&bens), None);

        // Once it has run out it tells nothing and counts as nothing.
        hall.pass(TimeDelta::days(365));
        scene.pass(hall, 0).await;
        assert_eq!(mine(&scene.ana).await[0].standing, Standing::Expired);
        let late = scene.ana.begin("DEMO-440100-PUBLIC-HYGIENE").await;
        assert_eq!((told(&late), late.licences.len()), (None, 0));
        let attach = json!({ "material": "business-licence", "number": licence.number });
        let path = format!("/api/applications/{}/licences", late.summary.id);
        scene.ana.post(&path, &attach).await.assert_problem(ProblemKind::NotFound);
    }

    async fn what_was_issued_keeps_the_version_of_its_type(hall) {
        let (scene, licence) = licensed(hall).await;
        let mut next = kind("licence.business");
        next["layout"]["heading"] = json!({ "zh-CN": "新版营业执照", "en": "New" });
        import(hall, &json!([next])).await;
        assert_eq!(whole(&scene.ana, &licence).await.heading.get(schema::Locale::ZhCn), "营业执照");
        // The same again is no version.
        import(hall, &json!([next])).await;
        let versions = texts(hall, "SELECT definition FROM licence_type WHERE code = 'licence.business'").await;
        assert_eq!(versions.len(), 3, "the seed's, the test's and the next");
    }
}
