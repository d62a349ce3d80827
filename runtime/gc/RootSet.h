//===- RootSet.h - Where references into the heap come from -----*- C++ -*-===//
#pragma once

#include "runtime/gc/Layouts.h"
#include "runtime/gc/stack/StackWalk.h"

namespace vo::rt {

/// Module globals, stacks and handles. Remembered cards are no part of it.
class RootSet {
public:
  LayoutTable layouts;
  StackMaps stackMaps;
  std::vector<abi::GlobalRoot> globals;
  Mutator *mutators = nullptr;

  /// Calls visit(uint64_t *slot) for every root. Slots may hold null, interior
  /// references and addresses outside the heap, and may be visited twice.
  /// `running` is the frame of a function that the running mutator called.
  template <typename Visit> void visit(const void *running, Visit &visit);

private:
  template <typename Visit> struct FrameVisitor {
    const LayoutTable &layouts;
    Visit &visit;
    void slot(uint64_t *address) { visit(address); }
    void object(uint32_t layout, uint64_t *address) {
      layouts.trace(layouts[layout], reinterpret_cast<Ref>(address), visit);
    }
  };

  std::vector<std::pair<uint64_t *, uint64_t>> derived; // scratch
};

template <typename Visit>
void RootSet::visit(const void *running, Visit &visit) {
  for (const abi::GlobalRoot &root : globals)
    layouts.traceSlots(layouts[root.layout], root.address, root.slots, visit);
  for (Mutator *mutator = mutators; mutator; mutator = mutator->nextMutator) {
    for (Handle *handle = mutator->handles; handle; handle = handle->previous)
      for (size_t i = 0; i < handle->count; ++i)
        visit(reinterpret_cast<uint64_t *>(handle->references + i));
    if (!mutator->baseFrame)
      continue;
    FrameVisitor<Visit> visitor{layouts, visit};
    walkFrames(topFrameOf(*mutator, running), mutator->baseFrame,
               [&](const Frame &frame) {
                 if (StackMapEntry entry = stackMaps.find(frame.returnAddress))
                   visitFrameRoots(frame, entry.roots, derived, visitor);
                 return true;
               });
  }
}

} // namespace vo::rt
