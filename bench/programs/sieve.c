// The same work as sieve.vo.
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static int64_t primes(int64_t limit) {
  bool *composite = calloc(limit, sizeof(bool));
  int64_t count = 0;
  for (int64_t i = 2; i < limit; i++) {
    if (composite[i])
      continue;
    count++;
    for (int64_t j = i * i; j < limit; j += i)
      composite[j] = true;
  }
  free(composite);
  return count;
}

int main(void) {
  int64_t total = 0;
  for (int64_t round = 0; round < 60; round++)
    total += primes(2000000 + round);
  printf("primes found in 60 rounds: %ld\n", total);
}
