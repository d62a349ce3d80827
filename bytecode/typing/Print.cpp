//===- Print.cpp - Types as text ------------------------------------------===//

#include "bytecode/typing/Print.h"

using namespace vo::bc;
using namespace vo::bc::typing;

Totals &Totals::operator+=(const Totals &other) {
  modules += other.modules;
  refused += other.refused;
  functions += other.functions;
  accesses += other.accesses;
  knownAccesses += other.knownAccesses;
  references += other.references;
  knownReferences += other.knownReferences;
  return *this;
}

static std::string share(uint64_t part, uint64_t all) {
  std::string out = std::to_string(part) + " of " + std::to_string(all);
  if (all) {
    uint64_t perMyriad = part * 10000 / all;
    std::string rest = std::to_string(perMyriad % 100);
    out += " (" + std::to_string(perMyriad / 100) + "." +
           std::string(2 - rest.size(), '0') + rest + " %)";
  }
  return out;
}

std::string Totals::text() const {
  return "modules              " + std::to_string(modules) +
         "\nrefused              " + std::to_string(refused) +
         "\nfunctions            " + std::to_string(functions) +
         "\nknown accesses       " + share(knownAccesses, accesses) +
         "\nknown references     " + share(knownReferences, references) + "\n";
}

Totals vo::bc::typing::countTotals(const ModuleTyping &typing) {
  Totals out;
  out.modules = 1;
  out.refused = !typing.ok();
  out.functions = typing.functions().size();
  const Universe &terms = typing.terms();
  auto isKnown = [&](TermId term) {
    return terms.kind(term) != TermKind::Unknown;
  };
  for (uint32_t id : typing.functions())
    for (const Access &access : typing.function(id)->accesses()) {
      ++out.accesses;
      out.knownAccesses += access.base == none || isKnown(access.base);
      out.references += access.references.size();
      for (TermId reference : access.references)
        out.knownReferences += isKnown(reference);
    }
  return out;
}

namespace {
class Printer {
public:
  Printer(const Module &module, const ModuleTyping &typing)
      : module(module), typing(typing), terms(typing.terms()) {}
  std::string run();

private:
  std::string list(const Leaves &leaves);
  void printFunction(uint32_t id);
  void printUnknown(uint32_t id);

  const Module &module;
  const ModuleTyping &typing;
  const Universe &terms;
  std::string out;
};
} // namespace

std::string Printer::list(const Leaves &leaves) {
  std::string text = "(";
  for (TermId leaf : leaves)
    if (terms.kind(leaf) != TermKind::IfaceData)
      text += (text.size() > 1 ? ", " : "") + terms.text(leaf);
  return text + ")";
}

void Printer::printFunction(uint32_t id) {
  const FunctionDef &function = module.functions[id];
  const FunctionTyping &types = *typing.function(id);
  out += "func " + std::to_string(id) + " '" + function.name + "' " +
         list(types.params()) + " " + list(types.results()) + "\n";
  if (!types.captures().empty())
    out += "  captures " + list(types.captures()) + "\n";
  const ssa::FrameSsa &frame = types.ssa();
  auto print = [&](uint32_t slot, ssa::ValueId value) {
    if (function.slotTypes[slot] == SlotType::GcRef)
      out += " %" + std::to_string(slot) + ": " +
             (types.isZero(value) ? "nil" : terms.text(types.type(value)));
  };
  for (uint32_t b = 0; b < frame.cfg().blocks.size(); ++b) {
    const verify::Cfg::Block &block = frame.cfg().blocks[b];
    for (const ssa::Phi &phi : frame.phis(b)) {
      const ssa::Value &value = frame.value(phi.value);
      if (function.slotTypes[value.slot] != SlotType::GcRef)
        continue;
      out += "  L" + std::to_string(block.begin) + "  phi";
      print(value.slot, phi.value);
      out += "\n";
    }
    for (uint32_t pc = block.begin; pc < block.end; ++pc) {
      size_t before = out.size();
      out += "  " + std::to_string(pc) + "  " +
             std::string(name(function.code[pc].opcode()));
      size_t head = out.size();
      for (const ssa::SlotRange &range : frame.writes(pc))
        for (size_t i = 0; i < range.values.size(); ++i)
          print(uint32_t(range.start + i), range.values[i]);
      if (out.size() == head)
        out.resize(before);
      else
        out += "\n";
    }
  }
}

void Printer::printUnknown(uint32_t id) {
  const FunctionDef &function = module.functions[id];
  for (const Access &access : typing.function(id)->accesses()) {
    bool isKnown =
        access.base == none || terms.kind(access.base) != TermKind::Unknown;
    for (TermId reference : access.references)
      isKnown &= terms.kind(reference) != TermKind::Unknown;
    if (!isKnown)
      out += "unknown: function " + std::to_string(id) + " '" + function.name +
             "', instruction " + std::to_string(access.pc) + " (" +
             std::string(name(function.code[access.pc].opcode())) +
             "): " + (access.base == none ? "" : terms.text(access.base)) +
             "\n";
  }
}

std::string Printer::run() {
  uint32_t slot = 0;
  for (const GlobalDef &global : module.globals) {
    for (uint32_t i = 0; i < global.slots; ++i, ++slot)
      if (terms.isReference(typing.globals()[slot]))
        out += "global " + std::to_string(slot) + " '" + global.name + "' " +
               terms.text(typing.globals()[slot]) + "\n";
  }
  for (uint32_t id : typing.functions())
    printFunction(id);
  for (uint32_t id : typing.functions())
    printUnknown(id);
  return out + countTotals(typing).text();
}

std::string vo::bc::typing::printTypes(const Module &module,
                                       const ModuleTyping &typing) {
  std::string out;
  for (const Diagnostic &each : typing.diagnostics())
    out += each.text() + "\n";
  if (!typing.ok())
    return out + countTotals(typing).text();
  return Printer(module, typing).run();
}
