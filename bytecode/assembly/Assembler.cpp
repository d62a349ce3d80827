//===- Assembler.cpp - Assembly text to a Module
//---------------------------===//

#include "bytecode/assembly/Assembly.h"
#include "bytecode/assembly/BlockParser.h"
#include "bytecode/assembly/CodeAssembler.h"

using namespace vo::bc;
using namespace vo::bc::assembly;
using text::Node;
using text::NodeReader;

/// Collects the "name" members of a list of the root.
static Names namesIn(const Node &root, std::string_view list) {
  Names names;
  for (const text::Member &member : root.members) {
    if (member.name != list)
      continue;
    for (const Node &item : member.value.items) {
      std::string_view name;
      for (const text::Member &field : item.members)
        if (field.name == "name")
          name = field.value.text;
      names.add(name);
    }
  }
  return names;
}

namespace {

class Assembler {
public:
  explicit Assembler(Blocks blocks) : blocks(std::move(blocks)) {}

  Result<Module> run() {
    readRecords();
    if (!error)
      readCode();
    if (!error)
      readDebug();
    if (error)
      return *error;
    return std::move(module);
  }

private:
  void fail(std::string what, uint64_t offset) {
    if (!error)
      error = Error{std::move(what), offset};
  }

  void readRecords() {
    functions = namesIn(blocks.root, "func");
    interfaces = namesIn(blocks.root, "interface");
    namedTypes = namesIn(blocks.root, "named");
    resolve = [this](Table table, std::string_view name) {
      switch (table) {
      case Table::Functions:
        return functions.find(name);
      case Table::Interfaces:
        return interfaces.find(name);
      case Table::NamedTypes:
        return namedTypes.find(name);
      default:
        return std::optional<uint32_t>();
      }
    };
    NodeReader reader;
    reader.singularLists = true;
    reader.resolve = resolve;
    reader.read(blocks.root, module);
    error = reader.error;
  }

  void readCode() {
    Names externs, files;
    for (const ExternDef &definition : module.externs)
      externs.add(definition.name);
    for (const std::string &file : module.debug.files)
      files.add(file);
    CodeSymbols symbols{functions, externs, files, resolve, {}};
    for (uint32_t id = 0; id < module.constants.size(); ++id)
      symbols.constants.emplace(constantKey(module.constants[id]), id);
    module.debug.funcs.resize(module.functions.size());
    for (size_t i = 0; i < module.functions.size() && !error; ++i)
      error = assembleCode(module, module.functions[i], blocks.code[i], symbols,
                           module.debug.funcs[i]);
  }

  void readDebug() {
    auto &funcs = module.debug.funcs;
    for (const DebugBlock &block : blocks.debug)
      readDebugBlock(block);
    if (error || !blocks.debugFuncs)
      return;
    uint64_t wanted = *blocks.debugFuncs;
    for (uint64_t i = wanted; i < funcs.size(); ++i)
      if (!funcs[i].empty())
        return fail("function " + std::to_string(i) +
                        " has debug entries beyond debugFuncs",
                    0);
    if (wanted > maxDebugFuncs)
      return fail("debugFuncs is too large", 0);
    funcs.resize(wanted);
  }

  void readDebugBlock(const DebugBlock &block) {
    auto &funcs = module.debug.funcs;
    uint64_t offset = block.entries.offset;
    // Padding beyond the functions has to be asked for with debugFuncs.
    uint64_t limit =
        std::max<uint64_t>(funcs.size(), blocks.debugFuncs.value_or(0));
    if (block.func >= std::min(limit, maxDebugFuncs))
      return fail("there is no such function", offset);
    if (block.func >= funcs.size())
      funcs.resize(block.func + 1);
    std::vector<DebugEntry> &entries = funcs[block.func];
    if (!entries.empty())
      return fail("the function has debug entries already", offset);
    NodeReader reader;
    for (const Node &item : block.entries.items)
      reader.read(item, entries.emplace_back());
    if (reader.failed())
      fail(reader.error->message, reader.error->offset);
  }

  /// A longer table could not be read back from a file.
  static constexpr uint64_t maxDebugFuncs =
      decodeBudget / sizeof(std::vector<DebugEntry>);

  Blocks blocks;
  Names functions, interfaces, namedTypes;
  NodeReader::Resolve resolve;
  Module module;
  std::optional<Error> error;
};

} // namespace

static Result<Module> assembleText(std::string_view source) {
  Result<std::vector<Line>> lines = lex(source);
  if (!lines)
    return lines.error();
  Result<Blocks> blocks = parseBlocks(*lines);
  if (!blocks)
    return blocks.error();
  return Assembler(std::move(*blocks)).run();
}

Result<Module> vo::bc::assemble(std::string_view source) {
  Result<Module> module = assembleText(source);
  if (module)
    return module;
  Error error = module.error();
  error.message = text::lineColumn(source, error.offset) + ": " + error.message;
  return error;
}
