//===- Constant.cpp - Exact constants ---------------------------------------===//
//
// Numbers are signed two's-complement integers of minimal width, or fractions
// of two in lowest terms with a positive denominator above 1.
//
//===----------------------------------------------------------------------===//

#include "frontend/constant/Constant.h"

#include "frontend/constant/Rational.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <deque>

using namespace vo::fe;
using llvm::APInt;

struct Constant::Big {
  Rational value;
};

bool Constant::asBool() const {
  assert(which == Kind::Bool);
  return boolean;
}

llvm::StringRef Constant::asString() const {
  assert(which == Kind::String);
  return {text, length};
}

std::optional<int64_t> Constant::asInt64() const {
  if (which != Kind::Int || isBig)
    return std::nullopt;
  return small;
}

std::optional<uint64_t> Constant::asUint64() const {
  if (which != Kind::Int)
    return std::nullopt;
  if (!isBig)
    return small < 0 ? std::nullopt : std::optional<uint64_t>(small);
  const APInt &number = big->value.num;
  if (number.isNegative() || number.getActiveBits() > 64)
    return std::nullopt;
  return number.getZExtValue();
}

bool Constant::isInteger() const { return which == Kind::Int; }

bool Constant::isZero() const {
  return which == Kind::Int && !isBig && small == 0;
}

bool Constant::isNegative() const {
  if (which == Kind::Int && !isBig)
    return small < 0;
  return isBig && big->value.num.isNegative();
}

double Constant::asDouble() const {
  return isBig ? big->value.toDouble(doubleFormat)
               : Rational::of(small).toDouble(doubleFormat);
}

float Constant::asFloat() const {
  return float(isBig ? big->value.toDouble(floatFormat)
                     : Rational::of(small).toDouble(floatFormat));
}

std::string Constant::str() const {
  constexpr unsigned longestExact = 256; // bits
  switch (which) {
  case Kind::Bool:
    return boolean ? "true" : "false";
  case Kind::String: {
    std::string escaped;
    llvm::raw_string_ostream os(escaped);
    constexpr size_t longest = 40;
    os << '"';
    llvm::printEscapedString(asString().take_front(longest), os);
    os << (length > longest ? "...\"" : "\"");
    return escaped;
  }
  case Kind::Int:
    if (!isBig)
      return std::to_string(small);
    if (big->value.num.getBitWidth() <= longestExact)
      return llvm::toString(big->value.num, 10, /*Signed=*/true);
    return "a number of " + std::to_string(big->value.num.getBitWidth()) +
           " bits";
  case Kind::Rational: {
    char digits[32];
    snprintf(digits, sizeof digits, "%g", asDouble());
    return digits;
  }
  }
  return "";
}

//===----------------------------------------------------------------------===//
// Pool
//===----------------------------------------------------------------------===//

namespace {
constexpr unsigned maxBits = 65536;
constexpr uint64_t maxShift = 65535;
constexpr size_t maxString = 1u << 20;
constexpr uint64_t packageBudget = uint64_t(64) << 20;
} // namespace

struct ConstantPool::Impl {
  explicit Impl(llvm::BumpPtrAllocator &arena) : arena(arena) {}

  Constant *make(Constant::Kind kind) {
    return new (arena.Allocate<Constant>()) Constant(kind);
  }
  const Constant *fail(llvm::StringRef message) {
    failure = message.str();
    return nullptr;
  }
  /// Takes payload off the package's budget.
  bool charge(uint64_t bytes) {
    if (bytes > budget) {
      fail("constant expressions of the package exceed 64 MiB");
      return false;
    }
    budget -= bytes;
    return true;
  }
  const Constant *number(Rational value);
  static Rational rational(const Constant *constant) {
    return constant->isBig ? constant->big->value
                           : Rational::of(constant->small);
  }

  llvm::BumpPtrAllocator &arena;
  /// Not in the arena: they own memory.
  std::deque<Constant::Big> bigs;
  const Constant *truth[2] = {};
  std::string failure;
  uint64_t budget = packageBudget;
};

const Constant *ConstantPool::Impl::number(Rational value) {
  if (value.num.getBitWidth() > maxBits + 1 ||
      value.den.getActiveBits() > maxBits)
    return fail("constant exceeds 65536 bits");
  bool whole = value.isInteger();
  Constant *constant =
      make(whole ? Constant::Kind::Int : Constant::Kind::Rational);
  if (whole && value.num.getSignificantBits() <= 64) {
    constant->small = value.num.getSExtValue();
    return constant;
  }
  if (!charge((value.num.getBitWidth() + value.den.getBitWidth()) / 8))
    return nullptr;
  constant->isBig = true;
  constant->big = &bigs.emplace_back(Constant::Big{std::move(value)});
  return constant;
}

ConstantPool::ConstantPool(llvm::BumpPtrAllocator &arena)
    : impl(std::make_unique<Impl>(arena)) {
  for (bool value : {false, true}) {
    Constant *constant = impl->make(Constant::Kind::Bool);
    constant->boolean = value;
    impl->truth[value] = constant;
  }
}

ConstantPool::~ConstantPool() = default;

const Constant *ConstantPool::boolean(bool value) { return impl->truth[value]; }

const Constant *ConstantPool::string(llvm::StringRef bytes) {
  if (bytes.size() > maxString)
    return impl->fail("string constant exceeds 1 MiB");
  if (!impl->charge(bytes.size()))
    return nullptr;
  Constant *constant = impl->make(Constant::Kind::String);
  constant->text = bytes.copy(impl->arena).data();
  constant->length = uint32_t(bytes.size());
  return constant;
}

const Constant *ConstantPool::integer(int64_t value) {
  Constant *constant = impl->make(Constant::Kind::Int);
  constant->small = value;
  return constant;
}

const Constant *ConstantPool::unsignedInteger(uint64_t value) {
  if (value <= uint64_t(INT64_MAX))
    return integer(int64_t(value));
  return impl->number(Rational::ofInteger(APInt(65, value)));
}

const Constant *ConstantPool::integerLiteral(llvm::StringRef text) {
  // The common case: a short decimal number.
  if (text.size() <= 18 && text.front() != '0') {
    int64_t value = 0;
    for (char c : text)
      if (c != '_')
        value = value * 10 + (c - '0');
    return integer(value);
  }
  std::optional<APInt> value = parseIntegerLiteral(text, maxBits);
  if (!value)
    return impl->fail("integer constant exceeds 65536 bits");
  return impl->number(Rational::ofInteger(std::move(*value)));
}

const Constant *ConstantPool::floatLiteral(llvm::StringRef text) {
  std::optional<Rational> value = parseFloatLiteral(text, maxBits);
  if (!value)
    return impl->fail("floating-point constant exceeds 65536 bits");
  return impl->number(std::move(*value));
}

namespace {

/// The operations on 64-bit operands that cannot overflow in `__int128`.
std::optional<__int128> smallBinary(Tok op, int64_t x, int64_t y,
                                    bool integerDivision) {
  switch (op) {
  case Tok::Plus:
    return __int128(x) + y;
  case Tok::Minus:
    return __int128(x) - y;
  case Tok::Star:
    return __int128(x) * y;
  case Tok::Slash:
    if (integerDivision)
      return __int128(x) / y;
    return std::nullopt;
  case Tok::Percent:
    return __int128(x) % y;
  case Tok::And:
    return x & y;
  case Tok::Or:
    return x | y;
  case Tok::Xor:
    return x ^ y;
  case Tok::AndNot:
    return x & ~y;
  default:
    return std::nullopt;
  }
}

Rational bigBinary(Tok op, const Rational &x, const Rational &y,
                   bool integerDivision) {
  switch (op) {
  case Tok::Plus:
    return add(x, y);
  case Tok::Minus:
    return add(x, negate(y));
  case Tok::Star:
    return multiply(x, y);
  case Tok::Slash:
    return integerDivision ? quotient(x, y) : divide(x, y);
  case Tok::Percent:
    return remainder(x, y);
  default:
    return bitwise(op, x, y);
  }
}

} // namespace

const Constant *ConstantPool::binary(Tok op, const Constant *x,
                                     const Constant *y, bool integerDivision) {
  if (x->kind() == Constant::Kind::String) {
    if (x->length + uint64_t(y->length) > maxString)
      return impl->fail("string constant exceeds 1 MiB");
    llvm::SmallString<128> both(x->asString());
    both += y->asString();
    return string(both);
  }
  if (x->kind() == Constant::Kind::Bool)
    return boolean(op == Tok::AndAnd ? x->asBool() && y->asBool()
                                     : x->asBool() || y->asBool());
  if (!x->isBig && !y->isBig)
    if (auto value = smallBinary(op, x->small, y->small, integerDivision);
        value && *value >= INT64_MIN && *value <= INT64_MAX)
      return integer(int64_t(*value));
  return impl->number(
      bigBinary(op, Impl::rational(x), Impl::rational(y), integerDivision));
}

bool ConstantPool::compare(Tok op, const Constant *x, const Constant *y) {
  int order;
  if (x->kind() == Constant::Kind::String)
    order = x->asString().compare(y->asString());
  else if (x->kind() == Constant::Kind::Bool)
    order = int(x->asBool()) - int(y->asBool());
  else if (!x->isBig && !y->isBig)
    order = x->small < y->small ? -1 : x->small > y->small;
  else
    order = vo::fe::compare(Impl::rational(x), Impl::rational(y));
  switch (op) {
  case Tok::EqEq:
    return order == 0;
  case Tok::NotEq:
    return order != 0;
  case Tok::Less:
    return order < 0;
  case Tok::LessEq:
    return order <= 0;
  case Tok::Greater:
    return order > 0;
  default:
    return order >= 0;
  }
}

const Constant *ConstantPool::shift(Tok op, const Constant *x, uint64_t count) {
  if (op == Tok::Shl) {
    if (count > maxShift)
      return impl->fail("constant shift count exceeds 65535");
    if (!x->isBig && x->small == 0)
      return x;
    APInt number = Impl::rational(x).num;
    number = number.sext(unsigned(number.getBitWidth() + count));
    return impl->number(Rational::ofInteger(number.shl(unsigned(count))));
  }
  if (!x->isBig)
    return integer(count >= 64 ? (x->small < 0 ? -1 : 0) : x->small >> count);
  APInt number = x->big->value.num;
  unsigned limited =
      unsigned(std::min<uint64_t>(count, number.getBitWidth() - 1));
  return impl->number(Rational::ofInteger(number.ashr(limited)));
}

const Constant *ConstantPool::unary(Tok op, const Constant *x,
                                    unsigned unsignedBits) {
  switch (op) {
  case Tok::Not:
    return boolean(!x->asBool());
  case Tok::Minus:
    return impl->number(negate(Impl::rational(x)));
  case Tok::Xor: {
    // ~x is -x - 1; on unsigned types the bits within the width.
    Rational flipped = add(negate(Impl::rational(x)), Rational::of(-1));
    if (unsignedBits) {
      APInt mask = APInt::getLowBitsSet(unsignedBits + 1, unsignedBits);
      flipped = bitwise(Tok::And, flipped, Rational::ofInteger(mask));
    }
    return impl->number(std::move(flipped));
  }
  default:
    return x;
  }
}

const Constant *ConstantPool::roundToFloat(const Constant *x, unsigned bits) {
  double value = bits == 32 ? x->asFloat() : x->asDouble();
  if (value - value != 0) // infinite
    return nullptr;
  return impl->number(Rational::ofDouble(value));
}

bool ConstantPool::fitsInteger(const Constant *x, unsigned bits,
                               bool isSigned) const {
  if (x->kind() != Constant::Kind::Int)
    return false;
  if (!x->isBig) {
    if (isSigned)
      return bits >= 64 || llvm::isIntN(bits, x->small);
    return x->small >= 0 &&
           (bits >= 64 || llvm::isUIntN(bits, uint64_t(x->small)));
  }
  const APInt &number = x->big->value.num;
  if (isSigned)
    return number.getSignificantBits() <= bits;
  return !number.isNegative() && number.getActiveBits() <= bits;
}

std::string ConstantPool::takeFailure() {
  return std::exchange(impl->failure, std::string());
}

void ConstantPool::beginPackage() { impl->budget = packageBudget; }
