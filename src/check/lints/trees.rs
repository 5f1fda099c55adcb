//! Trees that lead back to themselves.

use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::model::{Model, tree_order};

codes! {
    /// A tree that refers to itself.
    TREE_CIRCLE Error "circular-tree" "a threat tree refers to itself" "
A leaf of a threat tree names a threat whose own tree leads back to it, directly or through other threats. Such a tree
says nothing: whether it is closed would depend on itself. The place is the leaf that closes the circle.

```tm error
process web
threat flood \"Flood\" {
  on = web
  tree { any { leaf \"Scripts\", leaf flood on web } }
}
```
"
}

/// Reports every leaf that closes a circle.
pub(crate) fn check(model: &Model, out: &mut Vec<Diagnostic>) {
    for (span, threat) in tree_order(model).circles {
        let decl = &model[threat].decl;
        let diagnostic =
            Diagnostic::new(&TREE_CIRCLE, span, format!("the tree of `{}` leads back to itself", decl.name))
                .here("this leaf closes the circle")
                .also(decl.span, "declared here")
                .help("take the leaf out, or name what is done as a step of its own: `leaf \"…\"`");
        out.push(diagnostic);
    }
}
