// The native functions of package errors that look into errors.

#include "runtime/abi/Module.h"
#include "runtime/gc/Heap.h"
#include "runtime/gc/Layouts.h"
#include "runtime/gc/Roots.h"
#include "runtime/object/ValueKind.h"
#include "runtime/object/WordWalk.h"
#include "runtime/std/Natives.h"

#include <cstring>

using namespace vo;
using namespace vo::rt;

/// Number of the dynamic type in an interface header.
static uint32_t typeOf(int64_t header) { return uint32_t(header) >> 8; }

VO_RT_ENTRY int64_t vo_std_errors_assignTo(Iface err, Iface target,
                                           VO_RT_CONTEXT) {
  const abi::ModuleDescriptor &module = *context->module;
  uint32_t pointer = typeOf(target.header);
  if (kindOf(uint64_t(target.header)) != ValueKind::Pointer ||
      !target.reference || pointer >= module.typeCount)
    return false;
  const abi::TypeInfo &type = module.types[pointer];
  if (ValueKind(type.elemKind) != ValueKind::Struct || !err.reference)
    return false;
  ValueKind kind = kindOf(uint64_t(err.header));
  bool isValue =
      kind == ValueKind::Struct && typeOf(err.header) == type.elemRttid;
  bool isPointer = kind == ValueKind::Pointer && typeOf(err.header) == pointer;
  if (!isValue && !isPointer)
    return false;
  size_t bytes = wordsOfType(*context, type.elemRttid).size() * abi::kWordBytes;
  std::memmove(target.reference, err.reference, bytes);
  heapOf(*context).recordWrite(target.reference, bytes);
  return true;
}

/// Objects that have survived a collection stay where they are: an address
/// tells them apart.
VO_RT_ENTRY int64_t vo_std_errors_identity(Iface err, VO_RT_CONTEXT) {
  Heap &heap = heapOf(*context);
  if (!holdsReference(kindOf(uint64_t(err.header))))
    return 0;
  Rooted<Iface> rooted(*context, err);
  heap.safepoint(*context);
  if (heap.isYoung(addressOf(rooted->reference)))
    heap.collectMinor(*context);
  return int64_t(addressOf(rooted->reference));
}
