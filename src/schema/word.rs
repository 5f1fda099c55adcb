//! The words of scales that Rust code reads, by position. One that its scale lacks does not compile.

macro_rules! words {
    ($($scale:ident $module:ident { $($id:ident $word:literal)* })*) => {
        $(
            #[doc = concat!("Words of `", stringify!($scale), "`.")]
            pub mod $module {
                $(
                    #[doc = concat!("The position of `", $word, "`.")]
                    pub const $id: u8 = crate::schema::$scale.at($word);
                )*
            }
        )*
    };
}

words! {
    TRUST trust { UNTRUSTED "untrusted" PARTNER "partner" EXPOSED "exposed" INTERNAL "internal" }
    CLASS class { PUBLIC "public" CONFIDENTIAL "confidential" }
    AUTHORIZATION authorization { END_USER "end-user" }
    LEVEL level { MEDIUM "medium" }
    SEVERITY severity { HIGH "high" }
    CONTROL_STATUS control_status { PROPOSED "proposed" IMPLEMENTED "implemented" }
    ASSUMPTION_STATUS assumption_status { CONFIRMED "confirmed" }
    STRIDE stride {
        SPOOFING "spoofing"
        TAMPERING "tampering"
        REPUDIATION "repudiation"
        INFORMATION_DISCLOSURE "information-disclosure"
        DENIAL_OF_SERVICE "denial-of-service"
        ELEVATION_OF_PRIVILEGE "elevation-of-privilege"
    }
    ENDS ends { FROM "from" TO "to" }
    SHOW show { THREATS "threats" CONTROLS "controls" DATA "data" TRUST "trust" }
    DIRECTION direction { RIGHT "right" DOWN "down" }
    NOTATION notation { CLASSIC "classic" }
}
