//! Charts as ECharts options, from numbers alone. Pure; the browser only draws them.

use charming::Chart;
use charming::component::{Axis, Calendar, Grid, Legend, VisualMap, VisualMapPiece, VisualMapType};
use charming::datatype::{DataFrame, DataPoint};
use charming::element::{AreaStyle, AxisType, Color, CoordinateSystem, Label, Orient, Tooltip, Trigger};
use charming::series::{Bar, Heatmap, Line, Pie, Treemap};
use schema::Locale;
use schema::dashboards::{ChartKind, Definition, Measure, Row};
use schema::process::Status;
use serde_json::{Value, json};

/// What a series is called.
const fn name(measure: Measure, locale: Locale) -> &'static str {
    let (zh, en) = match measure {
        Measure::Opened => ("收件", "Filed"),
        Measure::Decided => ("办结", "Decided"),
        Measure::OnTime => ("按时办结", "Decided in time"),
        Measure::OnTimeShare => ("按时（%）", "In time (%)"),
        Measure::AverageDays => ("平均工作日", "Working days"),
        Measure::InHand => ("在办", "In hand"),
        Measure::Late => ("已超期", "Late"),
        Measure::AskedLate => ("补正提晚", "Asked too late"),
    };
    match locale {
        Locale::ZhCn => zh,
        Locale::En => en,
    }
}

/// What the status of an open case is called.
pub const fn stage(status: Status, locale: Locale) -> &'static str {
    let (zh, en) = match status {
        Status::Submitted => ("待受理", "To be accepted"),
        Status::Accepted => ("已受理", "Accepted"),
        Status::InReview => ("在审查", "Being examined"),
        Status::WaitingForApplicant => ("等补正", "Waiting for the applicant"),
        Status::SpecialProcedure => ("特别程序", "Special procedure"),
        Status::Decided => ("待送达", "To be handed over"),
        Status::Delivered => ("已办结", "Done"),
        Status::NotAccepted => ("不予受理", "Not accepted"),
        Status::Withdrawn => ("已撤回", "Taken back"),
        Status::Terminated => ("已终止", "Ended"),
    };
    match locale {
        Locale::ZhCn => zh,
        Locale::En => en,
    }
}

/// What is in hand and not late.
const fn rest(locale: Locale) -> &'static str {
    match locale {
        Locale::ZhCn => "其余",
        Locale::En => "The rest",
    }
}

/// What of a tile is drawn: a name, and the number of each row.
type Series = (&'static str, Vec<f64>);

/// The option of the chart for a tile.
pub fn option(definition: &Definition, rows: &[Row], locale: Locale) -> Result<Value, serde_json::Error> {
    let series: Vec<Series> = definition
        .measures
        .iter()
        .enumerate()
        .map(|(place, measure)| {
            let divisor = if measure.is_tenths() { 10.0 } else { 1.0 };
            (name(*measure, locale), column(rows, place, divisor))
        })
        .collect();
    let first = series.first().cloned().unwrap_or_default();
    let chart = match definition.chart {
        ChartKind::Line => lines(rows, series, false),
        ChartKind::Area => lines(rows, series, true),
        ChartKind::Bar => bars(rows, vec![first], false),
        ChartKind::Stacked => bars(rows, parts(series, locale), true),
        ChartKind::Pie => pie(rows, first),
        ChartKind::Treemap => treemap(first.0),
        ChartKind::Calendar => calendar(rows, &first),
    };
    let mut option = serde_json::to_value(chart.color(palette()))?;
    // A number is read, not watched growing.
    option["animation"] = false.into();
    if definition.chart == ChartKind::Treemap {
        fill_treemap(&mut option, rows);
    }
    if definition.chart == ChartKind::Calendar {
        fill_calendar(&mut option, locale);
    }
    shorten_names(&mut option);
    name_keys(&mut option, rows);
    Ok(option)
}

/// The first measure without the second, which is a part of it, and the second.
fn parts(mut series: Vec<Series>, locale: Locale) -> Vec<Series> {
    if let [(name, whole), (_, part)] = series.as_mut_slice() {
        *name = rest(locale);
        whole.iter_mut().zip(part.iter()).for_each(|(whole, part)| *whole -= part);
    }
    series
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

fn lines(rows: &[Row], series: Vec<Series>, is_filled: bool) -> Chart {
    let chart = Chart::new()
        .tooltip(Tooltip::new().trigger(Trigger::Axis))
        .legend(Legend::new().top("0"))
        .grid(Grid::new().left("2%").right("4%").top("36").bottom("4").contain_label(true))
        .x_axis(Axis::new().type_(AxisType::Category).data(days(rows)))
        .y_axis(counted());
    series.into_iter().fold(chart, |chart, (name, numbers)| {
        let line = Line::new().name(name).data(numbers);
        chart.series(if is_filled { line.area_style(AreaStyle::new().opacity(0.15)) } else { line })
    })
}

/// Lying bars, the first row on top: names of agencies and items are long.
fn bars(rows: &[Row], series: Vec<Series>, is_stacked: bool) -> Chart {
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
    series.into_iter().fold(chart, |chart, (name, mut numbers)| {
        numbers.reverse();
        let bar = Bar::new().name(name).data(numbers);
        chart.series(if is_stacked { bar.stack("whole") } else { bar })
    })
}

fn pie(rows: &[Row], (name, numbers): Series) -> Chart {
    let slices: Vec<(f64, String)> =
        numbers.into_iter().zip(rows.iter().map(|row| row.name.clone())).collect();
    Chart::new()
        .tooltip(Tooltip::new().trigger(Trigger::Item))
        .series(Pie::new().name(name).radius("60%").data(slices))
}

/// The frame of rectangles; charming has no words for what stands in them.
fn treemap(name: &str) -> Chart {
    Chart::new().tooltip(Tooltip::new().trigger(Trigger::Item)).series(
        Treemap::new()
            .name(name)
            .left("2%")
            .right("2%")
            .top("4")
            .bottom("4")
            .label(Label::new().show(true).color(ON_HUE)),
    )
}

/// What is written on a hue of the palette: the style sheet turns it over where the hue is light.
const ON_HUE: &str = "#fefefe";

fn fill_treemap(option: &mut Value, rows: &[Row]) {
    let number = |row: &Row| row.numbers.first().copied().unwrap_or_default();
    let boxes: Vec<Value> = rows
        .iter()
        .map(|row| json!({ "name": row.name, "value": number(row), "itemStyle": { "color": "#3f78b0" } }))
        .collect();
    let series = &mut option["series"][0];
    series["data"] = boxes.into();
    series["breadcrumb"] = json!({ "show": false });
    series["roam"] = false.into();
    series["nodeClick"] = false.into();
    series["itemStyle"] = json!({ "gapWidth": 2, "borderWidth": 0 });
}

/// Five steps from little to much, as in the style sheet.
const HEAT: [&str; 5] = ["#e4edf5", "#b9cfe3", "#7fa4c8", "#3f71a2", "#143c66"];

/// A square for each day; weeks go from left to right.
fn calendar(rows: &[Row], (name, numbers): &Series) -> Chart {
    let (first, last) = (rows.first(), rows.last());
    let name_of = |row: Option<&Row>| row.map(|row| row.name.clone()).unwrap_or_default();
    let points: Vec<DataFrame> = rows
        .iter()
        .zip(numbers)
        .map(|(row, number)| vec![DataPoint::from(row.name.as_str()), DataPoint::from(*number)])
        .collect();
    Chart::new()
        .tooltip(Tooltip::new().trigger(Trigger::Item))
        .visual_map(
            VisualMap::new()
                .type_(VisualMapType::Piecewise)
                .orient(Orient::Horizontal)
                .left("center")
                .bottom("0")
                .pieces(pieces(numbers)),
        )
        .calendar(
            Calendar::new()
                .range((name_of(first), name_of(last)))
                .left("40")
                .right("12")
                .top("28")
                .bottom("36")
                .orient(Orient::Horizontal),
        )
        .series(Heatmap::new().name(*name).coordinate_system(CoordinateSystem::Calendar).data(points))
}

/// The steps: each begins where the one before ends, and none is empty of whole numbers.
fn pieces(numbers: &[f64]) -> Vec<VisualMapPiece> {
    let most = numbers.iter().copied().fold(0.0, f64::max);
    let step = (most / 5.0).ceil().max(1.0);
    let mut pieces = vec![VisualMapPiece::new().min(0.0).max(0.0).color("#f1ece2").label("0")];
    for (place, hue) in HEAT.iter().enumerate() {
        let from = step * place as f64 + 1.0;
        if from <= most {
            let to = step * (place + 1) as f64;
            let label = if from < to { format!("{from}–{to}") } else { format!("{from}") };
            pieces.push(VisualMapPiece::new().min(from).max(to).color(*hue).label(label));
        }
    }
    pieces
}

/// The names of days and months are the browser's; charming has no words for them.
fn fill_calendar(option: &mut Value, locale: Locale) {
    let names = if locale == Locale::ZhCn { "ZH" } else { "EN" };
    let place =
        if option["calendar"].is_array() { &mut option["calendar"][0] } else { &mut option["calendar"] };
    place["dayLabel"] = json!({ "firstDay": 1, "nameMap": names });
    place["monthLabel"] = json!({ "nameMap": names });
    place["yearLabel"] = json!({ "show": false });
    place["splitLine"] = json!({ "show": false });
    place["itemStyle"] = json!({ "color": "transparent", "borderColor": "#dbdee4" });
}

#[cfg(test)]
mod tests {
    use schema::dashboards::{Dimension, Question};

    use super::*;

    fn shipped(question: Question) -> Definition {
        Definition::shipped().unwrap().into_iter().find(|tile| tile.question == question).unwrap()
    }

    fn row(name: &str, numbers: &[i64]) -> Row {
        Row { name: name.into(), key: name.into(), numbers: numbers.to_vec() }
    }

    #[test]
    fn each_question_has_a_chart_of_its_rows() {
        for definition in Definition::shipped().unwrap() {
            let is_of_days = definition.dimension == Dimension::Day;
            let names = if is_of_days {
                ["2026-03-02", "2026-03-03"]
            } else {
                ["广州市公安局", "广州市民政局"]
            };
            let rows = [row(names[0], &[12, 3]), row(names[1], &[5, 0])];
            for locale in Locale::ALL {
                let option = option(&definition, &rows, locale).unwrap();
                let text = option.to_string();
                assert!(text.contains(names[0]) || text.contains("03-02"), "{definition:?}");
                assert!(
                    option["series"].as_array().is_some_and(|series| !series.is_empty()),
                    "{definition:?}"
                );
                let points = option["series"][0]["data"].as_array().unwrap();
                assert!(points.iter().all(|point| point["key"].is_string()), "{definition:?} {text}");
            }
        }
    }

    #[test]
    fn lying_bars_have_the_first_row_on_top() {
        let rows = [row("a", &[2]), row("b", &[1])];
        let option = option(&shipped(Question::ByAgency), &rows, Locale::En).unwrap();
        assert_eq!(option["yAxis"]["axisLabel"]["overflow"], "truncate");
        assert_eq!(option["xAxis"]["minInterval"], 1.0, "there is no half a case");
        assert_eq!(option["yAxis"]["data"], json!(["b", "a"]));
        let points = json!([{ "value": 1.0, "key": "b" }, { "value": 2.0, "key": "a" }]);
        assert_eq!(option["series"][0]["data"], points);
    }

    #[test]
    fn a_part_and_the_rest_are_as_long_as_the_whole() {
        let option = option(&shipped(Question::InHand), &[row("a", &[7, 2])], Locale::En).unwrap();
        let point = |series: usize| option["series"][series]["data"][0]["value"].clone();
        assert_eq!((point(0), point(1)), (json!(5.0), json!(2.0)));
        assert_eq!(option["series"][0]["stack"], option["series"][1]["stack"]);
        assert_eq!(option["series"][0]["name"], "The rest");
    }

    #[test]
    fn days_are_squares_in_steps_that_leave_no_number_out() {
        let rows = [row("2026-03-02", &[0]), row("2026-03-03", &[7]), row("2026-03-04", &[13])];
        let option = option(&shipped(Question::BusyDays), &rows, Locale::ZhCn).unwrap();
        assert_eq!(option["series"][0]["coordinateSystem"], "calendar");
        assert_eq!(
            option["series"][0]["data"][1],
            json!({ "value": ["2026-03-03", 7.0], "key": "2026-03-03" })
        );
        let steps = pieces(&[0.0, 7.0, 13.0]);
        let steps = serde_json::to_value(steps).unwrap();
        let labels: Vec<&str> =
            steps.as_array().unwrap().iter().filter_map(|step| step["label"].as_str()).collect();
        assert_eq!(labels, ["0", "1–3", "4–6", "7–9", "10–12", "13–15"]);
    }

    #[test]
    fn regions_are_rectangles_that_say_which_they_are() {
        let rows = [row("440103", &[7, 1]), row("=440100", &[2, 1])];
        let option = option(&shipped(Question::ByRegion), &rows, Locale::En).unwrap();
        let first = &option["series"][0]["data"][0];
        assert_eq!((&first["value"], &first["key"]), (&json!(7), &json!("440103")));
        assert_eq!(option["series"][0]["breadcrumb"]["show"], false);
    }
}
