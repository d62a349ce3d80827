//===- Externs.cpp - Extern declarations ----------------------------------===//

#include "bytecode/verify/names/Names.h"
#include "bytecode/verify/tables/BuiltinExterns.h"
#include "bytecode/verify/tables/Tables.h"

#include <unordered_map>

using namespace vo::bc;
using namespace vo::bc::verify;

static void checkEffects(ModuleContext &context, size_t index,
                         const ExternDef &def) {
  bool unknown = def.allows(ExternEffect::UnknownControl);
  bool alone = def.allowedEffects == uint64_t(ExternEffect::UnknownControl);
  if (def.allowedEffects & ~knownExternEffects || (unknown && !alone))
    breach(context, Rule::ExternEffects, "externs", index, "'", def.name,
           "' has effect bits ", def.allowedEffects);
}

static void checkReturns(ModuleContext &context, size_t index,
                         const ExternDef &def) {
  std::string problem = checkReturnShape(def.returns);
  for (const std::optional<uint32_t> &meta : def.returns.interfaceMetas)
    if (meta && *meta >= context.module.interfaceMetas.size())
      problem = text("interface meta ", *meta, " of ",
                     context.module.interfaceMetas.size());
  if (!problem.empty())
    breach(context, Rule::ExternReturns, "externs", index, "'", def.name,
           "': ", problem);
}

static void checkParamKinds(ModuleContext &context, size_t index,
                            const ExternDef &def) {
  if (def.paramKinds.empty())
    return;
  if (def.params.kind != ParamShapeKind::Exact ||
      def.paramKinds.size() != def.params.slots)
    breach(context, Rule::ExternParamKinds, "externs", index, "'", def.name,
           "' has ", def.paramKinds.size(), " parameter kinds for ",
           def.params.slots, " slots");
}

/// The parameters of a built-in extern fit its row.
static bool paramsFit(const ExternDef &def, const LayoutPattern &pattern) {
  if (pattern.isOpen())
    return true;
  if (def.params.kind != ParamShapeKind::Exact)
    return !pattern.isFixed();
  if (!pattern.allowsWidth(def.params.slots))
    return false;
  for (size_t i = 0; i < def.paramKinds.size(); ++i) {
    std::optional<SlotType> slot = pattern.slot(i);
    bool bytes = def.paramKinds[i] == ExtSlotKind::Bytes;
    if (slot && bytes != (*slot == SlotType::GcRef))
      return false;
  }
  return true;
}

static void checkBuiltin(ModuleContext &context, size_t index,
                         const ExternDef &def, const BuiltinExtern &row) {
  if (!paramsFit(def, row.params))
    breach(context, Rule::ExternBuiltin, "externs", index, "parameters of '",
           def.name, "' are not '", row.params.spelling(), "'");
  // Built-in results always come with their slot types.
  if (!row.results.isOpen() && !row.results.matches(def.returns.slotTypes))
    breach(context, Rule::ExternBuiltin, "externs", index, "results of '",
           def.name, "' are not '", row.results.spelling(), "'");
}

static bool haveSameShape(const ExternDef &x, const ExternDef &y) {
  return x.params == y.params && x.returns == y.returns &&
         x.paramKinds == y.paramKinds && x.allowedEffects == y.allowedEffects;
}

void vo::bc::verify::checkExterns(ModuleContext &context) {
  const std::vector<ExternDef> &externs = context.module.externs;
  std::unordered_map<std::string_view, const ExternDef *> first;
  for (size_t i = 0; i < externs.size() && !context.report.full(); ++i) {
    const ExternDef &def = externs[i];
    const BuiltinExtern *row = findBuiltinExtern(def.name);
    if (!row && !parseExternName(def.name))
      breach(context, Rule::ExternName, "externs", i, "bad name '", def.name,
             "'");
    checkEffects(context, i, def);
    checkReturns(context, i, def);
    checkParamKinds(context, i, def);
    if (row)
      checkBuiltin(context, i, def, *row);
    auto [it, isFirst] = first.emplace(def.name, &def);
    if (!isFirst && !(row && row->variable) && !haveSameShape(*it->second, def))
      breach(context, Rule::ExternSameName, "externs", i, "'", def.name,
             "' is declared differently before");
  }
}
