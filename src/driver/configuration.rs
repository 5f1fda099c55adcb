//! The configurations of a project, read from the outermost to the one nearest to the model: a nested one adds to those
//! around it, and weakens none.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::config::{self, Config};
use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
use crate::driver::open::Depth;
use crate::driver::place::Typed;
use crate::driver::read::{UNREADABLE, words};
use crate::driver::reader::Reader;
use crate::driver::world::is_hidden;
use crate::driver::{CONFIG_FILE, FileKind, Project, codes};
use crate::text::{SourceId, Sources, Span};

/// A configuration has another name.
pub static MISNAMED: CodeInfo = CodeInfo {
    code: Code("misnamed-configuration"),
    severity: Severity::Error,
    summary: "a file is called almost like the configuration",
    explanation: r#"
A folder between the project's and the model's, or around a link that leads to the model or a part of it, holds something whose name is
`palisade.toml` but for capital letters. Whether it is read would hang on the machine: some tell `Palisade.toml` from
`palisade.toml`, and others do not. What it asks for may not be in force, so this is an error. Rename it, or delete it.
"#,
};

/// What all configurations of a project say together, and what is wrong with them. Each becomes a source. `folder` is
/// the model's. Of an outline they are the sources alone, and say nothing.
pub(crate) fn read_configs(
    reader: &Reader<'_>,
    project: &Project,
    folder: &Path,
    typed: &Typed,
    depth: Depth,
    sources: &mut Sources,
    paths: &mut Vec<PathBuf>,
) -> (Config, Vec<Diagnostic>) {
    let (mut config, mut diagnostics): (Option<Config>, Vec<Diagnostic>) = (None, Vec::new());
    let mut seen = BTreeSet::new();
    let folders = std::iter::once(folder).chain(project.links.iter().map(PathBuf::as_path));
    let around = folders.flat_map(|folder| folder.ancestors().take_while(|at| at.starts_with(&project.anchor)));
    for at in around.filter(|at| seen.insert(*at)) {
        for name in reader.misnamed(at).iter() {
            let message = format!("`{}` is not the configuration", typed.show(&at.join(name)));
            let help = format!("call it `{CONFIG_FILE}`, or delete it");
            diagnostics.push(Diagnostic::new(&MISNAMED, Span::NONE, message).help(help));
        }
    }
    if project.configs.is_empty() && project.linked.is_empty() {
        return (Config::default(), diagnostics);
    }
    let known = if depth == Depth::Whole { codes() } else { Vec::new() };
    let own = project.configs.iter().map(|path| (path, false));
    for (path, linked) in own.chain(project.linked.iter().map(|path| (path, true))) {
        if linked {
            // What stands around a link or a part is below something, if below what holds without any.
            config.get_or_insert_default();
        }
        let shown = typed.show(path);
        let id = SourceId(sources.len() as u32);
        let read = locate(reader, project, path).and_then(|real| reader.contents(&project.anchor, &real));
        let (source, fault) = match read {
            Ok(contents) => contents.into_source(shown, id),
            Err(why) => {
                let message = format!("cannot read `{shown}`: {why}");
                diagnostics.push(Diagnostic::new(&UNREADABLE, Span::NONE, message));
                continue;
            }
        };
        match fault {
            Some(fault) => diagnostics.push(fault),
            None if depth == Depth::Outline => {}
            None => {
                let (read, said) = config::parse(id, &source.text, &known, config.as_ref());
                config = Some(read);
                diagnostics.extend(said);
            }
        }
        sources.add(source);
        paths.push(path.clone());
    }
    (config.unwrap_or_default(), diagnostics)
}

/// Where a configuration stands: a regular file, or a link to another configuration of the project.
fn locate(reader: &Reader<'_>, project: &Project, path: &Path) -> Result<PathBuf, String> {
    let facts = reader.world.look(&project.anchor, path).map_err(|error| words(&error))?;
    let below = facts.path.strip_prefix(&project.anchor).unwrap_or(&facts.path);
    let is_config = facts.path.file_name().is_some_and(|name| name == CONFIG_FILE);
    match facts.kind {
        FileKind::Folder => Err("it is a folder".to_owned()),
        FileKind::Other => Err("it is no regular file".to_owned()),
        // A link could lead to anything, and what is wrong with a configuration is shown.
        FileKind::File if facts.path != path && (!is_config || below.parent().is_some_and(is_hidden)) => {
            Err(format!("a link may lead to another `{CONFIG_FILE}` of the project only"))
        }
        FileKind::File => Ok(facts.path),
    }
}
