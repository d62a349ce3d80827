//===- NodeReader.h - Node trees to records ----------------------*- C++
//-*-===//
//
// Visitor of Schema.h for both text forms. Every member of an object must be a
// field of the record (misspelt names are errors); absent fields get the
// values of Derived.h; the rules of Rules.h are checked.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_TEXT_NODEREADER_H
#define VO_BYTECODE_TEXT_NODEREADER_H

#include "bytecode/Result.h"
#include "bytecode/Rules.h"
#include "bytecode/text/Derived.h"
#include "bytecode/text/Node.h"

#include <functional>
#include <limits>

namespace vo::bc::text {

class NodeReader {
public:
  /// Meaning of a name where an id is wanted; nullopt when it has none.
  using Resolve =
      std::function<std::optional<uint32_t>(Table, std::string_view name)>;
  /// Meaning of a label where a pc is wanted.
  using ResolveLabel = std::function<std::optional<uint32_t>(std::string_view)>;
  /// Fills code and meta of a function from its "code" member.
  using ReadCode =
      std::function<void(NodeReader &, const Node &code, FunctionDef &)>;

  Resolve resolve;
  ResolveLabel resolveLabel;
  ReadCode readCode;
  /// Lists of records may also be given under the name of one element, as
  /// blocks of assembly lines are.
  bool singularLists = false;

  /// How many more slots repetition ("V*900") may make.
  uint64_t repetitionBudget = maxFileSize;

  /// The first failure; its message has no position yet.
  std::optional<Error> error;

  bool failed() const { return error.has_value(); }
  void fail(const Node &at, std::string what) {
    if (!failed())
      error = Error{std::move(what), at.offset};
  }

  /// Fills a record from an object.
  template <class Record> void read(const Node &node, Record &out);

  /// Replaces a variant by what an object with a "type" member describes.
  template <class Variant> void readVariant(const Node &node, Variant &out);
  /// Constants have shorter forms: null, true, 1, "text", {"float": …}.
  void readVariant(const Node &node, Constant &out);

  template <class Int> void readNumber(const Node &node, Int &out);

  /// The member of the record being read, nullptr (and noted as absent) when
  /// there is none.
  const Node *take(std::string_view field);

  //===--------------------------------------------------------------------===//
  // Visitor
  //===--------------------------------------------------------------------===//

  void text(const char *field, std::string &out) {
    if (const Node *node = take(field))
      readText(*node, out);
  }
  void optText(const char *field, std::optional<std::string> &out) {
    if (const Node *node = take(field))
      readText(*node, out.emplace());
  }
  void texts(const char *field, std::vector<std::string> &out) {
    readList(field, out, [&](const Node &node, std::string &element) {
      readText(node, element);
    });
  }
  template <class Int> void number(const char *field, Int &out) {
    if (const Node *node = take(field))
      readNumber(*node, out);
  }
  void signedNumber(const char *field, int64_t &out) { number(field, out); }
  void numbers(const char *field, std::vector<uint16_t> &out) {
    readList(field, out, [&](const Node &node, uint16_t &element) {
      readNumber(node, element);
    });
  }
  void flag(const char *field, bool &out) {
    if (const Node *node = take(field)) {
      if (node->kind != Node::Kind::Bool)
        return fail(*node, "expected true or false");
      out = node->boolean;
    }
  }
  template <class Enum> void enumerator(const char *field, Enum &out) {
    if (const Node *node = take(field))
      readEnumerator(*node, out);
  }
  template <class Enum>
  void enumerators(const char *field, std::vector<Enum> &out) {
    readList(field, out, [&](const Node &node, Enum &element) {
      readEnumerator(node, element);
    });
  }
  void layout(const char *field, Layout &out) {
    if (const Node *node = take(field))
      readLayout(*node, out);
  }
  template <class Word> void packed(const char *field, Word &out) {
    if (const Node *node = take(field))
      readPacked(*node, out);
  }
  void packedList(const char *field, std::vector<ValueRttid> &out) {
    readList(field, out, [&](const Node &node, ValueRttid &element) {
      readPacked(node, element);
    });
  }
  void id(const char *field, uint32_t &out, Table table) {
    if (const Node *node = take(field))
      readId(*node, out, table);
  }
  void ids(const char *field, std::vector<uint32_t> &out, Table table) {
    readList(field, out, [&](const Node &node, uint32_t &element) {
      readId(node, element, table);
    });
  }
  void optId(const char *field, std::optional<uint32_t> &out, Table table) {
    const Node *node = take(field);
    if (node && node->kind != Node::Kind::Null)
      readId(*node, out.emplace(), table);
  }
  void taggedIds(const char *field, std::vector<std::optional<uint32_t>> &out,
                 Table table) {
    readList(field, out,
             [&](const Node &node, std::optional<uint32_t> &element) {
               if (node.kind != Node::Kind::Null)
                 readId(node, element.emplace(), table);
             });
  }
  void pc(const char *field, uint32_t &out);
  void effects(const char *field, uint64_t &out);
  void bits(const char *field, uint64_t &out) {
    if (const Node *node = take(field))
      readFloat(*node, out);
  }
  template <class Record> void record(const char *field, Record &out) {
    if (const Node *node = take(field))
      read(*node, out);
  }
  template <class Record>
  void optRecord(const char *field, std::optional<Record> &out) {
    const Node *node = take(field);
    if (node && node->kind != Node::Kind::Null)
      read(*node, out.emplace());
  }
  template <class Record>
  void records(const char *field, const char *one, std::vector<Record> &out) {
    readList(listName(field, one), out,
             [&](const Node &node, Record &element) { read(node, element); });
  }
  template <class Record>
  void lists(const char *field, std::vector<std::vector<Record>> &out) {
    readList(field, out, [&](const Node &node, std::vector<Record> &list) {
      readItems(node, list,
                [&](const Node &n, Record &element) { read(n, element); });
    });
  }
  template <class Variant>
  void variants(const char *field, const char *one, std::vector<Variant> &out) {
    readList(listName(field, one), out,
             [&](const Node &node, Variant &element) {
               readVariant(node, element);
             });
  }
  /// Where instructions are no member of the function, as in assembly, the
  /// field is one that nobody knows.
  void code(const char *field, FunctionDef &function) {
    if (!readCode)
      return;
    if (const Node *node = take(field))
      readCode(*this, *node, function);
  }

private:
  /// The object being read, and which of its members have been asked for.
  struct Frame {
    const Node *node;
    std::vector<bool> used;
    std::vector<std::string_view> absent;
  };

  const char *listName(const char *field, const char *one) const;
  bool open(const Node &node);
  void close();
  void readText(const Node &node, std::string &out);
  void readLayout(const Node &node, Layout &out);
  bool readSlots(const Node &node, Layout &out);
  void readId(const Node &node, uint32_t &out, Table table);
  void readFloat(const Node &node, uint64_t &bits);
  void readPacked(const Node &node, ValueMeta &out);
  void readPacked(const Node &node, ValueRttid &out);

  template <class Enum> void readEnumerator(const Node &node, Enum &out) {
    std::optional<Enum> value =
        node.isText() ? fromName<Enum>(node.text) : std::nullopt;
    if (value)
      out = *value;
    else
      fail(node, node.isText() ? "unknown enumerator '" + node.text + "'"
                               : "expected the name of an enumerator");
  }

  template <class Element, class ReadElement>
  void readItems(const Node &node, std::vector<Element> &out,
                 ReadElement readElement) {
    if (node.kind != Node::Kind::Array)
      return fail(node, "expected a list");
    out.reserve(node.items.size());
    for (const Node &item : node.items) {
      if (failed())
        return;
      readElement(item, out.emplace_back());
    }
  }
  template <class Element, class ReadElement>
  void readList(const char *field, std::vector<Element> &out,
                ReadElement readElement) {
    if (const Node *node = take(field))
      readItems(*node, out, readElement);
  }

  std::vector<Frame> frames;
};

template <class Int> void NodeReader::readNumber(const Node &node, Int &out) {
  if (node.kind != Node::Kind::Int)
    return fail(node, "expected an integer");
  using Limits = std::numeric_limits<Int>;
  if (node.negative) {
    uint64_t most = std::is_signed_v<Int> ? uint64_t(Limits::max()) + 1 : 0;
    if (node.magnitude > most)
      return fail(node, "the integer is out of range");
    out = Int(0 - node.magnitude);
    return;
  }
  if (node.magnitude > uint64_t(Limits::max()))
    return fail(node, "the integer is out of range");
  out = Int(node.magnitude);
}

template <class Record> void NodeReader::read(const Node &node, Record &out) {
  if (failed() || !open(node))
    return;
  describe(*this, out);
  FillAbsent<Record> fill{out, frames.back().absent};
  describe(fill, out);
  close();
  if (failed())
    return;
  std::string wrong = violation(out);
  if (!wrong.empty())
    return fail(node, wrong);
  canonicalize(out);
}

template <class Variant>
void NodeReader::readVariant(const Node &node, Variant &out) {
  const Node *type = nullptr;
  for (const auto &[key, member] : node.members)
    if (key == "type")
      type = &member;
  if (!type || !type->isText())
    return fail(node, "expected an object with a type");
  if (!emplaceByName(out, type->text))
    return fail(*type, "unknown type '" + type->text + "'");
  std::visit([&](auto &alternative) { read(node, alternative); }, out);
}

} // namespace vo::bc::text

#endif // VO_BYTECODE_TEXT_NODEREADER_H
