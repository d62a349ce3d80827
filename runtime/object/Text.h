//===- Text.h - Where formatted text goes -----------------------*- C++ -*-===//
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vo::rt {

/// Receiver of text in pieces. Never touches the managed heap.
class TextSink {
public:
  void append(std::string_view text) {
    if (text.empty())
      return;
    written += text.size();
    write(text);
  }

  /// Bytes appended since the sink was made.
  uint64_t size() const { return written; }

protected:
  ~TextSink() = default;

private:
  /// Takes one piece, never an empty one.
  virtual void write(std::string_view text) = 0;

  uint64_t written = 0;
};

/// Collects text in a string of its own.
class TextBuffer final : public TextSink {
public:
  const std::string &text() const { return collected; }

  /// Forgets the text, keeps its memory.
  void clear() { collected.clear(); }

private:
  void write(std::string_view text) override { collected += text; }

  std::string collected;
};

} // namespace vo::rt
