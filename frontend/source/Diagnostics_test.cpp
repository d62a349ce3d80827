#include "frontend/source/Diagnostics.h"

#include <gtest/gtest.h>

using namespace vo::fe;
using Stage = Diagnostics::Stage;

namespace {
struct DiagnosticsTest : testing::Test {
  Range range(const SourceFile *file, uint32_t begin, uint32_t end) {
    return {file->begin() + begin, file->begin() + end};
  }
  std::string render(unsigned limit = 20) {
    std::string text;
    llvm::raw_string_ostream os(text);
    diagnostics.render(os, limit);
    return text;
  }
  std::string list() {
    std::string text;
    llvm::raw_string_ostream os(text);
    diagnostics.renderList(os);
    return text;
  }

  SourceManager sources;
  Diagnostics diagnostics{sources};
};
} // namespace

TEST_F(DiagnosticsTest, UnderlinesTheRange) {
  const SourceFile *file =
      sources.add("a.vo", "x := 1\n\ty := undefined + 1\n");
  diagnostics.error(Stage::Type, range(file, 13, 22), "undefined: undefined");
  EXPECT_EQ(render(), "a.vo:2:7: error: undefined: undefined\n"
                      "    2 |     y := undefined + 1\n"
                      "      |          ^~~~~~~~~\n");
}

TEST_F(DiagnosticsTest, MarksAPlaceWithoutExtent) {
  const SourceFile *file = sources.add("a.vo", "f(1");
  diagnostics.error(Stage::Syntax, {file->end(), file->end()}, "expected ')'");
  EXPECT_EQ(render(), "a.vo:1:4: error: expected ')'\n"
                      "    1 | f(1\n"
                      "      |    ^\n");
}

TEST_F(DiagnosticsTest, CutsRangesAtTheEndOfTheLine) {
  const SourceFile *file = sources.add("a.vo", "f(\n1)\n");
  diagnostics.error(Stage::Type, range(file, 0, 5), "bad call");
  EXPECT_EQ(render(), "a.vo:1:1: error: bad call\n"
                      "    1 | f(\n"
                      "      | ^~\n");
}

TEST_F(DiagnosticsTest, CountsColumnsOfWideCharacters) {
  const SourceFile *file = sources.add("a.vo", "\"世界\" + x");
  diagnostics.error(Stage::Type, range(file, 11, 12), "undefined: x");
  EXPECT_EQ(render(), "a.vo:1:12: error: undefined: x\n"
                      "    1 | \"世界\" + x\n"
                      "      |          ^\n");
}

TEST_F(DiagnosticsTest, ReplacesWhatCannotBeShown) {
  const SourceFile *file = sources.add("a.vo", "a\x01\xff b");
  diagnostics.error(Stage::Syntax, range(file, 2, 3), "broken");
  EXPECT_EQ(render(), "a.vo:1:3: error: broken\n"
                      "    1 | a\xef\xbf\xbd\xef\xbf\xbd b\n"
                      "      |   ^\n");
}

TEST_F(DiagnosticsTest, ShowsAWindowOfALongLine) {
  const SourceFile *file = sources.add("a.vo", std::string(5000, 'a') + "!" +
                                                   std::string(5000, 'b'));
  diagnostics.error(Stage::Syntax, range(file, 5000, 5001), "odd");
  std::string text = render();
  EXPECT_LT(text.size(), 400u);
  size_t mark = text.find('!'), line = text.rfind('\n', mark);
  size_t caret = text.rfind('^'), caretLine = text.rfind('\n', caret);
  ASSERT_NE(mark, std::string::npos);
  EXPECT_EQ(mark - line, caret - caretLine);
}

TEST_F(DiagnosticsTest, ShowsNotes) {
  const SourceFile *file = sources.add("a.vo", "var x int\nvar x int\n");
  diagnostics.error(Stage::Type, range(file, 14, 15), "x redeclared")
      .notes.push_back({range(file, 4, 5), "other declaration of x"});
  EXPECT_EQ(render(), "a.vo:2:5: error: x redeclared\n"
                      "    2 | var x int\n"
                      "      |     ^\n"
                      "a.vo:1:5: note: other declaration of x\n"
                      "    1 | var x int\n"
                      "      |     ^\n");
}

TEST_F(DiagnosticsTest, CutsLongListsOfNotes) {
  const SourceFile *file = sources.add("a.vo", "x");
  Diagnostic &cycle =
      diagnostics.error(Stage::Type, range(file, 0, 1), "cycle");
  for (unsigned i = 0; i != 1000; ++i)
    cycle.notes.push_back({range(file, 0, 1), "step " + std::to_string(i)});
  std::string text = render();
  llvm::StringRef shown = text;
  EXPECT_NE(shown.find("a.vo:1:1: note: step 9\n"), llvm::StringRef::npos);
  EXPECT_EQ(shown.find("step 10"), llvm::StringRef::npos);
  EXPECT_TRUE(shown.ends_with("note: 990 more\n"));
}

TEST_F(DiagnosticsTest, SortsByPlaceAndDropsRepetitions) {
  const SourceFile *first = sources.add("a.vo", "abc");
  const SourceFile *second = sources.add("b.vo", "abc");
  diagnostics.error(Stage::Type, range(second, 0, 1), "late");
  diagnostics.warning(Stage::Type, range(first, 1, 2), "unused");
  diagnostics.error(Stage::Type, range(first, 1, 2), "twice");
  diagnostics.error(Stage::Type, range(first, 1, 2), "other");
  diagnostics.error(Stage::Type, range(first, 1, 2), "twice");
  diagnostics.error(Stage::Import, {}, "no such package");
  EXPECT_EQ(list(), "no such package\n"
                    "twice at a.vo:1:2\n"
                    "other at a.vo:1:2\n"
                    "unused at a.vo:1:2\n"
                    "late at b.vo:1:1\n");
  EXPECT_TRUE(diagnostics.hasErrors());
}

TEST_F(DiagnosticsTest, WarningsAreNoErrors) {
  const SourceFile *file = sources.add("a.vo", "abc");
  diagnostics.warning(Stage::Type, range(file, 0, 1), "unused import");
  EXPECT_FALSE(diagnostics.hasErrors());
  EXPECT_EQ(render(), "a.vo:1:1: warning: unused import\n"
                      "    1 | abc\n"
                      "      | ^\n");
}

TEST_F(DiagnosticsTest, CountsWhatItDoesNotShow) {
  const SourceFile *file = sources.add("a.vo", "abc");
  for (uint32_t at : {0, 1, 2})
    diagnostics.error(Stage::Type, range(file, at, at + 1), "bad");
  EXPECT_EQ(render(1), "a.vo:1:1: error: bad\n"
                       "    1 | abc\n"
                       "      | ^\n"
                       "2 more errors\n");
}

TEST_F(DiagnosticsTest, LimitsEveryUnit) {
  const SourceFile *file = sources.add("a.vo", std::string(1000, 'a'));
  for (Stage stage : {Stage::Syntax, Stage::Type}) {
    diagnostics.beginUnit();
    for (uint32_t at = 0; at != 300; ++at)
      diagnostics.error(stage, range(file, at, at + 1), "bad")
          .notes.push_back({range(file, 0, 1), "why"});
  }
  EXPECT_EQ(diagnostics.all().size(), 2 * (Diagnostics::limitPerUnit + 1));
  EXPECT_EQ(diagnostics.errorCount(), 600u);
  EXPECT_NE(list().find("E1109"), std::string::npos);
  EXPECT_NE(list().find("E2999"), std::string::npos);
  EXPECT_TRUE(diagnostics.all().back().notes.empty());
}
