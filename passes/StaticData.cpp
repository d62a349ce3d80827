//===- StaticData.cpp - Interface values of small numbers -----------------===//
//
// The data of an interface value that holds a struct is an object of its own:
//
//   %p = vo.new : !vo.ptr<@main.Const>            %p = vo.new(%x : i64)
//   {immutable} vo.store %p, %x                          → %i = vo.iface.make
//   %p as @type.main.Const
//
// Where the struct is one 64-bit number, or nothing, and the object is nothing
// but such data, nobody writes it or can tell it from another of the same
// number. So lowering takes the object of a small number from the program's
// data (`vort.static_word`), as Go does.
//
// Sound: the object is made and stored to, whole, in the same block, in front
// of everything else; its other uses are conversions of structs (of a pointer
// one can ask which it is, and write through it).
//
// Cost: the uses of each object. Not handled: numbers of other types, objects
// of several members.
//
//===----------------------------------------------------------------------===//

#include "passes/Passes.h"
#include "passes/Rewrites.h"

#include "dialect/vo/Leaves.h"

#include "mlir/IR/SymbolTable.h"

using namespace mlir;

namespace vo::passes {

#define GEN_PASS_DEF_STATICDATA
#include "passes/Passes.h.inc"

namespace {
class StaticData : public impl::StaticDataBase<StaticData> {
  using StaticDataBase::StaticDataBase;

  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    SmallVector<ir::NewOp> all;
    getOperation().walk([&](ir::NewOp op) {
      if (isOneNumber(op))
        all.push_back(op);
    });
    for (ir::NewOp op : all) {
      std::optional<ir::StoreOp> store = onlyStore(op, symbols);
      if (!store || !mayRewrite(*this, op, maxMarks, numMarked))
        continue;
      ++numMarked;
      if (*store) {
        op.getLeavesMutable().assign((*store).getValues());
        op->moveBefore(*store);
        (*store).erase();
      }
      op.setImmutable(true);
    }
  }

  /// Of a struct of at most one 64-bit number, to be filled by a store.
  static bool isOneNumber(ir::NewOp op) {
    SmallVector<Type> leaves;
    return isa<ir::PtrType>(op.getObject().getType()) && !op.getImmutable() &&
           op.getLeaves().empty() &&
           ir::appendLeaves(op, ir::pointeeOf(op.getObject().getType()),
                            /*limit=*/1, leaves) &&
           (leaves.empty() || leaves.front().isSignlessInteger(64));
  }

  /// The store that fills the object (null: it stays zero); nothing when there
  /// are more, or when it is not only data of structs.
  static std::optional<ir::StoreOp> onlyStore(ir::NewOp op,
                                              const SymbolTable &symbols) {
    ir::StoreOp store;
    bool isData = false;
    for (Operation *user : op->getUsers()) {
      auto made = dyn_cast<ir::IfaceMakeOp>(user);
      isData |= made != nullptr;
      if (made && isStruct(made.getType(), symbols))
        continue;
      auto filled = dyn_cast<ir::StoreOp>(user);
      if (!filled || store || filled->getBlock() != op->getBlock() ||
          llvm::is_contained(filled.getValues(), op.getObject()))
        return std::nullopt;
      store = filled;
    }
    bool isFirst = !store || llvm::all_of(op->getUsers(), [&](Operation *user) {
      return user == store || user->getBlock() != op->getBlock() ||
             store->isBeforeInBlock(user);
    });
    return isData && isFirst ? std::optional(store) : std::nullopt;
  }

  /// Whether a type, or that of a method table, is one of structs.
  static bool isStruct(StringRef name, const SymbolTable &symbols) {
    Operation *symbol = symbols.lookup(name);
    if (auto itab = dyn_cast_or_null<ir::ItabOp>(symbol))
      symbol = symbols.lookup(itab.getType());
    auto type = dyn_cast_or_null<ir::TypeOp>(symbol);
    return type && type.getKind() == ir::TypeKind::Struct;
  }
};
} // namespace

} // namespace vo::passes
