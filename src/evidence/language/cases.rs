//! What is found in each language, and what is not.

use super::{Sight, tests};

fn found(path: &str, text: &str, name: &str) -> bool {
    tests(path, text).find(name) == Sight::Found
}

/// A file of each language with a test `hit` that is one, and names that are none.
const FILES: &[(&str, &str)] = &[
    (
        "a.rs",
        "// #[test] fn comment() {}\n/* #[test]\nfn block() {} */\nconst X: &str = \"#[test] fn string() {}\";\n\
         const R: &str = r#\"#[test] fn raw() {}\"#;\nfn helper<'a>(x: &'a str) {}\n#[cfg(test)]\nmod tests {\n\
         fn inner() {}\n #[tokio::test(flavor = \"multi_thread\")]\n #[ignore]\n pub async fn hit() {}\n\
         #[test_case(1)] fn case() {}\n}\n",
    ),
    (
        "a.py",
        "# def comment(): pass\nX = \"def string(): pass\"\n\"\"\"\ndef doc(): pass\n\"\"\"\nclass TestIt(Base):\n    x = 1\n\n\
         \n    async def hit(self):\n        def nested(): pass\n        return 1\n",
    ),
    (
        "a_test.go",
        "// func comment(t *T) {}\nvar x = `\nfunc raw(t *T) {}\n`\nvar y = \"func string(\"\nfunc (s *S) method(t *T) {}\n\
         func hit(t *testing.T) {\n  f := func(a int) {}\n}\n",
    ),
    (
        "A.java",
        "/* @Test void block() {} */\nclass A {\n String s = \"@Test void string() {}\";\n @SpringBootTest static class B {\n\
         B() {} void plain() {}\n }\n @org.junit.Test(timeout = f(1))\n public static Map<String, List<X>> hit() { plain(); }\n\
         @Override void other() {}\n}\n",
    ),
    (
        "a.kt",
        "/* /* */ @Test fun block() {} */\n@SpringBootTest class A(val string: Int) {\n @Test\n fun `hit`() = run { }\n\
         fun plain() {}\n}\n",
    ),
    (
        "A.cs",
        "class A(int plain) {\n string s = @\"[Test] void string() {}\";\n int[] x = new int[Test(3)];\n // [Test] void comment() {}\n\
         [Fact, Trait(\"a\", \"b\")]\n public async Task<int[]> hit() { other(1); }\n void method() {}\n}\n",
    ),
    (
        "a.test.ts",
        "// it(\"comment\", f)\nconst s = 'it(\"string\")';\nconst r = /[`\"]/;\nx.test(\"method\");\nsubmit(\"word\");\n\
         describe.each([[1, f(2)]])('hit', () => { it(name, f) })\n",
    ),
];

const MISSES: [&str; 12] =
    ["comment", "block", "string", "raw", "doc", "helper", "inner", "nested", "plain", "method", "other", "case"];

#[test]
fn tests_are_found_and_nothing_else() {
    for (path, text) in FILES {
        assert!(found(path, text, "hit"), "{path}");
        for miss in MISSES {
            assert!(!found(path, text, miss), "{path}: {miss}");
        }
        // The same file without what makes it a test.
        let cut = text.replace("hit", "miss");
        assert!(!found(path, &cut, "hit"), "{path}");
    }
}

#[test]
fn what_is_around_a_test_may_be_named() {
    for (path, text, right, wrong) in [
        ("a.rs", FILES[0].1, "tests::hit", "other::hit"),
        ("a.py", FILES[1].1, "TestIt::hit", "TestOther::hit"),
        ("A.java", FILES[3].1, "A::hit", "B::hit"),
    ] {
        assert!(found(path, text, right), "{path}");
        assert_eq!(tests(path, text).find(wrong), Sight::Missing(Some(right.to_owned())), "{path}");
    }
}

#[test]
fn names_of_scripts_are_text() {
    let text = "it('it\\'s \\\\ data', f); test(`a ${b} c`, f); it.only(\"größe :: x\", f); describe(\"outer\", f)";
    for name in ["it's \\ data", "a ${b} c", "größe :: x", "outer"] {
        assert!(found("x.js", text, name), "{name}");
    }
    assert_eq!(tests("x.js", text).find("x"), Sight::Missing(None));
}

#[test]
fn what_stands_between_an_annotation_and_a_method() {
    // A return type called like a keyword, and fields whose annotations have `Test` in their names.
    assert!(found("A.cs", "class A { [Test] public object hit() { } }", "hit"));
    assert!(!found("A.java", "class A { @TestSubject private Shop shop = new Shop(1); void plain() {} }", "Shop"));
    assert!(!found("a.kt", "class A { @TestSubject val shop = Shop(1)\n fun plain() {} }", "plain"));
    assert!(found("a.kt", "class A { @TestSubject val shop = Shop(1)\n @Test fun hit() {} }", "hit"));
    assert!(!found("A.java", "class A { @Test void hit() { int x = 1; plain(x); } void plain(int x) {} }", "plain"));
}

#[test]
fn tables_of_each_may_be_templates() {
    let text = "test.each`\n  a | b\n  ${1} | ${2}\n`('adds $a', f); describe.each([1])('outer', f); it.each`x`";
    for name in ["adds $a", "outer"] {
        assert!(found("x.js", text, name), "{name}");
    }
    assert!(!found("x.js", text, "x"));
}

#[test]
fn near_names_and_what_is_no_test() {
    let text = "#[test] fn quotes_are_data() {}\nfn helper() {}";
    assert_eq!(tests("a.rs", text).find("quote_are_data"), Sight::Missing(Some("quotes_are_data".into())));
    assert_eq!(tests("a.rs", text).find("helper"), Sight::NoTest);
    assert_eq!(tests("a.rs", text).find("nothing_alike"), Sight::Missing(None));
}

#[test]
fn other_languages_are_searched_for_words() {
    let text = "# it 'comment'\nit 'treats quotes as data' do\n";
    assert_eq!(tests("spec/sql_spec.rb", text).find("treats quotes as data"), Sight::ByText);
    for name in ["comment", "treat", "", "quotes as dat"] {
        assert_eq!(tests("spec/sql_spec.rb", text).find(name), Sight::Missing(None), "{name}");
    }
}

/// Each opens something again and again, and closes none of it; a megabyte and more, which the square of would not end.
#[test]
fn long_files_are_read_in_one_go() {
    let endless: &[(&str, &str)] = &[
        ("a.rs", "fn t(){"),
        ("a.rs", "mod a{fn t(){"),
        ("a.rs", "#[test"),
        ("a.rs", "r#\""),
        ("a.rs", "/*"),
        ("a.rs", "r##"),
        ("a.py", "class A: "),
        ("a.py", "def a():\n\"\"\""),
        ("a.go", "func f("),
        ("a.go", "`"),
        ("A.java", "class A{@Test void t(){"),
        ("A.java", "@A("),
        ("A.java", "@Test t("),
        ("a.kt", "class A{@Test fun `t` (){"),
        ("a.kt", "fun `"),
        ("A.cs", "[Test("),
        ("A.cs", "class A{[Test] void t(){"),
        ("a.ts", "it("),
        ("a.ts", "describe.each("),
        ("a.ts", "=/["),
        ("a.ts", "=/[/"),
        ("a.ts", "it(`"),
        ("a.rb", "it '"),
        ("a.html", "<!--"),
        ("a.sql", "/*"),
    ];
    for (path, unit) in endless {
        let text = unit.repeat(1_200_000 / unit.len());
        let tests = tests(path, &text);
        assert_ne!(tests.find("nothing-of-that-name"), Sight::Found, "{path}: {unit}");
        if let Some(name) = unit.contains("fn t(){").then_some("t") {
            assert_eq!(tests.find(name), Sight::NoTest, "{path}: {unit}");
        }
    }
    // Python nests by indentation: each line is longer than the one before.
    let lines: String = (0..1_500).map(|depth| format!("{}class A{depth}:\n", " ".repeat(depth))).collect();
    let text = format!("{lines}{}def hit(): pass\n", " ".repeat(1_500));
    assert_eq!(tests("a.py", &text).find("A1499::hit"), Sight::Found);
    assert_eq!(
        tests("a.py", &text).find("A1498::hit"),
        Sight::Missing(Some("A1492::A1493::A1494::A1495::A1496::A1497::A1498::A1499::hit".to_owned()))
    );
}

/// Thousands of names that are not there, beside hundreds of thousands that are.
#[test]
fn names_that_are_not_there_are_compared_with_so_many_only() {
    let text: String = (0..200_000).map(|index| format!("#[test]fn t{index}(){{}}")).collect();
    let tests = tests("a.rs", &text);
    let missing = (0..3_000).map(|index| tests.find(&format!("q{index}")));
    let near = missing.filter(|sight| matches!(sight, Sight::Missing(Some(_)))).count();
    assert!((1..=50).contains(&near), "{near}");
    assert_eq!(tests.find("t199999"), Sight::Found);
}
