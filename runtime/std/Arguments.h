//===- Arguments.h - The program's arguments --------------------*- C++ -*-===//
#pragma once

#include <string>
#include <vector>

namespace vo::rt {

/// What the program was started with, without its own name. Set before it runs.
std::vector<std::string> &programArguments();

} // namespace vo::rt
