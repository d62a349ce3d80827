//===- Call.cpp - Calls of what an access finds ---------------------------===//
//
// Functions of any type are called by the code that their type has in the
// module (abi::DynamicCall); protocol methods, whose types are known, as
// natives call back (std/Call.h). What is said there of C++ between compiled
// frames holds here: nothing in these frames owns anything.
//
//===----------------------------------------------------------------------===//

#include "runtime/dynamic/Access.h"

#include "runtime/gc/Heap.h"
#include "runtime/object/Slice.h"
#include "runtime/object/String.h"
#include "runtime/panic/Unwind.h"
#include "runtime/std/Call.h"

using namespace vo;
using namespace vo::rt;
using namespace vo::rt::dynamic;

/// "prefix" before or "suffix" behind a string. May collect.
static Str concat(Context &context, const Str &left, const Str &right) {
  return vo_rt_string_concat(left, right, &context);
}

//===----------------------------------------------------------------------===//
// Panics
//===----------------------------------------------------------------------===//

bool Access::failWithPanic(const Iface &panic) {
  bool isString = rt::kindOf(uint64_t(panic.header)) == ValueKind::String;
  Str text = isString ? unboxString(panic.reference) : Str{};
  if (text.length == 0)
    text = constantString("panic");
  return fail(Failure::BadCall,
              concat(context, constantString("closure panicked: "), text));
}

/// Runs the body, which calls functions of the program; a panic there becomes
/// the failure.
template <typename Body> bool Access::runCatching(Body &body) {
  Iface panic{};
  auto run = [](void *argument) { (*static_cast<Body *>(argument))(); };
  return rt::runCatching(context, run, &body, panic) || failWithPanic(panic);
}

//===----------------------------------------------------------------------===//
// Protocols
//===----------------------------------------------------------------------===//

const DynamicMember *Access::protocolOf(const Iface &base,
                                        Protocol protocol) const {
  const DynamicType *type = typeOf(base);
  uint32_t member =
      type ? type->protocols[unsigned(protocol)] : abi::kNoDynamic;
  return member == abi::kNoDynamic ? nullptr : &types.member(member);
}

template <typename... Args>
bool Access::getByProtocol(const DynamicMember &method, const Iface &base,
                           const Args &...args) {
  bind(method, base);
  Rooted<Ref> closure(context, value->reference);
  Iface got{}, failed{};
  auto body = [&] {
    std::tie(got, failed) =
        rt::call<Iface, Iface>(context, closure, args.get()...);
  };
  if (!runCatching(body))
    return false;
  value.set(failed.header ? Iface{} : anyOf(got));
  error.set(failed);
  return failed.header == 0;
}

template <typename... Args>
bool Access::setByProtocol(const DynamicMember &method, const Iface &base,
                           const Args &...args) {
  bind(method, base);
  Rooted<Ref> closure(context, value->reference);
  Iface failed{};
  auto body = [&] {
    failed = rt::call<Iface>(context, closure, args.get()...);
  };
  if (!runCatching(body))
    return false;
  value.set({});
  error.set(failed);
  return failed.header == 0;
}

// Access.cpp and Elements.cpp need these.
template bool Access::getByProtocol(const DynamicMember &, const Iface &,
                                    const Rooted<Str> &);
template bool Access::getByProtocol(const DynamicMember &, const Iface &,
                                    const Rooted<Iface> &);
template bool Access::getByProtocol(const DynamicMember &, const Iface &,
                                    const Rooted<Slice> &);
template bool Access::setByProtocol(const DynamicMember &, const Iface &,
                                    const Rooted<Str> &, const Rooted<Iface> &);
template bool Access::setByProtocol(const DynamicMember &, const Iface &,
                                    const Rooted<Iface> &,
                                    const Rooted<Iface> &);

//===----------------------------------------------------------------------===//
// Signatures
//===----------------------------------------------------------------------===//

/// Number of the type that a header in a pair stands for; none for any.
static uint32_t expectedType(std::span<const uint64_t> pairs, size_t result) {
  return rttidOf(pairs[2 * result]);
}

static size_t resultCount(std::span<const uint64_t> pairs) {
  return pairs.size() / 2;
}

bool Access::checkResults(const DynamicType &function,
                          std::span<const uint64_t> pairs) {
  std::span<const uint32_t> results = types.numbers(function.results);
  if (results.size() != resultCount(pairs))
    return failWithFormat(
        Failure::SigMismatch,
        "return count mismatch: expected %zu return value(s), function returns "
        "%zu (hint: adjust LHS variable count to match function signature)",
        resultCount(pairs), results.size());
  for (size_t i = 0; i < results.size(); ++i) {
    uint32_t wanted = expectedType(pairs, i);
    const DynamicType *target = types.find(wanted);
    if (pairs[2 * i] == 0 ||
        (target && types.isAssignable(results[i], *target)))
      continue;
    return failWithFormat(
        Failure::TypeMismatch,
        "dynamic return %zu type mismatch: expected %s RTTID %u, got %s RTTID "
        "%u",
        i, nameOf(rt::kindOf(pairs[2 * i])), wanted,
        nameOf(kindOf(types[results[i]])), results[i]);
  }
  return true;
}

bool Access::checkCount(const DynamicType &function, int64_t count) {
  bool isVariadic = function.flags & abi::kDynamicVariadic;
  int64_t wanted = int64_t(function.params.count) - (isVariadic ? 1 : 0);
  if (isVariadic ? count >= wanted : count == wanted)
    return true;
  return failWithFormat(Failure::SigMismatch,
                        "parameter count mismatch: expected %s%lld, got %lld",
                        isVariadic ? "at least " : "", (long long)wanted,
                        (long long)count);
}

//===----------------------------------------------------------------------===//
// Arguments and results
//===----------------------------------------------------------------------===//

Iface Access::argument(const Slice &from, int64_t index) const {
  return anyOf(
      ifaceAt(reinterpret_cast<const uint64_t *>(dataOf(from)) + 2 * index));
}

/// The arguments from `first` on as a slice of that type; nil for none. False
/// when one does not fit.
bool Access::makeRest(const DynamicType &sliceType, const Rooted<Slice> &from,
                      int64_t first, Rooted<Slice> &rest) {
  int64_t count = from->length - first;
  if (count == 0)
    return true;
  const DynamicType &elem = types[sliceType.elem];
  Ref array = heapOf(context).allocateArray(context, sliceType.layout,
                                            elem.stride, 0, uint64_t(count));
  rest.set(sliceOfArray(array, count, count));
  for (int64_t i = 0; i < count; ++i) {
    Iface each = argument(from, first + i);
    if (convert(types, elem, each))
      return false;
    store(context, types, sliceType.elem, each,
          {dataOf(rest.get()) + uint64_t(i) * elem.stride, Form::Packed});
  }
  return true;
}

/// The object of the arguments; null when the function has no parameters. False
/// when one does not fit.
bool Access::makeArguments(const DynamicType &function,
                           const Rooted<Slice> &from, Rooted<Ref> &object) {
  std::span<const uint32_t> params = types.numbers(function.params);
  if (params.empty())
    return true;
  bool isVariadic = function.flags & abi::kDynamicVariadic;
  size_t single = params.size() - (isVariadic ? 1 : 0);
  Rooted<Slice> rest(context);
  if (isVariadic && !makeRest(types.underlying(types[params.back()]), from,
                              int64_t(single), rest))
    return false;
  uint64_t bytes = 0;
  for (uint32_t param : params)
    bytes += types[param].bytes;
  uint64_t words = std::max<uint64_t>(bytes / abi::kWordBytes, 1);
  object.set(heapOf(context).allocate(
      context, abi::headerWord(function.layout, uint32_t(words)),
      words * abi::kWordBytes));
  uint64_t offset = 0;
  for (size_t i = 0; i < single; ++i) {
    Iface each = argument(from, int64_t(i));
    if (convert(types, types[params[i]], each))
      return false;
    store(context, types, params[i], each,
          {object.get() + offset, Form::Words});
    offset += types[params[i]].bytes;
  }
  if (isVariadic) {
    Iface boxed{int64_t(ValueKind::Slice), 0, inFrame(&rest.get())};
    store(context, types, params.back(), boxed,
          {object.get() + offset, Form::Words});
  }
  return true;
}

bool Access::storeResults(const DynamicType &function,
                          const Rooted<Ref> &object,
                          std::span<uint64_t> pairs) {
  std::span<const uint32_t> results = types.numbers(function.results);
  uint64_t offset = 0;
  for (size_t i = 0; i < results.size(); ++i) {
    Iface each = load(context, types, results[i], object, offset);
    offset += types[results[i]].bytes;
    const DynamicType *target = types.find(expectedType(pairs, i));
    if (target && kindOf(*target) == ValueKind::Interface)
      if (const char *why = convert(types, *target, each))
        return fail(Failure::BadCall, why);
    putIface(&pairs[2 * i], each);
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

bool Access::callFunction(const Iface &function, const Slice &rawArguments,
                          std::span<uint64_t> pairs) {
  Rooted<Ref> closure(context, function.reference);
  Rooted<Slice> arguments(context, rawArguments);
  if (!closure.get())
    return fail(Failure::BadCall, "closure is null");
  const DynamicType *named = typeOf(function);
  if (!named || types.underlying(*named).code == abi::kNoDynamic)
    return fail(Failure::BadCall, "invalid closure signature");
  const DynamicType &type = types.underlying(*named);
  if (!checkResults(type, pairs) || !checkCount(type, arguments->length))
    return false;
  Rooted<Ref> object(context);
  if (!makeArguments(type, arguments, object))
    return fail(Failure::SigMismatch, "argument type mismatch");
  Ref results = nullptr;
  auto body = [&] {
    results = callCode<Ref>(context, types.code(type.code), closure, object);
  };
  if (!runCatching(body))
    return false;
  object.set(results);
  return storeResults(type, object, pairs);
}

bool Access::callByProtocol(const DynamicMember &method, const Iface &function,
                            const Slice &arguments, std::span<uint64_t> pairs) {
  if (resultCount(pairs) > 1)
    return fail(Failure::SigMismatch, "CallObject only supports single return");
  Rooted<Slice> list(context, arguments);
  if (!getByProtocol(method, function, list))
    return false;
  if (pairs.empty())
    return true;
  Iface got = value;
  if (const DynamicType *target = types.find(expectedType(pairs, 0)))
    if (const char *why = convert(types, *target, got))
      return fail(Failure::TypeMismatch, why);
  putIface(pairs.data(), got);
  return true;
}

bool Access::call(const Iface &rawFunction, const Slice &rawArguments,
                  std::span<uint64_t> pairs) {
  Rooted<Iface> function(context, rawFunction);
  Rooted<Slice> arguments(context, rawArguments);
  heapOf(context).safepoint(context);
  ValueKind kind = rt::kindOf(uint64_t(function->header));
  if (kind == ValueKind::Void)
    return fail(Failure::NilBase, "cannot call nil");
  if (auto *method = protocolOf(function, Protocol::Call))
    return callByProtocol(*method, function, arguments, pairs);
  if (kind != ValueKind::Closure)
    return failWithFormat(Failure::BadCall, "cannot call %s", nameOf(kind));
  return callFunction(function, arguments, pairs);
}

bool Access::callMethod(const Iface &rawBase, const Str &rawName,
                        const Slice &rawArguments, std::span<uint64_t> pairs) {
  Rooted<Iface> base(context, rawBase);
  Rooted<Str> name(context, rawName);
  Rooted<Slice> arguments(context, rawArguments);
  heapOf(context).safepoint(context);
  if (rt::kindOf(uint64_t(base->header)) == ValueKind::Void)
    return fail(Failure::NilBase, "cannot call method on nil");
  if (!checkName(name, Failure::BadCall))
    return false;
  auto *method = protocolOf(base, Protocol::Attr);
  if (method ? !getByProtocol(*method, base, name) : !getMethod(base, name))
    return false;
  if (rt::kindOf(uint64_t(value->header)) != ValueKind::Closure)
    return fail(Failure::BadCall,
                concat(context, name, constantString(" is not a method")));
  return callFunction(value, arguments, pairs);
}

bool Access::spread(const Slice &rawValues, const Iface &rawLast, Slice &all) {
  Rooted<Slice> values(context, rawValues);
  Rooted<Iface> last(context, rawLast);
  all = {};
  if (rt::kindOf(uint64_t(last->header)) != ValueKind::Slice)
    return fail(Failure::SigMismatch, "spread arg must be slice");
  if (!typeOf(last))
    return fail(Failure::SigMismatch, "invalid slice type");
  uint32_t elem = containerOf(last).elem;
  int64_t count = values->length + unboxSlice(last->reference).length;
  constexpr uint64_t kPairBytes = 2 * abi::kWordBytes;
  Rooted<Slice> list(context, sliceOfArray(heapOf(context).allocateArray(
                                               context, abi::kLayoutIfaceArray,
                                               kPairBytes, 0, uint64_t(count)),
                                           count, count));
  for (int64_t i = 0; i < count; ++i) {
    Iface each{};
    if (i < values->length) {
      each = argument(values, i);
    } else {
      Slice from = unboxSlice(last->reference);
      Rooted<Ref> base(context, from.base);
      uint64_t index = uint64_t(i - values->length);
      each = load(context, types, elem, base,
                  uint64_t(from.offset) + index * types[elem].stride);
    }
    Ref place = dataOf(list.get()) + uint64_t(i) * kPairBytes;
    putIface(reinterpret_cast<uint64_t *>(place), each);
    heapOf(context).recordWrite(place, kPairBytes);
  }
  all = list;
  return true;
}
