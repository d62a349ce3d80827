// Debian's static LLVM names Polly's registration function but ships no Polly
// archive. This one registers nothing. Needed only by voc, which is linked
// statically; goes away once libPolly.a is packaged or the reference to it is
// gone.

#include "llvm/Plugins/PassPlugin.h"

llvm::PassPluginLibraryInfo getPollyPluginInfo() {
  return {LLVM_PLUGIN_API_VERSION, "Polly", LLVM_VERSION_STRING,
          [](llvm::PassBuilder &) {}};
}
