//! Heads of statements: what stands before the block.

use crate::fmt::expr::Writer;
use crate::syntax::ast::{Head, Name, Text};

impl Writer<'_> {
    /// A head on one line.
    pub fn head(self, head: &Head) -> String {
        match head {
            Head::Decl { kind, name, types, label } => {
                let mut out = kind.text.to_string();
                if let Some(name) = name {
                    out.push(' ');
                    out.push_str(&name.text);
                }
                match types.as_slice() {
                    [] => {}
                    [one] => out.push_str(&format!(" : {}", one.text)),
                    several => {
                        let names: Vec<&str> = several.iter().map(|name| name.text.as_str()).collect();
                        out.push_str(&format!(" : [{}]", names.join(", ")));
                    }
                }
                self.labelled(out, label.as_ref())
            }
            Head::Flow { keyword, name, from, to, label } => {
                let keyword = keyword.as_ref().map_or(String::new(), |word| format!("{} ", word.text));
                let name = name.as_ref().map_or(String::new(), |name| format!("{}: ", name.text));
                self.labelled(format!("{keyword}{name}{} -> {}", from.text, to.text), label.as_ref())
            }
            Head::On { verb, subject, target, as_id, label } => {
                let between = if *as_id { "@" } else { " on " };
                self.labelled(format!("{} {}{between}{}", verb.text, subject.text, target.text()), label.as_ref())
            }
            Head::Include { pattern, keyword } => self.labelled(keyword.text.to_string(), Some(pattern)),
            Head::UsePack { pack, keyword } => format!("{} {}", keyword.text, pack.text),
            Head::UsePath { path, alias, keyword } => {
                let alias = alias.as_ref().map_or(String::new(), |alias: &Name| format!(" as {}", alias.text));
                self.labelled(keyword.text.to_string(), Some(path)) + &alias
            }
            Head::Moved { old, new, keyword } => format!("{} {} to {}", keyword.text, old.text(), new.text()),
        }
    }

    fn labelled(self, head: String, label: Option<&Text>) -> String {
        match label {
            Some(label) => format!("{head} {}", self.text(label)),
            None => head,
        }
    }
}
