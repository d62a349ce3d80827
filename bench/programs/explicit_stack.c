// The same work as explicit_stack.vo.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
  int64_t *items, length, capacity, deepest;
} Stack;

static void push(Stack *s, int64_t item) {
  if (s->length == s->capacity) {
    s->capacity = s->capacity ? 2 * s->capacity : 4;
    s->items = realloc(s->items, s->capacity * sizeof(int64_t));
  }
  s->items[s->length++] = item;
  if (s->length > s->deepest)
    s->deepest = s->length;
}

static int64_t pop(Stack *s) { return s->items[--s->length]; }

static int64_t ackermann(Stack *s, int64_t m, int64_t n, int64_t *steps) {
  *steps = 0;
  push(s, m);
  while (s->length > 0) {
    ++*steps;
    m = pop(s);
    if (m == 0) {
      n++;
    } else if (n == 0) {
      n = 1;
      push(s, m - 1);
    } else {
      n--;
      push(s, m - 1);
      push(s, m);
    }
  }
  return n;
}

int main(void) {
  Stack stack = {0};
  for (int64_t n = 6; n <= 11; n++) {
    int64_t steps, value = ackermann(&stack, 3, n, &steps);
    printf("A(3, %ld ) = %ld in %ld steps, depth %ld\n", n, value, steps,
           stack.deepest);
  }
}
