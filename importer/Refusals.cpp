//===- Refusals.cpp - Texts about what is not imported --------------------===//

#include "importer/Refusals.h"

#include "bytecode/verify/names/Names.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace vo::importer;
using llvm::StringRef;
namespace bc = vo::bc;

std::string vo::importer::plainName(StringRef name) {
  auto key = bc::verify::parseExternName(name);
  if (!key)
    return name.str();
  return std::string(key->package) + "." + std::string(key->function);
}

/// The words for an opcode; empty for none.
static StringRef wordsFor(bc::Opcode opcode) {
  using enum bc::Opcode;
  struct Row {
    StringRef words;
    std::initializer_list<bc::Opcode> opcodes;
  };
  static const Row rows[] = {
#define VO_FEATURE(words, ...) {words, {__VA_ARGS__}},
#include "importer/Refusals.def"
  };
  for (const Row &row : rows)
    if (llvm::is_contained(row.opcodes, opcode))
      return row.words;
  return "";
}

static std::string wordsForExtern(const std::string &name) {
  StringRef words = llvm::StringSwitch<StringRef>(name)
#define VO_EXTERN_FEATURE(name, words) .Case(name, words)
#include "importer/Refusals.def"
                        .Default("");
  return words.empty() ? "calls of " + plainName(name) : words.str();
}

std::string vo::importer::featureOf(const bc::Module &module,
                                    const bc::Instruction &inst) {
  if (inst.opcode() == bc::Opcode::CallExtern && inst.b < module.externs.size())
    return wordsForExtern(module.externs[inst.b].name);
  return wordsFor(inst.opcode()).str();
}

std::string vo::importer::refusalText(const bc::Module &module,
                                      const bc::Instruction &inst,
                                      const llvm::Twine &detail) {
  std::string text = featureOf(module, inst) + " are not supported yet (" +
                     std::string(bc::name(inst.opcode()));
  if (!detail.isTriviallyEmpty())
    text += ": " + detail.str();
  return text + ")";
}

const bc::DebugEntry *vo::importer::nearestEntry(const bc::DebugInfo &debug,
                                                 uint32_t function,
                                                 uint32_t pc) {
  if (const bc::DebugEntry *entry = debug.lookup(function, pc))
    return entry;
  // Entries ascend, so all are behind it.
  if (function < debug.funcs.size() && !debug.funcs[function].empty())
    return &debug.funcs[function].front();
  return nullptr;
}
