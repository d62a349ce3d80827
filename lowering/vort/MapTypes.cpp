//===- MapTypes.cpp - Constants that describe maps ------------------------===//

#include "lowering/vort/MapTypes.h"

#include "dialect/vort/Vort.h"
#include "lowering/vort/Constants.h"
#include "lowering/vort/Layouts.h"
#include "lowering/vort/Patterns.h"
#include "lowering/vort/Records.h"
#include "runtime/abi/Map.h"

using namespace mlir;
using namespace vo::ir::vort;

namespace vo::lowering {

std::string MapTypes::symbol(OpBuilder &builder, MapTypeOp op) {
  Attribute key = ArrayAttr::get(
      op.getContext(), {op.getKey(), op.getValue(), op.getPatternAttr()});
  auto [entry, isNew] = names.try_emplace(key);
  if (isNew) {
    entry->second = ("vort.map_type." + Twine(names.size() - 1)).str();
    define(builder, op, entry->second);
  }
  return entry->second;
}

void MapTypes::define(OpBuilder &builder, MapTypeOp op, StringRef name) {
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(op->getParentOfType<ModuleOp>().getBody());
  Location loc = op.getLoc();
  std::string patternName = (name + ".key").str();
  StringRef pattern = op.getPattern();
  defineBytes(builder, loc, patternName, pattern);
  std::string letters =
      (op.getKey().getSlots() + op.getValue().getSlots()).str();
  uint32_t layout = layouts.array(ir::ElemAttr::get(
      op.getContext(), ir::ElemKind::Slots, builder.getStringAttr(letters)));
  RecordType record(
      op.getContext(), sizeof(abi::MapType),
      {VO_FIELD(abi::MapType, layout), VO_FIELD(abi::MapType, keyWords),
       VO_FIELD(abi::MapType, valueWords), VO_FIELD(abi::MapType, keyClass),
       VO_FIELD(abi::MapType, keyFlags), VO_FIELD(abi::MapType, keyPattern)});
  std::string_view text(pattern.data(), pattern.size());
  auto global = LLVM::GlobalOp::create(
      builder, loc, record.type(), /*isConstant=*/true, LLVM::Linkage::Private,
      name, Attribute(), abi::kWordBytes);
  buildInitializer(global, builder, [&] {
    return record.build(builder, loc,
                        {uint64_t{layout}, uint64_t{op.getKey().size()},
                         uint64_t{op.getValue().size()},
                         static_cast<uint64_t>(abi::mapKeyClass(text)),
                         uint64_t{abi::mapKeyFlags(text)},
                         pattern.empty() ? std::string() : patternName});
  });
}

namespace {
struct MapTypeLowering : Pattern<MapTypeOp> {
  MapTypeLowering(const LLVMTypeConverter &types, MapTypes &mapTypes)
      : Pattern(types), mapTypes(mapTypes) {}

  LogicalResult
  matchAndRewrite(MapTypeOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::AddressOfOp>(
        op, rawType(), mapTypes.symbol(rewriter, op));
    return success();
  }

  MapTypes &mapTypes;
};
} // namespace

void populateMapPatterns(RewritePatternSet &patterns,
                         const LLVMTypeConverter &types, MapTypes &mapTypes) {
  patterns.add<MapTypeLowering>(types, mapTypes);
}

} // namespace vo::lowering
