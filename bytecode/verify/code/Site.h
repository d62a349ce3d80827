//===- Site.h - One instruction and all it refers to ------------*- C++ -*-===//

#ifndef VO_BYTECODE_VERIFY_CODE_SITE_H
#define VO_BYTECODE_VERIFY_CODE_SITE_H

#include "bytecode/verify/tables/Tables.h"

#include <array>

namespace vo::bc::verify {

/// The tag of the metadata that a rule is about; nullopt for opcodes whose
/// metadata nobody looks at.
std::optional<uint8_t> metadataTag(MetaRule rule);

/// An instruction with a valid opcode, inside a function whose tables have
/// been checked.
struct Site {
  ModuleContext &context;
  const FunctionDef &function;
  /// Slot types of all globals, flat.
  LayoutView globals;
  uint32_t pc;

  const Instruction &word() const { return function.code[pc]; }
  Opcode opcode() const { return word().opcode(); }
  const OpcodeInfo &row() const { return *bc::info(opcode()); }
  /// The metadata when it is of that kind and the opcode takes that kind, else
  /// nullptr.
  template <class Meta> const Meta *meta() const {
    if (metadataTag(row().meta) != Meta::tag)
      return nullptr;
    return std::get_if<Meta>(&function.meta[pc]);
  }
  const Module &module() const { return context.module; }
  LayoutView frame() const { return function.slotTypes; }

  template <class... Parts>
  void breach(Rule rule, const Parts &...parts) const {
    context.report.add(rule, text(parts...));
  }
  /// False after filing a breach of `rule` because `condition` does not hold.
  template <class... Parts>
  bool demand(bool condition, Rule rule, const Parts &...parts) const {
    if (!condition)
      breach(rule, parts...);
    return condition;
  }
};

/// A hint that announces a loop.
inline bool isLoopHint(const Instruction &word) {
  return word.opcode() == Opcode::Hint && word.flags == flag::loopHint;
}

/// The closure form of GoStart, DeferPush and ErrDeferPush.
bool isClosureForm(const Site &site);

/// The function that Call, ClosureNew or the static form of GoStart and
/// DeferPush names; nullptr for other instructions and ids out of range.
const FunctionDef *calledFunction(const Site &site);

/// What bits 0..5 of an element code say: bytes per element.
uint32_t elemBytesOf(uint8_t flags);

/// Slots of an array or slice element as the instruction moves them: those of
/// the metadata (none for 0 bytes), or those that the flags imply.
LayoutView elemLayout(const Site &site);
/// The same for the type of the elements, where 0 bytes may be [Value].
LayoutView elemTypeLayout(const Site &site);

/// The arguments and results that a call, spawn or defer has; nullopt when the
/// metadata or the callee is missing.
struct CallLayouts {
  LayoutView args, rets;
};
std::optional<CallLayouts> callLayouts(const Site &site);

/// What a run of operand slots must hold: exactly a layout, or `count` times
/// one of the slot types in `allowed`.
struct Piece {
  LayoutView layout;
  uint64_t count = 0;
  uint8_t allowed = 0;
};

/// The frame slots of an operand.
struct Window {
  uint32_t start = 0;
  std::array<Piece, 3> pieces;
  unsigned numPieces = 0;

  void add(LayoutView layout) { pieces[numPieces++] = {layout, layout.size()}; }
  void add(uint8_t allowed, uint64_t count) {
    pieces[numPieces++] = {{}, count, allowed};
  }
  uint64_t size() const;
};

/// Bit of a slot type in Piece::allowed.
constexpr uint8_t only(SlotType type) { return uint8_t(1u << unsigned(type)); }
inline constexpr uint8_t anySlot = (1u << numSlotTypes) - 1;

/// The window of operand field 0, 1 or 2; nullopt when the operand is no
/// window of frame slots, or needs metadata or a callee that is missing.
std::optional<Window> operandWindow(const Site &site, unsigned field);

/// What is wrong with the window's place and slot types; empty when nothing
/// is. Sets `rule` accordingly.
std::string windowProblem(const Site &site, const Window &window, Rule &rule);

/// The slots of a MapIterInit window.
extern const std::array<SlotType, 7> mapIteratorLayout;

} // namespace vo::bc::verify

#endif // VO_BYTECODE_VERIFY_CODE_SITE_H
