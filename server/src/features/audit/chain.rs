//! How lines hang together: each hash covers the line and the hash before it. Pure.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::json;
use sm3::{Digest, Sm3};

use super::head::Head;
use crate::ports::hex;

/// The hash "before" the first line of a chain.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// One line, as it is hashed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub chain: i64,
    pub seq: i64,
    pub at: DateTime<Utc>,
    pub actor: Option<i64>,
    pub action: String,
    pub subject: String,
    pub detail: String,
    pub prev: String,
}

impl Row {
    /// SM3 (GM/T 0004) over the line as one JSON array: unambiguous, and the same on both databases.
    pub fn hash(&self) -> String {
        let at = self.at.to_rfc3339_opts(SecondsFormat::Micros, true);
        let line =
            json!([self.chain, self.seq, at, self.actor, self.action, self.subject, self.detail, self.prev]);
        hex(&Sm3::digest(line.to_string().as_bytes()))
    }
}

/// Something that is wrong with a chain, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Lines are missing, or stand in another order.
    #[error("chain {chain}: after line {after} comes line {found}: lines were removed or reordered")]
    Gap { chain: i64, after: i64, found: i64 },
    /// A line was changed after it was written.
    #[error("chain {chain}, line {seq}: the line does not match its hash: it was changed")]
    Changed { chain: i64, seq: i64 },
    /// A line does not continue the one before.
    #[error("chain {chain}, line {seq}: it does not continue the line before")]
    Broken { chain: i64, seq: i64 },
    /// The chain ends before its head.
    #[error("chain {chain}: the head is at line {head}, the last line is {last}: lines were cut off")]
    CutOff { chain: i64, head: i64, last: i64 },
    /// The head names another hash than the last line has.
    #[error("chain {chain}: the head does not match the last line")]
    WrongHead { chain: i64 },
    /// The chain has no head.
    #[error("chain {chain}: there is no head; the last line is {last}")]
    NoHead { chain: i64, last: i64 },
    /// What was the end of the chain once is not in it any more.
    #[error(
        "chain {chain}: line {seq} is not the one that was the head once: lines were cut off or replaced"
    )]
    Forgotten { chain: i64, seq: i64 },
}

/// Walks one chain from its first line to its head.
pub struct Check {
    chain: i64,
    seq: i64,
    hash: String,
    /// What the end of the chain was once, as long as it has not been met.
    former: Option<Head>,
    faults: Vec<Fault>,
}

impl Check {
    /// At the beginning of a chain, which must hold what was its end once.
    pub fn new(chain: i64, former: Option<Head>) -> Self {
        let mut check = Self { chain, seq: 0, hash: GENESIS.to_owned(), former, faults: Vec::new() };
        check.meet();
        check
    }

    /// The last line that was seen.
    pub fn seq(&self) -> i64 {
        self.seq
    }

    /// Looks at the next line and the hash that stands beside it.
    pub fn line(&mut self, row: &Row, hash: &str) {
        if row.seq != self.seq + 1 {
            self.faults.push(Fault::Gap { chain: self.chain, after: self.seq, found: row.seq });
        } else if row.prev != self.hash {
            self.faults.push(Fault::Broken { chain: self.chain, seq: row.seq });
        }
        if row.hash() != hash {
            self.faults.push(Fault::Changed { chain: self.chain, seq: row.seq });
        }
        self.seq = row.seq;
        hash.clone_into(&mut self.hash);
        self.meet();
    }

    /// Compares the end with the head, and says where it is and everything that was found.
    pub fn end(mut self, head: Option<(i64, String)>) -> (Head, Vec<Fault>) {
        let Self { chain, seq: last, .. } = self;
        match head {
            None => self.faults.push(Fault::NoHead { chain, last }),
            Some((head, _)) if head != last => self.faults.push(Fault::CutOff { chain, head, last }),
            Some((_, hash)) if hash != self.hash => self.faults.push(Fault::WrongHead { chain }),
            Some(_) => {}
        }
        if let Some(former) = self.former {
            self.faults.push(Fault::Forgotten { chain, seq: former.seq });
        }
        (Head { chain, seq: last, hash: self.hash }, self.faults)
    }

    /// Where the former end stands as it stood, nothing before it is gone.
    fn meet(&mut self) {
        self.former.take_if(|former| former.seq == self.seq && former.hash == self.hash);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(count: i64) -> Vec<(Row, String)> {
        let mut prev = GENESIS.to_owned();
        (1..=count)
            .map(|seq| {
                let row = Row {
                    chain: 3,
                    seq,
                    at: DateTime::UNIX_EPOCH,
                    actor: Some(7),
                    action: "case.accept".into(),
                    subject: "44".into(),
                    detail: "{}".into(),
                    prev: prev.clone(),
                };
                prev = row.hash();
                (row, prev.clone())
            })
            .collect()
    }

    fn faults(lines: &[(Row, String)], head: i64, hash: &str) -> Vec<Fault> {
        walked(lines, None, Some((head, hash.to_owned()))).1
    }

    fn walked(
        lines: &[(Row, String)],
        former: Option<Head>,
        head: Option<(i64, String)>,
    ) -> (Head, Vec<Fault>) {
        let mut check = Check::new(3, former);
        lines.iter().for_each(|(row, hash)| check.line(row, hash));
        check.end(head)
    }

    #[test]
    fn an_untouched_chain_holds() {
        let lines = lines(5);
        assert_eq!(faults(&lines, 5, &lines[4].1), []);
        assert_eq!(faults(&[], 0, GENESIS), []);
    }

    #[test]
    fn a_changed_line_is_found() {
        let mut lines = lines(5);
        lines[2].0.subject = "45".into();
        assert_eq!(faults(&lines, 5, &lines[4].1.clone()), [Fault::Changed { chain: 3, seq: 3 }]);
    }

    #[test]
    fn a_line_changed_together_with_its_hash_is_found() {
        let mut lines = lines(5);
        lines[2].0.subject = "45".into();
        lines[2].1 = lines[2].0.hash();
        assert_eq!(faults(&lines, 5, &lines[4].1.clone()), [Fault::Broken { chain: 3, seq: 4 }]);
    }

    #[test]
    fn removed_and_cut_off_lines_are_found() {
        let mut lines = lines(5);
        let head = lines[4].1.clone();
        lines.remove(1);
        assert_eq!(faults(&lines, 5, &head), [Fault::Gap { chain: 3, after: 1, found: 3 }]);
        assert_eq!(faults(&lines[..1], 5, &head), [Fault::CutOff { chain: 3, head: 5, last: 1 }]);
    }

    #[test]
    fn reordered_lines_are_found() {
        let mut lines = lines(3);
        let head = lines[2].1.clone();
        lines.swap(0, 1);
        (lines[0].0.seq, lines[1].0.seq) = (1, 2);
        assert!(!faults(&lines, 3, &head).is_empty());
    }

    #[test]
    fn a_head_that_is_gone_is_found() {
        let lines = lines(2);
        assert_eq!(walked(&lines, None, None).1, [Fault::NoHead { chain: 3, last: 2 }]);
    }

    #[test]
    fn what_was_the_end_once_is_still_there() {
        let lines = lines(5);
        let ends = |count: usize| lines[..count].last().map_or(GENESIS, |(_, hash)| hash).to_owned();
        let head = |count: usize| Some((count as i64, ends(count)));
        let walk = |former: &Head, count| walked(&lines[..count], Some(former.clone()), head(count));
        for count in 0..=5 {
            let (former, faults) = walked(&lines[..count], None, head(count));
            assert_eq!(faults, []);
            assert_eq!(walk(&former, 5).1, [], "{count}");
        }
        // Cut off together with the head, or written anew, the chain holds by itself.
        let (former, _) = walked(&lines, None, head(5));
        let forgotten = [Fault::Forgotten { chain: 3, seq: 5 }];
        assert_eq!(walk(&former, 4).1, forgotten);
        assert_eq!(walk(&former, 0).1, forgotten);
        let other = Head { hash: GENESIS.to_owned(), ..former };
        assert_eq!(walk(&other, 5).1, forgotten);
    }
}
