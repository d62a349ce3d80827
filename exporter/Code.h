//===- Code.h - Instructions before their slots are known -------*- C++ -*-===//
//
// A function's instructions over *groups*: runs of consecutive slots that a
// value or a window of operands needs, each of fixed slot types. `finish` drops
// what nothing needs, merges groups that are only copied into each other, and
// places the rest in the frame: groups of the same types share slots when they
// are not live together, and the window of a call lies behind everything that
// is live across it, because the callee's frame overlaps what follows.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "bytecode/Model.h"

#include "mlir/IR/Location.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"

namespace vo::exporter {

/// An operand of a step: nothing, a number, or slots of a group.
struct Operand {
  enum Kind : uint8_t { None, Number, Slots };
  Kind kind = None;
  uint16_t offset = 0; // first slot in the group
  uint16_t width = 1;  // how many slots, where they are written
  uint32_t value = 0;  // the number, or the group

  static Operand number(uint32_t value) { return {Number, 0, 1, value}; }
  Operand at(uint16_t distance) const {
    return {kind, static_cast<uint16_t>(offset + distance), 1, value};
  }
};

/// What a group is for.
enum class Role : uint8_t {
  Value,     ///< anywhere in the frame
  Parameter, ///< at fixed slots
  Area,      ///< indexed at run time: live in the whole function
  Call,      ///< argument and result window of a call
};

/// One instruction, the place that jumps name, or the point from which a group
/// is filled piece by piece.
struct Step {
  enum Kind : uint8_t { Plain, Label, Begin };
  Kind kind;
  bc::Opcode op = bc::Opcode::Invalid;
  uint8_t flags = 0;
  std::array<Operand, 3> operands = {};
  bc::InstrMeta meta = {};
  uint32_t label = 0; // of Label and jumps
  mlir::Location loc;

  bool isJump() const;
  /// Whether what follows is not reached from here.
  bool endsFlow() const;
};

/// Where an instruction of the finished function comes from.
struct Placed {
  uint32_t pc;
  mlir::Location loc;
};

class Code {
public:
  /// A new group with the given slot letters (as in #vo.layout).
  Operand group(llvm::StringRef letters, Role role = Role::Value);
  /// A group at fixed slots of the frame.
  Operand parameter(llvm::StringRef letters, uint16_t slot);
  /// Letter of an operand's first slot.
  char letter(const Operand &operand) const {
    return groups[operand.value].letters[operand.offset];
  }

  uint32_t newLabel() { return labelCount++; }
  void placeLabel(uint32_t label, mlir::Location loc);
  /// Says that all slots of the group are about to be written one by one.
  void begin(const Operand &operand, mlir::Location loc);
  void emit(mlir::Location loc, bc::Opcode op, std::array<Operand, 3> operands,
            uint8_t flags = 0, bc::InstrMeta meta = {});
  void jump(mlir::Location loc, bc::Opcode op, const Operand &condition,
            uint32_t label);

  /// Fills frame, code and metadata of `def`. Gives the position of every
  /// instruction; nothing when the frame would exceed 65535 slots.
  std::optional<std::vector<Placed>> finish(bc::FunctionDef &def);

private:
  struct Group {
    std::string letters;
    Role role = Role::Value;
    int32_t slot = -1;   // once placed
    uint32_t merged = 0; // itself, or the group it is merged into
    llvm::DenseSet<uint32_t> conflicts;
    std::vector<uint32_t> across; // of a call window: live across the call
  };
  struct Block {
    uint32_t begin, end;
    llvm::SmallVector<uint32_t, 2> successors;
    llvm::BitVector liveIn, liveOut;
  };

  uint32_t find(uint32_t group) const;
  void dropDead();
  void makeBlocks();
  void solveLiveness();
  void stepBack(const Step &step, llvm::BitVector &live) const;
  void findConflicts();
  void addConflicts(uint32_t defined, const llvm::BitVector &live,
                    std::optional<uint32_t> spared);
  void mergeCopies();
  bool place();
  bool placeGroup(uint32_t group, uint32_t lowest);
  uint32_t firstSlotBehind(const Group &group) const;
  uint16_t slotOf(const Operand &operand) const;
  bool isWhole(const Operand &operand) const;
  bool vanishes(const Step &step) const;
  std::vector<size_t> labelTargets() const;
  bool followJumps();
  bool invertJumps();
  bool dropUnreached();
  void simplifyJumps();

  template <typename Visit> void forReads(const Step &step, Visit visit) const;
  template <typename Visit> void forWrites(const Step &step, Visit visit) const;

  std::vector<Group> groups;
  std::vector<Step> steps;
  std::vector<Block> blocks;
  std::string frame;                     // letters of the slots in use
  uint32_t areasBegin = 0, areasEnd = 0; // where indexed areas lie
  uint32_t labelCount = 0;
};

/// Slot types for letters, and back.
bc::Layout layoutOf(llvm::StringRef letters);
std::string lettersOf(const bc::Layout &layout);

} // namespace vo::exporter
