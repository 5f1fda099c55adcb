//! Attributes of data flows.

use crate::schema::{ACCESS, AUTH, AUTHORIZATION, Attribute, Kind, KindSet, PURPOSE, TLS, ValueType};

const FLOW: KindSet = KindSet::of(&[Kind::Flow]);
const DATA: KindSet = KindSet::of(&[Kind::Data]);

pub(super) const TABLE: &[Attribute] = &[
    Attribute::new("via", FLOW, ValueType::Protocol, "The protocol.")
        .ask("which protocol do {from} and {to} speak on {}?"),
    Attribute::new("port", FLOW, ValueType::Int(1, 65535), "The port at the far end."),
    Attribute::new("carries", FLOW, ValueType::List(&ValueType::Ref(DATA)), "The data that goes along the arrow.")
        .ask("which data does {} carry?"),
    Attribute::new("returns", FLOW, ValueType::List(&ValueType::Ref(DATA)), "The data that comes back.")
        .ask("which data comes back on {}?"),
    Attribute::new("encrypted", FLOW, ValueType::Bool, "Whether it is encrypted on the way; protocols say so.")
        .ask("is {} encrypted?")
        .like("encryption-in-transit"),
    Attribute::new(
        "integrity-protected",
        FLOW,
        ValueType::Bool,
        "Whether changes on the way are noticed; protocols say so.",
    )
    .ask("are changes to {} on the way noticed?"),
    Attribute::new("server-auth", FLOW, ValueType::Bool, "Whether the far end proves who it is; protocols say so.")
        .ask("does {to} prove to {from} who it is, on {}?"),
    Attribute::new("tls-version", FLOW, ValueType::Word(&TLS), "The TLS version in use.")
        .ask("which TLS version does {} use?"),
    Attribute::new(
        "auth",
        FLOW,
        ValueType::Words(&AUTH),
        "How the caller proves who it is; several words where it begins with one and goes on with another.",
    )
    .ask("how does {from} prove to {to} who it is, on {}?")
    .like("authentication"),
    Attribute::new("auth-factors", FLOW, ValueType::Int(0, 9), "How many factors the caller proves.")
        .ask("how many factors does {from} prove to {to}, on {}?")
        .like("multi-factor-authentication"),
    Attribute::new("authorization", FLOW, ValueType::Word(&AUTHORIZATION), "Whose rights decide what the call may do.")
        .ask("whose rights decide what {from} may do at {to}, on {}?"),
    Attribute::new("access", FLOW, ValueType::Words(&ACCESS), "What it does at the far end.")
        .ask("does {from} read, write, execute or delete at {to}, on {}?"),
    Attribute::new("purpose", FLOW, ValueType::Word(&PURPOSE), "What it is for.").or_word("operation"),
    Attribute::new("admin", FLOW, ValueType::Bool, "Whether it administers the far end.").or_false(),
    Attribute::new("vpn", FLOW, ValueType::Bool, "Whether it runs through a virtual private network.").or_false(),
    Attribute::new("ip-filtered", FLOW, ValueType::Bool, "Whether only listed addresses may call.").or_false(),
    Attribute::new("local", FLOW, ValueType::Bool, "Whether it stays inside one machine or process.").or_false(),
    Attribute::new("impersonates", FLOW, ValueType::Bool, "Whether the far end acts with the caller's rights.")
        .or_false(),
    Attribute::new("ambient-credentials", FLOW, ValueType::Bool, "Whether a browser adds credentials by itself.")
        .or_false(),
    Attribute::new(
        "target-from-input",
        FLOW,
        ValueType::Bool,
        "Whether input decides which address is called, or where a browser is sent next.",
    )
    .ask("does input decide which address {from} calls, on {}?"),
];
