//===- Disassembler.cpp - A Module to assembly text
//------------------------===//

#include "bytecode/assembly/Assembly.h"
#include "bytecode/assembly/InstructionPrinter.h"
#include "bytecode/assembly/RecordPrinter.h"

#include <algorithm>

using namespace vo::bc;
using namespace vo::bc::assembly;

/// "L12" for a pc inside the function or at its end, else the number.
static std::function<std::string(uint32_t)> labelsOf(const FunctionDef &func) {
  size_t length = func.code.size();
  return [length](uint32_t pc) {
    return (pc <= length ? "L" : "") + std::to_string(pc);
  };
}

/// Whether .loc lines can say a function's debug entries.
static bool fitsBesideCode(const std::vector<DebugEntry> &entries,
                           const FunctionDef &function) {
  auto byPc = [](const DebugEntry &x, const DebugEntry &y) {
    return x.pc < y.pc;
  };
  return std::is_sorted(entries.begin(), entries.end(), byPc) &&
         (entries.empty() || entries.back().pc <= function.code.size());
}

namespace {

/// Alternatives of a variant: their name is printed as the type.
template <class Record>
concept IsAlternative = requires {
  { Record::tag } -> std::same_as<const uint8_t &>;
};

class Disassembler {
public:
  explicit Disassembler(const Module &module) : module(module) {
    for (const FunctionDef &function : module.functions)
      functions.add(function.name);
    for (const ExternDef &definition : module.externs)
      externs.add(definition.name);
    uint32_t start = 0;
    for (const GlobalDef &global : module.globals) {
      globalStarts.push_back(start);
      start += global.slots;
    }
  }

  std::string run();
  std::string instruction(uint32_t func, uint32_t pc) {
    return printInstruction(contextOf(module.functions[func]), pc);
  }

  /// Visitor of a record's list fields: prints their elements as lines.
  template <class Record>
  void records(const char *, const char *one,
               const std::vector<Record> &values) {
    size_t index = 0;
    for (const Record &value : values)
      print(one, depth == 0 ? std::optional(index++) : std::nullopt, value);
  }
  void code(const char *, const FunctionDef &function);

#define VO_IGNORE(method)                                                      \
  template <class... Args> void method(Args &&...) {}
  VO_IGNORE(text)
  VO_IGNORE(optText)
  VO_IGNORE(texts)
  VO_IGNORE(number)
  VO_IGNORE(numbers)
  VO_IGNORE(flag)
  VO_IGNORE(enumerator)
  VO_IGNORE(enumerators)
  VO_IGNORE(layout)
  VO_IGNORE(packed)
  VO_IGNORE(packedList)
  VO_IGNORE(id)
  VO_IGNORE(ids)
  VO_IGNORE(optId)
  VO_IGNORE(taggedIds)
  VO_IGNORE(pc)
  VO_IGNORE(effects)
  VO_IGNORE(record)
  VO_IGNORE(optRecord)
#undef VO_IGNORE

private:
  PrintContext contextOf(const FunctionDef &function) const {
    return {module,  function,     functions,
            externs, globalStarts, labelsOf(function)};
  }

  void line(const std::string &text) {
    out.append(2 * depth, ' ');
    out += text + "\n";
  }

  template <class Record>
  void print(std::string head, std::optional<size_t> index,
             const Record &record) {
    if (index)
      head += " #" + std::to_string(*index);
    if constexpr (IsAlternative<Record>)
      head += " " + std::string(record.name);
    FieldPrinter<Record> fields(record, functions, plainPc);
    describe(fields, record);
    line(head + fields.out + (fields.hasLists ? " {" : ""));
    if (!fields.hasLists)
      return;
    ++depth;
    describe(*this, record);
    --depth;
    line("}");
  }

  void constants();
  void debug();
  void debugFunction(size_t func);
  void location(const DebugEntry &entry);

  const Module &module;
  Names functions, externs;
  std::vector<uint32_t> globalStarts;
  std::function<std::string(uint32_t)> plainPc = [](uint32_t pc) {
    return std::to_string(pc);
  };
  std::string out;
  unsigned depth = 0;
};

} // namespace

void Disassembler::location(const DebugEntry &entry) {
  line("  .loc " + std::to_string(entry.fileId) + " " +
       std::to_string(entry.line) + " " + std::to_string(entry.column) + " " +
       std::to_string(entry.length));
}

void Disassembler::code(const char *, const FunctionDef &function) {
  static const std::vector<DebugEntry> nothing;
  size_t func = &function - module.functions.data();
  bool located = func < module.debug.funcs.size() &&
                 fitsBesideCode(module.debug.funcs[func], function);
  const auto &entries = located ? module.debug.funcs[func] : nothing;
  std::vector<uint32_t> labels = labelledPcs(function);
  auto label = labels.begin();
  auto entry = entries.begin();
  PrintContext context = contextOf(function);
  for (uint32_t pc = 0; pc <= function.code.size(); ++pc) {
    if (label != labels.end() && *label == pc) {
      line("L" + std::to_string(pc) + ":");
      ++label;
    }
    for (; entry != entries.end() && entry->pc == pc; ++entry)
      location(*entry);
    if (pc < function.code.size())
      line("  " + printInstruction(context, pc));
  }
}

void Disassembler::constants() {
  size_t index = 0;
  for (const Constant &constant : module.constants) {
    std::string value = "nil";
    if (auto *boolean = std::get_if<ConstBool>(&constant))
      value = boolean->value ? "true" : "false";
    else if (auto *integer = std::get_if<ConstInt>(&constant))
      value = std::to_string(integer->value);
    else if (auto *string = std::get_if<ConstString>(&constant))
      value = text::quote(string->value);
    else if (auto *number = std::get_if<ConstFloat>(&constant))
      value = text::formatDouble(number->value());
    if (value.empty())
      value = text::formatBits(std::get<ConstFloat>(constant).bits);
    line("const #" + std::to_string(index++) + " " + value);
  }
}

void Disassembler::debugFunction(size_t func) {
  line("debugFunc #" + std::to_string(func) + " {");
  ++depth;
  for (const DebugEntry &entry : module.debug.funcs[func])
    print("loc", std::nullopt, entry);
  --depth;
  line("}");
}

/// The debug entries that do not stand beside code.
void Disassembler::debug() {
  const auto &funcs = module.debug.funcs;
  for (size_t func = 0; func < funcs.size(); ++func)
    if (func >= module.functions.size()
            ? !funcs[func].empty()
            : !fitsBesideCode(funcs[func], module.functions[func]))
      debugFunction(func);
  if (funcs.size() != module.functions.size())
    line("debugFuncs " + std::to_string(funcs.size()));
}

std::string Disassembler::run() {
  line("module " + text::quote(module.name) +
       " entryFunc=" + functions.spell('@', module.entryFunc) +
       " islandInitFunc=" + functions.spell('@', module.islandInitFunc));
  print("wellKnown", std::nullopt, module.wellKnown);
  for (const std::string &file : module.debug.files)
    line("file " + text::quote(file));
  records("", "struct", module.structMetas);
  records("", "interface", module.interfaceMetas);
  records("", "named", module.namedTypeMetas);
  records("", "itab", module.itabs);
  size_t rttid = 0;
  for (const RuntimeType &type : module.runtimeTypes)
    std::visit([&](const auto &known) { print("rttype", rttid++, known); },
               type);
  constants();
  records("", "global", module.globals);
  records("", "extern", module.externs);
  records("", "func", module.functions);
  debug();
  return std::move(out);
}

std::string vo::bc::disassemble(const Module &module) {
  return Disassembler(module).run();
}

std::string vo::bc::disassembleInstruction(const Module &module, uint32_t func,
                                           uint32_t pc) {
  return Disassembler(module).instruction(func, pc);
}
