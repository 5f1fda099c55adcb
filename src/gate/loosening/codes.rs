//! The codes of what loosens the gate. All are notes, which are told in the list alone; `warn` or `deny` under
//! `[lints]` makes diagnostics of them.

use crate::diag::codes;

codes! {
    GATE Note "loosened-gate" "the gate asks for less than it could" "
`[gate]` in `palisade.toml` or an option of the call asks for less than the default, or the call for less than the
configuration; or `--exit-zero` hides a failure. It stands under *What loosens the gate*.

```toml
[gate]
fail-on = \"critical\"     # the default is `high`
```

Whoever reviews a change to it should know who asked for it. `deny` under `[lints]` refuses it.
"
    RISK Note "loosened-risk" "a threshold of risk is higher than the default" "
`[risk]` in `palisade.toml` lets a severity begin later than by default, so the same threat is less severe.

```toml
[risk]
thresholds = { medium = 5, high = 12, critical = 20 }   # a score of 10 is `high` by default
```

Lower thresholds are stricter, and are not listed.
"
    LINT Note "loosened-lint" "a warning is silenced" "
`allow` in `[lints]`, or `-A`, silences a warning; or `-W` shows what `palisade.toml` denies. What the code is about is
no less true for it.

```toml
[lints]
orphan-file = \"allow\"
```
"
    RULES Note "loosened-rules" "the configuration switches rules off" "
`[rules]` in `palisade.toml` switches off a rule, a family of rules or a pack: it derives no threats and asks no questions.
Each stands here with its reason and with who answers for it.

```toml
[rules]
\"privacy.*\" = { off = true, reason = \"no personal data here\", by = \"@ana\" }
```

A decision says more: of which thing the rule does not hold, and for how long.
"
    PASSED_OVER Note "file-passed-over" "a `.tm` file of the project was not read" "
A file that ends in `.tm` lies where the run looked, and is part of none of its models: git ignores it, its name or that
of a folder around it begins with a dot, it is a link to what no model may read, its name ends in `.TM` or the like, no
model includes it, or it lies below the folder of a file that the call names, and was not named. Threats that it holds
are in no list. Include it, move it, take it out, or name it; where only files are named, name their folder instead.
"
    UNSEARCHED Note "folder-passed-over" "a folder that is passed over was not looked through to its end" "
A link that leads out of the project, or to nothing, may stand where a folder of models stood: no model lies behind it any
more.

In folders that git ignores, or whose names begin with a dot, palisade looks for `.tm` files that it passes over; in one
as far as 10,000 entries go, in all of a search as far as 100,000, and it keeps the first 1,000 files. What lies behind
that, nobody has seen, nor what lies in a folder that may not be entered. A folder of packages or of build results may
well be so large; a folder of models is not.
"
    OUT_OF_SCOPE Note "out-of-scope" "something of the model is out of scope" "
No threats are derived for what says `out-of-scope`, nor for what a boundary that says so holds, nor for flows between
such things. Each is listed with its reason.

```tm
external idp \"Identity platform\" { out-of-scope = \"has a model of its own\" }
```
"
    NOT_FOLLOWED Note "flow-not-followed" "a flow leads where the model does not look" "
Threats are looked for in one model. An element of another one is looked at there, and what comes to it from here is not
known there. A flow that ends at a boundary, while the design is young, reaches nothing that stands in it. Who moves an
element into another model, or lets a flow end at the boundary around it, has fewer threats.

```tm
boundary inner { trust = internal, store db }
process web
web -> inner        // nobody knows that it reaches `db`
```
"
    UNDECIDED Note "undecided-rule" "a rule or policy of the model is undecided, and no fact decides it" "
Its condition is unknown on something, and nothing that could be stated there would make it known: it asks for an attribute
which things of that kind do not have, or compares what has no value. So it finds nothing there, and asks nobody.

```tm
policy sealed \"All is encrypted\" { on = element, require = this.encrypted }    // an actor has no `encrypted`
```

Narrow `on` to what the condition can be asked of.
"
    SUPERSEDED Note "superseded-builtin" "a rule of the model supersedes a built-in one" "
Threats of the built-in rule fold into those of the model's rule on the same target, if these are at least as severe and
stand at least as badly; the others stay. What a reader sees of a folded threat is the text of the model's rule.

```tm
rule own.sql \"Statements of {from} on {to}\" {
  stride = tampering
  on = flow
  when = to is sql
  supersedes = injection.sql
  fix = \"Bind every value\"
}
```
"
    IMPLIED Note "implied-facts" "the model's own vocabulary states facts of many things" "
A type or protocol of the model's own, or the `defaults` of a boundary, implies values for things that do not state them
themselves; or a technique of the model's own counts as built-in ones. Whether a threat is there, or is closed, may hang
on it, and no line of the thing shows it.

```tm
boundary inside {
  trust = internal
  defaults flow { via = https, auth = mtls }
}
```
"
    DECISION Note "closed-by-decision" "a decision closes threats" "
`accept`, `warn`, `transfer` and `dismiss` close a threat without ending it. Each is listed with the threats that it
closes.

```tm
accept dos.exhaustion on web { because = \"one street\", by = @owner, until = 2027-03-31 }
```
"
    WILDCARD Note "wildcard-decision" "a decision with a wildcard closes whatever comes" "
A decision with `*` closes threats that nobody had seen when it was taken: those of a new rule, or on a new element. So
it is listed with how many it closes today, even if that is none.

```tm
accept dos.* on web { because = \"one street\", by = @owner, until = 2027-03-31 }
```

Name the rule and the target instead.
"
    ASSUMPTION Note "closed-by-assumption" "an assumption closes threats" "
A confirmed assumption in force answers the rules that it names under `answers`. It closes a threat as a decision does,
and is listed with how many it closes.
"
    CLAIMS Note "evidence-not-asked" "threats at the gate's level rest on claims, and no evidence is asked for" "
Threats at the level of the gate are closed, or kept below it, by controls without evidence or by stated facts alone,
and `require-evidence` does not ask for any. A line of text in the model is then all that stands between them and a
failed run. Add evidence, and set `require-evidence` under `[gate]`.
"
    QUESTIONS Note "questions-not-asked" "questions could hide threats at the gate's level, and nothing asks for answers" "
Nobody stated a fact that decides whether a threat at the level of the gate is there, or how it stands, and
`fail-on-unknown` does not ask for it. The gate's line says how many such questions there are; `palisade questions`
lists them.
"
}
