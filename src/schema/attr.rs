//! The attributes that Rust code reads, by name. One that is in no table does not compile.
//!
//! A kind may lack an attribute that another has, and of some names each kind has a row of its own, so a name becomes an
//! id by a kind: [`AttrName::on`], or [`AttrName::id`] where the kind is known when the program is built.

use crate::schema::attributes::TABLES;
use crate::schema::scale::same;
use crate::schema::{AttrId, Kind, find};

/// The name of an attribute, known to be in the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttrName(&'static str);

impl AttrName {
    /// # Panics
    /// Where no table has it: when the program is built.
    #[expect(clippy::panic, reason = "it is evaluated when the program is built")]
    const fn of(name: &'static str) -> AttrName {
        let mut table = 0;
        while table < TABLES.len() {
            let mut row = 0;
            while row < TABLES[table].len() {
                if same(TABLES[table][row].name, name) {
                    return AttrName(name);
                }
                row += 1;
            }
            table += 1;
        }
        // INVARIANT: this is evaluated when the program is built.
        panic!("no table of `schema` has an attribute of this name")
    }

    /// How it is written.
    pub const fn name(self) -> &'static str {
        self.0
    }

    /// Its row for a kind; `None` where the kind does not have it.
    pub fn on(self, kind: Kind) -> Option<AttrId> {
        find(kind, self.0)
    }

    /// Its row for a kind that has it; for constants.
    ///
    /// # Panics
    /// Where the kind does not have it: in a constant, when the program is built.
    #[expect(clippy::panic, reason = "it is evaluated when the program is built")]
    pub(crate) const fn id(self, kind: Kind) -> AttrId {
        let (mut table, mut before) = (0, 0);
        while table < TABLES.len() {
            let mut row = 0;
            while row < TABLES[table].len() {
                if same(TABLES[table][row].name, self.0) && TABLES[table][row].on.has(kind) {
                    return AttrId((before + row) as u16);
                }
                row += 1;
            }
            before += row;
            table += 1;
        }
        // INVARIANT: this is evaluated when the program is built.
        panic!("this kind does not have this attribute")
    }
}

macro_rules! attributes {
    ($($id:ident $name:literal)*) => {
        $(
            #[doc = concat!("`", $name, "`")]
            pub const $id: AttrName = AttrName::of($name);
        )*
    };
}

attributes! {
    ABOUT "about"
    ACCESS "access"
    ADMIN "admin"
    AGAINST "against"
    ANSWERS "answers"
    AS "as"
    ASSET "asset"
    AUTH "auth"
    AUTHORIZATION "authorization"
    AVAILABILITY "availability"
    BECAUSE "because"
    BLOCKED_BY "blocked-by"
    BY "by"
    CARRIES "carries"
    CLASS "class"
    CODE "code"
    CONFIDENTIALITY "confidentiality"
    CONTROLS "controls"
    COST "cost"
    COUNTERS "counters"
    CREDENTIAL "credential"
    CRITICALITY "criticality"
    CUTS "cuts"
    CVSS "cvss"
    DIRECTION "direction"
    DREAD "dread"
    DUE "due"
    ENCRYPTED "encrypted"
    EVIDENCE "evidence"
    EXCLUDE "exclude"
    EXPIRES "expires"
    EXPORT "export"
    FALSE_POSITIVES "false-positives"
    FIX "fix"
    FLOWS "flows"
    HOLDS "holds"
    IF_LOST "if-lost"
    IMPACT "impact"
    INCLUDE "include"
    INFERRED "inferred"
    INFRA "infra"
    INTEGRITY "integrity"
    INTENT "intent"
    JURISDICTION "jurisdiction"
    LACKS "lacks"
    LEVEL "level"
    LIKELIHOOD "likelihood"
    LIMITS "limits"
    LINDDUN "linddun"
    LINK "link"
    LOCAL "local"
    MANAGED "managed"
    MAX_CLASS "max-class"
    MEMBERS "members"
    NEIGHBOURS "neighbours"
    NOTATION "notation"
    NOTICE "notice"
    OF "of"
    ON "on"
    ONE "one"
    ORIGIN "origin"
    OUT_OF_SCOPE "out-of-scope"
    OWNER "owner"
    PERSONAL "personal"
    PORT "port"
    PRIORITY "priority"
    RECORDS "records"
    REDUCES "reduces"
    REFS "refs"
    REPOSITORY "repository"
    RETENTION "retention"
    RETURNS "returns"
    REVIEWED "reviewed"
    REVIEWED_BY "reviewed-by"
    REVIEW_EVERY "review-every"
    RUNS_AS "runs-as"
    RUNS_IN "runs-in"
    RUNS_ON "runs-on"
    SCENARIO "scenario"
    SCOPE "scope"
    SEVERITY "severity"
    SHOW "show"
    SKILL "skill"
    SPECIAL_CATEGORY "special-category"
    STATUS "status"
    STEPS "steps"
    STRENGTH "strength"
    STRIDE "stride"
    SUBJECTS "subjects"
    SUPERSEDES "supersedes"
    TECHNOLOGY "technology"
    TICKET "ticket"
    TO "to"
    TRUST "trust"
    UNTIL "until"
    USES "uses"
    VERSION "version"
    VIA "via"
    VPN "vpn"
}
