//===- JsonAttributes.cpp - JSON as attributes ----------------------------===//

#include "dialect/vo/JsonAttributes.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/Support/JSON.h"

using namespace mlir;
namespace json = llvm::json;

/// Whether a member may be left out.
static bool isDefault(const json::Value &value) {
  if (auto boolean = value.getAsBoolean())
    return !*boolean;
  if (auto integer = value.getAsUINT64())
    return *integer == 0;
  if (auto text = value.getAsString())
    return text->empty();
  const json::Array *list = value.getAsArray();
  return list && list->empty();
}

static Attribute attributeOf(Builder &builder, const json::Value &value) {
  if (value.getAsNull())
    return builder.getUnitAttr();
  if (auto boolean = value.getAsBoolean())
    return builder.getBoolAttr(*boolean);
  if (auto integer = value.getAsInteger())
    return builder.getI64IntegerAttr(*integer);
  if (auto integer = value.getAsUINT64())
    return IntegerAttr::get(builder.getIntegerType(64, /*isSigned=*/false),
                            APInt(64, *integer));
  if (auto text = value.getAsString())
    return builder.getStringAttr(*text);
  if (const json::Array *list = value.getAsArray()) {
    SmallVector<Attribute> elements;
    for (const json::Value &element : *list)
      if (!elements.emplace_back(attributeOf(builder, element)))
        return {};
    return builder.getArrayAttr(elements);
  }
  const json::Object *object = value.getAsObject();
  if (!object)
    return {};
  SmallVector<NamedAttribute> members;
  for (const auto &[name, member] : *object) {
    if (isDefault(member))
      continue;
    Attribute attribute = attributeOf(builder, member);
    if (!attribute)
      return {};
    members.push_back(builder.getNamedAttr(name.str(), attribute));
  }
  return builder.getDictionaryAttr(members);
}

Attribute vo::ir::attributeOfJson(MLIRContext *context, StringRef text) {
  auto value = json::parse(text);
  if (!value) {
    llvm::consumeError(value.takeError());
    return {};
  }
  Builder builder(context);
  return attributeOf(builder, *value);
}

/// False when the attribute is of another kind than JSON has.
static bool print(json::OStream &os, Attribute attribute) {
  if (isa<UnitAttr>(attribute)) {
    os.value(nullptr);
    return true;
  }
  if (auto boolean = dyn_cast<BoolAttr>(attribute)) {
    os.value(boolean.getValue());
    return true;
  }
  if (auto integer = dyn_cast<IntegerAttr>(attribute)) {
    if (integer.getValue().getBitWidth() > 64)
      return false;
    if (integer.getType().isUnsignedInteger())
      os.value(integer.getValue().getZExtValue());
    else
      os.value(integer.getValue().getSExtValue());
    return true;
  }
  if (auto text = dyn_cast<StringAttr>(attribute)) {
    if (!json::isUTF8(text.getValue()))
      return false;
    os.value(text.getValue());
    return true;
  }
  bool ok = true;
  if (auto list = dyn_cast<ArrayAttr>(attribute)) {
    os.array([&] {
      for (Attribute element : list)
        ok = ok && print(os, element);
    });
    return ok;
  }
  auto object = dyn_cast<DictionaryAttr>(attribute);
  if (!object)
    return false;
  os.object([&] {
    for (NamedAttribute member : object) {
      os.attributeBegin(member.getName());
      ok = ok && print(os, member.getValue());
      if (!ok)
        os.value(nullptr); // the writer wants a value after every name
      os.attributeEnd();
    }
  });
  return ok;
}

std::optional<std::string> vo::ir::jsonOfAttribute(Attribute attribute) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  json::OStream os(stream);
  if (!print(os, attribute))
    return std::nullopt;
  os.flush();
  return text;
}
