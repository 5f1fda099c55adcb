//! The suites of test reports: names and files that many tests share, each kept once.

/// Suites, each behind the one around it.
#[derive(Clone, Debug, Default)]
pub(super) struct Suites {
    all: Vec<Suite>,
}

#[derive(Clone, Debug)]
struct Suite {
    name: Box<str>,
    file: Option<Box<str>>,
    around: Option<u32>,
    /// The innermost suite with a file: itself, or one around it.
    with_file: Option<u32>,
}

impl Suites {
    /// Adds a suite; gives its number.
    pub(super) fn open(&mut self, around: Option<u32>, name: Box<str>, file: Option<Box<str>>) -> u32 {
        let number = self.all.len() as u32;
        let with_file = match &file {
            Some(_) => Some(number),
            None => around.and_then(|around| self.all.get(around as usize)?.with_file),
        };
        self.all.push(Suite { name, file, around, with_file });
        number
    }

    /// Adds those of another report; gives what is to be added to their numbers.
    pub(super) fn append(&mut self, other: Suites) -> u32 {
        let first = self.all.len() as u32;
        let moved = |number: Option<u32>| number.map(|number| number + first);
        let suites = other.all.into_iter();
        self.all.extend(suites.map(|suite| Suite {
            around: moved(suite.around),
            with_file: moved(suite.with_file),
            ..suite
        }));
        first
    }

    /// The file of a suite, or of the innermost around it which has one.
    pub(super) fn file(&self, suite: u32) -> Option<&str> {
        let with_file = self.all.get(suite as usize)?.with_file?;
        self.all.get(with_file as usize)?.file.as_deref()
    }

    /// The names of a suite and of those around it, innermost first.
    pub(super) fn names(&self, suite: u32) -> impl Iterator<Item = &str> {
        let first = self.all.get(suite as usize);
        let suites = std::iter::successors(first, |suite| self.all.get(suite.around? as usize));
        suites.map(|suite| &*suite.name)
    }
}
