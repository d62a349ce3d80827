//===- Constant.h - Exact constants -----------------------------*- C++ -*-===//
//
// Values of constant expressions: booleans, strings, integers of any size and
// exact rationals. Integers that fit 64 bits are stored in place; everything
// else lies in the pool's arena. Values are immutable and never freed one by
// one.
//
// Nothing rounds before a value is converted to a floating-point type. Limits
// (specification, 5.3.4): numerators, denominators and integers of 65,536 bits,
// shift counts of 65,535, strings of 1 MiB, 64 MiB of folded payload per
// package. An operation that would exceed one yields null and sets the pool's
// failure, which the checker reports as E2115.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "frontend/syntax/Token.h"

#include "llvm/ADT/APInt.h"
#include "llvm/Support/Allocator.h"

#include <optional>

namespace vo::fe {

class Constant {
public:
  enum class Kind : uint8_t { Bool, String, Int, Rational };
  Kind kind() const { return which; }

  bool asBool() const;
  /// Bytes, valid UTF-8.
  llvm::StringRef asString() const;
  /// The integer when this is one (also a rational with denominator 1) and
  /// fits; nothing otherwise.
  std::optional<int64_t> asInt64() const;
  std::optional<uint64_t> asUint64() const;
  bool isInteger() const;
  bool isZero() const;
  bool isNegative() const;
  /// Nearest value, ties to even; infinities on overflow.
  double asDouble() const;
  float asFloat() const;
  /// For messages: decimal digits, shortened when long.
  std::string str() const;

private:
  friend class ConstantPool;
  struct Big;
  explicit Constant(Kind which) : which(which), small(0) {}

  Kind which;
  /// Numbers: `big` is valid, not `small`.
  bool isBig = false;
  /// Of `text`.
  uint32_t length = 0;
  union {
    bool boolean;
    int64_t small;
    const char *text;
    const Big *big;
  };
};

/// Makes constants and computes with them.
class ConstantPool {
public:
  explicit ConstantPool(llvm::BumpPtrAllocator &arena);
  ~ConstantPool();

  const Constant *boolean(bool value);
  const Constant *string(llvm::StringRef bytes);
  const Constant *integer(int64_t value);
  const Constant *unsignedInteger(uint64_t value);
  /// Literal text as scanned (prefixes, underscores, exponents); null and a
  /// failure when over the limits.
  const Constant *integerLiteral(llvm::StringRef text);
  const Constant *floatLiteral(llvm::StringRef text);

  /// op is one of + - * / % & | ^ &^ (numbers), + (strings), && || (booleans).
  /// `integerDivision`: / truncates. The caller excludes zero divisors.
  const Constant *binary(Tok op, const Constant *x, const Constant *y,
                         bool integerDivision);
  /// == != < <= > >=
  bool compare(Tok op, const Constant *x, const Constant *y);
  const Constant *shift(Tok op, const Constant *x, uint64_t count);
  /// + - ! ^; for ^ on unsigned types `unsignedBits` is the width, else 0.
  const Constant *unary(Tok op, const Constant *x, unsigned unsignedBits);

  /// Rounded to a float of 32 or 64 bits, as an exact value again; null,
  /// without a failure, on overflow.
  const Constant *roundToFloat(const Constant *x, unsigned bits);
  /// Representable in a signed/unsigned integer of that many bits.
  bool fitsInteger(const Constant *x, unsigned bits, bool isSigned) const;

  /// Message of the last operation that yielded null because of a limit; empty
  /// if there was none. Taking it clears it.
  std::string takeFailure();
  /// A new package starts: its 64 MiB budget is full again.
  void beginPackage();

private:
  struct Impl;
  std::unique_ptr<Impl> impl;
};

} // namespace vo::fe
