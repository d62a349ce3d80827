//===- LowerCode.cpp - Function values and interface methods --------------===//
//
// A function value is a reference to an abi::ClosureObject, an interface value
// carries the number of the first row that its method table has in the table of
// all methods. Both lead to entries that CodeEntries.h makes.
//
//===----------------------------------------------------------------------===//

#include "dialect/vo/InterfaceHeader.h"
#include "lowering/vo/CodeEntries.h"
#include "lowering/vo/Memory.h"
#include "lowering/vo/Patterns.h"

using namespace mlir;
using arith::CmpIPredicate;
using vo::ir::vort::MemKind;

namespace vo::lowering {
namespace {

struct ClosureNewLowering : VoPattern<ir::ClosureNewOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::ClosureNewOp op, Operands operands,
                      const Emitter &emit) const override {
    std::string entry = closureEntryName(op.getFunction());
    TypeRange captures = op.getCaptures().getTypes();
    if (captures.empty())
      return replace(
          op, emit.make<ir::vort::StaticClosureOp>(entry).getResult(), emit);
    Fields fields = captureFields(program.layouts, captures);
    if (fields.letters.size() > MemoryLayouts::kMaxSlots)
      return op.emitError("function value is too large");
    auto layout = ir::LayoutAttr::get(op.getContext(), fields.letters);
    Value object;
    if (op.getFrame())
      object = emit.make<ir::vort::StackObjectOp>(
          layout, /*reserved=*/StringAttr(), /*header=*/true);
    else
      object = emit.make<ir::vort::AllocOp>(layout, /*reserved=*/StringAttr());
    emit.store(emit.make<ir::vort::FuncAddrOp>(entry), object, MemKind::Raw);
    storeFields(emit, fields, operands.getCaptures(), object);
    return replace(op, object, emit);
  }
};

struct ClosureCallLowering : VoPattern<ir::ClosureCallOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::ClosureCallOp op, Operands operands,
                      const Emitter &emit) const override {
    Value closure = operands.getClosure().front();
    if (!op.getNonnull())
      emit.trapIf(emit.isNull(closure), abi::Trap::NilFuncCall);
    Value code = emit.load(closure, MemKind::Raw);
    Scalars arguments = {closure};
    llvm::append_range(arguments, flatten(operands.getArguments()));
    SmallVector<Type> results;
    if (failed(types.convertTypes(op.getResultTypes(), results)))
      return failure();
    auto call = emit.make<ir::vort::CallIndirectOp>(results, code, arguments);
    return replace(op, types.split(op.getResultTypes(), call.getResults()),
                   emit);
  }
};

struct IfaceCallLowering : VoPattern<ir::IfaceCallOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::IfaceCallOp op, Operands operands,
                      const Emitter &emit) const override {
    IfaceScalars iface(operands.getIface());
    emit.trapIf(emit.compare(CmpIPredicate::eq, iface.header, emit.constant(0)),
                abi::Trap::NilPointerDereference);
    Scalars arguments = {iface.bits, iface.ref};
    llvm::append_range(arguments, flatten(operands.getArguments()));
    SmallVector<Type> results;
    if (failed(types.convertTypes(op.getResultTypes(), results)))
      return failure();
    auto call = emit.make<ir::vort::CallIndirectOp>(
        results, methodOf(op, iface.header, emit), arguments);
    return replace(op, types.split(op.getResultTypes(), call.getResults()),
                   emit);
  }

private:
  Value methodOf(ir::IfaceCallOp op, Value header, const Emitter &emit) const {
    ir::InterfaceOp interface =
        program.interface(op.getIface().getType().getInterface());
    unsigned index = Program::methodIndex(interface, op.getMethod());
    Value row =
        emit.make<arith::ShRUIOp>(header, emit.constant(ir::kHeaderItabShift));
    Value table = emit.make<ir::vort::CodeTableAddrOp>(kMethodsName);
    return emit.load(
        emit.address(table, row, abi::kWordBytes,
                     static_cast<int64_t>(index * abi::kWordBytes)),
        MemKind::Raw, /*invariant=*/true);
  }
};

} // namespace

void populateCodePatterns(const MachineTypes &types, Program &program,
                          RewritePatternSet &patterns) {
  patterns.add<ClosureNewLowering, ClosureCallLowering, IfaceCallLowering>(
      types, program, patterns.getContext());
}

} // namespace vo::lowering
