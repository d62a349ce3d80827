//===- Externs.cpp - What calls of externs say ----------------------------===//

#include "bytecode/typing/Natives.h"
#include "bytecode/typing/Solver.h"

using namespace vo::bc;
using namespace vo::bc::typing;

void Solver::callExtern() {
  auto *layout = metadata<MetaCallExternLayout>();
  const ExternDef &callee = module.externs[word.b];
  Leaves results = fresh(layout->rets);
  const auto &metas = callee.returns.interfaceMetas;
  for (size_t i = 0; i < results.size() && i < metas.size(); ++i)
    if (metas[i] && terms.kind(results[i]) == TermKind::IfaceHeader)
      results[i] = terms.header(*metas[i]);
  bool isKnown = builtinExtern(callee.name, results) ||
                 dynamicExtern(callee.name, results) ||
                 nativeExtern(callee, results);
  if (!isKnown)
    for (SlotType type : layout->rets)
      if (type == SlotType::GcRef) {
        file("nothing is known about the results of extern " + callee.name,
             Diagnostic::UndeclaredExtern);
        break;
      }
  out(word.a, results);
}

/// A library function; false when its declaration does not fit.
bool Solver::nativeExtern(const ExternDef &callee, Leaves &results) {
  std::optional<Signature> signature = out_.native(callee);
  auto *layout = metadata<MetaCallExternLayout>();
  if (!signature || signature->params.size() != layout->args.size() ||
      signature->results.size() != results.size())
    return false;
  store(signature->params, word.c);
  link(results, signature->results, "results");
  return true;
}

/// The externs of the language that move references.
bool Solver::builtinExtern(std::string_view name, Leaves &results) {
  auto numbers = [&](Packing packing) {
    return terms.make(TermKind::Slice, terms.row({Universe::packed(packing)}));
  };
  auto argument = [&](unsigned i, TermId type) { store({type}, word.c + i); };
  if (name == "vo_conv_bytes_str" || name == "vo_conv_runes_str") {
    bool isBytes = name == "vo_conv_bytes_str";
    argument(0, numbers(isBytes ? Packing::U8 : Packing::I32));
    results = {Universe::string};
  } else if (name == "vo_conv_str_bytes" || name == "vo_conv_str_runes") {
    bool isBytes = name == "vo_conv_str_bytes";
    argument(0, Universe::string);
    results = {numbers(isBytes ? Packing::U8 : Packing::I32)};
  } else if (name == "vo_conv_int_str") {
    results = {Universe::string};
  } else if (name == "vo_copy" || name == "vo_slice_append_slice") {
    TermId slice = in(word.c);
    terms.demand(slice, TermKind::Slice);
    if (!fn->zeros[value(word.c + 1)])
      add({Constraint::Source, terms.place, slice, in(word.c + 1)});
    if (name != "vo_copy")
      results = {slice};
  } else {
    return name == "vo_println" || name == "vo_print" || name == "vo_assert" ||
           name == "vo_iface_eq" || name == panicWithError;
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Dynamic access
//===----------------------------------------------------------------------===//

/// One dynamic result of constant type in `width` slots at `at`: as it is, or
/// a reference to it when it is an array or wider.
void Solver::dynamicResult(std::optional<int64_t> rttid, Leaves &results,
                           size_t at, unsigned width) {
  bool hasReference = false;
  for (size_t i = at; i < at + width && i < results.size(); ++i)
    hasReference |= terms.isReference(results[i]);
  if (!hasReference)
    return;
  if (!rttid || uint64_t(*rttid) >= module.runtimeTypes.size())
    return terms.conflict("the type of a dynamic result is not a constant");
  uint32_t type = uint32_t(*rttid);
  bool isArray = std::holds_alternative<RuntimeArray>(meta.resolved(type));
  Leaves leaves = meta.leaves(type);
  if (isArray || leaves.size() > 2)
    leaves = {Universe::value, meta.box(type)};
  for (unsigned i = 0; i < width && at + i < results.size(); ++i)
    if (i < leaves.size())
      unifyRegisters(results[at + i], leaves[i]);
}

/// The results of dyn_call and dyn_method, whose types are arguments.
void Solver::dynamicResults(uint32_t first, Leaves &results) {
  std::optional<int64_t> count = constant(first);
  size_t at = 0;
  for (int64_t i = 0; i < count.value_or(0) && at < results.size(); ++i) {
    std::optional<int64_t> packed = constant(uint32_t(first + 1 + i));
    std::optional<int64_t> rttid;
    if (packed)
      rttid = ValueRttid(uint32_t(*packed)).id();
    unsigned width = 2;
    if (rttid && uint64_t(*rttid) < module.runtimeTypes.size() &&
        meta.leaves(uint32_t(*rttid)).size() == 1 &&
        !std::holds_alternative<RuntimeArray>(meta.resolved(uint32_t(*rttid))))
      width = 1;
    dynamicResult(rttid, results, at, width);
    at += width;
  }
}

bool Solver::dynamicExtern(std::string_view name, Leaves &results) {
  if (!name.starts_with("dyn_"))
    return false;
  uint32_t args = word.c;
  auto anySlice = [&] {
    TermId made = terms.make(TermKind::Slice,
                             terms.row({terms.header(0), Universe::data}));
    return made;
  };
  // All begin with the value that is accessed, an interface.
  if (name == "dyn_field" || name == "dyn_method" || name == "dyn_set_field")
    store({Universe::string}, args + 2);
  if (name == "dyn_call" || name == "dyn_method")
    store({anySlice()}, args + (name == "dyn_method" ? 3 : 2));
  if (name == "dyn_pack_any_slice" && !results.empty())
    results[0] = anySlice();
  if (name == "dyn_field" || name == "dyn_index")
    dynamicResult(constant(args + (name == "dyn_field" ? 3 : 4)), results, 0,
                  2);
  if (name == "dyn_call" || name == "dyn_method")
    dynamicResults(args + (name == "dyn_method" ? 4 : 3), results);
  return true;
}
