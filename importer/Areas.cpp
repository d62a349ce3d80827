//===- Areas.cpp - Indexed slots as memory --------------------------------===//
//
// Slots that SlotGet or SlotSet may index are a `vo.frame`, one per web of
// values. Its type has the leaves of its slots; each run that is indexed is an
// array in it, so that paths can name its elements by an index.
//
//===----------------------------------------------------------------------===//

#include "importer/Function.h"

using namespace mlir;
using namespace vo::importer;
namespace ssa = vo::bc::ssa;

bool FunctionImporter::isInArea(ValueId id) const { return fn.isIndexed(id); }

/// Registers one indexed run of a web.
void FunctionImporter::addRun(uint32_t at) {
  bc::ssa::IndexedRun run = ssa.run(at);
  auto [it, isNew] = areas.try_emplace(ssa.web(ssa.indexed(at)));
  Area &area = it->second;
  area.begin = isNew ? run.base : std::min<uint32_t>(area.begin, run.base);
  area.end = std::max<uint32_t>(area.end, run.base + run.size());
  area.runs.insert({run.base, run.width, run.length});
}

/// The webs that are memory. Code that never runs says nothing about how it is
/// laid out.
void FunctionImporter::findAreas() {
  std::vector<uint32_t> unreached;
  for (auto [which, block] : llvm::enumerate(ssa.cfg().blocks))
    for (uint32_t at = block.begin; at < block.end; ++at) {
      if (ssa.indexed(at) == ssa::noValue)
        continue;
      if (at < fn.end(which))
        addRun(at);
      else
        unreached.push_back(at);
    }
  for (uint32_t at : unreached)
    if (!areas.contains(ssa.web(ssa.indexed(at))))
      addRun(at);
  for (auto &[web, area] : areas)
    area.leaves.assign(area.end - area.begin, typing::Universe::value);
  for (ValueId v = 0; v < ssa.numValues(); ++v)
    if (isInArea(v)) {
      Area &area = areas.find(ssa.web(v))->second;
      if (uint32_t slot = ssa.value(v).slot;
          slot >= area.begin && slot < area.end)
        area.leaves[slot - area.begin] = fn.type(v);
    }
}

LogicalResult FunctionImporter::makeAreas() {
  findAreas();
  for (auto &[web, area] : areas) {
    SmallVector<Type> slots;
    for (typing::TermId leaf : area.leaves)
      slots.push_back(registerOf(leaf));
    std::set<Types::Run> runs;
    for (Types::Run run : area.runs)
      runs.insert({run.base - area.begin, run.width, run.length});
    area.memory = types.storageOfSlots(slots, runs);
    if (!area.memory)
      return notSupported("a frame array that is indexed in several ways");
    area.frame =
        ir::FrameOp::create(b, loc, ir::FrameType::get(context(), area.memory));
  }
  return success();
}

typing::TermId FunctionImporter::areaTerm(ValueId some, uint32_t slot) const {
  const Area &area = areas.find(ssa.web(some))->second;
  return area.leaves[slot - area.begin];
}

Value FunctionImporter::readArea(ValueId id) {
  const Area &area = areas.find(ssa.web(id))->second;
  Type type = registerOf(fn.type(id));
  auto path =
      types.pathTo(area.memory, {int64_t(ssa.value(id).slot) - area.begin, {}},
                   isa<ir::IfaceType>(type) ? 2 : 1);
  if (!path)
    return broken(type, "a slot of a frame array");
  return ir::FrameGetOp::create(b, loc, type, area.frame, path->text,
                                ValueRange())
      .getResult(0);
}

void FunctionImporter::writeArea(ValueId id, Value value) {
  const Area &area = areas.find(ssa.web(id))->second;
  auto path =
      types.pathTo(area.memory, {int64_t(ssa.value(id).slot) - area.begin, {}},
                   isa<ir::IfaceType>(value.getType()) ? 2 : 1);
  if (path)
    ir::FrameSetOp::create(b, loc, area.frame, path->text, ValueRange(), value);
  else
    broken(value.getType(), "a slot of a frame array");
}
