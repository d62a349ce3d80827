//===- CheckRoundTrip.cpp - All round trips of one module
//------------------===//

#include "bytecode/testing/CheckRoundTrip.h"

#include "bytecode/Reader.h"
#include "bytecode/Writer.h"
#include "bytecode/assembly/Assembly.h"
#include "bytecode/json/Json.h"

#include <algorithm>

using namespace vo::bc;

/// Compares a module with what reading one of its text forms gave, and the
/// text with what printing that gives.
static std::string compare(const std::string &form, const Module &module,
                           const std::string &text, Result<Module> again,
                           std::string (*print)(const Module &)) {
  if (!again)
    return form + " cannot be read back: " + again.error().message;
  if (!(*again == module))
    return "module -> " + form + " -> module gives another module";
  if (print(*again) != text)
    return form + " -> module -> " + form + " gives another text";
  return {};
}

std::string testing::checkTextForms(const Module &module) {
  std::string json = toJson(module);
  std::string wrong = compare("JSON", module, json, fromJson(json), toJson);
  if (!wrong.empty())
    return wrong;
  std::string text = disassemble(module);
  return compare("assembly", module, text, assemble(text), disassemble);
}

std::string testing::checkRoundTrip(std::span<const uint8_t> bytes) {
  Result<Module> module = readModule(bytes);
  if (!module)
    return "cannot be read: " + module.error().message;
  Result<std::vector<uint8_t>> written = writeModule(*module);
  if (!written)
    return "cannot be written: " + written.error().message;
  if (!std::equal(bytes.begin(), bytes.end(), written->begin(), written->end()))
    return "VOB -> module -> VOB gives other bytes";
  return checkTextForms(*module);
}
