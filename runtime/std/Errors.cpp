#include "runtime/std/Errors.h"

#include "runtime/abi/Module.h"
#include "runtime/gc/Heap.h"
#include "runtime/object/String.h"
#include "runtime/object/ValueKind.h"
#include "runtime/panic/Panic.h"

using namespace vo;
using namespace vo::rt;

Iface vo::rt::newError(Context &context, Str message, const Iface &cause) {
  const abi::ModuleDescriptor &module = *context.module;
  if (module.errorPtrRttid == abi::kNoRttid)
    raiseText(context, "vo: an error in a program without package errors");
  Rooted<Str> rooted(context, message);
  Rooted<Iface> rootedCause(context, cause);
  constexpr uint64_t kBytes = sizeof(abi::ErrorObject);
  Ref object = heapOf(context).allocate(
      context, abi::headerWord(abi::kLayoutError, kBytes / abi::kWordBytes),
      kBytes);
  auto data = holdsReference(kindOf(uint64_t(cause.header)))
                  ? reinterpret_cast<uint64_t>(rootedCause->reference)
                  : uint64_t(cause.bits);
  *reinterpret_cast<abi::ErrorObject *>(object) = {
      {reinterpret_cast<uint64_t>(rooted->base), rooted->offset,
       rooted->length},
      uint64_t(cause.header),
      data};
  uint64_t header = uint64_t{module.errorItab} << 32 |
                    uint64_t{module.errorPtrRttid} << 8 |
                    uint64_t(ValueKind::Pointer);
  return {int64_t(header), 0, object};
}

Iface vo::rt::newError(Context &context, Str message) {
  return newError(context, message, Iface{});
}

Iface vo::rt::newError(Context &context, std::string_view message) {
  return newError(context, constantString(message));
}
