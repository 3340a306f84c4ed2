//! Forms: a definition compiled to a closed program, and everything that is decided about its answers.
//!
//! Reading order: [`Form`] (the program), [`state()`] (what is shown and needed), [`validate`], [`from_pairs`]
//! and [`to_pairs`] (HTML form fields), [`compile`] (definition to program, with lints). Nothing here renders.
//!
//! A field is named by its JSON Pointer in the answers (`/applicant/name`, `/children/0/name`), which is also its
//! name in HTML. In a program the rows of a repeated group are written `-`: `/children/-/name`.

mod accept;
mod affected;
mod assertion;
mod body;
mod check;
mod compile;
mod control;
mod decode;
pub mod design;
mod dialect;
pub mod diff;
mod example;
mod export;
mod fill;
mod find;
mod format;
mod import;
mod judge;
mod layout;
mod letter;
mod lint;
mod migrate;
mod money;
mod opinion;
mod pairs;
mod permission;
mod plain;
mod pointer;
mod prefill;
mod program;
mod promise;
mod region;
mod rename;
mod reorder;
mod same;
mod state;
mod surroundings;
pub mod table;
mod told;
mod validate;

pub use accept::accept_answers;
pub use affected::{Affected, affected};
pub use assertion::{Assertion, Check, Count, Others, Type, Whole};
pub use body::{Block, Body, BodyReader, Run, render_body, render_body_for};
pub use check::{Matcher, is_blank};
pub use compile::{KEYWORDS, Support, compile, document_body};
pub(crate) use compile::{compile_with_places, pointer_of_scope, without_blocks};
pub use control::{Choice, Control, Look, Range, RegionCheck, TextCheck};
pub use dialect::patterns;
pub use diff::{Difference, diff};
pub use example::{example, example_answers};
pub use export::{Exported, export};
pub use fill::{prune, prune_in};
pub use find::{Found, find, is_asked, is_wanted, item_at, label, materials_apart, materials_on};
pub(crate) use format::is_date;
pub use format::{Format, date_parts, date_range_parts};
pub use import::{Fate, Imported, Loss, from_formio, from_json_schema, from_jsonforms};
pub(crate) use layout::add_layout;
pub use letter::{Progress, SummaryLine, in_words, missing, office_summary, summary};
pub use lint::{Lint, LintCode, Severity};
pub use migrate::{Migrated, SetAside, migrate, migrate_in};
pub use money::capital_amount;
pub use opinion::{Opinion, OpinionPart, Seal, Signer, keep_official};
pub use pairs::{from_pairs, from_pairs_field, from_pairs_page, inputs, to_pairs};
pub use permission::{
    Access, Change, FormAccess, Opened, Permissions, opinion_input, visible_to, with_changes, writable_by,
};
pub use plain::plain;
pub use pointer::html_id;
pub(crate) use pointer::{key, set as set_answer, token, tokens};
pub use prefill::{
    Applicant, Earlier, Known, Prefilled, begun, corrected, lacks, prefill, prefilled, retold, take_known,
};
pub use program::{
    Action, Capture, Effect, Field, Form, Item, Material, Meta, Need, Page, Readers, Rule, Soft, Source, Tone,
};
pub use promise::{PROMISE_WITHIN_DAYS, Promise, PromiseNeeded, check_promises, promises_needed};
pub use region::{RegionAnswer, region_answers, region_checks, validate_regions};
pub(crate) use rename::renamed_in;
pub use rename::{RenameError, Renamed, mentions, rename};
pub use reorder::move_row;
pub use state::{Applied, Changes, Decided, FormState, Wanted, state, state_in};
pub use surroundings::{Surroundings, reads_surroundings};
pub use told::{told, with_told};
pub use validate::{check_field, validate, validate_data, validate_in, validate_page};
