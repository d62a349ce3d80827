//===- RecordPrinter.h - Records as assembly lines ---------------*- C++
//-*-===//
//
// Prints any record of Schema.h as
//
//   keyword #index "name" field=value flag {
//     one-element-of-a-list-field ...
//   }
//
// Fields with their derived value (text/Derived.h) are left out.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_ASSEMBLY_RECORDPRINTER_H
#define VO_BYTECODE_ASSEMBLY_RECORDPRINTER_H

#include "bytecode/assembly/Names.h"
#include "bytecode/text/Derived.h"
#include "bytecode/text/Node.h"

#include <functional>

namespace vo::bc::assembly {

/// "[R V*3 I F]": slot types with repetition, I for an interface pair.
std::string printLayout(const Layout &layout);

/// Visitor that appends " field=value" for the fields which fit on a line, and
/// remembers whether there are lists that do not.
template <class Record> class FieldPrinter {
public:
  /// `label` spells a pc.
  FieldPrinter(const Record &owner, const Names &functions,
               const std::function<std::string(uint32_t)> &label)
      : owner(owner), functions(functions), label(label) {}

  std::string out;
  bool hasLists = false;

  void text(std::string_view field, const std::string &value) {
    if (field == "name")
      out += " " + text::quote(value);
    else if (!value.empty())
      put(field, text::quote(value));
  }
  void optText(const char *field, const std::optional<std::string> &value) {
    if (value)
      put(field, text::quote(*value));
  }
  void texts(const char *field, const std::vector<std::string> &values) {
    if (values != text::derivedTexts(owner, field))
      putList(field, values, [](auto &value) { return text::quote(value); });
  }
  template <class Int> void number(const char *field, Int value) {
    if (int64_t(value) != text::derivedNumber(owner, field))
      put(field, std::to_string(value));
  }
  void numbers(const char *field, const std::vector<uint16_t> &values) {
    putOptionalList(field, values,
                    [](uint16_t value) { return std::to_string(value); });
  }
  void flag(const char *field, bool value) {
    if (value)
      out += std::string(" ") + field;
  }
  template <class Enum> void enumerator(const char *field, Enum value) {
    put(field, std::string(name(value)));
  }
  template <class Enum>
  void enumerators(const char *field, const std::vector<Enum> &values) {
    putOptionalList(field, values,
                    [](Enum value) { return std::string(name(value)); });
  }
  void layout(const char *field, const Layout &value) {
    if (!value.empty())
      put(field, printLayout(value));
  }
  template <class Word> void packed(const char *field, Word value) {
    put(field, spell(value));
  }
  void packedList(const char *field, const std::vector<ValueRttid> &values) {
    putOptionalList(field, values,
                    [&](ValueRttid value) { return spell(value); });
  }
  void id(const char *field, uint32_t value, Table table) {
    put(field, spell(value, table));
  }
  void ids(const char *field, const std::vector<uint32_t> &values,
           Table table) {
    putOptionalList(field, values,
                    [&](uint32_t value) { return spell(value, table); });
  }
  void optId(const char *field, std::optional<uint32_t> value, Table table) {
    if (value)
      id(field, *value, table);
  }
  void taggedIds(const char *field,
                 const std::vector<std::optional<uint32_t>> &values,
                 Table table) {
    putOptionalList(field, values, [&](std::optional<uint32_t> value) {
      return value ? spell(*value, table) : "none";
    });
  }
  void pc(const char *field, uint32_t value) { put(field, label(value)); }
  void effects(const char *field, uint64_t value) {
    std::vector<ExternEffect> set;
    for (unsigned bit = 0; bit < numExternEffects; ++bit)
      if (value >> bit & 1)
        set.push_back(ExternEffect(uint64_t(1) << bit));
    enumerators(field, set);
  }
  template <class Inner> void record(const char *field, const Inner &value) {
    FieldPrinter<Inner> inner(value, functions, label);
    describe(inner, value);
    std::string members = inner.out.empty() ? "" : inner.out.substr(1);
    put(field, "{" + members + "}");
  }
  template <class Inner>
  void optRecord(const char *field, const std::optional<Inner> &value) {
    if (value)
      record(field, *value);
  }
  template <class List>
  void records(const char *, const char *, const List &values) {
    hasLists |= !values.empty();
  }
  void code(const char *, const FunctionDef &) { hasLists = true; }
  // Printed by their owners in forms of their own.
  void signedNumber(const char *, int64_t) {}
  void bits(const char *, uint64_t) {}

private:
  void put(std::string_view field, const std::string &value) {
    out += " " + std::string(field) + "=" + value;
  }
  template <class Values, class Spell>
  void putList(const char *field, const Values &values, Spell spell) {
    std::string list;
    for (const auto &value : values)
      list += (list.empty() ? "" : " ") + spell(value);
    put(field, "[" + list + "]");
  }
  template <class Values, class Spell>
  void putOptionalList(const char *field, const Values &values, Spell spell) {
    if (!values.empty())
      putList(field, values, spell);
  }
  std::string spell(uint32_t value, Table table) const {
    return table == Table::Functions ? functions.spell('@', value)
                                     : std::to_string(value);
  }
  template <class Tag> static std::string spell(detail::PackedWord<Tag> value) {
    bool bare =
        std::is_same_v<detail::PackedWord<Tag>, ValueMeta> && value.id() == 0;
    std::string kind(name(value.kind()));
    return bare ? kind : kind + ":" + std::to_string(value.id());
  }

  const Record &owner;
  const Names &functions;
  const std::function<std::string(uint32_t)> &label;
};

} // namespace vo::bc::assembly

#endif // VO_BYTECODE_ASSEMBLY_RECORDPRINTER_H
