//===- ExportFrames.cpp - Frame areas that are indexed at run time --------===//

#include "exporter/FunctionExporter.h"

using namespace mlir;
using namespace vo::exporter;
namespace bc = vo::bc;
namespace ir = vo::ir;
using bc::Opcode;

/// The block that is entered next and only from `block`, if there is one.
static Block *onlySuccessor(Block *block) {
  if (block->getNumSuccessors() != 1)
    return nullptr;
  Block *next = block->getSuccessor(0);
  return next->getSinglePredecessor() == block ? next : nullptr;
}

/// Makes an area zero. Slots that the code behind it writes before anything
/// may read them need nothing.
void FunctionExporter::clearArea(ir::FrameOp frame, const Operand &area) {
  llvm::SmallDenseSet<int64_t> written;
  Operation *next = frame->getNextNode();
  bool read = false;
  for (Block *block = frame->getBlock(); block && !read;
       block = onlySuccessor(block), next = block ? &block->front() : nullptr)
    for (; next && !read; next = next->getNextNode()) {
      auto set = dyn_cast<ir::FrameSetOp>(next);
      if (set && set.getFrame() == frame.getFrame()) {
        if (auto index = constantOf(set.getIndex()))
          written.insert(*index * int64_t(set.getStride()) +
                         int64_t(set.getOffset()));
        continue;
      }
      read = llvm::is_contained(next->getOperands(), frame.getFrame());
    }
  for (unsigned slot = 0; slot < frame.getLayout().size(); ++slot)
    if (!written.contains(slot))
      emit(Opcode::LoadInt, area.at(slot), Operand::number(0),
           Operand::number(0));
}

/// A view of an area as elements of `stride` slots, of which one begins so that
/// slot `offset` of the area belongs to the first.
namespace {
struct Elements {
  int64_t base;   // slot of the first element
  int64_t within; // the wanted slot in its element
  int64_t count;
};
} // namespace

/// The view with most elements that all have the same layout, where the wanted
/// slot is at most the `mostWithin`th of its element.
static Elements viewOf(StringRef letters, int64_t stride, int64_t offset,
                       int64_t mostWithin) {
  Elements best = {0, 0, 0};
  for (int64_t within = 0; within <= mostWithin && within <= offset; ++within) {
    int64_t base = offset - within, count = 0;
    StringRef first = letters.substr(base, stride);
    while (first.size() == size_t(stride) &&
           letters.substr(base + count * stride, stride) == first)
      ++count;
    if (count > best.count)
      best = {base, within, count};
  }
  return best;
}

/// Slot of an area that an access with a known index means; nothing when it is
/// outside or of another type.
static std::optional<unsigned> knownSlot(StringRef letters, int64_t index,
                                         int64_t stride, int64_t offset,
                                         char letter) {
  int64_t slot;
  bool overflow = llvm::MulOverflow(index, stride, slot) ||
                  llvm::AddOverflow(slot, offset, slot);
  if (overflow || slot < 0 || slot >= int64_t(letters.size()) ||
      letters[slot] != letter)
    return std::nullopt;
  return slot;
}

/// This access and those right behind it that continue it slot by slot in the
/// same element, at most `limit`.
template <typename Access>
static SmallVector<Access> runOf(Access first, size_t limit) {
  SmallVector<Access> run = {first};
  for (auto next = dyn_cast_or_null<Access>(first->getNextNode());
       next && run.size() < limit;
       next = dyn_cast_or_null<Access>(next->getNextNode())) {
    if (next.getFrame() != first.getFrame() ||
        next.getIndex() != first.getIndex() ||
        next.getStride() != first.getStride() ||
        next.getOffset() != first.getOffset() + run.size())
      break;
    run.push_back(next);
  }
  return run;
}

/// An index in a slot, checked against the length of the view unless it has
/// been: the verifier wants to see that.
Operand FunctionExporter::checkedIndex(Operation &op, Value index,
                                       int64_t count) {
  Operand at = readInt(index);
  bool checked = llvm::any_of(index.getUsers(), [&](Operation *user) {
    auto check = dyn_cast<ir::CheckIndexOp>(user);
    if (!check || check.getIndex() != index ||
        !dominance.properlyDominates(user, &op))
      return false;
    auto length = constantOf(check.getLength());
    return length && *length >= 0 && *length <= count;
  });
  if (!checked)
    emit(Opcode::IndexCheck, at, constantSlot(count));
  return at;
}

/// Reads or writes an area in the frame. A slot whose number is known needs no
/// indexing.
template <typename Access> void FunctionExporter::accessArea(Access access) {
  constexpr bool isSet = std::is_same_v<Access, ir::FrameSetOp>;
  auto definition = access.getFrame().template getDefiningOp<ir::FrameOp>();
  if (!definition)
    return refuse("a frame area that is not made by vo.frame");
  Operand area = areas.lookup(access.getFrame());
  StringRef letters = definition.getLayout().getSlots();
  Value value = access.getValue();
  char letter = lettersOfTypes(value.getType()).front();
  int64_t stride = access.getStride(), offset = access.getOffset();
  if (auto constant = constantOf(access.getIndex())) {
    auto slot = knownSlot(letters, *constant, stride, offset, letter);
    if (!slot)
      return refuse("an access outside of its frame area");
    if (isSet)
      return fill(area.at(*slot), value);
    return copy(define(value), area.at(*slot));
  }
  if (stride <= 0 || !knownSlot(letters, 0, stride, offset, letter))
    return refuse("an access outside of its frame area");
  // Accesses to all slots of an element tell where it begins.
  SmallVector<Access> run = runOf(access, stride);
  bool whole = static_cast<int64_t>(run.size()) == stride;
  Elements view = viewOf(letters, stride, offset, whole ? 0 : stride - 1);
  if (view.count == 0)
    return refuse("an access outside of its frame area");
  run.truncate(std::min<size_t>(run.size(), stride - view.within));
  Operand at = checkedIndex(*access, access.getIndex(), view.count);
  std::string element = letters.substr(view.base, stride).str();
  bc::MetaSlotLayout meta{layoutOf(element)};
  Operand base = area.at(view.base);
  Operand window = code.group(element);
  auto slotOf = [&](size_t i) { return window.at(view.within + i); };
  if (!isSet || !whole)
    emit(stride == 1 ? Opcode::SlotGet : Opcode::SlotGetN, window, base, at, 0,
         meta);
  else
    code.begin(window, loc);
  for (auto [i, member] : llvm::enumerate(run)) {
    Value part = member.getValue();
    if (lettersOfTypes(part.getType()).front() != element[view.within + i])
      return refuse("an access outside of its frame area");
    if (isSet)
      fill(slotOf(i), part);
    else
      places[part] = slotOf(i);
    exported.insert(member);
  }
  if (isSet)
    emit(stride == 1 ? Opcode::SlotSet : Opcode::SlotSetN, base, at, window, 0,
         meta);
}

/// The same access to an object, which has the area's slots.
void FunctionExporter::accessObject(Operation &op, Value object, Value index,
                                    int64_t stride, int64_t offset, Value value,
                                    bool isSet) {
  Operand pointer = read(object, 'r');
  int64_t slot = offset;
  if (auto constant = constantOf(index)) {
    if (llvm::MulOverflow(*constant, stride, slot) ||
        llvm::AddOverflow(slot, offset, slot))
      return refuse("an access outside of its frame area");
  } else {
    Operand distance = readInt(index);
    if (stride != 1) {
      Operand scaled = temporary("v");
      emit(Opcode::MulI, scaled, distance, constantSlot(stride));
      distance = scaled;
    }
    Operand address = temporary("r");
    emit(Opcode::PtrAdd, address, pointer, distance);
    pointer = address;
  }
  if (slot < 0 || slot > 0xFFFF)
    return refuse("an access outside of its frame area");
  if (isSet)
    storeSlots(pointer, slot, value);
  else
    loadSlots(pointer, slot, op.getResults());
}

bool FunctionExporter::exportFrame(Operation &op) {
  if (auto frame = dyn_cast<ir::FrameOp>(op)) {
    if (frame.getLayout().size() == 0)
      return true;
    Operand area = code.group(frame.getLayout().getSlots(), Role::Area);
    areas[frame.getFrame()] = area;
    clearArea(frame, area);
    return true;
  }
  auto access = [&](auto typed, Value value, bool isSet) {
    if (isa<ir::FrameType>(typed.getFrame().getType()))
      accessArea(typed);
    else
      accessObject(op, typed.getFrame(), typed.getIndex(), typed.getStride(),
                   typed.getOffset(), value, isSet);
    return true;
  };
  if (auto get = dyn_cast<ir::FrameGetOp>(op))
    return access(get, get.getValue(), false);
  if (auto set = dyn_cast<ir::FrameSetOp>(op))
    return access(set, set.getValue(), true);
  return false;
}
