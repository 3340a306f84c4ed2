//! Who may give which command in which situation, by table: that and nothing else.

use super::*;

#[test]
fn each_person_may_do_this_and_nothing_else() {
    // Who is not named may do nothing there.
    let table: [(&str, &[(&str, &str)]); 17] = [
        ("new", &[("ana", "start"), ("agent", "start"), ("intake", "start")]),
        (
            "submitted",
            &[
                ("ana", "remind withdraw"),
                ("agent", "remind withdraw"),
                ("intake", "claim"),
                ("agency_lead", "reassign remind terminate"),
                ("supervisor", "remind"),
            ],
        ),
        (
            "submitted, held",
            &[
                ("ana", "remind withdraw"),
                ("agent", "remind withdraw"),
                ("intake", "release complete request_supplement delegate copy"),
                ("agency_lead", "release remind terminate"),
                ("supervisor", "remind"),
            ],
        ),
        (
            "accepted",
            &[
                ("ana", "remind withdraw"),
                ("agent", "remind withdraw"),
                ("officer", "claim"),
                ("colleague", "claim"),
                ("agency_lead", "claim jump reassign remind extend terminate"),
                ("supervisor", "remind"),
            ],
        ),
        (
            "in review",
            &[
                ("ana", "remind withdraw"),
                ("agent", "remind withdraw"),
                (
                    "officer",
                    "release complete request_supplement begin_special_procedure return reassign delegate add_signer copy",
                ),
                ("agency_lead", "release jump reassign remind extend terminate"),
                ("supervisor", "remind"),
            ],
        ),
        (
            "special procedure",
            &[
                ("ana", "remind withdraw"),
                ("agent", "remind withdraw"),
                ("officer", "release end_special_procedure reassign"),
                ("agency_lead", "release jump reassign remind extend terminate"),
                ("supervisor", "remind"),
            ],
        ),
        (
            "special procedure, released",
            &[
                ("ana", "remind withdraw"),
                ("agent", "remind withdraw"),
                ("officer", "claim"),
                ("colleague", "claim"),
                ("agency_lead", "claim jump reassign remind extend terminate"),
                ("supervisor", "remind"),
            ],
        ),
        (
            "waiting",
            &[
                ("ana", "receive_supplement remind withdraw"),
                ("agent", "receive_supplement remind withdraw"),
                ("intake", "receive_supplement"),
                ("officer", "release receive_supplement reassign"),
                ("colleague", "receive_supplement"),
                ("agency_lead", "release receive_supplement jump reassign remind extend terminate"),
                ("supervisor", "remind"),
            ],
        ),
        (
            "to decide",
            &[
                ("ana", "remind withdraw"),
                ("agent", "remind withdraw"),
                (
                    "agency_lead",
                    "release complete request_supplement begin_special_procedure return jump delegate add_signer copy remind extend terminate",
                ),
                ("supervisor", "remind"),
            ],
        ),
        (
            "reviewed",
            &[
                ("ana", "remind withdraw"),
                ("agent", "remind withdraw"),
                ("officer", "recall"),
                ("agency_lead", "claim jump remind extend terminate"),
                ("supervisor", "remind"),
            ],
        ),
        (
            "decided",
            &[
                ("ana", "remind"),
                ("agent", "remind"),
                ("intake", "claim"),
                ("officer", "claim"),
                ("colleague", "claim"),
                ("agency_lead", "claim reassign remind"),
                ("supervisor", "remind"),
            ],
        ),
        (
            "rejected",
            &[
                ("ana", "remind"),
                ("agent", "remind"),
                ("intake", "claim"),
                ("officer", "claim"),
                ("colleague", "claim"),
                ("agency_lead", "claim reassign remind"),
                ("supervisor", "remind"),
            ],
        ),
        ("delivered", &[("ana", "rate"), ("agent", "rate")]),
        ("rated", &[]),
        ("not accepted", &[]),
        ("withdrawn", &[]),
        ("terminated", &[]),
    ];
    for (name, expected) in table {
        let desk = situation(name);
        for person in people() {
            let may = allowed(&desk.process, &desk.state, &person, &facts());
            let names: Vec<&str> = may.iter().map(|allowed| allowed.command.slug()).collect();
            let row = expected.iter().find(|(id, _)| *id == person.id).map_or("", |(_, names)| names);
            assert_eq!(names.join(" "), row, "{name}: {}", person.id);
            check_allowed_is_exact(&desk, &person, &may);
        }
    }
}

/// What is allowed is accepted, what is not is refused, and the refusal names what is.
fn check_allowed_is_exact(desk: &Desk, person: &Actor, may: &[Allowed]) {
    for name in CommandName::ALL {
        let allowed = may.iter().find(|allowed| allowed.command == name);
        let outcome =
            allowed.and_then(|allowed| allowed.outcomes.first().copied()).unwrap_or(Outcome::Approved);
        let task = allowed.and_then(|allowed| allowed.task.clone()).unwrap_or_else(|| desk.task());
        let there = allowed.and_then(|allowed| allowed.to.first());
        let command = sent(complete_words(name, &task, outcome), there);
        match step(&desk.process, &desk.state, command, person, &facts(), desk.now) {
            Ok(events) => assert!(allowed.is_some() && !events.is_empty(), "{} {name}", person.id),
            Err(refusal) => {
                assert!(allowed.is_none(), "{} {name} {:?}", person.id, refusal.why);
                assert!(refusal.allowed.iter().eq(may.iter().map(|allowed| &allowed.command)));
            }
        }
    }
}

#[test]
fn nobody_handles_a_case_of_their_own() {
    for (name, _) in SITUATIONS {
        let desk = situation(name);
        for person in people().into_iter().filter(|person| person.role.is_staff()) {
            let filed = Facts { applicants: vec![person.id.clone()], ..Facts::default() };
            let named = Facts { interested: vec![person.id.clone()], ..facts() };
            for facts in [filed, named] {
                assert_eq!(allowed(&desk.process, &desk.state, &person, &facts), [], "{name}: {}", person.id);
                let claim = Command::Claim { task: desk.task() };
                let refusal = step(&desk.process, &desk.state, claim, &person, &facts, desk.now).unwrap_err();
                assert_eq!(refusal.why, RefusalCode::OwnCase, "{name}: {}", person.id);
            }
        }
    }
    // Who filed it acts as the applicant all the same.
    let own = Facts { interested: vec!["ana".into()], ..facts() };
    let desk = situation("submitted");
    assert_ne!(allowed(&desk.process, &desk.state, &person("ana"), &own), []);
}
