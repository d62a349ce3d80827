//===- Encode.h - Values as text --------------------------------*- C++ -*-===//
//
// Walks through values of any type. Values inside of others are not asked how
// they encode themselves; members of maps come in the order of their keys'
// bytes.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/Entries.h"
#include "runtime/std/encoding/Document.h"
#include "runtime/std/encoding/Format.h"

#include <string_view>

namespace vo::rt::encoding {

/// Writes what a value is made of. What gives a text says by null that it is
/// written, or why there is no such value in the format, in a constant.
class Sink {
public:
  explicit Sink(const Format &format) : format(format) {}
  virtual ~Sink() = default;

  virtual const char *null() = 0;
  virtual void boolean(bool value) = 0;
  virtual const char *integer(int64_t value) = 0;
  virtual const char *integer(uint64_t value) = 0;
  virtual const char *number(float value) = 0;
  virtual const char *number(double value) = 0;
  /// A string, or a time by what it says.
  virtual const char *string(std::string_view value, TokenKind kind) = 0;
  virtual void beginObject() = 0;
  virtual const char *beginMember(std::string_view name, bool isFirst) = 0;
  virtual void endMember() = 0;
  virtual void endObject() = 0;
  virtual void beginArray() = 0;
  virtual void beginElement(bool isFirst) = 0;
  virtual void endArray() = 0;

  const Format &format;
};

/// Gives null, or why there is no text, in a constant. Never collects.
const char *encode(Context &context, const Iface &value, Sink &sink);

} // namespace vo::rt::encoding
