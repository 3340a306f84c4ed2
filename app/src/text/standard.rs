//! The words of the catalogue standard in other languages than their own.

use schema::Locale;
use schema::catalogue::{Handling, OnlineDepth, PowerType, Served};
use schema::process::Ground;
use schema::role::Role;

use super::Words;

impl Words {
    /// A kind of power.
    pub fn power_type(self, power: PowerType) -> &'static str {
        match (self.locale, power) {
            (Locale::ZhCn, power) => power.word(),
            (Locale::En, PowerType::Licence) => "Licence",
            (Locale::En, PowerType::Penalty) => "Penalty",
            (Locale::En, PowerType::Compulsion) => "Compulsory measure",
            (Locale::En, PowerType::Levy) => "Levy",
            (Locale::En, PowerType::Payment) => "Payment",
            (Locale::En, PowerType::Confirmation) => "Confirmation",
            (Locale::En, PowerType::Adjudication) => "Adjudication",
            (Locale::En, PowerType::Award) => "Award",
            (Locale::En, PowerType::Inspection) => "Inspection",
            (Locale::En, PowerType::Other) => "Other power",
            (Locale::En, PowerType::Service) => "Public service",
        }
    }

    /// How an item is handled.
    pub fn handling(self, handling: Handling) -> &'static str {
        match (self.locale, handling) {
            (Locale::ZhCn, handling) => handling.word(),
            (Locale::En, Handling::Instant) => "While you wait",
            (Locale::En, Handling::Promised) => "Within a promised time",
            (Locale::En, Handling::Joint) => "Jointly by several agencies",
            (Locale::En, Handling::Upward) => "Passed to a higher authority",
        }
    }

    /// Who is served.
    pub fn served(self, served: Served) -> &'static str {
        match (self.locale, served) {
            (Locale::ZhCn, served) => served.word(),
            (Locale::En, Served::Person) => "People",
            (Locale::En, Served::Enterprise) => "Enterprises",
            (Locale::En, Served::Institution) => "Public institutions",
            (Locale::En, Served::Society) => "Social organisations",
            (Locale::En, Served::Unincorporated) => "Unincorporated enterprises",
            (Locale::En, Served::Organ) => "Administrative organs",
            (Locale::En, Served::OtherBody) => "Other organisations",
        }
    }

    /// How far an item can be handled online.
    pub fn depth(self, depth: OnlineDepth) -> &'static str {
        match (self.locale, depth) {
            (Locale::ZhCn, OnlineDepth::Information) => "一级：网上看说明、下表格",
            (Locale::ZhCn, OnlineDepth::Acceptance) => "二级：网上预受理",
            (Locale::ZhCn, OnlineDepth::Whole) => "三级：全程网办",
            (Locale::En, OnlineDepth::Information) => "One: information and forms",
            (Locale::En, OnlineDepth::Acceptance) => "Two: acceptance in advance",
            (Locale::En, OnlineDepth::Whole) => "Three: handled wholly online",
        }
    }

    /// What a special procedure is for, as the law names it.
    pub fn ground(self, ground: Ground) -> &'static str {
        match (self.locale, ground) {
            (Locale::ZhCn, Ground::Hearing) => "听证",
            (Locale::ZhCn, Ground::Bidding) => "招标",
            (Locale::ZhCn, Ground::Auction) => "拍卖",
            (Locale::ZhCn, Ground::Inspection) => "检验",
            (Locale::ZhCn, Ground::Testing) => "检测",
            (Locale::ZhCn, Ground::Quarantine) => "检疫",
            (Locale::ZhCn, Ground::Appraisal) => "鉴定",
            (Locale::ZhCn, Ground::ExpertReview) => "专家评审",
            (Locale::En, Ground::Hearing) => "hearing",
            (Locale::En, Ground::Bidding) => "bidding",
            (Locale::En, Ground::Auction) => "auction",
            (Locale::En, Ground::Inspection) => "inspection",
            (Locale::En, Ground::Testing) => "testing",
            (Locale::En, Ground::Quarantine) => "quarantine inspection",
            (Locale::En, Ground::Appraisal) => "appraisal",
            (Locale::En, Ground::ExpertReview) => "review by experts",
        }
    }

    /// A role.
    pub fn role(self, role: Role) -> &'static str {
        match (self.locale, role) {
            (Locale::ZhCn, Role::Citizen) => "个人",
            (Locale::ZhCn, Role::Agent) => "代办人",
            (Locale::ZhCn, Role::Intake) => "窗口受理",
            (Locale::ZhCn, Role::Officer) => "经办",
            (Locale::ZhCn, Role::AgencyLead) => "部门负责人",
            (Locale::ZhCn, Role::Supervisor) => "监察",
            (Locale::ZhCn, Role::Leader) => "领导",
            (Locale::ZhCn, Role::Editor) => "事项编辑",
            (Locale::ZhCn, Role::Reviewer) => "事项审核",
            (Locale::ZhCn, Role::Admin) => "管理员",
            (Locale::En, Role::Citizen) => "Citizen",
            (Locale::En, Role::Agent) => "Agent",
            (Locale::En, Role::Intake) => "Intake",
            (Locale::En, Role::Officer) => "Officer",
            (Locale::En, Role::AgencyLead) => "Agency lead",
            (Locale::En, Role::Supervisor) => "Supervisor",
            (Locale::En, Role::Leader) => "Leader",
            (Locale::En, Role::Editor) => "Catalogue editor",
            (Locale::En, Role::Reviewer) => "Catalogue reviewer",
            (Locale::En, Role::Admin) => "Administrator",
        }
    }
}
