//! What stands around the questions of a form.

texts! {
    /// Marks, choices, dates, rows and the error summary of any form.
    Forms {
        optional: "选填" | "optional",
        recommended: "建议填" | "recommended",
        choose: "请选择" | "Please choose",
        yes: "是" | "Yes",
        no: "否" | "No",
        year: "年" | "Year",
        month: "月" | "Month",
        day: "日" | "Day",
        from: "从" | "From",
        to: "至" | "To",
        yuan: "元" | "CNY",
        search: "打几个字，再从列出来的里面选" | "Type a few letters, then choose",
        blank: "未填" | "Not answered",
        province: "省、直辖市" | "Province",
        city: "市" | "City",
        county: "县、区" | "County or district",
        street: "街道、镇" | "Subdistrict or town",
        choose_level(level: &str): "选{level}" | "Choose: {level}",
        next_level: "接着选下一级" | "Choose the next level",
        row(name: &str, number: usize): "{name} {number}" | "{name} {number}",
        rows_hint: "用不着的空着就行。" | "Leave empty what you do not need.",
        add_row(name: &str): "再加一项：{name}" | "Add one more: {name}",
        remove_row: "移除这一项" | "Remove this one",
        move_up: "上移" | "Move up",
        move_down: "下移" | "Move down",
        moved(name: &str, place: usize): "{name}，移到第 {place} 位" | "{name}: moved to place {place}",
        errors_title(count: usize): "有 {count} 处请您再看看" | "Please look at {count} of your answers again",
        error_line(label: &str, message: &str): "{label}：{message}" | "{label}: {message}",
        asked_again: "请您改这一项" | "Please put this right",
    }
}
