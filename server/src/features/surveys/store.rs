//! The tables of surveys: the survey, the opinions, and how often each choice was taken; what goes with it in [`attachments`].

mod attachments;

use chrono::{DateTime, NaiveDate, Utc};
use schema::calendar::local_day;
use schema::surveys::{
    DeskSurvey, KeptOpinion, Opinion, Survey, SurveyAttachment, SurveyDraft, SurveyKind, SurveyLine,
    SurveyQuestion, SurveyStage,
};
use sqlx::FromRow;

pub use self::attachments::{AttachmentRow, attach, attachments, detach, hold};
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// A survey as it is kept.
#[derive(FromRow)]
pub struct Row {
    pub id: i64,
    kind: String,
    title: String,
    issuer: String,
    body: String,
    source_url: Option<String>,
    pub opens_on: NaiveDate,
    pub closes_on: NaiveDate,
    short_because: Option<String>,
    questions: String,
    demonstration: bool,
    pub opinions: i64,
    feedback: Option<String>,
    feedback_on: Option<NaiveDate>,
    pub revision: i64,
}

const COLUMNS: &str =
    "SELECT id, kind, title, issuer, body, source_url, opens_on, closes_on, short_because, questions,
    demonstration, opinions, feedback, feedback_on, revision FROM survey WHERE ";

impl Row {
    fn kind(&self) -> Result<SurveyKind> {
        let unknown = || anyhow::anyhow!("survey {}: its kind", self.id);
        Ok(SurveyKind::from_slug(&self.kind).ok_or_else(unknown)?)
    }

    /// What is asked.
    pub fn questions(&self) -> Result<Vec<SurveyQuestion>> {
        Ok(serde_json::from_str(&self.questions)?)
    }

    /// Where it stands on a day.
    pub fn stage(&self, today: NaiveDate) -> SurveyStage {
        SurveyStage::on(today, (self.opens_on, self.closes_on), self.feedback.is_some())
    }

    /// As lists have it.
    pub fn line(&self, today: NaiveDate) -> Result<SurveyLine> {
        Ok(SurveyLine {
            id: self.id,
            kind: self.kind()?,
            title: self.title.clone(),
            issuer: self.issuer.clone(),
            opens_on: self.opens_on,
            closes_on: self.closes_on,
            stage: self.stage(today),
            opinions: u64::try_from(self.opinions).unwrap_or_default(),
        })
    }

    /// As everybody reads it; how often choices were taken is told together with what became of the opinions.
    pub fn whole(
        self,
        today: NaiveDate,
        counts: Vec<Vec<u64>>,
        attached: &[AttachmentRow],
    ) -> Result<Survey> {
        Ok(Survey {
            line: self.line(today)?,
            questions: self.questions()?,
            counts: if self.feedback.is_some() { counts } else { Vec::new() },
            body: self.body,
            source_url: self.source_url,
            short_because: self.short_because,
            attachments: told(attached),
            taken_away: attached.iter().filter_map(|row| row.taken_away(self.opens_on)).collect(),
            feedback: self.feedback,
            feedback_on: self.feedback_on,
            demonstration: self.demonstration,
        })
    }

    /// As editors have it.
    pub fn at_desk(
        self,
        today: NaiveDate,
        counts: Vec<Vec<u64>>,
        attached: &[AttachmentRow],
    ) -> Result<DeskSurvey> {
        let line = self.line(today)?;
        let draft = SurveyDraft {
            kind: line.kind,
            questions: self.questions()?,
            title: self.title,
            issuer: self.issuer,
            body: self.body,
            source_url: self.source_url,
            opens_on: self.opens_on,
            closes_on: self.closes_on,
            short_because: self.short_because,
            demonstration: self.demonstration,
            revision: self.revision,
        };
        Ok(DeskSurvey { line, draft, attachments: told(attached), counts, feedback: self.feedback })
    }
}

fn told(attached: &[AttachmentRow]) -> Vec<SurveyAttachment> {
    attached.iter().filter(|row| row.is_there()).map(AttachmentRow::told).collect()
}

/// Those that take opinions on a day, what closes first before the others.
pub async fn open(tx: &mut Tx, today: NaiveDate, after: (NaiveDate, i64), limit: i64) -> Result<Vec<Row>> {
    let text =
        format!("{COLUMNS} (closes_on, id) > ($1, $2) AND opens_on <= $3 ORDER BY closes_on, id LIMIT $4");
    Ok(sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(text))
            .bind(after.0)
            .bind(after.1)
            .bind(today)
            .bind(limit)
            .fetch_all(conn)
            .await?
    }))
}

/// Those that are over, the last one first.
pub async fn over(tx: &mut Tx, before: (NaiveDate, i64), limit: i64) -> Result<Vec<Row>> {
    let text = format!("{COLUMNS} (closes_on, id) < ($1, $2) ORDER BY closes_on DESC, id DESC LIMIT $3");
    Ok(sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(text)).bind(before.0).bind(before.1).bind(limit).fetch_all(conn).await?
    }))
}

/// All of them as editors see them, the newest first, before a number.
pub async fn kept(tx: &mut Tx, before: i64, limit: i64) -> Result<Vec<Row>> {
    let text = format!("{COLUMNS} id < $1 ORDER BY id DESC LIMIT $2");
    Ok(sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(text)).bind(before).bind(limit).fetch_all(conn).await?
    }))
}

/// All of them after a number.
pub async fn after(tx: &mut Tx, id: i64, limit: i64) -> Result<Vec<Row>> {
    let text = format!("{COLUMNS} id > $1 ORDER BY id LIMIT $2");
    Ok(sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(text)).bind(id).bind(limit).fetch_all(conn).await?
    }))
}

/// The one with this number.
pub async fn one(tx: &mut Tx, id: i64) -> Result<Option<Row>> {
    let text = format!("{COLUMNS} id = $1");
    Ok(sql!(tx, conn => sqlx::query_as(sqlx::AssertSqlSafe(text)).bind(id).fetch_optional(conn).await?))
}

/// The number of the one that was begun with this word.
pub async fn by_word(tx: &mut Tx, word: &str) -> Result<Option<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT id FROM survey WHERE word = $1").bind(word).fetch_optional(conn).await?
    }))
}

/// Adds a survey; its number, or none where one was begun with this word already.
pub async fn insert(
    tx: &mut Tx,
    (word, draft): (Option<&str>, &SurveyDraft),
    now: DateTime<Utc>,
) -> Result<Option<i64>> {
    let questions = serde_json::to_string(&draft.questions)?;
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO survey (word, kind, title, issuer, body, source_url, opens_on, closes_on, short_because,
                 questions, demonstration, opinions, revision, created_at, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, 1, $12, $12)
             ON CONFLICT (word) DO NOTHING RETURNING id",
        )
        .bind(word)
        .bind(draft.kind.slug())
        .bind(&draft.title)
        .bind(&draft.issuer)
        .bind(&draft.body)
        .bind(&draft.source_url)
        .bind(draft.opens_on)
        .bind(draft.closes_on)
        .bind(&draft.short_because)
        .bind(questions)
        .bind(draft.demonstration)
        .bind(now)
        .fetch_optional(conn)
        .await?
    }))
}

/// Changes a survey; says whether nobody else was first.
pub async fn update(tx: &mut Tx, id: i64, draft: &SurveyDraft, now: DateTime<Utc>) -> Result<bool> {
    let questions = serde_json::to_string(&draft.questions)?;
    let changed = sql!(tx, conn => {
        sqlx::query(
            "UPDATE survey SET kind = $3, title = $4, issuer = $5, body = $6, source_url = $7, opens_on = $8,
                 closes_on = $9, short_because = $10, questions = $11, demonstration = $12,
                 revision = revision + 1, changed_at = $13
             WHERE id = $1 AND revision = $2",
        )
        .bind(id)
        .bind(draft.revision)
        .bind(draft.kind.slug())
        .bind(&draft.title)
        .bind(&draft.issuer)
        .bind(&draft.body)
        .bind(&draft.source_url)
        .bind(draft.opens_on)
        .bind(draft.closes_on)
        .bind(&draft.short_because)
        .bind(questions)
        .bind(draft.demonstration)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(changed > 0)
}

/// Tells what became of the opinions; says whether nobody else was first.
pub async fn answer(
    tx: &mut Tx,
    (id, revision): (i64, i64),
    words: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let changed = sql!(tx, conn => {
        sqlx::query(
            "UPDATE survey SET feedback = $3, feedback_on = COALESCE(feedback_on, $4), revision = revision + 1,
                 changed_at = $5
             WHERE id = $1 AND revision = $2",
        )
        .bind(id)
        .bind(revision)
        .bind(words)
        .bind(local_day(now))
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(changed > 0)
}

/// Keeps an opinion; says whether it was not kept already.
pub async fn keep(
    tx: &mut Tx,
    (survey, once): (i64, &str),
    opinion: &Opinion,
    now: DateTime<Utc>,
) -> Result<bool> {
    let answers = serde_json::to_string(&opinion.answers)?;
    let kept = sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO survey_opinion (survey, once, at, answers) VALUES ($1, $2, $3, $4)
             ON CONFLICT (once) DO NOTHING",
        )
        .bind(survey)
        .bind(once)
        .bind(now)
        .bind(answers)
        .execute(conn)
        .await?
        .rows_affected()
    });
    if kept == 0 {
        return Ok(false);
    }
    sql!(tx, conn => {
        sqlx::query("UPDATE survey SET opinions = opinions + 1 WHERE id = $1")
            .bind(survey)
            .execute(conn)
            .await?
            .rows_affected()
    });
    for (question, answer) in opinion.answers.iter().enumerate() {
        for choice in &answer.choices {
            count(tx, survey, (question, *choice)).await?;
        }
    }
    Ok(true)
}

async fn count(tx: &mut Tx, survey: i64, (question, choice): (usize, u8)) -> Result<()> {
    let question = i64::try_from(question).unwrap_or(i64::MAX);
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO survey_count (survey, question, choice, count) VALUES ($1, $2, $3, 1)
             ON CONFLICT (survey, question, choice) DO UPDATE SET count = survey_count.count + 1",
        )
        .bind(survey)
        .bind(question)
        .bind(i64::from(choice))
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// How often each choice of each question was taken.
pub async fn counts(tx: &mut Tx, survey: i64, questions: &[SurveyQuestion]) -> Result<Vec<Vec<u64>>> {
    let rows: Vec<(i64, i64, i64)> = sql!(tx, conn => {
        sqlx::query_as("SELECT question, choice, count FROM survey_count WHERE survey = $1")
            .bind(survey)
            .fetch_all(conn)
            .await?
    });
    let mut counts: Vec<Vec<u64>> = questions.iter().map(|it| vec![0; it.choices.len()]).collect();
    for (question, choice, count) in rows {
        let place = usize::try_from(question).ok().zip(usize::try_from(choice).ok());
        let of = place.and_then(|(question, choice)| counts.get_mut(question)?.get_mut(choice));
        of.into_iter().for_each(|of| *of = u64::try_from(count).unwrap_or_default());
    }
    Ok(counts)
}

/// Opinions, the newest first, before a number.
pub async fn opinions(tx: &mut Tx, survey: i64, before: i64, limit: i64) -> Result<Vec<KeptOpinion>> {
    let rows: Vec<(i64, DateTime<Utc>, String)> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT id, at, answers FROM survey_opinion WHERE survey = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
        )
        .bind(survey)
        .bind(before)
        .bind(limit)
        .fetch_all(conn)
        .await?
    });
    let opinion = |(id, at, answers): (i64, DateTime<Utc>, String)| {
        Ok(KeptOpinion { id, came_on: local_day(at), answers: serde_json::from_str(&answers)? })
    };
    rows.into_iter().map(opinion).collect()
}

/// Forgets where opinions came from that were taken before a moment.
pub async fn forget(tx: &mut Tx, before: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE survey_opinion SET once = NULL WHERE once IS NOT NULL AND at < $1")
            .bind(before)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}
