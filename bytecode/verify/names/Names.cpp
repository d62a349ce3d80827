//===- Names.cpp - Identifiers, package paths, identities -----------------===//

#include "bytecode/verify/names/Names.h"
#include "bytecode/verify/names/Unicode.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

using namespace vo::bc::verify;

static constexpr size_t longestComponent = 255;
static constexpr size_t longestModulePath = 255;
static constexpr size_t longestPackagePath = 4096;
static constexpr size_t longestExternName = 4096;
static constexpr size_t longestTypeIdentity = 8192;
static constexpr std::string_view localMarker = "@local:";

static constexpr std::string_view keywords[] = {
#define VO_KEYWORD(word) #word,
#include "bytecode/verify/names/Keywords.def"
};
static_assert(std::is_sorted(std::begin(keywords), std::end(keywords)));

static bool isDigit(char c) { return c >= '0' && c <= '9'; }
static bool isLower(char c) { return c >= 'a' && c <= 'z'; }

static bool isIdentifier(std::string_view name) {
  bool first = true;
  while (!name.empty()) {
    std::optional<char32_t> c = takeCharacter(name);
    if (!c)
      return false;
    if (*c != '_' && !isAlphabetic(*c) && (first || !isDecimalNumber(*c)))
      return false;
    first = false;
  }
  return !first;
}

bool vo::bc::verify::isDeclarationName(std::string_view name) {
  return name != "_" && isIdentifier(name) &&
         !std::binary_search(std::begin(keywords), std::end(keywords), name);
}

bool vo::bc::verify::isExportedName(std::string_view name) {
  std::optional<char32_t> c = takeCharacter(name);
  return c && isUppercase(*c);
}

//===----------------------------------------------------------------------===//
// Path components
//===----------------------------------------------------------------------===//

/// con, prn, aux, nul, com1…, lpt1… and their relatives, in any case.
static bool isDeviceName(std::string_view component) {
  std::string stem(component.substr(0, component.find('.')));
  for (char &c : stem)
    if (c >= 'A' && c <= 'Z')
      c += 'a' - 'A';
  static constexpr std::string_view plain[] = {"con", "prn",    "aux",
                                               "nul", "conin$", "conout$"};
  if (std::find(std::begin(plain), std::end(plain), stem) != std::end(plain))
    return true;
  if (!stem.starts_with("com") && !stem.starts_with("lpt"))
    return false;
  std::string_view suffix = std::string_view(stem).substr(3);
  return (suffix.size() == 1 && suffix[0] >= '1' && suffix[0] <= '9') ||
         suffix == "¹" || suffix == "²" || suffix == "³";
}

/// A file name that works on every system.
static bool isPortableFileName(std::string_view name) {
  if (name.empty() || name.size() > longestComponent || name.back() == '.')
    return false;
  bool first = true;
  char32_t last = 0;
  for (std::string_view rest = name; !rest.empty(); first = false) {
    std::optional<char32_t> c = takeCharacter(rest);
    if (!c || isControl(*c) || (first && isWhiteSpace(*c)))
      return false;
    last = *c;
  }
  return !isWhiteSpace(last) &&
         name.find_first_of("/\\<>:\"|?*") == std::string_view::npos &&
         !isDeviceName(name);
}

static bool isPackageComponent(std::string_view component) {
  return isPortableFileName(component) &&
         component.find('@') == std::string_view::npos;
}

/// [a-z0-9][a-z0-9._-]*
static bool isModuleSegment(std::string_view segment) {
  if (segment.empty() || !(isLower(segment[0]) || isDigit(segment[0])))
    return false;
  return std::all_of(segment.begin(), segment.end(), [](char c) {
    return isLower(c) || isDigit(c) || c == '.' || c == '_' || c == '-';
  });
}

static bool isDnsHost(std::string_view host) {
  if (host.size() > 253 || host.find('.') == std::string_view::npos)
    return false;
  while (true) {
    size_t dot = host.find('.');
    std::string_view label = host.substr(0, dot);
    if (label.empty() || label.size() > 63 || label.front() == '-' ||
        label.back() == '-')
      return false;
    if (!std::all_of(label.begin(), label.end(), [](char c) {
          return isLower(c) || isDigit(c) || c == '-';
        }))
      return false;
    if (dot == std::string_view::npos)
      return true;
    host.remove_prefix(dot + 1);
  }
}

/// Takes the text up to the next '/' off `path`.
static std::string_view takeComponent(std::string_view &path) {
  size_t slash = path.find('/');
  std::string_view component = path.substr(0, slash);
  path = slash == std::string_view::npos ? std::string_view()
                                         : path.substr(slash + 1);
  return component;
}

static bool areComponents(std::string_view path) {
  // A trailing slash makes an empty last component.
  if (path.ends_with('/'))
    return false;
  while (!path.empty())
    if (!isPackageComponent(takeComponent(path)))
      return false;
  return true;
}

/// `<dns host>/<owner>/<repo>` at the start of `path`.
static bool hasModuleRoot(std::string_view path) {
  std::string_view rest = path;
  std::string_view host = takeComponent(rest);
  std::string_view owner = takeComponent(rest);
  std::string_view repo = takeComponent(rest);
  size_t length = host.size() + owner.size() + repo.size() + 2;
  return length <= longestModulePath && isDnsHost(host) &&
         isModuleSegment(owner) && isModuleSegment(repo);
}

bool vo::bc::verify::isPackagePath(std::string_view path) {
  if (path.empty() || path.size() > longestPackagePath || path == "local")
    return false;
  if (!areComponents(path))
    return false;
  std::string_view rest = path;
  std::string_view first = takeComponent(rest);
  if (first == "local")
    return isModuleSegment(takeComponent(rest));
  if (first.find('.') != std::string_view::npos)
    return hasModuleRoot(path);
  return first != "std";
}

//===----------------------------------------------------------------------===//
// Identities
//===----------------------------------------------------------------------===//

/// The parts before and after the last '.'.
static std::optional<std::pair<std::string_view, std::string_view>>
splitQualified(std::string_view identity) {
  size_t dot = identity.rfind('.');
  if (dot == std::string_view::npos)
    return std::nullopt;
  return std::pair(identity.substr(0, dot), identity.substr(dot + 1));
}

static std::optional<unsigned> lowerHexValue(char c) {
  if (isDigit(c))
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  return std::nullopt;
}

/// Lower-case hex of the name of a source file.
static bool isEncodedSourceFile(std::string_view hex) {
  if (hex.empty() || hex.size() % 2 || hex.size() > 2 * longestComponent)
    return false;
  std::string file;
  for (size_t i = 0; i < hex.size(); i += 2) {
    std::optional<unsigned> high = lowerHexValue(hex[i]);
    std::optional<unsigned> low = lowerHexValue(hex[i + 1]);
    if (!high || !low)
      return false;
    file += char(*high << 4 | *low);
  }
  return file.ends_with(".vo") && isPortableFileName(file);
}

/// A decimal number without leading zeros that fits 64 bits.
static std::optional<uint64_t> parseDecimal(std::string_view digits) {
  if (digits.empty() || digits.size() > 19 ||
      (digits.size() > 1 && digits[0] == '0'))
    return std::nullopt;
  uint64_t value = 0;
  for (char c : digits) {
    if (!isDigit(c))
      return std::nullopt;
    value = value * 10 + unsigned(c - '0');
  }
  return value;
}

/// `<package>@local:<hex file>:<offset>`
static bool isLocalScope(std::string_view scope) {
  size_t marker = scope.find(localMarker);
  if (!isPackagePath(scope.substr(0, marker)))
    return false;
  std::string_view place = scope.substr(marker + localMarker.size());
  size_t colon = place.find(':');
  if (colon == std::string_view::npos)
    return false;
  std::optional<uint64_t> offset = parseDecimal(place.substr(colon + 1));
  return offset && *offset <= UINT32_MAX &&
         isEncodedSourceFile(place.substr(0, colon));
}

bool vo::bc::verify::isNamedTypeIdentity(std::string_view identity) {
  if (identity.size() > longestTypeIdentity)
    return false;
  if (identity == "error")
    return true;
  auto parts = splitQualified(identity);
  if (!parts || !isDeclarationName(parts->second))
    return false;
  if (parts->first.find(localMarker) != std::string_view::npos)
    return isLocalScope(parts->first);
  return isPackagePath(parts->first);
}

bool vo::bc::verify::isMethodKey(std::string_view key) {
  if (isDeclarationName(key))
    return isExportedName(key);
  auto parts = splitQualified(key);
  return parts && isDeclarationName(parts->second) &&
         !isExportedName(parts->second) && isPackagePath(parts->first);
}

/// Takes `<bytes>:<text of that many bytes>` off `rest`.
static std::optional<std::string_view> takeCounted(std::string_view &rest) {
  size_t colon = rest.find(':');
  if (colon == std::string_view::npos)
    return std::nullopt;
  std::optional<uint64_t> length = parseDecimal(rest.substr(0, colon));
  rest.remove_prefix(colon + 1);
  if (!length || *length == 0 || *length > rest.size())
    return std::nullopt;
  std::string_view text = rest.substr(0, *length);
  rest.remove_prefix(*length);
  return text;
}

std::optional<ExternKey>
vo::bc::verify::parseExternName(std::string_view name) {
  static constexpr std::string_view prefix = "vo1:";
  if (name.size() > longestExternName || !name.starts_with(prefix))
    return std::nullopt;
  std::string_view rest = name.substr(prefix.size());
  std::optional<std::string_view> package = takeCounted(rest);
  if (!package || !rest.starts_with(':'))
    return std::nullopt;
  rest.remove_prefix(1);
  std::optional<std::string_view> function = takeCounted(rest);
  if (!function || !rest.empty())
    return std::nullopt;
  if (!isPackagePath(*package) || !isDeclarationName(*function))
    return std::nullopt;
  return ExternKey{*package, *function};
}

std::string vo::bc::verify::externName(std::string_view package,
                                       std::string_view function) {
  return "vo1:" + std::to_string(package.size()) + ":" + std::string(package) +
         ":" + std::to_string(function.size()) + ":" + std::string(function);
}
