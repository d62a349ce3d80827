#include "runtime/Runtime.h"

#include "runtime/gc/Statistics.h"
#include "runtime/object/Output.h"
#include "runtime/panic/Report.h"
#include "runtime/sched/NewFailure.h"
#include "runtime/sched/Program.h"
#include "runtime/std/Arguments.h"

#include <cstdio>

using namespace vo;
using namespace vo::rt;

static const Program::Handlers kHandlers = {
    [](Context &context) { endWithError(context, "vo: out of memory"); },
    reportStackFault,
    endWithDeadlock,
    [] { standardOutput().flush(); },
};

int vo_rt_main(int argc, char **argv, const abi::ModuleDescriptor *module) {
  if (module->abiVersion != abi::kAbiVersion) {
    std::fprintf(stderr,
                 "vo: the program was compiled for version %u of the runtime, "
                 "this is version %u\n",
                 module->abiVersion, abi::kAbiVersion);
    return 1;
  }
  programArguments().assign(argv + (argc > 0), argv + argc);
  NewFailureGuard memory;
  standardOutput(); // made here, where no stack is short
  Program program(*module, kHandlers, HeapOptions::fromEnvironment());
  int status = program.run();
  standardOutput().flush();
  if (program.isValid()) {
    HeapStatistics statistics = program.heap().statistics();
    AllocationProfile profile = program.heap().allocationProfile();
    program.islands().forEach([&](Program &island) {
      statistics.add(island.heap().statistics());
      profile.add(island.heap().allocationProfile());
    });
    writeStatistics(statistics);
    writeProfile(profile, program.heap().locations());
  }
  return status;
}
