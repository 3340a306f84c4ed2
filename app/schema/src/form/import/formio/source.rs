//! An object of a Form.io definition, of which it is known what has been read: what was not, and says something, goes into
//! the report.

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde_json::{Map, Number, Value};

use super::super::Report;
use crate::form::pointer::token;

/// Keys about looks, editing and storage at Form.io: a form of ours looks and is kept the way all forms are.
const APPEARANCE: &str = "\
    _id _vid access addAnother addAnotherPosition addons allowInput allowMultipleMasks applyMaskOn attrs \
    authenticate autoAdjust autoExpand autocomplete autofocus backgroundColor block bordered breadcrumb \
    breadcrumbClickable buttonSettings cellAlignment className clearOnHide clearOnRefresh cloneRows \
    collapsed collapsible condensed created currentWidth customClass customOptions dataFormat dataGridLabel \
    datepickerMode dayFirst dbIndex defaultOpen delimeter delimiter disableAutocomplete \
    disableClearIcon displayAsTable displayInTimezone editor enableManualMode fieldSet fileKey \
    fileNameTemplate fixedSize footer format fuseOptions headingSize height hideInputLabels hideLabel \
    hideOnChildrenHidden hover id idPath ignoreCache imageSize initEmpty inline inlineEdit input inputFormat \
    inputMode inputType inputsLabelPosition isMultipleMasksField keyBeforeValue keyModified labelMargin \
    labelPosition labelWidth layoutFixed lazyLoad leftIcon lockKey machineName mask maxWidth minWidth modal \
    modalEdit modified navigateOnEnter noFirstRow numCols numRows offset openWhenEmpty optionsLabelPosition \
    order overlay owner path penColor privateDownload project pull push readOnlyValue removeRow \
    requireDecimal rightIcon rowClass rowDrafts saveOnEnter saveRow scrollToTop searchDebounce searchEnabled \
    searchThreshold selectThreshold shortcut shortcutButtons showCharCount showValidations showWordCount \
    size skipMaskValidation spellcheck state strictDateValidation striped submissionAccess \
    switchToManualModeLabel tabindex tableView tag template templates theme timePicker time_24hr timezone \
    tree truncateMultipleSpaces uniqueOptions uploadOnly useExactSearch useLocaleSettings \
    useOriginalRevision validateOn verticalLayout webcam webcamSize weight widget.type width wysiwyg";
/// Keys by which something is asked, decided or checked.
const GRAVE: &str = "\
    calculateServer calculateValue conditional conditionalAddButton controller custom customConditional \
    customDefaultValue customPrivate data dataSrc decimalLimit disableWeekdays disableWeekends fetch form \
    json logic maxDate maxWords maxYear minDate minWords minYear multiple plugins trigger unique validate";

/// An object, and where it stands.
pub(super) struct Source<'a> {
    pub(super) at: String,
    object: &'a Map<String, Value>,
    read: RefCell<BTreeSet<&'static str>>,
}

impl<'a> Source<'a> {
    pub(super) fn new(value: &'a Value, at: impl Into<String>) -> Option<Self> {
        Some(Self { at: at.into(), object: value.as_object()?, read: RefCell::default() })
    }

    /// Where this key stands.
    pub(super) fn path(&self, name: &str) -> String {
        format!("{}/{}", self.at, token(name))
    }

    /// The value of a key, if it says something.
    pub(super) fn get(&self, name: &'static str) -> Option<&'a Value> {
        self.read.borrow_mut().insert(name);
        self.object.get(name).filter(|value| is_said(value))
    }

    /// The value of a key, also one that says no more than `false`.
    pub(super) fn raw(&self, name: &'static str) -> Option<&'a Value> {
        self.read.borrow_mut().insert(name);
        self.object.get(name)
    }

    /// Takes keys for read.
    pub(super) fn pass(&self, names: &[&'static str]) {
        self.read.borrow_mut().extend(names);
    }

    pub(super) fn text(&self, name: &'static str) -> &'a str {
        self.get(name).and_then(Value::as_str).map(str::trim).unwrap_or_default()
    }

    /// Whether it says yes, in the way either of its editors writes it.
    pub(super) fn flag(&self, name: &'static str) -> bool {
        self.get(name).is_some_and(|value| value == &Value::Bool(true) || value == "true")
    }

    /// Whether it says no, where saying nothing means yes.
    pub(super) fn is_denied(&self, name: &'static str) -> bool {
        self.read.borrow_mut().insert(name);
        self.object.get(name).is_some_and(|value| value == &Value::Bool(false) || value == "false")
    }

    /// A number, also one written as text.
    pub(super) fn number(&self, name: &'static str) -> Option<Number> {
        number_of(self.get(name)?)
    }

    pub(super) fn list(&self, name: &'static str) -> &'a [Value] {
        self.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// The objects in a list.
    pub(super) fn entries(&self, name: &'static str) -> Vec<Self> {
        let at = self.path(name);
        let each = self.list(name).iter().enumerate();
        each.filter_map(|(index, value)| Self::new(value, format!("{at}/{index}"))).collect()
    }

    pub(super) fn inner(&self, name: &'static str) -> Option<Self> {
        Self::new(self.get(name)?, self.path(name))
    }

    /// Reports what was not asked for.
    pub(super) fn close(&self, report: &mut Report) {
        let read = self.read.borrow();
        for (name, value) in self.object {
            let is_in = |names: &str| names.split_ascii_whitespace().any(|other| other == name);
            if read.contains(name.as_str()) || is_in(APPEARANCE) || !is_said(value) {
                continue;
            }
            if is_in(GRAVE) {
                report.dropped(&self.path(name), name, "");
            } else {
                report.shed(&self.path(name), name);
            }
        }
    }
}

/// A number, also one written as text.
pub(super) fn number_of(value: &Value) -> Option<Number> {
    match value {
        Value::Number(number) => Some(number.clone()),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// Whether a value is more than the empty one that the editor writes for every key.
pub(super) fn is_said(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::Bool(true) | Value::Number(_) => true,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(list) => list.iter().any(is_said),
        Value::Object(object) => object.values().any(is_said),
    }
}
