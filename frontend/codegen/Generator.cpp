//===- Generator.cpp - A module being generated -----------------------------===//

#include "frontend/codegen/Generator.h"

#include "bytecode/Mirrors.h"
#include "frontend/codegen/Codegen.h"
#include "frontend/codegen/Function.h"

#include <array>

using namespace vo;
using namespace vo::fe;

std::optional<bc::Module> vo::fe::generateModule(Compilation &compilation) {
  bc::Module module;
  Generator generator(compilation, module);
  if (!generator.run())
    return std::nullopt;
  return module;
}

Generator::Generator(Compilation &compilation, bc::Module &module)
    : compilation(compilation), module(module), tables(compilation, module) {}

void Generator::error(Range range, const llvm::Twine &text) {
  if (!range.begin.isValid() && failed)
    return;
  failed = true;
  compilation.diagnostics.error(Diagnostics::Stage::Codegen, range, text);
}

bool Generator::run() {
  unsigned errorsBefore = compilation.diagnostics.errorCount();
  if (!checkEntry())
    return false;
  module.name = compilation.main->name->text.str();
  reserveDeclared();
  for (Package *package : compilation.packages)
    for (Func *func : package->functions)
      if (!func->isExtern())
        emitBody(function(func), func->decl->info);
  emitInit();
  while (tables.finish(*this))
    ;
  finishFunctions();
  return !failed && compilation.diagnostics.errorCount() == errorsBefore;
}

bool Generator::checkEntry() {
  if (!compilation.main) {
    llvm::StringRef name =
        compilation.packages.empty() || !compilation.packages.back()->name
            ? ""
            : compilation.packages.back()->name->text;
    error({},
          "invalid executable entry: package must be named `main`, found `" +
              name + "`");
    return false;
  }
  auto *main = llvm::dyn_cast_or_null<Func>(compilation.main->scope->lookupHere(
      compilation.ast.names.intern("main")));
  if (main && !main->isExtern() && main->signature()->params.empty()) {
    entry = main;
    return true;
  }
  error({}, "function not found: missing entry function `func main()`");
  return false;
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

uint32_t Generator::reserve(std::string name) {
  auto id = uint32_t(module.functions.size());
  module.functions.emplace_back();
  module.functions.back().name = std::move(name);
  module.debug.funcs.emplace_back();
  if (id > mostFunctions)
    error({}, "module has more than 8388608 functions");
  return id;
}

void Generator::define(uint32_t id, FunctionEmitter &emitter) {
  bc::FunctionDef made = emitter.finish(module.functions[id].name);
  module.functions[id] = std::move(made);
  std::vector<bc::DebugEntry> entries;
  entries.reserve(emitter.debugEntries().size());
  for (const Code::DebugEntry &entry : emitter.debugEntries()) {
    uint32_t begin = entry.range.begin.raw;
    if (begin < lineBegin || begin > lineEnd) {
      const SourceFile *file = compilation.sources.fileOf(entry.range.begin);
      if (!file)
        continue;
      Place place = file->place(entry.range.begin);
      lineFile = tables.debugFile(file);
      line = place.line;
      lineBegin = begin - (place.column - 1);
      lineEnd = lineBegin + uint32_t(file->lineText(line).size());
    }
    uint32_t length = entry.range.end.raw - begin;
    entries.push_back(
        {entry.pc, lineFile, line, begin - lineBegin + 1, length});
  }
  module.debug.funcs[id] = std::move(entries);
}

std::string Generator::nameOf(const Func &func) {
  // Run times find methods by their plain names.
  if (func.receiver || !func.package || func.package == compilation.main)
    return func.name->text.str();
  return func.package->path + "." + func.name->text.str();
}

void Generator::reserveDeclared() {
  size_t count = 0;
  for (Package *package : compilation.packages)
    count += package->functions.size();
  // Literals and wrappers come on top.
  module.functions.reserve(count + count / 2);
  module.debug.funcs.reserve(count + count / 2);
  for (Package *package : compilation.packages)
    for (Func *func : package->functions)
      if (!func->isExtern())
        functions[func] = reserve(nameOf(*func));
}

uint32_t Generator::function(Func *func) {
  auto known = functions.find(func);
  if (known != functions.end())
    return known->second;
  uint32_t id = reserve(nameOf(*func) + (func->isExtern() ? "$extern" : ""));
  functions[func] = id;
  if (!func->isExtern()) {
    emitBody(id, func->decl->info);
    return id;
  }
  FunctionEmitter emitter(*this, nullptr);
  emitter.emitExternWrapper(func);
  define(id, emitter);
  return id;
}

uint32_t Generator::literal(FuncLit *literal) {
  auto [known, fresh] = literals.insert({literal, 0});
  if (!fresh)
    return known->second;
  uint32_t id = reserve("closure_" + std::to_string(literals.size()));
  literals[literal] = id;
  emitBody(id, literal->info);
  return id;
}

void Generator::emitBody(uint32_t id, FunctionInfo *info) {
  if (!info || !info->body || !info->signature)
    return;
  FunctionEmitter emitter(*this, info);
  emitter.emitFunction();
  define(id, emitter);
}

//===----------------------------------------------------------------------===//
// Start of the program
//===----------------------------------------------------------------------===//

uint32_t Generator::emitCaller(llvm::StringRef name,
                               llvm::ArrayRef<uint32_t> callees) {
  uint32_t id = reserve(name.str());
  FunctionEmitter emitter(*this, nullptr);
  emitter.emitCaller(callees);
  define(id, emitter);
  return id;
}

void Generator::emitInit() {
  std::vector<uint32_t> inits;
  for (Package *package : compilation.packages) {
    if (package->globals.empty() && package->initOrder.empty() &&
        package->initFunctions.empty())
      continue;
    inits.push_back(reserve(package->path + ".__init__"));
    FunctionEmitter emitter(*this, nullptr);
    emitter.emitPackageInit(*package);
    define(inits.back(), emitter);
  }
  uint32_t init = emitCaller("__init__", inits);
  module.islandInitFunc = emitCaller("__island_init__", {init});
  module.entryFunc = emitCaller("__entry__", {init, function(entry)});
}

void Generator::finishFunctions() {
  std::array<bool, bc::numOpcodes> mirrored{};
  for (unsigned opcode = 0; opcode < bc::numOpcodes; ++opcode)
    mirrored[opcode] = bc::hasMirrors(*bc::info(bc::Opcode(opcode)));
  for (bc::FunctionDef &function : module.functions)
    for (uint32_t pc = 0; pc < function.code.size(); ++pc)
      if (mirrored[function.code[pc].op])
        function.code[pc] = bc::withMirrors(
            function.code[pc], function.meta[pc], module.functions, pc);
}
