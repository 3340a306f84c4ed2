//! `bpmn export FILE…` writes definitions as BPMN beside each other, `bpmn import FILE…` says what becomes of files of
//! elsewhere. For `end2end/bpmn-xsd.sh`, which needs no hall for it.

use std::process::ExitCode;
use std::time::Instant;
use std::{env, fs};

use schema::process::Process;
use schema::process::bpmn::{Options, export, import};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let Some((verb, files)) = arguments.split_first() else { return ExitCode::from(2) };
    let failed = files.iter().filter(|file| !run(verb, file)).count();
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn run(verb: &str, file: &str) -> bool {
    let Ok(bytes) = fs::read(file) else {
        eprintln!("cannot read {file}");
        return false;
    };
    let begun = Instant::now();
    match verb {
        "export" => match Process::read(&String::from_utf8_lossy(&bytes)) {
            Ok(process) => fs::write(format!("{file}.bpmn"), export(&process)).is_ok(),
            Err(faults) => {
                faults.iter().for_each(|fault| eprintln!("{file}: {fault}"));
                false
            }
        },
        _ => match import(&bytes, Options::default()) {
            Ok(imported) => {
                println!("{file}: {} losses, {:?}", imported.losses.len(), begun.elapsed());
                println!("{:#}", imported.definition);
                imported
                    .losses
                    .iter()
                    .for_each(|loss| println!("  {:?} {} {}", loss.what, loss.place, loss.detail));
                imported.problems.iter().for_each(|problem| println!("  problem {problem}"));
                true
            }
            Err(refused) => {
                println!("{file}: refused: {refused}, {:?}", begun.elapsed());
                false
            }
        },
    }
}
