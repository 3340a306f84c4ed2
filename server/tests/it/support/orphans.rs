//! That nothing that is open is in nobody's queue, asked by the query of the hall itself.

use schema::Page;
use schema::cases::Orphan;
use schema::role::Role;

use super::Hall;

impl Hall {
    /// Fails with the open cases that nobody who can act has.
    pub async fn assert_no_orphans(&self) {
        let admin = self.staff(Role::Admin, "", None).await;
        let found: Page<Orphan> = admin.get("/api/desk/orphans").await.assert_status(200).read_json();
        let told: Vec<_> = found.items.iter().map(|orphan| (&orphan.case, orphan.cause)).collect();
        assert!(told.is_empty() && found.next.is_none(), "{told:#?}");
    }
}
