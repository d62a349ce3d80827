// The same work as queens.vo.
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
  bool *columns, *rising, *falling;
  int64_t *places;
  int64_t size, solutions, checksum;
} Board;

static void place(Board *b, int64_t row) {
  int64_t size = b->size;
  if (row == size) {
    b->solutions++;
    for (int64_t i = 0; i < size; i++)
      b->checksum = (b->checksum * 31 + b->places[i]) & 0xffffffff;
    return;
  }
  for (int64_t x = 0; x < size; x++) {
    if (b->columns[x] || b->rising[row + x] || b->falling[row - x + size - 1])
      continue;
    b->places[row] = x;
    b->columns[x] = b->rising[row + x] = b->falling[row - x + size - 1] = true;
    place(b, row + 1);
    b->columns[x] = b->rising[row + x] = b->falling[row - x + size - 1] = false;
  }
}

int main(void) {
  for (int64_t size = 8; size <= 13; size++) {
    Board b = {calloc(size, 1),
               calloc(2 * size - 1, 1),
               calloc(2 * size - 1, 1),
               calloc(size, sizeof(int64_t)),
               size,
               0,
               0};
    place(&b, 0);
    printf("%ld queens: %ld solutions, checksum %ld\n", size, b.solutions,
           b.checksum);
  }
}
