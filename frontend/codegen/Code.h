//===- Code.h - Instructions of the function being made ---------*- C++ -*-===//
//
// A growing list of instructions with labels and source positions. Operands
// that name slots are Frame numbers until finish() places them.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "bytecode/Model.h"
#include "frontend/codegen/Frame.h"
#include "frontend/source/Source.h"

namespace vo::fe {

/// A place in the code, bound once, before or after it is jumped to.
struct Label {
  uint32_t id = UINT32_MAX;
};

class Code {
public:
  using Op = bc::Opcode;

  uint32_t pc() const { return uint32_t(code.size()); }
  /// The position that following trapping or calling instructions get.
  void at(Range range) { position = range; }

  /// Gives code that has no position at all that of `range`, so that whatever
  /// is wrong with it can be pointed at.
  void locate(Range range) {
    if (debug.empty() && range.begin.isValid())
      debug.push_back({0, range});
  }

  void emit(Op op, uint32_t a = 0, uint32_t b = 0, uint32_t c = 0,
            uint8_t flags = 0) {
    notePosition(op);
    code.push_back({op, flags, a, b, c});
  }
  template <typename Data>
  void emit(Data data, Op op, uint32_t a = 0, uint32_t b = 0, uint32_t c = 0,
            uint8_t flags = 0) {
    meta.push_back({pc(), bc::InstrMeta(std::move(data))});
    emit(op, a, b, c, flags);
  }
  void loadInt(Slot dst, int32_t value) {
    emit(Op::LoadInt, dst, uint16_t(uint32_t(value)), uint32_t(value) >> 16);
  }

  Label label() {
    labels.push_back({});
    return {uint32_t(labels.size() - 1)};
  }
  Label here() {
    Label made = label();
    bind(made);
    return made;
  }
  void bind(Label label);
  /// Something jumps to the label.
  bool isUsed(Label label) const { return labels[label.id].used; }
  void jump(Label target);
  void jumpIf(bool condition, Slot slot, Label target);
  /// The fused step: false when the body is too long for its distance; nothing
  /// is emitted then.
  bool forLoop(Slot counter, Slot limit, Label top, uint8_t flags);
  /// A loop hint; completed by closeLoop.
  uint32_t loopHint() {
    emit(bc::MetaLoopEnd{}, Op::Hint, 0, 0, 0, bc::flag::loopHint);
    return pc() - 1;
  }
  /// `backEdge` is the pc of the jump back, a Jump or ForLoop to the
  /// instruction behind the hint; without one the hint goes away. `exit` is
  /// absent when nothing leaves the loop.
  void closeLoop(uint32_t hint, std::optional<uint32_t> backEdge,
                 std::optional<Label> exit, uint8_t loopFlags);

  /// Execution does not get here.
  bool isDead() const { return dead; }
  void setDead() { dead = true; }
  /// Execution could run past the last instruction.
  bool needsEnd() const {
    return !dead || code.empty() ||
           (code.back().op != Op::Return && code.back().op != Op::Jump &&
            code.back().op != Op::Panic);
  }

  /// Places slots and branches, and tells loops how deep they are: a loop that
  /// never comes back is none, so only the whole function shows that. Other
  /// mirrors are set by the module.
  void finish(const Frame &frame, bc::FunctionDef &function);

  struct DebugEntry {
    uint32_t pc;
    Range range;
  };
  llvm::ArrayRef<DebugEntry> debugEntries() const { return debug; }

private:
  struct Word {
    Op op;
    uint8_t flags;
    uint32_t a, b, c;
  };
  struct LabelInfo {
    uint32_t pc = UINT32_MAX;
    bool used = false;
  };
  struct Fixup {
    uint32_t pc;
    Label target;
  };
  /// Few instructions have metadata; in order of pc.
  struct Meta {
    uint32_t pc;
    bc::InstrMeta data;
  };
  void notePosition(Op op);

  // Sizes of ordinary functions.
  llvm::SmallVector<Word, 64> code;
  llvm::SmallVector<Meta, 8> meta;
  llvm::SmallVector<LabelInfo, 16> labels;
  llvm::SmallVector<Fixup, 16> fixups;
  llvm::SmallVector<DebugEntry, 16> debug;
  Range position;
  bool dead = false;
};

} // namespace vo::fe
