//===- TermTexts.cpp - Terms in messages and dumps ------------------------===//

#include "bytecode/typing/Terms.h"

using namespace vo::bc;
using namespace vo::bc::typing;

std::string Universe::structName(uint32_t id) const {
  if (id < structNames.size() && !structNames[id].empty())
    return structNames[id];
  return "struct#" + std::to_string(id);
}

std::string Universe::rowText(RowId id, unsigned depth) const {
  const Row &row = rowOf(id);
  if (row.structMeta != none)
    return structName(row.structMeta);
  if (depth == 0)
    return "{…}";
  static constexpr unsigned maxLeaves = 12;
  std::string out = "{";
  unsigned count = 0;
  auto add = [&](TermId leaf) {
    if (count++ >= maxLeaves || kind(leaf) == TermKind::IfaceData)
      return;
    if (out.size() > 1)
      out += ", ";
    out += text(leaf, depth - 1);
  };
  uint32_t next = 0;
  for (TermId leaf : row.closed)
    add(leaf);
  for (auto [index, leaf] : row.open) {
    if (index != next && count < maxLeaves)
      out += (out.size() > 1 ? ", @" : "@") + std::to_string(index);
    next = index + 1;
    add(leaf);
  }
  if (row.isOpen || count > maxLeaves)
    out += out.size() > 1 ? ", …" : "…";
  return out + "}";
}

static std::string_view packingText(Packing packing) {
  static constexpr std::string_view names[] = {
      "?",     "",       "int8",   "int16",   "int32",
      "uint8", "uint16", "uint32", "float32", "nothing"};
  return names[unsigned(packing)];
}

std::string Universe::text(TermId id, unsigned depth) const {
  const Term &t = term(id);
  switch (t.kind) {
  case TermKind::Pointer:
    return "*" + rowText(t.rows[0], depth);
  case TermKind::Array:
    return "array[" + (t.length ? std::to_string(t.length) : "") + "]" +
           rowText(t.rows[0], depth);
  case TermKind::Slice:
    return "[]" + rowText(t.rows[0], depth);
  case TermKind::Map:
    return "map[" + rowText(t.rows[0], depth) + "]" + rowText(t.rows[1], depth);
  case TermKind::MapIterator:
    return "iterator[" + rowText(t.rows[0], depth) + "]" +
           rowText(t.rows[1], depth);
  case TermKind::Channel:
    return "chan " + rowText(t.rows[0], depth);
  case TermKind::Port:
    return "port " + rowText(t.rows[0], depth);
  case TermKind::Queue:
    return "queue " + rowText(t.rows[0], depth);
  case TermKind::Closure:
    return "func" + rowText(t.rows[0], depth) + " " + rowText(t.rows[1], depth);
  case TermKind::IfaceHeader:
    if (t.interface == none)
      return "interface";
    if (t.interface == 0)
      return "any";
    if (!module.interfaceMetas[t.interface].name.empty())
      return module.interfaceMetas[t.interface].name;
    return "interface#" + std::to_string(t.interface);
  case TermKind::Value:
    if (t.packing > Packing::Slots)
      return std::string(packingText(t.packing));
    return std::string(name(t.kind));
  case TermKind::Float:
    return t.bits ? "float" + std::to_string(t.bits) : "float";
  default:
    return std::string(name(t.kind));
  }
}
