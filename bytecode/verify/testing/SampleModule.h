//===- SampleModule.h - A valid module to break -----------------*- C++ -*-===//
//
// A small hand-made module that uses every table and every family of
// instructions. Tests and the fuzzer change one thing and see what happens.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_VERIFY_TESTING_SAMPLEMODULE_H
#define VO_BYTECODE_VERIFY_TESTING_SAMPLEMODULE_H

#include "bytecode/Model.h"

namespace vo::bc::verify::testing {

/// Run-time types of the sample by id, behind the basic ones.
enum SampleType : uint32_t {
  PointType = 18, ///< struct { X int; y int }
  NamedPoint,     ///< main.Point
  PointerToPoint,
  ErrorSignature, ///< func() string
  ErrorInterface, ///< error
  NamedError,     ///< errors.Error
  PointerToError,
  ErrorType, ///< struct { msg string; cause error }
  ArrayOfInt,
  SliceOfInt,
  MapType, ///< map[string]int
  ChanType,
  VariadicType, ///< func(...int)
  PortType,
  IslandType,
  TupleType,
  AnyInterface,
  NamedNumber,     ///< main.Num
  GetSignature,    ///< func(int) int
  GetterInterface, ///< interface { Get(int) int }
};

/// "VRFI" and so on; I stands for an interface pair.
Layout slots(std::string_view text);

Module sampleModule();

/// The function, or an instruction or its metadata in it: the n-th of that
/// opcode, counted from 0. They must exist.
FunctionDef &function(Module &module, std::string_view name);
uint32_t find(const FunctionDef &function, Opcode opcode, unsigned n = 0);
Instruction &word(Module &module, std::string_view name, Opcode opcode,
                  unsigned n = 0);
InstrMeta &anyMeta(Module &module, std::string_view name, Opcode opcode,
                   unsigned n = 0);
template <class Meta>
Meta &meta(Module &module, std::string_view name, Opcode opcode,
           unsigned n = 0) {
  return std::get<Meta>(anyMeta(module, name, opcode, n));
}
/// Index of an Int constant of that value, which is added when it is new.
uint16_t intConstant(Module &module, int64_t value);
uint16_t stringConstant(Module &module);

} // namespace vo::bc::verify::testing

#endif // VO_BYTECODE_VERIFY_TESTING_SAMPLEMODULE_H
