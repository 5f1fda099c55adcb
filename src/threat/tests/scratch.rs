use crate::model::*;
use crate::schema::Kind;
use crate::syntax::ast::*;
use crate::syntax::parse;
use crate::text::*;
#[test]
fn scratch() {
    let mut sources = Sources::default();
    let mut v = Vocabulary::of_kinds();
    let mut all: Vec<(String, String, Vec<String>)> = vec![];
    for pack in ["core", "web", "ai"] {
        let text = std::fs::read_to_string(format!("/work/main/src/threat/packs/{pack}.tm")).unwrap();
        let id = sources.add(Source::new(format!("{pack}.tm"), text.clone()));
        let parsed = parse(id, &text);
        for d in &parsed.diagnostics { println!("{}", crate::diag::render_short(&sources, d)); }
        for item in parsed.file.items {
            let Item::Stmt(s) = item else { continue };
            let Head::Decl { kind, name: Some(name), types, .. } = s.head else { continue };
            all.push((kind.text.to_string(), name.text.to_string(), types.iter().map(|t| t.text.to_string()).collect()));
        }
    }
    // several rounds so that order does not matter
    for (k, n, _) in &all {
        let (name, label): (smol_str::SmolStr, smol_str::SmolStr) = (n.into(), n.into());
        match k.as_str() {
            "type" => { let mut a = Bits::default(); a.insert(v.types.len() as u16); v.types.push(TypeDef { name, label, pack: PackId::CORE, kind: None, ancestors: a, implies: vec![], span: Span::NONE }) }
            "protocol" => { let mut a = Bits::default(); a.insert(v.protocols.len() as u16); v.protocols.push(ProtocolDef { name, label, pack: PackId::CORE, ancestors: a, implies: vec![], span: Span::NONE }) }
            "technique" => { let mut a = Bits::default(); a.insert(v.techniques.len() as u16); v.techniques.push(TechniqueDef { name, label, pack: PackId::CORE, ancestors: a, span: Span::NONE }) }
            _ => {}
        }
    }
    for _ in 0..8 { for (k, n, ps) in &all { for p in ps { if k == "type" {
        let Some(pt) = v.types.iter().find(|t| t.name == *p).cloned() else { println!("no parent {p} of {n}"); continue };
        let t = v.types.iter_mut().find(|t| t.name == *n).unwrap();
        t.ancestors.union(&pt.ancestors); t.kind = t.kind.or(pt.kind);
    } } } }
    let _ = Kind::Data;
    let mut files: Vec<_> = walk("/work/main/src/threat/catalog");
    files.sort();
    let mut bad = 0;
    for f in files {
        let text = std::fs::read_to_string(&f).unwrap();
        let id = sources.add(Source::new(f.rsplit("catalog/").next().unwrap(), text.clone()));
        let parsed = parse(id, &text);
        for d in &parsed.diagnostics { bad += 1; println!("{}", crate::diag::render_short(&sources, d)); }
        if !parsed.diagnostics.is_empty() { continue; }
        let (_, ds) = super::build::compile_at(&v, &text, id);
        for d in &ds { bad += 1; println!("{} {:?}", crate::diag::render_short(&sources, d), d.help); }
    }
    panic!("{bad} bad");
}
fn walk(d: &str) -> Vec<String> {
    let mut out = vec![];
    for e in std::fs::read_dir(d).unwrap() { let p = e.unwrap().path(); if p.is_dir() { out.extend(walk(p.to_str().unwrap())) } else if p.extension().is_some_and(|e| e == "tm") { out.push(p.to_str().unwrap().to_owned()) } }
    out
}
