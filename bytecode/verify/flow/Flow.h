//===- Flow.h - The rules on what reaches an instruction --------*- C++ -*-===//

#ifndef VO_BYTECODE_VERIFY_FLOW_FLOW_H
#define VO_BYTECODE_VERIFY_FLOW_FLOW_H

#include "bytecode/verify/flow/Facts.h"

namespace vo::bc::verify {

/// Checks the rules of Stage::Flow for a function whose instructions
/// checkCode() found fine.
void checkFlow(ModuleContext &context, uint32_t index,
               const FunctionDef &function, LayoutView globals);

/// One family of rules each; the instruction is reachable.
void checkTypeConstants(const Site &site, const ConstantFacts &constants);
void checkMapConstants(const Site &site, const ConstantFacts &constants);
void checkIndexProof(const Site &site, const IndexFacts &indices);
void checkContainer(const Site &site, const ContainerFacts &containers);

} // namespace vo::bc::verify

#endif // VO_BYTECODE_VERIFY_FLOW_FLOW_H
