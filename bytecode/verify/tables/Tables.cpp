//===- Tables.cpp - Entry functions, globals, debug tables ----------------===//

#include "bytecode/verify/tables/Tables.h"
#include "bytecode/verify/names/Names.h"

#include <algorithm>

using namespace vo::bc;
using namespace vo::bc::verify;

MethodIndex::MethodIndex(const Module &module) {
  types.reserve(module.namedTypeMetas.size());
  for (const NamedTypeMeta &named : module.namedTypeMetas) {
    auto &methods = types.emplace_back();
    for (const MethodInfo &method : named.methods)
      methods.emplace(method.name, &method);
  }
}

const MethodInfo *MethodIndex::find(uint32_t namedType,
                                    std::string_view key) const {
  if (namedType >= types.size())
    return nullptr;
  auto it = types[namedType].find(key);
  return it == types[namedType].end() ? nullptr : it->second;
}

bool vo::bc::verify::hasInterfacePairs(LayoutView layout) {
  for (size_t i = 0; i < layout.size(); ++i) {
    if (layout[i] == SlotType::Interface1)
      return false;
    if (layout[i] != SlotType::Interface0)
      continue;
    if (++i == layout.size() || layout[i] != SlotType::Interface1)
      return false;
  }
  return true;
}

bool vo::bc::verify::isSignature(const Module &module, uint32_t rttid) {
  return rttid < module.runtimeTypes.size() &&
         std::holds_alternative<RuntimeFunc>(module.runtimeTypes[rttid]);
}

void vo::bc::verify::checkEntryFunctions(ModuleContext &context) {
  const Module &module = context.module;
  auto check = [&](std::string_view what, uint32_t id) {
    if (id >= module.functions.size()) {
      context.report.add(
          Rule::EntryFunction,
          text(what, " is function ", id, " of ", module.functions.size()));
      return;
    }
    const FunctionDef &function = module.functions[id];
    if (function.paramSlots || function.retSlots)
      context.report.add(Rule::EntryFunction,
                         text(what, " '", function.name, "' has ",
                              function.paramSlots, " parameter slots and ",
                              function.retSlots, " result slots"));
  };
  check("entry_func", module.entryFunc);
  check("island_init_func", module.islandInitFunc);
}

/// A global of that kind is one reference to a heap object.
static bool isHeapGlobal(ValueKind kind) {
  return kind == ValueKind::Array || kind == ValueKind::Struct;
}

static void checkGlobal(ModuleContext &context, size_t index,
                        const GlobalDef &global) {
  if (!isDeclarationName(global.name))
    breach(context, Rule::GlobalName, "globals", index, "bad name '",
           global.name, "'");
  // Wider ids would be cut off by the packed word.
  bool fits = global.metaId < ValueMeta::invalidId;
  ValueMeta meta(global.valueKind, fits ? global.metaId : ValueMeta::invalidId);
  if (!context.types.isValid(meta)) {
    breach(context, Rule::MetaWord, "globals", index, "no value is of kind ",
           global.valueKind, " with meta id ", global.metaId);
    return;
  }
  static constexpr SlotType reference[] = {SlotType::GcRef};
  bool fine = global.slots == global.slotTypes.size() &&
              (isHeapGlobal(global.valueKind)
                   ? std::ranges::equal(global.slotTypes, reference)
                   : context.types.hasLayout(meta, global.slotTypes));
  if (!fine)
    breach(context, Rule::GlobalLayout, "globals", index, "'", global.name,
           "' of kind ", global.valueKind, " has ", global.slots, " slots ",
           global.slotTypes);
}

void vo::bc::verify::checkGlobals(ModuleContext &context) {
  const std::vector<GlobalDef> &globals = context.module.globals;
  uint64_t total = 0;
  for (size_t i = 0; i < globals.size() && !context.report.full(); ++i) {
    checkGlobal(context, i, globals[i]);
    total += globals[i].slots;
  }
  if (total > UINT16_MAX)
    context.report.add(Rule::GlobalTotal,
                       text("globals have ", total, " slots"));
}

void vo::bc::verify::checkDebugInfo(ModuleContext &context) {
  const Module &module = context.module;
  const DebugInfo &debug = module.debug;
  if (debug.funcs.size() > module.functions.size()) {
    context.report.add(Rule::DebugTable,
                       text("debug entries for ", debug.funcs.size(),
                            " functions of ", module.functions.size()));
    return;
  }
  for (size_t f = 0; f < debug.funcs.size(); ++f) {
    uint32_t previous = 0;
    for (const DebugEntry &entry : debug.funcs[f]) {
      if (entry.fileId >= debug.files.size())
        breach(context, Rule::DebugTable, "debug.funcs", f, "pc ", entry.pc,
               " is in file ", entry.fileId, " of ", debug.files.size());
      if (entry.pc >= module.functions[f].code.size() || entry.pc < previous)
        breach(context, Rule::DebugOrder, "debug.funcs", f, "pc ", entry.pc,
               " follows ", previous, " in code of ",
               module.functions[f].code.size(), " instructions");
      if (context.report.full())
        return;
      previous = entry.pc;
    }
  }
}
