//===- FromJson.cpp - JSON text to a Module
//--------------------------------===//

#include "bytecode/Mirrors.h"
#include "bytecode/json/Json.h"
#include "bytecode/json/JsonParser.h"
#include "bytecode/text/NodeReader.h"

using namespace vo::bc;
using namespace vo::bc::text;

namespace {

/// One instruction as it stands in the text, before absent fields are filled
/// in. Its own record, so that NodeReader can check the member names.
struct InstructionText {
  uint8_t op = 0;
  std::optional<uint8_t> flags;
  std::optional<uint16_t> a, b, c;
  InstrMeta meta;
};

} // namespace

static void readOpcode(NodeReader &reader, const Node &node, uint8_t &op) {
  if (!node.isText())
    return reader.readNumber(node, op);
  std::optional<Opcode> opcode = opcodeFromName(node.text);
  if (!opcode)
    return reader.fail(node, "unknown opcode '" + node.text + "'");
  op = uint8_t(*opcode);
}

namespace {
template <class V, Is<InstructionText> R> void describe(V &v, R &r) {
  if constexpr (std::is_same_v<V, NodeReader>) {
    if (const Node *node = v.take("op"))
      readOpcode(v, *node, r.op);
    auto operand = [&](const char *field, auto &out) {
      if (const Node *node = v.take(field))
        v.readNumber(*node, out.emplace());
    };
    operand("flags", r.flags);
    operand("a", r.a);
    operand("b", r.b);
    operand("c", r.c);
    if (const Node *node = v.take("meta"))
      v.readVariant(*node, r.meta);
  }
}
} // namespace

/// Reads all instructions of a function. Operand fields that are left out are
/// 0 until every function is known.
static void readCode(NodeReader &reader, const Node &node,
                     FunctionDef &function) {
  if (node.kind != Node::Kind::Array)
    return reader.fail(node, "expected a list of instructions");
  for (const Node &item : node.items) {
    InstructionText text;
    reader.read(item, text);
    if (reader.failed())
      return;
    function.code.push_back({text.op, text.flags.value_or(0),
                             text.a.value_or(0), text.b.value_or(0),
                             text.c.value_or(0)});
    function.meta.push_back(std::move(text.meta));
  }
}

/// Sets the mirrors that the text does not give. The code list of each
/// function is looked at again, to see which fields were given.
static void fillMirrors(const Node &code, FunctionDef &function,
                        const std::vector<FunctionDef> &functions) {
  for (uint32_t pc = 0; pc < function.code.size(); ++pc) {
    Instruction &word = function.code[pc];
    Instruction full = withMirrors(word, function.meta[pc], functions, pc);
    for (const auto &[name, member] : code.items[pc].members) {
      if (name == "flags")
        full.flags = word.flags;
      else if (name == "a")
        full.a = word.a;
      else if (name == "c")
        full.c = word.c;
    }
    word = full;
  }
}

static const Node *member(const Node &object, std::string_view name) {
  for (const auto &[key, value] : object.members)
    if (key == name)
      return &value;
  return nullptr;
}

static Result<Module> readRoot(const Node &root) {
  Module module;
  NodeReader reader;
  reader.readCode = readCode;
  reader.read(root, module);
  if (reader.failed())
    return *reader.error;
  const Node *functions = member(root, "functions");
  for (size_t i = 0; i < module.functions.size(); ++i)
    if (const Node *code = member(functions->items[i], "code"))
      fillMirrors(*code, module.functions[i], module.functions);
  return module;
}

Result<Module> vo::bc::fromJson(std::string_view source) {
  auto withPosition = [&](Error error) {
    error.message = lineColumn(source, error.offset) + ": " + error.message;
    return error;
  };
  Result<Node> root = parseJson(source);
  if (!root)
    return withPosition(root.error());
  Result<Module> module = readRoot(*root);
  if (!module)
    return withPosition(module.error());
  return module;
}
