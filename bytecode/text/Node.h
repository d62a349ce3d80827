//===- Node.h - Parsed text before it becomes records ------------*- C++
//-*-===//
//
// What the JSON and the assembly parser have in common: a tree of values that
// remember where they stood. NodeReader turns it into records.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_TEXT_NODE_H
#define VO_BYTECODE_TEXT_NODE_H

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vo::bc::text {

struct Member;

struct Node {
  Node();
  ~Node();
  Node(const Node &);
  Node(Node &&) noexcept;
  Node &operator=(const Node &);
  Node &operator=(Node &&) noexcept;

  enum class Kind : uint8_t {
    Null,
    Bool,   ///< boolean
    Int,    ///< magnitude and negative
    Float,  ///< number
    String, ///< text, quoted in the source
    Word,   ///< text, not quoted (assembly only)
    Array,  ///< items
    Object, ///< members, in source order, names unique
  };

  Kind kind = Kind::Null;
  bool boolean = false;
  bool negative = false;
  uint64_t magnitude = 0;
  double number = 0;
  std::string text;
  std::vector<Node> items;
  std::vector<Member> members;
  /// Byte offset in the source.
  uint64_t offset = 0;

  bool isText() const { return kind == Kind::String || kind == Kind::Word; }

  static Node ofInt(uint64_t magnitude, bool negative, uint64_t offset);
  static Node ofText(Kind kind, std::string text, uint64_t offset);
  static Node ofBool(bool value, uint64_t offset);
  static Node ofKind(Kind kind, uint64_t offset);
};

struct Member {
  std::string name;
  Node value;
};

/// "line:column" (both from 1, column in bytes) of a byte offset.
std::string lineColumn(std::string_view source, uint64_t offset);

/// Shortest decimal that reads back as the same double, with a point or an
/// exponent so that it is no integer; empty for infinities and NaNs.
std::string formatDouble(double value);

/// The double of a text made by formatDouble or any ordinary decimal; false
/// when the whole text is not one.
bool parseDouble(std::string_view text, double &value);

/// "0x7ff8000000000001" (16 digits) and back.
std::string formatBits(uint64_t bits);
bool parseBits(std::string_view text, uint64_t &bits);

/// Quotes and escapes UTF-8 as a JSON string; assembly uses the same form.
std::string quote(std::string_view text);

} // namespace vo::bc::text

#endif // VO_BYTECODE_TEXT_NODE_H
