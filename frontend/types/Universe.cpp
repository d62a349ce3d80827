//===- Universe.cpp - Predeclared names ------------------------------------===//

#include "frontend/types/Universe.h"

using namespace vo::fe;

namespace {

struct BasicName {
  llvm::StringLiteral name;
  BasicKind kind;
};
constexpr BasicName basicTypes[] = {
    {"bool", BasicKind::Bool},       {"string", BasicKind::String},
    {"int", BasicKind::Int},         {"int8", BasicKind::Int8},
    {"int16", BasicKind::Int16},     {"int32", BasicKind::Int32},
    {"int64", BasicKind::Int64},     {"uint", BasicKind::Uint},
    {"uint8", BasicKind::Uint8},     {"uint16", BasicKind::Uint16},
    {"uint32", BasicKind::Uint32},   {"uint64", BasicKind::Uint64},
    {"float32", BasicKind::Float32}, {"float64", BasicKind::Float64},
    {"byte", BasicKind::Uint8},      {"rune", BasicKind::Int32},
};

struct BuiltinName {
  llvm::StringLiteral name;
  BuiltinId id;
};
constexpr BuiltinName builtins[] = {
    {"len", BuiltinId::Len},       {"cap", BuiltinId::Cap},
    {"append", BuiltinId::Append}, {"copy", BuiltinId::Copy},
    {"delete", BuiltinId::Delete}, {"make", BuiltinId::Make},
    {"new", BuiltinId::New},       {"close", BuiltinId::Close},
    {"panic", BuiltinId::Panic},   {"recover", BuiltinId::Recover},
    {"print", BuiltinId::Print},   {"println", BuiltinId::Println},
    {"assert", BuiltinId::Assert},
};

} // namespace

void vo::fe::declareUniverse(Scope &scope, TypeTable &types,
                             ConstantPool &constants, AstContext &context) {
  auto declareType = [&](llvm::StringRef name, Type *type, bool alias) {
    auto *object =
        context.make<TypeName>(context.names.intern(name), Range{}, nullptr);
    object->type = type;
    object->isAlias = alias;
    scope.insert(object);
    return object;
  };
  auto declareConst = [&](llvm::StringRef name, BasicKind kind,
                          const Constant *value) {
    auto *object =
        context.make<Const>(context.names.intern(name), Range{}, nullptr);
    object->type = types.basic(kind);
    object->value = value;
    scope.insert(object);
  };

  for (const BasicName &basic : basicTypes)
    declareType(basic.name, types.basic(basic.kind),
                basic.name == "byte" || basic.name == "rune");
  declareType("any", types.emptyInterface(), true);

  auto *error = declareType("error", nullptr, false);
  Named *errorType = types.named(error, nullptr);
  error->type = errorType;
  InterfaceMethod method;
  method.name = context.names.intern("Error");
  method.signature =
      types.signature({}, {types.basic(BasicKind::String)}, false);
  errorType->resolved = types.interface({method});
  types.setError(errorType);

  declareConst("true", BasicKind::UntypedBool, constants.boolean(true));
  declareConst("false", BasicKind::UntypedBool, constants.boolean(false));
  declareConst("iota", BasicKind::UntypedInt, constants.integer(0));

  auto *nil = context.make<Nil>(context.names.intern("nil"), Range{}, nullptr);
  nil->type = types.basic(BasicKind::UntypedNil);
  scope.insert(nil);

  for (const BuiltinName &entry : builtins) {
    auto *object = context.make<Builtin>(context.names.intern(entry.name),
                                         Range{}, nullptr);
    object->id = entry.id;
    object->type = types.basic(BasicKind::Invalid);
    scope.insert(object);
  }
}
