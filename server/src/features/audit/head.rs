//! Where chains end. Heads that were printed and kept elsewhere prove later that nothing before them is gone: who may
//! write to the database can shorten a chain together with its head, and cannot reach what was kept. Pure.

use std::fmt;
use std::str::FromStr;

use super::CHAINS;

/// The words around the numbers of a head as it is printed.
const MARK: &str = "head ";

/// The end of a chain, now or once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub chain: i64,
    /// How many lines the chain has: the place of the last one.
    pub seq: i64,
    /// The hash of the last line.
    pub hash: String,
}

/// Why a text holds no heads that could be compared.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoHeads {
    #[error("line {0} begins like a head and is none")]
    Line(usize),
    #[error("chain {0} has no head there, or more than one")]
    NotOnce(i64),
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{MARK}{}: {} lines, {}", self.chain, self.seq, self.hash)
    }
}

impl FromStr for Head {
    type Err = ();

    fn from_str(line: &str) -> Result<Self, ()> {
        let (chain, rest) = line.strip_prefix(MARK).and_then(|rest| rest.split_once(": ")).ok_or(())?;
        let (seq, hash) = rest.split_once(" lines, ").ok_or(())?;
        let is_hash = hash.len() == 64 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if !is_hash {
            return Err(());
        }
        let number = |text: &str| text.parse().map_err(drop);
        Ok(Self { chain: number(chain)?, seq: number(seq)?, hash: hash.to_owned() })
    }
}

/// Reads what was printed: the heads of all chains, whatever else stands between them.
pub fn read(text: &str) -> Result<Vec<Head>, NoHeads> {
    let lines = (1..).zip(text.lines().map(str::trim)).filter(|(_, line)| line.starts_with(MARK));
    let heads: Vec<Head> = lines
        .map(|(number, line)| line.parse().map_err(|()| NoHeads::Line(number)))
        .collect::<Result<_, _>>()?;
    for chain in 0..CHAINS {
        if heads.iter().filter(|head| head.chain == chain).count() != 1 {
            return Err(NoHeads::NotOnce(chain));
        }
    }
    Ok(heads)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed() -> Vec<String> {
        let head = |chain| Head { chain, seq: chain * 3, hash: "0a".repeat(32) };
        (0..CHAINS).map(|chain| head(chain).to_string()).collect()
    }

    #[test]
    fn what_was_printed_is_read_again() {
        let heads = read(&format!("of Monday\n{}\n9 lines, 0 faults\n", printed().join("\n"))).unwrap();
        assert_eq!(heads.iter().map(Head::to_string).collect::<Vec<_>>(), printed());
    }

    #[test]
    fn half_of_it_proves_nothing() {
        let mut lines = printed();
        assert_eq!(read(""), Err(NoHeads::NotOnce(0)));
        lines.swap_remove(7);
        assert_eq!(read(&lines.join("\n")), Err(NoHeads::NotOnce(7)));
        assert_eq!(read(&[printed(), printed()].concat().join("\n")), Err(NoHeads::NotOnce(0)));
        for broken in ["head 2: 6 lines, 0a", "head 2: six lines, 0a0a", "head 2"] {
            let mut lines = printed();
            lines[2] = broken.to_owned();
            assert_eq!(read(&lines.join("\n")), Err(NoHeads::Line(3)), "{broken}");
        }
    }
}
