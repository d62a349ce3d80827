//===- VoInterfaces.td - What passes ask about operations --*- tablegen -*-===//
//
// Passes never know operations by name: whatever they need is a trait, an
// upstream interface or one of these. Every operation of the dialect implements
// the first two (dialect/vo/Facts_test.cpp visits all of them).
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

// The collector may run while the operation executes. (For vort; operations of
// vo say it through FactsOpInterface.)
def Vo_Safepoint : NativeOpTrait<"Safepoint"> {
  let cppNamespace = "::vo::ir::traits";
}

def FactsOpInterface : OpInterface<"FactsOpInterface"> {
  let cppNamespace = "::vo::ir";
  let description = [{
    What an operation may do besides yielding results. A panic that the
    operation raises counts as an effect on `Vo_Panic`, so that it is neither
    dropped nor moved over other effects.
  }];
  let methods = [
    InterfaceMethod<"The run-time panics that the operation itself may raise; "
                    "`any` when it runs code that may panic with anything.",
                    "::vo::ir::PanicSet", "getPanics">,
    InterfaceMethod<"Whether the collector may run during the operation.",
                    "bool", "mayCollect">,
    InterfaceMethod<"Whether other goroutines may run during the operation.",
                    "bool", "mayBlock">
  ];
}

def FlowOpInterface : OpInterface<"FlowOpInterface"> {
  let cppNamespace = "::vo::ir";
  let description = [{
    Where references may go during the operation (dialect/vo/Flow.h has the
    vocabulary, shared with the summaries of functions). An operand that no edge
    names is only looked at. Operations without the interface let every operand
    escape.
  }];
  let methods = [
    InterfaceMethod<"Appends the edges of the operation.", "void", "getFlow",
                    (ins "::vo::ir::FlowEdges &":$edges)>
  ];
}

def AllocationOpInterface : OpInterface<"AllocationOpInterface"> {
  let cppNamespace = "::vo::ir";
  let description = [{
    An operation that may allocate on the heap. Nothing else does: what needs an
    object of its own is boxed before lowering.
  }];
  let methods = [
    InterfaceMethod<"What kind of object it is.", "::vo::ir::AllocKind",
                    "getAllocKind">,
    InterfaceMethod<"Storage type of the object, or of one element when there is "
                    "a count; null when only the runtime knows it.",
                    "::mlir::Type", "getAllocatedType">,
    InterfaceMethod<"Number of elements, when it is an operand.", "::mlir::Value",
                    "getAllocatedCount">,
    InterfaceMethod<"Whether every execution that completes allocates.", "bool",
                    "alwaysAllocates">,
    InterfaceMethod<"The result that is, or is based on, the new object and that "
                    "nobody else has yet; null when there is none.",
                    "::mlir::Value", "getAllocated">
  ];
  let extraSharedClassDeclaration = [{
    /// Number of elements as far as it is constant; 1 for single objects.
    std::optional<uint64_t> getConstantCount() {
      return ::vo::ir::constantAllocationCount($_op.getOperation());
    }
    /// Number of the allocation site, which the profile shows.
    std::optional<uint64_t> getSite() {
      auto site = $_op->template getAttrOfType<::mlir::IntegerAttr>(
          ::vo::ir::kSiteAttr);
      return site ? std::optional<uint64_t>(site.getInt()) : std::nullopt;
    }
    void setSite(uint64_t site) {
      $_op->setAttr(::vo::ir::kSiteAttr, ::mlir::Builder($_op->getContext())
                                   .getI64IntegerAttr(static_cast<int64_t>(site)));
    }
  }];
}

def CallLikeOpInterface : OpInterface<"CallLikeOpInterface"> {
  let cppNamespace = "::vo::ir";
  let description = [{
    An operation that runs code of the program, now or later. The callee's
    parameters are, in this order: what the function value has bound (captures,
    or the data of an interface value as its receiver), then the arguments.
  }];
  let methods = [
    InterfaceMethod<"The function, when the call names it.",
                    "::mlir::FlatSymbolRefAttr", "getCalledSymbol">,
    InterfaceMethod<"The closure or interface value that decides what runs; null "
                    "when the call names it or anything may run.",
                    "::mlir::Value", "getCalledValue">,
    InterfaceMethod<"The arguments.", "::mlir::OperandRange", "getCallArguments">,
    InterfaceMethod<"When the code runs.", "::vo::ir::CallTime", "getCallTime">
  ];
}

def DynamicAccessOpInterface : OpInterface<"DynamicAccessOpInterface"> {
  let cppNamespace = "::vo::ir";
  let description = [{
    An operation that looks fields and methods of dynamic types up by name, so
    that any method of any type may run.
  }];
}

#endif // VO_INTERFACES_TD
