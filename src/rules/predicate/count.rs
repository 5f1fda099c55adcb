//! `count(list)`: how many different items a list has. It is a value; `expr` types it.

use crate::rules::predicate::Info;

pub(super) static INFO: Info = Info {
    name: "count",
    form: "count(list)",
    doc: "How many different items the list has; a number to compare.",
    unknown: "Where the list is not known in full.",
    example: "policy few-doors \"At most three flows lead into a store\" { on = store, forbid = count(this.incoming) > 3 }",
};
