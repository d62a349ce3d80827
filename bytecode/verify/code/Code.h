//===- Code.h - The rules on instructions -----------------------*- C++ -*-===//
//
// Stage::Code. The functions below are one family of rules each and file what
// they find at the report's current instruction. Those that take a Site may
// rely on what the comment says has been checked before.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_VERIFY_CODE_CODE_H
#define VO_BYTECODE_VERIFY_CODE_CODE_H

#include "bytecode/verify/code/Site.h"

namespace vo::bc::verify {

/// Checks the instructions of a function. True when nothing was found; the
/// function is ready for the flow rules then. All function tables of the
/// module have been checked.
bool checkCode(ModuleContext &context, uint32_t index,
               const FunctionDef &function, LayoutView globals);

/// Marks the instructions behind a SelectBegin up to its SelectExec, which
/// nothing may jump to, and checks how selects are built.
std::vector<bool> checkSelects(Report &report, const FunctionDef &function);

/// First: is there the metadata that the opcode needs, and is it sound?
void checkMetadata(const Site &site);
/// Then: is the flags byte one that the opcode defines?
void checkFlags(const Site &site);
/// Then: are ids, global slots and targets in range?
void checkIds(const Site &site);
void checkTargets(const Site &site, const std::vector<bool> &insideSelect);
/// Does a loop hint name a loop?
void checkLoopHint(const Site &site);

/// With all hints of the function fine: how do their loops lie?
void checkLoopNesting(Report &report, const FunctionDef &function);

/// With these fine: do compact copies agree with the metadata or the callee?
void checkMirrors(const Site &site);
/// Do the operand windows lie in the frame with the right slot types?
void checkWindows(const Site &site);

/// With the windows fine: what single opcodes demand beyond that.
void checkMoves(const Site &site);
void checkCalls(const Site &site);
void checkInterfaceOps(const Site &site);

} // namespace vo::bc::verify

#endif // VO_BYTECODE_VERIFY_CODE_CODE_H
