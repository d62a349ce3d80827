//===- NewFailure.h - No memory for the runtime's own data ------*- C++ -*-===//
//
// The heap asks the system for its memory and reports by itself when there is
// none. What else the runtime allocates (texts, lists) comes from operator new,
// which must not throw here: nothing could catch it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <new>

namespace vo::rt {

/// While it lives, an operator new that finds no memory ends the run of the
/// calling thread's goroutine like an exhausted heap, but without a place in
/// the source: library code keeps no frame pointers that a walk could follow.
/// Outside of goroutines, the handler that was there before decides, or the
/// process ends with the same text and status 1. Restores that handler.
class NewFailureGuard {
public:
  NewFailureGuard();
  ~NewFailureGuard();
  NewFailureGuard(const NewFailureGuard &) = delete;
  NewFailureGuard &operator=(const NewFailureGuard &) = delete;

private:
  std::new_handler outer;
};

} // namespace vo::rt
