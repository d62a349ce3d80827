//===- Types.cpp - Bytecode types as vo types -----------------------------===//

#include "importer/Types.h"

using namespace mlir;
using namespace vo::importer;
namespace bc = vo::bc;
namespace ir = vo::ir;

std::string vo::importer::lettersOf(const bc::Layout &layout) {
  std::string letters;
  for (bc::SlotType type : layout)
    letters += "vrhwf"[static_cast<unsigned>(type)];
  return letters;
}

Type vo::importer::slotType(MLIRContext *context, bc::SlotType type) {
  switch (type) {
  case bc::SlotType::GcRef:
    return ir::RefType::get(context);
  case bc::SlotType::Interface1:
    return ir::WordType::get(context);
  case bc::SlotType::Float:
    return Float64Type::get(context);
  default:
    return IntegerType::get(context, 64);
  }
}

static ir::ElemAttr slotsElem(MLIRContext *context, StringRef letters) {
  return ir::ElemAttr::get(context, ir::ElemKind::Slots,
                           StringAttr::get(context, letters));
}

static ir::ElemAttr packedElem(MLIRContext *context, ir::ElemKind kind) {
  return ir::ElemAttr::get(context, kind, StringAttr());
}

ir::ElemAttr vo::importer::elemOf(MLIRContext *context,
                                  const bc::Instruction &inst,
                                  const bc::InstrMeta &meta) {
  switch (inst.flags) {
  case 0x01:
    return packedElem(context, ir::ElemKind::U8);
  case 0x02:
    return packedElem(context, ir::ElemKind::U16);
  case 0x04:
    return packedElem(context, ir::ElemKind::U32);
  case 0x81:
    return packedElem(context, ir::ElemKind::I8);
  case 0x82:
    return packedElem(context, ir::ElemKind::I16);
  case 0x84:
    return packedElem(context, ir::ElemKind::I32);
  case 0x44:
    return packedElem(context, ir::ElemKind::F32);
  default:
    break;
  }
  if (auto *layout = std::get_if<bc::MetaElemLayout>(&meta))
    return slotsElem(context, layout->elemBytes == 0
                                  ? std::string()
                                  : lettersOf(layout->slotLayout));
  return slotsElem(context, std::string(inst.flags / 8, 'v'));
}

ir::ElemAttr vo::importer::elemOfMeta(MLIRContext *context,
                                      const bc::Module &module,
                                      bc::ValueMeta meta) {
  switch (meta.kind()) {
  case bc::ValueKind::Bool:
  case bc::ValueKind::Uint8:
    return packedElem(context, ir::ElemKind::U8);
  case bc::ValueKind::Uint16:
    return packedElem(context, ir::ElemKind::U16);
  case bc::ValueKind::Uint32:
    return packedElem(context, ir::ElemKind::U32);
  case bc::ValueKind::Int8:
    return packedElem(context, ir::ElemKind::I8);
  case bc::ValueKind::Int16:
    return packedElem(context, ir::ElemKind::I16);
  case bc::ValueKind::Int32:
    return packedElem(context, ir::ElemKind::I32);
  case bc::ValueKind::Float32:
    return packedElem(context, ir::ElemKind::F32);
  case bc::ValueKind::Float64:
    return slotsElem(context, "f");
  case bc::ValueKind::Interface:
    return slotsElem(context, "hw");
  case bc::ValueKind::Struct: {
    const bc::StructMeta &type = module.structMetas[meta.id()];
    // Values without fields take a slot, but no room in arrays and slices.
    if (llvm::all_of(type.fields,
                     [](const auto &field) { return field.slotCount == 0; }))
      return slotsElem(context, "");
    return slotsElem(context, lettersOf(type.slotTypes));
  }
  case bc::ValueKind::Array:
    return {};
  default:
    return slotsElem(context, bc::mayHoldReferences(meta.kind()) ? "r" : "v");
  }
}

SmallVector<Type> vo::importer::registerTypesOf(MLIRContext *context,
                                                const bc::Layout &layout) {
  SmallVector<Type> types;
  for (bc::SlotType type : layout) {
    if (type == bc::SlotType::Interface0)
      types.push_back(ir::IfaceType::get(context));
    else if (type != bc::SlotType::Interface1)
      types.push_back(slotType(context, type));
  }
  return types;
}

/// Value kinds by parameter slot, as far as the module tells them.
static llvm::SmallDenseMap<unsigned, bc::ValueKind>
parameterKinds(const bc::FunctionDef &function) {
  llvm::SmallDenseMap<unsigned, bc::ValueKind> kinds;
  unsigned described = 0;
  for (const bc::TransferType &type : function.paramTypes)
    described += type.slots;
  // The closure slot is never described, the receiver not always.
  if (described > function.paramSlots)
    return kinds;
  unsigned slot = function.paramSlots - described;
  for (const bc::TransferType &type : function.paramTypes) {
    kinds[slot] = type.meta.kind();
    slot += type.slots;
  }
  return kinds;
}

SmallVector<Parameter>
vo::importer::parametersOf(MLIRContext *context,
                           const bc::FunctionDef &function) {
  auto kinds = parameterKinds(function);
  SmallVector<Parameter> parameters;
  for (uint16_t slot = 0; slot < function.paramSlots; ++slot) {
    bc::SlotType type = function.slotTypes[slot];
    if (type == bc::SlotType::Interface1)
      continue;
    Type valueType = type == bc::SlotType::Interface0
                         ? Type(ir::IfaceType::get(context))
                         : slotType(context, type);
    if (auto kind = kinds.find(slot);
        kind != kinds.end() && type == bc::SlotType::GcRef) {
      if (kind->second == bc::ValueKind::String)
        valueType = ir::StringType::get(context);
      else if (kind->second == bc::ValueKind::Slice)
        valueType = ir::SliceType::get(context);
    }
    parameters.push_back({slot, valueType});
  }
  return parameters;
}
