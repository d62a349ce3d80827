//===- Reader.cpp - VOB bytes to a Module ---------------------------------===//

#include "bytecode/Reader.h"

#include "bytecode/Rules.h"
#include "bytecode/Schema.h"

using namespace vo::bc;

namespace {

/// Visitor of Schema.h that fills records from bytes. The first failure is
/// kept; afterwards every member does nothing.
class BinaryReader {
public:
  explicit BinaryReader(std::span<const uint8_t> bytes) : bytes(bytes) {}

  Result<Module> run();

  //===--------------------------------------------------------------------===//
  // Visitor
  //===--------------------------------------------------------------------===//

  void text(const char *field, std::string &out) {
    Scope scope(*this, field);
    size_t start = pos;
    size_t length = readCount(1, 1);
    if (failed())
      return;
    out.assign(reinterpret_cast<const char *>(bytes.data() + pos), length);
    pos += length;
    if (!isUtf8(out))
      fail("the string is not valid UTF-8", start);
  }
  void optText(const char *field, std::optional<std::string> &out) {
    bool present = false;
    flag(field, present);
    if (present)
      text(field, out.emplace());
  }
  void texts(const char *field, std::vector<std::string> &out) {
    readVector(field, out, 4, [&](std::string &element) { text("", element); });
  }
  template <class Int> void number(const char *field, Int &out) {
    Scope scope(*this, field);
    out = Int(readInt<std::make_unsigned_t<Int>>());
  }
  void signedNumber(const char *field, int64_t &out) { number(field, out); }
  void bits(const char *field, uint64_t &out) { number(field, out); }
  void effects(const char *field, uint64_t &out) { number(field, out); }
  void pc(const char *field, uint32_t &out) { number(field, out); }
  void id(const char *field, uint32_t &out, Table) { number(field, out); }
  void numbers(const char *field, std::vector<uint16_t> &out) {
    readVector(field, out, 2, [&](uint16_t &element) { number("", element); });
  }
  void ids(const char *field, std::vector<uint32_t> &out, Table) {
    readVector(field, out, 4, [&](uint32_t &element) { number("", element); });
  }
  void flag(const char *field, bool &out) {
    Scope scope(*this, field);
    uint8_t byte = readInt<uint8_t>();
    if (byte > 1)
      fail("a bool is " + std::to_string(byte), pos - 1);
    out = byte == 1;
  }
  template <class Enum> void enumerator(const char *field, Enum &out) {
    Scope scope(*this, field);
    uint8_t byte = readInt<uint8_t>();
    if (name(Enum(byte)) == "?")
      fail("unknown enumerator " + std::to_string(byte), pos - 1);
    else
      out = Enum(byte);
  }
  template <class Enum>
  void enumerators(const char *field, std::vector<Enum> &out) {
    readVector(field, out, 1, [&](Enum &element) { enumerator("", element); });
  }
  void layout(const char *field, Layout &out) { enumerators(field, out); }
  template <class Word> void packed(const char *field, Word &out) {
    Scope scope(*this, field);
    out = Word(readInt<uint32_t>());
    if (!failed() && !out.valid())
      fail("a packed type word has an unknown kind or the reserved id",
           pos - 4);
  }
  void packedList(const char *field, std::vector<ValueRttid> &out) {
    readVector(field, out, 4,
               [&](ValueRttid &element) { packed("", element); });
  }
  void optId(const char *field, std::optional<uint32_t> &out, Table) {
    Scope scope(*this, field);
    uint32_t word = readInt<uint32_t>();
    if (word != 0)
      out = word - 1;
  }
  void taggedIds(const char *field, std::vector<std::optional<uint32_t>> &out,
                 Table) {
    readVector(field, out, 1, [&](std::optional<uint32_t> &element) {
      bool present = false;
      flag("", present);
      if (present)
        number("", element.emplace());
    });
  }
  template <class Record> void record(const char *field, Record &out) {
    Scope scope(*this, field);
    body(out);
  }
  template <class Record>
  void optRecord(const char *field, std::optional<Record> &out) {
    bool present = false;
    flag(field, present);
    if (present)
      record(field, out.emplace());
  }
  template <class Record>
  void records(const char *field, const char *, std::vector<Record> &out) {
    // Only the methods of named types are held to their true least size.
    unsigned least = std::is_same_v<Record, MethodInfo> ? 14 : 1;
    readVector(field, out, least, [&](Record &element) { body(element); });
  }
  template <class Record>
  void lists(const char *field, std::vector<std::vector<Record>> &out) {
    readVector(field, out, 1, [&](std::vector<Record> &list) {
      readVector("", list, 1, [&](Record &element) { body(element); });
    });
  }
  template <class Variant>
  void variants(const char *field, const char *, std::vector<Variant> &out) {
    readVector(field, out, 1, [&](Variant &element) { variant(element); });
  }
  void code(const char *field, FunctionDef &function) {
    readVector(field, function.code, 8, [&](Instruction &instruction) {
      instruction.op = readInt<uint8_t>();
      instruction.flags = readInt<uint8_t>();
      instruction.a = readInt<uint16_t>();
      instruction.b = readInt<uint16_t>();
      instruction.c = readInt<uint16_t>();
    });
    readVector("meta", function.meta, 1,
               [&](InstrMeta &element) { variant(element); });
  }

private:
  /// Names a field, or the element of a list, while it is being read.
  struct Scope {
    BinaryReader &reader;
    Scope(BinaryReader &reader, const char *field) : reader(reader) {
      reader.path.push_back({field, noIndex});
    }
    ~Scope() { reader.path.pop_back(); }
  };
  struct PathStep {
    const char *field;
    size_t index;
  };
  static constexpr size_t noIndex = ~size_t(0);

  bool failed() const { return error.has_value(); }

  void fail(const std::string &what, size_t offset) {
    if (failed())
      return;
    std::string where;
    for (const PathStep &step : path) {
      if (*step.field)
        where += (where.empty() ? "" : ".") + std::string(step.field);
      if (step.index != noIndex)
        where += "[" + std::to_string(step.index) + "]";
    }
    error = Error{"byte " + std::to_string(offset) + ": " + where +
                      (where.empty() ? "" : ": ") + what,
                  offset};
    pos = bytes.size();
  }

  template <class Int> Int readInt() {
    if (bytes.size() - pos < sizeof(Int)) {
      fail("unexpected end of file", pos);
      return 0;
    }
    Int value = 0;
    for (unsigned i = 0; i < sizeof(Int); ++i)
      value |= Int(Int(bytes[pos + i]) << (8 * i));
    pos += sizeof(Int);
    return value;
  }

  /// Reads an element count and pays for the elements: `least` is the smallest
  /// encoding of one element, `memory` its size once decoded, in bytes.
  size_t readCount(size_t least, size_t memory) {
    size_t start = pos;
    size_t count = readInt<uint32_t>();
    if (failed())
      return 0;
    size_t left = bytes.size() - pos;
    if (count > left / least) {
      fail("unexpected end of file: " + std::to_string(count) +
               " elements in the last " + std::to_string(left) + " bytes",
           start);
      return 0;
    }
    if (count > budget / memory) {
      fail("the module needs too much memory", start);
      return 0;
    }
    budget -= count * memory;
    return count;
  }

  template <class Element, class ReadElement>
  void readVector(const char *field, std::vector<Element> &out, size_t least,
                  ReadElement readElement) {
    Scope scope(*this, field);
    size_t count = readCount(least, sizeof(Element));
    out.reserve(count);
    size_t step = path.size() - 1;
    for (size_t i = 0; i < count && !failed(); ++i) {
      path[step].index = i;
      readElement(out.emplace_back());
    }
  }

  template <class Variant> void variant(Variant &out) {
    uint8_t tag = readInt<uint8_t>();
    if (failed())
      return;
    if (!emplaceByTag(out, tag))
      return fail("unknown tag " + std::to_string(tag), pos - 1);
    std::visit([&](auto &alternative) { body(alternative); }, out);
  }

  template <class Record> void body(Record &out) {
    size_t start = pos;
    describe(*this, out);
    if (failed())
      return;
    std::string wrong = violation(out);
    if (!wrong.empty())
      return fail(wrong, start);
    canonicalize(out);
  }

  void header();

  std::span<const uint8_t> bytes;
  size_t pos = 0;
  uint64_t budget = decodeBudget;
  std::vector<PathStep> path;
  std::optional<Error> error;
};

} // namespace

void BinaryReader::header() {
  if (bytes.size() > maxFileSize)
    return fail("the file is larger than 128 MiB", 0);
  for (char expected : std::string_view("VOB"))
    if (readInt<uint8_t>() != uint8_t(expected))
      return fail("not a VOB file", 0);
  uint32_t version = readInt<uint32_t>();
  if (!failed() && version != formatVersion)
    fail("VOB version " + std::to_string(version) + ", expected " +
             std::to_string(formatVersion),
         3);
}

Result<Module> BinaryReader::run() {
  Module module;
  header();
  if (!failed())
    body(module);
  if (!failed() && pos != bytes.size())
    fail(std::to_string(bytes.size() - pos) + " bytes after the end", pos);
  if (failed())
    return *error;
  return module;
}

Result<Module> vo::bc::readModule(std::span<const uint8_t> bytes) {
  return BinaryReader(bytes).run();
}
