//! Values that are addresses, or may be: of the web or of mail, and without tricks.

use smol_str::SmolStr;

use crate::check::codes::WRONG_VALUE;
use crate::check::context::Context;
use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
use crate::schema::{self, AddressFault, BadAddress};
use crate::text::Span;

pub(super) const CODES: &[&CodeInfo] = &[&ADDRESS_USER];

/// An address names a user before its host.
pub(super) const ADDRESS_USER: CodeInfo = CodeInfo {
    code: Code("address-user"),
    severity: Severity::Warning,
    summary: "an address names a user before its host",
    explanation: r#"
What stands before an `@` in an address of the web is the name of a user, perhaps with a password, and no host: a link to
`https://example.org@other.example` leads to `other.example`. Reports and pictures show where a link leads to people who
trust the model, so a name that looks like a host is a trap, and a password does not belong there.

```tm
model shop "Shop" {
  repository = "https://team@git.example.org/shop"
}
```

```tm
model shop "Shop" {
  repository = "https://git.example.org/shop"
}
```
"#,
};

/// How the literal of an address is written.
#[derive(Clone, Copy)]
pub(super) enum Written {
    /// `"https://…"`
    Plain,
    /// `url "https://…"`
    Tagged,
}

/// Whether a text is an address; reported where it is none.
pub(super) fn link(context: &mut Context, span: Span, text: &SmolStr, written: Written) -> bool {
    match schema::address(text) {
        Ok(()) => {
            user(context, span, text, written);
            true
        }
        Err(bad) => {
            let help =
                "write an address in full, such as `https://example.org/page`, or `mailto:` and whom to write to";
            context.report(refused(span, &bad, written, help));
            false
        }
    }
}

/// Whether a text is no address, or a harmless one; reported where it is a bad one.
pub(super) fn reference(context: &mut Context, span: Span, text: &SmolStr) -> bool {
    match schema::reference(text) {
        Ok(()) => {
            if schema::is_address(text) {
                user(context, span, text, Written::Plain);
            }
            true
        }
        Err(bad) => {
            let help =
                "write an address that begins with `https://`, `http://` or `mailto:`, or text that is no address";
            context.report(refused(span, &bad, Written::Plain, help));
            false
        }
    }
}

fn refused(span: Span, bad: &BadAddress, written: Written, otherwise: &str) -> Diagnostic {
    let message = match &bad.fault {
        AddressFault::Scheme(scheme) => format!("`{scheme}:` is no address of the web or of mail"),
        AddressFault::NoScheme => "an address begins with `https://`, `http://` or `mailto:`".to_owned(),
        AddressFault::NoHost => "this address names no host, or nobody to write to".to_owned(),
        AddressFault::Character(' ') => "an address holds no blank".to_owned(),
        AddressFault::Character('\\') => "an address holds no backslash, which browsers take for a slash".to_owned(),
        AddressFault::Character(char) => format!("an address holds no character U+{:04X}", u32::from(*char)),
    };
    let diagnostic = Diagnostic::new(&WRONG_VALUE, span, message);
    match bad.meant.as_deref().and_then(|meant| literal(meant, written)) {
        Some(literal) => diagnostic.help(format!("write `{literal}`")).fix(format!("write `{literal}`"), span, literal),
        None => diagnostic.help(otherwise),
    }
}

/// Warns of a user in an address.
fn user(context: &mut Context, span: Span, text: &str, written: Written) {
    let Some((user, host)) = schema::user(text) else { return };
    let message = format!("this address names a user, and leads to `{host}`");
    let diagnostic = Diagnostic::new(&ADDRESS_USER, span, message).help("remove what stands before the `@`");
    let without = literal(&text.replacen(&format!("{user}@"), "", 1), written);
    context.report(match without {
        Some(literal) => diagnostic.fix("remove the user", span, literal),
        None => diagnostic,
    });
}

/// The text of the language that says an address; nothing where it would need escapes.
fn literal(address: &str, written: Written) -> Option<String> {
    let plain = !address.contains(['"', '\\']);
    plain.then(|| match written {
        Written::Plain => format!("\"{address}\""),
        Written::Tagged => format!("url \"{address}\""),
    })
}
