//===- Natives.cpp - Reading declarations ---------------------------------===//

#include "bytecode/typing/Natives.h"

using namespace vo::bc;
using namespace vo::bc::typing;

namespace {
struct Native {
  std::string_view package, function, signature;
};
} // namespace

static constexpr Native natives[] = {
#define VO_NATIVE(package, function, signature) {package, function, signature},
#include "bytecode/typing/Natives.inc"
#undef VO_NATIVE
};

std::string_view vo::bc::typing::nativeDeclaration(const ExternName &name) {
  for (const Native &native : natives)
    if (native.package == name.package && native.function == name.function)
      return native.signature;
  return {};
}

namespace {
/// Reads the part of a declaration behind the function's name.
class SignatureReader {
public:
  SignatureReader(std::string_view text, std::string_view package,
                  Metadata &metadata, Universe &terms)
      : rest(text), package(package), metadata(metadata), terms(terms) {}

  std::optional<Signature> read() {
    Signature out;
    if (!readList(out.params))
      return std::nullopt;
    skipBlanks();
    if (rest.starts_with('(') ? !readList(out.results)
        : !rest.empty()       ? !readType(rest, out.results)
                              : false)
      return std::nullopt;
    return out;
  }

private:
  void skipBlanks() {
    while (rest.starts_with(' '))
      rest.remove_prefix(1);
  }
  /// "(a, b T, c U)" or "(T, U)".
  bool readList(Leaves &out);
  bool readType(std::string_view type, Leaves &out);

  std::string_view rest, package;
  Metadata &metadata;
  Universe &terms;
};
} // namespace

static std::string_view trim(std::string_view text) {
  while (text.starts_with(' '))
    text.remove_prefix(1);
  while (text.ends_with(' '))
    text.remove_suffix(1);
  return text;
}

bool SignatureReader::readList(Leaves &out) {
  skipBlanks();
  size_t close = rest.find(')');
  if (!rest.starts_with('(') || close == std::string_view::npos)
    return false;
  std::string_view list = trim(rest.substr(1, close - 1));
  rest.remove_prefix(close + 1);
  std::vector<std::string_view> parts;
  while (!list.empty()) {
    size_t comma = std::min(list.find(','), list.size());
    parts.push_back(trim(list.substr(0, comma)));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  // With names, a part without a blank has the type of the next with one.
  bool named = false;
  for (std::string_view part : parts)
    named |= part.find(' ') != std::string_view::npos;
  for (size_t i = 0; i < parts.size(); ++i) {
    size_t j = i;
    while (named && j + 1 < parts.size() &&
           parts[j].find(' ') == std::string_view::npos)
      ++j;
    size_t blank = named ? parts[j].find(' ') : std::string_view::npos;
    std::string_view type =
        blank == std::string_view::npos ? parts[j] : parts[j].substr(blank + 1);
    if (!readType(trim(type), out))
      return false;
  }
  return true;
}

bool SignatureReader::readType(std::string_view type, Leaves &out) {
  static constexpr std::pair<std::string_view, ValueKind> scalars[] = {
      {"bool", ValueKind::Bool},       {"int", ValueKind::Int},
      {"int8", ValueKind::Int8},       {"int16", ValueKind::Int16},
      {"int32", ValueKind::Int32},     {"rune", ValueKind::Int32},
      {"int64", ValueKind::Int64},     {"uint", ValueKind::Uint},
      {"uint8", ValueKind::Uint8},     {"byte", ValueKind::Uint8},
      {"uint16", ValueKind::Uint16},   {"uint32", ValueKind::Uint32},
      {"uint64", ValueKind::Uint64},   {"float32", ValueKind::Float32},
      {"float64", ValueKind::Float64}, {"string", ValueKind::String},
      {"any", ValueKind::Interface},
  };
  for (auto [name, kind] : scalars)
    if (name == type) {
      Leaves mine = metadata.leaves(ValueMeta(kind, 0));
      out.insert(out.end(), mine.begin(), mine.end());
      return true;
    }
  if (type == "error") {
    out.push_back(terms.header(metadata.errorInterface()));
    out.push_back(Universe::data);
    return true;
  }
  if (type.starts_with("[]")) {
    Leaves element;
    std::string_view inner = type.substr(2);
    if (!readType(inner, element))
      return false;
    for (auto [name, kind] : scalars)
      if (name == inner && packingOf(kind) > Packing::Slots)
        element = {Universe::packed(packingOf(kind))};
    out.push_back(terms.make(TermKind::Slice, terms.row(element)));
    return true;
  }
  bool isPointer = type.starts_with("*");
  const NamedTypeMeta *named =
      metadata.findNamed(package, isPointer ? type.substr(1) : type);
  if (!named)
    return false;
  if (isPointer) {
    out.push_back(metadata.box(named->underlyingRttid.id()));
    return true;
  }
  const Leaves &mine = metadata.leaves(named->underlyingRttid.id());
  out.insert(out.end(), mine.begin(), mine.end());
  return true;
}

std::optional<Signature>
vo::bc::typing::parseSignature(std::string_view declaration,
                               std::string_view package, Metadata &metadata,
                               Universe &terms) {
  return SignatureReader(declaration, package, metadata, terms).read();
}
