//===- Writer.cpp - A Module to VOB bytes ---------------------------------===//

#include "bytecode/Writer.h"

#include "bytecode/Rules.h"
#include "bytecode/Schema.h"

using namespace vo::bc;

namespace {

/// Visitor of Schema.h that appends the encoding of records. The first failure
/// is kept.
class BinaryWriter {
public:
  Result<std::vector<uint8_t>> run(const Module &module);

  //===--------------------------------------------------------------------===//
  // Visitor
  //===--------------------------------------------------------------------===//

  void text(const char *field, const std::string &value) {
    if (!isUtf8(value))
      fail(field, "the string is not valid UTF-8");
    writeCount(field, value.size());
    if (!failed())
      out.insert(out.end(), value.begin(), value.end());
  }
  void optText(const char *field, const std::optional<std::string> &value) {
    writeInt(uint8_t(value.has_value()));
    if (value)
      text(field, *value);
  }
  void texts(const char *field, const std::vector<std::string> &values) {
    writeVector(field, values,
                [&](const std::string &value) { text("", value); });
  }
  template <class Int> void number(const char *, Int value) {
    writeInt(std::make_unsigned_t<Int>(value));
  }
  void signedNumber(const char *, int64_t value) { writeInt(uint64_t(value)); }
  void bits(const char *, uint64_t value) { writeInt(value); }
  void effects(const char *, uint64_t value) { writeInt(value); }
  void pc(const char *, uint32_t value) { writeInt(value); }
  void id(const char *, uint32_t value, Table) { writeInt(value); }
  void numbers(const char *field, const std::vector<uint16_t> &values) {
    writeVector(field, values, [&](uint16_t value) { writeInt(value); });
  }
  void ids(const char *field, const std::vector<uint32_t> &values, Table) {
    writeVector(field, values, [&](uint32_t value) { writeInt(value); });
  }
  void flag(const char *, bool value) { writeInt(uint8_t(value)); }
  template <class Enum> void enumerator(const char *field, Enum value) {
    if (name(value) == "?")
      fail(field, "unknown enumerator " + std::to_string(unsigned(value)));
    writeInt(uint8_t(value));
  }
  template <class Enum>
  void enumerators(const char *field, const std::vector<Enum> &values) {
    writeVector(field, values, [&](Enum value) { enumerator("", value); });
  }
  void layout(const char *field, const Layout &value) {
    enumerators(field, value);
  }
  template <class Word> void packed(const char *field, Word value) {
    if (!value.valid())
      fail(field, "a packed type word has an unknown kind or the reserved id");
    writeInt(value.raw);
  }
  void packedList(const char *field, const std::vector<ValueRttid> &values) {
    writeVector(field, values, [&](ValueRttid value) { packed("", value); });
  }
  void optId(const char *field, std::optional<uint32_t> value, Table) {
    if (value == 0xFFFFFFFF)
      fail(field, "an optional id of 0xFFFFFFFF cannot be encoded");
    writeInt(value ? *value + 1 : 0);
  }
  void taggedIds(const char *field,
                 const std::vector<std::optional<uint32_t>> &values, Table) {
    writeVector(field, values, [&](std::optional<uint32_t> value) {
      writeInt(uint8_t(value.has_value()));
      if (value)
        writeInt(*value);
    });
  }
  template <class Record> void record(const char *field, const Record &value) {
    path.push_back({field, noIndex});
    body(value);
    path.pop_back();
  }
  template <class Record>
  void optRecord(const char *field, const std::optional<Record> &value) {
    writeInt(uint8_t(value.has_value()));
    if (value)
      record(field, *value);
  }
  template <class Record>
  void records(const char *field, const char *,
               const std::vector<Record> &values) {
    writeVector(field, values, [&](const Record &value) { body(value); });
  }
  template <class Record>
  void lists(const char *field,
             const std::vector<std::vector<Record>> &values) {
    writeVector(field, values, [&](const std::vector<Record> &list) {
      writeVector("", list, [&](const Record &value) { body(value); });
    });
  }
  template <class Variant>
  void variants(const char *field, const char *,
                const std::vector<Variant> &values) {
    writeVector(field, values, [&](const Variant &value) { variant(value); });
  }
  void code(const char *field, const FunctionDef &function) {
    writeVector(field, function.code, [&](const Instruction &instruction) {
      writeInt(instruction.op);
      writeInt(instruction.flags);
      writeInt(instruction.a);
      writeInt(instruction.b);
      writeInt(instruction.c);
    });
    writeVector("meta", function.meta,
                [&](const InstrMeta &value) { variant(value); });
  }

private:
  struct PathStep {
    const char *field;
    size_t index;
  };
  static constexpr size_t noIndex = ~size_t(0);

  bool failed() const { return error.has_value(); }

  void fail(const char *field, const std::string &what) {
    if (failed())
      return;
    std::string where;
    path.push_back({field, noIndex});
    for (const PathStep &step : path) {
      if (*step.field)
        where += (where.empty() ? "" : ".") + std::string(step.field);
      if (step.index != noIndex)
        where += "[" + std::to_string(step.index) + "]";
    }
    path.pop_back();
    error = Error{where + (where.empty() ? "" : ": ") + what, 0};
  }

  template <class Int> void writeInt(Int value) {
    if (failed())
      return;
    if (maxFileSize - out.size() < sizeof(Int))
      return fail("", "the module is larger than 128 MiB");
    for (unsigned i = 0; i < sizeof(Int); ++i)
      out.push_back(uint8_t(value >> (8 * i)));
  }

  /// Writes an element count. Every element takes at least one byte, so a
  /// count beyond the limit fails here.
  void writeCount(const char *field, size_t count) {
    if (count > maxFileSize - out.size())
      return fail(field, "the module is larger than 128 MiB");
    writeInt(uint32_t(count));
  }

  template <class Element, class WriteElement>
  void writeVector(const char *field, const std::vector<Element> &values,
                   WriteElement writeElement) {
    writeCount(field, values.size());
    size_t step = path.size();
    path.push_back({field, noIndex});
    for (size_t i = 0; i < values.size() && !failed(); ++i) {
      path[step].index = i;
      writeElement(values[i]);
    }
    path.pop_back();
  }

  template <class Variant> void variant(const Variant &value) {
    std::visit(
        [&](const auto &alternative) {
          writeInt(alternative.tag);
          body(alternative);
        },
        value);
  }

  template <class Record> void body(const Record &value) {
    std::string wrong = violation(value);
    if (!wrong.empty())
      return fail("", wrong);
    describe(*this, value);
  }
  void body(const NamedTypeMeta &value) {
    NamedTypeMeta sorted = value;
    canonicalize(sorted);
    body<NamedTypeMeta>(sorted);
  }

  std::vector<uint8_t> out;
  std::vector<PathStep> path;
  std::optional<Error> error;
};

} // namespace

Result<std::vector<uint8_t>> BinaryWriter::run(const Module &module) {
  for (char c : std::string_view("VOB"))
    writeInt(uint8_t(c));
  writeInt(formatVersion);
  body(module);
  if (failed())
    return *error;
  return std::move(out);
}

Result<std::vector<uint8_t>> vo::bc::writeModule(const Module &module) {
  return BinaryWriter().run(module);
}
