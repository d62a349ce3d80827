//===- ToJson.cpp - A Module to JSON text
//----------------------------------===//

#include "bytecode/Schema.h"
#include "bytecode/json/Json.h"
#include "bytecode/text/Node.h"

using namespace vo::bc;
using namespace vo::bc::text;

namespace {

/// Visitor of Schema.h that prints. Big records have one field per line and
/// their lists one element per line; everything inside an element stands on
/// its line.
class JsonWriter {
public:
  std::string out;

  template <class Record> void print(const Record &record) {
    constexpr bool expanded =
        std::is_same_v<Record, Module> || std::is_same_v<Record, FunctionDef> ||
        std::is_same_v<Record, WellKnown> || std::is_same_v<Record, DebugInfo>;
    begin('{', expanded);
    describe(*this, record);
    end('}');
  }

  //===--------------------------------------------------------------------===//
  // Visitor
  //===--------------------------------------------------------------------===//

  void text(const char *field, const std::string &value) {
    key(field);
    out += quote(value);
  }
  void optText(const char *field, const std::optional<std::string> &value) {
    if (value)
      text(field, *value);
  }
  void texts(const char *field, const std::vector<std::string> &values) {
    list(field, values, false,
         [&](const std::string &value) { out += quote(value); });
  }
  template <class Int> void number(const char *field, Int value) {
    key(field);
    out += std::to_string(value);
  }
  void signedNumber(const char *field, int64_t value) { number(field, value); }
  void pc(const char *field, uint32_t value) { number(field, value); }
  void id(const char *field, uint32_t value, Table) { number(field, value); }
  void numbers(const char *field, const std::vector<uint16_t> &values) {
    list(field, values, false,
         [&](uint16_t value) { out += std::to_string(value); });
  }
  void ids(const char *field, const std::vector<uint32_t> &values, Table) {
    list(field, values, false,
         [&](uint32_t value) { out += std::to_string(value); });
  }
  void flag(const char *field, bool value) {
    key(field);
    out += value ? "true" : "false";
  }
  template <class Enum> void enumerator(const char *field, Enum value) {
    key(field);
    enumerator(value);
  }
  template <class Enum>
  void enumerators(const char *field, const std::vector<Enum> &values) {
    list(field, values, false, [&](Enum value) { enumerator(value); });
  }
  void layout(const char *field, const Layout &value) {
    enumerators(field, value);
  }
  template <class Word> void packed(const char *field, Word value) {
    key(field);
    packed(value);
  }
  void packedList(const char *field, const std::vector<ValueRttid> &values) {
    list(field, values, false, [&](ValueRttid value) { packed(value); });
  }
  void optId(const char *field, std::optional<uint32_t> value, Table) {
    if (value)
      number(field, *value);
  }
  void taggedIds(const char *field,
                 const std::vector<std::optional<uint32_t>> &values, Table) {
    list(field, values, false, [&](std::optional<uint32_t> value) {
      out += value ? std::to_string(*value) : "null";
    });
  }
  void effects(const char *field, uint64_t value) {
    std::vector<ExternEffect> set;
    for (unsigned bit = 0; bit < numExternEffects; ++bit)
      if (value >> bit & 1)
        set.push_back(ExternEffect(uint64_t(1) << bit));
    enumerators(field, set);
  }
  template <class Record> void record(const char *field, const Record &value) {
    key(field);
    print(value);
  }
  template <class Record>
  void optRecord(const char *field, const std::optional<Record> &value) {
    if (value)
      record(field, *value);
  }
  template <class Record>
  void records(const char *field, const char *,
               const std::vector<Record> &values) {
    list(field, values, level().expanded,
         [&](const Record &value) { print(value); });
  }
  template <class Record>
  void lists(const char *field,
             const std::vector<std::vector<Record>> &values) {
    list(field, values, level().expanded,
         [&](const std::vector<Record> &inner) {
           begin('[', false);
           for (const Record &value : inner) {
             separate();
             print(value);
           }
           end(']');
         });
  }
  template <class Variant>
  void variants(const char *field, const char *,
                const std::vector<Variant> &values) {
    list(field, values, level().expanded,
         [&](const Variant &value) { variant(value); });
  }
  void code(const char *field, const FunctionDef &function) {
    size_t pc = 0;
    list(field, function.code, true, [&](const Instruction &word) {
      instruction(word, function.meta[pc++]);
    });
  }
  void bits(const char *, uint64_t) {} // only in constants, see variant()

private:
  /// An object or list that is being printed.
  struct Level {
    bool expanded;
    bool empty = true;
  };

  Level &level() { return levels.back(); }

  void begin(char bracket, bool expanded) {
    out += bracket;
    levels.push_back({expanded});
  }
  void end(char bracket) {
    Level closed = level();
    levels.pop_back();
    if (closed.expanded && !closed.empty)
      newLine();
    out += bracket;
  }
  void newLine() {
    out += '\n';
    size_t depth = 0;
    for (const Level &open : levels)
      depth += open.expanded;
    out.append(depth, ' ');
  }
  void separate() {
    if (!level().empty)
      out += level().expanded ? "," : ", ";
    level().empty = false;
    if (level().expanded)
      newLine();
  }
  void key(const char *field) {
    separate();
    out += quote(field) + ": ";
  }
  template <class Values, class Print>
  void list(const char *field, const Values &values, bool expanded,
            Print print) {
    key(field);
    begin('[', expanded);
    for (const auto &value : values) {
      separate();
      print(value);
    }
    end(']');
  }

  template <class Enum> void enumerator(Enum value) {
    out += quote(name(value));
  }
  template <class Word> void packed(Word value) {
    out += quote(std::string(name(value.kind())) + ":" +
                 std::to_string(value.id()));
  }

  template <class Variant> void variant(const Variant &value) {
    std::visit(
        [&](const auto &alternative) {
          begin('{', false);
          key("type");
          out += quote(alternative.name);
          describe(*this, alternative);
          end('}');
        },
        value);
  }
  void variant(const Constant &value) {
    if (auto *boolean = std::get_if<ConstBool>(&value))
      out += boolean->value ? "true" : "false";
    else if (auto *integer = std::get_if<ConstInt>(&value))
      out += std::to_string(integer->value);
    else if (auto *string = std::get_if<ConstString>(&value))
      out += quote(string->value);
    else if (auto *number = std::get_if<ConstFloat>(&value))
      floating(*number);
    else
      out += "null";
  }
  void floating(ConstFloat number) {
    std::string digits = formatDouble(number.value());
    if (digits.empty())
      digits = quote(formatBits(number.bits));
    out += "{\"float\": " + digits + "}";
  }

  void instruction(const Instruction &word, const InstrMeta &meta) {
    begin('{', false);
    key("op");
    if (word.opcode() == Opcode::Invalid)
      out += std::to_string(word.op);
    else
      out += quote(name(word.opcode()));
    number("flags", word.flags);
    number("a", word.a);
    number("b", word.b);
    number("c", word.c);
    if (!std::holds_alternative<MetaNone>(meta)) {
      key("meta");
      variant(meta);
    }
    end('}');
  }

  std::vector<Level> levels;
};

} // namespace

std::string vo::bc::toJson(const Module &module) {
  JsonWriter writer;
  writer.print(module);
  return std::move(writer.out) + "\n";
}
