//===- Natives_test.cpp -----------------------------------------*- C++ -*-===//

#include "frontend/natives/Natives.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

using namespace vo::fe;

namespace {

/// A library of package errors, which every program has, and one other.
class OnePackage : public LibrarySource {
public:
  explicit OnePackage(std::string text) : text(std::move(text)) {}
  std::vector<File> files(llvm::StringRef path) const override {
    if (path == "errors")
      return {{"errors.vo", "package errors\n"}};
    if (path == "a/b")
      return {{"b.vo", "package b\n\n" + text}};
    return {};
  }

private:
  std::string text;
};

std::string made(const std::string &text,
                 void (*emit)(llvm::ArrayRef<NativeFunction>,
                              llvm::raw_ostream &)) {
  Compilation compilation;
  auto natives = collectNatives({"a/b"}, OnePackage(text), compilation);
  std::string result;
  llvm::raw_string_ostream os(result);
  if (natives)
    emit(*natives, os);
  else
    compilation.diagnostics.renderList(os);
  return result;
}

void emitPrototypes(llvm::ArrayRef<NativeFunction> natives,
                    llvm::raw_ostream &os) {
  emitNativePrototypes(natives, os);
}

TEST(Natives, RowsHaveTheLeavesOfTheTypes) {
  std::string table = made(R"(
type Point struct {
	x, y float64
	name string
}

//vo:native safepoint allocates flow(s: result 0)
func Cut(s string, p Point, f func(int) int, a [2]any) (rest []byte, err error)

//vo:native leaf later
func Now() int64
)",
                           emitNativeTable);
  EXPECT_NE(
      table.find("VO_NATIVE(\"vo1:3:a/b:3:Cut\", vo_std_a_b_Cut, (Slice, "
                 "Iface), (Str, F64, F64, Str, Ref, Iface, Iface), Safepoint | "
                 "Allocates | ResultsInMemory, \"result 0, heap, heap, heap, "
                 "heap, heap, heap\", "
                 "\"(string,a/b.Point,func(int)(int),[2]any)"
                 "([]uint8,error)\""),
      std::string::npos)
      << table;
  EXPECT_NE(table.find("VO_NATIVE_LATER(\"vo1:3:a/b:3:Now\", vo_std_a_b_Now, "
                       "(I64), (), Leaf, \"\""),
            std::string::npos)
      << table;
}

TEST(Natives, FlowsSpeakOfLeaves) {
  std::string table = made(R"(
type Range struct {
	from, to []byte
}

//vo:native safepoint writes flow(x: result 1, y: r, r: none)
func Spread(x []byte, y float32, r Range) (a Range, b string)
)",
                           emitNativeTable);
  EXPECT_NE(table.find("(Slice, Slice, Str), (Slice, F32, Slice, Slice), "
                       "Safepoint | Writes | ResultsInMemory, \"result 2, "
                       "parameter 2|parameter 3, none, none\""),
            std::string::npos)
      << table;
}

TEST(Natives, LargeResultsGoThroughAPointer) {
  std::string text = made("//vo:native safepoint\n"
                          "func Read(n int) ([]byte, error)\n",
                          emitPrototypes);
  EXPECT_NE(text.find("VO_RT_NATIVE void vo_std_a_b_Read("
                      "vo_std_a_b_Read_result *results, I64 n, "
                      "VO_RT_CONTEXT);\n"),
            std::string::npos)
      << text;
}

TEST(Natives, SeveralResultsAreOneStruct) {
  std::string text = made("//vo:native leaf\n"
                          "func Split(x float64) (whole float64, _ int)\n",
                          emitPrototypes);
  EXPECT_NE(text.find("struct vo_std_a_b_Split_result {\n"
                      "  F64 whole;\n"
                      "  I64 r1;\n"
                      "};\n"
                      "VO_RT_NATIVE vo_std_a_b_Split_result "
                      "vo_std_a_b_Split(F64 x, VO_RT_CONTEXT);\n"),
            std::string::npos)
      << text;
}

TEST(Natives, TypesNeedNames) {
  EXPECT_EQ(
      made("//vo:native leaf\nfunc F(p struct{ x int })\n", emitNativeTable),
      "native function F has a part of type struct{x int}, which needs "
      "a name of its own at a/b/b.vo:4:6\n");
}

TEST(Natives, MistakesHaveAPlace) {
  EXPECT_EQ(made("func F()\n", emitNativePage),
            "native function F has no //vo:native directive at a/b/b.vo:3:6\n");
  EXPECT_EQ(made("//vo:native fast\nfunc F()\n", emitNativePage),
            "native function F has a wrong directive: unknown word \"fast\" at "
            "a/b/b.vo:4:6\n");
  EXPECT_EQ(
      made("//vo:native leaf\n//vo:native leaf\nfunc F()\n", emitNativePage),
      "native function F has several //vo:native directives at "
      "a/b/b.vo:5:6\n");
}

std::string contents(const char *path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(Natives, PageIsUpToDate) {
  std::string page = contents("frontend/natives/natives.md");
  ASSERT_NE(page, "");
  EXPECT_EQ(contents("docs/natives.md"), page)
      << "run: bazel run //frontend/natives:vo-natives -- --page > "
         "docs/natives.md";
}

} // namespace
