//===- Profile.cpp - What a run has allocated, by line --------------------===//

#include "report/Profile.h"

#include "report/Fields.h"

using llvm::StringRef;

namespace vo::report {

llvm::Expected<Profile> Profile::parse(StringRef file, StringRef text) {
  Fields fields(file, text);
  Profile profile;
  auto counts = [&](const Fields::Node &node) {
    return Counts{fields.number(node, "objects", UINT64_MAX),
                  fields.number(node, "bytes", UINT64_MAX)};
  };
  if (const Fields::Node *root = fields.root()) {
    profile.all = counts(*root);
    fields.forEach(*root, "sites", [&](const Fields::Node &node) {
      auto line =
          static_cast<uint32_t>(fields.number(node, "line", UINT32_MAX));
      profile.lines[{fields.text(node, "file"), line}] = counts(node);
    });
  }
  if (llvm::Error error = fields.takeError())
    return error;
  return profile;
}

Counts Profile::of(const Site &site) const {
  auto found = lines.find({site.place.file, site.place.line});
  return site.isInFrame || found == lines.end() ? Counts() : found->second;
}

} // namespace vo::report
