//===- Typing.cpp - Results -----------------------------------------------===//

#include "bytecode/typing/Solver.h"

#include "bytecode/typing/Natives.h"
#include "bytecode/typing/Reachable.h"

using namespace vo::bc;
using namespace vo::bc::typing;

std::string Diagnostic::text() const {
  std::string out;
  if (function != none)
    out = "function " + std::to_string(function) + " '" + functionName + "'";
  if (instruction != none)
    out += ", instruction " + std::to_string(instruction) + " (" + opcodeName +
           ")";
  return out.empty() ? message : out + ": " + message;
}

bool vo::bc::typing::isZeroLoad(const Module &module, const Instruction &word) {
  if (word.opcode() == Opcode::LoadInt)
    return word.imm32() == 0;
  if (word.opcode() != Opcode::LoadConst)
    return false;
  auto *real = std::get_if<ConstFloat>(&module.constants[word.b]);
  return real ? real->bits == 0
              : std::holds_alternative<ConstNil>(module.constants[word.b]);
}

std::optional<int64_t> FunctionTyping::constant(uint32_t pc,
                                                uint32_t slot) const {
  if (std::optional<int64_t> known = proven->constant(pc, slot))
    return known;
  ssa::ValueId id = frame->read(pc, slot);
  if (id == ssa::noValue)
    return std::nullopt;
  const ssa::Value &value = frame->value(id);
  if (value.kind == ssa::Value::Initial && value.slot >= def->paramSlots &&
      !isIndexed(id))
    return 0;
  if (value.kind != ssa::Value::Def || isIndexed(id))
    return std::nullopt;
  const Instruction &word = def->code[value.at];
  if (word.opcode() == Opcode::LoadInt)
    return word.imm32();
  if (word.opcode() == Opcode::LoadConst)
    if (auto *number = std::get_if<ConstInt>(&module->constants[word.b]))
      return number->value;
  return std::nullopt;
}

/// A panic, or a check of an index that is known to fail.
bool FunctionTyping::neverReturns(uint32_t pc) const {
  const Instruction &word = def->code[pc];
  if (word.opcode() == Opcode::CallExtern)
    return module->externs[word.b].name == panicWithError;
  if (word.opcode() != Opcode::IndexCheck)
    return false;
  std::optional<int64_t> index = constant(pc, word.a),
                         length = constant(pc, word.b);
  return length &&
         (*length <= 0 || (index && (*index < 0 || *index >= *length)));
}

void FunctionTyping::findReached() {
  const auto &blocks = frame->cfg().blocks;
  stopped.assign(blocks.size(), false);
  for (const auto &block : blocks)
    ends.push_back(block.begin);
  std::vector<uint32_t> work;
  if (!blocks.empty())
    work.push_back(0);
  while (!work.empty()) {
    uint32_t at = work.back();
    work.pop_back();
    if (isReached(at))
      continue;
    for (uint32_t pc = blocks[at].begin; pc < blocks[at].end && !stopped[at];
         ++pc) {
      stopped[at] = neverReturns(pc);
      ends[at] = pc + 1;
    }
    if (stopped[at])
      continue;
    for (uint32_t to : frame->dominators().successors(at))
      if (!isReached(to))
        work.push_back(to);
  }
}

ModuleTyping::ModuleTyping() = default;
ModuleTyping::ModuleTyping(ModuleTyping &&) = default;
ModuleTyping::~ModuleTyping() = default;

std::optional<Signature> ModuleTyping::native(const ExternDef &def) const {
  std::string_view types = nativeTypes(def.name);
  if (types.empty())
    return std::nullopt;
  return parseSignature(types, *meta, *universe);
}

ModuleTyping vo::bc::typing::typeModule(const Module &module,
                                        const Options &options) {
  ModuleTyping out;
  out.tables = std::make_unique<ModuleTyping::Tables>(module);
  out.universe = std::make_unique<Universe>(module, options.maxSteps);
  out.meta = std::make_unique<Metadata>(module, *out.universe);
  Reached reached = reach(module);
  out.reachable = std::move(reached.functions);
  out.isDynamic = reached.hasDynamicAccess;
  out.isReflective = reached.hasReflection;
  out.typed.resize(module.functions.size());
  Solver(module, options, out).run();
  return out;
}
