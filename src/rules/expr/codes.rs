//! What can be wrong with a condition, a level or a text of a rule.

use crate::diag::codes;

codes! {
    UNKNOWN_NAME Error "condition-unknown-name" "a condition uses a name that stands for nothing"
        "A bare word in a condition is, in this order, a bound name (`this`, `flow`, `from`, `to`, `model`, or the name \
         before the colon in `any(list, n: …)`), a word of the type that the other operand has, or the name of \
         something in the model."
    UNKNOWN_ATTRIBUTE Error "condition-unknown-attribute" "a condition reads an attribute that its subject cannot have"
        "Each kind has its own attributes; the book's reference lists them. An attribute that no possible kind of the \
         subject has would never be set, so the condition would silently never hold."
    UNKNOWN_TYPE Error "condition-unknown-type" "a condition tests for a type or protocol that does not exist"
        "Behind `is` stands a type (`to is sql`) or, for `flow.via`, a protocol (`flow.via is http`). Packs declare them, \
         and so can a model."
    UNKNOWN_TECHNIQUE Error "condition-unknown-technique" "a condition asks for a technique that does not exist"
        "Behind `has` stands a technique. Packs declare them, and so can a model."
    UNKNOWN_WORD Error "condition-unknown-word" "a value is compared with a word that its scale does not have"
        "The comparison could never hold. The help lists the words of the scale."
    UNKNOWN_PREDICATE Error "condition-unknown-predicate" "a condition calls a predicate that does not exist"
        "The predicates are listed in the book's reference."
    ARGUMENTS Error "condition-wrong-arguments" "a predicate is called with arguments that it does not take"
        "The help shows how the predicate is written."
    AMBIGUOUS Error "condition-ambiguous-name" "a name in a condition stands for two things"
        "`inside(x, N)` and `crosses(flow, N)` take a boundary or a type of boundaries, and `unless: N` a technique or a \
         type. Where N is both, a new declaration elsewhere could change in silence what a policy forbids."
    WRONG_NAME Error "condition-wrong-name" "a name of the model stands where something of its kind makes no sense"
        "A store carries nothing, and nothing is inside an actor: a condition that asks for it never holds."
    CANNOT_HOLD Error "comparison-cannot-hold" "the two sides of a comparison can never be equal"
        "They are of different types, or of kinds that have nothing in common."
    NEVER Error "condition-never-holds" "a clause can never hold beside the clauses around it"
        "`x == a and x == b`, `x < a and x > b`, `crosses(flow) and not crosses(flow)`, `x is process and x is store`: \
         whatever a model says, one of them fails, so what they stand in can never hold. Where `or` is meant, write \
         `or`, or `x in [a, b]`."
    ALWAYS Error "condition-always-holds" "a condition that holds whatever the model says"
        "`x == a or x != a` tells nothing apart: in `when` it is no hazard, in `unless` it closes every threat, and in \
         `require` it demands nothing. So is an `unless` that repeats what `when` says. Whether a value is set is asked \
         with `known(x)`."
    WITH_UNKNOWN Error "comparison-with-unknown" "a value is compared with `unknown`"
        "A comparison with something unknown is itself unknown, so this would never hold. Say `not known(x)`."
    OF_LIST Error "comparison-of-list" "a list is compared as if it were one value"
        "A list is searched with `in`, `any` or `all` and measured with `count`. Where an attribute takes several words, such \
         as `auth`, one of them is compared at a time, so two such attributes cannot be compared with each other."
    UNORDERED Error "comparison-unordered" "`<` or `>` between values that have no order"
        "Only numbers, dates, durations and ordered scales have one. Use `==`, `!=` or `in`."
    CONDITION Error "condition-expected" "something that is not a condition stands where one is needed"
        "A condition is true, false or unknown: a comparison, a test with `is` or `has`, a predicate, or an attribute \
         that is true or false."
    LEVEL_WANTED Error "level-expected" "`likelihood` or `impact` is not a level"
        "Both take a level from `very-low` to `very-high`, `rating(x)`, `min(…)` or `max(…)`."
    DEFENCE Error "defence-in-when" "a rule's `when` reads a defence"
        "The hazard stands in `when`, the defence in `unless`. What is not stated about a defence leaves the threat open \
         with a question; in `when` it would hide the threat."
    LIST_OF_TECHNIQUES Error "list-of-techniques" "a condition reads `controls` or `lacks` as a list"
        "What stands under `controls` was written down at one thing, planned or not, and a control around it or an overlay \
         is not in it. Whether something is protected, and how surely, is asked with `has`: `this has rate-limit`."
    HAS_KIND Error "has-on-wrong-kind" "`has` is asked of something that cannot have controls"
        "Controls protect elements, boundaries and flows."
    TYPE_TEST Error "type-test-cannot-hold" "a type test can never hold for its subject"
        "The type belongs to another kind than the subject can be of, so the rule could not fire."
    BINDER Error "condition-bad-binder" "a bound name hides another, or bindings nest too deep"
        "`any`, `all` and `holds` bind a name for each item of a list. A name is bound once on the way down, and at most \
         three lists nest."
    TEMPLATE Error "template-unknown-name" "a title, fix or note of a rule has a place that stands for nothing"
        "Between braces in `title`, `fix` and `false-positives` stand `this`, `flow`, `from`, `to`, or a name that an \
         `any(…)` of `when` binds wherever the rule fires. `{{` and `}}` stand for the signs themselves."
    SCOPE Error "rule-wrong-scope" "`on` names something that a rule cannot look at"
        "`on` takes `model`, `boundary`, `element`, `actor`, `external`, `process`, `store`, `flow`, `data`, `entry`, \
         `depends`, a type, or a list of them; a policy also `control` and `threat`."
    NEEDS_WHEN Error "rule-without-when" "a rule on whole kinds has no condition"
        "`when` may be left out only where `on` names types; a rule that fires on every process says nothing."
    CATEGORY Error "rule-without-category" "a rule says neither `stride` nor `linddun`"
        "The categories decide which rating counts as the impact, and where the threat is listed."
    ONE Error "rule-wrong-one" "`one` stands in a rule that is not about flows"
        "`one = [from, to]` makes one threat of all flows between the same two ends for which the rule fires, `one = to` of \
         those into the same end, `one = from` of those out of it. Nothing but a flow has ends, so `on` is `flow` there."
}
