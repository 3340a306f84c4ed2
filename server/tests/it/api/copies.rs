//! Who is to know of a case: where they find it, what they read of it wherever they work, and that they do nothing with it.

use schema::ProblemKind;
use schema::cases::{DeskCase, Queue, Worklist};
use schema::role::Role;
use serde_json::{Value, json};
use server::sql;

use crate::support::{CIVIL_AFFAIRS, Client, FOOD_SAFETY, Hall, Scene, claim, on_both, texts};

const POLICE: &str = "广州市公安局";

/// Li, an officer at the agency of a case that is examined by a colleague.
struct Desk {
    scene: Scene,
    li: Client,
    id: String,
}

impl Desk {
    async fn open(hall: &Hall, scene: Scene, agency: &str) -> Self {
        hall.appoint("li", Role::Officer, "440100", Some(agency)).await;
        let li = hall.sign_in("li").await;
        let id = li.get("/api/session").await.json()["account"].to_string();
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.command(&scene.officer, claim("review")).await.assert_status(200);
        Self { scene, li, id }
    }

    async fn copy(&self) {
        let command = json!({ "command": "copy", "task": "review", "to": [self.id], "words": "供参考。" });
        self.scene.command(&self.scene.officer, command).await.assert_status(200);
    }

    /// Li works for the police now.
    async fn moves(&mut self, hall: &Hall) {
        let id: i64 = self.id.parse().unwrap();
        let mut tx = hall.db().write().await.unwrap();
        sql!(&mut tx, conn => {
            sqlx::query("DELETE FROM role_grant WHERE account = $1").bind(id).execute(conn).await.unwrap().rows_affected()
        });
        tx.commit().await.unwrap();
        hall.appoint("li", Role::Officer, "440100", Some(POLICE)).await;
        self.li = hall.sign_in("li").await;
    }
}

async fn copied(who: &Client) -> Worklist {
    who.get("/api/desk/cases?queue=copied").await.assert_status(200).read_json()
}

fn count(list: &Worklist) -> u64 {
    list.counts.iter().find(|count| count.queue == Queue::Copied).unwrap().count
}

on_both! {
    async fn who_is_told_of_a_case_finds_it_unread_until_they_open_it(hall) {
        let desk = Desk::open(hall, Scene::open(hall).await, CIVIL_AFFAIRS).await;
        let number = desk.scene.receipt.number;
        assert_eq!((count(&copied(&desk.li).await), copied(&desk.li).await.cases.items.len()), (0, 0));
        desk.copy().await;
        let list = copied(&desk.li).await;
        assert_eq!((list.cases.items[0].number, &*list.unread, count(&list)), (number, &[number][..], 1));
        let others = copied(&desk.scene.officer).await;
        assert_eq!((others.cases.items.len(), count(&others)), (0, 0), "it is nobody else's");
        let mine: Worklist = desk.li.get("/api/desk/cases").await.read_json();
        assert_eq!((mine.unread.len(), count(&mine)), (0, 1), "only what was copied is marked");

        // That somebody else opens it is nothing to them.
        desk.scene.read(&desk.scene.officer).await;
        assert_eq!(count(&copied(&desk.li).await), 1);
        desk.scene.read(&desk.li).await;
        let list = copied(&desk.li).await;
        assert_eq!((list.cases.items.len(), list.unread.len(), count(&list)), (1, 0, 0));
        // Told again, it is new again, and stands there once.
        desk.copy().await;
        let list = copied(&desk.li).await;
        assert_eq!((list.cases.items.len(), list.unread.len(), count(&list)), (1, 1, 1));
        let lists = "SELECT subject FROM audit_line WHERE action = 'desk.list'";
        assert!(texts(hall, lists).await.iter().any(|queue| queue == "copied"));
    }

    async fn who_is_told_of_a_case_reads_it_wherever_they_work_and_does_nothing_with_it(hall) {
        let mut desk = Desk::open(hall, Scene::open(hall).await, CIVIL_AFFAIRS).await;
        desk.copy().await;
        desk.moves(hall).await;
        let case: DeskCase = desk.scene.read(&desk.li).await;
        assert_eq!(case.answers["applicant"]["phone"], desk.scene.read(&desk.scene.officer).await.answers["applicant"]["phone"]);
        assert_eq!((case.allowed.len(), case.task), (0, None));
        desk.li.get(&desk.scene.desk_path("/course")).await.assert_status(200);
        desk.li.get(&desk.scene.desk_path("/document")).await.assert_status(200);
        desk.li.get(&desk.scene.desk_path(&format!("/files/{}", case.files[0].id))).await.assert_status(200);

        for command in [claim("review"), json!({ "command": "remind" }), json!({ "command": "terminate", "reason": "错" })] {
            desk.scene.command_on(&desk.li, case.revision, command).await.assert_problem(ProblemKind::Forbidden);
        }
        let refused = "SELECT action FROM audit_line WHERE action = 'case.refused'";
        assert_eq!(texts(hall, refused).await.len(), 3);
        let police = hall.staff(Role::Officer, "440100", Some(POLICE)).await;
        police.get(&desk.scene.desk_path("")).await.assert_problem(ProblemKind::NotFound);
        assert_eq!(copied(&police).await.cases.items, []);
    }

    async fn a_copy_shows_no_more_of_a_form_than_tasks_do(hall) {
        let mut desk = Desk::open(hall, Scene::open_food(hall).await, FOOD_SAFETY).await;
        desk.copy().await;
        assert_ne!(desk.scene.read(&desk.li).await.answers, json!({}));
        desk.moves(hall).await;
        let case = desk.scene.read(&desk.li).await;
        assert_eq!((case.answers, case.files.len()), (Value::Object(Default::default()), 0));
    }
}
