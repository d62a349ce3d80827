// The same work as fannkuch.vo.
#include <stdint.h>
#include <stdio.h>

enum { SIZE = 10 };

typedef struct {
  int64_t at[SIZE];
} Permutation;

static int64_t flips(Permutation p) {
  int64_t count = 0;
  while (p.at[0] != 0) {
    int64_t low = 0, high = p.at[0];
    while (low < high) {
      int64_t swapped = p.at[low];
      p.at[low] = p.at[high];
      p.at[high] = swapped;
      low++;
      high--;
    }
    count++;
  }
  return count;
}

// Returns the checksum; the most flips go to *mostFlips.
static int64_t search(int64_t *mostFlips) {
  Permutation p;
  int64_t left[SIZE];
  for (int64_t i = 0; i < SIZE; i++)
    p.at[i] = i;
  int64_t most = 0, checksum = 0, number = 0, r = SIZE;
  for (;;) {
    for (; r != 1; r--)
      left[r - 1] = r;
    int64_t count = flips(p);
    if (count > most)
      most = count;
    checksum += number % 2 == 0 ? count : -count;
    for (;;) {
      if (r == SIZE) {
        *mostFlips = most;
        return checksum;
      }
      int64_t first = p.at[0];
      for (int64_t i = 0; i < r; i++)
        p.at[i] = p.at[i + 1];
      p.at[r] = first;
      left[r]--;
      if (left[r] > 0)
        break;
      r++;
    }
    number++;
  }
}

int main(void) {
  int64_t total = 0;
  for (int64_t round = 0; round < 4; round++) {
    int64_t most;
    int64_t checksum = search(&most);
    total += checksum * most;
  }
  printf("sum of checksums times most flips: %ld\n", total);
}
