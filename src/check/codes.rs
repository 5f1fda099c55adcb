//! The codes that several checks share; every other code stands in the file of its check.

use crate::diag::codes;

codes! {
    /// A name that nothing declares.
    UNKNOWN_NAME Error "unknown-name" "a name that nothing in the model declares" "
A flow, a list or a decision names something that is not declared. Palisade never invents an element from a
name: in a security model a misspelt box is a hole.

```tm error
actor visitor
process web
visitor -> wbe
```

Declare the thing, or write the name that the help suggests:

```tm
actor visitor
process web
visitor -> web
```
"
    /// A name of the wrong kind.
    WRONG_KIND Error "wrong-kind" "a name that stands for something of another kind" "
The name exists, but what it stands for cannot be used at this place: a control cannot be `on` a persona,
`holds` names data, a type for stores cannot describe a process.

```tm error
actor visitor
store db { holds = visitor }
visitor -> db
```
"
    /// A declaration word that does not exist.
    UNKNOWN_KIND Error "unknown-kind" "a declaration that begins with an unknown word" "
Every declaration begins with one of the language's keywords. Technology is not a keyword but a type: a
database is `store db : postgres`, a micro-service `process api : service`.

```tm error
proces web
```
"
    /// A type that does not exist.
    UNKNOWN_TYPE Error "unknown-type" "a type that is not declared, or whose pack is not used" "
Types come from packs. `std.core` is always in scope; others are brought in by `use`.

```tm error
store db : postgrse
```
"
    /// A protocol that does not exist.
    UNKNOWN_PROTOCOL Error "unknown-protocol" "a protocol that is not declared, or whose pack is not used" "
`via` takes the name of a protocol, because a protocol implies whether a flow is encrypted.

```tm error
actor visitor
process web
visitor -> web { via = htps }
```
"
    /// A technique that does not exist.
    UNKNOWN_TECHNIQUE Error "unknown-technique" "a technique that is not declared, or whose pack is not used" "
`controls`, `lacks` and a control's type take names of techniques. A misspelt one would protect nothing.

```tm error
actor visitor
process web { controls = rate-limits }
visitor -> web
```
"
    /// A rule that does not exist.
    UNKNOWN_RULE Error "unknown-rule" "a rule, policy or written threat that does not exist" "
Decisions, assumptions and `against` name rules of the packs in scope, rules and policies of the model, or
threats that the model writes down.

```tm error
actor visitor
store db
visitor -> db
dismiss injection.sqll on db { because = \"no SQL here\" }
```
"
    /// An attribute that does not exist.
    UNKNOWN_ATTRIBUTE Error "unknown-attribute" "an attribute that this kind of thing does not have" "
Attributes are fixed by kind; a misspelt one would otherwise be believed by nobody and noticed by nobody.

```tm error
actor visitor
store db { encripted = true }
visitor -> db
```
"
    /// A word that is not of the attribute's scale.
    UNKNOWN_WORD Error "unknown-word" "a word that the attribute does not know" "
The attribute takes one of a few words.

```tm error
data login { class = secrete }
```
"
    /// A list that must name something and names nothing.
    EMPTY_LIST Warning "empty-list" "a list that must name something is empty" "
A control that is on nothing protects nothing, and a scenario without steps tells nothing.

```tm warn
control guard : rate-limit { on = [], status = implemented }
```
"
    /// A value of the wrong type.
    WRONG_VALUE Error "wrong-value" "a value that the attribute does not take" "
Each attribute takes one type of value: text, a number, a date, a word, a name or a list of these. Where a list
is expected, a single value stands for a list of one.

```tm error
actor visitor
store db { encrypted = \"yes\" }
visitor -> db
```
"
    /// The same name twice.
    DUPLICATE_NAME Error "duplicate-name" "a name that is declared twice" "
Names are unique in a model, whatever boundary they stand in: moving a service to another boundary must not
orphan what was decided about it.

```tm error
process web
store web
```
"
    /// The same attribute twice.
    DUPLICATE_ATTRIBUTE Error "duplicate-attribute" "an attribute that is set twice" "
An attribute has one value. To give several, write a list.

```tm error
data login { class = secret, class = public }
```
"
    /// A required attribute that is not there.
    MISSING_ATTRIBUTE Error "missing-attribute" "a declaration without an attribute that it needs" "
Some declarations mean nothing without a certain attribute: a decision without `because`, a control without
`on`, a scenario without `steps`.

```tm error
process web
dismiss injection.sql on web { }
```
"
    /// A statement where it cannot stand.
    MISPLACED Error "misplaced" "a statement that cannot stand here" "
`model`, `use`, `include`, rules and vocabulary stand at the top level; elements, flows and boundaries at the
top level or in a boundary; `defaults` in a boundary; gates and leaves in a tree.

```tm error
process web {
  process inner
}
```
"
    /// A day that the calendar does not have.
    NO_SUCH_DATE Error "no-such-date" "a date that the calendar does not have" "
Dates are written as year, month and day, and must exist.

```tm error
assume backups \"Backups are tested\" { expires = 2027-02-30 }
```
"
    /// More is wrong than anybody reads.
    TOO_MANY_DIAGNOSTICS Error "too-many-diagnostics" "more is wrong with a model than is told" "
Of one model the first 10,000 diagnostics are told, and how many more there are. It is an error where one of these is.
"
    /// A label that nobody reads.
    LONG_LABEL Warning "long-label" "a label of more than 500 characters" "
A label is what readers see instead of a name. It stands wherever the thing is mentioned: on arrows, in every row of a
table, in the title of every threat. So it has at most 500 characters; what is beyond is left out. Text of any length
goes into the documentation comment (`///`) above the declaration, which is shown once.
"
}
