//! Charts as ECharts options, from numbers alone. Pure; the browser only draws them.

use charming::Chart;
use charming::component::{Axis, Grid, Legend};
use charming::element::{AxisType, Color, Tooltip, Trigger};
use charming::series::{Bar, Line, Pie};
use schema::Locale;
use schema::dashboards::{Question, Row};
use serde_json::{Value, json};

/// The words of the series.
struct Words {
    filed: &'static str,
    decided: &'static str,
    in_hand: &'static str,
    late: &'static str,
    on_time: &'static str,
    working_days: &'static str,
    asked_late: &'static str,
}

const fn words(locale: Locale) -> Words {
    match locale {
        Locale::ZhCn => Words {
            filed: "受理申请",
            decided: "办结",
            in_hand: "在办",
            late: "已超期",
            on_time: "按时（%）",
            working_days: "平均工作日",
            asked_late: "补正提晚",
        },
        Locale::En => Words {
            filed: "Filed",
            decided: "Decided",
            in_hand: "In hand",
            late: "Late",
            on_time: "In time (%)",
            working_days: "Working days",
            asked_late: "Asked too late",
        },
    }
}

/// The option of the chart for a question.
pub fn option(question: Question, rows: &[Row], locale: Locale) -> Result<Value, serde_json::Error> {
    let words = words(locale);
    let chart = match question {
        Question::ByDay => line(rows, words.filed, words.decided),
        Question::ByAgency => bars(rows, &[(words.filed, 0, 1.0)]),
        Question::ByType => pie(rows, words.filed),
        Question::InHand => bars(rows, &[(words.in_hand, 0, 1.0), (words.late, 1, 1.0)]),
        Question::OnTime => bars(rows, &[(words.on_time, 0, 10.0)]),
        Question::Slowest => bars(rows, &[(words.working_days, 0, 10.0)]),
        Question::AskedLate => bars(rows, &[(words.asked_late, 0, 1.0)]),
    };
    let mut option = serde_json::to_value(chart.color(palette()))?;
    // A number is read, not watched growing.
    option["animation"] = false.into();
    shorten_names(&mut option);
    name_keys(&mut option, rows);
    Ok(option)
}

/// Every point says which row it is of, so that the browser can open the cases behind it. ECharts hands on what else
/// stands in a point; charming has no words for that either.
fn name_keys(option: &mut Value, rows: &[Row]) {
    let upwards = option["yAxis"]["type"] == "category";
    for series in option["series"].as_array_mut().into_iter().flatten() {
        let points = series["data"].as_array_mut().into_iter().flatten();
        let keys: Box<dyn Iterator<Item = &Row>> =
            if upwards { Box::new(rows.iter().rev()) } else { Box::new(rows.iter()) };
        for (point, row) in points.zip(keys) {
            match point.as_object_mut() {
                Some(point) => drop(point.insert("key".to_owned(), row.key.clone().into())),
                None => *point = json!({ "value": point.take(), "key": row.key }),
            }
        }
    }
}

/// Eight hues that colour-blind eyes tell apart, of middle lightness: they hold on paper and on ink.
fn palette() -> Vec<Color> {
    ["#3f78b0", "#c2800f", "#2c8a6b", "#a0458c", "#5b8bc4", "#b3541e", "#7a8450", "#7b808c"]
        .map(|hue| Color::Value(hue.to_owned()))
        .to_vec()
}

/// Every row has its name, cut where it is too long for a tile. ECharts knows how; charming has no words for it.
fn shorten_names(option: &mut Value) {
    if let Some(axis) = option.get_mut("yAxis").filter(|axis| axis["type"] == "category") {
        axis["axisLabel"] = json!({ "interval": 0, "width": 128, "overflow": "truncate" });
    }
}

fn column(rows: &[Row], place: usize, divisor: f64) -> Vec<f64> {
    rows.iter().map(|row| row.numbers.get(place).copied().unwrap_or_default() as f64 / divisor).collect()
}

fn names(rows: &[Row]) -> Vec<String> {
    rows.iter().map(|row| row.name.clone()).collect()
}

/// Days of one year without it: the period stands above.
fn days(rows: &[Row]) -> Vec<String> {
    let year = |row: &Row| row.name.split('-').next().map(str::to_owned);
    let is_one_year = rows.first().map(year) == rows.last().map(year);
    let day =
        |row: &Row| if is_one_year { row.name.split_once('-').map(|(_, day)| day.to_owned()) } else { None };
    rows.iter().map(|row| day(row).unwrap_or_else(|| row.name.clone())).collect()
}

/// An axis of numbers of which there is no half, as of cases.
fn counted() -> Axis {
    Axis::new().type_(AxisType::Value).min_interval(1.0)
}

fn line(rows: &[Row], filed: &str, decided: &str) -> Chart {
    Chart::new()
        .tooltip(Tooltip::new().trigger(Trigger::Axis))
        .legend(Legend::new().top("0"))
        .grid(Grid::new().left("2%").right("4%").top("36").bottom("4").contain_label(true))
        .x_axis(Axis::new().type_(AxisType::Category).data(days(rows)))
        .y_axis(counted())
        .series(Line::new().name(filed).data(column(rows, 0, 1.0)))
        .series(Line::new().name(decided).data(column(rows, 1, 1.0)))
}

/// Lying bars, the first row on top: names of agencies and items are long.
fn bars(rows: &[Row], series: &[(&str, usize, f64)]) -> Chart {
    let upwards: Vec<Row> = rows.iter().rev().cloned().collect();
    let chart = Chart::new()
        .tooltip(Tooltip::new().trigger(Trigger::Axis))
        .grid(
            Grid::new()
                .left("2%")
                .right("6%")
                .top(if series.len() > 1 { "32" } else { "8" })
                .bottom("4")
                .contain_label(true),
        )
        .x_axis(counted())
        .y_axis(Axis::new().type_(AxisType::Category).data(names(&upwards)));
    let chart = if series.len() > 1 { chart.legend(Legend::new().top("0")) } else { chart };
    series.iter().fold(chart, |chart, (name, place, divisor)| {
        chart.series(Bar::new().name(*name).data(column(&upwards, *place, *divisor)))
    })
}

fn pie(rows: &[Row], filed: &str) -> Chart {
    let slices: Vec<(f64, String)> =
        column(rows, 0, 1.0).into_iter().zip(rows.iter().map(|row| row.name.clone())).collect();
    Chart::new()
        .tooltip(Tooltip::new().trigger(Trigger::Item))
        .series(Pie::new().name(filed).radius("60%").data(slices))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_question_has_a_chart_of_its_rows() {
        let rows = [
            Row { name: "广州市公安局".into(), key: "1".into(), numbers: vec![12, 3] },
            Row { name: "广州市民政局".into(), key: "2".into(), numbers: vec![5, 0] },
        ];
        for question in Question::ALL {
            for locale in Locale::ALL {
                let option = option(question, &rows, locale).unwrap();
                let text = option.to_string();
                assert!(text.contains("广州市公安局"), "{question:?}");
                assert!(option["series"].as_array().is_some_and(|series| !series.is_empty()), "{question:?}");
            }
        }
    }

    #[test]
    fn lying_bars_have_the_first_row_on_top() {
        let row = |name: &str, number| Row { name: name.into(), key: name.into(), numbers: vec![number] };
        let rows = [row("a", 2), row("b", 1)];
        let option = option(Question::ByAgency, &rows, Locale::En).unwrap();
        assert_eq!(option["yAxis"]["axisLabel"]["overflow"], "truncate");
        assert_eq!(option["xAxis"]["minInterval"], 1.0, "there is no half a case");
        assert_eq!(option["yAxis"]["data"], serde_json::json!(["b", "a"]));
        let points = json!([{ "value": 1.0, "key": "b" }, { "value": 2.0, "key": "a" }]);
        assert_eq!(option["series"][0]["data"], points);
    }
}
