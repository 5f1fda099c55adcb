//! From a path to text: whatever can be wrong with a file before it is parsed.

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
use crate::driver::{LeadsOut, World};
use crate::syntax::{FILE_TOO_LARGE, MAX_FILE};
use crate::text::{Source, SourceId, Span};

/// Something cannot be read.
pub static UNREADABLE: CodeInfo = CodeInfo {
    code: Code("unreadable-file"),
    severity: Severity::Error,
    summary: "a file cannot be read",
    explanation: r#"
A path of the command line, an `include` or a `use` leads to something that cannot be read: nothing is there, it may
not be opened, it is a folder where a file is expected, or it is a device. A model with a part missing would lack that
part's threats, so this is an error.

```text
error[unreadable-file]: cannot read `services/web.tm`: permission denied
```

Correct the path, or the permissions of the file.
"#,
};

/// A file is not UTF-8 text.
pub static NOT_TEXT: CodeInfo = CodeInfo {
    code: Code("not-utf8"),
    severity: Severity::Error,
    summary: "a file is not UTF-8 text",
    explanation: r#"
Models are UTF-8 text. The place is the first byte that is not; nothing of the file is used. A file in another encoding
can be converted, for instance with `iconv -f LATIN1 -t UTF-8`; a file that is no text at all was included by mistake.
"#,
};

/// What stands in a file: its text, or as much of it as can be shown, and what is wrong with it.
#[derive(Clone, Debug)]
pub(crate) enum Contents {
    /// UTF-8; what reads it shares it.
    Text(Arc<str>),
    /// Something else; the text has a replacement character at the offset of the first wrong byte.
    Broken {
        /// As much as can be shown.
        shown: String,
        /// Where the first wrong byte stands.
        at: usize,
        /// Its value.
        byte: u8,
        /// What kind of file it may be.
        guess: Encoding,
        /// Its beginning, as that kind of file.
        meant: String,
    },
    /// It is larger than a file may be.
    Large,
}

/// So much of a file that is not UTF-8 is looked at to see whether it was meant as the root of a model, in bytes.
const MEANT: usize = 64 << 10;

/// Reads a file, by its canonical path. One that is too large is not read to its end.
///
/// # Errors
/// In words, such as `no such file`.
pub(crate) fn read(world: &dyn World, anchor: &Path, path: &Path) -> Result<Contents, String> {
    let bytes = world.read(anchor, path, MAX_FILE + 1).map_err(|error| words(&error))?;
    if bytes.len() > MAX_FILE {
        return Ok(Contents::Large);
    }
    // A zero is text in UTF-16, or no text at all.
    let zero = bytes.iter().position(|byte| *byte == 0);
    let (at, bytes) = match (String::from_utf8(bytes), zero) {
        (Ok(text), None) => return Ok(Contents::Text(text.into())),
        // A few of them in a text are a slip, and the parser says where.
        (Ok(text), Some(_)) if is_text_with_zeros(text.as_bytes()) => return Ok(Contents::Text(text.into())),
        (Ok(text), Some(zero)) => (zero, text.into_bytes()),
        (Err(error), zero) => {
            let at = error.utf8_error().valid_up_to();
            (zero.map_or(at, |zero| zero.min(at)), error.into_bytes())
        }
    };
    let byte = bytes.get(at).copied().unwrap_or(0);
    // What stands behind the fault is of no use, and may be megabytes of anything.
    let shown = String::from_utf8_lossy(bytes.get(..at).unwrap_or_default()) + "\u{fffd}";
    let guess = guess(&bytes);
    let meant = guess.decode(bytes.get(..MEANT).unwrap_or(&bytes));
    Ok(Contents::Broken { shown: shown.into_owned(), at, byte, guess, meant })
}

impl Contents {
    /// The source of it, and what is wrong, given the id that the source will have.
    pub(crate) fn into_source(self, path: String, id: SourceId) -> (Source, Option<Diagnostic>) {
        match self {
            Contents::Text(text) => (Source::new(path, text), None),
            Contents::Large => {
                let message = format!("the file is larger than {} MB", MAX_FILE / 1024 / 1024);
                let diagnostic = Diagnostic::new(&FILE_TOO_LARGE, Span::new(id, 0, 0), message)
                    .help("split the model into several files and join them with `include`");
                (Source::new(path, ""), Some(diagnostic))
            }
            Contents::Broken { shown, at, byte, guess, .. } => {
                let mark = if shown.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
                let at = at.saturating_sub(mark);
                let span = Span::new(id, at, at + '\u{fffd}'.len_utf8());
                let diagnostic = Diagnostic::new(&NOT_TEXT, span, "this is not UTF-8 text")
                    .here(format!("the byte 0x{byte:02x}"))
                    .help(guess.words());
                (Source::new(path, shown), Some(diagnostic))
            }
        }
    }
}

/// In which encoding a file that is not UTF-8 may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf16Le,
    Utf16Be,
    /// Latin-1, or what Windows makes of it.
    Latin1,
    Binary,
}

impl Encoding {
    fn words(self) -> &'static str {
        match self {
            Encoding::Utf16Le | Encoding::Utf16Be => "the file looks like UTF-16; save it as UTF-8",
            Encoding::Latin1 => "the file looks like Latin-1 (Windows-1252); save it as UTF-8",
            Encoding::Binary => "the file looks like a binary file",
        }
    }

    /// The text that a file would be in this encoding, as much as is needed to see what kind of file it is.
    fn decode(self, bytes: &[u8]) -> String {
        let pairs = || bytes.chunks_exact(2).filter_map(|pair| <[u8; 2]>::try_from(pair).ok());
        let utf16 = |unit: fn([u8; 2]) -> u16| char::decode_utf16(pairs().map(unit)).map(|c| c.unwrap_or('\u{fffd}'));
        match self {
            Encoding::Utf16Le => utf16(u16::from_le_bytes).collect(),
            Encoding::Utf16Be => utf16(u16::from_be_bytes).collect(),
            Encoding::Latin1 => bytes.iter().map(|byte| char::from(*byte)).collect(),
            Encoding::Binary => String::new(),
        }
    }
}

/// What a file that is not UTF-8 looks like, as advice: `the file looks like UTF-16; save it as UTF-8`.
pub fn looks_like(bytes: &[u8]) -> &'static str {
    guess(bytes).words()
}

/// Whether text that holds zeros is text but for them: they are few, and nothing else in it is binary.
fn is_text_with_zeros(bytes: &[u8]) -> bool {
    let zeros = bytes.iter().filter(|byte| **byte == 0).count();
    let binary = bytes.iter().any(|byte| matches!(byte, 1..9 | 14..32));
    zeros <= bytes.len() / 50 + 1 && !binary
}

fn guess(bytes: &[u8]) -> Encoding {
    let start = bytes.get(..8000).unwrap_or(bytes);
    // Text in UTF-16 that is mostly ASCII has a zero in every other byte, and text of any kind has none elsewhere.
    let zeros = |from: usize| start.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = start.len() / 4;
    match bytes {
        [0xff, 0xfe, ..] => Encoding::Utf16Le,
        [0xfe, 0xff, ..] => Encoding::Utf16Be,
        _ if odd > most && even == 0 => Encoding::Utf16Le,
        _ if even > most && odd == 0 => Encoding::Utf16Be,
        _ if start.iter().any(|byte| *byte < 9 || (14..32).contains(byte)) => Encoding::Binary,
        _ => Encoding::Latin1,
    }
}

/// What went wrong, in words that do not depend on the machine.
pub fn words(error: &io::Error) -> String {
    match error.kind() {
        _ if LeadsOut::caused(error) => "a link leads out of the project".to_owned(),
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::NotADirectory => "a part of the path is not a folder".to_owned(),
        io::ErrorKind::StorageFull => "no space left on the device".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        _ => {
            // `Too many levels of symbolic links (os error 40)`: the number helps nobody.
            let text = error.to_string();
            if text.contains("symbolic link") {
                return "it is a link, or links form a loop".to_owned();
            }
            text.split(" (os error").next().unwrap_or(&text).to_lowercase()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::driver::MemoryWorld;
    use crate::model::Date;
    use crate::text::Sources;

    fn fault(bytes: &[u8]) -> Option<(String, Vec<String>)> {
        let mut world = MemoryWorld::new(Date::constant(2026, 1, 1));
        world.add("a.tm", bytes);
        let contents = read(&world, Path::new("/project"), Path::new("/project/a.tm")).unwrap();
        let mut sources = Sources::default();
        let (source, diagnostic) = contents.into_source("a.tm".to_owned(), SourceId(0));
        sources.add(source);
        diagnostic.map(|diagnostic| (sources.place(diagnostic.span()), diagnostic.help))
    }

    #[test]
    fn a_zero_in_a_text_is_left_to_the_parser() {
        assert_eq!(fault(b"model shop\nprocess we\0b\n"), None);
        assert!(fault(b"m\0o\0d\0e\0l\0 \0a\0").is_some(), "UTF-16");
        assert!(fault(b"\x7fELF\x01\x02\0\0").is_some());
    }

    #[test]
    fn wrong_bytes_have_a_place() {
        assert_eq!(fault("größe\n".as_bytes()), None);
        let latin = || vec!["the file looks like Latin-1 (Windows-1252); save it as UTF-8".into()];
        assert_eq!(fault(b"model a\nb\xfc"), Some(("a.tm:2:2".into(), latin())));
        assert_eq!(fault(b"\xef\xbb\xbfa\xfc").map(|fault| fault.0), Some("a.tm:1:2".into()));
        assert_eq!(
            fault(b"\xff\xfem\0"),
            Some(("a.tm:1:1".into(), vec!["the file looks like UTF-16; save it as UTF-8".into()]))
        );
        assert_eq!(
            fault(b"\x7fELF\0\xff").map(|fault| fault.1),
            Some(vec!["the file looks like a binary file".into()])
        );
    }
}
