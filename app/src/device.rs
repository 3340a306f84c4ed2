//! What this device keeps of a person, and forgets when they leave it: answers that could not be saved. The browser's own
//! answer to `Clear-Site-Data` does the same without scripts, where it is known.

#[cfg(feature = "hydrate")]
pub use browser::{forget, forget_all, keep, kept, now_belongs_to};

/// Forgets everything; rendering keeps nothing.
#[cfg(not(feature = "hydrate"))]
pub fn forget_all() {}

/// Says whose device it is now; rendering has none.
#[cfg(not(feature = "hydrate"))]
pub fn now_belongs_to(_: i64) {}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::window;
    use web_sys::Storage;

    /// Before the name of everything that is kept.
    const OURS: &str = "onehall:";

    /// Whose answers are kept here: an account.
    const OWNER: &str = "owner";

    /// What is kept under a name.
    pub fn kept(name: &str) -> Option<String> {
        storage()?.get_item(&format!("{OURS}{name}")).ok().flatten()
    }

    /// Keeps a text under a name. A full or forbidden storage keeps nothing.
    pub fn keep(name: &str, text: &str) {
        if let Some(storage) = storage() {
            let _ = storage.set_item(&format!("{OURS}{name}"), text);
        }
    }

    /// Forgets what is kept under a name.
    pub fn forget(name: &str) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(&format!("{OURS}{name}"));
        }
    }

    /// Forgets everything: whoever was here has signed out.
    pub fn forget_all() {
        let Some(storage) = storage() else { return };
        let count = storage.length().unwrap_or_default();
        let names: Vec<String> = (0..count).filter_map(|place| storage.key(place).ok().flatten()).collect();
        for name in names.iter().filter(|name| name.starts_with(OURS)) {
            let _ = storage.remove_item(name);
        }
    }

    /// Somebody is signed in: what another person left here is none of their business.
    pub fn now_belongs_to(account: i64) {
        let account = account.to_string();
        if kept(OWNER).is_some_and(|owner| owner != account) {
            forget_all();
        }
        keep(OWNER, &account);
    }

    /// The storage of this site, unless the owner of the device forbids it.
    fn storage() -> Option<Storage> {
        window().local_storage().ok().flatten()
    }
}
