//! Where things are in the checkout, and how the tools of others are started.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

/// Whether the result is for the desk of a developer or for the public.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Fast to build.
    Dev,
    /// Small to download.
    Release,
}

impl Mode {
    /// The name of the Cargo profile.
    pub fn profile(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "wasm-release",
        }
    }

    /// The name of the folder that Cargo gives to the profile.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "wasm-release",
        }
    }
}

/// The checkout.
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The workspace that holds the current directory.
    pub fn find() -> Result<Self> {
        let here = std::env::current_dir()?;
        let root = here.ancestors().find(|folder| folder.join("Cargo.lock").is_file());
        let root = root.context("not inside the checkout: no Cargo.lock here or above")?;
        Ok(Self { root: root.to_owned() })
    }

    #[cfg(test)]
    pub fn at(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// What the server serves as static files.
    pub fn site(&self) -> PathBuf {
        self.path("target/site")
    }

    pub fn manifest(&self) -> PathBuf {
        self.site().join("pkg/manifest.json")
    }

    pub fn cargo(&self) -> Command {
        self.command(Path::new("cargo"))
    }

    /// A tool of package.json.
    pub fn node_tool(&self, name: &str) -> Result<Command> {
        let path = self.path("node_modules/.bin").join(name);
        ensure!(path.is_file(), "{name} is not installed: run `npm ci`");
        Ok(self.command(&path))
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }
}

/// Runs to the end; what the tool prints goes to the terminal.
pub fn run(command: &mut Command) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("cannot start {program}"))?;
    if !status.success() {
        bail!("{program} failed ({status})");
    }
    Ok(())
}

/// Runs to the end and gives what the tool wrote; its complaints are shown only when it fails.
pub fn output(command: &mut Command) -> Result<Vec<u8>> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().with_context(|| format!("cannot start {program}"))?;
    if !output.status.success() {
        bail!("{program} failed ({}): {}", output.status, String::from_utf8_lossy(&output.stderr));
    }
    Ok(output.stdout)
}

/// Every file below a folder as paths relative to it, sorted; none when the folder is not there.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(current) = open.pop().filter(|path| path.is_dir()) {
        for entry in current.read_dir()? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path.strip_prefix(folder)?.to_owned());
            }
        }
    }
    found.sort();
    Ok(found)
}
