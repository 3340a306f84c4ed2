//! [`MailServer`]: aiosmtpd, an SMTP server that is not ours, as a process of its own that keeps letters in a folder.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;
use tokio::net::TcpStream;

const PROGRAM: &str = "/usr/bin/aiosmtpd";

/// Reads a letter as a mail program does: headers and text in plain words.
const READER: &str = "
import email, email.policy, json, sys
letter = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
print(json.dumps({**{name.lower(): str(value) for name, value in letter.items()}, 'text': letter.get_content()}))
";

/// A server, until it is dropped.
pub struct MailServer {
    process: Child,
    port: u16,
    folder: PathBuf,
}

impl MailServer {
    /// Starts one that keeps its letters in a folder, and waits until it listens.
    pub async fn start(folder: &Path) -> Self {
        assert!(
            Path::new(PROGRAM).exists(),
            "{PROGRAM} is missing: `end2end/setup.sh test` installs it (Debian: python3-aiosmtpd)"
        );
        // Freed at once and taken by the server: nobody else in these tests asks for a port by its number.
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let listen = format!("127.0.0.1:{port}");
        let folder = folder.join("letters");
        let arguments = ["-n", "-l", &listen, "-c", "aiosmtpd.handlers.Mailbox"];
        let process = Command::new(PROGRAM)
            .args(arguments)
            .arg(&folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { process, port, folder };
        for _ in 0..200 {
            if TcpStream::connect(&listen).await.is_ok() {
                return server;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{PROGRAM} does not listen at {listen}");
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// The letters it has taken: each with its headers, by small letters, and its `text`.
    pub fn letters(&self) -> Vec<Value> {
        let found = fs::read_dir(self.folder.join("new")).unwrap();
        found.map(|entry| read(&entry.unwrap().path())).collect()
    }
}

fn read(letter: &Path) -> Value {
    let output = Command::new("/usr/bin/python3").args(["-c", READER]).arg(letter).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
