//! The hall without scripts: floors, the way to a counter, a counter, an item played, the queue and the navigator at the desk.

use axum::body::Body;
use axum::http::Request;
use schema::role::Role;

use super::{attribute, location, start, tag_with};
use crate::support::{CIVIL_AFFAIRS, FOOD_BUSINESS, Hall, SENIOR_CARD, assert_whole, tags};

/// The most bytes of SVG that a floor is.
const SVG: usize = 30_000;

async fn city() -> Hall {
    let hall = start().await;
    hall.open_demo_city().await;
    hall
}

#[tokio::test]
async fn a_floor_is_a_drawing_and_a_list_of_the_same_counters() {
    let hall = city().await;
    let page = hall.visitor().page("/hall").await.assert_status(200);
    let text = page.text();
    let (_, drawing) = text.split_once("<svg class=\"iso\"").unwrap();
    let (drawing, _) = drawing.split_once("</svg>").unwrap();
    assert!(drawing.len() <= SVG, "{} bytes", drawing.len());
    let place: schema::hall::Hall = hall.visitor().get("/api/halls/440100").await.read_json();
    for counter in &place.floors[0].counters {
        let walk = format!("/hall/1?to={}", counter.id);
        assert!(tag_with(drawing, "a", "href", &walk).is_some(), "{walk}");
        let near = format!("/hall/counters/{}", counter.id);
        assert!(tag_with(text, "a", "href", &near).is_some(), "{near}");
    }
    assert_eq!(tags(drawing, "a").len(), place.floors[0].counters.len() + place.floors.len());
    assert!(
        drawing.contains("#h-tree")
            && drawing.contains("停车场 · 46 位")
            && drawing.contains("class=\"gate\"")
    );
    assert!(tag_with(text, "a", "href", "/hall/2").is_some() && text.contains("演 36"));
    hall.visitor().page("/hall/9").await.assert_status(404);
    let sitemap = hall.visitor().get("/sitemap.xml").await.assert_status(200).text().to_owned();
    for (path, own) in [("/hall", "/hall"), ("/hall/1", "/hall"), ("/hall/2", "/hall/2")] {
        let page = hall.visitor().page(path).await.assert_status(200);
        let canonical = tag_with(page.text(), "link", "rel", "canonical").unwrap();
        assert!(canonical.contains(&format!("href=\"http://hall.test{own}\"")), "{canonical}");
        assert!(sitemap.contains(&format!("http://hall.test{own}<")), "{sitemap}");
    }
}

#[tokio::test]
async fn one_is_led_to_a_counter_by_line_and_by_word_also_upstairs_and_without_steps() {
    let hall = city().await;
    let page = hall.visitor().page("/hall/1?to=10").await.assert_status(200);
    assert!(page.text().contains("class=\"pa\"") && page.text().contains("请到 10 号窗口"));
    assert!(page.text().contains("从正门进，直走"));
    let near = tag_with(page.text(), "a", "aria-current", "true").unwrap();
    assert!(near.contains("/hall/counters/10"), "who stands there looks closer: {near}");
    let free = hall.visitor().page("/hall/1?to=10&access=1").await.assert_status(200);
    assert!(free.text().contains("从无障碍门进"));
    let up = hall.visitor().page("/hall/1?to=204").await.assert_status(200);
    assert!(
        up.text().contains("请坐电梯到 2 层") && tag_with(up.text(), "a", "href", "/hall/2?to=204").is_some()
    );
    let there = hall.visitor().page("/hall?to=204").await.assert_status(200);
    assert!(there.text().contains("出电梯，直走"), "the floor is that of the counter");
    let strange = hall.visitor().page("/hall?to=none").await.assert_status(200);
    assert!(!strange.text().contains("class=\"pa\""));
}

#[tokio::test]
async fn a_counter_says_what_is_done_there_and_when() {
    let hall = city().await;
    let page = hall.visitor().page("/hall/counters/3").await.assert_status(200);
    let item = format!("/items/{SENIOR_CARD}");
    assert!(tag_with(page.text(), "a", "href", &item).is_some());
    assert!(page.text().contains("09:00–12:00") && page.text().contains("不开放"), "days off too");
    assert!(tag_with(page.text(), "a", "href", "/hall/1?to=3").is_some());
    hall.visitor().page("/hall/counters/none").await.assert_status(404);
}

#[tokio::test]
async fn an_item_is_played_step_by_step_with_links_alone() {
    let hall = city().await;
    let item = hall.visitor().page(&format!("/items/{SENIOR_CARD}")).await.assert_status(200);
    let mut address = format!("/items/{SENIOR_CARD}/walk");
    assert!(tag_with(item.text(), "a", "href", &address).is_some());
    let mut seen = 0;
    loop {
        let page = hall.visitor().page(&address).await.assert_status(200);
        seen += 1;
        assert!(
            page.text().contains(&format!("第 {seen} 步，共")) && page.text().contains("<svg class=\"iso\"")
        );
        match tag_with(page.text(), "a", "rel", "next") {
            Some(next) => address = attribute(next, "href").unwrap().to_owned(),
            None => break,
        }
    }
    assert!(seen >= 4, "{seen}");
    let end = hall.visitor().page(&address).await;
    assert!(end.text().contains("走完了"), "the navigator takes its leave");
}

/// An item that is no licence and is taken at the counter alone, of an agency without a counter in the hall.
const AT_THE_COUNTER: &str = r#"{"task_code": "TEST-440100-ARCHIVES", "name": "档案查阅", "department": "广州市档案馆",
    "region": "广东省广州市", "region_code": "440100", "item_type": "公共服务", "level": "市级", "online": false, "materials": ["身份证"],
    "location": "演示路 1 号", "phone": "020-83100000", "themes": [], "served": ["自然人"]}"#;

#[tokio::test]
async fn what_one_does_in_a_step_is_said_as_it_is_of_this_item() {
    let hall = city().await;
    hall.import(&AT_THE_COUNTER.replace('\n', " ")).await;
    let steps = async |code: &str| {
        let (mut address, mut steps) = (format!("/items/{code}/walk"), Vec::new());
        loop {
            let page = hall.visitor().page(&address).await.assert_status(200).text().to_owned();
            let next =
                tag_with(&page, "a", "rel", "next").map(|next| attribute(next, "href").unwrap().to_owned());
            steps.push(page);
            match next {
                Some(next) => address = next,
                None => return steps,
            }
        }
    };
    let counter = steps("TEST-440100-ARCHIVES").await;
    let first = counter.first().unwrap();
    assert!(first.contains("这里没有窗口的图") && !first.contains("您不用来"), "{first}");
    assert!(first.contains("演示路 1 号") && first.contains("020-83100000"), "{first}");
    assert!(first.contains("网上不能交") && !first.contains("或在网上交"), "{first}");
    let accept = &counter[1];
    assert!(accept.contains("您不用来") && !accept.contains("这里没有窗口的图"), "{accept}");
    let last = counter.last().unwrap();
    assert!(last.contains("这里没有窗口的图") && !last.contains("您不用来"), "the result is fetched: {last}");
    assert!(counter.iter().all(|step| !step.contains("行政许可法") && !step.contains("申诉")));
    assert!(counter.iter().any(|step| step.contains("行政复议")));
    let licence = steps(FOOD_BUSINESS).await;
    for article in ["三十二条", "三十八条", "四十四条"] {
        assert!(licence.iter().any(|step| step.contains(article)), "{article}");
    }
    assert!(licence.first().unwrap().contains("或在网上交"));
}

#[tokio::test]
async fn a_walk_leads_to_the_hall_of_its_item_where_there_are_several() {
    let hall = city().await;
    let page = hall.visitor().page(&format!("/items/{SENIOR_CARD}/walk")).await.assert_status(200);
    let way = tag_with(page.text(), "a", "href", "/hall?to=3&amp;region=440100");
    assert!(way.is_some(), "{}", page.text());
    let (_, drawing) = page.text().split_once("<svg class=\"iso\"").unwrap();
    let counters = tags(drawing, "a").into_iter().filter_map(|tag| attribute(tag, "href"));
    let counters: Vec<_> = counters.filter(|href| href.starts_with("/hall/counters/")).collect();
    assert!(
        !counters.is_empty() && counters.iter().all(|href| href.ends_with("?region=440100")),
        "{counters:?}"
    );
}

#[tokio::test]
async fn the_figure_is_the_same_in_guides_and_walks_and_hidden_there_too() {
    let hall = city().await;
    hall.publish_guides().await;
    let editor = hall.staff(Role::Editor, "440100", None).await;
    let mut chosen = hall.visitor().get("/api/navigator").await.json();
    chosen["navigator"]["figure"] = "seal".into();
    editor.put("/api/desk/navigator", &chosen).await.assert_status(200);
    let pages = [
        "/ask".to_owned(),
        "/guides/id-card".to_owned(),
        "/guides/id-card?state=lost&urgent=no".to_owned(),
        "/guides/residence-permit?want=first&elsewhere=no".to_owned(),
        format!("/items/{SENIOR_CARD}/walk"),
    ];
    for path in pages {
        let page = hall.visitor().page(&path).await.assert_status(200);
        let figures = page.text().matches("#xs-").count();
        assert!(figures > 0 && !page.text().contains("#xt"), "{path}: {figures} {}", page.text());
        let request = Request::get(&path).header("cookie", "onehall_alone=1").header("accept", "text/html");
        let alone = hall.visitor().send(request.body(Body::empty()).unwrap()).await.assert_status(200);
        assert!(!alone.text().contains("#xs-") && !alone.text().contains("#xt"), "{path}: {}", alone.text());
        let replies = tags(alone.text(), "div").into_iter().filter_map(|tag| attribute(tag, "class"));
        assert!(!replies.into_iter().any(|class| class == "reply"), "{path}: its words have all the room");
    }
}

#[tokio::test]
async fn a_clerk_hands_out_and_calls_numbers_by_plain_forms() {
    let hall = city().await;
    let clerk = hall.staff(Role::Intake, "440100", Some(CIVIL_AFFAIRS)).await;
    let page = clerk.page("/desk/hall").await.assert_status(200);
    assert_whole(page.text(), "/desk/window", "/desk/hall");
    let seen = |act, issued, called| {
        [("region", "440100"), ("counter", "3"), ("act", act), ("issued", issued), ("called", called)]
    };
    let fields = |act| if act == "take" { seen(act, "0", "0") } else { seen(act, "1", "0") };
    assert_eq!(location(clerk.form("/desk/hall", &fields("take")).await), "/desk/hall?taken=3");
    let public = hall.visitor().page("/hall/counters/3").await;
    assert!(public.text().contains("1 人"), "the public sees it");
    assert_eq!(location(clerk.form("/desk/hall", &fields("call")).await), "/desk/hall?called=3");
    let page = clerk.page("/desk/hall").await.text().to_owned();
    let hidden = |name| tag_with(&page, "input", "name", name).and_then(|tag| attribute(tag, "value"));
    assert!(page.contains("name=\"issued\"") && hidden("called").is_some(), "{page}");
    // The same press again.
    let twice = clerk.form("/desk/hall", &fields("call")).await.assert_status(409);
    assert!(
        twice.text().contains("3 号窗口：号已经变了") && twice.text().contains("1 号"),
        "{}",
        twice.text()
    );
    let nobody = clerk.form("/desk/hall", &seen("call", "1", "1")).await.assert_status(409);
    assert!(nobody.text().contains("3 号窗口：没有人在等"), "{}", nobody.text());
}

#[tokio::test]
async fn an_editor_chooses_figure_face_and_words_and_who_wants_none_hides_it() {
    let hall = city().await;
    let editor = hall.staff(Role::Editor, "440100", None).await;
    let page = editor.page("/desk/navigator").await.assert_status(200);
    let mut fields: Vec<(String, String)> =
        vec![("revision".into(), "0".into()), ("figure".into(), "seal".into())];
    for scene in schema::hall::Scene::ALL {
        fields.push((format!("face/{}", scene.slug()), "goodbye".into()));
        assert_eq!(
            page.text().contains(&format!("/navigator/scenes/{}/phrase/en", scene.slug())),
            scene.speaks()
        );
        for tag in ["zh-CN", "en"] {
            fields.push((format!("/navigator/scenes/{}/phrase/{tag}", scene.slug()), "慢慢来。".into()));
        }
    }
    let mut short = fields.clone();
    short.retain(|(name, _)| name != "/navigator/scenes/hall/phrase/en");
    let refused: Vec<(&str, &str)> =
        short.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    editor.form("/desk/navigator", &refused).await.assert_status(422);
    let sent: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(location(editor.form("/desk/navigator", &sent).await), "/desk/navigator?saved=1");
    let page = hall.visitor().page("/hall").await;
    assert!(page.text().contains("/icons.svg#xs-goodbye") && page.text().contains("慢慢来。"));
    let request = Request::get("/hall").header("cookie", "onehall_alone=1").body(Body::empty()).unwrap();
    let alone = hall.visitor().send(request).await.assert_status(200);
    assert!(
        !alone.text().contains("/icons.svg#xs-goodbye") && alone.text().contains("慢慢来。"),
        "its words stay"
    );
}

#[tokio::test]
async fn an_editor_keeps_the_hall_by_one_plain_form() {
    let hall = city().await;
    let editor = hall.staff(Role::Editor, "440000", None).await;
    let rooms = editor.page("/desk/catalogue").await.assert_status(200);
    for way in ["/desk/halls", "/desk/navigator"] {
        assert!(tag_with(rooms.text(), "a", "href", way).is_some(), "{way}");
    }
    let list = editor.page("/desk/halls").await.assert_status(200);
    let path = "/desk/halls?region=440100";
    for path in ["/desk/halls", path] {
        assert_whole(editor.page(path).await.text(), "/desk/catalogue", path);
    }
    assert!(tag_with(list.text(), "a", "href", path).is_some(), "{}", list.text());
    let page = editor.page(path).await.assert_status(200).text().to_owned();
    // Nine of ten counters are of agencies that the catalogue of tests has not: they are emptied, and so gone.
    let mut place: schema::hall::Hall = hall.visitor().get("/api/halls/440100").await.read_json();
    let known = [CIVIL_AFFAIRS, "广州市公安局", "广州市市场监督管理局"];
    let mut fields = schema::hall::sheet::fields(&place);
    for (name, value) in &fields {
        let input = [tag_with(&page, "input", "name", name), tag_with(&page, "select", "name", name)];
        let input = input.into_iter().flatten().next().unwrap_or_else(|| panic!("{name}: {page}"));
        let shown = attribute(input, "value").is_none_or(|shown| shown == value.replace('&', "&amp;"));
        assert!(shown || value == "yes", "{name}: {input}");
    }
    for (n, floor) in place.floors.iter().enumerate() {
        for (at, counter) in floor.counters.iter().enumerate() {
            if !known.contains(&counter.agency.as_str()) {
                fields.retain(|(name, _)| *name != format!("/floors/{n}/counters/{at}/id"));
            }
        }
    }
    fields.extend([("region".to_owned(), "440100".to_owned()), ("revision".to_owned(), "1".to_owned())]);
    let send = async |fields: &[(String, String)]| {
        let pairs: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        editor.form(path, &pairs).await
    };
    let set = |fields: &mut Vec<(String, String)>, name: &str, value: &str| {
        fields.retain(|(key, _)| key != name);
        fields.push((name.to_owned(), value.to_owned()));
    };
    let mut wrong = fields.clone();
    set(&mut wrong, "/floors/0/counters/9/at", "70");
    set(&mut wrong, "/name/en", "The new hall");
    let back = send(&wrong).await.assert_status(422).text().to_owned();
    assert!(back.contains("超出了楼层") && back.contains("The new hall"), "{back}");
    let errors = back.split("id=\"errors\"").nth(1).unwrap().split("</ul>").next().unwrap();
    assert!(
        errors.contains("counters-9-id"),
        "the row that was typed in, not the one that was sent: {errors}"
    );

    set(&mut fields, "/name/zh-CN", "新的大厅");
    set(&mut fields, "/hours", "08:30-12:00");
    assert_eq!(location(send(&fields).await), format!("{path}&saved=1"));
    assert!(editor.page(&format!("{path}&saved=1")).await.text().contains("保存好了"));
    assert!(hall.visitor().page("/hall").await.text().contains("新的大厅"));
    place = hall.visitor().get("/api/halls/440100").await.read_json();
    assert_eq!(
        place.counters().filter(|(_, counter)| known.contains(&counter.agency.as_str())).count(),
        place.counters().count()
    );
    let late = send(&fields).await.assert_status(409).text().to_owned();
    assert!(late.contains("别人改过了") && late.contains("新的大厅"));
    let fresh = editor.page("/desk/halls?region=440104").await.assert_status(200).text().to_owned();
    assert!(fresh.contains("还没有大厅") && tag_with(&fresh, "input", "value", "10 13").is_some());
    editor.page("/desk/halls?region=999999").await.assert_status(404);
}
