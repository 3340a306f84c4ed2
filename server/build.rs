//! `sqlx::migrate!` embeds the migrations when it is compiled; this makes a new file count as a change.

fn main() {
    println!("cargo:rerun-if-changed=../migrations");
}
