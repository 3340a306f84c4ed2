//! An application on its way: what is done of it, what is left, and where each step is.

use std::sync::Arc;

#[cfg(not(feature = "hydrate"))]
use crate::prelude::*;
use schema::applications::{Application, ApplicationState, FileInfo};
use schema::expr::Truth;
use schema::form::{Form, FormState, Material, Page, Progress, html_id, materials_on, missing, state_in};
use schema::process::Place;
use schema::{FieldCode, FieldError};

use crate::api;
use crate::data::Read;
use crate::forms::{Line, Scope, page_of};
use crate::page::here;
use crate::routes::to;
use crate::text::Words;

/// The step at which documents are added.
pub const MATERIALS: &str = "materials";
/// The last step.
pub const CHECK: &str = "check";
/// The query with which the letter asks for a page of the form, which then leads back to it.
pub const THEN_CHECK: &str = "then=check";
/// Where the API finds the declaration missing. No form has a field there: the letter has it at its end.
pub const PROMISE: &str = "/promise";
/// Where the API finds promises wrong, each at the pointer of its field behind this.
pub const PROMISES: &str = "/promises";
/// Where one goes on with a newer version of the form.
pub const VERSION: &str = "version";
/// Where one sees that it was handed over, and takes it back.
pub const HANDOVER: &str = "handover";
/// What is held in hand afterwards.
pub const RECEIPT: &str = "receipt";

/// An application with its form, and what follows from the answers.
#[derive(Clone)]
pub struct Filing {
    /// The application.
    pub application: Application,
    /// Its form.
    pub form: Arc<Form>,
    /// What its answers show and need.
    pub state: FormState,
    /// What of it may be changed.
    pub scope: Scope,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its part of the address.
    pub id: String,
    /// Its name.
    pub title: String,
    /// How far it has come.
    pub standing: Standing,
}

/// How far a step has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing is left to do.
    Done,
    /// So much is left.
    Doing(usize),
    /// Not begun.
    Todo,
    /// There is nothing that has to be answered.
    Optional,
    /// So much is to be put right.
    Wrong(usize),
    /// It is what comes at the end.
    Last,
}

impl Filing {
    /// An application with its form.
    pub fn new(application: Application, form: Form) -> Self {
        let state = state_in(&form, &application.answers, application.surroundings.context());
        let scope = Scope::of(&application.open);
        Self { application, form: Arc::new(form), state, scope }
    }

    /// Its number.
    pub const fn id(&self) -> i64 {
        self.application.summary.id
    }

    /// Whether nothing of it may be changed any more.
    pub fn is_closed(&self) -> bool {
        self.application.summary.state == ApplicationState::Submitted && self.application.open.is_empty()
    }

    /// Whether only what an officer asked for may be changed.
    pub fn is_supplement(&self) -> bool {
        self.scope != Scope::Whole
    }

    /// The address of a step.
    pub fn href(&self, step: &str) -> String {
        to::step(self.id(), step)
    }

    /// The materials that are asked for, as far as that is known.
    pub fn wanted(&self) -> impl Iterator<Item = &Material> {
        self.materials(|truth| truth.is_yes())
    }

    pub(super) fn materials(&self, is: fn(&Truth) -> bool) -> impl Iterator<Item = &Material> {
        self.form
            .materials
            .iter()
            .zip(self.state.materials())
            .filter(move |(_, truth)| is(truth))
            .map(|(it, _)| it)
    }

    /// The files of a material.
    pub fn files(&self, material: &str) -> impl Iterator<Item = &FileInfo> {
        self.application.files.iter().filter(move |file| file.material == material)
    }

    /// The materials that cannot be done without and are not there.
    pub fn missing_materials(&self) -> impl Iterator<Item = &Material> {
        self.wanted().filter(|material| material.required && self.files(&material.id).next().is_none())
    }

    /// The places in the form of the materials of a page that cannot be done without, if they are asked for, and are not
    /// there.
    pub fn lacking_on(&self, page: &Page) -> Vec<usize> {
        let lacks = |place: &usize| {
            let material = self.form.materials.get(*place);
            material.is_some_and(|it| it.required && self.files(&it.id).next().is_none())
        };
        materials_on(&page.items).into_iter().filter(lacks).collect()
    }

    /// Whether no page of the form asks for the material: it is added after them.
    pub fn is_apart(&self, material: &Material) -> bool {
        self.page_of_material(&material.id).is_none()
    }

    /// The place of the page that asks for a material.
    fn page_of_material(&self, id: &str) -> Option<usize> {
        let place = self.form.materials.iter().position(|material| material.id == id)?;
        self.form.pages.iter().position(|page| materials_on(&page.items).contains(&place))
    }

    /// The step at which the files of a material are added.
    pub fn step_of_material(&self, id: &str) -> &str {
        let page = self.page_of_material(id).and_then(|page| self.form.pages.get(page));
        page.map_or(MATERIALS, |page| &page.id)
    }

    /// All steps, in order: the pages that are shown, the materials, the letter.
    pub fn steps(&self, words: Words) -> Vec<Step> {
        let progress = missing(&self.form, &self.state);
        let pages = self.form.pages.iter().zip(progress).filter(|(_, progress)| progress.visible);
        let mut steps: Vec<Step> = pages
            .map(|(page, progress)| Step {
                id: page.id.clone(),
                title: page.title.get(words.locale).to_owned(),
                standing: self.page_standing(progress),
            })
            .collect();
        let texts = words.applications;
        if self.form.materials.iter().any(|material| self.is_apart(material)) {
            let (id, title) = (MATERIALS.to_owned(), texts.materials().to_owned());
            steps.push(Step { id, title, standing: self.materials_standing() });
        }
        let title = if self.is_supplement() { texts.check_supplement() } else { texts.check() };
        steps.push(Step { id: CHECK.to_owned(), title: title.to_owned(), standing: Standing::Last });
        steps
    }

    fn page_standing(&self, progress: Progress) -> Standing {
        let asked = self.points(|place| match place {
            Place::Pointer(pointer) => page_of(&self.form, pointer) == Some(progress.page),
            Place::Material(id) => self.page_of_material(id) == Some(progress.page),
        });
        let lacking = self.missing_materials();
        let lacking =
            lacking.filter(|material| self.page_of_material(&material.id) == Some(progress.page)).count();
        match (asked, progress.missing + lacking, progress.answered) {
            (1.., _, _) => Standing::Wrong(asked),
            (0, 0, 0) => Standing::Optional,
            (0, 0, _) => Standing::Done,
            (0, _, 0) => Standing::Todo,
            (0, left, _) => Standing::Doing(left),
        }
    }

    fn materials_standing(&self) -> Standing {
        let is_apart = |id: &str| self.page_of_material(id).is_none();
        let asked = self.points(|place| matches!(place, Place::Material(id) if is_apart(id)));
        let required = self.wanted().filter(|material| material.required && self.is_apart(material)).count();
        let missing = self.missing_materials().filter(|material| self.is_apart(material)).count();
        let is_empty = !self.application.files.iter().any(|file| is_apart(&file.material));
        match (asked, missing) {
            (1.., _) => Standing::Wrong(asked),
            (0, 0) if required == 0 && is_empty => Standing::Optional,
            (0, 0) => Standing::Done,
            (0, left) if left == required => Standing::Todo,
            (0, left) => Standing::Doing(left),
        }
    }

    fn points(&self, is: impl Fn(&Place) -> bool) -> usize {
        self.application.open.iter().filter(|point| is(&point.place)).count()
    }

    /// A line for something wrong, leading to where it can be put right.
    pub fn line(&self, words: Words, error: &FieldError) -> Line {
        if error.pointer == PROMISE {
            let href = format!("{}#{}", self.href(CHECK), html_id(PROMISE));
            return Line { href, text: words.applications.promise_missing().to_owned() };
        }
        if let Some(pointer) = error.pointer.strip_prefix(PROMISES).filter(|it| it.starts_with('/')) {
            let left_out = FieldError { pointer: pointer.to_owned(), ..error.clone() };
            let href = format!("{}#{}", self.href(CHECK), html_id(&error.pointer));
            return Line { href, ..Line::of(&self.form, words, &left_out, "") };
        }
        if let Some(id) = error.pointer.strip_prefix("/materials/")
            && let Some(material) = self.form.materials.iter().find(|material| material.id == id)
        {
            let message = material_error(words, error);
            let text = words.forms.error_line(material.name.get(words.locale), &message);
            let href = format!("{}#{}", self.href(self.step_of_material(id)), material_id(id));
            return Line { href, text };
        }
        let page = page_of(&self.form, &error.pointer).and_then(|page| self.form.pages.get(page));
        let address = page.map(|page| self.href(&page.id)).unwrap_or_default();
        Line::of(&self.form, words, error, &address)
    }
}

/// What is wrong with the files of a material.
pub fn material_error(words: Words, error: &FieldError) -> String {
    let texts = words.applications;
    let pixels = |name: &str| error.params.get(name).and_then(serde_json::Value::as_u64).unwrap_or_default();
    match error.code {
        FieldCode::TooSmall => return texts.photo_too_small(pixels("width"), pixels("height")),
        FieldCode::TooLarge => texts.file_too_large(),
        FieldCode::BadFormat => texts.file_wrong_type(),
        FieldCode::TooMany => texts.file_too_many(),
        _ => texts.file_missing(),
    }
    .to_owned()
}

/// The html id of the input for the files of a material.
pub fn material_id(material: &str) -> String {
    html_id(&format!("/file:{material}"))
}

/// The application in the address.
pub fn in_address() -> Read<(Application, Form)> {
    // No application has the number 0: an address that is none finds nothing.
    api::application(here().split('/').nth(2).and_then(|id| id.parse().ok()).unwrap_or(0))
}

/// A step that is a document.
#[cfg(not(feature = "hydrate"))]
pub fn document(shown: fn(Filing) -> AnyView) -> AnyView {
    in_address().document(move |(application, form)| shown(Filing::new(application, form)))
}
