//! Every address of the API, once. The OpenAPI document is made from the same table.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::get;
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Document;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::features::{
    accounts, applications, ask, bench, bundles, calendar, cases, catalogue, custody, dashboards,
    definitions, disclosures, enquiries, exchange, guides, hall, health, home, licences, messages, notices,
    payments, performance, proceedings, questionnaires, regions, site_search, slips, supervision, surveys,
    window,
};
use crate::http::{Json, document, origin, problems};
use crate::state::AppState;

/// What the document says of itself; the paths come from the router.
#[derive(OpenApi)]
#[openapi(info(
    title = "OneHall",
    description = "The API of the hall. Problems are RFC 9457; a session is a cookie; writes from pages must come \
                   from the hall's own origin.",
    license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
))]
struct Description;

/// The API and its OpenAPI document.
pub fn api(state: &AppState) -> (Router, Document) {
    let (router, document) = OpenApiRouter::with_openapi(Description::openapi())
        // Who.
        .routes(routes!(accounts::http::session, accounts::http::sign_in, accounts::http::sign_out))
        .routes(routes!(accounts::http::sign_out_everywhere))
        .routes(routes!(accounts::http::register))
        // Find.
        .routes(routes!(home::http::home))
        .routes(routes!(home::http::life_event))
        .routes(routes!(notices::http::list))
        .routes(routes!(notices::http::read))
        .routes(routes!(catalogue::http::items))
        .routes(routes!(ask::http::get, ask::http::post))
        .routes(routes!(ask::http::rate))
        .routes(routes!(catalogue::http::item))
        .routes(routes!(hall::walk::read))
        .routes(routes!(hall::http::list))
        .routes(routes!(hall::http::read))
        .routes(routes!(hall::http::now))
        .routes(routes!(hall::http::counter))
        .routes(routes!(hall::navigator::read))
        .routes(routes!(guides::http::list))
        .routes(routes!(guides::http::read))
        .routes(routes!(guides::http::stand))
        .routes(routes!(guides::http::of_item))
        .routes(routes!(regions::http::children))
        .routes(routes!(calendar::http::year))
        // Systems of other agencies.
        .routes(routes!(exchange::http::tasks))
        .routes(routes!(exchange::http::answer))
        .merge(applying())
        .merge(following())
        .merge(jointly())
        .merge(beside())
        .merge(enquired())
        .merge(published())
        .merge(desks())
        .merge(led())
        .layer(DefaultBodyLimit::max(state.config.max_body))
        .merge(designing(state.config.max_body))
        // Uploads have a limit of their own: the file and a little for what is around it.
        .merge(
            OpenApiRouter::new()
                .routes(routes!(applications::files::add))
                .routes(routes!(cases::attachments::add))
                .routes(routes!(surveys::attachments::add))
                .routes(routes!(proceedings::http::add_file))
                .routes(routes!(proceedings::guests::add_file))
                .layer(DefaultBodyLimit::max(state.config.max_upload + 64 * 1024)),
        )
        .split_for_parts();
    let document = document::finish(document);
    let described = document.clone();
    let router = router
        .route("/api/openapi.json", get(move || async move { Json(described) }))
        // For the machines that look after the hall; not part of the contract.
        .route("/healthz", get(health::http::healthz))
        .route("/readyz", get(health::http::readyz))
        .route("/metrics", get(health::http::metrics))
        // For the browser that measures forms, where there are any to be measured.
        .route("/api/bench/forms/{name}", get(bench::http::read))
        .route("/bench/protocol/{name}", get(bench::http::protocol))
        .route("/api/{*unknown}", get(unknown).post(unknown).put(unknown).delete(unknown))
        .layer(middleware::from_fn_with_state(state.clone(), origin::origin))
        .layer(middleware::from_fn_with_state(state.clone(), problems::problems))
        .with_state(state.clone());
    (router, document)
}

/// Forms, drafts, what is handed in with them, and in whose hands they are finished.
fn applying() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(definitions::http::program))
        .routes(routes!(definitions::http::document))
        .routes(routes!(applications::http::begin, applications::http::list))
        .routes(routes!(applications::http::read, applications::http::save))
        .routes(routes!(applications::http::save_page))
        .routes(routes!(applications::version::read, applications::version::change))
        .routes(routes!(applications::http::submit))
        .routes(routes!(applications::http::receipt))
        .routes(routes!(
            applications::handover::read,
            applications::handover::give,
            applications::handover::take_back
        ))
        .routes(routes!(applications::checks::list))
        .routes(routes!(applications::checks::read))
        .routes(routes!(applications::checks::document))
        .routes(routes!(applications::checks::file))
        .routes(routes!(applications::checks::give_back))
        .routes(routes!(applications::files::read, applications::files::remove))
        .routes(routes!(applications::order::change))
        .routes(routes!(applications::licences::add))
}

/// What comes of an application for its applicant: cases, messages, bills, licences.
fn following() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        // Follow.
        .routes(routes!(cases::http::list))
        .routes(routes!(cases::http::read))
        .routes(routes!(cases::http::track))
        .routes(routes!(cases::http::rate))
        .routes(routes!(cases::http::remind))
        .routes(routes!(cases::http::withdraw))
        .routes(routes!(
            questionnaires::http::read,
            questionnaires::http::save,
            questionnaires::http::hand_in
        ))
        .routes(routes!(slips::http::own_list))
        .routes(routes!(slips::http::own_read))
        .routes(routes!(messages::http::list))
        .routes(routes!(messages::http::mark_all))
        .routes(routes!(accounts::notifications::http::read, accounts::notifications::http::set))
        .routes(routes!(messages::http::mark_one))
        .routes(routes!(home::http::waiting))
        // Pay.
        .routes(routes!(payments::http::list))
        .routes(routes!(payments::http::read))
        .routes(routes!(payments::http::pay))
        .routes(routes!(payments::http::demonstrate))
        .routes(routes!(payments::http::notice))
        // Licences.
        .routes(routes!(licences::http::list))
        .routes(routes!(licences::http::verify))
        .routes(routes!(licences::desk::compare))
        .routes(routes!(licences::http::read))
        .routes(routes!(licences::http::file))
}

/// Joint applications: what they hold, for who files one, for the agencies with a part in one.
fn jointly() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(bundles::http::bundle))
        .routes(routes!(bundles::http::plan))
        .routes(routes!(bundles::http::list))
        .routes(routes!(bundles::http::read))
        .routes(routes!(bundles::http::withdraw))
        .routes(routes!(bundles::desk::list))
        .routes(routes!(bundles::desk::read))
        .routes(routes!(bundles::desk::command))
}

/// The register of enquiries: for everybody, for who wrote one, for the desk.
fn enquired() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(enquiries::http::list, enquiries::filing::file))
        .routes(routes!(enquiries::http::figures))
        .routes(routes!(enquiries::http::places))
        .routes(routes!(enquiries::own::mine))
        .routes(routes!(enquiries::own::open))
        .routes(routes!(enquiries::own::read))
        .routes(routes!(enquiries::own::command))
        .routes(routes!(enquiries::desk::list, enquiries::desk::register))
        .routes(routes!(enquiries::desk::read))
        .routes(routes!(enquiries::desk::command))
}

/// What is published and asked of the public: for everybody, and for who keeps it.
fn published() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(site_search::http::read))
        .routes(routes!(disclosures::http::list))
        .routes(routes!(disclosures::http::read))
        .routes(routes!(disclosures::desk::list, disclosures::desk::add))
        .routes(routes!(disclosures::desk::read, disclosures::desk::set))
        .routes(routes!(surveys::http::list))
        .routes(routes!(surveys::http::read))
        .routes(routes!(surveys::http::opine))
        .routes(routes!(surveys::attachments::read))
        .routes(routes!(surveys::desk::list, surveys::desk::add))
        .routes(routes!(surveys::desk::read, surveys::desk::set))
        .routes(routes!(surveys::desk::answer))
        .routes(routes!(surveys::desk::opinions))
        .routes(routes!(surveys::attachments::read_at_desk, surveys::attachments::remove))
}

/// What runs beside cases, for staff and for who is invited from outside.
fn beside() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(proceedings::desk::of_case, proceedings::desk::call_beside_case))
        .routes(routes!(proceedings::desk::of_joint, proceedings::desk::call_beside_joint))
        .routes(routes!(proceedings::http::list))
        .routes(routes!(proceedings::http::read))
        .routes(routes!(proceedings::http::command))
        .routes(routes!(proceedings::http::file))
        .routes(routes!(proceedings::guests::read))
        .routes(routes!(proceedings::guests::opine))
        .routes(routes!(proceedings::guests::file))
        .routes(routes!(questionnaires::desk::read, questionnaires::desk::ask))
}

/// The desks of those who work here.
fn desks() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        // Handle.
        .routes(routes!(cases::queues::list))
        .routes(routes!(cases::export::csv))
        .routes(routes!(cases::orphans::list))
        .routes(routes!(cases::bulk::act))
        .routes(routes!(cases::live::read))
        .routes(routes!(cases::remarks::write))
        .routes(routes!(cases::desk::read))
        .routes(routes!(cases::course::read))
        .routes(routes!(cases::desk::command))
        .routes(routes!(cases::desk::file))
        .routes(routes!(cases::attachments::read))
        .routes(routes!(cases::document::read))
        .routes(routes!(cases::notes::seen))
        .routes(routes!(accounts::absence::http::list, accounts::absence::http::add))
        .routes(routes!(accounts::absence::http::remove))
        .routes(routes!(cases::own_forms::read, cases::own_forms::save))
        // At the window.
        .routes(routes!(window::http::list, window::http::begin))
        .routes(routes!(window::http::items))
        .routes(routes!(window::http::code))
        .routes(routes!(window::prepared::read, window::prepared::take))
        .routes(routes!(hall::queue::order))
        .routes(routes!(custody::http::read, custody::http::take_in))
        .routes(routes!(custody::http::hand_back))
        .routes(routes!(slips::http::list, slips::http::issue))
        .routes(routes!(slips::http::read))
        .routes(routes!(slips::http::print_again))
        .routes(routes!(payments::desk::list))
        .routes(routes!(payments::desk::waive))
        .routes(routes!(licences::desk::list))
        .routes(routes!(licences::desk::read))
        .routes(routes!(licences::desk::set_status))
        // Edit.
        .routes(routes!(catalogue::editing::http::findings))
        .routes(routes!(catalogue::editing::http::found))
        .routes(routes!(catalogue::editing::http::depth))
        .routes(routes!(catalogue::editing::http::unknown))
        .routes(routes!(catalogue::editing::http::item, catalogue::editing::http::set))
        .routes(routes!(catalogue::editing::http::set_way))
        .routes(routes!(hall::navigator::set))
        .routes(routes!(hall::desk::read, hall::desk::set))
        .routes(routes!(ask::desk::lists::all))
        .routes(routes!(ask::desk::lists::library, ask::desk::entries::add))
        .routes(routes!(ask::desk::entries::read, ask::desk::entries::set))
        .routes(routes!(ask::desk::tables::export))
        .routes(routes!(ask::desk::lists::asked))
        .routes(routes!(ask::desk::learning::groups))
        .routes(routes!(ask::desk::learning::one, ask::desk::learning::put_aside))
        .routes(routes!(ask::desk::learning::trial))
}

/// The numbers of leaders and of everybody, supervision, and performance.
fn led() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        // Lead.
        .routes(routes!(dashboards::http::read))
        .routes(routes!(dashboards::http::cases))
        .routes(routes!(dashboards::export::tile))
        .routes(routes!(dashboards::export::cases))
        .routes(routes!(dashboards::open::figures))
        .routes(routes!(dashboards::open::table))
        // Supervise.
        .routes(routes!(supervision::http::board))
        .routes(routes!(supervision::today::board))
        .routes(routes!(supervision::rules::http::shelf, supervision::rules::draft::publish))
        .routes(routes!(supervision::rules::draft::begin))
        .routes(routes!(supervision::rules::http::read))
        .routes(routes!(supervision::rules::http::trial))
        .routes(routes!(supervision::rules::draft::save, supervision::rules::draft::discard))
        .routes(routes!(supervision::http::dry_run))
        .routes(routes!(supervision::http::card))
        .routes(routes!(supervision::http::acknowledge))
        .routes(routes!(supervision::inquiry::http::open))
        .routes(routes!(supervision::inquiry::http::command))
        .routes(routes!(supervision::inquiry::http::appeal))
        .routes(routes!(performance::http::table))
        .routes(routes!(performance::http::count))
        .routes(routes!(performance::http::close))
        .routes(routes!(performance::http::agency))
        .routes(routes!(performance::http::enter))
        .routes(routes!(performance::http::withdraw))
        .routes(routes!(performance::bulletin::read, performance::bulletin::write))
        .routes(routes!(performance::bulletin::publish))
}

/// The desk of form designers. A definition may be larger than what people send.
fn designing(max_body: usize) -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(definitions::desk::http::list, definitions::desk::draft::begin))
        .routes(routes!(definitions::desk::http::read))
        .routes(routes!(
            definitions::desk::http::draft,
            definitions::desk::draft::save,
            definitions::desk::draft::discard
        ))
        .routes(routes!(definitions::desk::draft::submit))
        .routes(routes!(definitions::desk::draft::review))
        .routes(routes!(definitions::desk::draft::publish))
        .routes(routes!(definitions::desk::difference::difference))
        .routes(routes!(definitions::desk::difference::renamed))
        .routes(routes!(definitions::desk::http::version))
        .routes(routes!(definitions::desk::export::file))
        .routes(routes!(definitions::desk::items::put))
        .routes(routes!(definitions::desk::draft::retire))
        .routes(routes!(definitions::desk::processes::http::list, definitions::desk::processes::draft::begin))
        .routes(routes!(definitions::desk::processes::http::read))
        .routes(routes!(
            definitions::desk::processes::http::draft,
            definitions::desk::processes::draft::save,
            definitions::desk::processes::draft::discard
        ))
        .routes(routes!(definitions::desk::processes::draft::submit))
        .routes(routes!(definitions::desk::processes::draft::review))
        .routes(routes!(definitions::desk::processes::draft::publish))
        .routes(routes!(definitions::desk::processes::http::difference))
        .routes(routes!(definitions::desk::processes::http::setting))
        .routes(routes!(
            definitions::desk::processes::migration::plan,
            definitions::desk::processes::migration::migrate
        ))
        .routes(routes!(definitions::desk::processes::http::version))
        .routes(routes!(definitions::desk::processes::files::file))
        .routes(routes!(definitions::desk::processes::items::put))
        .routes(routes!(definitions::desk::processes::draft::retire))
        .routes(routes!(definitions::desk::guides::http::list, definitions::desk::guides::draft::begin))
        .routes(routes!(definitions::desk::guides::http::read))
        .routes(routes!(
            definitions::desk::guides::http::draft,
            definitions::desk::guides::draft::save,
            definitions::desk::guides::draft::discard
        ))
        .routes(routes!(definitions::desk::guides::draft::edit))
        .routes(routes!(definitions::desk::guides::draft::submit))
        .routes(routes!(definitions::desk::guides::draft::review))
        .routes(routes!(definitions::desk::guides::draft::publish))
        .routes(routes!(definitions::desk::guides::http::version))
        .routes(routes!(definitions::desk::guides::draft::retire))
        .routes(routes!(definitions::answers::tables))
        .routes(routes!(definitions::answers::csv))
        .routes(routes!(definitions::answers::json_lines))
        .routes(routes!(ask::desk::tables::import))
        .layer(DefaultBodyLimit::max(max_body.max(definitions::MAX_BYTES)))
}

/// Addresses below `/api` that are none answer like the API, not like a page.
async fn unknown() -> crate::error::Error {
    crate::error::Error::not_found()
}
