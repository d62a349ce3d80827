//===- Flow.cpp - Proven indices, known containers, driver ----------------===//

#include "bytecode/verify/flow/Flow.h"

#include <algorithm>

using namespace vo::bc;
using namespace vo::bc::verify;

void vo::bc::verify::checkIndexProof(const Site &site,
                                     const IndexFacts &indices) {
  std::optional<uint32_t> slot = indexSlot(site);
  if (!slot)
    return;
  Fact bound = indices.before(site.pc, *slot);
  if (!site.demand(bound.isKnown(), Rule::IndexProof, "index slot ", *slot,
                   bound.level == Fact::Conflict
                       ? " is checked against different lengths"
                       : " is not checked on all paths against a constant "
                         "length"))
    return;
  // The base is the first operand field that is no index and no value.
  bool isGet = site.row().operands[1].kind == OperandKind::SlotBase;
  uint32_t base = isGet ? site.word().b : site.word().a;
  const Layout &elem = site.meta<MetaSlotLayout>()->elemLayout;
  uint64_t total = bound.value * elem.size();
  if (!site.demand(base + total <= site.frame().size(), Rule::IndexProof,
                   bound.value, " elements of ", elem.size(),
                   " slots from slot ", base, " in a frame of ",
                   site.frame().size()) ||
      !site.context.report.spend(total))
    return;
  for (uint64_t i = 0; i < total; ++i)
    if (site.frame()[base + i] != elem[i % elem.size()]) {
      site.breach(Rule::IndexProof, "slot ", base + i, " is ",
                  site.frame()[base + i], ", the elements are ", elem);
      return;
    }
}

namespace {
/// What an instruction takes its container to be. Layouts that it does not
/// know are not compared.
struct ContainerUse {
  ContainerFacts::Kind kind;
  std::optional<LayoutView> first = {}, second = {};
};
} // namespace

static ContainerUse containerUse(const Site &site) {
  if (auto *get = site.meta<MetaMapGet>())
    return {ContainerFacts::Map, get->key, get->val};
  if (auto *set = site.meta<MetaMapSet>())
    return {ContainerFacts::Map, set->key, set->val};
  if (auto *remove = site.meta<MetaMapDelete>())
    return {ContainerFacts::Map, remove->key};
  if (auto *next = site.meta<MetaMapIterNext>())
    return {ContainerFacts::Iterator, next->key, next->val};
  if (auto *queue = site.meta<MetaQueueLayout>())
    return {ContainerFacts::Queue, queue->elem};
  bool map =
      site.opcode() == Opcode::MapLen || site.opcode() == Opcode::MapIterInit;
  return {map ? ContainerFacts::Map : ContainerFacts::Queue};
}

void vo::bc::verify::checkContainer(const Site &site,
                                    const ContainerFacts &containers) {
  static constexpr std::string_view kindNames[] = {"a map", "a map iterator",
                                                   "a queue"};
  std::optional<uint32_t> slot = containerSlot(site);
  if (!slot)
    return;
  Fact fact = containers.before(site.pc, *slot);
  site.demand(fact.level != Fact::Conflict, Rule::ContainerLayout, "slot ",
              *slot, " holds containers of different layouts");
  if (!fact.isKnown())
    return;
  ContainerFacts::Shape shape = containers.shape(fact.value);
  ContainerUse use = containerUse(site);
  auto same = [](const std::optional<LayoutView> &used, LayoutView known) {
    return !used || std::ranges::equal(*used, known);
  };
  site.demand(use.kind == shape.kind && same(use.first, shape.first) &&
                  same(use.second, shape.second),
              Rule::ContainerLayout, "slot ", *slot, " holds ",
              kindNames[shape.kind], " of ", shape.first, " ", shape.second,
              ", used as ", kindNames[use.kind], " of ",
              use.first.value_or(LayoutView()), " ",
              use.second.value_or(LayoutView()));
}

void vo::bc::verify::checkFlow(ModuleContext &context, uint32_t index,
                               const FunctionDef &function,
                               LayoutView globals) {
  Report &report = context.report;
  report.enterFunction(index, function);
  Cfg cfg = buildCfg(function);
  if (function.code.empty())
    report.add(Rule::CodeEnd, "there are no instructions");
  for (uint32_t pc : cfg.openEnds) {
    report.enterInstruction(pc);
    report.add(Rule::CodeEnd, "execution runs past the last instruction");
  }
  FlowContext flow{context, function, globals, cfg};
  ConstantFacts constants(flow);
  constants.solve();
  IndexFacts indices(flow, constants);
  indices.solve();
  ContainerFacts containers(flow);
  containers.solveForParameters();
  for (const Cfg::Block &block : cfg.blocks)
    for (uint32_t pc = block.begin; pc < block.end && !report.full(); ++pc) {
      report.enterInstruction(pc);
      Site site = flow.site(pc);
      checkTypeConstants(site, constants);
      checkMapConstants(site, constants);
      checkIndexProof(site, indices);
      checkContainer(site, containers);
    }
}
