//! What the figures of a month say by themselves, section by section: who writes the bulletin goes on from there.

use schema::Locale;
use schema::performance::{BulletinFigures, Grade, RatingSum, Section};

use super::{Performance, percent};

impl Performance {
    /// The sentences of a section; empty where figures say nothing and a person has to.
    pub fn generated(self, section: Section, figures: &BulletinFigures) -> String {
        match section {
            Section::Overview => self.overview(figures),
            Section::Praise => self.praise(figures),
            Section::Efficiency => self.efficiency(figures),
            Section::Service => self.service(figures),
            Section::Network => self.network(figures),
            Section::Ratings => self.ratings(figures.ratings),
            Section::News | Section::Discipline | Section::Next => String::new(),
        }
    }

    fn overview(self, figures: &BulletinFigures) -> String {
        let BulletinFigures { filed, decided, on_time, .. } = figures;
        let late = on_time.whole.saturating_sub(on_time.part);
        let share = percent(*on_time);
        match self.0 {
            Locale::ZhCn => {
                format!(
                    "全月收件 {filed} 件，办结 {decided} 件，其中按期 {} 件（{share}），超期 {late} 件。",
                    on_time.part
                )
            }
            Locale::En => format!(
                "{filed} cases were filed and {decided} decided, {} of them in time ({share}), {late} late.",
                on_time.part
            ),
        }
    }

    fn praise(self, figures: &BulletinFigures) -> String {
        let (between, none) = (self.either("、", ", "), self.either("无", "none"));
        let class = |class: &schema::performance::ClassPraise| {
            let name = class.name.get(self.0);
            let agencies = match class.agencies.as_slice() {
                [] => none.to_owned(),
                agencies => agencies.join(between),
            };
            match self.0 {
                Locale::ZhCn => format!("{name}优秀窗口：{agencies}。"),
                Locale::En => format!("Excellent among {name}: {agencies}."),
            }
        };
        figures.praise.iter().map(class).collect::<Vec<_>>().join("\n")
    }

    fn efficiency(self, figures: &BulletinFigures) -> String {
        let [yellow, red] = figures.cards;
        let failed: Vec<_> = figures
            .scores
            .iter()
            .filter(|score| score.grade == Some(Grade::Failed))
            .map(|score| score.department.as_str())
            .collect();
        let cards = match self.0 {
            Locale::ZhCn => format!("电子监察亮黄牌 {yellow} 张、红牌 {red} 张。"),
            Locale::En => format!("Supervision showed {yellow} yellow and {red} red cards."),
        };
        match (failed.is_empty(), self.0) {
            (true, _) => cards,
            (false, Locale::ZhCn) => format!("{cards}考核不合格：{}。", failed.join("、")),
            (false, Locale::En) => format!("{cards} Failed: {}.", failed.join(", ")),
        }
    }

    fn service(self, figures: &BulletinFigures) -> String {
        let (replies, complaints) = (figures.replies, figures.complaints);
        match self.0 {
            Locale::ZhCn => format!(
                "答复咨询投诉 {} 件，按期 {} 件（{}）。收到投诉 {complaints} 件。",
                replies.whole,
                replies.part,
                percent(replies)
            ),
            Locale::En => format!(
                "{} enquiries and complaints were answered, {} of them in time ({}). Complaints that came in: {complaints}.",
                replies.whole,
                replies.part,
                percent(replies)
            ),
        }
    }

    fn network(self, figures: &BulletinFigures) -> String {
        let online = figures.online;
        match self.0 {
            Locale::ZhCn => {
                format!("收件 {} 件，其中网上申请 {} 件（{}）。", online.whole, online.part, percent(online))
            }
            Locale::En => {
                format!("Of {} cases filed, {} came online ({}).", online.whole, online.part, percent(online))
            }
        }
    }

    fn ratings(self, ratings: RatingSum) -> String {
        let [one, two, three, four, five] = ratings.grades;
        let satisfied = ratings.satisfied();
        let share = percent(satisfied);
        match self.0 {
            Locale::ZhCn => format!(
                "收到评价 {} 条：非常满意 {five}、满意 {four}、基本满意 {three}、不满意 {two}、非常不满意 {one}。满意率 {share}（{} ÷ {}）。",
                satisfied.whole, satisfied.part, satisfied.whole
            ),
            Locale::En => format!(
                "{} ratings: very satisfied {five}, satisfied {four}, mostly satisfied {three}, not satisfied {two}, not at all {one}. Satisfied: {share} ({} ÷ {}).",
                satisfied.whole, satisfied.part, satisfied.whole
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use schema::performance::{AgencyScore, ClassPraise, Ratio};

    use super::*;

    fn figures() -> BulletinFigures {
        BulletinFigures {
            filed: 11_877,
            decided: 1_452,
            on_time: Ratio { part: 1_421, whole: 1_452 },
            praise: vec![ClassPraise {
                name: schema::locale::Text::zh("综合类"),
                agencies: vec!["民政局".into(), "公安局".into()],
            }],
            ratings: RatingSum { grades: [31, 0, 0, 24, 1_397] },
            scores: vec![AgencyScore {
                agency: 1,
                department: "规划局".into(),
                score: Some(5_000),
                grade: Some(Grade::Failed),
                filed: 1,
                decided: 1,
            }],
            ..BulletinFigures::default()
        }
    }

    #[test]
    fn figures_speak_for_themselves_and_say_what_they_divide_by() {
        let say = |section| Performance(Locale::ZhCn).generated(section, &figures());
        assert_eq!(
            say(Section::Overview),
            "全月收件 11877 件，办结 1452 件，其中按期 1421 件（97.9 %），超期 31 件。"
        );
        assert_eq!(say(Section::Praise), "综合类优秀窗口：民政局、公安局。");
        assert!(say(Section::Ratings).ends_with("满意率 97.9 %（1421 ÷ 1452）。"));
        assert!(say(Section::Efficiency).ends_with("考核不合格：规划局。"));
        assert_eq!(say(Section::Next), "");
        assert!(say(Section::Network).contains('–'), "of nothing there is no share");
    }

    #[test]
    fn every_section_is_said_in_both_languages() {
        for section in Section::ALL {
            let [zh, en] =
                [Locale::ZhCn, Locale::En].map(|locale| Performance(locale).generated(section, &figures()));
            assert_eq!(zh.is_empty(), en.is_empty());
            assert!(zh.is_empty() || zh != en);
        }
    }
}
