//===- Collect.cpp - Native declarations of the library -------------------===//
//
// Loads and checks a program that imports all packages, then reads the comment
// above each function without a body from the text: comments are no part of the
// trees that the checker sees.
//
//===----------------------------------------------------------------------===//

#include "frontend/natives/Natives.h"

#include "bytecode/verify/names/Names.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace vo::fe;
using llvm::StringRef;

namespace {

constexpr StringRef kDirective = "//vo:native";

/// The lines of comment right above a declaration, from the top.
struct CommentAbove {
  std::vector<StringRef> prose;
  /// Behind `//vo:native`; nothing if there is no such line, or several.
  std::optional<StringRef> directive;
  unsigned directives = 0;
};

CommentAbove commentAbove(const SourceFile &file, Pos pos) {
  CommentAbove comment;
  for (uint32_t line = file.place(pos).line - 1; line > 0; --line) {
    StringRef text = file.lineText(line).trim();
    if (!text.starts_with("//"))
      break;
    if (text.consume_front(kDirective)) {
      comment.directive = text.trim();
      ++comment.directives;
    } else {
      comment.prose.push_back(text.drop_front(2).trim());
    }
  }
  std::reverse(comment.prose.begin(), comment.prose.end());
  return comment;
}

std::string firstSentence(llvm::ArrayRef<StringRef> lines) {
  std::string text = llvm::join(lines, " ");
  size_t end = text.find(". ");
  return end == std::string::npos ? text : text.substr(0, end + 1);
}

/// Appends the leaves of a value of the type, structs and arrays flattened as
/// bytecode does.
void appendLeaves(Type *type, std::vector<NativeLeaf> &leaves) {
  Type *underlying = type->underlying();
  switch (underlying->kind()) {
  case TypeKind::Basic:
    if (isString(type))
      return leaves.push_back(NativeLeaf::Str);
    if (isFloat(type))
      return leaves.push_back(bitWidth(type) == 32 ? NativeLeaf::F32
                                                   : NativeLeaf::F64);
    return leaves.push_back(NativeLeaf::I64);
  case TypeKind::Slice:
    return leaves.push_back(NativeLeaf::Slice);
  case TypeKind::Interface:
    return leaves.push_back(NativeLeaf::Iface);
  case TypeKind::Struct:
    for (const Field &field : llvm::cast<StructType>(underlying)->fields)
      appendLeaves(field.type, leaves);
    return;
  case TypeKind::Array: {
    auto *array = llvm::cast<ArrayType>(underlying);
    for (uint64_t i = 0; i < array->length; ++i)
      appendLeaves(array->element, leaves);
    return;
  }
  default:
    return leaves.push_back(NativeLeaf::Ref);
  }
}

/// Spells types as modules know them. Ends at names of structs, which is where
/// types can refer to themselves.
class ModuleSpelling {
public:
  std::string text;
  /// What has no spelling, if anything.
  Type *problem = nullptr;

  void add(Type *type) {
    Type *underlying = type->underlying();
    switch (underlying->kind()) {
    case TypeKind::Basic:
      text += toString(underlying);
      return;
    case TypeKind::Slice:
      text += "[]";
      return add(llvm::cast<SliceType>(underlying)->element);
    case TypeKind::Array:
      text +=
          "[" + std::to_string(llvm::cast<ArrayType>(underlying)->length) + "]";
      return add(llvm::cast<ArrayType>(underlying)->element);
    case TypeKind::Pointer:
      text += "*";
      return add(llvm::cast<PointerType>(underlying)->element);
    case TypeKind::Map:
      text += "map[";
      add(llvm::cast<MapType>(underlying)->key);
      text += "]";
      return add(llvm::cast<MapType>(underlying)->value);
    case TypeKind::Queue:
      text += llvm::cast<QueueType>(underlying)->isPort ? "port " : "chan ";
      return add(llvm::cast<QueueType>(underlying)->element);
    case TypeKind::Signature: {
      auto *signature = llvm::cast<SignatureType>(underlying);
      text += "func";
      addList(signature->params);
      return addList(signature->results);
    }
    case TypeKind::Interface:
      if (llvm::cast<InterfaceType>(underlying)->isEmpty()) {
        text += "any";
        return;
      }
      return addName(type);
    case TypeKind::Struct:
      return addName(type);
    default:
      problem = type;
    }
  }

  void addList(llvm::ArrayRef<Type *> types) {
    text += "(";
    for (auto [i, type] : llvm::enumerate(types)) {
      text += i ? "," : "";
      add(type);
    }
    text += ")";
  }

private:
  void addName(Type *type) {
    auto *named = llvm::dyn_cast<Named>(type);
    if (!named) {
      problem = type;
      return;
    }
    if (named->package)
      text += named->package->path + ".";
    text += named->object->name->text;
  }
};

class Collector {
public:
  explicit Collector(Compilation &compilation)
      : compilation(compilation), diagnostics(compilation.diagnostics) {}

  std::optional<std::vector<NativeFunction>>
  collect(llvm::ArrayRef<std::string> paths) {
    for (const std::string &path : paths)
      for (Package *package : compilation.packages)
        if (package->path == path)
          for (Func *function : package->functions)
            if (function->isExtern())
              add(*package, *function);
    if (diagnostics.hasErrors())
      return std::nullopt;
    return std::move(natives);
  }

private:
  void add(Package &package, Func &function) {
    NativeFunction native;
    native.package = package.path;
    native.name = function.name->text.str();
    native.symbol = "vo_std_" + native.package + "_" + native.name;
    std::replace(native.symbol.begin(), native.symbol.end(), '/', '_');
    native.wire = vo::bc::verify::externName(native.package, native.name);
    const FuncTypeExpr &syntax = *function.decl->signature;
    native.parameters =
        values(function.signature()->params, syntax.params, package);
    native.results =
        values(function.signature()->results, syntax.results, package);
    ModuleSpelling spelling;
    spelling.addList(function.signature()->params);
    spelling.addList(function.signature()->results);
    native.moduleTypes = std::move(spelling.text);
    if (spelling.problem)
      return complain(function, "has a part of type " +
                                    toString(spelling.problem, &package) +
                                    ", which needs a name of its own");
    if (readComment(function, native))
      natives.push_back(std::move(native));
  }

  std::vector<NativeParameter> values(llvm::ArrayRef<Type *> types,
                                      llvm::ArrayRef<Param> syntax,
                                      const Package &package) {
    std::vector<NativeParameter> list;
    for (auto [type, param] : llvm::zip_equal(types, syntax)) {
      NativeParameter &value = list.emplace_back();
      if (param.name && param.name->name->text != "_")
        value.name = param.name->name->text.str();
      value.type = toString(type, &package);
      appendLeaves(type, value.leaves);
    }
    return list;
  }

  bool readComment(const Func &function, NativeFunction &native) {
    const SourceFile *file = compilation.sources.fileOf(function.range.begin);
    CommentAbove comment = commentAbove(*file, function.range.begin);
    if (comment.directives != 1) {
      complain(function, comment.directives == 0
                             ? "has no //vo:native directive"
                             : "has several //vo:native directives");
      return false;
    }
    std::vector<StringRef> names;
    names.reserve(native.parameters.size());
    for (const NativeParameter &parameter : native.parameters)
      names.push_back(parameter.name);
    auto directive =
        parseNativeDirective(*comment.directive, names, native.results.size());
    if (!directive) {
      complain(function, "has a wrong directive: " +
                             llvm::toString(directive.takeError()));
      return false;
    }
    native.directive = std::move(*directive);
    native.summary = firstSentence(comment.prose);
    return true;
  }

  void complain(const Func &function, const llvm::Twine &text) {
    diagnostics.error(Diagnostics::Stage::Type, function.range,
                      "native function " + function.name->text + " " + text);
  }

  Compilation &compilation;
  Diagnostics &diagnostics;
  std::vector<NativeFunction> natives;
};

} // namespace

StringRef vo::fe::nameOf(NativeLeaf leaf) {
  static constexpr llvm::StringLiteral kNames[] = {
      "I64", "F32", "F64", "Ref", "Str", "Slice", "Iface"};
  return kNames[static_cast<unsigned>(leaf)];
}

std::optional<std::vector<NativeFunction>>
vo::fe::collectNatives(llvm::ArrayRef<std::string> packages,
                       const LibrarySource &library, Compilation &compilation) {
  std::string program = "package main\n\n";
  for (const std::string &package : packages)
    program += "import _ \"" + package + "\"\n";
  program += "\nfunc main() {\n}\n";
  if (!loadSource("natives.vo", program, library, compilation))
    return std::nullopt;
  for (Package *package : compilation.packages)
    if (!checkPackage(*package, compilation))
      return std::nullopt;
  return Collector(compilation).collect(packages);
}
