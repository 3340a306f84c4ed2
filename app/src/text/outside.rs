//! What lies outside a case: the cases that it began (子流程), and the systems of other agencies that have its tasks (外部环节).

use schema::Locale;
use schema::cases::Subcase;
use schema::process::Decision;

use super::Cases;

texts! {
    /// What a case waits for elsewhere.
    Outside {
        title: "在别处办的" | "Elsewhere",
        what: "在办什么" | "What",
        state: "办到哪" | "Where it stands",
        since: "从什么时候" | "Since",
        until: "最迟" | "Until",
        begun_by(name: &str): "由别的办件发起：{name}" | "Begun by another case: {name}",
        begun: "由别的办件发起" | "Begun by another case",
        of_item(name: &str, item: &str): "{name} · {item}" | "{name} · {item}",
        awaited(status: &str): "等它办结 · {status}" | "Waited for · {status}",
        free(status: &str): "不用等它 · {status}" | "Not waited for · {status}",
        with_system(system: &str): "{system}在办，等它答复" | "With {system}; its answer is waited for",
        why: "在等别处办完，见“在别处办的”。" | "It waits for others: see “Elsewhere”.",
        for_ever: "没有限期" | "No limit",
        go_on: "不等了，往下办" | "Go on without it",
        go_on_which(name: &str): "不等了，往下办：{name}" | "Go on without it: {name}",
    }
}

impl Outside {
    /// Where another case stands, and whether it is waited for.
    pub fn standing(self, case: &Subcase) -> String {
        let status = match (case.closed_at, case.decision) {
            (Some(_), Some(decision)) => self.decided(decision).to_owned(),
            _ => Cases(self.0).status(case.status).to_owned(),
        };
        match (case.closed_at, case.waited) {
            (Some(_), _) => status,
            (None, true) => self.awaited(&status),
            (None, false) => self.free(&status),
        }
    }

    const fn decided(self, decision: Decision) -> &'static str {
        match (self.0, decision) {
            (Locale::ZhCn, Decision::Approved) => "办结：同意",
            (Locale::ZhCn, Decision::Rejected) => "办结：不同意",
            (Locale::En, Decision::Approved) => "Ended: approved",
            (Locale::En, Decision::Rejected) => "Ended: rejected",
        }
    }
}
