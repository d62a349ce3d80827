//===- ProvenFacts.cpp - What verification proves about operands ----------===//

#include "bytecode/verify/ProvenFacts.h"

#include "bytecode/verify/flow/Facts.h"

using namespace vo::bc;
using namespace vo::bc::verify;

struct ProofContext::Tables {
  explicit Tables(const Module &module)
      : report(Options{}), types(module, report), methods(module),
        context{module, types, methods, report} {}

  Report report;
  TypeTable types;
  MethodIndex methods;
  ModuleContext context;
};

ProofContext::ProofContext(const Module &module)
    : tables(std::make_unique<Tables>(module)) {}
ProofContext::~ProofContext() = default;

struct ProvenFacts::Analyses {
  Analyses(ModuleContext &context, uint32_t index)
      : cfg(buildCfg(context.module.functions[index])),
        flow{context, context.module.functions[index], {}, cfg},
        constants(flow), indices(flow, constants) {
    constants.solve();
    indices.solve();
  }

  Cfg cfg;
  FlowContext flow;
  ConstantFacts constants;
  IndexFacts indices;
};

ProvenFacts::ProvenFacts(ProofContext &proofs, uint32_t function)
    : analyses(std::make_unique<Analyses>(proofs.tables->context, function)) {}
ProvenFacts::~ProvenFacts() = default;

std::optional<uint64_t> ProvenFacts::indexBound(uint32_t pc) const {
  std::optional<uint32_t> slot = indexSlot(analyses->flow.site(pc));
  if (!slot)
    return std::nullopt;
  Fact bound = analyses->indices.before(pc, *slot);
  return bound.isKnown() ? std::optional(bound.value) : std::nullopt;
}

std::optional<int64_t> ProvenFacts::constant(uint32_t pc, uint32_t slot) const {
  Fact fact = analyses->constants.before(pc, slot);
  return fact.isKnown() ? std::optional(static_cast<int64_t>(fact.value))
                        : std::nullopt;
}
