//! Supervision tells at the desk what it found, and what is due today.

use schema::cases::{DeskNote, DeskNoteKind, Worklist};
use schema::role::Role;
use schema::supervise::DueBoard;
use server::features::cases::supervised;

use crate::support::{CIVIL_AFFAIRS, Client, Hall, Scene, claim, on_both, texts};

/// The notes about cards, the newest first: what they tell, and of which rule.
async fn told(who: &Client) -> Vec<(DeskNoteKind, String)> {
    let list: Worklist = who.get("/api/desk/cases").await.assert_status(200).read_json();
    let is_card = |note: &DeskNote| {
        matches!(note.kind, DeskNoteKind::CardWarning | DeskNoteKind::CardYellow | DeskNoteKind::CardRed)
    };
    let cards = list.notes.into_iter().filter(is_card);
    cards.map(|note| (note.kind, note.task_name.get(schema::Locale::ZhCn).to_owned())).collect()
}

async fn look(hall: &Hall) {
    supervised::look(hall.state()).await.unwrap();
}

on_both! {
    async fn who_has_a_case_in_hand_and_who_leads_are_told_of_its_cards(hall) {
        let mut scene = Scene::open(hall).await;
        scene.command(&scene.intake, claim("accept")).await.assert_status(200);
        scene.pass(hall, 5).await;
        look(hall).await;
        let acceptance = || "受理时限".to_owned();
        assert_eq!(told(&scene.intake).await, [(DeskNoteKind::CardWarning, acceptance())]);
        assert_eq!(told(&scene.officer).await, [], "it is not theirs");
        scene.pass(hall, 3).await;
        look(hall).await;
        look(hall).await;
        let both = [(DeskNoteKind::CardYellow, acceptance()), (DeskNoteKind::CardWarning, acceptance())];
        assert_eq!(told(&scene.intake).await, both, "once");
        assert_eq!(told(&scene.lead).await[0], (DeskNoteKind::CardYellow, acceptance()));
        // The page leads to the case, and puts the note away.
        let page = scene.intake.page("/desk").await.assert_status(200).text().to_owned();
        assert!(page.contains("监察黄牌：受理时限"), "{page}");
        assert!(page.contains(&format!("/desk/cases/{}\"", scene.receipt.number)), "{page}");
    }

    async fn what_lies_long_back_is_on_the_board_and_no_news(hall) {
        let mut scene = Scene::open(hall).await;
        scene.pass(hall, 40).await;
        look(hall).await;
        assert_eq!(texts(hall, "SELECT grade FROM card").await, ["red"]);
        assert_eq!((told(&scene.intake).await, told(&scene.lead).await), (vec![], vec![]));
    }

    async fn what_is_due_today_is_counted_by_agency_and_by_who_has_it(hall) {
        let mut scene = Scene::open(hall).await;
        let due = async |who: &Client| -> DueBoard {
            who.get("/api/supervision/due").await.assert_status(200).read_json()
        };
        assert_eq!(due(&scene.lead).await.rows, [], "it has a week");
        scene.command(&scene.intake, claim("accept")).await.assert_status(200);
        // Due on Monday the 9th: on the Friday before it is the next working day.
        for (days, counts) in [(4, (0, 0, 1)), (3, (0, 1, 0)), (1, (1, 0, 0))] {
            scene.pass(hall, days).await;
            let supervisor = hall.staff(Role::Supervisor, "440100", None).await;
            for who in [&scene.lead, &supervisor] {
                let rows = due(who).await.rows;
                let [row] = rows.as_slice() else { panic!("{rows:?}") };
                assert_eq!((row.late, row.today, row.next), counts);
                assert!(row.department == CIVIL_AFFAIRS && row.officer.is_some());
            }
        }
        let far = hall.staff(Role::Supervisor, "511602", None).await;
        assert_eq!(due(&far).await.rows, []);
        let page = scene.lead.page("/desk/supervision/due").await.assert_status(200);
        assert!(page.text().contains("已超期 1 项"), "{}", page.text());
    }
}
