//! What the index of published texts finds, and what it shows of it.

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn document(kind: SiteKind, id: &str, title: &str, body: &str) -> Document {
    Document {
        kind,
        id: id.to_owned(),
        title: Text::zh(title),
        body: Text::zh(body),
        also: String::new(),
        source: Some("国务院".to_owned()),
        day: day("2026-01-05"),
        subject: (kind == SiteKind::Policy).then_some(DisclosureSubject::Rules),
    }
}

fn index() -> TextIndex {
    let law = Document {
        also: "国令第711号".to_owned(),
        ..document(
            SiteKind::Policy,
            "1",
            "政府信息公开条例",
            "行政机关公开政府信息，坚持以公开为常态。\n不收取费用。",
        )
    };
    let notice = document(SiteKind::Notice, "holiday", "放假安排", "节日期间窗口不办公。").clone();
    let notice = Document {
        title: Text::zh("放假安排").with(Locale::En, "Holidays"),
        body: Text::zh("节日期间窗口不办公。").with(Locale::En, "The counters are closed."),
        ..notice
    };
    let reply = document(SiteKind::Reply, "7", "公开信息要收费吗", "依申请公开不收费。");
    let later = Document {
        day: day("2026-03-03"),
        ..document(SiteKind::Policy, "2", "信息公开办法", "以后才看得到。")
    };
    TextIndex::build(3, vec![law, notice, reply, later])
}

fn find(words: &str, kind: Option<SiteKind>, today: &str) -> Vec<SiteGroup> {
    index().find(Wanted { words, kind, start: 0, count: 5, today: day(today) })
}

fn ids(groups: &[SiteGroup]) -> Vec<(SiteKind, Vec<&str>)> {
    groups.iter().map(|group| (group.kind, group.hits.iter().map(|hit| &*hit.id).collect())).collect()
}

#[test]
fn what_is_published_is_found_by_title_number_and_text() {
    let policy = |ids: &[&'static str]| (SiteKind::Policy, ids.to_vec());
    let found = find("信息公开", None, "2026-03-02");
    assert_eq!(ids(&found), [policy(&["1"]), (SiteKind::Reply, vec!["7"])]);
    assert_eq!(ids(&find("信息公开", None, "2026-03-03"))[0].1.len(), 2, "from its day on");
    assert_eq!(ids(&find("711号", None, "2026-03-02")), [policy(&["1"])]);
    assert_eq!(ids(&find("常态", None, "2026-03-02")), [policy(&["1"])]);
    assert_eq!(ids(&find("信息公开", Some(SiteKind::Reply), "2026-03-02")), [(SiteKind::Reply, vec!["7"])]);
    assert_eq!(find("护照", None, "2026-03-02"), []);
    assert_eq!(find("", None, "2026-03-02"), []);
    assert_eq!(
        TextIndex::default().find(Wanted {
            words: "公开",
            kind: None,
            start: 0,
            count: 5,
            today: day("2026-03-02")
        }),
        []
    );
}

#[test]
fn the_words_are_marked_in_title_and_snippet() {
    let found = find("常态", None, "2026-03-02");
    let snippet = found[0].hits[0].snippet.clone().unwrap();
    let (start, len) = snippet.marks[0];
    let marked: String = snippet.text.chars().skip(start as usize).take(len as usize).collect();
    assert_eq!(marked, "常态", "{snippet:?}");
    let english = find("holidays", None, "2026-03-02");
    assert_eq!(
        (english[0].hits[0].title.text.as_str(), english[0].hits[0].title.marks.len()),
        ("Holidays", 1)
    );
    let closed = find("counters", None, "2026-03-02");
    assert_eq!(closed[0].hits[0].snippet.as_ref().unwrap().text, "The counters are closed.");
}

#[test]
fn a_long_paragraph_is_cut_around_the_words() {
    let line = format!("{}政务服务{}", "甲".repeat(100), "乙".repeat(100));
    let cut = cut(&line, &[(100, 4), (190, 2)]);
    assert!(cut.text.starts_with('…') && cut.text.ends_with('…'));
    assert_eq!(cut.text.chars().count(), SNIPPET + 2);
    let marked: String = cut.text.chars().skip(cut.marks[0].0 as usize).take(4).collect();
    assert_eq!((marked.as_str(), cut.marks.len()), ("政务服务", 1));
}

#[test]
fn of_one_kind_there_are_pages() {
    let many = (0..7).map(|at| document(SiteKind::Notice, &at.to_string(), "放假安排", "不办公")).collect();
    let index = TextIndex::build(1, many);
    let page = |start| {
        let wanted =
            Wanted {
                words: "放假", kind: Some(SiteKind::Notice), start, count: 5, today: day("2026-03-02")
            };
        index.find(wanted).remove(0)
    };
    let (first, last) = (page(0), page(5));
    assert_eq!((first.total, first.hits.len(), first.next.as_deref()), (7, 5, Some("5")));
    assert_eq!((last.hits.len(), last.next), (2, None));
    assert_eq!(page(99).hits, []);
}

#[test]
fn documents_are_narrowed_by_what_there_is() {
    let facets = index().facets(day("2026-03-02"));
    let values =
        |at: usize| facets[at].values.iter().map(|it| (it.value.as_str(), it.count)).collect::<Vec<_>>();
    assert_eq!(
        (values(0), values(1), values(2)),
        (vec![("国务院", 1)], vec![("rules", 1)], vec![("2026", 1)])
    );
}
