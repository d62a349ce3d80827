//===- Methods.h - Which functions implement an interface -------*- C++ -*-===//

#ifndef VO_BYTECODE_TYPING_METHODS_H
#define VO_BYTECODE_TYPING_METHODS_H

#include "bytecode/Model.h"

#include <map>
#include <span>
#include <string_view>

namespace vo::bc::typing {

/// The functions by which the run-time type implements the interface, one per
/// method of it; nothing when the type does not. As the run time decides: the
/// type is named or a pointer to such, has every method with that signature,
/// and those with a pointer receiver only as a pointer.
std::optional<std::vector<uint32_t>>
implementation(const Module &module, uint32_t rttid, uint32_t interfaceMeta);

/// Methods of a module's types, by name and signature. Whether each of many
/// types implements each of many interfaces is asked through the rarest method
/// of each interface, so that few pairs are looked at that are none.
class MethodIndex {
public:
  /// The module outlives this.
  explicit MethodIndex(const Module &module);

  /// Numbers of the methods that a run-time type has.
  std::span<const uint32_t> methodsOf(uint32_t rttid) const;
  /// The method of the interface that the fewest types have; nothing when no
  /// type has it. The interface has methods.
  std::optional<uint32_t> rarest(uint32_t interfaceMeta) const;
  /// The types with that method, ascending.
  std::span<const uint32_t> typesWith(uint32_t method) const {
    return types[method];
  }

private:
  using Key = std::pair<std::string_view, uint32_t>; ///< name, signature

  const Module &module;
  std::map<Key, uint32_t> numbers;
  std::vector<std::vector<uint32_t>> types;  ///< by method
  std::vector<std::vector<uint32_t>> ofType; ///< methods, by named type
};

/// The interface with methods that values are converted or asserted to at an
/// instruction.
std::optional<uint32_t>
interfaceTarget(const Module &module, const FunctionDef &function, uint32_t pc);

} // namespace vo::bc::typing

#endif // VO_BYTECODE_TYPING_METHODS_H
