//! What is found in each language, and what is not.

use super::{Compared, Sight, Tests};

fn tests(path: &str, text: &str) -> Tests {
    super::tests(path, text, &Compared::default())
}

fn found(path: &str, text: &str, name: &str) -> bool {
    tests(path, text).find(name) == Sight::Found
}

/// A file of each language with a test that is called `hit`, or as its language wants it, and names that are none.
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
         \n    async def test_hit(self):\n        def test_nested(): pass\n        return 1\n\
         \ndef method(): pass\n",
    ),
    (
        "a_test.go",
        "// func comment(t *T) {}\nvar x = `\nfunc raw(t *T) {}\n`\nvar y = \"func string(\"\nfunc (s *S) method(t *T) {}\n\
         func TestHit(t *testing.T) {\n  f := func(a int) {}\n}\nfunc Testother(t *testing.T) {}\nfunc plain() {}\n",
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
    (
        "a_spec.rb",
        "# it 'comment' do\n=begin\nit 'block' do\n=end\nX = \"it 'string' do\"\nx.it 'method'\ndescribe Shop do\n  it \"hit\" do\n\
         end\n  def helper; end\n  it { plain }\nend\n",
    ),
    (
        "a_test.exs",
        "# test \"comment\" do\nx = \"test 'string'\"\nX.test \"method\"\n  test \"hit\", %{a: b} do\n  end\n",
    ),
    (
        "ATest.php",
        "<?php\n// it('comment')\n/* function test_block() {} */\n$x = \"it('string')\"; $this->it('method');\n\
         class A { function helper() {} #[PHPUnit\\Framework\\Attributes\\Test] public function hit(): void {} function plain() {} }\n",
    ),
    (
        "A.swift",
        "// func testComment() {}\n@Suite struct A {\n func helper() {}\n @Test(\"string\") func hit() async {}\n func plain() {} }\n",
    ),
    (
        "a_test.cc",
        "// TEST(A, comment) {}\n/* TEST(A, block) {} */\nauto x = \"TEST(A, string)\";\nTEST_F(Suite, hit) { plain(1); }\n\
         void helper() {}\n#define TEST(x)\n",
    ),
    ("a.bats", "# @test \"comment\" {\n@test \"hit\" {\n  run plain\n}\necho @test \"string\"\n"),
    (
        "a.feature",
        "# Scenario: comment\nFeature: other\n  Scenario Outline: hit\n    Given plain\n    \"\"\"\n    Scenario: doc\n    \"\"\"\n",
    ),
    (
        "a.robot",
        "*** Settings ***\nLibrary    other\n*** Test Cases ***\n# comment\nhit    Log    string\n    plain\n*** Keywords ***\nhelper\n",
    ),
    (
        "a.rego",
        "package a\n# test_comment { true }\nx := \"test_string\"\ntest_hit if { x }\n  test_inner { x }\nplain { x }\n",
    ),
];

const MISSES: [&str; 12] =
    ["comment", "block", "string", "raw", "doc", "helper", "inner", "nested", "plain", "method", "other", "case"];

/// As the language of a file wants a test to be called.
fn called(path: &str, name: &str) -> String {
    match path.rsplit('.').next() {
        Some("py" | "rego") => format!("test_{name}"),
        Some("go") => {
            let (first, rest) = name.split_at(1);
            format!("Test{}{rest}", first.to_uppercase())
        }
        _ => name.to_owned(),
    }
}

#[test]
fn tests_are_found_and_nothing_else() {
    for (path, text) in FILES {
        let hit = called(path, "hit");
        assert!(found(path, text, &hit), "{path}");
        for miss in MISSES {
            assert!(!found(path, text, miss), "{path}: {miss}");
            assert!(!found(path, text, &called(path, miss)), "{path}: {miss}");
        }
        // The same file without what makes it a test.
        let cut = text.replace(&hit, "miss");
        assert!(!found(path, &cut, &hit), "{path}");
    }
}

#[test]
fn what_is_around_a_test_may_be_named() {
    for (path, text, right, wrong) in [
        ("a.rs", FILES[0].1, "tests::hit", "other::hit"),
        ("a.py", FILES[1].1, "TestIt::test_hit", "TestOther::test_hit"),
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
    assert_eq!(tests("spec/sql_spec.cr", text).find("treats quotes as data"), Sight::ByText);
    for name in ["comment", "treat", "", "quotes as dat"] {
        assert_eq!(tests("spec/sql_spec.cr", text).find(name), Sight::Missing(None), "{name}");
    }
}

#[test]
fn other_forms_of_tests() {
    for (path, text, name) in [
        ("a_spec.rb", "RSpec.describe 'Shop' do\n  specify('a \\'b\\'') { }\n", "a 'b'"),
        ("a_test.rb", "class T < Minitest::Test\n  def test_sum\n  end\nend\n", "test_sum"),
        ("ATest.php", "class A { public function testSum() {} }", "testSum"),
        ("a.php", "it('sums', function () {});", "sums"),
        ("A.swift", "class A: XCTestCase { func testSum() throws {} }", "testSum"),
        ("a.cpp", "TEST_CASE(\"sums\", \"[x]\") {}", "sums"),
        ("a.cpp", "BOOST_AUTO_TEST_CASE(sums) {}", "sums"),
        ("a.cpp", "TYPED_TEST(Suite, Sums) {}", "Sums"),
        ("a.bats", "@test 'a \"b\"' {\n", "a \"b\""),
        ("a.bats", "@test sums {", "sums"),
        ("a.feature", "  Example: a # b\r\n", "a # b"),
        ("a.robot", "*** Tasks ***\r\nDo It\r\n    Log    x\r\n", "Do It"),
        ("a.rego", "test_sum := true\n", "test_sum"),
        ("a_test.go", "func Test(t *testing.T) {}\nfunc Test_sum(t *testing.T) {}", "Test_sum"),
        ("a_test.go", "func FuzzSum(f *testing.F) {}", "FuzzSum"),
    ] {
        assert!(found(path, text, name), "{path}: {name}: {:?}", tests(path, text));
    }
    assert_eq!(tests("a.py", "def helper(): pass").find("helper"), Sight::NoTest);
    assert_eq!(tests("a.go", "func main() {}").find("main"), Sight::NoTest);
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
    let text = format!("{lines}{}def test_hit(): pass\n", " ".repeat(1_500));
    assert_eq!(tests("a.py", &text).find("A1499::test_hit"), Sight::Found);
    assert_eq!(
        tests("a.py", &text).find("A1498::test_hit"),
        Sight::Missing(Some("A1492::A1493::A1494::A1495::A1496::A1497::A1498::A1499::test_hit".to_owned()))
    );
}

/// Thousands of names that are not there, beside hundreds of thousands that are.
#[test]
fn names_that_are_not_there_are_compared_with_so_many_only() {
    let text: String = (0..200_000).map(|index| format!("#[test]fn t{index}(){{}}")).collect();
    let tests = tests("a.rs", &text);
    let missing = (0..3_000).map(|index| tests.find(&format!("q{}", 100_000 + index)));
    let near = missing.filter(|sight| matches!(sight, Sight::Missing(Some(_)))).count();
    assert!((1..=50).contains(&near), "{near}");
    assert_eq!(tests.find("t199999"), Sight::Found);
}

/// What looks like a test and is none: text that a program holds, and code that is not compiled.
#[test]
fn what_is_never_run_is_no_test() {
    for (path, text) in [
        ("a.rs", "#[cfg(any())]\nmod x { fn y() {} #[test] fn hit() {} }\n"),
        ("a.rs", "#[cfg( any () )] #[test] fn hit() {}\n"),
        ("a.rs", "#![cfg(any())]\nfn y() {}\n#[test] fn hit() {}\n"),
        ("a.rs", "mod a { #![cfg(false)]\nfn y() {}\n#[test] fn hit() {} }\n"),
        ("a.rs", "macro_rules! m { () => { #[test] fn hit() {} }; (x) => { #[test] fn hit() {} } }\n"),
        ("a.rb", "=begin\ntest \"hit\" do\nend\n=end\n"),
        ("a.rb", "__END__\ntest \"hit\" do\nend\n"),
        ("a.rb", "x\n__END__\r\ntest \"hit\" do\nend\n"),
        ("a.rb", "x = <<~E\ntest \"hit\" do\nE\n"),
        ("a.rb", "f(<<~A, <<B)\nA\ntest \"hit\" do\nB\n"),
        ("a.php", "<?php $x = <<<E\nfunction testHit() {}\nE;\n"),
        ("a.c", "#if 0\nTEST(Suite, hit)\n#endif\n"),
        ("a.bats", "x=$(cat <<E\n@test \"hit\" {\nE\n)\n"),
    ] {
        let name = if path == "a.php" { "testHit" } else { "hit" };
        assert!(!found(path, text, name), "{text}");
    }
    for (path, text) in [
        ("a.rs", "#[cfg(any())]\nmod x { fn y() {} }\n#[test] fn hit() {}\n"),
        ("a.rs", "macro_rules! m { () => {} }\n#[cfg(any(unix))] mod a { #[test] fn hit() {} }\n"),
        ("a.rb", "x = <<~E\nE\ntest \"hit\" do\n"),
        ("a.rb", "class << self\nend\nx <<y\ntest \"hit\" do\n"),
        ("a.c", "#if 0\n#else\nTEST(Suite, hit)\n#endif\n"),
        ("a.bats", "x=$(cat <<E\nE\n)\n@test \"hit\" {\n"),
        ("a.bats", "cat <<< x\ny=$((1 << 2))\n# <<E\n@test \"hit\" {\n"),
    ] {
        assert!(found(path, text, "hit"), "{text}");
    }
    // Texts without an end are not looked for through the whole file again and again.
    assert!(found("a.rb", &format!("{}test \"hit\" do\n", "x <<A1\n".repeat(200_000)), "hit"));
}
