//===- CodeAssembler.cpp - A function's lines to instructions
//--------------===//

#include "bytecode/assembly/CodeAssembler.h"

#include "bytecode/Mirrors.h"
#include "bytecode/assembly/Attributes.h"

#include <charconv>

using namespace vo::bc;
using namespace vo::bc::assembly;
using text::Node;

std::string assembly::constantKey(const Constant &constant) {
  std::string key(1, char('0' + constant.index()));
  if (auto *boolean = std::get_if<ConstBool>(&constant))
    return key + (boolean->value ? "1" : "0");
  if (auto *integer = std::get_if<ConstInt>(&constant))
    return key + std::to_string(integer->value);
  if (auto *number = std::get_if<ConstFloat>(&constant))
    return key + std::to_string(number->bits);
  if (auto *string = std::get_if<ConstString>(&constant))
    return key + string->value;
  return key;
}

/// The digits behind a prefix as a number.
static std::optional<uint32_t> numberAfter(std::string_view text,
                                           std::string_view prefix) {
  if (!text.starts_with(prefix))
    return std::nullopt;
  text.remove_prefix(prefix.size());
  uint32_t value = 0;
  auto [end, problem] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size())
    return std::nullopt;
  return value;
}

namespace {

class CodeAssembler {
public:
  CodeAssembler(Module &module, FunctionDef &function, CodeSymbols &symbols,
                std::vector<DebugEntry> &entries)
      : module(module), function(function), symbols(symbols), entries(entries) {
    reader.resolve = symbols.resolve;
    reader.resolveLabel = [this](std::string_view name) {
      return findLabel(name);
    };
  }

  std::optional<Error> run(const CodeLines &lines) {
    collectLabels(lines);
    for (const Line *line : lines)
      if (!error)
        assembleLine(*line);
    return error;
  }

private:
  //===--------------------------------------------------------------------===//
  // Lines
  //===--------------------------------------------------------------------===//

  static bool isLabel(const Token &token) {
    return token.isWord() && token.text.size() > 1 && token.text.back() == ':';
  }
  static bool isLocation(const Token &token) {
    return token.isWord() && token.text == ".loc";
  }
  /// The first token that is not a label of the line.
  static size_t skipLabels(const Line &line) {
    size_t next = 0;
    while (next < line.tokens.size() && isLabel(line.tokens[next]))
      ++next;
    return next;
  }

  void collectLabels(const CodeLines &lines) {
    uint32_t pc = 0;
    for (const Line *line : lines) {
      size_t first = skipLabels(*line);
      for (size_t i = 0; i < first; ++i) {
        std::string label = line->tokens[i].text;
        label.pop_back();
        if (!labels.emplace(label, pc).second)
          fail("label '" + label + "' is defined twice", line->tokens[i]);
      }
      if (first < line->tokens.size() && !isLocation(line->tokens[first]))
        ++pc;
    }
  }

  std::optional<uint32_t> findLabel(std::string_view name) const {
    auto label = labels.find(std::string(name));
    if (label == labels.end())
      return std::nullopt;
    return label->second;
  }

  void assembleLine(const Line &line) {
    tokens = &line.tokens;
    next = skipLabels(line);
    if (next == tokens->size())
      return;
    const Token &head = (*tokens)[next++];
    if (isLocation(head))
      return assembleLocation(head);
    pc = function.code.size();
    word = {};
    meta = MetaNone{};
    overrides = {};
    row = nullptr;
    readOpcode(head);
    if (row)
      for (unsigned field = 0; field < 3 && !error; ++field)
        readOperand(head, field);
    while (next < tokens->size() && !error)
      readRest();
    if (!error)
      finish();
  }

  void assembleLocation(const Token &head) {
    DebugEntry entry;
    entry.pc = function.code.size();
    if (tokens->size() - next != 4)
      return fail("expected file, line, column and length", head);
    const Token &file = (*tokens)[next];
    if (file.isPlain(Token::Kind::String)) {
      if (auto id = symbols.files.find(file.text))
        entry.fileId = *id;
      else
        return fail("no file has that name, or several have", file);
      ++next;
    } else {
      entry.fileId = readInt<uint32_t>();
    }
    entry.line = readInt<uint32_t>();
    entry.column = readInt<uint32_t>();
    entry.length = readInt<uint32_t>();
    entries.push_back(entry);
  }

  void finish() {
    Instruction full = withMirrors(word, meta, module.functions, pc);
    full.flags = overrides.flags.value_or(full.flags);
    full.a = overrides.a.value_or(full.a);
    full.b = overrides.b.value_or(full.b);
    full.c = overrides.c.value_or(full.c);
    function.code.push_back(full);
    function.meta.push_back(std::move(meta));
  }

  //===--------------------------------------------------------------------===//
  // Opcode and operands
  //===--------------------------------------------------------------------===//

  void readOpcode(const Token &head) {
    std::optional<Opcode> opcode;
    if (head.isWord())
      opcode = opcodeFromName(head.text);
    if (opcode) {
      word.op = uint8_t(*opcode);
      row = info(*opcode);
      return;
    }
    // Bytes that are no opcode are written by number, operands as overrides.
    auto number = head.isWord() ? numberAfter(head.text, "op") : std::nullopt;
    if (!number || *number > 255 || *number < numOpcodes)
      return fail("unknown opcode", head);
    word.op = uint8_t(*number);
  }

  void setOperand(unsigned field, uint16_t value) {
    (field == 0 ? word.a : field == 1 ? word.b : word.c) = value;
  }

  const Token *takeOperand(const Token &head, unsigned field) {
    if (next < tokens->size())
      return &(*tokens)[next++];
    fail(std::string("operand ") + "abc"[field] + " is missing", head);
    return nullptr;
  }

  void readOperand(const Token &head, unsigned field) {
    OperandKind kind = row->operands[field].kind;
    switch (kind) {
    case OperandKind::None:
    case OperandKind::ImmHi:
    case OperandKind::JumpHi:
    case OperandKind::PcHi:
    case OperandKind::LoopInfo:
    case OperandKind::CallShape:
    case OperandKind::MapWidths:
    case OperandKind::TargetMirror:
      return;
    default:
      break;
    }
    const Token *token = takeOperand(head, field);
    if (!token)
      return;
    switch (kind) {
    case OperandKind::Dst:
    case OperandKind::Src:
    case OperandKind::SrcDst:
    case OperandKind::SlotBase:
      return setOperand(field, numbered<uint16_t>(*token, '%', "a slot (%1)"));
    case OperandKind::ImmLo:
      return word.setImm32(numbered<int32_t>(*token, 0, "an integer"));
    case OperandKind::JumpLo:
      return word.setImm32(int32_t(jumpDistance(*token, pc)));
    case OperandKind::LoopJump:
      return readLoopJump(*token);
    case OperandKind::PcLo:
      return word.setImm32(int32_t(absolutePc(*token)));
    case OperandKind::GlobalSlot:
      return readGlobal(*token, field);
    case OperandKind::ConstId:
      return readConstant(*token, field);
    case OperandKind::ExternId:
      return setOperand(field, inRange(*token, reference(*token, '&'), 0xFFFF));
    case OperandKind::FuncLo:
      return setFunction(field,
                         inRange(*token, reference(*token, '@'), 0xFFFFFF));
    case OperandKind::FuncOrClosure:
      return readSpawned(*token, field);
    default:
      return setOperand(field, numbered<uint16_t>(*token, 0, "a number"));
    }
  }

  /// A token that is `sigil` and an integer.
  template <class Int>
  Int numbered(const Token &token, char sigil, const char *what) {
    Int value = 0;
    if (token.sigil != sigil || token.kind != Token::Kind::Int) {
      fail(std::string("expected ") + what, token);
      return value;
    }
    reader.readNumber(
        Node::ofInt(token.magnitude, token.negative, token.offset), value);
    takeReaderError();
    return value;
  }

  template <class Int> Int readInt() {
    return numbered<Int>((*tokens)[next++], 0, "an integer");
  }

  uint32_t inRange(const Token &token, uint32_t value, uint32_t limit) {
    if (value > limit)
      fail("the number is too large for this operand", token);
    return value;
  }

  /// "label", "pc+3" or "pc-3": the distance from `pc`.
  int64_t jumpDistance(const Token &token, uint32_t from) {
    if (token.isWord()) {
      if (auto target = findLabel(token.text))
        return int64_t(*target) - from;
      if (auto forward = numberAfter(token.text, "pc+"))
        return *forward;
      if (auto back = numberAfter(token.text, "pc-"))
        return -int64_t(*back);
    }
    fail(token.isWord() ? "label '" + token.text + "' is not defined"
                        : "expected a label",
         token);
    return 0;
  }

  void readLoopJump(const Token &token) {
    int64_t distance = jumpDistance(token, pc) - 1;
    if (distance < -0x8000 || distance > 0x7FFF)
      return fail("the loop is too long for ForLoop", token);
    word.c = uint16_t(distance);
  }

  uint32_t absolutePc(const Token &token) {
    if (token.isPlain(Token::Kind::Int))
      return numbered<uint32_t>(token, 0, "a label or a number");
    return uint32_t(jumpDistance(token, 0));
  }

  void readGlobal(const Token &token, unsigned field) {
    auto slot = token.isWord() ? numberAfter(token.text, "g") : std::nullopt;
    if (!slot)
      return fail("expected a global slot (g1)", token);
    setOperand(field, inRange(token, *slot, 0xFFFF));
  }

  void readConstant(const Token &token, unsigned field) {
    if (token.is('=') && next < tokens->size())
      return readInlineConstant((*tokens)[next++], field);
    setOperand(field, numbered<uint16_t>(
                          token, '$', "a constant ($1, or = and its value)"));
  }

  void readInlineConstant(const Token &token, unsigned field) {
    std::optional<Node> node = parseConstant(token);
    if (!node)
      return fail("expected a constant", token);
    Constant constant;
    reader.readVariant(*node, constant);
    if (takeReaderError())
      return;
    auto [entry, isNew] = symbols.constants.try_emplace(
        constantKey(constant), uint32_t(module.constants.size()));
    if (isNew)
      module.constants.push_back(std::move(constant));
    setOperand(field, inRange(token, entry->second, 0xFFFF));
  }

  /// @name, @"name", @#3, and the same for externs with &.
  uint32_t reference(const Token &token, char sigil) {
    const Names &names = sigil == '@' ? symbols.functions : symbols.externs;
    if (token.sigil == sigil && token.kind == Token::Kind::Int)
      return numbered<uint32_t>(token, sigil, "a number");
    if (token.sigil == sigil)
      if (auto id = names.find(token.text))
        return *id;
    fail(token.sigil == sigil
             ? "'" + token.text + "' is not defined, or several have that name"
             : std::string("expected ") + sigil + "name",
         token);
    return 0;
  }

  void setFunction(unsigned field, uint32_t id) {
    setOperand(field, uint16_t(id));
    word.flags = uint8_t(id >> 16);
  }

  void readSpawned(const Token &token, unsigned field) {
    if (token.sigil == '%') {
      word.flags = flag::closureForm;
      return setOperand(field, numbered<uint16_t>(token, '%', "a slot"));
    }
    uint32_t id = inRange(token, reference(token, '@'), 0x7FFFFF);
    setOperand(field, uint16_t(id));
    word.flags = uint8_t(id >> 16 << 1);
  }

  //===--------------------------------------------------------------------===//
  // Attributes, overrides, metadata
  //===--------------------------------------------------------------------===//

  void readRest() {
    const Token &token = (*tokens)[next++];
    if (token.is('{'))
      return readMeta(token);
    if (token.sigil == '!' && token.kind == Token::Kind::Word)
      return readOverride(token);
    if (token.isWord() && row)
      return readAttribute(token);
    fail("unexpected operand", token);
  }

  /// The token behind "=", nullptr when there is none.
  const Token *assigned() {
    if (next + 1 >= tokens->size() || !(*tokens)[next].is('='))
      return nullptr;
    next += 2;
    return &(*tokens)[next - 1];
  }

  void readOverride(const Token &token) {
    const Token *value = assigned();
    if (!value)
      return fail("expected = and a number", token);
    if (token.text == "flags")
      overrides.flags = numbered<uint8_t>(*value, 0, "a number");
    else if (token.text == "a")
      overrides.a = numbered<uint16_t>(*value, 0, "a number");
    else if (token.text == "b")
      overrides.b = numbered<uint16_t>(*value, 0, "a number");
    else if (token.text == "c")
      overrides.c = numbered<uint16_t>(*value, 0, "a number");
    else
      fail("expected !flags, !a, !b or !c", token);
  }

  void readAttribute(const Token &token) {
    for (const Attribute &attribute : attributesOf(row->flags))
      if (attribute.word == token.text) {
        word.flags |= uint8_t(encoded(attribute, token));
        return;
      }
    if (row->operands[0].kind == OperandKind::LoopInfo)
      for (const Attribute &attribute : loopAttributes())
        if (attribute.word == token.text) {
          word.a |= uint16_t(encoded(attribute, token));
          return;
        }
    fail("'" + token.text + "' is no attribute of " + std::string(row->name),
         token);
  }

  uint32_t encoded(const Attribute &attribute, const Token &token) {
    const Token *value = assigned();
    if (attribute.form == Attribute::Form::Flag) {
      if (value)
        fail("this attribute takes no value", token);
      return attribute.mask();
    }
    std::optional<uint32_t> bits;
    if (value && value->isPlain(Token::Kind::Int) && !value->negative)
      bits = encodeNumber(attribute, value->magnitude);
    else if (value && value->isWord())
      bits = encodeWord(attribute, value->text);
    if (!bits)
      fail("expected = and a value that fits", token);
    return bits.value_or(0);
  }

  void readMeta(const Token &brace) {
    if (!std::holds_alternative<MetaNone>(meta))
      return fail("the instruction has metadata already", brace);
    Node node = Node::ofKind(Node::Kind::Object, brace.offset);
    if (auto problem = parseMembers(*tokens, next, node)) {
      error = problem;
      return;
    }
    if (next == tokens->size())
      return fail("the brace is not closed on its line", brace);
    ++next;
    nameMeta(node);
    reader.readVariant(node, meta);
    takeReaderError();
  }

  /// Metadata without a type is of the opcode's usual one.
  void nameMeta(Node &node) const {
    for (const text::Member &member : node.members)
      if (member.name == "type")
        return;
    if (row && row->meta != MetaRule::None)
      node.members.push_back(
          {"type",
           Node::ofText(Node::Kind::Word, std::string(usualMeta(row->meta)),
                        node.offset)});
  }

  //===--------------------------------------------------------------------===//

  bool takeReaderError() {
    if (!error)
      error = reader.error;
    return error.has_value();
  }

  void fail(std::string what, const Token &at) {
    if (!error)
      error = Error{std::move(what), at.offset};
  }

  struct Overrides {
    std::optional<uint8_t> flags;
    std::optional<uint16_t> a, b, c;
  };

  Module &module;
  FunctionDef &function;
  CodeSymbols &symbols;
  std::vector<DebugEntry> &entries;
  text::NodeReader reader;
  std::unordered_map<std::string, uint32_t> labels;
  std::optional<Error> error;

  // The line being assembled.
  const std::vector<Token> *tokens = nullptr;
  size_t next = 0;
  uint32_t pc = 0;
  const OpcodeInfo *row = nullptr;
  Instruction word;
  InstrMeta meta;
  Overrides overrides;
};

} // namespace

std::optional<Error> assembly::assembleCode(Module &module,
                                            FunctionDef &function,
                                            const CodeLines &lines,
                                            CodeSymbols &symbols,
                                            std::vector<DebugEntry> &entries) {
  return CodeAssembler(module, function, symbols, entries).run(lines);
}
