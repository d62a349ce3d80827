//===- Directive_test.cpp ---------------------------------------*- C++ -*-===//

#include "frontend/natives/Directive.h"

#include <gtest/gtest.h>

using namespace vo::fe;

namespace {

using To = NativeFlow::To;
using Runs = NativeDirective::Runs;

NativeDirective good(llvm::StringRef text, unsigned results = 1) {
  auto directive = parseNativeDirective(text, {"a", "b"}, results);
  if (!directive) {
    ADD_FAILURE() << text.str() << ": " << toString(directive.takeError());
    return {};
  }
  return *directive;
}

std::string bad(llvm::StringRef text, unsigned results = 1) {
  auto directive = parseNativeDirective(text, {"a", "b"}, results);
  return directive ? "no error" : toString(directive.takeError());
}

TEST(Directive, WordsSayWhatHappens) {
  NativeDirective directive = good("parks allocates reads writes io later");
  EXPECT_EQ(directive.runs, Runs::Parks);
  EXPECT_TRUE(directive.allocates && directive.reads && directive.writes &&
              directive.io && directive.later);
  EXPECT_FALSE(directive.panics || directive.exits || directive.reflects);
  EXPECT_TRUE(good("safepoint reflects").reflects);
}

TEST(Directive, SilenceIsNoPromise) {
  EXPECT_EQ(good("safepoint").flows[0].to, To::Heap);
  EXPECT_EQ(good("leaf writes").flows[1].to, To::Heap);
  EXPECT_EQ(good("leaf reads").flows[0].to, To::AnyResult);
  EXPECT_EQ(good("leaf reads", 0).flows[0].to, To::None);
  EXPECT_EQ(good("safepoint flow(a: none)").flows[1].to, To::Heap);
}

TEST(Directive, Flows) {
  NativeDirective directive = good("calls writes flow(a: b, b: result 1)", 2);
  EXPECT_EQ(directive.flows[0], (NativeFlow{To::Parameter, 1}));
  EXPECT_EQ(directive.flows[1], (NativeFlow{To::Result, 1}));
  EXPECT_EQ(good("safepoint flow( none )").flows[1].to, To::None);
  EXPECT_EQ(good("safepoint flow(b:result)").flows[1].to, To::AnyResult);
}

TEST(Directive, Mistakes) {
  EXPECT_EQ(bad(""), "one of leaf, safepoint, calls, parks is missing");
  EXPECT_EQ(bad("leaf calls"), "\"calls\" besides another word of its kind");
  EXPECT_EQ(bad("leaf quickly"), "unknown word \"quickly\"");
  EXPECT_EQ(bad("leaf reads reads"), "\"reads\" twice");
  EXPECT_EQ(bad("leaf allocates"), "a leaf does not allocate");
  EXPECT_EQ(bad("leaf panics"), "a leaf does not panic");
  EXPECT_EQ(bad("leaf exits"), "a leaf does not end the program");
  EXPECT_EQ(bad("calls panics"), "what calls may panic anyhow");
  EXPECT_EQ(bad("leaf flow(none"), "flow( without )");
  EXPECT_EQ(bad("leaf flow(none) flow(none)"), "flow twice");
  EXPECT_EQ(bad("leaf flow(c: none)"), "flow of \"c\", which is no parameter");
  EXPECT_EQ(bad("leaf flow(a: none, a: heap)"), "flow of \"a\" twice");
  EXPECT_EQ(bad("leaf flow(a: result)", 0),
            "flow to \"result\", which is no parameter, result or word");
  EXPECT_EQ(bad("leaf flow(a: result 1)"),
            "flow to \"result 1\", which is no parameter, result or word");
  EXPECT_EQ(bad("safepoint flow(a: b)"),
            "a flow into a parameter needs \"writes\"");
}

} // namespace
