//===- Fields.h - Members of JSON objects, with positions -------*- C++ -*-===//
//
// Reads what a JSON text must have, and keeps the first thing that is wrong
// with it, at its position. Readers go on with empty values and look at the end
// whether there was an error. Members that nobody asks for are passed over, so
// that later versions may have more.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "bytecode/text/Node.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <optional>

namespace vo::report {

class Fields {
public:
  using Node = bc::text::Node;

  /// `file` is what messages call the text.
  Fields(llvm::StringRef file, llvm::StringRef text);

  /// The outermost object; null after an error.
  const Node *root();
  /// Fails with "file:line:column: message" if anything was wrong.
  llvm::Error takeError();

  const Node *find(const Node &object, llvm::StringRef name) const;
  /// Text without control characters but tabs, as names in sources have it.
  std::string text(const Node &object, llvm::StringRef name);
  uint64_t number(const Node &object, llvm::StringRef name, uint64_t most);
  std::optional<uint64_t> optionalNumber(const Node &object,
                                         llvm::StringRef name, uint64_t most);
  /// Calls `visit` for each item of an array of objects.
  void forEach(const Node &object, llvm::StringRef name,
               llvm::function_ref<void(const Node &)> visit);
  std::vector<std::string> texts(const Node &object, llvm::StringRef name);
  const Node *object(const Node &parent, llvm::StringRef name);

  void fail(const Node &where, const llvm::Twine &message);

private:
  const Node *member(const Node &object, llvm::StringRef name, Node::Kind kind,
                     llvm::StringRef kindName);
  std::string textOf(const Node &node, llvm::StringRef name);

  std::string file;
  llvm::StringRef source;
  Node top;
  std::optional<std::string> problem;
};

} // namespace vo::report
