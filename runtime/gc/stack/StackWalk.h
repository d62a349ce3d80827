//===- StackWalk.h - Frames by frame pointer --------------------*- C++ -*-===//
//
// All code keeps rbp as a frame pointer, so frames are a linked list. At each
// call, the caller's rsp (after the return) is the callee's rbp + 16.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/gc/Mutator.h"
#include "runtime/gc/stack/StackMaps.h"

#include <cstdio>
#include <cstdlib>
#include <vector>

namespace vo::rt {

/// A frame that is in a call.
struct Frame {
  uint64_t returnAddress;
  uint64_t stackPointer; // rsp after the call returns
  uint64_t framePointer; // rbp

  /// Address of the place that a stack-map location names.
  uint64_t *at(uint64_t location) const {
    uint64_t zigzag = location >> 1;
    uint64_t offset = zigzag >> 1 ^ -(zigzag & 1);
    return reinterpret_cast<uint64_t *>(
        (location & 1 ? framePointer : stackPointer) + offset);
  }
};

/// Calls visit(frame) for the callers of the frame `top`, innermost first, up
/// to the frame whose frame pointer is `base` (its caller is not visited);
/// stops when visit gives false. A chain that does not lead to `base` ends the
/// program: the stack is damaged. What the stack holds lies `displacement`
/// bytes from where its addresses say; the visited frames are where it lies.
template <typename Visit>
void walkFrames(const void *top, const void *base, ptrdiff_t displacement,
                Visit &&visit) {
  auto link = reinterpret_cast<uint64_t>(top);
  auto last = reinterpret_cast<uint64_t>(base);
  while (link != last) {
    auto *words = reinterpret_cast<const uint64_t *>(link + displacement);
    Frame frame{words[1], reinterpret_cast<uint64_t>(words + 2),
                words[0] + displacement};
    uint64_t next = words[0];
    if (!visit(frame))
      return;
    if (next <= link || next > last) {
      std::fputs("vo: the stack's chain of frames is broken\n", stderr);
      std::abort();
    }
    link = next;
  }
}

/// The same for the stack of a mutator, whose base frame is set: from where it
/// was switched out, or from the running function's frame.
template <typename Visit>
void walkStack(const Mutator &mutator, const void *running, Visit &&visit) {
  const void *top = mutator.stopped.framePointer;
  walkFrames(top ? top : running, mutator.baseFrame, mutator.displacement,
             visit);
}

/// Visits all roots of one frame. `visitor` has
///   slot(uint64_t *)                        a reference
///   object(uint32_t layout, uint64_t *)     an object in the frame
/// Distances of derived references are taken before any base changes: bases
/// may be listed in any order, more than once, and may be shared.
template <typename Visitor>
void visitFrameRoots(const Frame &frame, const uint8_t *roots,
                     std::vector<std::pair<uint64_t *, uint64_t>> &derived,
                     Visitor &&visitor) {
  uint64_t baseCount = readLeb(roots);
  const uint8_t *bases = roots;
  for (uint64_t i = 0; i < baseCount; ++i)
    readLeb(roots);

  derived.clear();
  uint64_t pairCount = readLeb(roots);
  const uint8_t *pairs = roots;
  for (uint64_t i = 0; i < pairCount; ++i) {
    uint64_t *base = frame.at(readLeb(roots));
    uint64_t *slot = frame.at(readLeb(roots));
    derived.push_back({slot, *slot - *base});
  }

  for (uint64_t i = 0; i < baseCount; ++i)
    visitor.slot(frame.at(readLeb(bases)));
  for (uint64_t i = 0; i < pairCount; ++i) {
    uint64_t *base = frame.at(readLeb(pairs));
    readLeb(pairs);
    visitor.slot(base); // again, if it is listed above: a moved one stays
    if (*base)
      *derived[i].first = *base + derived[i].second;
  }

  uint64_t objectCount = readLeb(roots);
  for (uint64_t i = 0; i < objectCount; ++i) {
    uint64_t *object = frame.at(readLeb(roots));
    visitor.object(readLeb(roots), object);
  }
}

} // namespace vo::rt
