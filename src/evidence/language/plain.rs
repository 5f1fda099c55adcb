//! Every other language: comments are taken away by the ending of the file, strings stay, since in some of them a
//! test's name is one.

use crate::evidence::mask::Shape;

const fn shape_of(line: &'static [&'static str], block: Option<(&'static str, &'static str)>) -> Shape {
    Shape { line, block, nested: false, quotes: &[], rust: false, heredoc: "", if_zero: false, regex: false }
}

static SLASHES: Shape = shape_of(&["//"], Some(("/*", "*/")));
static HASHES: Shape = shape_of(&["#"], None);
static DASHES: Shape = shape_of(&["--"], Some(("/*", "*/")));
static SEMICOLONS: Shape = shape_of(&[";"], None);
static PERCENTS: Shape = shape_of(&["%"], None);
static MARKUP: Shape = shape_of(&[], Some(("<!--", "-->")));
static NOTHING: Shape = shape_of(&[], None);

/// The comments of files with an ending.
pub(super) fn shape(ending: &str) -> &'static Shape {
    match ending {
        "m" | "mm" | "scala" | "groovy" | "dart" | "zig" | "v" | "sol" | "hcl" | "fs" | "proto" => &SLASHES,
        "sh" | "bash" | "pl" | "pm" | "t" | "r" | "ex" | "yaml" | "yml" | "toml" | "tf" | "nix" | "jl" | "ps1"
        | "cr" | "nim" => &HASHES,
        "sql" | "hs" | "lua" | "elm" | "ada" | "adb" | "vhd" => &DASHES,
        "clj" | "cljs" | "lisp" | "el" | "scm" | "rkt" => &SEMICOLONS,
        "erl" | "hrl" | "tex" => &PERCENTS,
        "html" | "xml" | "md" => &MARKUP,
        _ => &NOTHING,
    }
}
