//! Reads models that others use, once for all of them.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::driver::checking::seen;
use crate::driver::limits::MAX_BYTES;
use crate::driver::loader::Loader;
use crate::driver::parts::Part;
use crate::driver::shared::{Shared, Step, Steps};

impl Loader<'_> {
    /// Takes a model in that was read for all, or reads it for all; gives which part it is. `None` where it cannot be
    /// shared.
    pub(crate) fn share(&mut self, root: &Path) -> Option<usize> {
        if !self.may_share() {
            return None;
        }
        let key = (self.project.anchor.clone(), self.project.folder.clone(), root.to_path_buf());
        let shared = match self.reader.shared(&key) {
            Some(known) => known,
            // Nobody waits for it: whoever does the same meanwhile comes to the same.
            None => self.reader.share(key, self.make(root).map(Arc::new)),
        }?;
        if self.bytes + shared.bytes > MAX_BYTES {
            return None;
        }
        let part = self.take(root, &shared);
        if let Some(steps) = self.steps.last_mut() {
            steps.steps.push(Step::Model(root.to_path_buf(), shared));
        }
        Some(part)
    }

    /// Reads and checks a model for all who use it.
    fn make(&self, root: &Path) -> Option<Shared> {
        let mut loader = self.for_all();
        let contents = self.reader.contents(&self.project.anchor, root).ok()?;
        let opened = loader.opened(root, contents, loader.next());
        loader.part(root.to_path_buf(), opened);
        if !loader.is_sharable() {
            return None;
        }
        let bytes = loader.bytes;
        let Steps { steps, bytes: own, .. } = std::mem::take(&mut loader.last);
        let mut places = BTreeMap::new();
        for part in &loader.parts {
            places.extend(part.sources.iter().enumerate().map(|(index, id)| (*id, (part.root.clone(), index))));
        }
        let (exports, errors) = seen(loader.parts, self.reader.today())?;
        let pointed = exports.sources();
        places.retain(|id, _| pointed.contains(id));
        Some(Shared { exports, errors, steps, places, own, bytes })
    }

    /// Adds the sources of a model that was read for all, and of the models that it uses; gives which part it is.
    fn take(&mut self, root: &Path, shared: &Arc<Shared>) -> usize {
        let mut own = Vec::new();
        for step in &shared.steps {
            match step {
                Step::Source(path) => own.push(self.add_again(path)),
                Step::Model(root, _) if self.known.contains_key(root) => {}
                Step::Model(root, shared) => drop(self.take(root, shared)),
            }
        }
        self.bytes += shared.own;
        let index = self.parts.len();
        self.known.insert(root.to_path_buf(), index);
        self.parts.push(Part { sources: own, ..Part::new(root.to_path_buf()) });
        let ours = shared.places.iter().filter_map(|(id, (root, index))| {
            let part = self.known.get(root).and_then(|part| self.parts.get(*part))?;
            Some((*id, *part.sources.get(*index)?))
        });
        let ours = ours.collect();
        if let Some(part) = self.parts.get_mut(index) {
            part.shared = Some((Arc::clone(shared), ours));
        }
        index
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::driver::MemoryWorld;
    use crate::driver::load::load;
    use crate::driver::open::Depth;
    use crate::driver::parts::Loaded;
    use crate::driver::reader::Reader;
    use crate::driver::roots::named_root;
    use crate::model::Date;

    const FILES: &[(&str, &str)] = &[
        ("a.tm", "model a \"A\"\nuse \"u/u.tm\" as u\nuse \"v/v.tm\" as v\nuse \"p.tm\"\n"),
        ("b.tm", "model b \"B\"\nuse \"p.tm\"\nuse \"v/v.tm\" as v\nuse \"u/u.tm\" as u\n"),
        (
            "u/u.tm",
            "model u \"U\"\nuse \"../v/v.tm\" as v\nuse \"../p.tm\"\ninclude \"parts/*.tm\"\nactor a\na -> nowhere\n",
        ),
        ("u/parts/q.tm", "external e { export = true }\n"),
        ("v/v.tm", "model v \"V\"\nexternal e { export = true }\nprocess hidden\n"),
        ("p.tm", "type our-service : process\n"),
        ("c.tm", "model c \"C\"\nuse \"d.tm\" as d\nuse \"v/v.tm\" as v\n"),
        ("d.tm", "model d \"D\"\nuse \"e.tm\" as e\n"),
        ("e.tm", "model e \"E\"\nuse \"d.tm\" as d\n"),
    ];

    fn loaded(reader: &Reader<'_>, root: &str) -> Loaded {
        load(reader, named_root(reader, Path::new(root)).unwrap().unwrap(), Depth::Whole)
    }

    fn world() -> MemoryWorld {
        let mut world = MemoryWorld::new(Date::constant(2026, 1, 1));
        FILES.iter().for_each(|(path, text)| world.add(path, *text));
        world
    }

    fn shared<'l>(loaded: &'l Loaded, root: &str) -> Option<&'l Arc<Shared>> {
        let part = loaded.parts.iter().find(|part| part.root.ends_with(root)).unwrap();
        part.shared.as_ref().map(|(shared, _)| shared)
    }

    /// The sources in their order, as those of an outline, for which nothing is shared.
    fn sources(reader: &Reader<'_>, root: &str) -> Vec<String> {
        let root = named_root(reader, Path::new(root)).unwrap().unwrap();
        load(reader, root, Depth::Outline).sources.iter().map(|(_, source)| source.path.clone()).collect()
    }

    #[test]
    fn whoever_uses_a_model_has_the_same_one() {
        let world = world();
        let reader = Reader::new(&world);
        let (a, b) = (loaded(&reader, "a.tm"), loaded(&reader, "b.tm"));
        for root in ["u/u.tm", "v/v.tm"] {
            assert!(Arc::ptr_eq(shared(&a, root).unwrap(), shared(&b, root).unwrap()), "{root}");
        }
        assert_eq!(shared(&a, "u/u.tm").unwrap().errors, 1);
        for (loaded, root) in [(&a, "a.tm"), (&b, "b.tm")] {
            let paths: Vec<String> = loaded.sources.iter().map(|(_, source)| source.path.clone()).collect();
            assert_eq!(paths, sources(&Reader::new(&world), root));
            assert_eq!(paths, sources(&reader, root));
            // What is shown points into the sources that it stands in.
            for part in loaded.parts.iter().filter(|part| part.root.ends_with("u/u.tm")) {
                let (_, ours) = part.shared.as_ref().unwrap();
                let ours: Vec<&str> = ours.values().map(|id| loaded.sources.path(*id)).collect();
                assert_eq!(ours, ["u/u.tm", "u/parts/q.tm", "v/v.tm"], "{root}");
            }
        }
    }

    #[test]
    fn what_lies_on_a_circle_is_read_by_each() {
        let world = world();
        let reader = Reader::new(&world);
        let c = loaded(&reader, "c.tm");
        assert!(shared(&c, "d.tm").is_none() && shared(&c, "e.tm").is_none());
        assert!(shared(&c, "v/v.tm").is_some());
        assert_eq!(c.diagnostics.len(), 1);
        assert_eq!(c.diagnostics[0].code.0, "use-cycle");
    }
}
