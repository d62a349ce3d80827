//===- NodeReader.cpp - Node trees to records
//------------------------------===//

#include "bytecode/text/NodeReader.h"

#include <bit>
#include <charconv>

using namespace vo::bc;
using namespace vo::bc::text;

const Node *NodeReader::take(std::string_view field) {
  if (failed())
    return nullptr;
  Frame &frame = frames.back();
  const auto &members = frame.node->members;
  for (size_t i = 0; i < members.size(); ++i)
    if (members[i].name == field) {
      frame.used[i] = true;
      return &members[i].value;
    }
  frame.absent.push_back(field);
  return nullptr;
}

const char *NodeReader::listName(const char *field, const char *one) const {
  if (singularLists && !failed())
    for (const auto &[key, member] : frames.back().node->members)
      if (key == one)
        return one;
  return field;
}

bool NodeReader::open(const Node &node) {
  if (node.kind != Node::Kind::Object) {
    fail(node, "expected an object");
    return false;
  }
  frames.push_back({&node, std::vector<bool>(node.members.size()), {}});
  // A variant's own name, already looked at by readVariant.
  for (size_t i = 0; i < node.members.size(); ++i)
    if (node.members[i].name == "type")
      frames.back().used[i] = true;
  return true;
}

void NodeReader::close() {
  Frame &frame = frames.back();
  for (size_t i = 0; i < frame.used.size(); ++i)
    if (!frame.used[i])
      fail(frame.node->members[i].value,
           "unknown field '" + frame.node->members[i].name + "'");
  frames.pop_back();
}

void NodeReader::readText(const Node &node, std::string &out) {
  if (node.kind != Node::Kind::String)
    return fail(node, "expected a string");
  if (!isUtf8(node.text))
    return fail(node, "the string is not valid UTF-8");
  out = node.text;
}

/// Slots of one layout word: a name, "I" for an interface pair, or either
/// followed by "*count".
bool NodeReader::readSlots(const Node &node, Layout &out) {
  if (!node.isText())
    return false;
  std::string_view word = node.text;
  size_t count = 1;
  if (size_t star = word.find('*'); star != word.npos) {
    std::string_view digits = word.substr(star + 1);
    auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), count);
    if (error != std::errc() || end != digits.data() + digits.size() ||
        count > 0xFFFF || count > repetitionBudget)
      return false;
    repetitionBudget -= count;
    word = word.substr(0, star);
  }
  Layout unit;
  if (word == "I")
    unit = {SlotType::Interface0, SlotType::Interface1};
  for (unsigned i = 0; i < numSlotTypes && unit.empty(); ++i)
    if (word == abbreviation(SlotType(i)) || word == name(SlotType(i)))
      unit = {SlotType(i)};
  for (size_t i = 0; i < count; ++i)
    out.insert(out.end(), unit.begin(), unit.end());
  return !unit.empty();
}

void NodeReader::readLayout(const Node &node, Layout &out) {
  if (node.kind != Node::Kind::Array)
    return fail(node, "expected a list of slot types");
  for (const Node &item : node.items)
    if (!readSlots(item, out))
      return fail(item, "expected a slot type");
}

void NodeReader::readId(const Node &node, uint32_t &out, Table table) {
  if (!node.isText())
    return readNumber(node, out);
  std::optional<uint32_t> id;
  if (resolve)
    id = resolve(table, node.text);
  if (!id)
    return fail(node, "'" + node.text + "' is not defined");
  out = *id;
}

template <class Word>
static std::string parsePacked(const Node &node, Word &out, bool idRequired) {
  if (!node.isText())
    return "expected Kind:id";
  std::string_view text = node.text;
  size_t colon = text.find(':');
  auto kind = fromName<ValueKind>(text.substr(0, colon));
  if (!kind)
    return "unknown value kind in '" + node.text + "'";
  uint32_t id = 0;
  if (colon != text.npos) {
    const char *last = text.data() + text.size();
    auto [end, error] = std::from_chars(text.data() + colon + 1, last, id);
    if (error != std::errc() || end != last || id >= Word::invalidId)
      return "bad id in '" + node.text + "'";
  } else if (idRequired) {
    return "expected Kind:id";
  }
  out = Word(*kind, id);
  return {};
}

void NodeReader::readPacked(const Node &node, ValueMeta &out) {
  std::string wrong = parsePacked(node, out, /*idRequired=*/false);
  if (!wrong.empty())
    fail(node, wrong);
}

void NodeReader::readPacked(const Node &node, ValueRttid &out) {
  std::string wrong = parsePacked(node, out, /*idRequired=*/true);
  if (!wrong.empty())
    fail(node, wrong);
}

void NodeReader::pc(const char *field, uint32_t &out) {
  const Node *node = take(field);
  if (!node)
    return;
  if (!node->isText())
    return readNumber(*node, out);
  std::optional<uint32_t> target;
  if (resolveLabel)
    target = resolveLabel(node->text);
  if (!target)
    return fail(*node, "label '" + node->text + "' is not defined");
  out = *target;
}

void NodeReader::effects(const char *field, uint64_t &out) {
  const Node *node = take(field);
  if (!node)
    return;
  if (node->kind != Node::Kind::Array)
    return fail(*node, "expected a list of effects");
  for (const Node &item : node->items) {
    auto effect =
        item.isText() ? fromName<ExternEffect>(item.text) : std::nullopt;
    if (!effect)
      return fail(item, "expected the name of an extern effect");
    out |= uint64_t(*effect);
  }
}

/// A float is a number, or its bits as text.
void NodeReader::readFloat(const Node &node, uint64_t &bits) {
  if (node.kind == Node::Kind::Float) {
    bits = std::bit_cast<uint64_t>(node.number);
  } else if (node.kind == Node::Kind::Int) {
    double value = double(node.magnitude);
    bits = std::bit_cast<uint64_t>(node.negative ? -value : value);
  } else if (!node.isText() || !parseBits(node.text, bits)) {
    fail(node, "expected a number or 16 hexadecimal digits after 0x");
  }
}

void NodeReader::readVariant(const Node &node, Constant &out) {
  switch (node.kind) {
  case Node::Kind::Null:
    out = ConstNil{};
    return;
  case Node::Kind::Bool:
    out = ConstBool{node.boolean};
    return;
  case Node::Kind::Int:
    return readNumber(node, out.emplace<ConstInt>().value);
  case Node::Kind::Float:
    return readFloat(node, out.emplace<ConstFloat>().bits);
  case Node::Kind::String:
    return readText(node, out.emplace<ConstString>().value);
  case Node::Kind::Object:
    if (node.members.size() == 1 && node.members[0].name == "float")
      return readFloat(node.members[0].value, out.emplace<ConstFloat>().bits);
    break;
  default:
    break;
  }
  fail(node, "expected a constant");
}
