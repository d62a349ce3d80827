//===- Names.h - Which names a module may use -------------------*- C++ -*-===//
//
// Identifiers, package paths, and the identities made of them. Nothing here
// looks at a module.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_VERIFY_NAMES_NAMES_H
#define VO_BYTECODE_VERIFY_NAMES_NAMES_H

#include <optional>
#include <string>
#include <string_view>

namespace vo::bc::verify {

/// An identifier that is neither a keyword nor `_`.
bool isDeclarationName(std::string_view name);

/// The first character is an upper-case letter.
bool isExportedName(std::string_view name);

/// A canonical import path: `local/<name>…`, `<dns host>/<owner>/<repo>…`, or
/// a plain path that does not begin with `std`. Components have to be portable
/// file names. Whether characters outside ASCII are composed (NFC) is left to
/// the compiler that wrote the module.
bool isPackagePath(std::string_view path);

/// `error`, `<package>.<Name>` or `<package>@local:<hex file>:<offset>.<Name>`.
bool isNamedTypeIdentity(std::string_view identity);

/// Key of a method: an exported name, or `<package>.<name>` for others.
bool isMethodKey(std::string_view key);

/// What a canonical extern name says.
struct ExternKey {
  std::string_view package, function;
};

/// Takes `vo1:<bytes>:<package>:<bytes>:<function>` apart; nullopt when the
/// name is not of this form or its parts are not valid.
std::optional<ExternKey> parseExternName(std::string_view name);

/// The canonical name of an extern.
std::string externName(std::string_view package, std::string_view function);

} // namespace vo::bc::verify

#endif // VO_BYTECODE_VERIFY_NAMES_NAMES_H
