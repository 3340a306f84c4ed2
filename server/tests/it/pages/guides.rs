//! Guides without scripts: one question at a time, each answer an address; and an item in one's situation.

use schema::catalogue::encode;
use schema::role::Role;

use super::{attribute, start, tag_with};
use crate::support::{Hall, SENIOR_CARD, tags};

const RESIDENCE: &str = "DEMO-440100-RESIDENCE-PERMIT";

async fn open() -> Hall {
    let hall = start().await;
    hall.open_demo_city().await;
    hall.publish_guides().await;
    hall
}

async fn page(hall: &Hall, path: &str) -> String {
    let html = hall.visitor().page(path).await.assert_status(200).text().to_owned();
    assert_eq!((tags(&html, "h1").len(), tags(&html, "main").len()), (1, 1), "{path}");
    html
}

#[tokio::test]
async fn guides_are_found_from_where_people_are() {
    let hall = open().await;
    let list = page(&hall, "/guides").await;
    assert!(list.contains("href=\"/guides/birth\"") && list.contains("孩子出生"), "{list}");
    assert!(page(&hall, "/life-events/birth").await.contains("href=\"/guides/birth\""));
    assert!(page(&hall, "/ask").await.contains("href=\"/guides\""));
    let asked = page(&hall, &format!("/ask?text={}", encode("宝宝刚出生"))).await;
    assert!(asked.contains("href=\"/guides/birth\""));
    let sitemap = hall.visitor().get("/sitemap.xml").await;
    assert!(sitemap.text().contains("http://hall.test/guides/birth<"));
    hall.visitor().page("/guides/none").await.assert_status(404);
}

#[tokio::test]
async fn one_question_is_asked_after_the_other() {
    let hall = open().await;
    let first = page(&hall, "/guides/id-card").await;
    assert!(
        first.contains("身份证怎么了？") && first.contains("href=\"/guides/id-card?state=lost\""),
        "{first}"
    );
    assert!(first.contains("演示内容") && first.contains("2026"), "as of, and what it is");
    let second = page(&hall, "/guides/id-card?state=lost").await;
    assert!(second.contains("第 2 问") && second.contains("丢了"), "{second}");
    assert!(second.contains("href=\"/guides/id-card?state=lost&amp;urgent=no\""), "{second}");
    // What was answered can be changed, and the later answers stay in the address.
    let third = page(&hall, "/guides/id-card?state=lost&urgent=no").await;
    assert!(
        third.contains("href=\"/guides/id-card?urgent=no\" aria-label=\"改：身份证怎么了？\""),
        "{third}"
    );
    let changed = page(&hall, "/guides/id-card?urgent=no").await;
    assert!(changed.contains("href=\"/guides/id-card?state=damaged&amp;urgent=no\""), "{changed}");
    // One address for search engines, whatever was answered.
    assert!(third.contains("href=\"http://hall.test/guides/id-card\""));
}

#[tokio::test]
async fn what_is_no_answer_is_left_out_and_said() {
    let hall = open().await;
    assert!(!page(&hall, "/guides/id-card?state=lost").await.contains("没有理会"));
    for odd in ["?state=lost&urgent=no&name=%E5%BC%A0", "?none=1"] {
        assert!(page(&hall, &format!("/guides/id-card{odd}")).await.contains("没有理会"), "{odd}");
    }
    let months = "/guides/residence-permit?want=first&elsewhere=yes&months=";
    let asked = page(&hall, months).await;
    assert!(
        asked.contains("name=\"months\"") && asked.contains("name=\"elsewhere\" value=\"yes\""),
        "{asked}"
    );
    assert!(!asked.contains("请再填一次"));
    let wrong = page(&hall, &format!("{months}many")).await;
    assert!(wrong.contains("请再填一次") && tag_with(&wrong, "p", "id", "answer-error").is_some(), "{wrong}");
    let answer = tag_with(&wrong, "input", "name", "months").unwrap();
    let told = ["value", "aria-invalid", "aria-describedby"].map(|name| attribute(answer, name).unwrap());
    assert_eq!(told, ["many", "true", "answer-hint answer-error"], "what was typed stays: {answer}");
    assert!(page(&hall, &format!("{months}7")).await.contains("您符合哪一条？"));
}

#[tokio::test]
async fn it_ends_in_what_to_do() {
    let hall = open().await;
    let item = page(&hall, "/guides/id-card?state=lost&urgent=no").await;
    for said in
        ["居民身份证丢失补领、损坏换领", "40", "20 个工作日", "居民户口簿", "开始办理", "居民身份证法"]
    {
        assert!(item.contains(said), "{said}: {item}");
    }
    assert!(
        item.contains(&format!("/sign-in?next={}", encode("/guides/id-card?state=lost&urgent=no"))),
        "{item}"
    );
    let steps = page(&hall, "/guides/id-card?state=expired&urgent=yes").await;
    assert!(steps.contains("class=\"chain\"") && !steps.contains("开始办理"));
    let not = page(&hall, "/guides/residence-permit?want=first&elsewhere=no").await;
    assert!(not.contains("现在还办不了"), "{not}");
    let elsewhere = page(&hall, "/guides/disability?card=no&hukou=no").await;
    assert!(elsewhere.contains("请找") && elsewhere.contains("残联"), "{elsewhere}");
    let english = hall.visitor();
    english.form("/preferences", &[("locale", "en")]).await;
    let english = english.page("/guides/id-card?state=lost&urgent=no").await;
    assert!(english.text().contains("Apply now") || english.text().contains("开始办理"));
}

#[tokio::test]
async fn the_answers_go_into_the_form() {
    let hall = open().await;
    let ana = hall.citizen("ana").await;
    let ended = "/guides/residence-permit?want=first&elsewhere=yes&months=8&ground=study&for=self";
    let html = ana.page(ended).await.assert_status(200).text().to_owned();
    assert!(html.contains(&format!("action=\"/items/{RESIDENCE}/apply\"")), "{html}");
    assert!(html.contains("name=\"/ground/kind\" value=\"study\""), "{html}");
    let fields = [("/ground/kind", "study"), ("/application/on_behalf", "self")];
    let begun = ana.form(&format!("/items/{RESIDENCE}/apply"), &fields).await.assert_status(303);
    let id = begun.header("location").unwrap().rsplit('/').next().unwrap().to_owned();
    let draft = ana.get(&format!("/api/applications/{id}")).await.assert_status(200).json();
    assert_eq!(
        (&draft["answers"]["ground"]["kind"], &draft["answers"]["application"]["on_behalf"]),
        (&"study".into(), &"self".into())
    );
}

#[tokio::test]
async fn an_item_shows_what_is_needed_in_one_s_situation() {
    let hall = open().await;
    let begun = page(&hall, &format!("/items/{SENIOR_CARD}")).await;
    assert!(begun.contains("哪种情况是您的？") && begun.contains("看情况才要的"), "{begun}");
    let ana = hall.citizen("ana").await;
    let told = format!("/items/{SENIOR_CARD}?{}=false&nonsense=1", encode("/application/by_agent"));
    let html = ana.page(&told).await.assert_status(200).text().to_owned();
    assert!(html.contains("aria-current=\"true\"") && html.contains("您的情况不用带的"), "{html}");
    assert!(html.contains("name=\"/application/by_agent\" value=\"false\""), "{html}");
    let begun = ana.form(&format!("/items/{SENIOR_CARD}/apply"), &[("/application/by_agent", "false")]).await;
    let id = begun.assert_status(303).header("location").unwrap().rsplit('/').next().unwrap().to_owned();
    let draft = ana.get(&format!("/api/applications/{id}")).await.assert_status(200).json();
    assert_eq!(draft["answers"]["application"]["by_agent"], false);
}

#[tokio::test]
async fn a_guide_is_written_without_scripts() {
    let hall = open().await;
    let (writer, second) =
        (hall.staff(Role::Editor, "440100", None).await, hall.staff(Role::Reviewer, "440100", None).await);
    let list = writer.page("/desk/guides").await.assert_status(200);
    assert!(list.text().contains("孩子出生"));
    let begun = [("/id", "care"), ("/title", "老年优待"), ("/title/en", "Senior care"), ("from", "nothing")];
    let begun = writer.form("/desk/guides", &begun).await.assert_status(303);
    assert_eq!(begun.header("location"), Some("/desk/guides/care/edit"));
    let edit = "/desk/guides/care/edit";
    let shown = writer.page(&format!("{edit}?_part=questions&_at=0")).await.assert_status(200);
    assert!(
        shown.text().contains("name=\"/ask\"") && shown.text().contains("手机上的样子"),
        "{}",
        shown.text()
    );
    let question = [
        ("revision", "1"),
        ("part", "questions"),
        ("at", "0"),
        ("/id", "kind"),
        ("/ask", "办哪一种？"),
        ("/ask/en", "Which?"),
        ("/kind", "choice"),
        ("/choices", "new | 第一次 | First\nlost | 丢了 | Lost"),
        ("/join", "all"),
    ];
    let saved = writer.form(edit, &question).await.assert_status(303);
    assert_eq!(saved.header("location"), Some("/desk/guides/care/edit?_part=questions&_at=0&_saved=1#open"));
    let outcome = [
        ("revision", "2"),
        ("part", "outcomes"),
        ("at", "0"),
        ("/id", "card"),
        ("/say", "可以办。"),
        ("/say/en", "Yes."),
        ("/ends", "item"),
        ("/code", SENIOR_CARD),
        ("/fills", ""),
        ("/join", "all"),
        ("/term/0/question", "kind"),
        ("/term/0/is", "is"),
        ("/term/0/value", "new"),
        ("/basis", "老年人权益保障法 第五十条"),
    ];
    writer.form(edit, &outcome).await.assert_status(303);
    let tried = writer.page(&format!("{edit}?kind=new")).await.assert_status(200).text().to_owned();
    assert!(tried.contains("什么时候：办哪一种为第一次") || tried.contains("第一次"), "{tried}");
    assert!(tried.contains(SENIOR_CARD) && tried.contains("可以办。"), "{tried}");
    assert!(tried.contains("检查没有发现问题"), "{tried}");
    // Somebody was first: the page comes back and says so.
    let late = writer.form(edit, &outcome).await.assert_status(409);
    assert!(late.text().contains("class=\"errors\""), "{}", late.text());
    let page = writer.page("/desk/guides/care").await.assert_status(200).text().to_owned();
    assert!(page.contains("<svg") && page.contains("送复核"), "{page}");
    for (who, act, revision) in
        [(&writer, "submit", "3"), (&second, "approve", "4"), (&second, "publish", "5")]
    {
        let fields = [("act", act), ("revision", revision), ("/comment", ""), ("/effective_on", "")];
        who.form("/desk/guides/care", &fields).await.assert_status(303);
    }
    assert!(page_of(&hall, "/guides/care?kind=new").await.contains("老年人优待证"));
    writer.page("/desk/guides/care/1").await.assert_status(200);
    let add = [("revision", "6"), ("part", "questions"), ("at", "0"), ("act", "add")];
    writer.form(edit, &add).await.assert_status(303);
    let changed = writer.page("/desk/guides/care/diff?from=1&to=draft").await.assert_status(200);
    assert!(changed.text().contains("加了：questions/q2"), "{}", changed.text());
}

async fn page_of(hall: &Hall, path: &str) -> String {
    hall.visitor().page(path).await.assert_status(200).text().to_owned()
}
