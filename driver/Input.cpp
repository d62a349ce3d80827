//===- Input.cpp - Programs in any of their forms -------------------------===//

#include "driver/Input.h"

#include "bytecode/Reader.h"
#include "bytecode/assembly/Assembly.h"
#include "bytecode/json/Json.h"
#include "bytecode/verify/Verifier.h"
#include "dialect/vo/Vo.h"
#include "dialect/vort/Vort.h"
#include "driver/Diagnostics.h"
#include "frontend/Frontend.h"
#include "importer/Importer.h"

#include "mlir/Parser/Parser.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"

using namespace mlir;
using namespace vo::driver;

/// Text that begins like Vo source, after comments.
static bool looksLikeSource(StringRef text) {
  for (text = text.ltrim(); text.starts_with("/"); text = text.ltrim()) {
    StringRef end = text.starts_with("/*") ? "*/" : "\n";
    text = text.drop_front(std::min(text.find(end), text.size()));
    text.consume_front(end);
  }
  StringRef word = text.take_while(llvm::isAlpha);
  return word == "package" || word == "import";
}

/// The kind of a text, by its file's name and its beginning.
static InputKind kindOfText(StringRef path, StringRef text) {
  if (path.ends_with(".vo") || (path == "-" && looksLikeSource(text)))
    return InputKind::Source;
  if (path.ends_with(".mlir"))
    return InputKind::Mlir;
  if (path.ends_with(".json"))
    return InputKind::Json;
  if (text.ltrim().starts_with("{"))
    return InputKind::Json;
  return InputKind::Assembly;
}

llvm::Expected<Input> vo::driver::openInput(StringRef path) {
  if (path.ends_with(".vo") ||
      (path != "-" && llvm::sys::fs::is_directory(path)))
    return Input{path.str(), InputKind::Source, nullptr};
  auto buffer = llvm::MemoryBuffer::getFileOrSTDIN(path);
  if (!buffer)
    return failure(path + ": " + buffer.getError().message());
  return inputOf(path, std::move(*buffer));
}

Input vo::driver::inputOf(StringRef path,
                          std::unique_ptr<llvm::MemoryBuffer> buffer) {
  StringRef text = buffer->getBuffer();
  InputKind kind =
      text.starts_with("VOB") ? InputKind::Vob : kindOfText(path, text);
  return Input{path.str(), kind, std::move(buffer)};
}

/// Compiles source; messages go to stderr.
static llvm::Expected<vo::bc::Module>
compileSource(const Input &input,
              const std::function<void(StringRef, double)> &onStep) {
  vo::fe::FrontendOptions options;
  options.onStep = onStep;
  options.library = vo::fe::libraryFromEnvironment();
  if (input.buffer)
    options.text = input.buffer->getBuffer().str();
  std::optional<vo::bc::Module> module =
      vo::fe::compileProgram(input.path, options, llvm::errs());
  if (!module)
    return reported();
  return std::move(*module);
}

llvm::Expected<vo::bc::Module>
vo::driver::readBytecode(const Input &input,
                         const std::function<void(StringRef, double)> &onStep) {
  if (input.kind == InputKind::Source)
    return compileSource(input, onStep);
  StringRef text = input.buffer->getBuffer();
  auto finish =
      [&](bc::Result<bc::Module> result) -> llvm::Expected<bc::Module> {
    if (result)
      return std::move(*result);
    // Text forms begin their messages with line and column.
    std::string position =
        input.kind == InputKind::Vob
            ? ": offset " + std::to_string(result.error().offset) + ": "
            : ":";
    return failure(input.path + position + result.error().message);
  };
  switch (input.kind) {
  case InputKind::Vob:
    return finish(bc::readModule(
        {reinterpret_cast<const uint8_t *>(text.data()), text.size()}));
  case InputKind::Json:
    return finish(bc::fromJson(text));
  case InputKind::Assembly:
    return finish(bc::assemble(text));
  case InputKind::Mlir:
  case InputKind::Source:
    break;
  }
  return failure(input.path + ": holds MLIR, not bytecode");
}

llvm::Error vo::driver::verifyBytecode(const bc::Module &module,
                                       StringRef path) {
  bc::verify::Verdict verdict = bc::verify::verifyModule(module);
  std::string text;
  for (const bc::verify::Diagnostic &diagnostic : verdict.diagnostics())
    text += (text.empty() ? "" : "\n") + path.str() + ": " + diagnostic.text();
  return verdict ? llvm::Error::success() : failure(text);
}

/// The furthest stage that the operations of a module belong to.
static Stage stageOf(ModuleOp module) {
  Stage stage = Stage::Vort;
  for (Operation &op : *module.getBody()) {
    StringRef dialect = op.getName().getDialectNamespace();
    if (dialect == "vo")
      return Stage::Vo;
    if (dialect == "llvm")
      stage = Stage::LLVMDialect;
  }
  return stage;
}

llvm::Expected<Program> vo::driver::loadProgram(const Input &input,
                                                MLIRContext &context) {
  if (input.kind == InputKind::Mlir) {
    llvm::SourceMgr sources;
    sources.AddNewSourceBuffer(
        llvm::MemoryBuffer::getMemBuffer(*input.buffer, false), {});
    OwningOpRef<ModuleOp> module = parseSourceFile<ModuleOp>(sources, &context);
    if (!module)
      return reported();
    Stage stage = stageOf(*module);
    return Program{std::move(module), stage};
  }
  auto bytecode = readBytecode(input);
  if (!bytecode)
    return bytecode.takeError();
  if (llvm::Error error = verifyBytecode(*bytecode, input.path))
    return error;
  OwningOpRef<ModuleOp> module = importer::importModule(*bytecode, context);
  if (!module)
    return reported();
  return Program{std::move(module), Stage::Vo};
}
