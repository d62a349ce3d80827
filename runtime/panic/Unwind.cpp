#include "runtime/panic/Unwind.h"

#include "runtime/object/Box.h"
#include "runtime/object/String.h"
#include "runtime/object/ValueKind.h"
#include "runtime/panic/Panic.h"
#include "runtime/panic/Report.h"

#include <cstddef>

using namespace vo;
using namespace vo::rt;

// Saves the registers that callees keep, notes the stack pointer, calls. Both
// functions keep a frame pointer, like everything that the collector walks
// over.
asm(R"(
  .text
  .p2align 4
  .hidden vo_call_protected
  .globl vo_call_protected
  .type vo_call_protected, @function
vo_call_protected:
  pushq %rbp
  movq %rsp, %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  subq $8, %rsp
  movq %rsp, (%rdi)
  movq %rdx, %rdi
  callq *%rsi
  xorl %eax, %eax
.Lvo_protected_end:
  addq $8, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  retq
  .size vo_call_protected, .-vo_call_protected

  .p2align 4
  .hidden vo_return_protected
  .globl vo_return_protected
  .type vo_return_protected, @function
vo_return_protected:
  movq %rdi, %rsp
  movl $1, %eax
  jmp .Lvo_protected_end
  .size vo_return_protected, .-vo_return_protected
)");

using DeferCode = __attribute__((swiftcall)) void (*)(Ref record,
                                                      VO_RT_CONTEXT);
using BodyCode = __attribute__((swiftcall)) void (*)(abi::DeferFrame *frame,
                                                     VO_RT_CONTEXT);

static UnwindState &stateOf(Context &context) {
  return Goroutine::of(context).unwind;
}

/// Compiled code that is entered from here checks the stack at best once more
/// than this.
static void checkStack(Context &context) {
  auto frame = reinterpret_cast<uint64_t>(__builtin_frame_address(0));
  if (frame < context.stackLimit)
    raiseTrap(context, abi::Trap::StackOverflow);
}

//===----------------------------------------------------------------------===//
// Deferred calls
//===----------------------------------------------------------------------===//

/// Takes the next record off a frame that is to run, null when none is left.
static Ref takeRecord(abi::DeferFrame &frame, bool withErrorCalls) {
  while (auto *record = reinterpret_cast<abi::DeferRecord *>(frame.records)) {
    frame.records = record->next;
    if (withErrorCalls || !record->onError)
      return reinterpret_cast<Ref>(record);
  }
  return nullptr;
}

VO_RT_CALLS_COMPILED static void runRecord(Context &context, Ref record,
                                           Panic *panic) {
  checkStack(context);
  UnwindState &state = stateOf(context);
  DeferredCall call{state.call, panic};
  state.call = &call;
  auto code = reinterpret_cast<DeferCode>(
      reinterpret_cast<abi::DeferRecord *>(record)->code);
  code(record, &context);
  state.call = call.outer;
}

static void runRecords(Context &context, abi::DeferFrame &frame,
                       bool withErrorCalls, Panic *panic = nullptr) {
  while (Ref record = takeRecord(frame, withErrorCalls))
    runRecord(context, record, panic);
}

namespace {
/// What vo_rt_call_deferring does under protection.
struct Activation {
  Context *context;
  abi::DeferFrame *frame;
  BodyCode body; // null: a panic was recovered, only deferred calls are left
  /// The panic that called the function as a deferred one, if it did.
  Panic *panic;
};
} // namespace

VO_RT_CALLS_COMPILED static void runActivation(void *argument) {
  auto &activation = *static_cast<Activation *>(argument);
  abi::DeferFrame &frame = *activation.frame;
  if (!activation.body)
    return runRecords(*activation.context, frame, /*withErrorCalls=*/false);
  activation.body(&frame, activation.context);
  Panic *panic = activation.panic;
  if (panic && panic->isRecovered)
    panic = nullptr;
  runRecords(*activation.context, frame, panic || frame.failed != 0, panic);
}

/// The panic that calls the function with this body as a deferred one.
static Panic *enteringPanic(UnwindState &state, const void *body) {
  if (state.entering != body || !state.call)
    return nullptr;
  state.entering = nullptr;
  return state.call->panic == state.panic ? state.panic : nullptr;
}

/// Makes the frame the goroutine's innermost.
static void enterFrame(Goroutine &goroutine, abi::DeferFrame &frame) {
  UnwindState &state = goroutine.unwind;
  frame.outer = goroutine.deferFrame;
  frame.savedHandles = goroutine.handles;
  frame.savedPanic = state.panic;
  frame.savedCall = state.call;
  goroutine.deferFrame = &frame;
}

VO_RT_ENTRY int64_t vo_rt_call_deferring(const void *body, Ref address,
                                         VO_RT_CONTEXT) {
  checkStack(*context);
  Goroutine &goroutine = Goroutine::of(*context);
  UnwindState &state = goroutine.unwind;
  auto &frame = *reinterpret_cast<abi::DeferFrame *>(address);
  enterFrame(goroutine, frame);
  Activation activation{context, &frame,
                        reinterpret_cast<BodyCode>(const_cast<void *>(body)),
                        enteringPanic(state, body)};
  int64_t isRecovered = 0;
  while (vo_call_protected(&frame.savedStack, runActivation, &activation)) {
    isRecovered = 1;
    activation.body = nullptr;
  }
  goroutine.deferFrame = frame.outer;
  return isRecovered;
}

VO_RT_ENTRY void vo_rt_defer_enter(const void *code, VO_RT_CONTEXT) {
  stateOf(*context).entering = code;
}

VO_RT_ENTRY int64_t vo_rt_defer_entered(const void *code, VO_RT_CONTEXT) {
  UnwindState &state = stateOf(*context);
  if (state.entering != code)
    return 0;
  state.entering = nullptr;
  return 1;
}

//===----------------------------------------------------------------------===//
// Panics
//===----------------------------------------------------------------------===//

/// Back into the vo_call_protected that set `savedStack`.
[[noreturn]] VO_RT_UNSANITIZED static void returnProtected(void *savedStack) {
  forgetFrames(__builtin_frame_address(0), savedStack);
  vo_return_protected(savedStack);
}

/// Back into the frame's vo_rt_call_deferring.
[[noreturn]] static void recoverInto(Context &context, abi::DeferFrame &frame) {
  Goroutine &goroutine = Goroutine::of(context);
  UnwindState &state = goroutine.unwind;
  goroutine.deferFrame = &frame;
  state.panic = static_cast<Panic *>(frame.savedPanic);
  state.call = static_cast<DeferredCall *>(frame.savedCall);
  state.entering = nullptr;
  goroutine.handles = static_cast<Handle *>(frame.savedHandles);
  uint64_t usual = context.stackLimit + abi::kStackReserveBytes;
  if (state.isDeep && reinterpret_cast<uint64_t>(frame.savedStack) >= usual) {
    state.isDeep = false;
    context.stackLimit = usual;
  }
  returnProtected(frame.savedStack);
}

namespace {
/// Frame of C++ that catches panics.
struct CatchFrame : abi::DeferFrame {
  /// What `failed` is in such a frame, and in no other.
  static constexpr uint64_t kMark = ~uint64_t{0};
  Iface value; // of the panic
};
} // namespace

bool vo::rt::runCatching(Context &context, Protected function, void *argument,
                         Iface &caught) {
  checkStack(context);
  Goroutine &goroutine = Goroutine::of(context);
  CatchFrame frame{};
  frame.failed = CatchFrame::kMark;
  enterFrame(goroutine, frame);
  int64_t isCaught = vo_call_protected(&frame.savedStack, function, argument);
  goroutine.deferFrame = frame.outer;
  caught = frame.value;
  return isCaught == 0;
}

/// Back into the loop of the panic that this one replaces.
[[noreturn]] static void replace(Context &context, Panic &older,
                                 const Panic &newer) {
  Goroutine &goroutine = Goroutine::of(context);
  older.value = newer.value;
  older.where = newer.where;
  older.isRecovered = false;
  goroutine.unwind.panic = &older;
  goroutine.handles = static_cast<Handle *>(older.savedHandles);
  returnProtected(older.savedStack);
}

[[noreturn]] static void endUncaught(Context &context, const Panic &panic) {
  if (kindOf(uint64_t(panic.value.header)) != ValueKind::String)
    endWithError(context, panic.where, "panic");
  endWithError(context, panic.where,
               viewOf(unboxString(panic.value.reference)));
}

namespace {
struct PanicStep {
  Context *context;
  Panic *panic;
  Ref record;
};
} // namespace

static void runStep(void *argument) {
  auto &step = *static_cast<PanicStep *>(argument);
  runRecord(*step.context, step.record, step.panic);
}

void vo::rt::beginOverflow(Context &context) {
  UnwindState &state = stateOf(context);
  if (state.isDeep)
    return;
  state.isDeep = true;
  context.stackLimit -= abi::kStackReserveBytes;
}

void vo::rt::unwind(Context &context, Iface value,
                    const Heap::Location &where) {
  Goroutine &goroutine = Goroutine::of(context);
  UnwindState &state = goroutine.unwind;
  Panic panic{};
  panic.outer = state.panic;
  panic.value = value;
  panic.where = where;
  RootedSpan root(context, &panic.value.reference, 1);
  panic.savedHandles = goroutine.handles;
  DeferredCall *call = state.call;
  state.panic = &panic;
  while (abi::DeferFrame *frame = goroutine.deferFrame) {
    if (panic.outer && panic.outer->frame == frame)
      replace(context, *panic.outer, panic);
    if (frame->failed == CatchFrame::kMark) {
      static_cast<CatchFrame *>(frame)->value = panic.value;
      recoverInto(context, *frame);
    }
    panic.frame = frame;
    Ref record = takeRecord(*frame, /*withErrorCalls=*/true);
    if (!record) {
      goroutine.deferFrame = frame->outer;
      continue;
    }
    PanicStep step{&context, &panic, record};
    vo_call_protected(&panic.savedStack, runStep, &step);
    goroutine.deferFrame = frame; // those of an abandoned call are gone
    state.call = call;
    if (panic.isRecovered)
      recoverInto(context, *frame);
  }
  endUncaught(context, panic);
}

VO_RT_ENTRY Iface vo_rt_recover(VO_RT_CONTEXT) {
  UnwindState &state = stateOf(*context);
  Panic *panic = state.call ? state.call->panic : nullptr;
  if (!panic || panic != state.panic || panic->isRecovered)
    return {0, 0, nullptr};
  panic->isRecovered = true;
  return panic->value;
}
