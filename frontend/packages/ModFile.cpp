//===- ModFile.cpp - Reading vo.mod ------------------------------------------===//

#include "frontend/packages/ModFile.h"

#include "llvm/ADT/STLExtras.h"

// The parser asserts (with NDEBUG: lets the compiler assume) some things about
// the text that it checks afterwards, such as that a header starts with a key.
#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_ASSERT(condition) static_cast<void>(0)
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

using namespace vo::fe;

namespace {

class ModReader {
public:
  ModReader(llvm::StringRef text, Pos origin, Diagnostics &diagnostics)
      : text(text), origin(origin), diagnostics(diagnostics) {}

  std::optional<ModFile> read(bool isInline) {
    toml::parse_result parsed =
        toml::parse(std::string_view(text.data(), text.size()));
    if (!parsed) {
      const toml::parse_error &error = parsed.error();
      report(error.source(), std::string(error.description()));
      return std::nullopt;
    }
    toml::table &table = parsed.table();
    checkKeys(table, isInline);
    checkFormat(table);
    ModFile file;
    file.module = requiredString(table, "module");
    requiredString(table, "version");
    requiredString(table, "vo");
    if (toml::table *dependencies = table["dependencies"].as_table())
      for (auto &&[name, constraint] : *dependencies)
        file.dependencies.emplace_back(name.str());
    if (isInline && !llvm::StringRef(file.module).starts_with("local/"))
      report(table.source(), "an inline module must be named local/<name>");
    return failed ? std::nullopt : std::optional(std::move(file));
  }

private:
  void report(const toml::source_region &where, const std::string &message) {
    failed = true;
    Pos pos = position(where.begin);
    diagnostics.error(Diagnostics::Stage::Import, {pos, pos + 1},
                      "vo.mod: " + message);
  }

  Pos position(toml::source_position where) const {
    llvm::StringRef rest = text;
    for (uint32_t line = 1; line < where.line && !rest.empty(); ++line)
      rest = rest.split('\n').second;
    auto offset = uint32_t(text.size() - rest.size());
    uint32_t column = where.column ? uint32_t(where.column) - 1 : 0;
    return origin + std::min<uint32_t>(offset + column, text.size());
  }

  void checkKeys(const toml::table &table, bool isInline) {
    static constexpr llvm::StringLiteral always[] = {"format", "module",
                                                     "version", "vo"};
    static constexpr llvm::StringLiteral projects[] = {"dependencies", "web",
                                                       "extension", "build"};
    for (auto &&[key, value] : table) {
      llvm::StringRef name(key.str().data(), key.str().size());
      if (!llvm::is_contained(always, name) &&
          (isInline || !llvm::is_contained(projects, name)))
        report(key.source(), "unknown key " + name.str());
    }
  }

  void checkFormat(toml::table &table) {
    std::optional<int64_t> format = table["format"].value<int64_t>();
    if (format != 1)
      report(table.source(), "format must be 1");
  }

  std::string requiredString(toml::table &table, const char *key) {
    if (std::optional<std::string> value = table[key].value<std::string>();
        value && !value->empty())
      return *value;
    report(table.source(), std::string("missing string ") + key);
    return "";
  }

  llvm::StringRef text;
  Pos origin;
  Diagnostics &diagnostics;
  bool failed = false;
};

} // namespace

std::optional<ModFile> vo::fe::parseModFile(llvm::StringRef text, Pos origin,
                                            bool isInline,
                                            Diagnostics &diagnostics) {
  return ModReader(text, origin, diagnostics).read(isInline);
}

llvm::StringRef vo::fe::findInlineModFile(llvm::StringRef source) {
  llvm::StringRef rest = source.ltrim();
  while (rest.starts_with("/")) {
    if (rest.starts_with("//")) {
      rest = rest.split('\n').second.ltrim();
      continue;
    }
    if (!rest.starts_with("/*"))
      break;
    size_t end = rest.find("*/", 2);
    if (end == llvm::StringRef::npos)
      break;
    llvm::StringRef comment = rest.slice(2, end);
    if (comment.consume_front("vo:mod"))
      return comment;
    rest = rest.drop_front(end + 2).ltrim();
  }
  return {};
}
