//! Formatting keeps the tree, and formatting twice changes nothing.

use std::path::Path;

use crate::fmt::{format, format_new};
use crate::syntax::ast::{Attr, Body, Expr, ExprKind, File, Item, Name, Stmt};
use crate::syntax::parse;
use crate::text::SourceId;

/// Parses what must be free of errors.
fn parsed(text: &str, what: &str) -> File {
    let parsed = parse(SourceId(0), text);
    assert!(parsed.diagnostics.is_empty(), "{what}: {:#?}\n{text}", parsed.diagnostics);
    parsed.file
}

/// A tree without its spans, as text.
fn shape(file: &File) -> String {
    let mut shape = String::new();
    let debug = format!("{:#?}", file.items);
    let mut skipping = false;
    for line in debug.lines() {
        let line = line.trim_end();
        if line.ends_with("span: Span {") {
            skipping = true;
        } else if skipping {
            skipping = !line.trim_start().starts_with('}');
        } else {
            shape += line;
            shape.push('\n');
        }
    }
    shape
}

fn check(text: &str, what: &str) -> String {
    let file = parsed(text, what);
    let once = format(&file, text);
    let again = parsed(&once, what);
    assert_eq!(shape(&file), shape(&again), "{what}: formatting changed the tree\n{once}");
    assert_eq!(file.comments.len(), again.comments.len(), "{what}: comments got lost\n{once}");
    assert_eq!(once, format(&again, &once), "{what}: formatting twice changed the text");
    let new = format_new(&file);
    let again = parsed(&new, what);
    assert_eq!(shape(&file), shape(&again), "{what}: printing without source changed the tree\n{new}");
    assert_eq!(new, format(&again, &new), "{what}: formatting what was printed changed it");
    once
}

fn formatted(text: &str) -> String {
    check(text, "text")
}

#[test]
fn an_in_is_laid_out_like_a_boundary() {
    assert_eq!(
        formatted("in   cloud{process web,store db}\nin a.b{}\n"),
        "in cloud { process web, store db }\nin a.b {}\n"
    );
    let long =
        "in cloud {\n  /// Where it is.\n  process web : service \"Web\" { code = \"web/**\" }\n\n  web -> db\n}\n";
    assert_eq!(formatted(long), long);
}

#[test]
fn everything_in_the_tree_survives() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("src"), root.join("examples")];
    folders.extend(std::env::var_os("TM_CORPUS").map(Into::into));
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "tm") {
                check(&std::fs::read_to_string(&path).unwrap(), &path.display().to_string());
            }
        }
    }
}

#[test]
fn equal_signs_stand_in_a_column() {
    let text = "model m {\n owner=@a\n   reviewed-by = [ @b,@c, ]\n\n\n\n scope = \"x\" // why\n}\n";
    let canonical = "model m {\n  owner       = @a\n  reviewed-by = [@b, @c]\n\n  scope = \"x\"  // why\n}\n";
    assert_eq!(formatted(text), canonical);
}

#[test]
fn what_stood_on_one_line_stays() {
    let text = "data a \"A\" {class=public,   integrity = high}\nprocess p {\n  code = \"x\", infra = \"y\"\n}\na->b\n";
    let canonical =
        "data a \"A\" { class = public, integrity = high }\nprocess p {\n  code = \"x\", infra = \"y\"\n}\na -> b\n";
    assert_eq!(formatted(text), canonical);
}

#[test]
fn comments_keep_their_places() {
    let text = "// top\n\n/// Doc.\n// between\nprocess a { // opening\n  // inside\n  trust = internal // behind\n  // last\n}\n// end";
    let canonical = "// top\n\n/// Doc.\n// between\nprocess a {  // opening\n  // inside\n  trust = internal  // behind\n  // last\n}\n// end\n";
    assert_eq!(formatted(text), canonical);
}

#[test]
fn comments_inside_a_value_keep_it_as_written() {
    let text = "process a {\n  holds = [ // both\n    x,\n    y, // and that\n  ]\n}\n";
    assert_eq!(formatted(text), text);
}

#[test]
fn long_lines_are_broken() {
    let part = "from.trust == untrusted";
    let text = format!("policy p {{ on = flow, forbid = {} }}", [part; 6].join(" and "));
    let text = formatted(&text);
    assert!(text.lines().all(|line| line.len() < 110), "{text}");
    assert!(text.contains("\n           and from"), "{text}");
}

#[test]
fn what_is_nested_is_broken_as_well() {
    let text = "rule a.b \"T\" {
  when = to is sql and (tainted(flow) or any(flow.carries, d: d.class >= confidential and not known(d.retention) and (d.personal or d.credential))) and not (from is tool or from is agent or from is client or from is library or from is llm)
}
";
    let canonical = "rule a.b \"T\" {
  when = to is sql
         and (
           tainted(flow)
           or any(
             flow.carries,
             d: d.class >= confidential and not known(d.retention) and (d.personal or d.credential)
           )
         )
         and not (from is tool or from is agent or from is client or from is library or from is llm)
}
";
    assert_eq!(formatted(text), canonical);
}

#[test]
fn brackets_stay_where_they_change_something() {
    let text = "policy p { forbid = not (a and (b or c)) and (x == y or not z is w) or q }\n";
    assert_eq!(formatted(text), "policy p { forbid = (not (a and (b or c)) and (x == y or not z is w)) or q }\n");
}

#[test]
fn documentation_of_several_lines() {
    let text = "///First.\n///\n///   Indented.\nprocess a\n";
    assert_eq!(formatted(text), "/// First.\n///\n///   Indented.\nprocess a\n");
}

#[test]
fn a_tree_without_source_is_printed() {
    let name = |text: &str| Name { text: text.into(), ..Name::default() };
    let value = Expr { kind: ExprKind::Text("say \"a\\b\"\n".into()), span: Default::default() };
    let attr = Attr { name: name("code"), value, span: Default::default() };
    let head =
        crate::syntax::ast::Head::Decl { kind: name("process"), name: Some(name("a")), types: Vec::new(), label: None };
    let body = Some(Box::new(Body { items: vec![Item::Attr(attr)], unread: Vec::new(), span: Default::default() }));
    let file =
        File { items: vec![Item::Stmt(Stmt { doc: None, head, body, span: Default::default() })], ..File::default() };
    assert_eq!(format_new(&file), "process a { code = \"say \\\"a\\\\b\\\"\\n\" }\n");
}

#[test]
fn a_decision_keeps_its_form() {
    let id = "accept injection.sql@web->db { because = \"x\" }\n";
    assert_eq!(formatted("accept  injection.sql@web->db {because=\"x\"}\n"), id);
    let on = "dismiss injection.* on cloud.* { because = \"x\" }\n";
    assert_eq!(formatted(on), on);
}
