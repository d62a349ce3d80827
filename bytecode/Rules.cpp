//===- Rules.cpp - What the decoder itself insists on ---------------------===//

#include "bytecode/Rules.h"

#include <algorithm>

using namespace vo::bc;

/// The first name that occurs twice, quoted into a sentence; empty if none.
static std::string duplicate(std::vector<std::string_view> names,
                             const char *what) {
  std::sort(names.begin(), names.end());
  auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice == names.end())
    return {};
  return std::string("two ") + what + " are named '" + std::string(*twice) +
         "'";
}

template <class Range> static auto namesOf(const Range &range) {
  std::vector<std::string_view> names;
  names.reserve(range.size());
  for (const auto &element : range)
    names.push_back(element.name);
  return names;
}

template <> std::string vo::bc::violation(const StructMeta &record) {
  std::vector<std::string_view> names = namesOf(record.fields);
  std::erase(names, "_");
  return duplicate(std::move(names), "fields");
}

template <> std::string vo::bc::violation(const InterfaceMeta &record) {
  std::string wrong = duplicate(
      {record.methodNames.begin(), record.methodNames.end()}, "method names");
  return wrong.empty() ? duplicate(namesOf(record.methods), "methods") : wrong;
}

template <> std::string vo::bc::violation(const NamedTypeMeta &record) {
  return duplicate(namesOf(record.methods), "methods");
}

template <> std::string vo::bc::violation(const RuntimeStruct &record) {
  std::vector<std::pair<std::string_view, std::string_view>> keys;
  keys.reserve(record.fields.size());
  for (const RuntimeField &field : record.fields)
    if (field.name != "_")
      keys.emplace_back(field.pkg, field.name);
  std::sort(keys.begin(), keys.end());
  auto twice = std::adjacent_find(keys.begin(), keys.end());
  if (twice == keys.end())
    return {};
  return "two fields are named '" + std::string(twice->second) +
         "' in package '" + std::string(twice->first) + "'";
}

template <> std::string vo::bc::violation(const RuntimeInterface &record) {
  return duplicate(namesOf(record.methods), "methods");
}

template <> std::string vo::bc::violation(const FunctionDef &record) {
  if (record.meta.size() != record.code.size())
    return std::to_string(record.meta.size()) + " metadata entries for " +
           std::to_string(record.code.size()) + " instructions";
  if (record.slotTypes.size() != record.localSlots)
    return std::to_string(record.slotTypes.size()) + " slot types for " +
           std::to_string(record.localSlots) + " local slots";
  if (gcScanSlots(record.slotTypes) > 0xFFFF)
    return "an Interface0 slot is too near to the end of the largest frame";
  return {};
}

template <> std::string vo::bc::violation(const ReturnShape &record) {
  return checkReturnShape(record);
}

template <> std::string vo::bc::violation(const ExternDef &record) {
  uint64_t effects = record.allowedEffects;
  if (effects & ~knownExternEffects)
    return "unknown extern effect bits";
  if (record.allows(ExternEffect::UnknownControl) &&
      effects != uint64_t(ExternEffect::UnknownControl))
    return "UnknownControl stands together with other extern effects";
  return {};
}

template <> void vo::bc::canonicalize(NamedTypeMeta &record) {
  // std::string compares as unsigned bytes, which is the order of the format.
  std::sort(
      record.methods.begin(), record.methods.end(),
      [](const MethodInfo &x, const MethodInfo &y) { return x.name < y.name; });
}

/// Length of the well-formed sequence at the front of `text`, 0 if ill-formed.
static size_t sequenceLength(std::string_view text) {
  auto byte = [&](size_t i) { return uint8_t(text[i]); };
  uint8_t lead = byte(0);
  if (lead < 0x80)
    return 1;
  size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length)
    return 0;
  // The second byte's range excludes overlong forms, surrogates and > 10FFFF.
  uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (byte(1) < low || byte(1) > high)
    return 0;
  for (size_t i = 2; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80)
      return 0;
  return length;
}

bool vo::bc::isUtf8(std::string_view text) {
  while (!text.empty()) {
    size_t length = sequenceLength(text);
    if (length == 0)
      return false;
    text.remove_prefix(length);
  }
  return true;
}
