//===- Result.h - Errors as values -------------------------------*- C++
//-*-===//
//
// Everything in this room that can fail on bad input returns a Result. Nothing
// here throws or aborts on input.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_RESULT_H
#define VO_BYTECODE_RESULT_H

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace vo::bc {

/// Why reading, writing, parsing or checking failed.
struct Error {
  /// A full sentence part without a trailing newline. The text forms (JSON,
  /// assembly) begin it with "line:column: ".
  std::string message;
  /// Byte offset into the input the error is about; 0 when there is no input.
  uint64_t offset = 0;

  bool operator==(const Error &) const = default;
};

/// A value or an Error. The caller tests it before looking inside; `value()`
/// of a failed result and `error()` of a successful one are programming errors.
template <class T> class [[nodiscard]] Result {
public:
  Result(T value) : val(std::move(value)) {}
  Result(Error error) : err(std::move(error)) {}

  explicit operator bool() const { return val.has_value(); }
  bool ok() const { return val.has_value(); }

  T &value() & { return *val; }
  const T &value() const & { return *val; }
  T &&value() && { return std::move(*val); }
  T &operator*() { return *val; }
  const T &operator*() const { return *val; }
  T *operator->() { return &*val; }
  const T *operator->() const { return &*val; }

  const Error &error() const { return *err; }

private:
  std::optional<T> val;
  std::optional<Error> err;
};

} // namespace vo::bc

#endif // VO_BYTECODE_RESULT_H
