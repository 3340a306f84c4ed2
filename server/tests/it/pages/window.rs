//! The window without scripts: from finding an item to the slip, the order of scans, originals, and taking an account over.

use axum::body::Body;
use axum::http::Request;
use axum::http::header::CONTENT_TYPE;
use schema::role::Role;

use super::{attribute, location, start, tag_with};
use crate::support::{
    CIVIL_AFFAIRS, Client, Hall, PNG, SENIOR_CARD, assert_whole, identity_number, senior_card_answers, tags,
};

const PAGE: &str = "/desk/window";

async fn clerk(hall: &Hall) -> Client {
    hall.open_demo_city().await;
    hall.staff(Role::Intake, "440100", Some(CIVIL_AFFAIRS)).await
}

/// Begins for the `n`th person by the form, and says where the steps are.
async fn begun(clerk: &Client, n: u16) -> String {
    let number = identity_number(n);
    let fields = [
        ("item", SENIOR_CARD),
        ("channel", "window"),
        ("/applicant/name", "陈大妈"),
        ("/applicant/identity_number", number.as_str()),
        ("/applicant/phone", "13800138001"),
        ("/applicant/enterprise/name", ""),
        ("/applicant/enterprise/credit_code", ""),
        ("/said", ""),
    ];
    location(clerk.form(PAGE, &fields).await)
}

/// Fills in, scans and files what was begun by the page of the check, and says its number.
async fn filed(clerk: &Client, steps: &str) -> String {
    let id: i64 = steps.rsplit('/').next().unwrap().parse().unwrap();
    let draft = clerk.application(id).await;
    clerk.save(id, &senior_card_answers(), draft.revision).await.assert_status(200);
    for material in ["identity-card", "photograph", "residence-proof"] {
        clerk.attach(id, material, "scan.png", PNG).await.assert_status(201);
    }
    let check = clerk.page(&format!("{steps}/check")).await.assert_status(200);
    let letter = check.text().replace("<!>", "");
    assert!(letter.contains("申请人已在打印的申请表上签字") && letter.contains("申请人 陈大妈"), "{letter}");
    assert!(tag_with(check.text(), "a", "href", &format!("{steps}/print")).is_some());
    let sent = [("_key", "1"), ("_promise", "1")];
    let receipt = location(clerk.form(&format!("{steps}/check"), &sent).await);
    let page = clerk.page(&receipt).await.assert_status(200);
    let next = tag_with(page.text(), "a", "href", PAGE).expect("the next applicant is one key away");
    assert!(next.contains("autofocus") && next.contains("accesskey"), "{next}");
    let (_, number) = page.text().split_once("class=\"caseno\">").unwrap();
    number.split_once('<').unwrap().0.to_owned()
}

#[tokio::test]
async fn a_clerk_finds_an_item_and_begins_for_somebody_with_all_that_is_wrong_told_at_once() {
    let hall = start().await;
    let clerk = clerk(&hall).await;
    let found = clerk.page("/desk/window?q=老年").await.assert_status(200);
    assert_whole(found.text(), PAGE, PAGE);
    let chosen = format!("/desk/window?item={SENIOR_CARD}");
    assert!(tag_with(found.text(), "a", "href", &chosen).is_some());
    let asked = clerk.page(&chosen).await.assert_status(200);
    assert!(tag_with(asked.text(), "input", "name", "/applicant/identity_number").is_some());
    assert!(asked.text().contains("class=\"chosen\">老年人优待证申领"), "it is said which item it is");
    let wrong =
        [("item", SENIOR_CARD), ("channel", "hotline"), ("/applicant/name", "陈大妈"), ("/said", "要办证")];
    let back = clerk.form(PAGE, &wrong).await.assert_status(422);
    let phone = tag_with(back.text(), "input", "name", "/applicant/phone").unwrap();
    assert_eq!(attribute(phone, "aria-invalid"), Some("true"));
    let hotline = tag_with(back.text(), "input", "value", "hotline").unwrap();
    assert!(hotline.contains("checked") && back.text().contains("要办证"));
    let steps = begun(&clerk, 600).await;
    let home = clerk.page(PAGE).await;
    assert!(tag_with(home.text(), "a", "href", &steps).is_some(), "what was begun can be gone on with");
    let page = clerk.page(&format!("{steps}/applicant")).await.assert_status(200);
    assert!(page.text().contains("窗口代办：为陈大妈填写"));
    let english = Request::get(PAGE).header("accept-language", "en").body(Body::empty()).unwrap();
    let english = clerk.send(english).await.assert_status(200);
    assert!(english.text().contains("Find an item"));
}

#[tokio::test]
async fn paper_and_slips_are_forms_and_lists() {
    let hall = start().await;
    let clerk = clerk(&hall).await;
    let number = filed(&clerk, &begun(&clerk, 601).await).await.replace(' ', "");
    let originals = format!("/desk/cases/{number}/originals");
    let taken = [
        ("/material", "identity-card"),
        ("/paper", "original"),
        ("/sheets", "2"),
        ("/person", "陈大妈"),
        ("/last_four", "1234"),
    ];
    let wrong = [("/material", "identity-card"), ("/paper", "copy"), ("/sheets", "x")];
    clerk.form(&originals, &wrong).await.assert_status(422);
    assert_eq!(location(clerk.form(&originals, &taken).await), originals);
    let list = clerk.page(&originals).await.assert_status(200);
    assert_whole(list.text(), PAGE, &originals);
    let line =
        attribute(tag_with(list.text(), "button", "name", "line").unwrap(), "value").unwrap().to_owned();
    let back = [("line", line.as_str()), ("/person", "陈小妹"), ("/last_four", "004x")];
    assert_eq!(location(clerk.form(&originals, &back).await), originals);
    assert!(clerk.page(&originals).await.text().contains("陈小妹（004X）"));

    let slips = format!("/desk/cases/{number}/slips");
    assert!(
        tag_with(clerk.page(&slips).await.text(), "button", "name", "kind").is_none(),
        "not accepted yet"
    );
    let desk = format!("/desk/cases/{number}");
    for command in [
        vec![("command", "claim"), ("task", "accept")],
        vec![("command", "complete"), ("task", "accept"), ("outcome", "accepted")],
    ] {
        let page = clerk.page(&desk).await;
        let revision =
            attribute(tag_with(page.text(), "input", "name", "revision").unwrap(), "value").unwrap();
        let mut fields = command;
        fields.push(("revision", revision));
        location(clerk.form(&desk, &fields).await);
    }
    let offered = clerk.page(&slips).await.assert_status(200);
    assert_whole(offered.text(), PAGE, &slips);
    assert!(tag_with(offered.text(), "button", "value", "acceptance").is_some());
    let sheet = location(clerk.form(&slips, &[("kind", "acceptance")]).await);
    let page = clerk.page(&sheet).await.assert_status(200);
    assert_eq!((tags(page.text(), "h1").len(), tags(page.text(), "article").len()), (1, 1));
    for words in ["受理通知书", "〔2026〕00001号", "（盖章处）", "陈大妈", CIVIL_AFFAIRS] {
        assert!(page.text().contains(words), "{words}");
    }
    assert_eq!(location(clerk.form(&sheet, &[]).await), sheet);
    assert!(clerk.page(&sheet).await.text().contains("重印（第 1 次）"));
}

#[tokio::test]
async fn an_applicant_takes_over_what_was_filed_and_finds_the_slips() {
    let hall = start().await;
    let clerk = clerk(&hall).await;
    let steps = begun(&clerk, 602).await;
    filed(&clerk, &steps).await;
    let id = steps.rsplit('/').next().unwrap();
    let page = format!("/desk/window/{id}/code");
    clerk.page(&page).await.assert_status(200);
    let shown = clerk.form(&page, &[]).await.assert_status(200);
    let (_, code) = shown.text().split_once("class=\"caseno\">").unwrap();
    let code = code.split_once('<').unwrap().0;
    let number = identity_number(602);
    let chen = hall.visitor();
    let fields = |code| {
        [
            ("audience", "personal"),
            ("/name", "陈大妈"),
            ("/identity_number", number.as_str()),
            ("/window_code", code),
            ("/login", "chen"),
            ("/password", "onehall-test-2026"),
        ]
    };
    let refused = chen.form("/register", &fields("000000000000")).await.assert_status(422);
    let field = tag_with(refused.text(), "input", "name", "/window_code").unwrap();
    assert_eq!(attribute(field, "aria-invalid"), Some("true"));
    assert_eq!(location(chen.form("/register", &fields(code)).await), "/me");
    assert!(chen.page("/me/applications").await.text().contains("老年人优待证"));
}

#[tokio::test]
async fn scans_change_places_without_a_script() {
    let hall = start().await;
    hall.open_demo_city().await;
    let ana = hall.citizen("ana").await;
    let id = ana.begin(SENIOR_CARD).await.summary.id;
    let mut pages = Vec::new();
    for name in ["1.png", "2.png"] {
        let page = ana.attach(id, "identity-card", name, PNG).await.assert_status(201).json();
        pages.push(page["id"].to_string());
    }
    let draft = ana.application(id).await;
    let file = |place: usize| draft.files[place].id.to_string();
    assert_eq!([file(0), file(1)], [pages[0].clone(), pages[1].clone()]);
    let path = format!("/applications/{id}/materials");
    let part = "--line\r\nContent-Disposition: form-data; name=\"_file_up\"\r\n\r\n";
    let body = format!("{part}{}\r\n--line--\r\n", pages[1]);
    let request = Request::post(&path).header(CONTENT_TYPE, "multipart/form-data; boundary=line");
    assert_eq!(location(ana.send(request.body(Body::from(body)).unwrap()).await), path);
    let moved = ana.application(id).await;
    assert_eq!(moved.files[0].id.to_string(), pages[1]);
}
