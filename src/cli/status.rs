//! Exit statuses.

use std::process::ExitCode;

/// How a run ended; a later one is worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Status {
    /// 0.
    Passed,
    /// 1: the gate failed, a warning is denied, a file is stale.
    Failed,
    /// 2: errors in a model or the call, or nothing was checked.
    Error,
}

impl Status {
    /// The worse of both.
    pub(super) fn and(self, other: Status) -> Status {
        self.max(other)
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(status as u8)
    }
}
