#include "runtime/gc/Layouts.h"

#include "runtime/abi/StackMap.h"

namespace vo::rt {

static constexpr abi::Layout kReserved[] = {
#define VO_LAYOUT(id, name, kind, slots, refs, interfaces, note)               \
  {abi::LayoutKind::kind, {}, slots, refs, interfaces, abi::kNoSlotTypes, 0},
#include "runtime/abi/Layouts.def"
};

// Rows are found by id.
#define VO_LAYOUT(id, name, kind, slotCount, refs, interfaces, note)           \
  static_assert(id < std::size(kReserved) && kReserved[id].slots == slotCount);
#include "runtime/abi/Layouts.def"
static_assert(std::size(kReserved) <= abi::kFrameTableLayout &&
              abi::kFrameTableLayout < abi::kFirstModuleLayout);

LayoutTable::LayoutTable()
    : rows(std::begin(kReserved), std::end(kReserved)),
      reservedCount(std::size(kReserved)) {
  rows.resize(abi::kFirstModuleLayout);
}

void LayoutTable::addModule(const abi::ModuleDescriptor &module) {
  rows.insert(rows.end(), module.layouts, module.layouts + module.layoutCount);
  pool = module.slotTypePool;
}

} // namespace vo::rt
