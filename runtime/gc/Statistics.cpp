#include "runtime/gc/Statistics.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace vo::rt {

/// "name": value
static void addRow(std::string &text, const char *name, uint64_t value) {
  text += text.back() == '{' ? "\"" : ", \"";
  text += name;
  text += "\": ";
  text += std::to_string(value);
}

std::string formatStatistics(const HeapStatistics &statistics) {
  const struct {
    const char *name;
    uint64_t value;
  } rows[] = {
      {"allocations", statistics.objects.total()},
      {"allocated_bytes", statistics.allocatedBytes},
      {"promoted_bytes", statistics.promotedBytes},
      {"minor_collections", statistics.minorCollections},
      {"major_collections", statistics.majorCollections},
      {"total_pause_us", statistics.totalPause / 1000},
      {"max_pause_us", statistics.maxPause / 1000},
      {"peak_heap_bytes", statistics.peakBytes},
      {"dirty_cards", statistics.dirtyCards},
      {"walked_objects", statistics.walkedObjects},
      {"lost_marks", statistics.lostMarks},
      {"scanned_frames", statistics.scannedFrames},
  };
  std::string text = "{";
  for (auto &row : rows)
    addRow(text, row.name, row.value);
  text += ", \"by_layout\": {";
#define VO_LAYOUT(id, name, kind, slots, refs, interfaces, note)               \
  if (id != abi::kLayoutNone)                                                  \
    addRow(text, #name, statistics.objects.of(id));
#include "runtime/abi/Layouts.def"
  addRow(text, "Module", statistics.objects.of(abi::kFirstModuleLayout));
  return text + "}}\n";
}

/// The file that an environment variable asks for; null: none.
static const char *fileOf(const char *variable) {
  const char *name = std::getenv(variable);
  return name && *name ? name : nullptr;
}

static void write(const char *variable, const char *name,
                  const std::string &text) {
  if (std::strcmp(name, "-") == 0) {
    std::fputs(text.c_str(), stderr);
    return;
  }
  std::FILE *file = std::fopen(name, "w");
  bool written = file && std::fputs(text.c_str(), file) >= 0;
  if (file)
    written &= std::fclose(file) == 0;
  if (!written)
    std::fprintf(stderr, "vo: cannot write %s to %s\n", variable, name);
}

void writeStatistics(const HeapStatistics &statistics) {
  constexpr const char *kVariable = "VO_GC_STATS";
  if (const char *name = fileOf(kVariable))
    write(kVariable, name, formatStatistics(statistics));
}

void writeProfile(const AllocationProfile &profile,
                  const abi::LocationTable *table) {
  constexpr const char *kVariable = "VO_ALLOC_PROFILE";
  if (const char *name = fileOf(kVariable))
    write(kVariable, name, profile.format(table));
}

} // namespace vo::rt
