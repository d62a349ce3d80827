//===- Tables.h - The rules on a module's tables ----------------*- C++ -*-===//
//
// One function per table, all of Stage::Module, in any order. They need a
// checked TypeTable and nothing else.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_VERIFY_TABLES_TABLES_H
#define VO_BYTECODE_VERIFY_TABLES_TABLES_H

#include "bytecode/verify/tables/TypeTable.h"

#include <unordered_map>

namespace vo::bc::verify {

/// The methods of every named type by key.
class MethodIndex {
public:
  explicit MethodIndex(const Module &module);
  /// nullptr when that type has no such method.
  const MethodInfo *find(uint32_t namedType, std::string_view key) const;

private:
  std::vector<std::unordered_map<std::string_view, const MethodInfo *>> types;
};

/// What checks of a module's tables and of its code look at.
struct ModuleContext {
  const Module &module;
  TypeTable &types;
  const MethodIndex &methods;
  Report &report;
};

/// "runtime_types[3]: " and the parts after it, filed under `rule`.
template <class... Parts>
void breach(ModuleContext &context, Rule rule, std::string_view table,
            size_t index, const Parts &...parts) {
  context.report.add(rule, text(table, "[", index, "]: ", parts...));
}

/// Interface pairs in `layout` are adjacent.
bool hasInterfacePairs(LayoutView layout);

/// The id is a Func type.
bool isSignature(const Module &module, uint32_t rttid);

void checkEntryFunctions(ModuleContext &context);
void checkStructMetas(ModuleContext &context);
void checkInterfaceMetas(ModuleContext &context);
void checkRuntimeTypes(ModuleContext &context);
void checkNamedTypes(ModuleContext &context);
void checkItabs(ModuleContext &context);
void checkGlobals(ModuleContext &context);
void checkWellKnown(ModuleContext &context);
void checkExterns(ModuleContext &context);
void checkDebugInfo(ModuleContext &context);

} // namespace vo::bc::verify

#endif // VO_BYTECODE_VERIFY_TABLES_TABLES_H
