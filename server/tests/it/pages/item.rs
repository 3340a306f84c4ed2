//! The page of an item: what is known of it, what is not published, and what search engines are told.

use serde_json::Value;

use super::{PASSPORT, inside, policy, start};

#[tokio::test]
async fn an_item_shows_what_is_known_and_says_what_is_not() {
    let hall = start().await;
    let visitor = hall.visitor();
    let response = visitor.page(PASSPORT).await.assert_status(200);
    assert!(inside(response.text(), "h1").contains("办理及加注普通护照"));
    assert!(response.text().contains("广州市公安局"));
    // 出生医学证明信息查询: no materials, no limits.
    let bare = visitor.page("/items/11440000006940132H2442120018000").await.assert_status(200);
    assert!(bare.text().contains("未公布"));
}

/// What stands beside this label, in the lists of an item.
fn beside<'a>(html: &'a str, label: &str) -> &'a str {
    let (_, rest) = html.split_once(&format!("<dt>{label}<")).unwrap_or_else(|| panic!("no {label}"));
    rest.split("</div>").next().unwrap()
}

#[tokio::test]
async fn of_each_element_an_item_says_what_it_is_or_that_it_is_not_published() {
    let hall = start().await;
    let bare = serde_json::json!({
        "task_code": "BARE", "name": "什么也没公布的事项", "department": "广州市公安局", "region_code": "440100",
        "item_type": "行政许可", "materials": [], "themes": [], "served": [], "everyday_names": [],
    });
    hall.import(&bare.to_string()).await;
    let page = hall.visitor().page("/items/BARE").await.assert_status(200);
    let html = page.text();
    let facts = ["要多久", "多少钱", "去哪办"];
    let list = [
        "电话",
        "地点",
        "投诉",
        "办公时间",
        "设定依据",
        "办件类型",
        "服务对象",
        "层级",
        "所属目录",
        "主题",
        "大家也叫它",
        "网办深度",
        "原文",
    ];
    for label in facts.into_iter().chain(list) {
        let told = beside(html, label);
        assert!(told.contains("missing") && told.contains("未公布"), "{label}: {told}");
    }
    assert!(beside(html, "去哪办").contains("要跑几次未公布"));
    for heading in ["您要准备", "谁能办"] {
        let (_, rest) = html.split_once(&format!("<h2>{heading}<")).unwrap();
        assert!(rest.split("</section>").next().unwrap().contains("未公布"), "{heading}");
    }
    assert!(beside(html, "资料来源").contains("广东政务服务网，2021 年"));
    assert_eq!(
        html.matches("<dt").count(),
        facts.len() + list.len() + 3,
        "kind, code and source are always there"
    );

    // A promise without the law's limit does not hide that there is none.
    let promised =
        serde_json::json!({ "promised_limit": { "value": 3, "unit": "工作日" }, "task_code": "PROMISED" });
    let mut line = bare;
    line.as_object_mut().unwrap().extend(promised.as_object().unwrap().clone());
    hall.import(&line.to_string()).await;
    let page = hall.visitor().page("/items/PROMISED").await.assert_status(200);
    let limit = beside(page.text(), "要多久");
    assert!(limit.contains("3 个工作日") && limit.contains("法定时限未公布"), "{limit}");
}

#[tokio::test]
async fn an_item_is_told_to_search_engines_in_their_terms() {
    let hall = start().await;
    let page = hall.visitor().page(PASSPORT).await.assert_status(200);
    let html = page.text();
    let blocks: Vec<_> = html
        .split("<script type=\"application/ld+json\">")
        .skip(1)
        .map(|rest| rest.split("</script>").next().unwrap())
        .collect();
    assert_eq!(blocks.len(), 1);
    assert!(html.find("ld+json") < html.find("</head>"));
    let told: Value = serde_json::from_str(blocks[0]).unwrap();
    assert_eq!(told["@type"], "GovernmentService");
    assert_eq!(told["name"], "办理及加注普通护照");
    assert_eq!(told["provider"]["name"], "广州市公安局");
    assert_eq!(told["url"], format!("http://hall.test{PASSPORT}"));
    policy::check(&page);
    for path in ["/", "/items", "/items/none"] {
        assert!(!hall.visitor().page(path).await.text().contains("ld+json"), "{path}");
    }
}
