//===- InstructionPrinter.cpp - One instruction as assembly
//----------------===//

#include "bytecode/assembly/InstructionPrinter.h"

#include "bytecode/Mirrors.h"
#include "bytecode/assembly/Attributes.h"
#include "bytecode/assembly/RecordPrinter.h"

#include <algorithm>

using namespace vo::bc;
using namespace vo::bc::assembly;

std::vector<uint32_t> assembly::labelledPcs(const FunctionDef &function) {
  std::vector<uint32_t> pcs;
  int64_t length = function.code.size();
  auto add = [&](int64_t pc) {
    if (pc >= 0 && pc <= length)
      pcs.push_back(uint32_t(pc));
  };
  for (uint32_t pc = 0; pc < function.code.size(); ++pc) {
    const Instruction &word = function.code[pc];
    if (auto target = jumpTarget(word, pc))
      add(*target);
    if (word.opcode() == Opcode::Hint && word.imm32() != 0)
      add(uint32_t(word.imm32()));
    if (auto *end = std::get_if<MetaLoopEnd>(&function.meta[pc]))
      add(end->endPc);
  }
  std::sort(pcs.begin(), pcs.end());
  pcs.erase(std::unique(pcs.begin(), pcs.end()), pcs.end());
  return pcs;
}

namespace {

class Printer {
public:
  Printer(const PrintContext &context, uint32_t pc)
      : context(context), pc(pc), word(context.function.code[pc]),
        meta(context.function.meta[pc]), row(info(word.opcode())) {}

  std::string print() {
    if (row)
      printKnown();
    else
      printUnknown();
    printMeta();
    if (!comment.empty())
      out += "  ; " + comment;
    return std::move(out);
  }

private:
  void printKnown() {
    out = row->name;
    std::string operands;
    for (unsigned i = 0; i < 3; ++i) {
      std::string operand = spellOperand(row->operands[i].kind, i);
      if (!operand.empty())
        operands += (operands.empty() ? "" : ", ") + operand;
    }
    if (!operands.empty()) {
      out.append(out.size() < 12 ? 12 - out.size() : 0, ' ');
      out += " " + operands;
    }
    printRest();
  }

  void printUnknown() {
    out = "op" + std::to_string(word.op);
    override("flags", word.flags, 0);
    override("a", word.a, 0);
    override("b", word.b, 0);
    override("c", word.c, 0);
  }

  /// The text of an operand field; empty when it has none of its own.
  std::string spellOperand(OperandKind kind, unsigned field) {
    uint16_t value = word.operand(field);
    switch (kind) {
    case OperandKind::Dst:
    case OperandKind::Src:
    case OperandKind::SrcDst:
    case OperandKind::SlotBase:
      return "%" + std::to_string(value);
    case OperandKind::Count:
    case OperandKind::SlotOffset:
    case OperandKind::CaptureSlot:
    case OperandKind::CaseIndex:
      return std::to_string(value);
    case OperandKind::ImmLo:
      return std::to_string(word.imm32());
    case OperandKind::JumpLo:
    case OperandKind::LoopJump:
      return spellJump();
    case OperandKind::PcLo:
      return word.imm32() == 0 ? "0" : context.label(uint32_t(word.imm32()));
    case OperandKind::GlobalSlot:
      comment = globalName(value);
      return "g" + std::to_string(value);
    case OperandKind::ConstId:
      comment = constantText(value);
      return "$" + std::to_string(value);
    case OperandKind::ExternId:
      return context.externs.spell('&', value);
    case OperandKind::FuncLo:
      return spellFunction(word.functionId());
    case OperandKind::FuncOrClosure:
      if (word.flags & flag::closureForm)
        return "%" + std::to_string(value);
      return spellFunction(word.spawnedFunctionId());
    case OperandKind::None:
    case OperandKind::ImmHi:
    case OperandKind::JumpHi:
    case OperandKind::PcHi:
    case OperandKind::LoopInfo:
    case OperandKind::CallShape:
    case OperandKind::MapWidths:
    case OperandKind::TargetMirror:
      return {};
    }
    return {};
  }

  /// A function without a name of its own gets it as a comment.
  std::string spellFunction(uint32_t id) {
    std::string spelled = context.functions.spell('@', id);
    if (spelled.starts_with("@#") && id < context.module.functions.size())
      comment = shorten(context.module.functions[id].name);
    return spelled;
  }

  std::string spellJump() const {
    int64_t target = *jumpTarget(word, pc);
    if (target >= 0 && target <= int64_t(context.function.code.size()))
      return context.label(uint32_t(target));
    int64_t distance = target - pc;
    return (distance < 0 ? "pc" : "pc+") + std::to_string(distance);
  }

  std::string globalName(uint32_t slot) const {
    const std::vector<uint32_t> &starts = context.globalStarts;
    auto after = std::upper_bound(starts.begin(), starts.end(), slot);
    if (after == starts.begin())
      return {};
    size_t index = after - starts.begin() - 1;
    const GlobalDef &global = context.module.globals[index];
    return slot - starts[index] < global.slots ? shorten(global.name) : "";
  }

  std::string constantText(uint32_t id) const {
    if (id >= context.module.constants.size())
      return {};
    const Constant &constant = context.module.constants[id];
    if (auto *boolean = std::get_if<ConstBool>(&constant))
      return boolean->value ? "true" : "false";
    if (auto *integer = std::get_if<ConstInt>(&constant))
      return std::to_string(integer->value);
    if (auto *number = std::get_if<ConstFloat>(&constant))
      return text::formatDouble(number->value());
    if (auto *string = std::get_if<ConstString>(&constant))
      return shorten(string->value);
    return "nil";
  }

  /// Quoted for a comment, cut between characters when long.
  static std::string shorten(std::string_view text) {
    constexpr size_t limit = 48;
    if (text.size() <= limit)
      return text::quote(text);
    size_t end = limit;
    while (end > 0 && (uint8_t(text[end]) & 0xC0) == 0x80)
      --end;
    return text::quote(text.substr(0, end)) + "...";
  }

  /// Attributes, and every bit that neither operands nor attributes nor
  /// mirrors account for.
  void printRest() {
    Instruction bare = word;
    for (unsigned i = 0; i < 3; ++i)
      clearUnspelled(bare, i);
    bare.flags = 0;
    if (row->flags == FlagsKind::FuncHi)
      bare.flags = word.flags;
    if (row->flags == FlagsKind::FuncOrClosure)
      bare.flags =
          word.flags & flag::closureForm ? flag::closureForm : word.flags;
    if (full(bare).flags != word.flags) {
      auto attributes = attributesOf(row->flags);
      bare.flags = word.flags & maskOf(attributes);
      if (bare.flags != 0 && full(bare).flags == word.flags)
        out += printAttributes(attributes, word.flags);
      else
        bare.flags = 0;
    }
    if (row->operands[0].kind == OperandKind::LoopInfo) {
      bare.a = word.a & maskOf(loopAttributes());
      out += printAttributes(loopAttributes(), bare.a);
    }
    Instruction expected = full(bare);
    override("flags", word.flags, expected.flags);
    override("a", word.a, expected.a);
    override("b", word.b, expected.b);
    override("c", word.c, expected.c);
  }

  void clearUnspelled(Instruction &bare, unsigned field) const {
    switch (row->operands[field].kind) {
    case OperandKind::None:
    case OperandKind::LoopInfo:
    case OperandKind::CallShape:
    case OperandKind::MapWidths:
    case OperandKind::TargetMirror:
      (field == 0 ? bare.a : field == 1 ? bare.b : bare.c) = 0;
      return;
    default:
      return;
    }
  }

  Instruction full(const Instruction &bare) const {
    return withMirrors(bare, meta, context.module.functions, pc);
  }

  void override(const char *field, uint16_t value, uint16_t expected) {
    if (value != expected)
      out += std::string(" !") + field + "=" + std::to_string(value);
  }

  void printMeta() {
    if (std::holds_alternative<MetaNone>(meta))
      return;
    std::string members = std::visit(
        [&](const auto &alternative) {
          FieldPrinter printer(alternative, context.functions, context.label);
          describe(printer, alternative);
          bool usual = row && usualMeta(row->meta) == alternative.name;
          return (usual ? "" : " " + std::string(alternative.name)) +
                 printer.out;
        },
        meta);
    out += " {" + (members.empty() ? members : members.substr(1)) + "}";
  }

  const PrintContext &context;
  uint32_t pc;
  const Instruction &word;
  const InstrMeta &meta;
  const OpcodeInfo *row;
  std::string out;
  std::string comment;
};

} // namespace

std::string assembly::printInstruction(const PrintContext &context,
                                       uint32_t pc) {
  return Printer(context, pc).print();
}
