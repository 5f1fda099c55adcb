//! Models of 64 KB that cost a run most: each repeats one thing until the text is full.

use super::sample::Dice;

/// How long each text is at most, in bytes.
pub const FULL: usize = 64 << 10;

/// A kind of model by name, and its text.
pub type Text = (&'static str, fn() -> String);

/// Every kind.
pub const TEXTS: &[Text] = &[
    ("elements alone", || Full::new().each(|at| format!("process {}\n", name(at)))),
    ("parallel flows", || Full::with("process x\nprocess y\n").each(|at| format!("flow f{at}: x -> y\n"))),
    ("parallel flows, every other back", || {
        Full::with("process x\nprocess y\n").each(|at| format!("flow f{at}: x -> y\nflow g{at}: y -> x\n"))
    }),
    ("everything with everything, 40", || complete(40)),
    ("everything with everything, 60", || complete(60)),
    ("everything with everything, 140", || complete(140)),
    ("two sides, everything across", || {
        elements(200).flows((0..100).flat_map(|from| (100..200).map(move |to| (from, to))))
    }),
    ("a star", || Full::with("process hub-0\n").each(|at| format!("process {0}\nhub-0 -> {0}\n", name(at)))),
    ("a chain", || chain(1)),
    ("a chain with detours", || chain(2)),
    ("a chain, and arrows from its first", || {
        Full::with("process first-0\nprocess next-0\n").each(|at| match at {
            0 => String::new(),
            1 => format!("process {}\n", name(1)),
            at => format!("process {0}\n{1} -> {0}\nfirst-0 -> {0}\n", name(at), name(at - 1)),
        })
    }),
    ("at random, 100 elements", || random(100)),
    ("at random, 300 elements", || random(300)),
    ("at random, 1,000 elements", || random(1000)),
    ("at random, 2,500 elements", || random(2500)),
    ("empty boundaries", || Full::new().each(|at| format!("boundary {} {{}}\n", name(at)))),
    ("boundaries of one element", || {
        Full::new().each(|at| format!("boundary {} {{\nprocess {}\n}}\n", name(2 * at), name(2 * at + 1)))
    }),
    ("boundaries of one element in a chain", || {
        Full::new().each(|at| {
            let own = name(2 * at + 1);
            let link = if at > 0 { format!("{} -> {own}\n", name(2 * at - 1)) } else { String::new() };
            format!("boundary {} {{\nprocess {own}\n}}\n{link}", name(2 * at))
        })
    }),
    ("boundaries of one element, at random", || {
        let mut full = Full::new();
        full.take(900, |at| format!("boundary b{at} {{\nprocess {}\n}}\n", name(at)));
        full.random(900)
    }),
    ("a few elements and empty boundaries", || {
        let mut full = elements(50);
        full.take(49, |at| format!("{} -> {}\n", name(at), name(at + 1)));
        full.each(|at| format!("boundary b{at} {{}}\n"))
    }),
    ("40 boundaries of 45 elements, at random", || {
        let mut full = Full::new();
        full.take(40, |at| {
            let inside: String = (45 * at..45 * at + 45).map(|at| format!("process {}\n", name(at))).collect();
            format!("boundary b{at} {{\n{inside}}}\n")
        });
        full.random(1800)
    }),
    ("flows between boundaries", || {
        let mut full = Full::new();
        full.take(300, |at| format!("boundary {} {{\nprocess p{at}\n}}\n", name(at)));
        full.random(300)
    }),
    ("into every depth", || {
        let mut dice = Dice::new(3);
        Full::with(&nested(40, 0, |at| format!("process in-{at}\n")))
            .each(|at| format!("process {0}\n{0} -> in-{1}\n", name(at), dice.below(40)))
    }),
    ("from one deep place to another", || {
        let side = |from: usize| (from..from + 60).map(|at| format!("process {}\n", name(at))).collect::<String>();
        let one = nested(45, 0, |at| if at == 44 { side(0) } else { String::new() });
        let two = nested(45, 45, |at| if at == 44 { side(60) } else { String::new() });
        Full::with(&(one + &two)).flows((0..60).flat_map(|from| (60..120).map(move |to| (from, to))))
    }),
    ("many deep places", || {
        let mut dice = Dice::new(5);
        Full::new().each(|at| {
            let mut text =
                nested(45, 45 * at, |depth| if depth == 44 { format!("process d{at}\n") } else { String::new() });
            (0..3.min(at)).for_each(|_| text.push_str(&format!("flow f{at}-{0}: d{at} -> d{0}\n", dice.below(at))));
            text
        })
    }),
    ("a few elements in deep places, many flows", || {
        let mut full = Full::new();
        full.take(30, |at| {
            nested(40, 40 * at, |depth| if depth == 39 { format!("process {}\n", name(at)) } else { String::new() })
        });
        let ends = (0..30).flat_map(|from| (0..30).map(move |to| (from, to))).filter(|(from, to)| from != to);
        full.flows(ends.take(115))
    }),
    ("flows to and from every depth", || {
        let mut dice = Dice::new(3);
        let mut full = Full::with(&nested(45, 0, |at| format!("process in-{at}\n")));
        full.take(usize::MAX, |at| {
            format!("process {0}\n{0} -> b{1}\nb{2} -> {0}\n", name(at), dice.below(45), dice.below(45))
        });
        full.text
    }),
    ("deeper than pictures go", || nested(60, 0, |_| String::new())),
    ("a long label on a star", || {
        Full::with(&format!("process hub-0 \"{}\"\n", "y".repeat(30_000)))
            .each(|at| format!("process {0}\nhub-0 -> {0}\n", name(at)))
    }),
    ("long labels on flows", || {
        Full::with("process x\nprocess y\n").each(|at| format!("flow f{at}: x -> y \"{}\"\n", "w".repeat(450)))
    }),
    ("long labels on boundaries that flows cross", || {
        let mut text = String::new();
        for at in 0..40 {
            text.push_str(&format!("boundary c{at} \"{}\" {{\n", "w".repeat(480)));
        }
        Full::with(&format!("{text}process x\n{}", "}\n".repeat(40)))
            .each(|at| format!("process {0}\n{0} -> x\n", name(at)))
    }),
    ("boundaries across a few elements", || {
        elements(4).each(|at| format!("boundary b{at} {{ members = [a, b, c, d] }}\n"))
    }),
    ("boundaries across many elements", || {
        let all: Vec<String> = (0..40).map(name).collect();
        elements(300).each(|at| format!("boundary b{at} {{ members = [{}] }}\n", all.join(", ")))
    }),
    ("lines over a few flows", || {
        Full::with("process x\nprocess y\nflow f: x -> y\nflow g: y -> x\n")
            .each(|at| format!("boundary l{at} {{ cuts = [f, g] }}\n"))
    }),
    ("lines over many flows", || {
        let mut full = elements(100);
        full.take(1400, |at| format!("flow f{at}: {} -> {}\n", name(at % 100), name((at * 7 + 1 + at / 100) % 100)));
        full.each(|at| {
            let cuts: Vec<String> = (0..50).map(|by| format!("f{}", (at * 50 + by) % 1400)).collect();
            format!("boundary l{at} {{ cuts = [{}] }}\n", cuts.join(", "))
        })
    }),
    ("twenty views of everything, dense", || {
        let views: String = (0..20).map(|at| format!("view v{at} {{ include = * }}\n")).collect();
        elements(140).and(&views).flows((0..140).flat_map(|from| (from + 1..140).map(move |to| (from, to))))
    }),
    ("twenty views of everything, less dense", || {
        let views: String = (0..20).map(|at| format!("view v{at} {{ include = * }}\n")).collect();
        elements(200).and(&views).flows((0..1500).map(|at| (at % 200, (at * 7 + 1 + at / 200) % 200)))
    }),
    ("views of everything", || linked(300).each(|at| format!("view v{at} {{ include = * }}\n"))),
    ("views of a few elements", || elements(4).each(|at| format!("view v{at} {{ include = * }}\n"))),
    ("views of pairs", || {
        linked(300)
            .each(|at| format!("view v{at} {{ include = [{}, {}] }}\n", name(at % 300), name((at * 7 + 1) % 300)))
    }),
    ("views of halves", || {
        let mut full = Full::new();
        full.take(2, |at| {
            let inside: String = (60 * at..60 * at + 60).map(|at| format!("process {}\n", name(at))).collect();
            format!("boundary h{at} {{\n{inside}}}\n")
        });
        full.take(119, |at| format!("{} -> {}\n", name(at), name(at + 1)));
        full.each(|at| format!("view v{at} {{ include = [h0.*, {}] }}\n", name(60 + at % 60)))
    }),
    ("a view of many patterns", || {
        let inside: String = (0..1200).map(|at| format!("process {}\n", name(at))).collect();
        let patterns = vec!["home.*"; 5000].join(", ");
        Full::with(&format!("boundary home {{\n{inside}}}\nview v {{ include = [{patterns}] }}\n")).text
    }),
    ("scenarios", || {
        let mut full = elements(200);
        full.take(199, |at| format!("flow f{at}: {} -> {}\n", name(at), name(at + 1)));
        full.each(|at| {
            let steps: Vec<String> = (0..20).map(|by| format!("f{}", (at + by) % 199)).collect();
            format!("scenario s{at} {{ steps = [{}] }}\n", steps.join(", "))
        })
    }),
    ("a long scenario", || {
        let mut full = elements(500);
        full.take(499, |at| format!("flow f{at}: {} -> {}\n", name(at), name((at * 37 + 11) % 500)));
        full.scenario(499)
    }),
    ("a long scenario among boundaries", || {
        let mut full = Full::new();
        full.take(700, |at| format!("boundary b{at} {{\nprocess {}\n}}\n", name(at)));
        full.take(699, |at| format!("flow f{at}: {} -> {}\n", name(at), name((at * 37 + 11) % 700)));
        full.scenario(699)
    }),
    ("a scenario of one flow", || {
        Full::with(&format!("process x\nprocess y\nflow f0: x -> y \"{}\"\n", "w".repeat(480))).scenario(1)
    }),
    ("views of a sequence", || {
        let mut full = elements(100);
        full.take(99, |at| format!("flow f{at}: {} -> {}\n", name(at), name(at + 1)));
        let steps: Vec<String> = (0..800).map(|at| format!("f{}", at % 99)).collect();
        full.and(&format!("scenario told {{ steps = [{}] }}\n", steps.join(", ")))
            .each(|at| format!("view v{at} {{ as = sequence, scenario = told }}\n"))
    }),
    ("a wide tree", || wide(FULL - 60).and("} }\n}\n").text),
    ("a deep tree", || {
        let depth = 55;
        let gates = "any { leaf \"q\"\n".repeat(depth);
        Full::with(&format!(
            "process x\nthreat t \"T\" {{ on = x\ntree {{ {gates} leaf \"z\"{} }}\n}}\n",
            " }".repeat(depth)
        ))
        .text
    }),
    ("a tree of derived threats", || {
        let mut full = elements(1000).and("threat t \"T\" { on = a\ntree { any {\n");
        full.take_below(FULL - 60, |at| format!("leaf availability.single-instance on {}\n", name(at % 1000)));
        full.and("} }\n}\n").text
    }),
    ("views of a tree", || wide(FULL / 2).and("} }\n}\n").each(|at| format!("view v{at} {{ as = tree, of = t }}\n"))),
    ("the lives of much data", || linked(700).each(|at| format!("data d{at} {{ class = secret }}\n"))),
    ("views of attack paths", || {
        linked(700)
            .and("boundary outside { trust = untrusted\nactor them\n}\nthem -> a\n")
            .each(|at| format!("view v{at} {{ as = paths }}\n"))
    }),
    ("entry points of one element", || {
        Full::with("process x\n").each(|at| format!("entry e{at} on x {{ access = [x] }}\n"))
    }),
];

/// The names `a` to `z`, `aa` and so on; none is a word of the language.
pub fn name(at: usize) -> String {
    let mut name = Vec::new();
    let mut rest = at + 1;
    while rest > 0 {
        name.push(b'a' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    name.reverse();
    let name: String = name.into_iter().map(char::from).collect();
    let words =
        ["all", "and", "any", "as", "by", "for", "has", "if", "in", "is", "no", "not", "of", "on", "or", "to", "via"];
    if words.contains(&name.as_str()) { format!("{name}0") } else { name }
}

/// A text that is filled up to 64 KB.
struct Full {
    text: String,
}

impl Full {
    fn new() -> Full {
        Full::with("")
    }

    fn with(text: &str) -> Full {
        Full { text: format!("model m \"M\" {{ owner = @a }}\n{text}") }
    }

    fn and(mut self, text: &str) -> Full {
        self.text.push_str(text);
        self
    }

    /// Adds statements while there is room below a length.
    fn take_below(&mut self, most: usize, mut statement: impl FnMut(usize) -> String) {
        for at in 0.. {
            let next = statement(at);
            if self.text.len() + next.len() > most {
                break;
            }
            self.text.push_str(&next);
        }
    }

    fn take(&mut self, count: usize, mut statement: impl FnMut(usize) -> String) {
        for at in 0..count {
            let next = statement(at);
            if self.text.len() + next.len() > FULL {
                break;
            }
            self.text.push_str(&next);
        }
    }

    fn each(mut self, statement: impl FnMut(usize) -> String) -> String {
        self.take(usize::MAX, statement);
        self.text
    }

    /// Flows between elements by number, as far as there is room.
    fn flows(mut self, mut ends: impl Iterator<Item = (usize, usize)>) -> String {
        self.take(usize::MAX, |_| match ends.next() {
            Some((from, to)) => format!("{}->{}\n", name(from), name(to)),
            None => " ".repeat(FULL),
        });
        self.text
    }

    /// Flows between any two of so many elements.
    fn random(self, count: usize) -> String {
        let mut dice = Dice::new(1);
        let mut seen = std::collections::BTreeSet::new();
        let ends = std::iter::from_fn(move || {
            loop {
                let ends = (dice.below(count), dice.below(count));
                if ends.0 != ends.1 && seen.insert(ends) {
                    return Some(ends);
                }
            }
        });
        self.flows(ends)
    }

    /// A scenario of as many steps as there is room for.
    fn scenario(mut self, flows: usize) -> String {
        let mut dice = Dice::new(1);
        self.text.push_str("scenario told { steps = [f0");
        self.take_below(FULL - 8, |_| format!(", f{}", dice.below(flows)));
        self.text.push_str("] }\n");
        self.text
    }
}

fn elements(count: usize) -> Full {
    Full::with(&(0..count).map(|at| format!("process {}\n", name(at))).collect::<String>())
}

/// Elements in a chain.
fn linked(count: usize) -> Full {
    let flows: String = (1..count).map(|at| format!("{} -> {}\n", name(at - 1), name(at))).collect();
    elements(count).and(&flows)
}

fn complete(count: usize) -> String {
    elements(count).flows((0..count).flat_map(|from| (from + 1..count).map(move |to| (from, to))))
}

fn random(count: usize) -> String {
    elements(count).random(count)
}

/// Each element with arrows from so many before it.
fn chain(by: usize) -> String {
    Full::new().each(|at| {
        let own = name(at);
        let links: String = (1..=by.min(at)).map(|by| format!("{} -> {own}\n", name(at - by))).collect();
        format!("process {own}\n{links}")
    })
}

/// Boundaries in each other, numbered from a number on, with something in each.
fn nested(depth: usize, first: usize, inside: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for at in 0..depth {
        text.push_str(&format!("boundary b{} {{\n{}", first + at, inside(at)));
    }
    text + &"}\n".repeat(depth)
}

fn wide(most: usize) -> Full {
    let mut full = Full::with("process x\nthreat t \"T\" { on = x\ntree { any {\n");
    full.take_below(most, |at| format!("leaf \"l{at}\"\n"));
    full
}
