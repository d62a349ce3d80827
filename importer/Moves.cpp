//===- Moves.cpp - Many slots at once -------------------------------------===//
//
// An instruction that copies many slots between memory of the frame and memory
// of the frame or an object is one `vo.move`, however many they are. Where one
// side is values of their own, or the leaves differ (numbers that are stored
// narrow are the same), each is read and written.
//
//===----------------------------------------------------------------------===//

#include "importer/Function.h"

using namespace mlir;
using namespace vo::importer;
namespace ssa = vo::bc::ssa;

/// The slots as memory, when they are all of one area and begin and end with
/// whole values.
std::optional<FunctionImporter::LeafRun>
FunctionImporter::runInArea(std::span<const ValueId> ids) {
  if (ids.empty() || !isInArea(ids.front()))
    return std::nullopt;
  ValueId web = ssa.web(ids.front());
  const Area &area = areas.find(web)->second;
  uint32_t first = ssa.value(ids.front()).slot;
  LeafRun run{area.frame, {}, {}};
  for (ValueId id : ids) {
    if (!isInArea(id) || ssa.web(id) != web)
      return std::nullopt;
    if (Type leaf = registerOf(area.leaves[ssa.value(id).slot - area.begin]))
      run.leaves.push_back(leaf);
  }
  if (isSecondHalf(first) ||
      def.slotTypes[first + ids.size() - 1] == bc::SlotType::Interface0)
    return std::nullopt;
  auto path =
      types.pathTo(area.memory, {int64_t(first) - area.begin, {}}, ids.size());
  if (!path)
    return std::nullopt;
  run.path = std::move(*path);
  return run;
}

/// Nothing when the leaves differ. `isPresent`: neither side can be nil.
bool FunctionImporter::move(const LeafRun &from, const LeafRun &to,
                            bool isPresent) {
  if (from.leaves != to.leaves)
    return false;
  SmallVector<Value> source = indicesOf(from.path), target = indicesOf(to.path);
  ir::MoveOp::create(b, loc, from.leaves.size(), from.memory, from.path.text,
                     source, to.memory, to.path.text, target,
                     /*nonnull=*/isPresent, /*nobarrier=*/false);
  return true;
}

/// The copy of `count` slots that the instruction is.
bool FunctionImporter::moveInFrame(uint32_t count) {
  // Where the slots overlap each has to be read before it is written.
  bool overlaps = inst.a < inst.b + count && inst.b < inst.a + count;
  if (count < kManySlots || overlaps || ssa.reads(pc).empty())
    return false;
  auto from = runInArea(ssa.reads(pc).front().values);
  auto to = runInArea(ssa.writes(pc).front().values);
  return from && to && move(*from, *to, /*isPresent=*/true);
}

/// Between an object and slots that the instruction reads (`isSet`) or writes.
bool FunctionImporter::moveSlots(const LeafRun &object, uint32_t slot,
                                 size_t count, bool isSet, bool isPresent) {
  if (count < kManySlots)
    return false;
  for (const ssa::SlotRange &range : isSet ? ssa.reads(pc) : ssa.writes(pc)) {
    if (range.start != slot || range.values.size() != count)
      continue;
    auto slots = runInArea(range.values);
    return slots && (isSet ? move(*slots, object, isPresent)
                           : move(object, *slots, isPresent));
  }
  return false;
}

/// The instruction and those behind it that go on storing slots in a row, as
/// one operation; false when they are too few, or the slots are not memory.
bool FunctionImporter::storeRun(const Access &access) {
  ValueId base = idOf(inst.a);
  if (pc < noRunTo || !isInArea(idOf(inst.c)))
    return false;
  SmallVector<ValueId> ids;
  uint32_t at = pc, end = ssa.cfg().blocks[block].end;
  for (; at < end; ++at) {
    const bc::Instruction &next = def.code[at];
    bool isStore = next.opcode() == bc::Opcode::PtrSet ||
                   next.opcode() == bc::Opcode::PtrSetN;
    if (!isStore || ssa.read(at, next.a) != base ||
        next.b != inst.b + ids.size() || next.c != inst.c + ids.size())
      break;
    size_t count = std::get<bc::MetaPtrLayout>(def.meta[at]).valueLayout.size();
    for (size_t i = 0; i < count; ++i)
      ids.push_back(ssa.read(at, next.c + i));
  }
  // Nobody looks at them again.
  noRunTo = at;
  if (ids.size() < kManySlots)
    return false;
  auto slots = runInArea(ids);
  std::optional<Moved> moved =
      slots ? movedAt(access, ids.size()) : std::nullopt;
  if (!moved ||
      !move(*slots,
            {moved->pointer, moved->path, types.registersOf(moved->leaves)},
            /*isPresent=*/false))
    return false;
  skipTo = at;
  return true;
}
