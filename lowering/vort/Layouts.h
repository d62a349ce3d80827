//===- Layouts.h - Numbering of object layouts ------------------*- C++ -*-===//
//
// The collector knows an object by the layout id in its header: one of the
// reserved rows of runtime/abi/Layouts.def, or an index into the module's own
// table. Layouts that are traced alike share a row.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "dialect/vo/Vo.h"
#include "runtime/abi/Object.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"

#include <optional>

namespace vo::lowering {

/// Largest number of slots that an object header can tell.
inline constexpr uint64_t kMaxObjectSlots = 0xFFFFFF;
static_assert(abi::wordsOf(abi::headerWord(0, kMaxObjectSlots)) ==
              kMaxObjectSlots);
static_assert(abi::wordsOf(abi::headerWord(0, kMaxObjectSlots + 1)) == 0);

/// Largest frame memory in slots: half of LLVM's limit for one stack object.
inline constexpr int64_t kMaxFrameSlots = int64_t{1} << 27;

/// The reserved layout with this name, if it is one of fixed objects with such
/// slots.
std::optional<uint32_t> findReservedLayout(llvm::StringRef name,
                                           ir::LayoutAttr layout);

/// Data words of an object with this layout. At least one: a header with size 0
/// is that of an array, and objects without slots still have an identity.
uint32_t objectWords(ir::LayoutAttr layout);

/// The module's layouts in the order in which they were asked for.
class LayoutTable {
public:
  /// Id of objects (and of globals) with these slots. Never a reserved one:
  /// those of fixed objects tell the runtime more than how to trace.
  uint32_t fixed(ir::LayoutAttr layout);

  /// Id of one object: the reserved layout with this name, which must fit
  /// (findReservedLayout), or that of its slots.
  uint32_t object(ir::LayoutAttr layout,
                  std::optional<llvm::StringRef> reserved) {
    return reserved ? *findReservedLayout(*reserved, layout) : fixed(layout);
  }

  /// Id of arrays with such elements: reserved if a row fits.
  uint32_t array(ir::ElemAttr elem);

  /// Rows from abi::kFirstModuleLayout on.
  llvm::ArrayRef<abi::Layout> rows() const { return table; }

  /// abi::SlotType bytes of the layouts that are too long for bit sets.
  llvm::ArrayRef<uint8_t> slotTypes() const { return pool; }

private:
  uint32_t number(abi::LayoutKind kind, llvm::StringRef letters);

  llvm::SmallVector<abi::Layout> table;
  llvm::SmallVector<uint8_t> pool;
  /// From kind and letters to the id.
  llvm::StringMap<uint32_t> ids;
};

} // namespace vo::lowering
