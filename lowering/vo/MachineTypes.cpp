//===- MachineTypes.cpp - Machine form of the language's types ------------===//

#include "lowering/vo/MachineTypes.h"

using namespace mlir;

namespace vo::lowering {

MachineTypes::MachineTypes(MemoryLayouts &layouts) {
  addConversion([](Type type) { return type; });
  addConversion([&layouts](ir::FrameType type, SmallVectorImpl<Type> &results) {
    ir::LayoutAttr layout = layouts.object(type.getElem());
    if (layout && layout.hasReferences())
      results.push_back(ir::vort::RefType::get(type.getContext()));
    else
      results.push_back(ir::vort::RawType::get(type.getContext()));
    return success();
  });
  addConversion(
      [](Type type,
         SmallVectorImpl<Type> &results) -> std::optional<LogicalResult> {
        MLIRContext *context = type.getContext();
        Type i64 = IntegerType::get(context, 64);
        Type ref = ir::vort::RefType::get(context);
        if (isa<ir::IfaceType>(type))
          results.append({i64, i64, ref});
        else if (isa<ir::StringType>(type))
          results.append({ref, i64, i64});
        else if (isa<ir::SliceType>(type))
          results.append({ref, i64, i64, i64});
        else if (ir::isReference(type) || isa<ir::MapIterType>(type))
          results.push_back(ref);
        else
          return std::nullopt;
        return success();
      });
}

SmallVector<Scalars> MachineTypes::split(TypeRange types,
                                         ValueRange values) const {
  SmallVector<Scalars> groups;
  for (Type type : types) {
    SmallVector<Type> converted;
    LogicalResult known = convertType(type, converted);
    assert(succeeded(known) && "type without a machine form");
    (void)known;
    groups.emplace_back(values.take_front(converted.size()));
    values = values.drop_front(converted.size());
  }
  assert(values.empty() && "more scalars than the types have");
  return groups;
}

} // namespace vo::lowering
