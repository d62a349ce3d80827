//===- RulesDoc.h - docs/verifier.md from the tables ------------*- C++ -*-===//

#ifndef VO_BYTECODE_VERIFY_DOC_RULESDOC_H
#define VO_BYTECODE_VERIFY_DOC_RULESDOC_H

#include <string>

namespace vo::bc::verify {

/// The whole text of docs/verifier.md.
std::string rulesDocument();

} // namespace vo::bc::verify

#endif // VO_BYTECODE_VERIFY_DOC_RULESDOC_H
