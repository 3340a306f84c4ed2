//! What is sent, read into what `schema::proceedings` decides about. Pure.

use chrono::{DateTime, Days, NaiveTime, Utc};
use schema::calendar::moment;
use schema::proceedings::{Attached, Call, Command, NewProceeding, ProceedingOrder, Refusal, Who};
use schema::role::RegionCode;
use schema::{FieldCode, FieldError, Problem, ProblemKind};

/// How a choice is called that is an agency, a person, or a region.
pub fn id_of(who: &Who) -> String {
    match who {
        Who::Agency(id) => format!("agency:{id}"),
        Who::Person(id) => format!("person:{id}"),
        Who::Region(code) => format!("region:{code}"),
        Who::Outside => String::new(),
    }
}

/// Who is meant by a choice.
pub fn who_of(id: &str) -> Option<Who> {
    let (kind, id) = id.split_once(':')?;
    match kind {
        "agency" => id.parse().ok().map(Who::Agency),
        "person" => id.parse().ok().map(Who::Person),
        "region" => RegionCode::parse(id).ok().map(Who::Region),
        _ => None,
    }
}

/// What a matter is known by: its subject without blanks, whatever width and case its letters have.
pub fn matter(normal: &str) -> String {
    normal.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// The call that is meant, and what of it cannot be read. Who is invited has to be one of those offered.
pub fn call_of(
    sent: &NewProceeding,
    offered: &[(Who, String)],
    attached: Vec<Attached>,
) -> Result<Call, Vec<FieldError>> {
    let mut faults = Vec::new();
    let time = sent.time.as_deref().map(|time| NaiveTime::parse_from_str(time.trim(), "%H:%M"));
    let time = match (time, sent.kind.is_gathering()) {
        (Some(Ok(time)), _) => Some(time),
        (Some(Err(_)), _) => {
            faults.push(FieldError::new("/time", FieldCode::BadTime));
            None
        }
        (None, true) => {
            faults.push(FieldError::new("/time", FieldCode::Required));
            None
        }
        (None, false) => None,
    };
    let mut invited: Vec<(Who, String)> = Vec::new();
    for id in &sent.who {
        let known = who_of(id).and_then(|who| offered.iter().find(|(other, _)| *other == who));
        match known {
            Some(known) if !invited.contains(known) => invited.push(known.clone()),
            Some(_) => {}
            None => faults.push(FieldError::new("/who", FieldCode::NotAChoice)),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let gathers = sent.kind.is_gathering();
    Ok(Call {
        kind: sent.kind,
        subject: sent.subject.clone(),
        ground: None,
        place: sent.place.clone().filter(|_| gathers),
        held_at: sent.held_on.zip(time).filter(|_| gathers).map(|(day, time)| moment(day, time)),
        due: sent.due.filter(|_| gathers),
        days: sent.days.filter(|_| sent.kind.ends_with_answer()),
        attached,
        invited,
    })
}

/// What is meant by an order; `attached` is what it attaches, in words. A link opens until the end of its last day.
pub fn command_of(order: ProceedingOrder, attached: Vec<Attached>, now: DateTime<Utc>) -> Command {
    match order {
        ProceedingOrder::Reply { comes, reason } => Command::Reply { comes, reason },
        ProceedingOrder::Opine { stance, words } => Command::Opine { stance, words },
        ProceedingOrder::Minutes { words } => Command::Minutes { words },
        ProceedingOrder::Invite { key, name, until } => {
            let after = until.checked_add_days(Days::new(1));
            let until = after.map_or(now, |day| moment(day, NaiveTime::MIN));
            Command::Invite { key, name, until }
        }
        ProceedingOrder::Attach { .. } => Command::Attach { attached },
        ProceedingOrder::Revoke { key } => Command::Revoke { key },
        ProceedingOrder::Conclude { words } => Command::Conclude { words },
        ProceedingOrder::Cancel { reason } => Command::Cancel { reason },
    }
}

/// A refusal as a problem.
pub fn problem(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::Invalid(faults) => Problem::invalid(faults),
        Refusal::Over => Problem::new(ProblemKind::Refused).detail("it is over"),
        Refusal::NotAllowed => Problem::new(ProblemKind::Refused).detail("not as it stands, or not by you"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_read_as_it_was_written() {
        let region = RegionCode::parse("440100").unwrap();
        for who in [Who::Agency(7), Who::Person(9), Who::Region(region)] {
            assert_eq!(who_of(&id_of(&who)), Some(who));
        }
        for odd in ["", "agency", "agency:", "agency:a", "hall:1"] {
            assert_eq!(who_of(odd), None, "{odd}");
        }
    }

    #[test]
    fn one_matter_is_one_whatever_blanks_and_letters_it_has() {
        assert_eq!(matter(" 核实 A 座\t权属"), matter("核实a座权属"));
        assert_ne!(matter("核实A座权属"), matter("核实B座权属"));
    }
}
