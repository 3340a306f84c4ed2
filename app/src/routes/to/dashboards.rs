//! Addresses of the numbers: the dashboard of leaders, the cases behind a number, and what everybody may read.

use schema::dashboards::{CasesQuery, DashboardQuery};

pub const DASHBOARD: &str = "/dashboard";
pub const DASHBOARD_SCREEN: &str = "/dashboard/screen";
pub const DASHBOARD_CASES: &str = "/dashboard/cases";
/// Last month's figures for everybody, and the same as files.
pub const OPEN_DATA: &str = "/open-data";
pub const OPEN_DATA_CSV: &str = "/api/open-data.csv";
pub const OPEN_DATA_JSON: &str = "/api/open-data";

/// The dashboard of a period and a region.
pub fn dashboard(query: &DashboardQuery) -> String {
    format!("{DASHBOARD}{}", query.to_query_string())
}

/// The big screen of a region, or of everywhere.
pub fn dashboard_screen(region: Option<&str>) -> String {
    let query = DashboardQuery { region: region.map(str::to_owned), ..DashboardQuery::default() };
    format!("{DASHBOARD_SCREEN}{}", query.to_query_string())
}

/// The cases behind a number of the dashboard.
pub fn dashboard_cases(query: &CasesQuery) -> String {
    format!("{DASHBOARD_CASES}{}", query.to_query_string())
}

/// A tile of the dashboard as a file: `csv` or `xlsx`.
pub fn dashboard_file(query: &DashboardQuery, question: &str, format: &str) -> String {
    let asked = query.to_query_string();
    let and = if asked.is_empty() { '?' } else { '&' };
    format!("/api{DASHBOARD}/tile{asked}{and}question={question}&format={format}")
}

/// The cases behind a number as a file.
pub fn dashboard_cases_file(query: &CasesQuery, format: &str) -> String {
    let query = CasesQuery { cursor: None, ..query.clone() };
    format!("/api{DASHBOARD_CASES}/file{}&format={format}", query.to_query_string())
}
