//! Attributes of elements, boundaries and data.

use crate::schema::{
    AUTONOMY, Attribute, CLASS, ENCRYPTION, FORMAT, IDENTIFIABILITY, Kind, KindSet, LAWFUL_BASIS, LEVEL, LIFETIME,
    NETWORK_ACCESS, QUERY_API, ROLE, RUNS_IN, SPECIAL_BASIS, TLS, TRUST, ValueType,
};

const ELEMENT: KindSet = KindSet::ELEMENTS;
const BOUNDARY: KindSet = KindSet::of(&[Kind::Boundary]);
const PLACE: KindSet = ELEMENT.and(BOUNDARY);
const CONTROLLED: KindSet = PLACE.and(KindSet::of(&[Kind::Flow]));
/// What code attributes describe: our processes, and somebody else's.
const CODE: KindSet = KindSet::of(&[Kind::Process, Kind::External]);
const STORE: KindSet = KindSet::of(&[Kind::Store]);
const DATA: KindSet = KindSet::of(&[Kind::Data]);
const REVIEWED: KindSet = PLACE.and(KindSet::of(&[Kind::Model]));

pub(super) const TABLE: &[Attribute] = &[
    // Places.
    Attribute::new(
        "trust",
        PLACE,
        ValueType::Word(&TRUST),
        "How far it is trusted; an element takes it from the innermost boundary that says it.",
    ),
    Attribute::new(
        "controls",
        CONTROLLED,
        ValueType::List(&ValueType::Technique),
        "Techniques known to be present; no evidence is given.",
    )
    .ask("which techniques protect {}?"),
    Attribute::new("lacks", CONTROLLED, ValueType::List(&ValueType::Technique), "Techniques known to be absent."),
    Attribute::new(
        "jurisdiction",
        PLACE,
        ValueType::Text,
        "Whose law applies, such as \"EU\". Where two are compared, the states of the European Economic Area are one.",
    )
    .inherited()
    .ask("whose law applies to {}?"),
    Attribute::new("max-class", PLACE, ValueType::Word(&CLASS), "The highest class of data that may be here.")
        .inherited()
        .ask("up to which class may data be in {}?"),
    Attribute::new(
        "members",
        BOUNDARY,
        ValueType::List(&ValueType::Ref(ELEMENT)),
        "Elements of a boundary that lies across the others: a cluster, a tenant, a runtime.",
    ),
    Attribute::new(
        "cuts",
        BOUNDARY,
        ValueType::List(&ValueType::Ref(KindSet::of(&[Kind::Flow]))),
        "The flows that a line boundary cuts.",
    ),
    // Elements.
    Attribute::new(
        "code",
        ELEMENT,
        ValueType::List(&ValueType::Glob),
        "The code that it stands for, as globs relative to the project root.",
    ),
    Attribute::new("infra", ELEMENT, ValueType::Text, "What it runs on, as the infrastructure code names it."),
    Attribute::new("admin", PLACE, ValueType::Text, "Who configures and administers it, and how."),
    Attribute::new("runs-on", ELEMENT, ValueType::Text, "The platform below it."),
    Attribute::new("runs-in", ELEMENT, ValueType::Word(&RUNS_IN), "The form in which it runs.")
        .ask("in what form does {} run: physical, virtual, container or serverless?"),
    Attribute::new("confidentiality", ELEMENT, ValueType::Word(&LEVEL), "How bad it is if somebody reads it.")
        .ask("how bad would it be if somebody read what {} holds?"),
    Attribute::new("integrity", ELEMENT, ValueType::Word(&LEVEL), "How bad it is if somebody changes it.")
        .ask("how bad would it be if somebody changed {}?"),
    Attribute::new("availability", ELEMENT, ValueType::Word(&LEVEL), "How bad it is if nobody can use it.")
        .ask("how bad would it be if {} were not available?"),
    Attribute::new("custom-code", ELEMENT, ValueType::Bool, "Whether we write the code.")
        .ask("do we write the code of {}?"),
    Attribute::new("managed", ELEMENT, ValueType::Bool, "Whether a provider runs and patches it.")
        .ask("does a provider run and patch {}?"),
    Attribute::new("multi-tenant", ELEMENT, ValueType::Bool, "Whether customers share it.").or_false(),
    Attribute::new("redundant", ELEMENT, ValueType::Bool, "Whether it survives the loss of one instance or zone.")
        .ask("does {} survive the loss of one instance or zone?"),
    Attribute::new("uses", ELEMENT, ValueType::List(&ValueType::Ref(DATA)), "Data that it needs for its work.")
        .ask("which data does {} need for its work?"),
    Attribute::new("network-access", ELEMENT, ValueType::Word(&NETWORK_ACCESS), "Which networks may reach it.")
        .ask("which networks may reach {}?"),
    Attribute::new("tls-min", ELEMENT, ValueType::Word(&TLS), "The lowest TLS version that it accepts.")
        .ask("what is the lowest TLS version that {} accepts?"),
    Attribute::new("reviewed", REVIEWED, ValueType::Date, "When it was last reviewed."),
    Attribute::new("export", ELEMENT, ValueType::Bool, "Whether other models may refer to it.").or_false(),
    // Processes.
    Attribute::new("memory-safe", CODE, ValueType::Bool, "Whether it is written in a memory-safe language.")
        .ask("is {} written in a memory-safe language?"),
    Attribute::new("executes-code", CODE, ValueType::Bool, "Whether it runs code that it is given or that it writes.")
        .or_false(),
    Attribute::new("parses", CODE, ValueType::Words(&FORMAT), "The formats that it parses.")
        .ask("which formats does {} parse?"),
    Attribute::new("reads-environment", CODE, ValueType::Bool, "Whether its environment steers it.").or_false(),
    Attribute::new("runs-as", CODE, ValueType::Text, "The account that it runs as."),
    Attribute::new("needs-identity", CODE, ValueType::Bool, "Whether it must know who somebody is.").or_false(),
    Attribute::new("autonomy", CODE, ValueType::Word(&AUTONOMY), "How far it acts by itself.")
        .ask("does {} act by itself, or does a person agree first?")
        .like("human-approval"),
    Attribute::new("fine-tuned", CODE, ValueType::Bool, "Whether it is trained on data of ours.").or_false(),
    Attribute::new("holds", CODE, ValueType::List(&ValueType::Ref(DATA)), "The data that it keeps.").or_nothing(),
    // Stores.
    Attribute::new("holds", STORE, ValueType::List(&ValueType::Ref(DATA)), "The data that it keeps.")
        .ask("which data does {} keep?"),
    Attribute::new("encrypted", STORE, ValueType::Bool, "Whether data is encrypted at rest.")
        .ask("is {} encrypted at rest?")
        .like("encryption-at-rest"),
    Attribute::new("encryption", STORE, ValueType::Word(&ENCRYPTION), "By what key data is encrypted at rest.")
        .ask("by what key is {} encrypted?"),
    Attribute::new("role", STORE, ValueType::Word(&ROLE), "What it keeps data for.").ask("what does {} keep data for?"),
    Attribute::new("query-api", STORE, ValueType::Word(&QUERY_API), "How it is queried.").ask("how is {} queried?"),
    // Data.
    Attribute::new(
        "confidentiality",
        DATA,
        ValueType::Word(&LEVEL),
        "How bad it is if somebody reads it; without it, its class says so.",
    ),
    Attribute::new("integrity", DATA, ValueType::Word(&LEVEL), "How bad it is if somebody changes it.")
        .or_word("medium"),
    Attribute::new("availability", DATA, ValueType::Word(&LEVEL), "How bad it is if nobody can use it.")
        .or_word("medium"),
    Attribute::new("class", DATA, ValueType::Word(&CLASS), "Its classification.").ask("how is {} classified?"),
    Attribute::new("format", DATA, ValueType::Word(&FORMAT), "Its form.")
        .ask("in what form is {}: text, html, json, xml, a file…?"),
    Attribute::new("credential", DATA, ValueType::Bool, "Whether it opens something.").or_false(),
    Attribute::new("lifetime", DATA, ValueType::Word(&LIFETIME), "How long a credential lives.")
        .ask("how long does {} live before it is replaced?"),
    Attribute::new("personal", DATA, ValueType::Bool, "Whether it is about people.").or_false(),
    Attribute::new(
        "special-category",
        DATA,
        ValueType::Bool,
        "Whether it is about health, belief, origin, sexuality or the like (GDPR, article 9).",
    )
    .or_false(),
    Attribute::new("subjects", DATA, ValueType::Int(0, i64::MAX), "How many people it is about.")
        .ask("how many people is {} about?"),
    Attribute::new("records", DATA, ValueType::Int(0, i64::MAX), "How many records there are."),
    Attribute::new("retention", DATA, ValueType::Duration, "How long it is kept.").ask("how long is {} kept?"),
    Attribute::new("origin", DATA, ValueType::Ref(ELEMENT), "Where it comes from."),
    Attribute::new("purpose", DATA, ValueType::Text, "What it was collected for.").ask("what was {} collected for?"),
    Attribute::new("lawful-basis", DATA, ValueType::Word(&LAWFUL_BASIS), "Why it may be processed (GDPR, article 6).")
        .ask("on what lawful basis is {} processed?"),
    Attribute::new(
        "special-basis",
        DATA,
        ValueType::Word(&SPECIAL_BASIS),
        "Which case allows processing of a special category, beside its lawful basis (GDPR, article 9).",
    )
    .ask("which case of GDPR article 9 allows {} to be processed?"),
    Attribute::new("identifiability", DATA, ValueType::Word(&IDENTIFIABILITY), "Whether people can be found in it.")
        .ask("can people be identified from {}?"),
];
