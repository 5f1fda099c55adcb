//! Conditions as text mean what they were typed from.

use crate::catalogue;
use crate::rules::expr::{Names, show_cond};

/// Every condition of the catalogue is shown, put into its rule in place of what was written, and typed again.
#[test]
fn a_shown_condition_is_the_condition() {
    let (packs, files) = catalogue::sources();
    let built = catalogue::from_text();
    let vocabulary = &built.library.vocabulary;
    let mut texts: Vec<(&str, String)> = files.iter().map(|(path, text)| (*path, (*text).to_owned())).collect();
    let mut shown = 0;
    // From the end of each file, so that earlier places stay.
    for (decl, rule) in built.decls.iter().zip(&built.library.rules).rev() {
        assert_eq!(decl.id, rule.id);
        let path = &built.sources.get(decl.span.source).unwrap().path;
        let (_, text) = texts.iter_mut().find(|(known, _)| path.ends_with(known)).unwrap();
        let on = built.sources.get(decl.span.source).unwrap();
        let on = decl.on.as_ref().map(|expr| on.text.get(expr.span.start as usize..expr.span.end as usize).unwrap());
        let names = Names::new(vocabulary, on == Some("flow"));
        let mut places: Vec<_> = [(&decl.when, Some(&rule.when)), (&decl.unless, rule.unless.as_ref())]
            .into_iter()
            .filter_map(|(expr, cond)| Some((expr.as_ref()?.span, cond?)))
            .collect();
        places.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
        for (span, cond) in places {
            text.replace_range(span.start as usize..span.end as usize, &format!("({})", show_cond(cond, &names)));
            shown += 1;
        }
    }
    assert!(shown > 300, "only {shown} conditions were shown");
    let again: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let again = catalogue::build(packs, &again);
    let said: Vec<&String> = again.diagnostics.iter().map(|diagnostic| &diagnostic.message).collect();
    assert!(said.is_empty(), "{said:#?}");
    for (before, after) in built.library.rules.iter().zip(&again.library.rules) {
        assert_eq!(before.when, after.when, "{}", before.id);
        assert_eq!(before.unless, after.unless, "{}", before.id);
    }
}
