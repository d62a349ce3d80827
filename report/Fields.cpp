//===- Fields.cpp - Members of JSON objects, with positions ---------------===//

#include "report/Fields.h"

#include "bytecode/json/JsonParser.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"

using llvm::StringRef;

namespace vo::report {

/// "file:line:column: message".
static std::string located(StringRef file, StringRef source, uint64_t offset,
                           const llvm::Twine &message) {
  return (file + ":" + bc::text::lineColumn(source, offset) + ": " + message)
      .str();
}

Fields::Fields(StringRef file, StringRef text) : file(file), source(text) {
  auto parsed = bc::text::parseJson(text);
  if (parsed)
    top = std::move(parsed.value());
  else
    problem =
        located(file, text, parsed.error().offset, parsed.error().message);
}

const Fields::Node *Fields::root() {
  if (problem)
    return nullptr;
  if (top.kind == Node::Kind::Object)
    return &top;
  fail(top, "this must be an object");
  return nullptr;
}

llvm::Error Fields::takeError() {
  if (!problem)
    return llvm::Error::success();
  return llvm::createStringError(llvm::inconvertibleErrorCode(), *problem);
}

void Fields::fail(const Node &where, const llvm::Twine &message) {
  if (!problem)
    problem = located(file, source, where.offset, message);
}

const Fields::Node *Fields::find(const Node &object, StringRef name) const {
  for (const bc::text::Member &member : object.members)
    if (member.name == name)
      return &member.value;
  return nullptr;
}

const Fields::Node *Fields::member(const Node &object, StringRef name,
                                   Node::Kind kind, StringRef kindName) {
  const Node *found = find(object, name);
  if (!found)
    fail(object, "member '" + name + "' is missing");
  else if (found->kind != kind)
    fail(*found, "'" + name + "' must be " + kindName);
  return found && found->kind == kind ? found : nullptr;
}

std::string Fields::textOf(const Node &node, StringRef name) {
  bool isPlain = llvm::none_of(
      node.text, [](char c) { return c >= 0 && c < ' ' && c != '\t'; });
  if (!isPlain)
    fail(node, "'" + name + "' has a control character");
  return isPlain ? node.text : std::string();
}

std::string Fields::text(const Node &object, StringRef name) {
  const Node *found = member(object, name, Node::Kind::String, "a string");
  return found ? textOf(*found, name) : std::string();
}

std::optional<uint64_t> Fields::optionalNumber(const Node &object,
                                               StringRef name, uint64_t most) {
  if (!find(object, name))
    return std::nullopt;
  return number(object, name, most);
}

uint64_t Fields::number(const Node &object, StringRef name, uint64_t most) {
  const Node *found = member(object, name, Node::Kind::Int, "a whole number");
  if (!found)
    return 0;
  if (!found->negative && found->magnitude <= most)
    return found->magnitude;
  fail(*found, "'" + name + "' must be from 0 to " + llvm::Twine(most));
  return 0;
}

void Fields::forEach(const Node &object, StringRef name,
                     llvm::function_ref<void(const Node &)> visit) {
  const Node *found = member(object, name, Node::Kind::Array, "an array");
  if (!found)
    return;
  for (const Node &item : found->items) {
    if (item.kind == Node::Kind::Object)
      visit(item);
    else
      fail(item, "items of '" + name + "' must be objects");
    if (problem)
      return;
  }
}

std::vector<std::string> Fields::texts(const Node &object, StringRef name) {
  std::vector<std::string> result;
  const Node *found = member(object, name, Node::Kind::Array, "an array");
  if (!found)
    return result;
  for (const Node &item : found->items) {
    if (item.kind == Node::Kind::String)
      result.push_back(textOf(item, name));
    else
      fail(item, "items of '" + name + "' must be strings");
  }
  return result;
}

const Fields::Node *Fields::object(const Node &parent, StringRef name) {
  return member(parent, name, Node::Kind::Object, "an object");
}

} // namespace vo::report
