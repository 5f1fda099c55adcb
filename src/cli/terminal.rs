//! Standard output and standard error.
//!
//! What is said is collected and written in one go, so that a run with a closed pipe ends quietly and one on a full
//! disk with an error.

use std::io::{self, IsTerminal, Write};

use anstream::AutoStream;
use anstream::ColorChoice;
use clap::ValueEnum;

use crate::cli::status::Status;
use crate::diag::{Diagnostic, Style, quote_terminal, quote_terminal_lines, render};
use crate::driver::words;
use crate::text::Sources;

/// Text that waits longer than this is written.
const FULL: usize = 1 << 20;
/// A piece at least so long is written as it is.
const LARGE: usize = 32 << 10;

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless the environment says otherwise
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Where everything is printed.
pub(super) struct Terminal {
    /// How diagnostics look on standard output.
    pub(super) style: Style,
    waiting: Vec<u8>,
    status: Status,
    closed: bool,
}

impl Terminal {
    pub(super) fn new(color: Color) -> Terminal {
        let color = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => AutoStream::choice(&io::stdout()) != ColorChoice::Never,
        };
        Terminal { style: Style { color }, waiting: Vec::new(), status: Status::Passed, closed: false }
    }

    /// Prints text whose parts have been quoted, on standard output.
    pub(super) fn say(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// Prints a line whose parts have been quoted, on standard output.
    pub(super) fn line(&mut self, text: &str) {
        self.bytes(text.as_bytes());
        self.bytes(b"\n");
    }

    /// Prints a document on standard output: as it is into a file or a program, piece by piece, so that a large one
    /// is never held as a whole; quoted for people.
    ///
    /// # Errors
    /// Those of `write`. What standard output says is told by [`Terminal::finish`].
    pub(super) fn document<E>(&mut self, write: impl FnOnce(&mut dyn Write) -> Result<(), E>) -> Result<(), E> {
        if !io::stdout().is_terminal() {
            return write(&mut Pieces(self));
        }
        let mut bytes = Vec::new();
        write(&mut bytes)?;
        self.bytes(quote_terminal_lines(&String::from_utf8_lossy(&bytes)).as_bytes());
        Ok(())
    }

    /// Prints a document that is there already.
    pub(super) fn text(&mut self, text: &str) {
        self.bytes_of(text.as_bytes());
    }

    /// Prints the bytes of a document that is there already.
    pub(super) fn bytes_of(&mut self, bytes: &[u8]) {
        let Ok(()) = self.document(|out| {
            // What standard output says is kept for the end.
            let _ = out.write_all(bytes);
            Ok::<(), std::convert::Infallible>(())
        });
    }

    /// Says that something is wrong with the call, on standard error.
    pub(super) fn complain(&mut self, message: &str) {
        self.error(&format!("error: {}\n", quote_terminal(message)));
    }

    /// Says that something is wrong with the call, on standard error, and what to do about it.
    pub(super) fn complain_with_help(&mut self, message: &str, help: &str) {
        self.complain(message);
        self.error(&format!("  help: {}\n", quote_terminal(help)));
    }

    /// Shows a diagnostic that has no place in a model, on standard error.
    pub(super) fn problem(&mut self, diagnostic: &Diagnostic) {
        let color = self.style.color && io::stderr().is_terminal();
        self.error(render(&Sources::default(), diagnostic, Style { color }).trim_end());
        self.error("\n");
    }

    /// Prints rendered diagnostics on standard error.
    pub(super) fn shown(&mut self, text: &str) {
        self.error(text);
    }

    /// Says something that is no result, on standard error.
    pub(super) fn note(&mut self, message: &str) {
        self.error(&format!("{}\n", quote_terminal(message)));
    }

    /// Writes what waits, and says whether everything could be written.
    pub(super) fn finish(mut self) -> Status {
        self.flush();
        self.status
    }

    fn bytes(&mut self, bytes: &[u8]) {
        if bytes.len() >= LARGE {
            // Copying it first would only cost time.
            self.flush();
            self.write(bytes);
            return;
        }
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() > FULL {
            self.flush();
        }
    }

    fn error(&mut self, text: &str) {
        // What came before on standard output is to stand before it on a terminal too.
        self.flush();
        // If nobody can be told, the exit status still tells.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    fn flush(&mut self) {
        let mut waiting = std::mem::take(&mut self.waiting);
        if !waiting.is_empty() {
            self.write(&waiting);
        }
        // Its memory serves again.
        waiting.clear();
        self.waiting = waiting;
    }

    fn write(&mut self, bytes: &[u8]) {
        if self.closed {
            return;
        }
        let mut out = io::stdout().lock();
        if let Err(error) = out.write_all(bytes).and_then(|()| out.flush()) {
            self.closed = true;
            // A reader that has seen enough, such as `head`, is no fault.
            if error.kind() != io::ErrorKind::BrokenPipe {
                self.status = Status::Error;
                let message = format!("cannot write to standard output: {}", words(&error));
                let _ = writeln!(io::stderr().lock(), "error: {message}");
            }
        }
    }
}

/// Standard output for a document that is made piece by piece.
struct Pieces<'t>(&'t mut Terminal);

impl Write for Pieces<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.bytes(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
