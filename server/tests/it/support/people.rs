//! Who comes to the hall in tests.

use schema::role::{RegionCode, Role};
use serde_json::{Value, json};
use server::features::{accounts, catalogue};

use super::{Client, Hall, Server};

/// Everybody's password.
pub const PASSWORD: &str = "onehall-test-2026";

/// An enterprise that there is not.
pub const ENTERPRISE: &str = "一厅通演示餐饮有限公司";

impl Hall {
    /// A person who registers under this name, and is signed in.
    pub async fn citizen(&self, login: &str) -> Client {
        self.register(login, self.next_person(), Value::Null).await
    }

    /// The agent of [`ENTERPRISE`], registered under this name and signed in.
    pub async fn enterprise(&self, login: &str) -> Client {
        self.enterprise_of(login, self.next_person()).await
    }

    /// The `n`th person as the agent of [`ENTERPRISE`].
    pub async fn enterprise_of(&self, login: &str, n: u16) -> Client {
        let enterprise = json!({ "name": ENTERPRISE, "credit_code": "91440199MA0DEM013L" });
        self.register(login, n, enterprise).await
    }

    async fn register(&self, login: &str, n: u16, enterprise: Value) -> Client {
        let client = self.visitor();
        let registration = json!({
            "login": login,
            "password": PASSWORD,
            "name": "王小明",
            "identity_number": identity_number(n),
            "phone": "13800138000",
            "enterprise": enterprise,
        });
        client.post("/api/accounts", &registration).await.assert_status(201);
        client
    }

    /// Somebody who is known already, at one more device.
    pub async fn sign_in(&self, login: &str) -> Client {
        let client = self.visitor();
        client
            .post("/api/session", &json!({ "login": login, "password": PASSWORD }))
            .await
            .assert_status(200);
        client
    }

    /// The same at another server.
    pub async fn sign_in_at(&self, server: &Server, login: &str) -> Client {
        let client = server.visitor();
        let who = json!({ "login": login, "password": PASSWORD });
        client.post("/api/session", &who).await.assert_status(200);
        client
    }

    /// Staff in this role, region (`""`: everywhere) and agency, signed in. The login is `role-region`, with a
    /// number for the second and later of the kind.
    pub async fn staff(&self, role: Role, region: &str, agency: Option<&str>) -> Client {
        let login = format!("{role}-{region}-{}", self.next_person());
        self.appoint(&login, role, region, agency).await;
        self.sign_in(&login).await
    }

    /// Gives a post to somebody who has an account already, or to a new account of the staff.
    pub async fn appoint(&self, login: &str, role: Role, region: &str, agency: Option<&str>) {
        let region = (!region.is_empty()).then(|| RegionCode::parse(region).unwrap());
        let hash = self.state().passwords.hash(&self.state().chance, PASSWORD.to_owned()).await.unwrap();
        let mut tx = self.db().write().await.unwrap();
        let agency = match (agency, &region) {
            (Some(name), Some(region)) => Some(catalogue::agency(&mut tx, region, name).await.unwrap()),
            _ => None,
        };
        let now = self.state().clock.now();
        accounts::add_staff(&mut tx, login, "李工", &hash, (role, region.as_ref(), agency), now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
}

/// The identity number of the `n`th person: area 440199 is nobody's, the check character of GB 11643 holds.
pub fn identity_number(n: u16) -> String {
    let digits = format!("44019919900101{n:03}");
    let weighted: usize = digits
        .bytes()
        .zip([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
        .map(|(digit, weight)| usize::from(digit - b'0') * weight)
        .sum();
    let check = b"10X98765432"[weighted % 11];
    format!("{digits}{}", char::from(check))
}
