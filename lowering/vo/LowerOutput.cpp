//===- LowerOutput.cpp - print and assert ---------------------------------===//
//
// The values become triples of scalars; vort-to-llvm puts them into the frame.
//
//===----------------------------------------------------------------------===//

#include "lowering/vo/Patterns.h"

using namespace mlir;

namespace vo::lowering {
namespace {

struct PrintLowering : VoPattern<ir::PrintOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::PrintOp op, Operands operands,
                      const Emitter &emit) const override {
    emit.make<ir::vort::PrintOp>(op.getNewline(),
                                 flatten(operands.getValues()));
    return erase(op, emit);
  }
};

struct AssertLowering : VoPattern<ir::AssertOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::AssertOp op, Operands operands,
                      const Emitter &emit) const override {
    Value holds =
        emit.compare(arith::CmpIPredicate::ne, operands.getCondition().front(),
                     emit.constant(0));
    emit.make<ir::vort::AssertOp>(holds, flatten(operands.getValues()));
    return erase(op, emit);
  }
};

} // namespace

void populateOutputPatterns(const MachineTypes &types, Program &program,
                            RewritePatternSet &patterns) {
  patterns.add<PrintLowering, AssertLowering>(types, program,
                                              patterns.getContext());
}

} // namespace vo::lowering
