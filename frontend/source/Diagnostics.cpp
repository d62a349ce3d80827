//===- Diagnostics.cpp - What the front end tells its user ----------------===//

#include "frontend/source/Diagnostics.h"

#include <algorithm>

using namespace vo::fe;

/// What is said once instead of everything beyond the limit of a unit.
static std::string suppression(Diagnostic::Stage stage) {
  const std::string count = std::to_string(Diagnostics::limitPerUnit);
  if (stage == Diagnostic::Stage::Syntax)
    return "E1109: syntax diagnostic limit of " + count +
           " reached; further diagnostics suppressed";
  return "E2999: diagnostic limit of " + count +
         " reached; further diagnostics suppressed";
}

Diagnostic &Diagnostics::report(Severity severity, Stage stage, Range range,
                                const llvm::Twine &text) {
  errors += severity == Severity::Error;
  if (inUnit > limitPerUnit) {
    discarded = Diagnostic{severity, stage, range, {}, {}};
    return discarded;
  }
  bool last = inUnit++ == limitPerUnit;
  list.push_back(Diagnostic{last ? Severity::Error : severity,
                            stage,
                            range,
                            last ? suppression(stage) : text.str(),
                            {}});
  if (!last)
    return list.back();
  errors += severity != Severity::Error;
  discarded = Diagnostic{severity, stage, range, {}, {}};
  return discarded;
}

Diagnostic &Diagnostics::error(Stage stage, Range range,
                               const llvm::Twine &text) {
  return report(Severity::Error, stage, range, text);
}

Diagnostic &Diagnostics::warning(Stage stage, Range range,
                                 const llvm::Twine &text) {
  return report(Severity::Warning, stage, range, text);
}

std::vector<const Diagnostic *> Diagnostics::sorted() const {
  std::vector<const Diagnostic *> result;
  result.reserve(list.size());
  for (const Diagnostic &diagnostic : list)
    result.push_back(&diagnostic);
  auto key = [](const Diagnostic *diagnostic) {
    return std::pair(diagnostic->range.begin, diagnostic->severity);
  };
  // Equal keys keep the order of reporting, which is that of the addresses.
  std::sort(result.begin(), result.end(),
            [&](const Diagnostic *lhs, const Diagnostic *rhs) {
              return std::pair(key(lhs), lhs) < std::pair(key(rhs), rhs);
            });
  // Two stages, or two visits of one expression, may say the same; between the
  // two another message about the same place may stand.
  auto isRepetition = [&](size_t index) {
    for (size_t end = index;
         end > 0 && key(result[end - 1]) == key(result[index]); --end)
      if (result[end - 1]->text == result[index]->text)
        return true;
    return false;
  };
  std::vector<const Diagnostic *> unique;
  unique.reserve(result.size());
  for (size_t i = 0; i != result.size(); ++i)
    if (!isRepetition(i))
      unique.push_back(result[i]);
  return unique;
}

void Diagnostics::renderList(llvm::raw_ostream &os) const {
  for (const Diagnostic *diagnostic : sorted()) {
    os << diagnostic->text;
    if (Place place = sources.place(diagnostic->range.begin); place.line)
      os << " at " << place.file << ':' << place.line << ':' << place.column;
    os << '\n';
  }
}
