//! What stands on paper beside what a form asks and what was answered.

use super::Words;

impl Words {
    /// The way to the form on paper.
    pub fn print_form(self) -> &'static str {
        Printing(self.locale).title()
    }
}

texts! {
    /// A filled form on paper.
    Printing {
        title: "打印申请表" | "Print the form",
        lead: "一张 A4 申请表，可以打印，也可以在浏览器里存成 PDF。" | "The form on A4: print it, or let the browser save it as a PDF.",
        print: "打印" | "Print",
        print_hint: "要打印，请用浏览器菜单里的“打印”。" | "To print, use “Print” in your browser's menu.",
        back: "返回" | "Back",
        item: "事项" | "Matter",
        agency: "承办单位" | "Agency",
        applicant: "申请人" | "Applicant",
        form_number: "表单编号" | "Form",
        application_number: "申请序号" | "Application",
        case_number: "办件编号" | "Case",
        filed_at: "提交时间" | "Filed",
        not_filed: "还没有提交" | "Not filed yet",
        question: "项目" | "Asked",
        answer: "填写内容" | "Answer",
        place: "序号" | "No.",
        blank: "（未填）" | "(blank)",
        materials: "申请材料" | "Documents",
        material: "材料名称" | "Document",
        files: "已交文件" | "Files",
        no_files: "未交" | "None",
        optional: "选交" | "optional",
        promises: "容缺承诺" | "Promised to follow",
        promised: "承诺补齐的内容" | "What will follow",
        promised_by: "最迟" | "By",
        declaration: "声明" | "Declaration",
        declared: "本人（本单位）已阅读以上内容，保证所填内容和所交材料真实、有效，并承担相应法律责任。" | "I have read the above and vouch that the answers and documents are true and valid.",
        signature: "申请人（签名或盖章）" | "Signature or seal of the applicant",
        agency_seal: "承办单位（盖章）" | "Seal of the agency",
        date: "年　　月　　日" | "Date",
        withheld: "（不显示）" | "(not shown)",
        versions(count: usize): "正文的 {count} 个版本，最新的在前" | "The document in {count} versions, the newest first",
        since(by: &str, at: &str): "{by}，{at} 起" | "{by}, since {at}",
        form_version(id: &str, version: u32): "{id} 第 {version} 版" | "{id}, version {version}",
    }
}
