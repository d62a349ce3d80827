//===- SampleCode.cpp - The functions of the sample -----------------------===//

#include "bytecode/verify/testing/SampleCode.h"
#include "bytecode/verify/testing/SampleModule.h"

#include <utility>

using namespace vo::bc;
using namespace vo::bc::verify::testing;
using enum Opcode;

namespace {
/// Appends instructions to a new function of `module`.
class Builder {
public:
  Builder(Module &module, std::string_view name, std::string_view frame,
          uint16_t params, std::string_view results)
      : module(module) {
    def.name = name;
    def.slotTypes = slots(frame);
    def.localSlots = uint16_t(def.slotTypes.size());
    def.paramSlots = params;
    def.paramCount = params;
    def.retSlotTypes = slots(results);
    def.retSlots = uint16_t(def.retSlotTypes.size());
  }
  ~Builder() { module.functions.push_back(std::move(def)); }

  // NOLINTNEXTLINE(readability-function-size): the fields of an instruction
  void op(Opcode opcode, uint16_t a = 0, uint16_t b = 0, uint16_t c = 0,
          InstrMeta meta = MetaNone{}, uint8_t flags = 0) {
    def.code.push_back({uint8_t(opcode), flags, a, b, c});
    def.meta.push_back(std::move(meta));
  }
  void loadInt(uint16_t slot, int32_t value) {
    op(LoadInt, slot);
    def.code.back().setImm32(value);
  }
  void loadConstant(uint16_t slot, int64_t value) {
    op(LoadConst, slot, intConstant(module, value));
  }

  Module &module;
  FunctionDef def;
};
} // namespace

/// Ids of the first functions, which other tables name.
enum : uint16_t { AddFunction = 4, CaptureFunction = 5 };

static void addMethods(Module &module) {
  {
    Builder(module, "__entry__", "", 0, "").op(Return);
  }
  {
    Builder f(module, "Error", "RR", 1, "R");
    f.def.recvSlots = 1;
    f.op(StrNew, 1, stringConstant(module));
    f.op(Return, 1, 1);
  }
  {
    Builder f(module, "Num.Get", "VVV", 2, "V");
    f.def.recvSlots = 1;
    f.op(AddI, 2, 0, 1);
    f.op(Return, 2, 1);
  }
  {
    Builder f(module, "Point.Get", "RVV", 2, "V");
    f.def.recvSlots = 1;
    f.op(PtrGet, 2, 0, 1, MetaPtrLayout{slots("V")});
    f.op(Return, 2, 1);
  }
  {
    Builder f(module, "add", "VVV", 2, "V");
    f.def.paramTypes = {
        {{ValueKind::Int, 0}, {ValueKind::Int, unsigned(ValueKind::Int)}, 1},
        {{ValueKind::Int, 0}, {ValueKind::Int, unsigned(ValueKind::Int)}, 1}};
    f.op(AddI, 2, 0, 1);
    f.op(Return, 2, 1);
  }
  {
    Builder f(module, "capture", "RVRV", 2, "V");
    f.def.isClosure = true;
    f.def.captureSlotTypes = slots("R");
    f.def.captureTypes = {
        {{ValueKind::Int, 0}, {ValueKind::Int, unsigned(ValueKind::Int)}, 1}};
    f.op(ClosureGet, 2, 0);
    f.op(PtrGet, 3, 2, 0, MetaPtrLayout{slots("V")});
    f.op(Return, 3, 1);
  }
}

static void addMoves(Module &module) {
  // V0 V1 F2 R3 R4 I5 I7 V9 V10 then an array of three at 11, index, length.
  Builder f(module, "moves", "VVFRRIIVVVVVVV", 0, "");
  f.loadInt(0, 7);
  f.op(LoadConst, 2, 2);
  f.loadConstant(1, 5);
  f.op(Copy, 1, 0);
  f.op(CopyN, 7, 5, 2, MetaNone{}, 2);
  f.op(GlobalGet, 0, 0);
  f.op(GlobalGetN, 5, 1, 0, MetaNone{}, 2);
  f.op(GlobalSet, 0, 0);
  f.op(GlobalSetN, 1, 5, 0, MetaNone{}, 2);
  f.loadInt(14, 1);
  f.loadInt(15, 3);
  f.op(IndexCheck, 14, 15);
  f.op(SlotGet, 0, 11, 14, MetaSlotLayout{slots("V")});
  f.op(SlotSet, 11, 14, 0, MetaSlotLayout{slots("V")});
  f.op(SlotGetN, 0, 11, 14, MetaSlotLayout{slots("V")}, 1);
  f.op(ConvF2I, 0, 2);
  f.op(ConvI2F, 2, 0);
  f.op(Trunc, 0, 0, 0, MetaNone{}, 4);
  f.op(Shl, 0, 0, 1);
  f.op(EqI, 0, 3, 4);
  f.op(Return);
}

static void addMemory(Module &module) {
  Builder f(module, "memory", "VRVVRI", 0, "");
  f.loadConstant(0, ValueMeta(ValueKind::Struct, 1).raw);
  f.op(PtrNew, 1, 0, 2, MetaPtrLayout{slots("VV")});
  f.op(PtrSet, 1, 0, 2, MetaPtrLayout{slots("V")});
  f.op(PtrSetN, 1, 0, 2, MetaPtrLayout{slots("VV")}, 2);
  f.op(PtrGetN, 2, 1, 0, MetaPtrLayout{slots("VV")}, 2);
  f.loadConstant(0, ValueMeta(ValueKind::Struct, 0).raw);
  f.op(PtrNew, 4, 0, 1, MetaPtrLayout{slots("R")});
  f.op(PtrSet, 4, 0, 1, MetaPtrLayout{slots("R")}, flag::barrier);
  f.op(PtrAdd, 1, 1, 2);
  f.op(Return);
}

static void addArrays(Module &module) {
  // V0 meta, R1 array, V2 length or index, V3 capacity or bytes, V4, values
  // at 5, V7 meta and V8 value of an append, R9 slice.
  Builder f(module, "arrays", "VRVVVVVVVR", 0, "");
  MetaElemLayout wide{24, false, slots("VVV")};
  f.loadInt(0, int32_t(ValueKind::Int));
  f.op(ArrayNew, 1, 0, 2, MetaNone{}, 8);
  f.op(ArrayGet, 5, 1, 2, MetaElemLayout{8, false, slots("V")}, 8);
  f.op(ArraySet, 1, 2, 5, MetaNone{}, 8);
  f.op(ArrayAddr, 9, 1, 2, MetaNone{}, 8);
  f.op(SliceNew, 9, 0, 2, MetaNone{}, 8);
  f.loadInt(7, int32_t(ValueKind::Int));
  f.op(SliceAppend, 9, 9, 7, MetaNone{}, 8);
  f.loadConstant(0, ValueMeta(ValueKind::Array, ArrayOfInt).raw);
  f.loadInt(3, 24);
  f.op(ArrayNew, 1, 0, 2, wide);
  f.op(ArrayGet, 5, 1, 2, wide);
  f.op(SliceSlice, 9, 9, 2, MetaNone{}, flag::sliceMax);
  f.op(SliceLen, 2, 9);
  f.op(Return);
}

static void addMaps(Module &module) {
  // V0 V1 descriptor, R2 map, V3 widths, R4 key, V5 value, V6 ok, iterator at
  // 7, R14 key, V15 value, V16 ok.
  Builder f(module, "maps", "VVRVRVVVVRVVVRRVV", 0, "");
  f.loadInt(0, int32_t(ValueKind::String));
  f.loadInt(1, 32);
  f.op(Shl, 0, 0, 1);
  f.loadInt(1, int32_t(ValueKind::Int));
  f.op(Or, 0, 0, 1);
  f.loadInt(1, int32_t(ValueKind::String));
  f.op(MapNew, 2, 0, 1 << 8 | 1, MetaMapNew{slots("R"), slots("V")});
  f.loadInt(3, 1 << 8 | 1);
  f.op(MapSet, 2, 3, 5, MetaMapSet{slots("R"), slots("V")});
  f.loadConstant(3, 1 << 16 | 1 << 1 | 1);
  f.op(MapGet, 5, 2, 3, MetaMapGet{slots("R"), slots("V"), true});
  f.loadInt(3, 1);
  f.op(MapDelete, 2, 3, 0, MetaMapDelete{slots("R")});
  f.op(MapLen, 6, 2);
  f.op(MapIterInit, 7, 2);
  f.op(MapIterNext, 14, 7, 16, MetaMapIterNext{slots("R"), slots("V")}, 0x11);
  f.op(JumpIf, 16);
  f.def.code.back().setImm32(-1);
  f.op(Return);
}

static void addQueues(Module &module) {
  // R0 queue, V1 descriptor, V2 capacity, V3 value, V4 ok, V5 result.
  Builder f(module, "queues", "RVVVVV", 0, "");
  MetaQueueLayout elem{slots("V")};
  ValueRttid type(ValueKind::Int, unsigned(ValueKind::Int));
  f.loadConstant(1, int64_t(type.raw) << 32 | int64_t(ValueKind::Int));
  f.op(QueueNew, 0, 1, 2, elem);
  f.op(QueueSend, 0, 3, 0, elem);
  f.op(QueueRecv, 3, 0, 0, elem, flag::recvOk | 1 << 1);
  f.op(SelectBegin, 2, 0, 0, MetaNone{}, flag::selectDefault);
  f.op(SelectSend, 0, 3, 0, elem);
  f.op(SelectRecv, 3, 0, 2, elem, flag::recvOk);
  f.op(SelectExec, 5);
  f.op(QueueLen, 5, 0);
  f.op(QueueClose, 0);
  f.op(Return);
}

static void addQueueParameter(Module &module) {
  Builder f(module, "receive", "RVV", 1, "");
  f.def.paramTypes = {
      {{ValueKind::Channel, 0}, {ValueKind::Channel, ChanType}, 1}};
  f.op(QueueRecv, 1, 0, 0, MetaQueueLayout{slots("V")});
  f.op(Return);
}

static void addCalls(Module &module) {
  // R0 closure, I1 error, V3 hidden, V4.. arguments, R7 result, V8, R9 R10,
  // I11.
  Builder f(module, "calls", "RIVVVVRVRRI", 0, "");
  MetaCallLayout spawn{slots("V"), {}};
  f.op(Call, AddFunction, 4, 2 << 8 | 1);
  f.op(ClosureNew, 0, CaptureFunction, 1);
  f.op(CallClosure, 0, 5, 1 << 8 | 1, MetaCallLayout{slots("V"), slots("V")});
  f.op(CallIface, 1, 7, 1, MetaCallIfaceLayout{1, 0, {}, slots("R")});
  f.op(CallExtern, 8, 0, 9, MetaCallExternLayout{slots("RR"), slots("V")}, 2);
  f.op(CallExtern, 0, 3, 11, MetaCallExternLayout{slots("I"), {}}, 2);
  f.op(GoStart, AddFunction, 4, 2, MetaCallLayout{slots("VV"), {}});
  f.op(GoStart, 0, 5, 1, spawn, flag::closureForm);
  f.op(IslandNew, 9);
  f.op(GoIsland, 9, 0, 5, spawn, 1);
  f.op(Return);
}

static void addDefers(Module &module) {
  Builder f(module, "defers", "VVR", 0, "");
  f.def.hasDefer = true;
  f.op(DeferPush, AddFunction, 0, 2);
  f.op(ErrDeferPush, 2, 0, 1, MetaCallLayout{slots("V"), {}},
       flag::closureForm);
  f.op(Return);
}

static void addResults(Module &module) {
  {
    Builder f(module, "boxes", "RR", 0, "VI");
    f.def.heapRetGcrefCount = 2;
    f.def.heapRetSlots = {1, 2};
    f.def.errorRetSlot = 1;
    f.op(Return, 0, 2, 0, MetaNone{}, flag::heapReturns | flag::errorReturn);
  }
  {
    Builder f(module, "fails", "VI", 0, "VI");
    f.def.errorRetSlot = 1;
    f.op(Return, 0, 3, 0, MetaNone{}, flag::errorReturn);
  }
}

static void addInterfaces(Module &module) {
  // I0 I2 V4 V5 R6 F7.
  Builder f(module, "interfaces", "IIVVRF", 0, "");
  auto assign = [&](uint16_t from, ValueKind kind, int64_t packed) {
    f.op(IfaceAssign, 0, from, intConstant(module, packed), MetaNone{},
         uint8_t(kind));
  };
  assign(4, ValueKind::Void, 0);
  assign(4, ValueKind::Int, int64_t(ValueKind::Int) << 32 | 0xFFFFFFFF);
  assign(6, ValueKind::Pointer, int64_t(PointerToError) << 32 | 1);
  assign(4, ValueKind::Int, int64_t(NamedNumber) << 32 | 2);
  assign(6, ValueKind::Struct, int64_t(NamedPoint) << 32 | 3);
  assign(2, ValueKind::Interface, 1);
  f.op(IfaceAssert, 4, 0, uint16_t(ValueKind::Int),
       MetaIfaceAssertLayout{AssertKind::Concrete, unsigned(ValueKind::Int),
                             slots("V")},
       flag::assertOk | 1 << 3);
  f.op(IfaceAssert, 2, 0, 1,
       MetaIfaceAssertLayout{AssertKind::Implements, 1, slots("I")},
       1 | 2 << 3);
  f.op(IfaceEq, 4, 0, 2);
  f.op(Recover, 2);
  f.op(Panic, 0);
}

static void addNestedLoops(Module &module) {
  // A loop in the middle of one.
  Builder f(module, "nested", "VV", 0, "");
  auto jump = [&](Opcode opcode, int32_t distance) {
    f.op(opcode);
    f.def.code.back().setImm32(distance);
  };
  f.op(Hint, 5 << 8, 6, 0, MetaLoopEnd{5}, flag::loopHint);
  jump(JumpIf, 5);
  f.op(Hint, 2 << 8 | 1 << 4, 5, 0, MetaLoopEnd{4}, flag::loopHint);
  f.op(AddI, 1, 1, 0);
  f.op(ForLoop, 0, 1, uint16_t(-2));
  jump(Jump, -4);
  f.op(Return);
}

static void addLoops(Module &module) {
  Builder f(module, "loops", "VV", 0, "");
  f.op(Hint, 2 << 8, 4, 0, MetaLoopEnd{2}, flag::loopHint);
  f.op(AddI, 1, 1, 0);
  f.op(ForLoop, 0, 1, uint16_t(-2));
  f.op(Jump);
  f.def.code.back().setImm32(1);
  f.op(Return);
}

void vo::bc::verify::testing::addFunctions(Module &module) {
  addMethods(module);
  addMoves(module);
  addMemory(module);
  addArrays(module);
  addMaps(module);
  addQueues(module);
  addQueueParameter(module);
  addCalls(module);
  addDefers(module);
  addResults(module);
  addInterfaces(module);
  addLoops(module);
  addNestedLoops(module);
}
