//===- TypeText.h - Types of modules that are written down ------*- C++ -*-===//

#ifndef VO_BYTECODE_TYPING_TESTING_TYPETEXT_H
#define VO_BYTECODE_TYPING_TESTING_TYPETEXT_H

#include "bytecode/assembly/Assembly.h"
#include "bytecode/typing/Typing.h"
#include "bytecode/verify/Verifier.h"

#include <gtest/gtest.h>

namespace vo::bc::typing {

/// A verified module with its types.
struct Typed {
  std::unique_ptr<Module> module;
  ModuleTyping types;

  /// The type of what the n-th instruction of a function leaves in a slot.
  std::string after(uint32_t function, uint32_t pc, uint32_t slot) const {
    const FunctionTyping &typing = *types.function(function);
    ssa::ValueId value = typing.ssa().written(pc, slot);
    return value == ssa::noValue ? "" : types.terms().text(typing.type(value));
  }
  /// The type of a parameter.
  std::string param(uint32_t function, uint32_t slot) const {
    return types.terms().text(types.function(function)->params()[slot]);
  }
  std::string error() const {
    return types.ok() ? "" : types.diagnostics().front().text();
  }
};

/// Struct meta 0 is a pair of a string and a slice of int, 1 begins with such
/// a pair, 2 has an array behind a string, 3 begins with a pair too, 4 has
/// nothing. Value metas in instructions: 2 Int, 15, 271, 527, 783 and 1039
/// structs 0 to 4, 17 String, 2574 an array of one uint8.
inline constexpr std::string_view tables = R"(
module "m" entryFunc=@main islandInitFunc=@main
struct #0 slotTypes=[R R] {
  field "name" slotCount=1 typeInfo=String:2
  field "items" offset=1 slotCount=1 typeInfo=Slice:3
}
struct #1 slotTypes=[R R V] {
  field "pair" slotCount=2 typeInfo=Struct:5
  field "count" offset=2 slotCount=1 typeInfo=Int:1
}
struct #2 slotTypes=[R V*2] {
  field "name" slotCount=1 typeInfo=String:2
  field "pair" offset=1 slotCount=2 typeInfo=Array:8
}
struct #3 slotTypes=[R*3] {
  field "pair" slotCount=2 typeInfo=Struct:5
  field "label" offset=2 slotCount=1 typeInfo=String:2
}
struct #4 slotTypes=[V]
interface #0 ""
rttype #0 Basic kind=Void
rttype #1 Basic kind=Int
rttype #2 Basic kind=String
rttype #3 Slice elem=Int:1
rttype #4 Slice elem=String:2
rttype #5 Struct structMetaId=0 {
  field "name" typ=String:2 pkg="m"
  field "items" typ=Slice:3 pkg="m"
}
rttype #6 Struct structMetaId=1 {
  field "pair" typ=Struct:5 pkg="m"
  field "count" typ=Int:1 pkg="m"
}
rttype #7 Pointer elem=Struct:5
rttype #8 Array length=2 elem=Int:1
rttype #9 Basic kind=Uint8
rttype #10 Array length=1 elem=Uint8:9
rttype #11 Struct structMetaId=4
)";

inline Typed typeText(std::string_view code) {
  Result<Module> parsed = assemble(std::string(tables) + std::string(code));
  EXPECT_TRUE(parsed.ok()) << (parsed.ok() ? "" : parsed.error().message);
  auto module =
      std::make_unique<Module>(parsed.ok() ? std::move(*parsed) : Module());
  verify::Verdict verdict = verify::verifyModule(*module);
  EXPECT_TRUE(verdict.ok()) << verdict.text();
  ModuleTyping types = typeModule(*module);
  return {std::move(module), std::move(types)};
}

} // namespace vo::bc::typing

#endif // VO_BYTECODE_TYPING_TESTING_TYPETEXT_H
