//! How a phase declares its codes: a row each, with its severity, its text, a summary and an explanation.

macro_rules! codes {
    ($($(#[$doc:meta])* $id:ident $severity:ident $code:literal $summary:literal $explanation:literal)*) => {
        $(
            $(#[$doc])*
            pub(crate) static $id: $crate::diag::CodeInfo = $crate::diag::CodeInfo {
                code: $crate::diag::Code($code),
                severity: $crate::diag::Severity::$severity,
                summary: $summary,
                explanation: $explanation,
            };
        )*
        /// Every code that this table declares.
        pub static CODES: &[&$crate::diag::CodeInfo] = &[$(&$id),*];
    };
}
pub(crate) use codes;
