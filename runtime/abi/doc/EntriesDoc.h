//===- EntriesDoc.h - docs/runtime.md from the tables -----------*- C++ -*-===//
#pragma once

#include <string>

namespace vo::abi {

/// The page docs/runtime.md: every runtime entry and every trap.
std::string entriesPage();

} // namespace vo::abi
