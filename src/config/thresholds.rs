//! `[risk]`: the numbers from which a rating is medium, high or critical.

use toml::de::DeValue;

use crate::config::Thresholds;
use crate::config::codes::{UNKNOWN_KEY, WRONG_VALUE};
use crate::config::reader::{Name, Reader, Value};
use crate::diag::did_you_mean;

/// What thresholds are about.
pub(super) struct Measure {
    usual: Thresholds,
    least: u8,
    most: u8,
    /// Whether numbers are kept in tenths, and may be written with one digit behind the point.
    tenths: bool,
    help: &'static str,
}

/// Of likelihood times impact.
pub(super) static SCORES: Measure = Measure {
    usual: Thresholds::SCORES,
    least: 2,
    most: 25,
    tenths: false,
    help: "scores are likelihood times impact, both from 1 to 5",
};
/// Of the mean of a DREAD rating.
pub(super) static DREAD: Measure = Measure {
    usual: Thresholds::DREAD,
    least: 1,
    most: 100,
    tenths: true,
    help: "the mean of a DREAD rating is from 0 to 10; one digit behind the point counts",
};
/// Of a CVSS score.
pub(super) static CVSS: Measure = Measure {
    usual: Thresholds::CVSS,
    least: 1,
    most: 100,
    tenths: true,
    help: "a CVSS score is from 0 to 10, with one digit behind the point",
};

impl Measure {
    fn number(&self, value: u8) -> String {
        if self.tenths { format!("{}.{}", value / 10, value % 10) } else { value.to_string() }
    }

    /// `medium = 5, high = 10, critical = 16`
    fn written(&self, thresholds: &Thresholds, between: &str) -> String {
        let Thresholds { medium, high, critical } = *thresholds;
        let each = [("medium", medium), ("high", high), ("critical", critical)];
        each.map(|(word, value)| format!("{word}{between}{}", self.number(value))).join(", ")
    }
}

/// A number with at most one digit behind its point, in tenths; nothing where it has more or is too large.
fn tenths(text: &str) -> Option<u8> {
    let tenths = text.replace('_', "").parse::<f64>().ok()? * 10.0;
    let whole = tenths.round();
    ((tenths - whole).abs() < 1e-6 && (0.0..=255.0).contains(&whole)).then_some(whole as u8)
}

impl Reader<'_> {
    /// The thresholds that a value gives; those before where it is wrong or, nested, higher, which is then reported.
    pub(super) fn risk(&mut self, name: &Name, value: &Value, measure: &Measure, before: Thresholds) -> Thresholds {
        let Some(read) = self.thresholds(name, value, measure, before) else { return before };
        let higher = read.medium > before.medium || read.high > before.high || read.critical > before.critical;
        if self.nested && higher {
            let (what, holds) = (measure.written(&read, " = "), measure.written(&before, " = "));
            self.weaker(name.get_ref(), value, &format!("{{ {what} }}"), &format!("{{ {holds} }}"));
            return before;
        }
        read
    }

    /// `None` where something is wrong, which is then reported.
    fn thresholds(&mut self, name: &Name, value: &Value, measure: &Measure, before: Thresholds) -> Option<Thresholds> {
        const NAMES: [&str; 3] = ["medium", "high", "critical"];
        let Some(table) = value.get_ref().as_table() else {
            let help = format!("write `{} = {{ {} }}`", name.get_ref(), measure.written(&measure.usual, " = "));
            self.wrong_type(name, value, "a table", Some(help));
            return None;
        };
        let mut thresholds = before;
        let mut sound = true;
        for (key, value) in table {
            let word = key.get_ref().as_ref();
            if !NAMES.contains(&word) {
                let help =
                    did_you_mean(word, NAMES).or(Some("the thresholds are `medium`, `high`, `critical`".to_owned()));
                self.report(&UNKNOWN_KEY, key.span(), format!("unknown threshold `{word}`"), help);
                continue;
            }
            let Some(number) = self.threshold(key, value, measure) else {
                sound = false;
                continue;
            };
            match word {
                "medium" => thresholds.medium = number,
                "high" => thresholds.high = number,
                _ => thresholds.critical = number,
            }
        }
        let Thresholds { medium, high, critical } = thresholds;
        if sound && !(medium < high && high < critical) {
            let these = [medium, high, critical].map(|each| measure.number(each)).join(", ");
            let message = format!("thresholds must ascend, these are {these}");
            let help = format!("what is left out stays as it is: {}", measure.written(&before, " "));
            self.report(&WRONG_VALUE, value.span(), message, Some(help));
            return None;
        }
        sound.then_some(thresholds)
    }

    fn threshold(&mut self, name: &Name, value: &Value, measure: &Measure) -> Option<u8> {
        let (text, number) = match value.get_ref() {
            DeValue::Integer(number) => {
                let read = u8::from_str_radix(number.as_str(), number.radix()).ok();
                (number.as_str(), if measure.tenths { read.and_then(|whole| whole.checked_mul(10)) } else { read })
            }
            DeValue::Float(number) if measure.tenths => (number.as_str(), tenths(number.as_str())),
            _ => {
                self.wrong_type(name, value, if measure.tenths { "a number" } else { "a whole number" }, None);
                return None;
            }
        };
        let number = number.filter(|number| (measure.least..=measure.most).contains(number));
        if number.is_none() {
            let (least, most) = (measure.number(measure.least), measure.number(measure.most));
            let message = format!("`{}` is {text}, a threshold is from {least} to {most}", name.get_ref());
            self.report(&WRONG_VALUE, value.span(), message, Some(measure.help.to_owned()));
        }
        number
    }
}
