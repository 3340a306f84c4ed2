//! One trial at a time: each reads all items and measures an index made of them.

use std::sync::Arc;

use schema::{Problem, ProblemKind};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::Result;

/// After how many seconds it is worth asking again.
const LATER: u64 = 5;

/// Whose turn it is to try something out.
#[derive(Clone, Debug)]
pub struct Trials(Arc<Semaphore>);

impl Default for Trials {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(1)))
    }
}

/// A turn. It ends when it is dropped.
#[derive(Debug)]
pub struct Turn(OwnedSemaphorePermit);

impl Trials {
    /// A turn, unless somebody has it. Nobody waits for one: who waits holds what they have read.
    pub fn begin(&self) -> Result<Turn> {
        let turn = Arc::clone(&self.0).try_acquire_owned();
        let busy = Problem::new(ProblemKind::TooMany);
        turn.map(Turn).map_err(|_| Problem { retry_after: Some(LATER), ..busy }.into())
    }
}

impl Turn {
    /// Works on a thread where one may, until it is done: also where nobody waits for the answer any more.
    pub async fn work<T: Send + 'static>(self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let done = tokio::task::spawn_blocking(move || {
            let answer = work();
            drop(self.0);
            answer
        });
        Ok(done.await.map_err(anyhow::Error::from)?)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn a_turn_ends_with_the_work_and_not_with_who_waits_for_it() {
        let trials = Trials::default();
        let (release, held) = mpsc::channel::<()>();
        let turn = trials.begin().unwrap();
        assert!(trials.begin().is_err());
        let work = turn.work(move || held.recv().is_err());
        assert!(tokio::time::timeout(Duration::from_millis(20), work).await.is_err(), "who waited went away");
        assert!(trials.begin().is_err(), "the work goes on");
        drop(release);
        while trials.begin().is_err() {
            tokio::task::yield_now().await;
        }
        assert_eq!(trials.begin().unwrap().work(|| 7).await.unwrap(), 7);
    }
}
