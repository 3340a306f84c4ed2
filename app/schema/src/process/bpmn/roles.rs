//! What the roles of staff are called on lanes. A lane of our own says its role itself; one of elsewhere is known by its name.

use crate::role::Role;

/// What people call this role; the first is what a lane of ours shows.
pub(super) fn names(role: Role) -> &'static [&'static str] {
    match role {
        Role::Citizen => &["个人", "Citizen"],
        Role::Agent => &["代办人", "Agent"],
        Role::Intake => {
            &["窗口受理", "窗口人员", "窗口", "综合窗口", "受理人员", "Intake", "Counter", "Front desk"]
        }
        Role::Officer => &["经办", "经办人", "承办人", "审查人员", "Officer", "Case officer"],
        Role::AgencyLead => &["部门负责人", "分管领导", "负责人", "Agency lead"],
        Role::Supervisor => &["监察", "Supervisor"],
        Role::Leader => &["领导", "Leader"],
        Role::Editor => &["事项编辑", "Catalogue editor"],
        Role::Reviewer => &["事项审核", "Catalogue reviewer"],
        Role::Admin => &["管理员", "Administrator"],
    }
}

/// The role of staff that is called so, or by its name on the wire.
pub(super) fn of_name(name: &str) -> Option<Role> {
    let name = name.trim();
    let slug = name.to_lowercase().replace([' ', '-'], "_");
    Role::ALL
        .into_iter()
        .filter(|role| role.is_staff())
        .find(|role| role.slug() == slug || names(*role).iter().any(|own| own.eq_ignore_ascii_case(name)))
}
