//===- AssignTo.cpp - The target of errors.As -----------------------------===//

#include "runtime/gc/Heap.h"
#include "runtime/object/WordWalk.h"
#include "runtime/std/Natives.h"

#include <cstring>

using namespace vo;
using namespace vo::rt;

/// The struct type that a pointer of that type refers to, or kNoRttid.
static uint32_t pointedStruct(const Context &context, uint32_t rttid) {
  const abi::ModuleDescriptor &module = *context.module;
  if (rttid >= module.typeCount)
    return abi::kNoRttid;
  const abi::TypeInfo &type = module.types[rttid];
  return type.elemKind == uint8_t(ValueKind::Struct) ? type.elemRttid
                                                     : abi::kNoRttid;
}

VO_RT_ENTRY int64_t vo_std_errors_assignTo(Iface error, Iface target,
                                           VO_RT_CONTEXT) {
  auto header = uint64_t(error.header), into = uint64_t(target.header);
  if (!error.reference || !target.reference ||
      kindOf(into) != ValueKind::Pointer)
    return 0;
  uint32_t wanted = pointedStruct(*context, rttidOf(into));
  uint32_t source = kindOf(header) == ValueKind::Struct ? rttidOf(header)
                    : kindOf(header) == ValueKind::Pointer
                        ? pointedStruct(*context, rttidOf(header))
                        : abi::kNoRttid;
  if (wanted == abi::kNoRttid || source != wanted)
    return 0;
  uint64_t bytes = wordsOfType(*context, wanted).size() * abi::kWordBytes;
  std::memmove(target.reference, error.reference, bytes);
  heapOf(*context).recordWrite(target.reference, bytes);
  return 1;
}
