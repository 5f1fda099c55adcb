//! The verdict on a run of several models, from those on each: one after the other, so that no model has to stay.

use smol_str::SmolStr;

use crate::gate::{Verdict, many};

/// So many models are named of each kind.
const NAMED: usize = 3;

/// The verdicts on the models of a run, taken together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overall {
    problems: usize,
    models: usize,
    not_judged: Named,
    failed: Named,
    /// Whether a model has no verdict.
    unclear: bool,
    /// Whether a model has not passed.
    stopped: bool,
    /// What the gate says of the last one.
    last: String,
}

/// What is to be said of a whole run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunVerdict {
    /// Whether there is a verdict on all of it.
    pub judged: bool,
    /// Whether every model passed, and all that the call names could be read.
    pub passed: bool,
    /// The verdict in words.
    pub sentence: String,
}

/// Models of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Named {
    count: usize,
    /// The first of them.
    names: Vec<SmolStr>,
}

impl Overall {
    /// Of no model yet, beside so many errors that belong to none: paths of the call that cannot be read.
    pub fn beside(problems: usize) -> Overall {
        Overall { problems, ..Overall::default() }
    }

    /// Takes the verdict on one more model.
    pub fn add(&mut self, name: &SmolStr, verdict: &Verdict) {
        self.models += 1;
        self.unclear |= !verdict.judged();
        self.stopped |= !verdict.passed();
        self.last = verdict.sentence();
        if verdict.errors {
            self.not_judged.add(name);
        }
        if verdict.fails() {
            self.failed.add(name);
        }
    }

    /// Whether there is a verdict on all of it.
    pub fn judged(&self) -> bool {
        self.problems == 0 && !self.unclear
    }

    /// Whether every model passed, and all that the call names could be read.
    pub fn passed(&self) -> bool {
        self.problems == 0 && !self.stopped
    }

    /// The verdict in one line, where there is more to say than the verdict on its one model: `run: failed, 1 of 3 models:
    /// shop`.
    pub fn sentence(&self) -> Option<String> {
        let Overall { problems, models, not_judged, failed, .. } = self;
        if *problems == 0 && *models < 2 {
            return None;
        }
        let mut reasons = Vec::new();
        if *problems > 0 {
            reasons.push(format!("{} outside the models", many(*problems, "error")));
        }
        let of_all = |named: &Named| format!("{} of {}: {}", named.count, many(*models, "model"), named.text());
        if not_judged.count > 0 {
            reasons.push(format!("errors in {}", of_all(not_judged)));
        }
        if failed.count > 0 {
            let word = if reasons.is_empty() { "" } else { "failed " };
            reasons.push(format!("{word}{}", of_all(failed)));
        }
        Some(match (problems + not_judged.count, failed.count) {
            (0, 0) => format!("run: passed, {}", many(*models, "model")),
            (0, _) => format!("run: failed, {}", reasons.join("; ")),
            _ => format!("run: not judged, {}", reasons.join("; ")),
        })
    }

    /// All of it, to be told beside the verdict on one of its models.
    pub fn told(&self) -> RunVerdict {
        RunVerdict { judged: self.judged(), passed: self.passed(), sentence: self.words() }
    }

    /// The verdict in one line in any case: that on its one model, where there is no more to say.
    pub fn words(&self) -> String {
        self.sentence().unwrap_or_else(|| self.last.clone())
    }
}

impl Named {
    fn add(&mut self, name: &SmolStr) {
        self.count += 1;
        if self.names.len() < NAMED {
            self.names.push(name.clone());
        }
    }

    /// The first names, and how many follow.
    fn text(&self) -> String {
        let shown = self.names.join(", ");
        match self.count - self.names.len() {
            0 => shown,
            more => format!("{shown} and {more} more"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_has_a_verdict_of_its_own() {
        let clean = Verdict::default();
        let failed = Verdict { denied: 1, ..clean.clone() };
        let broken = Verdict { errors: true, ..clean.clone() };
        let (a, b, c, d) = (("a", &clean), ("b", &failed), ("c", &broken), ("d", &failed));
        for (models, problems, says) in [
            (&[][..], 0, None),
            (&[a], 0, None),
            (&[b], 0, None),
            (&[a], 1, Some("run: not judged, 1 error outside the models")),
            (&[b], 1, Some("run: not judged, 1 error outside the models; failed 1 of 1 model: b")),
            (&[], 2, Some("run: not judged, 2 errors outside the models")),
            (&[a, a], 0, Some("run: passed, 2 models")),
            (&[b, a], 0, Some("run: failed, 1 of 2 models: b")),
            (&[c, a], 0, Some("run: not judged, errors in 1 of 2 models: c")),
            (
                &[a, b, c],
                1,
                Some(
                    "run: not judged, 1 error outside the models; errors in 1 of 3 models: c; failed 1 of 3 models: b",
                ),
            ),
            (&[d, b, d, d, d], 0, Some("run: failed, 5 of 5 models: d, b, d and 2 more")),
        ] {
            let mut overall = Overall::beside(problems);
            models.iter().for_each(|(name, verdict)| overall.add(&SmolStr::from(*name), verdict));
            assert_eq!(overall.sentence().as_deref(), says);
            assert_eq!(overall.words(), says.map_or_else(|| overall.last.clone(), str::to_owned));
            let passed = says.is_none_or(|says| says.starts_with("run: passed")) && models != [b];
            assert_eq!(overall.passed(), passed, "{says:?}");
            assert_eq!(overall.judged(), says.is_none_or(|says| !says.starts_with("run: not judged")), "{says:?}");
        }
    }
}
