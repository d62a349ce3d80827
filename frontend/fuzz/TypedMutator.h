//===- TypedMutator.h - Right programs to right programs --------*- C++ -*-===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <random>
#include <string>

namespace vo::fe::fuzz {

/// Replaces a value by another one of its type, takes it through a construct
/// that yields it again, or puts a statement that uses it before its line.
/// Empty if the program has errors or nothing to change.
std::string mutateTyped(llvm::StringRef text, std::minstd_rand &random);

} // namespace vo::fe::fuzz
