// The same work as quicksort.vo.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static int64_t seed = 42;

static int64_t next(void) {
  seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}

static void sort(int64_t *values, int64_t low, int64_t high) {
  while (low < high) {
    int64_t pivot = values[(low + high) / 2];
    int64_t i = low, j = high;
    while (i <= j) {
      while (values[i] < pivot)
        i++;
      while (values[j] > pivot)
        j--;
      if (i <= j) {
        int64_t swapped = values[i];
        values[i] = values[j];
        values[j] = swapped;
        i++;
        j--;
      }
    }
    if (j - low < high - i) {
      sort(values, low, j);
      low = i;
    } else {
      sort(values, i, high);
      high = j;
    }
  }
}

int main(void) {
  int64_t *values = NULL;
  int64_t length = 0, capacity = 0;
  for (int64_t i = 0; i < 8000000; i++) {
    if (length == capacity) {
      capacity = capacity ? 2 * capacity : 4;
      values = realloc(values, capacity * sizeof(int64_t));
    }
    values[length++] = next();
  }
  sort(values, 0, length - 1);
  int64_t checksum = 0;
  for (int64_t i = 0; i < length; i++) {
    if (i > 0 && values[i - 1] > values[i]) {
      printf("not sorted at %ld\n", i);
      return 0;
    }
    checksum = (checksum * 31 + values[i]) & 0xffffffff;
  }
  printf("sorted %ld numbers, checksum %ld\n", length, checksum);
  free(values);
}
