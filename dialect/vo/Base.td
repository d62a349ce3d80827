//===- Base.td - What every op file of the dialect needs ---*- tablegen -*-===//
#ifndef VO_BASE_TD
#define VO_BASE_TD

include "dialect/vo/VoAttrs.td"
include "dialect/vo/VoInterfaces.td"
include "dialect/vo/VoTypes.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

class Vo_Op<string mnemonic, list<Trait> traits = []>
    : Op<Vo_Dialect, mnemonic, traits>;

// An operation that captures none of its operands.
class Vo_PlainOp<string mnemonic, list<Trait> traits = []>
    : Vo_Op<mnemonic,
            !listconcat(traits, [DeclareOpInterfaceMethods<CaptureOpInterface>])> {
  let extraClassDefinition = [{
    bool $cppClass::capturesOperand(unsigned) { return false; }
  }];
}

#endif // VO_BASE_TD
