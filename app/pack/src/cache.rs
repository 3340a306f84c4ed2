//! Skips a step whose inputs are those of the last time.
//! Each step owns a folder under `target/pack`; the key of its inputs is written last, so a broken run leaves none.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result};

use crate::compress;
use crate::digest::Digest;
use crate::workspace::{Mode, Workspace};

/// The finished steps of one mode.
pub struct Cache {
    folder: PathBuf,
    pub mode: Mode,
    /// Changes with every build of this program: a step coded differently is run again.
    program: String,
}

/// The room of one step.
pub struct Room {
    /// What the step makes for the public.
    pub files: PathBuf,
    /// What it needs or tells on the way.
    pub notes: PathBuf,
}

impl Cache {
    pub fn open(workspace: &Workspace, mode: Mode) -> Result<Self> {
        let program = fs::metadata(std::env::current_exe()?)?;
        let built = program.modified()?.duration_since(UNIX_EPOCH)?.as_nanos();
        let folder = workspace.path("target/pack").join(mode.folder());
        Ok(Self { folder, mode, program: format!("{built} {}", program.len()) })
    }

    /// Makes the files of a step, compressed in a release, unless they are there for the same inputs.
    pub fn step(&self, name: &str, inputs: Digest, make: impl FnOnce(&Room) -> Result<()>) -> Result<Room> {
        let folder = self.folder.join(name);
        let room = Room { files: folder.join("files"), notes: folder.join("notes") };
        let key = inputs.text(&self.program).finish();
        let stamp = folder.join("key");
        if fs::read_to_string(&stamp).is_ok_and(|last| last == key) {
            return Ok(room);
        }
        println!("pack: {name}");
        clear(&folder)?;
        fs::create_dir_all(&room.files)?;
        fs::create_dir_all(&room.notes)?;
        make(&room).with_context(|| format!("step {name}"))?;
        if self.mode == Mode::Release {
            compress::folder(&room.files)?;
        }
        fs::write(stamp, key)?;
        Ok(room)
    }
}

fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_step_runs_again_only_for_other_inputs_or_after_a_failure() -> Result<()> {
        let room = tempfile::tempdir()?;
        let cache = Cache { folder: room.path().to_owned(), mode: Mode::Dev, program: String::from("test") };
        let runs = Cell::new(0);
        let step = |input: &str, fail: bool| {
            cache.step("step", Digest::default().text(input), |_| {
                runs.set(runs.get() + 1);
                anyhow::ensure!(!fail);
                Ok(())
            })
        };
        step("a", false)?;
        step("a", false)?;
        assert_eq!(runs.get(), 1);
        assert!(step("b", true).is_err());
        step("b", false)?;
        assert_eq!(runs.get(), 3);
        Ok(())
    }
}
