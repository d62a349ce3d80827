//===- VoInterfaces.td - What passes ask about operations --*- tablegen -*-===//
//
// Passes never know operations by name: whatever they need is a trait, an
// upstream interface or one of these.
//
//===----------------------------------------------------------------------===//
#ifndef VO_INTERFACES_TD
#define VO_INTERFACES_TD

include "mlir/IR/OpBase.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

// What memory effects speak of.
def Vo_Heap : Resource<"::vo::ir::HeapResource">;
def Vo_Globals : Resource<"::vo::ir::GlobalResource">;
def Vo_Panic : Resource<"::vo::ir::PanicResource">;
def Vo_Output : Resource<"::vo::ir::OutputResource">;
def Vo_FrameMemory : Resource<"::vo::ir::FrameResource">;

// The operation may raise the named run-time panic instead of completing. It
// then writes the panic state, so it cannot be dropped or moved over effects.
class Vo_MayPanic<string trap> : NativeOpTrait<"MayPanic"> {
  let cppNamespace = "::vo::ir::traits";
  string trapKind = trap;
}

// The collector may run while the operation executes.
def Vo_Safepoint : NativeOpTrait<"Safepoint"> {
  let cppNamespace = "::vo::ir::traits";
}

def CaptureOpInterface : OpInterface<"CaptureOpInterface"> {
  let cppNamespace = "::vo::ir";
  let description = [{
    Tells which operands an operation captures: stores, returns, hands to other
    code, or makes part of a result. An operand that is only read or compared,
    or whose elements are copied, is not captured. Operations without the
    interface capture every operand.
  }];
  let methods = [
    InterfaceMethod<"Whether operand `index` may outlive the operation.",
                    "bool", "capturesOperand", (ins "unsigned":$index)>
  ];
}

def AllocationOpInterface : OpInterface<"AllocationOpInterface"> {
  let cppNamespace = "::vo::ir";
  let description = [{
    An operation that yields a new object (result 0 refers to it or is a value
    based on it) whose identity no other value has yet.
  }];
  let methods = [
    InterfaceMethod<"Size of the new object in bytes without its header, if it "
                    "is a constant.",
                    "std::optional<uint64_t>", "getConstantSize">
  ];
}

#endif // VO_INTERFACES_TD
