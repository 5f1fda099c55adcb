//! CVSS 4.0 vectors: what one may say, where it goes wrong, and its score.
//!
//! The metrics and their values are those of FIRST's specification of CVSS 4.0; the crate `cvss` computes the score.
//! Its parser gives no places and takes any order and case, so that a vector is looked at here first.

use std::ops::Range;
use std::str::FromStr;

use crate::diag::did_you_mean;

/// What every vector begins with.
const PREFIX: &str = "CVSS:4.0";

/// A metric: its abbreviation, its name, its values, and whether a vector must have it. In the order of the
/// specification, which a vector keeps.
const METRICS: &[(&str, &str, &[&str], bool)] = &[
    ("AV", "attack vector", &["N", "A", "L", "P"], true),
    ("AC", "attack complexity", &["L", "H"], true),
    ("AT", "attack requirements", &["N", "P"], true),
    ("PR", "privileges required", &["N", "L", "H"], true),
    ("UI", "user interaction", &["N", "P", "A"], true),
    ("VC", "confidentiality of the vulnerable system", &["H", "L", "N"], true),
    ("VI", "integrity of the vulnerable system", &["H", "L", "N"], true),
    ("VA", "availability of the vulnerable system", &["H", "L", "N"], true),
    ("SC", "confidentiality of subsequent systems", &["H", "L", "N"], true),
    ("SI", "integrity of subsequent systems", &["H", "L", "N"], true),
    ("SA", "availability of subsequent systems", &["H", "L", "N"], true),
    ("E", "exploit maturity", &["X", "A", "P", "U"], false),
    ("CR", "confidentiality requirement", &["X", "H", "M", "L"], false),
    ("IR", "integrity requirement", &["X", "H", "M", "L"], false),
    ("AR", "availability requirement", &["X", "H", "M", "L"], false),
    ("MAV", "modified attack vector", &["X", "N", "A", "L", "P"], false),
    ("MAC", "modified attack complexity", &["X", "L", "H"], false),
    ("MAT", "modified attack requirements", &["X", "N", "P"], false),
    ("MPR", "modified privileges required", &["X", "N", "L", "H"], false),
    ("MUI", "modified user interaction", &["X", "N", "P", "A"], false),
    ("MVC", "modified confidentiality of the vulnerable system", &["X", "H", "L", "N"], false),
    ("MVI", "modified integrity of the vulnerable system", &["X", "H", "L", "N"], false),
    ("MVA", "modified availability of the vulnerable system", &["X", "H", "L", "N"], false),
    ("MSC", "modified confidentiality of subsequent systems", &["X", "H", "L", "N"], false),
    ("MSI", "modified integrity of subsequent systems", &["X", "S", "H", "L", "N"], false),
    ("MSA", "modified availability of subsequent systems", &["X", "S", "H", "L", "N"], false),
    ("S", "safety", &["X", "N", "P"], false),
    ("AU", "automatable", &["X", "N", "Y"], false),
    ("R", "recovery", &["X", "A", "U", "I"], false),
    ("V", "value density", &["X", "D", "C"], false),
    ("RE", "response effort", &["X", "L", "M", "H"], false),
    ("U", "provider urgency", &["X", "Clear", "Green", "Amber", "Red"], false),
];

/// What is wrong with a vector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, in bytes of the vector.
    pub at: Range<usize>,
    /// What is wrong.
    pub what: String,
    /// What may stand there.
    pub help: String,
}

/// Looks for the first mistake in a vector.
///
/// # Errors
/// The mistake, with its place in the vector.
pub fn check(vector: &str) -> Result<(), Fault> {
    let fault = |at: Range<usize>, what: String, help: String| Err(Fault { at, what, help });
    let first = vector.find('/').unwrap_or(vector.len());
    if vector.get(..first) != Some(PREFIX) {
        let what = format!("a CVSS 4.0 vector begins with `{PREFIX}/`");
        return fault(
            0..first,
            what,
            format!("write `{PREFIX}/AV:N/AC:L/…`; vectors of older versions are scored differently"),
        );
    }
    let mut seen: Vec<usize> = Vec::new();
    let mut at = first;
    while at < vector.len() {
        let start = at + 1;
        let rest = vector.get(start..).unwrap_or("");
        let length = rest.find('/').unwrap_or(rest.len());
        let (place, metric) = (start..start + length, rest.get(..length).unwrap_or(""));
        at = start + length;
        let Some((name, value)) = metric.split_once(':') else {
            let what = format!("`{metric}` is no metric of a CVSS vector");
            return fault(place, what, "a metric is written as `NAME:VALUE`, such as `AV:N`".to_owned());
        };
        let Some(index) = METRICS.iter().position(|(known, ..)| *known == name) else {
            let near = did_you_mean(name, METRICS.iter().map(|(known, ..)| *known));
            let names: Vec<&str> = METRICS.iter().map(|(known, ..)| *known).collect();
            let help = near.unwrap_or_else(|| format!("the metrics are {}", names.join(", ")));
            return fault(place.start..place.start + name.len(), format!("CVSS 4.0 has no metric `{name}`"), help);
        };
        let Some((_, words, values, _)) = METRICS.get(index) else { continue };
        if !values.contains(&value) {
            let values: Vec<String> = values.iter().map(|value| format!("`{name}:{value}`")).collect();
            let what = format!("`{value}` is no value of `{name}`, the {words}");
            return fault(place, what, format!("write {}", one_of(&values)));
        }
        if seen.contains(&index) {
            return fault(place, format!("`{name}` stands here a second time"), "take one of them away".to_owned());
        }
        if let Some(before) = seen.last().filter(|before| **before > index).and_then(|before| METRICS.get(*before)) {
            let what = format!("`{name}` stands behind `{}`", before.0);
            return fault(place, what, format!("metrics keep their order: write `{name}` before `{}`", before.0));
        }
        seen.push(index);
    }
    let missing = METRICS.iter().enumerate().filter(|(index, (.., needed))| *needed && !seen.contains(index));
    let missing: Vec<&(&str, &str, &[&str], bool)> = missing.map(|(_, metric)| metric).collect();
    if let Some((name, words, values, _)) = missing.first() {
        let others = if missing.len() > 1 { format!(", and {} more", missing.len() - 1) } else { String::new() };
        let values: Vec<String> = values.iter().map(|value| format!("`{name}:{value}`")).collect();
        let what = format!("the vector has no `{name}`, the {words}{others}");
        return fault(0..vector.len(), what, format!("add {}", one_of(&values)));
    }
    Ok(())
}

fn one_of(values: &[String]) -> String {
    match values {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

/// The score of a vector, in tenths: 0 to 100. `None` for what is no vector.
///
/// All metric groups of the vector count: with a threat metric it is CVSS-BT, and so on.
pub fn score(vector: &str) -> Option<u8> {
    check(vector).ok()?;
    let score = ::cvss::v4::Vector::from_str(vector).ok()?.score().value();
    Some((score * 10.0).round().clamp(0.0, 100.0) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Vectors and scores of FIRST's page of examples for CVSS 4.0 (first.org/cvss/v4.0/examples, version 1.7.1): those
    /// of its tables. The line above the metrics says 9.4 for CVE-2023-48228 and 9.3 for CVE-2016-5729.
    const EXAMPLES: &[(&str, &str, u8)] = &[
        ("CVE-2022-41741", "AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 73),
        ("CVE-2020-3549", "AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 77),
        ("CVE-2020-3549", "AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:U", 52),
        ("CVE-2023-3089", "AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:L/VA:L/SC:N/SI:N/SA:N", 83),
        (
            "CVE-2023-3089",
            "AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:L/VA:L/SC:N/SI:N/SA:N/CR:H/IR:L/AR:L/MAV:N/MAC:H/MVC:H/MVI:L/MVA:L",
            81,
        ),
        ("CVE-2021-44714", "AV:L/AC:L/AT:N/PR:N/UI:A/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N", 46),
        ("CVE-2022-21830", "AV:N/AC:L/AT:N/PR:N/UI:A/VC:N/VI:N/VA:N/SC:L/SI:L/SA:N", 51),
        ("CVE-2022-22186", "AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:L/SI:L/SA:N", 69),
        ("CVE-2023-21989", "AV:L/AC:L/AT:N/PR:H/UI:N/VC:N/VI:N/VA:N/SC:H/SI:N/SA:N", 59),
        ("CVE-2020-3947", "AV:L/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", 94),
        ("CVE-2023-48228", "AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:H/VA:N/SC:H/SI:H/SA:H", 93),
        ("CVE-2023-30560", "AV:P/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:H/SA:N/S:P/V:D", 83),
        ("CVE-2014-0160", "AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N/E:A", 87),
        ("CVE-2021-44228", "AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:A", 93),
        (
            "CVE-2021-44228",
            "AV:N/AC:H/AT:P/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:P/MAC:L/MAT:N/MVC:N/MVI:N/MVA:L",
            55,
        ),
        ("CVE-2024-6387", "AV:N/AC:H/AT:P/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:P", 82),
        ("CVE-2013-6014", "AV:A/AC:L/AT:N/PR:N/UI:N/VC:N/VI:L/VA:N/SC:H/SI:N/SA:H", 64),
        ("CVE-2016-5729", "AV:L/AC:L/AT:N/PR:H/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/R:I", 84),
        // The table of this example says 7.0, which is the score of its vector; the line above its metrics says 8.6,
        // which is that of the vector it had in an earlier edition, with high impact on subsequent systems.
        ("CVE-2018-3652", "AV:P/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 70),
        ("CVE-2018-3652, earlier", "AV:P/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", 86),
        ("CVE-2023-30545", "AV:N/AC:L/AT:N/PR:L/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N", 71),
        ("CVE-2021-23846", "AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N", 82),
        ("CVE-2023-22394", "AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:L", 87),
        ("CVE-2023-22394", "AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:L/E:U", 66),
    ];

    #[test]
    fn published_examples_have_their_scores() {
        let wrong: Vec<String> = EXAMPLES
            .iter()
            .filter_map(|(name, vector, expected)| {
                let score = score(&format!("CVSS:4.0/{vector}"));
                (score != Some(*expected)).then(|| format!("{name} {vector}: {score:?}, published {expected}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn every_metric_and_value_is_known_to_the_crate() {
        let base = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N";
        for (name, _, values, needed) in METRICS {
            for value in *values {
                let vector = match needed {
                    true => base
                        .split('/')
                        .map(|part| {
                            if part.starts_with(&format!("{name}:")) {
                                format!("{name}:{value}")
                            } else {
                                part.to_owned()
                            }
                        })
                        .collect::<Vec<_>>()
                        .join("/"),
                    false => format!("{base}/{name}:{value}"),
                };
                assert!(score(&vector).is_some(), "{vector}");
            }
        }
    }

    #[test]
    fn mistakes_have_a_place() {
        let base = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N";
        for (vector, part, what) in [
            ("CVSS:3.1/AV:N".to_owned(), "CVSS:3.1", "begins with `CVSS:4.0/`"),
            (String::new(), "", "begins with"),
            (base.replace("PR:N", "PR:X"), "PR:X", "`X` is no value of `PR`, the privileges required"),
            (base.replace("AV:N", "AV:n"), "AV:n", "`n` is no value of `AV`"),
            (base.replace("VC:", "C:"), "C", "CVSS 4.0 has no metric `C`"),
            (base.replace("AT:N", "AT"), "AT", "is no metric"),
            (base.replace("AT:N", "AC:H"), "AC:H", "a second time"),
            (base.replace("/AT:N", ""), base.replace("/AT:N", "").as_str(), "has no `AT`, the attack requirements"),
            (base.replace("AV:N/AC:L", "AC:L/AV:N"), "AV:N", "`AV` stands behind `AC`"),
            (format!("{base}/"), "", "is no metric"),
        ] {
            let fault = check(&vector).unwrap_err();
            assert!(fault.what.contains(what), "{vector}: {fault:?}");
            assert_eq!(vector.get(fault.at.clone()), Some(part), "{vector}: {fault:?}");
        }
    }
}
