//===- JsonParser.cpp - JSON text to a Node tree
//---------------------------===//

#include "bytecode/json/JsonParser.h"

#include <algorithm>
#include <nlohmann/json.hpp>

using namespace vo::bc;
using namespace vo::bc::text;

namespace {

/// Input iterator that counts what the lexer has taken, so that values can
/// remember where they are.
struct CountingIterator {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char *;
  using reference = const char &;

  const char *at;
  uint64_t *count;

  reference operator*() const { return *at; }
  CountingIterator &operator++() {
    ++at;
    ++*count;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator old = *this;
    ++*this;
    return old;
  }
  bool operator==(const CountingIterator &other) const {
    return at == other.at;
  }
  bool operator!=(const CountingIterator &other) const {
    return at != other.at;
  }
};

/// Receives the parser's events and builds the tree.
class Builder : public nlohmann::json_sax<nlohmann::json> {
public:
  static constexpr size_t maxDepth = 32;

  Builder(std::string_view source, const uint64_t &taken)
      : source(source), taken(taken) {}

  Node root;
  std::optional<Error> error;

  bool null() override { return add(Node::ofKind(Node::Kind::Null, here(4))); }
  bool boolean(bool value) override {
    return add(Node::ofBool(value, here(value ? 4 : 5)));
  }
  bool number_integer(number_integer_t value) override {
    bool negative = value < 0;
    uint64_t magnitude = negative ? 0 - uint64_t(value) : uint64_t(value);
    return add(Node::ofInt(magnitude, negative, hereNumber()));
  }
  bool number_unsigned(number_unsigned_t value) override {
    return add(Node::ofInt(value, false, hereNumber()));
  }
  bool number_float(number_float_t value, const string_t &) override {
    Node node = Node::ofKind(Node::Kind::Float, hereNumber());
    node.number = value;
    return add(std::move(node));
  }
  bool string(string_t &value) override {
    return add(Node::ofText(Node::Kind::String, value, hereString()));
  }
  bool binary(binary_t &) override { return false; }
  bool start_object(std::size_t) override {
    return push(Node::ofKind(Node::Kind::Object, here(1)));
  }
  bool start_array(std::size_t) override {
    return push(Node::ofKind(Node::Kind::Array, here(1)));
  }
  bool key(string_t &name) override {
    open.back()->members.push_back({name, Node::ofKind({}, hereString())});
    return true;
  }
  bool end_object() override { return namesAreUnique() && pop(); }
  bool end_array() override { return pop(); }
  bool parse_error(std::size_t position, const std::string &,
                   const nlohmann::detail::exception &problem) override {
    // "[json.exception.parse_error.101] parse error at …: what"
    std::string what = problem.what();
    if (size_t at = what.find("syntax error"); at != what.npos)
      what = what.substr(at);
    error = Error{what, position ? position - 1 : 0};
    return false;
  }

private:
  /// Offset of a token of `length` bytes that has just been taken.
  uint64_t here(uint64_t length) const {
    return taken >= length ? taken - length : 0;
  }
  /// The lexer takes one more byte after a number, to see its end.
  uint64_t hereNumber() const {
    uint64_t at = std::min<uint64_t>(taken, source.size());
    auto isNumber = [](char c) {
      return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' ||
             c == 'e' || c == 'E';
    };
    if (at > 0 && !isNumber(source[at - 1]))
      --at;
    while (at > 0 && isNumber(source[at - 1]))
      --at;
    return at;
  }
  /// Start of the string that ends here. A quote after an odd number of
  /// backslashes belongs to the string.
  uint64_t hereString() const {
    uint64_t at = here(1);
    while (at > 0) {
      --at;
      if (source[at] != '"')
        continue;
      uint64_t slashes = 0;
      while (slashes < at && source[at - 1 - slashes] == '\\')
        ++slashes;
      if (slashes % 2 == 0)
        return at;
    }
    return 0;
  }

  Node *place(Node node) {
    if (open.empty()) {
      root = std::move(node);
      return &root;
    }
    Node *parent = open.back();
    if (parent->kind == Node::Kind::Array) {
      parent->items.push_back(std::move(node));
      return &parent->items.back();
    }
    parent->members.back().value = std::move(node);
    return &parent->members.back().value;
  }
  bool add(Node node) {
    place(std::move(node));
    return true;
  }
  bool push(Node node) {
    if (open.size() == maxDepth) {
      error = Error{"nested too deeply", node.offset};
      return false;
    }
    open.push_back(place(std::move(node)));
    return true;
  }
  bool pop() {
    open.pop_back();
    return true;
  }
  bool namesAreUnique() {
    const auto &members = open.back()->members;
    std::vector<std::string_view> names;
    for (const auto &[name, member] : members)
      names.push_back(name);
    std::sort(names.begin(), names.end());
    auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice == names.end())
      return true;
    uint64_t offset = open.back()->offset;
    error =
        Error{"two members are named '" + std::string(*twice) + "'", offset};
    return false;
  }

  std::string_view source;
  const uint64_t &taken;
  /// Objects and arrays not yet ended. Only the innermost one's list grows, so
  /// the pointers stay valid.
  std::vector<Node *> open;
};

} // namespace

Result<Node> vo::bc::text::parseJson(std::string_view source) {
  uint64_t taken = 0;
  Builder builder(source, taken);
  CountingIterator begin{source.data(), &taken};
  CountingIterator end{source.data() + source.size(), &taken};
  if (nlohmann::json::sax_parse(begin, end, &builder))
    return std::move(builder.root);
  if (builder.error)
    return *builder.error;
  return Error{"not a JSON text", 0};
}
