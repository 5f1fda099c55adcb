//! Reviews, assumptions and controls that are out of date.

use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::model::{Date, Model, Origin, Thing, Value, add};
use crate::schema::{AttrName, attr, word};
use crate::text::Span;

codes! {
    /// A review that is too old.
    REVIEW_OVERDUE Warning "review-overdue" "a model whose review is out of date" "
`review-every` says how long a review is good for; it has run out since `reviewed`, or no review is recorded at all. A
`reviewed` in the future is no review either.

```tm warn
model shop { reviewed = 2020-01-01, review-every = 90d }
```
"
    /// An assumption that has expired.
    ASSUMPTION_EXPIRED Warning "assumption-expired" "an assumption that has expired" "
An assumption answers threats only until `expires`; look again, and move the date or drop the assumption.

```tm warn
assume backups \"Backups are tested\" { status = confirmed, expires = 2020-01-01 }
```
"
    /// A control that should be there by now.
    CONTROL_OVERDUE Warning "control-overdue" "a planned control whose due date has passed" "
The control was to be in place by `due` and is not `implemented`.

```tm warn
actor visitor
process web
visitor -> web
control edge : rate-limit { on = web, status = planned, due = 2020-01-01 }
```
"
}

/// What is wrong with a model's own review: overdue, never done, or in the future.
fn review(model: &Model, today: Date, reviewed: Option<(Date, Span)>) -> Option<Diagnostic> {
    let every = model.get(Thing::Model, attr::REVIEW_EVERY);
    match (reviewed, every.value) {
        (Some((reviewed, span)), _) if reviewed > today => {
            let message = format!("the review of {reviewed} lies in the future");
            let help = "`reviewed` is the day of the last review: write the day on which somebody looked";
            Some(Diagnostic::new(&REVIEW_OVERDUE, span, message).help(help))
        }
        (Some((reviewed, span)), Value::Duration(count, unit)) if add(reviewed, *count, *unit) < today => {
            let message = format!("the review of {reviewed} was good until {}", add(reviewed, *count, *unit));
            Some(Diagnostic::new(&REVIEW_OVERDUE, span, message).help("review the model and move `reviewed`"))
        }
        (None, Value::Duration(..)) => {
            let message = "a review is asked for, and none is recorded: the first one is due";
            let help = "review the model, and say on which day: `reviewed = YYYY-MM-DD`";
            Some(Diagnostic::new(&REVIEW_OVERDUE, model.origin_span(every.origin), message).help(help))
        }
        _ => None,
    }
}

/// Runs the checks.
pub(crate) fn check(model: &Model, today: Date, diagnostics: &mut Vec<Diagnostic>) {
    let day = |thing: Thing, name: AttrName| match model.get(thing, name) {
        found if matches!(found.origin, Origin::Declared(_)) => match found.value {
            Value::Date(day) => Some((*day, model.origin_span(found.origin))),
            _ => None,
        },
        _ => None,
    };
    diagnostics.extend(review(model, today, day(Thing::Model, attr::REVIEWED)));
    for (index, assumption) in model.assumptions.iter().enumerate() {
        if let Some((until, span)) = day(Thing::Assume(crate::model::AssumeId(index as u32)), attr::EXPIRES)
            && until < today
        {
            let message = format!("assumption `{}` expired on {until}", assumption.decl.name);
            diagnostics.push(
                Diagnostic::new(&ASSUMPTION_EXPIRED, span, message)
                    .help("look again, then move `expires` or drop the assumption"),
            );
        }
    }
    for (index, control) in model.controls.iter().enumerate() {
        if control.status != word::control_status::IMPLEMENTED
            && let Some((due, span)) = day(Thing::Control(crate::model::ControlId(index as u32)), attr::DUE)
            && due < today
        {
            let message = format!("control `{}` was due on {due}", control.decl.name);
            diagnostics.push(
                Diagnostic::new(&CONTROL_OVERDUE, span, message)
                    .help("put it in place and set `status = implemented`, or move `due`"),
            );
        }
    }
}
