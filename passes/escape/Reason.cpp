//===- Reason.cpp - Where allocations end up, and why ---------------------===//

#include "passes/escape/Reason.h"

#include "llvm/ADT/StringRef.h"

using llvm::StringRef;

namespace vo::passes {

namespace {
struct Row {
  StringRef code;
  StringRef text;
};
} // namespace

static const Row &rowOf(Reason reason) {
  static constexpr Row kRows[] = {
#define VO_REASON(name, code, text) {code, text},
#include "passes/escape/Reasons.def"
  };
  return kRows[static_cast<size_t>(reason)];
}

StringRef codeOf(Reason reason) { return rowOf(reason).code; }
StringRef textOf(Reason reason) { return rowOf(reason).text; }

Reason reasonOf(Escape escape) {
  switch (escape) {
  case Escape::None:
    break;
#define VO_REASON(name, code, text)
#define VO_ESCAPE(name, code, text)                                            \
  case Escape::name:                                                           \
    return Reason::name;
#include "passes/escape/Reasons.def"
  }
  llvm_unreachable("it escapes");
}

StringRef stringifyEscape(Escape reason) {
  return reason == Escape::None ? "none" : codeOf(reasonOf(reason));
}

} // namespace vo::passes
