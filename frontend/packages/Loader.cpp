//===- Loader.cpp - Finding and parsing the packages of a program ----------===//

#include "frontend/packages/Files.h"
#include "frontend/packages/ModFile.h"
#include "frontend/packages/Packages.h"
#include "frontend/syntax/Literals.h"
#include "frontend/syntax/Parser.h"

#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace vo::fe;
namespace path = llvm::sys::path;

namespace {

/// Packages that the language's library has and that this compiler does not
/// carry yet.
constexpr llvm::StringLiteral notCarried[] = {"toolchain"};

class Loader {
public:
  Loader(const LibrarySource &library, Compilation &compilation)
      : library(library), compilation(compilation),
        diagnostics(compilation.diagnostics) {}

  bool load(llvm::StringRef where) {
    Package *main = compilation.newPackage("main");
    bool found = llvm::sys::fs::is_directory(where)
                     ? addDirectory(*main, where)
                     : addSingleFile(*main, where);
    return found && finish(main);
  }

  bool loadText(std::string name, std::string text) {
    Package *main = compilation.newPackage("main");
    return addSingleSource(*main, std::move(name), std::move(text)) &&
           finish(main);
  }

private:
  bool finish(Package *main) {
    // The clause may be left out of a program.
    if (!main->name)
      main->name = compilation.ast.names.intern("main");
    if (!parsed(*main))
      return false;
    // Linked into every program, whether imported or not.
    if (Package *errors = package("errors", nullptr))
      require(*errors);
    require(*main);
    if (main->name->text == "main")
      compilation.main = main;
    return !diagnostics.hasErrors();
  }

  //===--------------------------------------------------------------------===//
  // Files
  //===--------------------------------------------------------------------===//

  /// An error without a place in a source.
  bool fail(const llvm::Twine &text) {
    diagnostics.error(Diagnostics::Stage::Import, Range{}, text);
    return false;
  }

  bool addSingleFile(Package &package, llvm::StringRef where) {
    std::string error;
    std::optional<std::string> text = readWholeFile(where, &error);
    if (!text)
      return fail("cannot read " + where + ": " + error);
    if (findInlineModFile(*text).empty() && where != "-" &&
        !findProject(path::parent_path(where)))
      return false;
    return addSingleSource(package, where == "-" ? "<stdin>" : where.str(),
                           std::move(*text));
  }

  bool addSingleSource(Package &package, std::string name, std::string text) {
    const SourceFile *file = addSource(std::move(name), std::move(text));
    if (!file)
      return false;
    parse(package, *file);
    llvm::StringRef inlineMod = findInlineModFile(file->text());
    if (inlineMod.empty())
      return true;
    Pos origin =
        file->begin() + uint32_t(inlineMod.data() - file->text().data());
    std::optional<ModFile> mod =
        parseModFile(inlineMod, origin, /*isInline=*/true, diagnostics);
    return mod.has_value();
  }

  bool addDirectory(Package &package, llvm::StringRef directory) {
    if (!findProject(directory))
      return false;
    std::vector<std::string> files = sourceFilesIn(directory);
    if (files.empty())
      return fail("no .vo files in " + directory);
    for (const std::string &name : files)
      if (!addFile(package, name))
        return false;
    return true;
  }

  bool addFile(Package &package, const std::string &name) {
    std::string error;
    std::optional<std::string> text = readWholeFile(name, &error);
    if (!text)
      return fail("cannot read " + name + ": " + error);
    const SourceFile *file = addSource(name, std::move(*text));
    if (file)
      parse(package, *file);
    return file;
  }

  const SourceFile *addSource(std::string name, std::string text) {
    const SourceFile *file =
        compilation.sources.add(std::move(name), std::move(text));
    if (!file)
      fail("the program's sources exceed 4 GiB");
    return file;
  }

  void parse(Package &package, const SourceFile &file) {
    diagnostics.beginUnit();
    FileNode *node = parseFile(file, compilation.ast, diagnostics, {});
    package.files.push_back(node);
    if (node->packageName && !package.name)
      package.name = node->packageName->name;
  }

  /// The module file of the directory or of the nearest one above it.
  bool findProject(llvm::StringRef directory) {
    llvm::SmallString<256> current(directory.empty() ? "." : directory);
    if (llvm::sys::fs::make_absolute(current))
      return true;
    path::remove_dots(current, /*remove_dot_dot=*/true);
    for (llvm::StringRef dir = current; !dir.empty();
         dir = path::parent_path(dir)) {
      llvm::SmallString<256> name(dir);
      path::append(name, "vo.mod");
      if (!llvm::sys::fs::exists(name))
        continue;
      std::optional<std::string> text = readWholeFile(name);
      if (!text)
        return fail("cannot read " + name);
      const SourceFile *file = addSource(name.str().str(), std::move(*text));
      std::optional<ModFile> mod =
          file ? parseModFile(file->text(), file->begin(), /*isInline=*/false,
                              diagnostics)
               : std::nullopt;
      if (!mod)
        return false;
      project = std::move(*mod);
      projectRoot = dir.str();
      return true;
    }
    return true;
  }

  //===--------------------------------------------------------------------===//
  // Packages
  //===--------------------------------------------------------------------===//

  /// All package clauses are the same; only programs may leave them out.
  bool parsed(Package &package) {
    for (FileNode *file : package.files) {
      if (!file->packageName) {
        if (package.path == "main")
          continue;
        Pos start = file->source->begin();
        diagnostics.error(Diagnostics::Stage::Syntax, {start, start + 1},
                          "no package clause");
      } else if (file->packageName->name != package.name) {
        diagnostics.error(Diagnostics::Stage::Import, file->packageName->range,
                          "package " + file->packageName->name->text +
                              "; expected " + package.name->text);
      }
    }
    return !diagnostics.hasErrors();
  }

  /// Loads what a package imports, then appends it: dependencies come first.
  void require(Package &package) {
    if (!visited.insert(&package).second)
      return;
    stack.push_back(&package);
    llvm::SmallPtrSet<Package *, 8> imported;
    for (FileNode *file : package.files)
      for (ImportDecl *decl : file->imports) {
        decl->package = import(*decl);
        if (decl->package && imported.insert(decl->package).second)
          package.imports.push_back(decl->package);
      }
    stack.pop_back();
    compilation.packages.push_back(&package);
  }

  Package *import(ImportDecl &decl) {
    if (!decl.path)
      return nullptr;
    std::string importPath = decodeString(decl.path->text);
    Package *imported = package(importPath, &decl);
    if (!imported)
      return nullptr;
    if (llvm::is_contained(stack, imported)) {
      reportCycle(*imported, decl);
      return nullptr;
    }
    require(*imported);
    return imported;
  }

  void reportCycle(Package &start, ImportDecl &decl) {
    std::string chain;
    for (auto at = llvm::find(stack, &start); at != stack.end(); ++at)
      chain += (*at)->path + " -> ";
    diagnostics.error(Diagnostics::Stage::Import, decl.path->range,
                      "import cycle: " + chain + start.path);
  }

  /// The package of an import path, parsed at its first use.
  Package *package(llvm::StringRef importPath, ImportDecl *decl) {
    auto [place, fresh] = packages.insert({importPath, nullptr});
    if (!fresh)
      return place->second;
    Package *made = compilation.newPackage(importPath.str());
    std::string problem = addImported(*made, importPath);
    if (!problem.empty()) {
      diagnostics.error(Diagnostics::Stage::Import,
                        decl ? decl->path->range : Range{}, problem);
      return nullptr;
    }
    if (!parsed(*made))
      return nullptr;
    place->second = made;
    return made;
  }

  /// Finds and parses the files of an import path; says what is wrong.
  std::string addImported(Package &package, llvm::StringRef importPath) {
    if (importPath.empty() || importPath.starts_with(".") ||
        importPath.starts_with("/") || importPath.contains(".."))
      return "invalid import path: \"" + importPath.str() + "\"";
    for (const LibrarySource::File &file : library.files(importPath)) {
      package.isStandard = true;
      if (const SourceFile *source =
              addSource((importPath + "/" + file.name).str(), file.text))
        parse(package, *source);
    }
    if (package.isStandard)
      return "";
    if (std::optional<std::string> directory = projectDirectory(importPath)) {
      for (const std::string &name : sourceFilesIn(*directory))
        addFile(package, name);
      return package.files.empty() ? "package not found: " + importPath.str()
                                   : "";
    }
    if (llvm::is_contained(notCarried, importPath))
      return "package not found: " + importPath.str() +
             " (not supported here; VO_STDLIB may name a "
             "directory that has it)";
    if (importPath.split('/').first.contains('.'))
      return "package not found: " + importPath.str() +
             " (modules outside of the project are not supported)";
    return "package not found: " + importPath.str();
  }

  std::optional<std::string> projectDirectory(llvm::StringRef importPath) {
    if (!project)
      return std::nullopt;
    llvm::StringRef rest = importPath;
    if (!rest.consume_front(project->module) ||
        (!rest.empty() && !rest.consume_front("/")))
      return std::nullopt;
    llvm::SmallString<256> directory(projectRoot);
    path::append(directory, rest);
    return directory.str().str();
  }

  const LibrarySource &library;
  Compilation &compilation;
  Diagnostics &diagnostics;
  std::optional<ModFile> project;
  std::string projectRoot;
  llvm::StringMap<Package *> packages;
  llvm::SmallPtrSet<Package *, 16> visited;
  /// Packages whose imports are being loaded, outermost first.
  std::vector<Package *> stack;
};

} // namespace

bool vo::fe::loadProgram(llvm::StringRef path, const LibrarySource &library,
                         Compilation &compilation) {
  return Loader(library, compilation).load(path);
}

bool vo::fe::loadSource(std::string name, std::string text,
                        const LibrarySource &library,
                        Compilation &compilation) {
  return Loader(library, compilation)
      .loadText(std::move(name), std::move(text));
}
