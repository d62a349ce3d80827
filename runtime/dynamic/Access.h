//===- Access.h - One dynamic access ----------------------------*- C++ -*-===//
//
// x~>name, x~>[key], their assignments, and calls. Looked up in this order:
//
//   the protocol method of the type (DynAttr and so on)
//   a field: of structs and pointers to them a member that is visible to
//   dynamic
//     access, else a method as a function value; of maps with string keys an
//     entry; of other types with a name a method
//   an element: of slices, arrays, strings and maps
//
// An access may collect, and call functions of the program, which may do
// anything; a panic in one becomes the access's error.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/dynamic/Failure.h"
#include "runtime/dynamic/Values.h"

#include <array>

namespace vo::rt::dynamic {

/// Numbers of the types that results are expected to have; 0 for any.
using ExpectedTypes = std::span<const uint32_t>;

class Access {
public:
  explicit Access(Context &context)
      : context(context), types(context), value(context), error(context) {}

  // Each gives whether it succeeded: then what it got is `result`, else there
  // is a `failure`.
  bool getField(const Iface &base, const Str &name);
  bool getIndex(const Iface &base, const Iface &key);
  bool setField(const Iface &base, const Str &name, const Iface &newValue);
  bool setIndex(const Iface &base, const Iface &key, const Iface &newValue);
  /// Makes the result one of the type, without converting numbers.
  bool expect(uint32_t rttid);
  /// The values and the elements of a slice, one after the other.
  bool spread(const Slice &values, const Iface &last, Slice &all);

  /// Calls a function, or a method, with arguments, a []any. The results go to
  /// `pairs`, words of a frame that the collector traces, in which the headers
  /// of the types stand that are expected, or 0.
  bool call(const Iface &function, const Slice &arguments,
            std::span<uint64_t> pairs);
  bool callMethod(const Iface &base, const Str &name, const Slice &arguments,
                  std::span<uint64_t> pairs);

  /// Valid until the next call that may collect.
  const Iface &result() const { return value; }
  const Iface &failure() const { return error; }

private:
  using Protocol = abi::DynamicProtocol;

  bool fail(Failure failure, std::string_view detail);
  bool fail(Failure failure, Str detail);
  bool failWithFormat(Failure failure, const char *format, ...)
      __attribute__((format(printf, 3, 4)));

  bool checkName(const Str &name, Failure malformed);
  const DynamicType *typeOf(const Iface &base) const {
    return types.find(rttidOf(uint64_t(base.header)));
  }
  /// The struct that a struct or pointer to one leads to; null for others.
  const DynamicType *structOf(const Iface &base) const;
  /// The type of a map's, array's or slice's parts behind names.
  const DynamicType &containerOf(const Iface &base) const {
    return types.underlying(*typeOf(base));
  }

  // Fields and methods.
  enum class Use : uint8_t { Get, Set };
  /// Finds the field: `place` is the struct that it lies in.
  const DynamicMember *findField(const Iface &base, const Str &name,
                                 Rooted<Ref> &place, Use use);
  bool getMethod(const Iface &base, const Str &name);
  void bind(const DynamicMember &method, const Iface &receiver);

  // Elements.
  bool checkIndex(const Iface &key, uint64_t length, const char *outside,
                  uint64_t &index);
  bool getSliceElement(const Iface &base, const Iface &key);
  bool setSliceElement(const Iface &base, const Iface &key,
                       const Rooted<Iface> &newValue);
  bool getArrayElement(const Iface &base, const Iface &key);
  bool getStringByte(const Iface &base, const Iface &key);
  bool getMapEntry(const Iface &base, const Iface &key, Failure wrongKey);
  bool setMapEntry(const Iface &base, const Iface &key,
                   const Rooted<Iface> &newValue, Failure wrongKey,
                   bool isField);
  bool hasStringKeys(const Iface &base, const char *nilMap);
  Iface stringKey(const Str &name);

  // Protocols and calls.
  const DynamicMember *protocolOf(const Iface &base, Protocol protocol) const;
  template <typename Call> bool runProtocol(Call &&call);
  template <typename... Args>
  bool getByProtocol(const DynamicMember &method, const Iface &base,
                     const Args &...args);
  template <typename... Args>
  bool setByProtocol(const DynamicMember &method, const Iface &base,
                     const Args &...args);
  template <typename Body> bool runCatching(Body &body);
  bool failWithPanic(const Iface &panic);
  bool callByProtocol(const DynamicMember &method, const Iface &function,
                      const Slice &arguments, std::span<uint64_t> pairs);
  bool callFunction(const Iface &function, const Slice &arguments,
                    std::span<uint64_t> pairs);
  bool checkResults(const DynamicType &function,
                    std::span<const uint64_t> pairs);
  bool checkCount(const DynamicType &function, int64_t count);
  bool makeArguments(const DynamicType &function, const Rooted<Slice> &from,
                     Rooted<Ref> &object);
  bool makeRest(const DynamicType &sliceType, const Rooted<Slice> &from,
                int64_t first, Rooted<Slice> &rest);
  bool storeResults(const DynamicType &function, const Rooted<Ref> &object,
                    std::span<uint64_t> pairs);
  Iface argument(const Slice &from, int64_t index) const;

  Context &context;
  Types types;
  Rooted<Iface> value, error;
};

} // namespace vo::rt::dynamic
