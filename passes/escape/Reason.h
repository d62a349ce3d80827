//===- Reason.h - Where allocations end up, and why -------------*- C++ -*-===//
#pragma once

#include "passes/escape/FunctionFlow.h"

namespace vo::passes {

/// Rows of Reasons.def.
enum class Reason : uint8_t {
#define VO_REASON(name, code, text) name,
#include "passes/escape/Reasons.def"
};

/// The stable code, as `heap-memory`.
llvm::StringRef codeOf(Reason reason);
/// What it means, going on from "the object".
llvm::StringRef textOf(Reason reason);
/// The reason of an object that escapes; `escape` is not None.
Reason reasonOf(Escape escape);

} // namespace vo::passes
