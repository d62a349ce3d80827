//===- Node.cpp - Parsed text before it becomes records
//--------------------===//

#include "bytecode/text/Node.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

using namespace vo::bc;

text::Node::Node() = default;
text::Node::~Node() = default;
text::Node::Node(const Node &) = default;
text::Node::Node(Node &&) noexcept = default;
text::Node &text::Node::operator=(const Node &) = default;
text::Node &text::Node::operator=(Node &&) noexcept = default;

text::Node text::Node::ofInt(uint64_t magnitude, bool negative,
                             uint64_t offset) {
  Node node = ofKind(Kind::Int, offset);
  node.magnitude = magnitude;
  node.negative = negative;
  return node;
}

text::Node text::Node::ofText(Kind kind, std::string text, uint64_t offset) {
  Node node = ofKind(kind, offset);
  node.text = std::move(text);
  return node;
}

text::Node text::Node::ofBool(bool value, uint64_t offset) {
  Node node = ofKind(Kind::Bool, offset);
  node.boolean = value;
  return node;
}

text::Node text::Node::ofKind(Kind kind, uint64_t offset) {
  Node node;
  node.kind = kind;
  node.offset = offset;
  return node;
}

std::string text::lineColumn(std::string_view source, uint64_t offset) {
  std::string_view before =
      source.substr(0, std::min<uint64_t>(offset, source.size()));
  size_t line = 1 + std::count(before.begin(), before.end(), '\n');
  size_t lineStart = before.rfind('\n');
  size_t column = lineStart == std::string_view::npos
                      ? before.size() + 1
                      : before.size() - lineStart;
  return std::to_string(line) + ":" + std::to_string(column);
}

std::string text::formatDouble(double value) {
  if (!std::isfinite(value))
    return {};
  char buffer[64];
  auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  std::string digits(buffer, end);
  if (digits.find_first_of(".e") == std::string::npos)
    digits += ".0";
  return digits;
}

bool text::parseDouble(std::string_view text, double &value) {
  auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

std::string text::formatBits(uint64_t bits) {
  char buffer[24];
  std::snprintf(buffer, sizeof buffer, "0x%016llx",
                static_cast<unsigned long long>(bits));
  return buffer;
}

bool text::parseBits(std::string_view text, uint64_t &bits) {
  if (!text.starts_with("0x") || text.size() != 18)
    return false;
  auto [end, error] =
      std::from_chars(text.data() + 2, text.data() + text.size(), bits, 16);
  return error == std::errc() && end == text.data() + text.size();
}

std::string text::quote(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (uint8_t(c) < 0x20 || c == 0x7F) {
      char buffer[8];
      std::snprintf(buffer, sizeof buffer, "\\u%04x", unsigned(c));
      out += buffer;
    } else {
      out += c;
    }
  }
  return out + '"';
}
