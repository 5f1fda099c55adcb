//! Well-known mistakes, each in a file of its own with its message and the change that would repair it.

use crate::syntax::recover::stretch::{Cure, Stretch};
use crate::syntax::recover::{
    colon_before_label, colon_behind_word, date, duration, kind_behind_in, label_before_ends, label_before_name,
    label_before_type, misplaced_target, missing_colon, missing_equals, quoted_name, repeated_keyword, unquoted_label,
    unquoted_path, unquoted_text, wrong_arrow, wrong_form, wrong_operator,
};

/// The cures that may help, the likeliest first.
pub fn cures(stretch: &Stretch<'_>) -> Vec<Cure> {
    let heads = [
        colon_behind_word::colon_behind_word,
        wrong_arrow::word_for_arrow,
        kind_behind_in::kind_behind_in,
        missing_colon::missing_colon,
        missing_colon::missing_flow_colon,
        misplaced_target::misplaced_target,
        label_before_type::label_before_type,
        label_before_ends::label_before_ends,
        label_before_name::label_before_name,
        quoted_name::quoted_name,
        colon_before_label::colon_before_label,
        repeated_keyword::repeated_keyword,
        unquoted_path::unquoted_path,
        unquoted_label::unquoted_label,
    ];
    let mut cures: Vec<Cure> = heads.into_iter().filter_map(|cure| cure(stretch)).collect();
    cures.extend(quoted_name::quoted_words(stretch));
    cures.extend(missing_equals::missing_equals(stretch));
    cures.extend(duration::duration(stretch));
    cures.extend(date::date(stretch));
    cures.extend(wrong_form::unquoted_evidence(stretch));
    cures.extend(wrong_form::versioned_protocol(stretch));
    cures.extend(wrong_arrow::backward_arrow(stretch));
    let arrows = wrong_arrow::arrow(stretch);
    let labelled: Vec<Cure> = arrows.iter().filter_map(|cure| wrong_arrow::with_label(stretch, cure)).collect();
    cures.extend(arrows.into_iter().chain(labelled));
    cures.extend(wrong_operator::contains(stretch));
    cures.extend(wrong_operator::operators(stretch));
    cures.extend(unquoted_text::unquoted_text(stretch));
    cures
}
