//! Renames: `moved OLD to NEW`.

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use crate::check::codes::{DUPLICATE_NAME, UNKNOWN_NAME};
use crate::check::context::Context;
use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::syntax::ast::{Head, Stmt};

codes! {
    /// Renames that lead in a circle.
    MOVED_CYCLE Error "moved-cycle" "renames that lead in a circle" "
Each `moved` leads from an old name to a newer one; a circle has no newest.

```tm error
moved a to b
moved b to a
```
"
    /// A rename of something that is still there.
    MOVED_OLD_EXISTS Error "moved-old-exists" "a rename whose old name is still declared" "
`moved OLD to NEW` says that what was called OLD is now called NEW; then nothing else may be called OLD.

```tm error
actor visitor
process web
process site
visitor -> web
visitor -> site
moved web to site
```
"
}

/// Follows chains of renames to the present name; reports circles, old names that still exist, and new ones
/// that do not.
pub(super) fn resolve(context: &mut Context, stmts: &[&Stmt]) {
    let steps: Vec<(SmolStr, SmolStr, &Stmt)> = stmts
        .iter()
        .filter_map(|stmt| match &stmt.head {
            Head::Moved { old, new, .. } => Some((old.text(), new.text(), *stmt)),
            _ => None,
        })
        .collect();
    let ends = ends(&steps);
    let mut first: FxHashMap<&SmolStr, &Stmt> = FxHashMap::default();
    for (old, new, stmt) in &steps {
        if let Some(first) = first.get(old) {
            let message = format!("`{old}` is renamed twice");
            let diagnostic = Diagnostic::new(&DUPLICATE_NAME, stmt.span, message).also(first.span, "the first time");
            context.report(diagnostic.help("one name leads to one other: remove one of them"));
            continue;
        }
        first.insert(old, stmt);
        let Some(at) = ends.get(new).cloned().unwrap_or_else(|| Some(new.clone())) else {
            context.report(
                Diagnostic::new(&MOVED_CYCLE, stmt.span, format!("renaming `{old}` leads back to itself"))
                    .help("remove the rename that leads backwards"),
            );
            continue;
        };
        if let Some(declared) = context.names.get(old) {
            let diagnostic = Diagnostic::new(&MOVED_OLD_EXISTS, stmt.span, format!("`{old}` is still declared"));
            let diagnostic =
                diagnostic.also(declared.span, "declared here").help("remove the rename, or the declaration");
            context.report(diagnostic);
            continue;
        }
        if !context.names.contains_key(&at) {
            let known = context.names.keys().take_while(|_| context.suggests()).map(SmolStr::as_str);
            let near = crate::diag::did_you_mean(&at, known);
            let diagnostic = Diagnostic::new(&UNKNOWN_NAME, stmt.span, format!("nothing here is called `{at}`"));
            context.report(diagnostic.help(near.unwrap_or_else(|| "write the name that it has now".to_owned())));
            continue;
        }
        context.moved.insert(old.clone(), at);
    }
}

/// Where each old name leads in the end; nothing where it leads into a circle. Every step is taken once.
fn ends(steps: &[(SmolStr, SmolStr, &Stmt)]) -> FxHashMap<SmolStr, Option<SmolStr>> {
    let mut next: FxHashMap<&SmolStr, &SmolStr> = FxHashMap::default();
    for (old, new, _) in steps {
        next.entry(old).or_insert(new);
    }
    let mut ends: FxHashMap<SmolStr, Option<SmolStr>> = FxHashMap::default();
    for (old, _, _) in steps {
        let (mut at, mut way, mut seen) = (old, Vec::new(), FxHashSet::default());
        let end = loop {
            if let Some(known) = ends.get(at) {
                break known.clone();
            }
            if !seen.insert(at) {
                break None;
            }
            match next.get(at) {
                Some(further) => {
                    way.push(at);
                    at = further;
                }
                None => break Some(at.clone()),
            }
        };
        ends.extend(way.into_iter().map(|name| (name.clone(), end.clone())));
    }
    ends
}
